"""Abbreviations of party news, both ways: `HĐND` may also be read as `hội đồng nhân dân`, and the reverse.

The table is `search/data/abbreviations.tsv`; its columns are explained in `search/data/README.md`. It is
used when a query is read, never when a document is indexed, so that phrases keep their positions.
All forms are tuples of keys as `search.analysis` makes them: `NN&PTNT` is `("nn", "ptnt")`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from search.errors import DataError
from search.keys import fold_of
from search.model import Word
from search.syllables import is_syllable
from search.text import folded, has_marks
from search.tokenizer import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

COLUMNS = ("short", "long", "field", "typed", "ambiguous", "context", "note")
"""The columns of the table; empty last ones may be left out."""

MAX_FORMS = 8
"""Forms that one reading offers at most for each long form: each costs the engine a phrase."""

CODE = "abbreviation"
"""The code of a note on a reading of this table."""

_VOWEL = re.compile("[aeiouy]")
_SYLLABLE = re.compile(r"(?:ngh|[cgknpt]h|ng|gi|qu|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")
_NUMBER = re.compile(r"\d+[a-z]?")
_GLUED = re.compile(r"\d+([a-z]{2,4})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SIGNS = frozenset(
    [
        "ct",
        "nq",
        "qd",
        "qdi",
        "kl",
        "qc",
        "hd",
        "cv",
        "ttr",
        "kh",
        "ctr",
        "bc",
        "tb",
        "da",
        "tt",
        "ttlt",
        "nd",
        "pl",
        "gm",
    ]
)
"""Folds of the kinds of documents in a number (the `CT` of `07-CT/TU`)."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A row of the table. `context` are rules that decide for this row where the short form has others.

    `capitals`: the short form counts only if it was typed in capitals, and is never offered for its
    long form, because in lower case it looks like a syllable or is too short to tell anything.
    """

    short: str
    long: str
    field: str
    capitals: bool = False
    ambiguous: bool = False
    context: tuple[str, ...] = ()
    note: str = ""


class Reading(NamedTuple):
    """The words `[start, end)` may also be read as any of `forms`, which are tuples of keys.

    `ambiguous` says that the short form stands for several things and no neighbour decides.
    `label` is for people: `HĐND = hội đồng nhân dân`. `code` is that of the note on it. `instead`, where
    there is one, is the key to look for in place of the word itself, which would find another: `tw` for `TƯ`.
    """

    start: int
    end: int
    forms: tuple[tuple[str, ...], ...]
    ambiguous: bool
    label: str
    code: str = CODE
    instead: str = ""


class _Rule(NamedTuple):
    """Keys that stand before and after the short form; `#` stands for any number."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class _Entry(NamedTuple):
    """A row and the keys of its two forms."""

    row: Abbreviation
    short: tuple[str, ...]
    long: tuple[str, ...]


_Index = dict[tuple[str, ...], list[_Entry]]


class _Table(NamedTuple):
    """The rows by the folds of either form, the longest form in words, and every fold of a short form."""

    entries: tuple[_Entry, ...]
    by_short: _Index
    by_long: _Index
    longest: int
    pieces: frozenset[str]


class _Query(NamedTuple):
    """The words of a query with what holds for all of them."""

    words: Sequence[Word]
    folds: tuple[str, ...]
    accented: bool
    shouted: bool


def all_abbreviations() -> tuple[Abbreviation, ...]:
    """Every row in the order of the table."""
    return tuple(entry.row for entry in _table().entries)


def keys_of(text: str) -> tuple[str, ...]:
    """The keys of a form, as they stand in `Reading.forms`."""
    return tuple(token.key for token in tokenize(text))


def is_known(short: str, long: str) -> bool:
    """Whether the table has this pair, in whatever case and tone style."""
    wanted = keys_of(long)
    return any(entry.long == wanted for entry in _table().by_short.get(_folds(keys_of(short)), ()))


def is_unsafe(short: str) -> bool:
    """Whether a short form in lower case tells too little: up to two letters, or a syllable (`ThU`)."""
    folds = _folds(keys_of(short))  # of several parts (`Đ/c`, `T.Ư`) it is found as a phrase, which is safe
    return len(folds) == 1 and (len(folds[0]) <= 2 or _SYLLABLE.fullmatch(folds[0]) is not None)


