"""The data hold together across files, and each way in which they might not is told at its file and line.

A bad file is an edit of the good data, with every problem that it causes beside it.
"""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_src import form_checks, rubric_checks
from site_src.checks import check, places
from site_src.load import Data, load

GOOD = Path(__file__).parent / "data" / "good"
BAD = sorted((Path(__file__).parent / "data" / "bad" / "data").glob("*.yml"))


def problems(folder: Path) -> list[str]:
    return [str(problem).removeprefix("good/") for problem in check(load(folder), folder)]


def broken(edit: dict[str, Any], target: Path) -> Path:
    """A copy of the good data with one edit."""
    folder = Path(shutil.copytree(GOOD, target / "good"))
    text = (folder / edit["file"]).read_text("utf-8")
    assert edit["replace"] in text
    (folder / edit["file"]).write_text(text.replace(edit["replace"], edit["by"], 1), "utf-8")
    return folder


def test_the_published_data_hold_together(data: Data) -> None:
    assert [str(problem) for problem in check(data)] == []


def test_the_good_data_hold_together() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_mistake_is_told_at_its_line(path: Path, tmp_path: Path) -> None:
    edit = yaml.safe_load(path.read_text("utf-8"))
    assert problems(broken(edit, tmp_path)) == edit["problems"]


def test_every_check_of_a_rubric_has_a_mistake_that_it_finds(tmp_path: Path) -> None:
    edits = [yaml.safe_load(path.read_text("utf-8")) for path in BAD]
    folders = [broken(edit, tmp_path / str(number)) for number, edit in enumerate(edits) if "rubrics/" in edit["file"]]
    rubrics = [load(folder).assessments["parts-2000"] for folder in folders]
    for rule in (*rubric_checks.RULES, *form_checks.RULES):
        assert any(list(rule(rubric)) for rubric in rubrics)


def test_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = tmp_path
    names = ["a-unit-that-is-not-printed", "an-include-of-nothing", "a-row-twice", "a-note-beside-no-item"]
    edits = [yaml.safe_load(path.read_text("utf-8")) for path in BAD if path.stem in names]
    folder = broken(edits[0], tmp_path)
    for edit in edits[1:]:
        path = folder / edit["file"]
        path.write_text(path.read_text("utf-8").replace(edit["replace"], edit["by"], 1), "utf-8")
    assert sorted(problems(folder)) == sorted(problem for edit in edits for problem in edit["problems"])


def test_every_item_row_and_block_is_a_place(data: Data) -> None:
    known = set(places(data))
    assert {
        "documents/norm-2022#article-18",
        "rubrics/henan-2024#item-4-35",
        "rubrics/henan-2024#grades",
        "catalogues/industries-henan-2024#c3411",
        "registers/institutions-henan-2024#no-15",
        "registers/tasks-shanxi-2021",
    } <= known
