"""Pages from a small invented `rubric_data/`: places, notes beside them, order, and printed signs left as they are."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown import Markdown  # type: ignore[import-untyped]

from site_src.__main__ import main
from site_src.load import load
from site_src.pages import Page, navigation, pages
from site_src.places import Places

DOCUMENT = """
id: norm-2030
source: 000.txt
title: 关于<星号*与下划线_>的规范
short_title: 试验规范
date: '2030-01-02'
region: 全国
standing: in-force
standing_text: 自2030年起施行。
blocks:
  - {kind: heading, id: chapter-1, level: 2, text: 第一章 总则*}
  - {kind: paragraph, id: article-1, label: 第一条, text: 第一条 甲*乙*丙_丁_戊，见<附录>与A&B。}
  - {kind: paragraph, id: article-1-1, label: 第一条（一）, depth: 1, text: （一）长期坚持；}
  - {kind: paragraph, id: fields, role: fields, text: 辖区：　　　单位名称：　　　}
  - kind: table
    id: table-1
    header: [[{text: 要素, colspan: 2}, 备注]]
    rows:
      - {id: line-1, cells: [{text: 一, rowspan: 2}, "第一行\\n第二行", '']}
      - {id: line-2, cells: [第三行, '*']}
  - {kind: include, id: annex-1, ref: catalogues/industries-norm-2030}
  - {kind: include, id: annex-2, ref: registers/institutions-norm-2030}
"""
CATALOGUE = """
id: industries-norm-2030
title: 重点行业目录
edition: 2030 全国
document: norm-2030
columns: [行业, 小类]
groups:
  - id: machinery
    name: 通用设备制造业*
    rows: [{printed: 锅炉制造（B3411）, gbt_code: C3411}, {printed: 皮箱、包（袋）制造（C1922）}]
"""
REGISTER = """
id: institutions-norm-2030
title: 机构名单
edition: 2030 全国
document: norm-2030
columns: [{key: order, label: 序号}, {key: institution, label: 机构}, {key: employer, label: 用人单位}]
rows:
  - {id: no-1, order: '1', institution: 甲机构, employer: 乙工厂}
  - {id: no-2, order: '2', institution: 丙机构, employer: 未开展技术服务}
"""
NOTES = """
- id: A-01
  kinds: [score]
  title: 星号没有解释
  text: 来源没有解释星号。
  reading: 照印。
  accept: 来源未规定。删去也说得通。
  about:
    - documents/norm-2030#article-1
    - documents/norm-2030#article-1-1
    - documents/norm-2030#line-2
    - catalogues/industries-norm-2030#c3411
