"""pyvi 0.1.1 as data: how it cuts a text into tokens, and what its model and dictionary say of each.

Everything the model looks at depends on the surface of single tokens, or on two or three neighbours being in
the dictionary. So each surface is weighed once, into a `Token`; `search.segment.plain` adds up and decides.

The files are those of the installed pyvi, found without importing it. Its features, as `word2features` of
`pyvi/ViTokenizer.py` names them:

    bias                                            own
    word.lower(), .isupper(), .istitle(), .isdigit()    own
    -1:word.lower(), .isupper(), .istitle()         of the token before: `following`
    +1:word.lower(), .isupper(), .istitle()         of the token after: `previous`
    -1:word.bi_gram(), +1:word.bi_gram()            with the token before, after, a word of the dictionary
    -2:word.tri_gram(), +2:word.tri_gram()          with the two before, after
"""

from __future__ import annotations

import re
import string
import unicodedata
from bisect import bisect_left
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from search.errors import DataError
from search.segment import crf

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_KEPT = 48
"""Characters: longer stretches are rare and seldom come twice, so they are not kept."""

STRETCHES_KEPT = 1 << 16
TOKENS_KEPT = 1 << 15
"""Entries that a cache holds before it starts afresh."""

NOTHING_JOINS = 3, 0
"""`closes` and `opens` of punctuation and numbers."""


class Weights(NamedTuple):
    """The lead of I_W over B_W that a feature gives, by the place where it counts."""

    own: dict[str, float]
    following: dict[str, float]
    previous: dict[str, float]
    flags: dict[str, float]
    pair_left: float
    pair_right: float
    triple_left: float
    triple_right: float


class Chain(NamedTuple):
    """What a token hands on to the next one by its lead: above `high`, up to `low`, and between the two.

    Above `high` its label is I_W and it hands on `after_inside`; up to `low` it is B_W and hands on
    `after_begin`; between, it hands on `middle - lead`, and its label is the opposite of the next token's.
    All five follow from the weights of the four steps.
    """

    after_inside: float
    after_begin: float
    middle: float
    low: float
    high: float


class Successor(NamedTuple):
    """What the dictionary knows of two syllables: whether they are a word, and which third ones make one."""

    is_pair: bool
    thirds: frozenset[str]


class Token(NamedTuple):
    """All that matters of a token; equal for every occurrence of its surface.

    `following` and `previous` are what it adds to the scores of the tokens after and before it. It may be
    joined to the token before where its `closes` is not above that one's `opens`.
    """

    own: float
    following: float
    previous: float
    successors: dict[str, Successor]
    key: str
    closes: int
    opens: int
    spaced: str
    glued: str


_NO_SUCCESSORS: dict[str, Successor] = {}

Value = TypeVar("Value")


class Kept(dict[str, Value], Generic[Value]):
    """A cache by surface. It never holds more than `most` entries; threads may share it."""

    def __init__(self, make: Callable[[str], Value], most: int) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, surface: str) -> Value:
        value = self._make(surface)
        if len(surface) <= LONGEST_KEPT:
            if len(self) >= self._most:
                self.clear()
            self[surface] = value
        return value


class Lexicon(NamedTuple):
    """What is loaded, and what has been worked out from it.

    `successors` are those of a syllable, `stretches` the tokens of a stretch between blanks, and `spans`
    where they stand in it.
    """

    model: crf.Model
    weights: Weights
    chain: Chain
    dictionary: list[str]
    successors: Kept[dict[str, Successor]]
    tokens: Kept[Token]
    stretches: Kept[tuple[Token, ...]]
    spans: Kept[tuple[tuple[int, int], ...]]


@cache
def lexicon() -> Lexicon:
    """The model and dictionary of pyvi, read once. Raises `DataError` where pyvi is missing or another."""
    model = crf.read_pickled(_folder() / "pyvi3.pkl")
    weights = _weights(model)
    dictionary = _dictionary(_folder() / "words.txt")
    successors = Kept(lambda key: _successors(key, dictionary), TOKENS_KEPT)
    tokens = Kept(lambda surface: _token(surface, weights, successors), TOKENS_KEPT)
    stretches = Kept(
        lambda stretch: tuple(tokens[match[0]] for match in matches(unicodedata.normalize("NFC", stretch))),
        STRETCHES_KEPT,
    )
    spans = Kept(_spans, STRETCHES_KEPT)
    return Lexicon(model, weights, _chain(model), dictionary, successors, tokens, stretches, spans)


@cache
def fingerprint() -> str:
    """16 hexadecimal digits that change with the model or the dictionary."""
    import hashlib  # noqa: PLC0415 - it loads OpenSSL; only building needs it

    digest = hashlib.sha256()
    for name in ("pyvi3.pkl", "words.txt"):
        digest.update(_read(_folder() / name))
    return digest.hexdigest()[:16]


def _folder() -> Path:
    spec = find_spec("pyvi")
    if spec is None or not spec.submodule_search_locations:
        raise DataError(
            "words cannot be told apart: the package pyvi 0.1.1, which brings the model, is missing"
        )
    return Path(spec.submodule_search_locations[0]) / "models"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"a file of pyvi 0.1.1 cannot be read: {error}") from error


