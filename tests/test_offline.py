"""离线使用, with a server that is really gone, and with a site that really changes."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from site_src import scripts
from site_src.bundle import ROOT
from site_src.offline import WORKER, write_worker
from tests.conftest import serving, watched_page
from tests.printing import printed, squeezed
from tests.test_plain_form import judge

FORM = "assess/false-report-2022/"
UPDATE = """async () => {
  const registration = await navigator.serviceWorker.ready;
  await registration.update();
  const { installing } = registration;
  return new Promise((done) => installing.addEventListener("statechange", () => done(installing.state)));
}"""
"""What becomes of a newer version."""
READY = "可离线使用"


@pytest.fixture
def own_site(site: Path, tmp_path: Path) -> Path:
    """A site that a test may change."""
    return shutil.copytree(site, tmp_path / "site", copy_function=_link)


@pytest.fixture
def small_site(site: Path, tmp_path: Path) -> Path:
    """Enough of a site to be kept in a moment: nothing to read and no Python, which a form can do without."""
    without = shutil.ignore_patterns("documents", "rubrics", "data", "pyodide")
    small = shutil.copytree(site, tmp_path / "small", copy_function=_link, ignore=without)
    list_files(small)
    return small


def _link(source: str, target: str) -> None:
    Path(target).hardlink_to(source)


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    with watched_page(browser, may_log_errors=True, offline=True) as page:
        yield page


def offline(page: Page) -> Locator:
    return page.locator(".site-footer [data-offline]")


def keep(page: Page, address: str) -> None:
    page.goto(address)
    offline(page).get_by_role("button", name="供离线使用").click()
    expect(offline(page)).to_contain_text(READY, timeout=60_000)


def saved(page: Page) -> None:
    expect(page.locator('[data-result="saving"]')).to_contain_text("已保存在本机浏览器")


def caches(page: Page) -> list[str]:
    found: list[str] = page.evaluate("caches.keys()")
    return found


def rewrite_site(site: Path, before: str, after: str) -> None:
    """The site as the next build publishes it, with a new list."""
    page = site / FORM / "index.html"
    text = page.read_text("utf-8").replace(before, after)
    page.unlink()
    page.write_text(text, "utf-8")
    list_files(site)


def list_files(site: Path) -> None:
    """As the build does it."""
    (site / WORKER).unlink()
    shutil.copy(ROOT / "site_src" / "theme" / WORKER, site / WORKER)
    write_worker(site, fixed=True)


def test_the_privacy_page_says_how_much_comes(site: Path) -> None:
    """About as much as the worker counts while it comes in."""
    megabytes = sum(map(int, re.findall(r'"size":(\d+)', (site / WORKER).read_text("utf-8")))) / 1e6
    page = (site / "privacy" / "index.html").read_text("utf-8").replace("&nbsp;", "\u00a0")
    [said] = re.findall("供离线使用的页面和程序，约 (\\d+)\u00a0MB", page)
    assert int(said) == pytest.approx(megabytes, rel=0.1)


def test_everything_works_without_a_network_after_one_word(own_site: Path, visitor: Page) -> None:
    """Reading, searching, filling, scoring, keeping, printing: the server is gone."""
    with serving(own_site) as address:
        keep(visitor, address)
    visitor.goto(address + FORM)
    judge(visitor, "1", "nonconforming")
    expect(visitor.locator(".result-body")).to_contain_text("涉嫌", timeout=30_000)
    visitor.reload()
    expect(visitor.locator(".result-body")).to_contain_text("涉嫌", timeout=30_000)
    assert squeezed("涉嫌") in printed(visitor)
    for place in ("documents/norm-2022/#article-18", "industries/?q=2312", "privacy/", "rubrics/henan-2024/", ""):
        visitor.goto(address + place)
        expect(visitor.locator("h1").first).to_be_visible()
    visitor.get_by_role("textbox", name="搜索").first.fill("虚假报告")
    expect(visitor.locator(".md-search-result__item").first).to_be_visible()
    visitor.goto(f"{address}no/such/page/")
    expect(visitor.locator("h1")).to_be_visible()


def test_a_draft_that_was_begun_with_the_network_is_there_without_it(own_site: Path, visitor: Page) -> None:
    with serving(own_site) as address:
        visitor.goto(address + "assess/henan-2024/")
        visitor.locator('[name="header/institution"]').fill("出发前的机构")
        offline(visitor).get_by_role("button", name="供离线使用").click()
        expect(offline(visitor)).to_contain_text(READY, timeout=60_000)
    visitor.reload()
    expect(visitor.locator('[name="header/institution"]')).to_have_value("出发前的机构")
    visitor.locator('[name="items/16/findings/1"]').fill("3")
    expect(visitor.locator('.item[data-item="16"] .item-state')).to_have_text("−1.5 / 2 分", timeout=30_000)
    with visitor.expect_download() as download:
        visitor.get_by_role("button", name="导出答卷文件").click()
    assert "出发前的机构" in download.value.path().read_text("utf-8")


def test_nothing_is_kept_unasked(own_site: Path, visitor: Page) -> None:
    with serving(own_site) as address:
        visitor.goto(address + FORM)
        judge(visitor, "1", "nonconforming")
        expect(visitor.locator(".result-body")).to_contain_text("涉嫌", timeout=30_000)
        assert visitor.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_whoever_leaves_while_it_is_coming_in_has_nothing_of_it(small_site: Path, visitor: Page) -> None:
    """The button stays the same while files come in: one that is put anew under a finger is not clicked."""
    late = small_site / "search" / "search_index.json"
    whole = late.rename(late.with_suffix(".whole"))
    os.mkfifo(late)
    with serving(small_site) as address:
        visitor.goto(address)
        offline(visitor).get_by_role("button", name="供离线使用").click()
        expect(offline(visitor)).to_contain_text("正在下载全站")
        cancel = offline(visitor).get_by_role("button", name="取消").element_handle()
        with late.open("wb"):  # from when the server comes to it until it may go on
            expect(offline(visitor)).to_contain_text(" MB")
            cancel.click()
        expect(offline(visitor)).to_contain_text("已退出")
        whole.replace(late)
        visitor.reload()
        expect(offline(visitor)).to_contain_text("没有网络时也要用？")
        assert caches(visitor) == []
        keep(visitor, address)


def test_a_new_version_in_one_window_leaves_what_is_filled_in_another(small_site: Path, visitor: Page) -> None:
    """The other window is told, goes on with its own version and its draft, and changes when its visitor says so."""
    with serving(small_site) as address:
        keep(visitor, address)
        visitor.goto(address + FORM)
        judge(visitor, "1", "nonconforming")
        saved(visitor)
        rewrite_site(small_site, "涉嫌", "新版")
        other = visitor.context.new_page()
        other.goto(address)
        expect(offline(other)).to_contain_text("有新版本", timeout=60_000)
        offline(other).get_by_role("button", name="换成新版本").click()
        expect(offline(other)).to_contain_text(READY)
        expect(offline(visitor)).to_contain_text("已在另一个窗口换成新版本")
    judge(visitor, "2", "nonconforming")
    saved(visitor)
    expect(visitor.locator("h1")).to_contain_text("涉嫌")
    offline(visitor).get_by_role("button", name="刷新本页").click()
    expect(visitor.locator("h1")).to_contain_text("新版")
    for item in ("1", "2"):
        expect(visitor.locator(f'[name="items/{item}/verdict"][value="nonconforming"]')).to_be_checked()


def test_a_new_version_comes_whole_and_when_the_visitor_says_so(small_site: Path, visitor: Page) -> None:
    with serving(small_site) as address:
        keep(visitor, address + FORM)
        judge(visitor, "1", "nonconforming")
        rewrite_site(small_site, "涉嫌", "新版")
        visitor.goto(address + FORM)
        expect(offline(visitor)).to_contain_text("有新版本", timeout=60_000)
        expect(visitor.locator("h1")).not_to_contain_text("新版")
        offline(visitor).get_by_role("button", name="换成新版本").click()
        expect(visitor.locator("h1")).to_contain_text("新版")
        expect(visitor.locator('[name="items/1/verdict"][value="nonconforming"]')).to_be_checked()
        expect(offline(visitor)).to_contain_text(READY)


def test_half_a_version_is_never_kept(small_site: Path, visitor: Page) -> None:
    """While a host is being updated, the list may be new and a page old, or missing."""
    with serving(small_site) as address:
        keep(visitor, address)
        rewrite_site(small_site, "涉嫌", "新版")
        with (small_site / FORM / "index.html").open("a") as page:
            page.write("<!-- not what the list says -->")
        visitor.goto(address + FORM)
        assert visitor.evaluate(UPDATE) == "redundant"
        expect(offline(visitor)).to_contain_text(READY, timeout=60_000)
    visitor.goto(address + FORM)
    expect(visitor.locator("h1")).to_contain_text("涉嫌")


def test_what_cannot_be_kept_whole_is_not_kept(small_site: Path, visitor: Page) -> None:
    (small_site / "notes" / "index.html").unlink()
    with serving(small_site) as address:
        visitor.goto(address)
        offline(visitor).get_by_role("button", name="供离线使用").click()
        expect(offline(visitor)).to_contain_text("没有下载完整", timeout=60_000)
        expect(offline(visitor).get_by_role("button", name="供离线使用")).to_be_visible()


def test_leaving_is_one_click_and_leaves_nothing(small_site: Path, visitor: Page) -> None:
    with serving(small_site) as address:
        keep(visitor, address)
        assert [name.startswith("zhiping-") for name in caches(visitor)] == [True]
        offline(visitor).get_by_role("button", name="退出离线使用").click()
        expect(offline(visitor)).to_contain_text("已退出")
        visitor.goto(address + FORM)
        expect(offline(visitor).get_by_role("button", name="供离线使用")).to_be_visible()
        assert caches(visitor) == []
        assert visitor.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_a_site_is_kept_complete(site: Path) -> None:
    """Every page and script stands in the worker's list with what the browser checks it by."""
    text = (site / "offline.js").read_text("utf-8")
    listed = {entry["url"]: entry for entry in json.loads(text.split("FILES = ", 1)[1].split(";\n", 1)[0])}
    assert {"./", "404.html", FORM, "search/search_index.json", f"{scripts.folder()}form.mjs"} <= set(listed)
    assert [url for url in listed if url.startswith("data/")] == []
    assert all(entry["integrity"].startswith("sha256-") and entry["size"] > 0 for entry in listed.values())
