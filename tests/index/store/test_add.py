from __future__ import annotations

import errno
import os
import random
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from index.pages import article_id
from index.store import Added, Outcome, open_store, store, warc
from index.store.adding import write_rows
from search.errors import StoreError
from search.model import (
    Citation,
    Evidence,
    Location,
    Published,
    SkipReason,
    Span,
    TopicFinding,
    Trust,
    Witness,
)


def outcomes(added: tuple[Added, ...]) -> list[str]:
    """Only the outcomes, in order."""
    return [one.outcome.value for one in added]


def test_a_new_page_is_added_and_its_document_read_back(settings, make_page, prepare, stamp):
    """A page becomes an article whose document and capture say what was given."""
    page = make_page("a", "Chi bộ thôn".encode(), "https://x.example/a?b=c d")
    with open_store(settings, write=True) as opened:
        (added,) = opened.add([page], prepare, stamp)
        assert added == Added(Outcome.ADDED, article_id("a"), 1, "a.txt")
        (document,) = opened.documents()
        assert document == opened.document(added.article_id)
        assert document.article.text == "Chi bộ thôn"
        (capture,) = opened.captures(added.article_id)
        assert capture.url == page.url
        assert capture.size == len(page.payload)
        assert capture.added == document.added
        assert opened.page(added.article_id, 1) == page


def test_same_bytes_again_change_nothing(settings, make_page, prepare, stamp):
    """Adding the same input twice stores it once and does not even prepare it again."""
    pages = [make_page(str(number), b"%d" % number) for number in range(20)]
    with open_store(settings, write=True) as opened:
        opened.add(pages, prepare, stamp)
        before = opened.counts()
        prepare.calls.clear()
        assert set(outcomes(opened.add(pages, prepare, stamp))) == {"unchanged"}
        assert opened.counts() == before
        assert prepare.calls == []


def test_changed_bytes_make_a_version_and_the_old_one_stays(settings, make_page, prepare, stamp):
    """All versions can be read for ever; the newest is the document, even if it says what the first said."""
    texts = [b"mot", b"hai", b"mot"]
    with open_store(settings, write=True) as opened:
        added = [opened.add([make_page("a", text)], prepare, stamp)[0] for text in texts]
        assert outcomes(tuple(added)) == ["added", "changed", "changed"]
        assert [opened.raw(article_id("a"), number) for number in (1, 2, 3)] == texts
        assert [capture.version for capture in opened.captures(article_id("a"))] == [1, 2, 3]
        kept = opened.captures(article_id("a"))
        assert opened.fetched([article_id("a")]) == {
            (one.article_id, one.version): one.fetched for one in kept
        }
        assert [document.version for document in opened.documents()] == [3]
        assert opened.counts()["articles"] == 1


def test_captures_of_an_address_added_again_change_nothing(settings, make_page, prepare, stamp):
    """An input may hold an address twice; given again, whole or in part, it does not repeat its history."""
    address = "https://x.example/a"
    pages = [make_page("a", text, address) for text in (b"mot", b"hai", b"mot")]
    with open_store(settings, write=True) as opened:
        first = opened.add(pages, prepare, stamp)
        assert [(one.outcome.value, one.version) for one in first] == [
            ("added", 1),
            ("changed", 2),
            ("unchanged", 1),
        ]
        for again in (pages, pages[:1], pages[1:]):
            assert set(outcomes(opened.add(again, prepare, stamp))) == {"unchanged"}
        assert [document.article.text for document in opened.documents()] == ["hai"]
        assert outcomes(opened.add([make_page("a", b"ba", address)], prepare, stamp)) == ["changed"]
        assert opened.counts()["versions"] == 3


def test_identical_bytes_of_two_identities_are_two_articles(settings, make_page, prepare, stamp):
    """Equal pages are told apart by who they are."""
    with open_store(settings, write=True) as opened:
        added = opened.add([make_page("a", b"x"), make_page("b", b"x")], prepare, stamp)
        assert outcomes(added) == ["added", "added"]
        assert len(list(opened.documents())) == 2


def test_an_identity_repeated_in_a_batch_is_handled_in_order(settings, make_page, prepare, stamp):
    """A batch behaves as its pages would one after the other."""
    batch = [make_page("a", text) for text in (b"x", b"x", b"y", b"z", b"z")]
    with open_store(settings, write=True) as opened:
        added = opened.add(batch, prepare, stamp)
        assert outcomes(added) == ["added", "unchanged", "changed", "changed", "unchanged"]
        assert [one.version for one in added] == [1, 1, 2, 3, 3]
        assert [document.article.text for document in opened.documents()] == ["z"]


