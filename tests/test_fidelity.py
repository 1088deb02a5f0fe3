"""The five source documents against the built site: no line is missing or altered, the sources are as received."""

import hashlib
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from site_src.content import Table
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
NOT_PRINTED = {"script", "style", "nav", "aside", "template"}
NOT_PRINTED_CLASSES = {"note", "notes", "note-again", "note-mark", "headerlink", "relations"}
"""Neither scripts nor navigation nor the editor's notes may stand in for the printed text."""
LONG = 12
"""Characters from which a line that occurs once is sure to be itself and not part of another."""


class PageText(HTMLParser):
    """The text of a page without the elements that are not printed."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._skipped = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Skip from here to the end tag that belongs to this one."""
        classes = set((dict(attrs).get("class") or "").split())
        if self._depth:
            self._depth += tag == self._skipped
        elif tag in NOT_PRINTED or classes & NOT_PRINTED_CLASSES:
            self._skipped, self._depth = tag, 1

    def handle_endtag(self, tag: str) -> None:
        """Read on after the last of the skipped element."""
        self._depth -= bool(self._depth) and tag == self._skipped

    def handle_data(self, data: str) -> None:
        """Keep what is printed."""
        if not self._depth:
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


def test_only_what_is_printed_is_read() -> None:
    """A note that quotes a line does not stand in for it, nested elements or not."""
    parser = PageText()
    parser.feed("<nav>一</nav><p>二<br>三</p><div class='notes'><div>四</div>五</div><a class='note-mark'></a>六")
    assert "".join(parser.pieces) == "二三六"


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
