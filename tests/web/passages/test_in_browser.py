"""The notebook in a browser: passages are copied and gathered with script, and everything works without."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect
from serving import running

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def base(make_app):
    """The address of the site."""
    with running(make_app()) as address:
        yield address


def clip(page, documents, number):
    """Go from an article to a sentence of it."""
    page.goto(f"/bai/{documents[number].id}")
    page.get_by_role("link", name="Trích một đoạn").click()
    page.get_by_role("link", name=f"Trong năm qua, chi bộ thôn {number} đã").click()


def test_a_passage_is_copied_with_its_citation(opening, documents):
    """Quote first, citation below."""
    page = opening(f"/bai/{documents[0].id}/trich", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="Công tác phát triển").click()
    page.get_by_role("button", name="Chép đoạn và trích dẫn").click()
    expect(page.get_by_role("status")).to_have_text("Đã chép")
    quote, citation = page.evaluate("navigator.clipboard.readText()").splitlines()[::2] or ("", "")
    assert quote == "“Công tác phát triển đảng viên được cấp ủy coi trọng.”"
    assert citation.startswith("Người viết thử, “Chi bộ số 0")


def test_passages_are_gathered_in_a_tab(opening, documents):
    """Each goes into the notebook that was seen last; an empty notebook forgets."""
    page = opening("/")
    for number in (0, 3):
        clip(page, documents, number)
        page.get_by_role("link", name="Thêm vào sổ trích").click()
        page.wait_for_url("**/so-tay?*")  # its script has to run before the next page is opened
    expect(page.get_by_role("listitem").filter(has=page.locator("blockquote"))).to_have_count(2)
    assert page.url.count("passage=") == 2
    page.goto("/so-tay")
    clip(page, documents, 5)
    page.get_by_role("link", name="Thêm vào sổ trích").click()
    assert page.url.count("passage=") == 1


@pytest.mark.parametrize("script", [True, False])
def test_a_note_survives_the_way_to_an_article(opening, documents, script):
    """With script the tab goes there and remembers it, without the article opens in a tab of its own."""
    page = opening("/", java_script_enabled=script)
    clip(page, documents, 0)
    page.get_by_role("link", name="Thêm vào sổ trích").click()
    page.get_by_label("Ghi chú 1").fill("đọc lại")
    page.get_by_role("link", name="Xem trong bài 1").click()
    expect(page).to_have_url(re.compile(r"/bai/" if script else r"/so-tay\?"))
    if script:
        page.go_back()
    expect(page.get_by_label("Ghi chú 1")).to_have_value("đọc lại")


def test_all_of_it_works_without_script(opening, documents, tmp_path):
    """Clip, add a second one by its address, note, download, open again, compare."""
    page = opening("/", java_script_enabled=False, accept_downloads=True)
    clip(page, documents, 0)
    first = page.url
    clip(page, documents, 3)
    page.get_by_role("link", name="Thêm vào sổ trích").click()
    page.get_by_label("Địa chỉ hoặc mã của đoạn").fill(first)
    page.get_by_role("button", name="Thêm").click()
    expect(page.locator(".clips blockquote")).to_have_count(2)
    page.get_by_label("Ghi chú 1").fill("xem lại")
    with page.expect_download() as started:
        page.get_by_role("button", name="Tải sổ về máy").click()
    file = tmp_path / "so-trich.json"
    started.value.save_as(file)
    assert json.loads(file.read_text("utf-8"))["clippings"][0]["note"] == "xem lại"
    page.get_by_label("Tệp sổ trích").set_input_files(file)
    page.get_by_role("button", name="Mở và so với kho").click()
    expect(page.get_by_text("Chữ vẫn như lúc trích.")).to_have_count(2)
    expect(page.get_by_label("Ghi chú 1")).to_have_value("xem lại")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="So với đoạn trên").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Đặt hai đoạn cạnh nhau")
    expect(opened.value.locator("ins")).to_have_count(2)


def test_texts_are_pasted_without_script(opening):
    """The form sends them, and shows them again."""
    page = opening("/so-sanh", java_script_enabled=False)
    page.get_by_label("hoặc dán chữ vào đây").nth(0).fill("kết nạp 8 đảng viên")
    page.get_by_label("hoặc dán chữ vào đây").nth(1).fill("kết nạp 9 đảng viên")
    page.get_by_role("button", name="So sánh").click()
    expect(page.locator("del")).to_have_text("8")
    expect(page.locator("ins")).to_have_text("9")
    expect(page.get_by_label("hoặc dán chữ vào đây").nth(0)).to_have_value("kết nạp 8 đảng viên")
