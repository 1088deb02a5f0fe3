"""Loaded data in, what readers and programs subscribe to or start from out: the feed of changes and a plain index."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from site_src.content import Change
from site_src.load import Data

ATOM = "changes/atom.xml"
NAME = "职卫质评"
AUTHOR = "职卫质评的编者"


def feeds(data: Data) -> Iterator[tuple[str, bytes]]:
    """Each by its address on the site; the same bytes from the same data."""
    yield ATOM, atom(data)
    yield "llms.txt", plain_index(data).encode()


def latest(data: Data) -> list[Change]:
    """The changes, newest first; those of one day as they stand in the data."""
    return sorted(data.changes.values(), key=lambda change: change.date, reverse=True)


def atom(data: Data) -> bytes:
    """An Atom feed (RFC 4287), whose links are relative because the site does not know where it is put."""
    changes = latest(data)
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "zh-CN"})
    _texts(
        feed,
        id=_urn("changes"),
        title=f"{NAME}：数据的更新",
        updated=_midnight(changes[0].date if changes else "2026-11-21"),
    )
    SubElement(SubElement(feed, "author"), "name").text = AUTHOR
    SubElement(feed, "link", {"rel": "self", "href": "atom.xml"})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": "./"})
    for change in changes:
        entry = SubElement(feed, "entry")
        _texts(entry, id=_urn(change.id), title=change.title, updated=_midnight(change.date), summary=change.text)
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"./#{change.id}"})
    indent(feed)
    text: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def plain_index(data: Data) -> str:
    """What there is, as plain Markdown for programs that read text."""
    documents = [
        f"- [{one.title}](documents/{one.id}/)：{one.standing_text}（[JSON](data/documents/{one.id}.json)）"
        for one in data.documents.values()
    ]
    rubrics = [
        f"- [{one.title}](rubrics/{one.id}/)（{one.edition}；[JSON](data/rubrics/{one.id}.json)）"
        for one in data.rubrics
    ]
    return "\n".join(
        [
            f"# {NAME}",
            "",
            "> 职业卫生技术服务机构质量监测的官方文件照印，逐条可引用；检查表可填写、评分。编者注和计分方法是本站的。",
            "",
            "地址都相对于本文件所在的位置。全部数据和结构说明见 [数据下载](data/)。",
            "",
            "## 文件",
            *documents,
            "",
            "## 检查表",
            *rubrics,
            "",
            "## 其他",
            "- [重点行业目录](industries/)",
            "- [机构名单](institutions/)",
            "- [编者注](notes/)",
            "- [更新](changes/)（[Atom](changes/atom.xml)）",
            "",
        ]
    )


def _texts(parent: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = text


def _midnight(date: str) -> str:
    return f"{date}T00:00:00+08:00"


def _urn(name: str) -> str:
    return f"tag:zhiping.invalid,2026:{name}"
