"""Loaded data in, the files that a browser or another program fetches out; writing them is the caller's business."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from pathlib import Path

from pydantic import TypeAdapter

from scorer.comparison import ComparisonResult
from scorer.comparison_model import Comparison
from scorer.deadlines_model import Deadlines
from scorer.deadlines_report import DeadlinesResult
from scorer.kinds import Rubric
from scorer.model import Checklist
from scorer.panel_model import Panel
from scorer.panel_report import PanelResult
from scorer.report import Result
from scorer.summary import SummaryResult
from scorer.summary_model import Summary
from scorer.workdays import Calendar
from site_src.answers_schema import answers_schemas
from site_src.catalogues import CatalogueEntry, PublishedCatalogue, flat
from site_src.content import Change, Document, Note, Register
from site_src.editions import Difference, differences
from site_src.feeds import feeds, latest
from site_src.holidays import official_calendar
from site_src.load import RUBRICS, Assessment, Data
from site_src.relation_model import Theme
from site_src.runtime import scorer_runtime
from site_src.scripts import PACKAGES, scripts

ROOT = Path(__file__).parent.parent
WORKBOX = {
    f"assets/vendor/workbox-{part}.js": PACKAGES / f"workbox-{part}/build/workbox-{part}.prod.js"
    for part in ("core", "routing", "strategies", "precaching")
}
"""What the service worker loads."""


SCHEMAS: dict[str, TypeAdapter[object]] = {
    "document": TypeAdapter(Document),
    "rubric": TypeAdapter(Assessment[Checklist]),
    "comparison": TypeAdapter(Assessment[Comparison]),
    "panel": TypeAdapter(Assessment[Panel]),
    "summary": TypeAdapter(Assessment[Summary]),
    "deadlines": TypeAdapter(Assessment[Deadlines]),
    "calendar": TypeAdapter(Calendar),
    "catalogue": TypeAdapter(PublishedCatalogue),
    "difference": TypeAdapter(Difference),
    "register": TypeAdapter(Register),
    "notes": TypeAdapter(list[Note]),
    "changes": TypeAdapter(list[Change]),
    "relations": TypeAdapter(list[Theme]),
    "result": TypeAdapter(Result),
    "comparison-result": TypeAdapter(ComparisonResult),
    "panel-result": TypeAdapter(PanelResult),
    "summary-result": TypeAdapter(SummaryResult),
    "deadlines-result": TypeAdapter(DeadlinesResult),
}


def files(data: Data) -> Iterator[tuple[str, bytes | Path]]:
    """Every published file by its address on the site: its content, or the file to copy."""
    yield from published_data(data)
    yield from feeds(data)
    yield from scorer_runtime(compile_rubrics(data.rubrics))
    yield from scripts()
    yield from WORKBOX.items()


def published_data(data: Data) -> Iterator[tuple[str, bytes]]:
    """The contents of the site for other people's programs, with their schemas."""
    for document in data.documents.values():
        yield f"data/documents/{document.id}.json", _json("document", document)
    for kind, assessments in _rubric_files(data).items():
        yield from ((f"data/rubrics/{name}.json", _json(kind, one)) for name, one in assessments.items())
    yield "data/calendar.json", _json("calendar", official_calendar())
    for catalogue in map(flat, data.catalogues.values()):
        yield f"data/catalogues/{catalogue.id}.json", _json("catalogue", catalogue)
        yield f"data/catalogues/{catalogue.id}.csv", _catalogue_csv(catalogue)
    for difference in differences(data.catalogues):
        yield f"data/differences/{difference.id}.json", _json("difference", difference)
        yield f"data/differences/{difference.id}.csv", _difference_csv(difference)
    for register in data.registers.values():
        yield f"data/registers/{register.id}.json", _json("register", register)
        yield f"data/registers/{register.id}.csv", _register_csv(register)
    yield "data/notes.json", _json("notes", list(data.notes.values()))
    yield "data/relations.json", _json("relations", list(data.themes.values()))
    yield "data/changes.json", _json("changes", latest(data))
    schemas = {name: adapter.json_schema(mode="serialization") for name, adapter in SCHEMAS.items()}
    schemas |= {f"answers-{name}": schema for name, schema in answers_schemas(data)}
    for name, schema in schemas.items():
        yield f"data/schema/{name}.json", json.dumps(schema, ensure_ascii=False, indent=2).encode()


def _rubric_files(data: Data) -> dict[str, Mapping[str, object]]:
    """The rubrics of every kind, under the schema that they follow."""
    return {
        "rubric": data.assessments,
        "comparison": data.comparisons,
        "panel": data.panels,
        "summary": data.summaries,
        "deadlines": data.deadlines,
    }


def compile_rubrics(rubrics: tuple[Rubric, ...]) -> bytes:
    """What the scorer reads at start, as the content of `scorer/rubrics.json`."""
    calendar = SCHEMAS["calendar"].dump_json(official_calendar())
    return b'{"calendar":' + calendar + b',"rubrics":' + RUBRICS.dump_json(rubrics) + b"}\n"


def _json(schema: str, content: object) -> bytes:
    return SCHEMAS[schema].dump_json(content, indent=2)


def _catalogue_csv(catalogue: PublishedCatalogue) -> bytes:
    return _csv(list(CatalogueEntry.model_fields), (row.model_dump() for row in catalogue.rows))


def _difference_csv(difference: Difference) -> bytes:
    """The names and groups of both editions beside each other."""
    shown = ("name", "code", "group")
    pairs = [(side, key) for side in ("first", "second") for key in shown]
    rows = (
        {"gbt_code": row.gbt_code, "listed": row.listed, "renamed": row.renamed, "regrouped": row.regrouped}
        | {f"{side}_{key}": getattr(getattr(row, side), key, "") for side, key in pairs}
        for row in difference.industries
    )
    header = ["gbt_code", "listed", "renamed", "regrouped", *(f"{side}_{key}" for side, key in pairs)]
    return _csv(header, rows)


def _register_csv(register: Register) -> bytes:
    return _csv(["id", *(column.key for column in register.columns)], register.rows)


def _csv(header: list[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """The byte order mark tells Excel that the file is UTF-8."""
    text = StringIO(newline="")
    writer = csv.DictWriter(text, header)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
