"""How a checklist can be narrowed: the questions that tell its items apart, and the answer of each item."""

from site_src.facets import Facet, facets
from site_src.load import Data


def asked(data: Data, rubric: str) -> dict[str, Facet]:
    return {facet.name: facet for facet in facets(data.assessments[rubric])}


def counts(facet: Facet) -> dict[str, int]:
    return {option.id: len(option.items) for option in facet.options}


def test_henan_is_narrowed_by_all_that_it_prints(data: Data) -> None:
    found = asked(data, "henan-2024")
    names = ["section", "mark", "points", "at", "institution-scope", "report-category"]
    assert list(found) == names
    assert counts(found["mark"]) == {"veto": 10, "key": 5, "scored": 21}
    assert counts(found["points"]) == {"2": 9, "3": 1, "4": 2, "5": 3, "6": 1, "10": 5}
    assert found["at"].of("34") == "documents institution employer"


def test_the_category_of_the_report_rules_items_out(data: Data) -> None:
    """Rows 21, 23 and 28 for an ordinary report of the second category, row 28 alone for a special facility."""
    category = asked(data, "henan-2024")["report-category"]
    every = {item.id for item in data.assessments["henan-2024"].rubric.items}
    out = {option.id: every - {*option.items} for option in category.options}
    assert out == {
        "first": set(),
        "second-special-facility-yes": {"28"},
        "second-special-facility-no": {"21", "23", "28"},
    }


def test_the_scope_of_the_institution_rules_parts_out(data: Data) -> None:
    scope = asked(data, "henan-2024")["institution-scope"]
    (row,) = [item for item in data.assessments["henan-2024"].rubric.items if item.id == "8"]
    assert [scope.of_part(part) for part in row.parts] == ["first", "first", "second", "first", "first"]


def test_what_a_checklist_does_not_print_is_not_asked(data: Data) -> None:
    assert list(asked(data, "tianjin-2025-diagnosis")) == ["section"]
    assert list(asked(data, "false-report-2022")) == ["direct-reading-only", "determined-in-law"]
    assert "rechecked" in counts(asked(data, "shanxi-2021-report")["mark"])
