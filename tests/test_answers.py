"""An answers file is read completely, or refused with every problem in it at its path."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import scorer
from scorer.envelope import MAX_BYTES, MAX_DEPTH, read_json
from scorer.fields import MAX_TEXT
from scorer.problems import _MESSAGES, AnswersError, Problem, quoted

BAD: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data/bad/answers.yml").read_text("utf-8"))
LARGE: dict[str, tuple[str, str, str]] = {
    "a note that is too long": (
        json.dumps({"rubric": "henan-2024", "items": {"11": {"note": "长" * (MAX_TEXT + 1)}}}),
        "items.11.note",
        "超过20000个字符",
    ),
    "a header field that is too long": (
        json.dumps({"rubric": "henan-2024", "header": {"institution": "长" * (MAX_TEXT + 1)}}),
        "header.institution",
        "超过20000个字符",
    ),
    "more bytes than characters": (
        '{"rubric": "henan-2024", "meta": {"x": "' + "大" * (MAX_BYTES // 3) + '"}}',
        "(file)",
        "文件超过2000000字节，不是本站导出的答卷",
    ),
    "50 MB": (
        '{"rubric": "henan-2024", "meta": {"x": "' + "x" * 50_000_000 + '"}}',
        "(file)",
        "文件超过30000000字节，不是本站导出的答卷",
    ),
    "5000 digits": (
        '{"rubric": "henan-2024", "items": {"11": {"findings": {"1": ' + "9" * 5000 + "}}}}",
        "items.11.findings.1",
        "数目不能超过9999",
    ),
    "nested too deeply for the reader": ("[" * 100_000, "(file)", "嵌套超过20层"),
    "nested too deeply for answers": (
        '{"rubric": "henan-2024", "assume": ' + "[" * 50 + "]" * 50 + "}",
        "assume" + ".0" * MAX_DEPTH,
        "嵌套超过20层",
    ),
}


def problems_of(case: dict[str, Any]) -> list[Problem]:
    text = case["text"] if "text" in case else json.dumps(case["answers"], ensure_ascii=False)
    with pytest.raises(AnswersError) as refused:
        scorer.score(text, case.get("expected", ""))
    return refused.value.problems


@pytest.mark.parametrize("case", BAD, ids=lambda case: str(case["name"]))
def test_every_problem_is_named_in_both_languages(case: dict[str, Any]) -> None:
    known = ", ".join(scorer.rubrics())
    expected = [[word.replace("KNOWN", known) for word in words] for words in case["problems"]]
    assert [[one.where, one.english, one.chinese] for one in problems_of(case)] == expected


@pytest.mark.parametrize("name", LARGE)
def test_large_and_deep_files_are_refused(name: str) -> None:
    text, path, message = LARGE[name]
    assert json.loads(scorer.score_json(text)) == {"problems": [{"path": path, "message": message}]}


def test_every_message_has_an_input_that_produces_it() -> None:
    """Only the command line reads bytes, so not-utf8 is tested there."""
    produced = {one.code for case in BAD for one in problems_of(case)}
    produced |= {one.code for text, _, _ in LARGE.values() for one in problems_of({"text": text})}
    assert set(_MESSAGES) - produced == {"not-utf8"}


def test_messages_are_safe_to_print() -> None:
    """One line each, encodable, and no longer than a screen."""
    shown = quoted("a\nb\u2028c\ud83d" + "x" * 500)
    assert shown.isprintable()
    assert len(shown) < 150


def test_many_brackets_are_not_deep() -> None:
    note = json.dumps("[" * 300)
    assert "problems" not in json.loads(
        scorer.score_json(f'{{"rubric": "henan-2024", "items": {{"1": {{"note": {note}}}}}}}')
    )


@pytest.mark.parametrize("depth", [MAX_DEPTH - 1, MAX_DEPTH, MAX_DEPTH + 1, 500, 990, 1000, 5000])
def test_no_depth_of_nesting_escapes_as_an_error_of_its_own(depth: int) -> None:
    for opening, closing in ("[]", ('{"a":', "}")):
        text = '{"rubric": "henan-2024", "assume": ' + opening * depth + "1" + closing * depth + "}"
        assert "problems" in json.loads(scorer.score_json(text))


def test_every_problem_of_a_file_is_reported_at_once() -> None:
    text = '{"rubric": 1, "rubric": 2, "items": {"99": {}, "11": {"findings": {"1": -1, "9": 0}}}, "x": 0}'
    with pytest.raises(AnswersError) as refused:
        scorer.score(text, "henan-2024")
    paths = [one.where for one in refused.value.problems]
    assert paths == ["rubric", "rubric", "x", "items.99", "items.11.findings.1", "items.11.findings.9"]
    assert str(refused.value).splitlines()[0] == "rubric: is given twice in one object"


def test_the_same_key_in_a_discarded_object_is_not_blamed_on_another() -> None:
    """An object that a repeated key replaces is gone; a later one may get its place in memory."""
    _, problems = read_json('{"a": {"x": 1, "x": 2}, "a": {"y": 1}, "b": {"z": 1}}')
    assert [one.where for one in problems] == ["a"]


def test_header_and_meta_are_read_and_do_not_matter() -> None:
    plain = {"rubric": "henan-2024", "assume": "conforming"}
    full = {
        **plain,
        "header": {"institution": "某机构"},
        "meta": {"saved": [1, {"a": None}]},
        "items": {},
        "context": {},
    }
    assert scorer.score_json(json.dumps(plain)) == scorer.score_json(json.dumps(full))


def test_a_failing_verdict_may_repeat_what_the_findings_say() -> None:
    items = {"20": {"verdict": "nonconforming", "findings": {"1": 1}}}
    result = scorer.score(json.dumps({"rubric": "henan-2024", "assume": "conforming", "items": items}))
    assert isinstance(result, scorer.Result)
    assert (str(result.score), result.items["20"].state) == ("99", "deducted")
