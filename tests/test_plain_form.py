"""The forms of checklists without points in a real browser: verdicts, what follows from them, and what is recorded."""

import pytest
from playwright.sync_api import Locator, Page, expect

from site_src.load import Data
from tests.printing import printed, squeezed


def opened(page: Page, server: str, rubric: str) -> Locator:
    """The result panel of a form whose scorer is running."""
    page.goto(f"{server}assess/{rubric}/")
    panel = page.locator(".result-body")
    expect(panel.locator('[data-result="progress"]')).to_contain_text("0 /", timeout=60_000)
    return panel


def judge(page: Page, item: str, verdict: str) -> None:
    page.locator(f'[name="items/{item}/verdict"][value="{verdict}"]').check()


def test_lines_are_listed_and_nothing_is_concluded(page: Page, server: str) -> None:
    """3.10 is not 3.1, and the page says that the source knows no verdict on the whole."""
    panel = opened(page, server, "tianjin-2025-diagnosis")
    judge(page, "3.10", "nonconforming")
    judge(page, "3.1", "conforming")
    expect(panel.locator('[data-result="verdicts"]')).to_have_text("合格 1，不合格 1，未填 17")
    expect(panel.locator('[data-result="failing"] a')).to_have_text(["第3.10项"])
    expect(panel).to_contain_text("来源没有规定总的结论")
    expect(panel).to_contain_text("没有总的合格标准")
    expect(panel.locator(".grade")).to_have_count(0)
    page.locator("[name='header/institution']").fill("某医院")
    text = printed(page)
    assert squeezed("单位名称：某医院检查日期：") in text
    assert squeezed("3.10职业病诊断证明书书写正确、内容完整、格式规范不合格") in text


def test_a_report_is_never_called_more_than_suspected(page: Page, server: str) -> None:
    """What is not checked does not count; one circumstance suffices; none leaves the site's own careful words."""
    opened(page, server, "false-report-2022")
    grade = page.locator(".result-grade .grade")
    for question, answer in {"direct_reading_only": "true", "determined_in_law": "false"}.items():
        page.locator(f'[name="context/{question}"][value="{answer}"]').check()
    judge(page, "1", "conforming")
    expect(grade).to_have_text("未填完")
    judge(page, "2", "conforming")
    judge(page, "4", "conforming")
    expect(grade).to_have_text("未发现第十八条所列情形")
    judge(page, "4", "nonconforming")
    expect(grade).to_have_text("涉嫌虚假职业卫生技术报告")
    expect(page.locator('[data-result="reasons"]')).to_contain_text("第4项存在：「在从事职业卫生技术服务活动中")
    assert "☑涉嫌虚假职业卫生技术报告□未发现第十八条所列情形" in printed(page)


def test_a_form_is_never_sent(page: Page, server: str) -> None:
    """Its address is only there so that browsers take it for a search and do not offer names and addresses."""
    opened(page, server, "selfcheck-2014")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("form.assess-grid").evaluate("form => form.submit()")
    page.locator("[name='header/institution']").fill("某机构")
    page.locator("[name='header/institution']").press("Enter")
    expect(page.locator("[name='header/institution']")).to_have_value("某机构")
    assert (page.url, asked) == (f"{server}assess/selfcheck-2014/", [])


def test_measures_are_written_down_where_something_was_found(page: Page, server: str) -> None:
    """The fields wait for a finding, stay while they hold something, and stand in the printed list."""
    panel = opened(page, server, "selfcheck-2014")
    measure = page.locator('[name="items/2.6/record/measure"]')
    expect(measure).to_be_hidden()
    judge(page, "2.6", "nonconforming")
    page.locator('[name="items/2.6/note"]').fill("样品交接缺签名")
    measure.fill("培训并抽查")
    page.locator('[name="items/2.6/record/person"]').fill("样品管理员")
    judge(page, "2.6", "conforming")
    expect(measure).to_be_visible()
    judge(page, "2.6", "nonconforming")
    expect(panel.locator('[data-result="failing"]')).to_have_text("第2.6项")
    assert "2.6样品管理发现问题样品交接缺签名培训并抽查样品管理员" in printed(page)
    expect(page.locator(".standing-superseded")).to_contain_text("文中期限均已过去")


@pytest.mark.parametrize(
    "rubric", ["tianjin-2025-diagnosis", "false-report-2022", "enforcement-2022", "selfcheck-2014"]
)
def test_nothing_speaks_of_points_where_there_are_none(page: Page, server: str, data: Data, rubric: str) -> None:
    page.goto(f"{server}assess/{rubric}/")
    expect(page.locator(".item")).to_have_count(len(data.assessments[rubric].rubric.items))
    for folder in ("assess", "rubrics"):
        page.goto(f"{server}{folder}/{rubric}/")
        text = page.locator("article.md-content__inner").inner_text()
        assert [word for word in ("扣分", "得分", "评分细则", "怎样计分") if word in text] == []
