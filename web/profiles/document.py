"""What the archive says of one official document: who cites it, since when, where, and in which sentences.

All of it comes from the engine, in a fixed number of questions: the articles that cite the document, the
first and last of them that are dated, and the articles of one page of sentences with some of the newest ones.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from search.docnames import resolutions
from search.docnumbers import as_key
from search.model import NAMED, Canonical, Filter, MarkedText, Query, Sort, Span
from search.terms import TermKind
from search.text import canonical
from web.profiles.signs import issuer_of, type_of
from web.profiles.tallies import SHOWN, dated, largest
from web.texts.labels import ref_label
from web.view import facet_json, hit_json, marked_json, path_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from search.engine import Reader
    from search.model import Citation, Document, Hit
    from web.addresses.params import Params

Json = dict[str, Any]

COUNTED = ("year", "place", "topic")
SAMPLE = 40
"""Newest citing articles that are read for dates of issue and for documents cited beside it."""
SENTENCES = 3
"""Sentences shown of one article."""
AROUND = 240
"""Code points of a sentence on either side of a mention; what is longer is cut."""

_END = re.compile(r"(?<!\bTP)(?<!\bTX)(?<!\bT)[.!?…;](?=[\s”\"])|\n")


class _Found(NamedTuple):
    """A citing article: how it is drawn, and its citations of the document."""

    hit: Hit
    document: Document
    citations: tuple[Citation, ...]


def about_document(reader: Reader, key: str, params: Params) -> Json | None:
    """The page of a document, as plain data; None where no article cites it. `key` as people write it."""
    key = as_key(canonical(key))
    cited = Query(filters=(Filter("ref", (key,)),), map=params.map, sort=_sort(params), size=params.size)
    result = reader.search(replace(cited, page=params.page, facets=COUNTED))
    if not result.total:
        return None
    newest = reader.search(replace(cited, sort=Sort.NEWEST, size=SAMPLE))
    read = {hit.id: document for hit in (*result.hits, *newest.hits) if (document := reader.get(hit.id))}
    sample = [_found(hit, read[hit.id], key) for hit in newest.hits if hit.id in read]
    shown = [_found(hit, read[hit.id], key) for hit in result.hits if hit.id in read]
    facets = {facet.name: facet_json(largest(facet), params.lang, params.map) for facet in result.facets}
    return {
        **_identity(key, sample or shown, params.lang),
        "total": result.total,
        "pages": -(-result.total // params.size),
        "page": params.page,
        "sort": cited.sort.value,
        "first": dated(reader, cited, Sort.OLDEST, params.lang),
        "last": dated(reader, cited, Sort.NEWEST, params.lang),
        **{f"{name}s": facets[name]["values"] if name in facets else [] for name in COUNTED},
        **_same_number(reader, key, params.lang),
        "beside": _beside(key, sample, params.lang),
        "beside_of": len(sample),
        "citing": [_citing_json(one, params.lang) for one in shown],
        "generation": result.generation,
    }


def _sort(params: Params) -> Sort:
    return Sort.OLDEST if params.sort is Sort.OLDEST else Sort.NEWEST


def _found(hit: Hit, document: Document, key: str) -> _Found:
    return _Found(hit, document, tuple(one for one in document.citations if key in one.keys))


def _identity(key: str, found: Sequence[_Found], lang: str) -> Json:
    """What the document is, by its key and by what the articles that were read say of it."""
    number, *_ = key.split(".")
    citations = [citation for one in found for citation in one.citations]
    issued = Counter(citation.issued for citation in citations if citation.issued)
    known = {keys for citation in citations for keys in citation.keys if keys != number}
    place = next((c.place for c in citations if c.place and c.place[-1] in key.split(".")), ())
    term = next((c.term for c in citations if c.term and c.term in key.split(".")), "")
    is_one = key != number or len(known) < 2 or number.startswith(NAMED)
    return {
        "key": key,
        "number": number,
        "label": ref_label(key, lang),
        "type": type_of(number, lang),
        "issuer": issuer_of(number, place, lang),
        "issued": _most(issued) if is_one else None,
        "term": term or None,
        "place": path_json(place) if place else None,
        "names": _names(number, key, term, _most(issued)),
        "is_one": is_one,
    }


def _most(issued: Counter[date]) -> str | None:
    """The date that most articles give."""
    return min(issued, key=lambda day: (-issued[day], day)).isoformat() if issued else None


def _names(number: str, key: str, term: str, issued: str | None) -> list[Json]:
    """Other names of the document: the plenum that issued it, or what the plenum's name stands for."""
    if number.startswith(NAMED):
        return [
            {
                "key": f"{one.number}.{one.term}",
                "number": one.number,
                "issued": one.issued.isoformat(),
                "about": one.about,
            }
            for one in resolutions().get(number, ())
        ]
    return [
        {"key": one.name, "number": one.name, "issued": one.issued.isoformat(), "about": one.about}
        for some in resolutions().values()
        for one in some
        if one.number == number and (one.term == term or (key == number and one.issued.isoformat() == issued))
    ]


