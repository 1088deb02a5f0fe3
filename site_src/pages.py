"""Loaded data in, the site's generated pages as Markdown out; the only file that knows Jinja2."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from scorer import addresses
from scorer.judge import plain
from site_src.blanks import printed_parts
from site_src.content import Block, Cell, Document, Note, Paragraph, Register
from site_src.load import Data

TEMPLATES = Path(__file__).parent / "templates"
STANDINGS = {"in-force": "现行有效", "ended": "已执行完毕", "superseded": "历史文件"}
MARKS = {"veto": "★", "key": "▲", "none": ""}
NO_SERVICE = "未开展技术服务"
_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]#|"})
_SECTIONS = (
    ("documents", "文件"),
    ("rubrics", "检查表"),
    ("assess", "自评"),
    ("industries", "重点行业"),
    ("institutions", "机构"),
    ("notes", "编者注"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One generated page: its address as a Markdown path, and the data file or template that an editor would change."""

    uri: str
    title: str
    markdown: str
    source: str


def pages(data: Data) -> Iterator[Page]:
    """Every generated page, in the order of the navigation."""
    writer = _Writer(data)
    yield writer.listing("index.md", "职卫质评", "home")
    yield writer.listing("documents/index.md", "文件", "documents")
    for document in data.documents.values():
        yield writer.document(document)
    for folder, title, template in (("rubrics", "检查表", "rubric"), ("assess", "自评", "form")):
        yield writer.listing(f"{folder}/index.md", title, folder)
        for rubric_id, assessment in data.assessments.items():
            source = data.sources[f"rubrics/{rubric_id}"].file
            title = assessment.rubric.short_title
            yield writer.page(f"{folder}/{rubric_id}.md", title, template, source, assessment=assessment)
    yield writer.listing("industries/index.md", "重点行业目录", "industries")
    yield writer.listing("institutions/index.md", "机构名单", "institutions")
    yield writer.listing("notes/index.md", "编者注", "notes")
    yield writer.listing("data/index.md", "数据下载", "data")


def navigation(generated: list[Page], prose: list[str]) -> list[dict[str, Any]]:
    """The menu: generated pages by their folder, then what is written by hand."""
    menu: list[dict[str, Any]] = [{"首页": "index.md"}]
    for folder, title in _SECTIONS:
        uris = [page.uri for page in generated if page.uri.startswith(f"{folder}/")]
        menu.append({title: uris if len(uris) > 1 else uris[0]})
    return [*menu, {"说明": [*prose, "data/index.md"]}]


