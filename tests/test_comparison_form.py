"""The form of a comparison in a real browser: the same machinery, another kind of rubric."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from site_src.load import Data


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f'[name="{name}"][value="{value}"]').check()


def test_results_are_combined_and_followed_up(page: Page, server: str) -> None:
    """A failure brings the table's third row and its consequence; a passed retest takes both away."""
    page.goto(server + "assess/proficiency-2021-oh/")
    retest = page.locator('[name="projects/nonmetal/retest"][value="qualified"]')
    expect(retest).to_be_hidden()
    choose(page, "organization", "institution")
    for project, result in {"organic": "excellent", "nonmetal": "unqualified", "metal": "qualified"}.items():
        choose(page, f"projects/{project}/first", result)
    grade = page.locator(".result-grade .grade")
    expect(grade).to_have_text("暂定 不合格", timeout=60_000)
    expect(page.locator('[data-result="consequences"]')).to_contain_text("半年内组织开展现场评估检查")
    choose(page, "projects/dust/first", "excellent")
    expect(grade).to_have_text("不合格")
    retest.check()
    expect(grade).to_have_text("重测后合格")
    expect(page.locator('[data-result="consequences"]')).to_have_text("没有。")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出答卷文件").click()
    file = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert file["projects"]["nonmetal"] == {"first": "unqualified", "retest": "qualified"}
    page.reload()
    expect(grade).to_have_text("重测后合格", timeout=60_000)
    page.locator('[data-result="reasons"] a').click()
    expect(page.locator("#table-1-row-4")).to_be_in_viewport()


def test_every_comparison_has_its_pages(page: Page, server: str, data: Data) -> None:
    """One page to read and one to fill for each, reached from the page of all comparisons."""
    page.goto(server + "proficiency/")
    for name, comparison in data.comparisons.items():
        page.goto(f"{server}assess/{name}/")
        assert page.locator(".item").count() == len(comparison.rubric.projects)
        page.goto(f"{server}rubrics/{name}/")
        for consequence in comparison.rubric.consequences:
            expect(page.locator("#consequences + ul")).to_contain_text(consequence.words)
