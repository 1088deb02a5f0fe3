"""The kinds of rubrics: the model of each, and what reads and judges its answers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scorer.comparison import ComparisonResult, judge_comparison
from scorer.comparison_model import Comparison
from scorer.deadlines import judge_deadlines
from scorer.deadlines_model import Deadlines
from scorer.deadlines_report import DeadlinesResult
from scorer.envelope import MAX_BYTES, Json
from scorer.grade import grade
from scorer.model import Checklist
from scorer.panel import judge_panel
from scorer.panel_model import Panel
from scorer.panel_report import PanelResult
from scorer.problems import Problem
from scorer.reader import read_answers
from scorer.report import Result
from scorer.summary import SummaryResult, judge_summary
from scorer.summary_model import Summary

type Rubric = Checklist | Comparison | Panel | Summary | Deadlines
type Outcome = Result | ComparisonResult | PanelResult | SummaryResult | DeadlinesResult
"""What judging returns, one frozen class a kind."""


MAX_SUMMARY_BYTES = 30_000_000
"""A summary holds the checklists of all its units: of 5,000 with a short note at every line it has 14 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`judge` takes a rubric of this kind, the answers object and the problems already found in its text."""

    model: type
    judge: Callable[[Any, Mapping[str, Json], Iterable[Problem]], Outcome]
    max_bytes: int = MAX_BYTES
    """A larger file is not read."""


def _checklist(rubric: Checklist, envelope: Mapping[str, Json], found: Iterable[Problem]) -> Result:
    return grade(rubric, read_answers(rubric, envelope, found))


KINDS = {
    "checklist": Kind(model=Checklist, judge=_checklist),
    "comparison": Kind(model=Comparison, judge=judge_comparison),
    "panel": Kind(model=Panel, judge=judge_panel),
    "summary": Kind(model=Summary, judge=judge_summary, max_bytes=MAX_SUMMARY_BYTES),
    "deadlines": Kind(model=Deadlines, judge=judge_deadlines),
}
