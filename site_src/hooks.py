"""MkDocs asks, the generated pages and published files answer; the only file that knows MkDocs."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from site_src.bundle import files as published_files
from site_src.load import Data, load
from site_src.pages import Page, navigation, pages
from site_src.source import DataError


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is generated to what is written by hand, and build the menu from both."""
    data = _load()
    prose = sorted(file.src_uri for file in files.documentation_pages() if file.inclusion.is_in_nav())
    generated = list(pages(data))
    for page in generated:
        files.append(_page(page, config))
    for uri, content in published_files(data):
        files.append(_published(uri, content, config))
    config.nav = navigation(generated, prose)
    return files


def _load() -> Data:
    try:
        return load()
    except DataError as error:
        raise PluginError(f"The data under rubric_data/ cannot be published:\n{error}") from None


def _page(page: Page, config: MkDocsConfig) -> File:
    file = File.generated(config, page.uri, content=page.markdown)
    file.edit_uri = f"../{page.source}"
    return file


def _published(uri: str, content: bytes | Path, config: MkDocsConfig) -> File:
    source: dict[str, Any] = {"abs_src_path": str(content)} if isinstance(content, Path) else {"content": content}
    return File.generated(config, uri, **source)
