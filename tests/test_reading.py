"""Checklists to read in a real browser: narrowed, folded, cited, addressed, with scripts and without; requirements."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import watched_page

HENAN = "rubrics/henan-2024/"


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[Page]:
    with watched_page(browser) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield page


@pytest.fixture
def reading(shared: Page, server: str) -> Page:
    """The checklist as an untouched page."""
    shared.goto("about:blank")
    shared.goto(server + HENAN)
    return shared


def items(page: Page) -> list[str]:
    """The items in view, by their anchors."""
    anchors: list[str] = page.locator(".rubric-entry:visible h3").evaluate_all("all => all.map(({ id }) => id)")
    return anchors


def chip(page: Page, name: str) -> Locator:
    return page.locator("form.narrow").get_by_role("checkbox", name=name, exact=True)


def test_marks_places_and_points_narrow_the_list_and_stand_in_the_address(reading: Page) -> None:
    expect(reading.locator("form.narrow output")).to_have_text("显示37条，共37条")
    chip(reading, "▲ 关键项").check()
    chip(reading, "用人单位现场").check()
    assert items(reading) == ["item-33", "item-34"]
    assert reading.url.endswith("?mark=key&at=employer")
    assert reading.locator("h2:visible", has_text="资质条件").count() == 0
    reading.reload()
    assert items(reading) == ["item-33", "item-34"]
    reading.get_by_role("button", name="清除条件").click()
    chip(reading, "6分").check()
    assert items(reading) == ["item-25"]


def test_what_a_report_has_nothing_to_do_with_is_left_out(reading: Page) -> None:
    reading.get_by_label("被抽查报告的类别").select_option(value="second-special-facility-no")
    shown = items(reading)
    assert {"item-21", "item-23", "item-28"}.isdisjoint(shown)
    assert len(shown) == 34
    chip(reading, "第二类业务范围").check()
    assert reading.locator("#item-8 ~ .rubric-item .ruled-out").count() == 4
    expect(reading.locator("#item-8-sub-3")).not_to_have_class(re.compile("ruled-out"))


def test_an_addressed_item_is_shown_whatever_was_asked_and_folded(reading: Page, server: str) -> None:
    reading.goto(server + HENAN + "?mark=veto&fold=clauses#item-25-rule-1")
    rule = reading.locator("#item-25-rule-1")
    expect(rule).to_be_in_viewport()
    chip(reading, "★ 否决项").check()
    chip(reading, "细则").check()
    expect(rule).to_be_hidden()
    reading.evaluate("location.hash = 'item-25-rule-1'")
    expect(rule).to_be_in_viewport()


def test_methods_and_rules_fold_at_once_and_one_by_one(reading: Page) -> None:
    chip(reading, "方法").check()
    expect(reading.locator("#item-25-sub-6")).to_be_hidden()
    expect(reading.locator("#item-25-clause-1")).to_be_visible()
    assert "fold=method" in reading.url
    reading.locator("#item-25 ~ .rubric-item .rubric-fold summary").first.click()
    expect(reading.locator("#item-25-sub-6")).to_be_visible()
    chip(reading, "★ 否决项").check()
    chip(reading, "★ 否决项").uncheck()
    expect(reading.locator("#item-25-sub-6")).to_be_visible()
    chip(reading, "方法").uncheck()
    expect(reading.locator("#item-24-sub-1")).to_be_visible()


def test_notes_and_comparisons_open_at_once(reading: Page) -> None:
    """A sub-item's counterpart says whose it is."""
    fold = reading.locator("#item-22 ~ .rubric-item .relations")
    chip(reading, "要求对照").check()
    expect(fold.locator("li", has_text="第5.2项C")).to_contain_text("第22项第2小项：河南另要求")
    expect(fold.locator("li", has_text="第5.2项C")).to_contain_text("本处更严")
    chip(reading, "要求对照").uncheck()
    expect(fold.locator("li").first).to_be_hidden()


