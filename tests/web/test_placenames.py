"""Places found by a typed name, on the page, in the API and beside the facet."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from html import unescape

import pytest
from making import article

from index.enrich.enriching import enrich
from index.enrich.places import locate
from search.model import VIETNAM, Location, Map, Published, Trust
from search.places import now, path
from web.facets.placenames import years_label
from web.texts.labels import confidence_label, value_label
from web.texts.reasons import reason
from web.view import day_of, location_json, now_label


def found(client, **asked) -> dict:
    """What the API answers."""
    return client.get("/api/v1/places", query_string=asked).get_json()


def test_an_old_place_is_offered_on_the_map_of_then(client):
    """With its kind, parents and years, what it is today, and what to ask for its articles."""
    (one, *_) = found(client, q="huyen phu binh")["places"]
    assert {key: one[key] for key in ("id", "level", "kind", "label", "years", "exists", "now_label")} == {
        "id": "d:173",
        "level": "district",
        "kind": "huyện",
        "label": "huyện Phú Bình, Thái Nguyên",
        "years": "đến 2025",
        "exists": False,
        "now_label": "tỉnh Thái Nguyên",
    }
    assert one["params"] == {"map": "then", "place": "d:173"}
    assert one["href"] == "/tim?place=d%3A173"
    assert one["count"] == client.get("/api/v1/search?place=d:173").get_json()["total"] > 0


def test_a_place_of_today_is_offered_on_the_map_of_today(client):
    """It holds what was written of the places that became it."""
    new, old = found(client, q="Thái Nguyên")["places"][:2]
    assert (new["params"], old["params"]) == (
        {"map": "now", "place": "P:19"},
        {"map": "then", "place": "p:19"},
    )
    assert new["count"] == client.get("/api/v1/search?place=P:19&map=now").get_json()["total"] > 0
    assert (new["years"], old["years"]) == ("từ 2025", "đến 2025")
    assert found(client, q="Thái Nguyên", lang="en")["places"][0]["years"] == "since 2025"


def test_every_count_is_what_one_gets(client):
    """Beside a search and its filters, whose places are replaced."""
    asked = {"q": "ket nap", "name": "phu", "year": "2021", "place": "p:60"}
    answer = found(client, **asked)
    assert answer["name"] == "phu"
    assert any(one["count"] for one in answer["places"])
    for one in answer["places"]:
        assert "place=p%3A60" not in one["href"]
        assert "q=ket+nap" in one["href"]
        got = client.get(one["href"].replace("/tim", "/api/v1/search")).get_json()
        assert got["query"]["filters"] == {"year": ["2021"], "place": [one["id"]]}
        assert got["total"] == one["count"]


def test_the_engine_counts_them_too(real_site, documents):
    """What the real engine counts below the places above is what one gets."""
    client = real_site(documents)
    for name in ("thai nguyen", "pho yen", "phu", "x. ha chau", "thanh"):
        answer = found(client, q=name)["places"]
        assert any(one["count"] for one in answer) or name == "thanh"
        for one in answer:
            got = client.get(one["href"].replace("/tim", "/api/v1/search")).get_json()
            assert got["total"] == one["count"], one["label"]


def test_today_finds_the_articles_of_what_it_was_made_of(real_site):
    """Today's Lâm Đồng holds Bình Thuận's article of 2021; the old province only its own."""
    body = "Tỉnh ủy Bình Thuận tổ chức hội nghị tại tỉnh Bình Thuận. Tỉnh Bình Thuận có nhiều kết quả."
    other = body.replace("Bình Thuận", "Lâm Đồng")
    pages = [article(title="Hội nghị", dateline="09/11/2021", body=text) for text in (body, other)]
    added = datetime(2024, 5, 1, 9, 0, tzinfo=VIETNAM)
    made = [enrich(one, article_id=f"{at:016x}", version=1, added=added) for at, one in enumerate(pages)]
    client = real_site(made)
    counts = {(one["id"], one["count"]) for one in found(client, q="tinh lam dong")["places"]}
    assert counts == {("P:68", 2), ("p:68", 1)}
    assert found(client, q="Bình Thuận (cũ)")["places"][0]["count"] == 1
    html = client.get("/tim").text
    assert "tỉnh Bình Thuận (cũ)" in html
    assert "tỉnh Lâm Đồng (cũ)" not in html


@pytest.mark.parametrize("asked", ["", "?q=", "?name=", "?name=%20&q=ket+nap", "?q=zzz", "?name=%00%F0"])
def test_no_name_is_no_error(client, asked):
    """Nothing is found, and the page has its field all the same."""
    assert client.get(f"/api/v1/places{asked}").get_json()["places"] == []
    html = client.get(f"/dia-phuong{asked}").text
    assert 'name="name"' in html


def test_the_field_beside_the_facet_keeps_the_search(client):
    """A plain form: what was asked for goes along, and comes back in the links of what is found."""
    html = client.get("/tim?q=ket+nap&year=2021&map=now&page=2&lang=en").text
    (form,) = re.findall(r'<form class="find".*?</form>', html, re.DOTALL)
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert kept == {"q": "ket nap", "year": "2021", "map": "now", "lang": "en"}
    assert 'action="/dia-phuong" method="get"' in form
    page = client.get("/dia-phuong", query_string={**kept, "name": "phú bình"}).text
    hrefs = [unescape(href) for href in re.findall(r'href="(/tim\?[^"]*place=[^"]*)"', page)]
    assert hrefs
    assert all("q=ket+nap" in href and "year=2021" in href and "lang=en" in href for href in hrefs)
    assert "huyện Phú Bình, Thái Nguyên" in page


def test_the_page_keeps_the_name_in_its_links(client):
    """The other language and the twin ask for the same name; the name is not the search."""
    html = client.get("/dia-phuong?name=ph%C3%BA+b%C3%ACnh&q=ket+nap").text
    assert "/dia-phuong?name=ph%C3%BA+b%C3%ACnh&amp;q=ket+nap&amp;lang=en" in html
    (twin,) = re.findall(r'href="(/api/v1/places\?[^"]+)"', html)
    assert client.get(unescape(twin)).get_json()["name"] == "phú bình"
    alone = client.get("/dia-phuong?q=phu+binh").text
    assert 'name="q" type="text" value=""' in alone
    assert 'type="text" value="phu binh"' in alone


def test_many_places_are_cut(client):
    """At most fifty are told, with a word that there are more."""
    answer = found(client, q="tan")
    assert (len(answer["places"]), answer["more"]) == (50, True)
    assert "Còn nhiều nơi nữa" in client.get("/dia-phuong?q=tan").text
    assert "more than 50 places" in client.get("/dia-phuong?q=tan&lang=en").text


# ---------------------------------------------------------------- labels of a time


@pytest.mark.parametrize(
    ("unit", "map_", "short", "label"),
    [
        ("p:60", Map.THEN, False, "tỉnh Bình Thuận (cũ)"),
        ("d:173", Map.THEN, False, "huyện Phú Bình (cũ), Thái Nguyên"),
        ("d:173", Map.THEN, True, "huyện Phú Bình (cũ)"),
        ("p:19", Map.THEN, False, "tỉnh Thái Nguyên"),
        ("P:68", Map.THEN, False, "tỉnh Lâm Đồng (từ 7/2025)"),
        ("P:68", Map.NOW, False, "tỉnh Lâm Đồng"),
        ("d:173", Map.NOW, False, "huyện Phú Bình (cũ), Thái Nguyên"),
        ("d:173", Map.NOW, True, "huyện Phú Bình (cũ)"),
        ("nothing", Map.THEN, False, "nothing"),
    ],
)
def test_what_is_gone_says_so_on_both_maps(unit, map_, short, label):
    """On the map of then a province of one name with a later one is told apart from it."""
    assert value_label("place", unit, "vi", map_, short=short) == label


def located(unit: str, day: str = "") -> Location:
    """A place on a day."""
    today, partial = now(unit)
    return Location(path(unit, day), today, 0.9, partial)


@pytest.mark.parametrize(
    ("unit", "day", "then", "today"),
    [
        ("c:17419", "2012-05-01", "xã Diễn Hải, Diễn Châu, Nghệ An", "xã Hải Châu, Nghệ An"),
        ("d:172", "2012-05-01", "huyện Phổ Yên, Thái Nguyên", None),
        ("d:172", "2016-05-01", "thị xã Phổ Yên, Thái Nguyên", None),
        ("p:46", "2020-01-01", "tỉnh Thừa Thiên Huế", "thành phố Huế"),
        ("p:46", "2025-03-01", "thành phố Huế", None),
        ("p:60", "", "tỉnh Bình Thuận", "tỉnh Lâm Đồng"),
    ],
)
def test_a_place_has_the_names_of_its_articles_day(unit, day, then, today):
    """And beside them what it is today, where that is called otherwise."""
    shown = location_json(located(unit, day), day, "vi")
    assert shown["then"]["label"] == then
    assert shown["now_label"] == today


def test_a_divided_place_names_all_its_parts():
    """The part that kept the name is one of them."""
    commune = located("c:17419")
    two = replace(
        commune, now=(("P:40", "C:17272"), ("P:40", "C:17419")), partial=True, then=("P:40", "C:17272")
    )
    label = now_label(two)
    assert label is not None
    assert len(label.split("; ")) == 2


def test_the_day_of_an_article_is_its_own_or_the_middle():
    """Of a month or a year that alone is known the middle; nothing where not even a year is."""
    assert day_of(Published(Trust.STATED, date(2021, 11, 9), None, 2021, 2021, 2021, 1.0)) == "2021-11-09"
    assert day_of(Published(Trust.INFERRED, None, None, 2021, 2020, 2021, 0.7)) == "2021-07-02"
    assert day_of(Published(Trust.INFERRED, None, None, 2021, 2021, 2021, 0.7, month=2)) == "2021-02-14"
    assert day_of(Published()) == ""


def test_pages_show_the_names_of_the_time(make_app, documents):
    """A hit and its article tell a town by what it was when the article was written."""
    old = replace(
        documents[0],
        location=located("c:17419", "2012-05-01"),
        published=Published(Trust.STATED, date(2012, 5, 1), None, 2012, 2012, 2012, 1.0),
    )
    client = make_app(held=[old]).test_client()
    for address in ("/tim", f"/bai/{old.id}"):
        html = client.get(address).text
        assert "xã Diễn Hải, Diễn Châu, Nghệ An" in html
        assert "xã Hải Châu, Nghệ An" in html
        assert "Hùng Hải" not in html.partition('class="hits"')[2]


def test_years_are_open_at_either_end():
    """In both languages; nothing is said where nothing is known."""
    assert [
        years_label(*years, "vi") for years in ((2010, 2025), (2025, None), (None, 2008), (2024, 2024))
    ] == [
        "2010–2025",
        "từ 2025",
        "đến 2008",
        "2024",
    ]
    assert years_label(None, None, "vi") == ""
    assert years_label(None, 2008, "en") == "until 2008"


# ---------------------------------------------------------------- why a place is believed


def test_the_evidence_of_a_place_is_told_in_vietnamese():
    """Every manner of naming a place reads as a Vietnamese sentence, with the place it was taken for."""
    text = (
        "Huyện ủy Phú Bình, tỉnh Thái Nguyên làm việc với các xã Hà Châu, Kha Sơn. "
        "Phú Bình có nhiều kết quả; huyện Phú Bình tiếp tục phấn đấu, Hà Châu dẫn đầu."
    )
    published = Published(Trust.STATED, date(2020, 5, 1), None, 2020, 2020, 2020, 1.0)
    location = locate(article(title="Phú Bình họp", dateline="01/05/2020", body=text), published)
    assert location is not None
    told = [reason(one.why, "vi") for one in location.evidence]
    assert told
    for one in told:
        assert one.startswith("ở ")
        assert ": hiểu là " in one
        assert not re.search(r"\b(named|kind|beneath|beside|the|in)\b", one)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("named with its kind", "gọi tên kèm cấp hành chính"),
        ("named in a list with its kind", "kể tên trong một danh sách kèm cấp hành chính"),
        (
            "named without its kind, beneath or beside surer evidence",
            "gọi tên không kèm cấp, cạnh chỗ chắc hơn",
        ),
    ],
)
def test_each_manner_has_its_words(how, told):
    """The block comes first, then how, then the place."""
    why = f"{how}, in the body: huyện Phú Bình, Thái Nguyên"
    assert reason(why, "vi") == f"ở thân bài, {told}: hiểu là huyện Phú Bình, Thái Nguyên"
    assert reason(why, "en") == why


def test_confidence_is_told_in_words(client, documents):
    """A number says little to a reader; the words stand where the reasons are."""
    assert [confidence_label(at, "vi") for at in (0.99, 0.7, 0.5)] == ["chắc chắn", "khá chắc", "có lẽ"]
    html = client.get(f"/bai/{documents[0].id}").text
    assert "Mức tin cậy: chắc chắn" in html
    assert "Confidence: sure" in client.get(f"/bai/{documents[0].id}?lang=en").text
