"""A checklist in; the questions by which a reader narrows it, and how each item answers them, out."""

from collections.abc import Iterator
from dataclasses import dataclass

from scorer.applies import applies
from scorer.codec import plain
from scorer.model import Applicability, Checklist, Item, Part, Question
from site_src.load import Assessment

_MARKS = {"veto": "★ 否决项", "key": "▲ 关键项", "scored": "计分项", "rechecked": "√ 现场复核"}
_FLAG = {"yes": "是", "no": "否"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer, and the items that give it."""

    id: str
    label: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One question; `name` is also the item's attribute and the question in the page's address."""

    name: str
    label: str
    options: tuple[Option, ...]

    def of(self, item: str) -> str:
        """The answers of an item, as its attribute holds them."""
        return " ".join(option.id for option in self.options if item in option.items)

    def asks(self, applicability: Applicability) -> bool:
        """Whether it is about the question that decides where something applies."""
        return any(one.question.replace("_", "-") == self.name for one in applicability.any)

    def of_part(self, part: Part) -> str:
        """The answers under which a part is checked; empty when the question does not concern it."""
        if not (part.applies and self.asks(part.applies)):
            return ""
        return " ".join(one for condition in part.applies.any for one in condition.any_of)


def facets(assessment: Assessment[Checklist]) -> list[Facet]:
    """The questions that tell any items of the checklist apart."""
    rubric = assessment.rubric
    found = [_sections(rubric), _marks(rubric), _points(rubric), _checked_at(assessment), *_applicability(rubric)]
    return [facet for facet in found if _divides(facet, rubric)]


def _divides(facet: Facet, rubric: Checklist) -> bool:
    parts = any(one.applies and facet.asks(one.applies) for item in rubric.items for one in item.parts)
    return parts or any(len(option.items) < len(rubric.items) for option in facet.options)


def _sections(rubric: Checklist) -> Facet:
    options = (
        Option(id=one.id, label=f"{one.number}{one.title}", items=_ids(one.items))
        for one in rubric.sections
        if len(rubric.sections) > 1
    )
    return Facet(name="section", label="部分", options=tuple(options))


def _marks(rubric: Checklist) -> Facet:
    bearing = {mark: tuple(item.id for item in rubric.items if mark in _marks_of(item)) for mark in _MARKS}
    options = (Option(id=mark, label=_MARKS[mark], items=items) for mark, items in bearing.items() if items)
    return Facet(name="mark", label="标记", options=tuple(options))


def _marks_of(item: Item) -> Iterator[str]:
    yield item.mark
    if item.points is not None:
        yield "scored"
    if item.rechecked:
        yield "rechecked"


def _points(rubric: Checklist) -> Facet:
    amounts = sorted({item.points for item in rubric.items if item.points is not None})
    options = (
        Option(id=plain(one), label=f"{plain(one)}分", items=_ids(item for item in rubric.items if item.points == one))
        for one in amounts
    )
    return Facet(name="points", label="分值", options=tuple(options))


def _checked_at(assessment: Assessment[Checklist]) -> Facet:
    options = (Option(id=one.id, label=one.label, items=tuple(one.items)) for one in assessment.checked_at)
    return Facet(name="at", label="在哪里查", options=tuple(options))


def _applicability(rubric: Checklist) -> Iterator[Facet]:
    """One facet for every question that stands by itself, with the questions that depend on it spelled out."""
    for question in rubric.context:
        if question.asked_when is None and question.kind != "year":
            options = (
                Option(id=id_, label=label, items=_ids(item for item in rubric.items if _checked(item, context)))
                for id_, label, context in _cases(rubric, question)
            )
            yield Facet(name=question.id.replace("_", "-"), label=question.label, options=tuple(options))


def _cases(rubric: Checklist, question: Question) -> Iterator[tuple[str, str, dict[str, tuple[str, ...]]]]:
    """Each answer to a question, and for what is asked only then each answer to that."""
    for answer, label in _answers(question):
        context: dict[str, tuple[str, ...]] = {question.id: (answer,)}
        then = [
            one
            for one in rubric.context
            if one.asked_when and one.asked_when.question == question.id and answer in one.asked_when.any_of
        ]
        if not then:
            yield answer, label, context
        for one in then:
            for follow, words in _answers(one):
                yield (
                    f"{answer}-{one.id.replace('_', '-')}-{follow}",
                    f"{label}（{one.label}：{words}）",
                    {
                        **context,
                        one.id: (follow,),
                    },
                )


def _answers(question: Question) -> list[tuple[str, str]]:
    return [(one.id, one.label) for one in question.options] or list(_FLAG.items())


def _checked(item: Item, context: dict[str, tuple[str, ...]]) -> bool:
    """Whether it may be checked: neither it nor all of its parts are ruled out."""
    parts = [applies(part.applies, context) for part in item.parts]
    return applies(item.applies, context) is not False and not (parts and all(one is False for one in parts))


def _ids(items: Iterator[Item] | tuple[Item, ...]) -> tuple[str, ...]:
    return tuple(item.id for item in items)
