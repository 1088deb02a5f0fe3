"""Deadlines with the documents and rubrics that print them in; days and amounts that are not printed there out."""

import re
from collections.abc import Callable, Iterator

from scorer.addresses import item_anchor
from scorer.deadlines_model import Deadlines, Duty, Share
from scorer.model import Checklist
from site_src.comparison_checks import printed_texts
from site_src.findings import Finding, ids, repeated
from site_src.load import Assessment, Data
from site_src.source import YamlPath

_DATES = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日|底)|(\d{4})年底|(?:(\d{4})年)?([1-4一二三四])季度")
_PERIODS = re.compile(r"(\d+|[一二三四五六七八九十]+|半)(个工作日|个月|天|日|年)")
_UNITS = {"个工作日": "workdays", "个月": "months", "天": "days", "日": "days", "年": "years"}
_DIGITS = "零一二三四五六七八九"
_QUARTER_ENDS = ("03-31", "06-30", "09-30", "12-31")
_NEEDED: dict[str, tuple[str, ...]] = {
    "within": ("event", "amount"),
    "lasting": ("event", "amount"),
    "fixed": ("day",),
    "since": ("event", "day"),
    "forever": (),
}


def deadlines_findings(data: Data) -> Callable[[Assessment[Deadlines]], Iterator[Finding]]:
    """The rule that finds every contradiction within deadlines and with what prints them."""
    printed = _printed(data)

    def _findings(assessment: Assessment[Deadlines]) -> Iterator[Finding]:
        rubric = assessment.rubric
        yield from repeated(ids(("rubric", "events"), rubric.events), "rubric")
        members = [*ids(("rubric", "duties"), rubric.duties), *ids(("rubric", "shares"), rubric.shares)]
        yield from repeated(members, "rubric")
        for number, duty in enumerate(rubric.duties):
            path: YamlPath = ("rubric", "duties", number)
            yield from _is_printed(path, duty, printed)
            yield from _fits_its_kind(path, duty, rubric)
        for number, share in enumerate(rubric.shares):
            path = ("rubric", "shares", number)
            yield from _is_printed(path, share, printed)
            yield from _number_is_printed(path, share)

    return _findings


def _printed(data: Data) -> dict[str, str]:
    """The text of every place that a sentence can stand at."""
    texts: dict[str, str] = {}
    for name, document in data.documents.items():
        texts |= {f"documents/{name}#{block}": text for block, text in printed_texts(document).items()}
    for name, checklist in data.assessments.items():
        texts |= {f"rubrics/{name}#{anchor}": text for anchor, text in _item_texts(checklist.rubric)}
    return texts


def _item_texts(checklist: Checklist) -> Iterator[tuple[str, str]]:
    for item in checklist.items:
        lines = [item.title, *(line.text for line in item.method), *(clause.text for clause in item.clauses)]
        yield item_anchor(item.id), "\n".join(lines)


def _is_printed(path: YamlPath, one: Duty | Share, printed: dict[str, str]) -> Iterator[Finding]:
    if not one.words:
        yield path, f"{one.taken} is nothing to take over" if one.taken else "has no words"
    elif one.place not in printed:
        yield (*path, "place"), f"there is no place {one.place}"
    elif one.words not in printed[one.place]:
        yield (*path, "words"), f"are not printed in {one.place}: {one.words}"
    elif one.day and one.day not in {day.replace("*", one.day[:4]) for day in printed_days(one.words)}:
        yield (*path, "day"), f"{one.day} is not the day that the words print: {one.words}"


def _fits_its_kind(path: YamlPath, duty: Duty, rubric: Deadlines) -> Iterator[Finding]:
    if duty.event and duty.event not in {event.id for event in rubric.events}:
        yield (*path, "event"), f"there is no event {duty.event}"
    given = [key for key in ("event", "amount", "day") if getattr(duty, key)]
    if given != list(_NEEDED[duty.kind]) and duty.words:
        yield path, f"a duty of kind {duty.kind} is given by {' and '.join(_NEEDED[duty.kind]) or 'its words alone'}"
    elif duty.amount and _months(int(duty.amount), duty.unit) not in printed_periods(duty.words):
        yield (*path, "amount"), f"{duty.amount} {duty.unit} is not what the words print: {duty.words}"


def _number_is_printed(path: YamlPath, share: Share) -> Iterator[Finding]:
    if not share.words:
        return
    if (share.percent is None) == (share.least is None):
        yield path, "a share has either percent or least"
    elif (share.percent is None) != (not share.total):
        yield (*path, "total"), "is named where there is a percentage, and only there"
    elif share.least is not None and str(share.least) not in re.findall(r"\d+", share.words):
        yield (*path, "least"), f"{share.least} is not what the words print: {share.words}"
    elif share.percent is not None and not _percent_is_printed(share):
        yield (*path, "percent"), f"{share.percent}% is not what the words print: {share.words}"


def _percent_is_printed(share: Share) -> bool:
    """全部 and 全覆盖 are 100 %."""
    return share.percent in {int(found) for found in re.findall(r"(\d+)%", share.words)} or (
        share.percent == 100 and "全" in share.words  # noqa: PLR2004 - all of a hundred
    )


def printed_days(words: str) -> Iterator[str]:
    """Every day that the words name, `2025-06-30`; `*` for a year that is not printed; a quarter by its last day."""
    for year, month, day, year_end, quarter_year, quarter in _DATES.findall(words):
        if quarter:
            place = int(quarter) if quarter.isdigit() else _number(quarter)
            yield f"{quarter_year or '*'}-{_QUARTER_ENDS[place - 1]}"
        elif year_end:
            yield f"{year_end}-12-31"
        else:
            last = 30 if int(month) in {4, 6, 9, 11} else 28 if int(month) == 2 else 31  # noqa: PLR2004 - the months
            yield f"{year or '*'}-{int(month):02}-{int(day or last):02}"


def printed_periods(words: str) -> set[tuple[int, str]]:
    """Every period that the words name; half a year and years in months."""
    return {
        _months(6, "months") if amount == "半" else _months(_number(amount), _UNITS[unit])
        for amount, unit in _PERIODS.findall(words)
    }


def _months(amount: int, unit: str) -> tuple[int, str]:
    return (amount * 12, "months") if unit == "years" else (amount, unit)


def _number(text: str) -> int:
    """`15` or `十五`."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.index(text)
    return 10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0)
