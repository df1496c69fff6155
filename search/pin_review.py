"""What is no mistake in a table of pinned results but worth a look, in both languages."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from search.edited import Problem
from search.query import syntax_of
from search.query.syntax import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from search.pin_table import Asked, Pin


def remarks_on(pins: Sequence[Pin], day: date, is_there: Callable[[str], bool] | None) -> Iterator[Problem]:
    """Pins that are over, articles that are not there, and queries that are odd or have two pins.

    `is_there` tells whether an article is in the index; None where there is no index to ask.
    """
    for pin in pins:
        if not pin.holds_on(day):
            yield Problem(pin.where, f"đã hết hạn ({pin.until})", f"is over (until {pin.until})")
        for article in pin.articles if is_there else ():
            if is_there is not None and not is_there(article):
                yield Problem(
                    pin.where,
                    f"bài {article!r} không có trong chỉ mục",
                    f"the article {article!r} is not in the index",
                )
        yield from _odd(pin)
    yield from _shared([pin for pin in pins if pin.holds_on(day)])


def _odd(pin: Pin) -> Iterator[Problem]:
    for asked in pin.queries:
        syntax, _ = syntax_of(asked.text)
        if not isinstance(syntax, Text) or "*" in asked.text:
            yield Problem(
                pin.where,
                f"“{asked.text}” có ngoặc kép, trường hoặc toán tử: chỉ câu hỏi gồm từ rời mới có bài ghim",
                f"“{asked.text}” has quotes, fields or operators: only queries of loose words have pins",
            )


def _shared(pins: Sequence[Pin]) -> Iterator[Problem]:
    """Queries that two pins have: both then count."""
    before: dict[tuple[str, ...], list[tuple[Pin, Asked]]] = defaultdict(list)
    for pin in pins:
        for asked in pin.queries:
            for other, same in before[asked.folds]:
                if other is not pin and (same.keys == asked.keys or same.is_bare or asked.is_bare):
                    yield Problem(
                        pin.where,
                        f"“{asked.text}” đã có bài ghim ở {other.where}; cả hai đều hiện, mục trên trước",
                        f"“{asked.text}” has a pin in {other.where} already; both count, the upper one first",
                    )
                    break
            before[asked.folds].append((pin, asked))
