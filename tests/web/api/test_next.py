"""The opaque `next` of answers in pages."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from search.model import Sort
from web.addresses.params import Params
from web.api.paging import BrokenNextError, next_of, page_in

SEARCH = "/api/v1/search"


def test_next_leads_through_all_hits_once(client):
    """Who follows `next` sees each hit of a search once, and its end."""
    address, seen, given = f"{SEARCH}?q=ket+nap&size=4&fold=0", [], ""
    total = client.get(address).get_json()["total"]
    while given is not None:
        found = client.get(f"{address}&next={given}" if given else address).get_json()
        seen += [hit["id"] for hit in found["hits"]]
        given = found["next"]
    assert len(seen) == len(set(seen)) == total > 4


def test_values_and_documents_have_one_too(make_app):
    """Lists of values and of citing articles go on in the same way."""
    client = make_app().test_client()
    document = "/api/v1/documents/28-CT/TW?size=3"
    first = client.get(document).get_json()
    second = client.get(f"{document}&next={first['next']}").get_json()
    assert second["page"] == 2
    assert {one["id"] for one in first["citing"]}.isdisjoint(one["id"] for one in second["citing"])
    assert client.get("/api/v1/values/year").get_json()["next"] is None


@pytest.mark.parametrize(
    "address",
    ["?q=ket&size=4", "?q=ket+nap&size=5", "?q=ket+nap&size=4&year=2021", "?q=ket+nap&size=4&sort=newest"],
)
def test_next_of_another_question_is_a_problem(client, address):
    """It is refused beside another question, where its page would mean something else."""
    given = client.get(f"{SEARCH}?q=ket+nap&size=4").get_json()["next"]
    answer = client.get(f"{SEARCH}{address}&next={given}&lang=en")
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json; charset=utf-8"
    assert "belongs to another question" in answer.get_json()["detail"]


def test_language_and_reasons_change_nothing(client):
    """Labels in another language, or reasons, are the same question."""
    given = client.get(f"{SEARCH}?q=ket+nap&size=4").get_json()["next"]
    found = client.get(f"{SEARCH}?q=ket+nap&size=4&next={given}&lang=en&explain=1").get_json()
    assert found["query"]["page"] == 2


def test_any_wrong_letter_is_noticed(chance):
    """A `next` with one letter changed, lost or added is none; the right one gives its page back."""
    for _ in range(500):
        params = Params(q="kết nạp", page=chance.randrange(1, 999_999), sort=chance.choice(tuple(Sort)))
        given = next_of(SEARCH, params, (), 1_000_000)
        assert page_in(given, SEARCH, replace(params, page=1, lang="en"), ()) == params.page + 1
        at, letter = chance.randrange(len(given)), chance.choice("0123456789abcdefxyzA-_ é\0٣")
        wrong = (given[:at] + letter + given[at + 1 :], given[:at] + given[at + 1 :], f"{given}{letter}")
        for other in wrong:
            if other != given:
                with pytest.raises(BrokenNextError):
                    page_in(other, SEARCH, params, ())


def test_it_is_the_same_for_ever():
    """What was given out by an earlier version still works."""
    assert next_of(SEARCH, Params(q="kết nạp", size=20), (), 9) == "12-5f97045e01b74fa1"
    assert next_of(f"{SEARCH}/", Params(q="kết nạp", size=20), (), 9) == "12-5f97045e01b74fa1"
    assert next_of(SEARCH, Params(q="kết nạp", size=20, page=9), (), 9) is None
