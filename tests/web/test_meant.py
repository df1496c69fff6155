"""What may be meant: corrections, readings with their articles, and keys of an input method."""

from __future__ import annotations

import pytest
from making import document


@pytest.fixture(scope="module")
def site(real_site, documents):
    """A client of a site that also knows two words of one bare spelling."""
    bodies = ["Con đường làng.", "Đường mới, đường đẹp.", "Năm dương lịch.", "Lịch dương mới."]
    more = [document(f"more-{number}", title="Bài viết", body=body) for number, body in enumerate(bodies)]
    return real_site([*documents, *more])


@pytest.fixture(scope="module")
def ask(site):
    """A function that gives the answer to a search."""
    return lambda q, **more: site.get("/api/v1/search", query_string={"q": q, **more}).get_json()


def codes(found) -> list[str]:
    """The codes of the notes of an answer."""
    return [note["code"] for note in found["notes"]]


def test_a_slip_is_corrected_with_its_articles(ask):
    """Little found and a likely slip: the corrected query, what changed, and as many articles as it finds."""
    found = ask("kết nạpp đảng viên")
    (one,) = found["did_you_mean"]
    assert (one["text"], one["q"]) == ("kết nạp đảng viên", "kết nạp đảng viên")
    assert one["changes"] == [{"typed": "nạpp", "meant": "nạp"}]
    assert one["count"] == ask(one["q"])["total"] == 30
    assert found["query"]["q"] == "kết nạpp đảng viên"


def test_only_loose_words_are_corrected(ask):
    """Fields, quotes and exclusions of a query stay as they were typed."""
    found = ask('kết nạpp "đảng viên" -"hòa giải" năm:2021')
    assert [one["q"] for one in found["did_you_mean"]] == ['kết nạp "đảng viên" -"hòa giải" năm:2021']
    assert ask('"kết nạpp"')["did_you_mean"] == []
    assert ask("tiêu đề:nạpp")["did_you_mean"] == []


def test_counts_of_corrections_are_under_the_filters(ask):
    """A correction that would find nothing under the filters is not offered."""
    assert ask("kết nạpp", year="2021")["did_you_mean"][0]["count"] == 6
    assert ask("kết nạpp", year="1999")["did_you_mean"] == []


def test_nothing_is_corrected_where_enough_is_found(ask):
    """Words that find articles are believed, and no later page asks again."""
    assert ask("kết nạp")["did_you_mean"] == []
    assert ask("kết nạpp", page="2")["did_you_mean"] == []


def test_a_slip_that_stands_in_many_articles_is_doubted(real_site):
    """A wrong mark found often enough to be believed is doubted where the right one is far more frequent."""
    said = ["kỹ luật cán bộ"] * 10 + ["kỹ thuật số", "kỹ năng nghề"] * 30 + ["kỷ luật cán bộ"] * 2_000
    articles = [
        document(f"{number:04d}", title="Bài", body=f"Xem xét {each}.") for number, each in enumerate(said)
    ]
    site = real_site(articles)
    found = site.get("/api/v1/search", query_string={"q": "kỹ luật", "accent": "exact"}).get_json()
    assert found["total"] == 10
    assert [(one["q"], one["count"]) for one in found["did_you_mean"]] == [("kỷ luật", 2_000)]
    few = site.get("/api/v1/search", query_string={"q": "kỷ luật", "accent": "exact"}).get_json()
    assert few["did_you_mean"] == []


def test_readings_of_bare_words_have_counts(ask):
    """Each likely reading leads to as many articles as it tells; the likeliest comes first."""
    found = ask("duong")
    assert {one["text"] for one in found["readings"]} == {"dưỡng", "đường", "dương"}
    for one in found["readings"]:
        assert one["count"] == ask(one["q"])["total"] > 0
        assert one["accent"] is None


@pytest.mark.parametrize(
    "query", ["đường", "ket nap", 'duong "ket nap"', "duong -x", "a b c d duong e f g", ""]
)
def test_no_readings_where_there_is_no_choice(ask, query):
    """None for words with marks, for one likely reading, beside other bare words, nor for many words."""
    assert ask(query)["readings"] == []


def test_readings_keep_facts(ask):
    """A year or place that was typed stays."""
    assert all(one["q"].endswith(" năm:2021") for one in ask("duong năm:2021")["readings"])


def test_accents_that_were_told_are_not_questioned(ask):
    """With `accent` exact or loose nothing is read otherwise."""
    assert ask("duong", accent="loose")["readings"] == []


@pytest.mark.parametrize("typed", ["ddarng vieen", "dda3ng vie6n", "ddangr vieen"])
def test_keys_of_an_input_method(ask, typed):
    """Words typed without an input method are read as it would have made them, and a note tells."""
    found = ask(typed)
    assert found["query"]["q"] == "đảng viên"
    assert found["total"] == 30
    (note,) = [note for note in found["notes"] if note["code"] == "as-typed"]
    assert note["words"] == [typed, "đảng viên"]
    assert note["instead"] == f'"{typed}"'


def test_keys_can_be_searched_for(ask, site):
    """What the note offers instead asks for the keys themselves, and goes no further."""
    found = ask('"ddarng vieen"')
    assert found["total"] == 0
    assert "as-typed" not in codes(found)


def test_keys_that_find_nothing_stay(ask):
    """Where the words that keys make find nothing either, what was typed is answered."""
    found = ask("ddarng vieen", year="1999")
    assert found["query"]["q"] == "ddarng vieen"
    assert "as-typed" not in codes(found)


def test_the_page_goes_on_with_the_words(site):
    """The page shows what was asked for instead: its box and links hold the words, the note leads back."""
    page = site.get("/tim?q=ddarng+vieen").get_data(as_text=True)
    assert 'value="đảng viên"' in page
    assert "gõ phím Telex hoặc VNI" in page
    assert "/tim?q=%22ddarng+vieen%22" in page


def test_the_page_offers_what_may_be_meant(site):
    """Corrections and readings are links with their articles, in both languages."""
    page = site.get("/tim?q=kết+nạpp&year=2021").get_data(as_text=True)
    assert "Có phải bạn muốn tìm:" in page
    assert "/tim?q=k%E1%BA%BFt+n%E1%BA%A1p&amp;year=2021" in page
    assert "It may be read as:" in site.get("/tim?q=duong&lang=en").get_data(as_text=True)


def test_a_word_that_no_article_has_is_named(site):
    """An empty result says which word no article has, or that no article has them all."""
    page = site.get("/tim?q=đường+xyzt").get_data(as_text=True)
    assert "Không có bài nào có “xyzt”." in page
    assert "Không có bài nào có “đường”" not in page
    page = site.get("/tim?q=đường+giải").get_data(as_text=True)
    assert "Phần nào cũng có bài, nhưng không bài nào có tất cả." in page
    page = site.get("/tim?q=xyzt+uvw&lang=en").get_data(as_text=True)
    assert "No article has “xyzt”, “uvw”." in page
    page = site.get("/tim?q=kết+xyzt&year=2021").get_data(as_text=True)
    assert "Không có bài nào có “xyzt” với bộ lọc này." in page
