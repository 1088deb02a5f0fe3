"""Rubrics and the blanks of their forms in; a JSON Schema of the answers files of each, with an example, out."""

from collections.abc import Iterable, Iterator, Mapping

from scorer.comparison import FIRST, RETEST
from scorer.comparison_model import Comparison
from scorer.deadlines_model import Deadlines
from scorer.fields import MAX_COUNT, MAX_TEXT, YEARS
from scorer.item_reader import POINTS
from scorer.kinds import Rubric
from scorer.model import Checklist, Item, Part, Question, Rule
from scorer.panel_model import Panel
from scorer.summary_answers import AMOUNT, NO_COLUMN, entered
from scorer.summary_model import Column, Summary
from site_src.content import Blank
from site_src.deadlines_schema import deadlines_example, deadlines_members
from site_src.load import Data
from site_src.panel_schema import panel_example, panel_members

type Schema = dict[str, object]

_COUNT: Schema = {"type": "integer", "minimum": 0, "maximum": MAX_COUNT}
_TEXT: Schema = {"type": "string", "maxLength": MAX_TEXT}
_EXAMPLE_DATE = "2024-06-18"


def answers_schemas(data: Data) -> Iterator[tuple[str, Schema]]:
    """Every rubric's id and the schema of its answers files."""
    for name, checklist in data.assessments.items():
        yield name, checklist_schema(checklist.rubric, checklist.header)
    for name, comparison in data.comparisons.items():
        yield name, comparison_schema(comparison.rubric, comparison.header)
    for name, panel in data.panels.items():
        yield name, panel_schema(panel.rubric, panel.header)
    for name, summary in data.summaries.items():
        lines = data.assessments[summary.rubric.checklist].rubric
        yield name, summary_schema(summary.rubric, lines, summary.header)
    for name, deadlines in data.deadlines.items():
        yield name, deadlines_schema(deadlines.rubric, deadlines.header)


def checklist_schema(rubric: Checklist, header: list[Blank]) -> Schema:
    """Items by id, each with what it can be answered by: a verdict, findings of its rules, parts."""
    own: Schema = {
        "context": _closed({question.id: _context(question) for question in rubric.context}),
        "items": _closed({item.id: _item(rubric, item) for item in rubric.items}),
        "assume": {"const": "conforming", "description": "没有提到的一律视为符合"},
    }
    schema = _envelope(rubric, header, own, _checklist_example(rubric))
    words = f"conforming：{rubric.verdicts.conforming}；nonconforming：{rubric.verdicts.nonconforming}"
    verdict = {"enum": ["conforming", "nonconforming"], "description": words}
    return {**schema, "$defs": {"verdict": verdict, "count": _COUNT, "text": _TEXT}}


def comparison_schema(rubric: Comparison, header: list[Blank]) -> Schema:
    """Projects by id, each with its first result and that of a retest."""
    project = {"first": {"enum": list(FIRST)}, "retest": {"enum": list(RETEST)}, "note": _ref("text")}
    failed: Schema = {"properties": {"first": {"const": "unqualified"}}, "required": ["first"]}
    shape = {**_closed(project), "anyOf": [{"properties": {"retest": {"const": "none"}}}, failed]}
    own: Schema = {
        "organization": {"enum": [option.id for option in rubric.organizations]},
        "projects": _closed({one.id: {"title": one.title, **shape} for one in rubric.projects}),
    }
    first, *others = (one.id for one in rubric.projects)
    example = {
        "organization": rubric.organizations[-1].id,
        "projects": {
            first: {"first": "unqualified", "retest": "qualified"},
            **{i: {"first": "qualified"} for i in others},
        },
    }
    return {**_envelope(rubric, header, own, example), "$defs": {"text": _TEXT}}


def panel_schema(rubric: Panel, header: list[Blank]) -> Schema:
    """Experts by id and reports by key, with the marks of every expert."""
    schema = _envelope(rubric, header, panel_members(rubric), panel_example(rubric))
    return {**schema, "$defs": {"text": _TEXT}}


def deadlines_schema(rubric: Deadlines, header: list[Blank]) -> Schema:
    """Days of events and of what was done, and numbers, by the ids of what they belong to."""
    schema = _envelope(rubric, header, deadlines_members(rubric), deadlines_example(rubric))
    return {**schema, "$defs": {"text": _TEXT}}


def summary_schema(rubric: Summary, checklist: Checklist, header: list[Blank]) -> Schema:
    """Units with their filled checklists, the cells that are entered, and changes of the mapping."""
    filled = checklist_schema(checklist, [])
    failing = [column.id for column in rubric.columns if column.kind == "failing"]
    marks = [column for column in rubric.columns if column.kind == "marked"]
    unit = {
        "name": {"type": "string", "pattern": "\\S", "maxLength": MAX_TEXT},
        "answers": _closed({item.id: _item(checklist, item) for item in checklist.items}),
        "assume": {"const": "conforming", "description": "没有提到的一律视为合格"},
        **{column.id: {"title": column.title, "type": "boolean"} for column in marks},
    }
    periods = {one.id: f"{one.id}：{one.title}，填{one.covers}" for one in rubric.returns}
    own: Schema = {
        "period": {"enum": [*periods], "description": "；".join(periods.values())},
        "units": {"type": "object", "additionalProperties": {**_closed(unit), "required": ["name"]}},
        "counts": _closed({row.id: _cells(entered(rubric, row.id)) for row in rubric.rows}),
        "mapping": _closed({item.id: {"enum": [*failing, NO_COLUMN]} for item in checklist.items}),
    }
    first, *_ = checklist.items
    example: dict[str, object] = {
        "period": rubric.returns[0].id,
        "units": {"1": {"name": "甲医院（示例）", "assume": "conforming", "answers": {first.id: _judged(first)}}},
        "counts": {row.id: {one.id: _entered(one) for one in entered(rubric, row.id)} for row in rubric.rows},
        "mapping": {first.id: failing[0]},
    }
    return {**_envelope(rubric, header, own, example), "$defs": filled["$defs"]}


