"""The memory snapshot that browsers restore: what must not be served is refused, and nothing is baked twice."""

import gzip
import io
from pathlib import Path

import pytest

from site_src import snapshot as baking
from site_src.bundle import compile_rubrics
from site_src.load import Data
from site_src.runtime import PYODIDE, scorer_wheel
from site_src.snapshot import MEMORY_BYTES, PAGE_BYTES, SnapshotError, build_id, check, pack, snapshot


@pytest.fixture(scope="module")
def wheel(data: Data) -> bytes:
    return scorer_wheel(compile_rubrics(data.rubrics))[1]


@pytest.fixture(scope="module")
def memory(wheel: bytes) -> bytes:
    """Made whole again as a browser does."""
    filled, packed = snapshot(PYODIDE, wheel)
    stretches = io.BytesIO(gzip.decompress(packed))
    whole = bytearray(MEMORY_BYTES)
    for start, length in filled:
        whole[start : start + length] = stretches.read(length)
    return bytes(whole)


@pytest.fixture(scope="module")
def modules() -> list[str]:
    """All that a restored Python must know."""
    names = (path.stem for path in (baking.ROOT / "scorer").glob("*.py"))
    return ["scorer", *(f"scorer.{name}" for name in names if not name.startswith("__"))]


def test_what_is_served_can_be_restored(memory: bytes, modules: list[str], wheel: bytes) -> None:
    check(memory, modules, build_id(PYODIDE), wheel)


def test_empty_pages_are_left_out() -> None:
    empty, full = bytes(PAGE_BYTES), bytes(PAGE_BYTES - 1) + b"x"
    filled, packed = pack(full + empty + empty + full + full + full[:16])
    assert filled == [[0, PAGE_BYTES], [3 * PAGE_BYTES, 2 * PAGE_BYTES]]
    assert gzip.decompress(packed) == full + full + full


def test_another_build_of_pyodide_is_refused(memory: bytes, modules: list[str], wheel: bytes) -> None:
    with pytest.raises(SnapshotError, match=r"f{64} is served"):
        check(memory, modules, "f" * 64, wheel)


def test_a_missing_module_is_refused(memory: bytes, modules: list[str], wheel: bytes) -> None:
    without = [name for name in modules if name not in {"scorer.judge", "scorer.tally"}]
    with pytest.raises(SnapshotError, match=r"lacks scorer\.judge, scorer\.tally$"):
        check(memory, without, build_id(PYODIDE), wheel)


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
        snapshot(PYODIDE, huge)
    assert list(tmp_path.iterdir()) == []


def test_a_scorer_that_does_not_import_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(baking, "KEPT", tmp_path)
    (_, broken) = scorer_wheel(b"{}")
    with pytest.raises(SnapshotError, match="KeyError: 'calendar'"):
        snapshot(PYODIDE, broken)


def test_it_is_baked_once_and_always_the_same(wheel: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The address follows the content: a site that is built again must not make everybody load it again."""
    served = snapshot(PYODIDE, wheel)
    monkeypatch.setattr(baking, "KEPT", tmp_path)
    assert snapshot(PYODIDE, wheel) == served
    monkeypatch.setattr(baking, "_bake", None)
    assert snapshot(PYODIDE, wheel) == served
    assert len(list(tmp_path.iterdir())) == 1
