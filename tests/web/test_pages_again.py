"""A page of results that is asked for again is the one that was drawn, and nobody gets another's."""

from __future__ import annotations

import gzip
from datetime import datetime

import brotli
import pytest
import zstandard
from stand_in import CountingReader

from search.errors import EngineError
from search.model import VIETNAM
from web.pages import again

PATH = "/tim?q=ket+nap"

OTHERS = ("ngu-canh", "cach-viet", "di-kem", "ai-o-dau", "lan-dau", "theo-thoi-gian")
PATHS = (PATH, "/", *(f"/{other}?q=ket+nap" for other in OTHERS))


class Counting(CountingReader):
    """A reader that counts the questions for hits and for precedents."""

    def search(self, query):
        """As the stand-in answers."""
        self.asked += bool(query.size)
        return super().search(query)

    def precedents(self):
        """As the stand-in answers."""
        self.asked += 1
        return super().precedents()


@pytest.fixture
def reader(documents):
    """A reader of a site."""
    return Counting(documents)


@pytest.fixture
def client(make_app, reader):
    """A visitor of the site."""
    client = make_app(reader=reader, search_limit_ms="600000").test_client()
    client.environ_base["HTTP_ACCEPT_ENCODING"] = "gzip"
    return client


@pytest.mark.parametrize("path", PATHS)
def test_the_same_page_is_drawn_once(client, reader, path):
    """Byte by byte, with the same tag and headers, to whoever asks."""
    first = client.get(path)
    asked = reader.asked
    second = client.get(path)
    assert first.status_code == second.status_code == 200
    assert first.data == second.data
    assert {**first.headers, "X-Request-ID": ""} == {**second.headers, "X-Request-ID": ""}
    assert reader.asked == asked > 0


def test_whether_it_changed_is_told_without_drawing(client, reader):
    """With the tag of the page as it is packed; another one gets the page."""
    tag = client.get(PATH).headers["ETag"]
    assert tag.endswith('-gzip"')
    unchanged = client.get(PATH, headers={"If-None-Match": tag})
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert "Content-Encoding" not in unchanged.headers
    assert client.get(PATH, headers={"If-None-Match": '"x"'}).status_code == 200
    assert reader.asked == 1


UNPACKED = {"zstd": zstandard.decompress, "br": brotli.decompress, "gzip": gzip.decompress}


def test_each_gets_it_as_he_takes_it(client, reader):
    """Packed by Zstandard, by Brotli, by gzip or not at all: the same page."""
    plain = client.get(PATH, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    for _ in range(2):
        for coding, unpack in UNPACKED.items():
            found = client.get(PATH, headers={"Accept-Encoding": coding})
            assert found.headers["Content-Encoding"] == coding
            assert "Accept-Encoding" in found.headers["Vary"]
            assert int(found.headers["Content-Length"]) == len(found.data)
            assert unpack(found.data) == plain.data
            tag = found.headers["ETag"]
            assert tag.endswith(f'-{coding}"')
            asked = {"Accept-Encoding": coding, "If-None-Match": tag}
            assert client.get(PATH, headers=asked).status_code == 304
    assert reader.asked == 4
    head = client.head(PATH)
    assert (head.status_code, head.data) == (200, b"")


def test_a_page_that_is_not_packed_is_not_kept(client, reader):
    """It may have a megabyte."""
    for _ in range(2):
        client.get(PATH, headers={"Accept-Encoding": "identity"})
    assert reader.asked == 2


@pytest.mark.parametrize("path", PATHS)
def test_what_a_hurried_search_left_out_is_asked_for_again(make_app, reader, path):
    """A page that took as long as a search may is drawn anew: what the limit cut is there another time."""
    client = make_app(reader=reader, search_limit_ms="0").test_client()
    client.environ_base["HTTP_ACCEPT_ENCODING"] = "gzip"
    first = client.get(path)
    asked = reader.asked
    assert client.get(path).data == first.data
    assert reader.asked == 2 * asked > 0


def test_a_stroke_at_the_end_is_another_address(client):
    """Links to the page itself have it too."""
    other = gzip.decompress(client.get(PATH.replace("?", "/?")).data)
    page = gzip.decompress(client.get(PATH).data)
    assert b"/tim/?" in other
    assert b"/tim/?" not in page


def test_two_sites_draw_the_same(make_app, documents):
    """Nothing of a page comes from its drawing: its tag is the same."""
    tags = {
        make_app(reader=Counting(documents))
        .test_client()
        .get(path, headers={"Accept-Encoding": "br"})
        .headers["ETag"]
        for path in (PATH, PATH)
    }
    assert len(tags) == 1


@pytest.mark.parametrize("more", ["&lang=en", "&year=2021", "&page=2", "&sort=newest", "&explain=1", "+a"])
def test_another_address_is_another_page(client, more):
    """All that an address asks for is in its page."""
    first = client.get(PATH).data
    assert client.get(PATH + more).data != first
    assert client.get(PATH).data == first


def test_a_new_index_is_asked_anew(client, reader):
    """What was published is found at once."""
    client.get(PATH)
    reader.generation = "gen-000002"
    client.get(PATH)
    assert reader.asked == 2


def test_a_new_day_is_another_page(client, reader, monkeypatch):
    """Pinned articles come and go with the day."""
    client.get(PATH)

    class Tomorrow:
        """A clock that is fast."""

        @staticmethod
        def now(zone):
            """A day in some years."""
            assert zone is VIETNAM
            return datetime(2040, 1, 2, tzinfo=zone)

    monkeypatch.setattr(again, "datetime", Tomorrow)
    client.get(PATH)
    assert reader.asked == 2


def test_links_lead_below_the_place_of_the_site(client):
    """A site that stands elsewhere has other links."""
    assert b'href="/tim?' in gzip.decompress(client.get(PATH).data)
    below = gzip.decompress(client.get(PATH, base_url="http://localhost/tin").data)
    assert b'href="/tin/tim?' in below
    assert b'href="/tim?' not in below


def test_long_addresses_are_not_kept(client, reader):
    """Nobody fills the memory of the site with what only he asks."""
    for _ in range(2):
        client.get(PATH + "+nap" * (again.LONGEST // 4))
    assert reader.asked == 2


def test_what_failed_is_not_kept(client, reader, monkeypatch):
    """An engine that failed once is asked again."""

    def fail(*_):
        raise EngineError("it is damaged")

    with monkeypatch.context() as patched:
        patched.setattr(reader, "search", fail)
        assert client.get(PATH).status_code == 503
    assert client.get(PATH).status_code == 200
