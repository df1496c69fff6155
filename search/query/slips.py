"""Signs that are typed in other ways than the language has them: put right, or told where they say nothing.

"kết nạp đảng viên     a quote that nobody closed goes on to the end, or to the next field or exclusion
‘kết nạp đảng viên’    single quotes round several words are quotes; those of D'Ran and K'Ho are none
kết nạp - thôn         a dash between blanks leaves nothing out
k*                     a star behind fewer than two letters stands for nothing
"* tỷ đồng"            neither does a gap before or behind all words of a quote
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search.model import Note
from search.query.lexer import QUOTED, QUOTES, SENTENCE, fixed_in, names_in
from search.tokenizer import TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_OPEN = re.compile(r'(?<![^\s(:\-–—])["“”„«](?=[^\s"“”„«»)])')
_ENDS = re.compile(r"\s[-–—](?=[\w(])|\||\s(?:HOẶC|OR|VÀ|AND|KHÔNG|NOT)(?=\s)")
_SINGLE = re.compile(r"(?<![^\s(:\-–—])['‘’‚](?P<text>\w(?:[^'‘’‚]|(?<=\w)['’](?=\w))*)(?<!\s)['’](?!\w)")
_DASH = re.compile(r"(?<=\w )[-–—] (?=(?P<next>[^\W\d_]+))")
_STARRED = re.compile(r"[^\s()|\"“”„«»]*\*[^\s()|\"“”„«»]*")
_USED = re.compile(r"(?:[^\W_][^\W\d_]\*+)+")


def mended(text: str) -> tuple[str, list[Note]]:
    """A canonical query as it is meant, and notes on what was read otherwise than one may think."""
    text, notes = _closed_and_told(text)
    text = _outside_quotes(text, lambda loose: _SINGLE.sub(_doubled, loose))
    return text, [*notes, *_dashes(text), *_stars(text)]


def _doubled(single: re.Match[str]) -> str:
    return f'"{single["text"]}"' if " " in single["text"] else single[0]


def closed(text: str) -> str:
    """A query with its last quote closed, if that is open."""
    return _closed_and_told(text)[0]


def _closed_and_told(text: str) -> tuple[str, list[Note]]:
    behind = max((quoted.end() for quoted in QUOTED.finditer(text)), default=0)
    opened = _OPEN.search(text, behind)
    if opened is None:
        is_stray = QUOTES.search(text, behind) and TOKEN.search(text)
        return text, [Note("stray-quote")] if is_stray else []
    end = min(_ends(text, opened.end()))
    phrase = " ".join(QUOTES.sub(" ", text[opened.end() : end]).split())
    literal = f"{text[: opened.start()]}{phrase}{text[end:]}"
    return f'{text[: opened.start()]}"{phrase}"{text[end:]}', [Note("unclosed-quote", (phrase,), literal)]


def _ends(text: str, start: int) -> Iterator[int]:
    """Where a quote that begins at `start` may be over."""
    yield len(text)
    if found := _ENDS.search(text, start):
        yield found.start()
    yield from (name.start("name") for name in names_in(text) if name.start() > start)
    if text.count("(", 0, start) > text.count(")", 0, start) and ")" in text[start:]:
        yield text.index(")", start)


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    pieces: list[str] = []
    at = 0
    for quoted in QUOTED.finditer(text):
        pieces += [change(text[at : quoted.start()]), quoted[0]]
        at = quoted.end()
    return "".join([*pieces, change(text[at:])])


def _dashes(text: str) -> list[Note]:
    """A dash with blanks round it, of few words and before a small letter: an exclusion may be meant."""
    if not _DASH.search(text) or len(TOKEN.findall(text)) >= SENTENCE:
        return []
    taken = [quoted.span() for quoted in QUOTED.finditer(text)] + fixed_in(text)
    for dash in _DASH.finditer(text):
        is_free = all(dash.start() < start or end <= dash.start() for start, end in taken)
        if is_free and dash["next"][0].islower():
            literal = f"{text[: dash.start()]}-{text[dash.end() :]}"
            return [Note("dash-alone", (dash["next"],), literal)]
    return []


def _stars(text: str) -> list[Note]:
    """The first star that stands for nothing; alone within quotes it is a gap."""
    if "*" not in text:
        return []
    loose = QUOTED.sub(lambda quoted: " ".join(_without_gaps(quoted["text"])), text)
    for starred in _STARRED.findall(loose) if TOKEN.search(text) else ():
        if "*" in _USED.sub("", starred):
            return [Note("star-ignored", (starred,))]
    return _gaps_at_an_end(text)


def _gaps_at_an_end(text: str) -> list[Note]:
    """The first quote that has a gap before its first word or behind its last: nothing need stand there."""
    for quoted in QUOTED.finditer(text):
        chunks = quoted["text"].split()
        kept = [chunk for chunk in chunks if chunk.strip("*")]
        if kept and not (chunks[0].strip("*") and chunks[-1].strip("*")):
            return [Note("gap-ignored", (" ".join(chunks),))]
    return []


def _without_gaps(quoted: str) -> Iterator[str]:
    return (chunk for chunk in quoted.split() if chunk.strip("*"))
