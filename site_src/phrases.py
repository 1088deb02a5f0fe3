"""A Chinese heading in, its pieces out: lines may break between them, never inside a word, number or date."""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

import budoux

_MODEL = budoux.load_default_simplified_chinese_parser()
_WHOLE = re.compile(
    r"(?:附[录表件]|第|方案)?(?:[0-9A-Za-z.%\-—]+|[一二三四五六七八九十]+)(?:个工作日|[个年月日项条分份章节类、%])?"
    r"|(?P<word>职业卫生|放射卫生|技术服务|技术报告|技术审查|质量监测|检测报告|检测能力|办事机构|诊断机构|监督检查|监督执法"
    r"|自查自纠|职业病|因素|汇总|省外|行为|比对|核对|存在|写实|责任制|弄虚作假)"
)
"""Numbers with what they count, terms of the field, and the few words of our headings that the model cuts."""
_OPENING = "（(《「“"
_FORWARD = "和与或及在对为由按以不未无并供"
"""Small words that belong to what follows; any other single sign belongs to what stands before it."""


def phrases(text: str) -> list[str]:
    """The pieces of a heading, in their order; together they are the heading."""
    pieces = [""]
    for piece in _words(text):
        if _stays(pieces[-1], piece):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _words(text: str) -> Iterator[str]:
    """The model's words, but what is a whole for itself."""
    words = list(accumulate(map(len, _MODEL.parse(text))))
    wholes = list(_WHOLE.finditer(text))
    inside = {at for whole in wholes for at in range(whole.start() + 1, whole.end())}
    ends = {at for whole in wholes if whole["word"] for at in whole.span()} | set(words)
    return (text[start:end] for start, end in pairwise([0, *sorted(ends - inside - {0})]))


def _stays(before: str, piece: str) -> bool:
    """Whether no line may begin with the piece."""
    if not before or _single(before) or before[-1] in _OPENING:
        return True
    return _single(piece) and piece[0] not in _OPENING + _FORWARD


def _single(piece: str) -> bool:
    return len(piece.strip(" ，、。；")) <= 1
