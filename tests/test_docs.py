"""What is written by hand tells the truth: members, files, commands, excerpts and messages are those of the code."""

import dataclasses
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

import scorer
from scorer import deadlines_model, grades_model, model, workdays
from site_src import asked_model, bundle, catalogues, classification, content, editions, relation_model
from site_src.__main__ import main as build
from site_src.bundle import ROOT
from site_src.checks import check
from site_src.load import DATA, Data, load
from site_src.source import DataError

README = (ROOT / "README.md").read_text("utf-8")
READMES = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md")}
MAINTAINING = (ROOT / "docs" / "maintaining.md").read_text("utf-8")
FORMAT = (ROOT / "docs" / "data-format.md").read_text("utf-8")
PROSE = {page.name: page.read_text("utf-8") for page in sorted((ROOT / "docs").glob("*.md"))}
MEMBERS: dict[str, tuple[str, Any]] = {
    "rubric": (MAINTAINING, model.Checklist),
    "question": (MAINTAINING, model.Question),
    "condition": (MAINTAINING, model.Condition),
    "applicability": (MAINTAINING, model.Applicability),
    "section": (MAINTAINING, model.Section),
    "group": (MAINTAINING, model.Group),
    "item": (MAINTAINING, model.Item),
    "line": (MAINTAINING, model.Line),
    "clause": (MAINTAINING, model.Clause),
    "rule": (MAINTAINING, model.Rule),
    "part": (MAINTAINING, model.Part),
    "discretion": (MAINTAINING, model.Discretion),
    "grades": (MAINTAINING, grades_model.Grades),
    "band": (MAINTAINING, grades_model.Band),
    "override": (MAINTAINING, grades_model.Override),
    "verdicts": (MAINTAINING, model.Verdicts),
    "record": (MAINTAINING, model.RecordField),
    "deadlines-rubric": (MAINTAINING, deadlines_model.Deadlines),
    "event": (MAINTAINING, deadlines_model.Event),
    "duty": (MAINTAINING, deadlines_model.Duty),
    "share": (MAINTAINING, deadlines_model.Share),
    "calendar-members": (FORMAT, workdays.Calendar),
    "document": (FORMAT, content.Document),
    "heading": (FORMAT, content.Heading),
    "paragraph": (FORMAT, content.Paragraph),
    "table": (FORMAT, content.Table),
    "include": (FORMAT, content.Include),
    "catalogue-row": (FORMAT, catalogues.CatalogueEntry),
    "difference": (FORMAT, editions.Difference),
    "compared-industry": (FORMAT, editions.ComparedIndustry),
    "compared-group": (FORMAT, editions.ComparedGroup),
    "classification": (MAINTAINING, classification.Classification),
    "everyday": (MAINTAINING, classification.Everyday),
    "synonyms": (MAINTAINING, asked_model.Synonym),
    "register": (FORMAT, content.Register),
    "note": (FORMAT, content.Note),
    "change": (FORMAT, content.Change),
    "topic": (FORMAT, relation_model.Topic),
    "relation": (FORMAT, relation_model.Relation),
}
RUBRIC, NOTES, ASKED = "rubrics/henan-2024.yml", "notes/henan-2024.yml", "asked/henan-2024.yml"
REGISTER = "registers/institutions-henan-2024.yml"
MISTAKES = [
    (RUBRIC, "  note_label:", "  note_lable:"),
    (RUBRIC, '不合规范的，扣1分"\n                  amount: "1"', '不合规范的，扣1分"\n                  amount: "2"'),
    (RUBRIC, '专业技术人员培训"\n              points: "2"', '专业技术人员培训"\n              points: "3"'),
    (RUBRIC, 'covers: ["2", "5"]', 'covers: ["2", "7"]'),
    (NOTES, "about: [rubrics/henan-2024#item-28]", "about: [rubrics/henan-2024#item-82]"),
    (ASKED, "  item-36: [", "  item-63: ["),
    (REGISTER, "{id: no-2,", "{id: no-1,"),
]


