"""What a page of a search is headed with: the query, told from others and short enough to see the page."""

from __future__ import annotations

import re

import pytest

PAGES = ["/tim", "/ngu-canh", "/cach-viet", "/di-kem", "/ai-o-dau", "/lan-dau"]


def headline(page):
    """The words of the first heading."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]+>", "", found).split())


@pytest.mark.parametrize("path", PAGES)
def test_a_phrase_is_told_from_its_words(client, path):
    """Two searches that find different articles have different headings; each shows one pair of quotes."""
    words = headline(client.get(path, query_string={"q": "kết nạp đảng viên"}).text)
    phrase = headline(client.get(path, query_string={"q": '"kết nạp đảng viên"'}).text)
    assert words.endswith("cho “kết nạp đảng viên”")
    assert phrase.endswith("cho cụm “kết nạp đảng viên”")
    assert headline(client.get(path, query_string={"q": '"kết"'}).text).endswith("cho “kết”")


@pytest.mark.parametrize("path", PAGES)
def test_a_long_query_is_cut_in_headings_and_whole_in_the_box(client, path):
    """Of two thousand letters the heading and the title show the first; nothing is cut that is asked for."""
    asked = ("chi bộ kết nạp đảng viên mới " * 70)[:1999].strip()
    page = client.get(path, query_string={"q": asked}).text
    assert len(headline(page)) < 170
    assert headline(page).endswith("…”")
    assert len(re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]) < 170
    assert f'value="{asked}"' in page


def test_a_query_is_vietnamese_on_english_pages(client):
    """Whoever hears the page hears the query in its language."""
    for path in PAGES:
        page = client.get(path, query_string={"q": '"kết nạp"', "lang": "en"}).text
        assert 'for the phrase <span lang="vi">“kết nạp”</span>' in page
