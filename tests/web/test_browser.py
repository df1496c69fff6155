"""The site in a real browser: the way of a visitor, with and without script, on narrow and wide screens."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest
from access import faults
from playwright.sync_api import expect
from serving import running

from search.model import Article, Block, BlockKind, Citation

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1440)

KINDS = (
    "home",
    "results",
    "many",
    "read",
    "nothing",
    "form",
    "guide",
    "article",
    "nasty",
    "document",
    "place",
    "topic",
    "source",
    "about",
    "list",
    "capture",
    "missing",
)

UNFOLD = "document.querySelectorAll('details').forEach(part => { part.open = true; })"


@pytest.fixture(scope="module")
def base(make_app):
    """The address of a running site."""
    with running(make_app()) as address:
        yield address


@pytest.fixture
def complaints():
    """What the console tells but of a page that is not there, which is asked for here."""
    heard = []
    yield heard
    assert [line for line in heard if "404" not in line] == []


@pytest.fixture
def visit(opening):
    """A function that opens a page; a complaint in its console fails the test."""
    return opening


@pytest.fixture(scope="module")
def kinds(documents):
    """An address of every kind of page."""
    one = documents[0].id
    return {
        "home": "/",
        "results": "/tim?q=ket+nap+dang+vien&place=d:173&year=unknown&year=2021",
        "many": "/tim?q=ket+nap&page=2&lang=en",
        "read": "/tim?q=%22ket+*+nap%22+28-CT/TW+" + "nơi:" + "m" * 190 + "&accent=loose",
        "form": "/tim-nang-cao?q=ket+nap+năm:2021+-" + "m" * 190 + "+(a+HOẶC+b)&year=2021",
        "guide": "/huong-dan?lang=en",
        "nothing": "/tim?q=%22ket+nap%22+zebra&year=2021",
        "article": f"/bai/{one}?q=ket+nap",
        "nasty": f"/bai/{documents[31].id}?q=script",
        "document": "/van-ban/28-CT/TW.XII",
        "places": "/dia-phuong?name=phu+binh&q=ket+nap&year=2021",
        "place": "/noi/P:19",
        "topic": "/chu-de/to-chuc/can-bo",
        "source": "/nguon/bao-tinh",
        "about": "/gioi-thieu",
        "list": "/gia-tri/place?q=ket+nap&place=d:173",
        "capture": f"/bai/{one}/goc",
        "missing": "/nothing-here",
    }


def number_in(text: str) -> int:
    """The number that stands in a text."""
    return int(re.sub(r"\D", "", text))


def total(page) -> int:
    """The number of results that the page tells."""
    return number_in(page.locator("h1 .total").inner_text())


def pick(page, facet: str, name: str):
    """The link of a facet's value."""
    return page.locator(f".facet-{facet} .pick", has_text=name).first


@pytest.mark.parametrize("has_script", [True, False])
def test_the_way_of_a_visitor(visit, has_script):
    """Search, pick a facet, get as many results as it counted, clear it, open an article, go back."""
    page = visit("/", java_script_enabled=has_script)
    page.locator("#q").fill("ket nap dang vien")
    page.get_by_role("button", name="Tìm").click()
    everything = total(page)
    assert everything == 30

    year = pick(page, "year", "2021")
    promised = number_in(year.locator(".count").inner_text())
    year.click()
    assert total(page) == promised
    assert page.locator("article.hit").count() == min(promised, 10)
    assert "Năm: 2021" in page.locator(".chips a").first.inner_text()

    page.get_by_role("link", name="xóa hết").click()
    assert total(page) == everything
    expect(page.locator("#q")).to_have_value("ket nap dang vien")

    headline = page.locator("article.hit h3 a").first
    title = headline.inner_text()
    headline.click()
    assert page.locator("h1").inner_text() == title
    assert page.locator(".story mark").count() > 0
    page.go_back()
    assert total(page) == everything


