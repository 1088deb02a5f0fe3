"""JSON text in; its top-level object out, with what JSON readers would pass over in silence."""

import json
import math
import re
from collections.abc import Iterator

from scorer.problems import AnswersError, Path, Problem, problem, wrong_type

MAX_BYTES = 2_000_000
"""Of a file about one institution or report, however much is noted in it."""
MAX_DEPTH = 20
READABLE_DEPTH = 200
"""Checked before Python's reader descends: in Pyodide a deep text overflows the stack and ends the interpreter."""

_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{\]}]', re.DOTALL)

_NESTED = (dict, list)
_CHECKED = (dict, list, float)

type Json = str | int | float | bool | list[Json] | dict[str, Json] | None
type _Repeats = dict[int, tuple[dict[str, Json], list[str]]]
"""By the identity of an object (kept, so that no other can take it): the keys that it gives twice."""


def read_json(text: str, max_bytes: int = MAX_BYTES) -> tuple[dict[str, Json], list[Problem]]:
    """The top-level object of a JSON text, and what is wrong with it as JSON.

    Raises `AnswersError` when there is no object to work with.
    """
    refuse_large(text, max_bytes)
    if _is_unreadably_deep(text):
        raise AnswersError([problem((), "too-deep", limit=MAX_DEPTH)])
    repeats: _Repeats = {}
    value = _loads(text, repeats)
    if not isinstance(value, dict):
        raise AnswersError([wrong_type((), dict, value)])
    flaws = list(_flaws(value, repeats))
    if any(flaw.code == "too-deep" for flaw in flaws):
        raise AnswersError(flaws)
    return value, flaws


def refuse_large(text: str, max_bytes: int) -> None:
    """Raises `AnswersError` for a text of more bytes."""
    if len(text.encode("utf-8", "surrogatepass")) > max_bytes:
        raise AnswersError([problem((), "too-large", limit=max_bytes)])


def _is_unreadably_deep(text: str) -> bool:
    if text.count("[") + text.count("{") <= READABLE_DEPTH:
        return False
    depth = 0
    for token in _STRING_OR_BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > READABLE_DEPTH:
            return True
    return False


def _loads(text: str, repeats: _Repeats) -> Json:
    def members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for key, value in pairs:
            if key in found:
                repeats.setdefault(id(found), (found, []))[1].append(key)
            found[key] = value
        return found

    try:
        value: Json = json.loads(text, object_pairs_hook=members, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        facts = {"detail": error.msg, "line": error.lineno, "column": error.colno}
        raise AnswersError([problem((), "not-json", **facts)]) from None
    return value


def _flaws(top: Json, repeats: _Repeats) -> Iterator[Problem]:
    """Repeated keys, NaN and Infinity, and nesting that no answers file has; a queue, because recursion has an end."""
    waiting: list[tuple[Path, Json]] = [((), top)]
    for path, value in waiting:
        if isinstance(value, float) and not math.isfinite(value):
            yield problem(path, "not-finite")
        elif isinstance(value, _NESTED) and len(path) > MAX_DEPTH:
            yield problem(path, "too-deep", limit=MAX_DEPTH)
        elif isinstance(value, dict):
            if id(value) in repeats:
                yield from (problem((*path, key), "repeated") for key in repeats[id(value)][1])
            waiting.extend(((*path, key), one) for key, one in value.items() if isinstance(one, _CHECKED))
        elif isinstance(value, list):
            waiting.extend(((*path, str(place)), member) for place, member in enumerate(value))


def _whole_number(digits: str) -> int:
    """Python refuses to read thousands of digits; any number this long is too large anyway."""
    return int(digits[:20])
