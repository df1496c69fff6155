"""The notice of a site: on every page and in every answer, in the reader's language, as text."""

from __future__ import annotations

import re
from html import escape

import pytest

VIETNAMESE = "Bài ở đây do chương trình tự tạo."
ENGLISH = "These articles were made up by a program."


@pytest.fixture(scope="module")
def noted(make_app):
    """A client of a site with a notice in both languages."""
    return make_app(notice=VIETNAMESE, notice_en=ENGLISH).test_client()


@pytest.fixture(scope="module")
def pages(documents):
    """An address of every kind of page, error pages among them."""
    one = documents[0].id
    return [
        "/",
        "/tim",
        "/tim?q=ket+nap&year=2021",
        "/tim?q=zebra",
        "/tim?page=99",
        f"/bai/{one}",
        f"/bai/{one}?q=ket+nap",
        f"/bai/{one}/goc",
        f"/bai/{one}/goc/1",
        "/bai/khong-co",
        "/khong-co-trang",
    ]


def banners(page):
    """What stands in the banners of a page, markup and all."""
    return re.findall(r'<aside class="notice"[^>]*>(.*?)</aside>', page.get_data(as_text=True), re.DOTALL)


def in_lang(address, lang):
    """An address in a language."""
    return f"{address}{'&' if '?' in address else '?'}lang={lang}"


def test_every_page_has_it_once(noted, pages):
    """Each page shows it once, before its content, in the language of the page."""
    for address in pages:
        for lang, text, label in (("vi", VIETNAMESE, "Lưu ý"), ("en", ENGLISH, "Please note")):
            page = noted.get(in_lang(address, lang))
            assert banners(page) == [f'<p class="wide">{text}</p>'], address
            html = page.get_data(as_text=True)
            assert f'aria-label="{label}"' in html
            assert html.index('class="notice"') < html.index("<main")


def test_there_is_none_by_default(client, pages):
    """A site without a notice has no banner and no field, and blanks are no notice."""
    assert not any(banners(client.get(address)) for address in pages)
    assert "notice" not in client.get("/api/v1/").get_json()


def test_blanks_are_no_notice(make_app):
    """A notice of nothing but blanks is none."""
    app = make_app(notice=" \n ", notice_en="  ").test_client()
    assert banners(app.get("/")) == []
    assert "notice" not in app.get("/api/v1/search").get_json()


def test_it_is_text(make_app, pages, nasty):
    """Whatever the setting holds is shown as it is written and runs nothing."""
    app = make_app(notice=nasty).test_client()
    for address in pages:
        (shown,) = banners(app.get(address))
        assert (
            shown
            == f'<p class="wide">{escape(nasty).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")}</p>'
        )
    assert app.get("/api/v1/").get_json()["notice"] == nasty


@pytest.mark.parametrize(
    ("settings", "asked", "text", "mark"),
    [
        ({"notice": VIETNAMESE}, "en", VIETNAMESE, ' lang="vi"'),
        ({"notice": VIETNAMESE}, "vi", VIETNAMESE, ""),
        ({"notice_en": ENGLISH}, "vi", ENGLISH, ' lang="en"'),
        ({"notice_en": ENGLISH}, "en", ENGLISH, ""),
    ],
)
def test_one_language_serves_both(make_app, settings, asked, text, mark):
    """A notice in one language is shown on all pages, and marked where the page is in the other."""
    page = make_app(**settings).test_client().get(f"/?lang={asked}")
    assert banners(page) == [f'<p class="wide"{mark}>{text}</p>']


def test_every_answer_has_it(noted, documents):
    """Each answer of the API has it as a field, in the language asked for."""
    one = documents[0].id
    for address in (
        "/api/v1/",
        "/api/v1/search?q=ket",
        f"/api/v1/articles/{one}",
        f"/api/v1/articles/{one}/captures",
    ):
        assert noted.get(in_lang(address, "vi")).get_json()["notice"] == VIETNAMESE
        assert noted.get(in_lang(address, "en")).get_json()["notice"] == ENGLISH


def test_a_new_notice_is_a_new_page(make_app):
    """Pages kept by browsers are asked for again: the tag changes with the notice."""
    tags = {make_app(**given).test_client().get("/").headers["ETag"] for given in ({}, {"notice": "a"})}
    assert len(tags) == 2
