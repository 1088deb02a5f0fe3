"""A panel and its answers object in; the experts and reports as entered out, or every problem with its path."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from scorer.codec import plain
from scorer.envelope import Json
from scorer.fields import FieldReader
from scorer.panel_model import Panel, Plan
from scorer.problems import Path, Problem, quoted

NONE = "none"
PLACES = ("outside", "inside")
REPORT = r"^r[1-9][0-9]{0,3}$"
MARK = r"^[0-9]{1,3}(\.[0-9]{1,6})?$"
_BY_RULES = ("rechecked", "onsite", "rechecked_rows", "onsite_rows", "veto", "onsite_veto")
_REPORT_KEYS = ("name", "size", "key_industry", "city", "paper", *_BY_RULES, "selected", "note")


type Rows = Mapping[str, Mapping[str, Decimal]]
"""The marks of an expert by row, of those who marked every row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertAnswer:
    """An expert; empty and None mean unanswered. `conflicts` holds `none` or keys of reports."""

    place: str = ""
    national: bool | None = None
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAnswer:
    """A report drawn; marks and vetoes by expert. `selected` is the organiser's choice where marks tie at the cut."""

    name: str = ""
    size: str = ""
    key_industry: bool | None = None
    city: str = ""
    paper: Mapping[str, Decimal] = field(default_factory=dict)
    rechecked: Mapping[str, Decimal] = field(default_factory=dict)
    onsite: Mapping[str, Decimal] = field(default_factory=dict)
    rechecked_rows: Rows = field(default_factory=dict)
    onsite_rows: Rows = field(default_factory=dict)
    veto: tuple[str, ...] = ()
    onsite_veto: tuple[str, ...] = ()
    selected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelAnswers:
    """Everything entered; without a plan nothing is judged."""

    plan: Plan | None
    method: str
    experts: Mapping[str, ExpertAnswer]
    reports: Mapping[str, ReportAnswer]


