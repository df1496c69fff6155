"""What holds for every kind of page: no fault of access, nothing beside the screen, no jumping."""

from __future__ import annotations

from itertools import product

import pytest
from access import faults
from kinds import KINDS, LEFT_OUT, kinds_of
from overlaps import OVERLAPS
from playwright.sync_api import expect
from serving import running
from trial import IS_PROOF
from werkzeug.exceptions import NotFound

pytestmark = pytest.mark.browser

NARROW, PHONE, WIDE = 320, 360, 1440
"""CSS pixels: 320 is also a screen of 1280 at 400 %."""

ALL_LOOKS = tuple(product((NARROW, WIDE), ("light", "dark")))
LOOKS = {"vi": ((NARROW, "light"), (WIDE, "dark")), "en": ((NARROW, "dark"), (WIDE, "light"))}
if IS_PROOF:
    LOOKS = dict.fromkeys(LOOKS, ALL_LOOKS)
"""Widths and colours in which axe looks at a page, by its language."""

COLOURED = set(LOOKS) if IS_PROOF else {"vi"}
"""In which languages it looks at contrast: words have the same colours in both."""

LOOKS_AGAIN = 3
"""How often a page is opened at most that moved."""

MOVE = """() => {
    document.querySelector('main').prepend(Object.assign(document.createElement('hr'), {height: 99}));
    return window.shifts.length > 0;
}"""
"""Something more before all else in each frame, until it is noticed: what was not drawn yet cannot move."""

MOVE_BACK = "document.querySelectorAll('main > hr[height=\"99\"]').forEach(part => part.remove())"

SPEAKING = "[role=status], [role=alert], [role=log], [aria-live]"

WITHOUT_BOX = {"home", "printed", "framed"}
"""Pages whose head has no search box."""

HEAD = """() => [...document.querySelectorAll('.ask :is(input[name=q], button[type=submit])')].map(part => {
    const style = getComputedStyle(part);
    return [style.font, style.padding, style.border, style.borderRadius, style.background, part.offsetHeight];
})"""

UNFOLD = "document.querySelectorAll('details').forEach(part => { part.open = true; })"

TARGETS = """found => found
    .filter(e => !e.matches('.skip') && !e.closest('p:not(.maps, .back, .share, .jumps), h1, h3, dd, .how'))
    .map(e => [e.outerHTML.slice(0, 100), e.getBoundingClientRect().height])
    .filter(([, height]) => height < 24)"""


@pytest.fixture(scope="module")
def app(make_app):
    """The site that is looked at."""
    return make_app()


@pytest.fixture(scope="module")
def base(app):
    """Its address."""
    with running(app) as address:
        yield address


@pytest.fixture
def visit(tab, watched, documents):
    """A function that opens a kind of page in a language, in a window of some width."""

    def open_page(kind: str, lang: str = "vi", width: int = WIDE):
        tab.set_viewport_size({"width": width, "height": 900})
        address = kinds_of(documents)[kind]
        tab.goto(address + ("&" if "?" in address else "?") + f"lang={lang}")
        return tab

    return open_page


def test_every_route_is_looked_at(app):
    """Whoever adds a route adds a page to the list, or says why it has none."""
    routes = app.url_map.bind("")
    looked_at = set()
    for address in KINDS.values():
        try:
            looked_at.add(routes.match(address.partition("?")[0])[0])
        except NotFound:
            assert address == KINDS["missing"]
    known = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert known == looked_at | LEFT_OUT.keys()
    assert not looked_at & LEFT_OUT.keys()


