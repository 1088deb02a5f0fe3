"""Dark or light: the system's wish until somebody chooses, then the choice, on every page and before it is drawn."""

from playwright.sync_api import Page, expect

SCHEME = "document.body.dataset.mdColorScheme"


def test_the_system_decides_until_somebody_chooses(page: Page, server: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{server}notes/")
    dark = page.get_by_role("button", name="深色")
    expect(dark).to_have_attribute("aria-pressed", "true")
    page.emulate_media(color_scheme="light")
    expect(dark).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("localStorage.length") == 0


def test_a_choice_holds_on_every_page(page: Page, server: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{server}notes/")
    page.get_by_role("button", name="深色").click()
    page.goto(f"{server}industries/")
    assert page.evaluate(SCHEME) == "slate"
    expect(page.locator("meta[name=color-scheme]")).to_have_attribute("content", "dark")
    page.get_by_role("button", name="深色").press("Enter")
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert page.evaluate(SCHEME) == "default"


def test_paper_is_never_dark(page: Page, server: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{server}notes/")
    ink = "getComputedStyle(document.body).getPropertyValue('--ink')"
    light = page.evaluate(ink)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate(ink) != light
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(ink) == light
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
