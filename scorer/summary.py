"""A summary and its answers in; the filled table, what became of each unit, and the plan's shares and dates out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scorer.addresses import document_address
from scorer.applies import context_of
from scorer.envelope import Json
from scorer.grade import judged_items
from scorer.model import Checklist
from scorer.problems import Problem
from scorer.summary_answers import NO_COLUMN, Cells, SummaryAnswers, Unit, entered, read_summary
from scorer.summary_model import Milestone, Summary

type Cell = int | Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitResult:
    """A unit: its failed lines, the columns it counts in, and failed lines that no column counts."""

    name: str
    complete: bool
    failing: tuple[str, ...]
    columns: tuple[str, ...]
    without_column: tuple[str, ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowResult:
    """A row of the table: its cells by column, null while open."""

    title: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneResult:
    """How many of the units a share is; null while the numbers are open."""

    due: str
    percent: Decimal
    required: int | None
    inspected: int | None
    reached: bool | None
    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnResult:
    """A date before which the table is sent in, and what it covers."""

    due: str
    covers: str
    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryResult:
    """See `docs/scoring.md` for every member."""

    rubric: str
    edition: str
    complete: bool
    period: str | None
    period_words: str
    rows: Mapping[str, RowResult]
    units: Mapping[str, UnitResult]
    mapping: Mapping[str, str]
    """The column of every line, `none` for no column."""
    changed: tuple[str, ...]
    """Lines that stand in another column than the site gives them."""
    milestones: tuple[MilestoneResult, ...]
    judged: tuple[str, ...]
    """Milestones, by their dates, that a table of this period can judge."""
    returns: tuple[ReturnResult, ...]
    remarks: tuple[str, ...]
    notes: tuple[str, ...]
    unanswered: tuple[str, ...]


def judge_summary(rubric: Summary, envelope: Mapping[str, Json], found: Iterable[Problem] = ()) -> SummaryResult:
    """Read and judge an answers object. Raises `AnswersError` with every problem, after those already `found`."""
    checklist = _checklist(rubric)
    answers = read_summary(rubric, checklist, envelope, found)
    units = {key: _unit(rubric, checklist, answers.mapping, unit) for key, unit in answers.units.items()}
    cells = {row.id: _cells(rubric, row.id, answers, units) for row in rubric.rows}
    total = {column.id: _sum(row[column.id] for row in cells.values()) for column in rubric.columns}
    unanswered = tuple(_unanswered(rubric, answers, units))
    period = next((one for one in rubric.returns if one.id == answers.period), None)
    judged = period.milestones if period else tuple(one.due for one in rubric.milestones)
    titles = {row.id: row.title for row in (*rubric.rows, rubric.total)}
    return SummaryResult(
        rubric=rubric.id,
        edition=rubric.edition,
        complete=not unanswered,
        period=period.id if period else None,
        period_words=f"{period.title}表，填{period.covers}" if period else "",
        rows={
            name: RowResult(title=titles[name], cells=row) for name, row in {**cells, rubric.total.id: total}.items()
        },
        units=units,
        mapping=answers.mapping,
        changed=answers.changed,
        milestones=tuple(_milestone(rubric, one, total, judged) for one in rubric.milestones),
        judged=judged,
        returns=tuple(
            ReturnResult(
                due=one.due, covers=one.covers, words=one.words, href=document_address(rubric.document, one.block)
            )
            for one in rubric.returns
        ),
        remarks=tuple(_remarks(rubric, cells, units)),
        notes=rubric.notes,
        unanswered=unanswered,
    )


def _checklist(rubric: Summary) -> Checklist:
    assert rubric.judged_by, "the build fills it in"  # noqa: S101 - a broken build, not a broken file
    return rubric.judged_by


def _unit(rubric: Summary, checklist: Checklist, mapping: Mapping[str, str], unit: Unit) -> UnitResult:
    """A unit stands once in each column in which it has a failed line, however many (T-05)."""
    judged = judged_items(checklist, unit.answers, context_of(checklist, unit.answers))
    failing = tuple(one.item.id for one in judged if one.result.state == "nonconforming")
    reached = {mapping[line] for line in failing} | {mark for mark, marked in unit.marked.items() if marked}
    unanswered = tuple(one.item.id for one in judged if one.result.state == "unanswered")
    return UnitResult(
        name=unit.name,
        complete=not unanswered,
        failing=failing,
        columns=tuple(column.id for column in rubric.columns if column.id in reached),
        without_column=tuple(line for line in failing if mapping[line] == NO_COLUMN),
        unanswered=unanswered,
    )


def _cells(rubric: Summary, row: str, answers: SummaryAnswers, units: Mapping[str, UnitResult]) -> dict[str, Cell]:
    """Without any unit nothing is counted, unless none was inspected."""
    given: Cells = answers.cells.get(row, {})
    by_hand = entered(rubric, row)
    countable = units or given.get(rubric.inspected) == 0
    counts = Counter(column for unit in units.values() for column in unit.columns)
    return {
        column.id: given.get(column.id) if column in by_hand else counts[column.id] if countable else None
        for column in rubric.columns
    }


def _sum(cells: Iterable[Cell]) -> Cell:
    amounts = list(cells)
    known = [amount for amount in amounts if amount is not None]
    return sum(known[1:], known[0]) if len(known) == len(amounts) else None


def _milestone(rubric: Summary, one: Milestone, total: Mapping[str, Cell], judged: tuple[str, ...]) -> MilestoneResult:
    """At least so many percent: a part of a unit is a unit (T-08), reckoned in whole numbers."""
    units, inspected = total[rubric.units], total[rubric.inspected]
    required = None if units is None else -(-int(units) * int(one.percent) // 100)
    return MilestoneResult(
        due=one.due,
        percent=one.percent,
        required=required,
        inspected=None if inspected is None else int(inspected),
        reached=None if required is None or inspected is None or one.due not in judged else inspected >= required,
        words=one.words,
        href=document_address(rubric.document, one.block),
    )


def _remarks(
    rubric: Summary, cells: Mapping[str, Mapping[str, Cell]], units: Mapping[str, UnitResult]
) -> Iterator[str]:
    """What does not fit together, and what the table does not show."""
    for row in rubric.rows:
        yield from (f"{row.title}：{words}" for words in _contradictions(rubric, cells[row.id]))
    inspected = cells[rubric.counted][rubric.inspected]
    if inspected is not None and inspected != len(units):
        yield f"检查单位数填的是{inspected}，收入的检查表有{len(units)}份。"
    for name, times in Counter(unit.name for unit in units.values()).items():
        if times > 1:
            yield f"「{name}」有{times}份检查表，按{times}家不同的单位计数。"
    for unit in units.values():
        if unit.unanswered:
            yield f"「{unit.name}」还有{len(unit.unanswered)}行未填：{'、'.join(unit.unanswered)}。"
        if unit.without_column:
            yield f"「{unit.name}」不合格的{'、'.join(unit.without_column)}不归入任何一栏，不计入汇总表。"


def _contradictions(rubric: Summary, cells: Mapping[str, Cell]) -> Iterator[str]:
    units, inspected = cells[rubric.units], cells[rubric.inspected]
    if units is not None and inspected is not None and inspected > units:
        yield f"检查单位数{inspected}多于辖区内单位总数{units}。"
    for column in rubric.columns:
        found = cells[column.id]
        counts_units = column.kind in ("failing", "marked")
        if counts_units and found is not None and inspected is not None and found > inspected:
            yield f"「{column.title}」{found}多于检查单位数{inspected}。"


def _unanswered(rubric: Summary, answers: SummaryAnswers, units: Mapping[str, UnitResult]) -> Iterator[str]:
    for row in rubric.rows:
        given = answers.cells.get(row.id, {})
        yield from (f"counts.{row.id}.{column.id}" for column in entered(rubric, row.id) if column.id not in given)
    if not units and answers.cells.get(rubric.counted, {}).get(rubric.inspected) != 0:
        yield "units"
    yield from (f"units.{key}" for key, unit in units.items() if not unit.complete)
