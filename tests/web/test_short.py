"""Short links: the same search for ever, shorter than its address, and never another one by a slip."""

from __future__ import annotations

import hashlib
from statistics import mean
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from msgspec.structs import replace
from trial import IS_PROOF
from werkzeug.datastructures import MultiDict

from search.model import Accents, Filter, Map, Sort
from web.addresses.params import FILTERS, Params, read, write
from web.addresses.short import (
    ALPHABET,
    LETTERS,
    MAX_CODE,
    PLAIN,
    TABLE,
    BrokenCodeError,
    checksum,
    code_of,
    params_in,
)
from web.query.cheatsheet import cheat_sheet

GIVEN = {
    "1x4C": "",
    "15V_lK": "q=kết nạp đảng viên",
    "15W7nL": "q=ket nap dang vien",
    "1Ai47L14nLu5tL4EWLxGGI_HQ5PA": (
        'q="kết nạp * đảng viên" -thanh niên năm:2021..2023&place=p:19&year=2021'
    ),
    "1MI5HL5EAQHEAOnL4EVPBJ": "q=tiêu đề:đại hội nơi:Thái Nguyên năm:2020",
    "1MUOLKVJ8KBKGqzJ": "q=HĐND huyện&map=now&topic=to-chuc/can-bo&sort=newest&page=3",
    "1B6BlBitDAgDwCfCmCTAgDFCBDDCzBkDFC6GxEAOiEAQHEAOnJ9J-KKKDThN": (
        "q=zebra 🦓 Łódź&source=Báo Thái Nguyên&accent=exact&fold=0&size=50&explain=1"
    ),
    "1J0ESAzJ3HPHQHvEMIOKMKNLSAuMpoME": (
        "place=d:173&place=unknown&year=2020&year=2021&month=2021-11&term=2020-2025"
        "&trust=stated&trust=url&ref=18-NQ/TW.XIII"
    ),
}
"""Codes of version 1 that were given once: whoever holds one must be led to the same search for ever."""

TABLE_1 = "d4e84ef37ca5036dcb9e72349e2c0c67caff8ab6e1fcc6137fae6c13ee7ee48e"
"""SHA-256 of the table of version 1."""

VALUES = {"month": "2021-11", "about": "2020"}
"""Of what cannot be unknown, or is not."""

RICH = Params(
    q='"Kết nạp * đảng viên"~>6 | tiêu đề:(hòa giải) -HĐND Ⅷ 🦓 a|b 0x=1',
    filters=tuple(Filter(name, (VALUES.get(name, "unknown"),)) for name in FILTERS),
    since="2019-03",
    until="2021-11-30",
    map=Map.NOW,
    fold=False,
    accent=Accents.LOOSE,
    sort=Sort.OLDEST,
    page=1234,
    size=77,
    explain=True,
)


def asked(address: str) -> Params:
    """What the parameters of an address ask for."""
    return read(MultiDict(parse_qsl(address)), PLAIN)[0]


@pytest.mark.parametrize("code", GIVEN)
def test_codes_that_were_given_stay_readable(code):
    """Each leads to the search that it was given for."""
    assert params_in(code) == asked(GIVEN[code])


def test_the_table_of_a_version_is_never_changed():
    """Every code of the version would mean something else: another table is another version."""
    assert hashlib.sha256(TABLE.read_bytes()).hexdigest() == TABLE_1


@pytest.mark.parametrize(
    "part", [*FILTERS, "since", "until", "q", "map", "fold", "accent", "sort", "page", "size", "explain"]
)
def test_every_parameter_comes_back(part):
    """A code holds each parameter of the vocabulary but the language, alone and with all others."""
    if part in FILTERS:
        alone = Params(filters=tuple(chosen for chosen in RICH.filters if chosen.facet == part))
    else:
        alone = replace(Params(), **{part: getattr(RICH, part)})
    assert alone != Params()
    for params in (alone, RICH, replace(RICH, lang="en")):
        assert params_in(code_of(params)) == replace(params, lang="vi")


def test_every_parameter_has_its_letter_or_is_written_out():
    """No two share a letter; one that is added later needs no new version."""
    names = {name for name, _ in write(replace(RICH, lang="en"), PLAIN)} - {"q", "lang"}
    assert names == set(LETTERS)
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_any_text_comes_back(chance):
    """Whatever is typed: words, their parts, capitals, digits, signs and letters of any writing."""
    bits = [
        "kết",
        "nạp",
        "Kết",
        "KẾT",
        " ",
        "  ",
        "x",
        "2021",
        '"',
        "năm:",
        "0",
        "|",
        "=",
        "\0",
        "\x1f",
        "é",
        "ß",
        "İ",
        "中",
        "🦓",
    ]
    for _ in range(2000):
        text = "".join(chance.choices(bits, k=chance.randrange(1, 12)))
        params = asked(urlencode([("q", text), ("source", text), ("place", "p:19")]))
        assert params_in(code_of(params)) == params, text


def test_settings_do_not_change_what_a_code_means(make_app):
    """Another usual order or number of hits is said by neither code nor table: the same search is shown."""
    usual, other = make_app(), make_app(page_size="25", default_sort="newest", max_page_size="50")
    leads = [
        app.test_client().get(f"/t/{code_of(asked('q=hòa giải'))}").headers["Location"]
        for app in (usual, other)
    ]
    assert leads == ["/tim?q=h%C3%B2a+gi%E1%BA%A3i", "/tim?q=h%C3%B2a+gi%E1%BA%A3i&sort=relevance&size=10"]


