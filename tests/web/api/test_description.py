"""The description of the API tells the truth."""

from __future__ import annotations

import copy
import re

import jsonschema_rs
import pytest
from werkzeug.routing import Map

from web.api.description import openapi
from web.api.operations import OPERATIONS

NOT_DATA = {"description", "docs", "static"}
"""Routes that tell of the others."""


@pytest.fixture(scope="module")
def document(client):
    """The description as a client gets it."""
    return client.get("/api/v1/openapi.json?lang=en").get_json()


def closed(schema):
    """The schema with no field allowed that it does not name."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: closed(each) for name, each in schema.items()}
    if "properties" in schema and "allOf" not in schema:
        made["additionalProperties"] = False
    return made


def test_every_route_is_described(make_app, document):
    """The table has every route of the API that is served, and no other."""
    routes = make_app().url_map
    names = {
        rule.endpoint.removeprefix("api.") for rule in routes.iter_rules() if rule.endpoint.startswith("api.")
    }
    assert names - NOT_DATA == set(OPERATIONS)
    assert len(document["paths"]) == len(OPERATIONS)


ANSWERS = [
    ("home", "/api/v1/"),
    ("search", "/api/v1/search?q=ket+nap&year=2021&explain=1"),
    ("search", "/api/v1/search?q=ket+%22khong+co%22"),
    ("search", "/api/v1/search?size=50&lang=en"),
    ("suggest", "/api/v1/suggest?q=thai"),
    ("places", "/api/v1/places?q=thai+nguyen"),
    ("places", "/api/v1/places?name=binh+thuan&q=ket"),
    ("article", "/api/v1/articles/{id}?q=ket+nap"),
    ("article", "/api/v1/articles/{bare}"),
    ("passages", "/api/v1/articles/{id}/passages?q=ket+nap"),
    ("captures", "/api/v1/articles/{id}/captures"),
    ("versions", "/api/v1/articles/{id}/versions"),
    ("difference", "/api/v1/articles/{id}/versions/1..2"),
    ("citation", "/api/v1/articles/{id}/citation"),
    ("document", "/api/v1/documents/28-CT/TW?size=2"),
    ("document", "/api/v1/documents/28-ct/tw"),
    ("place", "/api/v1/places/p:19"),
    ("place", "/api/v1/places/d:173"),
    ("place", "/api/v1/places/P:19"),
    ("topic", "/api/v1/topics/to-chuc"),
    ("topic", "/api/v1/topics/to-chuc/can-bo"),
    ("source", "/api/v1/sources/bao-tinh"),
    ("about", "/api/v1/about"),
    ("values", "/api/v1/values/place?name=thai&order=name"),
    ("values", "/api/v1/values/topic?under=to-chuc"),
    ("export_articles", "/api/v1/export/articles.json?q=ket+nap"),
    ("export_lines", "/api/v1/export/lines.json?q=ket+nap&lines=right"),
    ("export_clippings", "/api/v1/export/clippings.json?passage=/bai/{id}?passage=33,20"),
    ("notebook", "/api/v1/clippings?passage=/bai/{id}?passage=33,20&passage=nonsense"),
    ("notebook", "/api/v1/clippings?passage=/bai/{id}?passage=33,20&lang=en"),
    ("beside", "/api/v1/compare?a={id}&b={bare}"),
    ("beside", "/api/v1/compare?a=/bai/{id}?passage=33,20&b_text=xin+chao"),
    ("beside", "/api/v1/compare"),
    ("lines", "/api/v1/precedents/lines?q=ket+nap&size=3&lines=left&by=source&group=bao-tinh"),
    ("lines", "/api/v1/precedents/lines?q=zebra&lang=en"),
    ("variants", "/api/v1/precedents/variants?q=ket+nap&numbers=1&size=2"),
    ("company", "/api/v1/precedents/collocates?q=ket+nap&measure=log-dice"),
    ("company", "/api/v1/precedents/collocates?q=ket+nap&run=3&side=before"),
    ("groups", "/api/v1/precedents/groups?q=ket+nap&by=speaker"),
    ("groups", "/api/v1/precedents/groups?q=ket+nap&size=1"),
    ("first_use", "/api/v1/precedents/first-use?q=ket+nap"),
    ("timeline", "/api/v1/precedents/timeline?q=ket+nap&q2=dang&period=month"),
    ("timeline", "/api/v1/precedents/timeline"),
    ("similar", "/api/v1/precedents/similar?text=l%E1%BB%85+k%E1%BA%BFt+n%E1%BA%A1p+%C4%91%E1%BA%A3ng"),
    ("similar", "/api/v1/precedents/similar"),
]


@pytest.mark.parametrize(("name", "address"), ANSWERS)
def test_answers_have_the_fields_that_are_told(client, document, documents, name, address):
    """Each answer has every field of its schema, of its kind, and none that is not told."""
    answer = client.get(address.format(id=documents[0].id, bare=documents[30].id))
    assert answer.status_code == 200
    schema = {
        "$ref": f"#/components/schemas/{OPERATIONS[name].answer}",
        "components": closed(copy.deepcopy(document["components"])),
    }
    jsonschema_rs.validator_for(schema, validate_formats=True).validate(answer.get_json())


TABLES = [
    ("export_variants", "/api/v1/export/variants.{ending}?q=ket+nap&numbers=1"),
    ("export_company", "/api/v1/export/collocates.{ending}?q=ket+nap&run=2&measure=count"),
    ("export_groups", "/api/v1/export/groups.{ending}?q=ket+nap&by=source"),
]


@pytest.mark.parametrize(("name", "address"), TABLES)
def test_tables_come_in_the_formats_that_are_told(client, document, name, address):
    """Each format of the path is served with its type, and no other."""
    path = address.partition("?")[0]
    told = document["paths"][path]["get"]
    endings = next(each for each in told["parameters"] if each["name"] == "ending")["schema"]["enum"]
    answers = [client.get(address.format(ending=ending)) for ending in endings]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert {answer.mimetype for answer in answers} == set(told["responses"]["200"]["content"])
    assert client.get(address.format(ending="ris")).status_code == 404


def test_all_routes_are_tried():
    """No route is left out of the trials above."""
    assert {name for name, _ in (*ANSWERS, *TABLES)} == set(OPERATIONS)


def test_it_is_told_in_the_language_asked_for(client, document):
    """Summaries are Vietnamese unless English is asked for; names are the same."""
    vietnamese = client.get("/api/v1/openapi.json").get_json()
    assert vietnamese["paths"].keys() == document["paths"].keys()
    told = [each["paths"]["/api/v1/search"]["get"]["summary"] for each in (vietnamese, document)]
    assert told == [
        "Tìm bài: kết quả, số bài, bộ lọc, và câu hỏi đã được đọc thế nào.",
        "Search: hits, totals, facets, and how the query was read.",
    ]


def test_it_knows_the_path_of_the_site(make_app):
    """Under a prefix the paths are those below it."""
    client = make_app(url_prefix="/tin").test_client()
    assert client.get("/tin/api/v1/openapi.json").get_json()["servers"] == [{"url": "/tin"}]


def test_a_route_that_is_missing_is_noticed():
    """A table row without a route is an error, not a line of fiction."""
    with pytest.raises(KeyError):
        openapi(Map(), "", "x", "vi")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_tells_every_route(client, document, lang):
    """The page to read names each path, parameter and schema, and every link in it leads somewhere."""
    page = client.get(f"/api/v1/docs?lang={lang}").text
    for path, methods in document["paths"].items():
        assert f"GET {path}</code>" in page
        for parameter in methods["get"]["parameters"]:
            assert f"<code>{parameter['name']}</code>" in page
    named = set(re.findall(r'href="#([^"]+)"', page))
    assert named <= set(re.findall(r'id="([^"]+)"', page))
    assert len(named) > 40
