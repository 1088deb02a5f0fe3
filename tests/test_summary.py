"""Summaries: shares and sums against arithmetic of their own, bad answers, and bad data."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scorer
from scorer.envelope import MAX_BYTES
from scorer.kinds import MAX_SUMMARY_BYTES
from scorer.summary import SummaryResult
from site_src.bundle import ROOT
from site_src.checks import check
from site_src.load import DATA, Data, load
from tests.test_docs import mistakes

ID = "tianjin-2025-summary"
FILE = "rubrics/tianjin-2025-summary.yml"
LINES = [item.id for item in load().assessments["tianjin-2025-diagnosis"].rubric.items]


def result(**answers: object) -> SummaryResult:
    found = scorer.score(json.dumps({"rubric": ID, **answers}))
    assert isinstance(found, SummaryResult)
    return found


@pytest.mark.parametrize("units", range(30))
def test_half_of_the_units_are_at_least_half(units: int) -> None:
    """The smallest whole number of which twice is no less; one less has not reached it."""
    half, everything = result(counts={"diagnosis": {"units": units}, "appraisal": {"units": 0}}).milestones
    assert half.required == min(n for n in range(units + 1) if 2 * n >= units)
    assert (everything.required, half.reached) == (units, None)
    for inspected, reached in ((half.required, True), (half.required - 1, False)):
        if inspected >= 0:
            counts = {"diagnosis": {"units": units, "inspected": inspected}, "appraisal": {"units": 0, "inspected": 0}}
            assert result(counts=counts).milestones[0].reached is reached


@given(st.lists(st.sets(st.sampled_from(LINES)), max_size=6), st.sets(st.integers(0, 5)))
def test_a_unit_counts_once_in_each_column(failing: list[set[str]], marked: set[int]) -> None:
    units = {
        str(key): {
            "name": f"{key}",
            "assume": "conforming",
            "answers": {line: {"verdict": "nonconforming"} for line in lines},
            "false_documents": key in marked,
        }
        for key, lines in enumerate(failing)
    }
    found = result(units=units)
    columns = {
        "reports": {"3.10"},
        "staff": {"2.1", "3.4", "3.5"},
        "equipment": {"2.2"},
        "quality": {"3.1", "3.2", "3.6", "3.7", "3.8", "3.9"},
        "archives": {"4.1", "4.2"},
        "management": {"2.3"},
        "workers": {"3.3"},
        "notification": {"5.1", "5.2"},
    }
    cells = found.rows["diagnosis"].cells
    for column, lines in columns.items():
        assert cells[column] == (sum(bool(lines & set(one)) for one in failing) if failing else None)
    assert cells["false_documents"] == (len(marked & set(range(len(failing)))) if failing else None)


@given(st.decimals(0, 999_999_999, places=6), st.decimals(0, 999_999_999, places=6))
def test_money_is_added_exactly(one: Decimal, other: Decimal) -> None:
    counts = {"diagnosis": {"fines": f"{one:f}"}, "appraisal": {"fines": f"{other:f}"}}
    millionths = int(one * 10**6) + int(other * 10**6)
    assert result(counts=counts).rows["total"].cells["fines"] == Decimal(millionths).scaleb(-6)


def test_a_file_of_many_units_may_be_larger_than_others_but_not_of_any_size() -> None:
    """The page has the same limits as the scorer, which says its own whether or not the rubric is named beside."""
    large = f'{{"rubric": "{ID}", "meta": {{"x": "{"x" * MAX_BYTES}"}}}}'
    assert scorer.score(large, ID) == scorer.score(large) == result()
    for rubric, text, limit in (
        ("henan-2024", large.replace(ID, "henan-2024"), MAX_BYTES),
        (ID, large + " " * MAX_SUMMARY_BYTES, MAX_SUMMARY_BYTES),
    ):
        for expected in ("", rubric):
            with pytest.raises(scorer.AnswersError) as refused:
                scorer.score(text, expected)
            assert str(refused.value) == f"(file): is larger than {limit} bytes"
    page = (ROOT / "site_src/theme/assets/files.mjs").read_text("utf-8").replace("_", "")
    assert f"MAXBYTES = {{ one: {MAX_BYTES}, summary: {MAX_SUMMARY_BYTES} }}" in page


@pytest.mark.parametrize(
    ("extra", "problem"),
    [
        ({"period": "2025"}, "period: must be one of half_year, year, not"),
        ({"period": 6}, "period: must be"),
        ({"units": {"a": 3}}, "units.a: must be an object, not a whole number"),
        ({"units": {"a": {}}}, "units.a.name: is missing"),
        ({"units": {"a": {"name": " "}}}, "units.a.name: is missing"),
        ({"units": {"a": {"name": 3}}}, "units.a.name: must be text"),
        ({"units": {"a": {"name": "甲", "score": 3}}}, "units.a.score: is not a known key"),
        ({"units": {"a": {"name": "甲", "answers": []}}}, "units.a.answers: must be an object, not a list"),
        (
            {"units": {"a": {"name": "甲", "answers": {"3.11": {}}}}},
            'units.a.answers["3.11"]: tianjin-2025-diagnosis has',
        ),
        (
            {"units": {"a": {"name": "甲", "answers": {"1.1": {"verdict": "good"}}}}},
            'units.a.answers["1.1"].verdict: must',
        ),
        ({"units": {"a": {"name": "甲", "assume": "bad"}}}, "units.a.assume: must be one of conforming"),
        ({"units": {"a": {"name": "甲", "false_documents": 1}}}, "units.a.false_documents: must be true or false"),
        ({"counts": {"total": {}}}, "counts.total: is not a known key; known here: diagnosis, appraisal"),
        ({"counts": {"diagnosis": 1}}, "counts.diagnosis: must be an object"),
        ({"counts": {"diagnosis": {"reports": 1}}}, "counts.diagnosis.reports: is not a known key"),
        ({"counts": {"diagnosis": {"units": "3"}}}, "counts.diagnosis.units: must be a whole number, not text"),
        ({"counts": {"diagnosis": {"fines": 1.5}}}, "counts.diagnosis.fines: must be text, not a fraction"),
        ({"counts": {"diagnosis": {"fines": "-1"}}}, "counts.diagnosis.fines: an amount must be text such as"),
        ({"counts": {"diagnosis": {"fines": "1e5"}}}, "counts.diagnosis.fines: an amount must be text such as"),
        ({"mapping": {"9.9": "staff"}}, 'mapping["9.9"]: tianjin-2025-diagnosis has no such item'),
        ({"mapping": {"1.1": "false_documents"}}, 'mapping["1.1"]: must be one of reports, staff'),
        ({"items": {}}, "items: is not a known key; known here: rubric, period, units, counts, mapping, header, meta"),
    ],
)
def test_bad_answers_are_told_by_their_place(extra: dict[str, object], problem: str) -> None:
    with pytest.raises(scorer.AnswersError) as refused:
        scorer.score(json.dumps({"rubric": ID, **extra}))
    assert str(refused.value).startswith(problem)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("checklist: tianjin-2025-diagnosis", "checklist: tianjin-1999", "there is no checklist tianjin-1999"),
        ('lines: ["2.2"]', 'lines: ["2.9"]', "tianjin-2025-diagnosis has no line 2.9"),
        ('lines: ["2.2"]', 'lines: ["2.1"]', "2.1 stands in a column before"),
        ("kind: marked}", 'kind: marked, lines: ["1.1"]}', "false_documents counts no failed lines"),
        ("counted: diagnosis", "counted: diagnoses", "diagnoses is none of diagnosis, appraisal"),
        ("  inspected: inspected", "  inspected: fines", "fines is none of units, inspected, cases"),
        ("id: staff,", "id: reports,", "reports is used before in this rubric"),
        ("words: 于11月底前完成全覆盖监督检查", "words: 于12月底前完成", "are not printed in steps-1: 于12月底前完成"),
        ('milestones: ["2025-06-30"]', 'milestones: ["2025-06-31"]', "2025-06-31 is none of 2025-06-30, 2025-11-30"),
        ("- id: half_year", "- id: year", "year is used before in this rubric"),
        ("{rows.total.cells.fines}", "{rows.total.cells.fine}", "rows.total.cells.fine is no member of the result"),
    ],
)
def test_bad_data_are_told_by_their_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    found = mistakes(tmp_path, FILE, old, new)
    assert any(message in one for one in found), found


def test_the_columns_are_those_of_the_printed_table(data: Data) -> None:
    """Word for word and in their order, in the document, in the rubric and in its printed form."""
    (table,) = (b for b in data.documents["tianjin-2025"].blocks if b.kind == "table" and b.id == "annex-2-table")
    summary = data.summaries[ID]
    (form,) = summary.forms
    assert form.rows[:2] == table.header
    outer, inner = table.header
    heads = [cell if isinstance(cell, str) else cell.text for cell in (*outer[1:3], *inner)]
    assert [column.title for column in summary.rubric.columns] == heads
    titles = [row.title for row in (*summary.rubric.rows, summary.rubric.total)]
    assert titles == [row.cells[0] for row in table.rows] == [row[0] for row in form.rows[2:]]


def test_the_data_as_published_have_no_problems(data: Data) -> None:
    assert check(data, DATA) == []
