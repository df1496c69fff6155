"""Addresses and what they ask for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from werkzeug.datastructures import MultiDict

from search.model import UNKNOWN, Accents, Map, Sort, Trust
from search.places import now
from web.addresses import links
from web.addresses.params import FILTERS, Defaults, Params, defaults_of, filters_of, read, to_query, write

if TYPE_CHECKING:
    import random

DEFAULTS = Defaults()
WORDS = ("kết nạp", '"đảng viên mới"', "-nghỉ", "28-CT/TW", "a&b=c", "100%", "+", "#", "?", "<b>")


def params_of(address: str, defaults: Defaults = DEFAULTS) -> tuple[Params, list[str]]:
    """What an address asks for, and the codes of its notes."""
    params, notes = read(MultiDict(parse_qsl(urlsplit(address).query, keep_blank_values=True)), defaults)
    return params, [note.code for note in notes]


COMMON = ("q", "from", "to", "map", "fold", "accent", "sort", "page", "size", "lang", "explain")


def any_params(chance: random.Random) -> Params:
    """A random question that the site could have made."""
    values = {
        "place": ("p:19", "d:173", "C:05941", UNKNOWN),
        "year": ("2019", "2021", UNKNOWN),
        "month": ("2019-02", "2021-11", UNKNOWN),
        "term": ("2015-2020", "2020-2025", UNKNOWN),
        "topic": ("to-chuc", "to-chuc/can-bo", UNKNOWN),
        "trust": tuple(Trust),
        "source": ("bao-tinh", "Báo & Đài = 1", "a+b c"),
        "ref": ("28-CT/TW", "99-CV/TU", "07-CT/TU.p:60.2021"),
        "about": ("1945", "2020"),
    }
    chosen = {
        facet: tuple(chance.sample(values[facet], chance.randint(0, len(values[facet])))) for facet in FILTERS
    }
    return Params(
        q=" ".join(chance.sample(WORDS, chance.randint(0, 4))),
        filters=filters_of(chosen),
        since=chance.choice(("", "2019", "2020-02", "2021-07-15")),
        until=chance.choice(("", "2021-07-15", "2021-07", "2021")),
        map=chance.choice(tuple(Map)),
        fold=chance.choice((True, False)),
        accent=chance.choice(tuple(Accents)),
        sort=chance.choice(tuple(Sort)),
        page=chance.choice((1, 2, 77)),
        size=chance.choice((1, 10, 25, 100)),
        lang=chance.choice(("vi", "en")),
        explain=chance.choice((True, False)),
    )


def test_an_address_says_everything(chance):
    """What is written into an address is read from it again, for any question and any defaults."""
    for _ in range(500):
        defaults = Defaults(
            size=chance.choice((5, 10, 20)),
            lang=chance.choice(("vi", "en")),
            sort=chance.choice(tuple(Sort)),
        )
        params = any_params(chance)
        address = links.address("/tim", params, defaults)
        assert params_of(address, defaults) == (params, [])


def test_any_address_gives_a_question(chance):
    """Random nonsense in every parameter never raises and never leaves the allowed ranges."""
    letters = "0123456789-+.eEđế\x00\u200b\ud800 \n\"'<>&%²٣"
    for _ in range(500):
        args = MultiDict(
            (name, "".join(chance.choices(letters, k=chance.randint(0, 30))))
            for name in (*COMMON, *FILTERS, *FILTERS)
        )
        params, _ = read(args, DEFAULTS)
        to_query(params)
        assert params.page >= 1
        assert 1 <= params.size <= DEFAULTS.max_size
        assert read(MultiDict(write(params, DEFAULTS)), DEFAULTS)[0] == params


@pytest.mark.parametrize(
    ("address", "name", "value"),
    [
        ("/tim?page=0", "page", 1),
        ("/tim?page=-5", "page", 1),
        (f"/tim?page={'9' * 5000}", "page", 1_000_000),
        ("/tim?page=two", "page", 1),
        ("/tim?size=100000", "size", 100),
        ("/tim?size=0", "size", 1),
        ("/tim?sort=best", "sort", Sort.RELEVANCE),
        ("/tim?map=mars", "map", Map.THEN),
        ("/tim?accent=all", "accent", Accents.AUTO),
        ("/tim?accent=exact", "accent", Accents.EXACT),
        ("/tim?lang=fr", "lang", "vi"),
        ("/tim?fold=2", "fold", True),
        ("/tim?explain=yes", "explain", False),
        ("/tim?explain=1", "explain", True),
        ("/tim?fold=0", "fold", False),
        ("/tim?year=20x1&year=2021", "filters", filters_of({"year": ("2021",)})),
        ("/tim?trust=maybe", "filters", ()),
        ("/tim?about=unknown&about=x&about=1945", "filters", filters_of({"about": ("1945",)})),
        ("/tim?from=31/2/2021", "since", ""),
        (f"/tim?to={'1' * 5000}", "until", ""),
        ("/tim?place=&topic=%20", "filters", ()),
        ("/tim?year=2021&year=2021", "filters", filters_of({"year": ("2021",)})),
        (f"/tim?ref={'7' * 300}", "filters", ()),
        ("/tim?ref=28-ct/tw&ref=28-CT/TW", "filters", filters_of({"ref": ("28-CT/TW",)})),
    ],
)
def test_bad_values_are_clamped_or_left_out(address, name, value):
    """A value that is out of range or unknown never makes an address fail."""
    assert getattr(params_of(address)[0], name) == value


@pytest.mark.parametrize(
    "address", ["/tim?page=x", "/tim?sort=best", "/tim?year=abcd", "/tim?lang=fr", "/tim?from=2021x"]
)
def test_a_value_that_is_left_out_is_told(address):
    """What could not be used is said in a note."""
    assert params_of(address)[1] == ["bad-value"]


def test_a_long_query_is_cut_with_a_note():
    """A query of over 2,000 characters is cut there, and that is told once."""
    params, notes = params_of("/tim?q=" + "a" * 3000)
    assert len(params.q) == 2000
    assert notes == ["cut"]


def test_a_query_is_cut_before_it_is_read(monkeypatch):
    """However long an address, no more of its query is made canonical than is read."""
    lengths = []
    monkeypatch.setattr("web.addresses.params.typed_text", lambda text: lengths.append(len(text)) or text)
    params, notes = params_of("/tim?q=" + "a" * 100_000)
    assert (max(lengths), len(params.q), notes) == (2000, 2000, ["cut"])


def test_a_query_that_grows_when_composed_is_cut_too():
    """Letters that canonical text writes as several never make a query longer than is read."""
    params, notes = params_of("/tim?q=" + "\ufb2c" * 2000)
    assert len(params.q) == 2000
    assert notes == ["cut"]


def test_at_most_fifty_values_of_a_facet_are_kept():
    """A robot's address with hundreds of values costs no more than fifty."""
    params, notes = params_of("/tim?" + "&".join(f"source=s{number}" for number in range(200)))
    assert len(params.values("source")) == 50
    assert notes == ["too-many-values"]


