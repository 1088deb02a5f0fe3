"""Two editions of an industry catalogue in, what both list and where they differ out; neither is the origin."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Literal, NamedTuple

from site_src.catalogues import CatalogueEntry, by_edition, flat
from site_src.content import Catalogue, Content

type Listed = Literal["both", "first", "second"]


class ComparedIndustry(Content):
    """One code of the national standard in two catalogues."""

    gbt_code: str
    listed: Listed
    """Which of the two list it."""
    renamed: bool
    """Both list it, under different names."""
    regrouped: bool
    """Both list it, in different groups."""
    first: CatalogueEntry | None
    second: CatalogueEntry | None


class ComparedGroup(Content):
    """One group of two catalogues, told by its id."""

    id: str
    listed: Listed
    renamed: bool
    """Both have it, under different names; an asterisk is no part of a name."""
    marked: bool
    """Both have it, one of them with an asterisk."""
    first: str
    """Its printed name, empty where there is no such group."""
    second: str


class Difference(Content):
    """Two catalogues side by side. Which one is first says nothing about which one came from which."""

    id: str
    first: str
    """The id of a catalogue."""
    second: str
    industries: list[ComparedIndustry]
    groups: list[ComparedGroup]


class ComparedEdition(NamedTuple):
    """What of a catalogue is compared, looked up once however many others there are."""

    id: str
    rows: dict[str, CatalogueEntry]
    """By their codes in the national standard."""
    group_of: dict[str, str]
    """The ids of their groups, by the same codes."""
    groups: dict[str, str]
    """The names of the groups by their ids."""


def differences(catalogues: Mapping[str, Catalogue]) -> list[Difference]:
    """Every two editions, the later one first."""
    return [difference(*two) for two in combinations(map(looked_up, by_edition(catalogues)), 2)]


def looked_up(catalogue: Catalogue) -> ComparedEdition:
    """Its rows and groups by what they are compared by."""
    return ComparedEdition(
        id=catalogue.id,
        rows={row.gbt_code: row for row in flat(catalogue).rows},
        group_of={row.standard_code: group.id for group in catalogue.groups for row in group.rows},
        groups={group.id: group.name for group in catalogue.groups},
    )


def difference(first: ComparedEdition, second: ComparedEdition) -> Difference:
    """What stands in the first comes first, in its printed order."""
    return Difference(
        id="-".join(edition.id.removeprefix("industries-") for edition in (first, second)),
        first=first.id,
        second=second.id,
        industries=list(_industries(first, second)),
        groups=list(_groups(first.groups, second.groups)),
    )


def _industries(first: ComparedEdition, second: ComparedEdition) -> Iterator[ComparedIndustry]:
    for code in _in_either(first.rows, second.rows):
        here, there = first.rows.get(code), second.rows.get(code)
        yield ComparedIndustry(
            gbt_code=code,
            listed=_listed(here, there),
            renamed=bool(here and there and _plain(here.name) != _plain(there.name)),
            regrouped=bool(here and there and first.group_of[code] != second.group_of[code]),
            first=here,
            second=there,
        )


def _groups(firsts: Mapping[str, str], seconds: Mapping[str, str]) -> Iterator[ComparedGroup]:
    for name in _in_either(firsts, seconds):
        here, there = firsts.get(name, ""), seconds.get(name, "")
        in_both = bool(here and there)
        yield ComparedGroup(
            id=name,
            listed=_listed(here, there),
            renamed=in_both and _plain(here) != _plain(there),
            marked=in_both and here.endswith("*") != there.endswith("*"),
            first=here,
            second=there,
        )


def _in_either(firsts: Iterable[str], seconds: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*firsts, *seconds]))


def _listed(here: object, there: object) -> Listed:
    if here and there:
        return "both"
    return "first" if here else "second"


def _plain(name: str) -> str:
    """Without what is not the name's own: the width of its brackets (H-31), an asterisk (H-28)."""
    return unicodedata.normalize("NFKC", name).rstrip("*")
