"""Results and documents as plain data, the same for the pages, the API and `tratin search --json`.

Pure functions. Text and `[start, length]` ranges in code points, never HTML.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from search import places
from search.model import MarkedText, Span
from search.query import render
from web.articles.copies import also_label, earliest
from web.query.dated import as_typed
from web.query.described import read_as
from web.query.explained import reason_json
from web.query.notes import note_json
from web.site import context
from web.texts.dates import published_label
from web.texts.labels import confidence_label, topic_label, value_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search.model import (
        Capture,
        Citation,
        Copies,
        Document,
        Evidence,
        Facet,
        Hit,
        Location,
        Map,
        Note,
        PlacePath,
        Published,
        Query,
        Result,
        Stats,
    )
    from web.pins import Pinned

Json = dict[str, Any]


class Meant(NamedTuple):
    """What may be meant by a query: its corrections, its readings, and when published, as plain data."""

    corrections: Sequence[Json] = ()
    readings: Sequence[Json] = ()
    published: Json | None = None


NOTHING_MEANT = Meant()

MAX_TITLE = 300
"""Characters of a title in lists and page titles; the article itself shows it whole."""

LONGEST_WORD = 40
"""A word that is longer may be cut apart."""


def search_json(
    result: Result,
    lang: str = "vi",
    groups: Mapping[str, Copies] | None = None,
    pinned: Pinned | None = None,
    meant: Meant = NOTHING_MEANT,
) -> Json:
    """The answer to a search; `/api/v1/search` and `tratin search --json` give exactly this.

    `groups` are those of hits that have copies, see `web.articles.copies`; what is `pinned`, see `web.pins`;
    what may be `meant`, see `web.query.meant` and `web.query.dated`.
    """
    query, groups = result.query, groups or {}
    ids = pinned.ids if pinned else ()
    text, syntax = read_as(query.text, lang, context())
    return {
        "query": query_json(query),
        "total": result.total,
        "groups": result.groups,
        "pages": page_count(result),
        "pinned": pinned_json(pinned, lang) if pinned else [],
        "hits": [{**hit_json(hit, lang, groups.get(hit.id)), "pinned": hit.id in ids} for hit in result.hits],
        "facets": [facet_json(facet, lang, query.map) for facet in result.facets],
        "read_as": {"text": text, "query": render(syntax)},
        "notes": [note_json(note, lang) for note in all_notes(result)],
        "did_you_mean": list(meant.corrections),
        "readings": list(meant.readings),
        "published_on": meant.published,
        "word_counts": [
            {"text": as_typed(word.text, result.query.notes), "count": word.count}
            for word in result.word_counts
        ],
        "took_ms": round(result.took_ms, 3),
        "generation": result.generation,
    }


def query_json(query: Query) -> Json:
    """What was asked, under the names of the address parameters."""
    return {
        "q": query.text,
        "filters": {chosen.facet: list(chosen.values) for chosen in query.filters},
        "from": query.since.isoformat() if query.since else None,
        "to": query.until.isoformat() if query.until else None,
        "map": query.map.value,
        "fold": query.fold,
        "accent": query.accents.value,
        "sort": query.sort.value,
        "page": query.page,
        "size": query.size,
        "explain": query.explain,
    }


def page_count(result: Result) -> int:
    """How many pages a result has, over groups where it is folded; 0 where nothing was found."""
    shown = result.groups if result.query.fold else result.total
    return -(-shown // max(1, result.query.size))


def all_notes(result: Result) -> tuple[Note, ...]:
    """How the query was read: the parser's notes and the engine's, each once.

    A reading of words without marks says more than that there are none.
    """
    found = dict.fromkeys((*result.query.notes, *result.notes))
    codes = {note.code for note in found}
    return tuple(note for note in found if note.code != "unaccented" or "restored" not in codes)


def hit_json(hit: Hit, lang: str, copies: Copies | None = None) -> Json:
    """One article of a result, with its group if it has copies."""
    return {
        "id": hit.id,
        "title": marked_json(shortened(hit.title)),
        "snippets": [marked_json(snippet) for snippet in hit.snippets],
        "matches": hit.matches,
        "source": hit.source,
        "url": safe_url(hit.url),
        "published": published_json(hit.published, lang),
        "location": location_json(hit.location, day_of(hit.published), lang),
        "topics": [{"id": topic, "label": topic_label(topic, lang)} for topic in hit.topics],
        "score": round(hit.score, 4),
        "reasons": [reason_json(reason, lang) for reason in hit.reasons],
        "copies": hit.copies,
        "group": group_json(copies, hit.id, hit.source, lang) if copies else None,
    }


def pinned_json(pinned: Pinned, lang: str) -> list[Json]:
    """The articles that stand above the results, as hits."""
    return [{**hit_json(hit, lang, pinned.groups.get(hit.id)), "pinned": True} for hit in pinned.hits]


def group_json(copies: Copies, own_id: str, own_source: str, lang: str) -> Json | None:
    """The near-duplicates of an article, itself among them; None where it has none.

    How many there are, which state the earliest date, where else it stands, and the first of them.
    """
    if copies.total < 2:
        return None
    return {
        "total": copies.total,
        "earliest": list(earliest(copies)),
        "label": also_label(copies, own_id, own_source, lang),
        "articles": [
            {
                "id": copy.id,
                "title": shortened(MarkedText(copy.title)).text,
                "source": copy.source,
                "url": safe_url(copy.url),
                "published": published_json(copy.published, lang),
            }
            for copy in copies.articles
        ],
    }


def facet_json(facet: Facet, lang: str, map_: Map) -> Json:
    """A facet with the names of its values."""
    return {
        "name": facet.name,
        "values": [
            {
                "value": value.value,
                "label": value_label(facet.name, value.value, lang, map_),
                "count": value.count,
                "selected": value.selected,
                "total": value.total,
            }
            for value in facet.values
        ],
    }


def marked_json(marked: MarkedText) -> Json:
    """A text and the stretches of it that matched."""
    return {"text": marked.text, "marks": [list(mark) for mark in marked.marks]}


def shortened(marked: MarkedText, most: int = MAX_TITLE) -> MarkedText:
    """At most so many characters of a text, cut between words if it can be; marks are cut with it."""
    if len(marked.text) <= most:
        return marked
    blank = marked.text.rfind(" ", most - LONGEST_WORD, most)
    end = blank if blank > 0 else most - 1
    marks = (Span(mark.start, min(mark.end, end) - mark.start) for mark in marked.marks if mark.start < end)
    return MarkedText(marked.text[:end] + "…", tuple(marks))


def pieces(text: str, marks: Iterable[Sequence[int]]) -> list[tuple[str, bool]]:
    """A text cut at its marks: `(stretch, matched?)` in order, joined they are the text again."""
    cut: list[tuple[str, bool]] = []
    done = 0
    for start, length in sorted((mark[0], mark[1]) for mark in marks):
        begin, end = max(start, done), min(start + length, len(text))
        if end <= begin:
            continue
        if begin > done:
            cut.append((text[done:begin], False))
        cut.append((text[begin:end], True))
        done = end
    if done < len(text):
        cut.append((text[done:], False))
    return cut


def published_json(published: Published, lang: str) -> Json:
    """When an article was published and how that is known."""
    return {
        "trust": published.trust.value,
        "date": published.iso,
        "year": published.year,
        "first_year": published.first_year,
        "last_year": published.last_year,
        "month": published.month,
        "confidence": round(published.confidence, 3),
        "label": published_label(published, lang),
    }


def day_of(published: Published) -> str:
    """The day whose names an article uses, as ISO day: its own, or the middle of its month or year."""
    days = published.days
    return (days[0] + (days[1] - days[0]) / 2).isoformat() if days else ""


def path_json(path: PlacePath, day: str = "") -> Json:
    """A place as its units from the province down, and in words, by the names of a day or the last ones."""
    units, label = _named(path, places.era(path, day))
    return {"units": [{"id": unit, "label": name} for unit, name in units], "label": label}


@lru_cache(1 << 14)  # the same places stand beside many articles
def _named(path: PlacePath, day: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The units of a place with their names, and the place in words."""
    units = tuple((unit, places.short_label(unit, day=day)) for unit in path)
    return units, places.path_label(path, day)


