"""What a search finds: the index of a page, and in a real browser the first place for what people type."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from site_src.search import entries

PAGE = """
<h1 id="page">规范</h1><p>开头。</p>
<h2 id="chapter-1">第一章<a class="headerlink" href="#chapter-1"> </a></h2>
<div><h3 id="article-1">第一条</h3><p>甲乙，<br>丙丁。</p></div>
<details data-search-exclude><p id="note">编者<img src="x">注</p></details>
<p id="article-1-1">（一）戊己</p>
<table><tr id="row-1"><td>庚</td><td>辛</td></tr></table>
<h2 id="chapter-2">第二章</h2>
"""


def test_every_place_is_an_entry_under_its_heading() -> None:
    found = [tuple(entry.values()) for entry in entries("norm/", "规范", PAGE)]
    assert found == [
        ("norm/", "规范", "", "开头。"),
        ("norm/#chapter-1", "第一章", "", ""),
        ("norm/#article-1", "第一条", "第一章", "甲乙， 丙丁。"),
        ("norm/#article-1-1", "第一条", "第一章", "（一）戊己"),
        ("norm/#row-1", "第一条", "第一章", "庚 辛"),
        ("norm/#chapter-2", "第二章", "", ""),
    ]


@pytest.fixture(scope="module")
def home(browser: Browser, server: str) -> Iterator[Page]:
    """One page for all queries."""
    home = browser.new_page()
    home.goto(server)
    yield home
    home.close()


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("第十八条", "documents/norm-2022/#article-18"),
        ("第18条", "documents/norm-2022/#article-18"),
        ("双随机", "documents/norm-2022/#article-3"),
        ("未进行样品实验室分析", "documents/norm-2022/#article-18-3"),
        ("涉嫌虚假职业卫生技术报告", "documents/norm-2022/#article-18"),
        ("六个坚持 日常教育", "documents/notice-2014/#section-3"),
        ("入脑入心、可以为常", "documents/notice-2014/#section-3-p2"),
        ("检测能力 重测后不合格", "documents/shanxi-2021/#table-1-row-5"),
        ("职业病档案应永久保存", "rubrics/tianjin-2025-diagnosis/#item-4-2"),
        ("锂离子电池", "industries/#henan-2024-c3841"),
        ("自动扶梯", "industries/#henan-2024-c3435"),
        ("B3411", "industries/#henan-2024-c3411"),
        ("c3411", "industries/#henan-2024-c3411"),
        ("Ｃ２３１２", "industries/#henan-2024-c2312"),
        ("康环检测", "institutions/#institutions-henan-2024-no-16"),
        ("格力电器", "institutions/#institutions-henan-2024-no-15"),
        ("期间核查", "rubrics/henan-2024/#item-13-sub-1"),
        ("65周岁", "rubrics/henan-2024/#item-7-sub-1"),
        ("杠改", "rubrics/henan-2024/#item-20-sub-3"),
    ],
)
def test_the_first_hit_is_the_place_that_was_meant(home: Page, query: str, place: str) -> None:
    assert first_hits(home, query)[0].endswith(f"/{place}")


def test_words_that_stand_nowhere_find_nothing(home: Page) -> None:
    assert first_hits(home, "龘龘龘") == []


def first_hits(page: Page, query: str) -> list[str]:
    """The addresses of the places in the list, best first, without the page that each card begins with.

    The words come in without a key being pressed, as when they are pasted.
    """
    box = page.get_by_role("textbox", name="搜索")
    box.fill("")
    expect(page.locator(".md-search-result__meta")).to_have_text("输入要找的词")
    box.fill(query)
    expect(page.locator(".md-search-result__meta")).not_to_have_text("输入要找的词")
    links = page.locator(".md-search-result__link").evaluate_all("links => links.map((link) => link.href)")
    return [re.sub(r"\?h=[^#]*", "", link) for link in links if "#" in link]


def test_the_box_on_the_home_page_hands_over_to_the_search(page: Page, server: str) -> None:
    page.goto(server)
    page.get_by_role("searchbox").press_sequentially("六个坚持")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert page.get_by_role("textbox", name="搜索").input_value() == "六个坚持"
