"""Answers as text in, the result or the problems as JSON text out: the one entry for page, command line and tests."""

import functools
import json
from importlib import resources

from scorer.answers import read_answers
from scorer.codec import decode_rubrics, encode
from scorer.envelope import read_json
from scorer.grade import grade
from scorer.model import PointsRubric
from scorer.problems import AnswersError, problem, quoted, wrong_type
from scorer.report import Result


@functools.cache
def rubrics() -> dict[str, PointsRubric]:
    """The rubrics this package was built with, by id. Raises `FileNotFoundError` when none were compiled into it."""
    return decode_rubrics(resources.files("scorer").joinpath("rubrics.json").read_text(encoding="utf-8"))


def score(text: str, expected: str = "") -> Result:
    """Score an answers file, which must be for the rubric `expected` if one is named. Raises `AnswersError`."""
    envelope = read_json(text)
    if "rubric" not in envelope:
        raise AnswersError([problem(("rubric",), "missing")])
    found = envelope["rubric"]
    if not isinstance(found, str):
        raise AnswersError([wrong_type(("rubric",), str, found)])
    if found not in rubrics():
        raise AnswersError([problem(("rubric",), "unknown-rubric", found=quoted(found), known=", ".join(rubrics()))])
    if expected and found != expected:
        raise AnswersError([problem(("rubric",), "other-rubric", found=quoted(found), expected=quoted(expected))])
    rubric = rubrics()[found]
    return grade(rubric, read_answers(rubric, envelope))


def score_json(text: str, expected: str = "") -> str:
    """What the page asks for: `{"result": …}`, or `{"problems": [{"path", "message"}]}` in Chinese."""
    try:
        answer: dict[str, object] = {"result": encode(score(text, expected))}
    except AnswersError as error:
        answer = {"problems": [{"path": one.where, "message": one.chinese} for one in error.problems]}
    return json.dumps(answer, ensure_ascii=False)
