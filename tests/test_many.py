"""Many results on one page: dropped files are counted by the scorer, bad ones named, tables and pictures taken away."""

import csv
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, expect

import scorer
from tests.printing import printed, squeezed
from tests.test_batch import answers
from tests.test_summary_form import DROP

CHECKLIST = '[data-many="rubric"]'
FILES = {
    "b.json": answers("乙", {"11": {"findings": {"1": 3}}}),
    "a.json": answers("<b>甲</b>", {"11": {"findings": {"1": 1}}, "19": {"findings": {"1": 2}}}),
    "c.json": answers("丙", {"4": {"verdict": "nonconforming"}}),
    "d.json": '{"rubric": "henan-2024", "items": {"11": {"findings": {"1": 1}}}}',
    "坏.json": "{rubric",
    "别的表.json": '{"rubric": "tianjin-2025-diagnosis"}',
}


def drop(page: Page, files: dict[str, str]) -> None:
    place = page.locator('[data-many="drop"]').element_handle()
    page.evaluate(DROP, [place, list(files.items())])


def status(page: Page, words: str) -> None:
    expect(page.locator('[data-many="status"]')).to_have_text(words, timeout=60_000)


@pytest.fixture
def summary() -> dict[str, Any]:
    answer = json.loads(scorer.many_json("henan-2024", json.dumps(FILES), lambda _done: None))
    return dict(answer["summary"])


def test_dropped_files_become_counts_bars_and_a_table(page: Page, server: str, summary: dict[str, Any]) -> None:
    page.goto(server + "assess/many/")
    drop(page, FILES)
    status(page, "已计入 4 份，2 个文件没有计入")
    refused = page.locator('[data-many="refused"] li')
    expect(refused).to_have_count(2)
    expect(refused.filter(has_text="「坏.json」没有计入。(file)：不是JSON文件")).to_have_count(1)
    expect(refused.filter(has_text="「别的表.json」没有计入。rubric：")).to_have_count(1)
    for grade in summary["grades"]:
        told = f"{grade['files']} 份" + (f"，其中暂定 {grade['provisional']} 份" if grade["provisional"] else "")
        expect(page.get_by_role("img", name=f"{grade['grade']}：{told}", exact=True)).to_be_attached()
    rule = page.locator('[data-many="rules"] li').first
    expect(rule).to_contain_text("第11项 3 份，5 处，封顶前共 2.5 分")
    expect(rule.get_by_role("link")).to_have_attribute("href", "../../rubrics/henan-2024/#item-11")
    expect(page.locator('[data-many="items"] li')).to_contain_text("第4项 1 份")
    rows = page.locator('[data-many="rows"] tr')
    expect(rows).to_have_count(4)
    expect(rows.first).to_have_text("a.json<b>甲</b>报告-<b>甲</b>97.5优秀移除")
    expect(rows.last).to_contain_text("暂定 优秀")
    with page.expect_download() as table:
        page.get_by_role("button", name="下载表格").click()
    lines = list(csv.reader(Path(table.value.path()).read_text("utf-8-sig").splitlines()))
    assert [line[0] for line in lines] == ["file", "a.json", "b.json", "c.json", "d.json"]
    with page.expect_download() as picture:
        page.get_by_role("button", name="下载图").click()
    assert ET.parse(picture.value.path()).getroot().get("role") == "img"  # noqa: S314 - our own
    paper = printed(page)
    assert squeezed("第11项3份，5处，封顶前共2.5分") in paper
    assert "选择文件" not in paper
    drop(page, {"again.json": FILES["b.json"], "a.json": answers("戊", {})})
    status(page, "已计入 5 份，2 个文件没有计入")
    expect(refused.last).to_have_text("「again.json」与「b.json」内容相同，没有再计。")
    expect(rows.filter(has_text="a.json（2）戊")).to_have_count(1)
    rows.filter(has_text="a.json（2）戊").get_by_role("button", name="移除").click()
    status(page, "已计入 4 份，2 个文件没有计入")
    expect(rows.filter(has_text="戊")).to_have_count(0)
    drop(page, {"=1.json": answers("己", {})})
    status(page, "已计入 5 份，2 个文件没有计入")
    page.get_by_role("button", name="移除「=1.json」").click()
    status(page, "已计入 4 份，2 个文件没有计入")
    page.get_by_role("button", name="移除「坏.json」").click()
    status(page, "已计入 4 份，1 个文件没有计入")
    page.locator(CHECKLIST).select_option("tianjin-2025-diagnosis")
    status(page, "已计入 1 份，4 个文件没有计入")
    expect(page.locator('[data-many="grades"]')).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="全部移除").click()
    status(page, "")
    expect(rows).to_have_count(0)


def test_the_first_file_says_of_which_checklist_they_are(page: Page, server: str) -> None:
    page.goto(server + "assess/many/")
    drop(page, {"1.json": '{"rubric": "shanxi-2021-report", "assume": "conforming"}'})
    status(page, "已计入 1 份")
    expect(page.locator(CHECKLIST)).to_have_value("shanxi-2021-report")
    expect(page.locator('[data-many="standing"]')).to_have_text("共 1 份，都已填完。得分平均 100，最低 100，最高 100。")
