"""The years that an article speaks of, weighted by where and how it does.

A year in the title counts more than one in the body; "so với cùng kỳ năm 2020" names a year only to compare
with it, "đến năm 2025" a plan, "từ năm 2015" the past. Terms ("nhiệm kỳ 2020 - 2025") count for nothing
here: they bound the year, no more. Dates of cited documents are not the article's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from index.enrich.emphasis import own_text
from search.model import BlockKind, Evidence, Span
from search.moments import days_in_lower

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from index.enrich.emphasis import OwnText
    from search.model import Article, Block, Citation


class How(StrEnum):
    """In what way a text names a year."""

    ABOUT = "names the year"
    RUNNING = "a part of the year that has just passed"
    DAY = "a full date"
    SINCE = "a beginning in the past"
    PLANNED = "a plan"
    COMPARED = "a comparison"
    TERM = "a term of office"


FACTOR = {
    How.ABOUT: 1.0,
    How.RUNNING: 1.5,
    How.DAY: 1.0,
    How.SINCE: 0.3,
    How.PLANNED: 0.35,
    How.COMPARED: 0.1,
    How.TERM: 0.0,
}

_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\w/]|[.,]\d)"
_PROMISING = re.compile(r"\d(?:(?:(?<=1)9|(?<=2)0)\d\d|[ ]?[-/.–][ ]?\d\d?[ ]?[-/.–][ ]?\d\d)")
"""In every block that names a year: four digits, or two of them in a date."""
_TERM = re.compile(r"(?P<year>(?:19|20)(?<!\d\d\d)\d\d)[ ]?[-–—/][ ]?(?:19|20)\d\d(?!\d)")
_ANY = re.compile(_YEAR)
_NAMING = re.compile(
    r"""(?<![\w/.,-])(?:
        (?P<running>(?:\d\d?|[^\W\d_]{1,40})[ ]tháng[ ]đầu(?:[ ]năm)?[ ]|từ[ ]đầu[ ]năm[ ])
      | qu[ýí][ ](?:i{1,3}|iv|[1-4])[ ]?(?:[-/,][ ]?)?(?:năm[ ])?
      | (?:tháng[ ])?(?:0?[1-9]|1[0-2])[ ]?[/.-][ ]?
      | tháng[ ](?:0?[1-9]|1[0-2])[ ]năm[ ]
      | năm[ ](?:học[ ])?
    )\Z""",
    re.VERBOSE,
)
"""The words before a year that name it; searched from the year, for most words stand before none."""
_BARE = re.compile(rf"(?<![\w/.,-]){_YEAR}(?=[ ]?(?:$|[-–:;,.!?)\"”]))")

_CONTEXTS = (
    (How.COMPARED, re.compile(r"(?:cùng kỳ|so với|so)(?: [^.;:,\d]{0,20})?\s*$")),
    (
        How.PLANNED,
        re.compile(
            r"(?:(?<!tính )(?:đến|tới)(?: (?:hết|cuối|đầu|giữa|tháng|ngày))*"
            r"|trước(?: ngày| năm)?|(?:phương hướng|phấn đấu|dự kiến|(?<!\w)sẽ)(?!\w)[^.;:\d]{0,40}"
            r"|triển khai nhiệm vụ[^.;:\d]{0,20})\s*$"
        ),
    ),
    (
        How.SINCE,
        re.compile(
            r"(?:(?<!\w)(?:từ|sinh|thành lập|ra đời|tách|hy sinh|tốt nghiệp|công nhận)"
            r"(?: (?:vào|từ|trong|cuối|giữa|ngày|tháng))*)\s*$"
        ),
    ),
)
_AND_AFTER = re.compile(r"\s*(?:và|,)?\s*(?:các |những |nhiều )?năm (?:tiếp theo|sau|tới)")
_WINDOW = 60
"""How far before a year the words that name it and its context are read, in code points."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A year that an article names: how, with what weight, and for a full date the day."""

    year: int
    how: How
    weight: float
    evidence: Evidence
    day: date | None = None


def find_mentions(
    article: Article, cited: Sequence[Citation] = (), own: OwnText | None = None
) -> tuple[Mention, ...]:
    """Every year named in the article's own words, in the order of the page."""
    own = own or own_text(article)
    taken = bytearray(len(article.text))
    for citation in cited:
        for evidence in citation.evidence:
            if evidence.span:
                _take(taken, evidence.span)
    return tuple(
        mention
        for block, weight in own.blocks
        if _PROMISING.search(own.low, block.start, block.end)
        for mention in _in_block(article.of(block), own.of(block), block, weight, taken)
    )


def scores(mentions: Sequence[Mention]) -> dict[int, float]:
    """The weight of each year that is named plainly at least once: others are only background."""
    plain = {mention.year for mention in mentions if mention.how in (How.ABOUT, How.RUNNING, How.DAY)}
    totals: dict[int, float] = {}
    for mention in mentions:
        if mention.year in plain:
            totals[mention.year] = totals.get(mention.year, 0.0) + mention.weight
    return totals


def _in_block(text: str, low: str, block: Block, weight: float, taken: bytearray) -> list[Mention]:
    """The years of one block; `taken` marks what has been read, in offsets of the article."""
    found: list[Mention] = []
    for span, year, how, day in _readings(low, in_title=block.kind is BlockKind.TITLE):
        place = Span(block.start + span.start, span.length)
        if _take(taken, place):
            evidence = Evidence(text[span.start : span.end], how.value, place)
            found.append(Mention(year, how, weight * FACTOR[how], evidence, day))
    return sorted(found, key=lambda mention: mention.evidence.span or Span(0, 0))


def _readings(low: str, *, in_title: bool) -> Iterator[tuple[Span, int, How, date | None]]:
    """Ways to read years in a text, the surer ones first; later ones may overlap them."""
    for moment in days_in_lower(low, 0, len(low)):
        yield moment.span, moment.day.year, _context(low, moment.span, How.DAY), moment.day
    for match in _TERM.finditer(low):
        yield _span(match), int(match["year"]), How.TERM, None
    for span, year, plain in _named(low):
        yield span, year, _context(low, span, plain), None
    for match in _BARE.finditer(low) if in_title else ():
        yield _span(match), int(match["year"]), _context(low, _span(match), How.ABOUT), None


def _named(low: str) -> Iterator[tuple[Span, int, How]]:
    """The years with the words that name them."""
    begin = 0
    for match in _ANY.finditer(low):
        naming = _NAMING.search(low, max(begin, match.start() - _WINDOW), match.start())
        if naming:
            begin = match.end()
            plain = How.RUNNING if naming["running"] else How.ABOUT
            yield Span(naming.start(), begin - naming.start()), int(match["year"]), plain


def _take(taken: bytearray, span: Span) -> bool:
    """Mark a stretch as read; False if a part of it was."""
    if taken.find(1, span.start, span.end) >= 0:
        return False
    taken[span.start : span.end] = b"\x01" * span.length
    return True


def _context(low: str, span: Span, plain: How) -> How:
    """How the words around a year take it; `plain` if they say nothing special."""
    before = low[max(0, span.start - _WINDOW) : span.start]
    if _AND_AFTER.match(low, span.end):
        return How.PLANNED
    return next((how for how, pattern in _CONTEXTS if pattern.search(before)), plain)


def _span(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end() - match.start())
