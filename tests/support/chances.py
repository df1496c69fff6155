"""Random articles and random queries over few words, so that they meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from making import document
from trees import words

from search.model import (
    COUNTED,
    UNKNOWN,
    Accents,
    And,
    Best,
    Between,
    Canonical,
    Cites,
    Everything,
    Filter,
    Gap,
    Has,
    Map,
    Most,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Some,
    Sort,
    Zone,
)
from search.text import folded

WORDS = (
    "đảng đang đáng dang bộ bố bo viên vien viện xã kết ket nạp nap mới chi Chi ki kỹ kĩ lần kiểm hoà hòa "
    "hoa đồng chí UBND 2021 2.000 漢字"
).split()
NUMBERS = ["28-CT/TW", "05-NQ/TU"]
REFS = [*NUMBERS, "28-CT/TW.XI", "28-CT/TW.XII"]
DATES = ["ngày 9/11/2021", "ngày 01 tháng 3 năm 2020"]
JOINTS = (" ", " ", " ", " ", " ", " ", ", ", ". ", "; ", " - ", "\n")
PLACES = [("p:1",), ("p:1", "d:1"), ("p:1", "d:2"), ("p:1", "d:2", "c:1"), ("p:2",), ("p:2", "d:9"), None]
NOW = {"p:1": ("P:1",), "p:2": ("P:2",), "d:2": ("P:1", "d:2"), "c:1": ("P:1", "C:7"), "d:9": ("P:2", "C:8")}
TOPICS = ["a/x", "a/y", "b/z", "c"]
SOURCES = ["mau", "khác"]


def some_documents(chance, count):
    """Articles of all kinds; some are near-duplicates of the one before, some its twins."""
    made = []
    for number in range(count):
        if made and chance.random() < 0.15:
            copied = replace(made[-1], group=made[-1].group or f"g{number}")
            made[-1] = copied
            again = _document(chance, number)
            text = copied if chance.random() < 0.5 else again
            made.append(replace(again, article=text.article, group=copied.group))
        else:
            made.append(_document(chance, number))
    chance.shuffle(made)
    return made


def _document(chance, number):
    if chance.random() < 0.05:
        return document(f"{number:04d}")
    place = chance.choice(PLACES)
    year, month, day = chance.choice([2019, 2020, 2021]), chance.randint(1, 12), chance.randint(1, 28)
    when = f"{year}-{month:02d}-{day:02d}{chance.choice(['', ' 08:30'])}"
    return document(
        f"{number:04d}",
        when=when if chance.random() < 0.6 else "",
        year=chance.choice([year, None]),
        month=chance.choice([month, None]),
        place=place,
        now=_now(chance, place),
        topics=chance.sample(TOPICS, chance.randint(0, 2)),
        refs=chance.sample(REFS, chance.randint(0, 2)),
        about=chance.sample(range(2018, 2022), chance.randint(0, 2)),
        group=chance.choice(["", "", "", "g", "h"]),
        source=chance.choice(SOURCES),
        **_parts(chance),
    )


def _now(chance, place):
    if place is None:
        return None
    own = NOW.get(place[-1], NOW["p:1"])
    return [own, ("P:2",)] if chance.random() < 0.2 else [own]


def _parts(chance):
    """The blocks of an article, of some kinds in any order; one in 30 is long, one in 6 without marks."""
    parts = {"body": [_text(chance, 30) for _ in range(chance.randint(0, 3))]}
    for kind, most in (("title", 8), ("lead", 15), ("caption", 9), ("byline", 3), ("chrome", 9)):
        if chance.random() < 0.7:
            parts[kind] = _text(chance, most)
    if chance.random() < 0.03:
        parts["body"].append(_text(chance, 700))
    if chance.random() < 1 / 6:
        parts = {kind: _unmarked(text) for kind, text in parts.items()}
    return {kind: parts[kind] for kind in chance.sample(list(parts), len(parts))}


def _unmarked(text):
    """A text, or several, as who has no marks types it."""
    return [*map(_unmarked, text)] if isinstance(text, list) else folded(text)


def _text(chance, most):
    pieces = []
    for _ in range(chance.randint(0, most)):
        pieces.append(_word(chance) if chance.random() < 0.97 else chance.choice(NUMBERS + DATES))
        pieces.append(chance.choice(JOINTS))
    return "".join(pieces)


def _word(chance):
    """Words at the front of the list are more frequent."""
    return WORDS[min(chance.randrange(len(WORDS)) for _ in range(3))]


def some_query(chance):
    """A query of any kind."""
    days = [
        date(chance.choice([2019, 2020, 2021]), *chance.choice([(1, 1), (6, 15), (12, 31)])) for _ in "12"
    ]
    ids = tuple(chance.sample(["p:1", "d:2", "P:1", "P:2", "p:2", "a", "b", "a/x"], chance.randint(0, 4)))
    return Query(
        match=some_tree(chance, chance.randint(0, 3)),
        filters=tuple(_filter(chance, facet) for facet in chance.choice(FILTERED)),
        since=min(days) if chance.random() < 0.1 else None,
        until=max(days) if chance.random() < 0.1 else None,
        facets=tuple(chance.sample(COUNTED, chance.choice([0, 3, len(COUNTED), len(COUNTED)]))),
        opened=chance.choice([None, None, ids]),
        most=Most(*chance.choices(range(4), k=3)) if chance.random() < 0.4 else None,
        fold=chance.random() < 0.5,
        map=chance.choice(list(Map)),
        sort=chance.choice([Sort.RELEVANCE, *Sort]),
        accents=chance.choice([Accents.AUTO] * 3 + list(Accents)),
        page=chance.choice([1] * 7 + [2, 3, 40]),
        size=chance.choice([1, 3, 10, 100]),
        explain=chance.random() < 0.3,
    )


FILTERED = [[]] * 6 + [["place"], ["topic"], ["place", "topic"], *([facet] for facet in COUNTED)]
VALUES = {
    "place": ["p:1", "d:1", "d:2", "c:1", "p:2", "P:1", "P:2", "C:7", UNKNOWN],
    "year": ["2019", "2020", "2021", UNKNOWN],
    "month": ["2020-01", "2020-07", "2021-11", UNKNOWN],
    "about": ["2018", "2019", "2021"],
    "topic": ["a", "a/x", "a/y", "b", "b/z", "c", UNKNOWN],
    "trust": ["stated", "inferred", UNKNOWN],
    "source": SOURCES,
    "term": ["2015-2020", "2020-2025", UNKNOWN],
    "ref": REFS,
}


def _filter(chance, facet):
    values = [*VALUES[facet], "no such"]
    return Filter(facet, tuple(chance.sample(values, chance.choice([1, 1, 2, 3]))))


def some_tree(chance, depth):
    """A tree of any nodes, at most so deep."""
    if depth == 0:
        return chance.choice(LEAVES)(chance)
    parts = tuple(
        some_tree(chance, chance.randint(0, depth - 1)) for _ in range(chance.choice([1, 2, 2, 3, 4]))
    )
    match chance.choice(["and", "and", "and", "or", "best", "some", "not"]):
        case "some":
            return Some(parts, chance.choice([0.0, 0.1, 0.5, 0.9, 1.0]))
        case "and":
            return And(tuple(Not(part) if chance.random() < 0.2 else part for part in parts))
        case "or":
            return Or(parts)
        case "best":
            return Best(tuple((chance.choice([1.0, 0.8, 0.4, 0.16]), part) for part in parts))
        case _:
            return Not(parts[0])


def _some_words(chance, most):
    """Words as they are typed: one in three without its marks, one in ten with wrong ones."""
    return words(" ".join(_typed(chance) for _ in range(chance.randint(1, most))))


def _typed(chance):
    (word,) = words(_word(chance))
    return chance.choice([word.surface, word.surface, word.fold]) if chance.random() < 0.9 else "đãng"


def _prefix(chance):
    (word,) = words(_typed(chance))
    (begun,) = words(word.surface[: chance.randint(1, len(word.surface))]) or (word,)
    return Prefix(begun.surface, begun.key, begun.fold)


def _phrase(chance):
    found = _some_words(chance, 3)
    least = [chance.choice([0, 0, 1, 2]) for _ in found[1:]]
    gaps = tuple(Gap(each, each + chance.choice([0, 0, 1, 5])) for each in least)
    begun = _prefix(chance)
    if chance.random() < 0.2 and len(begun.key) > 1:
        found = (*found[:-1], begun)
    return Phrase(found, gaps if chance.random() < 0.6 else (), _zone(chance))


def _near(chance):
    within = chance.choice([0, 1, 2, 5, 11, 30])
    return Near(_some_words(chance, 4), within, ordered=chance.random() < 0.5, zone=_zone(chance))


def _zone(chance):
    return chance.choice([Zone.ANY] * 6 + list(Zone))


def _cites(chance):
    term = chance.choice(["", "", "XI", "XII", "X"])
    return Cites(chance.choice(["28-CT/TW", "28-CT/*", "05-NQ/TU", "*/TW", "99-CV/TU"]), term)


def _has(chance):
    facet = chance.choice([each for each in COUNTED if each != "source"])
    return Has(facet, _filter(chance, facet).values)


def _between(chance):
    days = [date(chance.choice([2019, 2020, 2021]), *chance.choice([(1, 1), (6, 15)])) for _ in "12"]
    return Between(*chance.choice([(min(days), max(days)), (min(days), None), (None, max(days))]))


def _single(chance):
    return _some_words(chance, 1)[0]


def _together(chance):
    return And(_some_words(chance, 4))


def _canonical(chance):
    return chance.choice(
        [
            *(Canonical("document", each) for each in NUMBERS),
            Canonical("date", "2021-11-09"),
            Canonical("date", "x"),
        ]
    )


LEAVES = (
    [_single] * 5
    + [_together] * 2
    + [
        _prefix,
        _prefix,
        _phrase,
        _phrase,
        _near,
        _near,
        _canonical,
        _cites,
        _has,
        _between,
        lambda _: Everything(),
    ]
)
