"""What `search.marking` must find, plainly: every token is cut, and every place is tried."""

from __future__ import annotations

import re

from search.marking import Match, Run
from search.model import Gap, Zone
from search.terms import find_terms
from search.tokenizer import cut, tokenize


def marked(found):
    """The marked stretches."""
    return [found.text[span.start : span.end] for span in found.marks]


def find(text, accepted, zone=Zone.ANY):
    """All matches of a text, in order."""
    tokens = tokenize(text)
    found = set()
    parts = [*accepted.words, *accepted.runs, *accepted.close, *accepted.terms]
    seen = set()
    for part, one in enumerate(parts):
        if isinstance(one, frozenset):
            ranges = [(at, at) for at, token in enumerate(tokens) if token.key in one - seen]
            seen |= one
        elif hasattr(one, "words"):
            at_home = one.zone in (Zone.ANY, zone)
            ranges = (_run if isinstance(one, Run) else _close)(one, tokens) if at_home else []
        else:
            ranges = _named(one, text)
        found |= {Match(tokens[first].start, tokens[last].end, part) for first, last in ranges}
    return sorted(found)


def _run(run, tokens):
    """From each token, the nearest end of a phrase that begins there."""
    gaps = run.gaps or [Gap()] * (len(run.words) - 1)
    for first, token in enumerate(tokens):
        ends = {first} if token.key in run.words[0] else set()
        for keys, gap in zip(run.words[1:], gaps, strict=True):
            ends = {
                at
                for at, other in enumerate(tokens)
                if other.key in keys
                and any(gap.least < other.position - tokens[end].position <= gap.most + 1 for end in ends)
            }
        if ends:
            yield first, min(ends)


def _close(close, tokens):
    """The words of each stretch: of every one that begins with a word, the shortest that holds all."""
    inside = set()
    for first in range(len(tokens)):
        chosen = (_in_order if close.ordered else _in_any_order)(close, tokens, first)
        if chosen and tokens[chosen[-1]].position - tokens[first].position <= close.within:
            inside |= set(chosen)
    return [(at, at) for at in inside]


def _in_order(close, tokens, first):
    chosen, wanted = [], list(close.words)
    for at in range(first, len(tokens)):
        if wanted and tokens[at].key in wanted[0]:
            chosen.append(at)
            wanted.pop(0)
        elif at == first:
            return []
    return [] if wanted else chosen


def _in_any_order(close, tokens, first):
    times = close.times or [1] * len(close.words)
    every = frozenset().union(*close.words)
    if tokens[first].key not in every:
        return []
    for last in range(first, len(tokens)):
        keys = [token.key for token in tokens[first : last + 1]]
        if all(
            sum(key in word for key in keys) >= often for word, often in zip(close.words, times, strict=True)
        ):
            return [at for at in range(first, last + 1) if tokens[at].key in every]
    return []


def _named(named, text):
    tokens = cut(text)
    pattern = ".*".join(map(re.escape, named.value.split("*")))
    for term in find_terms(text, tokens.starts, tokens.types):
        if term.kind == named.kind and re.fullmatch(pattern, term.value):
            yield term.first, term.last - 1
