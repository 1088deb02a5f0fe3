"""A folder of answer files becomes a table and a summary; a bad file is named and the rest still scored."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import scorer
from scorer.__main__ import READER_LEFT, main
from scorer.batch_checklist import row
from scorer.batch_kinds import ACCOUNTS
from scorer.batch_summary import Collector, readable
from scorer.grade import grade
from scorer.grades_model import Grades
from scorer.model import Checklist, Group, Item, Section
from scorer.reader import read_answers
from site_src.bundle import ROOT
from site_src.load import load
from tests.results import as_json
from tests.test_cli import run

CONFORMING: dict[str, Any] = {"rubric": "henan-2024", "assume": "conforming"}


def answers(name: str, items: dict[str, Any], **more: object) -> str:
    header = {"institution": name, "report_number": f"报告-{name}"}
    return json.dumps({**CONFORMING, "header": header, "items": items, **more}, ensure_ascii=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two that score 98.5 and 98, one with a failed veto item at 100, one just begun."""
    inside = tmp_path / "答卷"
    inside.mkdir()
    (inside / "b.json").write_text(answers("乙", {"11": {"findings": {"1": 3}}}), "utf-8")
    (inside / "a.json").write_text(answers("甲", {"19": {"findings": {"1": 2}}}), "utf-8-sig")
    (inside / "c.json").write_text(answers("丙", {"4": {"verdict": "nonconforming"}}), "utf-8")
    (inside / "d.json").write_text('{"rubric": "henan-2024", "items": {"11": {"findings": {"1": 1}}}}', "utf-8")
    return inside


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def summary_of(folder: Path, *options: str) -> tuple[int, dict[str, Any], list[str]]:
    target = folder.parent / "summary.json"
    status, _, problems = run("batch", "henan-2024", str(folder), "--summary", str(target), *options)
    summary: dict[str, Any] = json.loads(target.read_text("utf-8"))
    return status, summary, problems


def test_every_file_has_a_row_in_the_order_of_the_names(folder: Path) -> None:
    status, printed, _ = run("batch", "henan-2024", str(folder))
    assert status == 0
    table = rows(printed)
    assert [line["file"] for line in table] == ["a.json", "b.json", "c.json", "d.json"]
    first, second, veto, begun = table
    assert (first["institution"], first["report_number"], first["score"], first["grade"]) == (
        "甲",
        "报告-甲",
        "98",
        "优秀",
    )
    assert (second["第11项"], second["第19项"], second["provisional"]) == ("1.5", "0", "no")
    assert (veto["score"], veto["grade"], veto["veto"], veto["key"]) == ("100", "不合格", "第4项", "")
    assert (begun["institution"], begun["provisional"], begun["lowest"], begun["highest"]) == ("", "yes", "1.5", "99.5")
    assert (begun["第11项"], begun["第12项"], begun["第1项"]) == ("0.5", "unanswered", "unanswered")
    assert list(first)[12:] == [f"第{item.id}项" for item in load().assessments["henan-2024"].rubric.items]


def test_the_table_in_a_file_opens_in_a_spreadsheet(folder: Path) -> None:
    table = folder.parent / "table.csv"
    status, printed, _ = run("batch", "henan-2024", str(folder), "--csv", str(table))
    assert (status, printed) == (0, "")
    content = table.read_bytes()
    assert content.startswith(b"\xef\xbb\xbffile,institution,")
    assert content.count(b"\r\n") == content.count(b"\n") == 5
    assert [line["institution"] for line in rows(content.decode("utf-8-sig"))] == ["甲", "乙", "丙", ""]


def test_the_summary_counts_grades_and_deductions(folder: Path) -> None:
    _, summary, problems = summary_of(folder)
    assert problems == []
    assert [summary[name] for name in ("rubric", "files", "scored", "bad", "provisional")] == ["henan-2024", 4, 4, 0, 1]
    assert summary["grades"] == [
        {"grade": "优秀", "files": 3, "provisional": 1},
        {"grade": "合格", "files": 0, "provisional": 0},
        {"grade": "不合格", "files": 1, "provisional": 0},
    ]
    assert summary["scores"] == {"files": 4, "mean": "99", "lowest": "98", "highest": "100"}
    assert summary["final_scores"] == {"files": 3, "mean": "593/6", "lowest": "98", "highest": "100"}
    assert [(one["item"], one["rule"], one["files"], one["findings"], one["points"]) for one in summary["rules"]] == [
        ("11", "1", 2, 4, "2"),
        ("19", "1", 1, 2, "3"),
    ]
    assert [(one["item"], one["files"], one["points"]) for one in summary["items"]] == [
        ("11", 2, "2"),
        ("4", 1, None),
        ("19", 1, "2"),
    ]


