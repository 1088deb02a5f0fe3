"""The bytes of an answers file in, its text out; read no further than shows that it is too large."""

from typing import BinaryIO

from scorer.problems import AnswersError, problem


def read_text(file: BinaryIO, max_bytes: int) -> str:
    """The text of an open file. Raises `AnswersError` when it is too large or not UTF-8."""
    content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise AnswersError([problem((), "too-large", limit=max_bytes)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AnswersError([problem((), "not-utf8")]) from None
