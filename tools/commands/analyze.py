"""`tratin analyze`: what the analyser makes of a text, and how."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from search.abbreviations import readings
from search.analysis import analyze as analyse
from search.analysis import fingerprint
from search.keys import I_TO_Y, retoned
from search.model import Word
from search.text import canonical, has_marks, lower
from search.tokens import Kind
from tools.console import pass_console

if TYPE_CHECKING:
    from search.analysis import Analysis
    from tools.console import Console


@click.command()
@click.argument("text", default="-")
@pass_console
def analyze(console: Console, text: str) -> None:
    """Cho biết một câu được phân tích ra sao. / Show how a text is analysed.

    Prints the tokens with their positions, keys, folds and kinds and how each key was made, the compounds,
    the canonical terms, and how abbreviations would be read in a query. TEXT is - for standard input.
    """
    given = sys.stdin.read() if text == "-" else text
    shown = report(given)
    console.emit(shown)
    if not console.json:
        _show(shown)


def report(given: str) -> dict[str, Any]:
    """The analysis of a text as plain data; offsets refer to `text`, the canonical text."""
    text = canonical(given)
    found = analyse(text)
    return {
        "text": text,
        "analyser": fingerprint(),
        "tokens": _tokens(text, found),
        "compounds": [
            {"first": first, "last": last, "text": _stretch(text, found, first, last)}
            for first, last in found.compounds
        ],
        "terms": [
            {
                "first": term.first,
                "last": term.last,
                "text": _stretch(text, found, term.first, term.last),
                "kind": term.kind.value,
                "value": term.value,
            }
            for term in found.terms
        ],
        "query": [reading.label for reading in readings(_words(text, found), accented=has_marks(text))],
    }


def _stretch(text: str, found: Analysis, first: int, last: int) -> str:
    return text[found.tokens.starts[first] : found.tokens.ends[last - 1]]


def _words(text: str, found: Analysis) -> list[Word]:
    tokens = found.tokens
    spans = zip(tokens.starts, tokens.ends, tokens.types, strict=True)
    return [Word(text[start:end], type_.key, type_.fold) for start, end, type_ in spans]


def _tokens(text: str, found: Analysis) -> list[dict[str, Any]]:
    tokens = found.tokens
    columns = zip(tokens.starts, tokens.ends, tokens.positions, tokens.types, strict=True)
    return [
        {
            "start": start,
            "length": end - start,
            "position": position,
            "surface": text[start:end],
            "key": type_.key,
            "fold": type_.fold,
            "kind": type_.kind.value,
            "how": how(text[start:end], type_.key, type_.kind),
        }
        for start, end, position, type_ in columns
    ]


def how(surface: str, key: str, kind: Kind) -> list[str]:
    """The steps that led from a surface to its key; none where they are the same."""
    if kind is Kind.NUMBER:
        return ["number in plain writing"] if surface != key else []
    steps = []
    low = lower(surface)
    if low != surface:
        steps.append("lower case")
    toned = retoned(low)
    if toned != low:
        steps.append("tone mark moved")
    if toned in I_TO_Y:
        steps.append("i is y here")
    return steps


def _show(shown: dict[str, Any]) -> None:
    click.echo(f"{'vị trí':>6}  {'chữ':<14} {'khóa':<14} {'không dấu':<14} {'loại':<13} cách làm · how")
    for token in shown["tokens"]:
        click.echo(
            f"{token['position']:>6}  {token['surface']:<14} {token['key']:<14} {token['fold']:<14} "
            f"{token['kind']:<13} {', '.join(token['how'])}".rstrip()
        )
    for title, rows in (
        ("Từ ghép · compounds", [one["text"] for one in shown["compounds"]]),
        ("Mục chuẩn · terms", [f"{one['text']} -> {one['kind']} {one['value']}" for one in shown["terms"]]),
        ("Khi tìm · in a query", shown["query"]),
    ):
        if rows:
            click.echo(f"{title}: {' | '.join(rows)}")
