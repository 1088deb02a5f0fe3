"""What holds for every checklist filled in any way, tried on generated answers to a real and an invented rubric."""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from scorer.grade import grade
from scorer.model import Checklist, Item, Question, Rule
from scorer.reader import read_answers
from scorer.report import Result
from site_src.load import load
from tests.results import as_json

RUBRICS = (
    load().assessments["henan-2024"].rubric,
    load().assessments["shanxi-2021-report"].rubric,
    load(Path(__file__).parent / "data" / "good").assessments["parts-2000"].rubric,
)
pytestmark = pytest.mark.no_cover  # measuring trebles the time, and the golden cases reach every branch
type Filled = dict[str, Any]
# Not shrunk: an example is small enough to read, and shrinking takes minutes
stable = hypothesis.settings(
    derandomize=True, deadline=None, database=None, phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate)
)
few = hypothesis.settings(stable, max_examples=60)
quick = hypothesis.settings(stable, max_examples=30)
rubrics = pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.id)


def score(rubric: Checklist, answers: Filled) -> Result:
    return grade(rubric, read_answers(rubric, answers))


def choices(question: Question) -> st.SearchStrategy[Any]:
    """Any answer to a question about the assessment."""
    options = [option.id for option in question.options]
    match question.kind:
        case "flag":
            return st.booleans()
        case "year":
            return st.sampled_from([2000, 2001, 2024, 2025])
        case "choice":
            return st.sampled_from(options)
        case "choices":
            return st.lists(st.sampled_from(options), min_size=1, unique=True)


def findings(rules: tuple[Rule, ...]) -> st.SearchStrategy[Filled]:
    """Some rules with few findings, now and then with very many."""
    counts = st.integers(0, 6) | st.sampled_from([20, 9999])
    return st.dictionaries(st.sampled_from([rule.id for rule in rules]), counts).map(lambda some: {"findings": some})


def answer(item: Item) -> st.SearchStrategy[Filled]:
    """Any valid answer to an item, complete or not."""
    conforming = st.just({"verdict": "conforming"})
    verdict = st.sampled_from([{"verdict": "conforming"}, {"verdict": "nonconforming"}])
    if item.parts:
        inside = {part.id: (conforming | findings(part.rules)) if part.rules else verdict for part in item.parts}
        by_parts = st.fixed_dictionaries({}, optional=inside).map(lambda some: {"parts": some})
        return by_parts | (conforming if item.points is not None else verdict)
    return verdict if item.points is None else conforming | findings(item.rules)


@st.composite
def filled(draw: DrawFn, rubric: Checklist) -> Filled:
    """Some items answered freely; the others open, or conforming but for a few, or conforming by assumption."""
    context = st.fixed_dictionaries({}, optional={one.id: choices(one) for one in rubric.context})
    some = draw(st.lists(st.sampled_from(rubric.items), max_size=8, unique_by=lambda item: item.id))
    items = {item.id: draw(answer(item)) for item in some}
    rest = draw(st.sampled_from(["open", "conforming", "assumed"]))
    if rest == "conforming":
        left_out = draw(st.lists(st.sampled_from(rubric.items), max_size=2))
        items = {item.id: {"verdict": "conforming"} for item in rubric.items if item not in left_out} | items
    envelope: Filled = {"rubric": rubric.id, "context": draw(context), "items": items}
    return envelope | ({"assume": "conforming"} if rest == "assumed" else {})


def answer_one_more(data: st.DataObject, rubric: Checklist, answers: Filled, path: str) -> Filled:
    """The same answers, with an answer to the open question at `path`."""
    kind, _, rest = path.partition(".")
    if kind == "context":
        (question,) = [one for one in rubric.context if one.id == rest]
        return answers | {"context": answers["context"] | {rest: data.draw(choices(question))}}
    name, _, part_id = rest.partition(".parts.")
    (item,) = [item for item in rubric.items if item.id == name]
    given_so_far = answers["items"].get(name, {})
    if not part_id:
        value = data.draw(answer(item))
    else:
        (part,) = [part for part in item.parts if part.id == part_id]
        verdict = st.sampled_from([{"verdict": "conforming"}, {"verdict": "nonconforming"}])
        one = data.draw(findings(part.rules) if part.rules else verdict)
        value = given_so_far | {"parts": given_so_far.get("parts", {}) | {part_id: one}}
    return answers | {"items": answers["items"] | {name: value}}


def ended(result: Result) -> bool:
    """Whether a veto left no score, as a checklist with points otherwise always has."""
    return result.score is None


def standing(result: Result) -> tuple[Decimal, Decimal, Decimal]:
    """The least, the present and the highest score of a checklist with points."""
    assert result.range is not None
    assert result.score is not None
    return result.range.lowest, result.score, result.range.highest


