"""What was made of the same answers a moment ago is not made again: a keystroke changes one item of many."""

from collections.abc import Callable
from typing import Any, Protocol


class _Place(Protocol):
    @property
    def id(self) -> str: ...


forgotten: list[Callable[[], None]] = []
"""What clears each memory of what was made."""


def recalled[Made](make: Callable[..., Made]) -> Callable[..., Made]:
    """`make(place, *given)`, run again only where what is given for a place is not what was given for it last.

    Only for what follows from its arguments alone, and is never changed afterwards.
    """
    last: dict[str, tuple[tuple[Any, ...], Made]] = {}
    forgotten.append(last.clear)

    def recall(place: _Place, *given: Any) -> Made:  # noqa: ANN401 - whatever is to be compared
        asked = (place, *given)
        known = last.get(place.id)
        if known is None or known[0] != asked:
            known = last[place.id] = (asked, make(*asked))
        return known[1]

    return recall


def forget() -> None:
    """Everything is made anew once."""
    for clear in forgotten:
        clear()
