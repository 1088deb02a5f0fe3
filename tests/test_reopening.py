"""Who comes back: the result of his draft at once, if Python would say the same, and Python out of the cache."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.bench.server import serving
from tests.conftest import watched_page
from tests.test_saving import FORM, STORED

GRADE = ".result-grade .grade"
WHEN_ASKED_FOR = """{
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...rest) {
        if (message.load) window.stateWhenAskedFor ??= document.readyState;
        return postMessage.call(this, message, ...rest);
    };
}"""
"""How far the page was when Python was asked for."""

WHEN_SCORED = """() => window.scorerWorker.addEventListener("message", ({ data }) =>
    typeof data.value === "string" && data.value.includes("grade") && console.log("scored"))"""


@pytest.fixture
def context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A visitor with a draft that was scored."""
    with watched_page(browser, may_log_errors=True) as page:
        page.goto(server + FORM)
        page.locator('button[data-action="rest-conforms"]').first.click()
        expect(page.locator(GRADE)).to_have_text("暂定 优秀")
        until_kept(page)
        page.close()
        yield page.context


def until_kept(page: Page) -> None:
    for _ in range(100):
        if any(json.loads(draft.get("scored", {}).get("text", "{}")).get("items") for draft in page.evaluate(STORED)):
            return
        page.wait_for_timeout(50)
    raise AssertionError("the result was not kept")


def reopened(context: BrowserContext, server: str) -> Page:
    """Where Python never starts."""
    context.route("**/pyodide/**", lambda route: route.abort())
    page = context.new_page()
    page.goto(server + FORM)
    expect(page.locator('[data-result="loading"]')).to_contain_text("未能启动")
    return page


def test_a_draft_has_its_result_before_python_runs(context: BrowserContext, server: str) -> None:
    page = reopened(context, server)
    expect(page.locator(GRADE)).to_have_text("暂定 优秀")
    expect(page.locator('[data-result="progress"]').first).to_have_text("15 / 34 项")


@pytest.mark.parametrize("change", ["draft.scored.scorer = 'scorer-of-last-year/'", "draft.answers.items['1'] = {}"])
def test_a_result_of_another_scorer_or_of_other_answers_is_not_shown(
    context: BrowserContext, server: str, change: str
) -> None:
    page = context.new_page()
    page.goto(server)
    page.evaluate(f"async () => {{ const [draft] = await ({STORED})(); {change}; await ({STORED})(draft); }}")
    page.close()
    expect(reopened(context, server).locator(GRADE)).to_have_text("未评分")


def test_what_comes_late_for_another_draft_is_neither_shown_nor_kept(context: BrowserContext, server: str) -> None:
    """One draft waits for Python to start when another, with its result, is opened in its place."""
    page = context.new_page()
    page.goto(server)
    other = "{ ...draft, id: 'other', title: '另一份', savedAt: '2020-01-01T00:00:00.000Z' }"
    page.evaluate(f"async () => {{ const [draft] = await ({STORED})(); await ({STORED})({other}); }}")
    held: list[Route] = []
    context.route("**/snapshot.gz", lambda route: held.append(route))  # noqa: PLW0108 - Playwright refuses a method of a list
    page.goto(server + FORM)
    expect(page.locator(GRADE)).to_have_text("暂定 优秀")
    page.locator('[name="items/1/verdict"][value="nonconforming"]').check()
    expect(page.locator('[data-result="saving"]')).to_contain_text("已保存在本机浏览器")
    page.get_by_role("button", name="本机的答卷").click()
    page.locator(".assess-drafts").get_by_role("button", name="另一份").click()
    expect(page.locator('[data-result="saving"]')).to_contain_text("已打开本机答卷")
    with page.expect_console_message(lambda message: message.text == "scored"):
        page.evaluate(WHEN_SCORED)
        for route in held:
            route.continue_()
    page.wait_for_timeout(700)
    expect(page.locator(GRADE)).to_have_text("暂定 优秀")
    [kept] = [draft["scored"]["text"] for draft in page.evaluate(STORED) if draft["id"] == "other"]
    assert "nonconforming" not in kept


def test_python_is_asked_for_at_once_where_it_lies_in_the_cache(browser: Browser, site: Path) -> None:
    with serving(site) as served, watched_page(browser) as page:
        page.add_init_script(WHEN_ASKED_FOR)
        page.goto(served.address + FORM)
        page.wait_for_function("() => window.stateWhenAskedFor")
        assert page.evaluate("window.stateWhenAskedFor") != "loading"
        page.goto(f"{served.address}privacy/", wait_until="networkidle")
        page.goto(served.address + FORM, wait_until="networkidle")
        assert page.evaluate("window.stateWhenAskedFor") == "loading"


def test_python_is_not_asked_for_by_who_has_only_read(browser: Browser, site: Path) -> None:
    """The theme's sheets are in his cache, the form's are not."""
    with serving(site) as served, watched_page(browser) as page:
        page.add_init_script(WHEN_ASKED_FOR)
        page.goto(f"{served.address}documents/norm-2022/")
        page.goto(served.address + FORM)
        page.wait_for_function("() => window.stateWhenAskedFor")
        assert page.evaluate("window.stateWhenAskedFor") != "loading"
