"""The published schemas accept what the scorer accepts and prints, and refuse what they can see to be wrong."""

import functools
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import scorer
from scorer.comparison import ComparisonResult
from scorer.deadlines_report import DeadlinesResult
from scorer.panel_report import PanelResult
from scorer.summary import SummaryResult
from site_src.bundle import published_data
from site_src.load import load
from tests.golden import Case, cases
from tests.results import as_json

PREFIX = "data/schema/"
SCHEMAS: dict[str, dict[str, Any]] = {
    uri.removeprefix(PREFIX).removesuffix(".json"): json.loads(content)
    for uri, content in published_data(load())
    if uri.startswith(PREFIX)
}
BAD: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data/bad/answers.yml").read_text("utf-8"))
ALL = list(cases())
SHAPES: dict[type, str] = {
    ComparisonResult: "comparison-result",
    PanelResult: "panel-result",
    SummaryResult: "summary-result",
    DeadlinesResult: "deadlines-result",
}
UNSEEN = {
    "repeated keys, named where they stand",
    "a whole number written as a fraction",
    "verdicts that contradict what stands below them",
    "marks of a panel that contradict each other",
    "a total that its rows do not add up to",
    "a veto under a plan without a checklist",
}
"""What no schema can see."""


@functools.cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(SCHEMAS[name])


def complaints(name: str, value: Any) -> list[str]:  # noqa: ANN401 - JSON
    return [
        f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in validator(name).iter_errors(value)
    ]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


def test_every_rubric_has_a_schema_of_its_answers() -> None:
    assert {name.removeprefix("answers-") for name in SCHEMAS if name.startswith("answers-")} == set(scorer.rubrics())


@pytest.mark.parametrize("rubric", scorer.rubrics())
def test_the_example_is_valid_and_scored(rubric: str) -> None:
    (example,) = SCHEMAS[f"answers-{rubric}"]["examples"]
    assert complaints(f"answers-{rubric}", example) == []
    assert scorer.score(json.dumps(example), rubric).rubric == rubric


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.rubric}: {case.name}")
def test_golden_cases_and_their_results_are_valid(case: Case) -> None:
    result = scorer.score(case.text, case.rubric)
    shape = SHAPES.get(type(result), "result")
    assert complaints(f"answers-{case.rubric}", case.answers) == []
    assert complaints(shape, as_json(result)) == []


def seen_to_be_bad(case: dict[str, Any]) -> bool | None:
    """None where the file is no JSON at all."""
    with suppress(json.JSONDecodeError):
        value = json.loads(case["text"]) if "text" in case else case["answers"]
        named = [case.get("expected"), value.get("rubric") if isinstance(value, dict) else None, "henan-2024"]
        rubric = next(name for name in named if name in scorer.rubrics())
        return bool(complaints(f"answers-{rubric}", value))
    return None


def test_bad_answers_are_refused_where_a_schema_can_see_them() -> None:
    seen = {str(case["name"]): seen_to_be_bad(case) for case in BAD}
    assert {name for name, verdict in seen.items() if verdict is False} == UNSEEN
    assert [name for name, verdict in seen.items() if verdict is None] == ["not JSON", "an empty file"]


@pytest.mark.parametrize(
    ("items", "complaint"),
    [
        ({"25": {"findings": {"1": {"2": 1, "5": 0}}}}, ""),
        ({"25": {"findings": {"1": {"1": 1}}}}, "items.25.findings.1"),
        ({"11": {"findings": {"1": 9999}}}, ""),
        ({"11": {"findings": {"1": 10000}}}, "items.11.findings.1"),
        ({"1": {"findings": {}, "parts": {}}}, ""),
        ({"1": {"findings": {"1": 0}}}, "items.1.findings"),
        ({"8": {"parts": {"6": {}}}}, "items.8.parts"),
        ({"11": {"note": "长" * 20_001}}, "items.11.note"),
        ({"11": {"record": {}}}, "items.11"),
    ],
)
def test_the_limits_are_those_of_the_scorer(items: dict[str, Any], complaint: str) -> None:
    answers = {"rubric": "henan-2024", "items": items}
    found = complaints("answers-henan-2024", answers)
    assert [one.split(": ")[0] for one in found] == ([complaint] if complaint else [])
    assert ("problems" in json.loads(scorer.score_json(json.dumps(answers)))) is bool(complaint)


def test_what_else_is_recorded_is_known_to_both() -> None:
    recording = [one.rubric for one in load().assessments.values() if one.rubric.record]
    assert recording
    for rubric in recording:
        item, known = rubric.items[0].id, rubric.record[0].id
        for name, fits in ((known, True), ("elsewhere", False)):
            answers = {"rubric": rubric.id, "items": {item: {"record": {name: "某人"}}}}
            assert (complaints(f"answers-{rubric.id}", answers) == []) is fits
            assert ("result" in json.loads(scorer.score_json(json.dumps(answers)))) is fits


def test_what_the_result_schema_describes_is_not_anything() -> None:
    result = as_json(scorer.score('{"rubric": "henan-2024"}'))
    assert complaints("result", {**result, "score": 100.5})
    assert complaints("result", {**result, "items": {"1": {}}})
