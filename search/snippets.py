"""The passages of an article that are worth showing for a query. Text and ranges, never HTML.

A passage is about two lines of one block, begun with its sentence where that is near. The best ones hold most
different parts of the query close together, rare ones and phrases before others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from operator import invert
from typing import TYPE_CHECKING, NamedTuple

from search.marking import joined, matcher_of, merged
from search.model import MarkedText, Span, Zone
from search.tokenizer import part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.marking import Accepted, Match, Matcher
    from search.tokenizer import Parted

WINDOW = 40
"""Syllables of a passage: about two lines on a wide screen."""

BACK = 12
"""How many syllables a passage may begin before its first match to begin with its sentence."""

CLOSE = 160
"""Code points within which matches count for one passage: those of the syllables left after `BACK`."""

FAR = 1_200
"""Code points between two passages of one block."""

_ONCE, _AGAIN, _SEEN = 10, 1, 3
"""In tenths of its worth, what counts for a passage: the first match of a part, each of up to three further
ones, and the first one where another passage shows the part already."""

_BESIDE = 5
"""In tenths of its worth, what a part counts more, once, right behind the part before it."""

_OF_ONE_MORE = (_ONCE, _AGAIN, _AGAIN, _AGAIN, 0)
_MOST = len(_OF_ONE_MORE) - 1

_CUT = 260
"""Code points that are cut into tokens behind a place, at first: mostly those of a window.

