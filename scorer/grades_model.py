"""What follows from a score and from items that fail: the bands of the grades and what overrides them, as printed."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

_TEXT = {"min_length": 1}
_POINTS = {"ge": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A grade that points reach: from `at_least` (inclusive) up to the next band."""

    grade: str = field(metadata=_TEXT)
    at_least: Decimal = field(metadata=_POINTS)
    words: str = field(metadata=_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A grade that a nonconforming item forces, whatever the points."""

    grade: str = field(metadata=_TEXT)
    words: str = field(metadata=_TEXT)
    marks: tuple[Literal["veto", "key"], ...] = ()
    items: tuple[str, ...] = ()
    ends_review: bool = field(default=False, metadata={"strict": False})
    """Once it fires nothing else is reviewed: there is no score."""

    def __post_init__(self) -> None:
        if not (self.marks or self.items):
            raise ValueError("an override needs marks or items")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grades:
    """Bands from the best to the worst, and the overrides in the order they are stated."""

    bands: tuple[Band, ...] = ()
    overrides: tuple[Override, ...] = ()
    otherwise: str = ""
    """What is said when there are no bands and no override fired, in the site's own words; empty: nothing."""
    notes: tuple[str, ...] = ()
    """Ids of the editor's notes about the grades; filled in by the build, never written by hand."""

    def __post_init__(self) -> None:
        thresholds = [band.at_least for band in self.bands]
        if self.bands and (thresholds != sorted(set(thresholds), reverse=True) or thresholds[-1] != 0):
            raise ValueError("bands must fall from the best grade to one that starts at 0")
        if self.bands and self.otherwise:
            raise ValueError("with bands there is always a grade, so otherwise is never said")
