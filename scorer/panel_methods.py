"""The marks of one report in; its exact mean, and what its rechecked rows come to by each of the methods, out."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from scorer.panel_answers import ReportAnswer, Rows
from scorer.panel_report import MeanRange


def mean_of(marks: Mapping[str, Decimal], wanted: int) -> Fraction | None:
    """The plain mean, never rounded; None while marks are wanting (S-04, S-07)."""
    return sum(map(Fraction, marks.values()), Fraction(0)) / wanted if len(marks) == wanted else None


def span_of(marks: Mapping[str, Decimal], wanted: int, points: Decimal) -> MeanRange | None:
    """From no points to all of them for every mark that is wanting; None before the first and with the last."""
    if not 0 < len(marks) < wanted:
        return None
    given = sum(map(Fraction, marks.values()), Fraction(0))
    return MeanRange(lowest=given / wanted, highest=(given + (wanted - len(marks)) * Fraction(points)) / wanted)


def _kept(report: ReportAnswer, rechecked: Fraction, onsite: Fraction) -> Fraction:
    """The lower of each row's two means (S-05); of the totals where not everybody marked by rows."""
    if not rows_marked(report):
        return min(rechecked, onsite)
    names = next(iter(report.onsite_rows.values()))
    return sum((min(_row(report.rechecked_rows, name), _row(report.onsite_rows, name)) for name in names), Fraction(0))


def rows_marked(report: ReportAnswer) -> bool:
    """Whether all who marked the rechecked rows marked them one by one."""
    marked = (report.rechecked_rows.keys(), report.onsite_rows.keys())
    return bool(report.onsite) and marked == (report.rechecked.keys(), report.onsite.keys())


def _row(marks: Rows, name: str) -> Fraction:
    return sum((Fraction(one[name]) for one in marks.values()), Fraction(0)) / len(marks)


def _pooled(report: ReportAnswer, _rechecked: Fraction, _onsite: Fraction) -> Fraction:
    marks = [Fraction(mark) for mark in (*report.rechecked.values(), *report.onsite.values())]
    return sum(marks, Fraction(0)) / len(marks)


METHODS: dict[str, Callable[[ReportAnswer, Fraction, Fraction], Fraction]] = {
    "replace": lambda _report, _rechecked, onsite: onsite,
    "average": lambda _report, rechecked, onsite: (rechecked + onsite) / 2,
    "pooled": _pooled,
    "keep-higher": _kept,
}
