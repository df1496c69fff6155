from __future__ import annotations

from loopback import answer

from index.crawl.model import Outcome


def test_no_more_connections_wait_than_are_allowed(server, get, make_fetcher, monkeypatch):
    """The one that has waited longest is closed."""
    monkeypatch.setattr("index.crawl.fetch.connections.MOST_IDLE", 2)
    server.pages["/"] = answer(b"page")
    fetcher = make_fetcher()
    for host in ("a.example", "b.example", "c.example", "c.example", "b.example", "a.example"):
        assert get(server, host=host, fetcher=fetcher).outcome is Outcome.OK
    assert [one.connection for one in server.asked] == [1, 2, 3, 3, 2, 4]
    assert len(fetcher._idle._waiting) == 2


def test_a_connection_that_waited_long_is_not_used(server, get, make_fetcher, monkeypatch):
    """Most servers have closed it by then, and some say so too late."""
    monkeypatch.setattr("index.crawl.fetch.connections.IDLE_SECONDS", 0.0)
    server.pages["/"] = answer(b"page")
    fetcher = make_fetcher()
    for _ in range(3):
        assert get(server, fetcher=fetcher).outcome is Outcome.OK
    assert server.connections == 3


def test_a_closed_fetcher_holds_no_connection(server, get, make_fetcher):
    """Closing it twice does no harm."""
    server.pages["/"] = answer(b"page")
    fetcher = make_fetcher()
    get(server, fetcher=fetcher)
    fetcher.close()
    fetcher.close()
    assert len(fetcher._idle._waiting) == 0
