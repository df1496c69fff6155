"""Portals that are hostile or broken, and files that change while a store grows: nothing is lost, nobody is hurt."""

from __future__ import annotations

import time

import pytest
from crawls import add_portal, make_home
from loopback import Server, answer

from index.crawl import crawler as crawling
from index.portals import load_portals
from tools.crawling import Plan, crawl

HOUR, DAY = 3_600, 86_400
DATE = "Mon, 09 Nov 2026 10:00:00 +0700"


@pytest.fixture
def home(tmp_path):
    """An empty home folder."""
    return make_home(tmp_path / "nhà")


@pytest.fixture
def portal():
    """A server without pages yet, and robots.txt that allows all."""
    with Server() as server:
        yield server


@pytest.fixture
def later(monkeypatch):
    """Moves the crawler's clock on by some seconds."""

    def move(seconds):
        monkeypatch.setattr(crawling, "_now", lambda: int(time.time()) + seconds)

    return move


def article(number):
    """An article of which each word counts."""
    text = "".join(
        f"<p>Sáng ngày 12/5, chi bộ thôn {number} tổ chức sinh hoạt thường kỳ, bàn việc làm đường số {each}.</p>"
        for each in range(5)
    )
    title = f"Chi bộ thôn {number} sinh hoạt thường kỳ"
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div>{text}</div></body></html>".encode()


def listing(*paths):
    """A page of headlines."""
    items = "".join(
        f'<li><a href="{path}">Chi bộ thôn {number} sinh hoạt thường kỳ trong tháng</a></li>'
        for number, path in enumerate(paths)
    )
    return f"<html><head><title>Tin tức</title></head><body><ul>{items}</ul></body></html>".encode()


def feed(*items):
    """A feed of titles, addresses and dates."""
    told = "".join(
        f"<item><title>{title}</title><link>{url}</link><pubDate>{date}</pubDate></item>"
        for title, url, date in items
    )
    text = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Tin</title>{told}</channel></rss>"
    return answer(text.encode(), Content_Type="application/rss+xml")


def url(server, path="/"):
    """An address of a server."""
    return f"http://127.0.0.1:{server.port}{path}"


def asked(server, since=0):
    """What was asked for, but robots.txt."""
    return [path for path in server.paths()[since:] if path != "/robots.txt"]


def test_a_list_that_names_nothing_new_is_visited_ever_less(home, portal, later):
    """Else thousands of old pages of lists would be asked for every hour, before any article."""
    portal.pages = {"/": listing("/tin/1.html", "/tin/2.html")}
    portal.pages |= {f"/tin/{number}.html": article(number) for number in (1, 2)}
    add_portal(home, "cong", [url(portal)], more="delay_ms = 0")
    visits = []
    for hour in range(8):
        later(hour * (HOUR + 60))
        before = len(portal.asked)
        home.run(seconds=60)
        visits.append(asked(portal, before).count("/"))
    assert visits == [1, 1, 0, 1, 0, 0, 0, 1]


def test_feeds_that_name_an_article_differently_do_not_have_it_fetched_again(home, portal, later):
    """One of a section and one of all news, each with its own title for it, are on most portals."""
    one = url(portal, "/tin/1.html")
    portal.pages = {
        "/": listing("/tin/1.html"),
        "/tin/1.html": article(1),
        "/a.rss": feed(("Chi bộ thôn 1", one, DATE)),
        "/b.rss": feed(("Tin chi bộ thôn 1", one, DATE)),
    }
    add_portal(home, "cong", [url(portal)], feeds=[url(portal, "/a.rss"), url(portal, "/b.rss")])
    for hour in range(5):
        later(hour * (HOUR + 60))
        home.run(seconds=60)
    assert asked(portal).count("/tin/1.html") == 1


def test_an_article_that_comes_back_after_an_error_is_shown_again(home, portal, later):
    """What a server said in its place for a day, as if all were well, is a version and not the last."""
    portal.pages = {"/": listing("/tin/1.html"), "/tin/1.html": article(1)}
    add_portal(home, "cong", [url(portal)], more="delay_ms = 0")
    home.run(seconds=60)
    for days, page in ((2, article(99)), (10, article(1))):
        portal.pages["/tin/1.html"] = page
        later(days * DAY)
        home.run(seconds=60)
    (found,) = home.documents().values()
    assert (found.version, found.article.title) == (3, "Chi bộ thôn 1 sinh hoạt thường kỳ")
