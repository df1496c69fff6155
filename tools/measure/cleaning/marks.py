"""What the cleaner made of one page: marks by what is measured, and what went wrong in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from index.clean.bylines import byline
from index.clean.cleaner import clean
from index.enrich.citations import find_citations
from index.enrich.dates import date_article
from search.model import PROSE, Skipped, SkipReason, Trust
from tools.measure.cleaning.samples import ARTICLE, PRINT
from tools.measure.cleaning.scoring import f1, held, joined, kept, names_exactly, own_part, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.model import Article, Published
    from tools.measure.cleaning.samples import Gold, Sample

KEPT = 0.95
"""The share of its words that must be there for a lead to count as kept."""

_SHOWN = 4  # lines of a kind in the list of what went wrong


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one page. `rights` holds only what could be right or wrong on it; `wrongs` is for people.

    `f1` is None where the page holds no article.
    """

    sample: Sample
    f1: float | None
    refused: SkipReason | None
    rights: dict[str, bool] = field(default_factory=dict)
    wrongs: tuple[str, ...] = ()


def mark(sample: Sample) -> Marks:
    """Clean a page and compare."""
    result = clean(sample.page)
    if sample.gold is None:
        return _mark_other(sample, result)
    if isinstance(result, Skipped):
        if sample.kind == PRINT:
            fine = result.reason is SkipReason.PRINT_VIEW
            return Marks(sample, None, result.reason, {"print view": fine}, () if fine else _told(result))
        return Marks(sample, 0.0, result.reason, _none_right(sample.gold), _told(result))
    return _mark_article(sample, sample.gold, result)


def _mark_other(sample: Sample, result: Article | Skipped) -> Marks:
    if isinstance(result, Skipped):
        return Marks(sample, None, result.reason, {"refused": True})
    wrongs = (f"a page of kind {sample.kind} was taken for the article {result.title!r}",)
    return Marks(sample, None, None, {"refused": False}, wrongs)


def _told(result: Skipped) -> tuple[str]:
    return (f"skipped: {result.reason} {result.detail}",)


def _none_right(gold: Gold) -> dict[str, bool]:
    return dict.fromkeys(
        [*(["lead"] if gold.lead else []), *(["title", "date", "byline"] * gold.headed)], False
    )


def _mark_article(sample: Sample, gold: Gold, article: Article) -> Marks:
    prose = [article.of(block) for block in article.blocks_of(*PROSE)]
    found = own_part(prose, gold.text, gold.neutral)
    score = f1(found, gold.text)
    published, _ = date_article(article, find_citations(article), seen=sample.page.fetched.date())
    names = byline(article)
    others = held(f"{found}\n{joined(article.title)}", gold.whole, gold.never)
    lead = kept(found, gold.lead)
    rights = {"never": not others}
    if gold.lead:
        rights["lead"] = lead >= KEPT
    if gold.headed:
        rights["title"] = same(article.title, gold.title, small=gold.small)
        rights["date"] = _is_right(published, gold)
        rights["byline"] = names_exactly(names, gold.bylines, gold.authors)
    if sample.kind == PRINT:
        rights = {"print view": False}
    said = {
        "never": f"texts of others: {others[:_SHOWN]}",
        "lead": f"lead kept: {lead:.2f} of {gold.lead!r}",
        "title": f"title: {article.title!r} for {gold.title!r}",
        "date": f"date: {published.iso or published.trust.value} for {gold.published or 'none'}",
        "byline": f"byline: {names!r} for {list(gold.bylines)}",
        "print view": "a print view was taken for an article",
    }
    wrongs = [said[name] for name, right in rights.items() if not right]
    if score < 1:
        wrongs += _differences(prose, found, gold)
    return Marks(sample, score if sample.kind == ARTICLE else None, None, rights, tuple(wrongs))


def _is_right(published: Published, gold: Gold) -> bool:
    """The day as the page states it, and the clock where it states one; no day where it states none."""
    wanted = gold.published
    if published.trust is not Trust.STATED or wanted is None:
        return (published.trust is Trust.STATED) == (wanted is not None)
    if not isinstance(wanted, datetime):
        return published.day == wanted
    clock = published.clock and published.clock.replace(second=0, microsecond=0)
    return (published.day, clock) == (wanted.date(), wanted.time())


def _differences(prose: list[str], found: str, gold: Gold) -> Iterator[str]:
    """The lines that are missing, and the blocks that are of none of the article's own."""
    missing = [line for line in gold.text.split("\n") if joined(line) not in found]
    own = joined(gold.text)
    neutral = [joined(text) for text in gold.neutral]
    extra = [
        text
        for text in prose
        if (run := joined(text)) not in own and not any(run in each for each in neutral)
    ]
    for name, lines in (("missing", missing), ("extra", extra)):
        yield from (f"{name}: {line[:100]!r}" for line in lines[:_SHOWN])
        if len(lines) > _SHOWN:
            yield f"{name}: {len(lines) - _SHOWN} more"
