"""A register of institutions in, what its page counts, filters by and draws out: how many there are where."""

from collections import defaultdict
from dataclasses import dataclass

from site_src.content import Register

NO_SERVICE = "未开展技术服务"
"""Printed in the employer's column where there is none; it is no employer of that name (H-35)."""
_PLACES = ("city", "province")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The institutions of one place."""

    place: str
    count: int
    idle: int
    """How many of them offered no service."""
    first: str
    """The id of its first row."""


def place_key(register: Register) -> str:
    """The column that says where the institution itself is; empty if none does."""
    return next((column.key for column in register.columns if column.key in _PLACES), "")


def has_employers(register: Register) -> bool:
    """Whether the register names the employers of the reports."""
    return any(column.key == "employer" for column in register.columns)


def bars(register: Register) -> list[Bar]:
    """One bar per place, in the order in which the places are printed."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in register.rows:
        if place := row.get(place_key(register)):
            rows[place].append(row)
    return [
        Bar(place=place, count=len(here), idle=idle_rows(here), first=here[0]["id"]) for place, here in rows.items()
    ]


def idle_rows(rows: list[dict[str, str]]) -> int:
    """How many of these institutions offered no service."""
    return sum(row.get("employer") == NO_SERVICE for row in rows)
