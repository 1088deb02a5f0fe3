"""A folder of answer files in; a table with a row for each, the problems of bad ones, and a summary of all out.

Files are read one at a time: beside their names nothing of them stays in memory.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TextIO, cast

from scorer.batch_summary import Collector
from scorer.codec import plain
from scorer.files import read_text
from scorer.problems import AnswersError
from scorer.report import ItemResult, Result
from scorer.service import score

HEADER = ("institution", "report_number")
"""Blanks of the answers file that tell the rows apart; empty where a file has none."""
COLUMNS = (
    "file",
    *HEADER,
    "score",
    "lowest",
    "highest",
    "grade",
    "provisional",
    "veto",
    "key",
    "nonconforming",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def answer_files(folder: Path, *, recursive: bool = False) -> list[str]:
    """Names of the `.json` files, sorted, relative to the folder; hidden ones are left out, as by a shell."""
    found = folder.rglob("*.json") if recursive else folder.glob("*.json")
    names = (path.relative_to(folder) for path in found)
    return sorted(name.as_posix() for name in names if not any(part.startswith(".") for part in name.parts))


def score_folder(
    counts: Collector,
    folder: Path,
    names: list[str],
    table: TextIO,
    refused: Callable[[str, str], None],
    *,
    line_end: str,
) -> Iterator[int]:
    """Score the files, count and write them; `refused` is told the name and each problem of a bad one.

    Yields how many files are done.
    """
    rubric = counts.rubric
    writer = csv.writer(table, lineterminator=line_end)
    writer.writerow([*COLUMNS, *(_numbered(item.id) for item in rubric.items)])
    for done, name in enumerate(names, 1):
        try:
            text = _text(folder / name)
            result = cast("Result", score(text, rubric.id))
        except OSError as error:
            counts.bad += 1
            refused(name, f"(file): {error.strerror}")
        except AnswersError as error:
            counts.bad += 1
            for one in error.problems:
                refused(name, f"{one.where}: {one.english}")
        else:
            counts.add(result)
            writer.writerow(row(name, json.loads(text).get("header", {}), result))
        yield done


def row(name: str, header: Mapping[str, str], result: Result) -> list[str]:
    """The cells of a scored file under `COLUMNS` and the items of the checklist."""
    span = result.range
    return [
        _inert(name),
        *(_inert(header.get(blank, "")) for blank in HEADER),
        "" if result.score is None else plain(result.score),
        "" if span is None else plain(span.lowest),
        "" if span is None else plain(span.highest),
        result.grade or "",
        "yes" if result.provisional else "no",
        *("、".join(map(_numbered, tally.ids)) for tally in (result.veto, result.key, result.verdicts)),
        *map(_standing, result.items.values()),
    ]


def _text(path: Path) -> str:
    with path.open("rb") as file:
        return read_text(file)


def _standing(item: ItemResult) -> str:
    """The deduction, or the state where there is none to tell yet: what is open has not passed."""
    if item.deduction is None or item.state in {"unanswered", "inapplicable"}:
        return item.state
    return plain(item.deduction)


def _numbered(item: str) -> str:
    """An item's id so that a spreadsheet takes 3.10 for no number and 4-35 for no date."""
    return f"第{item}项"


def _inert(text: str) -> str:
    """Text from a stranger's file so that a spreadsheet does not run it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
