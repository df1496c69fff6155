"""Pages that come back as the browser kept them, and pages on paper."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import expect, sync_playwright
from pypdf import PdfReader
from serving import running

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def base(real_site, documents):
    """The address of a site over the real engine, which has suggestions."""
    with running(real_site(documents).application) as address:
        yield address


@pytest.fixture(scope="module")
def browser(whole_chromium_path):
    """A browser that keeps pages to come back to, as those of people do."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=whole_chromium_path, ignore_default_args=["--disable-back-forward-cache"]
        )
        yield found
        found.close()


@pytest.fixture
def page(browser, base):
    """A page in a window of its own that tells whether it was kept."""
    context = browser.new_context(base_url=base, viewport={"width": 1440, "height": 900})
    context.add_init_script("addEventListener('pageshow', event => { window.wasKept = event.persisted; })")
    yield context.new_page()
    context.close()


def back(page) -> None:
    """Go back, and make sure that the page is the one that was left, not a new one."""
    page.go_back(wait_until="commit")
    page.wait_for_function("() => window.wasKept === true")


def test_suggestions_are_closed_and_the_box_is_that_of_the_address(page):
    """What was typed for the next search is not shown beside the results of this one; chosen folds stay."""
    page.goto("/tim?q=ket+nap&year=2021&explain=1")
    page.locator("details.points summary").first.click()
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("dang v")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim?q=dang+v*")
    back(page)
    expect(page.locator("#q")).to_have_value("ket nap")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "false")
    assert page.locator("details[open]").count() >= 1


def test_a_suggestion_that_was_chosen_leaves_nothing_open(page):
    """By the mouse as by keys."""
    page.goto("/")
    page.locator("#q").press_sequentially("ket n")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/tim?q=*")
    back(page)
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("")


def test_a_filled_form_comes_back_filled(page):
    """Who sees that too much was asked for goes back and mends it."""
    page.goto("/tim-nang-cao")
    page.get_by_label("Có tất cả các từ").fill("kết nạp")
    page.get_by_label("Không có").fill("hòa giải")
    page.get_by_label("Xếp theo").select_option(label="Mới nhất")
    page.get_by_role("button", name="Tìm").last.click()
    page.wait_for_url("**/tim?q=*")
    back(page)
    expect(page.get_by_label("Có tất cả các từ")).to_have_value("kết nạp")
    expect(page.get_by_label("Không có")).to_have_value("hòa giải")
    expect(page.get_by_label("Xếp theo")).to_have_value("newest")


def words_of(page) -> tuple[str, int]:
    """All words of a page as it is printed on A4, with single blanks, and the number of sheets."""
    read = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return re.sub(r"\s+", " ", " ".join(sheet.extract_text() for sheet in read.pages)), len(read.pages)


@pytest.mark.parametrize("path", ["/tim/in", "/tim"])
def test_on_paper(page, path):
    """Every hit is whole, nothing is beside the sheet, and query and filters stand at the head in words."""
    page.goto(f"{path}?q=ket+nap&year=2021&year=2020&trust=stated&sort=oldest")
    titles = page.locator(".listed h2, .hit h3").all_inner_texts()
    snippets = page.locator(".snippet").all_inner_texts()
    assert len(titles) == 10
    words, sheets = words_of(page)
    head = words[: words.index(titles[0])]
    for part in ("ket nap", "Năm", "2021", "2020", "Bài ghi rõ ngày", "12 bài"):
        assert part in head, part
    assert [title for title in titles if title not in words] == []
    assert [one for one in snippets if re.sub(r"\s+", " ", one).strip() not in words] == []
    dates = page.locator("time").all_inner_texts()
    assert len(dates) == 10
    assert [date for date in dates if date not in words] == []
    assert 1 < sheets < 5
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 900})  # what A4 leaves between its margins, in CSS pixels
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    assert not page.get_by_role("button").first.is_visible()


def test_addresses_are_printed_whole(page, base):
    """On paper nothing can be clicked: each hit has its address, the search its short link."""
    page.goto("/tim/in?q=ket+nap")
    words, _ = words_of(page)
    assert f"{base}/t/1" in words
    assert words.count(f"{base}/bai/") == 10
    page.goto("/tim/in?q=ket+nap&lang=en")
    page.evaluate("window.print = () => { window.wasPrinted = true; }")
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("window.wasPrinted")
