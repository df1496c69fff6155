"""An article's prose as sentences whose quotations are covered up: their words are not the paper's.

A covered text is as long as the text: the words of each quotation are `COVER` in it, and a quotation that
runs over several blocks joins them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from index.enrich.gazetteer import UPPER
from index.enrich.speakers.prose.names import SYLLABLE
from index.enrich.speakers.prose.page import COVER, Page
from index.enrich.speakers.prose.quotations import Quotation, cover, quotations_of
from index.enrich.speakers.prose.ties import tied
from index.enrich.speakers.words.lists import choice
from search.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.model import Article, Block

SPEAKING = frozenset({BlockKind.LEAD, BlockKind.BODY, BlockKind.LIST, BlockKind.QUOTE})
"""Blocks that words may be given to somebody in."""

_SHORTENED = frozenset(
    "TP Tp tp TX TT TS ts GS BS ThS Ths Th LS KTS Mr Dr Ms Đ/c đ/c Tr St PGS Q P H".split()
)
"""Words that are cut short by a full stop: no sentence ends there."""
_WHOLE = frozenset("abdđegiklmnoquvxyàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")
"""Letters that none of those ends with, nor an initial."""
_TORN = re.compile(
    r"(?<=\bTP\.)\n+(?=(?:HCM|Hồ Chí Minh|Hà Nội|Đà Nẵng|Hải Phòng|Cần Thơ"
    r"|Huế|Thủ Đức|Biên Hòa|Nha Trang|Vinh|Vũng Tàu|Quy Nhơn|Thanh Hóa"
    r"|Hạ Long|Đà Lạt|Buôn Ma Thuột|Long Xuyên|Cà Mau|Rạch Giá|Mỹ Tho)(?!\w))"
)
"""The name of a city that some sources tear behind the full stop of `TP.`."""
_TORN_OFF = re.compile(
    r" (?=[TCNBLĐPM])(?<=[^\W\d_] )(?=(?:Theo|Cũng theo|Tuy nhiên|Trước đó|Ngoài ra|Bên cạnh đó|Trong khi đó"
    r"|Lãnh đạo|Đại diện|Chia sẻ với|Trao đổi với|Phát biểu tại|Nói về|Một [^\W\d_A-ZĐ]+)(?: |,))"
)
"""Where a sentence begins whose mark was lost: behind a caption, say."""
_SOURCES = choice("""
    Reuters|AFP|AP|EPA|Getty Images|Getty|Xinhua|TTXVN|VGP|NVCC|FBNV|Weibo|Instagram|Facebook|Fb|BNG|X|Sina
    Shutterstock|Backgrid|TASS|Bloomberg|CNN|BBC|NBC|BTC|PV|IG|Netflix|Bilibili|CACC|QQ|Sohu|YouTube|NASA|RIA
    Sputnik|Pixabay|Pexels|Unsplash|Freepik|iStock|Alamy|WireImage|VOV|VTV|SCMP|Kyodo|Yonhap|Grammy|US Army
