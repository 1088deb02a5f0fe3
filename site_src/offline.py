"""A built site in, its service worker with the list of every file that reading and scoring without a network needs."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

WORKER = "offline.js"
LEFT_OUT = (WORKER, "data/", "sitemap.xml", "assets/javascripts/lunr/", "assets/javascripts/workers/", "assets/images/")
"""What no page needs: files to download, for crawlers, and parts of the theme that are not used."""

_NAMED_BY_CONTENT = re.compile(r"-[0-9a-f]{12}/")
"""Of such folders the worker takes what the browser has already, as of a scorer that runs."""


def write_worker(site: Path, *, fixed: bool) -> None:
    """Put the list of files into the worker.

    Where the files are `fixed` the browser refuses others of the same name, so that no mixture of two versions is
    kept while a host is being updated. A server that changes pages on their way (`mkdocs serve`) rules this out.
    """
    files = [_entry(site / path, path, fixed=fixed) for path in sorted(_needed(site))]
    worker = site / WORKER
    listed = json.dumps(files, separators=(",", ":"))
    worker.write_text(worker.read_text("utf-8").replace('"@files@"', listed), "utf-8")


def _needed(site: Path) -> Iterator[str]:
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.startswith(LEFT_OUT) and path.suffix != ".map":
            yield name


def _entry(path: Path, name: str, *, fixed: bool) -> dict[str, str | int | None]:
    content = path.read_bytes()
    digest = hashlib.sha256(content)
    entry: dict[str, str | int | None] = {
        "url": name.removesuffix("index.html") or "./",
        "revision": None if _NAMED_BY_CONTENT.search(name) else digest.hexdigest()[:16],
        "size": len(content),
    }
    if fixed:
        entry["integrity"] = "sha256-" + base64.b64encode(digest.digest()).decode()
    return entry
