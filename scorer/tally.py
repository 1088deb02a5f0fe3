"""Judged items in; counts, subtotals and ranges of them out."""

from collections.abc import Iterable
from decimal import Decimal

from scorer.deduct import ZERO
from scorer.judge import Judged
from scorer.model import Section
from scorer.recall import recalled
from scorer.report import Range, SectionResult, Subtotal, Tally


def deducted(judged: Iterable[Judged]) -> Decimal:
    """Points lost so far."""
    return sum((one.cost.now for one in judged), ZERO)


def points_of(judged: Iterable[Judged]) -> Decimal:
    """Points the items carry."""
    return sum((one.item.points or ZERO for one in judged), ZERO)


def range_of(points: Decimal, judged: list[Judged]) -> Range:
    """The scores still possible when the items start from `points`."""
    least = sum((one.cost.least for one in judged), ZERO)
    most = sum((one.cost.most for one in judged), ZERO)
    return Range(lowest=points - most, highest=points - least)


def merged(judged: Iterable[Judged]) -> list[list[Judged]]:
    """Rows whose cell the print merges, together: they are one item."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(one.item.continues or one.item.id, []).append(one)
    return list(groups.values())


def tally(judged: Iterable[Judged]) -> Tally:
    """Counts of the items that apply."""
    items = merged(one for one in judged if one.result.applies is not False)
    failing = [rows for rows in items if any(one.fails for one in rows)]
    waiting = [rows for rows in items if any(one.open for one in rows) and not any(one.fails for one in rows)]
    return Tally(
        total=len(items),
        conforming=len(items) - len(failing) - len(waiting),
        nonconforming=len(failing),
        unanswered=len(waiting),
        ids=tuple(one.item.id for rows in failing for one in rows if one.fails),
    )


def marked(judged: Iterable[Judged], mark: str) -> list[Judged]:
    """The items with one mark."""
    return [one for one in judged if one.item.mark == mark]


def by_verdict(judged: Iterable[Judged]) -> list[Judged]:
    """The items that carry no points."""
    return [one for one in judged if one.item.points is None]


def scored(judged: Iterable[Judged]) -> int:
    """How many items carry points, merged rows counted once."""
    return len(merged(one for one in judged if one.item.points is not None))


def rechecked(judged: Iterable[Judged]) -> Subtotal | None:
    """What the items marked √ stand at."""
    items = [one for one in judged if one.item.rechecked and one.item.points is not None]
    points = points_of(items)
    return Subtotal(points=points, score=points - deducted(items)) if items else None


def within(section: Section, judged: Iterable[Judged]) -> list[Judged]:
    """The items of one section."""
    ids = {item.id for item in section.items}
    return [one for one in judged if one.item.id in ids]


@recalled
def section_result(section: Section, inside: list[Judged], ended: bool) -> SectionResult:
    """A section's subtotal from its items; without a score when the review has ended."""
    points = points_of(inside)
    items = merged(one for one in inside if one.result.applies is not False)
    counts = bool(points) and not ended
    return SectionResult(
        title=section.title,
        points=points or None,
        score=points - deducted(inside) if counts else None,
        range=range_of(points, inside) if counts else None,
        items=len(items),
        answered=sum(not any(one.open for one in rows) for rows in items),
        scored=scored(inside),
        veto=tally(marked(inside, "veto")),
        key=tally(marked(inside, "key")),
        verdicts=tally(by_verdict(inside)),
    )
