"""A server on loopback and a fetcher that finds every made-up host there."""

from __future__ import annotations

import pytest
from loopback import LOCAL, TLS, Server

from index.crawl.fetch.addresses import Addresses
from index.crawl.fetch.errands import Limits
from index.crawl.fetch.fetching import Fetcher
from index.crawl.fetch.gate import Gate
from index.crawl.model import Request
from index.portals.model import Tls


@pytest.fixture
def server():
    """A server without pages yet."""
    with Server() as running:
        yield running


@pytest.fixture
def make_fetcher():
    """Makes fetchers that find all hosts at 127.0.0.1; they are closed at the end."""
    made = []

    def make(seconds=20.0, wire=200_000, decoded=200_000, *, resolve=None, **options):
        fetcher = Fetcher(
            "mailto:lien-he@may.example",
            options.pop("gate", None) or Gate(),
            Limits(seconds, wire, decoded),
            addresses=Addresses(resolve or (lambda _: ["127.0.0.1"])),
            authorities=TLS / "authority.pem",
            **options,
        )
        made.append(fetcher)
        return fetcher

    yield make
    for fetcher in made:
        fetcher.close()


@pytest.fixture
def get(make_fetcher):
    """Fetches a path of a server; one fetcher for all calls of a test."""
    shared = []

    def get(server, path="/", *, scheme="http", host="portal.example", rules=LOCAL, fetcher=None, **options):
        if not fetcher and not shared:
            shared.append(make_fetcher())
        request = {name: options.pop(name) for name in ("etag", "last_modified") if name in options}
        url = f"{scheme}://{host}:{server.port}{path}"
        return (fetcher or shared[0]).fetch(Request(url, **request), rules, **options)

    return get


@pytest.fixture(params=list(Tls), ids=str)
def rung(request):
    """Each rung of TLS."""
    return request.param


@pytest.fixture
def one_public_address(monkeypatch):
    """Takes 127.0.0.1, where servers of tests are, for a public address, and gives it."""
    monkeypatch.setattr("index.crawl.fetch.addresses.is_public", lambda address: address == "127.0.0.1")
    return "127.0.0.1"
