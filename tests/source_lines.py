"""A source document and its listed artifacts in, the lines that the site must print out: joined and cleaned."""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

SOURCES = Path(__file__).parent.parent / "rubric_data" / "sources"
EDITS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("source_edits.yml").read_text(encoding="utf-8"))
MASK = "＊＊＊"

_BOOKMARK = re.compile(r"\[bookmark: \w+\]")
_NORM_STARTS = re.compile(r"第[一二三四五六七八九十]+[章条]|（[一二三四五六七八九十]+）")
_NORM_OTHER_STARTS = {2, 6, 8, 12, 22, 24, 26, 34, 246, 264}
"""The notice's title, number, address, text, signature, date and last line, the norm's title, two paragraphs (F-01)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A line to be found on the site: the number of its first line in the file, and its text without blanks."""

    number: int
    text: str


def without_blanks(text: str) -> str:
    """Blanks of every width are layout, not text."""
    return "".join(text.split())


def manifest() -> list[dict[str, Any]]:
    """What `manifest.yml` says of each source file."""
    entries: list[dict[str, Any]] = yaml.safe_load((SOURCES / "manifest.yml").read_text(encoding="utf-8"))
    return entries


def printed_lines(document: str) -> dict[int, str]:
    """The file's lines that are not empty, by number, blanks dropped."""
    (file,) = (entry["file"] for entry in manifest() if entry["document"] == document)
    lines = (SOURCES / file).read_text(encoding="utf-8").splitlines()
    return {number: text for number, line in enumerate(lines, 1) if (text := without_blanks(line))}


def published_lines(document: str) -> list[SourceLine]:
    """What must stand on the document's page, in printed order.

    Raises `AssertionError` when a listed artifact is not in the file any more, or an unlisted one would vanish.
    """
    edits = EDITS[document]
    lines = _without_bookmarks(printed_lines(document), edits.get("bookmarks", 0))
    dropped = _edit(lines, edits.get("edits", {}))
    for number, (before, after) in _flat(edits.get("masked", {})).items():
        lines[number] = _masked(lines[number], before, after)[0]
    assert dropped == {number for number, text in lines.items() if not text}
    runs = _norm_runs(lines) if edits.get("joined_by") == "F-01" else _listed_runs(lines, edits["joined"])
    return [SourceLine(number=run[0], text=text) for run in runs if (text := "".join(lines[n] for n in run))]


def personal_data(document: str) -> list[str]:
    """The words that the published text masks."""
    lines = printed_lines(document)
    masked = _flat(EDITS[document].get("masked", {}))
    return [_masked(lines[number], before, after)[1] for number, (before, after) in masked.items()]


def _flat(by_note: dict[str, dict[int, list[str]]]) -> dict[int, list[str]]:
    return {number: words for lines in by_note.values() for number, words in lines.items()}


def _without_bookmarks(lines: dict[int, str], expected: int) -> dict[int, str]:
    # blanks are gone by now, so the mark is matched without its own
    mark = re.compile(_BOOKMARK.pattern.replace(" ", ""))
    assert sum(len(mark.findall(text)) for text in lines.values()) == expected
    return {number: mark.sub("", text) for number, text in lines.items()}


def _edit(lines: dict[int, str], by_note: dict[str, dict[int, list[str]]]) -> set[int]:
    """Apply the edits in place; returns the numbers of the lines of which nothing is left."""
    for number, (printed, published) in _flat(by_note).items():
        assert lines[number].startswith(printed), f"line {number} does not print {printed!r}"
        lines[number] = published + lines[number].removeprefix(printed)
    return {number for number in _flat(by_note) if not lines[number]}


def _masked(text: str, before: str, after: str) -> tuple[str, str]:
    found = re.search(f"(?<={re.escape(before)}).+?(?={re.escape(after) or '$'})", text)
    assert found, f"{before!r} … {after!r} is not in {text!r}"
    return text[: found.start()] + MASK + text[found.end() :], found.group()


def _listed_runs(lines: dict[int, str], joined: dict[int, int]) -> list[list[int]]:
    continued = {number for first, last in joined.items() for number in range(first + 1, last + 1)}
    return [
        [number, *(n for n in range(number + 1, joined.get(number, number) + 1) if n in lines)]
        for number in lines
        if number not in continued
    ]


def _norm_runs(lines: dict[int, str]) -> list[list[int]]:
    starts = [n for n, text in lines.items() if n in _NORM_OTHER_STARTS or _NORM_STARTS.match(text)]
    return [[n for n in lines if first <= n < following] for first, following in pairwise([*starts, max(lines) + 1])]
