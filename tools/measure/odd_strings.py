"""Strings that nobody writes, to find where two analyses differ. The same seed gives the same strings."""

from __future__ import annotations

import random
import sys
import unicodedata
from typing import TYPE_CHECKING

from search.segment.model import lexicon
from search.text import TONES, VIETNAMESE_LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PIECES = (
    *(
        "Tp.",
        "TP.HCM",
        "Th.S",
        "ThS.",
        "Mr.",
        "Mrs.",
        "Dr.",
        "GS.",
        "Đ.",
        "A.B.",
        "Đ/c",
        "28-CT/TW",
        "99 -CV/TU",
    ),
    *(
        "==>",
        "=>",
        "->",
        "...",
        "....",
        ">>",
        ">>>",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "  ",
        "\u00a0",
        "\u3000",
        "\x1c",
    ),
    *(
        "http://",
        "https://a.vn/b?c=d",
        "x://",
        "đ://y",
        "_://_",
        "@",
        "a@b.c",
        "a.b@c-d.e.f",
        "@b.c",
        "đa@b.c",
        "a@b",
    ),
    *(
        "101,5",
        "2.000",
        "1_2",
        "1_",
        "_1",
        "1.2.",
        "1..2",
        "21/1/2019",
        "5%",
        "²",
        "٣",
        "Ⅷ",
        "1a",
        "a1",
        "0_0a",
    ),
    *(
        "_",
        "__",
        "a_b",
        "-",
        "--",
        "(",
        ")",
        '"',
        "“",
        "…",
        "–",
        "&",
        "#",
        "$",
        "\\",
        "/",
        "`",
        "~",
        "+-",
        ",-.",
    ),
    *(
        "\0",
        "a\0",
        "đ\0g",
        "x://a\0b",
        "\x7f",
        "\u00ad",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u0301",
        "\u0323",
        "\u031b",
    ),
    *(
        "İ",
        "ß",
        "ǅ",
        "ΑΣ",
        "ς",
        "ﬁ",
        "𝐀",
        "😀",
        "👩‍👩‍👧",
        "🇻🇳",
        "Ð",
        "ð",
        "한글",
        "ᄒ\u1161",
        "漢",
        "ا",
        "ก",
        "Å",
        "\ud800",
    ),
)
"""What pyvi's regular expression has a rule for, and what tends to break such rules."""


def odd_strings(count: int, seed: int, texts: Sequence[str]) -> Iterator[str]:
    """`count` strings of all kinds, up to about 60 tokens long; the sensible ones are cut from `texts`."""
    chance = random.Random(seed)  # noqa: S311 - test data
    words = [line for line in lexicon().dictionary if line]
    syllables = sorted({*" ".join(words).split(" ")})
    triples = [line for line in words if line.count(" ") == 2]
    letters = "".join(sorted(VIETNAMESE_LETTERS))
    vietnamese = letters + letters.upper() + TONES + " " * 60 + ".,-_/@:0123456789\n"

    def salad() -> str:
        return " ".join(_cased(chance, chance.choice(syllables)) for _ in range(chance.randint(1, 30)))

    def phrases() -> str:
        return " ".join(_cased(chance, chance.choice(triples)) for _ in range(chance.randint(1, 10)))

    def soup() -> str:
        parts = (
            chance.choice(PIECES if chance.random() < 0.6 else syllables)
            for _ in range(chance.randint(0, 25))
        )
        return chance.choice(("", " ")).join(parts)

    def typed() -> str:
        return "".join(chance.choices(vietnamese, k=chance.randint(0, 60)))

    def anything() -> str:
        top = chance.choice((0x80, 0x3000, 0x20000, sys.maxunicode))
        return "".join(chr(chance.randint(0, top)) for _ in range(chance.randint(0, 40)))

    def extract() -> str:
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        return chance.choice(WRITINGS)(text[start : start + chance.randint(1, 200)])

    def repeats() -> str:
        row = [_cased(chance, chance.choice(syllables)) for _ in range(chance.randint(1, 3))]
        return " ".join(row * chance.randint(2, 12))

    kinds: tuple[Callable[[], str], ...] = (salad, phrases, repeats, soup, typed, anything, extract, extract)
    for _ in range(count):
        yield chance.choice(kinds)()


def stripped(text: str) -> str:
    """The text without tone marks, hats and horns; đ stays."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def decomposed(text: str) -> str:
    """The text in NFD."""
    return unicodedata.normalize("NFD", text)


WRITINGS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.title,
    str.lower,
    str.swapcase,
    decomposed,
    stripped,
)
"""Ways to write one text that the analysis must stand."""


def _cased(chance: random.Random, word: str) -> str:
    return chance.choice((str, str, str.title, str.upper, str.capitalize))(word)
