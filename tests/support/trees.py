"""Queries as trees, written in a few words: for what has no syntax, or to be independent of it.

"kết"                                       a word; several words: all of them
["phrase", "kết nạp viên", [0, 0], [0, 3]]  a phrase, perhaps with its gaps
["near", "kết viên", 5]                     words near each other; "in-order": in this order, too
["prefix", "kế"]                            ["canonical", "document", "28-CT/TW"]
["and", …]  ["or", …]  ["not", …]           ["best", [1.0, …], [0.5, …]]  ["everything"]
"""

from __future__ import annotations

from search.model import And, Best, Canonical, Everything, Gap, Near, Not, Or, Phrase, Prefix, Word
from search.tokenizer import tokenize


def words(text):
    """The words of a text, as a query has them."""
    return tuple(Word(text[token.start : token.end], token.key, token.fold) for token in tokenize(text))


def tree(given):
    """The tree that is written so."""
    if isinstance(given, str):
        found = words(given)
        return found[0] if len(found) == 1 else And(found)
    kind, *rest = given
    return _MAKERS[kind](*rest)


def _prefix(text):
    (word,) = words(text)
    return Prefix(word.surface, word.key, word.fold)


def _trees(given):
    return tuple(map(tree, given))


_MAKERS = {
    "phrase": lambda text, *gaps: Phrase(words(text), tuple(Gap(*gap) for gap in gaps)),
    "near": lambda text, within: Near(words(text), within),
    "in-order": lambda text, within: Near(words(text), within, ordered=True),
    "prefix": _prefix,
    "canonical": Canonical,
    "and": lambda *parts: And(_trees(parts)),
    "or": lambda *parts: Or(_trees(parts)),
    "not": lambda part: Not(tree(part)),
    "best": lambda *readings: Best(tuple((weight, tree(reading)) for weight, reading in readings)),
    "everything": Everything,
}
