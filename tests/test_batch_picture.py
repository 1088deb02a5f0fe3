"""The picture of a batch: an SVG file that states what the summary counts, with bars of these lengths."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import scorer
from scorer.batch_picture import picture
from scorer.batch_summary import Collector, RuleCount
from scorer.model import Checklist
from tests.test_batch import folder, summary_of
from tests.test_cli import run

__all__ = ["folder"]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawn(folder: Path) -> tuple[ET.Element, dict[str, Any]]:
    """The picture of a folder with one bad file, and its summary."""
    (folder / "e.json").write_text("{rubric", "utf-8")
    target = folder.parent / "picture.svg"
    status, summary, _ = summary_of(folder, "--picture", str(target))
    assert status == 1
    return ET.fromstring(target.read_text("utf-8")), summary  # noqa: S314 - our own


def texts(sheet: ET.Element) -> list[str]:
    return [one.text or "" for one in sheet.iter(f"{SVG}text")]


def test_it_states_the_counts(drawn: tuple[ET.Element, dict[str, Any]]) -> None:
    sheet, summary = drawn
    lines = texts(sheet)
    assert lines[:3] == [
        "河南2024质量监测检查表：多份结果",
        "共4份，另有1份读不了，没有计入；其中1份没有填完，结果是暂定的",
        f"得分：平均{summary['scores']['mean']}，最低98，最高100",
    ]
    for grade in summary["grades"]:
        told = f"{grade['files']}份" + (f"，其中暂定{grade['provisional']}份" if grade["provisional"] else "")
        assert lines[lines.index(grade["grade"]) + 1] == told
    rule = summary["rules"][0]
    assert (rule["item"], rule["files"]) == ("11", 2)
    place = lines.index("第11项")
    assert lines[place + 1 : place + 3] == ["2份，4处，封顶前共2分", rule["words"]]
    assert lines[-3:] == [
        "第4项",
        "1份",
        "具有符合相应资质业务范围要求的实验室和仪器设备",
    ]  # the row that item 4 continues


def test_its_bars_are_as_long_as_the_counts(drawn: tuple[ET.Element, dict[str, Any]]) -> None:
    """Solid for what is final, outlined for all; the longest fills the room."""
    sheet, summary = drawn
    bars = [(one.get("class"), int(one.get("width", ""))) for one in sheet.iter(f"{SVG}rect")]
    whole = [width for kind, width in bars if kind == "whole"][: len(summary["grades"])]
    part = [width for kind, width in bars if kind == "part"][: len(summary["grades"])]
    most = max(one["files"] for one in summary["grades"])
    assert whole == [420 * one["files"] // most for one in summary["grades"]]
    assert part == [420 * (one["files"] - one["provisional"]) // most for one in summary["grades"]]


def test_it_is_an_image_with_a_name_and_a_description(drawn: tuple[ET.Element, dict[str, Any]]) -> None:
    sheet, _ = drawn
    assert (sheet.get("role"), sheet.get("aria-labelledby")) == ("img", "title words")
    named = {one.get("id"): one.text or "" for one in sheet if one.get("id")}
    assert named["title"] == "河南2024质量监测检查表：多份结果"
    assert "第11项：2份，4处，封顶前共2分" in named["words"]


def test_long_words_are_broken_and_all_there() -> None:
    rubric = scorer.rubrics()["henan-2024"]
    assert isinstance(rubric, Checklist)
    words = "每发现1处<不>符合、 & 采样 record 不完整的，扣0.5分；" * 9
    rule = RuleCount(item="11", part="A", rule="1", words=words, files=1, findings=1, points=Decimal("0.5"))
    lines = texts(ET.fromstring(picture("表", replace(Collector(rubric).summary(), rules=(rule,)))))  # noqa: S314 - our own
    place = lines.index("第11项A")
    assert "".join(lines[place + 2 :]) == words
    assert max(map(len, lines)) < 92


def test_a_checklist_without_points_has_neither_scores_nor_grades(tmp_path: Path) -> None:
    answers = {
        "rubric": "tianjin-2025-diagnosis",
        "assume": "conforming",
        "items": {"3.1": {"verdict": "nonconforming"}},
    }
    (tmp_path / "a.json").write_text(json.dumps(answers), "utf-8")
    target = tmp_path / "picture.svg"
    assert run("batch", "tianjin-2025-diagnosis", str(tmp_path), "--picture", str(target))[0] == 0
    lines = texts(ET.fromstring(target.read_text("utf-8")))  # noqa: S314 - our own
    assert lines[1:5] == ["共1份；都已填完", "最常见的不符合", "第3.1项", "1份"]


def test_only_of_checklists_a_picture_is_drawn(tmp_path: Path) -> None:
    told = "no picture is drawn of proficiency-2021-oh: it is no checklist"
    command = ("batch", "proficiency-2021-oh", str(tmp_path), "--picture", str(tmp_path / "x.svg"))
    assert run(*command) == (2, "", [told])


def test_the_page_gets_table_counts_and_picture_at_once(drawn: tuple[ET.Element, dict[str, Any]], folder: Path) -> None:
    """The same as the command line, with the problems in Chinese."""
    files = {path.name: path.read_text("utf-8-sig") for path in sorted(folder.glob("*.json"))}
    done: list[int] = []
    answer = json.loads(scorer.many_json("henan-2024", json.dumps(files), done.append))
    sheet, summary = drawn
    assert answer["summary"] == summary
    assert texts(ET.fromstring(answer["picture"])) == texts(sheet)  # noqa: S314 - our own
    assert done == [1, 2, 3, 4, 5]
    assert [row[0] for row in answer["rows"]] == ["file", "a.json", "b.json", "c.json", "d.json"]
    assert answer["table"].count("\r\n") == len(answer["rows"])
    ((problem,),) = [one["problems"] for one in answer["refused"] if one["name"] == "e.json"]
    assert problem["message"].startswith("不是JSON文件")


def test_the_page_asks_for_checklists_only() -> None:
    with pytest.raises(TypeError, match="shanxi-2021-panel"):
        scorer.many_json("shanxi-2021-panel", "{}", print)
