"""The scorer in a real browser, on a page that holds nothing else."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

import scorer
from site_src import bundle
from site_src.load import Data
from tests.conftest import serving

PERFECT = '{"rubric": "henan-2024", "assume": "conforming"}'
PAGE = """<!doctype html><meta charset="utf-8"><title>scorer</title><link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'self' data:; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; worker-src 'self' blob:">
<script type="module">
  import { startScorer, latestWins } from "../assets/scorer.mjs";
  const seen = { progress: [], errors: [], ready: false };
  const ended = Promise.withResolvers();
  const scorer = startScorer({
    onProgress: (loaded, total) => seen.progress.push([loaded, total]),
    onReady: () => ended.resolve((seen.ready = true)),
    onError: (message) => ended.resolve(seen.errors.push(message)),
  });
  Object.assign(window, { seen, scorer, latestWins, ended: ended.promise });
</script>"""


@pytest.fixture(scope="module")
def folder(data: Data, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one page, below a folder of its own."""
    folder = tmp_path_factory.mktemp("page")
    for uri, content in bundle.files(data):
        target = folder / uri
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    for module in ("scorer.mjs", "scorer.worker.mjs"):
        shutil.copy(bundle.ROOT / "site_src" / "theme" / "assets" / module, folder / "assets")
    (folder / "page").mkdir()
    (folder / "page" / "index.html").write_text(PAGE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder) as address:
        yield f"{address}page/"


def test_scores_like_cpython_after_real_progress(page: Page, address: str, folder: Path) -> None:
    page.goto(address)
    assert page.evaluate("text => scorer.score(text)", PERFECT) == scorer.score_json(PERFECT)
    seen = page.evaluate("seen")
    manifest = json.loads((folder / "assets" / "pyodide" / "manifest.json").read_bytes())
    total = sum(manifest["files"].values())
    loaded = [progress[0] for progress in seen["progress"]]
    assert seen["ready"]
    assert seen["errors"] == []
    assert {progress[1] for progress in seen["progress"]} == {total}
    assert loaded == sorted(loaded)
    assert (loaded[0], loaded[-1]) == (0, total)
    assert len(set(loaded)) > 8, "the parts are told while they come in, not only when they are there"


def test_bad_answers_leave_the_scorer_working(page: Page, address: str) -> None:
    page.goto(address)
    bad = '{"rubric": "henan-2024", "items": {"99": {}}}'
    assert page.evaluate("text => scorer.score(text)", bad) == scorer.score_json(bad)
    assert page.evaluate("text => scorer.score(text)", PERFECT) == scorer.score_json(PERFECT)


def test_only_the_newest_of_the_waiting_is_scored(page: Page, address: str) -> None:
    page.goto(address)
    results, ran = page.evaluate("""async () => {
        const ran = [];
        const score = latestWins(async (text) => (ran.push(text), await null, text), () => {});
        return [await Promise.all(["1", "2", "3", "4"].map(score)), ran];
    }""")
    assert ran == ["1", "4"]
    assert results == ["1", "4", "4", "4"]


@pytest.mark.console_errors
@pytest.mark.parametrize("lost", ["pyodide.asm.wasm", "pyodide.asm.mjs", "python_stdlib.zip", "manifest.json", "*.whl"])
def test_a_start_that_fails_is_told_once(page: Page, address: str, lost: str) -> None:
    page.route(f"**/{lost}", lambda route: route.fulfill(status=404))
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.goto(address)
    page.evaluate("void [scorer.score('1'), scorer.score('2')]")
    page.evaluate("ended")
    page.wait_for_timeout(200)
    [message] = page.evaluate("seen.errors")
    assert "评分程序未能启动" in message
    assert thrown == []


@pytest.mark.console_errors
def test_damaged_wasm_is_told_and_not_waited_for(page: Page, address: str) -> None:
    """Pyodide itself would only warn and hang."""
    page.route("**/pyodide.asm.wasm", lambda route: route.fulfill(body=b"\0asm", content_type="application/wasm"))
    page.goto(address)
    page.evaluate("ended")
    assert not page.evaluate("seen.ready")


@pytest.mark.console_errors
def test_the_worker_cannot_ask_others(page: Page, address: str, folder: Path) -> None:
    """The page's policy binds the worker, because it starts from a blob."""
    page.goto(address)
    page.evaluate("ended")
    [worker] = page.workers
    ask = "url => fetch(url, { mode: 'no-cors' }).then(() => 'sent', () => 'blocked')"
    own = address.removesuffix("page/")
    with serving(folder) as other:
        outcomes = [worker.evaluate(ask, f"{site}assets/pyodide/manifest.json") for site in (own, other)]
    assert outcomes == ["sent", "blocked"]
