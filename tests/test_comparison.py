"""Comparisons: every combination of results against the printed table read once more, and bad answers."""

import itertools
import json

import pytest

import scorer
from scorer.comparison import ComparisonResult

OH = ("organic", "nonmetal", "metal", "dust")
STATES = [
    {},
    {"first": "excellent"},
    {"first": "qualified"},
    {"first": "not-taken"},
    *({"first": "unqualified", "retest": retest} for retest in ("none", "excellent", "qualified", "unqualified")),
]


def result(projects: dict[str, dict[str, str]], organization: str = "cdc") -> ComparisonResult:
    answers = {"rubric": "proficiency-2021-oh", "organization": organization, "projects": projects}
    found = scorer.score(json.dumps(answers))
    assert isinstance(found, ComparisonResult)
    return found


def by_the_table(states: tuple[dict[str, str], ...]) -> str | None:
    """Table 1 as a person reads it, from its last row to its first."""
    failed = [state for state in states if state.get("first") == "unqualified"]
    retests = [state["retest"] for state in failed]
    if "unqualified" in retests:
        return "retest_unqualified"
    if failed:
        return "unqualified" if "none" in retests else "retest_qualified"
    firsts = [state.get("first") for state in states]
    if set(firsts) == {"excellent"}:
        return "excellent"
    return "qualified" if set(firsts) <= {"excellent", "qualified"} else None


def test_every_combination_of_results_follows_the_table() -> None:
    """4096 combinations of what four projects may be answered with."""
    for states in itertools.product(STATES, repeat=len(OH)):
        found = result(dict(zip(OH, states, strict=True)))
        assert found.outcome == by_the_table(states), states
        assert found.complete is all(states)
        assert bool(found.consequences) is (found.outcome in {"unqualified", "retest_unqualified"})
        assert [reason.words for reason in found.reasons] != [] or found.outcome is None


def test_the_kind_of_participant_is_asked_for() -> None:
    found = scorer.score(json.dumps({"rubric": "proficiency-2021-radiation"}))
    assert found.unanswered[0] == "organization"


@pytest.mark.parametrize(
    ("extra", "problem"),
    [
        ({"projects": {"asbestos": {}}}, "projects.asbestos: there is no such project; projects: organic, nonmetal"),
        ({"projects": {"dust": 3}}, "projects.dust: must be an object, not a whole number"),
        ({"projects": {"dust": {"first": "good"}}}, "projects.dust.first: must be one of excellent, qualified"),
        ({"projects": {"dust": {"first": "qualified", "retest": "qualified"}}}, "projects.dust.retest: only a project"),
        ({"projects": {"dust": {"second": "qualified"}}}, "projects.dust.second: is not a known key"),
        ({"projects": {"dust": {"note": 1}}}, "projects.dust.note: must be text"),
        ({"organization": "club"}, "organization: must be one of cdc, institution"),
        ({"items": {}}, "items: is not a known key; known here: rubric, organization, projects, header, meta"),
    ],
)
def test_bad_answers_are_told_by_their_place(extra: dict[str, object], problem: str) -> None:
    with pytest.raises(scorer.AnswersError) as refused:
        scorer.score(json.dumps({"rubric": "proficiency-2021-oh", **extra}))
    assert str(refused.value).startswith(problem)
