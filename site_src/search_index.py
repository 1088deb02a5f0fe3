"""The entries of all built pages and what people say in, the index as the browser fetches it out.

What people ask goes with the entry that answers, so that it comes with the search and with no page.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from site_src.asked_model import asked_places
from site_src.load import Data
from site_src.source import DataError, Problem


def write_index(site: Path, entries: list[dict[str, str]], data: Data) -> None:
    """Put the index where the theme fetches it. Raises `DataError` where the words lead nowhere or are not needed."""
    if problems := [*_asked_problems(entries, data), *_synonym_problems(entries, data)]:
        raise DataError(problems)
    asked = {place: words for one in data.asked.values() for _, place, words in asked_places(one)}
    docs = [entry | ({"asked": asked[place]} if (place := entry["location"]) in asked else {}) for entry in entries]
    synonyms = [[one.said, *one.printed] for some in data.synonyms.values() for one in some]
    config = {"lang": ["zh"], "separator": r"\s+", "pipeline": [], "fields": {}, "synonyms": synonyms}
    index = json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":"))
    (site / "search" / "search_index.json").write_text(index, encoding="utf-8")


def _asked_problems(entries: list[dict[str, str]], data: Data) -> Iterator[Problem]:
    printed = {entry["location"]: entry["title"] + entry["text"] for entry in entries}
    for name, asked in data.asked.items():
        source = data.sources[f"asked/{name}"]
        for path, place, words in asked_places(asked):
            if place not in printed:
                yield source.problem(path, f"no page has the place {place}, or the search leaves it out")
            for number, word in enumerate(words):
                if word in printed.get(place, ""):
                    yield source.problem((*path, number), f"{word} is printed there and found anyway")


def _synonym_problems(entries: list[dict[str, str]], data: Data) -> Iterator[Problem]:
    text = "\n".join(entry["title"] + entry["text"] for entry in entries)
    for name, synonyms in data.synonyms.items():
        source = data.sources[f"synonyms/{name}"]
        for number, one in enumerate(synonyms):
            for place, word in enumerate(one.printed):
                if word not in text:
                    yield source.problem((number, "printed", place), f"no page says {word}")