class PanelReader(FieldReader):
    """Reads the answers to one panel, collecting problems."""

    def __init__(self, rubric: Panel, found: Iterable[Problem]) -> None:
        super().__init__(found)
        self.rubric = rubric
        self.names = [expert.id for expert in rubric.experts]
        self.plan: Plan | None = None
        self.rows = next((plan.rules.rows for plan in rubric.plans if plan.rules), ())

    def read(self, envelope: Mapping[str, Json]) -> PanelAnswers:
        """The answers; they count only when no problem was collected."""
        self.envelope(envelope, ("context", "experts", "reports"))
        method = self._context(envelope)
        raw = dict(self.members((), envelope, "reports"))
        experts = dict(self._experts(envelope, [name for name in raw if re.fullmatch(REPORT, name)]))
        reports: dict[str, ReportAnswer] = {}
        for name, value in raw.items():
            path = ("reports", name)
            if not re.fullmatch(REPORT, name):
                self.add(path, "report-key")
            elif self.is_object(value, path):
                reports[name] = self._report(path, value, experts)
        return PanelAnswers(plan=self.plan, method=method, experts=experts, reports=reports)

    def _context(self, envelope: Mapping[str, Json]) -> str:
        context = dict(self.members((), envelope, "context"))
        self.known_keys(("context",), context, ("plan", "method"))
        plans = {plan.id: plan for plan in self.rubric.plans}
        methods = [method.id for method in self.rubric.methods]
        self.plan = plans.get(self._word(("context",), context, "plan", plans))
        return self._word(("context",), context, "method", methods) or methods[0]

    def _experts(self, envelope: Mapping[str, Json], reports: list[str]) -> Iterable[tuple[str, ExpertAnswer]]:
        for name, value in self.members((), envelope, "experts"):
            path = ("experts", name)
            if name not in self.names:
                self.add(path, "unknown-expert", known=", ".join(self.names))
            elif self.is_object(value, path):
                yield name, self._expert(path, value, reports)

    def _expert(self, path: Path, value: Mapping[str, Json], reports: list[str]) -> ExpertAnswer:
        self.known_keys(path, value, ("name", "place", "national", "conflicts"))
        self.text((*path, "name"), value.get("name", ""))
        conflicts = self._words(path, value, "conflicts", [NONE, *reports])
        if NONE in conflicts and len(conflicts) > 1:
            self.add((*path, "conflicts"), "none-and-more")
        return ExpertAnswer(
            place=self._word(path, value, "place", PLACES),
            national=self._flag(path, value, "national"),
            conflicts=conflicts,
        )

    def _report(self, path: Path, value: Mapping[str, Json], experts: Mapping[str, ExpertAnswer]) -> ReportAnswer:
        self.known_keys(path, value, _REPORT_KEYS)
        for name in ("name", "note"):
            self.text((*path, name), value.get(name, ""))
        if self.plan and not self.plan.rules:
            for name in (key for key in _BY_RULES if key in value):
                self.add((*path, name), "no-scoring-rules", plan=self.plan.label)
        most = sum((row.points for row in self.rows), Decimal(0))
        paper = self._marks(path, value, "paper", self.rubric.points)
        rechecked_rows, onsite_rows = (self._rows(path, value, key) for key in ("rechecked_rows", "onsite_rows"))
        rechecked = self._totals(path, "rechecked", self._marks(path, value, "rechecked", most), rechecked_rows)
        onsite = self._totals(path, "onsite", self._marks(path, value, "onsite", most), onsite_rows)
        found_onsite = self._words(path, value, "onsite_veto", self.names)
        self._within(path, paper, rechecked, self.rubric.points - most)
        self._inside((*path, "onsite"), list(onsite), experts)
        self._inside((*path, "onsite_veto"), found_onsite, experts)
        return ReportAnswer(
            name=str(value.get("name", "")),
            size=self._word(path, value, "size", [size.id for size in self.rubric.sizes]),
            key_industry=self._flag(path, value, "key_industry"),
            city=self._word(path, value, "city", [city.id for city in self.rubric.cities]),
            paper=paper,
            rechecked=rechecked,
            onsite=onsite,
            rechecked_rows=rechecked_rows,
            onsite_rows=onsite_rows,
            veto=self._words(path, value, "veto", self.names),
            onsite_veto=found_onsite,
            selected=self._flag(path, value, "selected") is True,
        )

    def _within(
        self, path: Path, paper: Mapping[str, Decimal], rechecked: Mapping[str, Decimal], others: Decimal
    ) -> None:
        """The rechecked rows are part of the paper score, and the other rows have no more than their own points."""
        for name in (name for name in rechecked if name in paper):
            if not 0 <= paper[name] - rechecked[name] <= others:
                facts = {"found": plain(rechecked[name]), "score": plain(paper[name]), "others": plain(others)}
                self.add((*path, "rechecked", name), "not-within", **facts)

    def _inside(self, path: Path, names: Iterable[str], experts: Mapping[str, ExpertAnswer]) -> None:
        """Only the experts from inside the province go on site, and no more of them than the plan sends."""
        found = list(names)
        for name in found:
            if name in experts and experts[name].place == "outside":
                self.add((*path, name), "outside-expert")
        if self.plan and len(found) > self.plan.recheck.experts:
            self.add(path, "many-onsite", limit=plain(self.plan.recheck.experts))

    def _marks(self, path: Path, value: Mapping[str, Json], key: str, limit: Decimal) -> dict[str, Decimal]:
        marks: dict[str, Decimal] = {}
        for name, mark in self.members(path, value, key):
            where = (*path, key, name)
            if name not in self.names:
                self.add(where, "unknown-expert", known=", ".join(self.names))
            else:
                marks[name] = self._mark(where, mark, limit)
        return marks

    def _mark(self, where: Path, mark: Json, limit: Decimal) -> Decimal:
        """A mark from 0 to the limit; 0 when it is none."""
        if isinstance(mark, str) and re.fullmatch(MARK, mark) and Decimal(mark) <= limit:
            return Decimal(mark)
        self.add(where, "mark", limit=plain(limit), found=quoted(mark))
        return Decimal(0)

    def _rows(self, path: Path, value: Mapping[str, Json], key: str) -> Rows:
        """By expert; an expert who has not marked every row yet has none."""
        points = {row.id: row.points for row in self.rows}
        found: dict[str, dict[str, Decimal]] = {}
        for name, given in self.members(path, value, key):
            where = (*path, key, name)
            if name not in self.names:
                self.add(where, "unknown-expert", known=", ".join(self.names))
            elif self.is_object(given, where):
                self.known_keys(where, given, tuple(points))
                marks = {row: self._mark((*where, row), given[row], points[row]) for row in points if row in given}
                if len(marks) == len(points):
                    found[name] = marks
        return found

    def _totals(self, path: Path, key: str, given: Mapping[str, Decimal], rows: Rows) -> dict[str, Decimal]:
        """Rows need no total beside them; where one is given it must be theirs."""
        sums = {name: sum(marks.values(), Decimal(0)) for name, marks in rows.items()}
        for name in (name for name in given if given[name] != sums.get(name, given[name])):
            self.add((*path, key, name), "rows-total", found=plain(given[name]), total=plain(sums[name]))
        return {name: {**sums, **given}[name] for name in self.names if name in sums or name in given}

    def _word(self, path: Path, value: Mapping[str, Json], key: str, known: Iterable[str]) -> str:
        return self.one_of((*path, key), known, value[key]) if key in value else ""

    def _words(self, path: Path, value: Mapping[str, Json], key: str, known: Iterable[str]) -> tuple[str, ...]:
        return self.several_of((*path, key), known, value[key]) if key in value else ()

    def _flag(self, path: Path, value: Mapping[str, Json], key: str) -> bool | None:
        return self.flag((*path, key), value[key]) if key in value else None
