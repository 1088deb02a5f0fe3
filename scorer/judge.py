"""One item and its answer in; its result, and what it may still cost, out."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from scorer.addresses import address, item_anchor, rule_anchor, subitem_anchor
from scorer.answers import UNANSWERED, Answer
from scorer.applies import Context, applies
from scorer.model import Item, Part, Rule
from scorer.report import ItemResult, PartResult, RuleResult, State

ZERO = Decimal(0)
NOT_CHECKED = "本次不核查此项，不扣分"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An item's result with its bounds: the least and the most it may cost once everything is answered."""

    item: Item
    result: ItemResult
    least: Decimal
    most: Decimal
    fails: bool
    """It does not conform as answered so far."""
    must_fail: bool
    """It does not conform whatever is still answered."""
    may_fail: bool
    open: tuple[str, ...]
    """Paths into the answers that it still waits for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Findings:
    """Findings under a cap: what they cost, in points and in words."""

    rules: Mapping[str, RuleResult]
    deduction: Decimal
    sum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _JudgedPart:
    result: PartResult
    least: Decimal
    most: Decimal


def judge(rubric: str, item: Item, answer: Answer, context: Context, *, assume_conforming: bool) -> Judged:
    """Judge `item` of the rubric with id `rubric`; with `assume_conforming` what was not answered conforms."""
    checked = applies(item.applies, context)
    parts = {
        part.id: _judge_part(rubric, item, part, answer, context, assume_conforming=assume_conforming)
        for part in item.parts
    }
    if item.points is None:
        return _by_verdict(rubric, item, answer, checked, parts, assume_conforming=assume_conforming)
    if item.parts:
        return _by_parts(rubric, item, item.points, checked, parts)
    return _by_findings(rubric, item, item.points, answer, checked, assume_conforming=assume_conforming)


def _by_verdict(
    rubric: str,
    item: Item,
    answer: Answer,
    checked: bool | None,
    parts: Mapping[str, _JudgedPart],
    *,
    assume_conforming: bool,
) -> Judged:
    relevant = [part.result for part in parts.values() if part.result.applies is not False]
    failing = [part for part in relevant if part.state == "nonconforming"]
    certain = answer.verdict == "nonconforming" or any(part.applies for part in failing)
    conforms = answer.verdict == "conforming" or all(part.state == "conforming" for part in relevant)
    state: State = "unanswered"
    if checked is False:
        state = "inapplicable"
    elif answer.verdict == "nonconforming" or failing:
        state = "nonconforming"
    elif (conforms and (answer.verdict or relevant)) or assume_conforming:
        state = "conforming"
    return Judged(
        item=item,
        result=_result(rubric, item, checked, state, None, "", {}, parts),
        least=ZERO,
        most=ZERO,
        fails=state == "nonconforming",
        must_fail=state == "nonconforming" and certain and checked is True,
        may_fail=state in {"nonconforming", "unanswered"},
        open=_open(item, parts) if state == "unanswered" else (),
    )


def _by_findings(
    rubric: str,
    item: Item,
    points: Decimal,
    answer: Answer,
    checked: bool | None,
    *,
    assume_conforming: bool,
) -> Judged:
    answered = assume_conforming or answer != UNANSWERED
    found = _findings(rubric, item, item.rules, answer, points)
    state = _state(checked, answered=answered, deduction=found.deduction)
    deduction, least, most = _bounds(checked, found.deduction, points if not answered else found.deduction)
    result = _result(rubric, item, checked, state, deduction, found.sum, found.rules, {})
    return _scored(item, result, least, most, (f"items.{item.id}",))


def _by_parts(
    rubric: str, item: Item, points: Decimal, checked: bool | None, parts: Mapping[str, _JudgedPart]
) -> Judged:
    costs = [part.result.deduction or ZERO for part in parts.values()]
    total = min(points, sum(costs, ZERO))
    answered = all(part.result.state != "unanswered" for part in parts.values())
    deduction, _, _ = _bounds(checked, total, total)
    _, least, _ = _bounds(checked, min(points, sum((part.least for part in parts.values()), ZERO)), ZERO)
    _, _, most = _bounds(checked, ZERO, min(points, sum((part.most for part in parts.values()), ZERO)))
    state = _state(checked, answered=answered, deduction=total)
    result = _result(rubric, item, checked, state, deduction, _added(costs, points), {}, parts)
    return _scored(item, result, least, most, _open(item, parts))


def _scored(item: Item, result: ItemResult, least: Decimal, most: Decimal, waits_for: tuple[str, ...]) -> Judged:
    return Judged(
        item=item,
        result=result,
        least=least,
        most=most,
        fails=False,
        must_fail=False,
        may_fail=False,
        open=waits_for if result.state == "unanswered" else (),
    )


def _judge_part(
    rubric: str, item: Item, part: Part, of_item: Answer, context: Context, *, assume_conforming: bool
) -> _JudgedPart:
    checked = applies(part.applies, context)
    answer = of_item.parts.get(part.id, UNANSWERED)
    answered = answer != UNANSWERED or of_item.verdict == "conforming" or assume_conforming
    found = _findings(rubric, item, part.rules, answer, part.points or ZERO, part.id)
    state = _state(checked, answered=answered, deduction=found.deduction)
    if state != "inapplicable" and answer.verdict == "nonconforming":
        state = "nonconforming"
    deduction, least, most = _bounds(checked, found.deduction, found.deduction if answered else part.points or ZERO)
    result = PartResult(
        applies=checked,
        state=state,
        points=part.points,
        deduction=None if part.points is None else deduction,
        sum=found.sum,
        rules=found.rules,
        href=address(rubric, subitem_anchor(item.id, part.id)),
    )
    return _JudgedPart(result=result, least=least, most=most)


def _findings(
    rubric: str, item: Item, rules: tuple[Rule, ...], answer: Answer, points: Decimal, part: str = ""
) -> _Findings:
    counts = answer.findings or {}
    results = {
        rule.id: _rule(rule, counts.get(rule.id, 0), points, address(rubric, rule_anchor(item.id, rule.id, part)))
        for rule in rules
    }
    subtotals = [result.subtotal for result in results.values()]
    deduction = min(points, sum(subtotals, ZERO))
    return _Findings(rules=results, deduction=deduction, sum=_added(subtotals, points))


def _rule(rule: Rule, findings: int, points: Decimal, href: str) -> RuleResult:
    subtotal, words = _cost(rule, findings, points)
    return RuleResult(findings=findings, subtotal=subtotal, sum=words, words=rule.words, href=href)


def _cost(rule: Rule, findings: int, points: Decimal) -> tuple[Decimal, str]:
    """What the findings cost before the cap, and the arithmetic in words."""
    if not findings:
        return ZERO, ""
    if rule.amount is None:
        return points, f"不得分，扣{plain(points)}分"
    if rule.counts == "once":
        return rule.amount, f"发现即扣{plain(rule.amount)}分"
    cost = findings * rule.amount
    return cost, f"{findings}{rule.unit} × {plain(rule.amount)}分 = {plain(cost)}分"


def _added(costs: list[Decimal], points: Decimal) -> str:
    """The addition and the cap in words; empty when a single cost stands as it is."""
    lost = [cost for cost in costs if cost]
    total = sum(lost, ZERO)
    addition = f"{' + '.join(map(plain, lost))} = {plain(total)}分" if len(lost) > 1 else ""
    if total > points:
        return f"{addition or plain(total) + '分'}，超过分值，按上限扣{plain(points)}分"
    return addition


def _state(checked: bool | None, *, answered: bool, deduction: Decimal) -> State:
    if checked is False:
        return "inapplicable"
    if deduction:
        return "deducted"
    return "conforming" if answered else "unanswered"


def _bounds(checked: bool | None, so_far: Decimal, most: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """The deduction that counts, the least and the most it may become."""
    if checked is False:
        return ZERO, ZERO, ZERO
    return so_far, ZERO if checked is None else so_far, most


def _open(item: Item, parts: Mapping[str, _JudgedPart]) -> tuple[str, ...]:
    waiting = tuple(
        f"items.{item.id}.parts.{name}" for name, part in parts.items() if part.result.state == "unanswered"
    )
    return waiting or (f"items.{item.id}",)


def _result(  # noqa: PLR0913 - it fills one record
    rubric: str,
    item: Item,
    checked: bool | None,
    state: State,
    deduction: Decimal | None,
    words: str,
    rules: Mapping[str, RuleResult],
    parts: Mapping[str, _JudgedPart],
) -> ItemResult:
    return ItemResult(
        applies=checked,
        state=state,
        points=item.points,
        deduction=deduction,
        sum=NOT_CHECKED if state == "inapplicable" else words,
        rules=rules,
        parts={name: part.result for name, part in parts.items()},
        href=address(rubric, item_anchor(item.id)),
        notes=item.notes,
    )


def plain(amount: Decimal) -> str:
    """An amount without exponent or trailing zeros."""
    return f"{amount.normalize():f}"
