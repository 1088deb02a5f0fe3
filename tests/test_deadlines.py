"""Deadlines and shares: the calendar against its library, days and numbers against plain counting, and bad data."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import chinese_calendar
import pytest

import scorer
from scorer.deadlines import judge_deadlines
from scorer.deadlines_model import Deadlines
from scorer.deadlines_report import DeadlinesResult
from scorer.workdays import after_months, after_workdays, count, is_workday, next_workday
from site_src.deadlines_checks import deadlines_findings, printed_days, printed_periods
from site_src.holidays import official_calendar
from site_src.load import Data, load
from tests.golden import Case, cases

CALENDAR = official_calendar()
RUBRICS = [one.rubric for one in load().deadlines.values()]
CASES = [case for case in cases() if case.rubric.startswith("deadlines-")]
DAY = timedelta(days=1)


def days(first: int, last: int) -> list[date]:
    """Every day of these years."""
    return [date(first, 1, 1) + DAY * number for number in range((date(last + 1, 1, 1) - date(first, 1, 1)).days)]


WORKED = {day: chinese_calendar.is_workday(day) for day in days(CALENDAR.first, CALENDAR.last)}
"""What the library says of each day, asked once."""


def judged(rubric: str, **answers: object) -> DeadlinesResult:
    result = scorer.score(json.dumps({"rubric": rubric, **answers}))
    assert isinstance(result, DeadlinesResult)
    return result


def test_the_calendar_agrees_with_its_library_on_every_day_of_its_years() -> None:
    every = days(CALENDAR.first, CALENDAR.last)
    assert [day for day in every if is_workday(CALENDAR, day) is not WORKED[day]] == []
    assert {*CALENDAR.holidays, *CALENDAR.workdays} <= {day.isoformat() for day in every}
    for outside in (date(CALENDAR.first, 1, 1) - DAY, date(CALENDAR.last, 12, 31) + DAY):
        assert not CALENDAR.covers(outside)
        with pytest.raises(NotImplementedError):
            chinese_calendar.is_workday(outside)


def test_the_calendar_holds_exceptions_only() -> None:
    assert [day for day in CALENDAR.holidays if date.fromisoformat(day).weekday() >= 5] == []
    assert [day for day in CALENDAR.workdays if date.fromisoformat(day).weekday() < 5] == []


@pytest.mark.parametrize("amount", [1, 5, 15])
def test_working_days_are_those_that_the_library_counts(amount: int) -> None:
    """From every day of years with every kind of holiday; a later start never ends earlier."""
    before = date.min
    for start in days(2019, 2026)[:-40]:
        due = after_workdays(CALENDAR, start, amount)
        between = [start + DAY * number for number in range(1, (due - start).days + 1)]
        assert sum(WORKED[day] for day in between) == amount
        assert WORKED[due]
        assert count(CALENDAR, start, due).workdays == amount
        assert due >= before
        before = due


def test_days_off_and_made_up_add_up() -> None:
    for start in days(2024, 2026)[:-40]:
        counted = count(CALENDAR, start, start + 40 * DAY)
        assert counted.workdays + counted.weekends + len(counted.holidays) == 40
        assert counted.weekdays_only == ()


def test_months_end_on_the_same_number_or_on_the_last_day() -> None:
    """A day later never ends earlier, and never in another month than the one so many months on."""
    before = date.min
    for start in days(2019, 2024):
        due = after_months(start, 6)
        assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == 6
        assert due.day == start.day or (due + DAY).day == 1
        assert due >= before
        before = due


def test_outside_the_calendar_only_weekdays_are_known() -> None:
    for day in days(2027, 2028):
        assert is_workday(CALENDAR, day) is (day.weekday() < 5)
        assert (next_workday(CALENDAR, day) - day).days in {0, 1, 2}


@pytest.mark.parametrize(
    ("unit", "amount", "due", "words"),
    [
        ("days", 10, "2026-01-22", "往后10天，到2026年1月22日（星期四）。"),
        ("workdays", 3, "2026-01-15", "往后数3个工作日，到2026年1月15日（星期四）。其间没有休息日。"),
    ],
)
def test_a_period_may_be_short_or_in_plain_days(data: Data, unit: Any, amount: int, due: str, words: str) -> None:  # noqa: ANN401
    """No document prints plain days yet."""
    rubric = data.deadlines["deadlines-henan-2024"].rubric
    first = dataclasses.replace(rubric.duties[0], unit=unit, amount=Decimal(amount))
    edited = dataclasses.replace(rubric, duties=(first,), calendar=CALENDAR)
    found = judge_deadlines(edited, {"rubric": rubric.id, "dates": {"report_issued": "2026-01-12"}})
    assert found.duties[first.id].due == due
    assert found.duties[first.id].sum == f"2026年1月12日（星期一）当日不计，{words}"


def test_a_share_is_the_least_number_that_reaches_it() -> None:
    for percent, rubric, share in ((50, "tianjin-2025", "half_by_june"), (70, "shanxi-2021", "large_and_medium")):
        for total in range(120):
            found = judged(f"deadlines-{rubric}", counts={share: {"total": total, "done": 0}}).shares[share]
            least = next(number for number in range(total + 1) if number * 100 >= total * percent)
            assert found.required == least
            assert found.state == ("met" if least == 0 else "not-met")


def test_without_a_reference_day_nothing_is_said_of_the_time_left() -> None:
    """The scorer never reads the clock."""
    for rubric in scorer.rubrics():
        if rubric.startswith("deadlines-"):
            result = judged(rubric)
            assert result.reference is None
            assert {one.days_left for one in result.duties.values()} <= {None}
            assert {one.days_left for one in result.shares.values()} <= {None}
            assert {one.state for one in result.duties.values()} <= {"open", "set", "forever"}


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"dates": {"report_issued": "2026-02-30"}}, "dates.report_issued: must be a day of the years 2000 to 2100"),
        ({"dates": {"report_issued": "2026-1-5"}}, 'such as "2026-01-05", not "2026-1-5"'),
        ({"dates": {"report_issued": "1999-12-31"}}, "dates.report_issued: must be a day"),
        ({"dates": {"report_issued": 20260105}}, "dates.report_issued: must be text, not a whole number"),
        ({"dates": {"elsewhere": "2026-01-05"}}, "known here: report_issued, inspection_ended"),
        ({"done": {"elsewhere": "2026-01-05"}}, "known here: report_upload, result_submission"),
        ({"reference": "today"}, "reference: must be a day"),
        ({"counts": {"any": {}}}, "counts.any: is not a known key"),
        ({"today": "2026-01-05"}, "known here: rubric, reference, dates, done, counts, header, meta"),
    ],
)
def test_bad_answers_are_told_where_they_stand(answers: dict[str, Any], problem: str) -> None:
    with pytest.raises(scorer.AnswersError, match=problem.replace(".", r"\.")):
        judged("deadlines-henan-2024", **answers)


@pytest.mark.parametrize(
    ("counts", "problem"),
    [
        ({"half_by_june": {"total": -1}}, "counts.half_by_june.total: a count cannot be negative"),
        ({"half_by_june": 3}, "counts.half_by_june: must be an object"),
        ({"city_diagnosis": {"total": 3}}, "counts.city_diagnosis.total: is not a known key; known here: done"),
    ],
)
def test_bad_numbers_are_told_where_they_stand(counts: dict[str, Any], problem: str) -> None:
    with pytest.raises(scorer.AnswersError, match=problem):
        judged("deadlines-tianjin-2025", counts=counts)


def required(rubric: Deadlines) -> Iterator[str]:
    """Everything that can be said of each duty and share."""
    for duty in rubric.duties:
        states = {"since": ("covered", "not-covered"), "forever": ("forever",)}
        yield from (f"{duty.id} {state}" for state in states.get(duty.kind, ("met", "late")))
        if duty.kind != "forever":
            yield f"{duty.id} due"
    for share in rubric.shares:
        yield from (f"{share.id} {state}" for state in ("met", "not-met"))
        yield f"{share.id} required"


def reached(case: Case) -> Iterator[str]:
    """What the case pins."""
    for kind in ("duties", "shares"):
        for name, promised in (case.promises(kind) or {}).items():
            yield f"{name} {promised.get('state')}"
            yield from (f"{name} {key}" for key in ("due", "required") if promised.get(key) is not None)


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.id)
def test_the_cases_reach_everything_that_the_rubric_decides(rubric: Deadlines) -> None:
    own = [case for case in CASES if case.rubric == rubric.id]
    assert set(required(rubric)) - {one for case in own for one in reached(case)} == set()


def test_an_amount_stands_in_one_place_only(data: Data) -> None:
    """What the summary and the panel hold is taken over by the build and not written again."""
    taken = [one for rubric in RUBRICS for one in rubric.members if one.taken]
    assert {one.taken.partition("#")[0] for one in taken} == {"tianjin-2025-summary", "shanxi-2021-panel"}
    summary = data.summaries["tianjin-2025-summary"].rubric
    held = len(summary.milestones) + len(summary.returns)
    assert len([one for one in taken if "tianjin" in one.taken]) == held
    for one in taken:
        source = data.sources[
            f"rubrics/{'deadlines-tianjin-2025' if 'tianjin' in one.taken else 'deadlines-shanxi-2021'}"
        ]
        assert one.words not in json.dumps(source.value, ensure_ascii=False)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("在8月底前完成", ["*-08-31"]),
        ("于11月底前", ["*-11-30"]),
        ("2月底", ["*-02-28"]),
        ("应于2014年底前", ["2014-12-31"]),
        ("在2014年3季度", ["2014-09-30"]),
        ("四季度总局", ["*-12-31"]),
        ("7月5日和12月5日前", ["*-07-05", "*-12-05"]),
    ],
)
def test_printed_days_are_read(words: str, found: list[str]) -> None:
    assert list(printed_days(words)) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("十五个工作日内", {(15, "workdays")}),
        ("5个工作日内", {(5, "workdays")}),
        ("二十个工作日", {(20, "workdays")}),
        ("九天", {(9, "days")}),
        ("在半年内", {(6, "months")}),
        ("不少于3年", {(36, "months")}),
    ],
)
def test_printed_periods_are_read(words: str, found: set[tuple[int, str]]) -> None:
    assert printed_periods(words) == found


@pytest.mark.parametrize(
    ("name", "member", "changes", "message"),
    [
        ("deadlines-henan-2024", "duties", {"amount": Decimal(16)}, "16 workdays is not what the words print"),
        ("deadlines-henan-2024", "duties", {"unit": "days"}, "15 days is not what the words print"),
        ("deadlines-henan-2024", "duties", {"event": "elsewhere"}, "there is no event elsewhere"),
        ("deadlines-henan-2024", "duties", {"day": "2024-01-01"}, "2024-01-01 is not the day that the words print"),
        ("deadlines-henan-2024", "duties", {"words": "出具报告后20个工作日"}, "are not printed in rubrics/henan"),
        ("deadlines-henan-2024", "duties", {"words": ""}, "has no words"),
        ("deadlines-henan-2024", "duties", {"words": "", "taken": "nowhere"}, "nowhere is nothing to take over"),
        ("deadlines-henan-2024", "duties", {"place": "rubrics/henan-2024#item-99"}, "there is no place"),
        ("deadlines-henan-2024", "duties", {"kind": "forever"}, "a duty of kind forever is given by its words alone"),
        ("deadlines-notice-2014", "duties", {"day": "2014-07-01"}, "is not the day that the words print"),
        ("deadlines-notice-2014", "shares", {"percent": Decimal(3)}, "3% is not what the words print"),
        ("deadlines-notice-2014", "shares", {"total": ""}, "is named where there is a percentage, and only there"),
        ("deadlines-notice-2014", "shares", {"least": Decimal(3)}, "a share has either percent or least"),
        ("deadlines-notice-2014", "shares", {"percent": None, "total": "", "least": Decimal(3)}, "3 is not what"),
    ],
)
def test_what_is_not_printed_is_told(data: Data, name: str, member: str, changes: dict[str, Any], message: str) -> None:
    assessment = data.deadlines[name]
    first, *others = getattr(assessment.rubric, member)
    edited: dict[str, Any] = {member: (dataclasses.replace(first, **changes), *others)}
    wrong = dataclasses.replace(assessment, rubric=dataclasses.replace(assessment.rubric, **edited))
    findings = list(deadlines_findings(data)(wrong))
    assert [found for path, found in findings if path[:3] == ("rubric", member, 0) and message in found]
    assert list(deadlines_findings(data)(assessment)) == []
