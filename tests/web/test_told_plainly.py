"""What pages say where there is nothing, or where two things look alike."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from serving import running


def test_nothing_found_is_told_as_it_is(client):
    """Without a filter no word is of filters, and no empty list of them is drawn; with one there is both."""
    bare = client.get("/tim?q=zzzz").text
    assert "Không có bài nào khớp." in bare
    assert "Không có bài nào khớp tất cả điều đã chọn." not in bare
    assert '<details class="filters"' not in bare
    assert "Tới bộ lọc" not in bare
    narrowed = client.get("/tim?q=zzzz&year=2021").text
    assert "Không có bài nào khớp tất cả điều đã chọn." in narrowed


def test_an_export_of_nothing_is_told(client):
    """How many articles there are; of none, no files."""
    assert "0 bài. Không có gì để xuất." in client.get("/xuat?q=zzzz").text
    assert "/xuat/bai." not in client.get("/xuat?q=zzzz").text
    assert re.search(r"<p>\d+ bài\.</p>", client.get("/xuat?q=kết nạp").text)


def test_a_passage_that_is_not_there_is_told(client, documents):
    """The article is shown, and says that it has no such passage."""
    said = "Không thấy đoạn được dẫn ở bài này"
    for wrong in ("99999,5", "x"):
        assert said in client.get(f"/bai/{documents[0].id}?passage={wrong}").text
    for right in ("", "?passage=0,5"):
        assert said not in client.get(f"/bai/{documents[0].id}{right}").text


def test_links_to_places_name_their_article(client):
    """Several on a page differ by more than a number."""
    page = client.get("/tim?q=đảng viên").text
    links = re.findall(r'class="places"[^>]*>(.*?)</a>', page)
    assert links
    assert all(re.search(r'chỗ<span class="away" lang="vi">: \w', link) for link in links)


@pytest.fixture(scope="module")
def base(make_app):
    """The address of the site."""
    with running(make_app()) as address:
        yield address


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/theo-thoi-gian", "/so-sanh", "/tim-nang-cao", "/doan-giong", "/so-tay"])
def test_a_button_is_one_in_forced_colours(opening, path):
    """It has an edge there, whatever its colours are otherwise."""
    page = opening(path, forced_colors="active")
    buttons = page.locator("main button[type=submit]:visible")
    expect(buttons.first).to_be_visible()
    styles = buttons.evaluate_all("all => all.map((one) => getComputedStyle(one).borderTopWidth)")
    assert set(styles) == {"1px"}


@pytest.mark.browser
def test_a_picture_begins_at_its_newest_end(opening):
    """Where it is wider than the screen, the last year is in view and the first is not."""
    page = opening("/theo-thoi-gian?q=đảng viên", 360)
    shown = page.locator(".over-time .scrolls").bounding_box()
    drawn = page.locator(".drawn").bounding_box()
    assert drawn["x"] < shown["x"] - 100
    assert abs(drawn["x"] + drawn["width"] - shown["x"] - shown["width"]) < 2
