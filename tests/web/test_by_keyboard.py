"""Ten tasks of a reader without a mouse, in a real browser; and what comes back with the page before."""

from __future__ import annotations

import re

import pytest
from keys import FOCUSED, follow, walk
from playwright.sync_api import expect
from serving import running

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def base(make_app):
    """The address of a running site."""
    with running(make_app()) as address:
        yield address


@pytest.fixture
def page(browser, base):
    """A page in a window of its own, at the front page."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=base)
    opened = context.new_page()
    opened.goto("/")
    yield opened
    context.close()


def find(page, words: str) -> None:
    """Ask for something from wherever the focus is."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    with page.expect_navigation(url="**/tim?q=*"):
        page.keyboard.press("Enter")


def total(page) -> int:
    """The number of results that the page tells."""
    return int(re.sub(r"\D", "", page.locator("h1 .total").inner_text()))


def test_find(page):
    """1: the stroke, words, Enter."""
    find(page, "ket nap dang vien")
    assert total(page) == 30


def test_narrow_by_place(page):
    """2: the link to the filters, Tab to a place, Enter; the focus stays at it, so that another is near."""
    find(page, "ket nap")
    follow(page, "^Tới bộ lọc$")
    follow(page, "^thành phố Hà Giang|^tỉnh Thái Nguyên")
    expect(page.locator(".chips")).to_contain_text("Địa phương")
    assert total(page) < 30
    assert page.evaluate(FOCUSED)[0].startswith("Bỏ chọn")


def test_narrow_by_year(page):
    """3: a year more keeps the place of the facet on the screen; Enter once more drops it."""
    find(page, "ket nap")
    walk(page, "^2021 ")
    before = page.evaluate("document.activeElement.getBoundingClientRect().top")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_contain_text("2021")
    assert total(page) == 6
    assert page.evaluate(FOCUSED)[0].startswith("Bỏ chọn 2021")
    assert abs(page.evaluate("document.activeElement.getBoundingClientRect().top") - before) <= 1
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_have_count(0)
    assert page.evaluate(FOCUSED)[0].startswith("2021")


def test_remove_a_filter(page):
    """4: its chip stands before the results."""
    page.goto("/tim?q=ket+nap&year=2021&year=2020")
    assert total(page) == 12
    follow(page, "^Bỏ lọc Năm: 2021")
    expect(page.locator(".chips a").first).to_contain_text("2020")
    assert total(page) == 6


def test_next_page(page):
    """5: the link to the results skips the filters; behind the hits stand the pages."""
    find(page, "ket nap")
    follow(page, "^Tới kết quả$")
    follow(page, "^Sau →$")
    expect(page.locator(".paging [aria-current]")).to_have_text("Trang 2")


def test_open_an_article_and_go_back(page):
    """6 and 7: its title is a link; the browser's own key leads back to the same results."""
    find(page, "ket nap")
    follow(page, "^Tới kết quả$")
    follow(page, "^Chi bộ số")
    expect(page.locator(".story mark").first).to_be_visible()
    page.go_back()  # Alt and the left arrow, which no page but only the window of a browser sees
    assert total(page) == 30
    expect(page.locator("#q")).to_have_value("ket nap")


def test_advanced_search(page):
    """8: the form opens beside the box; Tab goes from field to field, Enter sends it."""
    find(page, "ket nap")
    page.keyboard.press("/")
    follow(page, "^Tìm nâng cao$")
    walk(page, "^Không có$")
    page.keyboard.type("hòa giải")
    walk(page, "^Xếp theo$")
    page.keyboard.press("End")
    walk(page, "^Tìm$")
    page.keyboard.press("Enter")
    page.wait_for_url("**sort=oldest*")
    expect(page.locator("#q")).to_have_value('ket nap -"hòa giải"')


def test_copy_the_link(page, base):
    """9: the button copies the short link as a whole address and says so; it leads to the same search."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/tim?q=ket+nap&year=2021&sort=newest")
    walk(page, "^Chép liên kết ngắn$")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Đã chép liên kết")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{base}/t/1")
    page.goto(copied)
    assert page.url == f"{base}/tim?q=ket+nap&year=2021&sort=newest"


def test_change_the_language(page):
    """10: the other language keeps the question."""
    find(page, "ket nap")
    page.keyboard.press("/")
    follow(page, "^English$")
    expect(page.locator("h1")).to_have_text("30 articles for “ket nap”")


def test_a_link_is_copied_where_the_browser_forbids_it(page):
    """On a page that is not secure the browser has no clipboard for scripts: what is selected is copied."""
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto("/tim?q=ket+nap")
    assert page.evaluate("navigator.clipboard") is None
    walk(page, "^Chép liên kết ngắn$")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Đã chép liên kết")
    page.keyboard.press("/")
    page.keyboard.press("Control+v")
    expect(page.locator("#q")).to_have_value(re.compile("^http://127.0.0.1:[0-9]+/t/1"))


def test_escape_clears_the_box_at_the_second_press(page):
    """The first one closes what is suggested or does nothing; the text can be brought back."""
    page.goto("/tim?q=ket+nap")
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("ket nap")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("")
    page.keyboard.press("Control+z")
    expect(page.locator("#q")).to_have_value("ket nap")
    page.keyboard.press("Escape")
    page.keyboard.press("End")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("ket nap")


def test_nothing_jumps_where_filters_are_folded(browser, base):
    """On a narrow screen a chosen value leads to the head of its results, and Tab goes on at the filters."""
    with browser.new_context(viewport={"width": 360, "height": 800}, base_url=base) as context:
        page = context.new_page()
        page.goto("/tim?q=ket+nap")
        page.locator(".filters > summary").press("Enter")
        walk(page, "^2021 ")
        page.keyboard.press("Enter")
        expect(page.locator(".filters .badge")).to_have_text("1")
        assert page.evaluate("scrollY") == 0
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("has_script", [True, False])
def test_a_reload_and_a_second_tab_show_the_same(browser, base, has_script):
    """All that was chosen is in the address."""
    with browser.new_context(base_url=base, java_script_enabled=has_script) as context:
        page = context.new_page()
        page.goto('/tim?q="kết nạp"&year=2021&year=2020&map=now&sort=oldest&size=5&page=2&explain=1')
        seen = page.locator("main").inner_text()
        second = context.new_page()
        second.goto(page.url)
        page.reload()
        for one in (page, second):
            assert one.locator("main").inner_text() == seen
            expect(one.locator("#q")).to_have_value('"kết nạp"')


def test_a_filled_form_comes_back_filled_where_no_page_is_kept(page):
    """The browser fills it in again, as it would not where a form forbids it to remember."""
    page.goto("/tim-nang-cao")
    page.get_by_label("Có tất cả các từ").fill("kết nạp")
    page.get_by_label("Xếp theo").select_option(label="Mới nhất")
    page.get_by_label("Có tất cả các từ").press("Enter")
    page.wait_for_url("**/tim?q=*")
    page.go_back()
    expect(page.get_by_label("Có tất cả các từ")).to_have_value("kết nạp")
    expect(page.get_by_label("Xếp theo")).to_have_value("newest")
