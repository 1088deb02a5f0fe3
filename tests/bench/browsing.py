"""A Chromium with a profile on disk, as a visitor has one, and pages in it that measure themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, sync_playwright

from tests import chromium


@contextmanager
def new_profile() -> Iterator[BrowserContext]:
    """A browser that has never seen anything: no cache of any kind."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            folder, executable_path=chromium.find(), args=list(chromium.FLAGS), locale="zh-CN", service_workers="block"
        )
        yield context
        context.close()


def script(name: str) -> str:
    """A script of this folder that runs in every page before the page's own."""
    return (Path(__file__).parent / name).read_text("utf-8")
