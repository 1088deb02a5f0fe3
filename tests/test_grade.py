"""What the rubric language allows beyond the published rubrics: parts with points, forfeits, flat rules, open facts.

The rubric is invented: 2.1 has parts A (2 points), B (4, with a forfeit) and C (4, on special premises only); 3.1 has a
forfeit and a rule of half points; 3.2 applies to first-category reports; 4.1 caps the grade at 合格 except in 2001.
"""

from pathlib import Path
from typing import Any

import pytest

from scorer import addresses
from scorer.envelope import Json
from scorer.grade import grade
from scorer.problems import AnswersError
from scorer.reader import read_answers
from site_src.load import load
from tests.results import as_json

RUBRIC = load(Path(__file__).parent / "data" / "good").assessments["parts-2000"].rubric
ORDINARY: dict[str, Json] = {"special": True, "category": "first", "year": 2000}


def result(
    items: dict[str, Any] | None = None, context: dict[str, Json] = ORDINARY, *, assume: bool = True
) -> dict[str, Any]:
    """The result as JSON; everything unmentioned conforms unless told otherwise."""
    envelope: dict[str, Json] = {"items": items or {}, "context": context}
    if assume:
        envelope["assume"] = "conforming"
    encoded: dict[str, Any] = as_json(grade(RUBRIC, read_answers(RUBRIC, envelope)))
    return encoded


def parts(**findings: dict[str, int]) -> dict[str, Any]:
    """Findings in the parts of item 2.1."""
    return {"2.1": {"parts": {part: {"findings": counts} for part, counts in findings.items()}}}


def test_each_part_is_capped_at_its_own_points() -> None:
    found = result(parts(A={"1": 5}, C={"1": 1}))["items"]["2.1"]
    assert (found["deduction"], found["sum"]) == ("3", "2 + 1 = 3分")
    assert found["parts"]["A"]["deduction"] == "2"
    assert found["parts"]["A"]["sum"] == "5分，超过分值，按上限扣2分"
    assert found["parts"]["C"]["state"] == "deducted"
    assert found["parts"]["B"]["state"] == "conforming"


def test_a_forfeit_costs_the_part_all_its_points_and_nothing_more() -> None:
    found = result(parts(B={"1": 1}))["items"]["2.1"]
    assert (found["deduction"], found["parts"]["B"]["sum"]) == ("4", "")
    assert found["parts"]["B"]["rules"]["1"]["sum"] == "不得分，扣4分"
    both = result(parts(B={"1": 2, "2": 3}))["items"]["2.1"]["parts"]["B"]
    assert (both["deduction"], both["sum"]) == ("4", "4 + 3 = 7分，超过分值，按上限扣4分")


def test_a_forfeit_costs_an_item_without_parts_all_its_points() -> None:
    found = result({"3.1": {"findings": {"1": 1, "2": 1}}})
    assert (found["score"], found["items"]["3.1"]["deduction"]) == ("14", "6")


def test_a_flat_rule_in_a_part_counts_once() -> None:
    assert result(parts(C={"1": 9}))["items"]["2.1"]["parts"]["C"]["rules"]["1"] == {
        "findings": 9,
        "subtotal": "1",
        "sum": "发现即扣1分",
        "words": "C项无编号扣1分",
        "href": "rubrics/parts-2000/#item-2-1-c-rule-1",
    }


def test_a_part_that_is_not_checked_keeps_its_points() -> None:
    found = result(parts(A={"1": 1}, C={"2": 3}), {**ORDINARY, "special": False})["items"]["2.1"]
    assert (found["deduction"], found["sum"]) == ("1", "")
    assert found["parts"]["C"] | {"rules": {}} == {
        "applies": False,
        "state": "inapplicable",
        "points": "4",
        "deduction": "0",
        "sum": "本次不核查此项，不扣分",
        "rules": {},
        "href": "rubrics/parts-2000/#item-2-1-sub-c",
    }


