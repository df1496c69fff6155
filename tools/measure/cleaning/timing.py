"""How fast a page is cleaned, beside trafilatura on the same bytes in the same run.

Each round hands everybody the same page with other words in it, so that nobody answers from memory; the
fastest round counts, for a busy moment of the machine makes no code slow.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from index.clean.cleaner import clean
from index.clean.knowledge import NOTHING, Known, Rules
from search.errors import DataError
from search.model import Skipped
from tools.measure.cleaning.peers import installed
from tools.measure.cleaning.samples import fixtures, raw_page, real_samples
from tools.measure.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from index.pages import RawPage

LARGE, SMALL = 196 * 1024, 10 * 1024
"""Bytes of the pages wanted: what a paper of today sends, and what an old portal does."""

PEER = "trafilatura"
ROUNDS = 40

RULES = {
    "nukeviet": {
        "title": ("h1.title",),
        "lead": ("div.hometext",),
        "date": ("div.row span.h5",),
        "body": ("#news-bodyhtml",),
    },
    "A01_vnexpress_2025.html": {
        "title": ("h1.title-detail",),
        "lead": ("p.description",),
        "date": ("span.date",),
        "body": ("article.fck_detail",),
    },
}
"""Rules as a portal would have them, by the layout or the file."""

REAL, LAYOUT = "A01_vnexpress_2025.html", "nukeviet"
"""The real page nearest to `LARGE`, and the layout that gives the others."""

_VARIED = (b" cho ", b" trong ", b" theo ", b" thanh ", b" trang ")
"""Words that most Vietnamese pages have, and that all encodings of one byte a letter write alike."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A page to time, and what the rules of its portal are."""

    name: str
    page: RawPage
    known: Known


def measure_speed(private: Path | None, seed: int) -> Iterator[Figure]:
    """Milliseconds a page for everybody, ours as a multiple of trafilatura's, and pages a second overall."""
    made: list[Any] = list(fixtures().article_pages(seed))
    for timed in (_large(private, made), _small(made)):
        yield Figure(f"{timed.name}: size", round(len(timed.page.payload) / 1024, 1), "KB")
        yield from _compared(timed)
    pages = [raw_page(each) for each in made]
    for page in pages[:20]:
        clean(page)
    started = time.perf_counter()
    for page in pages:
        clean(page)
    yield Figure("all synthetic articles", round(len(pages) / (time.perf_counter() - started), 1), "pages/s")


def varied(page: RawPage, number: int) -> RawPage:
    """The page with other words: some of its words have a number beside them."""
    payload = page.payload
    for word in _VARIED:
        payload = payload.replace(word, b"%s%d " % (word, number))
    return replace(page, payload=payload)


def _large(private: Path | None, made: Sequence[Any]) -> Timed:
    """A real page where there is one; else a page with much script in its head."""
    for sample in real_samples(private) if private else ():
        if sample.id == REAL:
            return Timed("large page", sample.page, _known(REAL))
    page = max(_pages(made), key=lambda each: len(each.payload))
    return Timed("large page", replace(page, payload=_padded(page.payload)), _known(LAYOUT))


def _small(made: Sequence[Any]) -> Timed:
    page = min(_pages(made), key=lambda each: abs(len(each.payload) - SMALL))
    return Timed("small page", page, _known(LAYOUT))


def _pages(made: Sequence[Any]) -> list[RawPage]:
    return [raw_page(page) for page in made if page.layout == LAYOUT and page.charset == "utf-8"]


def _padded(payload: bytes) -> bytes:
    """The page with its styles and scripts again, until it is large."""
    start = payload.lower().find(b"<style")
    end = payload.lower().find(b"</script>", start) + len(b"</script>")
    again = max(0, LARGE - len(payload)) // max(1, end - start)
    return payload[:end] + payload[start:end] * again + payload[end:]


def _known(name: str) -> Known:
    return Known(rules=Rules(name, RULES[name]))


def _compared(timed: Timed) -> Iterator[Figure]:
    """Ours with and without rules against the two ways in which trafilatura is used."""
    asked: dict[str, Callable[[RawPage], object]] = {
        "ours": lambda page: _article(page, NOTHING),
        "ours, rules": lambda page: _article(page, timed.known),
    }
    if PEER in installed():
        asked |= _trafilatura()
    took = fastest(asked, [varied(timed.page, number) for number in range(ROUNDS)])
    for name, seconds in took.items():
        yield Figure(f"{timed.name}: {name}", round(seconds * 1000, 2), "ms")
    if PEER in took:
        for name, said in (("ours", ""), ("ours, rules", " with rules")):
            yield Figure(f"{timed.name}{said}", round(took[name] / took[PEER], 2), f"times {PEER}")


def _article(page: RawPage, known: Known) -> None:
    """Clean a page that must be an article: a refusal would take less time."""
    if isinstance(result := clean(page, known), Skipped):
        raise DataError(f"{page.name} was refused, so that its time says nothing: {result.reason}")


def _trafilatura() -> dict[str, Callable[[RawPage], object]]:
    """The text alone, and with title, date and author as a search engine needs them."""
    from trafilatura import bare_extraction, extract  # noqa: PLC0415 - installed on demand

    return {
        PEER: lambda page: extract(page.payload),
        f"{PEER} with metadata": lambda page: bare_extraction(page.payload, with_metadata=True),
    }


def fastest(asked: Mapping[str, Callable[[RawPage], object]], pages: Sequence[RawPage]) -> dict[str, float]:
    """Seconds of everybody's fastest round; a round is one page, and the first two only warm up."""
    took = dict.fromkeys(asked, float("inf"))
    for number, page in enumerate(pages):
        for name, ask in asked.items():
            started = time.perf_counter()
            ask(page)
            if number > 1:
                took[name] = min(took[name], time.perf_counter() - started)
    return took
