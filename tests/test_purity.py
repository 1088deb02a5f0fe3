"""The scorer runs anywhere: standard library only, the same bytes every time, and a model that means what it says."""

import ast
import dataclasses
import inspect
import subprocess
import sys
import typing
from pathlib import Path

import pydantic
import pytest

from scorer import grades_model, model, report
from site_src.bundle import ROOT

MODULES = sorted((ROOT / "scorer").glob("*.py"))
MODEL = [
    kind
    for module in (model, grades_model)
    for _, kind in inspect.getmembers(module, dataclasses.is_dataclass)
    if isinstance(kind, type) and kind.__module__ == module.__name__
]
REPORT = [kind for _, kind in inspect.getmembers(report, dataclasses.is_dataclass) if isinstance(kind, type)]
UNSTABLE = {"random", "secrets", "uuid", "time", "threading", "os"}
CLOCK = {"today", "utcnow", "fromtimestamp"}
"""Beside `datetime.now`, which the linter bans."""
METADATA = set(inspect.signature(pydantic.Field).parameters)


def imported(module: Path) -> set[str]:
    """Top-level names of everything that a module imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


def test_it_runs_without_any_installed_package() -> None:
    """Python's isolated mode without site-packages, where only the standard library can be found."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); before = set(sys.modules); import scorer, scorer.__main__;"
        "new = {name.split('.')[0] for name in set(sys.modules) - before} - {'scorer'};"
        "print(sorted(new - set(sys.stdlib_module_names)));"
        """print(scorer.score('{"rubric": "henan-2024", "assume": "conforming"}').score)"""
    )
    command = [sys.executable, "-I", "-S", "-c", program, str(ROOT)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("[]\n100\n", "")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_it_imports_the_standard_library_and_nothing_that_changes_from_run_to_run(module: Path) -> None:
    assert imported(module) <= set(sys.stdlib_module_names) | {"scorer"}
    assert not imported(module) & UNSTABLE


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_it_reads_no_clock(module: Path) -> None:
    """Days are reckoned from the days in the answers."""
    tree = ast.parse(module.read_text("utf-8"))
    assert not {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & CLOCK


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_it_imports_before_it_runs(module: Path) -> None:
    """An import inside a function would look for a file that a restored memory snapshot does not have."""
    tree = ast.parse(module.read_text("utf-8"))
    inside = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert not [one for node in inside for one in ast.walk(node) if isinstance(one, ast.Import | ast.ImportFrom)]


@pytest.mark.parametrize("kind", [*MODEL, *REPORT], ids=lambda kind: kind.__name__)
def test_the_model_holds_nothing_without_an_order(kind: type) -> None:
    """The order of a set changes from run to run."""
    hints = typing.get_type_hints(kind)
    assert not [name for name, hint in hints.items() if {set, frozenset} & set(_kinds(hint))]


def _kinds(hint: object) -> list[object]:
    return [typing.get_origin(hint) or hint, *(one for part in typing.get_args(hint) for one in _kinds(part))]


@pytest.mark.parametrize("kind", [*MODEL, *REPORT], ids=lambda kind: kind.__name__)
def test_the_model_cannot_be_changed(kind: type) -> None:
    assert "__slots__" in vars(kind)
    assert vars(kind)["__dataclass_params__"].frozen
    assert vars(kind)["__dataclass_params__"].kw_only


@pytest.mark.parametrize("kind", MODEL, ids=lambda kind: kind.__name__)
def test_constraints_are_spelled_as_pydantic_knows_them(kind: type) -> None:
    """It ignores a misspelt one in silence."""
    for field in dataclasses.fields(kind):
        assert set(field.metadata) <= METADATA, field.name
