"""Results of one checklist in, one by one; what they have in common out, in memory of fixed size."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from scorer.codec import exact, plain
from scorer.deduct import ZERO
from scorer.grades import order
from scorer.model import Checklist, Rule
from scorer.report import Result, RuleResult

FREQUENT = 10
"""So many of the most frequent are shown where there is no room for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeCount:
    """How many files stand at a grade, and how many of them provisionally; null where none follows."""

    grade: str | None
    files: int
    provisional: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Scores of several files; the mean is exact."""

    files: int
    mean: Fraction
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCount:
    """How often a rule cost points: in how many files, for how many findings, and how many points before any cap."""

    item: str
    part: str
    rule: str
    words: str
    files: int
    findings: int
    points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCount:
    """How many files have a deduction at an item or do not conform there; the points lost are after the cap."""

    item: str
    title: str
    files: int
    points: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a folder of answer files says together; see `docs/scoring.md`."""

    rubric: str
    edition: str
    files: int
    bad: int
    scored: int
    provisional: int
    grades: tuple[GradeCount, ...]
    scores: Scores | None
    final_scores: Scores | None
    """Of the complete files alone: an incomplete one may still lose points."""
    rules: tuple[RuleCount, ...]
    items: tuple[ItemCount, ...]


@dataclass(slots=True)
class _Sum:
    """Scores added up so far."""

    files: int = 0
    total: Decimal = ZERO
    lowest: Decimal = ZERO
    highest: Decimal = ZERO

    def add(self, score: Decimal) -> None:
        self.lowest = min(self.lowest, score) if self.files else score
        self.highest = max(self.highest, score)
        self.total += score
        self.files += 1

    def scores(self) -> Scores | None:
        if not self.files:
            return None
        mean = Fraction(self.total) / self.files
        return Scores(files=self.files, mean=mean, lowest=self.lowest, highest=self.highest)


@dataclass(slots=True)
class _Loss:
    """What one rule or item cost so far."""

    files: int = 0
    findings: int = 0
    points: Decimal = ZERO

    def add(self, findings: int, points: Decimal) -> None:
        self.files += 1
        self.findings += findings
        self.points += points


@dataclass(slots=True)
class Collector:
    """Takes the results of `rubric`; keeps sums, never a result."""

    rubric: Checklist
    scored: int = 0
    bad: int = 0
    grades: Counter[str | None] = field(default_factory=Counter)
    provisional: Counter[str | None] = field(default_factory=Counter)
    all: _Sum = field(default_factory=_Sum)
    final: _Sum = field(default_factory=_Sum)
    rules: dict[tuple[str, str, str], _Loss] = field(default_factory=dict)
    items: dict[str, _Loss] = field(default_factory=dict)

    def add(self, result: Result) -> None:
        """Count a result."""
        self.scored += 1
        self.grades[result.grade] += 1
        self.provisional[result.grade] += result.provisional
        if result.score is not None:
            self.all.add(result.score)
            if result.complete:
                self.final.add(result.score)
        for name, item in result.items.items():
            if item.state in {"deducted", "nonconforming"}:
                self.items.setdefault(name, _Loss()).add(0, item.deduction or ZERO)
            if item.state == "deducted":
                self._rules(name, "", item.rules)
                for part, found in item.parts.items():
                    self._rules(name, part, found.rules if found.applies is not False else {})

    def _rules(self, item: str, part: str, rules: Mapping[str, RuleResult]) -> None:
        for name, rule in rules.items():
            if rule.findings:
                self.rules.setdefault((item, part, name), _Loss()).add(rule.findings, rule.subtotal)

    def summary(self) -> Summary:
        """What was counted, the most frequent first and otherwise in printed order."""
        names = [*dict.fromkeys([*(name or None for name in order(self.rubric.grades)), *self.grades])]
        return Summary(
            rubric=self.rubric.id,
            edition=self.rubric.edition,
            files=self.scored + self.bad,
            bad=self.bad,
            scored=self.scored,
            provisional=self.provisional.total(),
            grades=tuple(
                GradeCount(grade=name, files=self.grades[name], provisional=self.provisional[name])
                for name in names
                if name or self.grades[name]
            ),
            scores=self.all.scores(),
            final_scores=self.final.scores(),
            rules=tuple(sorted(self._rule_counts(), key=lambda one: (-one.files, -one.findings))),
            items=tuple(sorted(self._item_counts(), key=lambda one: -one.files)),
        )

    def _rule_counts(self) -> Iterator[RuleCount]:
        for item, part, rule in _rules_of(self.rubric):
            if loss := self.rules.get((item, part, rule.id)):
                yield RuleCount(
                    item=item,
                    part=part,
                    rule=rule.id,
                    words=rule.words,
                    files=loss.files,
                    findings=loss.findings,
                    points=loss.points,
                )

    def _item_counts(self) -> Iterator[ItemCount]:
        titles = {item.id: item.title for item in self.rubric.items}
        for item in self.rubric.items:
            if loss := self.items.get(item.id):
                points = None if item.points is None else loss.points
                title = item.title or titles[item.continues]
                yield ItemCount(item=item.id, title=title, files=loss.files, points=points)


def _rules_of(rubric: Checklist) -> Iterator[tuple[str, str, Rule]]:
    for item in rubric.items:
        yield from ((item.id, "", rule) for rule in item.rules)
        yield from ((item.id, part.id, rule) for part in item.parts for rule in part.rules)


def readable(summary: Summary) -> Iterator[str]:
    """The summary as lines for a terminal."""
    yield f"{summary.files} files: {summary.scored} scored, {summary.bad} bad; {summary.provisional} provisional"
    for one in summary.grades:
        yield f"  {one.grade or 'no grade'}: {one.files}" + (
            f" ({one.provisional} provisional)" if one.provisional else ""
        )
    if scores := summary.scores:
        span = f"lowest {plain(scores.lowest)}, highest {plain(scores.highest)}"
        yield f"score: mean {exact(scores.mean)}, {span} ({scores.files} files)"
    if summary.rules:
        yield "most frequent deductions, points before the cap:"
    for rule in summary.rules[:FREQUENT]:
        place = "/".join(filter(None, (rule.item, rule.part, rule.rule)))
        yield (
            f"  {place}: {rule.files} files, {rule.findings} findings, {plain(rule.points)} points: {_line(rule.words)}"
        )
    failing = [item for item in summary.items if item.points is None]
    if failing:
        yield "most frequently nonconforming:"
    for item in failing[:FREQUENT]:
        yield f"  {item.item}: {item.files} files: {_line(item.title)}"


def _line(text: str) -> str:
    return " ".join(text.split())
