"""What tests share: the loaded data, the built site behind a server, and a browser that reports every error."""

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal, override

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from site_src.bundle import ROOT, compile_rubrics
from site_src.load import Data, load
from site_src.source import DataError
from tests import chromium

expect.set_options(timeout=20_000)  # a busy machine takes its time; what has to be quick, `make bench` measures

PREFIX = "/zhiping/"
FIRST = ("test_site.py", "test_properties.py")
"""The longest file, for which one worker builds the site, and what another does until it is built."""
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_sessionstart(session: pytest.Session) -> None:
    """The scorer reads what the data say now, not an earlier build; written once, before any worker starts."""
    if hasattr(session.config, "workerinput"):
        return
    try:
        (ROOT / "scorer" / "rubrics.json").write_bytes(compile_rubrics(load().rubrics))
    except DataError as error:
        pytest.exit(f"the data do not load:\n{error}", returncode=1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with browser tests take longest and come first, so that at the end all workers end together.

    What a browser shows is not measured: the scorer must be reached by tests of its own, and measuring takes half
    the time of what such a test does in Python.
    """
    slow = set()
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            slow.add(item.path)
            item.add_marker("no_cover")
    begun = {name: place for place, name in enumerate(FIRST)}
    items.sort(key=lambda item: begun.get(item.path.name, len(FIRST) + (item.path not in slow)))


@pytest.fixture(scope="session")
def data() -> Data:
    return load()


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for all workers of a run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def site(shared_folder: Path) -> Path:
    """The whole site, built by the first worker that asks for it. Nobody may write into it."""
    folder = shared_folder / "site"
    with (shared_folder / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _build(shared_folder / "unfinished").rename(folder)
    return folder


def _build(folder: Path) -> Path:
    """Not measured: that would take a minute."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    built = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address of the built site, below a path of its own as on GitHub's pages."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = chromium.find()
    assert executable, "no Chromium found: run `make test`, which looks for one and says what to do"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(chromium.LEAN))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A watched page of the test's own; it may log errors if the test is marked `console_errors`."""
    with watched_page(browser, may_log_errors=request.node.get_closest_marker("console_errors") is not None) as page:
        yield page


@contextmanager
def watched_page(
    browser: Browser, *, may_log_errors: bool = False, offline: bool = False, user_agent: str | None = None
) -> Iterator[Page]:
    """A page in a profile of its own, which must ask nobody but the loopback server for anything and log no error.

    Unless a test is about offline use, whoever fills in a form does not get the whole site for it.
    """
    workers: Literal["allow", "block"] = "allow" if offline else "block"
    context = browser.new_context(locale="zh-CN", accept_downloads=True, service_workers=workers, user_agent=user_agent)
    page = context.new_page()
    errors: list[str] = []
    foreign: list[str] = []
    context.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("request", lambda sent: None if _is_own(sent.url) else foreign.append(sent.url))
    yield page
    context.close()
    assert not foreign, f"asked a third party: {foreign}"
    if not may_log_errors:
        assert not errors, f"the console shows: {errors}"


def _is_own(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "blob:", "data:", "about:", "file:"))


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder below `PREFIX` on a free port; yields the address."""
    handler = partial(_Handler, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
        server.shutdown()


class _Server(ThreadingHTTPServer):
    @override
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of a file is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else a file waits 40 ms behind its own headers
    wbufsize = -1
    extensions_map = {  # noqa: RUF012 - the base class declares it so
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    @override
    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(PREFIX)
        return super().translate_path("/" + inside if inside != path else "/not-below-the-prefix")

    @override
    def log_message(self, format: str, *args: object) -> None:
        pass