@rubrics
@few
@given(data=st.data())
def test_scores_and_deductions_keep_within_their_points(rubric: Checklist, data: st.DataObject) -> None:
    result = score(rubric, data.draw(filled(rubric)))
    for item in result.items.values():
        assert 0 <= (item.deduction or 0) <= (item.points or 0)
        assert all(0 <= (part.deduction or 0) <= (part.points or 0) for part in item.parts.values())
    if ended(result):
        return
    lowest, now, highest = standing(result)
    assert 0 <= lowest <= now <= highest <= rubric.points
    assert result.deduction == rubric.points - now
    for section in result.sections.values():
        assert section.range is None or 0 <= section.range.lowest <= (section.score or 0) <= section.range.highest


@rubrics
@few
@given(data=st.data())
def test_the_grade_is_provisional_until_everything_is_answered(rubric: Checklist, data: st.DataObject) -> None:
    result = score(rubric, data.draw(filled(rubric)))
    assert result.provisional is not result.complete
    assert result.complete is (not result.unanswered)
    assert result.grade in result.possible_grades
    if result.complete:
        assert result.possible_grades == (result.grade,)
        assert ended(result) or len(set(standing(result))) == 1


@rubrics
@few
@given(data=st.data())
def test_a_further_finding_never_raises_the_score(rubric: Checklist, data: st.DataObject) -> None:
    answers = data.draw(filled(rubric))
    (item, place, rule) = data.draw(
        st.sampled_from(
            [(item, None, rule) for item in rubric.items for rule in item.rules]
            + [(item, part, rule) for item in rubric.items for part in item.parts for rule in part.rules]
        )
    )
    old = answers["items"].get(item.id, {})
    if place is None:
        counts = old.get("findings", {})
        value = {"findings": counts | {rule.id: min(9999, counts.get(rule.id, 0) + 1)}}
    else:
        inside = old.get("parts", {})
        counts = inside.get(place.id, {}).get("findings", {})
        value = {"parts": inside | {place.id: {"findings": counts | {rule.id: min(9999, counts.get(rule.id, 0) + 1)}}}}
    more = answers | {"items": answers["items"] | {item.id: value}}
    before, after = score(rubric, answers), score(rubric, more)
    assert ended(before) is ended(after)
    assert ended(before) or standing(after)[1] <= standing(before)[1]


@rubrics
@quick
@given(data=st.data())
def test_every_answer_narrows_what_is_possible_down_to_the_final_result(rubric: Checklist, data: st.DataObject) -> None:
    answers = data.draw(filled(rubric))
    results = [score(rubric, answers)]
    while results[-1].unanswered:
        path = data.draw(st.sampled_from(results[-1].unanswered))
        answers = answer_one_more(data, rubric, answers, path)
        results.append(score(rubric, answers))
    final = results[-1]
    for before, after in pairwise(results):
        if not ended(after):
            (lowest, _, highest), (at_least, _, at_most) = standing(before), standing(after)
            assert lowest <= at_least <= at_most <= highest
        assert set(after.possible_grades) <= set(before.possible_grades)
    assert final.complete
    assert final.grade in results[0].possible_grades


@rubrics
@few
@given(data=st.data())
def test_the_order_of_keys_does_not_matter(rubric: Checklist, data: st.DataObject) -> None:
    answers = data.draw(filled(rubric))
    shuffled = _shuffled(answers, data)
    assert as_json(score(rubric, answers)) == as_json(score(rubric, shuffled))
    assert str(as_json(score(rubric, answers))) == str(as_json(score(rubric, shuffled)))


def _shuffled(value: Any, data: st.DataObject) -> Any:  # noqa: ANN401 - JSON
    if not isinstance(value, dict):
        return value
    return {name: _shuffled(value[name], data) for name in data.draw(st.permutations(list(value)))}


def splittable(rubric: Checklist) -> list[tuple[Item, Rule]]:
    return [(item, rule) for item in rubric.items for rule in item.rules if rule.covers or item.subitems]


@pytest.mark.parametrize("rubric", [one for one in RUBRICS if splittable(one)], ids=lambda rubric: rubric.id)
@few
@given(data=st.data())
def test_a_count_split_by_subitem_scores_like_its_sum(rubric: Checklist, data: st.DataObject) -> None:
    item, rule = data.draw(st.sampled_from(splittable(rubric)))
    split = data.draw(st.dictionaries(st.sampled_from(rule.covers or item.subitems), st.integers(0, 9)))
    answers = data.draw(filled(rubric))

    def counted(count: Any) -> Any:  # noqa: ANN401 - JSON
        return as_json(score(rubric, answers | {"items": answers["items"] | {item.id: {"findings": {rule.id: count}}}}))

    assert counted(split) == counted(sum(split.values()))
