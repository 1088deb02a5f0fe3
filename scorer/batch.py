"""A folder of answer files in; a table with the rows of each, the problems of bad ones, and an account of all out.

Files are read one at a time: beside their names nothing of them stays in memory.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from scorer.batch_kinds import Account
from scorer.problems import AnswersError
from scorer.service import score

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(slots=True)
class Tried:
    """How many files were scored, and how many could not be."""

    scored: int = 0
    bad: int = 0


def answer_files(folder: Path, *, recursive: bool = False) -> list[str]:
    """Names of the `.json` files, sorted, relative to the folder; hidden ones are left out, as by a shell."""
    found = folder.rglob("*.json") if recursive else folder.glob("*.json")
    names = (path.relative_to(folder) for path in found)
    return sorted(name.as_posix() for name in names if not any(part.startswith(".") for part in name.parts))


def score_files(
    rubric: str,
    account: Account,
    names: Iterable[str],
    read: Callable[[str], str],
    table: TextIO,
    refused: Callable[[str, OSError | AnswersError], None],
    *,
    line_end: str,
) -> Iterator[Tried]:
    """Score the files, count and write them; `refused` is told the name of a bad one and what is wrong.

    Yields after every file.
    """
    tried = Tried()
    writer = csv.writer(table, lineterminator=line_end)
    writer.writerow(["file", *account.blanks, *account.columns])
    for name in names:
        try:
            text = read(name)
            result = score(text, rubric)
        except (OSError, AnswersError) as error:
            tried.bad += 1
            refused(name, error)
        else:
            tried.scored += 1
            header = json.loads(text).get("header", {})
            known = [name, *(header.get(blank, "") for blank in account.blanks)]
            writer.writerows([*map(_inert, known), *map(_inert, cells)] for cells in account.take(result))
        yield tried


def _inert(text: str) -> str:
    """Text from a stranger's file so that a spreadsheet does not run it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
