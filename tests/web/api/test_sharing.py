"""Who may read the API, what need not be sent again, and the one shape of its errors."""

from __future__ import annotations

import pytest

from search.errors import SettingsError

READER = "https://bao.example.vn"
SHARED = ("/api/v1/search?q=ket", "/api/v1/articles/nope", "/api/v1/", "/tim.atom", "/tim.json")


def ask(client, address, method="GET", **headers):
    """The answer to a request with some headers, their names written with underlines."""
    return client.open(address, method=method, headers={k.replace("_", "-"): v for k, v in headers.items()})


@pytest.mark.parametrize("address", SHARED)
def test_a_site_of_the_list_may_read(make_app, address):
    """An answer, an error too, names the site that asks if it is on the list; else nobody."""
    client = make_app(cors_origins=f"{READER} https://khac.example.vn").test_client()
    mine = ask(client, address, Origin=READER).headers
    assert mine["Access-Control-Allow-Origin"] == READER
    assert {name.strip() for name in mine["Access-Control-Expose-Headers"].split(",")} == {
        "ETag",
        "Retry-After",
    }
    for other in ("https://bao.example.vn.xau.example", "null", "http://bao.example.vn", ""):
        theirs = ask(client, address, Origin=other).headers
        assert "Access-Control-Allow-Origin" not in theirs
        assert "Origin" in theirs["Vary"]
    assert "Access-Control-Allow-Credentials" not in mine


def test_all_may_where_the_list_says_so(make_app):
    """A star is told as it is, and then answers do not depend on who asks."""
    answer = ask(make_app(cors_origins="*").test_client(), "/api/v1/", Origin=READER)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Origin" not in answer.headers["Vary"]


def test_nobody_may_without_a_list(client):
    """Usually no other site may; and pages for people are never shared."""
    assert "Access-Control-Allow-Origin" not in ask(client, "/api/v1/", Origin=READER).headers


def test_pages_are_never_shared(make_app):
    """The list is for the API and feeds alone."""
    client = make_app(cors_origins="*").test_client()
    for address in ("/", "/tim?q=ket", "/healthz"):
        assert "Access-Control-Allow-Origin" not in ask(client, address, Origin=READER).headers


@pytest.mark.parametrize("address", ["/api/v1/search", "/api/v1/articles/nope", "/api/v1/nothing"])
def test_a_preflight_is_answered(make_app, address):
    """A browser learns what it may ask, without an article being looked for."""
    client = make_app(cors_origins=READER).test_client()
    answer = ask(client, address, "OPTIONS", Origin=READER, Access_Control_Request_Method="GET")
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == READER
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]
    other = ask(client, address, "OPTIONS", Origin="https://x.example", Access_Control_Request_Method="GET")
    assert not [name for name in other.headers.keys() if name.startswith("Access-Control")]  # noqa: SIM118


@pytest.mark.parametrize("value", ["bao.vn", "https://bao.vn/duong", "ftp://x.vn", "https://a b"])
def test_a_wrong_list_is_refused(make_app, value):
    """What is no origin of the web keeps the site from starting."""
    with pytest.raises(SettingsError):
        make_app(cors_origins=value)


ADDRESSES = ("", "search?q=ket", "suggest?q=ke", "about", "values/year", "places?q=thai", "topics/to-chuc")


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_known_is_not_sent_again(client, address):
    """An answer has a tag; asked for with it, it comes as 304 without a body, packed or not."""
    for coding in ("identity", "gzip", "br", "zstd"):
        first = ask(client, f"/api/v1/{address}", Accept_Encoding=coding)
        again = ask(client, f"/api/v1/{address}", Accept_Encoding=coding, If_None_Match=first.headers["ETag"])
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert "Cache-Control" in again.headers


def test_another_answer_has_another_tag(client):
    """The tag of a search is that of its content, whatever time it took."""
    first, other = (client.get(f"/api/v1/search?q={q}").headers["ETag"] for q in ("ket", "hoa"))
    assert first.startswith('W/"')
    assert first != other


@pytest.mark.parametrize("address", [*(f"/api/v1/{one}" for one in ADDRESSES)])
def test_head_is_get_without_a_body(client, address):
    """HEAD gives the headers of GET, the length too."""
    got, head = client.get(address), client.head(address)
    assert head.status_code == got.status_code == 200
    assert head.data == b""
    dropped = {
        "Date",
        "X-Request-ID",
        *(["Content-Length"] if "search" in address else []),
    }  # the time it took may be longer
    assert {k: v for k, v in head.headers if k not in dropped} == {
        k: v for k, v in got.headers if k not in dropped
    }


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/", 404),
        ("GET", "/api/v2/search", 404),
        ("GET", "/api/v1/articles/nope", 404),
        ("GET", "/api/v1/articles/nope/versions/1..2", 404),
        ("GET", "/api/v1/articles/nope/versions/x..2", 404),
        ("GET", "/api/v1/places/nope", 404),
        ("GET", "/api/v1/topics/nope", 404),
        ("GET", "/api/v1/sources/nope", 404),
        ("GET", "/api/v1/documents/nope", 404),
        ("GET", "/api/v1/values/nope", 404),
        ("GET", "/api/v1/search?next=", 400),
        ("GET", "/api/v1/search?next=12-0000000000000000", 400),
        ("GET", "/api/v1/documents/nope?next=x", 400),
        ("POST", "/api/v1/search", 405),
        ("DELETE", "/api/v1/articles/nope", 405),
        ("PROPFIND", "/api/v1/", 405),
    ],
)
def test_every_error_has_one_shape(client, method, address, status):
    """An error of the API is problem+json with the status of the answer, in the language asked for."""
    for lang in ("vi", "en"):
        answer = client.open(address, method=method, query_string=None if "?" in address else {"lang": lang})
        problem = answer.get_json()
        assert answer.status_code == status
        assert answer.content_type == "application/problem+json; charset=utf-8"
        assert list(problem) == ["type", "title", "status", "detail"]
        assert problem["status"] == status
        assert problem["detail"]
        assert answer.headers["Cache-Control"] == "no-store"
    if status == 405:
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