def location_json(location: Location | None, day: str, lang: str) -> Json | None:
    """Where an article of a day happened, then and now; None where that is unknown."""
    if location is None:
        return None
    return {
        "then": path_json(location.then, day),
        "now": [path_json(path) for path in location.now],
        "now_label": now_label(location, day),
        "partial": location.partial,
        "confidence": round(location.confidence, 3),
        "confidence_label": confidence_label(location.confidence, lang),
    }


def now_label(location: Location, day: str = "") -> str | None:
    """Where the place of a day lies today if that differs in name: `tỉnh Lâm Đồng`; else None.

    An old district is left out: it no longer exists, only what lies above it can have changed. Of a place
    that was divided all parts are told, the one that kept the name too.
    """
    return today_label(location.then, location.now, day)


def today_label(then: PlacePath, now: Sequence[PlacePath], day: str) -> str | None:
    """The same of the paths of a location."""
    return _today_label(then, tuple(now), places.era(then, day))


@lru_cache(1 << 14)
def _today_label(then: PlacePath, now: tuple[PlacePath, ...], day: str) -> str | None:
    today = [tuple(unit for unit in path if places.regime(unit) is places.Regime.NEW) for path in now]
    named = {places.short_label(unit, day=day) for unit in then}
    paths = [path for path in today if path]
    if all(places.short_label(unit) in named for path in paths for unit in path):
        return None
    return "; ".join(dict.fromkeys(map(places.path_label, paths)))


