"""How a document stands is said at the head of every page that rests on it, and in the hits that lead into it."""

import json
from pathlib import Path

import pytest

from site_src.load import Data, load
from site_src.pages import STANDINGS

DATA = load()
RESTING = {
    **{f"documents/{name}/": name for name in DATA.documents},
    **{f"{folder}/{one.id}/": one.document for folder in ("rubrics", "assess") for one in DATA.rubrics},
    "industries/": "henan-2024",
    "institutions/": "henan-2024",
    "proficiency/": "shanxi-2021",
}


@pytest.mark.parametrize("address", RESTING)
def test_a_page_says_at_its_head_how_its_document_stands(site: Path, data: Data, address: str) -> None:
    document = data.documents[RESTING[address]]
    html = (site / address / "index.html").read_text(encoding="utf-8")
    head = html[html.index("<h1") :][:12000]
    assert f"<b>{STANDINGS[document.standing]}</b>" in head
    assert document.standing_text in head


def test_every_document_says_whom_it_binds(data: Data) -> None:
    assert [name for name, document in data.documents.items() if not document.binds] == []


def test_hits_in_what_is_no_longer_in_force_say_so(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    marks = {place["location"]: place.get("mark", "") for place in index["docs"]}
    assert marks["documents/notice-2014/#section-3"] == "历史文件"
    assert marks["rubrics/henan-2024/#item-21"] == "2024年度，已结束"
    assert marks["industries/#shanxi-2021-c3411"] == "2021年度，已结束"
    assert marks["institutions/#institutions-henan-2024-no-16"] == "2024年度，已结束"
    assert marks["documents/norm-2022/#article-18"] == ""
