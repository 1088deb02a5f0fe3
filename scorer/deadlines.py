"""Deadlines and the answers about them in; the day of every duty and the number of every share out.

The day of an event does not count itself (民法典 art. 201), a month ends on the day of the same number (art. 202). The
documents say neither: that both are followed is the site's reading, and so is that a last day which is a day of rest
leaves open whether the next working day still does (art. 203). Nothing here reads the clock.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from scorer.deadlines_answers import DeadlinesAnswers, read_deadlines
from scorer.deadlines_model import Deadlines, Duty
from scorer.deadlines_report import DeadlinesResult, DutyResult, DutyState
from scorer.deadlines_words import (
    calendar_words,
    counted_words,
    label,
    spoken,
    uncovered_words,
    unsettled_words,
    weekday,
)
from scorer.envelope import Json
from scorer.problems import Problem
from scorer.shares import judge_share
from scorer.workdays import Calendar, Counted, after_months, after_workdays, count, next_workday

_MONTHS = {"months": 1, "years": 12}


def judge_deadlines(rubric: Deadlines, envelope: Mapping[str, Json], found: Iterable[Problem] = ()) -> DeadlinesResult:
    """Read and judge an answers object. Raises `AnswersError` with every problem, after those already `found`."""
    answers = read_deadlines(rubric, envelope, found)
    official = _calendar(rubric)
    unanswered = tuple(_unanswered(rubric, answers))
    return DeadlinesResult(
        rubric=rubric.id,
        edition=rubric.edition,
        complete=not unanswered,
        standing=rubric.standing,
        standing_text=rubric.standing_text,
        reference=_iso(answers.reference),
        calendar=calendar_words(official),
        duties={duty.id: _duty(rubric, duty, answers, official) for duty in rubric.duties},
        shares={
            share.id: judge_share(share, answers.counts.get(share.id, {}), answers.reference) for share in rubric.shares
        },
        notes=rubric.notes,
        unanswered=unanswered,
    )


def _calendar(rubric: Deadlines) -> Calendar:
    assert rubric.calendar, "the build fills it in"  # noqa: S101 - a broken build, not a broken file
    return rubric.calendar


def _unanswered(rubric: Deadlines, answers: DeadlinesAnswers) -> Iterator[str]:
    yield from (f"dates.{event.id}" for event in rubric.events if event.id not in answers.dates)
    for share in rubric.shares:
        wanted = ("done",) if share.percent is None else ("total", "done")
        given = answers.counts.get(share.id, {})
        yield from (f"counts.{share.id}.{key}" for key in wanted if key not in given)


def _duty(rubric: Deadlines, duty: Duty, answers: DeadlinesAnswers, official: Calendar) -> DutyResult:
    event, done = answers.dates.get(duty.event), answers.done.get(duty.id)
    due = _due(duty, event, official)
    ends = due is not None and duty.kind != "since"
    following = next_workday(official, due) if due and duty.kind in {"within", "fixed"} else due
    counted = count(official, event, due) if event and due and duty.kind == "within" and _by_workdays(duty) else None
    state = _state(duty, event, due, following, done or answers.reference, finished=done is not None)
    if state == "past" and (duty.kind == "lasting" or (duty.kind == "fixed" and rubric.standing != "in-force")):
        state = "over"
    looking = answers.reference if ends and not done else None
    return DutyResult(
        title=duty.title,
        who=duty.who,
        kind=duty.kind,
        state=state,
        label=label(duty.kind, state),
        event=_iso(event),
        due=_iso(due),
        weekday=weekday(due) if due else None,
        next_workday=_iso(following) if following != due else None,
        sum=_sum(duty, event, due, counted),
        counted=counted,
        done=_iso(done),
        days_left=(due - looking).days if due and looking else None,
        workdays_left=_workdays_left(official, looking, due) if counted else None,
        remarks=tuple(_remarks(event, due, following, done, counted, official)),
        reading=duty.reading,
        words=duty.words,
        href=duty.place.replace("#", "/#"),
    )


def _by_workdays(duty: Duty) -> bool:
    return duty.unit == "workdays"


def _due(duty: Duty, event: date | None, official: Calendar) -> date | None:
    """The last day, or the first one that a `since` covers; None without the event, and for what never ends."""
    if duty.day:
        return date.fromisoformat(duty.day)
    if not event or duty.kind == "forever":
        return None
    amount = int(duty.amount)
    if _by_workdays(duty):
        return after_workdays(official, event, amount)
    if duty.unit == "days":
        return event + timedelta(days=amount)
    return after_months(event, amount * _MONTHS[duty.unit])


def _state(
    duty: Duty, event: date | None, due: date | None, following: date | None, looked_at: date | None, *, finished: bool
) -> DutyState:
    """`looked_at` is the day it was done, or else the reference day."""
    if duty.kind == "forever":
        return "forever"
    if not due or not following or (duty.kind == "since" and not event):
        return "open"
    if duty.kind == "since":
        return "covered" if event and event >= due else "not-covered"
    if not looked_at:
        return "set"
    if duty.kind == "lasting" and finished:
        return "met" if looked_at > due else "late"
    return _by_its_end(due, following, looked_at, finished=finished)


def _by_its_end(due: date, following: date, looked_at: date, *, finished: bool) -> DutyState:
    if looked_at <= due:
        return "met" if finished else "running"
    if looked_at <= following:
        return "unsettled"
    return "late" if finished else "past"


def _sum(duty: Duty, event: date | None, due: date | None, counted: Counted | None) -> str:
    if not due:
        return ""
    end = spoken(due)
    if duty.kind == "since":
        return f"{end}起"
    if duty.kind == "fixed":
        return f"{spoken(date.fromisoformat(duty.opens))}至{end}" if duty.opens else f"固定日期：{end}"
    start = spoken(event) if event else ""
    if counted:
        return f"{start}当日不计，往后数{duty.amount}个工作日，到{end}。{counted_words(counted)}"
    unit = {"days": "天", "months": "个月", "years": "年"}[duty.unit]
    clipped = event is not None and duty.unit != "days" and due.day != event.day
    how = "（当月没有对应的日子，以月末为末日）" if clipped else ""
    return f"{start}当日不计，往后{duty.amount}{unit}，到{end}{how}。"


def _remarks(
    event: date | None,
    due: date | None,
    following: date | None,
    done: date | None,
    counted: Counted | None,
    official: Calendar,
) -> Iterator[str]:
    if due and following and following != due:
        yield unsettled_words(official, due, following)
    years = counted.weekdays_only if counted else (due.year,) if due and not official.covers(due) else ()
    if years:
        yield uncovered_words(official, years)
    if event and done and done < event:
        yield f"完成的日期{spoken(done)}早于起算的日期{spoken(event)}，请核对。"


def _workdays_left(official: Calendar, looking: date | None, due: date | None) -> int | None:
    return count(official, looking, due).workdays if looking and due else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
