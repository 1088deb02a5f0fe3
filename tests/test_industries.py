"""Is my industry in the catalogue: the two editions compared as READINGS counts them, and asked on the page."""

import csv
import io
import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from site_src.bundle import published_data
from site_src.catalogues import by_edition
from site_src.content import Catalogue
from site_src.editions import Difference, difference, differences, looked_up
from site_src.load import Data
from tests.conftest import watched_page


@pytest.fixture(scope="module")
def compared(data: Data) -> Difference:
    (one,) = differences(data.catalogues)
    return one


def test_the_editions_differ_as_x_07_says(compared: Difference) -> None:
    """152 and 135 codes: 132 shared, 20 here, 3 there; 20 and 18 groups, two of them here alone."""
    codes: dict[str, list[str]] = {"both": [], "first": [], "second": []}
    for row in compared.industries:
        codes[row.listed].append(row.gbt_code)
    assert (compared.first, compared.second) == ("industries-henan-2024", "industries-shanxi-2021")
    assert {listed: len(found) for listed, found in codes.items()} == {"both": 132, "first": 20, "second": 3}
    assert codes["second"] == ["B1011", "B1020", "B1092"]
    assert [group.id for group in compared.groups if group.listed != "both"] == [
        "leather-and-footwear",
        "transport-equipment",
    ]
    assert all(group.listed == "first" for group in compared.groups if group.listed != "both")


def test_names_differ_once_for_industries_and_once_for_groups(compared: Difference) -> None:
    """C2312 and coal; neither a bracket of another width (H-31) nor an asterisk is a name's own (H-28)."""
    assert [row.gbt_code for row in compared.industries if row.renamed] == ["C2312"]
    assert [(group.first, group.second) for group in compared.groups if group.renamed] == [
        ("煤炭开采和洗选业", "煤矿开采和洗选业")
    ]
    assert [group.first for group in compared.groups if group.marked] == [
        "金属制品业*",
        "汽车制造业*",
        "通用设备制造业*",
    ]
    assert [row for row in compared.industries if row.regrouped] == []


def test_neither_edition_is_the_origin(data: Data, compared: Difference) -> None:
    """Told from the other side, the same rows differ."""
    second, first = by_edition(data.catalogues)
    turned = difference(looked_up(first), looked_up(second))
    sides = {"both": "both", "first": "second", "second": "first"}
    assert {(row.gbt_code, sides[row.listed], row.renamed) for row in turned.industries} == {
        (row.gbt_code, row.listed, row.renamed) for row in compared.industries
    }


def test_an_industry_in_another_group_is_told(data: Data) -> None:
    whole = data.catalogues["industries-henan-2024"]
    first, second, *groups = whole.groups
    moved = second.model_copy(update={"rows": [*second.rows, first.rows[-1]]})
    shorter = first.model_copy(update={"rows": first.rows[:-1]})
    other: Catalogue = whole.model_copy(update={"groups": [shorter, moved, *groups]})
    assert [row.gbt_code for row in difference(looked_up(whole), looked_up(other)).industries if row.regrouped] == [
        "B0690"
    ]


def test_the_comparison_is_published(data: Data, compared: Difference) -> None:
    """As JSON and as a table; the print's own section letter is in it."""
    files = dict(published_data(data))
    published = json.loads(files["data/differences/henan-2024-shanxi-2021.json"])
    table = csv.DictReader(io.StringIO(files["data/differences/henan-2024-shanxi-2021.csv"].decode("utf-8-sig")))
    rows = {row["gbt_code"]: row for row in table}
    assert len(published["industries"]) == len(rows) == len(compared.industries) == 155
    assert (rows["C2312"]["first_name"], rows["C2312"]["second_name"]) == ("本册印刷", "本册印制")
    assert (rows["C3411"]["first_code"], rows["C3411"]["first_group"]) == ("B3411", "通用设备制造业*")
    assert (rows["B1011"]["first_name"], rows["B1011"]["listed"]) == ("", "second")


@pytest.fixture(scope="module")
def catalogues(browser: Browser, server: str) -> Iterator[Page]:
    """The page on a narrow screen, asked one thing after another."""
    with watched_page(browser) as page:
        page.set_viewport_size({"width": 360, "height": 760})
        page.goto(f"{server}industries/")
        yield page


ANSWERS = [
    ("C3411", "C3411 锅炉及辅助设备制造：2024 河南列入，2021 山西列入。", 2),
    ("b3411", "C3411 锅炉及辅助设备制造：2024 河南列入，2021 山西列入。", 2),
    ("３４１１", "C3411 锅炉及辅助设备制造：2024 河南列入，2021 山西列入。", 2),
    ("B1092", "B1092 石墨、滑石采选：2024 河南未列入，2021 山西列入。", 1),
    ("锂离子电池", "C3841 锂离子电池制造：2024 河南列入，2021 山西未列入。", 1),
    ("本册印刷", "C2312 本册印刷：2024 河南列入，2021 山西列入。", 2),
    ("C3399", "C3399：2024 河南未列入，2021 山西未列入。", 0),
    ("1510", "1510：2024 河南未列入，2021 山西未列入。", 0),
    ("34", "代码以「34」开头的行业：2024 河南列入18个，2021 山西列入18个。", 36),
    ("制鞋", "名称或组名含「制鞋」的行业：2024 河南列入4个，2021 山西列入0个。", 4),
    ("金矿　采选", "B0921 金矿采选：2024 河南列入，2021 山西列入。", 2),
    ("啤酒酿造", "2024 河南未列入，2021 山西未列入：没有与「啤酒酿造」相符的行业。", 0),
    ("电梯厂", "C3435 电梯、自动扶梯及升降机制造：2024 河南列入，2021 山西列入。", 2),
    ("玻璃瓶厂", "「玻璃瓶、酒瓶」通常归入 C3055 玻璃包装容器制造：2024 河南列入，2021 山西列入。", 2),
    ("加油站", "「加油站」通常归入 F5265 机动车燃油零售：2024 河南未列入，2021 山西未列入。", 0),
    ("饲料机械厂", "2024 河南未列入，2021 山西未列入：没有与「饲料机械厂」相符的行业。", 0),
]


