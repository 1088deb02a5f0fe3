"""Rules and their findings in; what they cost under the cap, in points and in words, out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scorer.codec import plain
from scorer.model import Rule
from scorer.report import RuleResult

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """What the findings of one item or part cost after its cap, in points."""

    rules: Mapping[str, RuleResult]
    total: Decimal
    sum: str


def deduct(
    rules: tuple[Rule, ...], findings: Mapping[str, int], points: Decimal, href: Callable[[str], str]
) -> Deduction:
    """Add up what `findings` cost, at most `points`; `href` gives the address of a rule."""
    results = {rule.id: _rule(rule, findings.get(rule.id, 0), points, href(rule.id)) for rule in rules}
    subtotals = [result.subtotal for result in results.values()]
    return Deduction(rules=results, total=capped(subtotals, points), sum=added(subtotals, points))


def capped(costs: Iterable[Decimal], points: Decimal) -> Decimal:
    """扣分上限为对应分值的分数."""
    return min(points, sum(costs, ZERO))


def added(costs: Iterable[Decimal], points: Decimal) -> str:
    """The addition and the cap in words; empty when a single cost stands as it is."""
    lost = [cost for cost in costs if cost]
    total = sum(lost, ZERO)
    addition = f"{' + '.join(map(plain, lost))} = {plain(total)}分" if len(lost) > 1 else ""
    if total > points:
        return f"{addition or plain(total) + '分'}，超过分值，按上限扣{plain(points)}分"
    return addition


def cost(rule: Rule, findings: int, points: Decimal) -> Decimal:
    """What the findings of a rule cost before the cap."""
    if not findings:
        return ZERO
    if rule.amount is None:
        return points
    return rule.amount if rule.counts == "once" else findings * rule.amount


def _rule(rule: Rule, findings: int, points: Decimal, href: str) -> RuleResult:
    subtotal = cost(rule, findings, points)
    words = _words(rule, findings, subtotal) if findings else ""
    return RuleResult(findings=findings, subtotal=subtotal, sum=words, words=rule.words, href=href)


def _words(rule: Rule, findings: int, subtotal: Decimal) -> str:
    """The arithmetic in words."""
    if rule.amount is None:
        return f"不得分，扣{plain(subtotal)}分"
    if rule.counts == "once":
        return f"发现即扣{plain(subtotal)}分"
    return f"{findings}{rule.unit} × {plain(rule.amount)}分 = {plain(subtotal)}分"
