"""One comparison with its document in; words that are not printed where it says, and ids used twice, out."""

from collections.abc import Iterator

from scorer.comparison_model import Comparison
from site_src.content import Cell, Document
from site_src.findings import Finding, ids, repeated


def comparison_findings(comparison: Comparison, document: Document) -> Iterator[Finding]:
    """Every contradiction within the comparison and with the document that prints it."""
    yield from repeated(ids(("rubric", "projects"), comparison.projects), "rubric")
    yield from repeated(ids(("rubric", "principles"), comparison.principles), "rubric")
    printed = printed_texts(document)
    for number, principle in enumerate(comparison.principles):
        yield from quoted(("rubric", "principles", number), principle.block, principle.words, printed)
    for number, consequence in enumerate(comparison.consequences):
        path = ("rubric", "consequences", number)
        yield from quoted(path, consequence.block, consequence.words, printed)
        known = {option.id for option in comparison.organizations}
        for place, organization in enumerate(consequence.organizations):
            if organization not in known:
                yield (*path, "organizations", place), f"{organization} is no organization of this comparison"


def quoted(path: tuple[str | int, ...], block: str, words: str, printed: dict[str, str]) -> Iterator[Finding]:
    """A problem when the words do not stand in the block."""
    if block not in printed:
        yield (*path, "block"), f"the document has no block or row {block}"
    elif words not in printed[block]:
        yield (*path, "words"), f"are not printed in {block}: {words}"


def printed_texts(document: Document) -> dict[str, str]:
    """The text of every block and table row by its id."""
    texts: dict[str, str] = {}
    for block in document.blocks:
        if block.kind == "paragraph":
            texts[block.id] = block.text
        elif block.kind == "table":
            texts |= {row.id: "\n".join(_text(cell) for cell in row.cells) for row in block.rows}
    return texts


def _text(cell: str | Cell) -> str:
    return cell.text if isinstance(cell, Cell) else cell
