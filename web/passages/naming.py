"""Passages as people name them: by code, or by the address of an article with a range in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from web.passages.codes import Clip, clip_in, clip_of
from web.passages.spans import NAME, span_in, within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.engine import Reader

MOST_CLIPS = 100
"""Passages of a notebook: as many as fit into an address."""

LONGEST = 2000
"""Characters of a name that are read."""

_ADDRESS = re.compile(rf"([0-9a-f]{{16}})\b.*\b{NAME}=([0-9,.]+)", re.DOTALL | re.ASCII)


def clips_in(names: Iterable[str], reader: Reader) -> tuple[list[Clip], list[str]]:
    """The passages of some names, each once, and the names that are none."""
    clips, unknown = dict[tuple[str, int, int], Clip](), list[str]()
    for name in names:
        clip = clip_named(name.strip()[:LONGEST], reader)
        if clip is not None:
            clips.setdefault((clip.article, *clip.span), clip)
        elif name.strip():
            unknown.append(name.strip()[:60])
    return list(clips.values())[:MOST_CLIPS], unknown


def clip_named(name: str, reader: Reader) -> Clip | None:
    """The passage of a code, or of an address such as `…/bai/ID?passage=120,45`, with its words of now."""
    found = _ADDRESS.search(unquote(name))
    if found is None:
        return clip_in(name)
    span, document = span_in(found[2]), reader.get(found[1])
    inside = within(document.article, span) if document is not None and span is not None else None
    if document is None or inside is None:
        return None
    return clip_of(document.id, inside, document.article.text[inside.start : inside.end])
