"""Compiled rubrics in, all that a browser loads to score out: Pyodide, the scorer's wheel, and a snapshot of both.

Everything lies in folders named after their content and never changes; only the manifest has a name that stays.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hatchling.builders.wheel import WheelBuilder
from pyodide_lock import PackageSpec, PyodideLockSpec

from site_src.core import CORE, LOCK, PYODIDE, core
from site_src.snapshot import snapshot

ROOT = Path(__file__).parent.parent
FOLDER = "assets/pyodide/"
MANIFEST = f"{FOLDER}manifest.json"


def scorer_runtime(rubrics: bytes) -> Iterator[tuple[str, bytes | Path]]:
    """Every file by its address on the site, the manifest first: it tells a page where the others are and how large."""
    name, wheel = scorer_wheel(rubrics)
    pyodide = core()
    parts = {part: pyodide / part for part in CORE}
    memory, packed = snapshot(pyodide, wheel)
    scorer = {"snapshot.gz": packed, LOCK: _lock_with(name, wheel), name: wheel}
    folders = {"core": _folder("core", parts), "scorer": _folder("scorer", scorer)}
    contents: dict[str, bytes | Path] = {
        **{folders["core"] + part: path for part, path in parts.items()},
        **{folders["scorer"] + part: content for part, content in scorer.items()},
    }
    sizes = {part: _size(content) for part, content in contents.items()}
    fallback = {part: size for part, size in sizes.items() if part.endswith((".zip", ".whl"))}
    manifest = {
        "pyodide": _pyodide_version(),
        **folders,
        "wheel": name,
        "memory": memory,
        "files": {part: size for part, size in sizes.items() if part not in fallback},
        "fallback": fallback,
    }
    yield MANIFEST, json.dumps(manifest, indent=2).encode()
    yield from ((FOLDER + part, content) for part, content in contents.items())


def scorer_wheel(rubrics: bytes) -> tuple[str, bytes]:
    """The scorer with these rubrics as a wheel: its file name and content, the same bytes on every run."""
    with TemporaryDirectory() as folder:
        project = Path(folder)
        for path in ("pyproject.toml", "LICENSE"):
            shutil.copy(ROOT / path, project)
        shutil.copytree(ROOT / "scorer", project / "scorer", ignore=shutil.ignore_patterns("__pycache__", "*.json"))
        (project / "scorer" / "rubrics.json").write_bytes(rubrics)
        wheel = Path(next(WheelBuilder(folder).build(directory=folder, versions=["standard"])))
        return wheel.name, wheel.read_bytes()


def _lock_with(wheel_name: str, wheel: bytes) -> bytes:
    """A lock file for the served Pyodide that holds the scorer and none of the packages we do not serve."""
    lock = PyodideLockSpec.from_json(PYODIDE / LOCK)
    name, version, *_ = wheel_name.split("-")
    scorer = PackageSpec(
        name=name,
        version=version,
        file_name=wheel_name,
        install_dir="site",
        sha256=hashlib.sha256(wheel).hexdigest(),
        package_type="package",
        imports=["scorer"],
        depends=[],
    )
    small = PyodideLockSpec(info=lock.info, packages={name: scorer})
    return json.dumps(small.to_dict(), indent=2, sort_keys=True).encode()


def _folder(name: str, contents: Mapping[str, bytes | Path]) -> str:
    digest = hashlib.sha256()
    for content in contents.values():
        digest.update(hashlib.sha256(content if isinstance(content, bytes) else content.read_bytes()).digest())
    return f"{name}-{digest.hexdigest()[:12]}/"


def _pyodide_version() -> str:
    return str(json.loads((PYODIDE / "package.json").read_bytes())["version"])


def _size(content: bytes | Path) -> int:
    return len(content) if isinstance(content, bytes) else content.stat().st_size
