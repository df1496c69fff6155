"""Makes documents for tests from a few words each."""

from __future__ import annotations

from datetime import date, datetime, time

from search.model import (
    VIETNAM,
    Article,
    Block,
    BlockKind,
    Citation,
    Document,
    Location,
    Published,
    TopicFinding,
    Trust,
)
from search.text import canonical


def article(source="mau", url=None, **parts):
    """An article whose blocks are given by kind, in order: `article(title="…", body=["…", "…"])`."""
    text, blocks = "", []
    for kind, value in parts.items():
        for part in [value] if isinstance(value, str) else value:
            part = canonical(part)
            blocks.append(Block(BlockKind(kind), len(text), len(text) + len(part)))
            text += part + "\n\n"
    return Article(text, tuple(blocks), source, url)


def published(when="", year=None, month=None):
    """A stated date `2021-11-09 11:11` or `2021-11-09`, a likely year or month, or nothing known."""
    if when:
        day, _, clock = when.partition(" ")
        found = date.fromisoformat(day)
        at = time.fromisoformat(clock) if clock else None
        return Published(Trust.STATED, found, at, found.year, found.year, found.year, 1.0)
    if year:
        return Published(Trust.INFERRED, None, None, year, year, year, 0.8, month=month)
    return Published()


def _citation(ref):
    """A citation of `28-CT/TW`, of `28-CT/TW.XII` with its term, `07-CT/TU.p:19` or `07-CT/TU.p:19.2021`.

    A part with a colon is the place of the body that issued it, a third part the year (the first of July).
    """
    number, _, rest = ref.partition(".")
    of, _, year = rest.partition(".")
    return Citation(
        number,
        "party",
        issued=date(int(year), 7, 1) if year else None,
        term="" if ":" in of else of,
        place=(of,) if ":" in of else (),
    )


def document(
    id, when="", year=None, month=None, place=None, now=None, topics=(), refs=(), group="", about=(), **parts
):
    """A document; `place` is a path of unit ids, `now` a list of paths (default: the same path)."""
    location = Location(tuple(place), tuple(map(tuple, now or [place])), 0.9) if place else None
    return Document(
        id=id,
        version=1,
        article=article(**parts),
        added=datetime(2024, 1, 1, tzinfo=VIETNAM),
        published=published(when, year, month),
        about_years=tuple(about),
        location=location,
        topics=tuple(TopicFinding(topic, 1.0) for topic in topics),
        citations=tuple(_citation(ref) for ref in refs),
        group=group,
    )
