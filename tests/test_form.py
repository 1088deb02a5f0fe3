"""The form page in a real browser: fill, grade, save, print, exchange files, and go on without Python or scripts."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, Route, expect

from site_src.load import Data
from tests.conftest import watched_page
from tests.printing import sheets, squeezed

FORM = "assess/henan-2024/"


@pytest.fixture(scope="module")
def graded_form(browser: Browser, server: str) -> Iterator[Page]:
    """The form with its scorer running, shared because Python takes seconds to start."""
    with watched_page(browser) as page:
        page.goto(server + FORM)
        graded(page)
        page.get_by_role("button", name="本机的答卷").click()
        yield page


@pytest.fixture
def form(graded_form: Page, server: str) -> Page:
    """The shared form with a new draft and every item in view."""
    if graded_form.url != server + FORM:
        graded_form.goto(server + FORM)
        graded(graded_form)
        graded_form.get_by_role("button", name="本机的答卷").click()
    graded_form.get_by_role("button", name="全部", exact=True).click()
    graded_form.get_by_role("button", name="新建一份").click()
    expect(graded_form.locator('.result-body [data-result="progress"]')).to_have_text("0 / 34 项")
    return graded_form


def graded(page: Page) -> None:
    expect(page.locator(".result-grade .grade")).not_to_have_text("未评分", timeout=60_000)


def score(page: Page) -> str:
    return page.locator(".result-score b").inner_text()


def state(page: Page, item: str) -> str:
    return page.locator(f'.item[data-item="{item}"] .item-state').inner_text()


def control(page: Page, name: str, value: str = "") -> Locator:
    return page.locator(f'[name="{name}"]' + (f'[value="{value}"]' if value else ""))


def describe_ordinary_case(page: Page) -> None:
    control(page, "context/institution_scope", "first").check()
    control(page, "context/report_category", "first").check()


def conform_everywhere(page: Page) -> None:
    describe_ordinary_case(page)
    for section in ("qualification", "conduct", "authenticity"):
        page.locator(f'button[data-action="rest-conforms"][data-section="{section}"]').click()
    expect(page.locator(".result-grade .provisional")).to_have_text("已填完")


def saved(page: Page) -> None:
    expect(page.locator('[data-result="saving"]')).to_contain_text("已保存在本机浏览器")


def exported(page: Page) -> dict[str, object]:
    with page.expect_download() as download:
        page.get_by_role("button", name="导出答卷文件").click()
    file: dict[str, object] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    return file


def import_text(page: Page, text: str, name: str = "答卷.json") -> None:
    file = FilePayload(name=name, mimeType="application/json", buffer=text.encode())
    page.locator('input[type="file"]').set_input_files([file])


def test_a_blank_form_promises_nothing(form: Page) -> None:
    """Nothing answered: no score, no grade and no reason for one, and every score still possible."""
    expect(form.locator(".result-grade .grade")).to_have_text("尚未填写")
    assert score(form) == "—"
    expect(form.locator('[data-slot="standing"]').first).to_have_text("— / 22 分 · 0 / 15 项")
    expect(form.locator('[data-result="reasons"]')).to_have_text("填写后给出。")
    expect(form.locator('.result-body [data-result="range"]')).to_contain_text("0～100 分之间")
    expect(form.locator('.result-body [data-result="progress"]')).to_have_text("0 / 34 项")


def test_conforming_everywhere_is_excellent(form: Page) -> None:
    """One button a section answers what is open, and the last one makes the grade final."""
    conform_everywhere(form)
    assert score(form) == "100"
    expect(form.locator(".result-grade .grade")).to_have_text("优秀")
    expect(form.locator('[data-result="veto"]')).to_have_text("符合 9，不符合 0")
    expect(form.locator('[data-result="key"]')).to_have_text("符合 5，不符合 0")


def test_the_rest_of_a_section_can_be_taken_back(form: Page) -> None:
    """Undo reopens just what the button answered."""
    control(form, "items/33/verdict", "nonconforming").check()
    form.locator('button[data-action="rest-conforms"][data-section="authenticity"]').click()
    expect(form.locator('.item[data-item="34"] .item-state')).to_have_text("符合")
    form.get_by_role("button", name="撤销").click()
    expect(form.locator('.item[data-item="34"] .item-state')).to_have_text("未填")
    assert state(form, "33") == "不符合"


def test_a_veto_decides_the_grade_and_says_so(form: Page) -> None:
    """The score is still counted in full; the grade names the failing item and the printed sentence."""
    conform_everywhere(form)
    control(form, "items/18/verdict", "nonconforming").check()
    expect(form.locator(".result-grade .grade")).to_have_text("不合格")
    assert score(form) == "100"
    reasons = form.locator('[data-result="reasons"]')
    expect(reasons).to_contain_text("第18项不符合：「总分＜60分或者有否决项或关键项的为不合格。」")


def test_a_deduction_explains_itself_up_to_its_cap(form: Page, server: str) -> None:
    """Findings × amount, the addition and the cap, with a link that reaches the printed rule."""
    control(form, "items/13/findings/1").fill("1")
    more = form.locator('#item-13-rule-2 button[data-action="more"]:visible')
    for _ in range(3):
        more.click()
    expect(form.locator('.item[data-item="13"] .item-state')).to_have_text("−2 / 2 分")
    account = form.locator("#item-13 .account")
    account.locator("summary").click()
    expect(account).to_contain_text("1项 × 1分 = 1分")
    expect(account).to_contain_text("3处 × 0.5分 = 1.5分")
    expect(account).to_contain_text("1 + 1.5 = 2.5分，超过分值，按上限扣2分")
    account.get_by_role("link").last.click()
    expect(form).to_have_url(server + "rubrics/henan-2024/#item-13-rule-2")
    expect(form.locator("#item-13-rule-2")).to_be_in_viewport()


def test_counts_are_split_by_the_sub_items_a_rule_names(form: Page) -> None:
    """Row 25 names sub-items 2 and 5: each has its own counter, and the file keeps them apart."""
    control(form, "items/25/findings/1/2").fill("1")
    control(form, "items/25/findings/1/5").fill("1")
    expect(form.locator('.item[data-item="25"] .item-state')).to_have_text("−4 / 6 分")
    items = exported(form)["items"]
    assert items == {"25": {"findings": {"1": {"2": 1, "5": 1}}}}


def test_what_does_not_apply_is_neither_asked_nor_lost(form: Page) -> None:
    """Row 28 is checked for first-category reports only; the findings stay and count again after a change back."""
    control(form, "context/report_category", "first").check()
    control(form, "items/28/findings/1").fill("2")
    expect(form.locator('.item[data-item="28"] .item-state')).to_have_text("−4 / 10 分")
    expect(control(form, "context/special_facility", "true")).to_be_hidden()
    control(form, "context/report_category", "second").check()
    expect(form.locator('.item[data-item="28"] .item-state')).to_have_text("不核查 / 10 分")
    expect(control(form, "context/special_facility", "true")).to_be_visible()
    assert control(form, "items/28/findings/1").input_value() == "2"
    control(form, "context/report_category", "first").check()
    expect(form.locator('.item[data-item="28"] .item-state')).to_have_text("−4 / 10 分")


def test_a_reload_finds_everything_again(form: Page) -> None:
    """Header, context, verdicts, parts, counts and notes come back from the browser's own store."""
    control(form, "header/institution").fill("河南某某检测有限公司")
    describe_ordinary_case(form)
    control(form, "items/8/parts/2/verdict", "nonconforming").check()
    control(form, "items/16/findings/1").fill("3")
    control(form, "items/16/note").fill("三人档案\n缺考核证明")
    saved(form)
    before = exported(form)
    form.reload()
    graded(form)
    form.get_by_role("button", name="本机的答卷").click()
    expect(control(form, "header/institution")).to_have_value("河南某某检测有限公司")
    expect(control(form, "items/16/note")).to_have_value("三人档案\n缺考核证明")
    expect(form.locator('.item[data-item="8"] .item-state')).to_have_text("不符合")
    after = exported(form)
    before.pop("meta")
    after.pop("meta")
    assert after == before


