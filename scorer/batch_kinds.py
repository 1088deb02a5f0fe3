"""The kinds of rubrics that a batch can be made of: what turns the results of each into rows and a summary."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from scorer.batch_checklist import ChecklistAccount
from scorer.batch_comparison import ComparisonAccount
from scorer.batch_panel import PanelAccount
from scorer.kinds import Rubric


class Account(Protocol):
    """Takes results one by one and keeps counts, never a result."""

    @property
    def blanks(self) -> tuple[str, ...]:
        """Blanks of the answers file that tell the rows apart; empty where a file has none."""

    @property
    def columns(self) -> tuple[str, ...]:
        """What the cells of a row are called."""

    def take(self, result: Any) -> list[list[str]]:  # noqa: ANN401 - each kind has a result of its own
        """Count a result; its rows."""

    def summary(self, bad: int) -> object:
        """What was counted, beside so many bad files."""

    def readable(self, bad: int) -> Iterator[str]:
        """The same as lines for a terminal."""


ACCOUNTS: dict[str, Callable[[Any], Account]] = {
    "checklist": ChecklistAccount,
    "comparison": ComparisonAccount,
    "panel": PanelAccount,
}
_INSTEAD = {
    "summary": "a summary already adds up many files: put the units' checklists under `units` of one answers file, "
    "or drop the files on its page, and use `score`; for a row for each unit make a batch of {checklist}"
}


def instead(rubric: Rubric) -> str:
    """What to do where no batch can be made."""
    words = _INSTEAD.get(rubric.kind, "a batch is of checklists, comparisons and panels; use `score` for one file")
    return words.format(checklist=getattr(rubric, "checklist", ""))
