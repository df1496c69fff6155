"""`tratin bench crawl`: a whole crawl of pre-rendered pages on loopback, beside what their server can do.

The server is a process of its own, of our making and as fast as one process can be; its own ceiling is
measured with a client that does nothing but ask, and with urllib3 in as many threads as the crawl has, which
keeps nothing. Politeness is off: no pause between requests. A second pass finds nothing changed; bytes are
those received, heads of answers included, requests not.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from index.crawl.answered import page_of
from index.crawl.entering import Entering
from index.crawl.fetch.fetching import Fetcher
from index.crawl.fetch.gate import Gate
from index.crawl.find.identity import url_id
from index.crawl.model import Kind, Rank, Request
from index.portals import load_portals
from index.processes import cores
from index.store import Stamp, open_store
from index.store.frontier.visits import Leased
from search.model import Skipped, SkipReason
from search.settings import load_settings
from tools.crawling import Plan, crawl
from tools.measure.crawl.ceiling import measure_ceiling, measure_fetching
from tools.measure.crawl.origin import running_origin
from tools.measure.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.crawl.progress import Progress
    from index.portals import Portals
    from search.settings import Settings
    from tools.measure.crawl.origin import Origin

THREADS = 16
KEPT_AT_ONCE = 64
_LATER = 40 * 86_400
"""Seconds after which every page is due again."""


class _Set(NamedTuple):
    """A home folder and its one portal."""

    settings: Settings
    portals: Portals


def measure_crawl(pages: int, seed: int) -> Iterator[Figure]:
    """Pages a second: of the server alone, fetched and stored, stored and cleaned; then a second pass."""
    with running_origin(pages, seed) as origin, TemporaryDirectory(prefix="tratin-crawl-") as scratch:
        ceiling = measure_ceiling(origin.article_urls(), THREADS).per_second
        library = measure_fetching(origin.article_urls(), THREADS).per_second
        yield Figure("the server alone", round(ceiling), "pages/s")
        yield Figure("urllib3 alone", round(library), "pages/s")
        fetched = _fetch_and_store(_made(Path(scratch) / "fetched", origin), origin)
        yield Figure("fetched and stored", round(fetched, 1), "pages/s")
        yield Figure("fetched and stored, share of the server's", round(fetched / ceiling, 3), "share")
        yield Figure("fetched and stored, share of urllib3's", round(fetched / library, 3), "share")
        made = _made(Path(scratch) / "crawled", origin)
        progress = crawl(made.settings, made.portals, Plan(build=False), cores(), lambda _: None)
        seconds = time.monotonic() - progress.begun
        yield Figure("stored and cleaned", round(progress.pages / seconds, 1), "pages/s")
        yield Figure("articles missing", origin.articles - progress.added, "articles")
        yield Figure("bytes a page", round(progress.bytes / max(1, progress.pages)), "bytes")
        yield from _second_pass(made, progress)


def _second_pass(made: _Set, first: Progress) -> Iterator[Figure]:
    """All pages once more, none of which changed. Received bytes are counted, heads too, not what is sent."""
    with open_store(made.settings, write=True) as store:
        now = int(time.time())
        leased = store.frontier.lease(dict.fromkeys(store.frontier.hosts(), first.pages), now + _LATER)
        store.frontier.release(now)
    progress = crawl(made.settings, made.portals, Plan(build=False), cores(), lambda _: None)
    yield Figure("second pass, pages", progress.pages, "pages")
    yield Figure("second pass, pages left out", len(leased) - progress.unchanged, "pages")
    yield Figure("second pass, bytes a page", round(progress.bytes / max(1, progress.pages)), "bytes")
    yield Figure("second pass, share of the first's bytes", round(progress.bytes / first.bytes, 4), "share")


def _made(home: Path, origin: Origin) -> _Set:
    """A home folder with a portal file for the server."""
    (home / "portals").mkdir(parents=True)
    (home / "portals" / "goc.toml").write_text(
        f'name = "Cổng đo"\nhosts = ["127.0.0.1:{origin.port}"]\n[crawl]\nenabled = true\ndelay_ms = 0\n'
        f'private_addresses = true\nstart = ["{origin.first_list()}"]\n',
        encoding="utf-8",
    )
    told = {"TRATIN_CRAWL_CONTACT": "mailto:do@tratin.example", "TRATIN_CRAWL_THREADS": str(THREADS)}
    settings = load_settings(home, told)
    with open_store(settings, write=True):
        pass
    return _Set(settings, load_portals([home / "portals"]))


def _fetch_and_store(made: _Set, origin: Origin) -> float:
    """Fetch all articles in threads, and store them as they are; nothing is read."""
    entering, key = Entering(made.portals), made.portals.all[0].key
    rules = entering.rules(key)
    skipped = Skipped(SkipReason.EMPTY, "")
    leased = [_leased(key, url) for url in origin.article_urls()]
    with (
        closing(Fetcher.of(made.settings, Gate(connections=THREADS))) as fetcher,
        open_store(made.settings, write=True) as store,
        ThreadPoolExecutor(THREADS) as threads,
    ):
        pages = []
        begun = time.monotonic()
        for each, fetched in zip(
            leased, threads.map(lambda one: fetcher.fetch(Request(one.url), rules), leased), strict=True
        ):
            page = page_of(each, fetched, entering)
            assert page is not None, fetched
            pages.append(page)
            if len(pages) == KEPT_AT_ONCE:
                store.add(pages, lambda *_: skipped, lambda _: Stamp("", ""))
                pages = []
        store.add(pages, lambda *_: skipped, lambda _: Stamp("", ""))
        return len(leased) / (time.monotonic() - begun)


def _leased(portal: str, url: str) -> Leased:
    rest = (None,) * 7
    return Leased(url_id(url), url, portal, "127.0.0.1", Kind.PAGE, Rank.REST, 1, 0, 0, *rest)
