"""Items in parts, read, filled and printed: each clause has its place, each part its cap."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from scorer.addresses import clause_anchor, item_anchor, rule_anchor, subitem_anchor
from scorer.model import Checklist
from site_src.load import Data
from tests.conftest import watched_page

FORM = "assess/shanxi-2021-report/"


@pytest.fixture(scope="module")
def form(browser: Browser, server: str) -> Iterator[Page]:
    with watched_page(browser) as page:
        page.goto(server + FORM)
        expect(page.locator(".result-grade .grade")).not_to_have_text("未评分", timeout=60_000)
        yield page


def anchors(rubric: Checklist) -> Iterator[str]:
    """Everything a result or a link may lead to."""
    for item in rubric.items:
        yield item_anchor(item.id)
        yield from (subitem_anchor(item.id, name) for name in item.subitems)
        yield from (clause_anchor(item.id, clause.id) for clause in item.clauses)
        yield from (rule_anchor(item.id, rule.id) for rule in item.rules)
        yield from (rule_anchor(item.id, rule.id, part.id) for part in item.parts for rule in part.rules)


def test_every_clause_rule_and_part_has_its_place_on_the_page_to_read(site: Path, data: Data) -> None:
    for rubric_id, assessment in data.assessments.items():
        page = (site / "rubrics" / rubric_id / "index.html").read_text("utf-8")
        assert [anchor for anchor in anchors(assessment.rubric) if f'id="{anchor}"' not in page] == []


def part(page: Page, item: str, name: str) -> Locator:
    return page.locator(f'.item[data-item="{item}"] .part[data-part="{name}"]')


def control(page: Page, name: str, value: str = "") -> Locator:
    return page.locator(f'[name="{name}"]' + (f'[value="{value}"]' if value else ""))


def test_each_part_shows_what_it_lost_and_the_item_their_sum(form: Page) -> None:
    control(form, "items/5.2/parts/A/findings/1").fill("3")
    control(form, "items/5.2/parts/D/findings/1").check()
    expect(part(form, "5.2", "A").locator(".item-state")).to_have_text("−2 / 2 分")
    expect(part(form, "5.2", "B").locator(".item-state")).to_have_text("未填 / 2 分")
    expect(part(form, "5.2", "D").locator(".item-state")).to_have_text("−4 / 4 分")
    expect(form.locator('.item[data-item="5.2"] .item-head .item-state')).to_have_text("−6 / 10 分")
    expect(form.locator('.item[data-item="5.2"] [data-slot="account"]')).to_contain_text("2 + 4 = 6分")


def test_the_rest_of_a_section_is_answered_in_the_words_of_the_form(form: Page) -> None:
    buttons = form.locator('button[data-action="rest-conforms"]')
    expect(form.get_by_role("button", name="否决", exact=True)).to_be_visible()
    assert buttons.all_inner_texts() == ["本节其余均不存在", *["本节其余均符合"] * 7]
    for button in buttons.all():
        button.click()
        expect(form.locator(".assess-toast")).to_contain_text(button.inner_text())
    expect(form.locator(".result-grade .provisional")).to_have_text("已填完")
    expect(form.locator(".result-score b")).to_have_text("94")
    expect(form.locator('.result-body [data-result="veto"]')).to_have_text("不存在 3，存在 0")


def test_a_veto_ends_the_review(form: Page) -> None:
    control(form, "items/1.2/verdict", "nonconforming").check()
    expect(form.locator(".result-score b")).to_have_text("—")
    expect(form.locator('.result-body [data-result="range"]')).to_have_text("审查终止，不再计分")
    expect(form.locator(".result-grade .grade")).to_have_text("不合格")
    expect(form.locator(".result-reasons")).to_contain_text("第1.2项存在")
    expect(form.locator(".result-body .result-scale")).to_be_hidden()
    expect(form.locator('li[data-section="report"] .section-standing')).to_have_text("4 / 4 项")
    control(form, "items/1.2/verdict", "conforming").check()
    expect(form.locator(".result-score b")).to_have_text("94")


def test_the_printed_form_holds_what_is_left_of_the_points(form: Page) -> None:
    form.evaluate("dispatchEvent(new Event('beforeprint'))")
    texts = form.locator(".printed-form td.cell-remainder").all_text_contents()
    form.evaluate("dispatchEvent(new Event('afterprint'))")
    assert texts == ["不存在"] * 3 + ["2", "3", "10", "3", "4", "10", "5", "8", "15", "2", "10", "16", "6"]
