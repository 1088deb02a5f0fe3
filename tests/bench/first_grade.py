"""A built site in, the time from navigation to the first grade out: ours and plain Pyodide's, visit after visit.

Nobody drives the browser: it is started at a page that leads from visit to visit, and every page tells its own time. A
driver has the browser report every request to it, which costs a page of many files more than one of few.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory

from site_src.core import CORE, PYODIDE
from site_src.load import load
from site_src.runtime import MANIFEST
from tests import chromium
from tests.bench.server import Served, serving

HERE = Path(__file__).parent
RUBRIC = "henan-2024"
WATCHED = "watched/"
"""Our page with the script that watches it, which its policy lets in because it comes from the site itself."""
PAGES = {"snapshot": f"assess/{WATCHED}", "plain": "plain/"}
VISITS = {"snapshot": ("cold", "repeat", "reopened"), "plain": ("cold", "repeat")}
"""In their order. In a draft that is reopened nothing is answered anew; plain Pyodide keeps none."""
PATIENCE_S = 60


def measure(site: Path, runs: int) -> dict[str, dict[str, list[float]]]:
    """Milliseconds by way of starting and by visit; the ways take turns, each run in a new profile."""
    _add_watched_page(site)
    _add_plain_page(site)
    times: dict[str, dict[str, list[float]]] = {way: {visit: [] for visit in VISITS[way]} for way in PAGES}
    with serving(site) as served:
        for _ in range(runs):
            for way in PAGES:
                for visit, milliseconds in _visits(served, way):
                    times[way][visit].append(milliseconds)
    return times


def _visits(served: Served, way: str) -> Iterator[tuple[str, float]]:
    """Each with its milliseconds, one after the other in one browser that has never seen anything."""
    port = served.address.rpartition(":")[2]
    rest = f"http://localhost:{port}visits/rest.html"
    took: Queue[str] = Queue()

    def note(milliseconds: str) -> str:
        took.put(milliseconds)
        return ""

    served.replies |= {"/visit": lambda _: served.address + PAGES[way], "/took": note}
    with _browser_at(rest):
        for visit in VISITS[way]:
            served.replies["/visits/visit.js"] = partial(_about, rest, only_look=visit == "reopened")
            yield visit, float(took.get(timeout=PATIENCE_S))


def _about(rest: str, _: str, *, only_look: bool) -> str:
    """What the page is told of the visit, as a script."""
    return f"window.visit = {json.dumps({'onlyLook': only_look, 'rest': rest})}"


@contextmanager
def _browser_at(address: str) -> Iterator[None]:
    """A browser with a profile on disk, as a visitor has one, that has never seen anything."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        flags = (*chromium.FLAGS, "--headless", "--lang=zh-CN", f"--user-data-dir={profile}")
        browser = subprocess.Popen([str(chromium.find()), *flags, address], stderr=subprocess.DEVNULL)
        try:
            yield
        finally:
            browser.terminate()
            browser.wait()


def _add_watched_page(site: Path) -> None:
    """Our form at an address of its own, which watches itself."""
    shutil.copytree(HERE / "visits", site / "visits", dirs_exist_ok=True)
    scripts = "".join(f'<script src="../../visits/{name}"></script>' for name in ("visit.js", "first_grade.js"))
    page = (site / "assess" / RUBRIC / "index.html").read_text("utf-8")
    watched = site / "assess" / WATCHED
    watched.mkdir(exist_ok=True)
    (watched / "index.html").write_text(page.replace("</title>", f"</title>{scripts}", 1), "utf-8")


def _add_plain_page(site: Path) -> None:
    """Beside the site's own pages: Pyodide as it comes, and the answers that the first button of our form gives."""
    plain = site / "plain"
    shutil.copytree(HERE / "plain", plain, dirs_exist_ok=True)
    core = plain / json.loads((site / MANIFEST).read_bytes())["core"]  # which is kept for ever, like ours
    core.mkdir(exist_ok=True)
    for part in CORE:
        shutil.copy(PYODIDE / part, core)
    first = load().assessments[RUBRIC].rubric.sections[0]
    items = {item.id: {"verdict": "conforming"} for group in first.groups for item in group.items}
    answers = {"rubric": RUBRIC, "context": {"year": 2024}, "items": items}
    (plain / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
