"""The feed of changes, the index of the data and the plain index name what there is, and nothing else."""

import re
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from playwright.sync_api import Page, expect

from site_src.bundle import published_data
from site_src.feeds import ATOM, atom, feeds, latest
from site_src.load import Data

NAMES = {"atom": "http://www.w3.org/2005/Atom"}


def test_the_feed_is_valid_and_leads_to_the_changes(site: Path) -> None:
    feed = ET.parse(site / ATOM).getroot()  # noqa: S314 - our own
    for name in ("id", "title", "updated"):
        assert feed.findtext(f"atom:{name}", "", NAMES)
    page = (site / "changes" / "index.html").read_text(encoding="utf-8")
    entries = feed.findall("atom:entry", NAMES)
    assert len(entries) == len({entry.findtext("atom:id", "", NAMES) for entry in entries}) > 3
    for entry in entries:
        link = entry.find("atom:link", NAMES)
        assert link is not None
        path, _, anchor = urljoin(f"/{ATOM}", link.get("href")).partition("#")
        assert path == "/changes/"
        assert f'id="{anchor}"' in page


def test_the_newest_change_comes_first_and_dates_the_feed(data: Data) -> None:
    dates = [change.date for change in latest(data)]
    assert dates == sorted(dates, reverse=True)
    assert f"<updated>{dates[0]}T".encode() in atom(data)


def test_the_same_data_give_the_same_feeds(data: Data) -> None:
    assert list(feeds(data)) == list(feeds(data))


def test_every_change_names_pages_that_exist(site: Path, data: Data) -> None:
    assert [page for one in latest(data) for page in one.pages if not (site / page / "index.html").is_file()] == []


def test_the_index_of_the_data_links_every_published_file(site: Path, data: Data) -> None:
    """Schemas too: each has a file or an answers file that it describes."""
    page = (site / "data" / "index.html").read_text(encoding="utf-8")
    linked = {urljoin("/data/", href).removeprefix("/") for href in re.findall(r'href="([^"]+)"', page)}
    assert {uri for uri, _ in published_data(data)} - linked == set()


def test_the_plain_index_leads_somewhere(site: Path) -> None:
    links = re.findall(r"\]\(([^)]+)\)", (site / "llms.txt").read_text(encoding="utf-8"))
    assert len(links) > 20
    assert [link for link in links if not (site / link).exists()] == []


def test_a_page_introduces_itself_where_it_is_shared(site: Path) -> None:
    page = (site / "documents" / "norm-2022" / "index.html").read_text(encoding="utf-8")
    assert '<meta property="og:title" content="监督执法工作规范">' in page
    assert '<meta property="og:description" content="职业卫生技术服务机构监督执法工作规范：全文照印' in page
    assert 'rel="alternate " type="application/atom+xml"' in page


def test_the_theme_does_not_take_the_feed_for_a_translation(page: Page, server: str) -> None:
    """It would ask for a site map beside it, which is not there."""
    page.goto(f"{server}changes/")
    with page.expect_response("**/search_index.json"):
        page.get_by_role("textbox", name="搜索").click()
    expect(page.locator("link[rel=alternate]")).to_have_count(0)


def test_a_site_without_an_address_has_no_empty_site_map(site: Path) -> None:
    assert not (site / "sitemap.xml").exists()
