"""The figures of the cleaner over all pages, and the pages on which it does worst."""

from __future__ import annotations

import random
from collections import defaultdict
from statistics import fmean
from typing import TYPE_CHECKING, TypeVar

from search.model import SkipReason
from tools.measure.cleaning.marks import mark
from tools.measure.cleaning.samples import ARTICLE, front_samples, own_samples, real_samples
from tools.measure.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tools.measure.cleaning.marks import Marks

T = TypeVar("T")

NAMES = {"lead": "lead kept", "title": "title", "date": "date", "byline": "byline"}
"""What can be right or wrong on a page, and what its figure is called."""


def own_marks(seed: int, share: float) -> list[Marks]:
    """The marks of our own pages, or of a share of them."""
    return [mark(sample) for sample in some(own_samples(seed), share)]


def front_marks(seed: int, share: float) -> list[Marks]:
    """The marks of the pages of front ends, or of a share of them."""
    return [mark(sample) for sample in some(front_samples(seed), share)]


def real_marks(private: Path | None) -> list[Marks]:
    """The marks of the real pages, where they are."""
    return [mark(sample) for sample in real_samples(private)] if private else []


def own_figures(marks: Sequence[Marks], where: str = "own pages") -> Iterator[Figure]:
    """The figures of synthetic pages."""
    articles = [each for each in marks if each.sample.kind == ARTICLE]
    yield _share(f"F1, {where}", fmean(each.f1 or 0.0 for each in articles))
    yield _share(f"F1, worst layout, {where}", min(by_layout(marks).values()))
    yield from _rights(articles, where)
    others = sum(not each.rights.get("never", True) for each in articles)
    yield Figure(f"{where} with texts of others", others, "pages")
    yield from _refused(marks, where)
    prints = [each for each in marks if "print view" in each.rights]
    if prints:
        known = fmean(each.refused is SkipReason.PRINT_VIEW for each in prints)
        yield _share(f"print views recognised, {where}", known)


def by_layout(marks: Iterable[Marks]) -> dict[str, float]:
    """The mean F1 of the articles of each layout."""
    found = defaultdict(list)
    for each in marks:
        if each.sample.kind == ARTICLE:
            found[each.sample.layout].append(each.f1 or 0.0)
    return {layout: fmean(scores) for layout, scores in found.items()}


def real_figures(marks: Sequence[Marks]) -> Iterator[Figure]:
    """The figures of the real pages; none where there are none."""
    articles = [each for each in marks if each.sample.kind == ARTICLE]
    if articles:
        yield _share("F1, real pages", fmean(each.f1 or 0.0 for each in articles))
        yield _share("F1, worst real page", min(each.f1 or 0.0 for each in articles))
        yield from _rights(articles, "real pages")
        yield from _refused(marks, "real pages")


def _rights(articles: Sequence[Marks], where: str) -> Iterator[Figure]:
    for field, name in NAMES.items():
        known = [each.rights[field] for each in articles if field in each.rights]
        if known:
            yield _share(f"{name}, {where}", fmean(known))


def _refused(marks: Sequence[Marks], where: str) -> Iterator[Figure]:
    """What is no article must be refused, and no article may be."""
    lost = sum(each.refused is not None for each in marks if each.sample.kind == ARTICLE)
    yield Figure(f"articles refused, {where}", lost, "pages")
    others = [each.rights["refused"] for each in marks if "refused" in each.rights]
    if others:
        yield _share(f"other pages refused, {where}", fmean(others))


def worst(marks: Iterable[Marks], count: int) -> Iterator[str]:
    """The pages with most amiss, the lowest F1 first: a line for each, and one for each thing wrong."""
    amiss = [each for each in marks if each.wrongs]
    amiss.sort(key=lambda each: (1.0 if each.f1 is None else each.f1, -len(each.wrongs)))
    for each in amiss[:count]:
        score = "no article" if each.f1 is None else f"F1 {each.f1:.4f}"
        failed = [name for name, right in each.rights.items() if not right]
        yield f"{each.sample.id} ({each.sample.layout}): {score}; failed: {', '.join(failed) or 'none'}"
        yield from (f"    {wrong}" for wrong in each.wrongs)


def some(samples: Sequence[T], share: float) -> Sequence[T]:
    """A share of the samples, always the same ones, in their order."""
    if share >= 1:
        return samples
    count = max(1, round(share * len(samples)))
    chosen = random.Random(1).sample(range(len(samples)), count)  # noqa: S311 - test data
    return [samples[at] for at in sorted(chosen)]


def _share(name: str, value: float) -> Figure:
    return Figure(name, round(value, 4), "share")
