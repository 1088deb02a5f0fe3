"""A rubric that no code has heard of: one YAML file beside the others becomes a page to read, fill, score and print."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_src.bundle import ROOT
from tests.conftest import serving

RUBRIC = ROOT / "tests" / "data" / "new" / "yunmeng-2030.yml"
FOLDERS = ("scorer", "site_src", "docs", "rubric_data")
FILES = ("mkdocs.yml", "pyproject.toml", "LICENSE")
ANSWERS = {
    "rubric": "yunmeng-2030",
    "context": {"laboratory": True},
    "items": {
        "1": {"verdict": "conforming"},
        "2": {"parts": {"A": {"findings": {"1": 2}}, "B": {"verdict": "conforming"}}},
        "3": {"findings": {"1": 1}},
    },
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it is, with one file more."""
    folder = tmp_path_factory.mktemp("project")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    (folder / "site_src" / "node_modules").symlink_to((ROOT / "site_src" / "node_modules").resolve())
    shutil.copy(RUBRIC, folder / "rubric_data" / "rubrics")
    run(folder, "site_src", "compile")
    return folder


@pytest.fixture(scope="module")
def server_of_the_copy(project: Path) -> Iterator[str]:
    run(project, "mkdocs", "build", "--strict", "--site-dir", "built")
    with serving(project / "built") as address:
        yield address


def run(project: Path, *command: str, stdin: str = "") -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    line = [sys.executable, "-m", *command]
    ran = subprocess.run(line, cwd=project, input=stdin, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_the_command_line_scores_it(project: Path) -> None:
    """Two missing people cost the part's four points, not six."""
    assert "yunmeng-2030" in run(project, "scorer", "rubrics").split()
    result = json.loads(run(project, "scorer", "score", "yunmeng-2030", "-", stdin=json.dumps(ANSWERS)))
    assert (result["score"], result["grade"], result["provisional"]) == ("15.5", "一般", False)
    assert result["items"]["2"]["parts"]["A"]["deduction"] == "4"
    assert result["rechecked"] == {"points": "10", "score": "9.5"}


def test_its_pages_are_read_filled_and_graded(page: Page, server_of_the_copy: str) -> None:
    """As on the command line, then better, then brought down by the veto."""
    page.goto(f"{server_of_the_copy}rubrics/yunmeng-2030/")
    expect(page.locator("#item-2-sub-a")).to_contain_text("A.人数（4分）；")
    page.goto(f"{server_of_the_copy}assess/yunmeng-2030/")
    grade, score = page.locator(".result-grade .grade"), page.locator(".result-score b")
    page.locator('[name="context/laboratory"][value="true"]').check()
    for part in ("1/verdict", "2/parts/B/verdict"):
        page.locator(f'[name="items/{part}"][value="conforming"]').check()
    page.locator('[name="items/2/parts/A/findings/1"]').fill("2")
    page.locator('[name="items/3/findings/1"]').fill("1")
    expect(score).to_have_text("15.5", timeout=60_000)
    expect(grade).to_have_text("一般")
    page.locator('[name="items/2/parts/A/findings/1"]').fill("1")
    expect(score).to_have_text("16.5")
    expect(grade).to_have_text("良好")
    page.locator('[name="items/1/verdict"][value="nonconforming"]').check()
    expect(grade).to_have_text("一般")
    expect(page.locator('.result-body [data-result="reasons"]')).to_contain_text("有否决项的，定为一般。")
