"""Suggestions are kept as they were written while the index is the same; nobody is told another's."""

import pytest
from stand_in import CountingReader

from search.errors import EngineError
from search.model import Suggestion, SuggestionKind
from web.query.suggesting import LONGEST_REMEMBERED as LONGEST
from web.query.suggesting import REMEMBERED as MOST


class Counting(CountingReader):
    """A reader that tells how often it was asked, in each suggestion."""

    def suggest(self, text, limit):
        """One phrase."""
        self.asked += 1
        return (Suggestion(SuggestionKind.PHRASE, f"{text} {self.asked}", (), text),)[:limit]


@pytest.fixture
def reader(documents):
    """A reader of a site."""
    return Counting(documents)


def told(client, path="/api/v1/suggest?q=ket+n", **more):
    """What is suggested first."""
    answer = client.get(path, **more)
    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    assert answer.headers["Cache-Control"] == "max-age=60"
    return answer.get_json()["groups"][0]["items"][0]


def test_the_same_is_asked_once(make_app, reader):
    """Byte by byte, to whoever asks."""
    app = make_app(reader=reader)
    first, second = (app.test_client().get("/api/v1/suggest?q=ket+n") for _ in range(2))
    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]
    assert reader.asked == 1


@pytest.mark.parametrize("more", ["&lang=en", "&year=2021", "&limit=3", "a", "&map=now"])
def test_another_address_is_another_question(make_app, reader, more):
    """The language, filters and all else that the address tells are in the answer."""
    client = make_app(reader=reader).test_client()
    assert told(client)["text"] == "ket n 1"
    assert told(client, f"/api/v1/suggest?q=ket+n{more}")["text"].endswith(" 2")
    assert told(client)["text"] == "ket n 1"


def test_a_new_index_is_asked_anew(make_app, reader):
    """What was published is suggested at once."""
    client = make_app(reader=reader).test_client()
    assert told(client)["text"] == "ket n 1"
    reader.generation = "gen-000002"
    assert told(client)["text"] == "ket n 2"


def test_another_place_of_the_site_is_another_answer(make_app, reader):
    """Links lead below the place under which the site was asked."""
    client = make_app(reader=reader).test_client()
    assert told(client)["href"].startswith("/tim?")
    assert told(client, base_url="http://localhost/tin")["href"].startswith("/tin/tim?")


def test_two_sites_share_nothing(make_app, documents):
    """Each has its own, whatever its index is called."""
    clients = [make_app(reader=Counting(documents)).test_client() for _ in range(2)]
    told(clients[0])
    assert told(clients[1])["text"] == "ket n 1"


def test_long_addresses_are_not_kept(make_app, reader):
    """Nobody fills the memory of the site with what only he asks."""
    client = make_app(reader=reader).test_client()
    long = "/api/v1/suggest?q=" + "ket+n" * (LONGEST // 5)
    assert told(client, long)["text"] != told(client, long)["text"]


def test_few_are_kept(make_app, reader):
    """What was asked for long ago is asked anew."""
    app = make_app(reader=reader)
    remembered = app.extensions["tratin"].suggestions
    made = []

    def ask(number):
        def make_it():
            made.append(number)
            return b""

        return make_it

    makes = [ask(number) for number in range(MOST + 1)]
    for number in (*range(MOST + 1), MOST, 0):
        remembered.answer(makes[number], "", b"%d" % number, reader.stats())
    assert made == [*range(MOST + 1), 0]


def test_what_failed_is_not_kept(make_app, reader, monkeypatch):
    """An engine that failed once is asked again."""
    client = make_app(reader=reader).test_client()

    def fail(*_):
        raise EngineError("it is damaged")

    with monkeypatch.context() as patched:
        patched.setattr(reader, "suggest", fail)
        assert client.get("/api/v1/suggest?q=ket+n").status_code == 503
    assert told(client)["text"] == "ket n 1"