- {id: A-02, kinds: [publish], title: 名单, text: 名单照印。, about: [registers/institutions-norm-2030#no-2]}
"""


class Text(HTMLParser):
    """What a reader sees, without blanks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.text += "".join(data.split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    files = {
        "documents/norm-2030": DOCUMENT,
        "catalogues/industries-norm-2030": CATALOGUE,
        "registers/institutions-norm-2030": REGISTER,
        "notes/norm-2030": NOTES,
    }
    for name, text in files.items():
        path = folder / f"{name}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def written(folder: Path) -> dict[str, Page]:
    return {page.uri: page for page in pages(load(folder))}


@pytest.fixture(scope="module")
def document(written: dict[str, Page]) -> str:
    return rendered(written["documents/norm-2030.md"])


def rendered(page: Page) -> str:
    """As the site renders it, without the front matter."""
    extensions = ["attr_list", "md_in_html", "tables", "toc"]
    return str(Markdown(extensions=extensions).convert(page.markdown.split("\n---\n", 1)[1]))


def test_a_sentence_reads_on_after_the_number_that_is_its_heading(document: str) -> None:
    assert re.search(r'<h3 [^>]*id="article-1"[^>]*>第一条</h3>', document)
    assert "第一条甲*乙*丙_丁_戊，见<附录>与A&B。（一）长期坚持；" in Text(without_notes(document)).text


def without_notes(html: str) -> str:
    return re.sub(r"<details.*?</details>|<a class=\"note-again\".*?</a>", "", html, flags=re.DOTALL)


def test_headings_print_every_sign(document: str) -> None:
    text = Text(document).text
    assert "第一章总则*" in text
    assert "关于<星号*与下划线_>的规范" in text


def test_blocks_keep_their_order(document: str) -> None:
    ids = re.findall(r'id="(chapter-1|article-1|article-1-1|fields|table-1|annex-1|annex-2)"', document)
    assert ids == ["chapter-1", "article-1", "article-1-1", "fields", "table-1", "annex-1", "annex-2"]


def test_every_row_is_a_place_and_its_lines_stand_apart(document: str) -> None:
    assert '<tr id="line-1">' in document
    assert '<span class="line">第一行</span><span class="line">第二行</span>' in document
    assert 'rowspan="2"' in document
    assert 'colspan="2"' in document


def test_a_note_stands_in_full_once_and_is_linked_from_its_other_places(document: str) -> None:
    assert document.count('id="note-a-01"') == 1
    assert document.count('class="note-again"') == 1
    assert document.index('id="note-a-01"') < document.index('id="article-1-1"')
    row = document[document.index('id="line-2"') :]
    assert 'href="#note-a-01"' in row[: row.index("</tr>")]


def test_marks_and_links_to_places_are_no_text(document: str) -> None:
    row = document[document.index('id="line-2"') :]
    assert Text(row[: row.index("</tr>")].removeprefix('id="line-2">')).text == "第三行*"


def test_a_copy_of_a_data_set_stays_out_of_the_search(document: str) -> None:
    assert re.search(r'<figure class="included" id="annex-1" data-search-exclude', document)


def test_an_industry_is_found_under_its_standard_code_and_shows_the_printed_one(written: dict[str, Page]) -> None:
    html = rendered(written["industries/index.md"])
    item = html[html.index(' id="norm-2030-c3411">') :]
    assert Text("<li" + item[: item.index("</li>")]).text == "锅炉制造（B3411）"
    assert "皮箱、包（袋）制造（C1922）" in Text(html).text
    assert "通用设备制造业*" in Text(html).text


def test_institutions_without_services_have_no_employer(written: dict[str, Page]) -> None:
    html = rendered(written["institutions/index.md"])
    assert "2家机构，1家用人单位；1家机构当年未开展技术服务" in Text(html).text
    assert '<tr id="institutions-norm-2030-no-2" class="no-service" data-item' in html


def test_notes_say_where_the_source_leaves_a_question_open(written: dict[str, Page]) -> None:
    html = rendered(written["notes/index.md"])
    first, second = html.split('id="a-02"')
    assert "来源未规定删去也说得通。" in Text(first[first.index('id="a-01"') :]).text
    assert "来源未规定" not in Text(second).text
    assert 'href="../documents/norm-2030/#article-1"' in first
    assert 'href="../industries/#norm-2030-c3411"' in first


@pytest.mark.parametrize(
    ("place", "address", "name"),
    [
        ("documents/norm-2030", "documents/norm-2030/", "试验规范"),
        ("documents/norm-2030#article-1-1", "documents/norm-2030/#article-1-1", "试验规范 · 第一条（一）"),
        ("documents/norm-2030#line-2", "documents/norm-2030/#line-2", "试验规范 · 第一章 总则*"),
        ("rubrics/any#item-21", "rubrics/any/#item-21", "检查表"),
        ("rubrics/any#grades", "rubrics/any/#grades", "检查表 · 等级"),
        (
            "catalogues/industries-norm-2030#c3411",
            "industries/#norm-2030-c3411",
            "重点行业目录（2030 全国） · 锅炉制造（B3411）",
        ),
        ("catalogues/industries-norm-2030", "industries/#norm-2030", "重点行业目录（2030 全国）"),
        (
            "registers/institutions-norm-2030#no-1",
            "institutions/#institutions-norm-2030-no-1",
            "机构名单 · 甲机构",
        ),
    ],
)
def test_a_place_has_an_address_and_a_name(folder: Path, place: str, address: str, name: str) -> None:
    places = Places(load(folder))
    assert (places.address(place), places.name(place)) == (address, name)


def test_the_menu_follows_the_folders(written: dict[str, Page]) -> None:
    menu = navigation(list(written.values()), ["about.md"])
    assert [next(iter(entry)) for entry in menu] == [
        "首页", "文件", "检查表", "自评", "能力比对", "期限与比例", "重点行业", "机构", "要求对照", "编者注", "说明",
    ]  # fmt: skip
    assert menu[1] == {"文件": ["documents/index.md", "documents/norm-2030.md"]}
    assert menu[-1] == {"说明": ["about.md", "data.md", "changes.md"]}


def test_pages_name_the_file_that_an_editor_would_change(written: dict[str, Page]) -> None:
    assert written["documents/norm-2030.md"].source.endswith("documents/norm-2030.yml")
    assert written["notes/index.md"].source == "site_src/templates/notes.md.j2"


@pytest.fixture(scope="module")
def published() -> dict[str, str]:
    """The real pages by their addresses."""
    return {re.sub(r"(index)?\.md$", "", page.uri): page.markdown for page in pages(load())}


def test_every_link_between_real_pages_leads_to_a_place(published: dict[str, str]) -> None:
    places = {
        address.rstrip("/"): set(re.findall(r'\bid="([^"]+)"|\{ ?#([\w.-]+)', text))
        for address, text in published.items()
    }
    known = {address: {first or second for first, second in found} for address, found in places.items()}
    broken = []
    for address, text in published.items():
        depth = address.rstrip("/").count("/") + 1 if address.rstrip("/") else 0
        for up, target, anchor in re.findall(r'href="((?:\.\./)*)([a-z0-9/-]*)#([\w.-]+)"', text):
            page = target.rstrip("/") if up else f"{address}{target}".rstrip("/")
            if (up and up.count("../") != depth) or anchor not in known.get(page, set()):
                broken.append(f"{address}: {up}{target}#{anchor}")
    assert broken == []


def test_every_title_has_an_address_that_can_be_read(published: dict[str, str]) -> None:
    titles = {address: re.findall(r"^# .*$", text, re.MULTILINE) for address, text in published.items()}
    assert [address for address, found in titles.items() if len(found) != 1 or "{ #top" not in found[0]] == []


def test_no_place_is_named_twice_on_a_real_page(published: dict[str, str]) -> None:
    for address, text in published.items():
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), (address, sorted({name for name in ids if ids.count(name) > 1}))


def test_the_command_line_writes_the_same_pages(tmp_path: Path, published: dict[str, str]) -> None:
    assert main(["write", str(tmp_path)]) == 0
    assert (tmp_path / "documents/norm-2022.md").read_text(encoding="utf-8") == published["documents/norm-2022"]
