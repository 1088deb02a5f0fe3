"""Data are read completely, or refused with every mistake at its file and line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_src.load import load
from site_src.source import DataError

GOOD = Path(__file__).parent / "data" / "good"
RUBRIC = "rubrics/parts-2000.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "good"))


@pytest.fixture
def change(folder: Path) -> Callable[[str, str, str], None]:
    def change(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text("utf-8")
        assert text.count(old) >= 1
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")

    return change


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(DataError) as refused:
        load(folder)
    assert str(refused.value).splitlines() == [str(one) for one in refused.value.problems]
    return [str(one) for one in refused.value.problems]


def test_the_good_data_load() -> None:
    data = load(GOOD)
    assert list(data.assessments) == ["parts-2000"]
    assert data.sources["rubrics/parts-2000"].file == "good/rubrics/parts-2000.yml"
    assert set(data.notes) == {"X-01", "X-02"}


def test_notes_are_attached_to_what_they_are_about() -> None:
    rubric = load(GOOD).assessments["parts-2000"].rubric
    assert {item.id: item.notes for item in rubric.items if item.notes} == {"2.1": ("X-01",)}
    assert rubric.grades.notes == ("X-01",)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (RUBRIC, "  note_label:", "  note_lable:", "good/rubrics/parts-2000.yml:3: rubric.note_label: Field required"),
        (RUBRIC, 'id: "1.1"', 'id: "1_1"', ":46: rubric.sections.0.groups.0.items.0.id: String should match pattern"),
        (RUBRIC, 'points: "10"', 'points: "-1"', ":58: rubric.sections.0.groups.0.items.1.points: Input should be"),
        (RUBRIC, "kind: flag", "kind: flags", ":16: rubric.context.0.kind: Input should be 'choice', 'choices',"),
        (RUBRIC, "kind: flag", "kind: choice", ":15: rubric.context.0: question 'special': options belong to choice"),
        (RUBRIC, "kind: flag", 'kind: flag\n      kind: "flag"', ":17: rubric.context.0.kind: is given twice"),
        (RUBRIC, "id: parts-2000", "id: parts-2001", ":4: rubric.id: is 'parts-2001', but the file is named"),
        (
            RUBRIC,
            ', amount: "1", unit: 处}',
            ', amount: "0", unit: 处}',
            "rules.0.amount: Input should be greater than 0",
        ),
        (RUBRIC, ', amount: "1", unit: 处}', ', amount: "1"}', "rule '1': what is counted each time needs its unit"),
        (
            RUBRIC,
            ", counts: forfeit}",
            ', counts: forfeit, amount: "1"}',
            "an amount belongs to every rule but forfeit",
        ),
        (RUBRIC, 'any_of: ["yes"]', "any_of: []", "condition on 'special' needs either any_of or none_of"),
        (RUBRIC, "marks: [veto], ", "", "an override needs marks or items"),
        (RUBRIC, 'at_least: "12"', 'at_least: "18"', "bands must fall from the best grade to one that starts at 0"),
        (RUBRIC, "rubric:\n", "rubrics:\n", ":2: (file): a rubric file holds the keys rubric, header and forms"),
        (RUBRIC, "rubric:\n", "rubric: [\n", "(file): "),
        (RUBRIC, "input: date", "input: dates", "header.1.input: Input should be 'text', 'long' or 'date'"),
        ("documents/sample-2000.yml", "level: 2", "level: 9", "documents/sample-2000.yml:10: blocks.0.heading.level:"),
        ("documents/sample-2000.yml", "id: sample-2000", "id: sample", "documents/sample-2000.yml:1: id: is 'sample'"),
        ("catalogues/industries-2000.yml", "printed: 褐", "print: 褐", "groups.0.rows.0.print: Extra inputs"),
        ("registers/list-2000.yml", "key: order", "key: Order", "columns.0.key: String should match pattern"),
        ("notes/sample.yml", "id: X-02", "id: X-01", "notes/sample.yml:11: 1.id: X-01 is given twice"),
        (
            "relations/sample.yml",
            "kind: similar",
            "kind: alike",
            ":7: 0.topics.0.relations.0.kind: Input should be",
        ),
        (
            "relations/sample.yml",
            "- id: work",
            "- {id: work, title: x, topics: []}\n- id: work",
            ":2: 1.id: work is given",
        ),
        (
            "asked/sample.yml",
            "[有哪几家]",
            "[]",
            ":3: documents/sample-2000.part-1-text: List should have at least 1 item",
        ),
        (
            "asked/sample.yml",
            "[漏了岗位]",
            '[""]',
            ":6: rubrics/parts-2000.item-2-1-sub-a.0: String should have at least",
        ),
        (
            "asked/sample.yml",
            "[漏了岗位]",
            "漏了岗位",
            "rubrics/parts-2000.item-2-1-sub-a: Input should be a valid array",
        ),
        ("notes/sample.yml", "kinds: [score]", "kinds: [scores]", "notes/sample.yml:2: 0.kinds.0: Input should be"),
    ],
)
def test_a_mistake_is_named_at_its_line(
    file: str, old: str, new: str, expected: str, folder: Path, change: Callable[[str, str, str], None]
) -> None:
    change(file, old, new)
    found = mistakes(folder)
    assert [line for line in found if expected in line], "\n".join(found)


def test_all_mistakes_of_all_files_are_named_at_once(folder: Path, change: Callable[[str, str, str], None]) -> None:
    change(RUBRIC, "kind: flag", "kind: flags")
    change(RUBRIC, 'points: "10"', 'points: "ten"')
    change("registers/list-2000.yml", "title:", "titel:")
    change("notes/sample.yml", "text: 照印。", "text: []")
    files = [line.split(":")[0] for line in mistakes(folder)]
    assert files == [
        "good/rubrics/parts-2000.yml",
        "good/rubrics/parts-2000.yml",
        "good/registers/list-2000.yml",
        "good/registers/list-2000.yml",
        "good/notes/sample.yml",
    ]


def test_a_file_that_is_not_utf8_is_named(folder: Path) -> None:
    (folder / RUBRIC).write_bytes("河南".encode("gb18030"))
    assert mistakes(folder)[0].startswith("good/rubrics/parts-2000.yml:1: (file): ")


def test_an_empty_file_is_named(folder: Path) -> None:
    (folder / "registers/list-2000.yml").write_text("", "utf-8")
    assert mistakes(folder)[0].startswith("good/registers/list-2000.yml:1: (file): ")


def test_values_that_yaml_would_convert_stay_text(folder: Path, change: Callable[[str, str, str], None]) -> None:
    """1.10 is no number, No is no truth value and 2000-01-01 is no date object."""
    change("registers/list-2000.yml", '"1", institution: 甲机构', "1.10, institution: No")
    assert load(folder).registers["list-2000"].rows[0] == {"id": "no-1", "order": "1.10", "institution": "No"}
