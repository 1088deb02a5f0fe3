"""What it takes to reach the next grade: the proposed corrections do, and no smaller set does."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from scorer.grade import grade
from scorer.grades_model import Grades
from scorer.model import Checklist, Rule
from scorer.reader import read_answers
from scorer.report import Improvement, Result
from site_src.load import load
from tests.conftest import watched_page

HENAN = load().assessments["henan-2024"].rubric
SMALL = load(Path(__file__).parent / "data" / "good").assessments["parts-2000"].rubric
type Filled = dict[str, Any]
type Counts = dict[tuple[str, str, str], int]
"""Item, part and rule → findings, in printed order."""
stable = hypothesis.settings(derandomize=True, deadline=None, database=None, max_examples=40)


def score(rubric: Checklist, answers: Filled) -> Result:
    return grade(rubric, read_answers(rubric, {"rubric": rubric.id, **answers}))


def improvement(rubric: Checklist, answers: Filled) -> Improvement:
    found = score(rubric, answers).improvement
    assert found
    return found


def rules(rubric: Checklist) -> dict[tuple[str, str, str], Rule]:
    found: dict[tuple[str, str, str], Rule] = {}
    for item in rubric.items:
        found |= {(item.id, "", rule.id): rule for rule in item.rules}
        found |= {(item.id, part.id, rule.id): rule for part in item.parts for rule in part.rules}
    return found


def answers_of(counts: Counts, **more: object) -> Filled:
    items: dict[str, Any] = {}
    for (item, part, rule), findings in counts.items():
        value = items.setdefault(item, {})
        place = value.setdefault("parts", {}).setdefault(part, {}) if part else value
        place.setdefault("findings", {})[rule] = findings
    return {"assume": "conforming", "items": items, **more}


def corrected(counts: Counts, found: Improvement) -> Counts:
    taken = {(one.item, one.part, one.rule): one.findings for one in found.corrections}
    assert all(0 < taken[place] <= counts[place] for place in taken)
    return {place: findings - taken.get(place, 0) for place, findings in counts.items()}


def lost(rubric: Checklist, counts: Counts, unchecked: frozenset[tuple[str, str]]) -> Decimal:
    """The deduction by plain arithmetic, apart from the scorer; `unchecked` are parts and items left out."""
    total = Decimal(0)
    for item in rubric.items:
        scopes = [(part.id, part.points, part.rules) for part in item.parts] or [("", item.points, item.rules)]
        here = Decimal(0)
        for part, points, inside in scopes:
            if points is None or {(item.id, ""), (item.id, part)} & unchecked:
                continue
            costs = [plain_cost(rule, counts.get((item.id, part, rule.id), 0), points) for rule in inside]
            here += min(points, sum(costs, Decimal(0)))
        total += min(item.points or Decimal(0), here)
    return total


def plain_cost(rule: Rule, findings: int, points: Decimal) -> Decimal:
    each = rule.amount if rule.amount is not None else points
    return each * (findings if rule.counts == "each" else min(findings, 1))


def smallest(
    rubric: Checklist, counts: Counts, goal: Decimal, unchecked: frozenset[tuple[str, str]]
) -> tuple[int, ...]:
    """The best of all sets of corrections: fewest findings, then most points, then most in the rules printed first."""
    best: tuple[Any, ...] | None = None
    for taken in product(*(range(findings + 1) for findings in counts.values())):
        rest = {place: findings - less for (place, findings), less in zip(counts.items(), taken, strict=True)}
        left = lost(rubric, rest, unchecked)
        if rubric.points - left >= goal:
            candidate = (sum(taken), left, tuple(-less for less in taken))
            best = candidate if best is None else min(best, candidate)
    assert best
    return tuple(-less for less in best[2])


@stable
@given(data=st.data())
def test_no_smaller_set_of_corrections_is_enough(data: st.DataObject) -> None:
    """Every set is tried; ties go to the larger effect, then to what is printed first."""
    places = list(rules(SMALL))
    counts = {place: data.draw(st.sampled_from([0, 0, 1, 1, 2, 3])) for place in places}
    context = {"special": data.draw(st.booleans()), "category": data.draw(st.sampled_from(["first", "second"]))}
    unchecked = frozenset(
        ([] if context["special"] else [("2.1", "C")]) + ([] if context["category"] == "first" else [("3.2", "")])
    )
    result = score(SMALL, answers_of(counts, context=context))
    found = result.improvement
    assert found
    assert result.deduction == lost(SMALL, counts, unchecked)
    if found.kind == "best":
        assert result.grade == "优秀"
        return
    goal = next(band.at_least for band in SMALL.grades.bands if band.grade == found.grade)
    expected = smallest(SMALL, counts, goal, unchecked)
    taken = {(one.item, one.part, one.rule): one.findings for one in found.corrections}
    assert tuple(taken.get(place, 0) for place in places) == expected
    assert found.findings == sum(expected)


@stable
@given(data=st.data())
def test_the_corrections_reach_the_grade_and_regain_what_they_promise(data: st.DataObject) -> None:
    count = st.sampled_from([0, 0, 0, 1, 2, 3, 7, 9999])
    counts = {place: data.draw(count) for place in rules(HENAN)}
    before = score(HENAN, answers_of(counts))
    found = before.improvement
    assert found
    after = score(HENAN, answers_of(corrected(counts, found)))
    assert before.score is not None
    assert after.score == before.score + found.regained
    assert found.regained == sum(one.points for one in found.corrections)
    assert found.findings == sum(one.findings for one in found.corrections)
    if found.kind == "points":
        assert after.grade == found.grade
        assert found.distance is not None
        assert found.regained >= found.distance > 0
    for one in found.corrections:
        place = (one.item, one.part, one.rule)
        kept = corrected(counts, found)
        assert (score(HENAN, answers_of(kept | {place: kept[place] + 1})).score or 0) <= after.score


def test_the_best_grade_leaves_nothing_to_reach() -> None:
    assert improvement(HENAN, {"assume": "conforming"}) == Improvement(kind="best")


def test_a_failed_veto_or_key_item_is_named_because_points_cannot_help() -> None:
    items: Filled = {"36": {"verdict": "nonconforming"}, "4": {"verdict": "nonconforming"}}
    found = improvement(HENAN, {"assume": "conforming", "items": items})
    expected = Improvement(kind="blocked", grade="合格", distance=Decimal(0), blocked_by=("4", "36"))
    assert found == expected


def test_the_points_that_are_missing_beside_a_failed_veto_are_told() -> None:
    counts = dict.fromkeys(rules(HENAN), 9)
    answers = answers_of(counts)
    answers["items"]["4"] = {"verdict": "nonconforming"}
    found = improvement(HENAN, answers)
    assert (found.kind, found.distance, found.corrections) == ("blocked", Decimal(60), ())


def test_an_ended_review_has_no_distance() -> None:
    veto, *others = SMALL.grades.overrides
    rubric = replace(SMALL, grades=replace(SMALL.grades, overrides=(replace(veto, ends_review=True), *others)))
    found = improvement(rubric, {"items": {"1.1": {"verdict": "nonconforming"}}})
    assert found == Improvement(kind="blocked", grade="合格", distance=None, blocked_by=("1.1",))


def test_an_override_to_a_middle_grade_blocks_only_what_is_above_it() -> None:
    """4.1 不符合 leaves 合格 at best: from 不合格 points lead there, from 合格 nothing leads on."""
    failing = {"4.1": {"verdict": "nonconforming"}}
    few = answers_of({("3.1", "", "1"): 1, ("2.1", "B", "1"): 1})
    few["items"] |= failing
    found = improvement(SMALL, few)
    assert (found.kind, found.grade, found.findings) == ("points", "合格", 1)
    found = improvement(SMALL, {"assume": "conforming", "items": failing})
    assert (found.kind, found.grade, found.blocked_by) == ("blocked", "优秀", ("4.1",))


def test_what_costs_once_or_forfeits_is_regained_with_its_last_finding() -> None:
    counts = {("2.1", "B", "1"): 3, ("2.1", "C", "1"): 2}
    (one,) = improvement(SMALL, answers_of(counts)).corrections
    assert (one.item, one.part, one.rule, one.findings, one.points) == ("2.1", "B", "1", 3, Decimal(4))


def test_findings_beyond_the_cap_are_corrected_before_anything_is_regained() -> None:
    """2.1 A is capped at 2 points and lost by four findings; 3.2 A loses its 4 points by two."""
    counts = {("2.1", "A", "1"): 4, ("3.2", "A", "1"): 2}
    found = improvement(SMALL, answers_of(counts))
    assert [(one.item, one.findings, one.points) for one in found.corrections] == [("3.2", 2, Decimal(4))]


def test_of_two_equal_sets_the_one_printed_first_is_named() -> None:
    counts = {("2.1", "A", "1"): 1, ("2.1", "B", "2"): 1, ("2.1", "C", "1"): 1}
    found = improvement(SMALL, answers_of(counts))
    assert [(one.part, one.findings, one.points) for one in found.corrections] == [("A", 1, Decimal(1))]


def test_an_unfinished_checklist_is_told_of_what_is_answered() -> None:
    result = score(SMALL, {"items": {"3.1": {"findings": {"1": 1}}}})
    assert result.provisional
    assert result.improvement
    assert [(one.item, one.points) for one in result.improvement.corrections] == [("3.1", Decimal(6))]


def test_without_bands_there_is_nothing_to_reach() -> None:
    rubric = replace(SMALL, grades=Grades())
    assert score(rubric, {"assume": "conforming"}).improvement is None
    assert (
        score(replace(HENAN, points=Decimal(0), grades=Grades(otherwise="无")), {"assume": "conforming"}).improvement
        is None
    )


def test_a_grade_that_no_score_reaches_is_refused() -> None:
    with pytest.raises(ValueError, match="more points than there are"):
        replace(HENAN, points=Decimal(80))


def test_a_grade_for_want_of_bands_is_refused_beside_bands() -> None:
    with pytest.raises(ValueError, match="otherwise is never said"):
        replace(HENAN.grades, otherwise="合格")


@pytest.fixture
def form(browser: Browser, server: str) -> Iterator[Page]:
    with watched_page(browser) as page:
        page.goto(server + "assess/henan-2024/")
        expect(page.locator(".result-grade .grade")).not_to_have_text("未评分", timeout=60_000)
        yield page


def test_the_form_tells_what_it_takes(form: Page) -> None:
    """Nothing yet, so far the best, points to regain with links to the items, and a veto that points cannot mend."""
    lines = form.locator(".result-improvement > li")
    expect(lines).to_have_text(["填写后给出。"])
    form.locator('[name="items/1/verdict"][value="conforming"]').check()
    expect(lines).to_have_text(["按已填的内容，已是最好的等级。"])
    form.locator('[name="items/22/findings/2"]').first.fill("2")
    form.locator('[name="items/11/findings/1"]').first.fill("1")
    expect(lines.first).to_have_text("按已填的内容，离「优秀」还差 0.5 分，至少改正 1 处，可挽回 5 分：")
    expect(lines.nth(1)).to_contain_text("第22项 改正 1 处，+5 分：「第2项每发现1处不符合的，扣5分」")
    lines.nth(1).get_by_role("link", name="第22项").click()
    expect(form.locator("#item-22")).to_be_in_viewport()
    form.locator('[name="items/4/verdict"][value="nonconforming"]').check()
    expect(lines).to_have_text(["第4项不符合，只改正扣分的问题到不了「合格」。"])
