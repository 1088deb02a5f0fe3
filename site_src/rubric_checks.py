"""One rubric in; where it contradicts itself or the words it quotes, out."""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import chain

from scorer.codec import plain
from scorer.model import Applicability, Checklist, Condition, Item, Part, Question, Rule
from site_src.findings import Finding, ids, repeated
from site_src.load import Assessment
from site_src.source import YamlPath


def _items(rubric: Checklist) -> Iterator[tuple[YamlPath, Item]]:
    for s, section in enumerate(rubric.sections):
        for g, group in enumerate(section.groups):
            for i, item in enumerate(group.items):
                yield ("rubric", "sections", s, "groups", g, "items", i), item


def _judged(rubric: Checklist) -> Iterator[tuple[YamlPath, Item, Item | Part]]:
    """Items and their parts: whatever can have points, rules and a condition of its own."""
    for path, item in _items(rubric):
        yield path, item, item
        yield from (((*path, "parts", number), item, part) for number, part in enumerate(item.parts))


def _rules(rubric: Checklist) -> Iterator[tuple[YamlPath, Item, Rule]]:
    for path, item, one in _judged(rubric):
        yield from (((*path, "rules", number), item, rule) for number, rule in enumerate(one.rules))


def _points_add_up(rubric: Checklist) -> Iterator[Finding]:
    total = _sum(item.points for item in rubric.items)
    if total != rubric.points:
        yield ("rubric", "points"), f"is {plain(rubric.points)}, but the items add up to {plain(total)}"
    for path, item in _items(rubric):
        total = _sum(part.points for part in item.parts)
        if item.parts and total != (item.points or 0):
            yield (*path, "points"), f"is {plain(item.points or Decimal(0))}, but the parts add up to {plain(total)}"


def _sum(points: Iterable[Decimal | None]) -> Decimal:
    return sum((one for one in points if one is not None), Decimal(0))


def _everything_is_judged_in_one_way(rubric: Checklist) -> Iterator[Finding]:
    """With points by rules or by parts that have points; without points by a verdict."""
    for path, item, one in _judged(rubric):
        parts = item.parts if one is item else ()
        if one.points is None and one.rules:
            yield (*path, "rules"), "deduct from nothing; what has rules needs points"
        if one.points is not None and bool(one.rules) == bool(parts):
            yield path, "has points, so it needs either rules or parts"
        if any((part.points is None) != (one.points is None) for part in parts):
            yield (*path, "parts"), "have points where the item has none, or none where it has"


def _words_are_quoted(rubric: Checklist) -> Iterator[Finding]:
    for path, item, rule in _rules(rubric):
        clause = next((clause for clause in item.clauses if clause.id == rule.clause), None)
        if clause is None:
            yield (*path, "clause"), f"item {item.id} prints no clause {rule.clause}"
        elif rule.words not in clause.text:
            yield (*path, "words"), f"are not a part of clause {rule.clause}: {clause.text}"


def _amounts_are_printed(rubric: Checklist) -> Iterator[Finding]:
    for path, _, rule in _rules(rubric):
        printed = "不得分" if rule.amount is None else f"扣{plain(rule.amount)}分"
        if printed not in rule.words:
            yield path, f"its words do not say {printed}: {rule.words}"


def _discretion_is_printed(rubric: Checklist) -> Iterator[Finding]:
    for path, item in _items(rubric):
        if item.discretion and item.points is None:
            yield (*path, "discretion"), "leaves no points to an expert; the item has none"
        if item.discretion and not any(item.discretion.words in clause.text for clause in item.clauses):
            yield (*path, "discretion", "words"), f"are printed in no clause of item {item.id}"


def _units_are_printed(rubric: Checklist) -> Iterator[Finding]:
    """In the words, or before them in their clause: 发现1项建议无针对性扣1分，无可行性扣1分."""
    for path, item, rule in _rules(rubric):
        clause = "".join(clause.text for clause in item.clauses if clause.id == rule.clause)
        said = clause.partition(rule.words)[0] + rule.words
        if rule.unit and not re.search(rf"[0-9]个?{re.escape(rule.unit)}", said):
            yield (*path, "unit"), f"{rule.unit} does not follow a number in: {rule.words}"


def _rules_are_named_after_their_clause(rubric: Checklist) -> Iterator[Finding]:
    """`1` where clause 1 holds one amount, `1a` and `1b` where it holds two; parts count their rules themselves."""
    for path, item in _items(rubric):
        clauses = [rule.clause for rule in item.rules]
        for number, rule in enumerate(item.rules):
            before = clauses[:number].count(rule.clause)
            letter = "abcdefghij"[before] if clauses.count(rule.clause) > 1 else ""
            if rule.id != rule.clause + letter:
                yield (*path, "rules", number, "id"), f"is {rule.id}; by its clause it is {rule.clause}{letter}"


def _subitems_exist(rubric: Checklist) -> Iterator[Finding]:
    for path, item, rule in _rules(rubric):
        for number, name in enumerate(rule.covers):
            if name not in item.subitems:
                yield (*path, "covers", number), _no_line(item, name)
    for path, item in _items(rubric):
        for number, part in enumerate(item.parts):
            if part.id not in item.subitems:
                yield (*path, "parts", number, "id"), _no_line(item, part.id)


