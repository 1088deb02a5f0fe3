"""Deadlines in; the members of their answers files, for a JSON Schema, and an example out."""

from collections.abc import Iterable

from scorer.deadlines_answers import DATE
from scorer.deadlines_model import Deadlines, Duty, Event
from scorer.fields import MAX_COUNT

type Schema = dict[str, object]

_DAY: Schema = {"type": "string", "format": "date", "pattern": DATE}
_COUNT: Schema = {"type": "integer", "minimum": 0, "maximum": MAX_COUNT}
_EXAMPLE = "2026-01-05"


def deadlines_members(rubric: Deadlines) -> Schema:
    """What an answers file holds beside the envelope."""
    shares = {
        share.id: {
            "title": share.title,
            **_closed({"done": _COUNT} if share.percent is None else {"total": _COUNT, "done": _COUNT}),
        }
        for share in rubric.shares
    }
    finishing = [duty for duty in rubric.duties if duty.kind in {"within", "lasting", "fixed"}]
    return {
        "reference": {"description": "按哪一天看；不写就不算剩余天数", **_DAY},
        "dates": _days((event.label, event) for event in rubric.events),
        "done": _days((duty.title, duty) for duty in finishing),
        "counts": _closed(shares),
    }


def deadlines_example(rubric: Deadlines) -> Schema:
    """Every event and every number once."""
    return {
        "reference": _EXAMPLE,
        "dates": {event.id: _EXAMPLE for event in rubric.events},
        "counts": {
            share.id: {"done": 1} if share.percent is None else {"total": 2, "done": 1} for share in rubric.shares
        },
    }


def _days(members: Iterable[tuple[str, Event | Duty]]) -> Schema:
    return _closed({one.id: {"title": title, **_DAY} for title, one in members})


def _closed(members: Schema | dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": members, "additionalProperties": False}
