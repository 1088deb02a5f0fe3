"""Answers as text in, the result or the problems as JSON text out: the one entry for page, command line and tests."""

import functools
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from scorer.codec import decode, dumps
from scorer.deadlines_model import Deadlines
from scorer.envelope import Json, read_json, refuse_large
from scorer.kinds import KINDS, Outcome, Rubric
from scorer.problems import AnswersError, Problem, problem, quoted, wrong_type
from scorer.recall import forget
from scorer.workdays import Calendar

RUBRICS = Path(__file__).with_name("rubrics.json")


@functools.cache
def rubrics() -> dict[str, Rubric]:
    """The rubrics this package was built with, by id. Raises `FileNotFoundError` when none were compiled into it."""
    compiled = json.loads(RUBRICS.read_text(encoding="utf-8"))
    calendar = decode(Calendar, compiled["calendar"])
    decoded = (decode(KINDS[raw["kind"]].model, raw) for raw in compiled["rubrics"])
    return {rubric.id: _with_calendar(rubric, calendar) for rubric in decoded}


def score(text: str, expected: str = "") -> Outcome:
    """Score an answers file, which must be for the rubric `expected` if one is named. Raises `AnswersError`.

    A file that does not say its rubric is still checked against `expected`, so that every problem shows at once.
    """
    envelope, problems = read_json(text, max_bytes(expected))
    problems += _rubric_problems(envelope, expected)
    found = envelope.get("rubric")
    rubric = rubrics().get(found if isinstance(found, str) else expected)
    if rubric is None:
        raise AnswersError(problems)
    refuse_large(text, max_bytes(rubric.id))
    return KINDS[rubric.kind].judge(rubric, envelope, problems)


def max_bytes(rubric: str) -> int:
    """How large an answers file of a rubric may be; of any rubric, if none is named or known."""
    found = rubrics().get(rubric)
    return KINDS[found.kind].max_bytes if found else max(kind.max_bytes for kind in KINDS.values())


def score_json(text: str, expected: str = "") -> str:
    """What the page asks for: `{"result": …}`, or `{"problems": [{"path", "message"}]}` in Chinese."""
    try:
        answer: dict[str, object] = {"result": score(text, expected)}
    except AnswersError as error:
        answer = {"problems": [{"path": one.where, "message": one.chinese} for one in error.problems]}
    return dumps(answer)


def score_afresh(text: str) -> str:
    """The same with nothing recalled, so that whoever warms up by it warms up all of it."""
    forget()
    return score_json(text)


def _with_calendar(rubric: Rubric, calendar: Calendar) -> Rubric:
    """The calendar is compiled once, for all rubrics that count days."""
    return replace(rubric, calendar=calendar) if isinstance(rubric, Deadlines) else rubric


def _rubric_problems(envelope: Mapping[str, Json], expected: str) -> list[Problem]:
    if "rubric" not in envelope:
        return [problem(("rubric",), "missing")]
    found = envelope["rubric"]
    if not isinstance(found, str):
        return [wrong_type(("rubric",), str, found)]
    if found not in rubrics():
        return [problem(("rubric",), "unknown-rubric", found=quoted(found), known=", ".join(rubrics()))]
    if expected and found != expected:
        return [problem(("rubric",), "other-rubric", found=quoted(found), expected=quoted(expected))]
    return []
