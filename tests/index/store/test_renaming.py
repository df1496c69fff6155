"""Addresses that have become one page by other rules: one row is left, and nothing that was known is lost."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from index.crawl.model import Kind, Rank
from index.store import open_store
from index.store.frontier.visits import DONE, GONE, REFUSED, WAITING, Entry, Record, Visit

NOW = 1_800_000_000
DAY = 86_400
HOST = "a.example"


@pytest.fixture
def frontier(settings):
    """The frontier of an empty store."""
    with open_store(settings, write=True) as store:
        yield store.frontier


def put(frontier, number, url, **more):
    """An address that is waiting for its first visit."""
    told = {"portal": "a", "kind": Kind.PAGE, "rank": Rank.REST, "next_visit": NOW, "depth": 3, **more}
    frontier.put([Entry(id=number, url=f"https://{HOST}{url}", host=HOST, **told)])


def visit(frontier, number, **more):
    """A visit to an address that was an article, and is visited again."""
    told = {
        "kind": Kind.ARTICLE,
        "state": WAITING,
        "rank": Rank.REST,
        "next_visit": NOW + 7 * DAY,
        "fails": 0,
        "stable": 1,
        "visited": NOW,
        "reason": None,
        "etag": '"1"',
        "last_modified": None,
        "content_hash": "lời",
        "article_id": None,
        **more,
    }
    frontier.record(Record([Visit(id=number, **told)]))


def without_query(url):
    """A rule by which parameters say nothing; the id is that of the number in the path."""
    path = url.partition("?")[0]
    return int(path.rpartition("/")[2]), path


def follow(frontier, known=without_query, portal="a"):
    """Follow a rule; how many rows moved."""
    return frontier.rename(portal, [HOST], known)


def rows(frontier, *names):
    """Some columns of all rows, by id."""
    with frontier._reading() as connection:
        query = text(f"SELECT {', '.join(names)} FROM urls ORDER BY id")
        return [tuple(row) for row in connection.execute(query)]


def test_an_address_gets_its_new_id_and_keeps_what_is_known(frontier):
    """All but what the last answer said to ask with, which holds for the address that was asked alone."""
    put(frontier, 901, "/1?s=9", witnesses="[]", found_on=900)
    visit(frontier, 901, article_id="bài", stable=2)
    assert follow(frontier) == 1
    columns = ("id", "url", "state", "next_visit", "visited", "stable", "article_id", "content_hash", "etag")
    (row,) = rows(frontier, *columns)
    assert row == (1, f"https://{HOST}/1", WAITING, NOW + 7 * DAY, NOW, 2, "bài", "lời", None)
    assert rows(frontier, "depth", "found_on", "witnesses") == [(3, 900, "[]")]
    assert follow(frontier) == 0


def test_what_is_right_already_is_not_touched(frontier):
    """Nor what is of another portal, or of another host, or what no rule names."""
    put(frontier, 1, "/1")
    put(frontier, 902, "/2?s=9", portal="b")
    visit(frontier, 1)
    before = rows(frontier, "*")
    assert follow(frontier) == 0
    assert follow(frontier, lambda _: None, "b") == 0
    assert frontier.rename("b", ["b.example"], without_query) == 0
    assert rows(frontier, "*") == before


def test_several_that_are_one_page_are_one_row(frontier):
    """The article stays; the first visit of one that waits is not made again; the shortest way counts."""
    put(frontier, 901, "/1?s=1", depth=5)
    put(frontier, 902, "/1?s=2", depth=4, witnesses="[]")
    put(frontier, 903, "/1?s=3", depth=2)
    visit(frontier, 901, article_id="bài")
    assert follow(frontier) == 3
    assert rows(frontier, "id", "article_id", "visited", "next_visit", "depth", "witnesses") == [
        (1, "bài", NOW, NOW + 7 * DAY, 2, "[]")
    ]


def test_one_that_has_the_id_already_takes_the_others_in(frontier):
    """It waits for its first visit; the article that is known by another address is its own now."""
    put(frontier, 901, "/1?s=1")
    visit(frontier, 901, article_id="bài")
    put(frontier, 1, "/1")
    assert follow(frontier) == 1
    assert rows(frontier, "id", "url", "article_id", "etag") == [(1, f"https://{HOST}/1", "bài", None)]


def test_the_newer_visit_of_two_articles_counts(frontier):
    """With the article that it gave, and where that is the row of the id, what it is to be asked with."""
    put(frontier, 901, "/1?s=1")
    visit(frontier, 901, article_id="cũ", visited=NOW - DAY)
    put(frontier, 1, "/1")
    visit(frontier, 1, article_id="mới", etag='"2"')
    assert follow(frontier) == 1
    assert rows(frontier, "article_id", "etag") == [("mới", '"2"')]


def in_lower_case(url):
    """A rule by which letter case says nothing; a page is fetched as it was written."""
    return int(url.rpartition("/")[2]), url


@pytest.mark.parametrize("first", [901, 902])
def test_the_best_is_fetched_as_it_was(frontier, first):
    """Where none has the id yet: at the address that answered, with what its last answer said to ask with."""
    second = 901 + 902 - first
    put(frontier, 901, "/Tin/1")
    put(frontier, 902, "/tin/1")
    visit(frontier, first, article_id="bài", fails=0)
    visit(frontier, second, article_id=None, state=GONE, next_visit=None, reason="http-404", etag=None)
    (known,) = [row for row in rows(frontier, "id", "url", "etag", "state", "next_visit") if row[0] == first]
    assert follow(frontier, in_lower_case) == 2
    assert rows(frontier, "id", "url", "etag", "state", "next_visit") == [(1, *known[1:])]


def test_one_that_is_gone_does_not_say_where_the_page_is_fetched(frontier):
    """It has the id already, but not the page: that answered at the other address, and is asked for there."""
    put(frontier, 1, "/Tin/1")
    visit(frontier, 1, state=GONE, next_visit=None, reason="http-404", etag=None)
    put(frontier, 902, "/tin/1")
    visit(frontier, 902, article_id="bài")
    assert follow(frontier, in_lower_case) == 1
    assert rows(frontier, "id", "url", "etag", "state") == [(1, f"https://{HOST}/tin/1", '"1"', WAITING)]


def test_the_words_of_before_go_with_those_of_now(frontier):
    """Of the row that has the article, not of the best: both names are of the words of one address."""
    put(frontier, 901, "/1?s=1")
    gone = {"state": GONE, "next_visit": None, "reason": "http-404"}
    visit(frontier, 901, article_id="bài", content_hash="mới", former_hash="cũ", **gone)
    put(frontier, 1, "/1")
    assert follow(frontier) == 1
    assert rows(frontier, "id", "state", "content_hash", "former_hash") == [(1, WAITING, "mới", "cũ")]
    (holder,) = frontier.holders(["mới"])
    assert (holder.article_id, holder.former_hash) == ("bài", "cũ")


@pytest.mark.parametrize("closed", [GONE, REFUSED])
def test_what_is_open_is_visited_whatever_became_of_the_other(frontier, closed):
    """An address that was gone or refused does not close the page; its article is the page's."""
    put(frontier, 901, "/1?s=1")
    visit(frontier, 901, article_id="bài", state=closed, next_visit=None, reason="http-404")
    put(frontier, 1, "/1")
    assert follow(frontier) == 1
    assert rows(frontier, "state", "next_visit", "article_id", "content_hash") == [
        (WAITING, NOW, "bài", "lời")
    ]


