"""No answer leaves the device, whatever the form: the browser itself records the requests of pages and workers."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, Request, expect

from tests import chromium
from tests.printing import printed
from tests.test_batch import answers as checklist_of
from tests.test_payloads import example, give, replaced

SECRET = "绝不外传的机构"  # noqa: S105 - an institution's name
FORMS = {
    "henan-2024": "checklist",
    "proficiency-2021-oh": "comparison",
    "shanxi-2021-panel": "panel",
    "tianjin-2025-summary": "summary",
    "deadlines-henan-2024": "deadlines",
}
"""One form of each kind, by its rubric's name."""
FILL = """(words) => {
    const texts = document.querySelectorAll('.assess form :is([name^="header/"][type="text"], [name$="/note"])');
    for (const field of texts) {
        field.value = words;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    return texts.length;
}"""


@contextmanager
def recorded(kind: BrowserType, log: Path, **options: Any) -> Iterator[BrowserContext]:  # noqa: ANN401 - Playwright's
    """A browser of its own that writes down whatever its network does, also for workers.

    Addresses and headers whole, but not each byte of Pyodide in base 64, which nobody could search.
    """
    flags = [*chromium.LEAN, f"--log-net-log={log}", "--net-log-capture-mode=IncludeSensitive"]
    browser = kind.launch(executable_path=chromium.find(), args=flags)
    yield browser.new_context(locale="zh-CN", accept_downloads=True, **options)
    browser.close()


def opened(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """A page and the addresses that it asks for, now and later."""
    page = context.new_page()
    requests: list[str] = []

    def note(sent: Request) -> None:
        assert sent.method == "GET"
        assert not sent.post_data
        if not sent.url.startswith("blob:"):
            requests.append(sent.url)

    page.on("request", note)
    page.goto(address)
    return page, requests


def nothing_told(log: Path, server: str) -> None:
    """By the browser's own record; its own errands have no origin."""
    text = log.read_text(encoding="utf-8")
    events = (event.get("params", {}) for event in json.loads(text)["events"])
    urls = {sent["url"] for sent in events if sent.get("initiator", "").startswith("http")}
    assert any(url.endswith(".wasm") for url in urls), "the record does not see workers"
    assert {url for url in urls if not url.startswith((server, "blob:"))} == set()
    assert {url for url in urls if "?" in url} == set()
    assert SECRET not in unquote(text)


def saved(page: Page) -> None:
    expect(page.locator('[data-result="saving"]')).to_contain_text("已保存在本机浏览器")


def taken_away(page: Page, button: str) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    return download.value.path()


def work(page: Page) -> None:
    """Fill, save, export, import, print, look at the drafts."""
    assert page.evaluate(FILL, SECRET) > 0
    saved(page)
    file = taken_away(page, "导出答卷文件")
    assert SECRET in file.read_text(encoding="utf-8")
    page.locator('.assess-files input[type="file"]').set_input_files(file)
    expect(page.locator(".assess-toast")).to_contain_text("已导入", timeout=30_000)
    saved(page)
    assert printed(page)
    page.get_by_role("button", name="本机的答卷").click()
    expect(page.locator(".assess-drafts")).to_contain_text(SECRET)


def take_in_unit(page: Page, site: Path) -> None:
    unit = example(site, "tianjin-2025-diagnosis") | {"header": {"institution": SECRET}}
    give(page, unit, f"{SECRET}.json", '[data-units="files"]')
    expect(page.locator(".unit input[type=text]").last).to_have_value(SECRET, timeout=30_000)


def test_no_form_asks_for_anything_once_it_is_loaded(browser: Browser, server: str, site: Path, tmp_path: Path) -> None:
    """Forms of every kind, and the page of many results; without offline use, which is a download of its own."""
    log = tmp_path / "net.json"
    with recorded(browser.browser_type, log, service_workers="block") as context:
        for rubric, kind in FORMS.items():
            page, requests = opened(context, f"{server}assess/{rubric}/")
            expect(page.locator(f'.assess[data-kind="{kind}"]')).to_be_visible()
            give(page, replaced(example(site, rubric), lambda _text: False))
            expect(page.locator(".assess-toast")).to_contain_text("已导入", timeout=60_000)
            loaded = settled(page, requests)
            work(page)
            if kind == "summary":
                take_in_unit(page, site)
            assert requests[loaded:] == [], rubric
            page.close()
        many_results(context, server)
    nothing_told(log, server)


def settled(page: Page, requests: list[str]) -> int:
    page.wait_for_load_state("networkidle")
    assert len(requests) > 10
    return len(requests)


def many_results(context: BrowserContext, server: str) -> None:
    page, requests = opened(context, f"{server}assess/many/")
    first, second = (json.loads(checklist_of(name, {})) for name in ("甲", SECRET))
    give(page, first, "a.json", '[data-many="files"]')
    expect(page.locator('[data-many="status"]')).to_contain_text("已计入 1 份", timeout=60_000)
    loaded = settled(page, requests)
    give(page, second, f"{SECRET}.json", '[data-many="files"]')
    expect(page.locator('[data-many="status"]')).to_contain_text("已计入 2 份", timeout=30_000)
    with page.expect_download() as download:
        page.locator('[data-many="table"]').click()
    assert SECRET in download.value.path().read_text(encoding="utf-8")
    with page.expect_download():
        page.locator('[data-many="picture"]').click()
    page.pdf()
    assert requests[loaded:] == []
    page.close()


def test_what_is_kept_for_offline_use_is_asked_for_without_any_answer(
    browser: Browser, server: str, site: Path, tmp_path: Path
) -> None:
    """Files of the list and nothing else, and then nothing at all."""
    log = tmp_path / "net.json"
    listed = json.loads((site / "offline.js").read_text("utf-8").split("FILES = ", 1)[1].split(";\n", 1)[0])
    files = {server + entry["url"].removeprefix("./") for entry in listed} | {f"{server}offline.js"}
    with recorded(browser.browser_type, log) as context:
        sent: list[str] = []
        context.on("request", noting(sent))
        page, requests = opened(context, f"{server}assess/henan-2024/")
        work(page)
        page.locator(".site-footer [data-offline]").get_by_role("button", name="供离线使用").click()
        expect(page.locator(".site-footer [data-offline]")).to_contain_text("已可离线使用", timeout=60_000)
        page.locator('[name="items/16/findings/1"]').fill("3")
        expect(page.locator('.item[data-item="16"] .item-state')).to_have_text("−1.5 / 2 分")
        loaded = settled(page, requests)
        before = len(sent)
        work(page)
        assert requests[loaded:] == []
        assert [url for url in sent[before:] if not url.startswith("blob:")] == []
        assert {url for url in sent if not url.startswith("blob:")} - files == set()
    nothing_told(log, server)


def noting(sent: list[str]) -> Callable[[Request], None]:
    return lambda request: sent.append(request.url)