@pytest.mark.parametrize("address", ["/tim?q=ket+nap&year=2021&sort=newest", "/tim", "/tim?q=chi&lang=en"])
def test_the_link_of_a_page_leads_back_to_it(client, address):
    """Results and their JSON twin give one short link in the reader's language, back to the same address."""
    given = client.get(address.replace("/tim", "/api/v1/search")).get_json()["short"]
    assert f'href="{given}" rel="nofollow">' in client.get(address).text
    answer = client.get(given, base_url="http://evil.example")
    assert (answer.status_code, answer.headers["Location"]) == (302, address)


def test_under_a_path(make_app):
    """Behind a prefix the link and where it leads begin with it."""
    client = make_app(url_prefix="/tin").test_client()
    given = client.get("/tin/api/v1/search?q=ket").get_json()["short"]
    assert given.startswith("/tin/t/1")
    assert client.get(given).headers["Location"] == "/tin/tim?q=ket"


def test_a_slip_is_noticed(client):
    """One letter wrong, left out or doubled, two neighbours swapped: a broken link, never another search."""
    code = next(code for code in GIVEN if len(code) > 20)
    slips = {code[:at] + other + code[at + 1 :] for at in range(len(code)) for other in ALPHABET}
    slips |= {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(len(code) - 1)}
    slips |= {code[:at] + code[at + 1 :] for at in range(len(code))}
    slips |= {code[:at] + code[at] + code[at:] for at in range(len(code))}
    slips.discard(code)
    assert len(slips) > 1000
    for slip in slips:
        with pytest.raises(BrokenCodeError):
            params_in(slip)
    answer = client.get(f"/t/{min(slips)}")
    assert answer.status_code == 404
    assert "Liên kết hỏng" in answer.text
    assert "This link is broken" in client.get(f"/t/{min(slips)}?lang=en").text


def _sealed(letters: str) -> str:
    """A code of whatever letters with a right checksum."""
    return f"1{letters}{checksum(f'1{letters}')}"


def test_whatever_is_asked_for_is_an_answer(client, chance):
    """Random letters, with a right checksum too, and random bytes lead to a search or to a page of ours."""
    statuses = set()
    for _ in range(1500 if IS_PROOF else 150):
        letters = "".join(chance.choices(ALPHABET, k=chance.randrange(0, 40)))
        raw = bytes(chance.choices(range(256), k=chance.randrange(1, 12)))
        for path in (f"1{letters}", _sealed(letters), "".join(f"%{byte:02x}" for byte in raw)):
            statuses.add(client.get(f"/t/{path}").status_code)
    assert statuses == {302, 404}


def test_codes_are_bounded(client):
    """A search too long for a code has none, and a code too long is not read, whatever its checksum."""
    long = Params(q=" ".join(f"🦓{number}" for number in range(400)))
    assert code_of(long) is None
    assert client.get("/api/v1/search", query_string={"q": long.q}).get_json()["short"] is None
    assert "Liên kết ngắn" not in client.get("/tim", query_string={"q": long.q}).text
    fitting = Params(q="đảng viên " * 150 + "x")
    assert len(code_of(fitting)) <= MAX_CODE
    assert client.get(f"/t/{_sealed('AA' * MAX_CODE)}").status_code == 404
    most = max(len(write(params_in(_sealed(one * 490)), PLAIN)[0][1]) for one in ("HP", "_-"))
    assert most <= 2000


def test_links_are_short():
    """The examples of the guide: a link is a third as long as its address, and never longer."""
    queries = [row.query for group in cheat_sheet() for row in group.rows]
    searches = [Params(q=query, filters=(Filter("year", ("2021",)),)) for query in queries]
    short = [len(f"/t/{code_of(one)}") for one in searches]
    whole = [len(f"/tim?{urlencode(write(one, PLAIN))}") for one in searches]
    assert mean(short) < mean(whole) / 3
    assert all(one < other for one, other in zip(short, whole, strict=True))


def test_robots_stay_out(client):
    """They are closed to short links as to results."""
    assert "Disallow: /t/" in client.get("/robots.txt").text


def test_the_print_view_says_what_was_asked(client):
    """At its head stand query, its reading, filters in words, order, page, day, address; then the hits."""
    html = client.get(
        '/tim/in?q="kết nạp" HOẶC zebra&year=2021&year=2020&trust=stated&sort=oldest&page=2&size=5'
    ).text
    head, _, hits = html.partition('<ol class="listed">')
    for part in (
        "12 bài",
        "Tìm: cụm “kết nạp” hoặc zebra",
        "Năm: 2021 hoặc 2020",
        "Ngày đăng: Bài ghi rõ ngày",
    ):
        assert part in head.replace("(", "").replace(")", ""), part
    for part in ("Cũ nhất, trang 2 trong 3 trang", "Ngày in", "/t/1"):
        assert part in head, part
    assert hits.count("<h2>") == 5
    assert '<li lang="vi" value="6">' in hits
    assert hits.count("data-whole") == 5
    twin = urlsplit(html.partition('class="foot"')[2].partition('href="/api')[2].partition('"')[0])
    assert twin.path == "/v1/search"


def test_days_are_printed_as_both_bounds(client):
    """Any value of a facet will do, but both days bound an article; how days are known is another matter."""
    html = client.get("/tim/in?from=2020&to=2021-07&trust=stated&trust=url").text
    assert "Ngày đăng: từ 2020, đến 7/2021</span>" in html
    assert "Ngày đăng: Bài ghi rõ ngày hoặc Theo địa chỉ trang</span>" in html