def test_a_query_is_canonical_text():
    """A decomposed query with stray blanks is the same address as the composed one."""
    assert params_of("/tim?q=%20ke%CC%82%CC%81t%20%20na%CC%A3p%0A")[0].q == "kết nạp"


def test_accents_are_asked_of_the_engine():
    """The parameter is handed on; words that must be bare are not told to have any accent."""
    for accent in Accents:
        query = to_query(Params(q="ket nap", accent=accent))
        assert query.accents is accent
        assert [note.code for note in query.notes] == ["unaccented"] * (accent is not Accents.EXACT)


def test_defaults_come_from_the_settings(make_app):
    """The configured page size and language hold where the address says nothing."""
    app = make_app(page_size="3", lang="en")
    found = app.test_client().get("/api/v1/search").get_json()
    assert found["query"]["size"] == 3
    assert len(found["hits"]) == 3
    assert 'lang="en"' in app.test_client().get("/").text


def test_the_usual_order_is_a_setting(make_app):
    """Where the address names no order the configured one holds; links to another one name it."""
    client = make_app(default_sort="fresh").test_client()
    assert client.get("/api/v1/search?q=ket+nap").get_json()["query"]["sort"] == "fresh"
    assert client.get("/api/v1/search?sort=oldest").get_json()["query"]["sort"] == "oldest"
    page = client.get("/tim?q=ket+nap").text
    assert '<a href="/tim?q=ket+nap" rel="nofollow" aria-current="true">Liên quan và mới</a>' in page
    assert "/tim?q=ket+nap&amp;sort=relevance" in page
    assert "sort=" not in re.search(r'<form class="ask.*?</form>', page, re.DOTALL)[0]
    form = client.get("/tim-nang-cao").text
    assert 'name="sort" value=' not in form
    assert '<option value="fresh" selected>' in form