@pytest.mark.parametrize("name", PROSE)
def test_every_heading_has_an_address_that_can_be_read(name: str) -> None:
    """Else it is counted, `#_2`, and leads elsewhere once a heading comes in before it."""
    prose = re.sub(r"^```.*?^```", "", PROSE[name], flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ .*$", prose, re.MULTILINE)
    assert [heading for heading in headings if not re.search(r"\{ #[a-z][\w-]* \}$", heading)] == []


def fenced(page: str, language: str) -> list[str]:
    """The code blocks of a page in one language."""
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def documented(page: str, anchor: str) -> list[str]:
    """The keys in the table below the heading with this anchor, in their order."""
    _, found, below = page.partition(f"{{ #{anchor} }}\n")
    assert found, f"there is no heading #{anchor}"
    return re.findall(r"^\| `(\w+)` \|", re.split(r"^#", below, maxsplit=1, flags=re.MULTILINE)[0], re.MULTILINE)


def members(kind: Any) -> list[str]:  # noqa: ANN401 - a dataclass or a pydantic model
    if issubclass(kind, BaseModel):
        return list(kind.model_fields)
    return [field.name for field in dataclasses.fields(kind)]


@pytest.mark.parametrize("anchor", MEMBERS)
def test_every_member_of_the_data_is_explained(anchor: str) -> None:
    page, kind = MEMBERS[anchor]
    assert documented(page, anchor) == members(kind)


def test_every_class_of_the_rubric_language_is_explained() -> None:
    """An option has an id and a label, and is explained with its question."""
    classes = {one for one in vars(model).values() if isinstance(one, type) and dataclasses.is_dataclass(one)}
    assert classes - {kind for _, kind in MEMBERS.values()} == {model.Option}


def test_every_kind_of_published_file_and_every_schema_is_named(data: Data) -> None:
    uris = [uri for uri, _ in bundle.published_data(data)]
    kinds = {re.sub(r"(data/(?!schema)\w+/|data/schema/answers-)[^/]+\.", r"\1*.", uri) for uri in uris}
    assert {kind for kind in kinds if f"`{kind}`" not in FORMAT} == set()
    named = set(re.findall(r"`(data/[\w/*.-]+\.\w+)`", FORMAT))
    assert named - kinds - set(uris) == set()


def test_excerpts_are_taken_from_the_data() -> None:
    """Each of them stands in the data, the golden cases or the queries line by line, whatever its indentation there."""
    files = [path for folder in (DATA, ROOT / "tests" / "cases") for path in sorted(folder.rglob("*.yml"))]
    texts = [unindented(path.read_text("utf-8")) for path in [*files, ROOT / "tests" / "data" / "queries.yml"]]
    excerpts = fenced(MAINTAINING, "yaml")
    assert len(excerpts) > 5
    lost = [excerpt for excerpt in excerpts if not any(unindented(excerpt) in text for text in texts)]
    assert [excerpt for excerpt in lost if not each_line_is_in(excerpt, texts)] == []


def unindented(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


def each_line_is_in(excerpt: str, texts: list[str]) -> bool:
    """For a list of examples from different places."""
    lines = unindented(excerpt).splitlines()
    return all(line.startswith("- ") for line in lines) and all(any(line in text for text in texts) for line in lines)


def test_error_messages_are_shown_as_they_print(tmp_path: Path) -> None:
    printed = [message for number, edit in enumerate(MISTAKES) for message in mistakes(tmp_path / str(number), *edit)]
    assert [line for block in fenced(MAINTAINING, "text") for line in block.splitlines()] == printed


def mistakes(target: Path, file: str, old: str, new: str) -> list[str]:
    """What the check says of the published data with one edit."""
    folder = Path(shutil.copytree(DATA, target / "rubric_data"))
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    try:
        return [str(problem) for problem in check(load(folder), folder)]
    except DataError as error:
        return [str(problem) for problem in error.problems]


def test_the_example_of_answers_is_scored() -> None:
    (example,) = fenced(FORMAT, "json")
    result = scorer.score(example)
    assert isinstance(result, scorer.Result)
    assert result.score == 98.5


@pytest.mark.parametrize("name", READMES)
def test_a_readme_is_short_and_names_only_what_exists(name: str) -> None:
    """Make targets, linked files, and the paths in the table of folders."""
    text = READMES[name]
    assert len(text.splitlines()) <= 90
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"serve", "site", "test"} <= set(re.findall(r"\bmake ([a-z]+)", text)) <= targets
    linked = re.findall(r"\]\(([^):]+)\)", text)
    assert [one for one in linked if not (ROOT / one).exists()] == []
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    assert [one for row in rows for one in named_paths(row) if not (ROOT / one).exists()] == []


def named_paths(cell: str) -> list[str]:
    """`site_src/load.py`, `checks.py`: the later ones stand in the folder of the first."""
    first, *others = re.findall(r"`([^`]+)`", cell)
    return [first, *(f"{Path(first).parent}/{one}" for one in others)]


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (
        [re.split(r" +# ", line)[0] for block in fenced(text, "sh") for line in block.splitlines()]
        for text in READMES.values()
    )
    assert english == chinese


def test_the_commands_of_the_readme_run(capfd: pytest.CaptureFixture[str]) -> None:
    """The piped example as a shell reads it, with this interpreter; the check of the data as a function."""
    command = fenced(README, "sh")[1].replace(".venv/bin/python", sys.executable)
    ran = subprocess.run(["/bin/sh", "-ec", command], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    listed, brace, printed = ran.stdout.partition("{")
    result = json.loads(brace + printed)
    assert listed.split() == list(scorer.rubrics())
    assert (result["score"], result["grade"]) == ("98.5", "优秀")
    assert "score 98.5 and grade 优秀" in README
    assert build(["check"]) == 0
    assert capfd.readouterr().out == ""


def test_the_changelog_names_what_was_published(data: Data) -> None:
    """An id that is not announced is a change that nobody hears of."""
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    ids = [*data.documents, *scorer.rubrics(), *data.catalogues, *data.registers]
    ids += [*data.classifications, *(one.id for one in editions.differences(data.catalogues))]
    assert [one for one in ids if f"`{one}`" not in changelog] == []
    assert [note for note in data.notes if not announced(note, changelog)] == []


def announced(note: str, changelog: str) -> bool:
    """`H-01`…`H-37`, or the note by itself."""
    letter, number = note.split("-")
    runs = re.findall(rf"`{letter}-(\d\d)`(?:…`{letter}-(\d\d)`)?", changelog)
    return any(int(first) <= int(number) <= int(last or first) for first, last in runs)


def test_the_yaml_of_the_documentation_is_yaml() -> None:
    for block in fenced(MAINTAINING, "yaml"):
        assert yaml.safe_load(block)
