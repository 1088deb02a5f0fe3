"""One summary with its document in; names that lead nowhere, and words not printed where it says, out."""

from collections.abc import Iterator

from scorer.summary_model import Milestone, Return, Summary
from site_src.comparison_checks import printed_texts, quoted
from site_src.content import Blank, Document
from site_src.findings import Finding, ids, repeated


def summary_findings(summary: Summary, document: Document, header: list[Blank]) -> Iterator[Finding]:
    """Every contradiction within the summary, with its checklist (whose `header` this is) and with its document."""
    yield from repeated(ids(("rubric", "columns"), summary.columns), "rubric")
    yield from repeated(ids(("rubric", "rows"), (*summary.rows, summary.total)), "rubric")
    yield from repeated(ids(("rubric", "returns"), summary.returns), "rubric")
    yield from _names(summary, header)
    yield from _milestones(summary)
    yield from _lines(summary)
    printed = printed_texts(document)
    quotes: dict[str, tuple[Milestone | Return, ...]] = {"milestones": summary.milestones, "returns": summary.returns}
    for key, several in quotes.items():
        for number, one in enumerate(several):
            yield from quoted(("rubric", key, number), one.block, one.words, printed)


def _names(summary: Summary, header: list[Blank]) -> Iterator[Finding]:
    counts = [column.id for column in summary.columns if column.kind == "count"]
    known = {
        "counted": (summary.counted, [row.id for row in summary.rows]),
        "units": (summary.units, counts),
        "inspected": (summary.inspected, counts),
        "unit_blank": (summary.unit_blank, [blank.id for blank in header]),
    }
    for key, (name, names) in known.items():
        if name not in names:
            yield ("rubric", key), f"{name} is none of {', '.join(names)}"


def _milestones(summary: Summary) -> Iterator[Finding]:
    known = [one.due for one in summary.milestones]
    for number, one in enumerate(summary.returns):
        for place, due in enumerate(one.milestones):
            if due not in known:
                yield ("rubric", "returns", number, "milestones", place), f"{due} is none of {', '.join(known)}"


def _lines(summary: Summary) -> Iterator[Finding]:
    if not summary.judged_by:
        yield ("rubric", "checklist"), f"there is no checklist {summary.checklist}"
        return
    known = {item.id for item in summary.judged_by.items}
    taken: set[str] = set()
    for number, column in enumerate(summary.columns):
        for place, line in enumerate(column.lines):
            path = ("rubric", "columns", number, "lines", place)
            if column.kind != "failing":
                yield path, f"{column.id} counts no failed lines"
            elif line not in known:
                yield path, f"{summary.checklist} has no line {line}"
            elif line in taken:
                yield path, f"{line} stands in a column before"
            taken.add(line)
