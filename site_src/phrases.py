"""A Chinese heading in, its pieces out: lines may break between them, never inside a word, number or date."""

import re
from collections.abc import Iterator

import budoux

_MODEL = budoux.load_default_simplified_chinese_parser()
_WHOLE = re.compile(
    r"(?:附[录表件]|第|方案)?(?:[0-9A-Za-z.%\-—]+|[一二三四五六七八九十]+)(?:个工作日|[个年月日项条分份章节类、%])?"
    r"|职业病|因素|汇总|省外|行为|比对|核对|存在|写实|责任制|弄虚作假"
)
"""Numbers with what they count, and the few words of our headings that the model cuts."""
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
    """The model's words, put together again where it cut a whole."""
    inside = {at for whole in _WHOLE.finditer(text) for at in range(whole.start() + 1, whole.end())}
    start = end = 0
    for word in _MODEL.parse(text):
        end += len(word)
        if end not in inside:
            yield text[start:end]
            start = end


def _stays(before: str, piece: str) -> bool:
    """Whether no line may begin with the piece."""
    if not before or _single(before) or before[-1] in _OPENING:
        return True
    return _single(piece) and piece[0] not in _OPENING + _FORWARD


def _single(piece: str) -> bool:
    return len(piece.strip(" ，、。；")) == 1
