"""Random articles with names, numbers and real places, and random queries that mark much of them."""

from __future__ import annotations

from dataclasses import replace

from chances import JOINTS, WORDS, some_documents, some_query, some_tree
from trees import words

from search.model import (
    UNKNOWN,
    Accents,
    And,
    Block,
    BlockKind,
    Evidence,
    Filter,
    Gap,
    Location,
    Map,
    Near,
    Or,
    Phrase,
    Query,
    Sort,
    Span,
    Statement,
    Zone,
)
from search.places import now, path
from search.tokenizer import TOKEN

LIVELY = [*WORDS[:14], "Nguyễn", "Văn", "A", "UBND", "12", "3,5", "2.000", "2021"]
"""Words of a wording: each is as frequent as any other."""

UNITS = ["p:19", "d:164", "d:172", "c:05854", "p:60", "d:593", "p:01", "c:00007", None]
AWAY = ("P:68",)
"""A province that some articles lie in as well, on today's map."""


def some_worded(chance, count):
    """Articles of all kinds, each with a paragraph of lively words, at real places."""
    longer = [_longer(chance, each) for each in some_documents(chance, count)]
    return [
        replace(each, location=_location(chance), statements=_statements(chance, each.article.text))
        for each in longer
    ]


def _statements(chance, text):
    """Who says what: whole words of the text, none said twice; two stretches of each statement."""
    words = list(TOKEN.finditer(text))
    edges = sorted(chance.sample(range(len(words)), min(2 * chance.randint(0, 4), len(words) // 2 * 2)))
    spans = [
        Span(words[first].start(), words[last].end() - words[first].start())
        for first, last in zip(edges[::2], edges[1::2], strict=True)
    ]
    made = []
    while spans:
        said, spans = spans[:2], spans[2:]
        speaker, office = chance.choice(["A", "a", "B", ""]), chance.choice(["Ủy viên", "uỷ viên", ""])
        made.append(Statement(speaker, office, tuple(said), Evidence("", "lời nói", said[0])))
    return tuple(made)


def _longer(chance, document):
    article = document.article
    text = "".join(
        chance.choice(LIVELY) + chance.choice(JOINTS) for _ in range(chance.randint(0, 40))
    ).strip()
    kind = chance.choice([BlockKind.BODY, BlockKind.BODY, BlockKind.QUOTE, BlockKind.TABLE])
    begin = len(article.text)
    block = Block(kind, begin, begin + len(text))
    made = replace(article, text=f"{article.text}{text}\n\n", blocks=(*article.blocks, block))
    return replace(document, article=made)


def _location(chance):
    unit = chance.choice(UNITS)
    if unit is None:
        return None
    today, partial = now(unit)
    if chance.random() < 0.1 and AWAY not in today:
        today, partial = (*today, AWAY), True
    return Location(path(unit), today, 0.9, partial)


def some_asked(chance):
    """A query of any kind; most hold words that stand beside each other, under filters at times."""
    if chance.random() < 0.3:
        return some_query(chance)
    match = chance.choice([_loose, _phrase, _phrase, _near, _several])(chance)
    return Query(
        match,
        filters=tuple(_filter(chance) for _ in "1" if chance.random() < 0.3),
        map=chance.choice(list(Map)),
        accents=chance.choice([Accents.AUTO] * 3 + list(Accents)),
        sort=chance.choice(list(Sort)),
    )


def _filter(chance):
    return chance.choice(
        [
            Filter("place", tuple(chance.sample(["p:19", "P:19", "p:60", "d:172", "P:68", UNKNOWN], 3))),
            Filter("year", ("2020", "2021")),
            Filter("source", ("mau",)),
            Filter("trust", ("stated", "inferred")),
        ]
    )


def _words(chance, most):
    return words(" ".join(chance.choice(LIVELY[:12]) for _ in range(chance.randint(1, most))))


def _loose(chance):
    return And(_words(chance, 3))


def _phrase(chance):
    found = _words(chance, 3)
    gaps = tuple(Gap(0, chance.choice([0, 1, 3, 6])) for _ in found[1:])
    return Phrase(found, gaps if chance.random() < 0.8 else (), chance.choice([Zone.ANY] * 6 + list(Zone)))


def _near(chance):
    return Near(_words(chance, 3), chance.choice([1, 3, 8, 15, 40]), ordered=chance.random() < 0.5)


def _several(chance):
    return Or((_phrase(chance), _loose(chance), some_tree(chance, 1)))
