"""The golden cases hold, and together they reach everything that a rubric can decide."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

import scorer
from scorer.applies import _holds, context_of
from scorer.codec import plain
from scorer.deduct import ZERO
from scorer.envelope import read_json
from scorer.model import Applicability, Checklist, Item, Rule
from scorer.reader import read_answers
from scorer.report import ItemResult, PartResult, Result
from site_src.load import Data, load
from tests.golden import Case, cases, differences
from tests.results import as_json

ALL = list(cases())
RUBRICS = [assessment.rubric for assessment in load().assessments.values()]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.file}: {case.name}")
def test_the_case_holds(case: Case) -> None:
    assert differences(case.expect, as_json(scorer.score(case.text, case.rubric))) == []


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.id)
def test_the_cases_reach_everything_that_the_rubric_decides(rubric: Checklist) -> None:
    """Every rule, cap, mark, part, condition, band with its boundary, and override has a case that pins it.

    Where there are no points, what every item can be said to be.
    """
    assert set(required(rubric)) - set().union(*(reached(rubric, case) for case in ALL)) == set()


@pytest.mark.parametrize(
    ("left_out", "missed"),
    [
        ("第21项规则1a：", "rule 21/1a"),
        ("第12项三种设备", "cap 12"),
        ("第4行（仪器设备）", "veto 4"),
        ("第35项（", "key 35"),
        ("第8项分项2（", "part 8/2"),
        ("核设施等放射工作场所的第二类报告核查第23项", "23 is checked because special_facility yes"),
        ("第一类报告核查第28项", "28 is checked because report_category first"),
        ("恰得60分", "band 合格 at exactly 60"),
        ("得89.5分，合格", "band 优秀 missed by half a point"),
        ("2025年度末行不符合", "override 2 by 4-35"),
    ],
)
def test_a_deleted_case_is_missed(left_out: str, missed: str) -> None:
    """The guard above can fail: without the one case that reaches it, a thing is reported."""
    (rubric,) = [rubric for rubric in RUBRICS if rubric.id == "henan-2024"]
    reaching = [case for case in ALL if case.file != "readings" and missed in reached(rubric, case)]
    assert [left_out in case.name for case in reaching] == [True]


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.id)
def test_every_reading_that_can_change_a_score_has_a_case(rubric: Checklist, data: Data) -> None:
    """The case's name begins with the id of the editor's note."""
    notes = {
        note.id
        for note in data.notes.values()
        if "score" in note.kinds and any(place.startswith(f"rubrics/{rubric.id}") for place in note.about)
    }
    named = {case.name.split()[0] for case in ALL if case.rubric == rubric.id and case.file == "readings"}
    assert notes <= named


def test_a_case_is_named_once_and_speaks_chinese() -> None:
    names = [f"{case.rubric}: {case.name}" for case in ALL]
    assert len(set(names)) == len(names)
    assert [name for name in names if name.isascii()] == []


def test_keys_are_text() -> None:
    """An unquoted 1.10 in YAML would silently become 1.1."""
    assert [
        case.name for case in ALL if not all(isinstance(key, str) for key in _keys([case.answers, case.expect]))
    ] == []


def _keys(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value
    if isinstance(value, dict | list):
        for member in value.values() if isinstance(value, dict) else value:
            yield from _keys(member)


def required(rubric: Checklist) -> Iterator[str]:
    """Everything that the rubric can decide, each by a name."""
    for item in rubric.items:
        yield from _required_of_item(item)
        if not rubric.points:
            yield from (f"{item.id} is {state}" for state in ("conforming", "nonconforming", "unanswered"))
    for better, worse in pairwise(rubric.grades.bands):
        yield f"band {better.grade} at exactly {better.at_least}"
        yield f"band {better.grade} missed by half a point"
        yield f"band {worse.grade}"
    if rubric.grades.otherwise:
        yield "otherwise"
    for number, override in enumerate(rubric.grades.overrides, 1):
        yield from (f"override {number} by {mark}" for mark in override.marks)
        yield from (f"override {number} by {item}" for item in override.items)


def _required_of_item(item: Item) -> Iterator[str]:
    yield from (f"rule {item.id}/{rule.id}" for rule in item.rules)
    if item.mark != "none":
        yield f"{item.mark} {item.id}"
    if _can_exceed(item.rules, item.points):
        yield f"cap {item.id}"
    if item.rechecked and item.points:
        yield f"recheck {item.id}"
    for place, applicability in _conditions(item):
        yield f"{place} is not checked"
        yield from (
            f"{place} is checked because {condition.question} {' '.join(condition.any_of or condition.none_of)}"
            for condition in applicability.any
        )
    for part in item.parts:
        yield f"part {item.id}/{part.id}"
        yield from (f"rule {item.id}/{part.id}/{rule.id}" for rule in part.rules)
        if _can_exceed(part.rules, part.points):
            yield f"cap {item.id}/{part.id}"


def _can_exceed(rules: tuple[Rule, ...], points: Decimal | None) -> bool:
    """Whether the rules can cost more than there is to lose."""
    if points is None:
        return False
    return any(rule.counts == "each" for rule in rules) or sum(rule.amount or points for rule in rules) > points


def _conditions(item: Item) -> Iterator[tuple[str, Applicability]]:
    places = [(item.id, item.applies), *((f"{item.id}/{part.id}", part.applies) for part in item.parts)]
    yield from ((place, applicability) for place, applicability in places if applicability)


def reached(rubric: Checklist, case: Case) -> frozenset[str]:
    """What the case pins: it happens in the result, and the case promises it."""
    if case.rubric != rubric.id:
        return frozenset()
    name = (case.rubric, case.name)
    if name not in _REACHED:
        _REACHED[name] = frozenset(_reached(rubric, case))
    return _REACHED[name]


_REACHED: dict[tuple[str, str], frozenset[str]] = {}


def _reached(rubric: Checklist, case: Case) -> Iterator[str]:
    result = scorer.score(case.text)
    assert isinstance(result, scorer.Result)
    yield from _reached_grades(rubric, case, result)
    for item in rubric.items:
        yield from _reached_in_item(item, case, result)
        yield from _reached_conditions(rubric, item, case)


def _reached_in_item(item: Item, case: Case, result: Result) -> Iterator[str]:
    found = result.items[item.id]
    promised = case.promises("items", item.id) or {}
    yield from _reached_rules(item.id, found.rules, promised)
    if _raw(found) > (found.points or ZERO) and promised.get("deduction") == plain(found.points or ZERO):
        yield f"cap {item.id}"
    if promised.get("state") == found.state:
        yield f"{item.id} is {found.state}"
    if item.mark != "none" and case.promises(item.mark, "ids") == [item.id]:
        yield f"{item.mark} {item.id}"
    lost = [name for name, one in result.items.items() if one.deduction]
    if lost == [item.id] and item.rechecked and case.promises("rechecked", "score"):
        yield f"recheck {item.id}"
    for name, part in found.parts.items():
        failing = [one for one in found.parts.values() if one.state in {"nonconforming", "deducted"}]
        promised_part = promised.get("parts", {}).get(name, {})
        if failing == [part] and promised_part.get("state") == part.state:
            yield f"part {item.id}/{name}"
        if _raw(part) > (part.points or ZERO) and promised_part.get("deduction") == plain(part.points or ZERO):
            yield f"cap {item.id}/{name}"
        yield from _reached_rules(f"{item.id}/{name}", part.rules, promised_part)


def _reached_rules(place: str, rules: Any, promised: dict[str, Any]) -> Iterator[str]:  # noqa: ANN401
    for name, rule in rules.items():
        if rule.findings and promised.get("rules", {}).get(name, {}).get("subtotal") == plain(rule.subtotal):
            yield f"rule {place}/{name}"


def _raw(found: ItemResult | PartResult) -> Any:  # noqa: ANN401 - a Decimal, or 0 for no rules
    return sum(rule.subtotal for rule in found.rules.values())


def _reached_conditions(rubric: Checklist, item: Item, case: Case) -> Iterator[str]:
    context = context_of(rubric, read_answers(rubric, read_json(case.text)[0]))
    for place, applicability in _conditions(item):
        promised = case.promises("items", *place.replace("/", "/parts/").split("/"), "applies")
        holding = [condition for condition in applicability.any if _holds(condition, context)]
        if promised is True and len(holding) == 1:
            (only,) = holding
            yield f"{place} is checked because {only.question} {' '.join(only.any_of or only.none_of)}"
        if promised is False:
            yield f"{place} is not checked"


def _reached_grades(rubric: Checklist, case: Case, result: Result) -> Iterator[str]:
    promised, score = case.promises("grade"), case.promises("score")
    for number, override in enumerate(rubric.grades.overrides, 1):
        fired = [reason for reason in result.reasons if reason.kind == "override" and reason.words == override.words]
        if fired and promised == override.grade:
            yield from (f"override {number} by {mark}" for mark in override.marks if case.promises(mark, "ids"))
            yield from (f"override {number} by {item}" for item in override.items if item in fired[0].items)
    if promised and promised == result.grade == rubric.grades.otherwise:
        yield "otherwise"
    if [reason.kind for reason in result.reasons] != ["band"]:
        return
    yield f"band {promised}"
    for better, worse in pairwise(rubric.grades.bands):
        if promised == better.grade and score == plain(better.at_least):
            yield f"band {better.grade} at exactly {better.at_least}"
        if promised == worse.grade and result.score is not None and plain(better.at_least - result.score) == "0.5":
            yield f"band {better.grade} missed by half a point"