@pytest.mark.parametrize(("query", "verdict", "listed"), ANSWERS, ids=[query for query, *_ in ANSWERS])
def test_a_code_or_words_are_answered_for_each_edition(catalogues: Page, query: str, verdict: str, listed: int) -> None:
    """The lists below show what was found, and the question stands in the address."""
    catalogues.get_by_label("我的行业在目录里吗？").fill(query)
    expect(catalogues.locator("#verdict")).to_contain_text(verdict)
    expect(catalogues.locator("li[data-item]:visible")).to_have_count(listed)
    expect(catalogues.locator("output")).to_have_text(f"下面的目录显示{listed}行，共287行")
    assert "words=" in catalogues.url
    assert catalogues.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_answer_tells_where_the_industry_stands(catalogues: Page) -> None:
    """Section and division of the standard, the group as printed with its asterisk, the printed code and its notes."""
    catalogues.get_by_label("我的行业在目录里吗？").fill("C3411")
    row = catalogues.locator("#answer tbody tr")
    expect(row.locator("td")).to_have_text(
        [
            "C3411（目录印作B3411）",
            "锅炉及辅助设备制造",
            "C 制造业，34 通用设备制造业",
            "列入「通用设备制造业*」",
            "列入「通用设备制造业」",
        ]
    )
    notes = catalogues.locator("#answer").get_by_role("link", name="编者注")
    expect(notes).to_have_text(["编者注 H-28", "编者注 H-29"])
    row.get_by_role("link", name="列入").first.click()
    expect(catalogues.locator("#henan-2024-c3411")).to_be_in_viewport()


def test_what_is_not_listed_has_neighbours(catalogues: Page) -> None:
    """Of the same class, then of the same division, by their distance; without a division there are none."""
    words = catalogues.get_by_label("我的行业在目录里吗？")
    codes = catalogues.locator("#answer tbody td:first-child")
    words.fill("C3399")
    expect(catalogues.locator("#answer caption")).to_have_text("同一中类里相近的已列入行业")
    expect(codes).to_have_text(["C3392", "C3391"])
    expect(catalogues.locator("#answer")).to_contain_text("国家标准第33大类是金属制品业，属C 制造业门类。")
    words.fill("B3351")
    expect(catalogues.locator("#answer caption")).to_have_text("同一大类里相近的已列入行业")
    expect(codes.first).to_have_text("C3331")
    words.fill("1510")
    expect(catalogues.locator("#answer")).to_contain_text("两份目录都没有列入第15大类的任何行业。")
    expect(codes).to_have_count(0)
    words.fill("锂电池制造")
    expect(codes.first).to_have_text("C3841")


def test_what_people_call_an_industry_is_the_sites_own_word(catalogues: Page) -> None:
    """It says so; where nothing is known it says what to look up; the whole list can be read."""
    words = catalogues.get_by_label("我的行业在目录里吗？")
    words.fill("汽修厂")
    expect(catalogues.locator("#verdict")).to_contain_text("通常归入 O8111 汽车修理与维护")
    expect(catalogues.locator("#answer")).to_contain_text("是本站的说法，以登记机关、统计部门核定的代码为准")
    words.fill("预制菜")
    expect(catalogues.locator("#answer")).to_contain_text("请查本单位登记（营业执照）或统计用的国民经济行业代码")
    words.fill("")
    catalogues.get_by_text("个行业的叫法").click()
    row = catalogues.locator("#everyday-c3841 td")
    expect(row).to_have_text(["锂电池", "C3841 锂离子电池制造", "列入", "未列入"])


def test_a_division_narrows_the_lists(catalogues: Page) -> None:
    catalogues.get_by_label("我的行业在目录里吗？").fill("")
    catalogues.get_by_role("link", name="10 非金属矿采选业").click()
    expect(catalogues.locator("li[data-item]:visible")).to_have_count(15)
    catalogues.get_by_label("目录", exact=True).select_option("shanxi-2021")
    expect(catalogues.locator("li[data-item]:visible")).to_have_count(9)
    expect(catalogues.get_by_text("这份目录里没有符合条件的行业。").locator("visible=true")).to_have_count(1)
    assert catalogues.url.endswith("?list=shanxi-2021&division=10")


def test_words_from_an_address_stay_words(catalogues: Page, server: str) -> None:
    catalogues.goto(f"{server}industries/?words=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(catalogues.locator("#verdict")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(catalogues.locator(".page img")).to_have_count(0)


def test_without_scripts_both_catalogues_can_be_read(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}industries/")
    expect(page.locator("li[data-item]:visible")).to_have_count(287)
    expect(page.locator("form[data-filter]")).to_be_hidden()
    expect(page.get_by_role("link", name="逐项对照")).to_be_visible()
    context.close()
