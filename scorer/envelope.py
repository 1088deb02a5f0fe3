"""JSON text in; its top-level object out, or what is wrong with the text."""

import json

from scorer.problems import AnswersError, Problem, problem, quoted, wrong_type

MAX_BYTES = 2_000_000

type Json = str | int | float | bool | None | list[Json] | dict[str, Json]


def read_json(text: str) -> dict[str, Json]:
    """The top-level object of a JSON text. Raises `AnswersError` when there is none to work with."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise AnswersError([problem((), "too-large", limit=MAX_BYTES)])
    repeated: list[Problem] = []

    def members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for key, value in pairs:
            if key in found:
                repeated.append(problem((), "repeated", key=quoted(key)))
            found[key] = value
        return found

    try:
        value = json.loads(text, object_pairs_hook=members, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        facts = {"detail": error.msg, "line": error.lineno, "column": error.colno}
        raise AnswersError([problem((), "not-json", **facts)]) from None
    except RecursionError:
        raise AnswersError([problem((), "too-deep")]) from None
    if not isinstance(value, dict):
        raise AnswersError([wrong_type((), dict, value)])
    if repeated:
        raise AnswersError(repeated)
    return value


def _whole_number(digits: str) -> int:
    """Python refuses to read thousands of digits; any number this long is too large anyway."""
    return int(digits[:20])
