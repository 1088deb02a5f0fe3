"""MkDocs asks, the generated pages and published files answer; the only file that knows MkDocs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage

from site_src import scripts, styles
from site_src.bundle import files as published_files
from site_src.checks import check
from site_src.core import CoreError
from site_src.load import Data, load
from site_src.offline import write_worker
from site_src.pages import Page, navigation, pages
from site_src.policy import with_policy
from site_src.runtime import MANIFEST
from site_src.search import entries
from site_src.search_index import write_index
from site_src.snapshot import SnapshotError
from site_src.source import DataError, Problem
from site_src.theme_faults import mended

_SEARCH: list[dict[str, str]] = []
"""The entries of the pages built so far; the theme's own index would know headings only."""
_DATA: list[Data] = []
"""What the pages are built from."""
_STYLES: dict[str, str] = {}
"""The style sheets of the pages built so far, by address."""
_COMMANDS: list[str] = []
"""How MkDocs was started."""


def on_startup(command: str, **_: object) -> None:
    """Remember whether the pages will be served, and so changed on their way."""
    _COMMANDS[:] = [command]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is generated to what is written by hand, and build the menu from both."""
    _SEARCH.clear()
    _STYLES.clear()
    for raw in (*scripts.ASSETS.glob("*.mjs"), *styles.ASSETS.glob("*.css")):
        files.remove(files.src_uris[f"assets/{raw.name}"])  # they are published under names that tell their content
    _DATA[:] = [data := _load()]
    prose = sorted(file.src_uri for file in files.documentation_pages())
    generated = list(pages(data))
    for page in generated:
        files.append(_page(page, config))
    for uri, content in _published_files(data):
        files.append(_published(uri, content, config))
        if uri == MANIFEST and isinstance(content, bytes):
            config.extra["scorer_runtime"] = json.dumps(json.loads(content), separators=(",", ":"))
    config.extra |= {"scripts": scripts.folder(), "preloads": scripts.preloads}
    config.nav = navigation(generated, prose)
    return files


def on_page_content(html: str, page: SitePage, **_: object) -> None:
    """Take the page's places for the search, unless it asks to stay out (forms repeat their checklist)."""
    search = page.meta.get("search", {})
    if not search.get("exclude"):
        own = search.get("own", not page.file.generated_by)
        _SEARCH.extend(entries(page.url, str(page.title), html, mark=search.get("mark", ""), own=own))
    page.meta["search"] = {"exclude": True}


def on_post_page(output: str, **_: object) -> str:
    """Put the policy into the page once everything else stands in it."""
    html, sheet = styles.joined(mended(output))
    _STYLES.update(sheet)
    return with_policy(html, reloading=_COMMANDS == ["serve"])


def on_post_template(output_content: str, template_name: str, **_: object) -> str:
    """The page for unknown addresses comes by this way; so does the site map, which is no page."""
    return on_post_page(output_content) if template_name.endswith(".html") else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """Write the index where the theme fetches it, and then the list of all there is."""
    try:
        write_index(Path(config.site_dir), _SEARCH, *_DATA)
    except DataError as error:
        raise _refused(error.problems) from None
    for address, sheet in _STYLES.items():
        (Path(config.site_dir) / address).write_text(sheet, encoding="utf-8")
    if not config.site_url:
        for name in ("sitemap.xml", "sitemap.xml.gz"):  # without the site's address it would list nothing
            (Path(config.site_dir) / name).unlink(missing_ok=True)
    write_worker(Path(config.site_dir), fixed=_COMMANDS != ["serve"])


def _load() -> Data:
    try:
        data = load()
        problems = check(data)
    except DataError as error:
        problems = error.problems
    if problems:
        raise _refused(problems)
    return data


def _refused(problems: list[Problem]) -> PluginError:
    return PluginError("\n".join(["The data under rubric_data/ cannot be published:", *map(str, problems)]))


def _published_files(data: Data) -> Iterator[tuple[str, bytes | Path]]:
    try:
        yield from published_files(data)
    except (CoreError, SnapshotError) as error:
        raise PluginError(f"The scorer cannot be published: {error}") from None


def _page(page: Page, config: MkDocsConfig) -> File:
    file = File.generated(config, page.uri, content=page.markdown)
    file.edit_uri = f"../{page.source}"
    return file


def _published(uri: str, content: bytes | Path, config: MkDocsConfig) -> File:
    source: dict[str, Any] = {"abs_src_path": str(content)} if isinstance(content, Path) else {"content": content}
    return File.generated(config, uri, **source)
