"""Results of one checklist in, one by one; a row of the batch's table for each out, and what was counted of all."""

from collections.abc import Iterator

from scorer.batch_picture import picture
from scorer.batch_summary import Collector, Summary, readable
from scorer.codec import plain
from scorer.model import Checklist
from scorer.report import ItemResult, Result

_COLUMNS = ("score", "lowest", "highest", "computed", "grade", "provisional", "veto", "key", "nonconforming")


class ChecklistAccount:
    """A file is a row: what it stands at, what does not conform, and every item."""

    blanks = ("institution", "report_number")

    def __init__(self, rubric: Checklist) -> None:
        self.columns = (*_COLUMNS, *(_numbered(item.id) for item in rubric.items))
        self._counts = Collector(rubric)
        self._title = f"{rubric.short_title}：多份结果"

    def take(self, result: Result) -> list[list[str]]:
        """Count a result; its row."""
        self._counts.add(result)
        return [row(result)]

    def summary(self, bad: int) -> Summary:
        """What was counted."""
        self._counts.bad = bad
        return self._counts.summary()

    def picture(self, bad: int) -> str:
        """The same as an SVG file."""
        return picture(self._title, self.summary(bad))

    def readable(self, bad: int) -> Iterator[str]:
        """The same as lines for a terminal."""
        return readable(self.summary(bad))


def row(result: Result) -> list[str]:
    """The cells under the columns."""
    span, computed = result.range, result.computed
    return [
        "" if result.score is None else plain(result.score),
        "" if span is None else plain(span.lowest),
        "" if span is None else plain(span.highest),
        "" if computed is None or computed.score is None else plain(computed.score),
        result.grade or "",
        "yes" if result.provisional else "no",
        *("、".join(map(_numbered, tally.ids)) for tally in (result.veto, result.key, result.verdicts)),
        *map(_standing, result.items.values()),
    ]


def _standing(item: ItemResult) -> str:
    """The deduction, or the state where there is none to tell yet: what is open has not passed."""
    if item.deduction is None or item.state in {"unanswered", "inapplicable"}:
        return item.state
    return plain(item.deduction)


def _numbered(item: str) -> str:
    """An item's id so that a spreadsheet takes 3.10 for no number and 4-35 for no date."""
    return f"第{item}项"
