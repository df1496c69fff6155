"""Finds administrative units by a typed name, old or new.

    phu binh, Phú Bình          accents may be left out; one that is typed must be right
    huyen phu binh, tp thu duc  with the kind, in full or shortened: q2, p. 5, tx, tt
    binh thu                    the last word may be cut short
    Tân Phú, Đồng Nai           with units above it, of any time
    Bình Thuận (cũ)             only units of the map before July 2025

Known are all names that a unit ever had (`Unit.forms`) and its further spellings. Whole names come before
begun ones, then provinces, districts, communes, then units that exist before those that are gone, then by
name; the order never varies.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from search import places
from search.keys import fold_of, key_of
from search.places import Level, Regime
from search.text import TONES, canonical, folded, has_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.model import PlacePath
    from search.places import Form, Unit

MAX_TYPED = 200
"""Characters of a name that are read."""

MAX_ABOVE = 3
"""Units above a name that are read."""

_KINDS = {
    "tỉnh": (),
    "thành phố": ("tp",),
    "huyện": ("h",),
    "quận": ("q",),
    "thị xã": ("tx",),
    "thị trấn": ("tt",),
    "phường": ("p", "f"),
    "xã": ("x",),
    "đặc khu": ("đk", "dk"),
}
"""Kinds of units, and what people shorten them to."""

_APOSTROPHES = re.compile("['`´\u2018\u2019\u02bc]")
_WORDS = re.compile(r"[^\W_]+")
_GLUED = re.compile(r"(tp|tx|[qpf])(?:\d+|[^\W\daeiouy_]{2,})")
"""A shortened kind run together with a number or with initials: `q2`, `tphcm`."""
_BRACKETS = re.compile(r"\(([^()]*)\)?")
_LEVELS = tuple(Level)
_LAST_KEY = "\U0010ffff"


class _Word(NamedTuple):
    """A word of a name or of what was typed; `key` and `fold` as in `search.keys`."""

    key: str
    fold: str
    plain: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A unit, the form of it that has the name typed, and the spelling of that name.

    `whole` where all of the name was typed.
    """

    unit: Unit
    form: Form
    spelling: str
    whole: bool

    @property
    def exists(self) -> bool:
        """Whether the unit is there today, under whatever name."""
        return not self.unit.valid_to

    @property
    def label(self) -> str:
        """The form with its parents at its end: `phường Bình Ngọc, Móng Cái, Quảng Ninh`."""
        return form_label(self.unit, self.form)

    @property
    def today(self) -> tuple[tuple[PlacePath, ...], bool]:
        """Where it lies today, and whether it was divided; of an old district only the province is told."""
        paths, partial = places.now(self.unit.id)
        known = (tuple(one for one in path if places.regime(one) is Regime.NEW) for path in paths)
        return tuple(dict.fromkeys(path for path in known if path)), partial


def form_label(unit: Unit, form: Form) -> str:
    """A form of a unit, with its parents as they were when it ended."""
    return places.label(unit.id, _last_day(form))


def form_years(form: Form) -> tuple[int | None, int | None]:
    """The first and the last year of a form; None where it is unknown or has not come yet."""
    last = _last_day(form)
    return int(form.since[:4]) if form.since else None, int(last[:4]) if last else None


def _last_day(form: Form) -> str:
    return (date.fromisoformat(form.until) - timedelta(days=1)).isoformat() if form.until else ""


def find(typed: str, most: int = 20) -> tuple[Found, ...]:
    """The units of a typed name, each once, the best first; none for what holds no word."""
    name, *above = _asked(typed)[: 1 + MAX_ABOVE]
    if name is None:
        return ()
    uppers = [_ids_of(part) for part in above if part is not None]
    found: dict[str, Found] = {}
    for one in _matching(name):
        if one.unit.id not in found and _lies_in(one.unit.id, uppers):
            found[one.unit.id] = one
            if len(found) >= most:
                break
    return tuple(found.values())


