"""A graded checklist in; the fewest findings whose correction reaches the next better grade, or why none can, out.

The search is exact: for every number of points that may stay lost it knows the best way to get there, rule by rule,
part by part, item by item, so that every cap bites where it is printed. See `docs/scoring.md` for what is best.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from itertools import count
from math import lcm

from scorer.deduct import ZERO, capped, cost
from scorer.grades import Grading, order
from scorer.judge import Judged
from scorer.model import Rule
from scorer.report import Correction, Improvement, RuleResult

type _Ways = dict[int, int]
"""Units of points that stay lost → the best code of what to correct for that; see `_Code`."""

_NOTHING: _Ways = {0: 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Findings of one rule, where they cost points; `place` counts such rules in printed order."""

    place: int
    part: str
    rule: Rule
    result: RuleResult


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """What shares a cap: the rules of an item without parts, or of a part."""

    points: Decimal
    found: list[_Found]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loss:
    """An item that loses points."""

    judged: Judged
    scopes: list[_Scope]

    @property
    def points(self) -> Decimal:
        return self.judged.item.points or ZERO

    def left(self, remaining: Mapping[int, int]) -> Decimal:
        """Points lost when the rules at those places have so many findings."""
        scopes = (
            capped((cost(one.rule, remaining[one.place], scope.points) for one in scope.found), scope.points)
            for scope in self.scopes
        )
        return capped(scopes, self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Code:
    """A set of corrections as one number, so that adding joins sets and the smaller number is the better set.

    It is the number of findings, less a fraction whose digits are the findings of each rule in printed order.
    """

    rules: int
    bits: int

    def of(self, place: int, findings: int) -> int:
        """The code of correcting findings of one rule."""
        return findings * ((1 << self.bits * self.rules) - (1 << self.bits * (self.rules - 1 - place)))

    def findings(self, code: int) -> int:
        """How many findings are corrected in all."""
        return -(-code >> self.bits * self.rules)

    def taken(self, code: int) -> list[int]:
        """How many findings of each rule are corrected."""
        return [(-code >> self.bits * (self.rules - 1 - place)) & ((1 << self.bits) - 1) for place in range(self.rules)]


def improvement(grading: Grading, grade: str | None, score: Decimal | None) -> Improvement | None:
    """What it takes from `grade`, as answered so far; None where grades do not follow from points."""
    if grade is None or not grading.grades.bands:
        return None
    names = order(grading.grades)
    rank = names.index(grade)
    if rank == 0:
        return Improvement(kind="best")
    better = names[rank - 1]
    goal = next((band.at_least for band in grading.grades.bands if band.grade == better), ZERO)
    missing = None if score is None else max(ZERO, goal - score)
    in_the_way = [override for override in grading.fired if names.index(override.grade) >= rank]
    if missing is None or in_the_way:
        failing = [one.item.id for override in in_the_way for one in grading.failing(override)]
        named = tuple(one.item.id for one in grading.judged if one.item.id in failing)
        return Improvement(kind="blocked", grade=better, distance=missing, blocked_by=named)
    open_to_correction = [one for one in grading.judged if one.cost.now and not one.result.discretion]
    if sum((one.cost.now for one in open_to_correction), ZERO) < missing:
        decided = tuple(one.item.id for one in grading.judged if one.result.discretion)
        return Improvement(kind="decided", grade=better, distance=missing, blocked_by=decided)
    corrections = tuple(_corrections(open_to_correction, missing))
    return Improvement(
        kind="points",
        grade=better,
        distance=missing,
        findings=sum(one.findings for one in corrections),
        regained=sum((one.points for one in corrections), ZERO),
        corrections=corrections,
    )


def _corrections(judged: list[Judged], missing: Decimal) -> Iterator[Correction]:
    """The best set of corrections that regains the missing points."""
    places = count()
    losses = [_Loss(judged=one, scopes=list(_scopes(one, places))) for one in judged]
    found = [one for loss in losses for scope in loss.scopes for one in scope.found]
    code = _Code(rules=len(found), bits=max(one.result.findings for one in found).bit_length())
    taken = code.taken(_Search(code=code, unit=_unit(losses, found, missing)).best(losses, missing))
    for loss in losses:
        yield from _accounted(loss, taken)


def _scopes(judged: Judged, places: Iterator[int]) -> Iterator[_Scope]:
    item, result = judged.item, judged.result
    if not item.parts:
        yield _Scope(points=item.points or ZERO, found=_found("", item.rules, result.rules, places))
    for part in item.parts:
        judged_part = result.parts[part.id]
        if judged_part.applies is not False:
            yield _Scope(points=part.points or ZERO, found=_found(part.id, part.rules, judged_part.rules, places))


def _found(part: str, rules: Iterable[Rule], results: Mapping[str, RuleResult], places: Iterator[int]) -> list[_Found]:
    return [
        _Found(place=next(places), part=part, rule=rule, result=results[rule.id])
        for rule in rules
        if results[rule.id].findings
    ]


def _unit(losses: list[_Loss], found: list[_Found], missing: Decimal) -> int:
    """How many units make a point, so that every amount is a whole number of them."""
    amounts = [missing, *(one.rule.amount or ZERO for one in found)]
    amounts += [loss.points for loss in losses] + [scope.points for loss in losses for scope in loss.scopes]
    return lcm(*(amount.as_integer_ratio()[1] for amount in amounts))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """Looks for the best code; points are whole `unit`ths."""

    code: _Code
    unit: int

    def best(self, losses: list[_Loss], missing: Decimal) -> int:
        """The code of the fewest findings that regain enough, of these the most points, of these the first printed."""
        still = self._units(sum((loss.judged.cost.now for loss in losses), ZERO))
        enough = still - self._units(missing)
        ways: _Ways = {still: 0}
        rest = still
        for loss in losses:
            now = self._units(loss.judged.cost.now)
            rest -= now
            gains = {left - now: code for left, code in self._item(loss).items()}
            ways = self._useful(_joined(ways, gains, cap=still), enough, rest)
        return next(code for left, code in ways.items() if left <= enough)

    def _useful(self, ways: _Ways, enough: int, rest: int) -> _Ways:
        """Those that can still reach what is enough, and of those that do the best alone."""
        reaching = ((self.code.findings(code), left, code) for left, code in ways.items() if left <= enough)
        done = min(reaching, default=None)
        found = {left: code for left, code in ways.items() if enough < left <= enough + rest}
        if done is None:
            return found
        return {done[1]: done[2], **{left: code for left, code in found.items() if self.code.findings(code) < done[0]}}

    def _item(self, loss: _Loss) -> _Ways:
        scopes = (self._scope(scope) for scope in loss.scopes)
        return reduce(lambda ways, scope: _joined(ways, scope, cap=self._units(loss.points)), scopes, _NOTHING)

    def _scope(self, scope: _Scope) -> _Ways:
        rules = (self._rule(one, scope.points) for one in scope.found)
        return reduce(lambda ways, rule: _joined(ways, rule, cap=self._units(scope.points)), rules, _NOTHING)

    def _rule(self, one: _Found, points: Decimal) -> _Ways:
        """To correct none, or so many that the rest costs less than the cap; what costs once goes with the last."""
        every = one.result.findings
        most = min(every - 1, int(points / one.rule.amount)) if one.rule.amount and one.rule.counts == "each" else 0
        return {
            self._units(cost(one.rule, left, points)): self.code.of(one.place, every - left)
            for left in (*range(most + 1), every)
        }

    def _units(self, points: Decimal) -> int:
        return int(points * self.unit)


def _joined(ones: _Ways, others: _Ways, *, cap: int) -> _Ways:
    """Each with each, at most `cap` units lost; only what no other way beats in both findings and points."""
    best: _Ways = {}
    for left, code in ones.items():
        for more, also in others.items():
            lost, joined = left + more, code + also
            lost = min(lost, cap)
            if lost not in best or joined < best[lost]:
                best[lost] = joined
    ways: _Ways = {}
    least = None
    for lost in sorted(best):
        if least is None or best[lost] < least:
            ways[lost] = least = best[lost]
    return ways


def _accounted(loss: _Loss, taken: list[int]) -> Iterator[Correction]:
    """Each correction with what it regains once those before it are made."""
    found = [one for scope in loss.scopes for one in scope.found]
    remaining = {one.place: one.result.findings for one in found}
    lost = loss.judged.cost.now
    for one in found:
        if taken[one.place]:
            remaining[one.place] -= taken[one.place]
            still = loss.left(remaining)
            yield Correction(
                item=loss.judged.item.id,
                part=one.part,
                rule=one.rule.id,
                findings=taken[one.place],
                points=lost - still,
                words=one.result.words,
                href=one.result.href,
            )
            lost = still
