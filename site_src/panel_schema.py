"""A panel's rubric in; the JSON Schema of the members of its answers files, and an example of them, out."""

from collections.abc import Iterable, Mapping

from scorer.codec import plain
from scorer.model import Option
from scorer.panel_answers import MARK, NONE, PLACES, REPORT
from scorer.panel_model import Panel, Plan

type Schema = dict[str, object]

_TEXT: Schema = {"$ref": "#/$defs/text"}
_FLAG: Schema = {"type": "boolean"}


def panel_members(rubric: Panel) -> Schema:
    """The members beside those that every kind of rubric has."""
    experts = [expert.id for expert in rubric.experts]
    conflicts = {"anyOf": [{"enum": [[NONE]]}, _list({"type": "string", "pattern": REPORT})]}
    expert = _closed({"name": _TEXT, "place": {"enum": list(PLACES)}, "national": _FLAG, "conflicts": conflicts})
    mark = {"type": "string", "pattern": MARK, "description": f"0至{plain(rubric.points)}的数，写作文字"}
    marks = _closed(dict.fromkeys(experts, mark))
    rows = next((plan.rules.rows for plan in rubric.plans if plan.rules), ())
    by_row = _closed(dict.fromkeys(experts, _closed(dict.fromkeys((row.id for row in rows), mark))))
    found = _list({"enum": experts})
    report = {
        "name": _TEXT,
        "size": _one_of(rubric.sizes),
        "key_industry": _FLAG,
        "city": _one_of(rubric.cities),
        "paper": marks,
        "rechecked": marks,
        "onsite": marks,
        "rechecked_rows": by_row,
        "onsite_rows": by_row,
        "veto": found,
        "onsite_veto": found,
        "selected": _FLAG,
        "note": _TEXT,
    }
    context = {"plan": _one_of(rubric.plans), "method": {"enum": [method.id for method in rubric.methods]}}
    return {
        "context": _closed(context),
        "experts": _closed(dict.fromkeys(experts, expert)),
        "reports": {"type": "object", "patternProperties": {REPORT: _closed(report)}, "additionalProperties": False},
    }


def panel_example(rubric: Panel) -> Schema:
    """Two reports, one of them rechecked on site."""
    experts = [expert.id for expert in rubric.experts]
    outside = experts[:2]
    drawn = {"size": rubric.sizes[0].id, "key_industry": True, "city": rubric.cities[0].id}
    return {
        "context": {"plan": rubric.plans[0].id, "method": rubric.methods[0].id},
        "experts": {
            name: {"place": "outside" if name in outside else "inside", "national": True, "conflicts": [NONE]}
            for name in experts
        },
        "reports": {
            "r1": {**drawn, "paper": dict.fromkeys(experts, "79.5")},
            "r2": {
                **drawn,
                "paper": dict.fromkeys(experts, "62"),
                "rechecked": dict.fromkeys(experts, "30"),
                "onsite": {name: "27.5" for name in experts if name not in outside},
            },
        },
    }


def _one_of(options: Iterable[Option | Plan]) -> Schema:
    return {"enum": [option.id for option in options]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 1, "uniqueItems": True}


def _closed(members: Mapping[str, object]) -> Schema:
    return {"type": "object", "properties": members, "additionalProperties": False}
