"""An item as its rules judge it and an expert's own deduction in; the item with the expert's in force out.

Where a rule opens with 综合评分 an expert may decide otherwise, with a reason; what the rules say stays beside it.
"""

from dataclasses import replace
from decimal import Decimal

from scorer.answers import OwnMark
from scorer.deduct import ZERO
from scorer.judge import Cost, Judged
from scorer.report import ExpertMark, State


def decided(judged: Judged, own: OwnMark) -> Judged:
    """The deduction is in force once its reason is given; until then the item is open, and either may come."""
    if judged.result.applies is False or (own.deduction is None and not own.reason):
        return judged
    if own.deduction is None or not own.reason:
        return _waiting(judged, own)
    return _in_force(judged, own.deduction, own.reason)


def _waiting(judged: Judged, own: OwnMark) -> Judged:
    missing = "deduction" if own.deduction is None else "reason"
    cost = judged.cost
    least, most = (ZERO, judged.item.points or ZERO) if own.deduction is None else (own.deduction, own.deduction)
    return replace(
        judged,
        cost=Cost(now=cost.now, least=min(cost.least, least), most=max(cost.most, most)),
        open=(*judged.open, f"items.{judged.item.id}.discretion.{missing}"),
    )


def _in_force(judged: Judged, deduction: Decimal, reason: str) -> Judged:
    item, result = judged.item, judged.result
    assert item.discretion, "the reader refuses it elsewhere"  # noqa: S101 - a broken reader, not a broken file
    own = ExpertMark(
        deduction=deduction,
        computed=judged.cost.now,
        reason=reason,
        words=item.discretion.words,
        by=item.discretion.by,
    )
    cost = Cost(now=deduction, least=deduction, most=deduction).under(result.applies)
    state: State = "deducted" if deduction else "unanswered" if judged.open else "conforming"
    score = None if item.points is None else item.points - deduction
    changed = replace(result, state=state, deduction=deduction, score=score, discretion=own)
    return replace(judged, result=changed, cost=cost)