@pytest.mark.parametrize("has_script", [True, False])
def test_a_place_is_found_by_its_name(visit, has_script):
    """Typed without accents in the field beside the facet, by keyboard alone; the search stays."""
    page = visit("/tim?q=ket+nap&year=2021", java_script_enabled=has_script)
    page.get_by_label("Tên tỉnh, huyện, xã").fill("huyen phu binh")
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="huyện Phú Bình, Thái Nguyên")
    promised = number_in(page.locator(".units .count").first.inner_text())
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_contain_text("huyện Phú Bình (cũ), Thái Nguyên")
    assert total(page) == promised
    expect(page.locator("#q")).to_have_value("ket nap")


@pytest.mark.parametrize("has_script", [True, False])
def test_the_form_by_keyboard(visit, has_script):
    """Its labels name its fields; Enter in any of them asks, and the filters chosen before stay."""
    page = visit("/tim?q=ket+nap&year=2021", java_script_enabled=has_script)
    page.get_by_role("link", name="Tìm nâng cao").first.click()
    expect(page.get_by_label("Có tất cả các từ")).to_have_value("ket nap")
    page.get_by_label("Không có").fill("chi bộ thôn 2, hòa giải")
    page.get_by_label("Xếp theo").select_option(label="Mới nhất")
    page.get_by_label("Có tất cả các từ").fill("kết nạp")
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_have_value('kết nạp -"chi bộ thôn 2" -"hòa giải"')
    expect(page.locator(".chips")).to_contain_text("2021")
    expect(page.locator(".sorts [aria-current]")).to_have_text("Mới nhất")
    expect(page.locator(".read-as")).to_contain_text("không có “hòa giải”")
    assert total(page) == 5


def test_a_note_is_undone(visit):
    """The × of a note asks for the same without it, and the × of what it set goes back."""
    page = visit("/tim?q=ket+nap")
    page.get_by_role("link", name="không hiểu như vậy").click()
    expect(page.locator(".chips")).to_contain_text("đúng như đã gõ")
    assert page.locator(".notes").count() == 0
    page.locator(".chips a").first.click()
    expect(page.locator(".notes")).to_contain_text("Gõ không dấu")


def test_every_count_is_kept(visit):
    """One in three of the values in view leads to as many results as stand beside it."""
    page = visit("/tim?q=ket+nap")
    promised = page.locator(".facets .pick").evaluate_all(
        "links => links.map(a => [a.href, parseInt(a.querySelector('.count').firstChild.textContent)])"
    )
    assert len(promised) > 12
    for address, count in promised[::3]:
        page.goto(address)
        assert total(page) == count


def test_filters_open_without_script_on_a_narrow_screen(visit):
    """On a telephone the filters are folded, open by a tap, and work without script."""
    page = visit("/tim?q=ket+nap", width=360, java_script_enabled=False)
    assert not pick(page, "year", "2020").is_visible()
    page.locator(".filters > summary").click()
    pick(page, "year", "2020").click()
    assert total(page) == 6
    assert page.locator(".filters .badge").inner_text() == "1"


def test_filters_stand_beside_the_results_on_a_wide_screen(visit):
    """On a wide screen the filters need no tap, with or without script."""
    for has_script in (True, False):
        page = visit("/tim?q=ket+nap", java_script_enabled=has_script)
        box = pick(page, "year", "2020").bounding_box()
        hit = page.locator("article.hit").first.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] < hit["x"]


def test_slash_goes_to_the_box(visit):
    """The stroke key puts the cursor into the box; inside the box it is a stroke."""
    page = visit("/tim?q=ket")
    page.keyboard.press("/")
    page.keyboard.type("28-CT/TW")
    expect(page.locator("#q")).to_have_value("28-CT/TW")


def test_the_keyboard_is_enough(visit):
    """The first tab stop skips to the content; a focused link has a visible ring."""
    page = visit("/tim?q=ket")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    page.keyboard.press("Tab")
    width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
    assert width >= 2


