"""The rubric language: what a checklist prints, as frozen data that both the build and the scorer read.

Text fields hold the printed words verbatim. Amounts, points and thresholds are `Decimal` in points (分) and stand
next to the words they come from. The build validates YAML into these very classes; nothing is described twice.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from scorer.grades_model import Grades

_ID = {"pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$"}
_ITEM_ID = {"pattern": r"^[0-9]+([.-][0-9]+)*$"}
_PART_ID = {"pattern": r"^([0-9]+|[A-Z])$"}
_RULE_ID = {"pattern": r"^[0-9]+[a-z]?$"}
_TEXT = {"min_length": 1}
_SOME = {"min_length": 1}
_POINTS = {"ge": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to a choice question."""

    id: str = field(metadata=_ID)
    label: str = field(metadata=_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Holds when the question was answered with one of `any_of`, or with none of `none_of`.

    A flag answers `yes` or `no`, a year its four digits; a question with several choices is met by any of them.
    """

    question: str = field(metadata=_TEXT)
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.any_of) == bool(self.none_of):
            raise ValueError(f"condition on {self.question!r} needs either any_of or none_of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A fact about the assessment that decides which items apply, not whether they conform."""

    id: str = field(metadata={"pattern": r"^[a-z]+(_[a-z]+)*$"})
    kind: Literal["choice", "choices", "flag", "year"]
    label: str = field(metadata=_TEXT)
    help: str = ""
    options: tuple[Option, ...] = ()
    assumed: tuple[str, ...] = field(metadata=_SOME)
    """The ordinary case, taken when the answers say `assume: conforming`."""
    preset: bool = field(default=False, metadata={"strict": False})
    """The edition itself names the answer: it holds unless another is given."""
    asked_when: Condition | None = None
    """Without it the answer cannot matter, so the form does not ask and nothing is left open."""

    def __post_init__(self) -> None:
        if bool(self.options) != (self.kind in {"choice", "choices"}):
            raise ValueError(f"question {self.id!r}: options belong to choice and choices, and only there")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicability:
    """When an item or part is checked at all: as soon as one of the conditions holds."""

    words: str = field(metadata=_TEXT)
    any: tuple[Condition, ...] = field(metadata=_SOME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line of the method cell (检查方法及内容); `id` when it is a numbered or lettered sub-item."""

    text: str = field(metadata=_TEXT)
    id: str = ""
    place: str = ""
    """Where this line is checked when the print says that it is elsewhere than the item, in its own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One printed line of the rule cell (评分细则)."""

    id: str = field(metadata=_RULE_ID)
    text: str = field(metadata=_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The smallest judged unit: one amount, quoted from one clause.

    `each`: every finding costs the amount; `once`: it is lost as soon as one is found; `forfeit`: the part or item
    gets nothing.
    """

    id: str = field(metadata=_RULE_ID)
    clause: str = field(metadata=_RULE_ID)
    words: str = field(metadata=_TEXT)
    counts: Literal["each", "once", "forfeit"] = "each"
    amount: Decimal | None = field(default=None, metadata={"gt": 0})
    unit: str = ""
    """What is counted (处, 项, 份 …), as printed; a rule that is lost at once may print none."""
    covers: tuple[str, ...] = ()
    """The sub-items the words name. Empty: they name none, and every sub-item of the item is covered."""

    def __post_init__(self) -> None:
        if (self.amount is None) != (self.counts == "forfeit"):
            raise ValueError(f"rule {self.id!r}: an amount belongs to every rule but forfeit")
        if self.counts == "each" and not self.unit:
            raise ValueError(f"rule {self.id!r}: what is counted each time needs its unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sub-item that is judged on its own: with points and a cap, or (without points) by a verdict."""

    id: str = field(metadata=_PART_ID)
    points: Decimal | None = field(default=None, metadata=_POINTS)
    applies: Applicability | None = None
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Discretion:
    """The rules leave the item to an expert's judgement, who may give a deduction of their own, with the reason."""

    words: str = field(metadata=_TEXT)
    """The printed words that leave it."""
    by: str = field(metadata=_TEXT)
    """Who may, as the document calls them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row of the checklist. It is judged by a verdict when it carries no points, else by findings."""

    id: str = field(metadata=_ITEM_ID)
    number: str = field(metadata=_TEXT)
    """The number as printed, with its dot."""
    title: str = ""
    """The indicator (检查指标); empty where the print merges the cell with the item that this one continues."""
    continues: str = ""
    """The item whose merged cell this row belongs to; both are counted as one item."""
    mark: Literal["veto", "key", "none"] = "none"
    points: Decimal | None = field(default=None, metadata=_POINTS)
    points_words: str = ""
    """What the points cell prints when it is no number."""
    rechecked: bool = field(default=False, metadata={"strict": False})
    """Marked √: checked again on site."""
    blank_words: str = ""
    """What the deduction cell prints when it is to be left blank."""
    applies: Applicability | None = None
    method: tuple[Line, ...] = ()
    clauses: tuple[Clause, ...] = ()
    rules: tuple[Rule, ...] = ()
    parts: tuple[Part, ...] = ()
    discretion: Discretion | None = None
    notes: tuple[str, ...] = ()
    """Ids of the editor's notes about this item; filled in by the build, never written by hand."""

    @property
    def subitems(self) -> tuple[str, ...]:
        """Ids of the printed sub-items, in printed order."""
        return tuple(line.id for line in self.method if line.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items under one heading of the second column (指标分类); without a title where the print has none."""

    id: str = field(metadata=_ID)
    title: str = ""
    items: tuple[Item, ...] = field(metadata=_SOME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Groups under one heading of the first column (检查内容); results have a subtotal for each."""

    id: str = field(metadata=_ID)
    number: str = field(metadata=_TEXT)
    """The number as printed, with its mark (一、 or 2.)."""
    title: str = field(metadata=_TEXT)
    groups: tuple[Group, ...] = field(metadata=_SOME)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items of the section in printed order."""
        return tuple(item for group in self.groups for item in group.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What the two verdicts are called: 符合 and 不符合, 不存在 and 存在, 合格 and 不合格."""

    conforming: str = field(metadata=_TEXT)
    nonconforming: str = field(metadata=_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordField:
    """What is written down for an item beside the note, such as the person responsible."""

    id: str = field(metadata={"pattern": r"^[a-z]+(_[a-z]+)*$"})
    label: str = field(metadata=_TEXT)
    input: Literal["text", "long", "date"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Items judged one by one: by findings that cost points, or by verdicts. See `Grades` for what follows.

    With points it starts from all of them and deducts. Without grades nothing follows but the list of what failed.
    """

    kind: Literal["checklist"]
    id: str = field(metadata=_ID)
    title: str = field(metadata=_TEXT)
    short_title: str = field(metadata=_TEXT)
    edition: str = field(metadata=_TEXT)
    document: str = field(metadata=_ID)
    """Id of the document that prints it."""
    points: Decimal = field(default=Decimal(0), metadata=_POINTS)
    """What the score starts from; 0 when nothing carries points."""
    formula: str = ""
    """The printed sentence that turns deductions into the score."""
    cap_words: str = ""
    """The printed sentence that caps deductions at an item's points."""
    verdicts: Verdicts
    note_label: str = field(metadata=_TEXT)
    """What the print calls the column for remarks (存在问题, 备注)."""
    record: tuple[RecordField, ...] = ()
    context: tuple[Question, ...] = ()
    sections: tuple[Section, ...] = field(metadata=_SOME)
    grades: Grades = field(default_factory=Grades)

    def __post_init__(self) -> None:
        if self.grades.bands and self.grades.bands[0].at_least > self.points:
            raise ValueError("the best grade asks for more points than there are")

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in printed order."""
        return tuple(item for section in self.sections for item in section.items)
