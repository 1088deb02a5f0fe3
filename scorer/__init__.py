"""Scores quality-monitoring checklists and explains every point; standard library only."""

from scorer.many import many_json
from scorer.problems import AnswersError
from scorer.report import Result
from scorer.service import rubrics, score, score_afresh, score_json

__all__ = ["AnswersError", "Result", "many_json", "rubrics", "score", "score_afresh", "score_json"]
