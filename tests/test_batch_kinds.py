"""Folders of comparisons and of panels: a row for an organization or a report, counts of all, bad files told."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.golden import cases
from tests.test_cli import run

OH, PANEL = "proficiency-2021-oh", "shanxi-2021-panel"
PROJECTS = ("organic", "nonmetal", "metal", "dust")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "答卷"
    inside.mkdir()
    return inside


def compared(name: str, first: str, **failed: str) -> dict[str, Any]:
    projects: dict[str, Any] = {project: {"first": first} for project in PROJECTS}
    projects |= {project: {"first": "unqualified", "retest": retest} for project, retest in failed.items()}
    return {"rubric": OH, "organization": "cdc", "header": {"organization_name": name}, "projects": projects}


def batch(rubric: str, folder: Path) -> tuple[int, list[dict[str, str]], dict[str, Any], list[str]]:
    target = folder.parent / "summary.json"
    status, printed, problems = run("batch", rubric, str(folder), "--summary", str(target))
    return status, list(csv.DictReader(io.StringIO(printed))), json.loads(target.read_text("utf-8")), problems


def test_comparisons_have_a_row_each_and_counts_by_outcome(folder: Path) -> None:
    """One excellent, two qualified, one failed after its retest, one not yet complete, and one that is no answers."""
    filled = [
        compared("=甲", "excellent"),
        compared("乙", "qualified"),
        compared("丙", "qualified"),
        compared("丁", "excellent", dust="unqualified"),
        {"rubric": OH, "projects": {"dust": {"first": "excellent"}}},
        {"rubric": OH, "projects": {"soil": {}}},
    ]
    for number, one in enumerate(filled):
        (folder / f"{number}.json").write_text(json.dumps(one, ensure_ascii=False), "utf-8")
    status, rows, summary, problems = batch(OH, folder)
    assert status == 1
    assert [problem.split(": ")[0] for problem in problems] == ["5.json"]
    assert [(row["organization_name"], row["outcome"], row["provisional"]) for row in rows] == [
        ("'=甲", "优秀", "no"),
        ("乙", "合格", "no"),
        ("丙", "合格", "no"),
        ("丁", "重测后不合格", "no"),
        ("", "未填完", "yes"),
    ]
    assert (rows[3]["dust"], rows[4]["organic"]) == ("重测后不合格", "未填")
    assert [summary[name] for name in ("files", "scored", "bad", "provisional")] == [6, 5, 1, 1]
    assert [(one["label"], one["files"]) for one in summary["outcomes"]] == [
        ("合格", 2),
        ("优秀", 1),
        ("未填完", 1),
        ("重测后不合格", 1),
    ]
    assert summary["projects"]["dust"][0] == {"label": "优秀", "files": 2}
    assert sum(one["files"] for one in summary["consequences"]) >= 1


def test_panels_have_a_row_for_every_report(folder: Path) -> None:
    """Two golden cases as files: the rows are their reports, and the grades add up over both."""
    panels = [case for case in cases() if case.rubric == PANEL and len(case.answers.get("reports", {})) > 1][:2]
    for number, case in enumerate(panels):
        (folder / f"{number}.json").write_text(case.text, "utf-8")
    status, rows, summary, problems = batch(PANEL, folder)
    assert (status, problems) == (0, [])
    assert [(row["file"], row["report"]) for row in rows] == [
        (f"{number}.json", key) for number, case in enumerate(panels) for key in case.answers["reports"]
    ]
    assert summary["reports"] == len(rows) == sum(one["reports"] for one in summary["grades"]) + summary["open"]
    met = [one["met"] + one["not_met"] + one["unanswered"] for one in summary["requirements"]]
    assert set(met) <= {1, 2}


def test_a_mean_that_does_not_terminate_is_no_date(folder: Path) -> None:
    paper = {"e1": "80", "e2": "80", "e3": "80", "e4": "80", "e5": "80"}
    marks = {"e1": "20", "e2": "20", "e3": "21"}
    report = {"name": "甲", "paper": paper, "rechecked": dict.fromkeys(paper, "30"), "onsite": marks}
    places = {f"e{number}": {"place": "inside" if number < 4 else "outside"} for number in range(1, 6)}
    answers = {"rubric": PANEL, "context": {"plan": "plan-1"}, "experts": places, "reports": {"r1": report}}
    (folder / "a.json").write_text(json.dumps(answers), "utf-8")
    status, (row,), summary, _ = batch(PANEL, folder)
    assert (status, row["name"], row["mean"], row["composite"], row["grade"]) == (0, "甲", "80", "211÷3", "合格")
    assert summary["grades"] == [
        {"grade": "优秀", "reports": 0},
        {"grade": "合格", "reports": 1},
        {"grade": "不合格", "reports": 0},
    ]


def test_the_summaries_are_readable(folder: Path) -> None:
    (folder / "a.json").write_text(json.dumps(compared("甲", "excellent", dust="qualified")), "utf-8")
    _, _, lines = run("batch", OH, str(folder))
    assert lines[:2] == ["1 files: 1 scored, 0 bad; 0 provisional", "  重测后合格: 1"]
    assert "dust: 重测后合格 1" in lines
    (folder / "a.json").write_text(json.dumps({"rubric": PANEL, "context": {"plan": "plan-2"}, "reports": {"r1": {}}}))
    _, _, lines = run("batch", PANEL, str(folder))
    assert lines[:3] == ["1 files: 1 scored, 0 bad; 1 provisional", "1 reports", "  优秀: 0"]
    assert "  without a final grade: 1" in lines
    assert "plan-2 每个地市: 0 met, 0 not met, 1 open" in lines
