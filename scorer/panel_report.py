"""What judging a panel's work returns: requirements, reports and counts as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scorer.comparison import Followed


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementResult:
    """A requirement: `met`, `not-met` or `unanswered`, and what was found."""

    title: str
    state: str
    label: str
    found: str
    concerned: tuple[str, ...]
    """Keys of the reports or experts, or names of the cities, that it fails by."""
    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanRange:
    """The means still possible while marks are wanting, both ends included."""

    lowest: Fraction
    highest: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportResult:
    """A report: exact scores, its place among the others, and its grade.

    `selection` says whether it is rechecked on site: `selected`, `not-selected`, `tied` (the organiser's choice),
    `open` (not all scores are there) or `vetoed` (it has no place among the others).
    """

    name: str
    mean: Fraction | None
    mean_range: MeanRange | None
    """Null before the first mark, and once all are there."""
    possible_grades: tuple[str, ...]
    """What the means still possible reach, before any recheck; the best first."""
    rank: int | None
    selection: str
    tied: bool
    """Whether its mark is the tied one at the cut, also after the organiser's choice."""
    composite: Fraction | None
    sums: tuple[str, ...]
    grade: str | None
    label: str
    """The grade, or why there is none."""
    provisional: bool
    reasons: tuple[Followed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelResult:
    """See `docs/scoring.md` for every member."""

    rubric: str
    edition: str
    complete: bool
    plan: str | None
    label: str
    method: str
    method_words: str
    provisional: bool
    sampling: Mapping[str, RequirementResult]
    panel: Mapping[str, RequirementResult]
    reports: Mapping[str, ReportResult]
    counts: Mapping[str, int]
    """Reports by grade; those whose grade is not final are in none of them."""
    open: int
    """Reports without a final grade."""
    notes: tuple[str, ...]
    unanswered: tuple[str, ...]
