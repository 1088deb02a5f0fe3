"""What people say for what is printed, and what they ask of a place: what YAML gives in, model out."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from site_src.content import Content, Text

TOP = "top"
"""The head of a page, which stands for all of it."""

type Asked = dict[str, dict[str, Annotated[list[Text], Field(min_length=1)]]]
"""By page and by part of it, what people ask that it answers, in words that it does not print."""


class Synonym(Content):
    """A word that people say for what documents print; the site's own."""

    said: Text
    printed: Annotated[list[Text], Field(min_length=1)]
    """How documents say it; the search looks for each of them too."""


def asked_places(asked: Asked) -> Iterator[tuple[tuple[str, str], str, list[str]]]:
    """Every place that something is asked of: where in the file, its address on the site, and the words."""
    for page, parts in asked.items():
        for part, words in parts.items():
            yield (page, part), f"{page}/" if part == TOP else f"{page}/#{part}", words
