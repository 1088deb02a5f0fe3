"""What a search finds: the index of a page, and in a real browser the first place for what people type."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from site_src.asked_model import asked_places
from site_src.load import Data, load
from site_src.search import entries
from site_src.search_index import write_index
from site_src.source import DataError
from tests.conftest import PREFIX, watched_page

DATA = Path(__file__).parent / "data"
ASK = """async (queries) => {
  const [box, meta] = [".md-search__input", ".md-search-result__meta"].map((place) => document.querySelector(place));
  const isAnswered = (words) => (meta.textContent.trim() === "输入要找的词") === (words === "");
  const enter = (words) => new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error(`no answer to ${words}`)), 20_000);
    const look = () => { if (isAnswered(words)) { clearTimeout(late); said.disconnect(); done(); } };
    const said = new MutationObserver(look);
    said.observe(meta, { childList: true, characterData: true, subtree: true });
    box.value = words;
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    look();
  });
  const found = [];
  for (const query of queries) {
    await enter("");
    await enter(query);
    found.push([...document.querySelectorAll(".md-search-result__link")].map(({ href }) => href));
  }
  return found;
}"""
"""Into the box on the page, one query after the other, each when the last has its answer there."""

PAGE = """
<h1 id="page">规范</h1><p>开头。</p>
<h2 id="chapter-1">第一章<a class="headerlink" href="#chapter-1"> </a></h2>
<div><h3 id="article-1">第一条</h3><p>甲乙，<br>丙丁。</p></div>
<details data-search-exclude><p id="note">编者<img src="x">注</p></details>
<p id="article-1-1">（一）戊己</p>
<table><tr id="row-1"><td>庚</td><td>辛</td></tr></table>
<section><article><h3 id="item-1">第一项</h3></article><p id="group">组</p></section><p id="after">癸</p>
<h2 id="chapter-2" data-search-own="">第二章</h2>
<ul data-search-mark="历史文件"><li id="code" data-search-title="水泥（C3011）" data-search-own="">壬</li></ul>
"""


def test_every_place_is_an_entry_under_its_headings() -> None:
    """A heading reaches to the end of the section or article that it stands in."""
    page, *found = entries("norm/", "规范", PAGE, mark="2022年")
    assert page == {"location": "norm/", "title": "规范", "text": "开头。", "mark": "2022年", "page": "规范"}
    assert [(one["location"], one["title"], one.get("under"), one["text"]) for one in found] == [
        ("norm/#chapter-1", "第一章", None, ""),
        ("norm/#article-1", "第一条", "第一章", "甲乙， 丙丁。"),
        ("norm/#article-1-1", "第一条", "第一章", "（一）戊己"),
        ("norm/#row-1", "第一条", "第一章", "庚 辛"),
        ("norm/#item-1", "第一项", "第一章", ""),
        ("norm/#group", "第一条", "第一章", "组"),
        ("norm/#after", "第一条", "第一章", "癸"),
        ("norm/#chapter-2", "第二章", None, ""),
        ("norm/#code", "水泥（C3011）", "第二章", "壬"),
    ]


def test_an_entry_knows_how_its_text_stands_and_who_says_it() -> None:
    *_, article, heading, code = entries("norm/", "规范", PAGE, mark="2022年")[:2] + entries("norm/", "规范", PAGE)[-2:]
    assert (article["mark"], article.get("own"), heading["own"]) == ("2022年", None, "1")
    assert (code["mark"], code["own"]) == ("历史文件", "1")
    assert entries("about/", "关于", "<h1>关于</h1>", own=True)[0]["own"] == "1"


@pytest.fixture(scope="module")
def home(browser: Browser, server: str) -> Iterator[Page]:
    """One page for all queries."""
    with watched_page(browser) as home:
        home.goto(server)
        yield home


@pytest.fixture(scope="module")
def hits(home: Page) -> list[tuple[str, list[str], list[str]]]:
    """Every query of `data/queries.yml` with the places that answer it, and what the box lists for it."""
    queries = yaml.safe_load((DATA / "queries.yml").read_text(encoding="utf-8"))
    found = listed(home, [str(one["query"]) for one in queries])
    return [(str(one["query"]), one["finds"], places) for one, places in zip(queries, found, strict=True)]


def test_the_place_that_was_meant_is_among_the_first_five(hits: list[tuple[str, list[str], list[str]]]) -> None:
    missed = {query: found[:5] for query, finds, found in hits if not set(finds) & set(found[:5])}
    assert missed == {}


def test_the_place_that_was_meant_mostly_comes_first(hits: list[tuple[str, list[str], list[str]]]) -> None:
    later = [query for query, finds, found in hits if found[0] not in finds]
    assert len(later) <= len(hits) / 10, later


def test_the_queries_are_many_and_name_places_that_exist(
    hits: list[tuple[str, list[str], list[str]]], site: Path
) -> None:
    """A destination that is gone would make a query pass or fail for the wrong reason."""
    assert len({query for query, _, _ in hits}) == len(hits) >= 220
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    places = {place["location"] for place in index["docs"]}
    assert {place for _, finds, _ in hits for place in finds} <= places


def test_an_editors_note_comes_after_the_text_it_is_about(home: Page) -> None:
    found = first_hits(home, "入脑入心、可以为常")
    assert found.index("documents/notice-2014/#section-3-p2") < found.index("notes/#n-02")


def test_what_people_say_and_ask_comes_with_the_places(site: Path, data: Data) -> None:
    """The build refuses what leads nowhere or is printed anyway."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    asked = {one["location"]: one["asked"] for one in index["docs"] if "asked" in one}
    assert asked == {place: words for one in data.asked.values() for _, place, words in asked_places(one)}
    assert len(asked) > 250
    assert {"privacy/", "notes/#h-01", "rubrics/henan-2024/#item-27-clause-2"} <= asked.keys()
    assert ["假报告", "虚假报告"] in index["config"]["synonyms"]
    assert len(index["config"]["synonyms"]) > 100


