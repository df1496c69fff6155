"""The templates as the generator uses them: choices written out, slots as single private letters.

A template is a sentence or a part of one: `[a|b]` is a choice between words, `{X}` a slot. Choices do not
nest.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import count
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from search.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HERE = Path(__file__).parent

MOST = 300
"""Variants that are kept of one template; those of longer ones are spread over all there are."""

SLOT = re.compile("[\ue000-\ue0ff]")
"""A slot in a variant."""

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_NAMED = re.compile(r"\{(\w+)\}")
_STRIDE = 7919
"""A prime above every number of alternatives, so that steps of it meet every combination of them."""

Variants = tuple[tuple[str, ...], ...]
"""Of each template its variants: first a template is drawn, then a variant: rich ones do not crowd."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What is written about one topic; `share` gives its weight from a year on."""

    topic: str
    categories: tuple[str, ...]
    share: tuple[tuple[int, float], ...]
    titles: Variants
    leads: Variants
    sentences: Variants
    deeds: Variants
    calls: Variants
    figures: Variants

    def weight(self, year: int) -> float:
        """How many articles the theme has in a year, beside other themes."""
        return next((weight for first, weight in reversed(self.share) if first <= year), 0.0)


@dataclass(frozen=True, slots=True)
class Common:
    """What articles of every theme are made of; `words` are lists that are slots themselves."""

    openers: Variants
    actors: Variants
    tails: Variants
    verbs: Variants
    periods: Variants
    places: Variants
    sentences: Variants
    closings: Variants
    words: Mapping[str, Variants]


@dataclass(frozen=True, slots=True)
class Templates:
    """All templates, and which letter stands for which slot."""

    themes: tuple[Theme, ...]
    common: Common
    letters: Mapping[str, str]


@cache
def templates() -> Templates:
    """The templates of the project."""
    encoder = _Encoder()
    common = _common(_read(HERE / "common.toml"), encoder)
    paths = sorted((HERE / "themes").glob("*.toml"))
    return Templates(tuple(_theme(_read(path), encoder) for path in paths), common, encoder.letters)


def expand(template: str, most: int = MOST) -> tuple[str, ...]:
    """The variants of a template: at most so many, every alternative of every choice among them."""
    parts = _CHOICE.split(template)
    fixed, choices = parts[::2], [part.split("|") for part in parts[1::2]]
    total = prod(len(choice) for choice in choices)
    numbers = range(total) if total <= most else [step * _STRIDE % total for step in range(most)]
    return tuple(_variant(fixed, choices, number) for number in numbers)


def _variant(fixed: Sequence[str], choices: Sequence[Sequence[str]], number: int) -> str:
    text = fixed[0]
    for choice, after in zip(choices, fixed[1:], strict=True):
        number, at = divmod(number, len(choice))
        text += choice[at] + after
    return text


class _Encoder:
    """Gives each slot a letter as it meets it."""

    def __init__(self) -> None:
        self.letters: dict[str, str] = {}
        self._numbers = count(0xE000)

    def variants(self, given: Iterable[str]) -> Variants:
        """Templates with their choices written out and their slots as letters."""
        return tuple(tuple(_NAMED.sub(self._letter, text) for text in expand(each)) for each in given)

    def _letter(self, match: re.Match[str]) -> str:
        if match[1] not in self.letters:
            self.letters[match[1]] = chr(next(self._numbers))
        return self.letters[match[1]]


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"cannot read the templates {path.name}: {error}") from error


def _common(table: Mapping[str, Any], encoder: _Encoder) -> Common:
    words = {name: encoder.variants(given) for name, given in table["words"].items()}
    return Common(words=words, **{name: encoder.variants(table[name]) for name in _PARTS})


_PARTS = ("openers", "actors", "tails", "verbs", "periods", "places", "sentences", "closings")
_TEXTS = ("titles", "leads", "sentences", "deeds", "calls", "figures")


def _theme(table: Mapping[str, Any], encoder: _Encoder) -> Theme:
    share = tuple((int(first), float(weight)) for first, weight in table["share"])
    texts = {name: encoder.variants(table[name]) for name in _TEXTS}
    return Theme(table["topic"], tuple(table["categories"]), share, **texts)
