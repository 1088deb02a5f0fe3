"""Golden cases: what a domain expert expects of a filled checklist, as data for every test that needs it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One sentence about a rubric, with the answers it speaks of and the part of the result it promises."""

    file: str
    rubric: str
    name: str
    answers: dict[str, Any]
    expect: dict[str, Any]

    @property
    def text(self) -> str:
        """The answers file."""
        return json.dumps(self.answers, ensure_ascii=False)

    def promises(self, *path: str) -> Any:  # noqa: ANN401 - JSON
        """What is expected at `path` of the result; None where the case says nothing of it."""
        value: Any = self.expect
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return value


def cases() -> Iterator[Case]:
    """Every case of every rubric; the folder is named after the rubric."""
    for path in sorted(CASES.glob("*/*.yml")):
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            yield Case(file=path.stem, rubric=path.parent.name, **case)


def differences(expected: object, found: object, path: str = "result") -> list[str]:
    """Where `found` is not as expected; members that are not expected may be anything, lists are compared whole."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return [
            one
            for key, member in expected.items()
            for one in differences(member, found.get(key, "nothing"), f"{path}.{key}")
        ]
    return [] if expected == found else [f"{path}: {expected!r} expected, {found!r} found"]
