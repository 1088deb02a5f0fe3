"""The answers of a summary in; the units with what was found at each, the entered cells and the mapping out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scorer.answers import Answers
from scorer.envelope import Json
from scorer.fields import FieldReader, listed
from scorer.model import Checklist
from scorer.problems import AnswersError, Path, Problem, problem, quoted, wrong_type
from scorer.reader import read_answers
from scorer.summary_model import Column, Summary

NO_COLUMN = "none"
AMOUNT = r"^\d{1,9}(\.\d{1,6})?$"

type Cells = dict[str, int | Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One inspected unit: its filled checklist, and whether it was marked by hand, by column."""

    name: str
    answers: Answers
    marked: Mapping[str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryAnswers:
    """What was entered: units by key, cells by row and column, and the column of every line ("none": of none)."""

    period: str
    """Which return the table is; empty while not said."""
    units: Mapping[str, Unit]
    cells: Mapping[str, Cells]
    mapping: Mapping[str, str]
    changed: tuple[str, ...]


def read_summary(
    rubric: Summary, checklist: Checklist, envelope: Mapping[str, Json], found: Iterable[Problem] = ()
) -> SummaryAnswers:
    """Check an answers object. Raises `AnswersError` with every problem, after those already `found`."""
    reader = _Reader(rubric, checklist, found)
    answers = reader.read(envelope)
    if reader.problems:
        raise AnswersError(reader.problems)
    return answers


def own_mapping(rubric: Summary, checklist: Checklist) -> dict[str, str]:
    """The column that the data give each line of the checklist."""
    given = {line: column.id for column in rubric.columns for line in column.lines}
    return {item.id: given.get(item.id, NO_COLUMN) for item in checklist.items}


def entered(rubric: Summary, row: str) -> tuple[Column, ...]:
    """The columns that a row has entered by hand."""
    counted = ("failing", "marked") if row == rubric.counted else ()
    return tuple(column for column in rubric.columns if column.kind not in counted)


class _Reader(FieldReader):
    def __init__(self, rubric: Summary, checklist: Checklist, found: Iterable[Problem]) -> None:
        super().__init__(found)
        self.rubric = rubric
        self.checklist = checklist

    def read(self, envelope: Mapping[str, Json]) -> SummaryAnswers:
        self.envelope(envelope, ("period", "units", "counts", "mapping"))
        own = own_mapping(self.rubric, self.checklist)
        changes = self._mapping(envelope, own)
        return SummaryAnswers(
            period=self._period(envelope),
            units=self._units(envelope),
            cells=self._cells(envelope),
            mapping={**own, **changes},
            changed=tuple(line for line in own if changes.get(line, own[line]) != own[line]),
        )

    def _period(self, envelope: Mapping[str, Json]) -> str:
        periods = [one.id for one in self.rubric.returns]
        return self.one_of(("period",), periods, envelope["period"]) if "period" in envelope else ""

    def _mapping(self, envelope: Mapping[str, Json], own: Mapping[str, str]) -> dict[str, str]:
        columns = [column.id for column in self.rubric.columns if column.kind == "failing"]
        changes: dict[str, str] = {}
        for line, value in self.members((), envelope, "mapping"):
            if line in own:
                changes[line] = self.one_of(("mapping", line), [*columns, NO_COLUMN], value)
            else:
                self.add(("mapping", line), "unknown-item", rubric=self.checklist.id)
        return changes

    def _units(self, envelope: Mapping[str, Json]) -> dict[str, Unit]:
        units: dict[str, Unit] = {}
        for key, value in self.members((), envelope, "units"):
            if self.is_object(value, ("units", key)):
                units[key] = self._unit(("units", key), value)
        return units

    def _unit(self, path: Path, value: Mapping[str, Json]) -> Unit:
        marks = [column.id for column in self.rubric.columns if column.kind == "marked"]
        self.known_keys(path, value, ("name", "answers", "assume", *marks))
        name = value.get("name", "")
        self.text((*path, "name"), name)
        if not str(name).strip():
            self.add((*path, "name"), "missing")
        marked = {mark: mark in value and self.flag((*path, mark), value[mark]) for mark in marks}
        return Unit(name=str(name).strip(), answers=self._answers(path, value), marked=marked)

    def _answers(self, path: Path, value: Mapping[str, Json]) -> Answers:
        """Read by the checklist's own reader; its problems are told at their place in this file."""
        own: dict[str, Json] = {"items": value.get("answers", {})}
        if "assume" in value:
            own["assume"] = value["assume"]
        try:
            return read_answers(self.checklist, own)
        except AnswersError as error:
            for one in error.problems:
                first, *inside = one.path
                place = (*path, "answers" if first == "items" else first, *inside)
                self.problems.append(Problem(path=place, code=one.code, facts=one.facts))
        return Answers(context={}, items={}, assume_conforming=False)

    def _cells(self, envelope: Mapping[str, Json]) -> dict[str, Cells]:
        rows = [row.id for row in self.rubric.rows]
        cells: dict[str, Cells] = {}
        for name, value in self.members((), envelope, "counts"):
            path = ("counts", name)
            if name not in rows:
                self.add(path, "unknown-key", known=listed(rows))
            elif self.is_object(value, path):
                cells[name] = self._row(path, entered(self.rubric, name), value)
        return cells

    def _row(self, path: Path, columns: tuple[Column, ...], value: Mapping[str, Json]) -> Cells:
        self.known_keys(path, value, tuple(column.id for column in columns))
        return {
            column.id: self._amount((*path, column.id), value[column.id])
            if column.kind == "money"
            else self.whole((*path, column.id), value[column.id])
            for column in columns
            if column.id in value
        }

    def _amount(self, path: Path, value: Json) -> Decimal:
        """An amount as text, because a number of JSON is not exact."""
        if not isinstance(value, str):
            self.problems.append(wrong_type(path, str, value))
        elif re.fullmatch(AMOUNT, value, re.ASCII):
            return Decimal(value)
        else:
            self.problems.append(problem(path, "amount", found=quoted(value)))
        return Decimal(0)
