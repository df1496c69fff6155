"""Articles that were withdrawn: nothing that reads the store gives them, and nothing brings them back."""

from __future__ import annotations

import pytest

from index.pages import article_id
from index.store import Outcome, open_store, withdrawals_beside
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
        assert store.withdrawals.all() == (made,)


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
