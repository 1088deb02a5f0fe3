"""The frozen result of an assessment: one object that page, print, export and command line all show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from scorer.codec import encoded_once

type State = Literal["inapplicable", "unanswered", "conforming", "nonconforming", "deducted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """What one rule costs before any cap, in points."""

    findings: int
    subtotal: Decimal
    sum: str
    """The arithmetic in words, empty without findings: 3处 × 0.5分 = 1.5分."""
    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartResult:
    """A part: `applies` is null while a context question that decides it is open."""

    applies: bool | None
    state: State
    points: Decimal | None
    deduction: Decimal | None
    sum: str
    rules: Mapping[str, RuleResult]
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertMark:
    """An expert's own deduction, which is in force; `computed` is what the rules say, which stays in sight."""

    deduction: Decimal
    computed: Decimal
    reason: str
    words: str
    """The printed words that leave it to the expert."""
    by: str


@encoded_once
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """An item: its deduction after the cap, or its state when it is judged by a verdict."""

    applies: bool | None
    state: State
    points: Decimal | None
    deduction: Decimal | None
    score: Decimal | None
    """What is left of the points."""
    sum: str
    """How the deduction came about when rules add up or the cap bites."""
    rules: Mapping[str, RuleResult] = field(hash=False)
    parts: Mapping[str, PartResult] = field(hash=False)
    discretion: ExpertMark | None = None
    """Null where no expert decided otherwise than the rules."""
    href: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Items of one mark, merged rows counted once; `ids` are the rows that do not conform."""

    total: int
    conforming: int
    nonconforming: int
    unanswered: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The scores still possible, both ends included."""

    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Subtotal:
    """Points and what is left of them."""

    points: Decimal
    score: Decimal


@encoded_once
@dataclass(frozen=True, slots=True, kw_only=True)
class SectionResult:
    """A section's subtotal; points and score are null where no item of it carries points."""

    title: str
    points: Decimal | None
    score: Decimal | None
    range: Range | None
    items: int
    """Items that apply, merged rows counted once."""
    answered: int
    scored: int
    veto: Tally
    key: Tally
    verdicts: Tally
    """Every item that is judged by a verdict, whatever its mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """Score and grade by the rules alone."""

    score: Decimal | None
    grade: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What decided the grade: the band the points reach, or an override with the items that fired it."""

    kind: Literal["band", "override"]
    grade: str
    words: str
    items: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Findings of one rule to correct; `points` is what that regains once the corrections before it are made."""

    item: str
    part: str
    """Empty where the item has no parts."""
    rule: str
    findings: int
    points: Decimal
    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """What it takes to reach the next better grade, as answered so far.

    `best`: there is none better; `blocked`: no correction of points helps while the items in `blocked_by` fail;
    `decided`: nor does any while experts leave the items in `blocked_by` at their own deductions;
    `points`: the smallest set of corrections that is enough.
    """

    kind: Literal["best", "blocked", "decided", "points"]
    grade: str | None = None
    """The next better grade."""
    distance: Decimal | None = None
    """Points that its band asks for beyond the score."""
    blocked_by: tuple[str, ...] = ()
    findings: int = 0
    """How many findings to correct in all."""
    regained: Decimal = Decimal(0)
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """See `docs/scoring.md` for every member.

    Score, deduction and range are null where the checklist has no points or a veto ended the review, the grade where
    it has none or none follows yet.
    """

    rubric: str
    edition: str
    score: Decimal | None
    deduction: Decimal | None
    range: Range | None
    complete: bool
    grade: str | None
    provisional: bool
    possible_grades: tuple[str, ...]
    computed: Computed | None
    """Null where no expert decided otherwise than the rules."""
    reasons: tuple[Reason, ...]
    improvement: Improvement | None
    """Null where grades do not follow from points."""
    notes: tuple[str, ...]
    veto: Tally
    key: Tally
    verdicts: Tally
    """Every item that is judged by a verdict, whatever its mark."""
    scored: int
    """Items that carry points, merged rows counted once."""
    rechecked: Subtotal | None
    """What the items marked √ stand at; null where none is."""
    sections: Mapping[str, SectionResult]
    items: Mapping[str, ItemResult]
    unanswered: tuple[str, ...]
    """Paths into the answers that are still open."""
