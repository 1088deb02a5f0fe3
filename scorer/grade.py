"""A checklist and its answers in; the explained result out."""

from scorer import tally
from scorer.answers import UNANSWERED, Answer, Answers
from scorer.applies import Context, context_of, open_questions
from scorer.discretion import decided
from scorer.grades import Grading
from scorer.improve import improvement
from scorer.judge import Judge, Judged
from scorer.model import Checklist, Item
from scorer.recall import recalled
from scorer.report import Computed, Result


def grade(rubric: Checklist, answers: Answers) -> Result:
    """Grade `answers`.

    The score starts from the rubric's points and loses every deduction so far; what is unanswered or open keeps the
    result provisional and widens its range. Nothing is rounded. An override that ends the review leaves no score.
    """
    context = context_of(rubric, answers)
    by_rules = judged_items(rubric, answers, context)
    judged = [decided(one, answers.items.get(one.item.id, UNANSWERED).discretion) for one in by_rules]
    grading = Grading(rubric=rubric.id, grades=rubric.grades, judged=judged)
    ended = grading.ended
    open_paths = () if ended else _open(open_questions(rubric, context), judged)
    points = rubric.points if rubric.points and not ended else None
    deduction = tally.deducted(judged)
    score = None if points is None else points - deduction
    reachable = None if points is None else tally.range_of(points, judged)
    reached = grading.grade(score, complete=not open_paths)
    return Result(
        rubric=rubric.id,
        edition=rubric.edition,
        score=score,
        deduction=None if points is None else deduction,
        range=reachable,
        complete=not open_paths,
        grade=reached,
        provisional=bool(open_paths),
        possible_grades=grading.possible(reachable),
        computed=_computed(rubric, by_rules) if any(one.result.discretion for one in judged) else None,
        reasons=grading.reasons(score),
        improvement=improvement(grading, reached, score),
        notes=grading.grades.notes,
        veto=tally.tally(tally.marked(judged, "veto")),
        key=tally.tally(tally.marked(judged, "key")),
        verdicts=tally.tally(tally.by_verdict(judged)),
        scored=tally.scored(judged),
        rechecked=None if points is None else tally.rechecked(judged),
        sections={
            section.id: tally.section_result(section, tally.within(section, judged), ended)
            for section in rubric.sections
        },
        items={one.item.id: one.result for one in judged},
        unanswered=open_paths,
    )


@recalled
def _judged(item: Item, answer: Answer, rubric: str, context: Context, assume_conforming: bool) -> Judged:
    return Judge(rubric=rubric, context=context, assume_conforming=assume_conforming).judge(item, answer)


def judged_items(rubric: Checklist, answers: Answers, context: Context) -> list[Judged]:
    """Every item by its own answer and the printed rules, before anything follows from several of them."""
    given = (rubric.id, context, answers.assume_conforming)
    return [_judged(item, answers.items.get(item.id, UNANSWERED), *given) for item in rubric.items]


def _computed(rubric: Checklist, by_rules: list[Judged]) -> Computed:
    """The score and grade that the rules give, whatever an expert decided."""
    grading = Grading(rubric=rubric.id, grades=rubric.grades, judged=by_rules)
    score = None if grading.ended else rubric.points - tally.deducted(by_rules)
    return Computed(score=score, grade=grading.grade(score, complete=True))


def _open(questions: tuple[str, ...], judged: list[Judged]) -> tuple[str, ...]:
    return (*(f"context.{question}" for question in questions), *(path for one in judged for path in one.open))
