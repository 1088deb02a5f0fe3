"""YAML under `rubric_data/` in, validated model and content out; the only place that reads YAML or runs pydantic."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from scorer.addresses import item_anchor
from scorer.comparison_model import Comparison
from scorer.deadlines_model import Deadlines
from scorer.kinds import KINDS, Rubric
from scorer.model import Checklist
from scorer.panel_model import Panel
from scorer.summary_model import Summary
from site_src.asked_model import Asked, Synonym
from site_src.classification import Classification, Everyday
from site_src.content import Blank, Catalogue, Change, CheckedAt, Content, Document, Form, Id, Note, Register
from site_src.relation_model import Theme
from site_src.source import DataError, Problem, Source, YamlPath, YamlValue, read_yaml
from site_src.taken import amounts_held, completed

DATA = Path(__file__).parent.parent / "rubric_data"
_CLOSED = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)
RUBRICS: TypeAdapter[tuple[Rubric, ...]] = TypeAdapter(
    tuple[Annotated[Checklist | Comparison | Panel | Summary | Deadlines, Field(discriminator="kind")], ...],
    config=_CLOSED,
)
"""A container, because pydantic takes a config for plain dataclasses only through one."""


class RubricFile(Content):
    """What stands beside the rubric in its file."""

    header: list[Blank]
    forms: list[Form]
    checked_at: list[CheckedAt] = Field(default_factory=list)
    restates: dict[str, list[Id]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment[R: (Checklist, Comparison, Panel, Summary, Deadlines)]:
    """One rubric file: the rubric for the scorer, and the forms that only the site knows."""

    rubric: R
    header: list[Blank]
    forms: list[Form]
    checked_at: list[CheckedAt] = field(default_factory=list)
    restates: dict[str, list[Id]] = field(default_factory=dict)
    """Items that only repeat blocks of their document, because the site arranged the checklist out of its text."""

    @property
    def long_blanks(self) -> frozenset[str]:
        """Slots of the printed forms that need room to write."""
        return frozenset(f"header.{blank.id}" for blank in self.header if blank.input == "long")


type AnyAssessment = (
    Assessment[Checklist] | Assessment[Comparison] | Assessment[Panel] | Assessment[Summary] | Assessment[Deadlines]
)


@dataclass(slots=True, kw_only=True)
class Data:
    """Everything under `rubric_data/`, by id and in the order of the files' names."""

    documents: dict[str, Document] = field(default_factory=dict)
    assessments: dict[str, Assessment[Checklist]] = field(default_factory=dict)
    comparisons: dict[str, Assessment[Comparison]] = field(default_factory=dict)
    panels: dict[str, Assessment[Panel]] = field(default_factory=dict)
    summaries: dict[str, Assessment[Summary]] = field(default_factory=dict)
    deadlines: dict[str, Assessment[Deadlines]] = field(default_factory=dict)
    classifications: dict[str, Classification] = field(default_factory=dict)
    everyday: dict[str, list[Everyday]] = field(default_factory=dict)
    catalogues: dict[str, Catalogue] = field(default_factory=dict)
    registers: dict[str, Register] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    synonyms: dict[str, list[Synonym]] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    """Where each stands, by `FOLDER/ID`; a file of notes, relations or changes by its name."""

    @property
    def rubrics(self) -> tuple[Rubric, ...]:
        """The rubrics of every kind, as the scorer gets them."""
        checklists = (one.rubric for one in self.assessments.values())
        comparisons = (one.rubric for one in self.comparisons.values())
        panels = (one.rubric for one in self.panels.values())
        summaries = (one.rubric for one in self.summaries.values())
        return (*checklists, *comparisons, *panels, *summaries, *(one.rubric for one in self.deadlines.values()))


type Held[T] = Callable[[Data], dict[str, T]]
type Reader = Callable[[Data, Source, str], None]
"""Takes what a file holds into the data; the file's name goes with it."""


def load(folder: Path = DATA) -> Data:
    """Read and validate every file under `folder`.

    Raises `DataError` with every problem of every file, each as `file:line: path: what is wrong`.
    """
    data = Data()
    problems: list[Problem] = []
    for kind, place in _READERS.items():
        for path in sorted((folder / kind).glob("*.yml")):
            try:
                source = read_yaml(path, str(path.relative_to(folder.parent)))
                data.sources[f"{kind}/{path.stem}"] = source
                place(data, source, path.stem)
            except DataError as error:
                problems += error.problems
    if problems:
        raise DataError(problems)
    _attach_notes(data)
    return data


def _validate[T](adapter: TypeAdapter[T], source: Source, value: YamlValue, in_list_at: str = "") -> T:
    """`in_list_at`: the value was wrapped in a list of one, but stands under this key in the file."""
    try:
        return adapter.validate_json(json.dumps(value))
    except ValidationError as error:
        problems = []
        for found in _first_causes(error):
            inside = [step for step in found["loc"][1:] if step not in KINDS]
            path = (in_list_at, *inside) if in_list_at else found["loc"]
            problems.append(source.problem(path, found["msg"].removeprefix("Value error, ")))
        raise DataError(problems) from None


def _first_causes(error: ValidationError) -> Iterator[ErrorDetails]:
    """Without the complaint that a list is too short, where it is so only because its members are wrong."""
    errors = error.errors(include_url=False)
    for found in errors:
        inside = [one for one in errors if one["loc"][: len(found["loc"])] == found["loc"] and one is not found]
        if found["type"] != "too_short" or not inside:
            yield found


