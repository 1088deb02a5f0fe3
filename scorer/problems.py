"""What is wrong with an answers file: one problem a line, with its JSON path, in English or Chinese."""

import json
import re
from dataclasses import dataclass

_MESSAGES = {
    "too-large": ("is larger than {limit} bytes", "文件超过{limit}字节，不是本站导出的答卷"),
    "not-utf8": ("is not UTF-8 text", "文件不是UTF-8编码的文本"),
    "not-json": (
        "is not JSON: {detail} (line {line}, column {column})",
        "不是JSON文件：第{line}行第{column}列读不下去",
    ),
    "too-deep": ("is nested more than {limit} levels deep", "嵌套超过{limit}层"),
    "repeated": ("is given twice in one object", "同一处重复出现"),
    "not-finite": ("is not a number of JSON (NaN or too large)", "不是JSON的数（NaN或过大）"),
    "type": ("must be {expected}, not {found}", "应为{expected_zh}，现为{found_zh}"),
    "missing": ("is missing", "缺少此项"),
    "unknown-key": ("is not a known key; known here: {known}", "不认识的键；此处可用：{known}"),
    "unknown-rubric": ("there is no rubric {found}; known: {known}", "没有编号为{found}的检查表；现有：{known}"),
    "other-rubric": (
        "these answers are for {found}, not for {expected}",
        "这份答卷属于检查表{found}，不属于{expected}",
    ),
    "unknown-project": ("there is no such project; projects: {known}", "没有这个比对项目；可用项目：{known}"),
    "no-retest": (
        "only a project whose first result is unqualified is retested",
        "只有首次“不合格”的项目才重测",
    ),
    "unknown-expert": ("there is no such expert; experts: {known}", "没有这名专家；可用编号：{known}"),
    "report-key": ("a report is keyed r1, r2 and so on", "报告的编号应为r1、r2等"),
    "none-and-more": ("names reports besides none", "既填没有（none），又列出报告"),
    "no-scoring-rules": (
        "the plan attaches no checklist to score by, so nothing of it can be given: {plan}",
        "{plan}没有附评分细则，不能填否决项和“√”项的评分",
    ),
    "mark": (
        'must be a number from 0 to {limit} written as text, such as "79.5", not {found}',
        '应为0至{limit}的数，写作文字，如"79.5"，现为{found}',
    ),
    "not-within": (
        "{found} on the rechecked rows does not fit a score of {score}: the other rows make 0 to {others} points",
        "“√”项{found}分与材料审查的{score}分不符：其余各项应得0至{others}分",
    ),
    "rows-total": (
        "is {found}, but its rows add up to {total}",
        "填的是{found}，逐项相加是{total}",
    ),
    "outside-expert": (
        "only experts from inside the province recheck on site",
        "现场复核由省内专家进行，这名专家填为省外",
    ),
    "many-onsite": ("at most {limit} experts recheck on site", "现场复核的专家不超过{limit}名"),
    "unknown-item": ("{rubric} has no such item", "检查表{rubric}没有这一项"),
    "unknown-part": ("item {item} has no such part; its parts: {known}", "第{item}项没有这一分项；可用分项：{known}"),
    "no-parts": ("item {item} has no parts", "第{item}项不分项判定"),
    "unknown-rule": (
        "item {item} has no such rule; its rules: {known}",
        "第{item}项没有这条扣分规则；可用规则：{known}",
    ),
    "no-rules": (
        "item {item} is judged by a verdict and has no rules",
        "第{item}项只判定符合或不符合，没有扣分规则",
    ),
    "not-covered": (
        "this rule does not cover the sub-item; it covers: {known}",
        "这条规则不涉及该分项；涉及的分项：{known}",
    ),
    "no-subitems": (
        "item {item} prints no numbered sub-items to split a count by",
        "第{item}项没有编号的分项，不能按分项记数",
    ),
    "negative": ("a count cannot be negative: {found}", "数目不能为负：{found}"),
    "fraction": ("a count must be a whole number, not {found}", "数目应为整数，现为{found}"),
    "too-many": ("a count may be at most {limit}", "数目不能超过{limit}"),
    "one-of": ("must be one of {known}, not {found}", "应为{known}之一，现为{found}"),
    "empty": ("must name at least one of {known}", "至少选一个：{known}"),
    "twice": ("{found} is named twice", "{found}重复"),
    "year": ("must be a year from {first} to {last}, not {found}", "年度应在{first}至{last}之间，现为{found}"),
    "date": (
        'must be a day of the years {first} to {last} such as "2026-01-05", not {found}',
        "应为{first}至{last}年间的日期，如“2026-01-05”，现为{found}",
    ),
    "scored-verdict": (
        "a scored item loses points by findings, and none are given",
        "计分项以发现的问题扣分，这里没有填发现的问题",
    ),
    "contradiction": (
        "conforming, yet {found} below says otherwise",
        "既判定符合，{found}中又有不符合的内容",
    ),
    "amount": (
        'an amount must be text such as "1.25", without sign or unit, not {found}',
        "金额应为“1.25”这样的文字，不带正负号和单位，现为{found}",
    ),
    "too-long": ("is longer than {limit} characters", "超过{limit}个字符"),
}

_TYPES = {
    dict: ("an object", "对象"),
    list: ("a list", "列表"),
    str: ("text", "文字"),
    bool: ("true or false", "true或false"),
    int: ("a whole number", "整数"),
    float: ("a fraction", "小数"),
    type(None): ("null", "null"),
}

type Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong at one place; `facts` fill the message."""

    path: Path
    code: str
    facts: dict[str, str]

    @property
    def where(self) -> str:
        """The JSON path, such as `items.11.findings.1`; `(file)` for the whole."""
        return "".join(map(_step, self.path)).removeprefix(".") or "(file)"

    @property
    def english(self) -> str:
        """The message for a terminal."""
        return _MESSAGES[self.code][0].format(**self.facts)

    @property
    def chinese(self) -> str:
        """The message for the site's visitors."""
        return _MESSAGES[self.code][1].format(**self.facts)


class AnswersError(Exception):
    """Answers that cannot be scored, with every problem found in them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(f"{problem.where}: {problem.english}" for problem in problems))


def problem(path: Path, code: str, **facts: object) -> Problem:
    """A problem at `path`; facts are shown as they print, long ones shortened unless they list what would be right."""
    shown = {name: str(fact) if name == "known" else _short(str(fact)) for name, fact in facts.items()}
    return Problem(path=path, code=code, facts=shown)


def wrong_type(path: Path, expected: type, found: object) -> Problem:
    """A problem with a value of another type than the one expected."""
    english, chinese = _TYPES[expected]
    found_english, found_chinese = _TYPES[type(found)]
    return problem(path, "type", expected=english, expected_zh=chinese, found=found_english, found_zh=found_chinese)


def quoted(value: object) -> str:
    """A value of the file as JSON, on one line."""
    return _short(json.dumps(value, ensure_ascii=False))


def _short(text: str, limit: int = 120) -> str:
    """Shortened, and safe to print: line separators and broken characters show as escapes."""
    shown = text if len(text) <= limit else text[:limit] + "…"
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in shown)


def _step(key: str) -> str:
    return f".{key}" if re.fullmatch(r"[\w-]+", key) else f"[{quoted(key)}]"
