"""What pages ask for: one style sheet of its own, no index for a search nobody wants, Python before the form works."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from site_src.styles import ASSETS, joined

LINK = '<link rel="stylesheet" href="../assets/{}.css">'
STYLING = ["devtools.timeline", "disabled-by-default-devtools.timeline"]


def test_the_sheets_of_a_page_are_joined_in_their_order() -> None:
    html, sheets = joined(f"<head>{LINK.format('site')}<title>x</title>{LINK.format('print')}</head>")
    [(address, sheet)] = sheets.items()
    assert html == f'<head><link rel="stylesheet" href="../{address}"><title>x</title></head>'
    assert sheet == (ASSETS / "site.css").read_text("utf-8") + (ASSETS / "print.css").read_text("utf-8")


def test_letters_come_in_few_sizes_and_two_weights() -> None:
    """A system looks up a font anew for each of them: with 26 instead of 19 a form stood still four times as long."""
    sheets = "".join(path.read_text("utf-8") for path in ASSETS.glob("*.css"))
    sizes = set(re.findall(r"font(?:-size)?: (?:\d+ )?([\d.]+)rem", sheets))
    assert sizes == {".5", ".6", ".65", ".7", ".75", ".8", ".9", "1", "1.15", "1.3", "1.5", "2.2"}
    assert set(re.findall(r"font(?:-weight)?: (\d+)", sheets)) <= {"400", "600", "12"}


def test_a_page_without_sheets_stays_as_it_is() -> None:
    assert joined("<head></head>") == ("<head></head>", {})


@pytest.mark.parametrize("address", ["", "rubrics/henan-2024/", "assess/henan-2024/", "requirements/"])
def test_a_page_is_drawn_after_one_sheet_of_its_own_beside_the_themes(page: Page, server: str, address: str) -> None:
    page.goto(server + address)
    own = page.evaluate(
        "[...document.styleSheets].map((sheet) => sheet.href).filter((href) => !href.includes('/stylesheets/'))"
    )
    assert len(own) == 1


def test_the_search_index_comes_with_the_first_touch_of_the_search(page: Page, server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{server}documents/norm-2022/", wait_until="networkidle")
    assert "search_index.json" not in asked
    assert page.workers == []
    page.keyboard.press("/")
    page.keyboard.type("B0610")
    expect(page.locator(".md-search-result__item").first).to_contain_text("B0610")
    assert asked.count("search_index.json") == 1


def test_an_address_with_a_question_is_answered_at_once(page: Page, server: str) -> None:
    page.goto(f"{server}documents/norm-2022/?q=B0610")
    expect(page.locator(".md-search-result__item").first).to_contain_text("B0610")


def hold(_: Route) -> None:
    """Never answers."""


def test_python_is_on_its_way_before_the_form_works(page: Page, server: str) -> None:
    """Else a visitor would wait for the one and then for the other."""
    page.route("**/form.mjs", hold)
    with page.expect_request("**/snapshot.gz"):
        page.goto(f"{server}assess/henan-2024/", wait_until="commit")


FORM = "assess/henan-2024/"
CLOSED = "document.querySelectorAll('.item:not(:is(.later, .later *))').length < 5"


def test_a_form_opens_its_first_items_at_once_and_the_others_by_themselves(page: Page, server: str) -> None:
    page.goto(server + FORM, wait_until="domcontentloaded")
    assert page.evaluate(CLOSED)
    expect(page.locator(".later")).to_have_count(0)
    expect(page.locator(".item").last).to_be_visible()


def test_nothing_moves_away_from_under_a_finger(page: Page, server: str) -> None:
    page.goto(server + FORM)
    box = page.locator('button[data-action="rest-conforms"]').first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.wait_for_timeout(1500)
    assert page.evaluate(CLOSED)
    page.mouse.up()
    expect(page.locator(".later")).to_have_count(0)


def test_whoever_looks_for_an_item_gets_them_all(page: Page, server: str) -> None:
    page.goto(server + FORM)
    page.evaluate("location.hash = 'item-31'")
    expect(page.locator("#item-31")).to_be_in_viewport(ratio=0.5)
    expect(page.locator(".later")).to_have_count(0)


@pytest.mark.parametrize("event", ["beforeprint", "keydown"])
def test_what_is_printed_or_walked_through_by_keys_is_open(page: Page, server: str, event: str) -> None:
    page.goto(server + FORM)
    page.evaluate("event => document.body.dispatchEvent(new Event(event, { bubbles: true }))", event)
    assert page.locator(".later").count() == 0


def test_a_form_that_is_loaded_again_has_its_full_height_at_once(page: Page, server: str) -> None:
    """Else a browser could not take its reader back to where he was."""
    page.goto(server + FORM)
    page.reload(wait_until="domcontentloaded")
    assert page.locator(".later").count() == 0


def test_the_themes_scripts_come_to_a_form_with_the_first_touch_of_its_header(page: Page, server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(server + FORM, wait_until="networkidle")
    assert not [name for name in asked if name.startswith("bundle.")]
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("B0610")
    expect(page.locator(".md-search-result__item").first).to_contain_text("B0610")
    assert len([name for name in asked if name.startswith("bundle.")]) == 1


@pytest.mark.parametrize("address", ["rubrics/henan-2024/#item-31", "assess/henan-2024/#item-31"])
@pytest.mark.parametrize("width", [360, 1280])
def test_an_address_of_an_item_leads_to_it(page: Page, server: str, address: str, width: int) -> None:
    """Also once all of a long page has its height."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(server + address, wait_until="networkidle")
    top = page.evaluate("document.getElementById('item-31').getBoundingClientRect().top")
    assert 0 < top < 200


@pytest.mark.parametrize("address", ["documents/norm-2022/", "rubrics/henan-2024/", "assess/henan-2024/"])
def test_a_page_is_not_styled_twice(page: Page, server: str, address: str) -> None:
    """The theme's own switches have every element styled anew, up to five times while a page opens."""
    browser = page.context.new_cdp_session(page)
    styled: list[int] = []
    browser.on("Tracing.dataCollected", lambda told: styled.extend(elements_styled(told["value"])))
    told_all: list[str] = []
    browser.once("Tracing.tracingComplete", lambda _: told_all.append("the end"))
    browser.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": {"includedCategories": STYLING}})
    page.goto(server + address, wait_until="networkidle")
    browser.send("Tracing.end")
    while not told_all:
        page.wait_for_timeout(20)
    assert 0 < sum(styled) < 1.5 * page.evaluate("document.querySelectorAll('*').length")


def elements_styled(events: list[dict[str, Any]]) -> Iterator[int]:
    yield from (event["args"].get("elementCount", 0) for event in events if event["name"] == "UpdateLayoutTree")