def prepare() -> None:
    """Make the table of all names now, so that the first question need not wait a quarter of a second."""
    _table()


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read what was typed: a kind, or none, and the words of a name."""

    kind: str
    words: tuple[_Word, ...]

    @property
    def begun(self) -> tuple[str, ...]:
        """How the folds of names start that may begin so."""
        *first, last = self.words
        head = "".join(f"{word.fold} " for word in first)
        return tuple(dict.fromkeys((head + last.plain, head + last.fold)))

    def accepts(self, entry: _Entry, *, whole: bool) -> bool:
        """Whether a name is meant, all of it or its beginning."""
        if (self.kind and entry.form.kind != self.kind) or len(self.words) > len(entry.words):
            return False
        if whole and len(self.words) < len(entry.words):
            return False
        *first, last = self.words
        own = entry.words[len(first)]
        return all(map(_is_same, first, entry.words)) and (
            _is_same(last, own) or (not whole and _begins(last, own))
        )


@dataclass(frozen=True, slots=True)
class _Name:
    """What was typed between two commas; `gone` where only units of the old map are wanted."""

    readings: tuple[_Reading, ...]
    gone: bool


class _Entry(NamedTuple):
    """A spelling of a form of a unit."""

    unit: Unit
    form: Form
    spelling: str
    words: tuple[_Word, ...]

    @property
    def fold(self) -> str:
        return " ".join(word.fold for word in self.words)


def _asked(typed: str) -> list[_Name | None]:
    """The name that was typed and those above it; None for a part without a word."""
    return [_name(part) for part in canonical(typed[:MAX_TYPED]).split(",")]


def _name(part: str) -> _Name | None:
    marks = {folded(inside).strip() for inside in _BRACKETS.findall(part)}
    words = _words(_BRACKETS.sub(" ", part), typed=True)
    gone = "cu" in marks
    if len(words) > 1 and words[-1].key == "cũ":
        words, gone = words[:-1], True
    return _Name((_Reading("", words), *_with_kind(words)), gone) if words else None


def _with_kind(words: tuple[_Word, ...]) -> Iterator[_Reading]:
    """Readings of which the first words are a kind; something must follow it."""
    for kind, shorts in _KINDS.items():
        spelled = _words(kind)
        size = len(spelled)
        if len(words) > size and all(map(_is_same, words, spelled)):
            yield _Reading(kind, words[size:])
        elif len(words) > 1 and words[0].key in shorts:
            yield _Reading(kind, words[1:])


def _words(text: str, *, typed: bool = False) -> tuple[_Word, ...]:
    """The words of a name; an apostrophe joins what stands beside it, a hyphen does not."""
    surfaces = _WORDS.findall(_APOSTROPHES.sub("", text).lower())
    if typed:
        surfaces = [part for surface in surfaces for part in _unglued(surface)]
    return tuple(map(_word, surfaces))


def _unglued(surface: str) -> tuple[str, ...]:
    found = _GLUED.fullmatch(folded(surface))
    return (surface[: found.end(1)], surface[found.end(1) :]) if found else (surface,)


@lru_cache(maxsize=1 << 13)
def _word(surface: str) -> _Word:
    known = (surface.lstrip("0") or "0") if surface.isdecimal() else surface
    key = key_of(known)
    return _Word(key, fold_of(key), folded(known), has_marks(known))


def _is_same(typed: _Word, own: _Word) -> bool:
    return typed.key == own.key if typed.marked else typed.fold == own.fold


def _begins(typed: _Word, own: _Word) -> bool:
    """Whether a word may be the beginning of another: its marks must be there, others may come."""
    if typed.key.isdecimal() or len(typed.key) >= len(own.key):
        return False
    if not typed.marked:
        return own.plain.startswith(typed.plain)
    (letters, tone), (own_letters, own_tone) = _toneless(typed.key), _toneless(own.key)
    return own_letters.startswith(letters) and tone in ("", own_tone)


def _toneless(word: str) -> tuple[str, str]:
    """The letters of a word with their hats and horns, and its tone."""
    parts = unicodedata.normalize("NFD", word)
    tone = "".join(char for char in parts if char in TONES)
    return unicodedata.normalize("NFC", "".join(char for char in parts if char not in TONES)), tone


@dataclass(frozen=True, slots=True)
class _Table:
    """All names in the order in which they are told, and where each begins in the order of letters."""

    entries: tuple[_Entry, ...]
    keys: tuple[str, ...]
    numbers: tuple[int, ...]
    first_commune: int

    def beginning(self, prefixes: Iterable[str]) -> list[int]:
        """Numbers of the names whose folds begin so, in order."""
        found: set[int] = set()
        for prefix in prefixes:
            first = bisect_left(self.keys, prefix)
            found.update(self.numbers[first : bisect_right(self.keys, prefix + _LAST_KEY, first)])
        return sorted(found)

    def equal(self, folds: Iterable[str]) -> list[int]:
        """Numbers of the names that have these folds, in order."""
        found: set[int] = set()
        for fold in folds:
            first = bisect_left(self.keys, fold)
            found.update(self.numbers[first : bisect_right(self.keys, fold, first)])
        return sorted(found)


def _matching(name: _Name, end: int | None = None) -> Iterator[Found]:
    """The names that are meant, up to a number, whole ones first; a unit may come several times."""
    table = _table()
    end = len(table.entries) if end is None else end
    whole = table.equal(" ".join(word.fold for word in reading.words) for reading in name.readings)
    yield from _accepted(name, (table.entries[at] for at in whole if at < end), whole=True)
    begun = table.beginning(prefix for reading in name.readings for prefix in reading.begun)
    yield from _accepted(name, (table.entries[at] for at in begun if at < end), whole=False)


def _accepted(name: _Name, entries: Iterable[_Entry], *, whole: bool) -> Iterator[Found]:
    for entry in entries:
        if name.gone and not entry.unit.valid_to:
            continue
        if any(reading.accepts(entry, whole=whole) for reading in name.readings):
            yield Found(entry.unit, entry.form, entry.spelling, whole)


def _ids_of(name: _Name) -> frozenset[str]:
    """The provinces and districts of a name: those that have it, else those that begin so."""
    high = list(_matching(name, _table().first_commune))
    whole = frozenset(one.unit.id for one in high if one.whole)
    return whole or frozenset(one.unit.id for one in high)


def _lies_in(unit_id: str, uppers: Sequence[frozenset[str]]) -> bool:
    """Whether a unit ever lay, or lies today, in one of the units of each set."""
    if not uppers:
        return True
    above = {*places.above(unit_id), *(each for path in places.now(unit_id)[0] for each in path)} - {unit_id}
    return not any(above.isdisjoint(upper) for upper in uppers)


@cache
def _table() -> _Table:
    entries = tuple(sorted((entry for unit in places.units() for entry in _entries(unit)), key=_rank))
    keyed = sorted((entry.fold, at) for at, entry in enumerate(entries))
    high = sum(places.level(entry.unit.id) is not Level.COMMUNE for entry in entries)
    return _Table(entries, tuple(key for key, _ in keyed), tuple(at for _, at in keyed), high)


def _entries(unit: Unit) -> Iterator[_Entry]:
    """All spellings of all forms, the newest first; those that differ in their words only once a form."""
    for form in reversed(unit.forms):
        seen: set[tuple[_Word, ...]] = set()
        further = unit.aliases if form is unit.forms[-1] or form.name == unit.name else ()
        for spelling in (form.name, *further):
            for words in (_words(spelling), tuple(map(_word, _WORDS.findall(spelling.lower())))):
                if words not in seen:
                    seen.add(words)
                    yield _Entry(unit, form, spelling, words)


def _rank(entry: _Entry) -> tuple[int, bool, str, bool, str, str]:
    """Names before further spellings; else entries of one name and unit stay as they come, newest first."""
    unit = entry.unit
    level = places.level(unit.id)
    height = _LEVELS.index(level) if level else len(_LEVELS)
    keys = " ".join(word.key for word in entry.words)
    return height, bool(unit.valid_to), entry.fold, entry.spelling != entry.form.name, keys, unit.id
