"""Rubrics that hold a day or a share already in; the deadlines that take it over, filled in, out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from scorer.deadlines_model import Deadlines, Duty, Share
from scorer.kinds import Rubric
from scorer.panel_model import Panel
from scorer.summary_model import Summary
from site_src.content import Document, Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What another rubric holds: the printed sentence, and the day or the number in it."""

    words: str
    place: str
    day: str = ""
    percent: Decimal | None = None
    least: Decimal | None = None


def amounts_held(rubrics: Iterable[Rubric]) -> dict[str, Held]:
    """By the names under which deadlines take them over: `RUBRIC#return-2025-07-05`, `RUBRIC#plan-1.size`."""
    found: dict[str, Held] = {}
    for rubric in rubrics:
        members = _of_summary(rubric) if isinstance(rubric, Summary) else ()
        members = _of_panel(rubric) if isinstance(rubric, Panel) else members
        found |= {f"{rubric.id}#{name}": held for name, held in members}
    return found


def completed(
    rubric: Deadlines, held: Mapping[str, Held], documents: Mapping[str, Document], notes: Iterable[Note]
) -> Deadlines:
    """With the document's standing and the notes beside the places that print it.

    What is taken from nowhere stays as it is, for the checks to tell.
    """
    rubric = replace(
        rubric,
        duties=tuple(_duty(duty, held.get(duty.taken)) for duty in rubric.duties),
        shares=tuple(_share(share, held.get(share.taken)) for share in rubric.shares),
    )
    places = {f"rubrics/{rubric.id}", *(one.place for one in rubric.members)}
    rubric = replace(rubric, notes=tuple(note.id for note in notes if places.intersection(note.about)))
    document = documents.get(rubric.document)
    return replace(rubric, standing=document.standing, standing_text=document.standing_text) if document else rubric


def _duty(duty: Duty, held: Held | None) -> Duty:
    return replace(duty, words=held.words, place=held.place, day=held.day) if held else duty


def _share(share: Share, held: Held | None) -> Share:
    if not held:
        return share
    return replace(share, words=held.words, place=held.place, day=held.day, percent=held.percent, least=held.least)


def _of_summary(summary: Summary) -> Iterator[tuple[str, Held]]:
    for one in summary.milestones:
        place = f"documents/{summary.document}#{one.block}"
        yield f"milestone-{one.due}", Held(words=one.words, place=place, day=one.due, percent=one.percent)
    for sent in summary.returns:
        place = f"documents/{summary.document}#{sent.block}"
        yield f"return-{sent.due}", Held(words=sent.words, place=place, day=sent.due)


def _of_panel(panel: Panel) -> Iterator[tuple[str, Held]]:
    for plan in panel.plans:
        for one in plan.sampling:
            place = f"documents/{panel.document}#{one.block}"
            if one.kind == "share":
                yield f"{plan.id}.{one.id}", Held(words=one.words, place=place, percent=one.amount * 100)
            elif one.kind == "count":
                yield f"{plan.id}.{one.id}", Held(words=one.words, place=place, least=one.amount)
