"""The project with its data several times over: every file's ids get a suffix, so that each copy stands for itself."""

import re
import shutil
from pathlib import Path

from site_src.bundle import ROOT

FOLDERS = ("scorer", "site_src", "docs", "rubric_data")
FILES = ("mkdocs.yml", "pyproject.toml", "LICENSE")
MULTIPLIED = ("documents", "rubrics", "catalogues", "registers")
RUBRICS_AT_MOST = 4
"""The memory snapshot has no room for many more; later copies of documents hold the text of the first rubrics."""


def project(folder: Path, times: int) -> Path:
    """A project of its own in `folder`, which builds like the real one."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    (folder / "site_src" / "node_modules").symlink_to((ROOT / "site_src" / "node_modules").resolve())
    _multiply(folder / "rubric_data", times)
    return folder


def _multiply(data: Path, times: int) -> None:
    sources = sorted((data / "sources").glob("*.txt"))
    files = [path for name in MULTIPLIED for path in sorted((data / name).glob("*.yml"))]
    ids = "|".join(path.stem for path in (*files, *sources))
    manifest = data / "sources" / "manifest.yml"
    listed = manifest.read_text("utf-8")
    for number in range(2, times + 1):
        with_rubrics = number <= RUBRICS_AT_MOST
        own = re.compile(rf"(?<![\w-]){'' if with_rubrics else r'(?<!rubrics/)(?<!forms/)'}(?:{ids})(?![\w-])")
        for path in files:
            if with_rubrics or path.parent.name != "rubrics":
                copy = own.sub(rf"\g<0>-{number}", path.read_text("utf-8"))
                _beside(path, number).write_text(copy, encoding="utf-8")
        for path in sources:
            shutil.copy(path, _beside(path, number))
        with manifest.open("a", encoding="utf-8") as more:
            more.write("\n" + own.sub(rf"\g<0>-{number}", listed))


def _beside(path: Path, number: int) -> Path:
    return path.with_stem(f"{path.stem}-{number}")
