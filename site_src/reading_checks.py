"""One checklist file in; what it says of places of checking and of restated blocks that cannot be, out."""

from collections.abc import Callable, Iterator

from scorer.model import Checklist
from site_src.findings import Finding, ids, repeated
from site_src.load import Assessment, Data


def reading_rules(data: Data) -> list[Callable[[Assessment[Checklist]], Iterator[Finding]]]:
    """Checks of one checklist that need the documents besides."""

    def _restated_blocks_exist(assessment: Assessment[Checklist]) -> Iterator[Finding]:
        document = data.documents.get(assessment.rubric.document)
        blocks = {block.id for block in document.blocks} if document else set()
        for item, restated in assessment.restates.items():
            if item not in _items(assessment):
                yield ("restates", item), f"there is no item {item}"
            for number, block in enumerate(restated):
                if block not in blocks:
                    yield ("restates", item, number), f"{assessment.rubric.document} has no block {block}"

    return [_items_are_checked_somewhere, _restated_blocks_exist]


def _items_are_checked_somewhere(assessment: Assessment[Checklist]) -> Iterator[Finding]:
    yield from repeated(ids(("checked_at",), assessment.checked_at), "list")
    for number, one in enumerate(assessment.checked_at):
        named = [(("checked_at", number, "items", place), item) for place, item in enumerate(one.items)]
        yield from repeated(named, "place")
        yield from ((path, f"there is no item {item}") for path, item in named if item not in _items(assessment))


def _items(assessment: Assessment[Checklist]) -> set[str]:
    return {item.id for item in assessment.rubric.items}