def test_several_drafts_live_side_by_side(form: Page) -> None:
    """A new one starts empty, the former can be opened again, and a deleted one can be brought back."""
    control(form, "header/institution").fill("甲机构")
    saved(form)
    form.get_by_role("button", name="新建一份").click()
    expect(control(form, "header/institution")).to_have_value("")
    expect(control(form, "context/year")).to_have_value("2024")
    control(form, "header/institution").fill("乙机构")
    saved(form)
    form.get_by_role("button", name="甲机构").click()
    expect(control(form, "header/institution")).to_have_value("甲机构")
    form.locator(".assess-drafts li", has_text="乙机构").get_by_role("button", name="删除").click()
    expect(form.locator(".assess-drafts")).not_to_contain_text("乙机构")
    form.get_by_role("button", name="撤销").click()
    form.get_by_role("button", name="乙机构").click()
    expect(control(form, "header/institution")).to_have_value("乙机构")


def test_an_exported_file_imports_as_it_was(form: Page) -> None:
    """Also with a count that names no sub-item where the form offers them, and with keys the form has no place for."""
    answers = {
        "rubric": "henan-2024",
        "header": {"institution": "丙机构", "report_number": "BG-1", "unheard_of": "原样保留"},
        "context": {"institution_scope": ["first", "second"], "report_category": "second", "special_facility": True},
        "items": {
            "1": {"verdict": "conforming"},
            "8": {"verdict": "conforming"},
            "19": {"findings": {"1": 1, "2": 2}},
            "24": {"findings": {"1": {"2": 1, "4": 1}}},
            "25": {"findings": {"1": 3}, "note": "<b>不是标记</b>"},
        },
    }
    import_text(form, json.dumps(answers, ensure_ascii=False))
    expect(control(form, "header/institution")).to_have_value("丙机构")
    expect(form.locator('.item[data-item="24"] .item-state')).to_have_text("−4 / 10 分")
    expect(form.locator('.item[data-item="25"] .item-state')).to_have_text("−6 / 6 分")
    file = exported(form)
    assert file.pop("meta")
    assert file == answers


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("这不是答卷", "不是JSON文件：第1行第1列读不下去"),
        ('{"rubric": "tianjin"}', "没有编号为"),
        ('{"rubric": "henan-2024", "items": {"99": {}}}', "items.99：检查表henan-2024没有这一项"),
        ('{"rubric": "henan-2024", "items": {"11": {"findings": {"1": -1}}}}', "items.11.findings.1：数目不能为负"),
        ("[]", "应为对象，现为列表"),
        (" " * 3_000_000, "超过答卷文件的上限"),
    ],
)
def test_a_bad_file_changes_nothing(form: Page, text: str, message: str) -> None:
    """The message says where and what; the answers stay as they are."""
    control(form, "header/institution").fill("不许改动")
    import_text(form, text, "坏文件.json")
    dialog = form.get_by_role("dialog", name="没有导入")
    expect(dialog).to_contain_text("「坏文件.json」没有导入，现有答卷未改动")
    expect(dialog).to_contain_text(message)
    dialog.get_by_role("button", name="知道了").click()
    expect(control(form, "header/institution")).to_have_value("不许改动")


