"""Loaded data in; what people say or ask that is given twice, or asked of a place that is not there, out.

The finer parts of a place and the site's own pages are known once they are built: `search_index.py` looks for them.
"""

from collections.abc import Callable, Iterable, Iterator

from scorer.addresses import address
from site_src.asked_model import Asked, Synonym, asked_places
from site_src.findings import Finding, repeated
from site_src.load import Data
from site_src.places import Places


def asked_findings(data: Data, places: Iterable[str]) -> Callable[[Asked], Iterator[Finding]]:
    """The check of one file against the `places` of the data, the notes, and the files before."""
    known = {
        *map(Places(data).address, places),
        *(f"notes/#{note.lower()}" for note in data.notes),
        *(address(name, f"section-{one.id}") for name, a in data.assessments.items() for one in a.rubric.sections),
    }
    before: set[str] = set()

    def _findings(asked: Asked) -> Iterator[Finding]:
        for path, place, words in asked_places(asked):
            if place.startswith(("documents/", "rubrics/", "notes/#")) and not _is_or_is_within(place, known):
                yield path, f"there is no place {place}"
            if place in before:
                yield path, f"another file says what people ask of {place}"
            before.add(place)
            numbered = [((*path, number), word) for number, word in enumerate(words)]
            yield from repeated(numbered, "place")
            yield from ((at, f"{word} is more than one; write each by itself") for at, word in numbered if "、" in word)

    return _findings


def _is_or_is_within(place: str, known: set[str]) -> bool:
    """`item-27-clause-2` is within `item-27`."""
    page, _, part = place.partition("#")
    steps = part.split("-")
    return place in known or any(f"{page}#{'-'.join(steps[:most])}" in known for most in range(1, len(steps)))


def synonym_findings(synonyms: list[Synonym]) -> Iterator[Finding]:
    """A word said twice would be looked for as the first says only."""
    yield from repeated((((number, "said"), one.said) for number, one in enumerate(synonyms)), "list")
    for number, one in enumerate(synonyms):
        printed = [((number, "printed", place), word) for place, word in enumerate(one.printed)]
        yield from repeated(printed, "synonym")
        yield from ((path, f"{word} is said already") for path, word in printed if word == one.said)
