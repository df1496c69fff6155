"""Queries by a number: the same seed and number give the same text, however many are made."""

from __future__ import annotations

import random
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from search.query.fields import TITLES
from search.text import folded
from tools.synth import make_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Chance = random.Random

SIGNS = (
    *('"', "“", "”", "„", "«", "»", "(", ")", "()", "-", "--", "–", "*", "**", "|", "||", "&&", "~", "~5"),
    *("~>3", "~999", ":", "::", "..", "…", ",", ";", ".", "/", "\\", "'", "?", "!", "+", "^", "[", "]", "%"),
    *(" ", "  ", "\t", "\n", "\r\n", "\x00", "\x1c", "\u00a0", "\u200b", "\u2028", "\ufeff", "\u0301"),
    *("😀", "漢字", "𝐀", "ﬁ", "ß", "İ", "ſ", "Ⅻ", "²", "٣", "ͅ", "\ud800", "\udfff"),
)
OPERATORS = ("VÀ", "HOẶC", "KHÔNG", "AND", "OR", "NOT", "|", "-", "VA", "HOAC", "KHONG", "và", "hoặc", "or")
WORDS = (
    *("đảng", "viên", "kết nạp", "đại hội", "chi bộ thôn", "dang vien", "HĐND", "UBND", "HĐND&UBND", "Đ/c"),
    *("của", "và", "số", "ngày", "năm", "tháng", "khóa XII", "của Tỉnh ủy Thái Nguyên", "xã Nga My", "quỳ"),
    *(
        "hoà bình",
        "lý luận",
        "2.000",
        "3,5%",
        "50%",
        "a",
        "x1",
        "thanh niên",
        "kế*",
        "a*",
        "th*",
        "*n",
        "k*t",
    ),
    *("nghị quyết trung ương bốn khóa XII", "chỉ thị 28", "nghị quyết số 5 của Bộ Chính trị"),
)
DOCUMENTS = (
    "28-CT/TW",
    "28 ct tw",
    "99 -CV/TU",
    "07-CT/TU",
    "43/2011/NĐ-CP",
    "15/QĐ-UBND",
    "28-CT",
    "1/TT-BTC",
)
DAYS = (
    "21/1/2019",
    "9-11-2021",
    "ngày 9/11/2021",
    "31/2/2020",
    "2021-11-09",
    "ngày 1 tháng 5 năm 2021",
    "1.5",
)
VALUES = (
    *(
        "2019..2021",
        "2019-2021",
        "..2015",
        "2023..",
        "2019,2021",
        "0",
        "99999999999",
        "6/2021..9/2021",
        "13/2021",
    ),
    *(
        "1/5/2021..30/6/2021",
        "1/5/2021..",
        "XIII",
        "2020-2025",
        "Thái Nguyên",
        "huyện Phú Bình",
        "cán bộ",
        "x",
    ),
    *("xay-dung-dang/ket-nap", "baothainguyen", "28-CT/TW", "", "..", "…", "chuyển đổi số", "28", "..,.."),
)
LOOK_ALIKES = str.maketrans("aeoicpxyABEKMHOPCTX", "аеоісрхуАВЕКМНОРСТХ")
"""Letters with those that look the same in another alphabet."""

LONGEST = 100_000


def typed(seed: int, number: int) -> str:
    """The text of a number."""
    chance = Chance(f"{seed} {number}")
    return _any(chance)


def _any(chance: Chance) -> str:
    kinds, weights = zip(*_KINDS.items(), strict=True)
    return str(chance.choices(kinds, weights)[0](chance))


def _by_grammar(chance: Chance) -> str:
    """Operators, fields and values put together as they may be, mostly."""
    return _tree(chance, chance.randint(1, 4))


def _tree(chance: Chance, depth: int) -> str:
    parts = [_part(chance, depth) for _ in range(chance.choice([1, 1, 2, 2, 3, 5]))]
    glue = [chance.choice([" ", " ", " ", f" {chance.choice(OPERATORS)} "]) for _ in parts]
    return "".join(piece for pair in zip(parts, glue, strict=True) for piece in pair).strip()


def _part(chance: Chance, depth: int) -> str:
    makers: list[Callable[[Chance], str]] = [_word, _word, _quoted, _field, _fact]
    if depth:
        makers += [lambda chance: f"({_tree(chance, depth - 1)})"] * 2
        makers.append(lambda chance: f"-{_part(chance, depth - 1)}")
        makers.append(lambda chance: f"{_name(chance)}:({_tree(chance, depth - 1)})")
    return chance.choice(makers)(chance)


def _word(chance: Chance) -> str:
    return chance.choice([chance.choice(WORDS), chance.choice(_phrases())])


def _fact(chance: Chance) -> str:
    return chance.choice([*DOCUMENTS, *DAYS])


