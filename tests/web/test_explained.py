"""Why a hit stands where it does, on the pages and in the API."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from search.model import Form, Reason, ReasonKind, Spelled, Zone
from web.query.explained import label, reason_json, where
from web.texts.english import ENGLISH


@pytest.fixture(scope="module")
def site(real_site, documents):
    """A client of a site over the real engine."""
    return real_site(documents)


def test_the_api_tells_reasons_where_asked(site):
    """The points of each hit add up to its score, but for rounding; unasked there are none."""
    found = site.get("/api/v1/search?q=ket+nap&explain=1").get_json()
    assert found["query"]["explain"] is True
    assert found["hits"]
    for hit in found["hits"]:
        assert sum(reason["points"] for reason in hit["reasons"]) == pytest.approx(hit["score"], abs=1e-3)
    plain = site.get("/api/v1/search?q=ket+nap").get_json()
    assert [hit["reasons"] for hit in plain["hits"]] == [[]] * len(plain["hits"])
    assert [hit["score"] for hit in plain["hits"]] == [hit["score"] for hit in found["hits"]]


def test_a_page_of_results_explains_itself_on_demand(site):
    """A link beside the orders turns tables of points on and off; other links keep them."""
    plain = site.get("/tim?q=ket+nap").text
    assert '<a href="/tim?q=ket+nap&amp;explain=1" rel="nofollow">vì sao xếp thế này?</a>' in plain
    assert 'class="why points"' not in plain
    page = site.get("/tim?q=ket+nap&explain=1").text
    assert page.count('class="why points"') == page.count('<article class="hit')
    assert '<a href="/tim?q=ket+nap" rel="nofollow">ẩn cách tính điểm</a>' in page
    assert "/tim?q=ket+nap&amp;page=2&amp;explain=1" in page
    english = site.get("/tim?q=ket+nap&explain=1&lang=en").text
    assert "hide the scores" in english
    assert re.search(r"<th scope=\"row\">“ket”</th><td>\d+ times?, the head counts", english)


def test_orders_by_date_are_not_explained_unless_asked(site):
    """Points do not make these orders, so no link offers them."""
    assert "vì sao xếp thế này?" not in site.get("/tim?q=ket+nap&sort=newest").text
    assert 'class="why points"' in site.get("/tim?q=ket+nap&sort=newest&explain=1").text


def test_a_reason_in_words():
    """What matched, where and how often, in both languages."""
    spelled = (Spelled("đảng", Form.EXACT, 1.0, 4, 2), Spelled("dang", Form.BARE, 0.3, 1, 0))
    word = Reason(ReasonKind.WORD, "đảng", 1.25, in_text=5, in_head=2, spellings=spelled)
    assert label(word, "vi") == "“đảng”"
    assert where(word, "vi") == "5 lần, ở đầu bài tính 2: đảng 4 (đúng như đã gõ), dang 1 (không dấu)"
    assert (
        where(word, "en") == "5 times, the head counts 2: đảng 4 (exactly as typed), dang 1 (without accents)"
    )
    phrase = Reason(ReasonKind.PHRASE, "ủy ban", 1.0, typed="UB", weight=0.8, zone=Zone.TITLE, in_text=1)
    assert label(phrase, "en") == "the phrase “ủy ban”, another reading of “UB”"
    assert where(phrase, "en") == "1 time in the title"
    assert label(replace(phrase, text="ủy", typed=""), "en") == "“ủy”"
    assert where(Reason(ReasonKind.FRESH, "", 2.0), "vi") == ""


@pytest.mark.parametrize("kind", list(ReasonKind))
def test_every_kind_has_a_name(kind):
    """Each kind is told in both languages, and braces that were typed are told as they are."""
    reason = Reason(kind, "{n} {}", 1.0)
    assert label(reason, "vi") != label(reason, "en") or kind is ReasonKind.WORD
    assert reason_json(reason, "vi")["kind"] == kind.value


def test_forms_are_all_named():
    """No form of a spelling is without words."""
    for form in Form:
        text = where(
            Reason(ReasonKind.WORD, "x", 1.0, in_text=1, spellings=(Spelled("x", form, 1.0, 1, 0),)), "vi"
        )
        assert text.removeprefix("1 lần: x 1 (").removesuffix(")") in ENGLISH