Before it half as many will do, where the window does not reach the end of the text."""


Text = tuple[str, Zone]
"""A text of an article, and the zone of it that this is."""


class Shown(NamedTuple):
    """An article as a hit: its marked title, its best passages, and how many places of it match."""

    title: MarkedText
    passages: tuple[MarkedText, ...]
    matches: int


class _Found(NamedTuple):
    """A text and what matches in it."""

    text: str
    matches: list[Match]


class _Window(NamedTuple):
    """Matches `[first, last)` that stand close together, how often they match each part, and their worth.

    Parts that only others match are among `parts` with 0; `~part` is a part right behind the one before it.
    """

    first: int
    last: int
    parts: dict[int, int]
    worth: int


def shown(title: str, texts: Iterable[Text], accepted: Accepted, limit: int = 2) -> Shown:
    """An article as a hit: `texts` are all of its texts but the title, in order."""
    matcher = matcher_of(accepted)
    in_title, *found = _found([(title, Zone.TITLE), *(text for text in texts if text[0])], matcher)
    marks = merged(*in_title)
    matches = len(marks) + sum(len(joined(*one)) for one in found if one.matches)
    return Shown(MarkedText(title, marks), _best(found, matcher.worth, limit), matches)


def passages(texts: Iterable[Text], accepted: Accepted, limit: int = 2) -> tuple[MarkedText, ...]:
    """The best passages of several texts, best first, `limit` in all, at most one of a text that is not long.

    Without a match: the beginning of the first text.
    """
    matcher = matcher_of(accepted)
    return _best(_found([text for text in texts if text[0]], matcher), matcher.worth, limit)


def all_passages(title: str, texts: Iterable[Text], accepted: Accepted) -> tuple[MarkedText, ...]:
    """Every place of the texts that matches, in order; those that are near share a passage.

    Of the title, which is none of them, it is only looked at what it has.
    """
    each = [(title, Zone.TITLE), *(text for text in texts if text[0])]
    _, *found = _found(each, matcher_of(accepted))
    return tuple(passage for one in found if one.matches for passage in _every(one))


def _found(texts: Sequence[Text], matcher: Matcher) -> list[_Found]:
    each = matcher.find_each(texts)
    return [_Found(text, matches) for (text, _), matches in zip(texts, each, strict=True)]


def _best(found: Sequence[_Found], worth: Sequence[int], limit: int) -> tuple[MarkedText, ...]:
    """The best passages: one after the other, for what is shown already counts less in the next."""
    windows = [
        (order, one)
        for order, text in enumerate(found)
        if text.matches
        for one in _windows(text.matches, worth)
    ]
    chosen: list[tuple[int, _Window]] = []
    seen: set[int] = set()
    while windows and len(chosen) < limit:
        # the first of equal ones: earlier in the article
        best = max(windows, key=lambda item: item[1].worth - _shown_already(item[1], worth, seen))
        chosen.append(best)
        seen.update(part for part, often in best[1].parts.items() if often)
        windows = [item for item in windows if item[0] != best[0] or _is_far(found[best[0]], item, best)]
    if not chosen and found:
        return (_passage(found[0], 0, 0),)
    return tuple(_passage(found[order], window.first, window.last) for order, window in chosen)


def _windows(matches: Sequence[Match], worth: Sequence[int]) -> Iterator[_Window]:
    """Of each stretch of `FAR` code points, the best matches that are close together."""
    best: _Window | None = None
    counts = dict.fromkeys([part for _, _, part in matches], 0)
    follows = _followers(matches)
    counts.update(dict.fromkeys(map(invert, follows.values()), 0))
    value = last = 0
    for first, (start, end, own) in enumerate(matches):
        if best is not None and start - matches[best.first].start > FAR:
            yield best
            best = None
        reach = max(start + CLOSE, end)
        while last < len(matches) and matches[last].end <= reach:
            part = matches[last].part
            value += worth[part] * _OF_ONE_MORE[min(counts[part], _MOST)]
            counts[part] += 1
            if last in follows and last > first:
                value += 0 if counts[~part] else worth[part] * _BESIDE
                counts[~part] += 1
            last += 1
        if best is None or value > best.worth:
            best = _Window(first, last, counts.copy(), value)
        counts[own] -= 1
        value -= worth[own] * _OF_ONE_MORE[min(counts[own], _MOST)]
        if first + 1 in follows and first + 1 < last:
            part = follows[first + 1]
            counts[~part] -= 1
            value -= 0 if counts[~part] else worth[part] * _BESIDE
    if best is not None:
        yield best


def _followers(matches: Sequence[Match]) -> dict[int, int]:
    """Which matches stand right behind one of the part before theirs, each with its part."""
    return {
        at: other.part
        for at, (one, other) in enumerate(pairwise(matches), start=1)
        if other.part == one.part + 1 and other.start == one.end + 1
    }


def _shown_already(window: _Window, worth: Sequence[int], seen: set[int]) -> int:
    """What a window is worth less because some of its parts are shown."""
    return sum(
        [
            worth[part] * (_ONCE - _SEEN) if part >= 0 else worth[~part] * _BESIDE
            for part in seen
            if window.parts.get(part)
        ]
    )


def _is_far(text: _Found, one: tuple[int, _Window], other: tuple[int, _Window]) -> bool:
    starts = [text.matches[window.first].start for _, window in (one, other)]
    return abs(starts[0] - starts[1]) > FAR


def _passage(found: _Found, first: int, last: int) -> MarkedText:
    """The passage of matches `[first, last)` of a text; without any, its beginning."""
    text, inside = found.text, found.matches[first:last]
    start = inside[0].start if inside else 0
    tokens, offset = _around(text, start)
    begun = bisect_left(tokens.starts, start - offset)
    held = bisect_left(tokens.starts, max((match.end for match in inside), default=0) - offset)
    one, other = _place(tokens, begun, held, is_begun=offset == 0)
    begin = tokens.starts[one] + offset if one else offset
    end = tokens.ends[other - 1] + offset if other < len(tokens.starts) else len(text)
    matches = [match for match in found.matches if begin <= match.start and match.end <= end]
    return _cut_out(text, begin, end, merged(text, matches))


def _around(text: str, start: int) -> tuple[Parted, int]:
    """Tokens of a text round a place, and the offset that they begin at: a window on either side, or all."""
    reach = _CUT
    while True:
        end = text.find(" ", start + reach)
        back, least = (reach, WINDOW) if end < 0 else (reach // 2, BACK + 1)
        begin = text.rfind(" ", 0, max(0, start - back)) + 1
        tokens = part(text[begin:] if end < 0 else text[begin:end])
        at = bisect_left(tokens.starts, start - begin)
        if (not begin or at > least) and (end < 0 or len(tokens.starts) > at + WINDOW):
            return tokens, begin
        reach *= 2


def _place(tokens: Parted, begun: int, held: int, *, is_begun: bool) -> tuple[int, int]:
    """The tokens `[first, last)` of a passage that holds those of `[begun, held)`, if they are not too many.

    `is_begun` says that these tokens are the first ones of their text.
    """
    least = max(0, held - WINDOW)
    near = (
        at for at in range(begun, max(least, begun - BACK) - 1, -1) if _begins(tokens, at, is_begun=is_begun)
    )
    first = next(near, max(0, begun - BACK // 2, min(begun, held - WINDOW)))
    last = first + WINDOW
    if last >= len(tokens.starts):  # room is left: filled with the sentences before
        last = len(tokens.starts)
        earlier = range(max(least, last - WINDOW), begun + 1)
        first = next((at for at in earlier if _begins(tokens, at, is_begun=is_begun)), first)
    return first, last


def _begins(tokens: Parted, at: int, *, is_begun: bool) -> bool:
    """Whether a sentence begins with a token."""
    if at == 0:
        return is_begun
    return at < len(tokens.starts) and tokens.begins_sentence(at)


def _every(found: _Found) -> Iterator[MarkedText]:
    """The passages of a text that together hold all its marks, none of them cut."""
    text = found.text
    tokens, spans = part(text), merged(*found)
    done = 0  # the token after the last passage
    at = 0
    while at < len(spans):
        begun = bisect_left(tokens.starts, spans[at].start)
        near = (
            one
            for one in range(begun, max(done, begun - BACK) - 1, -1)
            if _begins(tokens, one, is_begun=True)
        )
        first = next(near, max(done, begun - BACK // 2))
        last = min(first + WINDOW, len(tokens.starts))
        begin, inside = at, tokens.ends[last - 1]
        while at < len(spans) and spans[at].start < inside:
            inside = max(inside, spans[at].end)
            at += 1
        done = bisect_right(tokens.starts, inside - 1)
        begin_at = tokens.starts[first] if first else 0
        end_at = inside if done < len(tokens.starts) else len(text)
        yield _cut_out(text, begin_at, end_at, spans[begin:at])


def _cut_out(text: str, begin: int, end: int, spans: Iterable[Span]) -> MarkedText:
    """A stretch of a text with its marks; dots say where it goes on."""
    head, tail = ("…\u00a0" if begin else ""), ("\u00a0…" if end < len(text) else "")
    shift = len(head) - begin
    marks = tuple(Span(span.start + shift, span.length) for span in spans)
    return MarkedText(head + text[begin:end] + tail, marks)
