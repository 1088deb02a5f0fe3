"""Loaded data in; which printed places ask for the same, resolved at both ends with names, words and addresses, out."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from scorer.addresses import item_anchor, subitem_anchor
from scorer.model import Checklist, Item
from site_src.content import Document
from site_src.load import Data
from site_src.relation_model import Relation, Topic

KINDS = {"same": "相同", "similar": "相近", "stricter": "本处更严", "looser": "对方更严"}
"""What a relation is called at one end of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A place that can be compared: the document that prints it, what it is known by, and all that it prints."""

    document: str
    words: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """The other end of a relation, as it is shown at this end."""

    kind: str
    here: str
    place: str
    words: str
    why: str
    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place in its document's column of a topic."""

    place: str
    words: str


def printed_places(data: Data) -> dict[str, Printed]:
    """Every paragraph, article, item and sub-item by its global name."""
    found: dict[str, Printed] = {}
    for document in data.documents.values():
        found |= dict(_blocks(document))
    for assessment in data.assessments.values():
        for item in assessment.rubric.items:
            found |= dict(_item(assessment.rubric, item))
    return found


def _blocks(document: Document) -> Iterator[tuple[str, Printed]]:
    for block in document.blocks:
        if block.kind == "paragraph":
            words = _unnumbered(block.text.removeprefix(block.label))
            yield f"documents/{document.id}#{block.id}", Printed(document=document.id, words=words, text=block.text)


def _item(rubric: Checklist, item: Item) -> Iterator[tuple[str, Printed]]:
    """An item without a title of its own is known by what is checked, as printed in its last line."""
    place, lines = f"rubrics/{rubric.id}", [line.text for line in item.method]
    words = item.title or lines[-1]
    yield (
        f"{place}#{item_anchor(item.id)}",
        Printed(document=rubric.document, words=words, text="\n".join([item.title, *lines])),
    )
    for line in item.method:
        if line.id:
            printed = Printed(document=rubric.document, words=_unnumbered(line.text), text=line.text)
            yield f"{place}#{subitem_anchor(item.id, line.id)}", printed


def _unnumbered(text: str) -> str:
    """Without the number that the name of the place has already."""
    return re.sub(r"^\s*(（[一二三四五六七八九十]+）|[0-9]+[.．]|[A-Z]\.)\s*", "", text).strip()


class Relations:
    """Answers which places elsewhere ask for what a place asks for."""

    def __init__(self, data: Data) -> None:
        self._printed = printed_places(data)
        self._at: dict[str, list[Counterpart]] = defaultdict(list)
        self._topics = [topic for theme in data.themes.values() for topic in theme.topics]
        self._dates = {document.id: document.date for document in data.documents.values()}
        for topic in self._topics:
            for relation in topic.relations:
                self._keep(topic, relation)
        self._within = _within(data)

    def _keep(self, topic: Topic, relation: Relation) -> None:
        back = "looser" if relation.kind == "stricter" else relation.kind
        for here, there, kind in ((relation.one, relation.other, relation.kind), (relation.other, relation.one, back)):
            words = topic.quotes.get(there) or self._printed[there].words
            found = Counterpart(kind=kind, here=here, place=there, words=words, why=relation.why, topic=topic.id)
            self._at[here].append(found)

    def at(self, place: str) -> list[Counterpart]:
        """Counterparts of a place, of its sub-items, and of what it restates or is restated by."""
        return [one for here in (place, *self._within.get(place, ())) for one in self._at.get(here, ())]

    def columns(self, topic: Topic) -> dict[str, list[Entry]]:
        """The places of a topic by document, each in the order in which the data name them."""
        ends = [end for relation in topic.relations for end in (relation.one, relation.other)]
        columns: dict[str, list[Entry]] = defaultdict(list)
        for place in dict.fromkeys([*ends, *topic.alone]):
            printed = self._printed[place]
            columns[printed.document].append(Entry(place=place, words=topic.quotes.get(place) or printed.words))
        return columns

    def documents(self) -> list[str]:
        """Ids of the documents that are compared, the latest first."""
        named = {one for topic in self._topics for one in self.columns(topic)}
        return sorted(named, key=lambda one: self._dates[one], reverse=True)


def _within(data: Data) -> dict[str, list[str]]:
    """What else a place answers for: an item for its sub-items, and both ends where one place restates another."""
    within: dict[str, list[str]] = defaultdict(list)
    for name, assessment in data.assessments.items():
        for item in assessment.rubric.items:
            place = f"rubrics/{name}#{item_anchor(item.id)}"
            within[place] += [f"rubrics/{name}#{subitem_anchor(item.id, one)}" for one in item.subitems]
            for block in assessment.restates.get(item.id, ()):
                source = f"documents/{assessment.rubric.document}#{block}"
                within[place].append(source)
                within[source].append(place)
    return within