""")
"""Whose pictures papers show, but for photographers."""
_BEGINS = (
    r"(?:(?:(?:Cũng |Còn )?[Tt]heo|Ông|Bà|Anh|Chị|Đại diện|Lãnh đạo|Tổng Bí thư|Thủ tướng|Chủ tịch|Bộ trưởng"
    r"|Thứ trưởng|Giám đốc|Phó|Bí thư|Đồng chí|Nói|Chia sẻ|Trao đổi|Trả lời|Phát biểu)(?!\w)"
    r"|(?:Tuy nhiên|Ngoài ra|Đáng chú ý|Hiện),? |(?:Trong|Tại|Ngày|Sáng|Chiều|Tối|Trước|Sau|Khi|Đến|Để|Với"
    rf"|Đây|Trên|Về|Những|Các|Một|Nhiều) [^\W{UPPER}])"
)
"""What a sentence begins with behind the name of a photographer."""
_CREDITS = "Ảnh|Video|Clip|Nguồn"
"""What a picture or a film is called before whose it is."""
_CREDIT = re.compile(
    rf"(?:{_CREDITS})(?: minh họa)? ?: ?"
    rf"(?:(?:{_SOURCES}|[^\W_]+/[^\W_]+)(?P<of> )(?=[{UPPER}“\"{COVER}])"
    rf"|{SYLLABLE}(?: {SYLLABLE}){{1,3}}?(?P<by> )(?={_BEGINS}))"
)
"""Whose a picture is, behind which a sentence begins whose line end was lost."""
_INITIALS = re.compile("(?:[A-ZĐ]\\.)+[A-ZĐ]")
"""Initials that begin a sentence: `B.S. Batra`."""
_MORE_INITIALS = re.compile("[A-ZĐ]\\.")
"""More of them behind a blank: `N.K. T.`."""
_END = re.compile(rf"[.!?…\n][.!?…\n]*[)\]]?\s*(?=[^\W_]|[“\"(–•*{COVER}-]|\Z)")
"""Where a sentence may end: signs and blanks before a word, a mark or the end."""
_LONGEST = 5_000
"""Characters beside its quotations of what may be a sentence: each verb in it looks at all before it."""


class Sentence(NamedTuple):
    """A sentence, with its quotations in order."""

    start: int
    end: int
    quotations: tuple[Quotation, ...]


class Prose(NamedTuple):
    """The covered text of an article, and its sentences in order."""

    page: Page
    sentences: tuple[Sentence, ...]
    starts: frozenset[int]
    """Where blocks begin."""


def read_prose(article: Article) -> Prose:
    """Read the blocks of an article in which somebody may speak."""
    blocks = [block for block in article.blocks if block.kind in SPEAKING]
    quotations = list(quotations_of(article.text, blocks))
    covered = tied(cover(article.text, quotations))
    if "TP.\n" in covered:
        covered = _TORN.sub(_mended, covered)
    sentences = tuple(_sentences(covered, _joined(covered, blocks, quotations), quotations))
    return Prose(Page(covered), sentences, frozenset(block.start for block in blocks))


_AT_END = 2
"""Signs that may stand between the words of a quotation and its end within one block."""


def _mended(torn: re.Match[str]) -> str:
    """Blanks for what tears a name."""
    return " " * len(torn[0])


def _joined(
    covered: str, blocks: Sequence[Block], quotations: Sequence[Quotation]
) -> Iterator[tuple[int, int]]:
    """Stretches of blocks, joined where a quotation or the name of a city runs over."""
    over = [q.whole for q in quotations if q.whole.end - q.words[0].end > _AT_END]
    inside = {block.start for whole in over for block in blocks if whole.start < block.start < whole.end}
    start = None
    for at, block in enumerate(blocks):
        start = block.start if start is None else start
        if at + 1 < len(blocks) and (blocks[at + 1].start in inside or covered[block.end] == " "):
            continue
        yield start, block.end
        start = None


def _sentences(
    covered: str, stretches: Iterator[tuple[int, int]], quotations: Sequence[Quotation]
) -> Iterator[Sentence]:
    """The sentences of stretches, with the quotations that begin in each."""
    waiting = list(reversed(quotations))
    is_credited = any(word in covered for word in _CREDITS.split("|"))
    for begin, stop in stretches:
        start = begin
        ends = [
            (m.start() + len(m[0].rstrip()), m.end())
            for m in _END.finditer(covered, begin, stop)
            if _ends(covered, m)
        ]
        torn = [(m.start(), m.end()) for m in _TORN_OFF.finditer(covered, begin, stop)]
        if is_credited:
            torn += [m.span(m.lastgroup or 0) for m in _CREDIT.finditer(covered, begin, stop)]
        parted = sorted({*ends, *torn}) if torn else ends
        for end, following in [*parted, (stop, stop)]:
            inside = []
            while waiting and waiting[-1].whole.start < end:
                inside.append(waiting.pop())
            if end > start and end - start - sum(one.whole.length for one in inside) <= _LONGEST:
                yield Sentence(start, end, tuple(inside))
            start = following


def _ends(covered: str, found: re.Match[str]) -> bool:
    """Whether a sentence ends at full stops and blanks."""
    at, end = found.start(), found.end()
    if "\n" in found[0] or end >= len(covered):
        return True
    if not found[0][-1].isspace() or covered[end].islower():
        return False
    if covered[at] != "." or covered[at - 1 : at] in _WHOLE:
        return True
    near = max(at - 8, 0)
    begin = max(covered.rfind(" ", near, at), covered.rfind("\n", near, at), at - 8) + 1
    word = covered[begin:at]
    if "." in word and _INITIALS.fullmatch(word) and covered[begin - 1 : begin] in ("", "\n"):
        return False
    if "." in word and _MORE_INITIALS.match(covered, end) and _INITIALS.fullmatch(word):
        return False
    return word not in _SHORTENED and not (len(word) == 1 and word.isupper())
