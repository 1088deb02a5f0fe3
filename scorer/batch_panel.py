"""Results of one panel's rubric in, one by one; a row for every report out, and how many reports had which grade."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from scorer.codec import exact
from scorer.panel_model import Panel
from scorer.panel_report import PanelResult

_COLUMNS = ("plan", "report", "name", "mean", "rank", "selection", "composite", "grade", "standing")
_STATES = ("met", "not-met", "unanswered")


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeCount:
    """How many reports have a grade."""

    grade: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementCount:
    """In how many files a requirement of a plan is met, not met, or still open."""

    plan: str
    title: str
    met: int
    not_met: int
    unanswered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelSummary:
    """What a folder of answer files says together; see `docs/scoring.md`."""

    rubric: str
    edition: str
    files: int
    bad: int
    scored: int
    provisional: int
    reports: int
    grades: tuple[GradeCount, ...]
    open: int
    """Reports without a final grade."""
    requirements: tuple[RequirementCount, ...]


class PanelAccount:
    """A file is a panel's work on many reports, and each of them is a row."""

    blanks = ("organizer", "year")
    columns = _COLUMNS

    def __init__(self, rubric: Panel) -> None:
        self._rubric = rubric
        self._scored = 0
        self._provisional = 0
        self._open = 0
        self._grades: Counter[str] = Counter()
        self._requirements: Counter[tuple[str, str, str]] = Counter()

    def take(self, result: PanelResult) -> list[list[str]]:
        """Count a result; the rows of its reports."""
        self._scored += 1
        self._provisional += result.provisional
        self._open += result.open
        self._grades.update(result.counts)
        for name, one in {**result.sampling, **result.panel}.items():
            self._requirements[result.plan or "", name, one.state] += 1
        return [
            [
                result.label,
                key,
                one.name,
                _exact(one.mean),
                str(one.rank or ""),
                one.selection,
                _exact(one.composite),
                one.grade or "",
                one.label,
            ]
            for key, one in result.reports.items()
        ]

    def summary(self, bad: int) -> PanelSummary:
        """What was counted, in the order of the plans."""
        return PanelSummary(
            rubric=self._rubric.id,
            edition=self._rubric.edition,
            files=self._scored + bad,
            bad=bad,
            scored=self._scored,
            provisional=self._provisional,
            reports=self._grades.total() + self._open,
            grades=tuple(GradeCount(grade=grade, reports=count) for grade, count in self._grades.items()),
            open=self._open,
            requirements=tuple(self._required()),
        )

    def _required(self) -> Iterator[RequirementCount]:
        for plan in self._rubric.plans:
            for one in (*plan.sampling, *plan.panel):
                met, not_met, unanswered = (self._requirements[plan.id, one.id, state] for state in _STATES)
                if met or not_met or unanswered:
                    yield RequirementCount(
                        plan=plan.id, title=one.title, met=met, not_met=not_met, unanswered=unanswered
                    )

    def readable(self, bad: int) -> Iterator[str]:
        """The same as lines for a terminal."""
        found = self.summary(bad)
        yield f"{found.files} files: {found.scored} scored, {found.bad} bad; {found.provisional} provisional"
        yield f"{found.reports} reports"
        yield from (f"  {one.grade}: {one.reports}" for one in found.grades)
        yield f"  without a final grade: {found.open}"
        for one in found.requirements:
            yield f"{one.plan} {one.title}: {one.met} met, {one.not_met} not met, {one.unanswered} open"


def _exact(mean: Fraction | None) -> str:
    """A fraction so that a spreadsheet takes 212/3 for no date."""
    return "" if mean is None else exact(mean).replace("/", "÷")
