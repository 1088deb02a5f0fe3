"""The shared computer keeps nothing, and whatever is kept is shown and can be deleted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.conftest import watched_page
from tests.test_requests import SECRET

FORM = "assess/henan-2024/"
DATABASES = "async () => (await indexedDB.databases()).map(({ name }) => name)"
COLOURS = "/zhiping/.__dark"
SHARED = "公用电脑模式的开关sessionStorage zhiping:shared-computer = on"
"""Kept once somebody chooses."""
FOREIGN = """async () => {
    localStorage.setItem("other-app", "kept");
    sessionStorage.setItem("other-app", "kept");
    await (await caches.open("other-app")).put("/x", new Response("kept"));
    await new Promise((resolve) => { indexedDB.open("other-app").onsuccess = resolve; });
}"""
"""Another application on the same origin."""
LEFT = """async () => [Object.keys(localStorage), Object.keys(sessionStorage), await caches.keys(),
    (await indexedDB.databases()).map(({ name }) => name)]"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that never starts Python, which takes no part in storing."""
    with watched_page(browser, may_log_errors=True) as page:
        page.context.route("**/pyodide/**", lambda route: route.abort())
        yield page


def test_a_shared_computer_keeps_nothing(page: Page, server: str) -> None:
    """No database, nothing after a reload, a warning before it; the switch itself outlives the reload."""
    page.goto(server + FORM)
    page.get_by_label("公用电脑模式").check()
    expect(page.locator('[data-about="shared"]')).to_contain_text("离开前请导出答卷文件")
    expect(page.locator('[data-result="saving"]')).to_have_text("公用电脑模式：不保存。离开前请导出答卷文件。")
    page.locator('[name="header/institution"]').fill(SECRET)
    page.get_by_role("button", name="打印空白表").focus()
    asked: list[str] = []
    page.on("dialog", lambda dialog: note_and_go(dialog, asked))
    page.reload()
    assert asked == ["beforeunload"]
    expect(page.get_by_label("公用电脑模式")).to_be_checked()
    expect(page.locator('[name="header/institution"]')).to_have_value("")
    local, session, _, databases = page.evaluate(LEFT)
    assert (local, session) == ([], ["zhiping:shared-computer"])
    assert databases == ["zhiping"], "opened before the switch"
    page.locator('[name="header/institution"]').fill(SECRET)
    with page.expect_download():
        page.locator('[data-about="shared"]').get_by_role("button", name="导出答卷文件").click()
    page.goto(server + "privacy/")
    assert asked == ["beforeunload"], "what was exported can be left"
    expect(page.locator('[data-privacy="drafts"] li')).to_have_count(0)
    expect(page.locator('[data-privacy="others"] li').last).to_have_text(SHARED)


def note_and_go(dialog: Dialog, asked: list[str]) -> None:
    asked.append(dialog.type)
    dialog.accept()


def test_a_window_shared_from_the_start_opens_no_database(page: Page, server: str) -> None:
    """Switched on at the privacy page before any form is opened."""
    page.goto(server + "privacy/")
    expect(page.locator('[data-privacy="summary"]')).to_have_text("什么也没有存。")
    page.get_by_label("公用电脑模式").check()
    page.goto(server + FORM)
    page.locator('[name="header/institution"]').fill(SECRET)
    expect(page.locator('[data-result="saving"]')).to_contain_text("不保存")
    assert page.evaluate(DATABASES) == []


def test_a_shared_computer_leaves_what_was_kept_before(page: Page, server: str) -> None:
    """The draft of before is neither opened nor touched, and is there again when the mode ends."""
    page.goto(server + FORM)
    page.locator('[name="header/institution"]').fill("以前的")
    expect(page.locator('[data-result="saving"]')).to_contain_text("已保存在本机浏览器")
    page.get_by_label("公用电脑模式").check()
    page.locator('[name="header/institution"]').fill(SECRET)
    page.reload()
    expect(page.locator('[name="header/institution"]')).to_have_value("")
    page.get_by_label("公用电脑模式").uncheck()
    page.reload()
    expect(page.locator('[name="header/institution"]')).to_have_value("以前的")


def test_all_of_ours_is_shown_and_deleted_and_nothing_else(page: Page, server: str) -> None:
    """Drafts and the theme's setting go; what another application keeps on the origin stays."""
    page.goto(server + FORM)
    page.evaluate(FOREIGN)
    page.locator('[name="header/institution"]').fill(SECRET)
    expect(page.locator('[data-result="saving"]')).to_contain_text("已保存在本机浏览器")
    page.get_by_role("button", name="深色").click()
    form = page.context.new_page()
    form.goto(server + FORM)
    page.goto(server + "privacy/")
    expect(page.locator('[data-privacy="drafts"] li')).to_contain_text(SECRET)
    expect(page.locator('[data-privacy="others"] li')).to_contain_text(f"深色或浅色localStorage {COLOURS}")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出").click()
    assert SECRET in Path(download.value.path()).read_text(encoding="utf-8")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="全部删除").click()
    expect(page.locator('[data-privacy="summary"]')).to_have_text("什么也没有存。")
    assert page.evaluate(LEFT) == [["other-app"], ["other-app"], ["other-app"], ["other-app"]]
    expect(form.locator('[data-about="deleted"]')).to_contain_text("全部删除")
