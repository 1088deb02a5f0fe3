"""Panels: exact means on generated marks, the order of ranks and the cut, bad answers, and data that contradict."""

import json
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

import scorer
from scorer.panel_report import PanelResult
from site_src.checks import check
from site_src.load import DATA, load

EXPERTS = ("e1", "e2", "e3", "e4", "e5")
RUBRIC = "rubrics/shanxi-2021-panel.yml"
stable = hypothesis.settings(derandomize=True, deadline=None, database=None, max_examples=100)
tenths = st.integers(0, 1000)
five = st.lists(tenths, min_size=5, max_size=5)


def result(reports: dict[str, Any], plan: str = "plan-1", method: str = "replace") -> PanelResult:
    answers = {"rubric": "shanxi-2021-panel", "context": {"plan": plan, "method": method}, "reports": reports}
    found = scorer.score(json.dumps(answers))
    assert isinstance(found, PanelResult)
    return found


def marks(amounts: list[int], names: tuple[str, ...] = EXPERTS) -> dict[str, str]:
    """Marks in tenths as the answers file has them."""
    return {name: f"{amount // 10}.{amount % 10}" for name, amount in zip(names, amounts, strict=True)}


@stable
@given(st.lists(five, min_size=1, max_size=9))
def test_means_are_exact_and_the_lowest_are_rechecked(reports: list[list[int]]) -> None:
    found = result({f"r{number}": {"paper": marks(one)} for number, one in enumerate(reports, 1)}, "plan-2")
    means = [Fraction(sum(one), 50) for one in reports]
    assert [one.mean for one in found.reports.values()] == means
    assert [one.rank for one in found.reports.values()] == [1 + sum(b > a for b in means) for a in means]
    for one in found.reports.values():
        lower = sum(mean < one.mean for mean in means if one.mean is not None)
        up_to = sum(mean <= one.mean for mean in means if one.mean is not None)
        assert one.selection == ("selected" if up_to <= 5 else "not-selected" if lower >= 5 else "tied")
        assert one.provisional is (one.selection != "not-selected")


ROWS = {"4.1": "10", "5.1": "3", "5.2": "10", "5.3": "10", "6.3": "2", "6.4": "10"}
row_marks: st.SearchStrategy[tuple[int, ...]] = st.tuples(
    *(st.integers(0, 10 * int(points)) for points in ROWS.values())
)


@stable
@given(st.lists(row_marks, min_size=8, max_size=8))
def test_the_lower_of_each_row_is_kept(marked: list[tuple[int, ...]]) -> None:
    """Row by row, so that what one row gains does not make up for what another loses; no totals are needed."""
    rows = [dict(zip(ROWS, (f"{one // 10}.{one % 10}" for one in marks), strict=True)) for marks in marked]
    paper, onsite = marked[:5], marked[5:]
    report = {
        "paper": marks([550 + sum(one) for one in paper]),
        "rechecked_rows": dict(zip(EXPERTS, rows[:5], strict=True)),
        "onsite_rows": dict(zip(EXPERTS[2:], rows[5:], strict=True)),
    }
    (one,) = result({"r1": report}, method="keep-higher").reports.values()
    by_row = zip(zip(*paper, strict=True), zip(*onsite, strict=True), strict=True)
    lower = [min(Fraction(sum(one), 50), Fraction(sum(other), 30)) for one, other in by_row]
    assert one.composite == 55 + sum(lower)
    assert one.sums[-1].endswith("（逐个“√”项比较）")
    (replaced,) = result({"r1": report}).reports.values()
    assert replaced.composite == 55 + Fraction(sum(map(sum, onsite)), 30)


def test_rows_that_not_everybody_marked_leave_the_totals_to_compare() -> None:
    totals = {"paper": marks([950] * 5), "rechecked": marks([400] * 5), "onsite": marks([450] * 3, EXPERTS[2:])}
    report = {**totals, "onsite_rows": {"e3": ROWS, "e4": {"4.1": "10"}}}
    (one,) = result({"r1": report}, method="keep-higher").reports.values()
    assert one.composite == 95
    assert one.sums[-1].endswith("（没有逐项填写，按合计比较）")


def test_marks_so_far_leave_a_range() -> None:
    """Three of five marks: from none to all of the points of the others; none before the first and with the last."""
    given = {"r1": {"paper": {"e1": "80", "e2": "79.5", "e3": "90"}}, "r2": {"paper": {}}}
    found = result({**given, "r3": {"paper": marks([950] * 5)}}).reports
    span = found["r1"].mean_range
    assert span
    assert (span.lowest, span.highest) == (Fraction("49.9"), Fraction("89.9"))
    assert (found["r1"].possible_grades, found["r1"].label) == (("优秀", "合格", "不合格"), "未填完")
    assert [(found[name].mean_range, found[name].possible_grades) for name in ("r2", "r3")] == [(None, ())] * 2


