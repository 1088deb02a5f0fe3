"""A result as a picture in a real browser: its bars are the result's numbers, it has a name, and it prints."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import scorer
from tests.conftest import watched_page
from tests.printing import printed, sheets, squeezed
from tests.test_form import graded, import_text

OPEN: dict[str, Any] = {
    "rubric": "henan-2024",
    "context": {"institution_scope": ["first"], "report_category": "first", "year": 2024},
    "items": {
        "11": {"findings": {"1": 1}},
        "12": {"verdict": "conforming"},
        "19": {"findings": {"1": 1}},
        "34": {"verdict": "nonconforming"},
    },
}
COMPLETE: dict[str, Any] = {**OPEN, "assume": "conforming", "header": {"institution": "丁机构"}}
SCALE = '.assess-result [data-picture="scale"]'
ROWS = ".assess-result [data-picture-section]"
PLAIN: dict[str, Any] = {
    "rubric": "tianjin-2025-diagnosis",
    "items": {
        "1.1": {"verdict": "conforming"},
        "1.2": {"verdict": "nonconforming"},
        "2.1": {"verdict": "nonconforming"},
    },
}


@pytest.fixture(scope="module")
def form(browser: Browser, server: str) -> Iterator[Page]:
    with watched_page(browser) as page:
        page.goto(server + "assess/henan-2024/")
        graded(page)
        yield page


def show(page: Page, answers: dict[str, Any]) -> scorer.Result:
    """The answers on the page, and what the scorer says of them elsewhere."""
    text = json.dumps(answers, ensure_ascii=False)
    result = scorer.score(text)
    assert isinstance(result, scorer.Result)
    import_text(page, text)
    if result.score is not None:
        expect(page.locator(".result-score b")).to_have_text(str(result.score.normalize()))
    return result


def percents(page: Page, bar: str) -> tuple[Decimal, Decimal]:
    """How much of a bar is solid, and how much of it is striped."""
    solid = page.locator(f"{bar} .share-kept").get_attribute("width") or ""
    striped = page.locator(f"{bar} .share-lost").get_attribute("x1") or ""
    return Decimal(solid.rstrip("%")), 100 - Decimal(striped.rstrip("%"))


def test_the_scale_shows_what_is_certain_and_what_is_lost(form: Page) -> None:
    result = show(form, OPEN)
    assert result.range
    assert percents(form, SCALE) == (result.range.lowest, 100 - result.range.highest)
    span = f"最终得分在 {result.range.lowest.normalize()}～{result.range.highest.normalize()} 分之间，满分 100 分"
    expect(form.get_by_role("img", name=span)).to_be_visible()
    expect(form.locator(f"{SCALE} .score-mark")).to_be_hidden()
    assert form.locator(f"{SCALE} text").all_text_contents() == ["优秀", "90", "合格", "60", "不合格"]


def test_the_score_is_marked_once_it_is_final(form: Page) -> None:
    show(form, COMPLETE)
    expect(form.get_by_role("img", name="得分 97.5 分，满分 100 分")).to_be_visible()
    expect(form.locator(f"{SCALE} .score-mark")).to_have_attribute("x", "97.5%")
    expect(form.locator(f"{SCALE} .score-mark path")).to_be_visible()


def test_each_section_is_a_bar_of_its_own_numbers(form: Page) -> None:
    """By points, and by verdicts where a section has none."""
    result = show(form, OPEN)
    for name, section in result.sections.items():
        bar = f'.assess-result [data-picture-section="{name}"]'
        tally = section.verdicts
        kept, lost, total = (Decimal(one) for one in (tally.conforming, tally.nonconforming, tally.total))
        if section.range and section.points:
            kept, lost, total = section.range.lowest, section.points - section.range.highest, section.points
        wanted = tuple(100 * one / (total or 1) for one in (kept, lost))
        assert [abs(one - other) < Decimal("1e-9") for one, other in zip(percents(form, bar), wanted, strict=True)]
    expect(form.get_by_role("img", name="技术服务规范性：78 分：得 0，扣 2，未定 76")).to_be_attached()
    assert form.locator(f"{ROWS} .picture-numbers").all_inner_texts() == [
        "22 分：得 3.5，扣 0.5，未定 18",
        "78 分：得 0，扣 2，未定 76",
        "4 项：符合 0，不符合 1，未填 3",
        "本次不核查",
    ]


def test_the_picture_changes_in_place(form: Page) -> None:
    """The shapes are stretched, never made anew, and keep their height."""
    show(form, COMPLETE)
    expect(form.locator(".result-grade .grade")).to_have_attribute("data-provisional", "false")
    form.evaluate("scale => (window.shape = document.querySelector(scale + ' .share-kept'))", SCALE)
    height = "selector => document.querySelector(selector).getBoundingClientRect().height"
    before = form.evaluate(height, SCALE)
    form.locator('[name="items/11/findings/1"]').fill("0")
    expect(form.get_by_role("img", name="得分 98 分")).to_be_visible()
    assert form.evaluate("[window.shape.isConnected, window.shape.getAttribute('width')]") == [True, "98%"]
    assert form.evaluate(height, SCALE) == before


def test_the_explanation_prints_by_itself_and_the_official_forms_without_it(form: Page) -> None:
    show(form, COMPLETE)
    assert "评分说明" not in printed(form)
    form.evaluate("""() => {
      const sheets = () => [...document.querySelectorAll(".printed-sheet:not(.not-now) .printed-form")];
      window.print = () => (window.printed = sheets().map(({ dataset }) => dataset.form));
    }""")
    form.get_by_role("button", name="打印评分说明").click()
    assert form.evaluate("window.printed") == ["explanation"]
    for_one = "sheet => sheet.classList.toggle('not-now', !sheet.classList.contains('explanation'))"
    form.evaluate(f"document.querySelectorAll('.printed-sheet').forEach({for_one})")
    (sheet,) = sheets(form)
    for words in ("评分说明", "丁机构", "97.5/100分不合格", "22分：得21.5，扣0.5", "第34项不符合", "按上限扣2分"):
        assert squeezed(words) in sheet, words
    show(form, OPEN)
    expect(form.locator(".result-grade .grade")).to_have_attribute("data-provisional", "true")
    (sheet, *_) = sheets(form)
    assert squeezed("打印　未填完，结果是暂定的") in sheet
    assert "留空" not in sheet


def test_without_points_the_picture_counts_verdicts(page: Page, server: str) -> None:
    page.goto(server + "assess/tianjin-2025-diagnosis/")
    show(page, PLAIN)
    expect(page.get_by_role("img", name="备案情况：2 项：合格 1，不合格 1")).to_be_attached(timeout=60_000)
    assert percents(page, f"{ROWS}:nth-child(1)") == (Decimal(50), Decimal(50))
    expect(page.locator(f"{ROWS}:nth-child(2) .picture-numbers")).to_have_text("3 项：合格 0，不合格 1，未填 2")
    expect(page.locator(".picture-scale")).to_have_count(0)