def _cells(columns: Iterable[Column]) -> Schema:
    amount = {"type": "string", "pattern": AMOUNT, "description": '准确的金额，如 "1.25"'}
    shapes = {column.id: amount if column.kind == "money" else _ref("count") for column in columns}
    return _closed({column.id: {"title": column.title, **shapes[column.id]} for column in columns})


def _entered(column: Column) -> object:
    return "1.25" if column.kind == "money" else 1


def _envelope(rubric: Rubric, header: list[Blank], own: Schema, example: Mapping[str, object]) -> Schema:
    blanks = {blank.id: {"title": blank.label, **_ref("text")} for blank in header}
    filled = {blank.id: _EXAMPLE_DATE if blank.input == "date" else f"{blank.label}（示例）" for blank in header}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{rubric.title}（{rubric.edition}）的答卷",
        "type": "object",
        "required": ["rubric"],
        "additionalProperties": False,
        "properties": {
            "rubric": {"const": rubric.id},
            **own,
            "header": {"type": "object", "properties": blanks, "additionalProperties": _ref("text")},
            "meta": {"type": "object", "description": "保存文件的程序自己的记录；不影响评分"},
        },
        "examples": [{"rubric": rubric.id, "header": filled, **example}],
    }


def _context(question: Question) -> Schema:
    options = [option.id for option in question.options]
    shapes: dict[str, Schema] = {
        "flag": {"type": "boolean"},
        "year": {"type": "integer", "minimum": YEARS[0], "maximum": YEARS[1]},
        "choice": {"enum": options},
        "choices": {"type": "array", "items": {"enum": options}, "minItems": 1, "uniqueItems": True},
    }
    return {"title": question.label, **shapes[question.kind]}


def _item(rubric: Checklist, item: Item) -> Schema:
    members: Schema = {
        "verdict": _ref("verdict"),
        "findings": _findings(item, item.rules),
        "parts": _closed({part.id: _part(item, part) for part in item.parts}),
        "note": _ref("text"),
    }
    if item.discretion:
        members["discretion"] = {
            "title": item.discretion.words,
            **_closed({"deduction": {"type": "string", "pattern": POINTS}, "reason": _ref("text")}),
        }
    if rubric.record:
        members["record"] = _closed({field.id: {"title": field.label, **_ref("text")} for field in rubric.record})
    return {"title": f"{item.number} {item.title}".strip(), **_closed(members)}


def _part(item: Item, part: Part) -> Schema:
    return _closed({"verdict": _ref("verdict"), "findings": _findings(item, part.rules), "note": _ref("text")})


def _findings(item: Item, rules: Iterable[Rule]) -> Schema:
    return _closed({rule.id: {"title": rule.words, **_finding(item, rule)} for rule in rules})


def _finding(item: Item, rule: Rule) -> Schema:
    """A count, or one for each sub-item that the rule covers."""
    covered = rule.covers or item.subitems
    if not covered:
        return _ref("count")
    return {"anyOf": [_ref("count"), _closed({subitem: _ref("count") for subitem in covered})]}


def _checklist_example(rubric: Checklist) -> Schema:
    """One item of each shape: by verdict or points, in parts or not, by findings in sub-items or not."""
    shapes: dict[tuple[bool, bool, bool], Item] = {}
    for item in rubric.items:
        shapes.setdefault((item.points is None, bool(item.parts), bool(item.rules and item.subitems)), item)
    return {
        "context": {question.id: _answer(question) for question in rubric.context},
        "items": {item.id: _example(rubric, item) for item in rubric.items if item in shapes.values()},
    }


def _answer(question: Question) -> object:
    """The ordinary answer as an answers file has it."""
    (first, *_) = question.assumed
    shapes = {"flag": first == "yes", "year": int(first) if first.isdigit() else 0, "choice": first}
    return shapes.get(question.kind, list(question.assumed))


def _example(rubric: Checklist, item: Item) -> Schema:
    found = f"{rubric.note_label}（示例）"
    record = {field.id: _EXAMPLE_DATE if field.input == "date" else f"{field.label}（示例）" for field in rubric.record}
    return {**_judged(item), "note": found, **({"record": record} if record else {})}


def _judged(item: Item) -> Schema:
    if item.parts:
        return {"parts": {part.id: _judged_part(item, part, number) for number, part in enumerate(item.parts)}}
    if item.rules:
        return {"findings": _one_finding(item, item.rules[0])}
    return {"verdict": "nonconforming"}


def _judged_part(item: Item, part: Part, number: int) -> Schema:
    if number:
        return {"verdict": "conforming"}
    return {"findings": _one_finding(item, part.rules[0])} if part.rules else {"verdict": "nonconforming"}


def _one_finding(item: Item, rule: Rule) -> Schema:
    covered = rule.covers or item.subitems
    return {rule.id: {covered[0]: 1} if covered else 1}


def _closed(members: Mapping[str, object]) -> Schema:
    return {"type": "object", "properties": members, "additionalProperties": False}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
