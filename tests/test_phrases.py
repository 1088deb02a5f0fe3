"""Headings break between words: what phrases are cut, and that nothing of a heading is lost or moved."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from site_src.content import Heading
from site_src.load import Data
from site_src.phrases import phrases

_CUT = re.compile(r"[0-9.]/[0-9.年月日条项分%]|[附第]/|[第一二三四五六七八九十]/[章节条项]|录/[0-9]")


@pytest.mark.parametrize(
    "broken",
    [
        "附录2 /职业病/危害/严重的/重点/行业/目录",
        "2024年/河南省/职业卫生/技术服务/机构/质量监测/（附录1—5）",
        "附录1-2 2024年/河南省/监测/省外/职业卫生/技术服务/机构名单",
        "方案一、/职业病/危害/因素/定期/检测报告/质量监测/及职业卫生/检测能力/比对/工作/方案",
        "第12、/13项各有/扣分上限",
        "三、建立/“六个/坚持”/行为/准则/日常/教育等/五项/制度",
        "报告/信息/上报，/15个工作日内/不按未上/报扣分",
        "大中型/企业的/检测报告占/总数的/70%",
        "合同/及合同/评审/内容/是否齐全/（2分）。",
        "河南2024/质量监测/检查表",
        "天津2025/诊断机构/监督检查表",
    ],
)
def test_lines_break_between_words(broken: str) -> None:
    """Numbers stay with what they count, brackets with what they hold, small words with their neighbours."""
    assert "/".join(phrases(broken.replace("/", ""))) == broken


def test_a_heading_stays_what_is_printed(data: Data) -> None:
    for heading in _headings(data):
        pieces = phrases(heading)
        assert "".join(pieces) == heading
        assert not any(piece[0] in "的）。，、；" for piece in pieces[1:]), heading
        assert not any(_CUT.search(f"{before}/{piece}") for before, piece in pairwise(pieces)), heading


def _headings(data: Data) -> Iterator[str]:
    for document in data.documents.values():
        yield document.title
        yield from (block.text for block in document.blocks if isinstance(block, Heading))
    yield from (rubric.title for rubric in data.rubrics)