def test_views_and_the_next_open_item(form: Page) -> None:
    """A view shows what belongs to it; `n` leads to the next item without an answer."""
    control(form, "items/1/verdict", "conforming").check()
    control(form, "items/11/findings/1").fill("1")
    expect(form.locator('.item[data-item="11"]')).to_have_attribute("data-state", "deducted")
    form.locator("h1").click()
    form.keyboard.press("n")
    expect(form.locator('.item[data-item="2"]')).to_be_focused()
    visible = form.locator(".item:visible")
    form.get_by_role("button", name="扣分", exact=True).click()
    expect(visible).to_have_count(1)
    form.get_by_role("button", name="否决与关键").click()
    expect(visible).to_have_count(15)
    form.get_by_role("button", name="有问题记录").click()
    expect(form.locator(".assess-empty")).to_be_visible()
    form.get_by_role("button", name="全部").click()
    expect(visible).to_have_count(37)


def test_the_printed_forms_hold_the_answers(form: Page) -> None:
    """检查表 in landscape and 结果表 upright, with scores, verdicts, notes in full, and the page numbers."""
    conform_everywhere(form)
    control(form, "header/institution").fill("河南某某检测有限公司")
    control(form, "items/16/findings/1").fill("3")
    control(form, "items/16/note").fill("档案欠缺证明；" * 120)  # more than a page of it
    expect(form.locator(".result-score b")).to_have_text("98.5")
    pages = sheets(form)
    everything = "".join(pages)
    assert "河南某某检测有限公司" in pages[0]
    assert squeezed("质量监测得分：100-扣分合计=98.5分") in everything
    assert everything.count("欠") == 120
    assert squeezed("否决项：9项，其中：符合9项，不符合0项；") in pages[-1]
    assert squeezed("一般项：6项，总分：22分，得分：20.5分。") in pages[-1]
    assert "☑优秀" in pages[-1]
    assert "□合格" in pages[-1]
    assert f"{len(pages)}/{len(pages)}" in pages[-1]
    assert "未填完" not in everything


