"""Days and how they were counted in; the Chinese words that a result explains itself with out."""

from collections.abc import Iterable
from datetime import date

from scorer.workdays import Calendar, Counted, NamedDay

_LABELS = {
    "open": "未填起算的日期",
    "set": "已算出期限",
    "running": "期限未到",
    "unsettled": "来源未规定：末日是休息日",
    "past": "期限已过",
    "over": "来源的期限已过",
    "met": "按期",
    "late": "逾期",
    "covered": "在范围之内",
    "not-covered": "不在范围之内",
    "forever": "没有到期的日子",
}
_LASTING = {"running": "期限未满", "over": "期限已满", "met": "满期限", "late": "不满期限"}


def label(kind: str, state: str) -> str:
    """A duty's state in words."""
    return _LASTING.get(state, _LABELS[state]) if kind == "lasting" else _LABELS[state]


def spoken(day: date) -> str:
    """`2026年1月5日（星期一）`."""
    return f"{day.year}年{day.month}月{day.day}日（{weekday(day)}）"


def weekday(day: date) -> str:
    """`星期一`."""
    return f"星期{'一二三四五六日'[day.weekday()]}"


def calendar_words(official: Calendar) -> str:
    """Where the working days come from."""
    return f"{official.source}，{official.first}—{official.last}年"


def counted_words(counted: Counted) -> str:
    """What lay between: days of rest that do not count, and those that were worked."""
    parts = []
    if counted.weekends:
        parts.append(f"星期六、星期日{counted.weekends}天")
    if counted.holidays:
        parts.append(f"放假{len(counted.holidays)}天（{_listed(counted.holidays)}）")
    off = f"其间{'、'.join(parts)}不计" if parts else "其间没有休息日"
    made_up = f"；调休上班{len(counted.made_up)}天（{_listed(counted.made_up)}）计入" if counted.made_up else ""
    return f"{off}{made_up}。"


def unsettled_words(official: Calendar, due: date, following: date) -> str:
    """A last day that is a day of rest."""
    holiday = official.holidays.get(due.isoformat())
    name = f"，{holiday}放假" if holiday else ""
    return (
        f"{spoken(due)}不是工作日{name}。来源没有规定末日遇休息日是否顺延；"
        f"顺延的话（参照《民法典》第二百零三条）到{spoken(following)}。"
    )


def uncovered_words(official: Calendar, years: Iterable[int]) -> str:
    """What the calendar does not know."""
    listed = "、".join(f"{year}年" for year in years)
    return (
        f"{listed}不在节假日历之内（{official.first}—{official.last}年）：只按星期一至星期五计算，放假和调休没有计入。"
    )


def _listed(days: Iterable[NamedDay]) -> str:
    """`春节2月16日、17日、3月1日`: the holiday once, and the month where it changes."""
    words, name, month = [], "", 0
    for one in days:
        day = date.fromisoformat(one.date)
        opening = f"{one.name}{day.month}月" if one.name != name else f"{day.month}月" if day.month != month else ""
        words.append(f"{opening}{day.day}日")
        name, month = one.name, day.month
    return "、".join(words)
