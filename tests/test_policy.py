"""The content security policy: every page has it, it is kept, and it stops what it is there to stop."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, override

import pytest
from playwright.sync_api import Page, expect

from site_src.bundle import ROOT
from site_src.policy import with_policy
from tests.conftest import serving
from tests.test_site import COUNT_STOPPED

ASSETS = sorted((ROOT / "site_src" / "theme" / "assets").glob("*.mjs"))
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|setHTML|srcdoc"
    r"|\beval\b|new Function|setAttribute\(\s*[\"']on|javascript:"
)
HASH = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
ASK = "url => fetch(url, { mode: 'no-cors' }).then(() => 'sent', () => 'blocked')"


def test_the_policy_comes_first_and_names_the_scripts_of_the_page() -> None:
    page = '<head><meta charset="utf-8"><title>x</title><script>alert(1)</script><script src="a.js"></script></head>'
    html = with_policy(page)
    assert html.startswith(
        '<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src'
    )
    assert re.findall(r"script-src ([^;]*);", html) == [f"'self' 'wasm-unsafe-eval' {HASH}"]
    assert html.endswith(page.partition('"utf-8">')[2])


def test_only_a_page_that_reloads_itself_may_run_any_inline_script() -> None:
    page = '<meta charset="utf-8"><script>alert(1)</script>'
    assert "script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline';" in with_policy(page, reloading=True)
    assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-" in with_policy(page)


def test_a_page_without_a_charset_is_refused() -> None:
    with pytest.raises(ValueError, match="charset"):
        with_policy("<title>x</title>")


class _Head(HTMLParser):
    """The first elements of a page, and all that an inline handler would be."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[dict[str, str | None]] = []
        self.handlers: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append({"tag": tag, **dict(attrs)})
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


def test_every_page_has_a_policy_and_no_inline_handler(site: Path) -> None:
    for file in site.rglob("*.html"):
        head = _Head()
        head.feed(file.read_text("utf-8"))
        html, top, charset, policy = head.tags[:4]
        assert (html["tag"], top["tag"], charset.get("charset")) == ("html", "head", "utf-8"), file
        assert policy["http-equiv"] == "Content-Security-Policy", file
        [scripts] = re.findall(r"script-src ([^;]*)", policy["content"] or "")
        assert "unsafe-inline" not in scripts, file
        assert "'unsafe-eval'" not in scripts, file
        assert head.handlers == [], file


@pytest.mark.parametrize("module", ASSETS, ids=lambda path: path.stem)
def test_no_script_of_ours_makes_markup_or_code_of_text(module: Path) -> None:
    assert MARKUP.findall(module.read_text("utf-8")) == []


@pytest.mark.parametrize("address", ["", "documents/norm-2022/", "assess/henan-2024/"])
def test_nothing_is_stopped_while_searching_scoring_and_printing(page: Page, server: str, address: str) -> None:
    """That every kind of page opens unhindered is seen with its looks (`test_site.py`)."""
    page.add_init_script(COUNT_STOPPED)
    page.goto(server + address)
    page.get_by_role("textbox", name="搜索").first.fill("样品")
    expect(page.locator(".md-search-result__link").first).to_be_attached()
    if address.startswith("assess/"):
        expect(page.locator(".result-body [data-result=progress]")).to_have_text("0 / 34 项", timeout=30_000)
    page.pdf()
    assert page.evaluate("stopped") == []


@pytest.mark.console_errors
def test_neither_page_nor_workers_can_ask_others(page: Page, server: str, site: Path) -> None:
    """The scorer's worker and the theme's search worker are bound like the page."""
    page.goto(f"{server}assess/henan-2024/")
    expect(page.locator(".result-body [data-result=progress]")).to_have_text("0 / 34 项", timeout=30_000)
    page.get_by_role("textbox", name="搜索").fill("样品")
    expect(page.locator(".md-search-result__link").first).to_be_attached()
    places: list[Callable[[str, str], Any]] = [page.evaluate, *(worker.evaluate for worker in page.workers)]
    with serving(site) as other:
        asked = [[ask(ASK, f"{host}about/") for host in (server, other)] for ask in places]
    assert asked == [["sent", "blocked"]] * 3


@pytest.mark.console_errors
def test_an_injected_script_does_not_run(page: Page, server: str) -> None:
    page.goto(f"{server}about/")
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = 'script'";
        document.body.append(script);
        const picture = document.createElement("div");
        picture.innerHTML = '<img src="nowhere.png" onerror="window.ran = 1">';
        document.body.append(picture);
    }""")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    later = "() => { try { return new Function('return 1')(); } catch { return 'stopped'; } }"
    assert page.evaluate(f"new Promise((tell) => setTimeout(() => tell(({later})())))") == "stopped"
