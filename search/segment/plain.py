"""Which neighbouring tokens form one word, exactly as pyvi 0.1.1 decides it, about fifteen times faster.

pyvi's model and dictionary are used; pyvi itself, scikit-learn and CRFsuite are not imported. The result is
the same, string for string (the tests and `tratin quality analysis` hold it against pyvi):

    tokenize("Chi bộ kết nạp đảng viên.")   ->  "Chi_bộ kết_nạp đảng_viên ."
    compounds("Chi bộ kết nạp đảng viên.")  ->  [(0, 6), (7, 14), (15, 24)]

How it can be faster:

* No token but the newline holds whitespace, so a stretch between blanks always gives the same tokens: they
  are looked up, not matched again.
* What a token adds to the scores of itself and its neighbours depends on its surface alone; it is worked out
  once a surface (`search.segment.model.Token`).
* There are two labels, B_W (begins a word) and I_W (goes on with it). One number a token is enough: the lead
  of the best path that ends in I_W over the best path that ends in B_W.

This path is plain Python. `search.segment.batch` does the same over many texts at a time, with NumPy.
"""

from __future__ import annotations

import unicodedata
from itertools import accumulate, chain, compress

from search.segment import ties
from search.segment.model import Successor, Token, lexicon
from search.segment.ties import TIE
from search.text import VIETNAMESE_LETTERS, lower, new_style

_NO_SUCCESSORS: dict[str, Successor] = {}
_MARKED_VOWELS = frozenset(letter.upper() for letter in VIETNAMESE_LETTERS if not letter.isascii()) - {"Đ"}


def tokenize(text: str) -> str:
    """The words of a text with blanks between, their tokens joined by `_`, as `pyvi.ViTokenizer.tokenize`.

    A text without tokens comes back as it is. No string raises: pyvi fails on lone surrogates, this does not.
    """
    return _spelled(text) or text


def words(text: str) -> list[str]:
    """The words of a text, their tokens joined by `_`."""
    spelled = _spelled(text)
    return spelled.split(" ") if spelled else []


def compounds(text: str) -> list[tuple[int, int]]:
    """Ranges `[start, end)` of the words that have two tokens or more, in order. Offsets are those of NFC."""
    text = unicodedata.normalize("NFC", text)
    joined = _joined(_tokens(text))
    if not joined:
        return []
    spans = _spans(text)
    found = []
    first = last = joined[0] - 1
    for at in joined:
        if at > last + 1:
            found.append((spans[first][0], spans[last][1]))
            first = at - 1
        last = at
    found.append((spans[first][0], spans[last][1]))
    return found


def prepared(text: str) -> str:
    """A canonical text in the writing that the model knows best; offsets hold.

    Tone marks get the new style, for the dictionary has no other. A line in capitals gets lower case if it
    has a marked vowel: `ĐẠI HỘI ĐẢNG BỘ`, but not `UBND TP.HCM`.
    """
    return new_style(with_small_headlines(text))


def with_small_headlines(text: str) -> str:
    """A text whose lines in capitals have lower case; the half of `prepared` that looks at whole lines."""
    lines = text.split("\n")
    if not any(map(str.isupper, lines)):
        return text
    return "\n".join(
        lower(line) if line.isupper() and not _MARKED_VOWELS.isdisjoint(line) else line for line in lines
    )


def _spelled(text: str) -> str:
    tokens = _tokens(text)
    pieces = [token[7] for token in tokens]  # `spaced`; by number, as in all loops here, because it is faster
    for at in _joined(tokens):
        pieces[at] = tokens[at].glued
    return "".join(pieces)[1:]


def _tokens(text: str) -> list[Token]:
    return list(chain.from_iterable(map(lexicon().stretches.__getitem__, stretches(text))))


def stretches(text: str) -> list[str]:
    """The text between blanks. A newline is a token, so it is set between two blanks of its own."""
    return text.replace("\n", " \n ").split(" ")


def _spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each token of an NFC text."""
    pieces = stretches(text)
    spans = lexicon().spans
    # The newline's own blanks are not in the text: it stands one to the left, and what follows, two.
    steps = [len(piece) + 1 if piece != "\n" else 0 for piece in pieces]
    return [
        (here + start, here + end)
        for here, piece in zip(accumulate(steps, initial=0), pieces, strict=False)
        for start, end in (spans[piece] if piece != "\n" else ((-1, 0),))
    ]


def _joined(tokens: list[Token]) -> list[int]:
    """Places of the tokens that continue the word of the token before them."""
    inside = _labels(_scores(tokens))
    if inside is None:
        inside = ties.labels([token.spaced[1:] for token in tokens])
    places = compress(range(1, len(tokens)), inside[1:])
    return [at for at in places if tokens[at].closes <= tokens[at - 1].opens]


def _scores(tokens: list[Token]) -> list[float]:
    """The lead of I_W that each token has by itself and its surroundings."""
    weights = lexicon().weights
    pair_left, pair_right = weights.pair_left, weights.pair_right
    scores: list[float] = []
    append = scores.append
    triples = []
    score = from_previous = 0.0
    successors = _NO_SUCCESSORS
    for own, following, previous, next_successors, key, _, _, _, _ in tokens:
        if key in successors:
            is_pair, thirds = successors[key]
            if thirds:
                triples.append((len(scores), thirds))
            append(score + previous + (pair_right if is_pair else 0.0))
            score = own + from_previous + (pair_left if is_pair else 0.0)
        else:
            append(score + previous)
            score = own + from_previous
        from_previous = following
        successors = next_successors
    append(score)
    for at, thirds in triples:  # scores[at] is still that of the token before tokens[at]
        if at + 1 < len(tokens) and tokens[at + 1].key in thirds:
            scores[at] += weights.triple_right
            scores[at + 2] += weights.triple_left
    return scores[1:]


def _labels(scores: list[float]) -> list[bool] | None:
    """Whether each token is labelled I_W on the best path through all of them (Viterbi); None after a tie."""
    after_inside, after_begin, middle, low, high = lexicon().chain
    surely_inside, surely_begin = high + TIE, low - TIE
    inside: list[bool] = []
    append = inside.append
    doubtful = []
    lead = carry = 0.0
    for score in scores:
        lead = score + carry
        if lead > surely_inside:
            append(True)
            carry = after_inside
        elif lead < surely_begin:
            append(False)
            carry = after_begin
        else:
            if not low + TIE < lead < high - TIE:
                return None
            doubtful.append(len(inside))
            append(False)
            carry = middle - lead
    if inside:
        if abs(lead) < TIE:
            return None
        inside[-1] = lead > 0  # nothing follows the last token
    for at in reversed(doubtful):
        if at + 1 < len(inside):
            inside[at] = not inside[at + 1]
    return inside
