"""The JSON twin of every page."""

from __future__ import annotations

from search.model import Query
from web.addresses.params import Defaults, Params, to_query
from web.view import search_json


def test_the_search_is_the_shared_function(client, make_app):
    """The API gives exactly what `search_json` gives, which the command line prints too."""
    found = client.get("/api/v1/search?q=ket+nap&year=2021&year=unknown&size=3").get_json()
    site = make_app().extensions["tratin"]
    query = to_query(Params(q="ket nap", filters=(), size=3))
    assert isinstance(query, Query)
    assert found["query"]["filters"] == {"year": ["2021", "unknown"]}
    plain = client.get("/api/v1/search?q=ket+nap&size=3").get_json()
    assert plain.pop("short").startswith("/t/1")
    assert plain.pop("next")
    assert plain == search_json(site.reader.search(query))
    assert site.defaults == Defaults()


def test_marks_lie_in_the_text(client):
    """Every `[start, length]` cuts a whole matching word out of its text."""
    hits = client.get("/api/v1/search?q=dang+vien").get_json()["hits"]
    assert hits
    for hit in hits:
        for shown in (hit["title"], *hit["snippets"]):
            for start, length in shown["marks"]:
                assert shown["text"][start : start + length].lower() in {"đảng viên", "đảng"}
                assert shown["marks"]


def test_an_article_is_its_text_and_labelled_ranges(client, documents):
    """Blocks and marks are ranges of the text; facts come with their evidence; an unsafe link is null."""
    found = client.get(f"/api/v1/articles/{documents[0].id}?q=ket+nap").get_json()
    kinds = {block["kind"]: block["span"] for block in found["blocks"]}
    start, length = kinds["title"]
    assert found["text"][start : start + length] == found["title"]
    assert {found["text"][at : at + size].lower() for at, size in found["marks"]} == {"kết nạp"}
    assert found["published"]["date"] == "2019-01-01T07:00:00+07:00"
    assert found["location"]["then"]["units"][-1]["id"] == "d:173"
    assert found["topics"][0]["evidence"][0]["quote"]
    assert found["citations"][0]["issued"] == "2019-01-21"
    assert client.get(f"/api/v1/articles/{documents[31].id}").get_json()["url"] is None


def test_all_passages_of_an_article(client):
    """Title and passages hold as many marks as the hit says; without a query there are none."""
    hit = client.get("/api/v1/search?q=ket+nap&size=1").get_json()["hits"][0]
    found = client.get(f"/api/v1/articles/{hit['id']}/passages?q=ket+nap").get_json()
    assert found["title"] == hit["title"]
    assert found["matches"] == hit["matches"]
    marked = [found["title"], *found["passages"]]
    assert sum(len(one["marks"]) for one in marked) == hit["matches"] > len(hit["snippets"])
    none = client.get(f"/api/v1/articles/{hit['id']}/passages").get_json()
    assert (none["matches"], none["passages"]) == (0, [])
    assert client.get("/api/v1/articles/nope/passages").status_code == 404


def test_captures_are_listed_with_their_hashes(client, documents):
    """Every stored version is listed, oldest first."""
    found = client.get(f"/api/v1/articles/{documents[0].id}/captures").get_json()["captures"]
    assert [item["version"] for item in found] == [1, 2]
    assert all(len(item["sha256"]) == 64 for item in found)


def test_home_as_json(client):
    """The home page's twin holds what the archive has and what is new."""
    found = client.get("/api/v1/").get_json()
    assert found["stats"]["articles"] == 32
    assert len(found["newest"]) == 8
    assert [facet["name"] for facet in found["facets"]] == ["topic", "place", "year"]


def test_labels_follow_the_language(client):
    """Labels and notes are in the language asked for; ids are not touched."""
    english = client.get("/api/v1/search?q=ket&lang=en").get_json()
    vietnamese = client.get("/api/v1/search?q=ket").get_json()
    topics = [
        {value["value"]: value["label"] for value in found["facets"][2]["values"]}
        for found in (english, vietnamese)
    ]
    assert topics[0].keys() == topics[1].keys()
    assert topics[0] != topics[1]
    assert english["notes"][0]["code"] == vietnamese["notes"][0]["code"] == "unaccented"
    assert english["notes"][0]["text"] != vietnamese["notes"][0]["text"]


def test_errors_are_problems(client):
    """A missing article is a problem+json with status and detail."""
    answer = client.get("/api/v1/articles/nope?lang=en")
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json; charset=utf-8"
    assert answer.get_json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "The address may be mistyped, or the article is no longer in the archive.",
    }
    assert client.get("/api/v1/articles/nope/captures").status_code == 404


def test_text_is_readable_json(client):
    """Vietnamese stays Vietnamese in the JSON, and is sent as UTF-8."""
    answer = client.get("/api/v1/search?q=ket")
    assert "kết nạp" in answer.data.decode()
    assert answer.content_type.startswith("application/json")
