"""Nothing typed is lost: failing and full storage, two windows, drafts of former versions and of lost items."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, FilePayload, Locator, Page, expect

from tests import chromium
from tests.conftest import watched_page

FORM = "assess/henan-2024/"
DRAFTS = Path(__file__).parent / "data" / "drafts"
STORED = """(given) => new Promise((resolve, reject) => {
    const opening = indexedDB.open("zhiping");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const store = opening.result.transaction("drafts", "readwrite").objectStore("drafts");
        if (given) store.put(given);
        const drafts = store.getAll();
        drafts.onsuccess = () => { opening.result.close(); resolve(drafts.result); };
    };
})"""
"""Puts a draft past the site's own code, and gives all that is stored."""
BUSY = """() => new Promise((begun) => {
    const opening = indexedDB.open("zhiping");
    opening.onsuccess = () => {
        const store = opening.result.transaction("drafts", "readwrite").objectStore("drafts");
        const again = () => {
            begun();
            if (!globalThis.done) store.count().onsuccess = again;
        };
        again();
    };
})"""
"""A transaction that goes on until it is `done`: while it does, nobody else's write is stored."""
HIDDEN = """() => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
}"""
PUT_BY = "Object.keys(localStorage).filter((key) => key.startsWith('zhiping:unsaved:')).length"
NO_COOKIES = {"profile": {"default_content_setting_values": {"cookies": 2}}}
"""A visitor's setting, with which Chromium keeps nothing at all for a site."""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A profile whose pages never start Python, which saving must not need."""
    with without_python(browser) as context:
        yield context


@contextmanager
def without_python(browser: Browser) -> Iterator[BrowserContext]:
    with watched_page(browser, may_log_errors=True) as page:
        page.context.route("**/pyodide/**", lambda route: route.abort())
        yield page.context


def opened(context: BrowserContext, server: str, path: str = FORM) -> Page:
    page = context.new_page()
    page.goto(server + path)
    if path.startswith("assess/"):
        expect(page.locator(".assess-files")).to_be_visible()
    return page


def institution(page: Page) -> Locator:
    return page.locator('[name="header/institution"]')


def saved(page: Page) -> None:
    expect(page.locator('[data-result="saving"]')).to_contain_text("已保存在本机浏览器")


@contextmanager
def before_the_script(context: BrowserContext, server: str, path: str = FORM) -> Iterator[Page]:
    """A page that can be seen, and whose script comes at the end."""
    page = context.new_page()
    page.route("**/form.mjs", lambda _: None)
    page.goto(server + path, wait_until="commit")
    yield page
    page.unroute("**/form.mjs")


def stored(page: Page, put: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    drafts: list[dict[str, Any]] = page.evaluate(STORED, put)
    return drafts


def notice(page: Page, about: str) -> Locator:
    return page.locator(f'.assess-notices [data-about="{about}"]')


def exported(page: Page, button: Locator) -> dict[str, Any]:
    with page.expect_download() as download:
        button.click()
    file: dict[str, Any] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    return file


def quota(page: Page, server: str, size: int | None) -> None:
    client = page.context.new_cdp_session(page)
    origin = "/".join(server.split("/")[:3])
    client.send("Storage.overrideQuotaForOrigin", {"origin": origin} | ({} if size is None else {"quotaSize": size}))


def test_storage_that_is_full_is_told_until_it_is_not(context: BrowserContext, server: str) -> None:
    """The page says so and offers the file; when there is room again it is kept by itself."""
    page = opened(context, server)
    quota(page, server, 1)
    institution(page).fill("满了的机构")
    expect(page.locator('[data-result="saving"]')).to_contain_text("未能保存到浏览器（空间不足）")
    file = exported(page, notice(page, "failed").get_by_role("button", name="导出答卷文件"))
    assert file["header"] == {"institution": "满了的机构"}
    quota(page, server, None)
    expect(page.locator('[data-result="saving"]')).to_contain_text("已保存在本机浏览器", timeout=20_000)
    expect(notice(page, "failed")).to_have_count(0)
    assert [draft["title"] for draft in stored(page)] == ["满了的机构"]


def test_storage_that_is_denied_is_told_before_anything_is_typed(browser: Browser, server: str, tmp_path: Path) -> None:
    """Filling and exporting go on, and leaving is warned of."""
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(NO_COOKIES))
    executable = chromium.find()
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=executable, args=list(chromium.LEAN)
    )
    context.route("**/pyodide/**", lambda route: route.abort())
    page = opened(context, server)
    expect(notice(page, "failed")).to_contain_text("请导出答卷文件")
    institution(page).fill("不让存的机构")
    expect(page.locator('[data-result="saving"]')).to_contain_text("被浏览器禁止")
    file = exported(page, notice(page, "failed").get_by_role("button", name="导出答卷文件"))
    assert file["header"] == {"institution": "不让存的机构"}
    asked: list[str] = []
    page.on("dialog", lambda dialog: note_and_stay(dialog, asked))
    page.close(run_before_unload=True)
    expect(institution(page)).to_have_value("不让存的机构")
    assert asked == ["beforeunload"]
    context.close()


def note_and_stay(dialog: Dialog, asked: list[str]) -> None:
    asked.append(dialog.type)
    dialog.dismiss()


def test_a_second_window_looks_on_until_it_takes_over(context: BrowserContext, server: str) -> None:
    """The draft is filled in one window at a time; what the other typed is there when it changes hands."""
    first = opened(context, server)
    institution(first).fill("甲")
    saved(first)
    second = opened(context, server)
    expect(notice(second, "elsewhere")).to_contain_text("另一个窗口")
    expect(second.locator(".assess-main")).to_have_attribute("inert", "")
    institution(first).fill("甲乙")
    saved(first)
    second.get_by_role("button", name="在这里继续填写").click()
    expect(institution(second)).to_have_value("甲乙")
    expect(notice(second, "elsewhere")).to_have_count(0)
    expect(notice(first, "elsewhere")).to_contain_text("另一个窗口")
    institution(second).fill("甲乙丙")
    saved(second)
    first.get_by_role("button", name="另存为新的一份").click()
    institution(first).fill("甲乙丁")
    saved(first)
    assert sorted(draft["title"] for draft in stored(first)) == ["甲乙丁", "甲乙丙"]


def test_no_window_overwrites_what_another_wrote(context: BrowserContext, server: str) -> None:
    """Also when the windows cannot hear each other: the later one goes on as a copy, and says so."""
    page = opened(context, server)
    institution(page).fill("这里的")
    saved(page)
    (draft,) = stored(page)
    stored(page, draft | {"title": "那边的", "revision": draft["revision"] + 1, "answers": {"header": {}}})
    institution(page).fill("这里的新字")
    expect(page.locator(".assess-toast")).to_contain_text("另存为一份新的答卷")
    saved(page)
    assert sorted(draft["title"] for draft in stored(page)) == ["这里的新字", "那边的"]


def test_a_draft_of_the_former_format_opens_and_goes_on(context: BrowserContext, server: str) -> None:
    """A draft as the first version of the site wrote it: nothing is lost, and it is saved in the present format."""
    former = json.loads((DRAFTS / "format-1.json").read_text(encoding="utf-8"))
    page = opened(context, server)
    stored(page, former)
    page.reload()
    expect(institution(page)).to_have_value("河南旧版检测有限公司")
    expect(page.locator('[name="items/16/note"]')).to_have_value("三人档案\n缺考核证明")
    page.locator('[name="header/report_number"]').fill("BG-7")
    saved(page)
    (draft,) = stored(page)
    assert (draft["id"], draft["format"], draft["revision"]) == (former["id"], 2, 1)
    assert draft["answers"].pop("header") == {"institution": "河南旧版检测有限公司", "report_number": "BG-7"}
    former["answers"].pop("header")
    assert draft["answers"] == former["answers"]


def test_a_draft_of_a_later_version_is_kept_and_offered(context: BrowserContext, server: str) -> None:
    """It is not opened, and so not spoiled; its file is there to take away."""
    page = opened(context, server)
    later = {"id": "x", "rubric": "henan-2024", "title": "以后的", "savedAt": "2999", "format": 9, "sheets": [1]}
    stored(page, later)
    page.reload()
    expect(page.locator(".assess-files")).to_be_visible()
    page.get_by_role("button", name="本机的答卷").click()
    assert exported(page, page.get_by_role("button", name="导出「以后的")) == later | {"revision": 0}
    assert stored(page) == [later]


def test_what_is_typed_just_before_leaving_is_kept(context: BrowserContext, server: str) -> None:
    """The page goes in the same turn in which the last letter came."""
    page = opened(context, server)
    page.evaluate("""() => {
        const blank = document.querySelector('[name="header/institution"]');
        for (const text of ["一", "一二", "一二三"]) {
            blank.value = text;
            blank.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }
        location.reload();
    }""")
    expect(institution(page)).to_have_value("一二三")


def busy(context: BrowserContext, server: str) -> Page:
    """Another page that keeps the store to itself."""
    page = opened(context, server, "privacy/")
    page.evaluate(BUSY)
    return page


def test_storage_that_is_slow_is_told_until_all_is_stored(context: BrowserContext, server: str) -> None:
    """Nobody is told that anything is saved before it is; what was typed meanwhile comes after."""
    page = opened(context, server)
    other = busy(context, server)
    institution(page).fill("等着的")
    expect(page.locator('[data-result="saving"]')).to_have_text("正在保存…")
    expect(notice(page, "failed")).to_contain_text("先不要关闭", timeout=20_000)
    institution(page).fill("等着的机构")
    other.evaluate("globalThis.done = true")
    saved(page)
    expect(notice(page, "failed")).to_have_count(0)
    assert [draft["title"] for draft in stored(page)] == ["等着的机构"]


def test_what_is_not_stored_when_a_page_is_hidden_outlives_the_page(context: BrowserContext, server: str) -> None:
    """A phone ends hidden pages without telling them, whatever they are still writing."""
    page = opened(context, server)
    institution(page).fill("先")
    saved(page)
    other = busy(context, server)
    institution(page).fill("先存")
    institution(page).fill("先存着")
    page.evaluate(HIDDEN)
    with suppress(Error):
        page.goto("chrome://crash")
    other.evaluate("globalThis.done = true")
    again = opened(context, server)
    expect(institution(again)).to_have_value("先存着")
    assert [draft["title"] for draft in stored(again)] == ["先存着"]
    assert again.evaluate(PUT_BY) == 0


def test_what_was_put_by_and_stored_after_all_is_no_second_draft(context: BrowserContext, server: str) -> None:
    """The page was hidden, went on writing, and came back."""
    page = opened(context, server)
    other = busy(context, server)
    institution(page).fill("还在")
    page.evaluate(HIDDEN)
    assert page.evaluate(PUT_BY) == 1
    other.evaluate("globalThis.done = true")
    saved(page)
    assert page.evaluate(PUT_BY) == 0
    page.reload()
    expect(institution(page)).to_have_value("还在")
    assert len(stored(page)) == 1


def test_what_cannot_be_recovered_keeps_no_draft_from_opening(context: BrowserContext, server: str) -> None:
    page = opened(context, server)
    institution(page).fill("好的")
    saved(page)
    page.evaluate("localStorage.setItem('zhiping:unsaved:x', '{half')")
    page.reload()
    expect(institution(page)).to_have_value("好的")
    assert page.evaluate(PUT_BY) == 1


def test_a_file_that_is_not_what_is_on_the_page_is_not_exported(context: BrowserContext, server: str) -> None:
    """What the browser was given is read back and compared before anything is said to be exported."""
    page = opened(context, server)
    institution(page).fill("要导出的")
    page.get_by_role("button", name="导出答卷文件").click()
    expect(page.locator(".assess-toast")).to_contain_text("已导出「henan-2024_要导出的_")
    page.evaluate('Blob.prototype.text = async () => \'{"rubric": "henan-2024"}\'')
    page.get_by_role("button", name="导出答卷文件").click()
    expect(page.get_by_role("dialog", name="没有导出")).to_contain_text("不一致")


def test_an_item_that_the_checklist_lost_is_parked(page: Page, server: str) -> None:
    """It is shown, not scored, and written back; a file that has one can be imported all the same."""
    lost = {"verdict": "conforming", "note": "旧版第99项"}
    answers = {"rubric": "henan-2024", "assume": "conforming", "items": {"16": {"findings": {"1": 1}}, "99": lost}}
    draft = {"id": "old", "rubric": "henan-2024", "title": "旧版", "savedAt": "2026-01-01", "answers": answers}
    page.goto(server + FORM)
    stored(page, draft)
    page.reload()
    expect(page.locator(".result-score b")).to_have_text("99.5", timeout=60_000)
    expect(notice(page, "parked")).to_contain_text("2处内容在本表没有位置")
    expect(notice(page, "parked")).to_contain_text('items.99.note："旧版第99项"')
    file = exported(page, page.get_by_role("button", name="导出答卷文件"))
    file.pop("meta")
    assert file == answers
    upload = FilePayload(name="旧.json", mimeType="application/json", buffer=json.dumps(file).encode())
    page.locator('input[type="file"]').set_input_files([upload])
    page.get_by_role("button", name="其余照样导入").click()
    expect(notice(page, "parked")).to_contain_text("2处内容在本表没有位置")
    expect(page.locator(".result-score b")).to_have_text("99.5")
    saved(page)
    assert [kept["answers"] for kept in stored(page)] == [answers, answers]


@pytest.mark.parametrize("path", [FORM, "assess/shanxi-2021-panel/", "assess/tianjin-2025-summary/"])
def test_what_is_filled_in_before_the_script_comes_is_kept(context: BrowserContext, server: str, path: str) -> None:
    with before_the_script(context, server, path) as page:
        field = page.locator('[name^="header/"]').first
        field.fill("还没有准备好的页面")
    saved(page)
    page.reload()
    expect(page.locator('[data-result="saving"]')).to_contain_text("已打开本机答卷")
    expect(field).to_have_value("还没有准备好的页面")
    page.get_by_role("button", name="本机的答卷").click()
    page.get_by_role("button", name="新建一份").click()
    expect(field).to_have_value("")


def test_a_new_one_after_what_came_before_the_script_is_empty(context: BrowserContext, server: str) -> None:
    opened(context, server)
    with before_the_script(context, server) as page:
        page.locator('[name="items/1/verdict"][value="conforming"]').check()
        institution(page).fill("等不及的机构")
    saved(page)
    page.get_by_role("button", name="本机的答卷").click()
    page.get_by_role("button", name="新建一份").click()
    expect(institution(page)).to_have_value("")
    expect(page.locator('[name="items/1/verdict"][value="conforming"]')).not_to_be_checked()


def test_what_is_filled_in_before_the_script_comes_leaves_the_last_draft_alone(
    context: BrowserContext, server: str
) -> None:
    last = opened(context, server)
    institution(last).fill("上次的机构")
    saved(last)
    last.close()
    with before_the_script(context, server) as page:
        institution(page).fill("等不及的机构")
    expect(page.locator(".assess-toast")).to_contain_text("上次的答卷在「本机的答卷」里")
    saved(page)
    assert sorted(draft["title"] for draft in stored(page)) == ["上次的机构", "等不及的机构"]
