"""The form of deadlines in a real browser: days and numbers as they are entered, from today or another day."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from site_src.load import Data


def test_days_and_shares_follow_what_is_entered(page: Page, server: str) -> None:
    page.goto(server + "assess/deadlines-henan-2024/")
    page.locator('[name="dates/report_issued"]').fill("2026-02-10")
    upload = page.locator('[data-duty="report_upload"]')
    expect(upload.locator('[data-slot="due"]')).to_contain_text("2026-03-09（星期一）", timeout=60_000)
    expect(upload.locator('[data-slot="sums"]')).to_contain_text("调休上班2天（春节2月14日、28日）计入")
    page.locator('[name="reference"]').fill("2026-03-06")
    expect(upload.locator('[data-slot="due"]')).to_have_text("2026-03-09（星期一）　还有3天，其中1个工作日")
    expect(upload).to_have_attribute("data-state", "unanswered")
    page.locator('[name="done/report_upload"]').fill("2026-03-10")
    expect(upload.locator('[data-slot="state"]')).to_have_text("逾期")
    expect(page.locator(".result-grade")).to_have_text("1项须留意")
    upload.locator(".rule-printed a").click()
    expect(page.locator("#item-31")).to_be_in_viewport()
    page.locator("#item-31 ~ .rubric-item .deadline-link a").first.click()
    expect(page.locator("#report-upload")).to_be_in_viewport()


def test_today_is_not_written_into_the_file(page: Page, server: str) -> None:
    """The page tells the scorer what day it is; the file holds only what was entered."""
    page.clock.set_fixed_time("2025-06-20T12:00:00")
    page.goto(server + "assess/deadlines-tianjin-2025/")
    half = page.locator('[data-share="half_by_june"]')
    page.locator('[name="counts/half_by_june/total"]').fill("7")
    page.locator('[name="counts/half_by_june/done"]').fill("3")
    expect(half.locator('[data-slot="due"]')).to_have_text("2025-06-30（星期一）前　至少4，还差1", timeout=60_000)
    due = page.locator('[data-duty="half_year_return"] [data-slot="due"]')
    expect(due).to_have_text("2025-07-05（星期六）　还有15天")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出答卷文件").click()
    file = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert "reference" not in file
    assert file["counts"] == {"half_by_june": {"total": 7, "done": 3}}


def test_every_deadline_is_listed_read_and_filled(page: Page, server: str, data: Data) -> None:
    page.goto(server + "deadlines/")
    for deadlines in data.deadlines.values():
        for one in deadlines.rubric.members:
            expect(page.locator(".deadline-list").get_by_role("link", name=one.title, exact=True)).to_have_count(1)
    for name, deadlines in data.deadlines.items():
        page.goto(f"{server}rubrics/{name}/")
        for one in deadlines.rubric.members:
            expect(page.locator(".rule-printed", has_text=one.words).first).to_be_visible()
        page.goto(f"{server}assess/{name}/")
        expect(page.locator("[data-duty], [data-share]")).to_have_count(len(deadlines.rubric.members))
