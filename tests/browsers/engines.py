"""The engines besides Chromium: what of each must be on the machine, and a window of it that can be driven."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from marionette_driver.marionette import Marionette
from selenium import webdriver

MINI_BROWSERS = "usr/lib*/**/webkit2gtk-4.*/MiniBrowser"


class Window(Protocol):
    """What both drivers can do by the same names."""

    def find_element(self, by: str, value: str) -> Any: ...  # noqa: ANN401 - two libraries' elements
    def execute_script(self, script: str) -> Any: ...  # noqa: ANN401 - whatever the script returns
    def refresh(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """A browser: what is missing of it here, if anything, and how it opens an address."""

    name: str
    missing: Callable[[], str]
    opened: Callable[[str], AbstractContextManager[Window]]


def _missing_firefox() -> str:
    return "" if _firefox() else "firefox-esr or firefox"


def _missing_webkit() -> str:
    parts = {
        "WebKitWebDriver and MiniBrowser (webkit2gtk-driver)": shutil.which("WebKitWebDriver") and _mini_browser(),
        "a screen (or Xvfb)": os.environ.get("DISPLAY") or shutil.which("Xvfb"),
    }
    return ", ".join(part for part, found in parts.items() if not found)


@contextmanager
def _opened_in_firefox(address: str) -> Iterator[Window]:
    """Through Marionette, which every Firefox has; geckodriver, which Selenium needs, is not in every distribution."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as logs:
        firefox = Marionette(bin=_firefox(), headless=True, gecko_log=str(Path(logs, "gecko")), startup_timeout=180)
        firefox.start_session()
        try:
            print(f"Firefox {firefox.session_capabilities['browserVersion']}")
            firefox.navigate(address)
            yield firefox
        finally:
            firefox.quit(in_app=True)
            firefox.cleanup()


@contextmanager
def _opened_in_webkit(address: str) -> Iterator[Window]:
    options = webdriver.WebKitGTKOptions()
    options.binary_location = str(_mini_browser())
    options.add_argument("--automation")
    with _screen() as environment:
        service = webdriver.WebKitGTKService(shutil.which("WebKitWebDriver"), env=environment)
        webkit = webdriver.WebKitGTK(options=options, service=service)
        try:
            print(f"WebKitGTK {webkit.capabilities['browserVersion']}")
            webkit.get(address)
            yield webkit
        finally:
            webkit.quit()


@contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """The environment of a browser that has no way to run without a screen."""
    if os.environ.get("DISPLAY"):
        yield dict(os.environ)
        return
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x1024x24"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as screen:
        os.close(writing)
        with os.fdopen(reading) as number:
            yield os.environ | {"DISPLAY": f":{number.readline().strip()}"}
        screen.terminate()


def _firefox() -> str | None:
    return next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)


def _mini_browser() -> Path | None:
    return next(Path("/").glob(MINI_BROWSERS), None)


ENGINES = (
    Engine("Firefox", _missing_firefox, _opened_in_firefox),
    Engine("WebKit", _missing_webkit, _opened_in_webkit),
)
