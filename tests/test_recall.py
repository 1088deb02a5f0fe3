"""What is recalled is what would be made anew, and a keystroke has only the item that it changed judged."""

import json
from collections.abc import Callable
from typing import Any

import pytest

import scorer
from scorer.item_reader import _Reader
from scorer.judge import Judge
from scorer.model import Checklist
from tests.golden import cases

RUBRIC = "henan-2024"


def answers(**items: dict[str, Any]) -> str:
    """An answers file that says of the items what the keywords say, without their first letter."""
    return json.dumps({"rubric": RUBRIC, "items": {name[1:]: said for name, said in items.items()}})


def item_count() -> int:
    """How many items the rubric has."""
    checklist = scorer.rubrics()[RUBRIC]
    assert isinstance(checklist, Checklist)
    return len(checklist.items)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the items that are read and judged from now on, each in turn."""
    seen: list[str] = []

    def watched(name: str, run: Callable[..., Any], item: int) -> Callable[..., Any]:
        def watching(*given: Any) -> Any:  # noqa: ANN401 - whatever it is given
            seen.append(f"{name} {given[item].id}")
            return run(*given)

        return watching

    monkeypatch.setattr(_Reader, "item", watched("read", _Reader.item, 2))
    monkeypatch.setattr(Judge, "judge", watched("judge", Judge.judge, 1))
    return seen


@pytest.mark.no_cover  # the golden cases are measured where they are judged
def test_what_was_scored_before_never_shows() -> None:
    texts = [case.text for case in cases()]
    afresh = {text: scorer.score_afresh(text) for text in texts}
    for order in (texts, texts[::-1], sorted(texts), sorted(texts, key=lambda text: text[::-1])):
        for text in order:
            assert scorer.score_json(text) == afresh[text]


def test_a_keystroke_has_one_item_judged(judged: list[str]) -> None:
    scorer.score_afresh(answers(_11={"findings": {"1": 1}}, _13={"verdict": "conforming"}))
    judged.clear()
    scorer.score_json(answers(_11={"findings": {"1": 12}}, _13={"verdict": "conforming"}))
    assert judged == ["read 11", "judge 11"]


def test_afresh_has_every_item_judged(judged: list[str]) -> None:
    text = answers(_11={"findings": {"1": 1}})
    scorer.score_afresh(text)
    every = list(judged)
    assert len(every) == 1 + item_count()
    scorer.score_afresh(text)
    assert judged == every * 2


def test_an_answer_to_a_question_about_the_whole_has_every_item_judged(judged: list[str]) -> None:
    scorer.score_afresh(json.dumps({"rubric": RUBRIC, "context": {"year": 2024}}))
    judged.clear()
    scorer.score_json(json.dumps({"rubric": RUBRIC, "context": {"year": 2023}}))
    assert len(judged) == item_count()


@pytest.mark.parametrize("count", [True, 1.0, "1"])
def test_what_only_looks_like_a_count_is_refused_after_it_too(count: object) -> None:
    assert "result" in json.loads(scorer.score_afresh(answers(_11={"findings": {"1": 1}})))
    for _ in range(2):
        (problem,) = json.loads(scorer.score_json(answers(_11={"findings": {"1": count}})))["problems"]
        assert problem["path"] == "items.11.findings.1"
