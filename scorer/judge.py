"""One item and its answer in; its result, and what it may still cost, out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scorer.addresses import address, item_anchor, rule_anchor, subitem_anchor
from scorer.answers import UNANSWERED, Answer
from scorer.applies import Context, applies, both
from scorer.deduct import ZERO, added, capped, deduct
from scorer.model import Item, Part
from scorer.report import ItemResult, PartResult, RuleResult, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Points lost as answered so far, and the least and the most once everything is answered."""

    now: Decimal = ZERO
    least: Decimal = ZERO
    most: Decimal = ZERO

    def under(self, checked: bool | None) -> "Cost":
        """What remains of it when it may turn out, or has turned out, that nothing is checked here."""
        if checked is False:
            return Cost()
        return self if checked else Cost(now=self.now, most=self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An item's result, and what may still become of it."""

    item: Item
    result: ItemResult
    cost: Cost = Cost()
    fails: bool = False
    """It does not conform as answered so far."""
    must_fail: bool = False
    """It does not conform whatever is still answered."""
    may_fail: bool = False
    open: tuple[str, ...]
    """Paths into the answers that it still waits for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _JudgedPart:
    result: PartResult
    cost: Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Everything beside an item's own answer that decides its result."""

    rubric: str
    context: Context
    assume_conforming: bool
    """What was not answered conforms."""

    def judge(self, item: Item, answer: Answer) -> Judged:
        """Judge an item by its verdict, its parts or its findings, as it is printed."""
        checked = applies(item.applies, self.context)
        parts = {part.id: self._part(item, part, answer, checked) for part in item.parts}
        if item.points is None:
            return self._by_verdict(item, answer, checked, parts)
        if item.parts:
            return self._by_parts(item, item.points, checked, parts)
        return self._by_findings(item, item.points, answer, checked)

    def _by_verdict(self, item: Item, answer: Answer, checked: bool | None, parts: Mapping[str, _JudgedPart]) -> Judged:
        state = self._verdict(answer, checked, [part.result for part in parts.values()])
        certain = answer.verdict is not None or any(
            part.result.applies and part.result.state == "nonconforming" for part in parts.values()
        )
        return Judged(
            item=item,
            result=self._result(item, checked, state, parts=parts),
            fails=state == "nonconforming",
            must_fail=state == "nonconforming" and certain and checked is True,
            may_fail=state in {"nonconforming", "unanswered"},
            open=(_waiting(item, parts) or (f"items.{item.id}",)) if state == "unanswered" else (),
        )

    def _verdict(self, answer: Answer, checked: bool | None, parts: list[PartResult]) -> State:
        if checked is False:
            return "inapplicable"
        if answer.verdict is not None:
            return answer.verdict
        states = [part.state for part in parts if part.applies is not False]
        if "nonconforming" in states:
            return "nonconforming"
        conforms = self.assume_conforming or (bool(states) and "unanswered" not in states)
        return "conforming" if conforms else "unanswered"

    def _by_findings(self, item: Item, points: Decimal, answer: Answer, checked: bool | None) -> Judged:
        answered = self.assume_conforming or answer != UNANSWERED
        found = deduct(item.rules, answer.findings or {}, points, self._rule_href(item))
        cost = _cost(found.total, found.total if answered else points).under(checked)
        state = _state(checked, found.total, answered=answered)
        return Judged(
            item=item,
            result=self._result(item, checked, state, deduction=cost.now, words=found.sum, rules=found.rules),
            cost=cost,
            open=(f"items.{item.id}",) if state == "unanswered" else (),
        )

    def _by_parts(self, item: Item, points: Decimal, checked: bool | None, parts: Mapping[str, _JudgedPart]) -> Judged:
        costs = [part.cost for part in parts.values()]
        lost = [cost.now for cost in costs]
        cost = Cost(
            now=capped(lost, points),
            least=capped((one.least for one in costs), points),
            most=capped((one.most for one in costs), points),
        )
        waiting = _waiting(item, parts)
        state = _state(checked, cost.now, answered=not waiting)
        words = added(lost, points)
        return Judged(
            item=item,
            result=self._result(item, checked, state, deduction=cost.now, words=words, parts=parts),
            cost=cost,
            open=waiting,
        )

    def _part(self, item: Item, part: Part, of_item: Answer, item_checked: bool | None) -> _JudgedPart:
        checked = both(item_checked, applies(part.applies, self.context))
        answer = of_item.parts.get(part.id, UNANSWERED)
        answered = self.assume_conforming or answer != UNANSWERED or of_item.verdict == "conforming"
        points = part.points or ZERO
        found = deduct(part.rules, answer.findings or {}, points, self._rule_href(item, part.id))
        cost = _cost(found.total, found.total if answered else points).under(checked)
        failed = answer.verdict == "nonconforming" and checked is not False
        result = PartResult(
            applies=checked,
            state="nonconforming" if failed else _state(checked, found.total, answered=answered),
            points=part.points,
            deduction=None if part.points is None else cost.now,
            sum=_words(checked, part.points, found.sum),
            rules=found.rules,
            href=address(self.rubric, subitem_anchor(item.id, part.id)),
        )
        return _JudgedPart(result=result, cost=cost)

    def _result(
        self,
        item: Item,
        checked: bool | None,
        state: State,
        *,
        deduction: Decimal | None = None,
        words: str = "",
        rules: Mapping[str, RuleResult] | None = None,
        parts: Mapping[str, _JudgedPart] | None = None,
    ) -> ItemResult:
        return ItemResult(
            applies=checked,
            state=state,
            points=item.points,
            deduction=deduction,
            score=None if item.points is None or deduction is None else item.points - deduction,
            sum=_words(checked, item.points, words),
            rules=rules or {},
            parts={name: part.result for name, part in (parts or {}).items()},
            href=address(self.rubric, item_anchor(item.id)),
            notes=item.notes,
        )

    def _rule_href(self, item: Item, part: str = "") -> Callable[[str], str]:
        return lambda rule: address(self.rubric, rule_anchor(item.id, rule, part))


def _cost(so_far: Decimal, most: Decimal) -> Cost:
    return Cost(now=so_far, least=so_far, most=most)


def _state(checked: bool | None, deduction: Decimal, *, answered: bool) -> State:
    if checked is False:
        return "inapplicable"
    if deduction:
        return "deducted"
    return "conforming" if answered else "unanswered"


def _words(checked: bool | None, points: Decimal | None, words: str) -> str:
    if checked is False:
        return "本次不核查此项" if points is None else "本次不核查此项，不扣分"
    return words


def _waiting(item: Item, parts: Mapping[str, _JudgedPart]) -> tuple[str, ...]:
    return tuple(f"items.{item.id}.parts.{name}" for name, part in parts.items() if part.result.state == "unanswered")
