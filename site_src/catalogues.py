"""An industry catalogue in, its rows as a flat list and where the national standard places them out."""

import re
from collections.abc import Iterator, Mapping

from site_src.classification import Classification, Division
from site_src.content import Catalogue, Content
from site_src.findings import Finding

_CODE = re.compile(r"[A-Z][0-9]{4}")


class CatalogueEntry(Content):
    """One industry with the group that it stands in."""

    group: str
    name: str
    code: str
    """As printed."""
    gbt_code: str
    """The code under which GB/T 4754—2017 knows the industry."""
    order: int
    """Its place in the whole catalogue, from 1 on."""


class PublishedCatalogue(Content):
    """One edition of an industry catalogue as a flat list in printed order."""

    id: str
    title: str
    edition: str
    document: str
    rows: list[CatalogueEntry]


def flat(catalogue: Catalogue) -> PublishedCatalogue:
    """A catalogue without its grouping: every row names its group."""
    rows = [(group.name, row) for group in catalogue.groups for row in group.rows]
    return PublishedCatalogue(
        id=catalogue.id,
        title=catalogue.title,
        edition=catalogue.edition,
        document=catalogue.document,
        rows=[
            CatalogueEntry(group=group, name=row.name, code=row.code, gbt_code=row.standard_code, order=order)
            for order, (group, row) in enumerate(rows, start=1)
        ],
    )


def by_edition(catalogues: Mapping[str, Catalogue]) -> list[Catalogue]:
    """The latest edition first."""
    return sorted(catalogues.values(), key=lambda catalogue: catalogue.edition, reverse=True)


def division_code(standard_code: str) -> str:
    """`34` of `C3411`."""
    return standard_code[1:3]


def listed_in_division(catalogue: Catalogue, division: Division) -> int:
    """How many industries of a division a catalogue lists."""
    codes = (row.standard_code for group in catalogue.groups for row in group.rows)
    return sum(division_code(code) == division.code for code in codes)


def unplaced_codes(catalogue: Catalogue, classification: Classification) -> Iterator[Finding]:
    """Codes whose division the classification does not name, or names in another section."""
    sections = {division.code: section.code for section in classification.sections for division in section.divisions}
    for place, group in enumerate(catalogue.groups):
        for number, row in enumerate(group.rows):
            path = ("groups", place, "rows", number)
            code = row.standard_code
            section = sections.get(division_code(code), "")
            if not _CODE.fullmatch(code):
                continue
            if not section:
                yield (
                    path,
                    f"classifications/{classification.id}.yml names no division {division_code(code)} for {code}",
                )
            elif not code.startswith(section):
                yield path, f"{code} stands in section {section}: give {section}{code[1:]} as its gbt_code"
