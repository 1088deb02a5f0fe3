"""The data against the counts that the documents print or READINGS found: nothing lost, no sum that fails."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from site_src.load import Data, load


@pytest.fixture(scope="module")
def data() -> Data:
    """Everything under `rubric_data/`."""
    return load()


def test_the_norm_has_21_articles(data: Data) -> None:
    """Articles 11 and 12 have eight points each, article 18 five."""
    ids = [block.id for block in data.documents["norm-2022"].blocks]
    assert [n for n in ids if re.fullmatch(r"article-\d+", n)] == [f"article-{n}" for n in range(1, 22)]
    points = Counter(m[1] for n in ids if (m := re.fullmatch(r"article-(\d+)-\d+", n)))
    assert points == {"7": 6, "8": 6, "11": 8, "12": 8, "18": 5}


def test_institutions_are_counted_as_printed(data: Data) -> None:
    """32 institutions with 29 employers in Henan, 22 from elsewhere, none of them twice."""
    rows = data.registers["institutions-henan-2024"].rows
    employers = [row["employer"] for row in rows if row["employer_place"] != "-"]
    outside = data.registers["institutions-outside-henan-2024"].rows
    assert (len(rows), len(employers), len(outside)) == (32, 29, 22)
    assert len({row["institution"] for row in rows + outside}) == 54
    for register in (rows, outside):
        assert [(row["id"], row["order"]) for row in register] == [
            (f"no-{n}", str(n)) for n in range(1, len(register) + 1)
        ]


def test_the_task_table_adds_up(data: Data) -> None:
    """117 counties and 22 tasks, as its last row says."""
    *cities, total = data.registers["tasks-shanxi-2021"].rows
    sums = [str(sum(int(row[key]) for row in cities)) for key in ("counties", "tasks")]
    assert len(cities) == 11
    assert [total["counties"], total["tasks"]] == sums == ["117", "22"]


def test_the_catalogues_differ_as_x_07_says(data: Data) -> None:
    """152 codes in 20 groups and 135 in 18, no code twice; 132 shared."""
    new, old = (data.catalogues[f"industries-{edition}"] for edition in ("henan-2024", "shanxi-2021"))
    codes = [[row.standard_code for group in catalogue.groups for row in group.rows] for catalogue in (new, old)]
    assert [len(catalogue.groups) for catalogue in (new, old)] == [20, 18]
    assert [len(edition) for edition in codes] == [len(set(edition)) for edition in codes] == [152, 135]
    assert len(set(codes[0]) & set(codes[1])) == 132
    assert set(codes[1]) - set(codes[0]) == {"B1011", "B1020", "B1092"}
    assert {group.id for group in old.groups} < {group.id for group in new.groups}


def test_codes_stand_in_the_section_of_their_division(data: Data) -> None:
    """B is mining, C manufacturing, D power; the 18 codes printed B34xx say which they are (H-29)."""
    sections = {
        **dict.fromkeys(range(6, 13), "B"),
        **dict.fromkeys(range(13, 44), "C"),
        **dict.fromkeys(range(44, 47), "D"),
    }
    (standard,) = data.classifications.values()
    given = {int(one.code): section.code for section in standard.sections for one in section.divisions}
    assert len(given) == 19
    assert given.items() <= sections.items()
    for catalogue in data.catalogues.values():
        rows = [row for group in catalogue.groups for row in group.rows]
        assert [row.code for row in rows if row.standard_code[0] != sections[int(row.standard_code[1:3])]] == []
        assert sum(row.code.startswith("B34") for row in rows) == sum(bool(row.gbt_code) for row in rows) == 18


RECHECKED = ("1.2", "1.3", "4.1", "5.1", "5.2", "5.3", "6.3", "6.4")


def _printed_points(text: str) -> Decimal | None:
    found = re.search(r"[（(]([\d.]+)分[）)][；。]$", text)
    return Decimal(found[1]) if found else None


def test_the_shanxi_points_are_those_printed_at_every_level(data: Data) -> None:
    """Elements, items and lettered parts come to 100 points each, and 45 of them are rechecked on site (S-14, S-35)."""
    rubric = data.assessments["shanxi-2021-report"].rubric
    scored = [item for item in rubric.items if item.points is not None]
    parts = [(part, line.text) for item in scored for part in item.parts for line in item.method if line.id == part.id]
    assert (len(rubric.sections), len(rubric.items), len(scored), len(parts)) == (8, 16, 13, 43)
    assert [item.points for item in scored] == [_printed_points(item.title) for item in scored]
    assert [part.points for part, _ in parts] == [_printed_points(text) for _, text in parts]
    assert [sum(item.points or 0 for item in section.items) for section in rubric.sections[1:]] == [
        _printed_points(section.title) for section in rubric.sections[1:]
    ]
    assert sum(item.points or 0 for item in scored) == 100
    assert [item.id for item in rubric.items if item.rechecked] == [
        "1.2",
        "1.3",
        "4.1",
        "5.1",
        "5.2",
        "5.3",
        "6.3",
        "6.4",
    ]
    assert sum(item.points or 0 for item in scored if item.rechecked) == 45


def test_the_henan_checklist_counts_as_appendix_4_says(data: Data) -> None:
    """36 rows and the blank one are 34 items: 9 veto, 5 key, 20 with points, 22 and 78 of 100."""
    rubric = data.assessments["henan-2024"].rubric
    marks = Counter(item.mark for item in rubric.items if not item.continues)
    assert (len(rubric.items), marks["veto"], marks["key"]) == (37, 9, 5)
    assert sum(item.points is not None and not item.continues for item in rubric.items) == 20
    points = [sum((item.points or Decimal(0)) for item in section.items) for section in rubric.sections]
    assert points == [22, 78, 0, 0]
