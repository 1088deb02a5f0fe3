"""Headings break between words: what phrases are cut, and that nothing of a heading is lost or moved."""

from collections.abc import Iterator

import pytest

from site_src.content import Heading
from site_src.load import Data
from site_src.phrases import phrases


@pytest.mark.parametrize(
    "broken",
    [
        "附录2 /职业病/危害/严重的/重点行业/目录",
        "2024年/河南省/职业卫生/技术服务/机构/质量监测/（附录1—5）",
        "监测/职业卫生/技术服务/机构/名单/及2023年/检测报告/涉及的/用人单位/名单",
        "合同/评审/是否/齐全/（2分）。",
        "第28项/是否/只核查/第一类/报告",
        "甲乙丙丁戊己庚辛",
    ],
)
def test_lines_break_between_words(broken: str) -> None:
    """Numbers stay with what they count, brackets with what they hold, unknown words in one piece."""
    assert "/".join(phrases(broken.replace("/", ""))) == broken


def test_a_heading_stays_what_is_printed(data: Data) -> None:
    for heading in _headings(data):
        pieces = phrases(heading)
        assert "".join(pieces) == heading
        assert not any(piece[0] in "）。，、；" for piece in pieces[1:]), heading


def _headings(data: Data) -> Iterator[str]:
    for document in data.documents.values():
        yield document.title
        yield from (block.text for block in document.blocks if isinstance(block, Heading))
    yield from (rubric.title for rubric in data.rubrics)