def test_a_skipped_page_is_kept_with_its_reason(settings, make_page, prepare, stamp):
    """A page without an article is no document, but its bytes stay, and adding it again tells why again."""
    with open_store(settings, write=True) as opened:
        pages = [make_page("a", b"skip me"), make_page("b", b"keep")]
        added = opened.add(pages, prepare, stamp)
        assert outcomes(added) == ["skipped", "added"]
        assert (added[0].reason, added[0].detail) == (SkipReason.TOO_SHORT, "quá ngắn")
        again = opened.add(pages[:1], prepare, stamp)[0]
        assert (again.outcome, again.version, again.reason) == (Outcome.SKIPPED, 1, SkipReason.TOO_SHORT)
        assert opened.raw(added[0].article_id, 1) == b"skip me"
        assert [document.id for document in opened.documents()] == [article_id("b")]
        assert opened.document(article_id("a")) is None
        counts = opened.counts()
        assert (counts["articles"], counts["documents"], counts["skipped/too-short"]) == (2, 1, 1)


def test_an_article_whose_new_version_is_skipped_is_no_document(settings, make_page, prepare, stamp):
    """Only the current version counts; the document of the older one does not come back."""
    with open_store(settings, write=True) as opened:
        opened.add([make_page("a", b"x")], prepare, stamp)
        assert outcomes(opened.add([make_page("a", b"skip")], prepare, stamp)) == ["skipped"]
        assert list(opened.documents()) == []


def test_documents_come_by_id(settings, make_page, prepare, stamp):
    """The order does not depend on the order of adding."""
    with open_store(settings, write=True) as opened:
        for number in range(50):
            opened.add([make_page(str(number), b"x")], prepare, stamp)
        ids = [document.id for document in opened.documents()]
        assert ids == sorted(ids)
        assert len(ids) == 50


def test_every_part_of_a_document_survives(settings, make_page, prepare, stamp):
    """Dates, places, topics, citations and witnesses are read back equal."""
    evidence = (Evidence("ngày 3", "dateline", Span(1, 6)), Evidence("x", "y"))

    def full(page, page_id, version, added):
        document = prepare(page, page_id, version, added)
        return replace(
            document,
            article=replace(
                document.article, witnesses=(Witness("date", "3/7", "json"),), reasons={"a": "b"}
            ),
            published=Published(
                Trust.STATED, date(2023, 7, 3), time(12, 41), 2023, 2023, 2023, 1.0, evidence
            ),
            about_years=(2022, 2023),
            location=Location(("p:1", "d:2"), (("p:3",),), 0.9, mentioned=(("p:4",),), evidence=evidence),
            topics=(TopicFinding("a/b", 1.5, evidence),),
            citations=(Citation("28-CT/TW", "CT", date(2019, 1, 21), evidence),),
        )

    made = []
    with open_store(settings, write=True) as opened:
        opened.add([make_page("a", b"x")], lambda *args: made.append(full(*args)) or made[-1], stamp)
        assert list(opened.documents()) == made


def test_what_came_with_a_page_survives(settings, make_page, prepare, stamp):
    """Headers and witnesses are read back as they were given, whatever is in them."""
    page = replace(
        make_page("a", b"x", "https://x.example/a"),
        headers={"content-type": "text/html; charset=utf-8", "x": "a\r\nb\0 ngày \udcff" * 9_000},
        witnesses=(Witness("published", "2021-11-09", "feed"), Witness("title", "Kết nạp\n\udcff", "list")),
    )
    with open_store(settings, write=True) as opened:
        opened.add([page, make_page("b", b"y")], prepare, stamp)
        assert opened.page(article_id("a"), 1) == page
        assert [loaded.page for loaded in opened.pages([(article_id("a"), 1)])] == [page]
        assert opened.page(article_id("b"), 1).headers == {}
        assert opened.page(article_id("b"), 1).witnesses == ()


def test_text_that_no_database_takes_does_no_harm(settings, make_page, prepare, stamp):
    """Lone surrogates and NUL in a name or in what the cleaner gives cost at most that one page."""
    strange = make_page("tên\udcff\0", b"x", "http://x.example/\ud800\r\nWARC-Type: y")

    def broken(page, page_id, version, added):
        document = prepare(page, page_id, version, added)
        return replace(document, article=replace(document.article, text="\ud800"))

    with open_store(settings, write=True) as opened:
        assert outcomes(opened.add([strange], prepare, stamp)) == ["added"]
        assert outcomes(opened.add([strange], prepare, stamp)) == ["unchanged"]
        (added,) = opened.add([make_page("b", b"x")], broken, stamp)
        assert (added.outcome, added.reason) == (Outcome.SKIPPED, SkipReason.BAD_RECORD)
        assert opened.raw(added.article_id, 1) == b"x"


