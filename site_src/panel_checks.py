"""Loaded data in; words and amounts of panels that are not printed where they say, and ids used twice, out."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from scorer.codec import plain
from scorer.grades_model import Band
from scorer.model import Checklist, Option
from scorer.panel_model import Panel, Plan, Requirement, ScoringRules
from site_src.comparison_checks import printed_texts, quoted
from site_src.content import Document, Register
from site_src.findings import Finding, ids, repeated
from site_src.load import Assessment, Data
from site_src.source import YamlPath


def panel_findings(data: Data) -> Callable[[Assessment[Panel]], Iterator[Finding]]:
    """The rule for one panel, which needs the document, the checklist and the register that it names."""

    def find(assessment: Assessment[Panel]) -> Iterator[Finding]:
        panel = assessment.rubric
        yield from _ids(panel)
        yield from _cities(panel.cities, data.registers.get(panel.city_register))
        for number, plan in enumerate(panel.plans):
            path = ("rubric", "plans", number)
            if panel.document in data.documents:
                yield from _printed(path, plan, data.documents[panel.document])
            if plan.rules:
                checklist = data.assessments.get(plan.rules.rubric)
                yield from _rules((*path, "rules"), plan.rules, checklist.rubric if checklist else None)
            for place, one in enumerate(plan.panel):
                if one.kind == "members" and one.amount != len(panel.experts):
                    yield (*path, "panel", place, "amount"), f"is {plain(one.amount)}, not {len(panel.experts)}"

    return find


def _ids(panel: Panel) -> Iterator[Finding]:
    lists: Mapping[str, Iterable[Option]] = {
        "experts": panel.experts,
        "sizes": panel.sizes,
        "cities": panel.cities,
    }
    for name, options in lists.items():
        yield from repeated(ids(("rubric", name), options), "list")
    yield from repeated(ids(("rubric", "plans"), panel.plans), "list")
    for number, plan in enumerate(panel.plans):
        for name, members in (("sampling", plan.sampling), ("panel", plan.panel)):
            yield from repeated(ids(("rubric", "plans", number, name), members), "list")


def _cities(cities: tuple[Option, ...], register: Register | None) -> Iterator[Finding]:
    if register is None:
        yield ("rubric", "city_register"), "names no register"
        return
    named = {row["id"]: row.get("city", "") for row in register.rows}
    for number, city in enumerate(cities):
        if named.get(city.id) != city.label:
            yield ("rubric", "cities", number), f"{city.label} is no row {city.id} of {register.id}"


def _printed(path: YamlPath, plan: Plan, document: Document) -> Iterator[Finding]:
    printed = printed_texts(document)
    for key, requirements in (("sampling", plan.sampling), ("panel", plan.panel)):
        for number, one in enumerate(requirements):
            yield from quoted((*path, key, number), one.block, one.words, printed)
            yield from _amount((*path, key, number, "amount"), _as_printed(one), one.words)
    yield from quoted((*path, "recheck"), plan.recheck.block, plan.recheck.words, printed)
    yield from _amount((*path, "recheck", "reports"), f"{plain(plan.recheck.reports)}份", plan.recheck.words)
    yield from _amount((*path, "recheck", "experts"), f"{plain(plan.recheck.experts)}名", plan.recheck.words)
    for number, band in enumerate(plan.bands):
        yield from quoted((*path, "bands", number), plan.bands_block, band.words, printed)
        yield from _band((*path, "bands", number), band)


def _band(path: YamlPath, band: Band) -> Iterator[Finding]:
    """The lowest band begins at 0, which no words print."""
    if band.at_least:
        yield from _amount((*path, "at_least"), plain(band.at_least), band.words)
    yield from _amount((*path, "grade"), band.grade, band.words)


def _as_printed(one: Requirement) -> str:
    if one.kind == "share":
        return f"{plain(100 * one.amount)}%"
    return plain(one.amount) if one.amount else ""


def _amount(path: YamlPath, printed: str, words: str) -> Iterator[Finding]:
    if not re.search(rf"(?<![0-9]){re.escape(printed)}(?![0-9])", words):
        yield path, f"{printed} does not stand in the words: {words}"


def _rules(path: YamlPath, rules: ScoringRules, checklist: Checklist | None) -> Iterator[Finding]:
    if checklist is None:
        yield (*path, "rubric"), f"there is no checklist {rules.rubric}"
        return
    rechecked = sum((item.points or Decimal(0) for item in checklist.items if item.rechecked), Decimal(0))
    if rules.rechecked != rechecked:
        yield (*path, "rechecked"), f"is {plain(rules.rechecked)}; the rechecked rows have {plain(rechecked)} points"
    rows = [(item.id, item.points) for item in checklist.items if item.rechecked and item.points is not None]
    if [(row.id, row.points) for row in rules.rows] != rows:
        yield (*path, "rows"), f"are not the rechecked rows of {rules.rubric}, which are {_listed(rows)}"
    if (rules.veto_grade, rules.veto_words) not in [(one.grade, one.words) for one in checklist.grades.overrides]:
        yield (*path, "veto_words"), f"are not those of {rules.rubric}: {rules.veto_words}"


def _listed(rows: Iterable[tuple[str, Decimal]]) -> str:
    return ", ".join(f"{name} ({plain(points)})" for name, points in rows)
