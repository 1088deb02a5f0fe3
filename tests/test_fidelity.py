"""The five source documents against the built site and the data: nothing is missing, nothing is altered."""

import hashlib
import re
from collections import Counter
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from site_src.content import Cell, Document, Table
from site_src.load import Data, load
from tests.source_lines import (
    SOURCES,
    SourceLine,
    manifest,
    personal_data,
    published_lines,
    without_blanks,
)

DOCUMENTS = [entry["document"] for entry in manifest()]
NOT_TEXT = {"script", "style", "nav", "aside", "template"}
"""Scripts, navigation and the editor's notes: none of them may stand in for the printed text."""
LONG = 12
"""Characters from which a line that occurs once is sure to be itself and not part of another."""


class PageText(HTMLParser):
    """The text of a page without what `NOT_TEXT` holds."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside += tag in NOT_TEXT

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag in NOT_TEXT

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.pieces.append(data)


def page_text(site: Path, document: str) -> str:
    """What a visitor can read on the document's page, without blanks."""
    parser = PageText()
    parser.feed((site / "documents" / document / "index.html").read_text(encoding="utf-8"))
    return without_blanks("".join(parser.pieces))


def missing(lines: list[SourceLine], page: str) -> list[SourceLine]:
    """The lines without a place of their own on the page: longest first, each takes its place from the others."""
    lost = []
    for line in sorted(lines, key=lambda line: -len(line.text)):
        before, found, after = page.partition(line.text)
        page = f"{before} {after}"
        if not found:
            lost.append(line)
    return sorted(lost, key=lambda line: line.number)


@pytest.fixture(scope="module")
def data() -> Data:
    """Everything under `rubric_data/`."""
    return load()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_line_stands_on_the_page_of_its_document(site: Path, document: str) -> None:
    """Each printed line is there as often as it is printed, blanks aside."""
    lost = missing(published_lines(document), page_text(site, document))
    assert not lost, "\n".join(f"line {line.number}: {line.text}" for line in lost)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_lines_stand_in_their_printed_order(site: Path, document: str) -> None:
    """Lines that occur once in the source and on the page come in the same order."""
    page = page_text(site, document)
    lines = [line.text for line in published_lines(document)]
    unique = [text for text in lines if len(text) >= LONG and lines.count(text) == 1 and page.count(text) == 1]
    assert len(unique) > len(lines) // 10
    assert unique == sorted(unique, key=page.index)


@pytest.mark.parametrize(
    ("document", "row"),
    [
        ("henan-2024", "炼铁（C3110）"),
        ("henan-2024", "洛阳德之誉环境科技有限公司-洛阳"),
        ("henan-2024", "2.公开内容不符合要求或不便于查询的，每发现1项扣1分。"),
        ("shanxi-2021", "四项比对结果中有1项以上为“不合格”"),
        ("shanxi-2021", "B.具有合同评审记录（1分）。"),
        ("norm-2022", "（二）未到现场进行采样和检测；"),
        ("tianjin-2025", "职业病档案应永久保存"),
        ("notice-2014", "国家安全监管总局职业健康司"),
    ],
)
def test_a_lost_row_is_reported(site: Path, document: str, row: str) -> None:
    """The check names exactly the line that is not there."""
    page = page_text(site, document).replace(row, "")
    assert [line.text for line in missing(published_lines(document), page)] == [row]


def test_one_of_several_equal_lines_is_missed() -> None:
    """A cell that other rows print too is not found in theirs."""
    lines = published_lines("henan-2024")
    page = "".join(line.text for line in lines)
    assert missing(lines, page) == []
    assert [line.text for line in missing(lines, page.replace("未开展技术服务", "", 1))] == ["未开展技术服务"]


def test_an_altered_character_is_reported() -> None:
    """A width of punctuation counts, a blank does not."""
    lines = [SourceLine(number=1, text="需求(2分)；")]
    assert missing(lines, "需求（2分）；") == lines
    assert missing(lines, without_blanks("需求 (2分)；")) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_personal_data_is_nowhere_on_the_site(site: Path, document: str) -> None:
    """What is masked in the text is not in the search index, the published data or another page either."""
    words = personal_data(document)
    for path in site.rglob("*"):
        if path.suffix in {".html", ".json", ".csv", ".xml", ".txt", ".js", ".mjs"}:
            text = path.read_text(encoding="utf-8")
            assert not [word for word in words if word in text], path


@pytest.mark.parametrize("entry", manifest(), ids=lambda entry: str(entry["document"]))
def test_a_source_is_as_received(entry: dict[str, str | int]) -> None:
    """Digest and number of lines are those of the manifest."""
    content = (SOURCES / str(entry["file"])).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert len(content.decode().splitlines()) == entry["lines"]


def test_every_document_names_its_source(data: Data) -> None:
    """Documents and manifest agree."""
    listed = {entry["document"]: (entry["file"], entry["title"]) for entry in manifest()}
    assert listed == {document.id: (document.source, document.title) for document in data.documents.values()}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_ids_are_given_once(data: Data, document: str) -> None:
    """Blocks and table rows share the page's anchors."""
    blocks = data.documents[document].blocks
    ids = [block.id for block in blocks] + [
        row.id for block in blocks if isinstance(block, Table) for row in block.rows
    ]
    assert [anchor for anchor, times in Counter(ids).items() if times > 1] == []