class _Writer:
    """Renders templates with what every page may need: the data, notes by place, and addresses of places."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._notes: dict[str, list[Note]] = defaultdict(list)
        for note in data.notes.values():
            for place in note.about:
                self._notes[place].append(note)
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.do"],
        )
        self._environment.filters |= {"md": _as_markdown, "lines": str.splitlines, "cell": _as_cell, "fields": _as_fields, "notes_at": self.notes_at, "printed_parts": printed_parts, "points": plain}
        self._environment.globals |= {
            "addresses": addresses,
            "marks": MARKS,
            "Markup": Markup,
            "data": data,
            "standings": STANDINGS,
            "no_service": NO_SERVICE,
            "notes_at": self.notes_at,
            "address": self.address,
            "place_name": self.place_name,
            "catalogue_prefix": _catalogue_prefix,
            "notes_by_document": self.notes_by_document,
            "is_institutions": _is_institutions,
        }

    def page(self, uri: str, title: str, template: str, source: str, **context: object) -> Page:
        """One page; `root` leads from its address to the site's root, `shown` collects the notes already in full."""
        root = "../" * (uri.count("/") if uri.endswith("index.md") else uri.count("/") + 1)
        rendered = self._environment.get_template(f"{template}.md.j2").render(
            root=root, title=title, shown=set(), **context
        )
        return Page(uri=uri, title=title, markdown=rendered, source=source)

    def listing(self, uri: str, title: str, template: str) -> Page:
        """A page over all data, whose own words stand in its template."""
        return self.page(uri, title, template, f"site_src/templates/{template}.md.j2")

    def document(self, document: Document) -> Page:
        """One source document in full."""
        source = self._data.sources[f"documents/{document.id}"].file
        uri, title = f"documents/{document.id}.md", document.short_title
        return self.page(uri, title, "document", source, document=document, blocks=_with_labels(document.blocks))

    def notes_at(self, place: str) -> list[Note]:
        """The editor's notes about a place."""
        return self._notes.get(place, [])

    def address(self, place: str) -> str:
        """Where a place stands on the site, relative to its root."""
        whole, _, anchor = place.partition("#")
        folder, _, name = whole.partition("/")
        if folder == "catalogues":
            prefix = _catalogue_prefix(name)
            return f"industries/#{prefix}-{anchor}" if anchor else f"industries/#{prefix}"
        if folder == "registers":
            page = "institutions/" if _is_institutions(name) else f"documents/{self._data.registers[name].document}/"
            return f"{page}#{name}-{anchor}" if anchor else f"{page}#{name}"
        return f"{whole}/#{anchor}" if anchor else f"{whole}/"

    def place_name(self, place: str) -> str:
        """What a link to a place is called."""
        whole, _, anchor = place.partition("#")
        folder, _, name = whole.partition("/")
        if folder == "documents":
            document = self._data.documents[name]
            return document.short_title + (f" · {_label(document, anchor)}" if anchor else "")
        if folder == "rubrics":
            return "检查表" + _RUBRIC_PLACES.get(anchor, f"第{anchor.removeprefix('item-')}项")
        if folder == "catalogues":
            catalogue = self._data.catalogues[name]
            rows = {_row_id(row.standard_code): row.printed for group in catalogue.groups for row in group.rows}
            names = rows | {group.id: group.name for group in catalogue.groups} | {"": "全部"}
            return f"重点行业目录（{catalogue.edition}）· {names[anchor]}"
        register = self._data.registers[name]
        return register.title + (f" · {_row_name(register, anchor)}" if anchor else "")

    def notes_by_document(self) -> list[tuple[str, str, list[Note]]]:
        """Notes by the file they stand in, which is named after a document; those between documents come last."""
        files = {key.removeprefix("notes/"): source for key, source in self._data.sources.items() if "notes/" in key}
        titles = {document.id: document.short_title for document in self._data.documents.values()}
        groups = []
        for stem in sorted(files, key=lambda stem: [*titles, stem].index(stem)):
            ids = [note["id"] for note in files[stem].value]
            groups.append((stem, titles.get(stem, "文件之间"), [self._data.notes[id_] for id_ in ids]))
        return groups


_RUBRIC_PLACES = {"": "", "grades": "的等级", "formula": "的计分", "context": "的适用条件"}


def _as_markdown(text: str) -> Markup:
    """Printed words for a Markdown heading, where every sign stands for itself."""
    return escape(text.translate(_MARKDOWN))


def _as_cell(cell: str | Cell) -> Cell:
    return cell if isinstance(cell, Cell) else Cell(text=cell)


def _as_fields(text: str) -> list[str]:
    """The blanks of a printed line: each label ends where the printer left room to write."""
    return re.split(r"\s{2,}", text.strip())


def _catalogue_prefix(catalogue_id: str) -> str:
    return catalogue_id.removeprefix("industries-")


def _is_institutions(register_id: str) -> bool:
    return register_id.startswith("institutions-")


def _row_id(code: str) -> str:
    return code.lower()


def _row_name(register: Register, row_id: str) -> str:
    row = next(row for row in register.rows if row["id"] == row_id)
    return row.get("institution") or row[register.columns[0].key]


def _label(document: Document, block_id: str) -> str:
    """What a link calls a block: its own label, or the heading it stands under."""
    heading = ""
    for block in document.blocks:
        label = getattr(block, "label", "")
        if block.kind == "heading":
            heading = block.text
        rows = [row.id for row in block.rows] if block.kind == "table" else []
        if block_id == block.id or block_id in rows:
            return label or heading or document.short_title
    raise KeyError(f"documents/{document.id}#{block_id}")


def _with_labels(blocks: list[Block]) -> Iterator[tuple[Block, str, int]]:
    """Each block with the printed label that opens it (第十八条) and the heading level that label has."""
    level = 2
    for block in blocks:
        if block.kind == "heading":
            level = block.level + 1
        yield block, _opening(block), min(level, 4)


def _opening(block: Block) -> str:
    opens = isinstance(block, Paragraph) and block.depth == 0 and block.label and block.text.startswith(block.label)
    return block.label if opens and isinstance(block, Paragraph) else ""
