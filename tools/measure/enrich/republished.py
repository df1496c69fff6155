"""Articles of which it is known which are copies: some published again, and notices of one pattern.

An article is published again with one to three changes: another headline, a cut, a note, a day that is put
right, no accents, the other place of tone marks, capitals. The label `of` says of which it is a copy.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from search.model import Article, Block, BlockKind
from search.text import canonical, folded, new_style
from tools.synth import make_articles
from tools.synth.names import person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AGAIN = 0.03
"""Share of articles that are an earlier one, published again."""

NOTICES = 0.1
"""Share of articles that are notices."""

CUT = 0.65
"""A cut leaves at least this share of the words."""

_NOTES = (
    "(Theo Cổng thông tin điện tử tỉnh)",
    "Lời tòa soạn: Chúng tôi xin giới thiệu cùng bạn đọc bài viết dưới đây.",
    "Tòa soạn trân trọng giới thiệu toàn văn bài viết đã đăng trên báo Đảng địa phương.",
    "Bài đã đăng trên trang thông tin điện tử của huyện, ban biên tập có lược bớt một số chi tiết.",
    "Mời bạn đọc xem thêm các tin, bài khác trong chuyên mục Xây dựng Đảng.",
)
_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})\b")
_COMMUNES = ("An Bình", "Tân Phú", "Hòa Lợi", "Mỹ Đức", "Phước Long", "Đại Đồng", "Minh Khai", "Vĩnh Thịnh")


@dataclass(frozen=True, slots=True)
class Piece:
    """An article with its label: the number of the first of its copies, its own where it is that one."""

    number: int
    of: int
    title: str
    paragraphs: tuple[str, ...]

    @property
    def article(self) -> Article:
        """The piece as a cleaned page."""
        text, blocks = "", []
        for kind, part in [
            (BlockKind.TITLE, self.title),
            *((BlockKind.BODY, each) for each in self.paragraphs),
        ]:
            clean = canonical(part)
            blocks.append(Block(kind, len(text), len(text) + len(clean)))
            text += clean + "\n\n"
        return Article(text, tuple(blocks), f"nguồn {self.number % 7}")


def pieces(count: int, seed: int) -> Iterator[Piece]:
    """So many articles, the same for the same seed."""
    chance = random.Random(f"copies/{seed}")  # noqa: S311 - test data
    originals = (each for each in make_articles(2 * count + 500, seed) if each["dup_of"] is None)
    made: list[Piece] = []
    for number in range(count):
        kind = chance.random()
        if made and kind < AGAIN:
            piece = _again(chance.choice(made), number, chance)
        elif kind < AGAIN + NOTICES:
            piece = _notice(number, chance)
        else:
            record = next(originals)
            piece = Piece(number, number, record["title"], tuple(record["text"].split("\n")))
        made.append(piece)
        yield piece


# ---------------------------------------------------------------- published again


def _again(first: Piece, number: int, chance: random.Random) -> Piece:
    """The piece at another address, changed in one to three ways."""
    piece = replace(first, number=number)
    for change in chance.sample(_CHANGES, chance.randint(1, 3)):
        piece = change(piece, chance)
    return piece


def _retitled(piece: Piece, chance: random.Random) -> Piece:
    """Another headline: the beginning of the text."""
    words = piece.paragraphs[0].split()
    return replace(piece, title=" ".join(words[: chance.randint(6, 14)]))


def _cut(piece: Piece, chance: random.Random) -> Piece:
    """Without paragraphs at its end, or one from its middle."""
    kept = list(piece.paragraphs)
    least = CUT * sum(map(_length, kept))
    while len(kept) > 1:
        at = chance.choice((-1, len(kept) // 2))
        if sum(map(_length, kept)) - _length(kept[at]) < least:
            break
        del kept[at]
    return replace(piece, paragraphs=tuple(kept))


def _length(text: str) -> int:
    return len(text.split())


def _noted(piece: Piece, chance: random.Random) -> Piece:
    """With a note before or after it."""
    note = (chance.choice(_NOTES),)
    paragraphs = note + piece.paragraphs if chance.random() < 0.5 else piece.paragraphs + note
    return replace(piece, paragraphs=paragraphs)


def _redated(piece: Piece, chance: random.Random) -> Piece:
    """With the first day that it names put right, everywhere."""
    found = next((day for text in piece.paragraphs if (day := _DAY.search(text))), None)
    if found is None:
        return piece
    before, after = found[0], f"{chance.randint(1, 28):02}/{found[2]}"
    return replace(piece, paragraphs=tuple(text.replace(before, after) for text in piece.paragraphs))


def _written(how: Callable[[str], str]) -> Callable[[Piece, random.Random], Piece]:
    def change(piece: Piece, chance: random.Random) -> Piece:
        del chance
        return replace(piece, title=how(piece.title), paragraphs=tuple(map(how, piece.paragraphs)))

    return change


def _in_capitals(piece: Piece, chance: random.Random) -> Piece:
    del chance
    return replace(piece, title=piece.title.upper())


_CHANGES = (_retitled, _cut, _noted, _redated, _in_capitals, _written(folded), _written(new_style))

# ---------------------------------------------------------------- notices


@cache
def _patterns() -> list[dict[str, str]]:
    path = Path(__file__).with_name("notices.toml")
    found: list[dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))["notice"]
    return found


def _notice(number: int, chance: random.Random) -> Piece:
    """A notice of one of the patterns. A figure is another wherever it stands, a place and a day are one."""
    pattern = chance.choice(_patterns())
    fixed = {
        "commune": chance.choice(_COMMUNES),
        "month": str(chance.randint(1, 12)),
        "year": str(chance.randint(2015, 2025)),
        "day": f"{chance.randint(1, 28):02}",
    }
    title, text = (_filled(pattern[name], fixed, chance) for name in ("title", "text"))
    return Piece(number, number, title, tuple(text.strip().split("\n")))


def _filled(pattern: str, fixed: dict[str, str], chance: random.Random) -> str:
    def value(slot: re.Match[str]) -> str:
        name = slot[1]
        if name == "person":
            return person(chance.random)
        return str(chance.randint(2, 980)) if name == "number" else fixed[name]

    return re.sub(r"\{(\w+)\}", value, pattern)