def clear_writings(long: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Words, as keys, and their writings with parts abbreviated, where a short form means nothing else.

    `("kỳ", "họp", "hội", "đồng", "nhân", "dân")` is also `("kỳ", "họp", "hđnd")`. The long form comes first.
    """
    clear = _clear_forms()
    ends: list[list[tuple[str, ...]]] = [[] for _ in range(len(long) + 1)]
    ends[-1] = [()]
    for start in reversed(range(len(long))):
        ends[start] = [(long[start], *rest) for rest in ends[start + 1]]
        for form, shorts in clear.get(long[start], ()):
            end = start + len(form)
            if tuple(long[start:end]) == form:
                ends[start] += [short + rest for short in shorts for rest in ends[end]]
        del ends[start][MAX_FORMS:]
    return tuple(dict.fromkeys(ends[0]))


@lru_cache(maxsize=1)
def _clear_forms() -> dict[str, list[tuple[tuple[str, ...], list[tuple[str, ...]]]]]:
    """Long forms by their first word, each with the short forms that stand for nothing else."""
    table = _table()
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for entry in table.entries:
        if not entry.row.ambiguous and not entry.row.capitals:
            found[entry.long].append(entry.short)
    by_first: dict[str, list[tuple[tuple[str, ...], list[tuple[str, ...]]]]] = defaultdict(list)
    for long, shorts in found.items():
        by_first[long[0]].append((long, shorts))
    return dict(by_first)


def readings(words: Sequence[Word], *, accented: bool, others: Sequence[Reading] = ()) -> tuple[Reading, ...]:
    """The short and the long forms among the words of a query, by position; the longest win, none overlap.

    `others` are readings by another table, which win over those of the same length. A form of this table may
    stand within one of them, or be the same words: what was typed is then read as it would be without.

    Give the words outside quotes, in order, without those of excluded parts. A document number among them
    (`28-CT/TW`) is left alone. `accented` says whether the query was typed with marks: if not, `hdnd` and
    `hoi dong nhan dan` find their rows too. Forms are always keys with their marks.

    A short form with several meanings is resolved by its neighbours (`BCH quân sự`); where they do not
    decide, the forms of all meanings are offered as `ambiguous`. A long form is `ambiguous` if its short form
    has other meanings: a match of that short form tells less.
    """
    query = _query(words, accented=accented)
    numbers = set(_document_numbers(query))
    chosen: list[Reading] = []
    for reading in sorted([*others, *_candidates(query)], key=lambda one: (one.start - one.end, one.start)):
        crossed = [each for each in chosen if each.start < reading.end and reading.start < each.end]
        if numbers.isdisjoint(range(reading.start, reading.end)) and all(
            _holds(each, reading) for each in crossed
        ):
            chosen.append(reading)
    return tuple(sorted(chosen))


def _holds(outer: Reading, inner: Reading) -> bool:
    """Whether words that another table reads otherwise may hold a form of this one."""
    return outer.code != CODE == inner.code and outer.start <= inner.start and inner.end <= outer.end


def _query(words: Sequence[Word], *, accented: bool) -> _Query:
    lettered = [word for word in words if word.surface[:1].isalpha()]
    # Where everything is in capitals, they mark no abbreviation: `THỊ TRẤN TU BÔNG`.
    shouted = all(word.surface.isupper() for word in lettered) and any(
        word.fold not in _table().pieces for word in lettered
    )
    return _Query(words, tuple(word.fold for word in words), accented, shouted)


def _candidates(query: _Query) -> Iterator[Reading]:
    table = _table()
    for start in range(len(query.words)):
        for end in range(start + 1, min(start + table.longest, len(query.words)) + 1):
            folds = query.folds[start:end]
            if folds in table.by_short:
                yield from _read_short(query, start, end, table.by_short[folds])
            if folds in table.by_long:
                yield from _read_long(query, start, end, table.by_long[folds])


def _read_short(query: _Query, start: int, end: int, entries: Sequence[_Entry]) -> Iterator[Reading]:
    words = query.words[start:end]
    typed = tuple(word.key for word in words)
    entries = [entry for entry in entries if _is_typed(query, words, entry)]
    entries = [entry for entry in entries if entry.short == typed] or entries  # `TU` is not `TƯ`
    decided = [entry for entry in entries if _is_decided(query, start, end, entry)]
    meant = decided or entries
    forms = {form: None for entry in meant for form in _forms(entry.long) if form != typed}
    if not forms:
        return
    longs = dict.fromkeys(entry.row.long for entry in meant)
    ambiguous = any(entry.row.ambiguous for entry in meant) and (not decided or len(longs) > 1)
    instead = "" if _is_beside_capitals(query, start, end) else _instead(typed, forms)
    label = f"{meant[0].row.short} = {' / '.join(longs)}"
    kept = tuple(form for form in forms if form != (instead,))
    yield Reading(start, end, kept, ambiguous, label, instead=instead)


def _instead(typed: tuple[str, ...], forms: Iterable[tuple[str, ...]]) -> str:
    """What is looked for in place of a short form that is indexed as a syllable whatever its case.

    The other one, for `tư` is everywhere; or itself with no marks added, for `tu` is not `từ`.
    """
    if len(typed) > 1 or not is_syllable(typed[0]):
        return ""
    if not has_marks(typed[0]):
        return typed[0]
    return next((form[0] for form in forms if len(form) == 1 and not is_syllable(form[0])), "")


def _is_beside_capitals(query: _Query, start: int, end: int) -> bool:
    """Whether capitals beside a word are no abbreviation, so that its own may mark none: `ĐẦU TƯ công`."""
    beside = (*query.words[max(0, start - 1) : start], *query.words[end : end + 1])
    return any(
        word.surface.isalpha() and word.surface.isupper() and word.fold not in _table().pieces
        for word in beside
    )


def _read_long(query: _Query, start: int, end: int, entries: Sequence[_Entry]) -> Iterator[Reading]:
    words = query.words[start:end]
    typed = tuple(word.key for word in words)
    long = entries[0].long
    same = [entry for entry in entries if entry.long == (typed if query.accented else long)]
    forms = tuple(form for entry in same[:1] for form in _forms(entry.long) if form != entry.long)
    if not forms:
        return
    clear = any(not entry.row.ambiguous or _is_decided(query, start, end, entry) for entry in same)
    yield Reading(start, end, forms, not clear, f"{same[0].row.long} = {_label(same)}")


def _label(entries: Sequence[_Entry]) -> str:
    safe = [entry.row.short for entry in entries if not entry.row.capitals]
    return safe[0] if safe else " ".join(_forms(entries[0].long)[1])


def _is_typed(query: _Query, words: Sequence[Word], entry: _Entry) -> bool:
    """Whether words in this case and with these marks can be the short form of an entry."""
    if entry.row.capitals and (query.shouted or not all(_is_capital(word, entry) for word in words)):
        return False
    return all(
        is_spelt(word, key, accented=query.accented) for word, key in zip(words, entry.short, strict=True)
    )


def _is_capital(word: Word, entry: _Entry) -> bool:
    return word.surface.isupper() or word.surface in entry.row.short  # `ThU` is not all capitals


def is_spelt(word: Word, key: str, *, accented: bool) -> bool:
    """Whether a typed word can mean a key.

    Marks may be missing in a query without marks, and where no syllable can be meant: `HDND`, `hdnd`.
    """
    if word.key == key:
        return True
    if has_marks(word.key) or word.fold != fold_of(key):
        return False
    return not accented or word.surface.isupper() or not _VOWEL.search(word.fold)


def _is_decided(query: _Query, start: int, end: int, entry: _Entry) -> bool:
    return any(_applies(query, start, end, _rule(rule)) for rule in entry.row.context)


def _applies(query: _Query, start: int, end: int, rule: _Rule) -> bool:
    first, last = start - len(rule.before), end + len(rule.after)
    if first < 0 or last > len(query.words):
        return False
    beside = [*query.words[first:start], *query.words[end:last]]
    return all(
        bool(_NUMBER.fullmatch(word.key)) if key == "#" else is_spelt(word, key, accented=query.accented)
        for word, key in zip(beside, (*rule.before, *rule.after), strict=True)
    )


def _document_numbers(query: _Query) -> Iterator[int]:
    """Positions of the kind and the issuer in document numbers: of `CT` and `TW` in `28-CT/TW`."""
    folds = query.folds
    for at, fold in enumerate(folds[:-1]):
        glued = _GLUED.fullmatch(fold)  # `28CT/TW`
        if glued and glued[1] in _SIGNS:
            yield at + 1
        elif fold in _SIGNS and _is_number(folds, at - 1) and _may_issue(query.words[at + 1]):
            yield from (at, at + 1)


def _is_number(folds: Sequence[str], at: int) -> bool:
    """A number, but no year unless a number stands before it, as in 43/2011."""
    if at < 0 or not _NUMBER.fullmatch(folds[at]):
        return False
    return not _YEAR.fullmatch(folds[at]) or (at > 0 and folds[at - 1].isdigit())


def _may_issue(word: Word) -> bool:
    return word.surface.isupper() or word.fold in _table().pieces or word.fold in {"cp", "ttg"}


@lru_cache(maxsize=1024)
def _forms(long: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """A long form, its short forms, and its writings with a part abbreviated (`BTV Huyện ủy`), best first."""
    table = _table()
    words = tuple(Word(key, key, folded(key)) for key in long)
    query = _Query(words, _folds(long), accented=True, shouted=False)
    whole = [entry.short for entry in table.by_long.get(query.folds, ()) if _is_offered(entry, long)]
    parts: list[list[tuple[str, ...]]] = [[] for _ in range(len(long) + 1)]
    parts[-1] = [()]
    for start in reversed(range(len(long))):
        for end in range(len(long), start, -1):
            for entry in table.by_long.get(query.folds[start:end], ()):
                clear = not entry.row.ambiguous or _is_decided(query, start, end, entry)
                if clear and end - start < len(long) and _is_offered(entry, long[start:end]):
                    parts[start] += [entry.short + rest for rest in parts[end]]
        parts[start] += [(long[start], *rest) for rest in parts[start + 1]]
        del parts[start][MAX_FORMS:]
    return tuple(dict.fromkeys([long, *whole, *parts[0]]))[:MAX_FORMS]


def _is_offered(entry: _Entry, long: tuple[str, ...]) -> bool:
    return entry.long == long and not entry.row.capitals


def _folds(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(folded, keys))


# ---------------------------------------------------------------- the table


def read_table(text: str) -> tuple[Abbreviation, ...]:
    """Read a table of abbreviations: tab-separated, the first line names the columns.

    Raises:
        DataError: a line has no short or long form, too many columns or an unknown word in one; the
            message names the line.
    """
    return tuple(_row(number, line) for number, line in enumerate(text.splitlines()[1:], 2) if line)


def _row(number: int, line: str) -> Abbreviation:
    cells = line.split("\t")
    cells += [""] * (len(COLUMNS) - len(cells))
    if len(cells) > len(COLUMNS):
        raise DataError(f"abbreviations.tsv, line {number}: {len(cells)} columns instead of {len(COLUMNS)}")
    short, long, subject, typed, ambiguous, context, note = cells
    if not any(map(str.isalnum, short)) or not any(map(str.isalnum, long)):
        raise DataError(f"abbreviations.tsv, line {number}: a form is missing")
    if typed not in {"", "capitals"} or ambiguous not in {"", "yes"}:
        raise DataError(
            f"abbreviations.tsv, line {number}: 'typed' is capitals or empty, 'ambiguous' yes or empty"
        )
    rules = tuple(rule.strip() for rule in context.split("|") if rule.strip())
    if any(rule.count("_") != 1 for rule in rules):
        raise DataError(f"abbreviations.tsv, line {number}: a rule of context needs one _ for the short form")
    return Abbreviation(short, long, subject, bool(typed), bool(ambiguous), rules, note)


@lru_cache(maxsize=2048)
def _rule(rule: str) -> _Rule:
    before, _, after = rule.partition("_")
    return _Rule(_rule_keys(before), _rule_keys(after))


def _rule_keys(side: str) -> tuple[str, ...]:
    return tuple(key for part in side.split() for key in (("#",) if part == "#" else keys_of(part)))


@lru_cache(maxsize=1)
def _table() -> _Table:
    path = resources.files("search").joinpath("data", "abbreviations.tsv")
    try:
        rows = read_table(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot read the table of abbreviations: {error}") from error
    entries = []
    by_short: _Index = defaultdict(list)
    by_long: _Index = defaultdict(list)
    for row in rows:
        short, long = tokenize(row.short), tokenize(row.long)
        entry = _Entry(row, tuple(token.key for token in short), tuple(token.key for token in long))
        entries.append(entry)
        by_short[tuple(token.fold for token in short)].append(entry)
        by_long[tuple(token.fold for token in long)].append(entry)
    longest = max(map(len, (*by_short, *by_long)), default=0)
    pieces = frozenset(fold for folds in by_short for fold in folds)
    return _Table(tuple(entries), dict(by_short), dict(by_long), longest, pieces)