def test_a_part_of_an_item_that_is_not_checked_is_not_checked_either() -> None:
    found = result({"3.2": {"parts": {"A": {"findings": {"1": 1}}}}}, {**ORDINARY, "category": "second"})
    assert found["score"] == "20"
    assert (found["items"]["3.2"]["state"], found["items"]["3.2"]["deduction"]) == ("inapplicable", "0")
    assert (found["items"]["3.2"]["parts"]["A"]["applies"], found["items"]["3.2"]["parts"]["A"]["deduction"]) == (
        False,
        "0",
    )


def test_a_part_that_may_not_be_checked_counts_for_now_and_may_still_be_given_back() -> None:
    found = result(parts(A={"1": 1}, C={"2": 1}), {"category": "first", "year": 2000}, assume=False)
    assert found["items"]["2.1"]["parts"]["C"]["applies"] is None
    assert found["score"] == "17"
    assert found["range"] == {"lowest": "3", "highest": "19"}
    assert found["unanswered"] == [
        "context.special",
        "items.1.1",
        "items.2.1.parts.B",
        "items.3.1",
        "items.3.2.parts.A",
        "items.4.1",
        "items.4.2",
    ]


def test_an_item_that_may_not_be_checked_counts_for_now_and_may_still_be_given_back() -> None:
    items = {name: {"verdict": "conforming"} for name in ("1.1", "2.1", "3.1", "4.1", "4.2")}
    items["3.2"] = {"parts": {"A": {"findings": {"1": 1}}}}  # type: ignore[dict-item]
    found = result(items, {"special": True, "year": 2000}, assume=False)
    assert (found["score"], found["range"]) == ("17", {"lowest": "17", "highest": "20"})
    assert (found["grade"], found["possible_grades"]) == ("合格", ["优秀", "合格"])
    assert found["unanswered"] == ["context.category"]


def test_an_item_stays_open_while_a_part_of_it_is_even_when_another_part_lost_points() -> None:
    items = {name: {"verdict": "conforming"} for name in ("1.1", "3.1", "3.2", "4.1", "4.2")}
    found = result({**items, **parts(A={"1": 1}, C={})}, assume=False)
    assert (found["complete"], found["unanswered"]) == (False, ["items.2.1.parts.B"])
    assert (found["score"], found["range"]) == ("19", {"lowest": "15", "highest": "19"})
    assert found["items"]["2.1"]["state"] == "deducted"
    assert found["sections"]["paper"] | {"title": ""} == {
        "title": "",
        "points": "10",
        "score": "9",
        "range": {"lowest": "5", "highest": "9"},
        "items": 2,
        "answered": 1,
        "scored": 1,
        "veto": {"total": 1, "conforming": 1, "nonconforming": 0, "unanswered": 0, "ids": []},
        "key": {"total": 0, "conforming": 0, "nonconforming": 0, "unanswered": 0, "ids": []},
        "verdicts": {"total": 1, "conforming": 1, "nonconforming": 0, "unanswered": 0, "ids": []},
    }


def test_conforming_as_a_whole_answers_every_part() -> None:
    items = {name: {"verdict": "conforming"} for name in ("1.1", "2.1", "3.1", "3.2", "4.1", "4.2")}
    found = result(items, assume=False)
    assert (found["complete"], found["score"]) == (True, "20")
    assert {part["state"] for part in found["items"]["2.1"]["parts"].values()} == {"conforming"}


def test_a_part_can_be_said_to_conform() -> None:
    found = result({"2.1": {"parts": {"A": {"verdict": "conforming"}, "B": {"findings": {}}}}}, assume=False)
    assert [part["state"] for part in found["items"]["2.1"]["parts"].values()] == [
        "conforming",
        "conforming",
        "unanswered",
    ]


def test_a_scored_part_takes_no_failing_verdict_and_no_contradiction() -> None:
    failing = {
        "2.1": {"verdict": "conforming", "parts": {"A": {"findings": {"1": 1}}, "B": {"verdict": "nonconforming"}}}
    }
    with pytest.raises(AnswersError) as refused:
        result(failing)
    assert [one.where for one in refused.value.problems] == [
        'items["2.1"].parts.B.verdict',
        'items["2.1"].verdict',
    ]


