"""The modules that a page names in advance are those that its scripts import."""

import re

import pytest
from playwright.sync_api import Page

from site_src.scripts import folder, preloads

EVERYWHERE = {"offline.mjs", "messages.mjs"}
WORKERS = re.compile(r"search_|worker|downloads|memory|pyodide")


@pytest.mark.parametrize(
    ("address", "script", "parts"),
    [
        ("assess/henan-2024/", "form", "result"),
        ("assess/shanxi-2021-panel/", "form", "panel rows"),
        ("assess/tianjin-2025-summary/", "form", "summary units"),
        ("assess/many/", "many", ""),
        ("industries/", "industries", ""),
        ("notes/", "", ""),
    ],
)
def test_they_are_what_is_loaded(page: Page, server: str, address: str, script: str, parts: str) -> None:
    loaded: set[str] = set()
    page.on("request", lambda asked: loaded.add(asked.url) if asked.url.endswith(".mjs") else None)
    page.goto(f"{server}{address}")
    modules = {url.removeprefix(server + folder()) for url in loaded if not WORKERS.search(url)}
    assert modules | EVERYWHERE == {*preloads(script, parts), *([f"{script}.mjs"] if script else [])} | EVERYWHERE
