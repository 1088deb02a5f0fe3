"""A page's HTML in, its entries for the search index out: one for every heading, paragraph, row and item with an id."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
PLACES = HEADINGS | {"p", "tr", "li", "dt", "dd", "section", "article"}
SILENT = frozenset({"script", "style", "button", "select", "textarea", "noscript", "summary", "svg"})
SECTIONS = frozenset({"section", "article"})
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@dataclass(slots=True)
class Entry:
    """A place that a search can lead to; an empty anchor is the page itself."""

    anchor: str
    level: int = 1
    title: list[str] = field(default_factory=list)
    under: "Entry | None" = None
    """The heading above it."""
    mark: str = ""
    own: bool = False
    """The site says it, not the document."""
    text: list[str] = field(default_factory=list)

    def fields(self, url: str) -> dict[str, str]:
        """As the browser gets it: `under` names the headings above, `mark` how the text it comes from stands."""
        found = {
            "location": f"{url}#{self.anchor}" if self.anchor else url,
            "title": _joined(self.title),
            "under": " · ".join(self._above()),
            "text": _joined(self.text),
            "mark": self.mark,
            "own": "1" if self.own else "",
        }
        return {name: value for name, value in found.items() if value or name not in {"under", "mark", "own"}}

    def _above(self) -> list[str]:
        if not (self.under and self.under.anchor):
            return []
        return [*self.under._above(), _joined(self.under.title)]  # noqa: SLF001 - the same class


def entries(url: str, title: str, html: str, *, mark: str = "", own: bool = False) -> list[dict[str, str]]:
    """The entries of one page, the page's own first; what is marked `data-search-exclude` is left out.

    A place is called `data-search-title`, otherwise after its heading; `data-search-mark` says how all that it holds
    stands, `mark` how the page does. `own` (`data-search-own` for a place): the words are the site's, not a document's.
    """
    parser = _Places(title, mark)
    parser.feed(html)
    parser.close()
    page, *others = [entry.fields(url) for entry in parser.entries]
    page |= {"page": title} | ({"own": "1"} if own else {})
    return [page, *(entry for entry in others if entry["text"] or entry["title"])]


def _joined(parts: list[str]) -> str:
    return " ".join("".join(parts).split())


class _Places(HTMLParser):
    """Text goes to the innermost open place, otherwise to the heading that it stands under."""

    def __init__(self, title: str, mark: str) -> None:
        super().__init__()
        page = Entry("", title=[title], mark=mark)
        self.entries = [page]
        self._section = page
        self._heading: Entry | None = None
        self._open: list[tuple[str, Entry | None, str]] = []
        self._around: list[Entry] = []
        """For every open `section` and `article` the heading that it stands under, and what follows it again."""
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.handle_data("" if tag == "wbr" else " ")
            return
        given = {name: value or "" for name, value in attrs}
        mark = given.get("data-search-mark", self._mark())
        if tag in SECTIONS:
            self._around.append(self._section)
        if self._silent or tag in SILENT or "data-search-exclude" in given:
            self._silent += 1
            self._open.append((tag, None, mark))
            return
        self._open.append((tag, None, mark))
        self._open[-1] = (tag, self._place(tag, given), mark)

    def _mark(self) -> str:
        return self._open[-1][2] if self._open else self.entries[0].mark

    def _place(self, tag: str, given: dict[str, str]) -> Entry | None:
        anchor = given.get("id", "")
        if tag == "h1":
            self._heading = self._section = self.entries[0]
            self._heading.title.clear()
        elif tag in PLACES and anchor:
            own = "data-search-own" in given
            entry = self._under_heading(tag, anchor, own) if tag in HEADINGS else self._in_section(anchor, given, own)
            self.entries.append(entry)
            return entry
        return self._heading if tag == "h1" else None

    def _under_heading(self, tag: str, anchor: str, own: bool) -> Entry:
        level, above = int(tag[1]), self._section
        while above.level >= level and above.under:
            above = above.under
        self._heading = self._section = Entry(anchor, level, [], above, self._mark(), own)
        return self._section

    def _in_section(self, anchor: str, given: dict[str, str], own: bool) -> Entry:
        section = self._section
        if title := given.get("data-search-title", ""):
            return Entry(anchor, section.level, [title], section, self._mark(), own)
        return Entry(anchor, section.level, list(section.title), section.under, self._mark(), own)

    def handle_endtag(self, tag: str) -> None:
        if not any(tag == open_tag for open_tag, *_ in self._open):
            return
        while self._open:
            open_tag, entry, _ = self._open.pop()
            if open_tag in SECTIONS:
                self._section = self._around.pop()
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
        place = next((entry for _, entry, _ in reversed(self._open) if entry), self._section)
        place.text.append(data)
