"""The command line of the build: `python -m site_src write DIR`, `compile` or `check`."""

import argparse
import sys
from pathlib import Path

from site_src.bundle import ROOT, compile_rubrics
from site_src.checks import check
from site_src.load import Data, load
from site_src.pages import pages
from site_src.source import DataError


def write(data: Data, folder: Path) -> None:
    """The generated pages as Markdown files, for any site generator."""
    for page in pages(data):
        path = folder / page.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.markdown, encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 1 when the data have problems, each of them on a line of its own."""
    parser = argparse.ArgumentParser(prog="python -m site_src", description="Build from rubric_data/.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("check", help="validate all data and print every problem")
    commands.add_parser("compile", help="write scorer/rubrics.json, which the scorer reads")
    commands.add_parser("write", help="write the generated pages").add_argument("folder", type=Path, metavar="DIR")
    chosen = parser.parse_args(arguments)
    try:
        data = load()
        problems = check(data)
    except DataError as error:
        problems = error.problems
    if problems:
        print(*problems, sep="\n")
        return 1
    if chosen.command == "compile":
        (ROOT / "scorer" / "rubrics.json").write_bytes(compile_rubrics(data.rubrics))
    if chosen.command == "write":
        write(data, chosen.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
