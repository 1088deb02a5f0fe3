"""The scorer in a real browser, on a page that holds nothing else."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import scorer
from site_src import scripts
from site_src.load import Data
from site_src.runtime import MANIFEST
from tests.conftest import serving, watched_page
from tests.scorer_page import write_scorer_page

PERFECT = '{"rubric": "henan-2024", "assume": "conforming"}'
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Safari/604.1"


@pytest.fixture(scope="module")
def folder(data: Data, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one page."""
    folder = tmp_path_factory.mktemp("page")
    write_scorer_page(data, folder)
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder) as address:
        yield f"{address}page/"


COUNTED = """
async ([module, root, isKept]) => {
  const { downloads } = await import(module);
  let copies = 0;
  const { clone } = Response.prototype;
  Response.prototype.clone = function () { return copies++, clone.call(this); };
  const told = [];
  const manifest = { files: { "pyodide/manifest.json": 9 }, fallback: {} };
  await downloads(manifest, root, isKept, (...now) => told.push(now)).file("pyodide/manifest.json");
  return { copies, told };
}
"""
SLOW = {"offline": False, "latency": 0, "downloadThroughput": 10_000_000, "uploadThroughput": -1}


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """The files that the `started` page asked for."""
    return []


@pytest.fixture(scope="module")
def started(browser: Browser, address: str, asked: list[str]) -> Iterator[Page]:
    """A page whose scorer started while somebody waited, for the tests that take it no further."""
    with watched_page(browser) as page:
        network = page.context.new_cdp_session(page)
        network.send("Network.emulateNetworkConditions", SLOW)
        page.context.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.goto(address)
        page.evaluate("ended")
        yield page


def test_scores_like_cpython_after_real_progress(started: Page, folder: Path) -> None:
    """Which is told to those who have to wait."""
    assert started.evaluate("text => scorer.score(text)", PERFECT) == scorer.score_json(PERFECT)
    seen = started.evaluate("seen")
    manifest = json.loads((folder / MANIFEST).read_bytes())
    total = sum(manifest["files"].values())
    loaded = [progress[0] for progress in seen["progress"]]
    assert seen["ready"]
    assert seen["errors"] == []
    assert {progress[1] for progress in seen["progress"]} == {total}
    assert loaded == sorted(loaded)
    assert loaded[0] < loaded[-1] == total
    assert len(set(loaded)) > 8, "the parts are told while they come in, not only when they are there"


def test_bad_answers_leave_the_scorer_working(started: Page) -> None:
    bad = '{"rubric": "henan-2024", "items": {"99": {}}}'
    assert started.evaluate("text => scorer.score(text)", bad) == scorer.score_json(bad)
    assert started.evaluate("text => scorer.score(text)", PERFECT) == scorer.score_json(PERFECT)


def test_only_the_newest_of_the_waiting_is_scored(started: Page) -> None:
    results, ran = started.evaluate("""async () => {
        const ran = [];
        const score = latestWins(async (text) => (ran.push(text), await null, text), () => {});
        return [await Promise.all(["1", "2", "3", "4"].map(score)), ran];
    }""")
    assert ran == ["1", "4"]
    assert results == ["1", "4", "4", "4"]


@pytest.mark.console_errors
@pytest.mark.parametrize(
    "lost", ["pyodide.asm.wasm", "pyodide.asm.mjs", "pyodide.mjs", "pyodide-lock.json", "scorer.worker.mjs"]
)
def test_a_start_that_fails_is_told_once(page: Page, address: str, lost: str) -> None:
    page.route(f"**/*{lost}", lambda route: route.fulfill(status=404))
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.goto(address)
    page.evaluate("void [scorer.score('1'), scorer.score('2')]")
    page.evaluate("ended")
    page.wait_for_timeout(200)
    [message] = page.evaluate("seen.errors")
    assert "评分程序未能启动" in message
    assert thrown == []


@pytest.mark.parametrize(("is_kept", "copies", "told"), [(True, 0, [[0, 9], [9, 9]]), (False, 1, [[0, 9]])])
def test_who_has_all_in_the_cache_has_no_bytes_counted(
    page: Page, address: str, is_kept: bool, copies: int, told: list[list[int]]
) -> None:
    """The copy that they are counted on costs as much as reading them."""
    page.goto(address)
    counted = page.evaluate(COUNTED, [f"{address}../{scripts.folder()}downloads.mjs", f"{address}../assets/", is_kept])
    assert counted == {"copies": copies, "told": told}


@pytest.mark.console_errors
@pytest.mark.parametrize("lost", ["python_stdlib.zip", "*.whl"])
def test_a_fallback_that_fails_is_told_once(page: Page, address: str, lost: str) -> None:
    """These two are asked for only where the snapshot cannot be restored."""
    for file in ("snapshot.gz", lost):
        page.route(f"**/{file}", lambda route: route.fulfill(status=404))
    page.goto(address)
    page.evaluate("ended")
    page.wait_for_timeout(200)
    [message] = page.evaluate("seen.errors")
    assert "评分程序未能启动" in message


@pytest.mark.usefixtures("started")
def test_the_library_is_not_fetched_where_the_snapshot_is_restored(asked: list[str]) -> None:
    runtime = [name for name in asked if name.endswith((".gz", ".zip", ".whl", ".wasm", "lock.json"))]
    assert sorted(runtime) == ["pyodide-lock.json", "pyodide.asm.wasm", "snapshot.gz"]


def test_the_snapshot_is_restored_where_python_may_not_use_a_program_of_its_own(browser: Browser, address: str) -> None:
    """Its caller of what is written in C: on iPhones Pyodide leaves it out, and other WebKits do not take it."""
    asked: list[str] = []
    with watched_page(browser, user_agent=IPHONE) as page:
        page.context.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.goto(address)
        page.evaluate("ended")
        assert page.evaluate("text => scorer.score(text)", PERFECT) == scorer.score_json(PERFECT)
    assert "snapshot.gz" in asked
    assert "python_stdlib.zip" not in asked


def broken(snapshot: bytes, how: str) -> bytes:
    """What a browser may receive instead of the snapshot."""
    if how == "nothing":
        return b""
    if how == "cut off":
        return snapshot[: len(snapshot) // 2]
    memory = gzip.decompress(snapshot)
    return gzip.compress(memory[:16] + bytes(32) + memory[48:], compresslevel=1)


@pytest.mark.console_errors
@pytest.mark.parametrize("how", ["nothing", "cut off", "of another build"])
def test_without_the_snapshot_it_starts_the_ordinary_way_and_says_the_same(
    page: Page, address: str, folder: Path, how: str
) -> None:
    [snapshot] = (folder / "assets" / "pyodide").glob("*/snapshot.gz")
    page.route("**/snapshot.gz", lambda route: route.fulfill(body=broken(snapshot.read_bytes(), how)))
    page.goto(address)
    assert page.evaluate("text => scorer.score(text)", PERFECT) == scorer.score_json(PERFECT)
    seen = page.evaluate("seen")
    assert (seen["errors"], seen["ready"]) == ([], True)
    assert seen["progress"][-1][0] == seen["progress"][-1][1]


@pytest.mark.console_errors
def test_damaged_wasm_is_told_and_not_waited_for(page: Page, address: str) -> None:
    """Pyodide itself would only warn and hang."""
    page.route("**/pyodide.asm.wasm", lambda route: route.fulfill(body=b"\0asm", content_type="application/wasm"))
    page.goto(address)
    page.evaluate("ended")
    assert not page.evaluate("seen.ready")
