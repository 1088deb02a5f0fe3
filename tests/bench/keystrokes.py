"""A built site in, the time from each of many keystrokes to the page with its result out."""

from itertools import cycle
from pathlib import Path

from playwright.sync_api import Page

from tests.bench.browsing import new_profile, script
from tests.bench.server import serving

RUBRICS = ("henan-2024", "shanxi-2021-report")
KEYS = ("1", "2", "Backspace", "3", "Backspace", "Backspace")
"""Typed into each counter in turn; every key changes what the rule costs, and in the end nothing is left of them."""
VALUES = ("1", "12", "1", "13", "1", "")
"""What the counter holds after each key."""


def measure(site: Path, keystrokes: int) -> dict[str, dict[str, list[float]]]:
    """Milliseconds by rubric: until the page holds the result (drawing or not), and until it is painted."""
    with serving(site) as served, new_profile() as context:
        context.add_init_script(script("keystrokes.js"))
        return {
            rubric: _typed(context.new_page(), f"{served.address}assess/{rubric}/", keystrokes) for rubric in RUBRICS
        }


def _typed(page: Page, address: str, keystrokes: int) -> dict[str, list[float]]:
    page.goto(address)
    for button in page.locator('button[data-action="rest-conforms"]').all():
        button.click()
    page.locator('.grade[data-rank]:not([data-rank="none"])').first.wait_for(state="attached", timeout=120_000)
    counters = [one for one in page.locator('.counter input[type="number"]').all() if one.is_visible()]
    undrawn = page.evaluate("([values, times]) => window.undrawn(values, times)", [VALUES, keystrokes])
    times: dict[str, list[float]] = {"held": [], "painted": []}
    for counter in cycle(counters):
        counter.focus()
        for key in KEYS:
            for name, milliseconds in zip(times, _press(page, key), strict=True):
                times[name].append(milliseconds)
        if len(times["held"]) >= keystrokes:
            return times | {"undrawn": undrawn}
    raise ValueError(f"{address} has no counter to type into")


def _press(page: Page, key: str) -> list[float]:
    page.evaluate("() => void (window.result = window.nextPainted())")
    page.keyboard.press(key)
    return [float(milliseconds) for milliseconds in page.evaluate("window.result")]
