"""A points rubric and its answers in; the explained result out."""

from collections.abc import Iterable
from decimal import Decimal

from scorer.addresses import address
from scorer.answers import UNANSWERED, Answers
from scorer.applies import context_of, open_questions
from scorer.deduct import ZERO
from scorer.judge import Judge, Judged
from scorer.model import Checklist, Grades, Override, Section
from scorer.report import Range, Reason, Result, SectionResult, Tally


def grade(rubric: Checklist, answers: Answers) -> Result:
    """Grade `answers`.

    The score starts from the rubric's points and loses every deduction so far; what is unanswered or open keeps the
    result provisional and widens its range. Nothing is rounded.
    """
    context = context_of(rubric, answers)
    judge = Judge(rubric=rubric.id, context=context, assume_conforming=answers.assume_conforming)
    judged = [judge.judge(item, answers.items.get(item.id, UNANSWERED)) for item in rubric.items]
    open_paths = (
        *(f"context.{question}" for question in open_questions(rubric, context)),
        *(path for one in judged for path in one.open),
    )
    deduction = _deducted(judged)
    score = rubric.points - deduction
    reachable = _range(rubric.points, judged)
    fired = [override for override in rubric.grades.overrides if any(one.fails for one in _concerned(override, judged))]
    return Result(
        rubric=rubric.id,
        edition=rubric.edition,
        score=score,
        deduction=deduction,
        range=reachable,
        complete=not open_paths,
        grade=_worst(rubric.grades, [_band(rubric.grades, score), *(override.grade for override in fired)]),
        provisional=bool(open_paths),
        possible_grades=_possible(rubric.grades, reachable, judged),
        reasons=_reasons(rubric, score, fired, judged),
        notes=rubric.grades.notes,
        veto=_tally(judged, "veto"),
        key=_tally(judged, "key"),
        scored=_scored(judged),
        sections={section.id: _section(section, judged) for section in rubric.sections},
        items={one.item.id: one.result for one in judged},
        unanswered=open_paths,
    )


def _deducted(judged: Iterable[Judged]) -> Decimal:
    return sum((one.cost.now for one in judged), ZERO)


def _range(points: Decimal, judged: list[Judged]) -> Range:
    least = sum((one.cost.least for one in judged), ZERO)
    most = sum((one.cost.most for one in judged), ZERO)
    return Range(lowest=points - most, highest=points - least)


def _band(grades: Grades, score: Decimal) -> str:
    return next(band.grade for band in grades.bands if score >= band.at_least)


def _worst(grades: Grades, reached: list[str]) -> str:
    order = [band.grade for band in grades.bands]
    return max(reached, key=order.index)


def _concerned(override: Override, judged: list[Judged]) -> list[Judged]:
    return [one for one in judged if one.item.mark in override.marks or one.item.id in override.items]


def _possible(grades: Grades, reachable: Range, judged: list[Judged]) -> tuple[str, ...]:
    """Every grade the answers can still end in, the best first."""
    certain = [o.grade for o in grades.overrides if any(one.must_fail for one in _concerned(o, judged))]
    threatening = [o.grade for o in grades.overrides if any(one.may_fail for one in _concerned(o, judged))]
    best = _band(grades, reachable.highest)
    worst = _band(grades, reachable.lowest)
    order = [band.grade for band in grades.bands]
    by_points = order[order.index(best) : order.index(worst) + 1]
    ends = {_worst(grades, [points, *certain]) for points in by_points}
    ends |= {_worst(grades, [points, *certain, threat]) for points in by_points for threat in threatening}
    return tuple(name for name in order if name in ends)


def _reasons(rubric: Checklist, score: Decimal, fired: list[Override], judged: list[Judged]) -> tuple[Reason, ...]:
    """The overrides that fired, then the band that the points alone reach."""
    overrides = [
        Reason(
            kind="override",
            grade=override.grade,
            words=override.words,
            items=tuple(one.item.id for one in _concerned(override, judged) if one.fails),
            href=address(rubric.id, "grades"),
        )
        for override in fired
    ]
    band = next(band for band in rubric.grades.bands if score >= band.at_least)
    href = address(rubric.id, "grades")
    return (*overrides, Reason(kind="band", grade=band.grade, words=band.words, items=(), href=href))


def _merged(judged: Iterable[Judged]) -> list[list[Judged]]:
    """Rows whose cell the print merges, together: they are one item."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(one.item.continues or one.item.id, []).append(one)
    return list(groups.values())


def _tally(judged: list[Judged], mark: str) -> Tally:
    items = _merged(one for one in judged if one.item.mark == mark)
    failing = [rows for rows in items if any(one.fails for one in rows)]
    waiting = [rows for rows in items if rows not in failing and any(one.open for one in rows)]
    return Tally(
        total=len(items),
        conforming=len(items) - len(failing) - len(waiting),
        nonconforming=len(failing),
        unanswered=len(waiting),
        ids=tuple(one.item.id for rows in failing for one in rows if one.fails),
    )


def _scored(judged: list[Judged]) -> int:
    return len(_merged(one for one in judged if one.item.points is not None))


def _section(section: Section, judged: list[Judged]) -> SectionResult:
    ids = {item.id for item in section.items}
    inside = [one for one in judged if one.item.id in ids]
    points = sum((one.item.points or ZERO for one in inside), ZERO)
    items = _merged(one for one in inside if one.result.applies is not False)
    return SectionResult(
        title=section.title,
        points=points or None,
        score=points - _deducted(inside) if points else None,
        range=_range(points, inside) if points else None,
        items=len(items),
        answered=sum(not any(one.open for one in rows) for rows in items),
        scored=_scored(inside),
        veto=_tally(inside, "veto"),
        key=_tally(inside, "key"),
    )