def test_words_that_lead_nowhere_or_are_printed_are_told_at_their_line(tmp_path: Path) -> None:
    """Only what is built knows every place and all that stands there."""
    data = load(DATA / "good")
    places = [place for one in data.asked.values() for _, place, _ in asked_places(one)]
    built = [{"location": place, "title": "名单", "text": "弄虚作假，虚假；有几家？"} for place in places]
    (tmp_path / "search").mkdir()
    write_index(tmp_path, built, data)
    wrong = [one | {"text": "漏了岗位的，弄虚作假"} for one in built if one["location"] != "about/"]
    with pytest.raises(DataError) as refused:
        write_index(tmp_path, wrong, data)
    assert [str(problem) for problem in refused.value.problems] == [
        "good/asked/sample.yml:6: rubrics/parts-2000.item-2-1-sub-a.0: 漏了岗位 is printed there and found anyway",
        "good/asked/site.yml:2: about.top: no page has the place about/, or the search leaves it out",
        "good/synonyms/terms.yml:1: 0.printed.1: no page says 虚假",
    ]


def test_a_question_is_not_answered_by_one_item_alone(home: Page) -> None:
    """What an item consists of are places of their own; two of them come before the next item."""
    found = [re.sub(r"-(?:sub|clause)-.*", "", place) for place in first_hits(home, "专业技术人员最少几个人")[:5]]
    assert max(found.count(place) for place in found) == 2, found


def test_an_item_is_shown_with_what_answers(home: Page) -> None:
    """Its own words only name the records to look at; what it asks for and what it costs are its parts'."""
    first_hits(home, "没签合同扣几分")
    item = home.locator(".md-search-result__item", has=home.locator("a[href*='henan-2024/'][href$='#item-19']"))
    expect(item).to_contain_text("未签订合同/技术协议或未开展评审的，扣3分")


def test_contact_data_is_not_in_the_index(site: Path) -> None:
    """Whom to write to until 2021 and 2025 is nobody's search result."""
    index = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert not re.search(r"\b1[0-9]{10}\b|\w@\w|\b[0-9]{8}\b", index)


def test_words_that_stand_nowhere_find_nothing(home: Page) -> None:
    assert first_hits(home, "龘龘龘") == []


def test_a_citation_opens_the_very_place_even_one_that_the_index_leaves_out(home: Page) -> None:
    """The working checklist repeats the norm, so its items are not in the index; a link leads to them."""
    cited = "《职业卫生技术服务机构监督执法工作规范》第一项，http://elsewhere.example/rubrics/enforcement-2022/#item-2"
    assert first_hits(home, cited) == ["rubrics/enforcement-2022/#item-2"]
    assert first_hits(home, "documents/norm-2022/#article-1") == ["documents/norm-2022/#article-1"]


@pytest.mark.parametrize("query", ["龘7-7", "龘.*+?^${}()|[]\\龘", "9.9龘%"])
def test_signs_with_a_meaning_to_programs_are_words_like_others(home: Page, query: str) -> None:
    """The box answers; an error in the worker would leave it waiting."""
    assert len(first_hits(home, query)) < 60


def first_hits(page: Page, query: str) -> list[str]:
    return listed(page, [query])[0]


def listed(page: Page, queries: list[str]) -> list[list[str]]:
    """The addresses of the places in each query's list, relative to the site, best first.

    The words come in without a key being pressed, as when they are pasted.
    """
    page.get_by_role("textbox", name="搜索").click()
    found: list[list[str]] = page.evaluate(ASK, queries)
    return [[re.sub(r"\?h=[^#]*", "", link).partition(PREFIX)[2] for link in links] for links in found]


def test_the_box_on_the_home_page_hands_over_to_the_search(page: Page, server: str) -> None:
    page.goto(server)
    page.get_by_role("searchbox").press_sequentially("六个坚持")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert page.get_by_role("textbox", name="搜索").input_value() == "六个坚持"


@pytest.mark.console_errors  # the script is looked for at every depth
@pytest.mark.parametrize("depth", ["", "a/", "rubrics/a/b/c/"])
def test_the_page_for_unknown_addresses_searches_from_any_depth(
    page: Page, site: Path, server: str, depth: str
) -> None:
    """As a server shows it: at the address that leads nowhere."""
    page.route(f"{server}{depth}nowhere", lambda route: route.fulfill(path=site / "404.html", status=404))
    page.goto(f"{server}{depth}nowhere")
    expect(page.get_by_role("link", name="现场检查")).to_have_attribute("href", f"{server}assess/#on-site")
    page.get_by_role("searchbox").fill("第18条")
    page.get_by_role("link", name="第十八条", exact=True).click()
    expect(page).to_have_url(f"{server}documents/norm-2022/#article-18")
