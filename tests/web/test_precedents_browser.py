"""Pages about earlier wording and what is taken along, without a mouse, without script, in forced colours."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from access import faults
from keys import follow, walk
from playwright.sync_api import expect
from serving import running

pytestmark = pytest.mark.browser

SENTENCE = "Công tác phát triển đảng viên được cấp ủy coi trọng."


@pytest.fixture(scope="module")
def base(make_app):
    """The address of the site."""
    with running(make_app()) as address:
        yield address


def choose(page, name: str, text: str) -> None:
    """Go to a list by Tab and choose by typing how a value begins."""
    walk(page, name)
    page.keyboard.type(text)


def test_from_results_to_the_words_of_a_wording_by_keyboard(opening):
    """Results, their lines, the strip, a wording, its lines, another order, an article at the place."""
    page = opening("/tim?q=ket+nap")
    follow(page, "^Tiền lệ$")
    expect(page.locator("h1")).to_contain_text("Ngữ cảnh")
    follow(page, "^Cách viết$")
    follow(page, "^coi mọi con số như nhau$")
    walk(page, "^coi mọi con số như nhau$")
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
    follow(page, "^kết nạp$")
    expect(page.locator(".only")).to_contain_text("kết nạp")
    follow(page, "^Theo chữ bên phải$")
    follow(page, "^các dòng liền nhau của một bài")
    follow(page, "^Chi bộ số")
    expect(page.locator(":target, mark").first).to_be_visible()


def test_what_stands_beside_by_keyboard(opening):
    """Lists are chosen from by typing; a word that stands there leads to its lines."""
    page = opening("/di-kem?q=ket+nap")
    follow(page, "^số lần$")
    choose(page, "^phải", "4")
    walk(page, "^Xem$")
    page.keyboard.press("Enter")
    page.wait_for_url("**measure=count*right=4*")
    page.locator("table.told").wait_for()
    follow(page, "^đảng$")
    expect(page.locator(".kwic").first).to_be_visible()


def test_who_where_and_when_by_keyboard(opening):
    """Groups of another kind and the lines of one; the first use; a second phrase drawn; its table."""
    page = opening("/ai-o-dau?q=ket+nap")
    follow(page, "^Nguồn$")
    follow(page, "^bao-tinh")
    expect(page.locator(".only")).to_contain_text("bao-tinh")
    follow(page, "^Lần đầu$")
    expect(page.get_by_role("heading", name="Những bài sớm nhất rõ ngày")).to_be_visible()
    follow(page, "^Theo thời gian$")
    walk(page, "^Cụm từ 2$")
    page.keyboard.type('"đảng viên"')
    page.keyboard.press("Enter")
    page.wait_for_url("**q2=*")
    follow(page, "^Theo tháng$")
    walk(page, "^Hình$")
    walk(page, "^bảng .CSV.$")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename.endswith(".csv")


def test_the_scale_of_lines_is_seen_on_a_telephone(opening):
    """Where the picture is wider than the screen its end is seen, and still the scale of the lines."""
    page = opening("/theo-thoi-gian?q=ket+nap")
    scale, drawn = page.locator(".over-time .scale"), page.locator(".over-time .drawn")
    expect(scale).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 900})
    expect(scale).to_be_visible()
    seen, whole = scale.bounding_box(), drawn.bounding_box()
    assert whole["x"] < 0 <= seen["x"] < 40, "the picture goes on to the left, its scale is in view"
    assert abs(seen["y"] - whole["y"]) < 1
    assert abs(seen["height"] - whole["height"]) < 2, "ticks stand at the same heights"


def test_pasted_texts_by_keyboard(opening):
    """A sentence is pasted and found; what is found stands beside it."""
    page = opening("/doan-giong")
    walk(page, "^Đoạn chữ$")
    page.keyboard.insert_text(SENTENCE)
    walk(page, "^Tìm đoạn giống$")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".found-alike mark").first).to_be_visible()
    follow(page, "^Đặt cạnh nhau 1$")
    expect(page.locator("h1")).to_have_text("Đặt hai đoạn cạnh nhau")
    walk(page, "^So sánh$")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table")).to_be_visible()


def test_taking_along_by_keyboard(opening, documents):
    """A passage goes into the notebook, another one by its address; lines go into a file."""
    page = opening(f"/bai/{documents[0].id}")
    follow(page, "^Trích một đoạn$")
    follow(page, "^Công tác phát triển")
    follow(page, "^Thêm vào sổ trích$")
    expect(page.locator(".clips blockquote")).to_have_count(1)
    walk(page, "^Địa chỉ hoặc mã của đoạn")
    page.keyboard.type(f"/bai/{documents[3].id}?passage=0,20")
    page.keyboard.press("Enter")
    expect(page.locator(".clips blockquote")).to_have_count(2)
    page.goto("/xuat?q=ket+nap")
    walk(page, "^CSV – Mọi chỗ khớp$")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename == "tratin-dong-ket-nap.csv"


def test_without_script(opening, tmp_path):
    """Links and forms do all of it: lines, wordings, what stands beside, groups, first use, course, files."""
    page = opening("/tim?q=ket+nap", java_script_enabled=False, accept_downloads=True)
    page.get_by_role("link", name="Tiền lệ").click()
    page.get_by_role("link", name="Theo chữ bên trái").click()
    expect(page.locator(".sorts [aria-current]")).to_have_text("Theo chữ bên trái")
    strip = page.get_by_role("navigation", name="Tiền lệ")
    strip.get_by_role("link", name="Chữ đi kèm").click()
    page.get_by_role("link", name="số lần").click()
    page.get_by_label("phải").select_option("4")
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.get_by_label("phải")).to_have_value("4")
    expect(page.locator(".sorts [aria-current]")).to_have_text("số lần")
    strip.get_by_role("link", name="Ai, ở đâu").click()
    page.get_by_role("link", name="Nguồn", exact=True).click()
    expect(page.locator("table.told")).to_contain_text("bao-tinh")
    strip.get_by_role("link", name="Lần đầu").click()
    expect(page.locator(".kwic").first).to_be_visible()
    strip.get_by_role("link", name="Theo thời gian").click()
    page.get_by_label("Cụm từ 2").fill("đảng viên")
    page.get_by_role("button", name="Vẽ").click()
    expect(page.locator(".key .s2")).to_contain_text("đảng viên")
    strip.get_by_role("link", name="Đoạn giống").click()
    page.get_by_label("Đoạn chữ").fill(SENTENCE)
    page.get_by_role("button", name="Tìm đoạn giống").click()
    expect(page.locator(".found-alike mark").first).to_be_visible()
    page.goto("/xuat?q=ket+nap")
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV – Mọi bài tìm được").click()
    started.value.save_as(tmp_path / "bai.csv")
    lines = list(csv.reader(io.StringIO((tmp_path / "bai.csv").read_text("utf-8-sig"))))
    assert lines[-1] == ["# Hết: 30 dòng, đủ cả."]


LOOK = """e => {
    const {backgroundColor, color, borderBottomColor, fontWeight, textDecorationLine, fill, stroke} =
        getComputedStyle(e);
    return JSON.stringify([backgroundColor, color, borderBottomColor, fontWeight, textDecorationLine,
        fill, stroke]);
}"""

CONTROLS = "main :is(a, button, input:not([type=hidden]), select, textarea):visible"

RING = "e => [getComputedStyle(e).outlineStyle, parseFloat(getComputedStyle(e).outlineWidth)]"

APART = {
    "/ngu-canh?q=ket+nap&lines=right&grouped=1": (
        (".strip [aria-current]", ".strip a:not([aria-current], .to-results)"),
        (".sorts [aria-current]", ".sorts a:not([aria-current])"),
        (".kwic mark", ".kwic .at"),
    ),
    "/cach-viet?q=ket+nap&numbers=1": ((".pick.is-on .box", ".pick:not(.is-on) .box"),),
    "/di-kem?q=ket+nap": (
        (".choices button", ".hint"),
        (".sorts [aria-current]", ".sorts a:not([aria-current])"),
    ),
    "/ai-o-dau?q=ket+nap&by=source": (
        (".sorts [aria-current]", ".sorts a:not([aria-current])"),
        (".ranks [aria-current]", ".ranks a:not([aria-current])"),
    ),
    "/lan-dau?q=ket+nap": ((".kwic mark", ".kwic .at"),),
    "/theo-thoi-gian?q=ket+nap&q2=zebra": (
        (".sorts [aria-current]", ".sorts a:not([aria-current])"),
        (".over-time .l", ".over-time .bar"),
    ),
    "/doan-giong?text=Công+tác+phát+triển+đảng+viên+được+cấp+ủy+coi+trọng": (
        (".both-sides mark", ".both-sides p"),
    ),
    "/so-sanh?a={one}&b={two}": ((".diff del", ".diff [role=cell]"), (".diff ins", ".diff [role=cell]")),
    "/so-tay?passage=/bai/{one}?passage=57,52": ((".clips a", ".clips blockquote"),),
    "/xuat?q=ket+nap": ((".offers a", ".offers .how"),),
}
"""By page: what has to differ from what, where no colour of ours is left."""


@pytest.mark.parametrize("address", APART)
def test_where_colours_are_forced(opening, documents, address):
    """What is chosen, found or changed differs from what stands beside it; what has the focus shows it."""
    page = opening(
        address.format(one=documents[0].id, two=documents[3].id), forced_colors="active", color_scheme="dark"
    )
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    for chosen, other in APART[address]:
        drawn = [page.locator(each).first.evaluate(LOOK) for each in (chosen, other)]
        assert drawn[0] != drawn[1], (chosen, drawn[0])
    for control in page.locator(CONTROLS).all()[:40]:
        control.focus()
        style, width = control.evaluate(RING)
        assert style != "none", control
        assert width >= 2, control


@pytest.mark.parametrize(
    ("address", "links"),
    [
        ("/cach-viet?q=ket+nap", ".taken a"),
        ("/di-kem?q=ket+nap", ".taken a, .sorts a"),
        ("/ai-o-dau?q=ket+nap&rank=share", ".taken a, .ranks a"),
        ("/ngu-canh?q=ket+nap&lines=sample", ".hint a"),
    ],
)
def test_tools_of_a_table_can_be_hit(opening, address, links):
    """Files, orders and samples are large enough, without a fault of access, and no page scrolls sideways."""
    page = opening(address)
    for width in (320, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        heights = [link.bounding_box()["height"] for link in page.locator(links).all()]
        assert heights
        assert min(heights) >= 24
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert faults(page, "main") == []


def test_a_table_is_taken_along(opening, tmp_path):
    """The link beside it is a download of all its rows."""
    page = opening("/cach-viet?q=ket+nap", accept_downloads=True)
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    assert started.value.suggested_filename == "tratin-cach-viet-ket-nap.csv"
    started.value.save_as(tmp_path / "table.csv")
    lines = list(csv.reader(io.StringIO((tmp_path / "table.csv").read_text("utf-8-sig"))))
    assert lines[-1][0].endswith("đủ cả.")
    assert len(lines) > 15


def test_copies_are_compared_wherever_they_are_read(browser, make_app, documents):
    """The link beside a copy is large enough, without a fault of access, and no page scrolls sideways."""
    held = [replace(one, group="g") for one in documents[:3]] + list(documents[3:])
    with running(make_app(held=held)) as address, browser.new_context(base_url=address) as context:
        page = context.new_page()
        page.goto(f"/bai/{documents[0].id}")
        links = page.locator(".elsewhere .compare")
        expect(links).to_have_count(2)
        for width in (320, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert links.first.bounding_box()["height"] >= 24
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert faults(page, ".elsewhere") == []
        follow(page, f"^So sánh với bài này: {documents[1].article.title}")
        expect(page.get_by_role("columnheader")).to_have_text(
            [documents[0].article.title, documents[1].article.title]
        )
