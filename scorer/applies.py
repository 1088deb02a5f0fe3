"""Context answers in; whether an item or part is checked, and which questions are still open, out."""

from collections.abc import Mapping

from scorer.answers import Answers
from scorer.model import Applicability, Checklist, Condition

type Context = Mapping[str, tuple[str, ...]]


def context_of(rubric: Checklist, answers: Answers) -> Context:
    """The answers; where one is missing, a preset answer holds, or with `assume: conforming` the ordinary case."""
    assumed = {
        question.id: question.assumed for question in rubric.context if question.preset or answers.assume_conforming
    }
    return {**assumed, **answers.context}


def applies(applicability: Applicability | None, context: Context) -> bool | None:
    """Whether it is checked; None while an open question leaves it undecided."""
    if applicability is None:
        return True
    held = [_holds(condition, context) for condition in applicability.any]
    if True in held:
        return True
    return None if None in held else False


def both(one: bool | None, other: bool | None) -> bool | None:
    """Whether both hold; None while that is undecided."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def open_questions(rubric: Checklist, context: Context) -> tuple[str, ...]:
    """Ids of the questions that were asked and not answered."""
    return tuple(
        question.id
        for question in rubric.context
        if question.id not in context and (question.asked_when is None or _holds(question.asked_when, context) is True)
    )


def _holds(condition: Condition, context: Context) -> bool | None:
    if condition.question not in context:
        return None
    given = context[condition.question]
    if condition.any_of:
        return any(choice in condition.any_of for choice in given)
    return not any(choice in condition.none_of for choice in given)