def evidence_json(evidence: Iterable[Evidence]) -> list[Json]:
    """The words that facts were read from; `span` is null where they stand outside the text."""
    return [
        {"quote": item.quote, "why": item.why, "span": list(item.span) if item.span else None}
        for item in evidence
    ]


def article_json(
    document: Document, lang: str, marked: Sequence[MarkedText] = (), copies: Copies | None = None
) -> Json:
    """An article with what was found out about it; `marks` are what a query matched, if one was given."""
    article, location = document.article, document.location
    day = day_of(document.published)
    return {
        "id": document.id,
        "version": document.version,
        "title": article.title,
        "source": article.source,
        "url": safe_url(article.url),
        "added": document.added.isoformat(),
        "published": {
            **published_json(document.published, lang),
            "evidence": evidence_json(document.published.evidence),
        },
        "about_years": list(document.about_years),
        "location": None
        if location is None
        else {
            **(location_json(location, day, lang) or {}),
            "mentioned": [path_json(path, day) for path in location.mentioned],
            "evidence": evidence_json(location.evidence),
        },
        "topics": [
            {
                "id": topic.id,
                "label": topic_label(topic.id, lang),
                "score": round(topic.score, 3),
                "evidence": evidence_json(topic.evidence),
            }
            for topic in document.topics
        ],
        "citations": [citation_json(citation, day) for citation in document.citations],
        "statements": [
            {
                "speaker": one.speaker,
                "office": one.office,
                "said": [list(span) for span in one.said],
                "evidence": evidence_json((one.evidence,)),
            }
            for one in document.statements
        ],
        "group": group_json(copies, document.id, article.source, lang) if copies else None,
        "text": article.text,
        "blocks": [
            {"kind": block.kind.value, "span": [block.start, block.end - block.start]}
            for block in article.blocks
        ],
        "marks": _text_marks(document, marked),
        "reasons": dict(article.reasons),
    }


def passages_json(document: Document, marked: Sequence[MarkedText], found: Sequence[MarkedText]) -> Json:
    """All passages of an article that a query matches, and how many places do; `marked` are its blocks."""
    titles = (
        text for block, text in zip(document.article.blocks, marked, strict=True) if block.kind == "title"
    )
    title = next(titles, MarkedText(document.article.title))
    return {
        "id": document.id,
        "title": marked_json(title),
        "matches": len(title.marks) + sum(len(passage.marks) for passage in found),
        "passages": [marked_json(passage) for passage in found],
    }


def _text_marks(document: Document, marked: Sequence[MarkedText]) -> list[list[int]]:
    """Marks of blocks as ranges of the whole text."""
    return [
        [block.start + start, length]
        for block, found in zip(document.article.blocks, marked, strict=False)
        for start, length in found.marks
    ]


def citation_json(citation: Citation, day: str) -> Json:
    """An official document that an article of a day cites."""
    issued = citation.issued.isoformat() if citation.issued else None
    return {
        "number": citation.number,
        "key": citation.key,
        "kind": citation.kind,
        "issued": issued,
        "term": citation.term or None,
        "place": path_json(citation.place, issued or day) if citation.place else None,
        "evidence": evidence_json(citation.evidence),
    }


def capture_json(capture: Capture) -> Json:
    """One stored version of a page."""
    return {
        "version": capture.version,
        "name": capture.name,
        "media_type": capture.media_type,
        "size": capture.size,
        "sha256": capture.sha256,
        "added": capture.added.isoformat(),
        "fetched": capture.fetched.isoformat() if capture.fetched else None,
        "url": safe_url(capture.url),
        "warc": capture.warc or None,
    }


def stats_json(stats: Stats) -> Json:
    """What the index holds."""
    return {
        "articles": stats.articles,
        "first_year": stats.first_year,
        "last_year": stats.last_year,
        "generation": stats.generation,
        "built": stats.built.isoformat(),
    }


def safe_url(url: str | None) -> str | None:
    """An address that a page may link to: http or https with a host, else None."""
    if not url or " " in url or not url.isprintable():  # no other blank is printable
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None