def _same_number(reader: Reader, key: str, lang: str) -> Json:
    """Documents of the same number, among the articles in whose text the number stands.

    Those that the key holds are no others: of a number alone, each of the terms.
    """
    number, *_ = key.split(".")
    if number.startswith(NAMED):
        return {"same_number": [], "within": []}
    found = reader.search(
        Query(match=Canonical(TermKind.DOCUMENT.value, number), facets=("ref",), opened=_opened(key), size=1)
    )
    same = [one for facet in found.facets for one in facet.values if one.value.startswith(f"{number}.")]
    others = [one.value for one in same if one.value != key and not key.startswith(f"{one.value}.")]
    inside = [one for one in others if one.startswith(f"{key}.")]
    told = [
        {"key": one, "label": ref_label(one, lang), "count": _total(reader, one)} for one in others[:SHOWN]
    ]
    return {
        "same_number": [one for one in told if one["key"] not in inside],
        "within": [one for one in told if one["key"] in inside],
    }


def _total(reader: Reader, key: str) -> int:
    """How many articles cite a document; more than those that hold its number may."""
    return reader.search(Query(filters=(Filter("ref", (key,)),), size=1)).total


def _opened(key: str) -> tuple[str, ...]:
    """A key and all above it in the tree of documents."""
    parts = key.split(".")
    return tuple(".".join(parts[: at + 1]) for at in range(len(parts)))


def _beside(key: str, sample: Sequence[_Found], lang: str) -> list[Json]:
    """The documents that the newest of these articles cite as well, the most frequent first."""
    number, *_ = key.split(".")
    counts = Counter(
        other
        for one in sample
        for other in {citation.key for citation in one.document.citations if citation.number != number}
    )
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [
        {"key": other, "label": ref_label(other, lang), "count": count} for other, count in ranked[:SHOWN]
    ]


def _citing_json(found: _Found, lang: str) -> Json:
    """A citing article with the sentences that cite the document."""
    sentences = list(_sentences(found))
    return {
        **hit_json(found.hit, lang),
        "sentences": [marked_json(one) for one in sentences[:SENTENCES]],
        "more": max(0, len(sentences) - SENTENCES),
    }


def _sentences(found: _Found) -> Iterator[MarkedText]:
    """The sentences in which an article cites the document, in order, each once with its mentions marked."""
    spans = sorted(
        evidence.span for citation in found.citations for evidence in citation.evidence if evidence.span
    )
    text = found.document.article.text
    cut: dict[tuple[int, int], list[Span]] = {}
    for span in spans:
        cut.setdefault(_sentence(found.document, span), []).append(span)
    for (start, end), inside in cut.items():
        before = "… " if start and text[start - 1] == " " and text[start - 2] not in ".!?…;:" else ""
        after = " …" if text[end : end + 1] == " " and text[end - 1] not in ".!?…;:" else ""
        marks = (Span(one.start - start + len(before), min(one.end, end) - one.start) for one in inside)
        yield MarkedText(f"{before}{text[start:end]}{after}", tuple(marks))


def _sentence(document: Document, span: Span) -> tuple[int, int]:
    """Where the sentence round a mention begins and ends in its block; a long one is cut between words."""
    text = document.article.text
    block = next((b for b in document.article.blocks if b.start <= span.start < b.end), None)
    begin, end = (block.start, block.end) if block else span
    for stop in _END.finditer(text, begin, span.start):
        begin = stop.end()
    stopped = _END.search(text, span.end, end)
    end = stopped.end() if stopped else end
    if span.start - begin > AROUND:
        begin = text.find(" ", span.start - AROUND, span.start) + 1 or span.start
    if end - span.end > AROUND:
        cut = text.rfind(" ", span.end, span.end + AROUND)
        end = cut if cut > 0 else span.end
    while begin < span.start and text[begin].isspace():
        begin += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return begin, end
