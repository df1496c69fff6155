"""Results and documents as plain data."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time

import pytest

from search.model import (
    UNKNOWN,
    Accents,
    Article,
    Block,
    BlockKind,
    Document,
    Facet,
    FacetValue,
    Location,
    Map,
    MarkedText,
    Note,
    Published,
    Query,
    Result,
    Span,
    Trust,
)
from search.places import now, path
from web.addresses import links
from web.addresses.params import Defaults, Params, filters_of
from web.articles.reading import reading_of
from web.facets.views import facet_view
from web.query.loosening import last_resorts, loosenings
from web.results import chips, page_links
from web.texts.dates import published_label, years_label
from web.view import LONGEST_WORD, MAX_TITLE, now_label, pieces, safe_url, search_json, shortened


def address(params: Params) -> str:
    """The results page of a question."""
    return links.address("/tim", params, Defaults())


def test_pieces_join_to_the_text(chance):
    """However marks lie, overlapping or out of range, the pieces are the text and only marks are marked."""
    for _ in range(500):
        text = "đảng viên mới ở xã"[: chance.randint(0, 18)]
        marks = [(chance.randint(0, 20), chance.randint(0, 9)) for _ in range(chance.randint(0, 4))]
        cut = pieces(text, marks)
        assert "".join(piece for piece, _ in cut) == text
        marked = {at for start, length in marks for at in range(start, min(start + length, len(text)))}
        assert sum(len(piece) for piece, is_match in cut if is_match) == len(marked)


def test_furniture_is_not_read(documents):
    """Menus, related lists and pagers are no part of what the article page draws; captions stand apart."""
    reading = reading_of(documents[0], ())
    kinds = [part.kind for part in reading.parts]
    text = " ".join(run.text for part in reading.parts for line in part.lines for run in line)
    assert BlockKind.RELATED not in kinds
    assert BlockKind.CHROME not in kinds
    assert "Tin cùng chuyên mục" not in text
    assert kinds.count("caption") == 1
    assert [run.text for line in reading.bylines for run in line] == ["Người viết thử"]


@pytest.mark.parametrize(
    ("published", "vi", "en"),
    [
        (Published(Trust.STATED, date(2021, 11, 9), time(11, 11), 2021), "09/11/2021", "9 November 2021"),
        (Published(Trust.INFERRED, None, None, 2023), "khoảng 2023, ước đoán", "about 2023, inferred"),
        (
            Published(Trust.INFERRED, None, None, None, 2021, 2022, 0.4),
            "2021–2022, ước đoán",
            "2021–2022, inferred",
        ),
        (Published(Trust.INFERRED, date(2021, 3, 1)), "01/03/2021, ước đoán", "1 March 2021, inferred"),
        (Published(), "không rõ ngày", "date unknown"),
    ],
)
def test_dates_say_how_far_they_are_known(published, vi, en):
    """A date is shown with its trust in both languages."""
    assert published_label(published, "vi") == vi
    assert published_label(published, "en") == en


@pytest.mark.parametrize(
    ("published", "vi", "en"),
    [
        (
            Published(Trust.INFERRED, None, None, 2021, 2021, 2022, 0.6),
            "2021 hoặc 2022, ước đoán",
            "2021 or 2022, inferred",
        ),
        (
            Published(Trust.INFERRED, None, None, None, 2019, 2022, 0.3),
            "từ 2019 đến 2022, ước đoán",
            "from 2019 to 2022, inferred",
        ),
        (Published(Trust.INFERRED, None, None, 2021, 2021, 2021, 0.9), None, None),
        (Published(Trust.STATED, date(2021, 11, 9), None, 2021, 2021, 2022), None, None),
        (Published(), None, None),
    ],
)
def test_an_inferred_date_tells_its_range(published, vi, en):
    """The years that an article may be of are told where they are several, and only there."""
    assert years_label(published, "vi") == vi
    assert years_label(published, "en") == en


def test_a_short_title_is_whole():
    """A title that is not too long is left as it is, with its marks."""
    marked = MarkedText("a" * MAX_TITLE, (Span(0, MAX_TITLE),))
    assert shortened(marked) == marked


def test_a_long_title_is_cut_with_its_marks(chance):
    """However long a title, what is shown is its beginning and an ellipsis, marked where it was marked."""
    for _ in range(300):
        text = "".join(chance.choices("đảng viên ", k=chance.randint(MAX_TITLE + 1, 4 * MAX_TITLE)))
        marks = tuple(Span(at, chance.randint(1, 30)) for at in range(0, len(text) - 30, 31))
        cut = shortened(MarkedText(text, marks))
        end = len(cut.text) - 1
        assert MAX_TITLE - LONGEST_WORD <= len(cut.text) <= MAX_TITLE
        assert cut.text == text[:end] + "…"
        assert all(mark.length > 0 and mark.end <= end for mark in cut.marks)
        marked = {at for mark in marks for at in range(mark.start, mark.end) if at < end}
        assert {at for mark in cut.marks for at in range(mark.start, mark.end)} == marked


def test_a_title_of_one_long_word_is_cut_apart():
    """A title without a blank is cut all the same."""
    assert shortened(MarkedText("x" * 1_000_000)).text == "x" * (MAX_TITLE - 1) + "…"


def where(unit: str) -> Location:
    """A place, then and now."""
    today, partial = now(unit)
    return Location(path(unit), today, 0.9, partial)


def test_now_is_said_only_where_the_name_changed():
    """A merged province is named, also for its districts; a place whose name stayed is not repeated."""
    assert now_label(where("p:60")) == "tỉnh Lâm Đồng"
    assert now_label(where("d:173")) is None
    assert now_label(where("p:19")) is None


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://example.vn/a?b=c#d", True),
        ("http://example.vn", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.vn", False),
        ("https://", False),
        ("https://[::1", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url, is_safe):
    """Anything but http and https with a host is never given to a page."""
    assert safe_url(url) == (url if is_safe else None)


def test_the_answer_as_json():
    """The JSON of a search holds the question under the names of the address, notes once, exact totals."""
    query = Query(text="a", filters=filters_of({"year": ("2021",)}), notes=(Note("cut", ("2000",)),), size=10)
    facet = Facet("year", (FacetValue("2021", 3, selected=True), FacetValue(UNKNOWN, 1, total=4)))
    found = search_json(Result(query, 21, (), (facet,), notes=(Note("cut", ("2000",)),), generation="g"))
    assert json.loads(json.dumps(found)) == found
    assert found["query"] == {
        "q": "a",
        "filters": {"year": ["2021"]},
        "from": None,
        "to": None,
        "map": "then",
        "fold": False,
        "accent": "auto",
        "sort": "relevance",
        "page": 1,
        "size": 10,
        "explain": False,
    }
    assert (found["total"], found["pages"], len(found["notes"])) == (21, 3, 1)
    assert found["facets"][0]["values"][1] == {
        "value": "unknown",
        "label": "Không rõ",
        "count": 1,
        "selected": False,
        "total": 4,
    }


def test_places_make_a_tree():
    """Values stand beneath the units they lie in, a commune without its district beneath its province."""
    facet = Facet(
        "place", tuple(FacetValue(value, 1) for value in ("c:05968", "d:173", "p:19", "d:415", UNKNOWN))
    )
    view = facet_view(facet, Params(), address)
    tree = {choice.value: [child.value for child in choice.children] for choice in view.shown}
    assert tree == {"d:415": [], "p:19": ["d:173"], UNKNOWN: []}
    assert [child.value for child in view.shown[1].children[0].children] == ["c:05968"]


def test_on_todays_map_an_old_district_lies_in_its_new_province():
    """The tree follows the map that is counted by."""
    old = "d:593"
    new_province = now(old)[0][0][0]
    facet = Facet("place", (FacetValue(new_province, 2), FacetValue(old, 2)))
    view = facet_view(facet, Params(map=Map.NOW), address)
    assert [child.label.endswith("(cũ)") for child in view.shown[0].children] == [True]


def test_chosen_values_are_never_folded_away():
    """Of a long facet eight values are in view, and any chosen one."""
    years = [FacetValue(str(1990 + number), 1, selected=number == 0) for number in range(30)]
    view = facet_view(Facet("year", tuple(years)), Params(), address)
    assert [choice.value for choice in view.shown] == [str(2019 - number) for number in range(8)] + ["1990"]
    assert len(view.more) == 21


def test_a_chosen_value_links_to_its_removal():
    """The link of a chosen value drops it, the link of another one adds it."""
    params = Params(q="a", filters=filters_of({"year": ("2021",)}), page=3)
    facet = Facet("year", (FacetValue("2021", 3, selected=True), FacetValue("2020", 2)))
    view = facet_view(facet, params, address)
    assert [choice.href for choice in view.shown] == ["/tim?q=a", "/tim?q=a&year=2021&year=2020"]


def test_the_number_shown_is_that_of_the_click():
    """Beside a value stands what the click gives; beside a chosen one, how many articles have it."""
    params = Params(filters=filters_of({"year": ("2021",)}))
    facet = Facet("year", (FacetValue("2021", 3, selected=True, total=3), FacetValue("2020", 2, total=5)))
    assert [choice.shown for choice in facet_view(facet, params, address).shown] == [3, 5]


def test_every_chosen_value_has_a_chip():
    """Chips name facet and value, and each leads to the question without it."""
    params = Params(filters=filters_of({"year": ("2021", UNKNOWN), "trust": ("stated",)}))
    shown = [(chip.facet, chip.text, chip.href) for chip in chips(params, address)]
    assert shown == [
        ("Năm", "2021", "/tim?year=unknown&trust=stated"),
        ("Năm", "Không rõ", "/tim?year=2021&trust=stated"),
        ("Ngày đăng", "Bài ghi rõ ngày", "/tim?year=2021&year=unknown"),
    ]


def test_page_links_name_first_last_and_neighbours():
    """Far pages are left out with a gap; the ends have no step beyond them."""
    paging = page_links(Params(page=10), 50, address)
    assert [link and link.text for link in paging.numbers] == [
        "1",
        None,
        "8",
        "9",
        "10",
        "11",
        "12",
        None,
        "50",
    ]
    assert (paging.previous, paging.following) == ("/tim?page=9", "/tim?page=11")
    assert page_links(Params(), 1, address).following is None
    assert page_links(Params(page=99), 3, address).previous == "/tim?page=3"


def test_ways_out_drop_one_thing_each():
    """An empty result offers other accents, wider gaps, and to drop one thing each: filter, quotes, word."""
    params = Params(
        q='"kết nạp" zebra', filters=filters_of({"trust": ("url",), "topic": ("to-chuc",)}), page=2
    )
    ways = [(way.params.q, len(way.params.filters), way.params.page) for way in loosenings(params)]
    assert ways == [
        ('"kết nạp" zebra', 2, 1),
        ('"kết nạp"~10 zebra', 2, 1),
        ('"kết nạp" zebra', 1, 1),
        ('"kết nạp" zebra', 1, 1),
        ("kết nạp zebra", 2, 1),
        ("zebra", 2, 1),
        ('"kết nạp"', 2, 1),
        ('"kết nạp" zebra', 0, 1),
    ]


def test_accents_are_loosened_once():
    """Exact accents become usual ones, usual ones none; words without any leave nothing to ignore."""
    ways = {accent: loosenings(Params(q="kết nạp", accent=accent))[0].params.accent for accent in Accents}
    assert ways[Accents.EXACT] is Accents.AUTO
    assert ways[Accents.AUTO] is Accents.LOOSE
    assert all(way.params.accent is Accents.AUTO for way in loosenings(Params(q="ket nap")))


def test_years_are_widened():
    """Years that were chosen, and those that were typed, take in their neighbours; the unknown one stays."""
    chosen = Params(q="ket", filters=filters_of({"year": ("2020", "unknown")}))
    assert loosenings(chosen)[0].params.values("year") == ("2019", "2020", "2021", "unknown")
    (text, typed), *_ = [(way.text, way.params.q) for way in loosenings(Params(q="ket năm:2019..2021"))]
    assert (text, typed) == ("Nới năm: 2018–2022", "ket năm:2018..2022")


@pytest.mark.parametrize(
    ("query", "wider"),
    [
        ('"a b"', '"a b"~10'),
        ('"a b"~5', '"a b"~15'),
        ('"a b"~>60', '"a b"~100'),
        ('"a * b" c', '"a b"~10 c'),
    ],
)
def test_gaps_are_widened(query, wider):
    """Words of a phrase may stand near each other, those near each other farther apart, up to the limit."""
    assert wider in [way.params.q for way in loosenings(Params(q=query))]


def test_the_widest_gap_stays():
    """What is as wide as can be is not offered again."""
    assert not any("~" in way.params.q for way in loosenings(Params(q='"a b"~100')))


def test_the_last_resort_is_each_word_alone():
    """Where nothing gentle helps, each word looked for is asked for alone, unless just that was asked."""
    params = Params(q='"kết nạp" -thôn năm:2021', filters=filters_of({"year": ("2021",)}))
    assert [(way.params.q, way.params.filters) for way in last_resorts(params)] == [
        ("kết", ()),
        ("nạp", ()),
        ("năm:2021", ()),
    ]
    assert last_resorts(Params(q="zebra")) == []
    assert last_resorts(Params()) == []


def test_neighbouring_list_blocks_are_one_list(documents):
    """Items that were found as blocks of their own make one list; items with numbers get no bullets."""
    texts = {"- một": True, "1. hai": True, "a) ba": True, "bốn": False, "2020 là năm": False}
    for item, is_numbered in texts.items():
        end = len(item)
        blocks = (Block(BlockKind.LIST, 0, end), Block(BlockKind.LIST, end + 1, 2 * end + 1))
        article = Article(f"{item}\n{item}\n", blocks, "mau")
        parts = reading_of(replace(documents[0], article=article), ()).parts
        assert [(part.kind, len(part.lines), part.is_numbered) for part in parts] == [
            ("list", 2, is_numbered)
        ]


def test_a_document_without_facts_can_be_read(documents):
    """An article of which nothing is known but its text is laid out like any other."""
    bare: Document = documents[30]
    assert [part.kind for part in reading_of(bare, ()).parts] == ["body"]