def _check_name(source: Source, stem: str, found: str, path: YamlPath = ("id",)) -> None:
    if found != stem:
        raise DataError([source.problem(path, f"is {found!r}, but the file is named {stem!r}")])


def _one[T: (Document, Classification, Catalogue, Register)](adapter: TypeAdapter[T], held: Held[T]) -> Reader:
    """A file that is named after what it holds."""

    def _read(data: Data, source: Source, stem: str) -> None:
        found = _validate(adapter, source, source.value)
        _check_name(source, stem, found.id)
        held(data)[stem] = found

    return _read


def _many[T: (Note, Theme, Change)](adapter: TypeAdapter[list[T]], held: Held[T]) -> Reader:
    """A list whose members are known by their ids, whatever file they stand in."""

    def _read(data: Data, source: Source, _stem: str) -> None:
        members = _validate(adapter, source, source.value)
        for number, found in enumerate(members):
            if found.id in held(data):
                raise DataError([source.problem((number, "id"), f"{found.id} is given twice")])
            held(data)[found.id] = found

    return _read


def _whole[T](adapter: TypeAdapter[T], held: Held[T]) -> Reader:
    """A file that is known by its name only."""

    def _read(data: Data, source: Source, stem: str) -> None:
        held(data)[stem] = _validate(adapter, source, source.value)

    return _read


def _read_rubric(data: Data, source: Source, stem: str) -> None:
    if not isinstance(source.value, dict) or "rubric" not in source.value:
        raise DataError([source.problem((), "a rubric file holds the keys rubric, header and forms")])
    beside = {key: value for key, value in source.value.items() if key != "rubric"}
    (rubric,) = _validate(RUBRICS, source, [source.value["rubric"]], in_list_at="rubric")
    forms = _validate(TypeAdapter(RubricFile), source, beside)
    _check_name(source, stem, rubric.id, ("rubric", "id"))
    if isinstance(rubric, Summary):
        data.summaries[stem] = Assessment(rubric=rubric, header=forms.header, forms=forms.forms)
    elif isinstance(rubric, Comparison):
        data.comparisons[stem] = Assessment(rubric=rubric, header=forms.header, forms=forms.forms)
    elif isinstance(rubric, Deadlines):
        data.deadlines[stem] = Assessment(rubric=rubric, header=forms.header, forms=forms.forms)
    elif isinstance(rubric, Panel):
        data.panels[stem] = Assessment(rubric=rubric, header=forms.header, forms=forms.forms)
    else:
        data.assessments[stem] = Assessment(rubric=rubric, **dict(forms))


_READERS: dict[str, Reader] = {
    "documents": _one(TypeAdapter(Document), lambda data: data.documents),
    "rubrics": _read_rubric,
    "classifications": _one(TypeAdapter(Classification), lambda data: data.classifications),
    "everyday": _whole(TypeAdapter(list[Everyday]), lambda data: data.everyday),
    "catalogues": _one(TypeAdapter(Catalogue), lambda data: data.catalogues),
    "registers": _one(TypeAdapter(Register), lambda data: data.registers),
    "notes": _many(TypeAdapter(list[Note]), lambda data: data.notes),
    "relations": _many(TypeAdapter(list[Theme]), lambda data: data.themes),
    "changes": _many(TypeAdapter(list[Change]), lambda data: data.changes),
    "asked": _whole(TypeAdapter(Asked), lambda data: data.asked),
    "synonyms": _whole(TypeAdapter(list[Synonym]), lambda data: data.synonyms),
}


def _attach_notes(data: Data) -> None:
    """Write the ids of the notes about it into each item and into the grades, so that results can name them."""
    about: dict[str, list[str]] = defaultdict(list)
    for note in data.notes.values():
        for place in note.about:
            about[place].append(note.id)
    for stem, assessment in data.assessments.items():
        data.assessments[stem] = replace(assessment, rubric=_with_notes(assessment.rubric, about))
    for stem, comparison in data.comparisons.items():
        notes = tuple(about[f"rubrics/{stem}"])
        data.comparisons[stem] = replace(comparison, rubric=replace(comparison.rubric, notes=notes))
    for stem, summary in data.summaries.items():
        judged_by = data.assessments.get(summary.rubric.checklist)
        notes = tuple(about[f"rubrics/{stem}"])
        rubric = replace(summary.rubric, notes=notes, judged_by=judged_by.rubric if judged_by else None)
        data.summaries[stem] = replace(summary, rubric=rubric)
    for stem, panel in data.panels.items():
        notes = tuple(note.id for note in data.notes.values() if _concerns(note, f"rubrics/{stem}"))
        data.panels[stem] = replace(panel, rubric=replace(panel.rubric, notes=notes))
    held = amounts_held(data.rubrics)
    for stem, deadlines in data.deadlines.items():
        whole = completed(deadlines.rubric, held, data.documents, data.notes.values())
        data.deadlines[stem] = replace(deadlines, rubric=whole)


def _concerns(note: Note, whole: str) -> bool:
    return any(place.partition("#")[0] == whole for place in note.about)


def _with_notes(rubric: Checklist, about: dict[str, list[str]]) -> Checklist:
    def ids(anchor: str) -> tuple[str, ...]:
        return tuple(about[f"rubrics/{rubric.id}#{anchor}"])

    sections = tuple(
        replace(
            section,
            groups=tuple(
                replace(group, items=tuple(replace(item, notes=ids(item_anchor(item.id))) for item in group.items))
                for group in section.groups
            ),
        )
        for section in rubric.sections
    )
    return replace(rubric, sections=sections, grades=replace(rubric.grades, notes=ids("grades")))