def beside(page, widths) -> list[int]:
    """The widths of a window at which a page scrolls sideways."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(width)
    return found


def large_letters(page) -> list[int]:
    """Where whoever sets letters of 32 pixels scrolls a page sideways, on a phone or a tablet."""
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    found = beside(page, (NARROW, 768))
    page.evaluate("document.documentElement.removeAttribute('style')")
    page.set_viewport_size({"width": PHONE, "height": 900})
    return found


def small_targets(page) -> list:
    """Links and buttons that are not part of a sentence, with all unfolded, and less than 24 pixels high."""
    page.evaluate(UNFOLD)
    return page.locator("a:visible, button:visible, summary:visible").evaluate_all(TARGETS)


def spoken(page) -> list[str]:
    """Whether what changes is spoken in more or less than one place, and which page it is is not told."""
    counts = [page.locator(each).count() for each in (SPEAKING, "h1")]
    return [] if counts == [1, 1] and len(page.title()) > len("Tra Tin") + 3 else [*counts, page.title()]


def seen_by_axe(page, lang) -> dict:
    """Faults that axe finds and what lies over another or beside the screen, by look, with all unfolded."""
    page.evaluate(UNFOLD)
    told = {"sounds": page.locator("audio, video").count()}
    for width, scheme in LOOKS[lang]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        told[width, scheme] = [
            *faults(page, colours=lang in COLOURED),
            *(["beside"] if page.evaluate("document.documentElement.scrollWidth") > width else []),
            *page.evaluate(OVERLAPS),
        ]
    return {look: found for look, found in told.items() if found}


def moved_at(visit, kind: str, width: int) -> list:
    """What moved on a kind of page until it was at rest, narrow or wide, with the script running.

    What moved once, where a busy machine drew half of a page, is looked at again: what a page does to itself,
    it does each time. Halves of the frame of a page are tried in `test_halting.py`.
    """
    for _ in range(LOOKS_AGAIN):
        page = visit(kind, width=width)
        page.wait_for_timeout(200)
        if not (moved := page.evaluate("window.shifts")):
            break
    return moved


def assert_none(told: dict) -> None:
    """Fail with what was found by each check that found something, a line each."""
    if lines := [f"{check}: {found}" for check, found in told.items() if found]:
        pytest.fail("\n".join(lines), pytrace=False)


@pytest.fixture(scope="module")
def head():
    """What the head of the results looks like, once it was looked at."""
    return []


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_on_a_phone(visit, tab, kind, head):
    """Nothing jumps, the head is that of the results, large letters fit, targets are large enough."""
    if not head:
        head += visit("results", width=PHONE).evaluate(HEAD)
        assert len(head) == 2
    jumped = moved_at(visit, kind, PHONE)
    other = [] if kind in WITHOUT_BOX or (own := tab.evaluate(HEAD)) == head else [own, head]
    assert_none(
        {
            "jumped": jumped,
            "other head": other,
            "large letters beside the screen at": large_letters(tab),
            "small targets": small_targets(tab),
        }
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_on_a_desk(visit, tab, kind):
    """Nothing jumps, one region speaks, and axe finds no fault: in light, dark, narrow and wide.

    Each look is seen in one of the languages; `make proof` sees all of them in both.
    """
    jumped = moved_at(visit, kind, WIDE)
    tab.wait_for_function(MOVE)  # what moves would have been noticed, on this very page
    tab.evaluate(MOVE_BACK)
    assert_none({"jumped": jumped, "regions and title": spoken(tab), "axe": seen_by_axe(tab, "vi")})


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_in_english(visit, kind):
    """Axe finds no fault, in those looks in which it does not look at the Vietnamese page."""
    assert_none({"axe": seen_by_axe(visit(kind, "en"), "en")})


def test_titles_tell_query_number_and_page(visit):
    """What is read first when results open: what was asked for, how many were found, which page."""
    assert visit("second page").title() == "ket nap – 30 bài – trang 2 – Tra Tin"
    assert visit("second page", "en").title() == "ket nap – 30 articles – page 2 – Tra Tin"
    assert visit("all articles").title() == "32 bài – Tra Tin"


def test_facets_are_named_groups(visit):
    """Each facet is a region by its own name, with its values as a list."""
    page = visit("results")
    for name in ("Địa phương", "Năm", "Chủ đề", "Văn bản được nhắc"):
        region = page.get_by_role("region", name=name, exact=True)
        expect(region.get_by_role("list").first).to_be_visible()


def differs(page, chosen: str, other: str, *, properties: tuple[str, ...]) -> bool:
    """Whether the first element of one selector is drawn otherwise than that of another."""
    read = "(e, names) => names.map(name => getComputedStyle(e)[name])"
    drawn = [page.locator(each).first.evaluate(read, list(properties)) for each in (chosen, other)]
    return drawn[0] != drawn[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_colours_are_forced(visit, tab, scheme):
    """What is chosen, where one is, and what has the focus differ by more than colours of ours."""
    look = ("backgroundColor", "borderTopColor", "borderBottomColor", "outlineStyle", "color")
    tab.emulate_media(forced_colors="active", color_scheme=scheme)
    page = visit("second page")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert differs(page, ".paging [aria-current]", ".paging a:not([aria-current], .step)", properties=look)
    assert differs(page, ".sorts [aria-current]", ".sorts a:not([aria-current])", properties=look)
    assert differs(page, ".langs [aria-current]", ".langs a:not([aria-current])", properties=look)
    assert differs(
        page, ".maps [aria-current]", ".maps a:not([aria-current])", properties=("textDecorationLine",)
    )
    page = visit("results")
    assert differs(page, ".pick.is-on .box", ".pick:not(.is-on) .box", properties=look)
    for selector in (".pick", "#q", ".ask button", ".chips a", ".hit h3 a"):
        page.locator(selector).first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        ring = page.locator(selector).first.evaluate(
            "e => [getComputedStyle(e).outlineStyle, parseFloat(getComputedStyle(e).outlineWidth)]"
        )
        assert ring[0] != "none", selector
        assert ring[1] >= 2, selector
