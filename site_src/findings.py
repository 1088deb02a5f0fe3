"""What a check of one file yields, and the check that most of them share: ids given twice."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from site_src.source import YamlPath

type Finding = tuple[YamlPath, str]
"""A path in the file, and what is wrong there."""


class Named(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """Its readable id."""


def ids(path: YamlPath, members: Iterable[Named]) -> list[tuple[YamlPath, str]]:
    """The ids of the members of the list at `path`, each with its own path."""
    return [((*path, number, "id"), member.id) for number, member in enumerate(members)]


def repeated(named: Iterable[tuple[YamlPath, str]], within: str) -> Iterator[Finding]:
    """Every id that occurred before in the same `within`."""
    seen: set[str] = set()
    for path, one in named:
        if one in seen:
            yield path, f"{one} is used before in this {within}"
        seen.add(one)
