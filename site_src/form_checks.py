"""One rubric with its printed forms in; blanks that nothing will ever fill out."""

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping

from scorer.comparison import ComparisonResult
from scorer.comparison_model import Comparison
from scorer.deadlines_model import Deadlines
from scorer.deadlines_report import DeadlinesResult
from scorer.grades import order
from scorer.kinds import Rubric
from scorer.model import Checklist
from scorer.panel_model import Panel
from scorer.panel_report import PanelResult
from scorer.report import Result
from scorer.summary import SummaryResult
from site_src.blanks import Slot, printed_parts
from site_src.content import Cell, Form
from site_src.findings import Finding, ids, repeated
from site_src.load import AnyAssessment
from site_src.source import YamlPath


def _ids_are_unique(assessment: AnyAssessment) -> Iterator[Finding]:
    yield from repeated(ids(("header",), assessment.header), "header")
    yield from repeated(ids(("forms",), assessment.forms), "file")


def _columns_have_heads(assessment: AnyAssessment) -> Iterator[Finding]:
    for number, form in enumerate(assessment.forms):
        for place, column in enumerate(form.checklist):
            if not column.head and (place == 0 or column.cell != "group"):
                path: YamlPath = ("forms", number, "checklist", place, "head")
                yield path, "is empty; only a group can stand under the head of the column before"


def _blanks_can_be_filled(assessment: AnyAssessment) -> Iterator[Finding]:
    header = [f"header.{blank.id}" for blank in assessment.header]
    for path, text in _lines(assessment.forms):
        for part in printed_parts(text):
            if isinstance(part, Slot):
                yield from ((path, message) for message in _slot(part, header, assessment.rubric))
            elif "{" in part.text or "}" in part.text:
                yield path, f"{part.text} is no blank; a blank is {{path:what the empty form prints}}"


def _lines(forms: list[Form]) -> Iterator[tuple[YamlPath, str]]:
    for number, form in enumerate(forms):
        for key, lines in (("before", form.before), ("after", form.after)):
            yield from ((("forms", number, key, place), line) for place, line in enumerate(lines))
        for place, row in enumerate(form.rows):
            for column, cell in enumerate(row):
                path = ("forms", number, "rows", place, column)
                yield path, cell.text if isinstance(cell, Cell) else cell


def _slot(slot: Slot, header: list[str], rubric: Rubric) -> Iterator[str]:
    if slot.path.startswith("header."):
        if slot.path not in header:
            yield f"{slot.path} is no blank of the header; there are: {', '.join(header)}"
    elif not _in_result(slot.path, rubric):
        yield f"{slot.path} is no member of the result"
    grades = order(rubric.grades) if isinstance(rubric, Checklist) else []
    if slot.tick and slot.tick not in grades:
        yield f"{slot.tick} is no grade; grades: {', '.join(grades)}"


def _in_result(path: str, rubric: Rubric) -> bool:
    """Whether `path` leads to a single value of the result, by the very classes that the scorer fills."""
    kind: object
    if isinstance(rubric, Checklist):
        kind = Result
        keys = {"sections": [section.id for section in rubric.sections], "items": [item.id for item in rubric.items]}
    elif isinstance(rubric, Panel):
        kind, keys = PanelResult, {}
    elif isinstance(rubric, Deadlines):
        kind, keys = DeadlinesResult, {}
    elif isinstance(rubric, Comparison):
        kind = ComparisonResult
        keys = {"projects": [project.id for project in rubric.projects]}
    else:
        kind = SummaryResult
        columns = [column.id for column in rubric.columns]
        keys = {"rows": [row.id for row in (*rubric.rows, rubric.total)], "cells": columns}
    before = ""
    for name in path.split("."):
        kind = _member(kind, name, keys.get(before, []))
        before = name
    return kind is not None and not dataclasses.is_dataclass(kind) and typing.get_origin(kind) is not Mapping


def _member(kind: object, name: str, keys: list[str]) -> object:
    if isinstance(kind, types.UnionType):
        (kind, _none) = typing.get_args(kind)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return typing.get_type_hints(kind).get(name)
    if typing.get_origin(kind) is Mapping and name in keys:
        return typing.get_args(kind)[1]
    return None


RULES = [_ids_are_unique, _columns_have_heads, _blanks_can_be_filled]