def _weights(model: crf.Model) -> Weights:
    slots: dict[str, dict[str, float]] = {"": {}, "-1:": {}, "+1:": {}}
    flags = {}
    for name, (begin, inside) in model.attributes.items():
        weight = inside - begin
        slot, is_word, word = name.partition("word.lower():")
        if is_word:
            slots[slot][word] = weight
        else:
            flags[name] = weight
    try:
        places = [flags[name] for name in ("-1:word.bi_gram()", "+1:word.bi_gram()")]
        places += [flags[name] for name in ("-2:word.tri_gram()", "+2:word.tri_gram()")]
    except KeyError as error:
        raise DataError(f"pyvi's model is not that of 0.1.1: it has no feature {error}") from error
    return Weights(slots[""], slots["-1:"], slots["+1:"], flags, *places)


def _chain(model: crf.Model) -> Chain:
    if model.labels != ("B_W", "I_W"):
        raise DataError(f"pyvi's model is not that of 0.1.1: its labels are {model.labels}")
    (begin_begin, begin_inside), (inside_begin, inside_inside) = model.steps
    return Chain(
        after_inside=inside_inside - inside_begin,
        after_begin=begin_inside - begin_begin,
        middle=begin_inside - inside_begin,
        low=begin_begin - inside_begin,
        high=begin_inside - inside_inside,
    )


def _dictionary(path: Path) -> list[str]:
    """The lines of the dictionary, a word each, sorted: words with the same first syllable stand together."""
    return sorted(_read(path).decode("utf-8").split("\n"))


def _successors(first: str, dictionary: list[str]) -> dict[str, Successor]:
    """What may come after a syllable. pyvi uses the dictionary's words of two and of three syllables only."""
    start, end = bisect_left(dictionary, first + " "), bisect_left(dictionary, first + "!")  # "!" follows " "
    pairs = set()
    thirds: dict[str, set[str]] = {}
    for line in dictionary[start:end]:
        match line.split(" "):
            case [_, second]:
                pairs.add(second)
            case [_, second, third]:
                thirds.setdefault(second, set()).add(third)
    return {
        second: Successor(second in pairs, frozenset(thirds.get(second, ())))
        for second in pairs.union(thirds)
    } or _NO_SUCCESSORS


def _token(surface: str, weights: Weights, successors: Kept[dict[str, Successor]]) -> Token:
    key = surface.lower()
    attribute = key.partition("\0")[0]  # CRFsuite looks names up as C strings, which end at a NUL
    shape = [
        name
        for name, holds in (
            ("word.isupper()", surface.isupper()),
            ("word.istitle()", surface.istitle()),
            ("word.isdigit()", surface.isdigit()),
        )
        if holds
    ]

    def weigh(words: dict[str, float], place: str) -> float:
        return words.get(attribute, 0.0) + sum(weights.flags.get(place + name, 0.0) for name in shape)

    # pyvi asks whether a token is *in* the string of ASCII punctuation, so we ask the same.
    if surface in string.punctuation or surface[0].isdigit():
        closes, opens = NOTHING_JOINS
    else:
        closes = opens = 2 if surface[0].istitle() else 1  # a capital goes on only with a capital
    return Token(
        own=weights.flags["bias"] + weigh(weights.own, ""),
        following=weigh(weights.following, "-1:"),
        previous=weigh(weights.previous, "+1:"),
        successors=successors[key],
        key=key,
        closes=closes,
        opens=opens,
        spaced=" " + surface,
        glued="_" + surface,
    )


# The order is pyvi's. Repeats give nothing back when they fail (`++`), which changes no match, only the work.
# Not those of groups: before Python 3.11.5 they keep what a last, failed round took, the stop of `12,5.`.
_BEGINNING = r"""
    [A-ZĐ]++\. | Tp\. | Mr\. | Mrs\. | Ms\. | Dr\. | ThS\.
    | ==> | -> | \.\.\. | >> | \n
    | \w++://\S+"""
_DOMAIN = r"@(?:[a-zA-Z0-9-]++\.)+[a-zA-Z0-9-]++"
_END = r"""
    | \d++(?:[.,_]\d++)+
    | [^\w\s] | \w+"""
_TOKEN = re.compile(_BEGINNING + _END, re.VERBOSE)
_TOKEN_OR_ADDRESS = re.compile(rf"{_BEGINNING} | [a-zA-Z0-9_.+-]++{_DOMAIN} {_END}", re.VERBOSE)
_LOCAL_PART = re.compile(rf"[a-zA-Z0-9_.+-]++(?:(?=({_DOMAIN}))|)")


def matches(text: str) -> list[re.Match[str]]:
    """The tokens of an NFC text as pyvi's regular expression finds them, in time linear in the length.

    pyvi tries an address at every token, and on a long row of letters and dots each try runs to its end. We
    first find where addresses can be: in a row of such characters that a domain follows.
    """
    found: list[re.Match[str]] = []
    here = 0
    if "@" in text:
        for local in _LOCAL_PART.finditer(text):
            if local[1]:
                here = _match_between(_TOKEN, text, here, local.start(), found)
                here = _match_between(_TOKEN_OR_ADDRESS, text, here, local.end(), found)
    _match_between(_TOKEN, text, here, len(text), found)
    return found


def _match_between(
    pattern: re.Pattern[str], text: str, here: int, end: int, found: list[re.Match[str]]
) -> int:
    """Append the matches that start in `[here, end)`; the result is where the next one may start."""
    while here < end and (match := pattern.search(text, here)) and match.start() < end:
        found.append(match)
        here = match.end()
    return max(here, end)


def _spans(stretch: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in matches(stretch))