def test_on_a_phone_the_questions_are_one_line_until_they_are_asked_for(reading: Page, server: str) -> None:
    """The line counts what is asked; the keyboard opens it; where there is room there is no fold."""
    reading.set_viewport_size({"width": 360, "height": 760})
    reading.goto(f"{server}{HENAN}?mark=veto&fold=method")
    summary = reading.locator("form.narrow summary")
    expect(summary).to_have_text("筛选（已选2项）")
    expect(chip(reading, "★ 否决项")).to_be_hidden()
    assert reading.locator("form.narrow").evaluate("form => form.offsetHeight") < 160
    reading.get_by_role("button", name="清除条件").click()
    expect(summary).to_be_focused()
    expect(summary).to_have_text("筛选")
    summary.press("Enter")
    expect(chip(reading, "★ 否决项")).to_be_visible()
    reading.set_viewport_size({"width": 1280, "height": 760})
    expect(summary).to_be_hidden()
    expect(chip(reading, "★ 否决项")).to_be_visible()


def test_the_official_table_is_one_step_away(reading: Page) -> None:
    table = reading.locator("#official .printed-table.checklist")
    expect(table).to_be_hidden()
    reading.get_by_role("link", name="按原表查看").click()
    expect(table).to_be_visible()


CITED = {
    "#item-25": "第25项「规范开展实验室检测分析」",
    "#item-25-sub-6": "第25项「6. 采用的检测方法是否现行有效。」",
    "#item-25-rule-1": "第25项规则1「第2、5项每发现1处不符合的，扣2分」",
    "#item-5-clause-1": "第5项「发现不符合的，纳入C级。」",
}


@pytest.mark.parametrize("place", CITED)
def test_a_citation_names_document_edition_item_rule_and_address(reading: Page, server: str, place: str) -> None:
    reading.locator(place).hover()
    reading.locator(f"{place} .cite").first.click()
    expected = (
        "《2024年河南省职业卫生技术服务机构质量监测（附录1—5）》《职业卫生技术服务机构质量监测检查表》（2024河南）"
        f"{CITED[place]}，{server}{HENAN}{place}"
    )
    expect(reading.locator(".cite-said[role=status]")).to_have_text(f"已复制引用：{expected}")
    assert reading.evaluate("navigator.clipboard.readText()") == expected


def test_a_citation_costs_no_stop_of_the_keyboards_way_before_its_place_is_addressed(reading: Page) -> None:
    link = reading.locator("#item-25 .headerlink")
    link.focus()
    reading.keyboard.press("Tab")
    assert not reading.evaluate("document.activeElement.matches('.cite')")


def test_an_article_is_cited_with_its_documents_number(reading: Page, server: str) -> None:
    address = f"{server}documents/norm-2022/"
    norm = "《职业卫生技术服务机构监督执法工作规范》（国卫监督发〔2022〕23号）"
    for place, name in {"#article-13": "第十三条", "#article-12-7": "第十二条（七）"}.items():
        reading.goto(address + place)
        expect(reading.locator(f"{place} .cite")).to_be_visible()
        for key in ("Tab", "Tab", "Enter"):  # the way goes on from the place addressed: its link, then the button
            reading.keyboard.press(key)
        expect(reading.locator(".cite-said[role=status]")).to_have_text(f"已复制引用：{norm}{name}，{address}{place}")


ANNEXES = "《2024年河南省职业卫生技术服务机构质量监测（附录1—5）》"
PLANS = "《2021年检测报告质量监测及检测能力比对工作方案》"
CATALOGUE = "《职业病危害严重的重点行业目录》"
OUTSIDE = "《2024年河南省监测省外职业卫生技术服务机构名单》"
LISTED = {
    "industries/?words=C3411": (
        "#henan-2024-c3411",
        f"{ANNEXES}{CATALOGUE}（2024 河南）「锅炉及辅助设备制造（B3411）」",
    ),
    "industries/": ("#shanxi-2021-coal-mining", f"{PLANS}{CATALOGUE}（2021 山西）「煤矿开采和洗选业」"),
    "institutions/": (
        "#institutions-outside-henan-2024-no-22",
        f"{ANNEXES}{OUTSIDE}（2024 河南）「新疆信达宏义技术服务有限公司」",
    ),
}


