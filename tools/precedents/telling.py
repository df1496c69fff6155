"""Answers about precedents as aligned text: nothing but letters, for any terminal."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from search.model import UNKNOWN, Collocates, Concordance, FirstUse, Groups, Similar, Timeline, Variants
from tools.console import grouped
from web.texts.dates import day_label, published_label
from web.texts.labels import value_label
from web.texts.words import percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from search.model import Line, Passage

BESIDE = 36
"""Columns on either side of an occurrence."""

_PROVINCE = ("province", "district")


def told(found: Any, lang: str) -> Iterator[str]:
    """An answer, line by line."""
    match found:
        case Concordance():
            yield f"{grouped(found.total)} chỗ · lines, {grouped(found.articles)} bài · articles"
            yield from (_line(line, lang) for line in found.lines)
        case Variants():
            yield f"{grouped(found.kinds)} cách viết · wordings, {grouped(found.total)} chỗ · lines"
            yield from _variants(found, lang)
        case Collocates():
            yield f"{grouped(found.total)} chỗ · lines, {grouped(found.articles)} bài · articles"
            yield f"{grouped(found.kinds)} chữ · things, xếp theo · by {found.measure.value}"
            yield from _collocates(found)
        case Groups():
            yield f"{grouped(found.kinds)} nhóm · groups, {grouped(found.total)} chỗ · lines"
            yield from _groups(found, lang)
        case Timeline():
            yield from _timeline(found)
        case FirstUse():
            yield from _first(found, lang)
        case Similar():
            yield f"{grouped(len(found.passages))} đoạn giống · similar passages"
            for passage in found.passages:
                yield from _passage(passage, lang)


def table(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> Iterator[str]:
    """Rows in columns, those named to the right; as wide as what stands there."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            _padded(cell, width, to_right=at in right)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


FEW_SIGN = "~"
"""Before a share of few articles, which is mostly chance."""

HIDDEN = "…"
"""Instead of words that a source does not let be shown."""


def _width(text: str) -> int:
    """Columns of a terminal: marks that stand on a letter take none."""
    return sum(not unicodedata.combining(letter) for letter in text)


def _padded(text: str, width: int, *, to_right: bool = False) -> str:
    blank = " " * max(0, width - _width(text))
    return blank + text if to_right else text + blank


def _line(line: Line, lang: str) -> str:
    before = _flat(line.before)[-BESIDE:]
    after = _flat(line.after)[:BESIDE]
    told_of = f"{published_label(line.published, lang)} · {line.source} · {line.article}"
    match = _flat(line.match) or HIDDEN
    return f"{_padded(before, BESIDE, to_right=True)}[{match}]{_padded(after, BESIDE)}  {told_of}"


def _flat(text: str) -> str:
    return "".join(" " if letter.isspace() or not letter.isprintable() else letter for letter in text)


def _variants(found: Variants, lang: str) -> Iterator[str]:
    rows = [
        (
            grouped(one.lines),
            grouped(one.articles),
            _day(one.first, lang),
            _day(one.last, lang),
            _flat(one.text) or HIDDEN,
            ", ".join(value_label("place", place, lang) for place, _ in one.places),
        )
        for one in found.variants
    ]
    yield from table(rows, frozenset({0, 1})) if rows else ()


def _collocates(found: Collocates) -> Iterator[str]:
    head = ("chỗ·lines", "bài·articles", "cả kho·all", "log-likelihood", "logDice", "")
    rows = [
        (
            grouped(one.lines),
            grouped(one.articles),
            grouped(one.total),
            f"{one.log_likelihood:.1f}",
            f"{one.log_dice:.2f}",
            _flat(one.text),
        )
        for one in found.collocates
    ]
    yield from table([head, *rows], frozenset(range(5))) if rows else ()


def _groups(found: Groups, lang: str) -> Iterator[str]:
    head = ("chỗ·lines", "bài·articles", "của nhóm·of all", "‰", "từ·from", "đến·to", "")
    rows = [
        (
            grouped(one.lines),
            grouped(one.articles),
            grouped(one.archive),
            f"{FEW_SIGN if one.is_few else ''}{1000 * one.share:.1f}",
            _day(one.first, lang),
            _day(one.last, lang),
            _group(found.by.value, one.value, lang),
        )
        for one in found.groups
    ]
    yield from table([head, *rows], frozenset(range(4))) if rows else ()


def _group(by: str, value: str, lang: str) -> str:
    if value == UNKNOWN:
        return "không rõ · unknown"
    return value_label("place", value, lang) if by in _PROVINCE else _flat(value)


def _timeline(found: Timeline) -> Iterator[str]:
    """A row a period; of each phrase the articles, and in brackets those whose date is inferred."""
    everything = (*found.series, found.archive)
    head = ("", *(_flat(one.query.text) for one in found.series), "cả kho·archive")
    rows = [
        (period, *(_count(one.counts[at], one.estimated[at]) for one in everything))
        for at, period in enumerate(found.periods)
    ]
    rows.append(("không rõ·unknown", *(_count(one.undated, 0) for one in everything)))
    rows.append(("tất cả·all", *(_count(one.articles, 0) for one in everything)))
    yield from table([head, *rows], frozenset(range(1, len(head))))


def _count(count: int, guessed: int) -> str:
    return f"{grouped(count)} ({grouped(guessed)}?)" if guessed else grouped(count)


def _first(found: FirstUse, lang: str) -> Iterator[str]:
    yield f"Kho có từ · the archive begins on {_day(found.archive, lang)}"
    if found.place:
        place = value_label("place", found.place, lang)
        yield f"{place}: {_day(found.archive_place, lang)}"
    yield from (_line(line, lang) for line in found.first)
    if found.earlier:
        yield f"Có thể sớm hơn · perhaps earlier ({grouped(found.undated)} bài không rõ ngày · undated)"
        yield from (_line(line, lang) for line in found.earlier)


def _passage(passage: Passage, lang: str) -> Iterator[str]:
    share = percent(round(passage.share * 10_000), 10_000, lang)
    yield f"\n{share}  {_flat(passage.title)}"
    yield f"     {published_label(passage.published, lang)} · {passage.source} · {passage.article}"
    if passage.quotes:
        yield f"     có thể là trích · perhaps quoted from {passage.quotes}"
    yield f"     {_marked(passage)}"


def _marked(passage: Passage) -> str:
    """The passage with its shared runs in brackets."""
    text, done = "", 0
    for run in sorted(passage.runs, key=lambda one: one.found.start):
        if run.found.start >= done:
            text += f"{passage.text[done : run.found.start]}[{passage.text[run.found.start : run.found.end]}]"
            done = run.found.end
    return _flat(text + passage.text[done:])


def _day(day: date | None, lang: str) -> str:
    return day_label(day, lang) if day else "–"
