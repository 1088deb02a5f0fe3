"""Relations between what documents ask: shown alike at both ends, nothing of the compared documents forgotten."""

import pytest

from scorer.addresses import item_anchor, subitem_anchor
from site_src.load import Data
from site_src.relations import Relations, printed_places

COMPARED = ("henan-2024", "shanxi-2021-report", "selfcheck-2014")
ARTICLES = ("article-12-", "article-18-")


@pytest.fixture(scope="module")
def relations(data: Data) -> Relations:
    return Relations(data)


def named(data: Data) -> set[str]:
    """Every place that some topic names."""
    topics = [topic for theme in data.themes.values() for topic in theme.topics]
    ends = {end for topic in topics for one in topic.relations for end in (one.one, one.other)}
    return ends | {place for topic in topics for place in topic.alone}


@pytest.mark.parametrize("name", COMPARED)
def test_no_item_of_a_compared_checklist_is_forgotten(data: Data, name: str) -> None:
    """Itself or one of its sub-items is related, or it is said to stand alone."""
    places = named(data)
    for item in data.assessments[name].rubric.items:
        own = {item_anchor(item.id), *(subitem_anchor(item.id, one) for one in item.subitems)}
        assert {f"rubrics/{name}#{anchor}" for anchor in own} & places, item.id


def test_no_part_of_the_report_review_is_forgotten(data: Data) -> None:
    places = named(data)
    for item in data.assessments["shanxi-2021-report"].rubric.items:
        whole = f"rubrics/shanxi-2021-report#{item_anchor(item.id)}"
        parts = {f"rubrics/shanxi-2021-report#{subitem_anchor(item.id, part.id)}" for part in item.parts}
        assert whole in places or parts <= places, parts - places


def test_no_content_of_the_norm_is_forgotten(data: Data) -> None:
    articles = [block.id for block in data.documents["norm-2022"].blocks if block.id.startswith(ARTICLES)]
    assert len(articles) == 15
    assert {f"documents/norm-2022#{article}" for article in articles} <= named(data)


def test_a_relation_is_shown_at_both_ends_and_its_direction_turns(relations: Relations) -> None:
    henan, shanxi = "rubrics/henan-2024#item-22-sub-2", "rubrics/shanxi-2021-report#item-5-2-sub-c"
    (found,) = relations.at(henan)
    assert (found.kind, found.place) == ("stricter", shanxi)
    assert found.words == "有机溶剂成分未明确的，开展了成分定性分析（2分）；"
    (back,) = relations.at(shanxi)
    assert (back.kind, back.place, back.why) == ("looser", henan, found.why)


def test_an_item_answers_for_its_subitems_and_for_the_articles_it_restates(relations: Relations) -> None:
    assert relations.at("rubrics/henan-2024#item-22-sub-2")[0] in relations.at("rubrics/henan-2024#item-22")
    article = relations.at("documents/norm-2022#article-12-7")
    assert [one.place for one in article] == ["rubrics/henan-2024#item-31"]
    assert relations.at("rubrics/enforcement-2022#item-7") == article
    assert relations.at("documents/notice-2014#section-3-p6") == relations.at("rubrics/selfcheck-2014#item-4-5") != []


def test_words_are_quoted_where_a_paragraph_says_much_else(relations: Relations) -> None:
    words = {one.words for one in relations.at("rubrics/henan-2024#item-26-sub-3")}
    assert "实验室质量控制" in words
    sampled = relations.at("rubrics/henan-2024#item-24")
    assert "现场采样、现场检测" in [one.words for one in sampled if one.place == "documents/norm-2022#article-12-4"]


def test_a_rows_words_are_those_of_its_last_line_where_it_has_no_title(data: Data) -> None:
    place = printed_places(data)["rubrics/henan-2024#item-4"]
    assert place.words == "配备的实验室检测及现场采样/测量仪器设备的种类、数量是否满足资质条件要求。"


def test_the_compared_documents_come_latest_first(relations: Relations) -> None:
    assert relations.documents() == ["henan-2024", "norm-2022", "shanxi-2021", "notice-2014"]
