"""A portal file whose rules say otherwise which addresses are one page: the next crawl goes by them."""

from __future__ import annotations

import time

import pytest
from crawls import add_portal, make_home
from loopback import Server, answer

from index.crawl import crawler as crawling
from index.store import open_store
from tools.measure.crawl.pages import article_path, list_path, make_pages

ARTICLES = 6
DAY = 86_400
DROP = 'drop = ["nguon"]'


@pytest.fixture
def later(monkeypatch):
    """Moves the crawler's clock on by some seconds."""

    def move(seconds):
        monkeypatch.setattr(crawling, "_now", lambda: int(time.time()) + seconds)

    return move


@pytest.fixture
def server():
    """A portal whose links say where they stand; what they say makes no difference to what is served."""
    with Server() as running:
        for path, markup in make_pages(ARTICLES, 1):
            running.pages[path] = answer(marked(markup))
        running.pages["/robots.txt"] = answer(b"User-agent: *\n", Content_Type="text/plain")
        yield running


def marked(markup):
    """A page whose links to articles name a source."""
    return markup.replace('.html"', '.html?nguon=trang-chu"').encode()


@pytest.fixture
def crawl(tmp_path, server):
    """Crawls the portal, with other rules in its file if they are given; gives the home too."""
    home = make_home(tmp_path / "nhà")

    def run(more=""):
        add_portal(home, "cong", [f"http://127.0.0.1:{server.port}{list_path(0)}"], more=more)
        server.asked.clear()
        return home.run(seconds=60)

    run.home = home
    return run


def articles_of(home):
    """Ids and versions of all articles."""
    return sorted((each.id, each.version) for each in home.documents().values())


def test_addresses_found_before_a_rule_follow_it(crawl, later, server):
    """They are visited once, without the parameter, and stay the articles that they were."""
    assert crawl().added == ARTICLES
    before = articles_of(crawl.home)
    assert [url for (url,) in crawl.home.rows("SELECT url FROM urls WHERE article_id IS NOT NULL")] != []
    later(2 * DAY)
    again = crawl(DROP)
    assert (again.added, again.changed) == (0, 0)
    assert articles_of(crawl.home) == before
    assert sorted(path for path in server.paths() if "bai-viet" in path) == [
        article_path(number) for number in range(ARTICLES)
    ]
    assert crawl.home.rows("SELECT count(*) FROM urls WHERE url LIKE '%nguon%'") == [(0,)]
    assert crawl.home.rows("SELECT count(*), count(DISTINCT article_id) FROM urls WHERE article_id > ''") == [
        (ARTICLES, ARTICLES)
    ]


def test_a_change_after_a_rule_is_a_version_of_the_same_article(crawl, later, server):
    """Its id is that under which it was found first."""
    crawl()
    before = dict(articles_of(crawl.home))
    for path, markup in make_pages(ARTICLES, 1):
        if path == article_path(2):
            server.pages[path] = answer(marked(markup.replace("</h1>", " (cập nhật)</h1>")))
    later(2 * DAY)
    again = crawl(DROP)
    assert (again.added, again.changed) == (0, 1)
    after = dict(articles_of(crawl.home))
    assert after.keys() == before.keys()
    assert sorted(after.values()) == [1] * (ARTICLES - 1) + [2]
    later(10 * DAY)
    assert (crawl(DROP).added, articles_of(crawl.home)) == (0, sorted(after.items()))


def test_a_withdrawn_article_does_not_come_back_under_another_address(crawl, later, server):
    """A rule by which its address is another one does not make it another article."""
    crawl()
    (gone, _), *others = articles_of(crawl.home)
    with open_store(crawl.home.settings, write=True) as store:
        path = store.document(gone).article.url.partition(str(server.port))[2].partition("?")[0]
        store.withdrawals.put(gone, "", "lý do")
    later(2 * DAY)
    again = crawl(DROP)
    assert (again.added, articles_of(crawl.home)) == (0, others)
    assert path not in server.paths()


def test_rules_that_did_not_change_are_not_looked_into(crawl, monkeypatch):
    """A second crawl by the same rules reads no address; other rules have it read them once."""
    crawl()
    looked = []
    honest = crawling.follow_identities
    monkeypatch.setattr(
        crawling, "follow_identities", lambda *given: looked.append(honest(*given)) or looked[-1]
    )
    reading = []
    monkeypatch.setattr(
        "index.store.frontier.frontier.renamed", lambda *given: reading.append(given[1]) or []
    )
    crawl()
    assert (looked, reading) == ([0], [])
    crawl(DROP)
    crawl(DROP)
    assert (looked, reading) == ([0, 0, 0], ["cong"])


def test_a_portal_under_another_name_takes_over_what_was_left_half_done(crawl, later):
    """A kill after its addresses were given away: the next crawl has its hosts follow, and their ids."""
    crawl()
    home = crawl.home
    (home.path / "portals" / "cong.toml").rename(home.path / "portals" / "moi.toml")
    (host,) = {host for (host,) in home.rows("SELECT host FROM crawl_hosts")}
    with open_store(home.settings, write=True) as store:
        assert store.frontier.adopt(host, "cong", lambda _: "moi") > 0
    later(2 * DAY)
    again = home.run(seconds=60)
    assert (again.added, again.changed) == (0, 0)
    assert home.rows("SELECT DISTINCT portal FROM crawl_hosts") == [("moi",)]
    assert home.rows("SELECT DISTINCT portal FROM urls") == [("moi",)]
    with open_store(home.settings, write=False) as store:
        assert store.frontier.identities().keys() == {"moi"}
