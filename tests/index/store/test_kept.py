"""What was made of older versions is kept beside the newest one."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from index.pages import article_id
from index.store import open_store
from index.store.tables import documents
from search.model import VIETNAM


def test_every_version_keeps_its_text(settings, make_page, prepare, stamp):
    """Each with the fingerprint of the cleaner that made it; what is not there gives nothing."""
    one = article_id("a")
    with open_store(settings, write=True) as opened:
        opened.add([make_page("a", "Kết nạp 8 đảng viên".encode())], prepare, stamp)
        opened.add([make_page("a", "Kết nạp 9 đảng viên".encode())], prepare, stamp)
        opened.add([make_page("a", b"skip")], prepare, stamp)
        first, second = opened.kept(one, 1), opened.kept(one, 2)
        assert (first.document.article.text, first.cleaner) == ("Kết nạp 8 đảng viên", "cleaner-1")
        assert second.document.article.text == "Kết nạp 9 đảng viên"
        assert (first.document.version, second.document.version) == (1, 2)
        assert opened.kept(one, 3) is None  # it gave no article
        assert opened.kept(one, 4) is None
        assert opened.kept("0" * 16, 1) is None


def test_a_version_that_cannot_be_read_any_more_is_none(settings, make_page, prepare, stamp):
    """Only the current version is made anew by a new program: an older one may be of another shape."""
    one = article_id("a")
    with open_store(settings, write=True) as opened:
        opened.add([make_page("a", b"mot")], prepare, stamp)
        opened.add([make_page("a", b"hai")], prepare, stamp)
        with opened._writing() as connection:
            connection.execute(
                update(documents).where(documents.c.version == 1).values(document=b'{"id": 1}')
            )
        assert opened.kept(one, 1) is None
        assert opened.kept(one, 2).document.article.text == "hai"


def test_of_a_withdrawn_article_nothing_is_told(settings, make_page, prepare, stamp):
    """No version of it."""
    one = article_id("a")
    with open_store(settings, write=True) as opened:
        opened.add([make_page("a", b"mot")], prepare, stamp)
        opened.withdrawals.put(one, "mot", "thử")
        assert opened.kept(one, 1) is None


def test_a_capture_tells_when_it_was_fetched_and_where_it_lies(settings, make_page, prepare, stamp):
    """The time of the page itself, not that of the import, on the Vietnamese clock."""
    page = make_page("a", b"mot", "https://bao.example/a")
    with open_store(settings, write=True) as opened:
        opened.add([page], prepare, stamp)
        (capture,) = opened.captures(article_id("a"))
    assert capture.fetched == page.fetched
    assert capture.fetched.utcoffset() == timedelta(hours=7) == VIETNAM.utcoffset(None)
    assert capture.warc == "tratin-00001.warc.gz"
    assert capture.source == "báo thử"