def _no_line(item: Item, name: str) -> str:
    return f"item {item.id} prints no sub-item {name}; it prints: {', '.join(item.subitems) or 'none'}"


def _conditions_can_hold(rubric: Checklist) -> Iterator[Finding]:
    questions = {question.id: question for question in rubric.context}
    for path, condition in _conditions(rubric):
        question = questions.get(condition.question)
        if question is None:
            yield (*path, "question"), f"there is no question {condition.question}; there are: {', '.join(questions)}"
        else:
            key = "any_of" if condition.any_of else "none_of"
            yield from _options_exist((*path, key), question, condition.any_of or condition.none_of)
    for number, question in enumerate(rubric.context):
        yield from _options_exist(("rubric", "context", number, "assumed"), question, question.assumed)


def _conditions(rubric: Checklist) -> Iterator[tuple[YamlPath, Condition]]:
    for number, question in enumerate(rubric.context):
        if question.asked_when:
            yield ("rubric", "context", number, "asked_when"), question.asked_when
    for path, _, one in _judged(rubric):
        applicability: Applicability | None = one.applies
        for number, condition in enumerate(applicability.any if applicability else ()):
            yield (*path, "applies", "any", number), condition


def _options_exist(path: YamlPath, question: Question, names: tuple[str, ...]) -> Iterator[Finding]:
    options = {"flag": ["yes", "no"], "year": []}.get(question.kind, [option.id for option in question.options])
    for number, name in enumerate(names):
        known = re.fullmatch("[0-9]{4}", name) if question.kind == "year" else name in options
        if not known:
            expected = ", ".join(options) or "a year of four digits"
            yield (*path, number), f"{name} does not answer {question.id}; its answers: {expected}"


def _merged_rows_follow_their_first(rubric: Checklist) -> Iterator[Finding]:
    before: dict[str, Item] = {}
    for path, item in _items(rubric):
        first = before.get(item.continues)
        if item.continues and first is None:
            yield (*path, "continues"), f"there is no item {item.continues} before this one"
        elif first and (first.mark, first.points is None) != (item.mark, item.points is None):
            yield (*path, "continues"), f"item {first.id} is marked or judged otherwise, so they are not one item"
        before[item.id] = item


def _ids_are_unique(rubric: Checklist) -> Iterator[Finding]:
    yield from repeated(ids(("rubric", "context"), rubric.context), "rubric")
    yield from repeated(ids(("rubric", "sections"), rubric.sections), "rubric")
    groups = [ids(("rubric", "sections", s, "groups"), section.groups) for s, section in enumerate(rubric.sections)]
    yield from repeated(chain.from_iterable(groups), "rubric")
    yield from repeated([((*path, "id"), item.id) for path, item in _items(rubric)], "rubric")
    for number, question in enumerate(rubric.context):
        yield from repeated(ids(("rubric", "context", number, "options"), question.options), "question")
    for path, item in _items(rubric):
        yield from repeated([one for one in ids((*path, "method"), item.method) if one[1]], "item")
        yield from repeated(ids((*path, "clauses"), item.clauses), "item")
        yield from repeated(ids((*path, "parts"), item.parts), "item")
    for path, item, one in _judged(rubric):
        yield from repeated(ids((*path, "rules"), one.rules), "item" if one is item else "part")


def _overrides_are_possible(rubric: Checklist) -> Iterator[Finding]:
    grades = [band.grade for band in rubric.grades.bands]
    marks = {item.mark for item in rubric.items}
    items = [item.id for item in rubric.items if item.points is None]
    for number, override in enumerate(rubric.grades.overrides):
        path: YamlPath = ("rubric", "grades", "overrides", number)
        if grades and override.grade not in grades:
            yield (*path, "grade"), f"{override.grade} is no grade; grades: {', '.join(grades)}"
        for place, mark in enumerate(override.marks):
            if mark not in marks:
                yield (*path, "marks", place), f"no item is marked {mark}"
        for place, item in enumerate(override.items):
            if item not in items:
                yield (*path, "items", place), f"no item {item} is judged by a verdict"


def _bands_say_their_threshold(rubric: Checklist) -> Iterator[Finding]:
    """The last band starts at 0 and says where it ends."""
    bands = rubric.grades.bands
    for number, band in enumerate(bands):
        threshold = band.at_least or (bands[number - 1].at_least if number else band.at_least)
        if not re.search(rf"(?<![0-9.]){re.escape(plain(threshold))}(?![0-9.])", band.words):
            yield ("rubric", "grades", "bands", number, "words"), f"do not say {plain(threshold)}: {band.words}"


def _of_rubric(rule: Callable[[Checklist], Iterator[Finding]]) -> Callable[[Assessment[Checklist]], Iterator[Finding]]:
    return lambda assessment: rule(assessment.rubric)


RULES = [
    _of_rubric(rule)
    for rule in (
        _points_add_up,
        _everything_is_judged_in_one_way,
        _words_are_quoted,
        _amounts_are_printed,
        _discretion_is_printed,
        _units_are_printed,
        _rules_are_named_after_their_clause,
        _subitems_exist,
        _conditions_can_hold,
        _merged_rows_follow_their_first,
        _ids_are_unique,
        _overrides_are_possible,
        _bands_say_their_threshold,
    )
]
