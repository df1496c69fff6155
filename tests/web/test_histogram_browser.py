"""The bars of years and months in a real browser: by click, drag, keyboard, and without script."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise, product
from urllib.parse import parse_qs, urlsplit

import pytest
from access import faults
from playwright.sync_api import expect
from serving import running

from search.model import Published, Trust

pytestmark = pytest.mark.browser

YEARS = ("2019", "2020", "2021", "2022", "2023")


@pytest.fixture(scope="module")
def base(make_app):
    """The address of a running site."""
    with running(make_app()) as address:
        yield address


@pytest.fixture
def visit(opening):
    """A function that opens a page and its filters; a complaint in its console fails the test."""

    def open_page(path: str, width: int = 1440, **options):
        page = opening(path, width, **options)
        if width < 960:
            page.locator(".filters > summary").click()
        return page

    return open_page


def bar(page, value: str):
    """The bar of a year or month."""
    return page.locator(f'.bars a[data-value="{value}"]')


def middle(page, value: str) -> tuple[float, float]:
    """The middle of a bar on the screen."""
    bar(page, value).scroll_into_view_if_needed()
    box = bar(page, value).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, first: str, last: str) -> None:
    """Press on a bar and move to another one, with a bar between; the button stays down."""
    begin, end = middle(page, first), middle(page, last)
    page.mouse.move(*begin)
    page.mouse.down()
    page.mouse.move((begin[0] + end[0]) / 2, begin[1] + 3)
    page.mouse.move(end[0], end[1] + 90)  # below the bars: what counts is from left to right


def chosen(page, name: str = "year") -> list[str]:
    """The values in the address."""
    return parse_qs(urlsplit(page.url).query).get(name, [])


def total(page) -> int:
    """The number of results that the page tells."""
    return int(re.sub(r"\D", "", page.locator("h1 .total").inner_text()))


def picked(page) -> list[str]:
    """The bars that are shown as what would be chosen."""
    return page.locator(".bars .is-picked").evaluate_all("bars => bars.map(bar => bar.dataset.value)")


@pytest.mark.parametrize("has_script", [True, False])
def test_a_click_on_a_bar_chooses_its_year(visit, has_script):
    """Then its months stand below; one of them is chosen, and all of it dropped again, by links alone."""
    page = visit("/tim?q=ket+nap", java_script_enabled=has_script)
    link = page.get_by_role("link", name="2021: 6 bài", exact=True)
    expect(link).to_have_count(1)
    link.click()
    assert chosen(page) == ["2021"]
    assert total(page) == 6
    expect(bar(page, "2021")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("link", name="Bỏ chọn 2021: 6 bài", exact=True)).to_have_count(1)

    month = page.locator('.facet-month .bars a:not([data-count="0"])').first
    promised = int(month.get_attribute("data-count"))
    month.click()
    assert total(page) == promised
    assert [value[:5] for value in chosen(page, "month")] == ["2021-"]
    expect(page.get_by_role("link", name="Thêm 2020: 12 bài", exact=True)).to_have_count(1)
    page.get_by_role("link", name="cả năm 2021").click()
    assert (chosen(page), chosen(page, "month"), total(page)) == (["2021"], [], 6)
    page.go_back()
    page.go_back()
    page.go_back()
    assert (chosen(page), total(page)) == ([], 30)


@pytest.mark.parametrize(("first", "last"), [("2020", "2022"), ("2022", "2020")])
def test_a_drag_chooses_the_years_between(visit, first, last):
    """While it goes on it is told what it would give; let go, those years stand for what was chosen."""
    page = visit("/tim?q=ket+nap&year=2019&month=2019-01&page=2&lang=en")
    drag(page, first, last)
    assert picked(page) == ["2020", "2021", "2022"]
    expect(page.locator(".facet-year .read")).to_have_text("2020–2022: 18 articles")
    with page.expect_navigation():
        page.mouse.up()
    assert chosen(page) == ["2020", "2021", "2022"]
    assert chosen(page, "month") == chosen(page, "page") == []
    assert (chosen(page, "q"), chosen(page, "lang"), total(page)) == (["ket nap"], ["en"], 18)
    expect(page.locator(".chips a").first).to_contain_text("2020–2022")
    page.locator(".chips a").first.click()
    assert chosen(page) == []


def test_what_a_drag_would_give_is_spoken_once(visit):
    """The live region is empty while the pointer moves and says the last range when it rests."""
    page = visit("/tim?q=ket+nap")
    page.evaluate(
        """() => { window.spoken = []; const told = document.querySelector("[role=status]");
        new MutationObserver(() => told.textContent && spoken.push(told.textContent))
            .observe(told, { childList: true, characterData: true, subtree: true }); }"""
    )
    drag(page, "2019", "2021")
    page.mouse.move(*middle(page, "2020"))
    page.mouse.move(*middle(page, "2022"))
    expect(page.locator("[role=status]")).to_have_text("2019–2022: 24 bài")
    spoken = page.evaluate("spoken")  # a slow machine may let the pointer rest on the way
    assert spoken[-1:] == ["2019–2022: 24 bài"]
    assert spoken.count("2019–2022: 24 bài") == 1
    assert not any("2020" in one for one in spoken)


def test_a_drag_is_called_off_by_esc(visit):
    """Nothing is chosen, and the click that ends it follows no link."""
    page = visit("/tim?q=ket+nap")
    drag(page, "2019", "2021")
    page.keyboard.press("Escape")
    assert picked(page) == []
    page.mouse.up()
    assert chosen(page) == []


def test_a_drag_there_and_back_chooses_one_year(visit):
    """It ends on the bar where it began: that year alone."""
    page = visit("/tim?q=ket+nap&year=2019")
    drag(page, "2021", "2023")
    page.mouse.move(*middle(page, "2021"))
    with page.expect_navigation():
        page.mouse.up()
    assert chosen(page) == ["2021"]


def test_months_are_dragged_over_within_their_year(visit):
    """The year stays chosen; its months stand for those chosen before."""
    page = visit("/tim?q=ket+nap&year=2021&month=2021-12")
    drag(page, "2021-02", "2021-11")
    promised = page.locator(".facet-month .read").inner_text()
    assert promised.startswith("2/2021–11/2021: ")
    with page.expect_navigation():
        page.mouse.up()
    assert chosen(page) == ["2021"]
    assert chosen(page, "month") == [f"2021-{month:02}" for month in range(2, 12)]
    assert promised.endswith(f": {total(page)} bài")
    expect(page.locator(".chips")).to_contain_text("2/2021–11/2021")


def stroke(page, places: list[tuple[float, float]]) -> None:
    """A finger that moves over the screen, as the browser gets it from the system."""
    session = page.context.new_cdp_session(page)
    for number, (x, y) in enumerate(places):
        kind = "touchMove" if number else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_chooses_sideways_and_scrolls_up_and_down(visit):
    """A stroke across the bars chooses; one along them scrolls the page and chooses nothing."""
    page = visit("/tim?q=ket+nap", width=320, has_touch=True)
    x, y = middle(page, "2021")
    before = page.evaluate("scrollY")
    stroke(page, [(x, y - 20 * step) for step in range(12)])
    page.wait_for_function("before => scrollY > before", arg=before)
    assert chosen(page) == picked(page) == []

    (begin, y), (end, _) = middle(page, "2020"), middle(page, "2022")
    with page.expect_navigation():
        stroke(page, [(begin + (end - begin) * step / 10, y) for step in range(11)])
    assert chosen(page) == ["2020", "2021", "2022"]


def focused(page) -> str | None:
    """The bar that has the focus."""
    return page.evaluate("document.activeElement.closest('.bars a')?.dataset.value ?? null")


def test_the_bars_are_one_stop_of_the_tab_key(visit):
    """Arrows, Home and End move among them; the next Tab leaves, and comes back to the same bar."""
    page = visit("/tim?q=ket+nap&year=2020")
    assert page.locator('.facet-year .bars a[tabindex="0"]').count() == 1
    bar(page, "2020").focus()
    page.keyboard.press("ArrowRight")
    assert focused(page) == "2021"
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "2023"
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "2019"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert focused(page) is None
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "2020"
    ring = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
    assert ring >= 2
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim?q=ket+nap")


def test_shift_and_arrows_choose_a_range(visit):
    """It grows and shrinks, Esc drops it, Enter asks for it."""
    page = visit("/tim?q=ket+nap&year=2019")
    bar(page, "2020").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+End")
    assert picked(page) == ["2020", "2021", "2022", "2023"]
    page.keyboard.press("Shift+ArrowLeft")
    assert picked(page) == ["2020", "2021", "2022"]
    expect(page.locator("[role=status]")).to_have_text("2020–2022: 18 bài")
    page.keyboard.press("Escape")
    assert picked(page) == []
    assert focused(page) == "2022"
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Shift+ArrowRight")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert chosen(page) == ["2020", "2021", "2022"]
    page.go_back()
    assert (chosen(page), picked(page)) == (["2019"], [])


def test_who_chooses_by_keyboard_stays_at_the_bar(visit):
    """One bar or a range: on the next page the bar that was last has the focus, at the same height."""
    page = visit("/tim?q=đảng+viên")
    bar(page, "2021").focus()
    before = bar(page, "2021").bounding_box()["y"]
    page.keyboard.press("Enter")
    page.wait_for_url("**year=2021*")
    expect(bar(page, "2021")).to_be_focused()
    assert abs(bar(page, "2021").bounding_box()["y"] - before) < 40
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**year=2022*")
    expect(bar(page, "2022")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(bar(page, "2021")).to_be_focused()


def test_a_plain_arrow_drops_the_range(visit):
    """After it, Enter follows the link of its bar."""
    page = visit("/tim?q=ket+nap")
    bar(page, "2020").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowRight")
    assert picked(page) == []
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert chosen(page) == ["2022"]


@pytest.mark.parametrize("has_script", [True, False])
def test_the_days_are_typed_into_a_form(visit, has_script):
    """By keyboard; what was asked for stays, and the fields hold what was asked, as people write it."""
    page = visit("/tim?q=ket+nap&topic=to-chuc&sort=newest&page=2", java_script_enabled=has_script)
    page.get_by_label("từ", exact=True).fill("01-02-2020")
    page.get_by_label("đến", exact=True).fill("2021")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert chosen(page, "from") + chosen(page, "to") == ["01-02-2020", "2021"]
    assert (chosen(page, "topic"), chosen(page, "sort"), chosen(page, "page")) == (
        ["to-chuc"],
        ["newest"],
        [],
    )
    expect(page.get_by_label("từ", exact=True)).to_have_value("1/2/2020")
    expect(page.get_by_label("đến", exact=True)).to_have_value("2021")
    expect(page.locator(".chips")).to_contain_text("từ 01/02/2020")
    values = page.locator(".facet-year .bars a").evaluate_all("bars => bars.map(bar => bar.dataset.value)")
    assert values == ["2020", "2021"]
    before = total(page)
    page.get_by_label("đến", exact=True).fill("")
    with page.expect_navigation():
        page.get_by_role("button", name="Lọc", exact=True).click()
    assert (chosen(page, "from"), chosen(page, "to")) == (["1/2/2020"], [])
    assert total(page) > before


STATES = (
    "/tim?q=ket+nap",
    "/tim?year=2021&month=2021-03&from=2020&lang=en",
    "/tim?year=2021&year=2020&year=2019",
)


@pytest.mark.parametrize("address", STATES)
def test_bars_are_sound_on_every_screen(visit, address):
    """No fault of access, nothing wider than the screen, every bar at least 24 pixels high."""
    page = visit(address)
    for scheme, width in product(("light", "dark"), (320, 768, 1440)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
        assert faults(page, ".facets") == [], (scheme, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        frame = page.locator(".facet-year").bounding_box()
        for box in (
            one.bounding_box() for one in page.locator(".facet-year .bars a, .facet-year .tick").all()
        ):
            assert box["x"] >= frame["x"] - 0.5
            assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 0.5
        heights = page.locator(".bars a").evaluate_all("bars => bars.map(bar => bar.clientHeight)")
        assert min(heights) >= 24
    page.emulate_media(forced_colors="active")
    fills = page.locator(".bars a svg").evaluate_all("all => all.map(one => getComputedStyle(one).fill)")
    on = page.locator(".bars .bar-on").count()
    assert len(set(fills)) == 1 + bool(on)


def test_the_years_below_never_overlap(browser, make_app, documents):
    """However narrow, and however many years the archive spans."""
    held = [
        replace(one, published=Published(Trust.STATED, date(1984 + place * 2, 5, 6), None, 1984 + place * 2))
        for place, one in enumerate(documents[:22])
    ]
    with running(make_app(held=held)) as address:
        page = browser.new_page(viewport={"width": 320, "height": 900})
        page.goto(f"{address}/tim")
        page.locator(".filters > summary").click()
        assert page.locator(".facet-year .bars a").count() == 43
        edges = page.locator(".tick").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.right])"
        )
        assert len(edges) > 3
        assert all(before[1] < after[0] for before, after in pairwise(edges))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.close()


def test_nothing_moves_when_the_script_starts(browser, base):
    """The line above the bars has its height before there is anything in it."""
    places = []
    for has_script in (False, True):
        context = browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=has_script)
        page = context.new_page()
        page.goto(f"{base}/tim?q=ket+nap&year=2021")
        places.append(
            [page.locator(part).bounding_box() for part in (".facet-year .bars", ".facet-month .bars")]
        )
        context.close()
    assert places[0] == places[1]
