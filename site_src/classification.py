"""The national classification of industries, as far as the site needs it: what YAML gives in, model out."""

from typing import Annotated

from pydantic import Field

from site_src.content import Content, Id, Text


class Division(Content):
    """A division (大类) of the national classification."""

    code: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    name: Text


class Section(Content):
    """A section (门类) with those of its divisions that a catalogue needs."""

    code: Annotated[str, Field(pattern=r"^[A-Z]$")]
    name: Text
    divisions: list[Division]


class Classification(Content):
    """The national standard that the catalogues' codes are taken from, as far as they need it."""

    id: Id
    number: Text
    title: Text
    sections: list[Section]


class Everyday(Content):
    """What people call an industry of the national classification; the site's own words."""

    code: Annotated[str, Field(pattern=r"^[A-Z][0-9]{4}$")]
    name: Text
    """As the standard names it; where a catalogue lists it, as that prints it."""
    said: Annotated[list[Text], Field(min_length=1)]
