"""The checklists that the site arranges from running text against their documents: every word, in its order."""

import pytest

from scorer.grades import order
from scorer.model import Item
from site_src.content import Paragraph
from site_src.load import Data
from tests.source_lines import SOURCES, without_blanks

NUMERALS = "一二三四五六七八九十"


def printed(data: Data, document: str, block: str) -> str:
    """The text of a paragraph."""
    (found,) = [one for one in data.documents[document].blocks if isinstance(one, Paragraph) and one.id == block]
    return found.text


def items(data: Data, rubric: str) -> tuple[Item, ...]:
    """The items of a checklist in their order."""
    return data.assessments[rubric].rubric.items


def method(item: Item) -> str:
    """The lines of an item's method, joined."""
    return "".join(line.text for line in item.method)


def test_the_working_sheet_pairs_the_contents_of_article_11_with_the_methods_of_article_12(data: Data) -> None:
    second = {"4": "article-12-4-p2", "5": "article-12-5-p2"}
    assert len(items(data, "enforcement-2022")) == 8
    for item in items(data, "enforcement-2022"):
        assert printed(data, "norm-2022", f"article-11-{item.id}") == f"{item.number}{item.title}。"
        more = printed(data, "norm-2022", second[item.id]) if item.id in second else ""
        assert printed(data, "norm-2022", f"article-12-{item.id}") + more == item.number + method(item)


def test_the_circumstances_are_those_of_article_18(data: Data) -> None:
    found = items(data, "false-report-2022")
    assert [item.number for item in found] == [f"（{numeral}）" for numeral in NUMERALS[:5]]
    for item in found:
        assert printed(data, "norm-2022", f"article-18-{item.id}")[:-1] == f"{item.number}{item.title}"


def test_what_is_said_of_a_report_never_goes_beyond_suspicion(data: Data) -> None:
    rubric = data.assessments["false-report-2022"].rubric
    said = [*order(rubric.grades), rubric.title, rubric.short_title]
    assert [words for words in said if "虚假" in words and "涉嫌" not in words] == []
    (override,) = rubric.grades.overrides
    assert printed(data, "norm-2022", "article-18") == f"第十八条 {override.words}"


def test_the_self_check_lists_the_three_classes_in_the_words_of_the_notice(data: Data) -> None:
    text = printed(data, "notice-2014", "section-2-p1")
    sections = data.assessments["selfcheck-2014"].rubric.sections[:3]
    assert [len(section.items) for section in sections] == [10, 12, 4]
    for section in sections:
        assert f"{section.number}{section.title}，" in text
        listed = "、".join(item.title for item in section.items)
        assert any(f"{before}{listed}等" in text for before in ("主要查找", "是否存在"))


def test_the_five_systems_are_the_paragraphs_of_the_notice(data: Data) -> None:
    systems = data.assessments["selfcheck-2014"].rubric.sections[3].items
    paragraphs = [printed(data, "notice-2014", f"section-3-p{number}") for number in range(2, 7)]
    assert [f"{item.title}。{method(item)}" for item in systems] == paragraphs


@pytest.mark.parametrize("number", ["1.1", "3.1", "3.10", "4.1", "5.2"])
def test_a_line_of_the_tianjin_checklist_is_the_printed_one(data: Data, number: str) -> None:
    lines = (SOURCES / data.documents["tianjin-2025"].source).read_text("utf-8").splitlines()
    printed_lines = [without_blanks(line) for line in lines]
    (item,) = [item for item in items(data, "tianjin-2025-diagnosis") if item.id == number]
    assert printed_lines[printed_lines.index(number) + 1] == item.title


def test_the_tianjin_checklist_has_the_printed_lines_in_the_printed_order(data: Data) -> None:
    sections = data.assessments["tianjin-2025-diagnosis"].rubric.sections
    assert [len(section.items) for section in sections] == [2, 3, 10, 2, 2]
    for place, section in enumerate(sections, 1):
        assert [item.id for item in section.items] == [f"{place}.{line + 1}" for line in range(len(section.items))]
