"""A page that would hold whoever reads it for ever is given up, told, and kept."""

import re
import signal
import time
from contextlib import suppress
from datetime import datetime

import pytest

from index import cleaning, pipeline
from index.clean.cleaner import clean
from index.crawl import harvesting
from index.crawl.harvesting import Given
from index.crawl.model import Kind
from index.knowing import Knowing
from index.pages import HTML, RawPage, article_id
from index.patience import TooSlow, within
from index.pipeline import add_pages, preparing
from index.processes import Part, mapped, part_of
from index.store import open_store
from search.model import VIETNAM, Document, SkipReason
from search.settings import load_settings

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no clock of the processor")

LONG = 20.0
"""Seconds of the processor after which what holds a page ends by itself, so that a test fails, not hangs."""

SHORT = 0.1

WORDS = "Sáng nay, chi bộ thôn Một họp bàn việc sửa đường và chăm lo đời sống của bà con trong thôn. " * 8


def hold(*_):
    """Take long, as a pattern with too many ways would."""
    end = time.process_time() + LONG
    while time.process_time() < end:
        re.search("(a+)+$", "a" * 22 + "b")


def hold_and_swallow(*_):
    """The same, in code that copes with whatever is raised."""
    with suppress(BaseException):
        hold()
    hold()


def page(name, fetched=None):
    """A page of HTML of a name."""
    url = f"https://a.example/{name}.html"
    html = f"<html><title>{name}</title><body><h1>Chi bộ họp {name}</h1><p>{WORDS}</p></body></html>"
    moment = fetched or datetime(2026, 3, 5, tzinfo=VIETNAM)
    return RawPage(f"url:{url}", "a", name, HTML, html.encode(), url, moment)


def clean_all_but_one(one, *known):
    """The cleaner, which never ends with a page named `slow`."""
    if one.name == "slow":
        hold()
    return clean(one, *known)


def work_in_a_helper(part, name):
    """What a process that helps does with a page here."""
    del part
    try:
        return within(SHORT, hold) if name == "slow" else name
    except TooSlow:
        return "given up"


@pytest.fixture
def store(tmp_path):
    """An empty store."""
    with open_store(load_settings(tmp_path / "nhà", {}), write=True) as opened:
        yield opened


@pytest.mark.parametrize("work", [hold, hold_and_swallow])
def test_what_takes_too_long_is_cut(work):
    """In the midst of a pattern too, and where code swallows it once."""
    with pytest.raises(TooSlow):
        within(SHORT, work)


@pytest.mark.parametrize("work", [hold, lambda: 7])
def test_nothing_stays_behind(work):
    """Neither the clock nor what answers it, whether it was cut or not."""
    before = signal.getsignal(signal.SIGPROF)
    with suppress(TooSlow):
        within(SHORT, work)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) is before


def test_a_page_that_takes_too_long_is_kept_and_read_later(store, monkeypatch):
    """Those beside it are articles; it becomes one as soon as the cleaner can read it."""
    preparing(Knowing(store))(page("a"), "0" * 16, 1, datetime.now(VIETNAM))  # loads what reading needs
    monkeypatch.setattr(pipeline, "clean", clean_all_but_one)
    knowing = Knowing(store, seconds=SHORT * 5)
    pages = [page("a"), page("slow"), page("b")]
    added = {one.name: one for one in add_pages(store, pages, knowing)}
    assert {name: one.reason for name, one in added.items()} == {
        "a": None,
        "slow": SkipReason.TOO_SLOW,
        "b": None,
    }
    assert added["slow"].detail == "more than 0.5 seconds of the processor"
    slow = article_id(page("slow").identity)
    assert store.raw(slow, 1) == page("slow").payload
    monkeypatch.undo()
    (loaded,) = store.pages([(slow, 1)])
    assert isinstance(preparing(knowing)(loaded.page, slow, 1, loaded.added), Document)


@pytest.mark.parametrize("kind", [Kind.FEED, Kind.ARTICLE])
def test_links_that_take_too_long(store, monkeypatch, kind):
    """A crawl tells of such a page, whatever it is."""
    monkeypatch.setattr(harvesting, "_found", hold)
    read = harvesting.read(Part(store, Knowing(store, seconds=SHORT)), Given(page("slow"), kind, 0))
    assert read.made.reason is SkipReason.TOO_SLOW
    assert read.found == ()


def test_links_of_a_page_that_takes_too_long(store, monkeypatch):
    """They are followed all the same."""
    monkeypatch.setattr(harvesting, "_found", lambda *_: ("a link",))
    monkeypatch.setattr(pipeline, "clean", hold)
    read = harvesting.read(Part(store, Knowing(store, seconds=SHORT)), Given(page("slow"), Kind.PAGE, 0))
    assert read.made.reason is SkipReason.TOO_SLOW
    assert read.found == ("a link",)


def test_nothing_is_learned_of_such_a_page(store, monkeypatch):
    """What repeats on a host is learned of the others."""
    names = "a", "slow", "b"
    list(add_pages(store, map(page, names), Knowing(store)))
    see = cleaning.explain
    monkeypatch.setattr(
        cleaning, "explain", lambda one, known: hold() if one.name == "slow" else see(one, known)
    )
    keys = [(article_id(page(name).identity), 1) for name in names]
    seen = cleaning._see(Part(store, Knowing(store, seconds=SHORT * 5)), keys)
    assert len(seen) == 2


def test_processes_that_help_go_on(tmp_path):
    """They cut such a page off, and take the next."""
    settings = load_settings(tmp_path / "nhà", {})
    with open_store(settings, write=True):
        pass
    parts = ["a", "slow", "b", "slow", "c"]
    found = list(mapped(settings, work_in_a_helper, parts, 2))
    assert found == ["a", "given up", "b", "given up", "c"]


def test_the_setting_reaches_those_who_read(tmp_path):
    """It is `page_limit_s`."""
    settings = load_settings(tmp_path / "nhà", {"TRATIN_PAGE_LIMIT_S": "7"})
    with open_store(settings, write=True):
        pass
    with part_of(settings) as part:
        assert part.knowing.seconds == 7
