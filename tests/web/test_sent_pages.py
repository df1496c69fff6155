"""Pages that are made of what a form sends: the other language shows them too, and nothing is lost."""

from __future__ import annotations

import html
import io
import json
import re

import pytest
from playwright.sync_api import expect
from serving import running

LONG = "Chi bộ thôn đã kết nạp đảng viên mới trong năm. " * 60


def notebook(documents) -> bytes:
    """A file with a note."""
    one = {"article": documents[0].id, "start": 0, "length": 9, "text": "x", "note": "ghi thử"}
    told = {"kind": "tratin-clippings", "version": 1, "saved": "x", "site": "y", "clippings": [one]}
    return json.dumps(told).encode()


def language_buttons(page):
    """What the languages of a page are: the form that they send, and where."""
    head = page.partition('class="langs"')[2].partition("</nav>")[0]
    return re.findall(r'<button form="([\w-]+)" formaction="([^"]+)"', head)


@pytest.mark.parametrize("path", ["/doan-giong", "/so-sanh", "/so-tay"])
def test_a_language_sends_the_form_again(client, documents, path):
    """On a page that was sent, each language is a button of the form that holds what was sent."""
    file = (io.BytesIO(notebook(documents)), "so.json")
    data = {"/doan-giong": {"text": LONG}, "/so-sanh": {"a_text": "một", "b_text": "hai"}}.get(
        path, {"tep": file}
    )
    page = client.post(path, data=data).text
    (form, first), (other, second) = language_buttons(page)
    assert form == other
    assert [html.unescape(href) for href in (first, second)] == [path, f"{path}?lang=en"]
    assert page.count(f'id="{form}"') == 1
    assert re.search(rf'<form[^>]* id="{form}" action="[^"]+" method="post">', page)
    assert language_buttons(client.get(path).text) == []


def test_what_was_not_filled_in_is_said(client):
    """A form sent with nothing in it, or with one of two, is answered by a sentence."""
    assert "Chưa có chữ nào để tìm" in client.post("/doan-giong", data={"text": "  "}).text
    assert "Chưa có chữ nào để tìm" not in client.get("/doan-giong").text
    for sent in ({}, {"a_text": "một"}, {"b": " ", "a": "x"}):
        assert "Chưa đủ hai đoạn" in client.post("/so-sanh", data=sent).text
    assert "Chưa đủ hai đoạn" not in client.post("/so-sanh", data={"a_text": "một", "b_text": "hai"}).text
    assert "Chưa đủ hai đoạn" not in client.get("/so-sanh?a=0000000000000000").text


@pytest.fixture(scope="module")
def base(make_app):
    """The address of the site."""
    with running(make_app()) as address:
        yield address


@pytest.mark.browser
def test_what_was_typed_is_there_in_the_other_language(opening, documents, tmp_path):
    """Pasted text, and notes of a file with those typed since; Enter in a field changes no language."""
    page = opening("/so-sanh", java_script_enabled=False)
    page.get_by_label("hoặc dán chữ vào đây").nth(0).fill("một hai")
    page.get_by_role("button", name="So sánh").click()
    page.get_by_label("hoặc dán chữ vào đây").nth(1).fill("một ba")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("textarea").nth(0)).to_have_value("một hai")
    expect(page.locator("ins")).to_have_text("ba")
    file = tmp_path / "so.json"
    file.write_bytes(notebook(documents))
    page.goto("/so-tay")
    page.get_by_label("Tệp sổ trích").set_input_files(file)
    page.get_by_role("button", name="Mở và so với kho").click()
    page.get_by_role("button", name="English").click()
    note = page.get_by_label("Note 1")
    expect(note).to_have_value("ghi thử")
    note.fill("another")
    note.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(note).to_have_value("another")


@pytest.mark.browser
def test_notes_are_remembered_by_the_tab(opening, documents):
    """Who goes away to clip another passage finds what was typed; an empty notebook forgets."""
    page = opening(f"/bai/{documents[0].id}?passage=0,9")
    page.get_by_role("link", name="Thêm vào sổ trích").click()
    page.get_by_label("Ghi chú 1").fill("xem lại")
    page.goto(f"/bai/{documents[3].id}?passage=0,9")
    page.get_by_role("link", name="Thêm vào sổ trích").click()
    expect(page.get_by_label("Ghi chú 1")).to_have_value("xem lại")
    page.get_by_role("button", name="Bỏ khỏi sổ 2").click()
    expect(page.locator(".clips blockquote")).to_have_count(1)
    expect(page.get_by_label("Ghi chú 1")).to_have_value("xem lại")
    page.goto("/so-tay")
    page.wait_for_load_state()
    assert page.evaluate("sessionStorage.length") == 0
