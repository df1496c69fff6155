"""Which stretches of a text matched, and the passages worth showing. Text and ranges, never HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from search.model import MarkedText, Span
from search.tokenizer import Token, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WINDOW = 40
"""Syllables of a passage: about two lines on a wide screen."""

_BACK = 12
"""How many syllables a passage may be moved back to begin with its sentence."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What counts as a match: per word of the query its keys, and per phrase a run of such sets."""

    words: tuple[frozenset[str], ...] = ()
    phrases: tuple[tuple[frozenset[str], ...], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is looked for at all."""
        return bool(self.words or self.phrases)


class _Found(NamedTuple):
    """A matching run of tokens `[first, last)` and the part of the query that it matches."""

    first: int
    last: int
    part: int


def mark(text: str, accepted: Accepted) -> MarkedText:
    """The whole text with every match marked; neighbouring words become one mark."""
    tokens = tokenize(text)
    return MarkedText(text, _marks(text, tokens, _find(tokens, accepted)))


def passages(texts: Iterable[str], accepted: Accepted, limit: int = 2) -> tuple[MarkedText, ...]:
    """The best passages of several blocks, best first, at most one a block and `limit` in all.

    Without a match: the beginning of the first block.
    """
    blocks = [text for text in texts if text]
    ranked = []
    for order, text in enumerate(blocks):
        tokens = tokenize(text)
        found = _find(tokens, accepted)
        if found:
            start, worth = _best_window(found)
            ranked.append((-worth, order, _passage(text, tokens, found, start)))
    ranked.sort(key=lambda item: item[:2])
    if not ranked and blocks:
        return (_passage(blocks[0], tokenize(blocks[0]), [], 0),)
    return tuple(passage for _, _, passage in ranked[:limit])


def _find(tokens: Sequence[Token], accepted: Accepted) -> list[_Found]:
    """All matches in the order of the text."""
    found = []
    parts_of: dict[str, int] = {}
    for part, keys in enumerate(accepted.words):
        for key in keys:
            parts_of.setdefault(key, part)
    for index, token in enumerate(tokens):
        if token.key in parts_of:
            found.append(_Found(index, index + 1, parts_of[token.key]))
    for part, phrase in enumerate(accepted.phrases, start=len(accepted.words)):
        found.extend(_Found(at, at + len(phrase), part) for at in _runs(tokens, phrase))
    return sorted(found)


def _runs(tokens: Sequence[Token], phrase: Sequence[frozenset[str]]) -> Iterable[int]:
    for at in range(len(tokens) - len(phrase) + 1):
        if tokens[at].key in phrase[0] and all(
            tokens[at + step].key in keys and tokens[at + step].position == tokens[at].position + step
            for step, keys in enumerate(phrase)
        ):
            yield at


def _marks(text: str, tokens: Sequence[Token], found: Sequence[_Found]) -> tuple[Span, ...]:
    """Spans of the matches; those that overlap or have only blanks between them become one."""
    spans: list[Span] = []
    for match in found:
        start, end = tokens[match.first].start, tokens[match.last - 1].end
        if spans and (start <= spans[-1].end or text[spans[-1].end : start].isspace()):
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end) - spans[-1].start)
        else:
            spans.append(Span(start, end - start))
    return tuple(spans)


def _best_window(found: Sequence[_Found]) -> tuple[int, float]:
    """The first token of the window with most different parts, then most matches; and its worth."""
    best_start, best_worth = 0, 0.0
    for index, match in enumerate(found):
        inside = [other for other in found[index:] if other.last <= match.first + WINDOW]
        worth = len({other.part for other in inside}) + 0.1 * len(inside)
        if worth > best_worth:
            best_start, best_worth = match.first, worth
        if index > 200:  # a text full of matches: its first part is as good as any
            break
    return best_start, best_worth


def _passage(text: str, tokens: Sequence[Token], found: Sequence[_Found], start: int) -> MarkedText:
    """A window of a block around token `start`, begun with its sentence where that is near."""
    if not tokens:
        return MarkedText(text)
    first = _sentence_start(tokens, start)
    last = min(len(tokens), first + WINDOW)
    begin = 0 if first == 0 else tokens[first].start
    end = len(text) if last == len(tokens) else tokens[last - 1].end
    head, tail = ("…\u00a0" if begin else ""), ("\u00a0…" if end < len(text) else "")
    shift = len(head) - begin
    inside = [match for match in found if match.first >= first and match.last <= last]
    marks = tuple(Span(span.start + shift, span.length) for span in _marks(text, tokens, inside))
    return MarkedText(head + text[begin:end] + tail, marks)


def _sentence_start(tokens: Sequence[Token], start: int) -> int:
    for at in range(start, max(-1, start - _BACK - 1), -1):
        if at == 0 or tokens[at].position > tokens[at - 1].position + 1:
            return at
    return max(0, start - _BACK // 2)
