"""Passages worded like a text as plain data: for `/doan-giong` and the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import structs

from search.model import Similar, Span
from web.articles.stretches import PLACE
from web.passages.spans import NAME, written
from web.query.notes import note_json
from web.site import article_link, site
from web.texts.labels import ref_label, value_label
from web.view import day_of, location_json, published_json, safe_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.model import Note, Passage, Query
    from web.addresses.params import Params
    from web.alike.asked import Pasted

Json = dict[str, Any]


def alike_json(pasted: Pasted, query: Query, params: Params, notes: Sequence[Note]) -> Json:
    """The passages, at most as many as a page has results; without a text there are none."""
    nothing = Similar(pasted.text, Span(0, 0))
    found = (
        site().reader.precedents().similar(pasted.text, query, params.size, oldest=pasted.oldest)
        if pasted.text
        else nothing
    )
    return {
        "text": found.text,
        "read": list(found.read),
        "cut": pasted.is_cut or found.read.length < len(found.text.strip()),
        "first": "oldest" if pasted.oldest else "likest",
        "notes": [note_json(note, params.lang) for note in dict.fromkeys((*notes, *found.notes))],
        "passages": [_passage_json(one, params) for one in found.passages],
        "took_ms": round(found.took_ms, 3),
    }


def _passage_json(passage: Passage, params: Params) -> Json:
    """A passage; marks of both sides are `[start, length]` of what was pasted and of its own text."""
    lang = params.lang
    page = article_link("pages.article", passage.article)
    mark = "&" if "?" in page else "?"
    return {
        "article": passage.article,
        "title": passage.title,
        "source": passage.source,
        "url": safe_url(passage.url),
        "published": published_json(passage.published, lang),
        "trust_label": value_label("trust", passage.published.trust, lang),
        "location": location_json(passage.location, day_of(passage.published), lang),
        "text": passage.text,
        "span": list(passage.span),
        "share": passage.share,
        "runs": [{"pasted": list(run.pasted), "found": list(run.found)} for run in passage.runs],
        "quotes": passage.quotes or None,
        "quotes_label": ref_label(passage.quotes, lang) if passage.quotes else None,
        "copies": passage.copies,
        "href": f"{page}{mark}{NAME}={written(passage.span)}#{PLACE}" if passage.text else page,
    }


def filters_only(params: Params) -> Params:
    """A search as it narrows where passages are looked for: its query says nothing."""
    return structs.replace(params, q="", page=1)
