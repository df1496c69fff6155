"""The one vocabulary of parameters: from an address to `Params`, and back.

`q, place, year, month, term, topic, trust, source, ref, about, from, to, map, fold, accent, sort, page, size,
lang, explain`.
A repeated facet parameter selects several values. A bad value is left out with a note or clamped: an address
never fails for what it holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from search import terms_of_office
from search.docnumbers import as_key
from search.model import FACETS, UNKNOWN, Accents, Filter, Map, Note, Query, Sort, Trust
from search.query import parse
from search.query.invisible import typed_text
from search.text import canonical
from web.addresses.period import first_day, iso_of, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from werkzeug.datastructures import MultiDict

    from search.query import Context
    from search.settings import Settings

MAX_QUERY = 2000
"""Characters of a query that are read."""

MAX_VALUE = 200
"""Characters of a facet value; a longer one cannot be a value of ours."""

MAX_VALUES = 50
"""Selected values of one facet: more would only come from a robot."""

MAX_PAGE = 1_000_000

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)

_UP_TO_YEAR = FACETS.index("year") + 1
_WITH_MONTHS = (*FACETS[:_UP_TO_YEAR], "month", *FACETS[_UP_TO_YEAR:])

FILTERS = (*_WITH_MONTHS, "about")
"""All that can be filtered by value: the facets of a page, the months of its years, the years told of."""

LANGS = ("vi", "en")


class Defaults(msgspec.Struct, frozen=True):
    """What an address need not say."""

    size: int = 10
    max_size: int = 100
    lang: str = "vi"
    sort: Sort = Sort.RELEVANCE


class Params(msgspec.Struct, frozen=True):  # a page makes some fifty of them, one for each link
    """What an address asks for: valid, in canonical order, each facet at most once.

    `since` and `until` are the parameters `from` and `to`: a year, month or day of ISO 8601, or nothing.
    """

    q: str = ""
    filters: tuple[Filter, ...] = ()
    since: str = ""
    until: str = ""
    map: Map = Map.THEN
    fold: bool = True
    accent: Accents = Accents.AUTO
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = 10
    lang: str = "vi"
    explain: bool = False

    def values(self, facet: str) -> tuple[str, ...]:
        """The selected values of a facet."""
        return next((chosen.values for chosen in self.filters if chosen.facet == facet), ())

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the query leaves articles out."""
        return bool(self.filters or self.since or self.until)


def defaults_of(settings: Settings) -> Defaults:
    """The defaults that the settings give."""
    largest = max(1, settings.number("max_page_size"))
    lang, sort = settings.text("lang"), settings.text("default_sort")
    return Defaults(
        size=min(max(1, settings.number("page_size")), largest),
        max_size=largest,
        lang=lang if lang in LANGS else LANGS[0],
        sort=Sort(sort) if sort in tuple(Sort) else Sort.RELEVANCE,
    )


def read(args: MultiDict[str, str], defaults: Defaults) -> tuple[Params, tuple[Note, ...]]:
    """Read an address. Returns what it asks for and notes on what could not be used; never raises."""
    notes: list[Note] = []
    given = args.to_dict()  # of a plain one, what is missing costs nothing
    typed = given.get("q", "")
    text = typed_text(typed[:MAX_QUERY])
    if max(len(typed), len(text)) > MAX_QUERY:  # a few letters become longer
        text = text[:MAX_QUERY].rstrip()
        notes.append(Note("cut", (str(MAX_QUERY),)))
    filters = filters_of({facet: _values(args, facet, notes) for facet in FILTERS if facet in args})
    since, until = _period(given, notes)
    params = Params(
        q=text,
        filters=filters,
        since=since,
        until=until,
        map=Map(_one_of(given, "map", tuple(Map), Map.THEN, notes)),
        fold=_one_of(given, "fold", ("1", "0"), "1", notes) == "1",
        accent=Accents(_one_of(given, "accent", tuple(Accents), Accents.AUTO, notes)),
        sort=Sort(_one_of(given, "sort", tuple(Sort), defaults.sort, notes)),
        page=_number(given, "page", 1, MAX_PAGE, notes),
        size=_number(given, "size", defaults.size, defaults.max_size, notes),
        lang=_one_of(given, "lang", LANGS, defaults.lang, notes),
        explain=_one_of(given, "explain", ("0", "1"), "0", notes) == "1",
    )
    return params, tuple(notes)


def filters_of(values: dict[str, tuple[str, ...]]) -> tuple[Filter, ...]:
    """Filters in the order of the vocabulary, empty ones left out."""
    return tuple(Filter(facet, values[facet]) for facet in FILTERS if values.get(facet))


def write(params: Params, defaults: Defaults) -> list[tuple[str, str]]:
    """The shortest address parameters that `read` turns into the same `Params`."""
    pairs = [("q", params.q)] if params.q else []
    for chosen in params.filters:
        pairs += [(chosen.facet, value) for value in chosen.values]
    return pairs + _ways_written(params) + _shape_written(params, defaults)


