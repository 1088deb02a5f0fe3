"""What judging deadlines returns: every duty with its day and how it was counted, every share with its least number."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from scorer.workdays import Counted

type DutyState = Literal[
    "open", "set", "running", "unsettled", "past", "over", "met", "late", "covered", "not-covered", "forever"
]
type ShareState = Literal["open", "met", "not-met"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyResult:
    """A duty; days are null while they cannot be told."""

    title: str
    who: str
    kind: str
    state: DutyState
    label: str
    """The state in words."""
    event: str | None
    due: str | None
    """The last day of the period; of a `since` the first day that it covers."""
    weekday: str | None
    """The day of the week that `due` is."""
    next_workday: str | None
    """Where `due` is no working day: the first one after it."""
    sum: str
    """How `due` comes about."""
    counted: Counted | None
    """The days between, where working days are counted."""
    done: str | None
    days_left: int | None
    """From the reference day to `due`; negative when it is past."""
    workdays_left: int | None
    """How many of them are working days, where working days are counted."""
    remarks: tuple[str, ...]
    reading: str
    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareResult:
    """A share; numbers are null while they are open."""

    title: str
    who: str
    state: ShareState
    label: str
    percent: Decimal | None
    total: int | None
    done: int | None
    required: int | None
    """How many are at least needed: a part of one is one."""
    missing: int | None
    """How many are still lacking."""
    sum: str
    due: str | None
    weekday: str | None
    days_left: int | None
    remarks: tuple[str, ...]
    reading: str
    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesResult:
    """See `docs/scoring.md` for every member."""

    rubric: str
    edition: str
    complete: bool
    """Whether every day of an event and every number has been entered."""
    standing: str
    standing_text: str
    reference: str | None
    """The day from which it is looked at."""
    calendar: str
    """The calendar of holidays and the years it covers."""
    duties: Mapping[str, DutyResult]
    shares: Mapping[str, ShareResult]
    notes: tuple[str, ...]
    unanswered: tuple[str, ...]
