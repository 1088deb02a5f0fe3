"""Two built sites in, what a first visit transfers out: a page to read and a form of ours, beside plain Material's."""

from pathlib import Path

from playwright.sync_api import Page

from tests.bench.browsing import new_profile
from tests.bench.server import serving

READ = {"document": "documents/norm-2022/", "checklist": "rubrics/henan-2024/"}
FORM = "assess/henan-2024/"
PYTHON = "/assets/pyodide/"


def measure(site: Path, plain: Path) -> dict[str, dict[str, dict[str, int]]]:
    """By kind of page and site: requests, bytes, and of them those for Python."""
    pages = {kind: {"ours": transfer(site, page), "plain": transfer(plain, page)} for kind, page in READ.items()}
    return pages | {"form": {"ours": transfer(site, FORM, graded=True), "plain": transfer(plain, FORM)}}


def transfer(site: Path, address: str, *, graded: bool = False) -> dict[str, int]:
    """All bytes on the wire, heads of answers included, of a first visit until nothing more is asked."""
    with serving(site) as served, new_profile() as context:
        page = context.new_page()
        page.goto(served.address + address)
        page.wait_for_load_state("networkidle")
        if graded:
            _grade(page)
        page.wait_for_timeout(1000)
    python = [size for path, size in served.sent if PYTHON in path]
    return {
        "requests": len(served.sent),
        "bytes": sum(size for _, size in served.sent),
        "python_requests": len(python),
        "python_bytes": sum(python),
    }


def _grade(page: Page) -> None:
    page.locator('button[data-action="rest-conforms"]').first.click()
    page.locator('.grade[data-rank]:not([data-rank="none"])').first.wait_for(state="attached", timeout=120_000)