@pytest.mark.parametrize("name", KINDS)
def test_nothing_is_wider_than_the_screen(visit, kinds, name):
    """No page scrolls sideways on any screen, with filters and reasons unfolded too."""
    page = visit(kinds[name])
    page.evaluate(UNFOLD)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.fixture(scope="module")
def wide_site(make_app, documents):
    """The addresses of pages, on a site of their own, in which names hold no blank to break a line at."""
    name = "m" * 190
    text = f"{name}\n{name}\n{name}"
    kinds = (BlockKind.TITLE, BlockKind.BODY, BlockKind.BYLINE)
    blocks = tuple(Block(kind, at * 191, at * 191 + 190) for at, kind in enumerate(kinds))
    article = Article(text, blocks, name, f"https://example.vn/{name}")
    cited = Citation(name, "CT")
    held = [replace(one, article=article, citations=(cited,)) for one in documents[:3]]
    pages = (
        "/",
        f"/tim?q={name}&source={name}&ref={name}&source={name.upper()}",
        f"/tim?q={name}+zebra&source={name.upper()}&ref={name}",
        f"/bai/{held[0].id}",
        f"/bai/{held[0].id}?q={name}",
        f"/bai/{held[0].id}/goc",
    )
    with running(make_app(held=held)) as address:
        yield [address + page for page in pages]


def test_long_names_are_wrapped(browser, wide_site):
    """A source, title or number of 190 letters without a blank never makes a page scroll sideways."""
    page = browser.new_page()
    for address in wide_site:
        page.goto(address)
        page.evaluate(UNFOLD)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address[:60], width)
    page.close()


def test_marks_are_not_clipped(visit, kinds):
    """A mark is as high as its letters with two accents need: the line is never lower than the mark."""
    page = visit(kinds["results"])
    for part in (".hit h3", ".snippet"):
        heights = page.locator(f"{part}:has(mark)").first.evaluate(
            "e => [parseFloat(getComputedStyle(e).lineHeight), parseFloat(getComputedStyle(e).fontSize)]"
        )
        assert heights[0] >= 1.35 * heights[1]


def test_a_script_in_an_article_stays_text(visit, kinds, nasty):
    """A hostile title is drawn as it is written, and nothing runs."""
    page = visit(kinds["nasty"])
    dialogs = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message) or dialog.dismiss())
    page.reload()
    assert page.locator("h1").inner_text() == nasty
    assert dialogs == []


def test_both_languages_lead_to_each_other(visit):
    """The switch keeps the question, and English stays while one goes on."""
    page = visit("/tim?q=ket+nap&year=2021")
    page.get_by_role("link", name="English").click()
    assert page.locator("h1").inner_text() == "6 articles for “ket nap”"
    page.locator("article.hit h3 a").first.click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.locator("html").get_attribute("lang") == "vi"


@pytest.fixture(scope="module")
def noted_site(make_app, kinds):
    """The addresses of pages on a site with a notice, one of its words too long for a narrow screen."""
    words = "Bài ở đây do chương trình tự tạo: người, việc và số liệu đều không có thật. " + "m" * 120
    with running(make_app(notice=words)) as address:
        yield [address + page for page in kinds.values()]


def test_a_notice_is_read_by_everyone(browser, noted_site):
    """It is in view at the top, without a fault of access and inside the screen, light, dark and forced."""
    page = browser.new_page()
    modes = (("light", "none"), ("dark", "none"), ("dark", "active"))
    for address in noted_site:
        page.goto(address)
        for (scheme, forced), width in product(modes, (360, 768, 1440)):
            page.emulate_media(color_scheme=scheme, forced_colors=forced)
            page.set_viewport_size({"width": width, "height": 900})
            expect(page.locator(".notice")).to_be_in_viewport(ratio=1)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
            if forced == "none":
                assert faults(page, ".notice") == [], (address, scheme, width)
    page.close()
