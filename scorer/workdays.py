"""The official calendar of holidays and a day in; working days, and days a number of months away, out."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days on which the official calendar departs from the week, for whole years from `first` to `last`."""

    source: str = field(metadata={"min_length": 1})
    """The library and its version."""
    first: int
    last: int
    holidays: Mapping[str, str]
    """Days from Monday to Friday that are off, `2026-02-16`, each with the holiday's name."""
    workdays: Mapping[str, str]
    """Saturdays and Sundays that are worked, each with the holiday they make up for."""

    def covers(self, day: date) -> bool:
        """Whether the day lies in its years; of other years only the days of the week are known."""
        return self.first <= day.year <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDay:
    """A day and the holiday that it belongs to."""

    date: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The days after one day up to another: how many are working days, and why the others are or are not."""

    first: str
    last: str
    workdays: int
    weekends: int
    """Saturdays and Sundays that are off."""
    holidays: tuple[NamedDay, ...]
    """Days from Monday to Friday that are off."""
    made_up: tuple[NamedDay, ...]
    """Saturdays and Sundays that are worked, and so counted."""
    weekdays_only: tuple[int, ...]
    """Years that the calendar does not cover."""


def is_workday(official: Calendar, day: date) -> bool:
    """A working day by the official calendar; outside its years, a day from Monday to Friday."""
    if day.weekday() >= _SATURDAY:
        return day.isoformat() in official.workdays
    return day.isoformat() not in official.holidays


def next_workday(official: Calendar, day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_workday(official, day):
        day += _DAY
    return day


def after_workdays(official: Calendar, start: date, amount: int) -> date:
    """The last of so many working days after `start`, which does not count itself."""
    day = start
    for _ in range(amount):
        day = next_workday(official, day + _DAY)
    return day


def after_months(start: date, months: int) -> date:
    """The day of the same number so many months on, or that month's last day when it has none (民法典 art. 202)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    _, length = calendar.monthrange(year, month + 1)
    return date(year, month + 1, min(start.day, length))


def count(official: Calendar, start: date, end: date) -> Counted:
    """The days after `start` up to and with `end`."""
    days = [start + _DAY * number for number in range(1, (end - start).days + 1)]
    worked = [day for day in days if is_workday(official, day)]
    off = [day for day in days if day not in worked]
    return Counted(
        first=(start + _DAY).isoformat(),
        last=end.isoformat(),
        workdays=len(worked),
        weekends=sum(day.weekday() >= _SATURDAY for day in off),
        holidays=tuple(_named(official.holidays, day) for day in off if day.weekday() < _SATURDAY),
        made_up=tuple(_named(official.workdays, day) for day in worked if day.weekday() >= _SATURDAY),
        weekdays_only=tuple(sorted({day.year for day in days if not official.covers(day)})),
    )


def _named(names: Mapping[str, str], day: date) -> NamedDay:
    return NamedDay(date=day.isoformat(), name=names[day.isoformat()])
