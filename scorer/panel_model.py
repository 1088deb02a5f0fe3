"""A review of reports by a panel of experts (质量监测): what is drawn, who reviews, what is rechecked, the grades."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from scorer.grades_model import Band
from scorer.model import Option

_ID = {"pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$"}
_TEXT = {"min_length": 1}
_SOME = {"min_length": 1}
_POINTS = {"gt": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What the plan asks of the reports drawn or of the panel, with its printed words.

    `amount` is the number or the share (0.7 for 70%) that the words print.
    """

    id: str = field(metadata=_ID)
    kind: Literal["count", "share", "each", "cities", "members", "outside", "inside", "national", "independent"]
    title: str = field(metadata=_TEXT)
    amount: Decimal = field(default=Decimal(0), metadata={"ge": 0})
    sizes: tuple[str, ...] = ()
    """Of a share: the sizes of enterprises that count."""
    words: str = field(metadata=_TEXT)
    block: str = field(metadata=_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """How many reports, the lowest ones, are rechecked on site, and by how many experts from inside the province."""

    reports: Decimal = field(metadata=_POINTS)
    experts: Decimal = field(metadata=_POINTS)
    words: str = field(metadata=_TEXT)
    block: str = field(metadata=_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckedRow:
    """A row of that checklist that is marked √ and has points."""

    id: str = field(metadata=_TEXT)
    points: Decimal = field(metadata=_POINTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringRules:
    """The checklist that the experts score by: the points of its rechecked rows, and what it says of vetoes."""

    rubric: str = field(metadata=_ID)
    rechecked: Decimal = field(metadata=_POINTS)
    rows: tuple[RecheckedRow, ...] = field(metadata=_SOME)
    veto_grade: str = field(metadata=_TEXT)
    veto_words: str = field(metadata=_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One of the plans that the panel works by. Without `rules` the plan attaches no checklist."""

    id: str = field(metadata=_ID)
    label: str = field(metadata=_TEXT)
    sampling: tuple[Requirement, ...] = field(metadata=_SOME)
    panel: tuple[Requirement, ...] = field(metadata=_SOME)
    recheck: Recheck
    bands: tuple[Band, ...] = field(metadata=_SOME)
    bands_block: str = field(metadata=_TEXT)
    rules: ScoringRules | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One way to combine the paper review and the recheck; the plans print none, so the words are the site's."""

    id: Literal["replace", "average", "pooled", "keep-higher"]
    label: str = field(metadata=_TEXT)
    words: str = field(metadata=_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A panel's work from the drawing of reports to their grades; the first method holds unless another is chosen."""

    kind: Literal["panel"]
    id: str = field(metadata=_ID)
    title: str = field(metadata=_TEXT)
    short_title: str = field(metadata=_TEXT)
    edition: str = field(metadata=_TEXT)
    document: str = field(metadata=_ID)
    points: Decimal = field(metadata=_POINTS)
    plans: tuple[Plan, ...] = field(metadata=_SOME)
    experts: tuple[Option, ...] = field(metadata=_SOME)
    sizes: tuple[Option, ...] = field(metadata=_SOME)
    cities: tuple[Option, ...] = field(metadata=_SOME)
    city_register: str = field(metadata=_ID)
    """Whose rows name the cities."""
    methods: tuple[Method, ...] = field(metadata=_SOME)
    notes: tuple[str, ...] = ()
    """Ids of the editor's notes about it; filled in by the build, never written by hand."""
