"""Nothing in, what the figures were measured on out, as far as this machine tells."""

import os
import platform
import subprocess
from pathlib import Path

from tests import chromium


def describe() -> dict[str, str]:
    """By the names that the report uses."""
    version = subprocess.run([chromium.find() or "", "--version"], capture_output=True, text=True, check=True).stdout
    return {
        "cpu": _first("/proc/cpuinfo", "model name") or platform.processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": _system(),
        "chromium": " ".join(version.split()[:2]),
        "python": platform.python_version(),
    }


def _first(file: str, name: str) -> str:
    path = Path(file)
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform()
