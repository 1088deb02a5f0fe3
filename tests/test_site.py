"""The built site as a whole: every link leads somewhere, and every kind of page is accessible and works unhindered."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import override
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page

import scorer
from site_src.bundle import ROOT
from tests.conftest import watched_page

AT_REST = """() => Promise.allSettled(
    document.getAnimations().filter((one) => one instanceof CSSTransition).map(({ finished }) => finished))"""
"""Until then a color is on its way from one to another."""
AXE = ROOT / "site_src" / "node_modules" / "axe-core" / "axe.min.js"
KINDS = {
    "home": "",
    "documents": "documents/",
    "checklists": "rubrics/",
    "forms": "assess/",
    "notice": "documents/notice-2014/",
    "norm": "documents/norm-2022/",
    "plan with tables": "documents/shanxi-2021/",
    "document with forms": "documents/henan-2024/",
    "checklist": "rubrics/henan-2024/",
    "form": "assess/henan-2024/",
    "checklist in parts": "rubrics/shanxi-2021-report/",
    "form in parts": "assess/shanxi-2021-report/",
    "comparison": "rubrics/proficiency-2021-oh/",
    "comparison form": "assess/proficiency-2021-radiation/",
    "comparisons": "proficiency/",
    "panel": "rubrics/shanxi-2021-panel/",
    "panel form": "assess/shanxi-2021-panel/",
    "summary": "rubrics/tianjin-2025-summary/",
    "summary form": "assess/tianjin-2025-summary/",
    "many results": "assess/many/",
    "deadlines": "deadlines/",
    "deadlines of a document": "rubrics/deadlines-tianjin-2025/",
    "deadlines form": "assess/deadlines-tianjin-2025/",
    "industries": "industries/",
    "industries compared": "industries/difference/",
    "industry asked for": "industries/?words=34",
    "institutions": "institutions/",
    "notes": "notes/",
    "requirements": "requirements/",
    "data": "data/",
    "prose": "about/",
    "measurements": "benchmarks/",
    "privacy": "privacy/",
    "not found": "404.html",
}
PAPER = 634
"""The pixels between the margins of A4, upright and across."""
ACROSS = 1047
# How wide the page is without its sheets across, and how wide these are.
SHEETS = """() => {
  const across = [...document.querySelectorAll(".page > *")].filter((e) => getComputedStyle(e).page === "landscape");
  const widest = Math.max(0, ...across.map((sheet) => sheet.scrollWidth));
  for (const sheet of across) sheet.style.display = "none";
  const upright = document.documentElement.scrollWidth;
  for (const sheet of across) sheet.style.display = "";
  return [upright, widest];
}"""
# In tables: 3.10 broken after 3.1 would be another number, and 16 without its 毫秒 none at all.
BROKEN_NUMBERS = """[...document.querySelectorAll("main :is(th, td, time)")].flatMap((cell) => {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const broken = [];
  while (walker.nextNode()) {
    for (const {0: number, index} of walker.currentNode.data.matchAll(/\\d[\\d.]*(?:\\d|\\s(?:毫?秒|[kM]B))/g)) {
      const range = new Range();
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + number.length);
      if (new Set([...range.getClientRects()].map(({top}) => top)).size > 1) broken.push(cell.textContent);
    }
  }
  return broken;
})"""
SCROLLED_TABLES = """[...document.querySelectorAll(".table")]
  .filter((table) => table.scrollWidth > table.clientWidth + 200)
  .map((table) => {
    table.scrollLeft = 200;
    const {left} = table.getBoundingClientRect();
    const cells = [...table.querySelectorAll("tbody > tr > *")];
    const fixed = cells.filter((cell) => getComputedStyle(cell).position === "sticky");
    return fixed.every((cell) => Math.abs(cell.getBoundingClientRect().left - left) < 1) ? fixed.length : 0;
  })"""
# On a phone what is touched is as large as a finger needs.
BY_FINGER = "{'target-size': {enabled: innerWidth < 600}}"
COUNT_STOPPED = """window.stopped = [];
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
  stopped.push(`${violatedDirective} ${blockedURI} ${sample}`));"""
PRINT = "for (const type of ['beforeprint', 'afterprint']) dispatchEvent(new Event(type))"
LOOKS = {"wide and light": (1280, "light"), "narrow and dark": (360, "dark")}


class _Links(HTMLParser):
    """Ids and internal links of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids |= {given[name] or "" for name in ("id", "name") if name in given}
        self.links += [given[name] or "" for name in ("href", "src") if name in given and tag != "base"]


