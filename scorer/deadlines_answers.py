"""The answers about deadlines in; days and numbers by what they belong to out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from scorer.deadlines_model import Deadlines
from scorer.envelope import Json
from scorer.fields import YEARS, FieldReader, listed
from scorer.problems import AnswersError, Path, Problem, quoted, wrong_type

DATE = r"^\d{4}-\d{2}-\d{2}$"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesAnswers:
    """The day to look from; days of events and of what was done, and numbers, each by its id."""

    reference: date | None
    dates: Mapping[str, date]
    done: Mapping[str, date]
    counts: Mapping[str, Mapping[str, int]]


def read_deadlines(rubric: Deadlines, envelope: Mapping[str, Json], found: Iterable[Problem] = ()) -> DeadlinesAnswers:
    """Check an answers object. Raises `AnswersError` with every problem, after those already `found`."""
    reader = _Reader(rubric, found)
    answers = reader.read(envelope)
    if reader.problems:
        raise AnswersError(reader.problems)
    return answers


class _Reader(FieldReader):
    def __init__(self, rubric: Deadlines, found: Iterable[Problem]) -> None:
        super().__init__(found)
        self.rubric = rubric

    def read(self, envelope: Mapping[str, Json]) -> DeadlinesAnswers:
        self.envelope(envelope, ("reference", "dates", "done", "counts"))
        reference = self._day(("reference",), envelope["reference"]) if "reference" in envelope else None
        events = [event.id for event in self.rubric.events]
        finishing = [duty.id for duty in self.rubric.duties if duty.kind in {"within", "lasting", "fixed"}]
        return DeadlinesAnswers(
            reference=reference,
            dates=self._days(envelope, "dates", events),
            done=self._days(envelope, "done", finishing),
            counts=self._counts(envelope),
        )

    def _days(self, envelope: Mapping[str, Json], key: str, known: list[str]) -> dict[str, date]:
        days: dict[str, date] = {}
        for name, value in self.members((), envelope, key):
            if name not in known:
                self.add((key, name), "unknown-key", known=listed(known))
            elif day := self._day((key, name), value):
                days[name] = day
        return days

    def _day(self, path: Path, value: Json) -> date | None:
        if not isinstance(value, str):
            self.problems.append(wrong_type(path, str, value))
            return None
        try:
            day = date.fromisoformat(value) if re.fullmatch(DATE, value, re.ASCII) else None
        except ValueError:
            day = None
        if day and YEARS[0] <= day.year <= YEARS[1]:
            return day
        self.add(path, "date", first=YEARS[0], last=YEARS[1], found=quoted(value))
        return None

    def _counts(self, envelope: Mapping[str, Json]) -> dict[str, dict[str, int]]:
        known = {share.id: ("done",) if share.percent is None else ("total", "done") for share in self.rubric.shares}
        counts: dict[str, dict[str, int]] = {}
        for name, value in self.members((), envelope, "counts"):
            path = ("counts", name)
            if name not in known:
                self.add(path, "unknown-key", known=listed(known))
            elif self.is_object(value, path):
                self.known_keys(path, value, known[name])
                counts[name] = {key: self.whole((*path, key), value[key]) for key in known[name] if key in value}
        return counts
