"""Pinned results on the pages and in the API, and synonyms of the site."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from search.errors import SettingsError

QUERY = "hòa giải"
"""One article holds it: the one that is number 30 of the library."""


@pytest.fixture
def pinning(make_app, tmp_path, documents):
    """A function that gives a client of a site with pins: articles by number, for a query."""

    def build(*numbers, query=QUERY, held=documents, until="", more=""):
        ids = [held[number].id if isinstance(number, int) else number for number in numbers]
        path = tmp_path / "pins.toml"
        path.write_text(
            f'[[pin]]\nqueries = ["{query}"]\narticles = {ids}\n{until}\n{more}', encoding="utf-8"
        )
        return make_app(held=held, pins_file=str(path)).test_client()

    return build


def shown(page):
    """The ids of the articles of a page of results, in order."""
    hits = re.findall(r'<article class="hit.*?</article>', page, re.DOTALL)
    return [re.search(r"/bai/(\w+)", hit)[1] for hit in hits]


def test_pinned_articles_stand_first(pinning, documents):
    """They stand above the results in the order of the table, marked, whether they match or not."""
    page = pinning(3, 4).get(f"/tim?q={QUERY}").text
    assert shown(page) == [documents[3].id, documents[4].id, documents[30].id]
    assert page.count("Ghim bởi ban biên tập") == 2
    english = pinning(3).get(f"/tim?q={QUERY}&lang=en").text
    assert english.count("Pinned by the editors") == 1


def test_totals_facets_and_pages_count_what_matches(pinning, client):
    """A pin changes no number."""
    plain = client.get(f"/api/v1/search?q={QUERY}").get_json()
    with_pins = pinning(3, 30).get(f"/api/v1/search?q={QUERY}").get_json()
    for name in ("total", "groups", "pages", "facets", "notes"):
        assert with_pins[name] == plain[name]
    assert plain["pinned"] == []


def test_no_article_is_shown_twice(pinning, documents, client):
    """One that matches is left out below, on every page; the others keep their places."""
    asked = "/tim?q=kết nạp đảng viên&size=10"
    pinned = pinning(29, 0, query="kết nạp đảng viên")
    pages = [shown(pinned.get(f"{asked}&page={number}").text) for number in (1, 2, 3)]
    plain = [shown(client.get(f"{asked}&page={number}").text) for number in (1, 2, 3)]
    mine = [documents[29].id, documents[0].id]
    assert pages[0][:2] == mine
    assert pages[0][2:] == [each for each in plain[0] if each not in mine]
    assert pages[1:] == [[each for each in page if each not in mine] for page in plain[1:]]
    everything = [each for page in pages for each in page]
    assert sorted(everything) == sorted(each for page in plain for each in page)


def test_a_page_that_is_all_pinned_says_so(pinning, documents, client):
    """Where nothing is left to show, the page tells where it stands."""
    pinned = pinning(*range(10), query="kết nạp đảng viên")
    mine, own = {documents[number].id for number in range(10)}, 0
    places = range(2, 31, 4)
    for number in places:
        asked = f"/tim?q=kết nạp đảng viên&size=1&page={number}"
        (plain,) = shown(client.get(asked).text)
        page = pinned.get(asked).text
        assert shown(page) == ([] if plain in mine else [plain])
        assert ("Các bài của trang này đã hiện ở đầu trang 1." in page) == (plain in mine)
        own += plain in mine
    assert 0 < own < len(places)


def test_the_api_has_both_lists(pinning, documents):
    """`hits` are what was found, pinned ones marked; `pinned` are what stands above."""
    found = pinning(30, 3).get(f"/api/v1/search?q={QUERY}").get_json()
    assert [(hit["id"], hit["pinned"]) for hit in found["pinned"]] == [
        (documents[30].id, True),
        (documents[3].id, True),
    ]
    assert [(hit["id"], hit["pinned"]) for hit in found["hits"]] == [(documents[30].id, True)]
    assert found["hits"][0] == found["pinned"][0]
    assert found["pinned"][1]["title"]["text"] == "Chi bộ số 3 kết nạp đảng viên mới"
    assert found["pinned"][1]["snippets"][0]["text"].startswith("Công tác phát triển")


def test_pins_stand_above_both_orders_by_relevance(pinning, documents):
    """What is pinned stays where newer articles gain."""
    (first, *_) = pinning(3).get(f"/api/v1/search?q={QUERY}&sort=fresh").get_json()["pinned"]
    assert first["id"] == documents[3].id


@pytest.mark.parametrize(
    "asked",
    [
        "q=hòa giải&sort=newest",
        "q=hòa giải&page=2",
        "q=hòa giải cơ sở",
        "q=hóa giải",
        "q=hòa giải&year=1999",
        "q=hòa giải&topic=kiem-tra",
        "",
    ],
)
def test_where_nothing_is_pinned(pinning, documents, asked):
    """Other orders, later pages, other words, other marks, and filters that an article does not pass."""
    assert pinning(3).get(f"/api/v1/search?{asked}").get_json()["pinned"] == []


def test_filters_let_pinned_articles_through(pinning, documents):
    """One that has a chosen value stays, on the map that is chosen."""
    for chosen in ("year=2022", "topic=to-chuc", "source=cong-huyen&year=2022", "place=p:19"):
        found = pinning(3).get(f"/api/v1/search?q={QUERY}&{chosen}").get_json()
        assert [hit["id"] for hit in found["pinned"]] == [documents[3].id], chosen


def test_unknown_articles_and_pins_that_are_over_do_nothing(pinning, documents):
    """An id that is not in the index is left out; a pin ends with its day."""
    found = pinning("0" * 16, 3).get(f"/api/v1/search?q={QUERY}").get_json()
    assert [hit["id"] for hit in found["pinned"]] == [documents[3].id]
    over = pinning(3, until="until = 2020-01-01").get(f"/api/v1/search?q={QUERY}").get_json()
    assert over["pinned"] == []


def test_near_duplicates_of_pinned_articles_are_not_shown_again(pinning, documents):
    """Where they are folded, the content stands there once; where each is shown, each is."""
    held = [replace(one, group="g") if number in (5, 30) else one for number, one in enumerate(documents)]
    client = pinning(5, 30, held=held)
    assert shown(client.get(f"/tim?q={QUERY}").text)[0] == documents[5].id
    found = client.get(f"/api/v1/search?q={QUERY}").get_json()
    assert [hit["id"] for hit in found["pinned"]] == [documents[5].id]
    assert [hit["pinned"] for hit in found["hits"]] == [True]
    assert found["pinned"][0]["group"]["total"] == 2
    each = client.get(f"/api/v1/search?q={QUERY}&fold=0").get_json()
    assert [hit["id"] for hit in each["pinned"]] == [documents[5].id, documents[30].id]


def test_an_empty_result_may_have_pins(pinning, documents):
    """Nothing matches, and yet the editors have something to show."""
    page = pinning(3, query="không có từ này").get("/tim?q=không có từ này").text
    assert shown(page) == [documents[3].id]
    assert "Không có bài nào khớp" in page


def test_a_wrong_table_is_told_at_the_start(pinning):
    """The site does not start with a table that it cannot read."""
    with pytest.raises(SettingsError, match="the table of pinned results"):
        pinning(3, more="[[pin]]\n")


def test_the_site_reads_queries_with_its_synonyms(make_app, tmp_path, documents):
    """Results, the API, articles and ways out use the table, and the page says so."""
    path = tmp_path / "synonyms.toml"
    path.write_text('[[synonym]]\nfrom = "dàn xếp"\nto = ["hòa giải"]\n', encoding="utf-8")
    client = make_app(synonyms_file=str(path)).test_client()
    page = client.get("/tim?q=dàn xếp").text
    assert shown(page) == [documents[30].id]
    assert "Đọc cả từ đồng nghĩa: dàn xếp = hòa giải." in page
    found = client.get("/api/v1/search?q=dan xep&lang=en").get_json()
    assert [note["text"] for note in found["notes"] if note["code"] == "synonyms"] == [
        "Synonyms are read too: dàn xếp = hòa giải."
    ]
    path.write_text("[[synonym]]\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="table of synonyms"):
        make_app(synonyms_file=str(path))


def test_pinned_results_over_the_real_engine(make_app, tmp_path, documents):
    """The engine draws them too, marks and all."""
    from search.engine import open_reader, open_writer
    from search.settings import load_settings

    settings = load_settings(tmp_path, {})
    writer = open_writer(settings)
    for document in documents:
        writer.put(document)
    writer.commit()
    path = tmp_path / "pins.toml"
    path.write_text(
        f'[[pin]]\nqueries = ["{QUERY}", "thôn 3"]\narticles = ["{documents[3].id}"]\n', encoding="utf-8"
    )
    client = make_app(reader=open_reader(settings), pins_file=str(path)).test_client()
    assert shown(client.get(f"/tim?q={QUERY}").text) == [documents[3].id, documents[30].id]
    (hit,) = client.get("/api/v1/search?q=thon 3").get_json()["pinned"]
    assert hit["score"] > 0
    assert hit["title"]["marks"] == [[10, 1]]