def test_an_unfinished_form_prints_no_score(form: Page) -> None:
    """What is filled in is printed; score and grade stay blank, and the foot line says why."""
    control(form, "items/16/findings/1").fill("3")
    expect(form.locator('.item[data-item="16"]')).to_have_attribute("data-state", "deducted")
    pages = sheets(form)
    assert "未填完" in pages[0]
    assert "100-扣分合计=分" in "".join(pages)
    assert "□优秀" in pages[-1]


@pytest.mark.console_errors
def test_without_python_the_form_says_so_and_stays_usable(page: Page, server: str) -> None:
    """Filling, saving, exporting and printing need no scorer; importing waits for one and says so."""
    page.route("**/*.wasm", lambda route: route.abort())
    page.goto(server + FORM)
    expect(page.locator('[data-result="loading"]')).to_contain_text("评分程序未能启动", timeout=60_000)
    control(page, "items/16/findings/1").fill("3")
    control(page, "items/1/verdict", "conforming").check()
    saved(page)
    assert exported(page)["items"] == {"1": {"verdict": "conforming"}, "16": {"findings": {"1": 3}}}
    assert "符合" in sheets(page)[0]
    import_text(page, "{}")
    expect(page.locator(".assess-problems")).to_contain_text("文件要由评分程序检查后才能导入")


def test_loading_shows_bytes_and_leaves_typing_alone(page: Page, server: str) -> None:
    """While the runtime is held back, its progress is in view and what is typed is kept and saved."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/*.wasm", hold)
    page.goto(server + FORM)
    loading = page.locator('[data-result="loading"]')
    expect(loading).to_have_text(re.compile(r"正在载入评分程序 \d+\.\d / 1\d\.\d MB，可以先填写。"), timeout=60_000)
    control(page, "items/16/findings/1").fill("3")
    saved(page)
    for route in held:
        route.continue_()
    graded(page)
    expect(loading).to_have_text("")
    assert state(page, "16") == "−1.5 / 2 分"


def test_progress_that_comes_after_python_is_not_shown(page: Page, server: str) -> None:
    """Of two channels of a worker none waits for the other."""
    page.add_init_script("""{
        const listen = MessagePort.prototype.addEventListener;
        MessagePort.prototype.addEventListener = function (type, handle) {
            listen.call(this, type, (event) => setTimeout(() => (handle.call(this, event), console.log("late")), 3000));
        };
    }""")
    with page.expect_console_message(lambda message: message.text == "late"):
        page.goto(server + FORM)
        graded(page)
    expect(page.locator('[data-result="loading"]')).to_have_text("", timeout=100)
    expect(page.locator(".result-loading progress")).to_be_hidden()


def test_without_scripts_the_form_is_complete(browser: Browser, server: str, data: Data) -> None:
    """Every item with its method, rules and controls stands in the page; it can be filled and printed as it is."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + FORM)
    rubric = data.assessments["henan-2024"].rubric
    assert page.locator(".item").count() == len(rubric.items)
    for item in rubric.items:
        for rule in item.rules:
            assert rule.words in (page.locator(f'.item[data-item="{item.id}"]').text_content() or "")
    control(page, "items/16/findings/1").fill("3")
    control(page, "items/1/verdict", "conforming").check()
    assert page.locator("noscript").inner_text()
    expect(page.locator('.counter [data-action="more"]').first).to_be_hidden()
    assert "职业卫生技术服务机构质量监测检查表" in sheets(page)[0]
    context.close()
