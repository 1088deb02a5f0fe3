"""`python -m scorer` keeps its contract: the result alone on standard output, every problem on standard error."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import scorer
from scorer.__main__ import main
from scorer.codec import dumps
from site_src.bundle import ROOT

GOOD = {"rubric": "henan-2024", "assume": "conforming", "items": {"21": {"findings": {"1a": 1, "2b": {"1": 1}}}}}


def run(*arguments: str, stdin: bytes = b"", environment: dict[str, str] | None = None) -> tuple[int, str, list[str]]:
    """Exit status, standard output, and the lines on standard error."""
    command = [sys.executable, "-m", "scorer", *arguments]
    ran = subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, check=False, env=environment)
    assert b"Traceback" not in ran.stderr
    return ran.returncode, ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8").splitlines()


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return tmp_path / "answers.json"


def test_a_result_is_printed_as_json(answers: Path) -> None:
    answers.write_text(json.dumps(GOOD), "utf-8")
    status, printed, problems = run("score", "henan-2024", str(answers))
    assert (status, problems) == (0, [])
    result = json.loads(printed)
    assert (result["score"], result["grade"], result["items"]["21"]["deduction"]) == ("95.5", "优秀", "4.5")
    assert printed == dumps(scorer.score(json.dumps(GOOD)), indent=1) + "\n"


def test_standard_input_gives_the_same_bytes_whatever_the_locale() -> None:
    text = json.dumps(GOOD).encode()
    status, printed, problems = run("score", "henan-2024", "-", stdin=text, environment={"LC_ALL": "C"})
    assert (status, problems) == (0, [])
    assert printed == dumps(scorer.score(text.decode()), indent=1) + "\n"


def test_a_byte_order_mark_is_ignored(answers: Path) -> None:
    answers.write_text(json.dumps(GOOD), "utf-8-sig")
    status, printed, _ = run("score", "henan-2024", str(answers))
    assert status == 0
    assert json.loads(printed)["score"] == "95.5"


def test_rubrics_are_listed() -> None:
    assert run("rubrics") == (0, "\n".join(scorer.rubrics()) + "\n", [])


BAD: dict[str, tuple[bytes, list[str]]] = {
    "every problem on its own line": (
        b'{"rubric": "henan-2024", "items": {"99": {}, "11": {"findings": {"1": -1, "2": 1}}, "a\\nb": {}}}',
        [
            "items.99: henan-2024 has no such item",
            "items.11.findings.1: a count cannot be negative: -1",
            "items.11.findings.2: item 11 has no such rule; its rules: 1",
            'items["a\\nb"]: henan-2024 has no such item',
        ],
    ),
    "not JSON": (b"rubric: henan-2024", ["(file): is not JSON: Expecting value (line 1, column 1)"]),
    "not UTF-8": (json.dumps({"rubric": "河南"}, ensure_ascii=False).encode("gb18030"), ["(file): is not UTF-8 text"]),
    "UTF-16": (json.dumps(GOOD).encode("utf-16"), ["(file): is not UTF-8 text"]),
    "half a character": (
        b'{"rubric": "\\ud83d"}',
        ['rubric: there is no rubric "\\ud83d"; known: ' + ", ".join(scorer.rubrics())],
    ),
    "no rubric": (b'{"items": {"99": {}}}', ["rubric: is missing", "items.99: henan-2024 has no such item"]),
    "nested deeply": (b"[" * 1_000_000, ["(file): is nested more than 20 levels deep"]),
    "50 MB": (b" " * 50_000_000 + b"{}", ["(file): is larger than 2000000 bytes"]),
    "empty": (b"", ["(file): is not JSON: Expecting value (line 1, column 1)"]),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_has_exit_status_2_and_nothing_on_standard_output(name: str, answers: Path) -> None:
    content, problems = BAD[name]
    answers.write_bytes(content)
    assert run("score", "henan-2024", str(answers)) == (2, "", problems)


def test_bad_standard_input_is_refused_alike() -> None:
    assert run("score", "henan-2024", "-", stdin=b"[]") == (2, "", ["(file): must be an object, not a list"])


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    missing = str(tmp_path / "没有.json")
    assert run("score", "henan-2024", missing) == (2, "", [f"{missing}: No such file or directory"])


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    assert run("score", "henan-2024", str(tmp_path)) == (2, "", [f"{tmp_path}: Is a directory"])


def test_an_unknown_rubric_is_refused_before_the_file_is_read(tmp_path: Path) -> None:
    expected = f"there is no rubric 'henan-2023'; known: {', '.join(scorer.rubrics())}"
    assert run("score", "henan-2023", str(tmp_path / "missing.json")) == (2, "", [expected])


@pytest.mark.parametrize("arguments", [[], ["score"], ["score", "henan-2024"], ["grade"], ["rubrics", "henan-2024"]])
def test_wrong_usage_is_explained(arguments: list[str]) -> None:
    status, printed, problems = run(*arguments)
    assert (status, printed) == (2, "")
    assert problems[0].startswith("usage: python -m scorer")


def test_a_package_without_rubrics_says_how_to_make_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scorer.service.RUBRICS", tmp_path / "rubrics.json")
    scorer.rubrics.cache_clear()
    try:
        status = main(["rubrics"])
    finally:
        scorer.rubrics.cache_clear()
    assert status == 2
    assert capsys.readouterr() == ("", "scorer/rubrics.json is missing; `make site` compiles it from rubric_data/\n")