METHODS: dict[str, Callable[[list[int], list[int]], Fraction]] = {
    "replace": lambda _paper, onsite: Fraction(sum(onsite), 30),
    "average": lambda paper, onsite: (Fraction(sum(paper), 50) + Fraction(sum(onsite), 30)) / 2,
    "pooled": lambda paper, onsite: Fraction(sum(paper) + sum(onsite), 80),
    "keep-higher": lambda paper, onsite: min(Fraction(sum(paper), 50), Fraction(sum(onsite), 30)),
}


@stable
@given(
    st.lists(st.integers(0, 450), min_size=5, max_size=5),
    st.lists(st.integers(0, 550), min_size=5, max_size=5),
    st.lists(st.integers(0, 450), min_size=3, max_size=3),
    st.sampled_from(list(METHODS)),
)
def test_composites_are_exact_by_every_method(
    rechecked: list[int], others: list[int], onsite: list[int], method: str
) -> None:
    paper = [one + other for one, other in zip(rechecked, others, strict=True)]
    report = {"paper": marks(paper), "rechecked": marks(rechecked), "onsite": marks(onsite, EXPERTS[2:])}
    (one,) = result({"r1": report}, method=method).reports.values()
    composite = Fraction(sum(others), 50) + METHODS[method](rechecked, onsite)
    assert one.composite == composite
    assert one.grade == ("优秀" if composite >= 80 else "合格" if composite >= 60 else "不合格")


def test_nothing_is_left_open_when_all_is_answered() -> None:
    experts = {
        name: {"place": "outside" if name < "e3" else "inside", "national": True, "conflicts": ["none"]}
        for name in EXPERTS
    }
    report = {
        "name": "报告",
        "size": "large",
        "key_industry": True,
        "city": "taiyuan",
        "paper": marks([900] * 5),
        "rechecked": marks([400] * 5),
        "onsite": marks([400] * 3, EXPERTS[2:]),
    }
    answers: dict[str, Any] = {"rubric": "shanxi-2021-panel", "context": {"plan": "plan-1"}, "experts": experts}
    answers["reports"] = {f"r{number}": report for number in range(1, 31)}
    for number in range(16, 31):
        answers["reports"][f"r{number}"] = {**report, "paper": marks([950] * 5)}
    found = scorer.score(json.dumps(answers))
    assert isinstance(found, PanelResult)
    assert (found.unanswered, found.complete, found.provisional) == ((), True, False)
    assert found.counts == {"优秀": 30, "合格": 0, "不合格": 0}
    assert {one.state for one in (*found.sampling.values(), *found.panel.values())} == {"met"}


def test_a_tie_is_an_open_question() -> None:
    reports = {f"r{number}": {"paper": marks([500] * 5)} for number in range(1, 7)}
    assert [path for path in result(reports, "plan-2").unanswered if path.endswith("selected")] == [
        f"reports.r{number}.selected" for number in range(1, 7)
    ]


PAPER = {"e1": "80"}