def _ways_written(params: Params) -> list[tuple[str, str]]:
    """How to look: what is as usual stands in no address."""
    pairs = []
    if params.since:
        pairs.append(("from", params.since))
    if params.until:
        pairs.append(("to", params.until))
    if params.map is not Map.THEN:
        pairs.append(("map", params.map.value))
    if not params.fold:
        pairs.append(("fold", "0"))
    if params.accent is not Accents.AUTO:
        pairs.append(("accent", params.accent.value))
    return pairs


def _shape_written(params: Params, defaults: Defaults) -> list[tuple[str, str]]:
    """How to show what is found."""
    pairs = []
    if params.sort is not defaults.sort:
        pairs.append(("sort", params.sort.value))
    if params.page != 1:
        pairs.append(("page", str(params.page)))
    if params.size != defaults.size:
        pairs.append(("size", str(params.size)))
    if params.lang != defaults.lang:
        pairs.append(("lang", params.lang))
    if params.explain:
        pairs.append(("explain", "1"))
    return pairs


def facets_of(params: Params) -> tuple[str, ...]:
    """The facets to show: months only where a year or a month is chosen."""
    dated = params.values("year") or params.values("month")
    return _WITH_MONTHS if dated else FACETS


def to_query(
    params: Params, facets: Sequence[str] = FACETS, notes: Iterable[Note] = (), context: Context | None = None
) -> Query:
    """The question to the engine; `notes` are those of the address, `context` the tables of the site."""
    node, parsed = parse(params.q, context)
    if params.accent is Accents.EXACT:  # then words typed without marks are words without marks
        parsed = tuple(note for note in parsed if note.code != "unaccented")
    return Query(
        match=node,
        filters=params.filters,
        since=first_day(params.since),
        until=last_day(params.until),
        facets=tuple(facets),
        fold=params.fold,
        map=params.map,
        sort=params.sort,
        accents=params.accent,
        page=params.page,
        size=params.size,
        text=params.q,
        notes=(*notes, *parsed),
        explain=params.explain,
    )


def _values(args: MultiDict[str, str], facet: str, notes: list[Note]) -> tuple[str, ...]:
    """The usable values of a facet, each once, in the order given."""
    written = [canonical(value).strip() for value in args.getlist(facet)]
    given = dict.fromkeys(map(as_key, written) if facet == "ref" else written)
    kept = [value for value in given if value and _is_usable(facet, value)]
    refused = [value[:40] for value in given if value and not _is_usable(facet, value)]
    if refused:
        notes.append(Note("bad-value", (facet, ", ".join(refused[:3]))))
    if len(kept) > MAX_VALUES:
        notes.append(Note("too-many-values", (facet, str(MAX_VALUES))))
    return tuple(kept[:MAX_VALUES])


def _period(given: Mapping[str, str], notes: list[Note]) -> tuple[str, str]:
    """The bounds of the days asked for, in order."""
    since, until = (_day(given, name, notes) for name in ("from", "to"))
    first, last = first_day(since), last_day(until)
    if first is None or last is None or first <= last:
        return since, until
    notes.append(Note("swapped", (until, since)))
    return until, since


def _day(given: Mapping[str, str], name: str, notes: list[Note]) -> str:
    typed = canonical(given.get(name, "")[:MAX_VALUE]).strip()
    found = iso_of(typed)
    if typed and not found:
        notes.append(Note("bad-value", (name, typed[:40])))
    return found or ""


def _is_usable(facet: str, value: str) -> bool:
    if value == UNKNOWN:
        return facet != "about"
    if facet in ("year", "about"):
        return len(value) == 4 and value.isascii() and value.isdecimal()
    if facet == "month":
        return _MONTH.fullmatch(value) is not None
    if facet == "term":
        return terms_of_office.term(value) is not None
    if facet == "trust":
        return value in tuple(Trust)
    return len(value) <= MAX_VALUE and "\n" not in value


def _one_of(
    given: Mapping[str, str], name: str, allowed: tuple[str, ...], usual: str, notes: list[Note]
) -> str:
    value = given.get(name, "").strip()
    if value in allowed or not value:
        return value or usual
    notes.append(Note("bad-value", (name, value[:40])))
    return usual


def _number(given: Mapping[str, str], name: str, usual: int, largest: int, notes: list[Note]) -> int:
    """A whole number clamped to `1..largest`; anything else is the usual one."""
    value = given.get(name, "").strip()
    if not value:
        return usual
    digits = value.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()):
        notes.append(Note("bad-value", (name, value[:40])))
        return usual
    number = largest if len(digits) > 9 else int(digits)
    return 1 if value.startswith("-") else min(max(1, number), largest)
