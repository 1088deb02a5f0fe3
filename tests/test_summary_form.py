"""The form of a summary in a real browser: files dropped by the hundred, bad ones named, the table counted live."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from site_src.load import Data
from tests.printing import sheets, squeezed

FORM = "assess/tianjin-2025-summary/"
DROP = """([place, files]) => {
  const transfer = new DataTransfer();
  for (const [name, text] of files) transfer.items.add(new File([text], name, { type: "application/json" }));
  for (const type of ["dragover", "drop"]) {
    place.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }
}"""


def checklist(unit: str, *failing: str, **more: Any) -> str:  # noqa: ANN401 - JSON
    """A filled 附表1."""
    items = {line: {"verdict": "nonconforming"} for line in failing}
    header = {"institution": unit} if unit else {}
    answers = {"rubric": "tianjin-2025-diagnosis", "header": header, "items": items, "assume": "conforming", **more}
    return json.dumps(answers, ensure_ascii=False)


def drop(page: Page, files: dict[str, str]) -> None:
    place = page.locator('[data-units="drop"]').element_handle()
    page.evaluate(DROP, [place, list(files.items())])


def cell(page: Page, row: str, column: str) -> Locator:
    return page.locator(f'[data-cell="{row} {column}"]')


def enter(page: Page, row: str, **cells: str) -> None:
    for column, value in cells.items():
        page.locator(f'[name="counts/{row}/{column}"]').fill(value)


def status(page: Page, words: str) -> None:
    expect(page.locator('[data-units="status"]')).to_have_text(words, timeout=60_000)


def test_two_hundred_files_become_one_table(page: Page, server: str) -> None:
    page.goto(server + FORM)
    files = {f"{n}.json": checklist(f"医院{n}", *(["3.1", "3.2"] if n % 2 else ["3.10"])) for n in range(200)}
    drop(page, files)
    status(page, "已收入 200 家单位")
    expect(page.locator(".unit")).to_have_count(200)
    expect(cell(page, "diagnosis", "quality")).to_have_text("100", timeout=30_000)
    expect(cell(page, "diagnosis", "reports")).to_have_text("100")
    expect(page.locator(".result-grade .grade")).to_have_text("200 家单位")


def test_bad_files_are_named_and_none_is_counted_in_silence(page: Page, server: str) -> None:
    """A corrupt file, one of another rubric, and a second file of a unit, for which the visitor chooses."""
    page.goto(server + FORM)
    drop(
        page,
        {
            "甲.json": checklist("甲医院", "2.1"),
            "坏.json": "{rubric",
            "别的表.json": '{"rubric": "henan-2024"}',
            "错.json": checklist("丙医院", "9.9"),
            "甲二.json": checklist(" 甲 医院", "3.3"),
        },
    )
    status(page, "已收入 1 家单位，3 个文件没有计入，1 个文件待选")
    refused = page.locator('[data-units="refused"] li')
    expect(refused.nth(0)).to_contain_text("「坏.json」没有计入。(file)：不是JSON文件")
    expect(refused.nth(1)).to_contain_text("「别的表.json」没有计入。(file)：这是「henan-2024」的答卷")
    expect(refused.nth(2)).to_contain_text("「错.json」没有计入。items")
    pending = page.locator('[data-units="pending"] li')
    expect(pending).to_contain_text("「甲二.json」与已收入的「甲医院」是同一单位，还没有计入")
    expect(cell(page, "diagnosis", "staff")).to_have_text("1")
    expect(cell(page, "diagnosis", "workers")).to_have_text("0")


def test_for_a_second_file_of_a_unit_the_visitor_chooses(page: Page, server: str) -> None:
    """Each choice stays in sight and is taken back; what is not chosen outlives a reload; dates tell the newer."""
    page.goto(server + FORM)
    older, newer = {"saved_at": "2025-05-01T08:00:00Z"}, {"saved_at": "2025-05-02T08:00:00Z"}
    files = {
        "1.json": checklist("甲医院(东院)", "2.1", meta=older),
        "2.json": checklist("甲医院 （东院）", "3.3", meta=newer),
    }
    drop(page, files)
    status(page, "已收入 1 家单位，1 个文件待选")
    pending = page.locator('[data-units="pending"] li').first
    counted = cell(page, "diagnosis", "staff"), cell(page, "diagnosis", "workers")
    for choice, units, staff, workers in (
        ("保留原有的", 1, "1", "0"),
        ("换成这份", 1, "0", "1"),
        ("算作另一家单位", 2, "1", "1"),
    ):
        page.get_by_role("button", name=choice).click()
        expect(page.locator(".unit")).to_have_count(units)
        for one, found in zip(counted, (staff, workers), strict=True):
            expect(one).to_have_text(found)
        expect(pending).to_contain_text(f"导出）：{choice}。")
        pending.get_by_role("button", name="撤销").click()
        status(page, "已收入 1 家单位，1 个文件待选")
    drop(page, {"2的副本.json": files["2.json"]})
    expect(page.locator('[data-units="refused"]')).to_contain_text(
        "「2的副本.json」与已有的「甲医院 （东院）」内容相同，没有重复计入"
    )
    expect(page.locator('[data-result="saving"]')).to_contain_text("已保存")
    page.reload()
    expect(pending).to_contain_text("是同一单位，还没有计入", timeout=60_000)
    page.get_by_role("button", name="全部用较新的").click()
    expect(counted[1]).to_have_text("1", timeout=60_000)
    expect(pending).to_contain_text("换成这份")


def test_a_table_is_filled_kept_and_taken_elsewhere(page: Page, server: str, tmp_path: Path) -> None:
    page.goto(server + FORM)
    for name, failing in (("甲医院", ("3.1", "1.1")), ("乙医院", ("3.10",))):
        (tmp_path / f"{name}.json").write_text(checklist(name, *failing), "utf-8")
    page.locator('[data-units="files"]').set_input_files([*tmp_path.glob("*.json")])
    status(page, "已收入 2 家单位")
    enter(page, "diagnosis", units="7", inspected="2", cases="1", fines="0.1")
    others = dict.fromkeys(["reports", "staff", "equipment", "false_documents", "quality"], "0")
    enter(page, "appraisal", units="3", inspected="3", cases="0", fines="0.2", **others)
    expect(cell(page, "total", "fines")).to_have_text("0.3")
    expect(cell(page, "total", "quality")).to_have_text("1")
    milestones = page.locator('[data-result="milestones"]')
    expect(milestones).to_contain_text("2025-06-30前至少 5 家，已查 5 家，达到")
    expect(milestones).to_contain_text("2025-11-30前至少 10 家，已查 5 家，未达到")
    page.get_by_label("报哪一次").select_option("year")
    expect(milestones).to_contain_text("2025-06-30前至少 5 家，不由这张表判断")
    expect(milestones).to_contain_text("2025-11-30前至少 10 家，已查 5 家，未达到")
    (printed_table,) = sheets(page)
    assert squeezed("年度表，填全年，不是下半年") in printed_table
    page.locator('[name="mapping/3.1"]').select_option("staff")
    expect(cell(page, "diagnosis", "quality")).to_have_text("0")
    expect(cell(page, "diagnosis", "staff")).to_have_text("1")
    remarks = page.locator('[data-result="remarks"]')
    expect(remarks).to_contain_text("3.1的归栏已改，不是本站自定的归法。")
    expect(remarks).to_contain_text("「甲医院」不合格的1.1不归入任何一栏")
    unit = page.locator(".unit").filter(has=page.locator(".unit-state", has_text="3.10"))
    unit.locator("[data-mark]").check()
    expect(cell(page, "diagnosis", "false_documents")).to_have_text("1")
    page.reload()
    expect(cell(page, "diagnosis", "false_documents")).to_have_text("1", timeout=60_000)
    with page.expect_download() as download:
        page.get_by_role("button", name="导出答卷文件").click()
    file = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert sorted(one["name"] for one in file["units"].values()) == ["乙医院", "甲医院"]
    assert file["period"] == "year"
    assert (file["mapping"], file["counts"]["diagnosis"]["fines"]) == ({"3.1": "staff"}, "0.1")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = page.locator('.printed-forms [data-fill="rows.total.cells.fines"]')
    assert printed.text_content() == "0.3"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    unit.locator('[data-unit="remove"]').click()
    expect(cell(page, "diagnosis", "false_documents")).to_have_text("0")
    page.locator('input[type="file"]').first.set_input_files(download.value.path())
    expect(cell(page, "diagnosis", "false_documents")).to_have_text("1")
    expect(page.locator(".unit")).to_have_count(2)


def test_without_scripts_the_blank_table_stands_in_the_page(page: Page, server: str, data: Data) -> None:
    assert page.context.browser
    plain = page.context.browser.new_context(java_script_enabled=False).new_page()
    plain.goto(server + FORM)
    table = plain.locator(".assess-noscript-form")
    for column in data.summaries["tianjin-2025-summary"].rubric.columns:
        expect(table.get_by_text(column.title, exact=True)).to_be_visible()
    plain.context.close()


def test_a_narrow_screen_does_not_scroll_sideways(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(server + FORM)
    drop(page, {"长.json": checklist("某" * 80, "3.1", "5.1")})
    status(page, "已收入 1 家单位")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
