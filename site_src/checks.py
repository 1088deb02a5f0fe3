"""Loaded data in; what is wrong between its parts and files, which no schema can see, out."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from scorer.addresses import item_anchor, member_anchor
from site_src import form_checks, rubric_checks
from site_src.asked_checks import asked_findings, synonym_findings
from site_src.catalogues import unplaced_codes
from site_src.comparison_checks import comparison_findings
from site_src.content import Catalogue, CatalogueGroup, CatalogueRow, Document, Register
from site_src.deadlines_checks import deadlines_findings
from site_src.everyday_checks import everyday_findings
from site_src.findings import Finding, ids, repeated
from site_src.load import DATA, Data
from site_src.panel_checks import panel_findings
from site_src.reading_checks import reading_rules
from site_src.relation_checks import relation_problems
from site_src.source import DataError, Problem, Source, read_yaml
from site_src.summary_checks import summary_findings

_CODE = re.compile(r"[（(][A-Z][0-9]{4}[)）]$")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check(data: Data, folder: Path = DATA) -> list[Problem]:
    """Every problem, in the order of the folders; `folder` is where the data were loaded from."""
    return [
        *_in_each(data, "documents", data.documents, _document_rules(data)),
        *_in_each(data, "rubrics", data.assessments, [*rubric_checks.RULES, *form_checks.RULES, *reading_rules(data)]),
        *_in_each(data, "rubrics", data.comparisons, form_checks.RULES),
        *_comparisons(data),
        *_in_each(data, "rubrics", data.panels, [*form_checks.RULES, panel_findings(data)]),
        *_in_each(data, "rubrics", data.summaries, form_checks.RULES),
        *_summaries(data),
        *_in_each(data, "rubrics", data.deadlines, [*form_checks.RULES, deadlines_findings(data)]),
        *_in_each(data, "catalogues", data.catalogues, _catalogue_rules(data)),
        *_in_each(data, "everyday", data.everyday, [everyday_findings(data)]),
        *_in_each(data, "registers", data.registers, [_rows_fill_the_columns, _row_ids_are_unique]),
        *_in_each(data, "asked", data.asked, [asked_findings(data, places(data))]),
        *_in_each(data, "synonyms", data.synonyms, [synonym_findings]),
        *_documents_exist(data),
        *_notes(data),
        *relation_problems(data),
        *_sources(data, folder),
    ]


def _in_each[T](
    data: Data, kind: str, members: Mapping[str, T], rules: Iterable[Callable[[T], Iterator[Finding]]]
) -> Iterator[Problem]:
    for name, member in members.items():
        source = data.sources[f"{kind}/{name}"]
        yield from (source.problem(path, message) for rule in rules for path, message in rule(member))


def _document_rules(data: Data) -> list[Callable[[Document], Iterator[Finding]]]:
    data_sets = {
        *(f"catalogues/{name}" for name in data.catalogues),
        *(f"registers/{name}" for name in data.registers),
        *(f"forms/{name}/{form.id}" for name, one in data.assessments.items() for form in one.forms),
    }

    def _includes_exist(document: Document) -> Iterator[Finding]:
        for place, block in enumerate(document.blocks):
            if block.kind == "include" and block.ref not in data_sets:
                yield ("blocks", place, "ref"), f"{block.ref} names no catalogue, register or form"

    return [_includes_exist, _block_ids_are_unique]


def _block_ids_are_unique(document: Document) -> Iterator[Finding]:
    """Blocks and table rows are anchors of one page."""
    rows = [
        ids(("blocks", place, "rows"), block.rows)
        for place, block in enumerate(document.blocks)
        if block.kind == "table"
    ]
    yield from repeated([*ids(("blocks",), document.blocks), *chain.from_iterable(rows)], "document")


def _catalogue_rules(data: Data) -> list[Callable[[Catalogue], Iterator[Finding]]]:
    def _use_is_printed(catalogue: Catalogue) -> Iterator[Finding]:
        document = data.documents.get(catalogue.document)
        if catalogue.used_in and document and catalogue.used_in not in (block.id for block in document.blocks):
            yield ("used_in",), f"{document.id} has no block {catalogue.used_in}"

    standards = (partial(unplaced_codes, classification=one) for one in data.classifications.values())
    return [_codes_are_printed, _catalogue_ids_are_unique, _use_is_printed, *standards]


def _rows(catalogue: Catalogue) -> Iterator[tuple[int, CatalogueGroup, int, CatalogueRow]]:
    for place, group in enumerate(catalogue.groups):
        for number, row in enumerate(group.rows):
            yield place, group, number, row


def _codes_are_printed(catalogue: Catalogue) -> Iterator[Finding]:
    for place, _, number, row in _rows(catalogue):
        path = ("groups", place, "rows", number)
        if not _CODE.search(row.printed):
            yield (*path, "printed"), f"{row.printed} does not end with a code in brackets, such as （B0610）"
        elif row.gbt_code == row.code:
            yield (*path, "gbt_code"), f"{row.gbt_code} is what is printed; it is only given where the two differ"
        elif row.gbt_code and not re.fullmatch(r"[A-Z][0-9]{4}", row.gbt_code):
            yield (*path, "gbt_code"), f"{row.gbt_code} is no code of GB/T 4754, such as C3411"


def _catalogue_ids_are_unique(catalogue: Catalogue) -> Iterator[Finding]:
    """Groups and codes are anchors of one page."""
    codes = [(("groups", g, "rows", r, "printed"), row.standard_code.lower()) for g, _, r, row in _rows(catalogue)]
    yield from repeated([*ids(("groups",), catalogue.groups), *codes], "catalogue")


def _rows_fill_the_columns(register: Register) -> Iterator[Finding]:
    expected = ["id", *(column.key for column in register.columns)]
    for place, row in enumerate(register.rows):
        path = ("rows", place)
        yield from ((path, f"has no {key}") for key in expected if key not in row)
        yield from (
            ((*path, key), f"is no column; columns: {', '.join(expected)}") for key in row if key not in expected
        )
        if not _SLUG.fullmatch(row.get("id", "x")):
            yield (*path, "id"), f"{row['id']} is no readable id of small letters, digits and hyphens"


def _row_ids_are_unique(register: Register) -> Iterator[Finding]:
    yield from repeated(
        [(("rows", place, "id"), row.get("id", "")) for place, row in enumerate(register.rows)], "register"
    )


def _comparisons(data: Data) -> Iterator[Problem]:
    for name, one in data.comparisons.items():
        document = data.documents.get(one.rubric.document)
        source = data.sources[f"rubrics/{name}"]
        if document:
            yield from (source.problem(*finding) for finding in comparison_findings(one.rubric, document))


def _summaries(data: Data) -> Iterator[Problem]:
    for name, one in data.summaries.items():
        document = data.documents.get(one.rubric.document)
        checklist = data.assessments.get(one.rubric.checklist)
        source = data.sources[f"rubrics/{name}"]
        if document:
            findings = summary_findings(one.rubric, document, checklist.header if checklist else [])
            yield from (source.problem(*finding) for finding in findings)


def _documents_exist(data: Data) -> Iterator[Problem]:
    """Rubrics, catalogues and registers name the document that prints them."""
    printed = {
        **{f"rubrics/{rubric.id}": (rubric.document, ("rubric", "document")) for rubric in data.rubrics},
        **{f"catalogues/{name}": (one.document, ("document",)) for name, one in data.catalogues.items()},
        **{f"registers/{name}": (one.document, ("document",)) for name, one in data.registers.items()},
    }
    for name, (document, path) in printed.items():
        if document not in data.documents:
            yield data.sources[name].problem(path, f"there is no document {document}")


def places(data: Data) -> Iterator[str]:
    """Global names of everything that a note can stand beside."""
    for name, document in data.documents.items():
        rows = (row.id for block in document.blocks if block.kind == "table" for row in block.rows)
        yield from _anchored(f"documents/{name}", [*(block.id for block in document.blocks), *rows])
    for name, one in data.assessments.items():
        items = (item_anchor(item.id) for item in one.rubric.items)
        yield from _anchored(f"rubrics/{name}", ["grades", "formula", "context", *items])
    for name, comparison in data.comparisons.items():
        projects = (f"project-{project.id}" for project in comparison.rubric.projects)
        yield from _anchored(f"rubrics/{name}", ["principles", "retest", "consequences", *projects])
    for name in data.panels:
        yield from _anchored(f"rubrics/{name}", ["sampling", "panel", "recheck", "methods", "grades"])
    for name in data.summaries:
        yield from _anchored(f"rubrics/{name}", ["columns", "plan"])
    for name, deadlines in data.deadlines.items():
        yield from _anchored(f"rubrics/{name}", [member_anchor(one.id) for one in deadlines.rubric.members])
    for name, catalogue in data.catalogues.items():
        codes = (row.standard_code.lower() for *_, row in _rows(catalogue))
        yield from _anchored(f"catalogues/{name}", [*(group.id for group in catalogue.groups), *codes])
    for name, register in data.registers.items():
        yield from _anchored(f"registers/{name}", [row.get("id", "") for row in register.rows])


def _anchored(whole: str, anchors: Iterable[str]) -> Iterator[str]:
    yield whole
    yield from (f"{whole}#{anchor}" for anchor in anchors)


def _notes(data: Data) -> Iterator[Problem]:
    known = set(places(data))
    for note, source, path in _written_notes(data):
        about = data.notes[note].about
        if not about:
            yield source.problem((*path, "about"), f"{note} stands beside nothing; name at least one place")
        for number, place in enumerate(about):
            if place not in known:
                yield source.problem((*path, "about", number), f"there is no place {place}")


def _written_notes(data: Data) -> Iterator[tuple[str, Source, tuple[int, ...]]]:
    """Each note's id, the file it stands in, and where in it."""
    for name, source in data.sources.items():
        if name.startswith("notes/") and isinstance(source.value, list):
            for number, note in enumerate(source.value):
                if isinstance(note, dict):
                    yield str(note["id"]), source, (number,)


def _sources(data: Data, folder: Path) -> Iterator[Problem]:
    """The documents as received are there, unchanged, and every document says which it was taken from."""
    try:
        manifest = read_yaml(folder / "sources" / "manifest.yml", f"{folder.name}/sources/manifest.yml")
    except DataError as error:
        yield from error.problems
        return
    entries = manifest.value if isinstance(manifest.value, list) else []
    listed = {str(entry["file"]): entry for entry in entries if isinstance(entry, dict) and "file" in entry}
    for number, (file, entry) in enumerate(listed.items()):
        path = folder / "sources" / file
        if not path.is_file():
            yield manifest.problem((number, "file"), f"there is no file {file}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != entry.get("sha256"):
            yield manifest.problem((number, "sha256"), f"{file} is not the file that was received")
    for name, document in data.documents.items():
        if listed.get(document.source, {}).get("document") != name:
            message = f"sources/manifest.yml does not list {document.source} as the source of {name}"
            yield data.sources[f"documents/{name}"].problem(("source",), message)
