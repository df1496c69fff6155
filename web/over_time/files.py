"""Phrases over time as a table that spreadsheets read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from web.export.as_csv import as_csv
from web.export.heads import words
from web.export.model import Column, Export, Rows
from web.texts.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from web.export.model import Cell, Fact

Json = dict[str, Any]


def as_table(found: Json, head: Sequence[Fact], lang: str) -> Iterator[bytes]:
    """A row a period, then one of the articles without a period; shares are numbers from 0 to 1."""
    estimated = say("ngày ước đoán", lang)
    columns = [
        Column("period", say("Kỳ", lang)),
        Column("archive", say("Số bài của kho", lang)),
        Column("archive_estimated", f"{say('Số bài của kho', lang)}, {estimated}"),
    ]
    for n, one in enumerate(found["series"], 1):
        columns += [
            Column(f"count_{n}", one["q"]),
            Column(f"estimated_{n}", f"{one['q']}, {estimated}"),
            Column(f"share_{n}", f"{one['q']}, {say('phần của kho', lang)}"),
        ]
    return as_csv(Export(head, columns, Rows(_rows(found, lang), None, words(lang))))


def _rows(found: Json, lang: str) -> Iterator[tuple[Cell, ...]]:
    archive = found["archive"]
    for at, period in enumerate(found["periods"]):
        row: list[Cell] = [period, archive["counts"][at], archive["estimated"][at]]
        for one in found["series"]:
            share = one["shares"][at]
            row += [one["counts"][at], one["estimated"][at], "" if share is None else f"{share:g}"]
        yield tuple(row)
    undated: list[Cell] = [say("không rõ", lang), archive["undated"], ""]
    for one in found["series"]:
        undated += [one["undated"], "", ""]
    yield tuple(undated)
