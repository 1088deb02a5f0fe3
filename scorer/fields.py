"""Reading JSON members one by one: what is wrong is collected with its path, and reading goes on."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeGuard

from scorer.envelope import Json
from scorer.problems import Path, Problem, problem, quoted, wrong_type

MAX_COUNT = 9_999
MAX_TEXT = 20_000
YEARS = (2000, 2100)


class FieldReader:
    """Collects every problem while it reads; what it returns counts only when there was none."""

    def __init__(self, found: Iterable[Problem] = ()) -> None:
        self.problems = list(found)

    def envelope(self, envelope: Mapping[str, Json], own: tuple[str, ...]) -> None:
        """Check the keys of the answers file: those that every kind has, and its `own`."""
        self.known_keys((), envelope, ("rubric", *own, "header", "meta"))
        for name, text in self.members((), envelope, "header"):
            self.text(("header", name), text)
        self.is_object(envelope.get("meta", {}), ("meta",))

    def flag(self, path: Path, value: Json) -> bool:
        """True or false; anything else is a problem and counts as false."""
        if not isinstance(value, bool):
            self.problems.append(wrong_type(path, bool, value))
        return value is True

    def year(self, path: Path, value: Json) -> int:
        """A year within `YEARS`."""
        if not isinstance(value, int) or isinstance(value, bool):
            self.problems.append(wrong_type(path, int, value))
            return YEARS[0]
        if not YEARS[0] <= value <= YEARS[1]:
            self.add(path, "year", first=YEARS[0], last=YEARS[1], found=value)
        return value

    def one_of(self, path: Path, known: Iterable[str], value: Json) -> str:
        """One of the known words; empty when it is none of them."""
        options = list(known)
        if isinstance(value, str) and value in options:
            return value
        self.add(path, "one-of", known=listed(options), found=quoted(value))
        return ""

    def several_of(self, path: Path, known: Iterable[str], value: Json) -> tuple[str, ...]:
        """At least one of the known words, each once, as a list."""
        options = list(known)
        if not isinstance(value, list):
            self.problems.append(wrong_type(path, list, value))
            return ()
        if not value:
            self.add(path, "empty", known=listed(options))
        chosen: list[str] = []
        for member in value:
            if member in chosen:
                self.add(path, "twice", found=quoted(member))
            elif word := self.one_of(path, options, member):
                chosen.append(word)
        return tuple(chosen)

    def whole(self, path: Path, value: Json) -> int:
        """A count from 0 to `MAX_COUNT`; 0 when it is none."""
        if isinstance(value, float):
            self.add(path, "fraction", found=quoted(value))
        elif not isinstance(value, int) or isinstance(value, bool):
            self.problems.append(wrong_type(path, int, value))
        elif value < 0:
            self.add(path, "negative", found=value)
        elif value > MAX_COUNT:
            self.add(path, "too-many", limit=MAX_COUNT)
        else:
            return value
        return 0

    def members(self, path: Path, value: Mapping[str, Json], key: str) -> Iterator[tuple[str, Json]]:
        """The members of the object under `key`, which may be missing."""
        member = value.get(key, {})
        if self.is_object(member, (*path, key)):
            yield from member.items()

    def is_object(self, value: Json, path: Path) -> TypeGuard[dict[str, Json]]:
        """Whether it is an object; a problem when not."""
        if isinstance(value, dict):
            return True
        self.problems.append(wrong_type(path, dict, value))
        return False

    def text(self, path: Path, value: Json) -> None:
        """Text of at most `MAX_TEXT` characters."""
        if not isinstance(value, str):
            self.problems.append(wrong_type(path, str, value))
        elif len(value) > MAX_TEXT:
            self.add(path, "too-long", limit=MAX_TEXT)

    def known_keys(self, path: Path, value: Mapping[str, Json], known: tuple[str, ...]) -> None:
        """A problem for every other key."""
        for name in value:
            if name not in known:
                self.add((*path, name), "unknown-key", known=listed(known))

    def add(self, path: Path, code: str, **facts: object) -> None:
        """Note a problem at `path`."""
        self.problems.append(problem(path, code, **facts))


def listed(names: Iterable[str]) -> str:
    """Known names for a message."""
    return ", ".join(names)
