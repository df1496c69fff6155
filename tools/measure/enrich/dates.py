"""How right dates are: formats of portals, and years of dated private articles without their dates."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from index.enrich.citations import find_citations
from index.enrich.dates import date_article
from search.model import VIETNAM, Article, BlockKind, Witness
from search.text import canonical
from tools.measure.enrich.cited import article_of, cases_of, in_blocks
from tools.measure.enrich.labels import rows_of
from tools.measure.figures import Figure
from tools.measure.private import private_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from search.model import Published

SETS = ("binhdinh_2025", "crawl_news_2026", "party_subset", "unc")
BANDS = ((0.5, 0.8), (0.8, 1.01))
SEEN = date(2026, 11, 1)
"""The day on which all these articles were at hand: it bounds their years and says nothing else."""


def dates_figures(half: str) -> list[Figure]:
    """The figures of one half of the formats."""
    cases = cases_of("dates", half)
    wrong = format_misses(half)
    right = (len(cases) - len(wrong)) / len(cases)
    return [
        Figure("formats", len(cases), "cases"),
        Figure("formats right", right, "share"),
    ]


class Miss(NamedTuple):
    """A format that was read otherwise than its label says."""

    id: str
    text: str
    expected: str
    found: str


def format_misses(half: str) -> list[Miss]:
    """The formats of one half that are not read right."""
    found = [(case, read(case)) for case in cases_of("dates", half)]
    return [
        Miss(case["id"], case["text"], case["expect"] or "", written)
        for case, published in found
        if (written := _written(published, case)) != (case["expect"] or "")
    ]


def read(case: Mapping[str, Any]) -> Published:
    """What is made of a format where its kind stands: a date line, metadata, the address, the text."""
    text = canonical(case["text"])
    body = [(BlockKind.TITLE, "Tin"), (BlockKind.BODY, "Hội nghị đã diễn ra.")]
    match case["kind"]:
        case "line":
            article = in_blocks([(BlockKind.DATELINE, text), *body])
        case "metadata":
            plain = in_blocks(body)
            witness = Witness("published", text, "article:published_time")
            article = Article(plain.text, plain.blocks, plain.source, None, (witness,))
        case "url":
            article = in_blocks(body, url=text)
        case _:
            article = in_blocks([(BlockKind.TITLE, "Tin"), (BlockKind.BODY, text)])
    seen = date.fromisoformat(case["seen"]) if "seen" in case else date.max
    return date_article(article, find_citations(article), seen=seen)[0]


def _written(published: Published, case: Mapping[str, Any]) -> str:
    """A date as the labels write it; an address gives a day, whatever clock stands in it."""
    if published.day:
        return published.day.isoformat() if case["kind"] == "url" else published.iso or ""
    if published.month:
        return f"{published.year}-{published.month:02d}"
    return str(published.year or "")


class Guess(NamedTuple):
    """What was inferred of one article without its date, and the true year."""

    set: str
    id: str
    year: int
    published: Published


def guesses(folder: Path) -> Iterator[Guess]:
    """Inference on all dated private articles with their dates, addresses and date lines removed."""
    seen_ids = set()
    for name in SETS:
        for row in rows_of(folder / f"{name}.jsonl.gz"):
            if not row.get("date") or row["id"] in seen_ids:
                continue
            seen_ids.add(row["id"])
            year = (
                datetime.fromisoformat(row["date"]).astimezone(VIETNAM).year
                if "T" in row["date"]
                else int(row["date"][:4])
            )
            article = article_of({**row, "text": _dateless(row.get("text") or "")})
            published, _ = date_article(article, find_citations(article), seen=SEEN)
            yield Guess(name, row["id"], year, published)


_STAMP = re.compile(
    r"\d\d?[/.-]\d\d?[/.-]20\d\d,? *[-|–]? *\d\d?[:hg]\d\d"
    r"|\d\d?[:hg]\d\d[, -|–]*(?:ngày )?\d\d?[/.-]\d\d?[/.-]20\d\d"
)


def _dateless(text: str) -> str:
    """A text without the lines that state its day of publication: a clock beside a full date."""
    kept = (line for line in text.split("\n") if not (len(line) < 120 and _STAMP.search(line)))
    return _STAMP.sub(" ", "\n".join(kept))


def year_figures() -> list[Figure]:
    """How right inferred years are, by confidence; nothing where the private data is not."""
    folder = private_data()
    if folder is None:
        return []
    every = list(guesses(folder))
    figures: list[Figure] = []
    for name in (*SETS, "all"):
        some = [one for one in every if name in ("all", one.set)]
        decided = [one for one in some if one.published.year]
        figures += [
            Figure(f"articles, {name}", len(some), "articles"),
            Figure(f"decided, {name}", len(decided), "articles"),
        ]
        for low, high in BANDS:
            band = [one for one in decided if low <= one.published.confidence < high]
            right = sum(one.published.year == one.year for one in band)
            label = f"at {low:g} to .8" if high < 1 else "at .8 and more"
            figures.append(Figure(f"in band, {label}, {name}", len(band), "articles"))
            if band:
                figures.append(Figure(f"year right, {label}, {name}", right / len(band), "share"))
        within = sum(_within(one) for one in decided)
        if decided:
            figures.append(Figure(f"true year in range, {name}", within / len(decided), "share"))
    return figures


def _within(guess: Guess) -> bool:
    first, last = guess.published.first_year, guess.published.last_year
    return first is not None and last is not None and first <= guess.year <= last
