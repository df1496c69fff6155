"""Documents that wait, what was learned of hosts, and alarms."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from index.pages import article_id
from index.store import Alarm, Lesson, Stamp, made_row, open_store
from search.errors import StoreError
from search.model import VIETNAM

NEWER = Stamp("cleaner-2", "enricher-1")


def made(opened, prepare, names):
    """The rows of articles made anew."""
    keys = [(article_id(name), 1) for name in names]
    return [made_row(loaded, prepare, NEWER) for loaded in opened.pages(keys)]


def texts(opened):
    """The text of each published document by the name of its page."""
    return {document.article.text for document in opened.documents()}


def test_what_waits_is_seen_by_nobody_until_it_is_published(settings, make_page, prepare, stamp):
    """Staged documents change no answer; publishing puts them in place with their stamps."""
    with open_store(settings, write=True) as opened:
        opened.add([make_page(name, name.encode()) for name in ("a", "b", "skip")], prepare, stamp)
        prepare.mark = "moi "
        opened.staging.add(made(opened, prepare, ("a", "b", "skip")))
        opened.staging.add(made(opened, prepare, ("a",)))
        assert texts(opened) == {"a", "b"}
        assert opened.stale(NEWER) == 3
        waiting = list(opened.staging.waiting())
        assert [one.article_id for one in waiting] == sorted(map(article_id, ("a", "b", "skip")))
        assert {one.stamp for one in waiting} == {NEWER}
        opened.staging.publish([(article_id("a"), 1), (article_id("skip"), 1)])
        assert texts(opened) == {"moi a", "b", "moi skip"}
        assert [one.article_id for one in opened.staging.waiting()] == [article_id("b")]
        assert opened.stale(NEWER) == 1


def test_changes_tell_before_and_after(settings, make_page, prepare, stamp):
    """A change holds both documents, and why there is none where one is missing."""
    with open_store(settings, write=True) as opened:
        opened.add([make_page(name, name.encode()) for name in ("a", "skip")], prepare, stamp)
        rows = made(opened, prepare, ("a",))
        prepare.mark = "moi "
        opened.staging.add([*rows, *made(opened, prepare, ("skip",))])
        keys = [(article_id(name), 1) for name in ("a", "skip")]
        found = {change.article_id: change for change in opened.staging.changes(keys)}
        same, gained = found[article_id("a")], found[article_id("skip")]
        assert same.before == same.after == opened.document(article_id("a"))
        assert (gained.before, gained.skip_before, gained.skip_after) == (None, "too-short", None)
        assert gained.after.article.text == "moi skip"


def test_what_waits_for_an_older_version_is_left_out(settings, make_page, prepare, stamp):
    """A page that was added anew meanwhile is not published from before; `keep_only` clears it away."""
    with open_store(settings, write=True) as opened:
        opened.add([make_page("a", b"a"), make_page("b", b"b")], prepare, stamp)
        opened.staging.add(made(opened, prepare, ("a", "b")))
        opened.add([make_page("a", b"aa")], prepare, stamp)
        assert [one.article_id for one in opened.staging.waiting()] == [article_id("b")]
        opened.staging.keep_only([(article_id("b"), 1)])
        opened.staging.publish([(article_id("a"), 1), (article_id("b"), 1)])
        assert texts(opened) == {"aa", "b"}
        assert opened.stale(NEWER) == 1


def test_a_reader_cannot_stage(settings, make_page, prepare, stamp):
    """Only the writer stages, publishes and learns."""
    with open_store(settings, write=True) as opened:
        opened.add([make_page("a", b"a")], prepare, stamp)
    with open_store(settings, write=False) as opened:
        rows = made(opened, prepare, ("a",))
        with pytest.raises(StoreError, match="reading only"):
            opened.staging.add(rows)


def test_publishing_that_was_decided_is_remembered(settings):
    """The task lasts until its end is noted."""
    with open_store(settings, write=True) as opened:
        assert opened.staging.begun() is None
        opened.staging.begin("một")
        opened.staging.begin("hai")
        assert opened.staging.begun() == "hai"
    with open_store(settings, write=True) as opened:
        assert opened.staging.begun() == "hai"
        opened.staging.end()
        assert opened.staging.begun() is None


def test_stamps_may_differ_from_page_to_page(settings, make_page, prepare):
    """Each document carries the stamp of its own page, and only those are stale whose own has changed."""
    state = {"x.example": "1"}

    def stamp_of(origin):
        return Stamp(f"c {state.get('x.example') if origin.url else ''}", "e")

    with open_store(settings, write=True) as opened:
        opened.add([make_page("a", b"a", "https://x.example/a"), make_page("b", b"b")], prepare, stamp_of)
        assert opened.stale(stamp_of) == 0
        state["x.example"] = "2"
        assert opened.stale(stamp_of) == 1
        assert opened.refresh(prepare, stamp_of).documents == 1
        assert opened.stale(stamp_of) == 0


def test_the_version_of_what_was_learned_rises_with_its_keys(settings):
    """The same keys keep version and mark; other keys raise it; no keys have no mark."""
    now = datetime(2026, 3, 5, tzinfo=VIETNAM)
    with open_store(settings, write=True) as opened:
        first = opened.hosts.keep(Lesson("x.example", frozenset({1, 1 << 62}), "l", "s", 3), now)
        again = opened.hosts.keep(Lesson("x.example", frozenset({1, 1 << 62}), "l", "t", 4), now)
        assert (first.version, again.version, again.mark) == (1, 1, first.mark)
        assert opened.hosts.keys("x.example") == {1, 1 << 62}
        assert opened.hosts.marks() == {"x.example": first.mark}
        other = opened.hosts.keep(Lesson("x.example", frozenset({2}), "l", "u", 5), now)
        assert other.version == 2
        assert opened.hosts.all() == (other,)
        assert opened.hosts.keep(Lesson("x.example", frozenset(), "l", "v", 5), now).mark == ""
        assert opened.hosts.marks() == {}
        assert opened.hosts.keys("nowhere.example") == frozenset()
        opened.hosts.forget(["x.example"])
        assert opened.hosts.all() == ()


def test_a_selector_that_fails_on_all_newest_documents_is_an_alarm(settings, make_page, prepare, stamp):
    """One page on which it matches is enough against it; skipped pages and two documents say nothing."""

    def alarmed(failed):
        def with_alarm(page, page_id, version, added):
            document = prepare(page, page_id, version, added)
            if page.payload.startswith(b"skip"):
                return document
            reasons = {"rules": failed(page.identity)} if failed(page.identity) else {}
            return replace(document, article=replace(document.article, reasons=reasons))

        return with_alarm

    def pages(source, names):
        return [
            replace(
                make_page(f"{source}{name}", f"{'skip' if name == 5 else ''}{name}".encode()),
                source=source,
                fetched=datetime(2026, 1, 1, tzinfo=VIETNAM) + timedelta(days=name),
            )
            for name in names
        ]

    with open_store(settings, write=True) as opened:
        every = alarmed(lambda name: "title: h1.x" if name.endswith("3") else "date: span.y; title: h1.x")
        opened.add(pages("cũ", range(10)), every, stamp)
        opened.add(pages("nhỏ", range(2)), every, stamp)
        opened.add(pages("tốt", range(30)), alarmed(lambda _: ""), stamp)
        assert opened.alarms() == (Alarm("cũ", "title: h1.x", 9),)
        newest = opened.newest(2)
        assert [(row.source, row.name) for row in newest][:2] == [("cũ", "cũ9.txt"), ("cũ", "cũ8.txt")]
        assert len(newest) == 6


def test_pages_that_are_no_articles_do_not_silence_an_alarm(settings, make_page, prepare, stamp):
    """The newest articles are looked at, however many calendars and lists were fetched after them."""

    def prepared(page, page_id, version, added):
        document = prepare(page, page_id, version, added)
        if page.payload.startswith(b"skip"):
            return document
        return replace(document, article=replace(document.article, reasons={"rules": "title: h1.x"}))

    start = datetime(2026, 1, 1, tzinfo=VIETNAM)
    pages = [
        replace(
            make_page(f"a{day}", f"{'skip' if day >= 25 else ''}{day}".encode()),
            source="cổng",
            fetched=start + timedelta(days=day),
        )
        for day in range(50)
    ]
    with open_store(settings, write=True) as opened:
        opened.add(pages, prepared, stamp)
        assert opened.alarms() == (Alarm("cổng", "title: h1.x", 20),)
        assert {row.skip_reason is None for row in opened.newest(20)} == {False}
