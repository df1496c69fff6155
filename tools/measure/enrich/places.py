"""Places against labels: right, coarser (a unit above the right one), unknown, or wrong.

Labels are paths in words (`xã Hà Châu, huyện Phú Bình, tỉnh Thái Nguyên`), `national` or `unknown`; `also`
are other answers that a careful reader accepts. A unit below the labelled one, or any unit for a text that
happened nowhere in particular, is wrong.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from index.enrich import enrich
from index.enrich.gazetteer import name_key
from search import places
from search.errors import DataError
from search.model import Article, Block, BlockKind, Witness
from search.text import canonical
from tools.measure.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from search.model import Document

CASES = Path(__file__).parents[3] / "tests" / "cases" / "enrich"
SEEN = datetime(2026, 10, 1, tzinfo=UTC)
"""When the texts came in, for all: no text is newer."""

NOWHERE = frozenset({"national", "unknown"})
OUTCOMES = ("right", "coarser", "unknown", "wrong")


class Judged(NamedTuple):
    """A text with its labels and what became of it."""

    id: str
    half: str
    dated: bool
    nowhere: bool
    outcome: str
    wanted: str
    found: str


def short_texts(name: str) -> Iterator[tuple[Mapping[str, Any], Article]]:
    """Our own short texts with their labels: `short-dev` or `short-test`."""
    for line in (CASES / f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row, made_article([(BlockKind.TITLE, row["title"]), (BlockKind.BODY, row["text"])], row["date"])


def made_article(parts: Iterable[tuple[BlockKind, str]], day: str | None, source: str = "x") -> Article:
    """An article of these blocks; its day, if it has one, comes from metadata."""
    text, blocks = "", []
    for kind, raw in parts:
        if written := canonical(raw):
            blocks.append(Block(kind, len(text), len(text) + len(written)))
            text += written + "\n"
    witnesses = (Witness("published", day, "article:published_time"),) if day else ()
    return Article(text, tuple(blocks), source, witnesses=witnesses)


def judge(rows: Iterable[tuple[Mapping[str, Any], Article]]) -> list[Judged]:
    """Each text with its outcome."""
    return [
        _judged(row, enrich(article, article_id="0" * 16, version=1, added=SEEN)) for row, article in rows
    ]


def _judged(row: Mapping[str, Any], document: Document) -> Judged:
    day = str(document.published.day or "")
    labels = [row["place"], *row.get("also", ())]
    wanted = {None if label in NOWHERE else unit_of(label, day) for label in labels}
    found = document.location.then if document.location else ()
    nowhere = row["place"] in NOWHERE
    return Judged(
        row["id"],
        row.get("half", ""),
        bool(document.published.day),
        nowhere,
        _outcome(found, wanted),
        row["place"],
        places.path_label(found, day) if found else "",
    )


def _outcome(found: tuple[str, ...], wanted: set[str | None]) -> str:
    if (found[-1] if found else None) in wanted:
        return "right"
    if not found:
        return "unknown"
    above = {unit for each in wanted if each for unit in (*places.above(each), each)}
    return "coarser" if found[-1] in above else "wrong"


@cache
def unit_of(label: str, day: str) -> str:
    """The id of a unit named by its path in words, as the map was on a day.

    Without a day, or where none was called so then, the last one of any time, an old one if there is one.

    Raises:
        DataError: no unit of any time is called so.
    """
    names = [tuple(_split(part)) for part in reversed(label.split(", "))]
    new = day >= "2025-07-01"
    for when, kinds in ((day, True), ("", True), ("", False)):
        found = sorted(
            (unit.id[0].islower(), unit.valid_to, unit.id)
            for unit in places.units()
            if (not day or unit.id[0].isupper() == new) and _fits(unit.id, names, when, kinds=kinds)
        )
        if len(found) == 1 or (found and not when):
            return found[-1][-1]
    raise DataError(f"the label {label!r} of {day or 'no day'} names no unit")


def _split(part: str) -> tuple[str, str]:
    for kind in ("thành phố", "thị xã", "thị trấn", "đặc khu", "phường", "huyện", "quận", "tỉnh", "xã"):
        if part.lower().startswith(f"{kind} "):
            return kind, name_key(part[len(kind) + 1 :])
    raise DataError(f"the label {part!r} begins with no kind")


def _fits(unit_id: str, names: list[tuple[str, ...]], day: str, *, kinds: bool) -> bool:
    path = places.path(unit_id, day)
    return len(path) == len(names) and all(
        _called(each, kind if kinds else "", name, day)
        for each, (kind, name) in zip(path, names, strict=True)
    )


def _called(unit_id: str, kind: str, name: str, day: str) -> bool:
    unit = places.unit(unit_id)
    assert unit is not None
    aliases = {name_key(alias) for alias in unit.aliases}
    forms = [unit.on(day)] if day else unit.forms
    return any(
        kind in ("", form.kind) and (name_key(form.name) == name or name in aliases)
        for form in forms
        if not day or form.valid(day, day)
    )


def shares(judged: list[Judged], name: str) -> list[Figure]:
    """The share of each outcome."""
    counts = Counter(each.outcome for each in judged)
    return [Figure(f"{name}: {what}", counts[what] / max(1, len(judged)), "share") for what in OUTCOMES]
