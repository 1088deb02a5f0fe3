"""A summary table (汇总表): rows, columns with the checklist lines they count, the plan's shares and dates."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from scorer.model import Checklist

_ID = {"pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$"}
_KEY = {"pattern": r"^[a-z]+(_[a-z]+)*$"}
_DATE = {"pattern": r"^\d{4}-\d{2}-\d{2}$"}
_TEXT = {"min_length": 1}
_SOME = {"min_length": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A kind of units with a row of its own."""

    id: str = field(metadata=_KEY)
    title: str = field(metadata=_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column holds: a number or an amount that is entered, or a number of units that is counted."""

    id: str = field(metadata=_KEY)
    title: str = field(metadata=_TEXT)
    kind: Literal["count", "money", "failing", "marked"]
    """`failing` counts the units with a failed line of the column, `marked` those marked by hand."""
    lines: tuple[str, ...] = ()
    """Ids of checklist lines: where the source prints no such mapping, it is the site's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A share of the units that is to be inspected by a date."""

    due: str = field(metadata=_DATE)
    percent: Decimal
    words: str = field(metadata=_TEXT)
    block: str = field(metadata=_TEXT)
    """Anchor in the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """A date before which the table is sent in, what it covers, and the milestones that lie within that."""

    id: str = field(metadata=_KEY)
    title: str = field(metadata=_TEXT)
    due: str = field(metadata=_DATE)
    covers: str = field(metadata=_TEXT)
    milestones: tuple[str, ...] = ()
    """By their dates. What was inspected is counted at the end of what the table covers, so no other can be judged."""
    words: str = field(metadata=_TEXT)
    block: str = field(metadata=_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A summary of many filled checklists. One row is counted from them, the others are entered."""

    kind: Literal["summary"]
    id: str = field(metadata=_ID)
    title: str = field(metadata=_TEXT)
    short_title: str = field(metadata=_TEXT)
    edition: str = field(metadata=_TEXT)
    document: str = field(metadata=_ID)
    checklist: str = field(metadata=_ID)
    """The rubric of the filled checklists."""
    unit_blank: str = field(metadata=_TEXT)
    """The blank of the checklist's header that names the unit."""
    counted: str = field(metadata=_KEY)
    """The row that is counted from them."""
    rows: tuple[Row, ...] = field(metadata=_SOME)
    total: Row
    columns: tuple[Column, ...] = field(metadata=_SOME)
    units: str = field(metadata=_KEY)
    """The column with the number of units there are."""
    inspected: str = field(metadata=_KEY)
    """The column with the number of those inspected."""
    milestones: tuple[Milestone, ...] = ()
    returns: tuple[Return, ...] = ()
    judged_by: Checklist | None = None
    """The checklist itself; filled in by the build, never written by hand."""
    notes: tuple[str, ...] = ()
    """Ids of the editor's notes about it; filled in by the build, never written by hand."""
