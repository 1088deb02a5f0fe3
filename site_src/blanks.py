"""A line of a printed form in; its words and blanks in printed order out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLANK = re.compile(r"\{(?P<slot>[a-z_.]+)(?:=(?P<tick>[^:}]+))?(?::(?P<empty>[^}]*))?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Printed words."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A blank: the path of what fills it, and what the empty form prints there.

    With `tick` it is a box, ticked when the path's value is that one.
    """

    path: str
    empty: str
    tick: str


def printed_parts(line: str) -> Iterator[Words | Slot]:
    """Split `line` at its `{slot:empty}` and `{slot=value:box}` blanks."""
    end = 0
    for found in _BLANK.finditer(line):
        if found.start() > end:
            yield Words(text=line[end : found.start()])
        yield Slot(path=found["slot"], empty=found["empty"] or "", tick=found["tick"] or "")
        end = found.end()
    if end < len(line):
        yield Words(text=line[end:])