def test_the_summary_is_readable_on_standard_error(folder: Path) -> None:
    _, _, lines = run("batch", "henan-2024", str(folder))
    assert lines[:2] == ["4 files: 4 scored, 0 bad; 1 provisional", "  优秀: 3 (1 provisional)"]
    assert "score: mean 99, lowest 98, highest 100 (4 files)" in lines
    assert any(line.startswith("  11/1: 2 files, 4 findings, 2 points: ") for line in lines)
    assert any(line.startswith("  4: 1 files") for line in lines)


def test_bad_files_are_named_and_counted_and_the_rest_is_scored(folder: Path) -> None:
    (folder / "aa.json").write_text('{"rubric', "utf-8")
    (folder / "b2.json").write_text('{"rubric": "nowhere-2000"}', "utf-8")
    (folder / "b3.json").write_text(
        '{"rubric": "henan-2024", "items": {"99": {}, "11": {"findings": {"1": -1}}}}', "utf-8"
    )
    (folder / "b4.json").mkdir()
    (folder / "b5.json").symlink_to("missing")
    (folder / "b6.json").write_bytes('{"rubric": "河南"}'.encode("gb18030"))
    status, summary, problems = summary_of(folder)
    assert status == 1
    assert (summary["files"], summary["scored"], summary["bad"]) == (10, 4, 6)
    known = ", ".join(scorer.rubrics())
    assert problems == [
        "aa.json: (file): is not JSON: Unterminated string starting at (line 1, column 2)",
        f'b2.json: rubric: there is no rubric "nowhere-2000"; known: {known}',
        "b3.json: items.99: henan-2024 has no such item",
        "b3.json: items.11.findings.1: a count cannot be negative: -1",
        "b4.json: (file): Is a directory",
        "b5.json: (file): No such file or directory",
        "b6.json: (file): is not UTF-8 text",
    ]


def test_only_files_of_the_folder_itself_are_read_unless_asked(folder: Path) -> None:
    deeper = folder / "2024" / "洛阳"
    deeper.mkdir(parents=True)
    (deeper / "e.json").write_text(answers("戊", {}), "utf-8")
    (folder / "._a.json").write_bytes(b"\0")
    (folder / "notes.txt").write_text("x", "utf-8")
    _, summary, _ = summary_of(folder)
    assert summary["files"] == 4
    status, printed, _ = run("batch", "henan-2024", str(folder), "--recursive")
    assert status == 0
    assert [line["file"] for line in rows(printed)] == [
        "2024/洛阳/e.json", "a.json", "b.json", "c.json", "d.json"
    ]  # fmt: skip


def test_a_summary_in_the_folder_is_not_taken_for_answers(folder: Path) -> None:
    for _ in range(2):
        status, _, problems = run("batch", "henan-2024", str(folder), "--summary", str(folder / "summary.json"))
        assert (status, problems) == (0, [])


def test_text_from_a_file_is_no_formula(folder: Path) -> None:
    (folder / "a.json").write_text(answers('=HYPERLINK("http://x")', {}), "utf-8")
    _, printed, _ = run("batch", "henan-2024", str(folder))
    assert rows(printed)[0]["institution"] == '\'=HYPERLINK("http://x")'


def test_nothing_to_do_has_exit_status_2(tmp_path: Path) -> None:
    missing = tmp_path / "没有"
    assert run("batch", "henan-2024", str(missing)) == (2, "", [f"{missing}: is no folder"])
    assert run("batch", "henan-2024", str(tmp_path)) == (2, "", [f"{tmp_path}: holds no .json files"])
    (tmp_path / "a.json").write_text("{}", "utf-8")
    status, printed, problems = run("batch", "henan-2024", str(tmp_path))
    assert (status, rows(printed), problems[0]) == (2, [], "a.json: rubric: is missing")


def test_a_table_that_cannot_be_written_is_said(folder: Path) -> None:
    table = folder / "missing" / "table.csv"
    status, printed, problems = run("batch", "henan-2024", str(folder), "--csv", str(table))
    assert (status, printed, problems) == (2, "", [f"{table}: No such file or directory"])


def test_where_no_batch_can_be_made_one_message_says_what_to_do(folder: Path) -> None:
    others = [name for name, rubric in scorer.rubrics().items() if rubric.kind not in ACCOUNTS]
    assert "tianjin-2025-summary" in others
    for name in others:
        status, printed, problems = run("batch", name, str(folder))
        assert (status, printed, len(problems)) == (2, "", 1)
        assert problems[0].startswith(f"no batch can be made of {name}: ")
        assert "use `score`" in problems[0]
    _, _, problems = run("batch", "tianjin-2025-summary", str(folder))
    assert problems[0].endswith("make a batch of tianjin-2025-diagnosis")


