"""A share and its numbers in; the least whole number that reaches it, and whether it is reached, out."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from math import ceil

from scorer.codec import exact, plain
from scorer.deadlines_model import Share
from scorer.deadlines_report import ShareResult, ShareState
from scorer.deadlines_words import weekday

_LABELS = {"open": "未填完", "met": "达到", "not-met": "没有达到"}


def judge_share(share: Share, given: Mapping[str, int], reference: date | None) -> ShareResult:
    """At least so many percent: a part of one is one (T-08, S-20), and nothing is rounded."""
    total, done = given.get("total"), given.get("done")
    required = _required(share, total)
    due = date.fromisoformat(share.day) if share.day else None
    state = _state(required, done)
    return ShareResult(
        title=share.title,
        who=share.who,
        state=state,
        label=_LABELS[state],
        percent=share.percent,
        total=total,
        done=done,
        required=required,
        missing=None if required is None or done is None else max(required - done, 0),
        sum=_sum(share, total, required),
        due=share.day or None,
        weekday=weekday(due) if due else None,
        days_left=(due - reference).days if due and reference else None,
        remarks=tuple(_remarks(total, done)),
        reading=share.reading,
        words=share.words,
        href=share.place.replace("#", "/#"),
    )


def _required(share: Share, total: int | None) -> int | None:
    if share.percent is None:
        return int(share.least or 0)
    return None if total is None else ceil(Fraction(share.percent) * total / 100)


def _state(required: int | None, done: int | None) -> ShareState:
    if required is None or done is None:
        return "open"
    return "met" if done >= required else "not-met"


def _sum(share: Share, total: int | None, required: int | None) -> str:
    if share.percent is None or total is None:
        return ""
    product = Fraction(share.percent) * total / 100
    upwards = "" if product == required else "，不足一的按一计"
    return f"{total} × {plain(share.percent)}% = {exact(product)}{upwards}，至少{required}"


def _remarks(total: int | None, done: int | None) -> Iterator[str]:
    if total is not None and done is not None and done > total:
        yield f"填的{done}多于总数{total}，请核对。"
