"""By keyboard alone: from the home page to the sentence of a searched rule, to the form at that item, and back."""

import re
from urllib.parse import quote

from playwright.sync_api import Page, expect

WHOLE = re.compile(re.escape(f"?h={quote('期间核查')}"))
"""In the links once the last word typed has been searched for."""


def pressed_until(page: Page, key: str, selector: str, most: int = 60) -> None:
    """Press the key until the focus is on what the selector names."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {selector}")


def test_from_the_home_page_to_a_rule_to_its_item_in_the_form_and_back(page: Page, server: str) -> None:
    page.goto(server)
    pressed_until(page, "Tab", "#home-query")
    page.keyboard.type("期间核查")
    expect(page.locator(".md-search-result__link").first).to_have_attribute("href", WHOLE)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server}rubrics/henan-2024/?h=%E6%9C%9F%E9%97%B4%E6%A0%B8%E6%9F%A5#item-13-sub-1")
    expect(page.locator("#item-13-sub-1")).to_be_in_viewport()
    expect(page.locator("#item-13-sub-1")).to_contain_text("期间核查")

    pressed_until(page, "Shift+Tab", ".item-fill")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server}assess/henan-2024/#item-13")
    expect(page.locator("#item-13")).to_be_in_viewport()

    pressed_until(page, "Tab", "#item-13 .item-read")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server}rubrics/henan-2024/#item-13")
    expect(page.locator("#item-13")).to_be_in_viewport()
    page.go_back()  # a headless browser has no key for it
    expect(page).to_have_url(f"{server}assess/henan-2024/#item-13")
