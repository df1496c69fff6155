"""Articles that were withdrawn: nothing that reads the store gives them, and nothing brings them back."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select

from index.pages import article_id
from index.store import Outcome, open_store, withdrawals_beside, withdrawing
from index.store.tables import urls
from search.errors import InputError
from search.model import SkipReason

URL = "https://tinh.example/bai"


@pytest.fixture
def filled(settings, make_page, prepare, stamp):
    """A store with three articles, of which `a` has two versions and an address."""
    with open_store(settings, write=True) as store:
        store.add([make_page("a", b"cu", URL), make_page("b", b"hai"), make_page("c", b"ba")], prepare, stamp)
        store.add([make_page("a", b"moi", URL)], prepare, stamp)
    return settings


def seen(store):
    """Every way in which a store names articles."""
    ids = [article_id(name) for name in "abc"]
    return [
        {one.id for one in store.documents()},
        {each for each, _ in store.versions()},
        {one.id for one in store.documents_of(ids)},
        {each for each in ids if store.document(each)},
        {each for each in ids if store.captures(each)},
        {each for each in ids if store.raw(each, 1)},
        {loaded.article_id for loaded in store.pages([(each, 1) for each in ids])},
        {each for each, _ in store.fetched(ids)},
        {one.article_id for one in store.current()},
        {one.article_id for one in store.newest(10)},
        set(store.signatures.lacking("x")),
    ]


def test_a_withdrawn_article_is_read_nowhere(filled):
    """Documents, versions, captures, bytes, lists: none has it; its address finds nothing."""
    with open_store(filled, write=True) as store:
        assert all(article_id("a") in each for each in seen(store))
        made = store.withdrawals.put(article_id("a"), "Đầu đề", "theo yêu cầu", "sai sự thật")
        left = {article_id("b"), article_id("c")}
        assert all(each == left for each in seen(store))
        assert store.find(URL) is None
        assert store.page(article_id("a"), 2) is None
        assert store.counts()["articles"] == 2
        assert store.counts()["withdrawn"] == 1
        assert store.withdrawn(article_id("a")) == (made.withdrawn, "sai sự thật")
        assert store.withdrawn(article_id("b")) is None
        assert store.withdrawn_among([article_id(name) for name in "abc"]) == {article_id("a")}
        assert store.withdrawals.all() == (made,)


def test_many_tombstones_are_not_all_read(filled, monkeypatch):
    """Those of some articles are the same however many there are beside."""
    with open_store(filled, write=True) as store:
        for name in "ab":
            store.withdrawals.put(article_id(name), "", "theo yêu cầu")
        asked = [article_id(name) for name in "ac"]
        for few in (1, 2, 3):
            monkeypatch.setattr(withdrawing, "FEW", few)
            assert store.withdrawn_among(asked) == {article_id("a")}
            assert store.withdrawn_among([]) == frozenset()


def test_its_page_is_not_stored_again(filled, make_page, prepare, stamp):
    """Whatever its bytes, the page is skipped as withdrawn; other pages of the batch are stored."""
    with open_store(filled, write=True) as store:
        store.withdrawals.put(article_id("a"), "", "vì")
        versions = store.counts()["versions"]
        pages = [make_page("a", b"khac", URL), make_page("d", b"bon"), make_page("a", b"moi", URL)]
        first, other, again = store.add(pages, prepare, stamp)
        assert (first.outcome, first.reason, first.version) == (Outcome.SKIPPED, SkipReason.WITHDRAWN, 0)
        assert again == first
        assert other.outcome is Outcome.ADDED
        assert store.counts()["versions"] == versions + 1


def test_undoing_gives_it_back(filled):
    """All versions are there again; a second undoing is refused."""
    with open_store(filled, write=True) as store:
        store.withdrawals.put(article_id("a"), "", "vì")
        store.withdrawals.undo(article_id("a"))
        assert all(article_id("a") in each for each in seen(store))
        assert store.raw(article_id("a"), 2) == b"moi"
        with pytest.raises(InputError):
            store.withdrawals.undo(article_id("a"))


def test_what_is_not_there_cannot_be_withdrawn(filled):
    """An unknown id is a mistake of the person; a second time keeps the day and changes the reason."""
    with open_store(filled, write=True) as store:
        with pytest.raises(InputError):
            store.withdrawals.put("0" * 16, "", "vì")
        first = store.withdrawals.put(article_id("a"), "T", "vì")
        second = store.withdrawals.put(article_id("a"), "", "vì khác", "công khai")
        assert second == first._replace(reason="vì khác", public_reason="công khai")
        assert store.withdrawals.of(article_id("a")) == second


def test_it_can_be_withdrawn_beside_a_writer(filled, make_page, prepare, stamp):
    """The tombstone does not wait for the writer's lock, and that writer stores the page no more."""
    with open_store(filled, write=True) as store:
        with withdrawals_beside(filled) as withdrawals:
            withdrawals.put(article_id("a"), "", "vì")
        (added,) = store.add([make_page("a", b"khac", URL)], prepare, stamp)
        assert added.reason is SkipReason.WITHDRAWN
        assert {each for each, _ in store.versions()} == {article_id("b"), article_id("c")}


def test_the_crawler_visits_it_no_more(filled):
    """Its addresses are due no more and lose what was said of them; undoing makes them due again."""
    row = {"portal": "p", "host": "h", "kind": "page", "state": "new", "rank": "2", "depth": 1}
    row |= {"fails": 0, "stable": 0, "next_visit": 7, "witnesses": "[]"}
    with open_store(filled, write=True) as store:
        with store._writing() as connection:
            own = {"id": 1, "url": URL, "article_id": None}
            named = {"id": 2, "url": f"{URL}?in", "article_id": article_id("a")}
            other = {"id": 3, "url": "https://tinh.example/khac", "article_id": article_id("b")}
            connection.execute(insert(urls), [{**row, **each} for each in (own, named, other)])
        store.withdrawals.put(article_id("a"), "", "vì")
        assert visits(store) == {1: (None, None), 2: (None, None), 3: (7, "[]")}
        store.withdrawals.undo(article_id("a"))
        assert all(when for when, _ in visits(store).values())


def visits(store):
    """When each address is due, and what was said of it."""
    with store._reading() as connection:
        return {row.id: (row.next_visit, row.witnesses) for row in connection.execute(select(urls))}