def test_unknown_articles_and_versions_give_nothing(settings, make_page, prepare, stamp):
    """What is not there is None or empty, not an error."""
    with open_store(settings, write=True) as opened:
        opened.add([make_page("a", b"x")], prepare, stamp)
        assert opened.captures("0" * 16) == ()
        assert opened.raw("0" * 16, 1) is None
        assert opened.raw(article_id("a"), 2) is None
        assert opened.document("0" * 16) is None


def test_an_empty_batch_is_fine(settings, prepare, stamp):
    """Nothing given, nothing done."""
    with open_store(settings, write=True) as opened:
        assert opened.add([], prepare, stamp) == ()
        assert not list(settings.raw_dir.iterdir())


def test_a_reader_sees_a_batch_when_it_was_added_and_cannot_write(settings, make_page, prepare, stamp):
    """Readers work beside the writer, and an iteration keeps the state in which it began."""
    with open_store(settings, write=True) as writer, open_store(settings, write=False) as reader:
        writer.add([make_page("a", b"x"), make_page("b", b"x")], prepare, stamp)
        reading = reader.documents()
        seen = [next(reading)]
        writer.add([make_page(str(number), b"x") for number in range(300)], prepare, stamp)
        seen += reading
        assert {document.id for document in seen} == {article_id("a"), article_id("b")}
        assert len(list(reader.documents())) == 302
        with pytest.raises(StoreError, match="reading only"):
            reader.add([make_page("c", b"x")], prepare, stamp)
        with pytest.raises(StoreError, match="reading only"):
            reader.refresh(prepare, stamp)


def test_threads_read_while_the_writer_adds(settings, make_page, prepare, stamp):
    """A store opened for reading serves several threads at once, each page right, none kept waiting."""
    names = [str(number) for number in range(60)]

    def look(name):
        page_id = article_id(name)
        return [reader.raw(page_id, capture.version) for capture in reader.captures(page_id)]

    with open_store(settings, write=True) as writer, open_store(settings, write=False) as reader:
        writer.add([make_page(name, name.encode()) for name in names], prepare, stamp)
        with ThreadPoolExecutor(8) as threads:
            answers = threads.map(look, names * 5)
            for number in range(10):
                writer.add([make_page(f"more {number}", b"x")], prepare, stamp)
            assert list(answers) == [[name.encode()] for name in names * 5]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="names open files by /proc")
def test_bytes_are_synced_before_rows_are_committed(settings, make_page, prepare, stamp, monkeypatch):
    """The order that makes a row trustworthy after a power cut: raw file, its folder, database."""
    steps, sync = [], os.fsync

    def fsync(handle):
        steps.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        sync(handle)

    with open_store(settings, write=True) as opened:
        monkeypatch.setattr(warc.os, "fsync", fsync)
        event.listen(opened._engine, "commit", lambda _: steps.append("commit"))
        opened.add([make_page("a", b"x")], prepare, stamp)
        assert steps == ["tratin-00001.warc.gz", "raw", "commit"]
        opened.add([make_page("b", b"x")], prepare, stamp)
        assert steps[3:] == ["tratin-00001.warc.gz", "commit"]


def test_random_bytes_come_back_exactly(settings, make_page, prepare, stamp):
    """Raw pages are bytes: NUL, line ends, gzip and WARC look-alikes, nothing at all."""
    seed = random.randrange(10**9)
    print(f"seed {seed}")
    rng = random.Random(seed)
    payloads = [
        b"",
        b"\0",
        b"\r\n\r\n",
        b"\r\n\r\nWARC/1.1\r\n\r\n",
        b"\x1f\x8b\x08\0",
        bytes(range(256)) * 300,
    ]
    payloads += [rng.randbytes(rng.randrange(20_000)) for _ in range(60)]
    with open_store(settings, write=True) as opened:
        pages = [make_page(str(number), payload) for number, payload in enumerate(payloads)]
        added = opened.add(pages, prepare, stamp)
        assert [opened.raw(one.article_id, 1) for one in added] == payloads


# ---------------------------------------------------------------- when the disk refuses