@pytest.mark.parametrize("path", LISTED)
def test_a_row_of_a_list_is_cited_from_its_own_list(reading: Page, server: str, path: str) -> None:
    """One button, made where the pointer is; the address is the row's, whatever is asked of the list."""
    place, words = LISTED[path]
    reading.goto(server + path)
    reading.locator(place).hover()
    expect(reading.locator(".cite")).to_have_count(1)
    reading.locator(f"{place} .cite").click()
    expect(reading.locator(".cite-said[role=status]")).to_have_text(
        f"已复制引用：{words}，{server}{path.partition('?')[0]}{place}"
    )


def test_where_the_clipboard_is_refused_the_words_are_laid_out(reading: Page) -> None:
    reading.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })")
    reading.locator("#item-25").hover()
    reading.locator("#item-25 .cite").click()
    words = reading.get_by_role("textbox", name="浏览器不让网页复制")
    expect(words).to_have_value(re.compile(r"第25项.*#item-25$"))
    assert reading.evaluate("document.activeElement.selectionEnd") > 20
    reading.get_by_role("button", name="关闭").click()
    expect(words).to_have_count(0)


def test_an_item_leads_to_the_form_and_back(reading: Page, server: str) -> None:
    reading.locator("#item-21 ~ .rubric-item .item-fill").click()
    expect(reading).to_have_url(f"{server}assess/henan-2024/#item-21")
    expect(reading.locator("#item-21")).to_be_in_viewport()
    reading.get_by_role("link", name="第21项原文").click()
    expect(reading).to_have_url(f"{server}{HENAN}#item-21")
    expect(reading.locator("#item-21")).to_be_in_viewport()


def test_both_ends_of_a_relation_lead_to_each_other(reading: Page, server: str) -> None:
    fold = reading.locator("#item-31 ~ .rubric-item .relations")
    fold.locator("summary").click()
    expect(fold).to_contain_text("相同")
    expect(fold).to_contain_text("本站的读法")
    fold.get_by_role("link", name="第十二条（七）").click()
    back = reading.locator("#article-12-7 ~ .relations").first
    back.locator("summary").click()
    back.get_by_role("link", name="第31项").click()
    expect(reading).to_have_url(f"{server}{HENAN}#item-31")


def test_the_comparison_narrows_by_theme_document_and_words(reading: Page, server: str) -> None:
    reading.goto(server + "requirements/")
    topics = reading.locator(".requirements-topic:visible")
    count = topics.count()
    assert count > 40
    reading.locator("form.narrow").get_by_label("题目").select_option(label="实验室检测与数据处理")
    reading.locator("form.narrow").get_by_label("文件").select_option(value="notice-2014")
    titles = topics.locator(".requirements-title").all_text_contents()
    assert titles == ["样品的保存和流转", "检测记录", "实验室质量控制"]
    reading.goto(server + "requirements/?theme=staff#laboratory-methods")
    expect(reading.locator("#laboratory-methods")).to_be_in_viewport()
    assert topics.count() == count


def test_without_scripts_the_whole_list_and_every_link_are_there(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + HENAN + "?mark=veto#item-25-rule-1")
    expect(page.locator("#item-25-rule-1")).to_be_in_viewport()
    assert page.locator(".rubric-entry:visible").count() == 37
    expect(page.locator("form.narrow")).to_be_hidden()
    assert page.locator("#item-25-rule-1 .permalink").get_attribute("href") == "#item-25-rule-1"
    page.goto(server + "requirements/")
    expect(page.locator("#laboratory-methods")).to_be_visible()
    context.close()
