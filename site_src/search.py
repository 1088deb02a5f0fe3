"""A page's HTML in, its entries for the search index out: one for every heading, paragraph, row and item with an id."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
PLACES = HEADINGS | {"p", "tr", "li", "dt", "section", "article"}
SILENT = frozenset({"script", "style", "button", "select", "textarea"})
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@dataclass(slots=True)
class Entry:
    """A place that a search can lead to; an empty anchor is the page itself."""

    anchor: str
    level: int = 1
    title: list[str] = field(default_factory=list)
    under: "Entry | None" = None
    """The heading above the one that gives the title."""
    text: list[str] = field(default_factory=list)


def entries(url: str, title: str, html: str) -> list[dict[str, str]]:
    """The entries of one page, the page's own first; what is marked `data-search-exclude` is left out."""
    parser = _Places(title)
    parser.feed(html)
    parser.close()
    found = (_document(url, entry) for entry in parser.entries)
    return [document for document in found if document["text"] or document["title"]]


def _document(url: str, entry: Entry) -> dict[str, str]:
    under = _joined(entry.under.title) if entry.under and entry.under.anchor else ""
    location = f"{url}#{entry.anchor}" if entry.anchor else url
    return {"location": location, "title": _joined(entry.title), "under": under, "text": _joined(entry.text)}


def _joined(parts: list[str]) -> str:
    return " ".join("".join(parts).split())


class _Places(HTMLParser):
    """Text goes to the innermost open place, otherwise to the heading that it stands under."""

    def __init__(self, title: str) -> None:
        super().__init__()
        page = Entry("", title=[title])
        self.entries = [page]
        self._section = page
        self._heading: Entry | None = None
        self._open: list[tuple[str, Entry | None]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.handle_data(" ")
            return
        attributes = dict(attrs)
        if self._silent or tag in SILENT or "data-search-exclude" in attributes:
            self._silent += 1
            self._open.append((tag, None))
            return
        self._open.append((tag, self._place(tag, attributes.get("id") or "")))

    def _place(self, tag: str, anchor: str) -> Entry | None:
        if tag == "h1":
            self._heading = self._section = self.entries[0]
            self._heading.title.clear()
        elif tag in PLACES and anchor:
            entry = self._under_heading(tag, anchor) if tag in HEADINGS else self._in_section(anchor)
            self.entries.append(entry)
            return entry
        return self._heading if tag == "h1" else None

    def _under_heading(self, tag: str, anchor: str) -> Entry:
        level, above = int(tag[1]), self._section
        while above.level >= level and above.under:
            above = above.under
        self._heading = self._section = Entry(anchor, level, under=above)
        return self._section

    def _in_section(self, anchor: str) -> Entry:
        section = self._section
        return Entry(anchor, section.level, list(section.title), section.under)

    def handle_endtag(self, tag: str) -> None:
        if not any(tag == open_tag for open_tag, _ in self._open):
            return
        while self._open:
            open_tag, entry = self._open.pop()
            self._silent -= bool(self._silent)
            if entry is self._heading:
                self._heading = None
            if open_tag == tag:
                break
        self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._heading:
            self._heading.title.append(data)
            return
        place = next((entry for _, entry in reversed(self._open) if entry), self._section)
        place.text.append(data)
