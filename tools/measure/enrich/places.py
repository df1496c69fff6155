"""Places against labels: right, coarser (a unit above the right one), unknown, or wrong.

Labels are paths in words (`xã Hà Châu, huyện Phú Bình, tỉnh Thái Nguyên`), `national` or `unknown`; `also`
are other answers that a careful reader accepts. A unit below the labelled one, or any unit for a text that
happened nowhere in particular, is wrong.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from index.enrich.enriching import enrich
from index.enrich.gazetteer import name_key
from search import places
from search.errors import DataError
from search.model import Article, Block, BlockKind, Witness
from search.text import canonical, folded
from tools.measure.enrich.labels import half_of
from tools.measure.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from search.model import Document
    from search.places import Unit

CASES = Path(__file__).parents[3] / "tests" / "cases" / "enrich"
SEEN = datetime(2026, 10, 1, tzinfo=UTC)
"""When the texts came in, for all: no text is newer."""

SHORT = ("dev", "test")
"""Halves of the short texts: by two authors, the second one's kept apart while the code was written."""

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

    Without a day, or where none was called so then, one that ever was, an old one if there is one; labels
    spell some names of communes otherwise than the table, so accents give way last.

    Raises:
        DataError: no unit of any time is called so.
    """
    names = [_split(part) for part in label.split(", ")]
    found = _bearers(names, day)
    on_day = [unit for unit in found if day and any(form.valid(day, day) for form in unit.forms)]
    for some in (on_day, found):
        ranked = sorted((_rank(unit, names, day), unit.id) for unit in some)
        if ranked:
            return ranked[0][1]
    raise DataError(f"the label {label!r} of {day or 'no day'} names no unit")


def _rank(unit: Unit, names: list[tuple[str, str]], day: str) -> tuple[bool, bool, bool, str]:
    """Exact spelling and kind first, then units of the old map, then those that lived longest."""
    kind, name = names[0]
    forms = [unit.on(day)] if day else unit.forms
    spelt = any(name_key(form.name) == name for form in forms)
    return not spelt, all(form.kind != kind for form in forms), unit.id[0].isupper(), _reversed(unit.valid_to)


def _reversed(day: str) -> str:
    """Sorts later days first."""
    return "".join(str(9 - int(digit)) for digit in day if digit.isdigit())


def _bearers(names: list[tuple[str, str]], day: str) -> list[Unit]:
    """Units, of the map of a day if it can be, that ever had the first name and lay in the others."""
    new = day >= "2025-07-01"
    for plain, of_day in ((False, True), (True, True), (False, False)):
        some = _called(names[0][1], plain=plain)
        if day and of_day:
            some = [unit for unit in some if unit.id[0].isupper() == new]
        if found := [unit for unit in some if _lies(unit.id, names, plain=plain)]:
            return found
    return []


def _lies(unit_id: str, names: list[tuple[str, str]], *, plain: bool) -> bool:
    """Whether a unit that had the first name lies in the others, and in no more than these."""
    if len(places.path(unit_id)) != len(names):
        return False
    above = places.above(unit_id)
    return all(any(_ever_called(one, name, plain=plain) for one in above) for _, name in names[1:])


def _called(name: str, *, plain: bool) -> Sequence[Unit]:
    """All units that ever had a name."""
    return _bearers_by_name(plain=plain).get(folded(name) if plain else name, ())


@cache
def _bearers_by_name(*, plain: bool) -> Mapping[str, Sequence[Unit]]:
    """All units by every name that they ever had: the table is gone through once, not for each label."""
    found = defaultdict(list)
    for unit in places.units():
        for name in _names(unit.id, plain=plain):
            found[name].append(unit)
    return found


def _ever_called(unit_id: str, name: str, *, plain: bool) -> bool:
    return (folded(name) if plain else name) in _names(unit_id, plain=plain)


@cache
def _names(unit_id: str, *, plain: bool) -> frozenset[str]:
    """Every name that a unit ever had, without its accents if that is asked for."""
    unit = places.unit(unit_id)
    assert unit is not None
    known = {name_key(each) for each in (*(form.name for form in unit.forms), *unit.aliases)}
    return frozenset(map(folded, known) if plain else known)


def _split(part: str) -> tuple[str, str]:
    for kind in ("thành phố", "thị xã", "thị trấn", "đặc khu", "phường", "huyện", "quận", "tỉnh", "xã"):
        if part.lower().startswith(f"{kind} "):
            return kind, name_key(part[len(kind) + 1 :])
    raise DataError(f"the label {part!r} begins with no kind")


def real_articles(private: Path, half: str) -> Iterator[tuple[Mapping[str, Any], Article]]:
    """The labelled real articles of one half, whose texts are private."""
    for each in half_of(private, half):
        yield {"id": each.id, "half": half, "place": each.place, "also": each.also}, each.article


def places_figures(half: str, private: Path | None) -> list[Figure]:
    """Short texts of our own, and real articles where they are: right, coarser, unknown, wrong."""
    figures: list[Figure] = []
    if half in SHORT:
        figures += shares(judge(short_texts(f"short-{half}")), f"places, short texts, {half}")
    if private is not None:
        judged = judge(real_articles(private, half))
        local = [each for each in judged if not each.nowhere]
        figures += shares(local, f"places, articles, {half}")
        figures += shares([each for each in local if each.dated], f"places, dated articles, {half}")
        figures += shares([each for each in local if not each.dated], f"places, undated articles, {half}")
        nowhere = [each for each in judged if each.nowhere]
        false = sum(each.outcome == "wrong" for each in nowhere) / max(1, len(nowhere))
        figures.append(Figure(f"places, articles of nowhere, {half}: a false place", false, "share"))
    return figures


def shares(judged: list[Judged], name: str) -> list[Figure]:
    """How many texts, and the share of each outcome."""
    counts = Counter(each.outcome for each in judged)
    return [
        Figure(f"{name}", len(judged), "texts"),
        *(Figure(f"{name}: {what}", counts[what] / max(1, len(judged)), "share") for what in OUTCOMES),
    ]
