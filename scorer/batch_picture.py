"""The summary of many results in; a picture of it out, one SVG file that needs nothing else, also for print."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from scorer.batch_summary import FREQUENT, GradeCount, ItemCount, RuleCount, Summary
from scorer.codec import exact, plain

_WIDTH = 760
_LEFT = 100
_RIGHT = 240
_BAR = _WIDTH - _LEFT - _RIGHT
_LINE = 24
_SIGNS = 92
"""Latin signs that a line of small text holds; a Chinese one takes two."""
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""What the standard library has for it brings a web client along, into the memory of every browser."""
_STYLE = """
text{font:14px system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;fill:#23262b}
.head{font-size:16px;font-weight:600}
.whole{fill:none;stroke:#5a5f67}
.part{fill:#1f5673}
@media screen and (prefers-color-scheme:dark){svg{background:#16181b}text{fill:#dcdad4}.whole{stroke:#a5a59f}
.part{fill:#8cc0dc}}
@media print{.part{fill:#444}}
"""


@dataclass(slots=True)
class _Sheet:
    """Shapes from the top down, and the same in words."""

    shapes: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    top: int = 0

    def line(self, text: str, *, head: bool = False) -> None:
        self.top += _LINE
        kind = ' class="head"' if head else ""
        self.shapes.append(f'<text{kind} x="0" y="{self.top}">{_escape(text)}</text>')
        self.words.append(text)

    def bar(self, label: str, part: int, whole: int, most: int, told: str) -> None:
        """As long as `whole` is of `most`; solid for `part` of it."""
        self.top += _LINE
        y = self.top
        ends = (_BAR * part // most, _BAR * whole // most)
        for kind, width in zip(("part", "whole"), ends, strict=True):
            self.shapes.append(f'<rect class="{kind}" x="{_LEFT}" y="{y - 12}" width="{width}" height="14"/>')
        self.shapes.append(f'<text x="0" y="{y}">{_escape(label)}</text>')
        self.shapes.append(f'<text x="{_LEFT + ends[1] + 8}" y="{y}">{_escape(told)}</text>')
        self.words.append(f"{label}：{told}")


def picture(title: str, summary: Summary) -> str:
    """How many files stand at each grade, and what cost points or did not conform most often."""
    sheet = _Sheet()
    sheet.line(title, head=True)
    for text in _standing(summary):
        sheet.line(text)
    if any(one.grade for one in summary.grades):
        _grades(sheet, summary.grades)
    _losses(sheet, "最常见的扣分", [(_place(one), one.words, one.files, _cost(one)) for one in summary.rules])
    failing = [one for one in summary.items if one.points is None]
    _losses(sheet, "最常见的不符合", [(f"第{one.item}项", one.title, one.files, _files(one)) for one in failing])
    return _svg(title, sheet)


def _standing(summary: Summary) -> Iterator[str]:
    bad = f"，另有{summary.bad}份读不了，没有计入" if summary.bad else ""
    yield f"共{summary.scored}份{bad}；" + (
        f"其中{summary.provisional}份没有填完，结果是暂定的" if summary.provisional else "都已填完"
    )
    if scores := summary.scores:
        yield f"得分：平均{exact(scores.mean)}，最低{plain(scores.lowest)}，最高{plain(scores.highest)}"


def _grades(sheet: _Sheet, grades: tuple[GradeCount, ...]) -> None:
    sheet.top += _LINE // 2
    sheet.line("等级分布（空白部分为暂定）" if any(one.provisional for one in grades) else "等级分布", head=True)
    most = max(1, *(one.files for one in grades))
    for one in grades:
        told = f"{one.files}份" + (f"，其中暂定{one.provisional}份" if one.provisional else "")
        sheet.bar(one.grade or "没有等级", one.files - one.provisional, one.files, most, told)


def _losses(sheet: _Sheet, heading: str, losses: list[tuple[str, str, int, str]]) -> None:
    if not losses:
        return
    sheet.top += _LINE // 2
    sheet.line(heading, head=True)
    for label, words, files, told in losses[:FREQUENT]:
        sheet.bar(label, files, files, losses[0][2], told)
        for text in _wrapped(words):
            sheet.line(text)
        sheet.top += _LINE // 4


def _place(rule: RuleCount) -> str:
    return f"第{rule.item}项{rule.part}"


def _cost(rule: RuleCount) -> str:
    return f"{rule.files}份，{rule.findings}处，封顶前共{plain(rule.points)}分"


def _files(item: ItemCount) -> str:
    return f"{item.files}份"


def _wrapped(text: str) -> Iterator[str]:
    """A text in lines, broken anywhere, as Chinese is."""
    line, used = "", 0
    for sign in " ".join(text.split()):
        width = 2 if east_asian_width(sign) in "WF" else 1
        if used + width > _SIGNS:
            yield line
            line, used = "", 0
        line, used = line + sign, used + width
    yield line


def _svg(title: str, sheet: _Sheet) -> str:
    height = sheet.top + _LINE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-20 0 {_WIDTH + 40} {height}" width="{_WIDTH + 40}" '
        f'height="{height}" lang="zh-CN" role="img" aria-labelledby="title words">\n'
        f'<title id="title">{_escape(title)}</title>\n'
        f'<desc id="words">{_escape("；".join(sheet.words[1:]))}</desc>\n'
        f"<style>{_STYLE}</style>\n" + "\n".join(sheet.shapes) + "\n</svg>\n"
    )


def _escape(text: str) -> str:
    return text.translate(_ENTITIES)
