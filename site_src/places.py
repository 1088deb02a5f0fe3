"""Loaded data in, what is known about a place out: its address, its name, the editor's notes about it."""

from collections import defaultdict
from collections.abc import Iterator

from scorer.addresses import address, item_anchor, member_anchor, subitem_anchor
from scorer.deadlines_model import Duty, Share
from scorer.model import Item
from site_src.content import Document, Note, Register
from site_src.load import Data
from site_src.source import Source

BETWEEN = "文件之间"
_RUBRIC_PLACES = {
    "grades": "等级",
    "formula": "计分",
    "context": "适用条件",
    "principles": "评定原则",
    "retest": "重测",
    "consequences": "后续处理",
    "sampling": "抽样",
    "panel": "专家组",
    "recheck": "现场复核",
    "methods": "综合评分的算法",
    "columns": "各栏",
    "plan": "进度和上报",
}


class Places:
    """Answers for global names of places such as `documents/norm-2022#article-18`."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._rubrics = {rubric.id: rubric.short_title for rubric in data.rubrics}
        self._items = {
            (name, anchor): title
            for name, assessment in data.assessments.items()
            for item in assessment.rubric.items
            for anchor, title in _titles(item)
        }
        self._deadlines: dict[str, list[tuple[Duty | Share, str]]] = defaultdict(list)
        for name, deadlines in data.deadlines.items():
            for one in deadlines.rubric.members:
                self._items[name, member_anchor(one.id)] = one.title
                self._deadlines[one.place].append((one, address(name, member_anchor(one.id))))
        self._notes: dict[str, list[Note]] = defaultdict(list)
        for note in data.notes.values():
            for place in note.about:
                self._notes[place].append(note)

    def notes_at(self, place: str) -> list[Note]:
        """The editor's notes about a place."""
        return self._notes.get(place, [])

    def deadlines_at(self, place: str) -> list[tuple[Duty | Share, str]]:
        """The deadlines and shares that a place prints, each with its address."""
        return self._deadlines.get(place, [])

    def address(self, place: str) -> str:
        """Where a place stands on the site, relative to its root."""
        folder, name, anchor = _parts(place)
        if folder == "catalogues":
            page, prefix = "industries/", catalogue_prefix(name)
        elif folder == "registers":
            page, prefix = self._register_page(name), name
        else:
            return f"{folder}/{name}/" + (f"#{anchor}" if anchor else "")
        return f"{page}#{prefix}" + (f"-{anchor}" if anchor else "")

    def _register_page(self, register_id: str) -> str:
        if is_institutions(register_id):
            return "institutions/"
        return f"documents/{self._data.registers[register_id].document}/"

    def part(self, place: str) -> str:
        """What a place is called beside the name of its document or checklist."""
        return self.name(place).rpartition(" · ")[2]

    def name(self, place: str) -> str:
        """What a link to a place is called."""
        folder, name, anchor = _parts(place)
        if folder == "rubrics":
            part = _RUBRIC_PLACES.get(anchor) or self._items.get((name, anchor), "")
            return _joined(self._rubrics.get(name, "检查表"), part)
        if folder == "documents":
            document = self._data.documents[name]
            return _joined(document.short_title, _block_name(document, anchor))
        if folder == "registers":
            register = self._data.registers[name]
            return _joined(register.title, _row_name(register, anchor))
        return _joined(f"重点行业目录（{self._data.catalogues[name].edition}）", self._industry(name, anchor))

    def _industry(self, catalogue_id: str, anchor: str) -> str:
        groups = self._data.catalogues[catalogue_id].groups
        rows = {row.standard_code.lower(): row.printed for group in groups for row in group.rows}
        return ({"": ""} | rows | {group.id: group.name for group in groups})[anchor]

    def notes_by_document(self) -> list[tuple[str, str, list[Note]]]:
        """Notes by the file they stand in, which is named after a document; those between documents come last."""
        titles = {document.id: document.short_title for document in self._data.documents.values()}
        files = {key.removeprefix("notes/"): source for key, source in self._data.sources.items() if "notes/" in key}
        stems = sorted(files, key=[*titles, *files].index)
        return [(stem, titles.get(stem, BETWEEN), self._notes_in(files[stem])) for stem in stems]

    def _notes_in(self, source: Source) -> list[Note]:
        notes = source.value if isinstance(source.value, list) else []
        return [self._data.notes[str(note["id"])] for note in notes if isinstance(note, dict)]


def catalogue_prefix(catalogue_id: str) -> str:
    """What the anchors of a catalogue begin with on the page of all catalogues."""
    return catalogue_id.removeprefix("industries-")


def is_institutions(register_id: str) -> bool:
    """Whether a register has its place on the page of institutions, and not only in its document."""
    return register_id.startswith("institutions-")


def _parts(place: str) -> tuple[str, str, str]:
    whole, _, anchor = place.partition("#")
    folder, _, name = whole.partition("/")
    return folder, name, anchor


def _titles(item: Item) -> Iterator[tuple[str, str]]:
    """The item and its sub-items, by what a reader calls them."""
    yield item_anchor(item.id), f"第{item.id}项"
    for one in item.subitems:
        yield subitem_anchor(item.id, one), f"第{item.id}项" + (f"第{one}小项" if one.isdecimal() else one)


def _joined(whole: str, part: str) -> str:
    return f"{whole} · {part}" if part else whole


def _row_name(register: Register, row_id: str) -> str:
    row = next((row for row in register.rows if row["id"] == row_id), {})
    return row.get("institution") or row.get(register.columns[0].key, "")


def _block_name(document: Document, block_id: str) -> str:
    """A block's own label, or the heading it stands under; for a table row the same of its table."""
    heading = ""
    for block in document.blocks:
        if block.kind == "heading":
            heading = block.text
        ids = {block.id, *(row.id for row in block.rows)} if block.kind == "table" else {block.id}
        if block_id in ids:
            return (block.label if block.kind == "paragraph" else "") or heading
    return ""
