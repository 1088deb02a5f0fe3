"""docs/scoring.md tells the truth: its example is scored, and its tables name every member and no other."""

import dataclasses
import json
import re
from typing import Any, get_args

import pytest

import scorer
from scorer import deadlines_report, report
from scorer.problems import AnswersError
from site_src.bundle import ROOT
from tests.golden import differences
from tests.results import as_json

PAGE = (ROOT / "docs" / "scoring.md").read_text("utf-8")
MEMBERS = {
    "整份结果": report.Result,
    "得分区间": report.Range,
    "否决项、关键项的计数": report.Tally,
    "各节的小计": report.SectionResult,
    "检查项的结果": report.ItemResult,
    "分项的结果": report.PartResult,
    "规则的结果": report.RuleResult,
    "等级的依据": report.Reason,
    "怎样到下一等级": report.Improvement,
    "要改正的问题": report.Correction,
    "一个期限的结果": deadlines_report.DutyResult,
    "一个份额的结果": deadlines_report.ShareResult,
}


def table(heading: str) -> list[str]:
    """The keys in the table below a heading, in their order."""
    _, _, below = PAGE.partition(f"### {heading} {{ #")
    return re.findall(r"^\| `(\w+)` \|", re.split(r"^#", below, maxsplit=1, flags=re.MULTILINE)[0], re.MULTILINE)


def known_keys(envelope: dict[str, Any]) -> list[str]:
    """The keys that an answers file may have where `envelope` has an unknown one."""
    with pytest.raises(AnswersError) as refused:
        scorer.score(json.dumps({"rubric": "henan-2024", **envelope}))
    (problem,) = refused.value.problems
    return problem.facts["known"].split(", ")


def test_the_worked_example_is_scored_as_printed() -> None:
    answers, excerpt = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert differences(json.loads(excerpt), as_json(scorer.score(answers, "henan-2024"))) == []


@pytest.mark.parametrize("heading", MEMBERS)
def test_every_member_of_the_result_is_explained(heading: str) -> None:
    assert table(heading) == [field.name for field in dataclasses.fields(MEMBERS[heading])]


def test_every_member_of_the_answers_is_explained() -> None:
    assert sorted(table("整份答卷")) == sorted(known_keys({"?": 0}))
    assert sorted(table("评分前的问题")) == sorted(known_keys({"context": {"?": 0}}))
    assert sorted(table("一项的回答")) == sorted(known_keys({"items": {"11": {"?": 0}}}))


def test_every_state_is_explained() -> None:
    assert [state for state in get_args(report.State.__value__) if f"`{state}`（" not in PAGE] == []
