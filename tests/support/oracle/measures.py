"""How much more often than by chance something stands beside a query, as the contract says it."""

from __future__ import annotations

from math import log, log2


def log_likelihood(lines: int, beside: int, total: int, tokens: int) -> float:
    """Dunning's measure of a table of two by two; 0 where it stands there no more often than by chance.

    `lines` times it stands beside the query, where `beside` things stand; `total` times among all `tokens`.
    """
    if lines <= beside * total / tokens:
        return 0.0
    observed = [lines, beside - lines, total - lines, tokens - beside - total + lines]
    rows, columns = (beside, tokens - beside), (total, tokens - total)
    expected = [row * column / tokens for row in rows for column in columns]
    found = 2 * sum(o * log(o / e) for o, e in zip(observed, expected, strict=True) if o > 0 and e > 0)
    return max(0.0, found)  # windows that overlap count a word twice, so that a cell may be below nothing


def log_dice(lines: int, occurrences: int, total: int) -> float:
    """Rychlý's measure."""
    return 14 + log2(2 * lines / (occurrences + total))
