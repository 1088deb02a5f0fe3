"""Loaded data in; relations whose ends do not exist, repeat each other or say what the print does not, out."""

from collections.abc import Iterator

from site_src.findings import Finding
from site_src.load import Data
from site_src.relation_model import Theme, Topic
from site_src.relations import Printed, printed_places
from site_src.source import Problem, YamlPath


def relation_problems(data: Data) -> Iterator[Problem]:
    """Every problem of every theme, file by file."""
    check = _RelationChecks(printed_places(data), data)
    for name, source in data.sources.items():
        if name.startswith("relations/") and isinstance(source.value, list):
            for number, theme in enumerate(source.value):
                if isinstance(theme, dict):
                    found = check.theme((number,), data.themes[str(theme["id"])])
                    yield from (source.problem(path, message) for path, message in found)


class _RelationChecks:
    """Remembers the pairs and topics of the themes before."""

    def __init__(self, printed: dict[str, Printed], data: Data) -> None:
        self._printed = printed
        self._pairs: set[frozenset[str]] = set()
        self._topics: set[str] = set(data.themes)
        relations = [one for theme in data.themes.values() for topic in theme.topics for one in topic.relations]
        self._related = {end for relation in relations for end in (relation.one, relation.other)}

    def theme(self, path: YamlPath, theme: Theme) -> Iterator[Finding]:
        for number, topic in enumerate(theme.topics):
            yield from self._topic((*path, "topics", number), topic)

    def _topic(self, path: YamlPath, topic: Topic) -> Iterator[Finding]:
        if topic.id in self._topics:
            yield (*path, "id"), f"{topic.id} is used before for a theme or topic"
        self._topics.add(topic.id)
        if not (topic.relations or topic.alone):
            yield path, "names no place; give relations, or places that stand alone"
        for number in range(len(topic.relations)):
            yield from self._relation((*path, "relations", number), topic, number)
        for number, place in enumerate(topic.alone):
            yield from self._exists((*path, "alone", number), place)
            if place in self._related:
                yield (*path, "alone", number), f"{place} is said to stand alone, but has a relation"
        yield from self._quotes((*path, "quotes"), topic)

    def _relation(self, path: YamlPath, topic: Topic, number: int) -> Iterator[Finding]:
        relation = topic.relations[number]
        yield from self._exists((*path, "one"), relation.one)
        yield from self._exists((*path, "other"), relation.other)
        pair = frozenset((relation.one, relation.other))
        if pair in self._pairs:
            yield path, f"{relation.one} and {relation.other} are related before"
        self._pairs.add(pair)
        documents = {self._printed[end].document for end in pair if end in self._printed}
        if len(documents) == 1 and pair <= self._printed.keys():
            yield path, f"both ends are printed in {documents.pop()}; a relation is between documents"
        if relation.kind == "stricter" and not relation.why:
            yield path, "what is called stricter needs a why"

    def _exists(self, path: YamlPath, place: str) -> Iterator[Finding]:
        if place not in self._printed:
            yield path, f"there is no printed place {place}"

    def _quotes(self, path: YamlPath, topic: Topic) -> Iterator[Finding]:
        ends = {end for relation in topic.relations for end in (relation.one, relation.other)} | {*topic.alone}
        for place, words in topic.quotes.items():
            if place not in ends:
                yield (*path, place), f"{place} is no place of this topic"
            elif place in self._printed and words not in self._printed[place].text:
                yield (*path, place), f"{place} does not print {words}"