@pytest.mark.parametrize(
    ("year", "graded", "possible", "state"),
    [
        (2001, "优秀", ["优秀"], "inapplicable"),
        (2000, "合格", ["合格"], "nonconforming"),
        (None, "合格", ["优秀", "合格"], "nonconforming"),
    ],
)
def test_an_override_that_may_not_apply_leaves_both_grades_possible(
    year: int | None, graded: str, possible: list[str], state: str
) -> None:
    context = {name: value for name, value in ORDINARY.items() if name != "year"} | ({"year": year} if year else {})
    items = {name: {"verdict": "conforming"} for name in ("1.1", "2.1", "3.1", "3.2", "4.2")}
    found = result({**items, "4.1": {"verdict": "nonconforming"}}, context, assume=False)
    assert found["items"]["4.1"]["state"] == state
    assert (found["grade"], found["possible_grades"]) == (graded, possible)
    assert found["complete"] is (year is not None)


def test_the_worst_of_several_overrides_decides() -> None:
    found = result({"4.1": {"verdict": "nonconforming"}, "1.1": {"verdict": "nonconforming"}})
    assert (found["grade"], found["possible_grades"]) == ("不合格", ["不合格"])
    assert [(reason["kind"], reason["grade"], reason["items"]) for reason in found["reasons"]] == [
        ("override", "不合格", ["1.1"]),
        ("override", "合格", ["4.1"]),
        ("band", "优秀", []),
    ]


def test_an_override_does_not_lift_a_worse_band() -> None:
    lost = {"3.1": {"findings": {"1": 1}}, "3.2": {"parts": {"A": {"findings": {"1": 2}}}}}
    found = result({**lost, "4.1": {"verdict": "nonconforming"}})
    assert (found["score"], found["grade"]) == ("10", "不合格")


def test_grades_between_the_ends_of_the_range_are_possible() -> None:
    found = result({"1.1": {"verdict": "conforming"}, "4.1": {"verdict": "conforming"}}, assume=False)
    assert found["possible_grades"] == ["优秀", "合格", "不合格"]
    threatened = result({"4.1": {"verdict": "nonconforming"}}, assume=False)
    assert threatened["possible_grades"] == ["合格", "不合格"]


def test_without_an_answer_to_a_fact_the_ordinary_case_is_only_assumed_on_request() -> None:
    assert result({}, {}, assume=True)["complete"]
    assert result({}, {}, assume=False)["unanswered"][:3] == ["context.special", "context.category", "context.year"]


def test_rows_that_the_print_merges_are_one_item_of_their_section() -> None:
    section = result()["sections"]["work"]
    assert (section["items"], section["scored"], section["points"]) == (3, 2, "10")
    # In 2001 the first of the merged rows is not filled in, but the second is
    assert result({}, {**ORDINARY, "year": 2001})["sections"]["work"]["items"] == 3


def test_results_carry_their_clause_and_their_notes() -> None:
    found = result({"3.1": {"findings": {"2": {"1": 3}}}})
    assert found["items"]["3.1"]["rules"]["2"] == {
        "findings": 3,
        "subtotal": "1.5",
        "sum": "3处 × 0.5分 = 1.5分",
        "words": "第1项每发现1处不符合扣0.5分",
        "href": "rubrics/parts-2000/#item-3-1-rule-2",
    }
    assert found["items"]["3.1"]["href"] == "rubrics/parts-2000/#item-3-1"
    assert found["items"]["2.1"]["notes"] == ["X-01"]
    assert (found["rubric"], found["edition"], found["notes"]) == ("parts-2000", "2000样例", ["X-01"])


def test_addresses_are_readable_and_free_of_dots() -> None:
    assert addresses.item_anchor("4-35") == "item-4-35"
    assert addresses.clause_anchor("5.2", "3") == "item-5-2-clause-3"
    assert addresses.rule_anchor("21", "1a") == "item-21-rule-1a"
    assert addresses.address("henan-2024", addresses.subitem_anchor("5.2", "C")) == "rubrics/henan-2024/#item-5-2-sub-c"
