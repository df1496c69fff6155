"""The page that makes a snippet, and the box in a frame, in a real browser."""

from __future__ import annotations

import re
from contextlib import ExitStack

import pytest
from access import faults
from hosting import host
from playwright.sync_api import expect
from serving import running

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(real_site, documents):
    """The address of a site that other sites may ask and frame."""
    with running(real_site(documents, cors_origins="*", embed_frame_ancestors="*").application) as address:
        yield address


@pytest.fixture
def visit(browser, site):
    """A function that opens a page in a window of its own; a complaint in its console fails the test."""
    complaints = []
    with ExitStack() as stack:

        def open_page(address: str, width: int = 1440, **options):
            context = browser.new_context(viewport={"width": width, "height": 900}, base_url=site, **options)
            stack.callback(context.close)
            page = context.new_page()
            page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(address)
            return page

        yield open_page
    assert [line for line in complaints if "favicon" not in line] == []


def test_snippet_and_preview_follow_the_form(visit, site):
    """What is chosen is seen at once, in the snippet, in the frame and in the address."""
    page = visit("/nhung")
    page.get_by_label("Địa phương").fill("huyen phu binh")
    page.get_by_label("Cách dùng").select_option("results")
    expect(page.locator("#ma")).to_contain_text('place="d:173"')
    expect(page.locator("#ma")).to_contain_text('mode="results"')
    frame = page.frame_locator("#thu")
    expect(frame.locator("[part=chip]")).to_contain_text("huyện Phú Bình")
    frame.get_by_role("combobox").fill("ket nap")
    frame.get_by_role("combobox").press("Enter")
    expect(frame.locator("[part=hit]").first).to_be_visible()
    expect(page).to_have_url(f"{site}/nhung?where=huyen+phu+binh&mode=results")
    page.get_by_label("Địa phương").fill("zebra")
    page.get_by_label("Địa phương").press("Enter")
    expect(page.get_by_text("Không có địa phương nào tên như vậy.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Không có địa phương nào tên như vậy.")).to_be_visible()


def test_the_snippet_is_copied_and_works(visit, site):
    """The button copies what stands there; pasted into a page of a strict host it finds articles."""
    may = ["clipboard-read", "clipboard-write"]
    page = visit("/nhung?where=huyen+phu+binh&mode=results&way=pin", permissions=may)
    page.get_by_role("button", name="Chép đoạn mã").click()
    pasted = page.evaluate("navigator.clipboard.readText()")
    assert pasted == page.locator("#ma").inner_text()
    with host(site, {"pasted": pasted}) as address:
        other = visit(f"{address}/pasted")
        box = other.get_by_role("combobox", name="Tìm trong kho bài")
        box.fill("ket nap")
        box.press("Enter")
        expect(other.locator("[part=hit]").first).to_be_visible()


def test_a_script_that_is_not_the_pinned_one_does_not_run(visit, site, browser):
    """The hash holds: another text at the same address is refused, and the plain form stays."""
    page = visit("/nhung?way=pin")
    snippet = page.locator("#ma").inner_text()
    with host(site, {"pasted": snippet}) as address:
        context = browser.new_context()
        other = context.new_page()
        other.route("**/tra-tin.js", lambda route: route.fulfill(body="document.title = 'taken'", headers=JS))
        other.goto(f"{address}/pasted")
        assert other.title() == "Trang xã"
        expect(other.locator("tra-tin > form > input[name=q]")).to_be_visible()
        context.close()


NOTHING = "default-src 'none'; style-src 'self'"
JS = {"Content-Type": "text/javascript", "Access-Control-Allow-Origin": "*"}


def test_without_script_a_form_makes_the_snippet(visit, site):
    """The button asks for the page anew; what was chosen is chosen on it, and the snippet says it."""
    page = visit("/nhung", java_script_enabled=False)
    page.get_by_label("Địa phương").fill("huyen phu binh")
    page.get_by_label("Chủ đề").select_option("to-chuc")
    page.get_by_role("button", name="Làm đoạn mã").click()
    expect(page.locator("#ma")).to_contain_text('place="d:173" topic="to-chuc"')
    expect(page.get_by_label("Chủ đề")).to_have_value("to-chuc")
    frame = page.frame_locator("#thu")
    expect(frame.locator("input[name=q]")).to_be_visible()
    expect(frame.locator("input[name=topic]")).to_have_value("to-chuc")


@pytest.mark.parametrize("runs_script", [True, False])
def test_a_frame_on_the_page_of_a_host(visit, site, runs_script):
    """A host that lets no foreign script in can frame the box; results open beside its page."""
    body = f'<iframe src="{site}/nhung/trang?place=d:173" title="Tìm" height="440"></iframe>'
    with host(site, {"framed": body}, style="", policy=f"{NOTHING}; frame-src {site}") as address:
        page = visit(f"{address}/framed", java_script_enabled=runs_script)
        box = page.frame_locator("iframe").locator("input[name=q]:visible")
        box.fill("kết nạp")
        with page.expect_popup() as opened:
            box.press("Enter")
        expect(opened.value).to_have_url(
            re.compile(rf"^{site}/tim\?q=k%E1%BA%BFt\+n%E1%BA%A1p&place=d%3A173")
        )


def test_the_frame_has_no_fault_of_access(visit):
    """Light and dark, narrow and wide, with the list open."""
    page = visit("/nhung/trang?place=d:173&mode=results")
    page.get_by_role("combobox").fill("ket nap")
    expect(page.get_by_role("listbox")).to_be_visible()
    for scheme, width in (("light", 320), ("dark", 1440)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 600})
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
