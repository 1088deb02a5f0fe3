"""The form of a panel in a real browser: rows come and go, files with many rows are placed, and nothing spills over."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

FORM = "assess/shanxi-2021-panel/"
EXPERTS = ("e1", "e2", "e3", "e4", "e5")


def answers(count: int) -> dict[str, Any]:
    """Reports of falling scores, the last one with a conflict of interest and a city."""
    reports: dict[str, dict[str, Any]] = {
        f"r{one}": {"paper": dict.fromkeys(EXPERTS, f"{96 - one}.5")} for one in range(1, count + 1)
    }
    reports[f"r{count}"] |= {"city": "lvliang", "size": "medium", "key_industry": True}
    experts = {"e2": {"place": "outside", "conflicts": [f"r{count}"]}}
    return {"rubric": "shanxi-2021-panel", "context": {"plan": "plan-1"}, "experts": experts, "reports": reports}


def exported(page: Page) -> dict[str, Any]:
    with page.expect_download() as download:
        page.get_by_role("button", name="导出答卷文件").click()
    file: dict[str, Any] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    return file


def test_reports_are_added_and_removed_and_no_key_is_given_twice(page: Page, server: str, tmp_path: Path) -> None:
    page.goto(server + FORM)
    rows = page.locator("[data-row-key]")
    expect(rows).to_have_count(5)
    page.get_by_role("button", name="增加一份报告").click()
    page.locator('[name="reports/r6/name"]').fill("第六份")
    page.locator('[data-remove-row="r6"]').click()
    expect(rows).to_have_count(5)
    page.locator(".assess-toast button").click()
    expect(page.locator('[name="reports/r6/name"]')).to_have_value("第六份")
    page.locator('[data-remove-row="r6"]').click()
    page.get_by_role("button", name="增加一份报告").click()
    expect(page.locator('[name="reports/r7/name"]')).to_be_visible()
    page.locator('[name="reports/r1/name"]').fill("第一份")
    expect(page.locator('[data-result="saving"]')).to_contain_text("已保存")
    page.reload()
    expect(page.locator('[name="reports/r1/name"]')).to_have_value("第一份")
    expect(rows).to_have_count(6)  # those without an answer too
    page.get_by_role("button", name="增加一份报告").click()
    expect(page.locator('[name="reports/r8/name"]')).to_be_visible()
    page.locator('[data-remove-row="r8"]').click()
    file = tmp_path / "答卷.json"
    file.write_text(json.dumps(exported(page)), encoding="utf-8")
    expect(page.locator('[data-result="grade"]').last).not_to_have_text("未评定", timeout=60_000)
    page.locator('input[type="file"]').set_input_files(file)
    expect(page.locator(".assess-toast")).to_contain_text("已导入")
    expect(rows).to_have_count(6)
    page.get_by_role("button", name="增加一份报告").click()
    expect(page.locator('[name="reports/r9/name"]')).to_be_visible()
    page.locator('[data-remove-row="r9"]').click()
    odd = exported(page)
    odd["reports"]["r2"] = {"paper": {"e9": "80"}}
    file.write_text(json.dumps(odd), encoding="utf-8")
    page.locator('input[type="file"]').set_input_files(file)
    page.get_by_role("button", name="其余照样导入").click()
    expect(page.locator('[data-about="parked"]')).to_contain_text("reports.r2.paper.e9")
    expect(rows).to_have_count(6)
    page.get_by_role("button", name="增加一份报告").click()
    expect(page.locator('[name="reports/r10/name"]')).to_be_visible()
    page.locator('[name="context/plan"][value="plan-1"]').check()
    for expert, mark in (("e1", "80"), ("e2", "79.5"), ("e3", "90")):
        page.locator(f'[name="reports/r1/paper/{expert}"]').fill(mark)
    expect(page.locator('[data-row-key="r1"] [data-slot="sums"]')).to_contain_text(
        "暂定：初步评分在 49.9～89.9 之间，按初步评分可能是优秀、合格、不合格"
    )


def test_a_file_of_more_reports_than_the_page_shows_is_placed_and_exported_unchanged(
    page: Page, server: str, tmp_path: Path
) -> None:
    file = tmp_path / "答卷.json"
    file.write_text(json.dumps(answers(32)), encoding="utf-8")
    page.goto(server + FORM)
    expect(page.locator('[data-result="grade"]').last).to_have_text("尚未填写", timeout=60_000)
    page.locator('input[type="file"]').set_input_files(file)
    expect(page.locator("[data-row-key]")).to_have_count(32)
    expect(page.locator('[data-row-key="r1"] [data-slot="state"]')).to_have_text("优秀")
    expect(page.locator('[data-row-key="r32"] [data-slot="sums"]')).to_contain_text("÷5＝64.5")
    expect(page.locator('[data-result="grade"]').last).to_have_text("优秀16份，合格1份，未定15份")
    expect(page.locator('[data-result="sampling"]')).to_contain_text("符合　报告数量（32份）")
    expect(page.locator('[data-result="panel"]')).to_contain_text("涉及：e2：r32")
    found = exported(page)
    del found["meta"]
    assert found == answers(32)
    page.reload()
    expect(page.locator('[name="reports/r32/city"]')).to_have_value("lvliang")
    assert page.locator("[data-summary] tr").count() in {5, 32}
    expect(page.locator("[data-summary] tr")).to_have_count(32, timeout=60_000)


def test_without_scripts_five_reports_can_be_filled(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + FORM)
    assert page.locator("[data-row-key]").count() == 5
    expect(page.get_by_role("button", name="增加一份报告")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_only_the_tables_scroll_sideways(page: Page, server: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(server + FORM)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
