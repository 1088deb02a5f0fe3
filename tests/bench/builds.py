"""Sizes in, what building costs out: ours and plain Material's of the same pages, with the data several times over."""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.copies import project

SIZES = (1, 4, 16)
PLAIN = """
site_name: plain
use_directory_urls: true
theme: {name: material, language: zh, font: false}
markdown_extensions: [attr_list, md_in_html, tables]
"""
"""No fonts, because they would come from a third party."""


def measure(runs: int, sizes: tuple[int, ...] = SIZES) -> list[dict[str, object]]:
    """A row for each size: pages, and seconds of processor time by site, each run once before it is measured."""
    rows: list[dict[str, object]] = []
    for size in sizes:
        with TemporaryDirectory(ignore_cleanup_errors=True) as name:
            folder = project(Path(name, "project"), size)
            first = seconds(folder, Path(name, "ours"))
            plain = plain_project(folder, Path(name, "plain"))
            pages = len(list((plain / "docs").rglob("*.md")))
            times: dict[str, list[float]] = {"ours": [], "plain": []}
            for _ in range(min(runs, max(3, runs // size))):
                times["ours"].append(seconds(folder, Path(name, "ours")))
                times["plain"].append(seconds(plain, Path(name, "built")))
            rows.append({"times": size, "pages": pages, "first": first, **times})
    return rows


def plain_project(folder: Path, plain: Path) -> Path:
    """The same pages, as any user of the theme would build them."""
    run(folder, "site_src", "write", str(plain / "docs"))
    for prose in (folder / "docs").glob("*.md"):
        shutil.copy(prose, plain / "docs")
    shutil.copytree(folder / "docs" / "images", plain / "docs" / "images")
    (plain / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    return plain


def seconds(folder: Path, target: Path) -> float:
    """Of processor time, so that what else the machine does is not measured."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(folder, "mkdocs", "build", "--quiet", "--site-dir", str(target))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run(folder: Path, *command: str) -> None:
    """One of this Python's modules as a command, in a project's folder."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    line = [sys.executable, "-m", *command]
    ran = subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{ran.stdout}{ran.stderr}")
