"""What a document sets in time and number: days by which something is due, periods, and shares to be reached."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from scorer.workdays import Calendar

_ID = {"pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$"}
_KEY = {"pattern": r"^[a-z]+(_[a-z]+)*$"}
_DATE = {"pattern": r"^(\d{4}-\d{2}-\d{2})?$"}
_TEXT = {"min_length": 1}
_WHOLE = {"ge": 0, "multiple_of": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A day that periods count from, or that a beginning covers; whoever fills the form enters it."""

    id: str = field(metadata=_KEY)
    label: str = field(metadata=_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What is due when.

    `within` a period after an event; `lasting` at least a period from an event on; by a day that is `fixed`; for
    what happens `since` a day; `forever`.
    """

    id: str = field(metadata=_KEY)
    kind: Literal["within", "lasting", "fixed", "since", "forever"]
    title: str = field(metadata=_TEXT)
    who: str = ""
    """Whom it binds."""
    event: str = ""
    amount: Decimal = field(default=Decimal(0), metadata=_WHOLE)
    unit: Literal["workdays", "days", "months", "years"] = "workdays"
    day: str = field(default="", metadata=_DATE)
    """The last day of what is `fixed`, the first of a `since`."""
    opens: str = field(default="", metadata=_DATE)
    """The first day of what is `fixed` with a beginning of its own."""
    words: str = ""
    """The printed sentence."""
    place: str = ""
    """Where it is printed: `documents/ID#block` or `rubrics/ID#item`."""
    reading: str = ""
    """The site's own reading where the source leaves something open."""
    taken: str = ""
    """`RUBRIC#MEMBER` where another rubric holds day and words already: the build fills them in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many at least: a percentage of a total, or a number."""

    id: str = field(metadata=_KEY)
    title: str = field(metadata=_TEXT)
    who: str = ""
    total: str = ""
    """What the total of a percentage counts; whoever fills the form enters it, like `done`."""
    done: str = field(metadata=_TEXT)
    percent: Decimal | None = field(default=None, metadata={"ge": 0, "le": 100})
    least: Decimal | None = field(default=None, metadata=_WHOLE)
    day: str = field(default="", metadata=_DATE)
    """The last day, where one is set."""
    words: str = ""
    place: str = ""
    reading: str = ""
    taken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """The deadlines and shares of a document."""

    kind: Literal["deadlines"]
    id: str = field(metadata=_ID)
    title: str = field(metadata=_TEXT)
    short_title: str = field(metadata=_TEXT)
    edition: str = field(metadata=_TEXT)
    document: str = field(metadata=_ID)
    events: tuple[Event, ...] = ()
    duties: tuple[Duty, ...] = ()
    shares: tuple[Share, ...] = ()
    standing: Literal["", "in-force", "ended", "superseded"] = ""
    """The document's; filled in by the build, never written by hand, like all below."""
    standing_text: str = ""
    calendar: Calendar | None = None
    """Given once for all rubrics."""
    notes: tuple[str, ...] = ()
    """Ids of the editor's notes about it."""

    @property
    def members(self) -> tuple[Duty | Share, ...]:
        """Duties and shares, in the order of the page."""
        return (*self.duties, *self.shares)
