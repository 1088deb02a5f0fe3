"""Phones: in-app browsers that save no files are told from real ones, answers go as text from one to the other."""

import json

import pytest
from playwright.sync_api import Browser, expect

FORM = "assess/henan-2024/"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"
AGENTS = {
    f"{PHONE} XWEB/1200 MicroMessenger/8.0.50 NetType/WIFI": "请在浏览器中打开：微信里",
    f"{PHONE} wxwork/4.1.30 MicroMessenger/7.0.1": "请在浏览器中打开：企业微信里",
    f"{PHONE} MQQBrowser/6.2 TBS/046 QQ/9.0.20": "请在浏览器中打开：QQ里",
    f"{PHONE} MQQBrowser/14.9": "",
    PHONE: "",
}
PASTE = """(text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
}"""

SMALL_FIELDS = """() => [...document.querySelectorAll("input, textarea, select")]
    .filter((field) => !["radio", "checkbox", "file", "hidden"].includes(field.type))
    .filter((field) => parseFloat(getComputedStyle(field).fontSize) < 16).map(({ name }) => name)"""


@pytest.mark.parametrize("agent", AGENTS)
def test_an_in_app_browser_is_told_from_a_real_one(browser: Browser, server: str, agent: str) -> None:
    """The notice stays; a real browser, also QQ's own, sees none."""
    context = browser.new_context(user_agent=agent)
    context.route("**/pyodide/**", lambda route: route.abort())
    page = context.new_page()
    page.goto(server + FORM)
    expect(page.locator(".assess-files")).to_be_visible()
    assert "".join(page.locator('[data-about="in-app"] p').all_inner_texts()).startswith(AGENTS[agent])
    assert page.locator('[data-about="in-app"]').count() == bool(AGENTS[agent])
    context.close()


def test_copied_answers_can_be_pasted_elsewhere(browser: Browser, server: str) -> None:
    """What the phone copies is the answers file; on the page of another browser it is imported."""
    phone = browser.new_context(user_agent=next(iter(AGENTS)), permissions=["clipboard-read", "clipboard-write"])
    page = phone.new_page()
    page.goto(server + FORM)
    page.locator('[name="header/institution"]').fill("手机上填的")
    page.get_by_role("button", name="复制答卷为文字").click()
    expect(page.locator(".assess-toast")).to_contain_text("已复制")
    text = page.evaluate("navigator.clipboard.readText()")
    assert json.loads(text)["header"] == {"institution": "手机上填的"}
    phone.close()
    desk = browser.new_page()
    desk.goto(server + FORM)
    expect(desk.locator(".assess-files")).to_be_visible()
    desk.evaluate(PASTE, text)
    expect(desk.locator('[name="header/institution"]')).to_have_value("手机上填的", timeout=60_000)
    desk.close()


@pytest.mark.parametrize("path", ["", FORM, "assess/shanxi-2021-panel/", "assess/tianjin-2025-summary/", "industries/"])
def test_a_phone_does_not_enlarge_the_page_around_a_field(browser: Browser, server: str, path: str) -> None:
    """As Safari does where its letters have less than 16 pixels."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto(server + path)
    assert page.evaluate(SMALL_FIELDS) == []
    context.close()