@pytest.fixture(scope="module")
def parsed(site: Path) -> dict[str, _Links]:
    """Every page by its address."""
    pages = {}
    for file in sorted(site.rglob("*.html")):
        links = _Links()
        links.feed(file.read_text(encoding="utf-8"))
        pages[f"/{file.relative_to(site).as_posix().removesuffix('index.html')}"] = links
    return pages


def test_every_internal_link_leads_somewhere(site: Path, parsed: dict[str, _Links]) -> None:
    """Files exist, and so do the anchors in them."""
    broken = {address: list(_broken(site, parsed, address, page)) for address, page in parsed.items()}
    assert {address: links for address, links in broken.items() if links} == {}


def _broken(site: Path, parsed: dict[str, _Links], address: str, page: _Links) -> Iterator[str]:
    for link in page.links:
        target = urlsplit(urljoin(address, link))
        path = unquote(target.path)
        if target.scheme or link.startswith("mailto:") or address == "/404.html":
            continue
        if path in parsed:
            if target.fragment and unquote(target.fragment) not in parsed[path].ids:
                yield link
        elif not (site / path.lstrip("/")).is_file():
            yield link


def test_every_address_in_a_result_exists(parsed: dict[str, _Links]) -> None:
    """A deduction links to the printed clause behind it; so must every rule, part and grade of every rubric."""
    for rubric in scorer.rubrics():
        result = json.loads(scorer.score_json(json.dumps({"rubric": rubric})))["result"]
        for href in _hrefs(result):
            path, _, anchor = href.partition("#")
            assert anchor in parsed[f"/{path}"].ids, href


def _hrefs(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, member in value.items():
            if key == "href":
                yield member
            yield from _hrefs(member)
    if isinstance(value, list):
        for member in value:
            yield from _hrefs(member)


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[Page]:
    """Chromium itself looks for a favicon beside the stand-alone 404 page."""
    with watched_page(browser, may_log_errors=True) as page:
        page.add_init_script(COUNT_STOPPED)
        yield page


def look(page: Page, name: str) -> None:
    width, scheme = LOOKS[name]
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media="screen", color_scheme="dark" if scheme == "dark" else "light")


@pytest.fixture(scope="module", params=list(product(LOOKS, KINDS)), ids=" · ".join)
def visited(request: pytest.FixtureRequest, opened: Page, server: str) -> Page:
    """Every kind of page in every look, loaded once for all that is asked of it."""
    name, kind = request.param
    look(opened, name)
    opened.goto(server + KINDS[kind])
    return opened


@pytest.mark.parametrize("visited", list(product(["wide and light"], KINDS)), ids=" · ".join, indirect=True)
def test_no_page_is_wider_than_its_screen(visited: Page) -> None:
    """What is wide scrolls inside the page, not with it; on a phone, on a tablet and on paper."""
    for width in (360, 768):
        visited.set_viewport_size({"width": width, "height": 760})
        assert visited.evaluate("document.documentElement.scrollWidth") <= width, width
        assert visited.evaluate(BROKEN_NUMBERS) == [], width
    visited.emulate_media(media="print")
    visited.set_viewport_size({"width": PAPER, "height": 900})
    upright, across = visited.evaluate(SHEETS)
    assert (upright <= PAPER, across <= ACROSS) == (True, True), (upright, across)
    look(visited, "wide and light")


def test_the_policy_stops_nothing(visited: Page) -> None:
    """Neither while a page opens nor while it makes itself ready to be printed."""
    visited.evaluate(PRINT)
    assert visited.evaluate("stopped") == []


def test_axe_finds_nothing(visited: Page) -> None:
    """Checked by axe-core on every kind of page, wide and light as well as narrow and dark."""
    visited.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    visited.evaluate(AXE.read_text("utf-8"))
    visited.evaluate(AT_REST)
    options = f"{{rules: {BY_FINGER}, resultTypes: ['violations']}}"
    found = visited.evaluate(f"axe.run({options}).then(({{violations}}) => violations)")
    told = [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}" for one in found]
    assert told == []


def test_the_first_column_stays_in_view(browser: Browser, server: str) -> None:
    """What names a row is still there when its table has been scrolled on a phone, also under merged cells."""
    with watched_page(browser) as page:
        page.set_viewport_size({"width": 360, "height": 760})
        for address in ("documents/henan-2024/", "documents/shanxi-2021/", "documents/tianjin-2025/"):
            page.goto(server + address)
            scrolled = page.evaluate(SCROLLED_TABLES)
            assert scrolled
            assert 0 not in scrolled, address