def _quoted(chance: Chance) -> str:
    words = [chance.choice([_word(chance), "*", "**", _fact(chance)]) for _ in range(chance.randint(0, 4))]
    after = chance.choice(["", "", "", f"~{chance.randint(0, 120)}", f"~>{chance.randint(0, 9)}", "~"])
    return f'"{" ".join(words)}"{after}'


def _field(chance: Chance) -> str:
    value = chance.choice([chance.choice(VALUES), _word(chance), _quoted(chance), _fact(chance)])
    return f"{_name(chance)}:{chance.choice(['', '', ' '])}{value}"


def _name(chance: Chance) -> str:
    title = chance.choice(list(TITLES.values()))
    name = chance.choice([title.vi, title.en, *title.others])
    return chance.choice([name, name, folded(name), folded(name).replace(" ", ""), name.upper()])


def _thrown(chance: Chance) -> str:
    """Pieces of the language in no order at all."""
    pieces: Sequence[str] = (*SIGNS, *OPERATORS, *WORDS, *DOCUMENTS, *DAYS, *VALUES)
    count = chance.randint(1, 14)
    return "".join(chance.choice(pieces) + chance.choice(["", " "]) for _ in range(count))


def _mutated(chance: Chance) -> str:
    """Something that may be asked, as people mistype it."""
    text = chance.choice([_by_grammar, _word, _word])(chance)
    for _ in range(chance.randint(1, 3)):
        text = chance.choice(_MUTATIONS)(text, chance)
    return text


def _some(change: Callable[[str], str]) -> Callable[[str, Chance], str]:
    """A change of every other word or so."""

    def changed(text: str, chance: Chance) -> str:
        return " ".join(change(word) if chance.random() < 0.6 else word for word in text.split(" "))

    return changed


def _mark_moved(text: str, chance: Chance) -> str:
    """A mark of a letter put behind another one: decomposed, and never composed again."""
    letters = list(unicodedata.normalize("NFD", text))
    marks = [at for at, letter in enumerate(letters) if unicodedata.combining(letter)]
    if marks:
        mark = letters.pop(chance.choice(marks))
        letters.insert(chance.randrange(len(letters) + 1), mark)
    return "".join(letters)


def _slipped(text: str, chance: Chance) -> str:
    """A letter left out, put in, replaced, or swapped with the next."""
    at = chance.randrange(len(text) + 1)
    letter = chance.choice("abcdeghiklmnopqrstuvxyđư ")
    return chance.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + letter + text[at:],
            text[:at] + letter + text[at + 1 :],
            text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
        ]
    )


def _mixed_case(text: str, chance: Chance) -> str:
    return "".join(chance.choice([letter.upper(), letter.lower(), letter]) for letter in text)


_MUTATIONS: Sequence[Callable[[str, Chance], str]] = (
    _some(folded),
    _some(lambda word: unicodedata.normalize("NFD", word)),
    _some(lambda word: unicodedata.normalize("NFKD", word)),
    _some(lambda word: word.translate(LOOK_ALIKES)),
    _some(str.upper),
    _some(str.title),
    _mixed_case,
    _mark_moved,
    _slipped,
    _slipped,
)


def _characters(chance: Chance) -> str:
    """Any characters: bytes that are no text, or code points of the whole of Unicode."""
    count = chance.randint(0, 40)
    data = chance.randbytes(count)
    return chance.choice(
        [
            data.decode("utf-8", "replace"),
            data.decode("utf-8", "surrogateescape"),
            data.decode("latin-1"),
            "".join(chr(chance.randrange(0x110000)) for _ in range(count)),
            "".join(chr(chance.randrange(0x20, 0x250)) for _ in range(count)),
        ]
    )


def _mixture(chance: Chance) -> str:
    """Several of these, one in the middle of another."""
    one, other = _short(chance), _short(chance)
    at = chance.randrange(len(one) + 1)
    return one[:at] + other + one[at:]


def _short(chance: Chance) -> str:
    return chance.choice([_by_grammar, _thrown, _mutated, _characters])(chance)


def _long(chance: Chance) -> str:
    """Something again and again: up to the limits, and far beyond them."""
    piece = _short(chance) or "("
    most = chance.choice([500, 2_000, 4_000, LONGEST])
    return (piece * (most // len(piece) + 1))[:most]


_KINDS: dict[Callable[[Chance], str], int] = {
    _by_grammar: 40,
    _thrown: 25,
    _mutated: 20,
    _characters: 8,
    _mixture: 6,
    _long: 1,
}
"""Kinds of queries, and how many of a hundred are of each."""


@cache
def _phrases() -> tuple[str, ...]:
    """Neighbouring words of made-up articles."""
    chance = Chance(1)
    found = []
    for record in make_articles(50, 1):
        words = str(record["text"]).split()
        for _ in range(8):
            at = chance.randrange(len(words))
            found.append(" ".join(words[at : at + chance.randint(1, 5)]))
    return tuple(found)