def test_settings_out_of_range_are_bounded():
    """A page size above the largest allowed one, or an unknown language, is put right."""

    class Odd:
        def number(self, name):
            return {"page_size": 500, "max_page_size": 50}[name]

        def text(self, name):
            return "xx"

    assert defaults_of(Odd()) == Defaults(size=50, max_size=50, lang="vi")


def test_toggling_twice_gives_the_question_back(chance):
    """Choosing a value and dropping it again leaves what was there, on its first page."""
    for _ in range(300):
        params = links.at_page(any_params(chance), 1)
        params = links.without_facet(params, "month")
        once = links.toggle(params, "year", "1999")
        assert "1999" in once.values("year")
        assert links.toggle(once, "year", "1999") == params


def test_a_change_goes_back_to_the_first_page():
    """Every change of the question starts at page one; the language does not."""
    params = Params(q="a", filters=filters_of({"year": ("2021",)}), page=4)
    changes = (
        links.toggle(params, "year", "2020"),
        links.without(params, "year", "2021"),
        links.cleared(params),
        links.with_q(params, "b"),
        links.sorted_by(params, Sort.NEWEST),
        links.on_map(params, Map.NOW),
        links.without_bound(params, "from"),
        links.folded(params, fold=False),
        links.accented(params, Accents.EXACT),
    )
    assert {changed.page for changed in changes} == {1}
    assert links.in_lang(params, "en").page == 4


def test_choosing_a_part_replaces_the_whole():
    """A district chosen inside a chosen province narrows: the province is dropped."""
    params = Params(filters=filters_of({"place": ("p:19", "p:40")}))
    narrowed = links.toggle(params, "place", "d:173")
    assert narrowed.values("place") == ("p:40", "d:173")
    topics = Params(filters=filters_of({"topic": ("kiem-tra", "to-chuc")}))
    assert links.toggle(topics, "topic", "to-chuc/can-bo").values("topic") == ("kiem-tra", "to-chuc/can-bo")


def test_choosing_the_whole_replaces_its_parts():
    """A province chosen over its districts and communes widens: they are dropped, others stay."""
    params = Params(filters=filters_of({"place": ("d:173", "c:05968", "d:415", UNKNOWN)}))
    assert links.toggle(params, "place", "p:19").values("place") == ("d:415", UNKNOWN, "p:19")
    topics = Params(filters=filters_of({"topic": ("to-chuc/can-bo", "kiem-tra/kiem-tra-giam-sat")}))
    widened = links.toggle(topics, "topic", "to-chuc")
    assert widened.values("topic") == ("kiem-tra/kiem-tra-giam-sat", "to-chuc")


def test_values_without_a_tree_stand_beside_each_other():
    """Years, sources and documents never replace each other, whatever their names begin with."""
    for facet, values in (("source", ("a", "a/b")), ("ref", ("1", "1/2")), ("year", ("2021", "2020"))):
        params = Params(filters=filters_of({facet: values[:1]}))
        assert links.toggle(params, facet, values[1]).values(facet) == values


def test_chosen_places_go_along_to_the_other_map():
    """On today's map a province is what it became; an old district stays; and so back."""
    params = Params(filters=filters_of({"place": ("p:60", "d:173", UNKNOWN)}))
    today = links.on_map(params, Map.NOW)
    successor = now("p:60")[0][0][-1]
    assert today.values("place") == (successor, "d:173", UNKNOWN)
    assert links.on_map(today, Map.THEN).values("place") == ("d:173", UNKNOWN)
    assert links.on_map(params, Map.THEN) == params


def test_addresses_made_together_are_those_made_one_by_one(chance):
    """Whatever is asked for, and whatever the values are: a query that holds the sign for a value, too."""

    def address(params):
        return links.address("/tim", params, DEFAULTS)

    values = ("2019", "p:19", "d:173", "a&b=c +%", "Báo & Đài = 1", "28-CT/TW", "0blank0", UNKNOWN)
    for _ in range(300):
        params = links.with_q(any_params(chance), chance.choice(["", "kết nạp", "0blank0", "a 0blank0 & b"]))
        facet = chance.choice(FILTERS)
        made = links.toggles(params, facet, address)
        for value in values:
            assert made(value) == address(links.toggle(params, facet, value))
