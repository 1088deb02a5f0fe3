"""The page of institutions: counted as printed, drawn as counted, narrowed by a question that can be shared."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from site_src.institutions import bars, has_employers, idle_rows, place_key
from site_src.load import Data
from tests.conftest import watched_page

HENAN, OUTSIDE = "institutions-henan-2024", "institutions-outside-henan-2024"
HASH = f"#{HENAN}-no-15"


def test_every_institution_is_in_one_bar(data: Data) -> None:
    """32 in 13 cities and 22 in 14 provinces, three of them without a service; tasks are of no institution's place."""
    drawn = {name: bars(data.registers[name]) for name in (HENAN, OUTSIDE)}
    assert [(len(one), sum(bar.count for bar in one)) for one in drawn.values()] == [(13, 32), (14, 22)]
    assert {bar.place: bar.idle for bar in drawn[HENAN] if bar.idle} == {"郑州市": 1, "鹤壁市": 1, "三门峡市": 1}
    assert [(bar.place, bar.count, bar.first) for bar in drawn[HENAN][:2]] == [
        ("郑州市", 14, "no-1"),
        ("洛阳市", 2, "no-15"),
    ]
    assert [bar.place for bar in drawn[OUTSIDE]][:3] == ["北京市", "河北省", "内蒙古自治区"]


def test_a_row_without_a_service_has_no_employer(data: Data) -> None:
    henan, outside = data.registers[HENAN], data.registers[OUTSIDE]
    assert [idle_rows(one.rows) for one in (henan, outside)] == [3, 0]
    assert [has_employers(one) for one in (henan, outside)] == [True, False]
    assert [place_key(one) for one in data.registers.values()] == ["city", "province", "city"]


@pytest.fixture(scope="module")
def lists(browser: Browser, server: str) -> Iterator[Page]:
    """The page on a narrow screen; each test begins with its own question."""
    with watched_page(browser) as page:
        page.set_viewport_size({"width": 360, "height": 760})
        page.goto(f"{server}institutions/")
        yield page


def ask(page: Page, question: str = "") -> None:
    page.goto(page.url.partition("?")[0].partition("#")[0] + question)


def shown(page: Page) -> list[str]:
    """Ids of the rows that can be seen."""
    return [str(row.get_attribute("id")) for row in page.locator("tr[data-item]:visible").all()]


def test_words_of_any_column_find_rows(lists: Page) -> None:
    ask(lists)
    expect(lists.locator("output")).to_have_text("显示54家机构，共54家")
    lists.get_by_label("名称或地名").fill("鞋业　驻马店")
    expect(lists.locator("output")).to_have_text("显示2家机构，共54家")
    assert shown(lists) == [f"{HENAN}-no-5", f"{HENAN}-no-21"]
    expect(lists.get_by_text("这份名单里没有符合条件的机构。").locator("visible=true")).to_have_count(1)
    lists.get_by_role("button", name="清除条件").click()
    assert len(shown(lists)) == 54
    expect(lists.get_by_label("名称或地名")).to_be_focused()


def test_the_question_stands_in_the_address(lists: Page) -> None:
    """Opened again elsewhere it shows the same rows; a place that nobody has asks nothing."""
    ask(lists)
    lists.get_by_label("机构所在地").select_option("三门峡市")
    lists.get_by_label("用人单位一栏").select_option("none")
    assert shown(lists) == [f"{HENAN}-no-26"]
    address = lists.url
    assert address.endswith(f"?place={quote('三门峡市')}&service=none")
    ask(lists)
    lists.goto(address)
    assert shown(lists) == [f"{HENAN}-no-26"]
    ask(lists, "?place=nowhere&service=none")
    assert shown(lists) == [f"{HENAN}-no-{number}" for number in (3, 20, 26)]


def test_a_link_to_a_row_shows_it_whatever_was_asked(lists: Page) -> None:
    """A row that answers stays among the others that do; one that does not clears the question."""
    ask(lists, f"?place={quote('洛阳市')}{HASH}")
    assert len(shown(lists)) == 2
    ask(lists, f"?place={quote('郑州市')}{HASH}")
    assert len(shown(lists)) == 54
    expect(lists.locator(HASH)).to_be_in_viewport()
    assert lists.url.endswith(f"/institutions/{HASH}")
    lists.get_by_label("机构所在地").select_option("郑州市")
    assert "#" not in lists.url
    lists.evaluate(f"location.hash = '{HASH}'")
    expect(lists.locator(HASH)).to_be_in_viewport()


def test_a_bar_narrows_the_list_to_its_place_and_back(lists: Page) -> None:
    ask(lists)
    bar = lists.get_by_role("link", name="鹤壁市2家，其中1家未开展技术服务")
    bar.focus()
    bar.press("Enter")
    assert shown(lists) == [f"{HENAN}-no-19", f"{HENAN}-no-20"]
    expect(bar).to_have_attribute("aria-current", "true")
    expect(lists.get_by_label("机构所在地")).to_have_value("鹤壁市")
    lists.go_back()
    expect(lists.locator("output")).to_have_text("显示54家机构，共54家")
    expect(bar).not_to_have_attribute("aria-current", "true")


def test_without_scripts_it_is_a_list_with_links(browser: Browser, server: str, site: Path) -> None:
    """The form could do nothing, so it is not there; a bar leads to the first row of its place."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}institutions/")
    assert len(shown(page)) == 54
    expect(page.locator("form[data-filter]")).to_be_hidden()
    page.get_by_role("link", name="洛阳市2家").click()
    assert page.url.endswith(HASH)
    context.close()
    assert (site / "data/registers" / f"{HENAN}.csv").is_file()
