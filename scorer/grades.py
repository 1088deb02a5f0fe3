"""Judged items and a score in; the grade, what else it may become, and what decided it out."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from scorer.addresses import address
from scorer.grades_model import Grades, Override
from scorer.judge import Judged
from scorer.report import Range, Reason


@dataclass(frozen=True, kw_only=True)
class Grading:
    """A rubric's grades applied to its judged items."""

    rubric: str
    grades: Grades
    judged: list[Judged]

    @property
    def ended(self) -> bool:
        """Whether an override that ends the review has fired."""
        return any(override.ends_review for override in self.fired)

    def grade(self, score: Decimal | None, *, complete: bool) -> str | None:
        """The grade as answered so far; without bands there is none before an override fired or all is answered."""
        reached = [override.grade for override in self.fired]
        if self.grades.bands and score is not None:
            reached.append(self._band(score))
        if reached:
            return self._worst(reached)
        return (self.grades.otherwise or None) if complete else None

    def possible(self, reachable: Range | None) -> tuple[str, ...]:
        """Every grade the answers can still end in, the best first."""
        concerned = [(override.grade, self._concerned(override)) for override in self.grades.overrides]
        certain = [grade for grade, items in concerned if any(one.must_fail for one in items)]
        threats = [grade for grade, items in concerned if any(one.may_fail for one in items)]
        starts = self._reachable(reachable)
        ends = {self._worst([start, *certain]) for start in starts}
        ends |= {self._worst([start, *certain, threat]) for start in starts for threat in threats}
        return tuple(name for name in order(self.grades) if name and name in ends)

    def reasons(self, score: Decimal | None) -> tuple[Reason, ...]:
        """The overrides that fired, then the band that the points alone reach."""
        href = address(self.rubric, "grades")
        overrides = [
            Reason(
                kind="override",
                grade=override.grade,
                words=override.words,
                items=tuple(one.item.id for one in self.failing(override)),
                href=href,
            )
            for override in self.fired
        ]
        if score is None or not self.grades.bands:
            return tuple(overrides)
        band = next(band for band in self.grades.bands if score >= band.at_least)
        return (*overrides, Reason(kind="band", grade=band.grade, words=band.words, items=(), href=href))

    @cached_property
    def fired(self) -> list[Override]:
        """The overrides that items which fail so far bring about."""
        return [one for one in self.grades.overrides if self.failing(one)]

    def failing(self, override: Override) -> list[Judged]:
        """The items that fire it."""
        return [one for one in self._concerned(override) if one.fails]

    def _concerned(self, override: Override) -> list[Judged]:
        return [one for one in self.judged if one.item.mark in override.marks or one.item.id in override.items]

    def _band(self, score: Decimal) -> str:
        return next(band.grade for band in self.grades.bands if score >= band.at_least)

    def _reachable(self, reachable: Range | None) -> list[str]:
        names = order(self.grades)
        if reachable is None or not self.grades.bands:
            return names[:1]
        best, worst = self._band(reachable.highest), self._band(reachable.lowest)
        return names[names.index(best) : names.index(worst) + 1]

    def _worst(self, reached: Iterable[str]) -> str:
        return max(reached, key=order(self.grades).index)


def order(grades: Grades) -> list[str]:
    """Grades from the best to the worst; what only an override can bring is the worst."""
    bands = [band.grade for band in grades.bands] or [grades.otherwise]
    return list(dict.fromkeys([*bands, *(override.grade for override in grades.overrides)]))
