"""A browser killed in the middle of a word loses at most its last half second, and never a draft (`make test-kill`)."""

import os
import secrets
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, Error, Page, expect

from tests import chromium

KILLS = int(os.environ.get("KILLS", "3"))
GRACE_S = 0.5
PAUSE_S = 0.08
"""Between two letters of a quick typist."""
WORDS = "打字打到一半的机构"


@dataclass
class Typing:
    """What went into the page: how much of the text at which time, and when the browser was killed."""

    name: str
    entered: list[tuple[float, int]] = field(default_factory=list)
    killed: float = 0
    kept: int = 0

    def text(self, length: int) -> str:
        return (self.name + WORDS * 100)[:length]

    def due(self) -> int:
        """How many letters must have survived; while a busy machine stands still, nobody types or saves."""
        times = [at for at, _ in self.entered if at < self.killed] + [self.killed]
        stood_still = sum(max(0, later - earlier - 1.5 * PAUSE_S) for earlier, later in pairwise(times))
        return max((count for at, count in self.entered if at < self.killed - GRACE_S - stood_still), default=0)


@contextmanager
def started(kind: BrowserType, profile: Path) -> Iterator[tuple[Page, subprocess.Popen[bytes]]]:
    """A browser as a process group of its own on a profile that outlives it."""
    executable = chromium.find()
    assert executable
    told = profile / "DevToolsActivePort"
    told.unlink(missing_ok=True)
    command = [executable, *chromium.LEAN, "--headless", f"--user-data-dir={profile}", "--remote-debugging-port=0"]
    process = subprocess.Popen([*command, "about:blank"], stderr=subprocess.DEVNULL, start_new_session=True)
    while not told.exists() or not told.read_text():
        assert process.poll() is None, "the browser ended by itself"
        time.sleep(0.05)
    browser = kind.connect_over_cdp(f"http://127.0.0.1:{told.read_text().splitlines()[0]}")
    page = browser.contexts[0].new_page()
    page.set_viewport_size({"width": 1280, "height": 720})  # where nothing is folded
    page.route("**/pyodide/**", lambda route: route.abort())
    try:
        yield page, process
    finally:
        with suppress(Error):
            browser.close()
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def type_until_killed(page: Page, process: subprocess.Popen[bytes], typing: Typing) -> None:
    """Letter after letter, until the browser is killed at a moment that nobody knows before."""

    def strike() -> None:
        typing.killed = time.monotonic()
        kill(process)

    page.locator('[name="header/institution"]').focus()
    timer = threading.Timer(0.3 + secrets.randbelow(2000) / 1000, strike)
    timer.start()
    with suppress(Error):
        for count in range(1, 1000):
            page.keyboard.insert_text(typing.text(count)[-1])
            typing.entered.append((time.monotonic(), count))
            page.wait_for_timeout(1000 * PAUSE_S)
    timer.join()


def survived(page: Page, typing: Typing) -> None:
    """The draft opens by itself; if nothing of it was due it may be missing."""
    value = page.locator('[name="header/institution"]').input_value()
    typing.kept = len(value) if value == typing.text(len(value)) else 0
    assert typing.kept >= typing.due(), f"{len(typing.entered)} letters were typed, {typing.due()} due, now {value!r}"


def test_a_killed_browser_loses_at_most_half_a_second(browser: Browser, server: str, tmp_path: Path) -> None:
    """Killed again and again: each draft is there at the next start, and all of them are at the end."""
    typed: list[Typing] = []
    for number in range(KILLS + 1):
        with started(browser.browser_type, tmp_path / "profile") as (page, process):
            page.goto(server + "assess/henan-2024/")
            expect(page.locator(".assess-files")).to_be_visible()
            if any(one.due() for one in typed):
                expect(page.locator('[data-result="saving"]')).to_contain_text("已打开本机答卷")
            if typed:
                survived(page, typed[-1])
            if number < KILLS:
                page.get_by_role("button", name="本机的答卷").click()
                page.get_by_role("button", name="新建一份").click()
                expect(page.locator('[data-result="saving"]')).to_contain_text("新的答卷")
                typed.append(Typing(f"第{number}份"))
                type_until_killed(page, process, typed[-1])
                continue
            page.get_by_role("button", name="本机的答卷").click()
            for typing in (one for one in typed if one.due() > len(one.name)):
                expect(page.locator(".assess-drafts")).to_contain_text(typing.name)
    print("typed/due/kept:", *(f"{len(one.entered)}/{one.due()}/{one.kept}" for one in typed))