def full_disk(*_args: object) -> None:
    """Stands for any call that finds no room."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_is_said_plainly_and_costs_only_its_batch(
    settings, make_page, prepare, stamp, monkeypatch
):
    """The batch is not stored, those before it are, and the store goes on when there is room again."""
    with open_store(settings, write=True) as opened:
        opened.add([make_page("a", b"x")], prepare, stamp)
        size = next(settings.raw_dir.glob("*.gz")).stat().st_size
        with monkeypatch.context() as patch:
            patch.setattr(warc.os, "fsync", full_disk)
            with pytest.raises(StoreError, match="the disk is full"):
                opened.add([make_page("b", b"y")], prepare, stamp)
        assert opened.counts()["articles"] == 1
        opened.add([make_page("c", b"z")], prepare, stamp)
        assert opened.raw(article_id("c"), 1) == b"z"
        assert opened.captures(article_id("b")) == ()
        (path,) = settings.raw_dir.glob("*.gz")
        assert path.stat().st_size < size * 2


@pytest.mark.parametrize("where", ["raw pages", "database"])
def test_a_full_disk_in_the_first_batch_is_no_lost_database(
    settings, make_page, prepare, stamp, monkeypatch, caplog, where
):
    """What it wrote is taken back at once: the next writer finds nothing that nobody knows."""
    with open_store(settings, write=True) as opened, monkeypatch.context() as patch:
        if where == "raw pages":
            patch.setattr(warc.os, "fsync", full_disk)
        else:
            patch.setattr("index.store.store.write_rows", full_disk)
        with pytest.raises(StoreError, match="the disk is full"):
            opened.add([make_page("a", b"x")], prepare, stamp)
    assert list(settings.raw_dir.glob("*.gz")) == []
    with open_store(settings, write=True) as opened:
        opened.add([make_page("a", b"x")], prepare, stamp)
        assert opened.raw(article_id("a"), 1) == b"x"
    assert caplog.records == []
    assert not (settings.raw_dir / "unfinished").exists()


def test_a_failure_after_the_commit_loses_nothing(settings, make_page, prepare, stamp, monkeypatch):
    """Where the database kept a batch though it reported an error, its bytes are not cut off."""

    class Lying:
        def __init__(self, inner):
            self.inner = inner

        def __enter__(self):
            return self.inner.__enter__()

        def __exit__(self, *args):
            self.inner.__exit__(*args)
            full_disk()

    with open_store(settings, write=True) as opened:
        begin = opened._writer.begin
        with monkeypatch.context() as patch:
            patch.setattr(opened._writer, "begin", lambda: Lying(begin()))
            with pytest.raises(StoreError, match="the disk is full"):
                opened.add([make_page("a", b"x")], prepare, stamp)
        opened.add([make_page("b", b"y")], prepare, stamp)
        assert [opened.raw(article_id(name), 1) for name in "ab"] == [b"x", b"y"]


def test_a_failing_row_takes_back_the_whole_batch(settings, make_page, prepare, stamp, monkeypatch):
    """Rows of a batch are written together or not at all, and the next batch does not sit on its bytes."""

    def write_twice(connection, fresh, *rest):
        write_rows(connection, fresh, *rest)
        write_rows(connection, fresh, *rest)

    with open_store(settings, write=True) as opened:
        with monkeypatch.context() as patch:
            patch.setattr(store, "write_rows", write_twice)
            with pytest.raises(StoreError, match="Cannot write to the database"):
                opened.add([make_page("a", b"x")], prepare, stamp)
        assert opened.counts()["versions"] == 0
        assert outcomes(opened.add([make_page("a", b"x")], prepare, stamp)) == ["added"]
        assert opened.raw(article_id("a"), 1) == b"x"


def test_an_error_of_the_cleaner_is_not_hidden_and_stores_nothing(settings, make_page, prepare, stamp):
    """What `prepare` raises comes out as it is."""

    def fails(*_args):
        raise ZeroDivisionError

    with open_store(settings, write=True) as opened:
        with pytest.raises(ZeroDivisionError):
            opened.add([make_page("a", b"x")], fails, stamp)
        assert opened.counts()["versions"] == 0
        assert not list(settings.raw_dir.iterdir())


def test_times_are_read_back_in_vietnamese_time(settings, make_page, prepare, stamp):
    """Fetch time and time of adding keep their instant and come back at +07:00."""
    with open_store(settings, write=True) as opened:
        (added,) = opened.add([make_page("a", b"x")], prepare, stamp)
        (capture,) = opened.captures(added.article_id)
        assert capture.added.utcoffset() == timedelta(hours=7)
        assert opened.page(added.article_id, 1).fetched == make_page("a", b"x").fetched


def test_a_disk_without_room_for_shared_memory_is_full(settings, make_page, prepare, stamp, monkeypatch):
    """SQLite calls it an error of the disk; what it wrote before may be whole, so nothing is taken back."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"

    def fail(*_args: object) -> None:
        raise OperationalError("COMMIT", None, error)

    with open_store(settings, write=True) as opened, monkeypatch.context() as patch:
        patch.setattr("index.store.store.write_rows", fail)
        with pytest.raises(StoreError, match="the disk is full") as raised:
            opened.add([make_page("a", b"x")], prepare, stamp)
    assert "đĩa đã đầy" in raised.value.vietnamese
    assert len(list(settings.raw_dir.glob("*.gz"))) == 1