def test_the_norm_has_21_articles(data: Data) -> None:
    """Articles 11 and 12 have eight points each, article 18 five."""
    ids = [block.id for block in data.documents["norm-2022"].blocks]
    assert [n for n in ids if re.fullmatch(r"article-\d+", n)] == [f"article-{n}" for n in range(1, 22)]
    points = Counter(m[1] for n in ids if (m := re.fullmatch(r"article-(\d+)-\d+", n)))
    assert points == {"7": 6, "8": 6, "11": 8, "12": 8, "18": 5}


def test_institutions_are_counted_as_printed(data: Data) -> None:
    """32 institutions with 29 employers in Henan, 22 from elsewhere, none of them twice."""
    rows = data.registers["institutions-henan-2024"].rows
    employers = [row["employer"] for row in rows if row["employer_place"] != "-"]
    outside = data.registers["institutions-outside-henan-2024"].rows
    assert (len(rows), len(employers), len(outside)) == (32, 29, 22)
    assert len({row["institution"] for row in rows + outside}) == 54
    for register in (rows, outside):
        assert [(row["id"], row["order"]) for row in register] == [
            (f"no-{n}", str(n)) for n in range(1, len(register) + 1)
        ]


def test_the_task_table_adds_up(data: Data) -> None:
    """117 counties and 22 tasks, as its last row says."""
    *cities, total = data.registers["tasks-shanxi-2021"].rows
    sums = [str(sum(int(row[key]) for row in cities)) for key in ("counties", "tasks")]
    assert len(cities) == 11
    assert [total["counties"], total["tasks"]] == sums == ["117", "22"]


def test_the_catalogues_differ_as_x_07_says(data: Data) -> None:
    """152 codes in 20 groups and 135 in 18, no code twice; 132 shared."""
    new, old = (data.catalogues[f"industries-{edition}"] for edition in ("henan-2024", "shanxi-2021"))
    codes = [[row.standard_code for group in catalogue.groups for row in group.rows] for catalogue in (new, old)]
    assert [len(catalogue.groups) for catalogue in (new, old)] == [20, 18]
    assert [len(edition) for edition in codes] == [len(set(edition)) for edition in codes] == [152, 135]
    assert len(set(codes[0]) & set(codes[1])) == 132
    assert set(codes[1]) - set(codes[0]) == {"B1011", "B1020", "B1092"}
    assert {group.id for group in old.groups} < {group.id for group in new.groups}


def test_codes_stand_in_the_section_of_their_division(data: Data) -> None:
    """B is mining, C manufacturing, D power; the 18 codes printed B34xx say which they are (H-29)."""
    sections = {
        **dict.fromkeys(range(6, 13), "B"),
        **dict.fromkeys(range(13, 44), "C"),
        **dict.fromkeys(range(44, 47), "D"),
    }
    for catalogue in data.catalogues.values():
        rows = [row for group in catalogue.groups for row in group.rows]
        assert [row.code for row in rows if row.standard_code[0] != sections[int(row.standard_code[1:3])]] == []
        assert sum(row.code.startswith("B34") for row in rows) == sum(bool(row.gbt_code) for row in rows) == 18


def _shanxi_cells(document: Document) -> list[list[str]]:
    (table,) = (block for block in document.blocks if block.id == "annex-2-table")
    assert isinstance(table, Table)
    return [[cell.text if isinstance(cell, Cell) else cell for cell in row.cells] for row in table.rows]


def test_the_shanxi_points_add_up_at_every_level(data: Data) -> None:
    """Elements, items and lettered parts come to 100 points each."""
    cells = [text for row in _shanxi_cells(data.documents["shanxi-2021"]) for text in row]
    amount = r"[（(]([\d.]+)分[）)]"
    elements = [m[1] for text in cells if (m := re.fullmatch(rf"\d\.\D+{amount}。", text))]
    items = [m[1] for text in cells if (m := re.fullmatch(rf"\d\.\d.+{amount}。", text))]
    parts = [m for text in cells for m in re.findall(rf"^[A-G]\..+{amount}[；。]", text, re.MULTILINE)]
    assert (len(elements), len(items), len(parts)) == (7, 13, 43)
    without_letters = Decimal(2)  # item 6.3, S-35
    assert sum(map(Decimal, elements)) == sum(map(Decimal, items)) == 100
    assert sum(map(Decimal, parts)) + without_letters == 100


def test_the_henan_checklist_counts_as_appendix_4_says(data: Data) -> None:
    """36 rows and the blank one are 34 items: 9 veto, 5 key, 20 with points, 22 and 78 of 100."""
    rubric = data.assessments["henan-2024"].rubric
    marks = Counter(item.mark for item in rubric.items if not item.continues)
    assert (len(rubric.items), marks["veto"], marks["key"]) == (37, 9, 5)
    assert sum(item.points is not None and not item.continues for item in rubric.items) == 20
    points = [sum((item.points or Decimal(0)) for item in section.items) for section in rubric.sections]
    assert points == [22, 78, 0, 0]
