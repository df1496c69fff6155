"""Suggestions in a real browser: keyboard, mouse and touch, input methods, answers that come late."""

from __future__ import annotations

import re
import time
from itertools import product

import pytest
from access import faults
from making import document
from playwright.sync_api import expect
from serving import running

pytestmark = pytest.mark.browser

SOON = 400
"""Milliseconds after which what was to be asked for was asked for."""


@pytest.fixture(scope="module")
def base(real_site, documents):
    """The address of a site over the real engine."""
    cited = document("citing", refs=["31-CT/TW"], title="Bài viết", body="Theo Chỉ thị số 31-CT/TW.")
    with running(real_site([*documents, cited]).application) as address:
        yield address


@pytest.fixture
def visit(opening):
    """A function that opens a page, the first one if not told; a complaint in its console fails the test."""

    def open_page(path: str = "/", width: int = 1440, **options):
        return opening(path, width, **options)

    return open_page


def asked(page) -> list[str]:
    """Collects what the page asks for suggestions from now on."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if "/suggest" in request.url else None)
    return found


def typed(page, text: str):
    """Put a text into the box at once, so that only one answer can come, and wait until it is shown."""
    page.locator("#q").focus()
    page.keyboard.insert_text(text)
    expect(page.get_by_role("listbox", name="Gợi ý")).to_be_visible()
    return page.get_by_role("option")


def active(page) -> str:
    """The text of the option that the box names as active."""
    own = "document.activeElement.getAttribute('aria-activedescendant')"
    return page.evaluate(f"document.getElementById({own})?.innerText ?? ''")


def test_what_assistive_technology_is_told(visit):
    """The box is a combobox that owns a listbox of labelled groups; the number is spoken once it is quiet."""
    page = visit()
    box = page.get_by_role("combobox", name="Tìm trong kho bài")
    expect(box).to_have_attribute("aria-expanded", "false")
    options = typed(page, "ket n")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_have_attribute("aria-controls", page.get_by_role("listbox").get_attribute("id"))
    expect(page.get_by_role("group", name="Cụm từ").get_by_role("option")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text(f"{options.count()} gợi ý")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("ket n")


def test_keys(visit):
    """Up and Down go round through the box, Home and End to the ends once an option is active."""
    page = visit()
    options = typed(page, "ket n")
    first, last = options.first.inner_text(), options.last.inner_text()
    seen = []
    for key in ("ArrowDown", "End", "Home", "ArrowUp", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        seen.append(active(page))
    assert seen == [first, last, first, "", last, ""]
    expect(page.locator("#q")).to_have_value("ket n")
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.selectionStart") == 0
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert page.evaluate("document.activeElement.type") == "submit"


def test_what_is_being_chosen_from_stays(visit):
    """An answer that comes after the first step into the list does not take the list away."""
    page = visit()
    options = typed(page, "ket n")
    first = options.first.inner_text()
    page.keyboard.insert_text("ap")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(SOON)
    assert active(page) == options.first.inner_text() == first


def test_enter_asks_for_what_was_typed(visit):
    """Nothing is active until it is chosen: Enter asks for the text as it stands."""
    page = visit()
    typed(page, "ket n")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/tim\?q=ket\+n$"))


@pytest.mark.parametrize(
    ("text", "kind", "leads_to"),
    [
        ("ket n", "Cụm từ", r"/tim\?q=k%E1%BA%BFt\+n%E1%BA%A1p\+"),
        ("ket n", "Tiêu đề", r"/bai/"),
        ("phu binh", "Địa phương", r"/tim\?place=d%3A173$"),
        ("giam sat", "Chủ đề", r"/tim\?topic=kiem-tra$"),
        ("31-ct", "Văn bản", r"/van-ban/31-CT/TW$"),
    ],
)
def test_choosing(visit, text, kind, leads_to):
    """A click, or Enter on the active option, goes where its kind leads."""
    for by_keyboard in (True, False):
        page = visit()
        typed(page, text)
        option = page.get_by_role("group", name=kind).get_by_role("option").first
        if by_keyboard:
            wanted = option.get_attribute("id")
            while page.locator("#q").get_attribute("aria-activedescendant") != wanted:
                page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
        else:
            option.click()
        expect(page).to_have_url(re.compile(leads_to))


def test_touch(visit):
    """A tap chooses."""
    page = visit(width=360, has_touch=True, is_mobile=True)
    typed(page, "phu binh").first.tap()
    expect(page).to_have_url(re.compile(r"/tim\?place=d%3A173$"))


def test_the_filters_stay(visit):
    """What is chosen on the page goes along, and the language."""
    page = visit("/tim?q=ket&year=2021&lang=en")
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("ket n")
    page.get_by_role("group", name="Phrases").get_by_role("option").first.click()
    expect(page.locator(".chips")).to_contain_text("2021")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_nothing_is_asked_before_two_letters_or_while_composing(visit):
    """One letter asks nothing, nor do letters that an input method still holds; its end does."""
    page = visit()
    found = asked(page)
    page.locator("#q").press_sequentially("k")
    page.wait_for_timeout(SOON)
    assert found == []
    compose = page.context.new_cdp_session(page)
    compose.send("Input.imeSetComposition", {"text": "ê", "selectionStart": 1, "selectionEnd": 1})
    compose.send("Input.imeSetComposition", {"text": "ết", "selectionStart": 2, "selectionEnd": 2})
    page.wait_for_timeout(SOON)
    assert found == []
    compose.send("Input.insertText", {"text": "ết"})
    expect(page.get_by_role("listbox")).to_be_visible()
    expect(page.locator("#q")).to_have_value("kết")
    assert len(found) == 1


def test_enter_that_ends_a_composition_chooses_nothing(visit):
    """A key that the input method handles (229) is not ours, even with an option active."""
    page = visit()
    typed(page, "ket n")
    page.keyboard.press("ArrowDown")
    page.evaluate(
        """() => {
            for (const key of [{isComposing: true}, {keyCode: 229}])
                document.activeElement.dispatchEvent(
                    new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true, ...key}));
        }"""
    )
    page.wait_for_timeout(100)
    assert page.url.endswith("/")
    expect(page.get_by_role("listbox")).to_be_visible()


def test_fast_typing_asks_once(visit):
    """Letters that follow each other at once make one question."""
    page = visit()
    found = asked(page)
    page.locator("#q").press_sequentially("ket nap", delay=10)
    expect(page.get_by_role("listbox")).to_be_visible()
    assert len(found) == 1


def test_a_late_answer_is_not_shown(visit):
    """An answer to what is no longer in the box never replaces that of what is."""
    page = visit()

    def slow(route):
        if "q=ket&" in f"{route.request.url}&":
            time.sleep(0.6)
        route.continue_()

    page.route("**/suggest*", slow)
    page.locator("#q").press_sequentially("ket")
    page.wait_for_timeout(150)
    page.locator("#q").fill("phu binh")
    expect(page.get_by_role("group", name="Địa phương")).to_be_visible()
    page.wait_for_timeout(800)
    expect(page.get_by_role("group", name="Tiêu đề")).to_have_count(0)


def test_no_list_without_an_answer(visit):
    """Where the question fails, or the box was left, nothing opens and the form works."""
    page = visit()
    page.route("**/suggest*", lambda route: route.fulfill(status=200, body="no json"))
    page.locator("#q").press_sequentially("ket nap")
    page.wait_for_timeout(SOON)
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=ket"))


def test_without_script_there_is_a_search_field(visit):
    """Nothing of a combobox is promised where no script runs."""
    page = visit(java_script_enabled=False)
    expect(page.get_by_role("textbox", name="Tìm trong kho bài")).to_be_visible()
    assert page.locator("[role=combobox], [role=listbox]").count() == 0


@pytest.mark.parametrize("query", ["ket napp", "ddarng vieen", '"chi bộ" zebra -x'])
def test_what_may_be_meant_has_no_fault_of_access(visit, query):
    """Pages with corrections, readings or ways out: no fault, and nothing beside the screen."""
    page = visit(f"/tim?q={query}", width=320)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_an_open_list_has_no_fault_of_access(visit):
    """Light and dark, narrow and wide: no fault, nothing beside the screen, targets high enough."""
    page = visit("/tim?q=")
    typed(page, "dang vien")
    page.keyboard.press("ArrowDown")
    for scheme, width in product(("light", "dark"), (320, 768, 1440)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page) == [], (scheme, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.get_by_role("listbox").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        heights = page.get_by_role("option").evaluate_all("e => e.map(o => o.getBoundingClientRect().height)")
        assert min(heights) >= 24
