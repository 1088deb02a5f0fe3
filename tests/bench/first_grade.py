"""A built site in, the time from navigation to the first grade out: ours and plain Pyodide's, visit after visit."""

import json
import shutil
from pathlib import Path

from playwright.sync_api import BrowserContext

from site_src.core import CORE, PYODIDE
from site_src.load import load
from site_src.runtime import MANIFEST
from tests.bench.browsing import new_profile, script
from tests.bench.server import serving

RUBRIC = "henan-2024"
PAGES = {"snapshot": f"assess/{RUBRIC}/", "plain": "plain/"}
VISITS = {"snapshot": ("cold", "repeat", "reopened"), "plain": ("cold", "repeat")}
"""In their order. In a draft that is reopened nothing is answered anew; plain Pyodide keeps none."""
AT_REST_MS = 1500
"""Before a visit, for the browser and its new tab to finish their own start."""
SETTLED_MS = 3000
"""After a visit, for the browser to write its caches."""


def measure(site: Path, runs: int) -> dict[str, dict[str, list[float]]]:
    """Milliseconds by way of starting and by visit; the ways take turns, each run in a new profile."""
    _add_plain_page(site)
    times: dict[str, dict[str, list[float]]] = {way: {visit: [] for visit in VISITS[way]} for way in PAGES}
    with serving(site) as served:
        for _ in range(runs):
            for way, page in PAGES.items():
                with new_profile() as context:
                    context.add_init_script(script("first_grade.js"))
                    for visit, taken in times[way].items():
                        taken.append(_visit(context, served.address + page, only_look=visit == "reopened"))
    return times


def _visit(context: BrowserContext, address: str, *, only_look: bool) -> float:
    page = context.new_page()
    page.add_init_script(f"window.onlyLook = {json.dumps(only_look)}")
    page.wait_for_timeout(AT_REST_MS)
    page.goto(address)
    milliseconds = float(page.evaluate("window.firstGrade"))
    page.wait_for_timeout(SETTLED_MS)
    page.close()
    return milliseconds


def _add_plain_page(site: Path) -> None:
    """Beside the site's own pages: Pyodide as it comes, and the answers that the first button of our form gives."""
    plain = site / "plain"
    shutil.copytree(Path(__file__).parent / "plain", plain, dirs_exist_ok=True)
    core = plain / json.loads((site / MANIFEST).read_bytes())["core"]  # which is kept for ever, like ours
    core.mkdir(exist_ok=True)
    for part in CORE:
        shutil.copy(PYODIDE / part, core)
    first = load().assessments[RUBRIC].rubric.sections[0]
    items = {item.id: {"verdict": "conforming"} for group in first.groups for item in group.items}
    answers = {"rubric": RUBRIC, "context": {"year": 2024}, "items": items}
    (plain / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
