"""The memory snapshot that browsers restore: what must not be served is refused, and nothing is baked twice."""

import gzip
import json
import struct
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from playwright.sync_api import Page

from site_src import scripts
from site_src import snapshot as baking
from site_src.bundle import compile_rubrics
from site_src.core import core
from site_src.load import Data
from site_src.runtime import MANIFEST, scorer_wheel
from site_src.snapshot import PAGE_BYTES, SnapshotError, build_id, check, pack, snapshot
from tests.conftest import serving
from tests.scorer_page import write_scorer_page

RESTORE = """
async ([memoryModule, pyodide, { core, scorer, memory }]) => {
  const { restoring } = await import(memoryModule);
  const { loadPyodide } = await import(`${pyodide}${core}pyodide.mjs`);
  const program = import(`${pyodide}${core}pyodide.asm.mjs`).then((module) => module.default);
  const { body } = await fetch(`${pyodide}${scorer}snapshot.gz`);
  const { createPyodideModule, ...options } = restoring(body, memory, program);
  const baked = fetch("../baked").then((response) => response.arrayBuffer());
  return new Promise((tell, fail) => {
    const compared = async (settings) => {
      const made = await createPyodideModule(settings);
      const [words, restored] = [new Uint32Array(await baked), made.HEAPU32];
      tell({ words: restored.length, others: restored.filter((word, n) => word !== words[n]).length });
      return made;
    };
    const served = { indexURL: pyodide + core, lockFileURL: `${pyodide}${scorer}pyodide-lock.json` };
    loadPyodide({ ...served, ...options, createPyodideModule: compared }).catch(fail);
  });
}
"""


@pytest.fixture(scope="module")
def wheel(data: Data) -> bytes:
    return scorer_wheel(compile_rubrics(data.rubrics))[1]


@pytest.fixture(scope="module")
def head(wheel: bytes) -> bytes:
    """What a memory begins with, by which Pyodide knows it."""
    return b64decode(snapshot(core(), wheel).layout["head"])


@pytest.fixture(scope="module")
def modules() -> list[str]:
    """All that a restored Python must know."""
    names = (path.stem for path in (baking.ROOT / "scorer").glob("*.py"))
    return ["scorer", *(f"scorer.{name}" for name in names if not name.startswith("__"))]


def test_what_is_served_can_be_restored(head: bytes, modules: list[str], wheel: bytes) -> None:
    check(head, modules, build_id(core()), wheel)


def test_pages_that_every_new_memory_has_are_left_out() -> None:
    head, empty, full = struct.pack("<2I8x", 0, 16), bytes(PAGE_BYTES), b"f" * PAGE_BYTES
    brought = b"b" * 9 + bytes(PAGE_BYTES - 9)
    new = brought + brought + empty * 4
    layout, packed = pack(head + brought + full + full + empty + empty + full[:16], new, new)
    assert layout == {"head": b64encode(head).decode(), "filled": [[PAGE_BYTES, 2 * PAGE_BYTES], [5 * PAGE_BYTES, 16]]}
    assert gzip.decompress(packed) == full + full + full[:16]


@pytest.mark.parametrize("new", ["bb", "b\0", "\0b"], ids=["emptied", "emptied early", "touched"])
def test_a_page_that_some_new_memory_holds_otherwise_is_sent(new: str) -> None:
    """Its program brought something along, or it was used before Python started, and it is empty in the end."""
    head, empty = struct.pack("<2I8x", 0, 16), bytes(PAGE_BYTES)
    layout, packed = pack(head + empty, *(state.encode() * PAGE_BYTES for state in new))
    assert (layout["filled"], gzip.decompress(packed)) == ([[0, PAGE_BYTES]], empty)


def test_a_browser_restores_every_byte(page: Page, data: Data, wheel: bytes, head: bytes, tmp_path: Path) -> None:
    """But one word, which says where Python's own small program stands: that is the browser's to say."""
    memory, _, _ = baking._bake(core(), wheel)
    write_scorer_page(data, tmp_path)
    (tmp_path / "baked").write_bytes(memory[len(head) :])
    manifest = json.loads((tmp_path / MANIFEST).read_bytes())
    with serving(tmp_path) as address:
        page.goto(f"{address}page/")
        restored = page.evaluate(
            RESTORE, [f"{address}{scripts.folder()}memory.mjs", f"{address}assets/pyodide/", manifest]
        )
    assert restored["words"] * 4 == baking.MEMORY_BYTES - len(head)
    assert restored["others"] <= 1


def test_another_build_of_pyodide_is_refused(head: bytes, modules: list[str], wheel: bytes) -> None:
    with pytest.raises(SnapshotError, match=r"f{64} is served"):
        check(head, modules, "f" * 64, wheel)


def test_a_missing_module_is_refused(head: bytes, modules: list[str], wheel: bytes) -> None:
    without = [name for name in modules if name not in {"scorer.judge", "scorer.tally"}]
    with pytest.raises(SnapshotError, match=r"lacks scorer\.judge, scorer\.tally$"):
        check(head, without, build_id(core()), wheel)


def test_a_pyodide_without_a_build_id_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pyodide.mjs").write_text("export {}", "utf-8")
    with pytest.raises(SnapshotError, match="does not say its build id"):
        build_id(tmp_path)


def test_a_scorer_that_outgrows_the_memory_is_refused(
    data: Data, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Baked in earnest, with rubrics that are far too large."""
    monkeypatch.setattr(baking, "KEPT", tmp_path)
    rubrics = compile_rubrics(data.rubrics[:1])
    (_, huge) = scorer_wheel(rubrics.replace(b'"title":"', b'"title":"' + b"x" * 8_000_000, 1))
    with pytest.raises(SnapshotError, match="but only 31457408 can be restored"):
        snapshot(core(), huge)
    assert list(tmp_path.iterdir()) == []


def test_a_scorer_that_does_not_import_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(baking, "KEPT", tmp_path)
    (_, broken) = scorer_wheel(b"{}")
    with pytest.raises(SnapshotError, match="KeyError: 'calendar'"):
        snapshot(core(), broken)


def test_it_is_baked_once_and_always_the_same(wheel: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The address follows the content: a site that is built again must not make everybody load it again."""
    served = snapshot(core(), wheel)
    monkeypatch.setattr(baking, "KEPT", tmp_path)
    assert snapshot(core(), wheel) == served
    monkeypatch.setattr(baking, "_bake", None)
    assert snapshot(core(), wheel) == served
    assert len(list(tmp_path.iterdir())) == 1
