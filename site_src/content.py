"""Content that is published but never scored: documents, catalogues, registers, notes and printed forms."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
NoteId = Annotated[str, Field(pattern=r"^[A-Z]-[0-9]{2}$")]
Text = Annotated[str, Field(min_length=1)]
Count = Annotated[int, Field(strict=False, ge=0)]
"""YAML scalars arrive as strings; where the model says a number or a truth value it converts them."""
Flag = Annotated[bool, Field(strict=False)]
Date = Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}){0,2}$")]


class Content(BaseModel):
    """Frozen and closed: an unknown key is a mistake, not an extension."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True)


class Cell(Content):
    """A table cell; lines inside it are separated by a newline."""

    text: str = ""
    colspan: Count = 1
    rowspan: Count = 1


class Row(Content):
    """A table row with a readable id."""

    id: Id
    cells: list[str | Cell]


class Heading(Content):
    """A printed heading."""

    kind: Literal["heading"]
    id: Id
    level: Annotated[Count, Field(ge=2, le=4)]
    text: Text


class Paragraph(Content):
    """A printed paragraph, article or numbered point, hard line breaks joined."""

    kind: Literal["paragraph"]
    id: Id
    role: Literal["body", "title", "number", "address", "signature", "date", "note", "fields"] = "body"
    label: str = ""
    """What a link or a search hit calls it (第十八条（二）); empty: it belongs to the heading above."""
    depth: Annotated[Count, Field(le=2)] = 0
    text: Text


class Table(Content):
    """A printed table that is not one of the data sets."""

    kind: Literal["table"]
    id: Id
    header: list[list[str | Cell]]
    rows: list[Row]


class Include(Content):
    """The place of a data set inside its document: `registers/x`, `catalogues/x` or `forms/RUBRIC/FORM`."""

    kind: Literal["include"]
    id: Id
    ref: Text


Block = Annotated[Heading | Paragraph | Table | Include, Field(discriminator="kind")]


class Document(Content):
    """One source document with its standing and its full text."""

    id: Id
    source: Text
    """File name under `rubric_data/sources/`."""
    title: Text
    short_title: Text
    number: str = ""
    issuer: str = ""
    date: Date
    region: Text
    standing: Literal["in-force", "ended", "superseded"]
    standing_text: Text
    """One sentence of the site's own on what the standing means for a reader."""
    binds: str = ""
    """Whom it binds, in the site's own words."""
    blocks: list[Block]

    @property
    def mark(self) -> str:
        """What a search hit says of its standing; nothing where the document is in force."""
        return {"in-force": "", "ended": f"{self.date[:4]}年度，已结束", "superseded": "历史文件"}[self.standing]


class CatalogueRow(Content):
    """One industry as printed, code in brackets at the end."""

    printed: Text
    gbt_code: str = ""
    """The code of GB/T 4754—2017, only where the printed one differs."""

    @property
    def name(self) -> str:
        """The industry's name without its code (split at the last pair of brackets: H-31)."""
        return self.printed[: self._bracket]

    @property
    def code(self) -> str:
        """The code as printed."""
        return self.printed[self._bracket + 1 : -1]

    @property
    def standard_code(self) -> str:
        """The code under which GB/T 4754—2017 knows the industry."""
        return self.gbt_code or self.code

    @property
    def _bracket(self) -> int:
        return max(self.printed.rfind("("), self.printed.rfind("（"))


class CatalogueGroup(Content):
    """A group of industries under one printed name."""

    id: Id
    name: Text
    """As printed, with an asterisk where the print has one."""
    rows: list[CatalogueRow]


class Catalogue(Content):
    """One edition of an industry catalogue."""

    id: Id
    title: Text
    edition: Text
    document: Id
    used_in: str = ""
    """The id of the document's block that says what the catalogue is for; empty where nothing does."""
    columns: tuple[Text, Text]
    groups: list[CatalogueGroup]


class Column(Content):
    """A printed column under its English key."""

    key: Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$")]
    label: Text


class Register(Content):
    """A printed list of institutions or tasks. Every row holds an `id` and a string for each column."""

    id: Id
    title: Text
    edition: Text
    document: Id
    columns: list[Column]
    rows: list[dict[str, str]]
    closing: list[str] = []
    """Printed lines after the table."""


class Note(Content):
    """An editor's note: what the source leaves wrong, open or contradictory, and how the site reads it."""

    id: NoteId
    kinds: list[Literal["score", "verdict", "publish"]]
    title: Text
    text: Text
    reading: str = ""
    """How the site reads it, where there is something to read."""
    accept: str = ""
    """Other tenable readings; where there are any, the source does not settle the question."""
    about: list[Text]
    """What it stands beside: `documents/ID#block`, `rubrics/ID#item-5`, `catalogues/ID#group`, `registers/ID#row`, or
    any of them without `#…` for the whole."""


class Change(Content):
    """Something that was added, changed or withdrawn, and whom it affects."""

    id: Id
    date: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    title: Text
    text: Text
    pages: list[Text]
    """Where it shows: addresses relative to the site."""


class Blank(Content):
    """A blank of the printed forms that the assessor fills in, once for all forms of the rubric."""

    id: Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$")]
    label: Text
    input: Literal["text", "long", "date"] = "text"


class CheckedAt(Content):
    """Where items are checked, by what their methods print; the grouping is the site's own."""

    id: Id
    label: Text
    items: list[Text]


class ChecklistColumn(Content):
    """A column of a printed checklist: its head, and what of an item it prints or leaves blank to be filled."""

    head: str
    """Empty for a group's column whose head and, where the group has no title, cell are those of the column before."""
    cell: Annotated[
        str,
        Field(
            pattern=r"^(section|group|number|title|indicator|method|clauses|points|recheck"
            r"|entry|remainder|note|record\.[a-z_]+)$"
        ),
    ]
    """`indicator` is number, mark (unless its group prints it) and title together; `entry` the points lost or the
    verdict, `remainder` the points that are left, `record.ID` what else is written down."""


class Form(Content):
    """A printed form, laid out as the source prints it.

    In its lines `{slot:blank}` is a blank: what fills it (`header.ID`, or a path into the result), and what the empty
    form prints there; `{grade=优秀:□}` is a box that is ticked when the result's grade is that one.
    """

    id: Id
    title: Text
    button: str = ""
    """What the button that prints it says; empty: after the title."""
    landscape: Flag = False
    before: list[Text] = []
    """Lines between the title and the table."""
    checklist: list[ChecklistColumn] = []
    """Columns of the checklist, in which all items are printed. Empty: the form has no checklist."""
    rows: list[list[str | Cell]] = []
    """Rows below the checklist, or the whole table of a form without one."""
    after: list[Text] = []
    """Lines below the table: notes, signatures, date."""

    @property
    def columns(self) -> list[tuple[ChecklistColumn, int]]:
        """The columns of the checklist, each with the number of columns that its head reaches over."""
        heads = [bool(column.head) for column in [*self.checklist[1:], ChecklistColumn(head="end", cell="note")]]
        return [(column, heads.index(True, place) - place + 1) for place, column in enumerate(self.checklist)]
