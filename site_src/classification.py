"""The national classification of industries, as far as the catalogues need it: what YAML gives in, model out."""

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
