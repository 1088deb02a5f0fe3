"""Answers files of one checklist as text in; their table, what was counted and a picture of it as JSON text out."""

import csv
import json
from collections.abc import Callable
from io import StringIO

from scorer.batch import score_files
from scorer.batch_checklist import ChecklistAccount
from scorer.codec import dumps
from scorer.model import Checklist
from scorer.problems import AnswersError
from scorer.service import rubrics


def many_json(rubric_id: str, files: str, progress: Callable[[int], object]) -> str:
    """What the page asks for: `files` is a JSON object of texts by file name; `progress` is told how many are done."""
    rubric = rubrics()[rubric_id]
    if not isinstance(rubric, Checklist):
        raise TypeError(rubric_id)
    texts: dict[str, str] = json.loads(files)
    account, table, refused = ChecklistAccount(rubric), StringIO(), list[dict[str, object]]()

    def refuse(name: str, error: OSError | AnswersError) -> None:
        problems = error.problems if isinstance(error, AnswersError) else ()
        told = [{"path": one.where, "message": one.chinese} for one in problems]
        refused.append({"name": name, "problems": told})

    for tried in score_files(rubric_id, account, texts, texts.__getitem__, table, refuse, line_end="\r\n"):
        progress(tried.scored + tried.bad)
    answer = {
        "summary": account.summary(len(refused)),
        "rows": list(csv.reader(StringIO(table.getvalue()))),
        "refused": refused,
        "table": table.getvalue(),
        "picture": account.picture(len(refused)),
    }
    return dumps(answer)
