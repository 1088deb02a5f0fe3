"""What the documents ask of the same matter, as the site reads it: themes, their topics, and pairs of places."""

from typing import Literal

from pydantic import Field

from site_src.content import Content, Id, Text


class Relation(Content):
    """Two printed places that look at the same matter. Places are named like those of notes, with sub-items besides."""

    one: Text
    other: Text
    kind: Literal["same", "similar", "stricter"]
    """`same`: nothing tells the two demands apart. `similar`: the same matter, seen more widely, more narrowly or from
    another side. `stricter`: `one` asks for more, so that whoever meets it meets `other` as well."""
    why: str = ""
    """In one sentence; whatever is called stricter needs it."""


class Topic(Content):
    """One matter, and every place that looks at it."""

    id: Id
    title: Text
    relations: list[Relation] = Field(default_factory=list)
    alone: list[Text] = Field(default_factory=list)
    """Places for which no other document has a counterpart."""
    quotes: dict[str, Text] = Field(default_factory=dict)
    """The words that matter here, of places that print much else."""


class Theme(Content):
    """A part of an institution's work, with its topics."""

    id: Id
    title: Text
    topics: list[Topic]
