"""Others that take articles out of HTML, each asked in its best way; a failure of theirs is an empty answer.

Packages are installed on demand (`make peers`); a missing one is left out.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from importlib.util import find_spec
from multiprocessing import get_context
from statistics import fmean
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from bs4 import BeautifulSoup

from tools.measure.cleaning.marks import KEPT
from tools.measure.cleaning.samples import ARTICLE
from tools.measure.cleaning.scoring import f1, held, joined, kept, own_part, same
from tools.measure.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tools.measure.cleaning.samples import Gold, Sample

_CHARSET = re.compile(r"(<meta\b[^>]*?charset\s*=\s*[\"']?)[\w-]+", re.IGNORECASE)
_BREAKS = "blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table td th tr ul".split()


class Answer(NamedTuple):
    """What a peer took for the article; `title` and `day` are None where it is not asked for them."""

    text: str = ""
    title: str | None = None
    day: str | None = None


class Marks(NamedTuple):
    """What its answer for one page is worth."""

    sample: Sample
    f1: float
    rights: dict[str, bool]


def trafilatura(html: str) -> Answer:
    """Its text, title and date in one call; what readers commented is not asked for."""
    from trafilatura import extract

    found = extract(html, output_format="json", with_metadata=True, include_comments=False)
    told = msgspec.json.decode(found) if found else {}
    return Answer(told.get("text") or "", told.get("title") or "", told.get("date") or "")


def readability(html: str) -> Answer:
    """The text of its summary, a line a block."""
    from readability import Document

    document = Document(html)
    summary = BeautifulSoup(document.summary(), "lxml")
    for tag in summary(_BREAKS):
        tag.insert_after("\n")
    return Answer(summary.get_text(), document.short_title() or "")


def justext(html: str) -> Answer:
    """Its good paragraphs by its Vietnamese stop words."""
    from justext import justext as split

    paragraphs = split(html, _stop_words())
    return Answer("\n".join(each.text for each in paragraphs if not each.is_boilerplate))


@cache
def _stop_words() -> Any:
    from justext import get_stoplist

    return get_stoplist("Vietnamese")


def resiliparse(html: str) -> Answer:
    """Its main content without alternative texts of pictures."""
    from resiliparse.extract.html2text import extract_plain_text

    return Answer(extract_plain_text(html, main_content=True, alt_texts=False))


def newspaper(html: str) -> Answer:
    """Its article, the language told."""
    from newspaper import Article

    article = Article("http://portal.example/article", language="vi")
    article.download(input_html=html)
    article.parse()
    day = article.publish_date
    return Answer(article.text, article.title or "", day.date().isoformat() if day else "")


def boilerpy(html: str) -> Answer:
    """Its extractor for articles; from a tidied page, for its own parser loses half of those as they come."""
    from boilerpy3.extractors import ArticleExtractor

    tidied = str(BeautifulSoup(html, "lxml"))
    return Answer(ArticleExtractor(raise_on_failure=False).get_content(tidied))


def goose(html: str) -> Answer:
    """Its article, the language told."""
    found = _goose().extract(raw_html=html)
    return Answer(found.cleaned_text, found.title or "", str(found.publish_date or "")[:10])


@cache
def _goose() -> Any:
    from goose3 import Goose

    return Goose({"enable_image_fetching": False, "use_meta_language": False, "target_language": "vi"})


PEERS: dict[str, tuple[str, Callable[[str], Answer]]] = {
    "trafilatura": ("trafilatura", trafilatura),
    "readability-lxml": ("readability", readability),
    "justext": ("justext", justext),
    "resiliparse": ("resiliparse", resiliparse),
    "newspaper4k": ("newspaper", newspaper),
    "boilerpy3": ("boilerpy3", boilerpy),
    "goose3": ("goose3", goose),
}
"""By name: the module whose absence means that it is not installed, and how it is asked."""


def installed() -> list[str]:
    """The peers that can be asked."""
    return [name for name, (module, _) in PEERS.items() if find_spec(module) is not None]


def ask(name: str, html: str) -> Answer:
    """What a peer answers for a page in its true encoding; nothing where it fails."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return PEERS[name][1](html)
    except Exception:  # noqa: BLE001 - whatever a peer raises, it found no article
        return Answer()


def peer_figures(
    samples: Sequence[Sample], where: str, ours: Mapping[str, float] | None = None
) -> Iterator[Figure]:
    """How the installed peers do on the same articles; with `ours` by layout, on how many they do better."""
    articles = [each for each in samples if each.kind == ARTICLE]
    names = installed() if articles else []
    if names:
        with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=_quiet) as pool:
            for name in names:
                marks = list(pool.map(partial(_mark, name), articles, chunksize=8))
                yield from _figures(name, marks, where)
                if ours:
                    theirs = _by_layout(marks)
                    better = sum(score > ours.get(layout, 0.0) for layout, score in theirs.items())
                    yield Figure(f"{name}: layouts on which it is better, {where}", better, "layouts")


def _quiet() -> None:
    logging.disable(logging.CRITICAL)


def _by_layout(marks: Iterable[Marks]) -> dict[str, float]:
    found = defaultdict(list)
    for each in marks:
        found[each.sample.layout].append(each.f1)
    return {layout: fmean(scores) for layout, scores in found.items()}


def _figures(name: str, marks: Sequence[Marks], where: str) -> Iterator[Figure]:
    yield Figure(f"{name}: F1, {where}", round(fmean(each.f1 for each in marks), 4), "share")
    yield Figure(f"{name}: F1, worst of {where}", round(min(_by_layout(marks).values()), 4), "share")
    for field in ("lead kept", "title", "day"):
        known = [each.rights[field] for each in marks if field in each.rights]
        if known:
            yield Figure(f"{name}: {field}, {where}", round(fmean(known), 4), "share")
    if any(each.sample.gold and each.sample.gold.never for each in marks):
        others = sum(not each.rights["never"] for each in marks)
        yield Figure(f"{name}: {where} with texts of others", others, "pages")


def _mark(name: str, sample: Sample) -> Marks:
    assert sample.gold is not None
    return marked(ask(name, declared(sample.html)), sample, sample.gold)


def declared(html: str) -> str:
    """A page in its true encoding that says so: what it declared is no longer true of a string."""
    return _CHARSET.sub(r"\1utf-8", html)


def marked(answer: Answer, sample: Sample, gold: Gold) -> Marks:
    """The answer of a peer by the rules for the cleaner; its text is one block, for its lines are its own."""
    found = own_part([answer.text], gold.text, gold.neutral)
    rights = {"never": not held(f"{found}\n{joined(answer.title or '')}", gold.whole, gold.never)}
    if gold.lead:
        rights["lead kept"] = kept(found, gold.lead) >= KEPT
    if gold.headed and answer.title is not None:
        rights["title"] = same(answer.title, gold.title, small=gold.small)
    if gold.headed and answer.day is not None:
        rights["day"] = answer.day == (gold.published.isoformat()[:10] if gold.published else "")
    return Marks(sample, f1(found, gold.text), rights)
