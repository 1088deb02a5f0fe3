"""Loaded data in, the site's generated pages as Markdown out; the only file that knows Jinja2."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scorer import addresses
from scorer.codec import plain
from scorer.grades import order
from site_src.blanks import printed_parts
from site_src.catalogues import by_edition, division_code, listed_in_division
from site_src.content import Block, Cell, Document, Paragraph, Register
from site_src.editions import differences
from site_src.facets import facets
from site_src.feeds import latest
from site_src.holidays import official_calendar
from site_src.institutions import NO_SERVICE, bars, has_employers, idle_rows, place_key
from site_src.load import AnyAssessment, Data
from site_src.phrases import phrases
from site_src.places import Places, catalogue_prefix, is_institutions
from site_src.relations import KINDS, Relations

TEMPLATES = Path(__file__).parent / "templates"
STANDINGS = {"in-force": "现行有效", "ended": "已执行完毕", "superseded": "历史文件"}
MARKS = {"veto": "★", "key": "▲", "none": ""}
_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]#|"})
_LINE = 12
_SECTIONS = (
    ("documents", "文件"),
    ("rubrics", "检查表"),
    ("assess", "自评"),
    ("proficiency", "能力比对"),
    ("deadlines", "期限与比例"),
    ("industries", "重点行业"),
    ("institutions", "机构"),
    ("requirements", "要求对照"),
    ("notes", "编者注"),
)
_VIEWS = {"rubrics": "read", "assess": "form"}


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
    for document in sorted(data.documents.values(), key=lambda document: document.date, reverse=True):
        yield writer.document(document)
    for folder, title, template in (("rubrics", "检查表", "rubric"), ("assess", "自评", "form")):
        yield writer.listing(f"{folder}/index.md", title, folder)
        for rubric_id, assessment in data.assessments.items():
            source = data.sources[f"rubrics/{rubric_id}"].file
            name = assessment.rubric.short_title
            yield writer.page(f"{folder}/{rubric_id}.md", name, template, source, assessment=assessment)
        others: dict[str, AnyAssessment] = {**data.comparisons, **data.panels, **data.summaries, **data.deadlines}
        for other_id, other in others.items():
            source = data.sources[f"rubrics/{other_id}"].file
            layout = f"{other.rubric.kind}_{_VIEWS[folder]}"
            yield writer.page(f"{folder}/{other_id}.md", other.rubric.short_title, layout, source, assessment=other)
    yield writer.listing("assess/many.md", "多份结果", "many")
    yield writer.listing("proficiency/index.md", "能力比对", "proficiency")
    yield writer.listing("deadlines/index.md", "期限与比例", "deadlines")
    yield writer.listing("industries/index.md", "重点行业目录", "industries")
    if len(data.catalogues) > 1:
        yield writer.listing("industries/difference.md", "目录的差别", "difference")
    yield writer.listing("institutions/index.md", "机构名单", "institutions")
    yield writer.listing("requirements/index.md", "要求对照", "requirements")
    yield writer.listing("notes/index.md", "编者注", "notes")
    yield writer.listing("changes.md", "更新", "changes")
    yield writer.listing("data.md", "数据下载", "data")


def navigation(generated: list[Page], prose: list[str]) -> list[dict[str, Any]]:
    """The menu: generated pages by their folder, then what is written by hand."""
    menu: list[dict[str, Any]] = [{"首页": "index.md"}]
    for folder, title in _SECTIONS:
        uris = [page.uri for page in generated if page.uri.startswith(f"{folder}/")]
        menu.append({title: uris if len(uris) > 1 else uris[0]})
    return [*menu, {"说明": [*prose, "data.md", "changes.md"]}]


class _Writer:
    """Renders templates with what every page may need: the data, notes by place, and addresses of places."""

    def __init__(self, data: Data) -> None:
        self._data = data
        places = Places(data)
        self._environment = _environment()
        self._environment.filters |= {"notes_at": places.notes_at, "in_force_first": self._in_force_first}
        self._environment.globals |= {
            "addresses": addresses,
            "marks": MARKS,
            "Markup": Markup,
            "data": data,
            "differences": differences(data.catalogues),
            "calendar": official_calendar(),
            "standings": STANDINGS,
            "latest": latest(data),
            "page_names": _page_names(data),
            "no_service": NO_SERVICE,
            "notes_at": places.notes_at,
            "deadlines_at": places.deadlines_at,
            "address": places.address,
            "place_name": places.name,
            "notes_by_document": places.notes_by_document,
            "place_part": places.part,
            "relations": Relations(data),
            "relation_kinds": KINDS,
            "facets": facets,
            "catalogue_prefix": catalogue_prefix,
        }

    def _in_force_first(self, assessments: dict[str, AnyAssessment]) -> list[AnyAssessment]:
        """What is in force before what has ended, the later edition first."""
        documents, ranks = self._data.documents, list(STANDINGS)
        later_first = sorted(assessments.values(), key=lambda one: one.rubric.edition, reverse=True)
        return sorted(later_first, key=lambda one: ranks.index(documents[one.rubric.document].standing))

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


def _environment() -> Environment:
    """What templates know whatever the data are."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    environment.filters |= {
        "md": _as_markdown,
        "phrases": _in_phrases,
        "lines": str.splitlines,
        "cell": _as_cell,
        "fields": _as_fields,
        "printed_parts": printed_parts,
        "points": plain,
        "grade_names": order,
        "bars": bars,
        "place_key": place_key,
        "idle_rows": idle_rows,
        "by_edition": by_edition,
        "division_code": division_code,
        "listed_in_division": listed_in_division,
    }
    environment.tests |= {"institutions": _is_institutions, "with_employers": has_employers}
    return environment


def _page_names(data: Data) -> dict[str, str]:
    """What a link to a page that is named by its address says."""
    names = {f"{folder}/": title for folder, title in _SECTIONS} | {"industries/difference/": "目录的差别"}
    for kind in ("documents", "rubrics", "assess"):
        pages = data.documents.values() if kind == "documents" else data.rubrics
        words = "填写" if kind == "assess" else ""
        names |= {f"{kind}/{one.id}/": words + one.short_title for one in pages}
    return names


def _is_institutions(register: Register) -> bool:
    return is_institutions(register.id)


def _as_markdown(text: str) -> Markup:
    """Printed words for a Markdown heading, where every sign stands for itself."""
    return _in_phrases(text, _MARKDOWN)


def _in_phrases(text: str, signs: dict[int, str] | None = None) -> Markup:
    """Words of a heading that break between phrases; short ones fit a phone's line."""
    pieces = phrases(text) if len(text) > _LINE else [text]
    return Markup("<wbr>").join(piece.translate(signs or {}) for piece in pieces)


def _as_cell(cell: str | Cell) -> Cell:
    return cell if isinstance(cell, Cell) else Cell(text=cell)


def _as_fields(text: str) -> list[str]:
    """The blanks of a printed line: each label ends where the printer left room to write."""
    return re.split(r"\s{2,}", text.strip())


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