def test_what_was_withdrawn_stays_withdrawn(frontier):
    """Whatever else is known of the page."""
    put(frontier, 901, "/1?s=1")
    visit(frontier, 901, article_id="bài", next_visit=None, reason="withdrawn")
    put(frontier, 1, "/1", witnesses="[]")
    visit(frontier, 1, article_id="mới", visited=NOW + DAY)
    assert follow(frontier) == 1
    assert rows(frontier, "next_visit", "reason", "article_id", "witnesses") == [
        (None, "withdrawn", "bài", None)
    ]


def test_where_it_was_found_follows(frontier):
    """Rows name the page on which they were found by its new id."""
    put(frontier, 901, "/1?s=1")
    put(frontier, 2, "/2", found_on=901)
    put(frontier, 903, "/3?s=1", found_on=901)
    assert follow(frontier) == 2
    assert rows(frontier, "id", "found_on") == [(1, None), (2, 1), (3, 1)]


def test_an_id_is_free_before_another_takes_it(frontier):
    """A row moves to the id of one that moves on itself; two that would change places stay."""
    moves = {"/a": 11, "/b": 12, "/x": 22, "/y": 21}
    for number, path in ((10, "/a"), (11, "/b"), (21, "/x"), (22, "/y")):
        put(frontier, number, path)
    assert follow(frontier, lambda url: (moves[url[-2:]], url)) == 2
    assert [(key, url[-2:]) for key, url in rows(frontier, "id", "url")] == [
        (11, "/a"),
        (12, "/b"),
        (21, "/x"),
        (22, "/y"),
    ]


def test_many_at_once(frontier):
    """More than one question to the database takes: every page is there once, none is lost."""
    frontier.put(
        Entry(
            9_000 + number, f"https://{HOST}/{number // 2}?s={number}", "a", HOST, Kind.PAGE, Rank.REST, NOW
        )
        for number in range(2_000)
    )
    visit(frontier, 9_001, article_id="bài", state=DONE, next_visit=None)
    assert follow(frontier) == 2_000
    assert rows(frontier, "id") == [(number,) for number in range(1_000)]
    assert rows(frontier, "article_id")[0] == ("bài",)


def test_the_rules_are_remembered(settings):
    """By portal, until others are."""
    with open_store(settings, write=True) as store:
        assert store.frontier.identities() == {}
        store.frontier.keep_identities({"cổng": "a", "b": "x"})
    with open_store(settings, write=True) as store:
        assert store.frontier.identities() == {"cổng": "a", "b": "x"}
        store.frontier.keep_identities({"cổng": "c"})
        assert store.frontier.identities() == {"cổng": "c"}


def test_they_are_forgotten_with_what_another_portal_gives(frontier):
    """In one transaction: a kill leaves no address with an id by the rules of a portal that it is not of."""
    put(frontier, 1, "/1")
    frontier.keep_identities({"a": "x", "b": "y"})
    assert frontier.adopt(HOST, "a", lambda _: None) == 0
    assert frontier.identities() == {"a": "x", "b": "y"}
    assert frontier.adopt(HOST, "a", lambda _: "b") == 1
    assert (frontier.identities(), rows(frontier, "portal")) == ({}, [("b",)])