@pytest.mark.parametrize("command", [["rubrics"], ["score", "henan-2024", "d.json"], ["batch", "henan-2024", "."]])
def test_a_reader_that_leaves_early_ends_it_quietly(command: list[str], folder: Path) -> None:
    """As in `… | head`: the pipe is closed before anything is written."""
    reading, writing = os.pipe()
    os.close(reading)
    program = [sys.executable, "-m", "scorer", *command]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(program, cwd=folder, env=environment, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert ran.returncode == 141
    assert b"Traceback" not in ran.stderr
    assert b"Broken" not in ran.stderr


def test_a_reader_that_leaves_in_the_middle_ends_it_quietly(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written line by line, the first row already finds the pipe closed."""
    reading, writing = os.pipe()
    os.close(reading)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", os.fdopen(writing, "w", buffering=1, encoding="utf-8"))
        assert main(["batch", "henan-2024", str(folder)]) == READER_LEFT


def test_a_terminal_sees_how_far_it_is(folder: Path, tmp_path: Path) -> None:
    (folder / "bb.json").write_text("[]", "utf-8")
    terminal, end = pty.openpty()
    program = [sys.executable, "-m", "scorer", "batch", "henan-2024", str(folder), "--csv", str(tmp_path / "t.csv")]
    ran = subprocess.run(program, cwd=ROOT, stdout=subprocess.PIPE, stderr=end, check=False)
    os.close(end)
    shown = os.read(terminal, 100_000).decode()
    os.close(terminal)
    assert ran.returncode == 1
    assert "\r[############..................] 2/5" in shown
    assert "\r\x1b[Kbb.json: (file): must be an object, not a list" in shown
    assert "\r[##############################] 5/5\r\x1b[K5 files" in shown


def collected(rubric: Checklist, *filled: dict[str, Any]) -> Collector:
    counts = Collector(rubric)
    for envelope in filled:
        counts.add(grade(rubric, read_answers(rubric, {"rubric": rubric.id, **envelope})))
    return counts


def test_parts_are_counted_under_their_letters() -> None:
    rubric = load(ROOT / "tests" / "data" / "good").assessments["parts-2000"].rubric
    parts = {"A": {"findings": {"1": 3}}, "B": {"findings": {"1": 1}}, "C": {"findings": {"2": 1}}}
    filled = {"context": {"special": False}, "items": {"2.1": {"parts": parts}}}
    summary = collected(rubric, filled, filled).summary()
    assert [(one.item, one.part, one.rule, one.files, one.points) for one in summary.rules] == [
        ("2.1", "A", "1", 2, Decimal(6)),
        ("2.1", "B", "1", 2, Decimal(8)),
    ]
    assert [(one.item, one.points) for one in summary.items] == [("2.1", Decimal(12))]
    assert "  2.1/A/1: 2 files, 6 findings, 6 points: A项每发现1处不符合扣1分" in list(readable(summary))
    assert summary.final_scores is None


def test_a_checklist_without_points_has_no_score() -> None:
    """The grade is empty where the source has none, and so are the figures."""
    model = load().assessments["henan-2024"].rubric
    items = (Item(id="3.1", number="3.1", title="一"), Item(id="3.10", number="3.10", title="二"))
    section = Section(id="one", number="一、", title="节", groups=(Group(id="all", items=items),))
    rubric = replace(model, id="plain-2000", points=Decimal(0), context=(), sections=(section,), grades=Grades())
    failing: dict[str, Any] = {"items": {"3.10": {"verdict": "nonconforming"}, "3.1": {"verdict": "conforming"}}}
    counts = collected(rubric, failing, failing, {})
    summary = counts.summary()
    assert [as_json(one) for one in summary.grades] == [{"grade": None, "files": 3, "provisional": 1}]
    assert (summary.scores, summary.final_scores, summary.rules) == (None, None, ())
    assert list(readable(summary)) == [
        "3 files: 3 scored, 0 bad; 1 provisional",
        "  no grade: 3 (1 provisional)",
        "most frequently nonconforming:",
        "  3.10: 2 files: 二",
    ]
    result = grade(rubric, read_answers(rubric, {"rubric": rubric.id, **failing}))
    assert row(result) == ["", "", "", "", "", "no", "", "", "第3.10项", "conforming", "nonconforming"]


def test_an_ended_review_has_no_score_in_the_table_but_counts_its_grade() -> None:
    model = load(ROOT / "tests" / "data" / "good").assessments["parts-2000"].rubric
    veto, *others = model.grades.overrides
    rubric = replace(model, grades=replace(model.grades, overrides=(replace(veto, ends_review=True), *others)))
    summary = collected(rubric, {"items": {"1.1": {"verdict": "nonconforming"}}}).summary()
    assert [(one.grade, one.files) for one in summary.grades] == [("优秀", 0), ("合格", 0), ("不合格", 1)]
    assert summary.scores is None