@pytest.mark.parametrize(
    ("extra", "problem"),
    [
        ({"context": {"plan": "plan-3"}}, "context.plan: must be one of plan-1, plan-2"),
        ({"context": {"method": "mean"}}, "context.method: must be one of replace, average, pooled, keep-higher"),
        ({"context": {"city": ""}}, "context.city: is not a known key"),
        ({"experts": {"e6": {}}}, "experts.e6: there is no such expert; experts: e1, e2, e3, e4, e5"),
        ({"experts": {"e1": 1}}, "experts.e1: must be an object, not a whole number"),
        ({"experts": {"e1": {"age": 50}}}, "experts.e1.age: is not a known key"),
        ({"experts": {"e1": {"place": "abroad"}}}, "experts.e1.place: must be one of outside, inside"),
        ({"experts": {"e1": {"national": "yes"}}}, "experts.e1.national: must be true or false"),
        ({"experts": {"e1": {"conflicts": ["r9"]}}}, "experts.e1.conflicts: must be one of none"),
        (
            {"experts": {"e1": {"conflicts": ["none", "r1"]}}, "reports": {"r1": {}}},
            "experts.e1.conflicts: names reports besides none",
        ),
        ({"reports": {"first": {}}}, "reports.first: a report is keyed r1, r2 and so on"),
        ({"reports": {"r1\n": {}}}, 'reports["r1\\n"]: a report is keyed'),
        ({"reports": {"r1": []}}, "reports.r1: must be an object, not a list"),
        ({"reports": {"r1": {"size": "huge"}}}, "reports.r1.size: must be one of large, medium, small, micro"),
        ({"reports": {"r1": {"city": "北京市"}}}, "reports.r1.city: must be one of taiyuan"),
        ({"reports": {"r1": {"paper": {"e1": 79.5}}}}, "reports.r1.paper.e1: must be a number from 0 to 100 written"),
        ({"reports": {"r1": {"paper": {"e1": "100.5"}}}}, "reports.r1.paper.e1: must be a number from 0 to 100"),
        ({"reports": {"r1": {"paper": {"e1": "-1"}}}}, "reports.r1.paper.e1: must be a number from 0 to 100"),
        ({"reports": {"r1": {"paper": {"e1": "７９"}}}}, "reports.r1.paper.e1: must be a number from 0 to 100"),
        ({"reports": {"r1": {"paper": {"e9": "1"}}}}, "reports.r1.paper.e9: there is no such expert"),
        ({"reports": {"r1": {"onsite": {"e3": "45.5"}}}}, "reports.r1.onsite.e3: must be a number from 0 to 45"),
        (
            {"reports": {"r1": {"paper": PAPER, "rechecked": {"e1": "20"}}}},
            "reports.r1.rechecked.e1: 20 on the rechecked rows does not fit a score of 80: the other rows make 0 to 55",
        ),
        (
            {"reports": {"r1": {"onsite_rows": {"e3": {"6.3": "3"}}}}},
            'reports.r1.onsite_rows.e3["6.3"]: must be a number',
        ),
        ({"reports": {"r1": {"onsite_rows": {"e9": {}}}}}, "reports.r1.onsite_rows.e9: there is no such expert"),
        ({"reports": {"r1": {"onsite_rows": {"e3": {"1.1": "3"}}}}}, 'reports.r1.onsite_rows.e3["1.1"]: is not a'),
        ({"reports": {"r1": {"onsite_rows": {"e3": 7}}}}, "reports.r1.onsite_rows.e3: must be an object"),
        (
            {"reports": {"r1": {"onsite_rows": {"e3": ROWS}, "onsite": {"e3": "40"}}}},
            "reports.r1.onsite.e3: is 40, but its rows add up to 45",
        ),
        (
            {"experts": {"e1": {"place": "outside"}}, "reports": {"r1": {"onsite": {"e1": "40"}}}},
            "reports.r1.onsite.e1: only experts from inside the province recheck on site",
        ),
        (
            {"context": {"plan": "plan-1"}, "reports": {"r1": {"onsite": dict.fromkeys(EXPERTS, "40")}}},
            "reports.r1.onsite: at most 3 experts recheck on site",
        ),
        (
            {"context": {"plan": "plan-2"}, "reports": {"r1": {"veto": ["e1"]}}},
            "reports.r1.veto: the plan attaches no checklist to score by",
        ),
        ({"reports": {"r1": {"veto": []}}}, "reports.r1.veto: must name at least one of e1"),
        ({"reports": {"r1": {"note": 1}}}, "reports.r1.note: must be text"),
        ({"items": {}}, "items: is not a known key; known here: rubric, context, experts, reports, header, meta"),
    ],
)
def test_bad_answers_are_told_by_their_place(extra: dict[str, object], problem: str) -> None:
    text = json.dumps({"rubric": "shanxi-2021-panel", **extra})
    with pytest.raises(scorer.AnswersError) as refused:
        scorer.score(text)
    assert str(refused.value).startswith(problem)
    assert all(not one["message"].isascii() for one in json.loads(scorer.score_json(text))["problems"])


def test_every_problem_is_named_at_once() -> None:
    reports = {"r1": {"size": "huge", "paper": {"e1": 80}}, "x": {}}
    with pytest.raises(scorer.AnswersError) as refused:
        scorer.score(json.dumps({"rubric": "shanxi-2021-panel", "reports": reports}))
    assert [one.where for one in refused.value.problems] == ["reports.r1.paper.e1", "reports.r1.size", "reports.x"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('amount: "30"', 'amount: "31"', "sampling.0.amount: 31 does not stand in the words"),
        ('amount: "0.7"', 'amount: "0.75"', "sampling.1.amount: 75% does not stand in the words"),
        ("监测报告的数量不少于30份", "监测报告的数量不少于30件", "words: are not printed in plan-1-quality-scope-p1"),
        ('reports: "15"', 'reports: "5"', "recheck.reports: 5份 does not stand"),
        ('at_least: "80"', 'at_least: "85"', "bands.0.at_least: 85 does not stand"),
        ("grade: 合格", "grade: 良好", "bands.1.grade: 良好 does not stand"),
        ('rechecked: "45"', 'rechecked: "50"', "rules.rechecked: is 50; the rechecked rows have 45 points"),
        ("        rubric: shanxi-2021-report", "        rubric: shanxi-2022", "rules.rubric: there is no checklist"),
        ('id: "6.3", points: "2"', 'id: "6.3", points: "3"', "rules.rows: are not the rechecked rows of"),
        ("veto_grade: 不合格", "veto_grade: 合格", "rules.veto_words: are not those of shanxi-2021-report"),
        ("    - {id: e5, label: 专家5}\n", "", "panel.0.amount: is 5, not 4"),
        ("{id: e5,", "{id: e4,", "experts.4.id: e4 is used before"),
        ("label: 太原市", "label: 北京市", "cities.0: 北京市 is no row taiyuan of tasks-shanxi-2021"),
        ("city_register: tasks-shanxi-2021", "city_register: tasks", "city_register: names no register"),
        ('[方案, "{label}"]', '[方案, "{plan.name}"]', "plan.name is no member of the result"),
    ],
)
def test_data_that_contradict_are_told(tmp_path: Path, old: str, new: str, problem: str) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "rubric_data"))
    text = (folder / RUBRIC).read_text("utf-8")
    assert old in text
    (folder / RUBRIC).write_text(text.replace(old, new, 1), "utf-8")
    assert problem in "\n".join(map(str, check(load(folder), folder)))
