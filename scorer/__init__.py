"""Scores quality-monitoring checklists and explains every point; standard library only."""

from scorer.problems import AnswersError
from scorer.report import Result
from scorer.service import rubrics, score, score_json

__all__ = ["AnswersError", "Result", "rubrics", "score", "score_json"]
