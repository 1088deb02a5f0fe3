"""An expert's own deduction: in force with its reason, beside what the rules say, also on the form and in print."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from scorer.grade import grade
from scorer.model import Checklist, Discretion, Item
from scorer.reader import read_answers
from scorer.report import Improvement, Result
from site_src.load import load
from tests.printing import printed, squeezed

SMALL = load(Path(__file__).parent / "data" / "good").assessments["parts-2000"].rubric


def with_discretion(item: Item) -> Item:
    return item if item.points is None else replace(item, discretion=Discretion(words="综合评分", by="专家"))


@pytest.fixture(scope="module")
def rubric() -> Checklist:
    sections = tuple(
        replace(
            section,
            groups=tuple(replace(group, items=tuple(map(with_discretion, group.items))) for group in section.groups),
        )
        for section in SMALL.sections
    )
    return replace(SMALL, sections=sections)


def score(rubric: Checklist, items: dict[str, Any], **more: object) -> Result:
    answers: dict[str, Any] = {"rubric": rubric.id, "assume": "conforming", "items": items, **more}
    return grade(rubric, read_answers(rubric, answers))


def test_what_an_expert_decided_is_no_finding_to_correct(rubric: Checklist) -> None:
    """优秀 asks for 18 of 20 points: within reach of the findings, or not."""
    items = {"3.1": {"discretion": {"deduction": "2", "reason": "计划不合理"}}}
    found = score(rubric, {**items, "2.1": {"parts": {"A": {"findings": {"1": 2}}}}}).improvement
    assert found
    assert [(one.item, one.findings) for one in found.corrections] == [("2.1", 2)]
    items["3.1"]["discretion"]["deduction"] = "2.5"
    found = score(rubric, {**items, "2.1": {"parts": {"A": {"findings": {"1": 2}}}}}).improvement
    assert found == Improvement(kind="decided", grade="优秀", distance=Decimal("2.5"), blocked_by=("3.1",))


def test_what_is_not_checked_is_not_decided_either(rubric: Checklist) -> None:
    answers = {"3.2": {"discretion": {"deduction": "4", "reason": "记录不全"}}}
    result = score(rubric, answers, context={"category": "second"})
    assert result.score == 20
    assert (result.computed, result.items["3.2"].discretion) == (None, None)
    assert score(rubric, answers).score == 16


def test_the_form_shows_both_verdicts(page: Page, server: str) -> None:
    """The amount waits for its reason; then the score is the expert's, and the rules' own stands below it."""
    page.goto(f"{server}assess/shanxi-2021-report/")
    score = page.locator(".result-score b")
    expect(page.locator(".result-grade .grade")).not_to_have_text("未评分", timeout=60_000)
    item = page.locator('.item[data-item="6.1"]')
    item.locator(".item-discretion summary").click()
    item.locator('[name="items/6.1/parts/A/findings/1"]').fill("2")
    expect(score).to_have_text("99")
    item.get_by_label("第6.1项另定扣分", exact=True).fill("3.5")
    expect(page.locator(".assess-banner")).to_be_hidden()
    item.get_by_label("第6.1项另定扣分的理由").fill("布点不合理")
    expect(score).to_have_text("96.5")
    words = "技术审查专家扣3.5分，按细则扣1分，理由：布点不合理"
    expect(item.locator('[data-slot="discretion"]')).to_have_text(words)
    computed = page.locator('.result-body [data-result="computed"]')
    expect(computed).to_have_text(f"只按细则为99分，优秀。第6.1项{words}。")
    assert squeezed(words) in printed(page)
