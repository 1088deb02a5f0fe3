"""The official calendar of holidays out, taken at build time from the library that keeps it."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version

from chinese_calendar import constants, is_workday

from scorer.workdays import Calendar

_SATURDAY = 5


@cache
def official_calendar() -> Calendar:
    """Every day of the library's years on which it departs from the week."""
    years = sorted({day.year for day in constants.holidays})
    first, last = years[0], years[-1]
    length = (date(last, 12, 31) - date(first, 1, 1)).days + 1
    days = [date(first, 1, 1) + timedelta(days=number) for number in range(length)]
    return Calendar(
        source=f"国务院办公厅历年节假日安排（据chinesecalendar {version('chinesecalendar')}）",
        first=first,
        last=last,
        holidays=_named(day for day in days if day.weekday() < _SATURDAY and not is_workday(day)),
        workdays=_named(day for day in days if day.weekday() >= _SATURDAY and is_workday(day)),
    )


def _named(days: Iterable[date]) -> dict[str, str]:
    names = {**constants.holidays, **constants.workdays}
    return {day.isoformat(): constants.Holiday(names[day]).chinese for day in days}
