"""What visitors type and what files hold is shown as text: it never becomes markup, script, address or another name."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.conftest import watched_page
from tests.printing import printed

MARKUP = "<zz-mark onclick=hit=1><img src=x onerror=hit=1>"
PAYLOAD = (
    f"{MARKUP}\"><script>hit=1</script>'onfocus=hit=1 autofocus='</textarea><svg onload=hit=1>"
    "javascript:hit=1 {{7*7}} {%x%} ${7*7} &lt;b&gt; \u202egnp.exe\u2066\u0007"
)
FORMS = ["henan-2024", "proficiency-2021-oh", "shanxi-2021-panel", "tianjin-2025-summary", "deadlines-henan-2024"]
"""One of each kind."""
STATE = """() => ({
    hit: globalThis.hit ?? 0,
    marks: document.querySelectorAll("zz-mark").length,
    handlers: [...document.querySelectorAll("*")].flatMap(({ attributes }) => [...attributes])
        .filter(({ name }) => name.startsWith("on")).length,
    active: document.querySelectorAll("img, script, iframe, object, embed, video, base, meta").length,
    scripted: document.querySelectorAll("[href^='javascript:'], [src^='javascript:']").length,
    polluted: Object.keys(Object.prototype).length + ("verdict" in {} ? 1 : 0),
})"""
FILL = """(payload) => {
    for (const field of document.querySelectorAll(".assess form :is(input, textarea)")) {
        if (!["text", "search", "textarea"].includes(field.type)) continue;
        field.value = payload;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with watched_page(browser) as page:
        yield page


def example(site: Path, rubric: str) -> Any:  # noqa: ANN401 - JSON
    schema = json.loads((site / "data" / "schema" / f"answers-{rubric}.json").read_text(encoding="utf-8"))
    return schema["examples"][0]


def replaced(value: Any, wanted: Callable[[str], bool]) -> Any:  # noqa: ANN401 - JSON
    """The same JSON with the payload in place of every string that is wanted."""
    if isinstance(value, dict):
        return {key: replaced(member, wanted) for key, member in value.items()}
    if isinstance(value, list):
        return [replaced(member, wanted) for member in value]
    return PAYLOAD if isinstance(value, str) and wanted(value) else value


def give(page: Page, file: object, name: str = "答卷.json", chooser: str = '.assess-files input[type="file"]') -> None:
    text = json.dumps(file, ensure_ascii=False).encode()
    payload = FilePayload(name=name, mimeType="application/json", buffer=text)
    page.locator(chooser).set_input_files([payload])


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="没有导入")


@pytest.mark.parametrize("rubric", FORMS)
def test_nothing_typed_or_imported_becomes_markup(page: Page, server: str, site: Path, rubric: str) -> None:
    """Every text field, every string of a file that is taken, and every string of one that is refused."""
    page.goto(f"{server}assess/{rubric}/")
    before = page.evaluate(STATE)
    page.evaluate(FILL, PAYLOAD)
    expect(page.locator('[data-result="saving"]')).to_contain_text("已保存在本机浏览器")
    assert page.evaluate(STATE) == before
    answers = example(site, rubric)
    give(page, replaced(answers, lambda text: "示例" in text))
    expect(page.locator(".assess-toast")).to_contain_text("已导入", timeout=60_000)
    first = page.locator('[name^="header/"]').first
    expect(first).to_have_value(PAYLOAD)
    give(page, replaced(answers, lambda text: text != rubric), f"{PAYLOAD.replace('/', '')}.json")
    expect(dialog(page)).to_contain_text(f"「{MARKUP}")
    expect(dialog(page)).to_contain_text("\ufffdgnp.exe\ufffd\ufffd")
    page.get_by_role("button", name="知道了").click()
    give(page, {"rubric": PAYLOAD})
    expect(dialog(page)).to_contain_text(MARKUP)
    page.get_by_role("button", name="知道了").click()
    assert MARKUP.replace(" ", "") in printed(page)
    page.get_by_role("button", name="本机的答卷").click()
    expect(page.locator(".assess-drafts")).to_contain_text(MARKUP)
    assert page.evaluate(STATE) == before


def test_files_of_units_are_named_as_text(browser: Browser, server: str, site: Path) -> None:
    """Also one that is refused and one that is the same unit again."""
    with watched_page(browser) as page:
        page.goto(server + "assess/tianjin-2025-summary/")
        before = page.evaluate(STATE)
        unit = example(site, "tianjin-2025-diagnosis") | {"header": {"institution": PAYLOAD}}
        give(page, unit, chooser='[data-units="files"]')
        expect(page.locator(".unit input[type=text]").first).to_have_value(PAYLOAD, timeout=60_000)
        expect(page.locator('[data-units="status"]')).to_have_text("已收入 1 家单位", timeout=60_000)
        again = unit | {"items": {}}
        give(page, again, f"{PAYLOAD.replace('/', '')}.json", '[data-units="files"]')
        expect(page.locator('[data-units="pending"]')).to_contain_text(MARKUP)
        give(page, {"rubric": PAYLOAD}, chooser='[data-units="files"]')
        expect(page.locator('[data-units="refused"]')).to_contain_text(MARKUP)
        assert page.evaluate(STATE) == before


def test_many_results_are_named_as_text(page: Page, server: str, site: Path) -> None:
    """The files' names and what they say, of those that count and of one that is refused."""
    page.goto(server + "assess/many/")
    before = page.evaluate(STATE)
    name = f"{PAYLOAD.replace('/', '')}.json"
    give(page, replaced(example(site, "henan-2024"), lambda text: "示例" in text), name, '[data-many="files"]')
    expect(page.locator('[data-many="rows"]')).to_contain_text(MARKUP, timeout=60_000)
    give(page, {"rubric": PAYLOAD}, name, '[data-many="files"]')
    expect(page.locator('[data-many="refused"]')).to_contain_text(MARKUP)
    assert MARKUP.replace(" ", "") in printed(page)
    assert page.evaluate(STATE) == before


def test_a_key_is_only_a_key(page: Page, server: str) -> None:
    """`__proto__` in a file is kept and written back as any other key that the form has no place for."""
    page.goto(server + "assess/henan-2024/")
    before = page.evaluate(STATE)
    answers = {"rubric": "henan-2024", "header": {"__proto__": "x"}, "items": {"__proto__": {"verdict": "x"}}}
    give(page, answers)
    page.get_by_role("button", name="其余照样导入").click(timeout=60_000)
    expect(page.locator('[data-about="parked"]')).to_contain_text("items.__proto__.verdict")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出答卷文件").click()
    file = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert file["header"] == answers["header"]
    assert file["items"] == answers["items"]
    assert page.evaluate(STATE) == before


def test_the_name_of_an_exported_file_is_harmless(page: Page, server: str) -> None:
    """No path, no control characters, not longer than a file system takes."""
    page.goto(server + "assess/henan-2024/")
    page.locator('[name="header/institution"]').fill(f"../{PAYLOAD}" + "长" * 300)
    with page.expect_download() as download:
        page.get_by_role("button", name="导出答卷文件").click()
    name = download.value.suggested_filename
    assert re.fullmatch(r'henan-2024_[^\\/:*?"<>|\x00-\x1f\u2028-\u202e\u2066-\u2069]+_\d{4}-\d\d-\d\d\.json', name)
    assert len(name.encode()) < 255


@pytest.mark.parametrize("path", ["", "privacy/"])
def test_drafts_and_searches_are_text_elsewhere_too(page: Page, server: str, path: str) -> None:
    """Where drafts are listed, and where the search shows what it was asked for."""
    page.goto(server + "assess/henan-2024/")
    page.locator('[name="header/institution"]').fill(PAYLOAD)
    expect(page.locator('[data-result="saving"]')).to_contain_text("已保存在本机浏览器")
    page.goto(server + path)
    before = page.evaluate(STATE)
    page.locator("[data-md-component=search-query]").focus()
    page.keyboard.insert_text(f"职业 {PAYLOAD}")
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__meta")).not_to_have_text("正在初始化搜索引擎")
    if path:
        expect(page.locator('[data-privacy="drafts"]')).to_contain_text(MARKUP)
    assert page.evaluate(STATE) == before
