"""Official documents that an article cites, under canonical numbers (see `search.docnumbers`).

A party number is not unique (it restarts every term, and every province has its own 07-CT/TU): the date of
issue belongs to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from index.enrich.emphasis import own_text
from search.docnames import named_in_lower
from search.docnumbers import find_in_lower
from search.model import Citation, Evidence, Span
from search.moments import days_in_lower
from search.terms_of_office import CONGRESSES, congress_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from index.enrich.emphasis import OwnText
    from search.model import Article
    from search.moments import Moment


_TERM = r"\s*,?\s*\(?\s*khóa\s+(?P<term>[ivx]+)(?!\w)\)?"
_ISSUED_AFTER = re.compile(
    rf"(?:\.(?=,))?(?:{_TERM})?\s*(?:của [^,.;:()\d]{{2,80}}?(?: \(?khóa [ivx]+\)?)?)?"
    r"(?:,?\s*\(?\s*(?:ban hành |ký |ra )?\(?ngày\)?\s*|\s*\(\s*|\s*,\s*)(?=\d)"
)
_ISSUED_BEFORE = re.compile(r"[^.;\d]{0,90}?(?<!\w)(?:ban hành|ký|ra)(?!\w)[^.;\d]{0,45}")
_TERM_AFTER = re.compile(
    rf"\s*(?:của (?:bộ chính trị|ban bí thư|ban chấp hành trung ương)(?: đảng)?)?{_TERM}"
)
_DIGIT = re.compile(r"\d")
_CENTRAL = re.compile(r"/(?:[A-ZĐ]*TW)$")
_TERMS = frozenset(name for name, _ in CONGRESSES)
_ISSUING = re.compile(r"(?:ban hành|ký)(?: vào)? ngày \Z")
_BEFORE, _AFTER = 160, 150
"""How far round a number its words and its date are looked for, in code points."""
_MOST = 5_000
"""Mentions of an article that are read: each is compared with what those before it cite."""


@dataclass(frozen=True, slots=True)
class _Mention:
    number: str
    kind: str
    issued: date | None
    evidence: tuple[Evidence, ...]
    term: str = ""


def find_citations(article: Article, own: OwnText | None = None) -> tuple[Citation, ...]:
    """The documents that an article cites in its own words, in order of first mention.

    Mentions of one number are one citation, a date given once serves all of them; two different dates are
    two documents.
    """
    own = own or own_text(article)
    mentions = (
        mention
        for block, _ in own.blocks
        if _is_promising(low := own.of(block))
        for mention in _mentions(article.of(block), low, block.start)
    )
    return _merge(islice(mentions, _MOST))


def _is_promising(low: str) -> bool:
    """Whether a document may be named in a text: it has a number, or at least a term of office."""
    return _DIGIT.search(low) is not None or "khóa" in low or "khoá" in low


def _mentions(text: str, low: str, offset: int) -> Iterator[_Mention]:
    """The documents of a block, those with a sign first: a name around a sign says nothing more."""
    signed = list(find_in_lower(text, low, 0, len(low)))
    starts = [one.start for one in signed]
    named = [
        one
        for one in named_in_lower(low)
        if not (before := bisect_left(starts, one.end)) or signed[before - 1].end <= one.start
    ]
    if not signed and not named:
        return
    low = low.replace("khoá", "khóa")
    for found in sorted((*signed, *named), key=lambda one: one.start):
        issued, evidence = _issued(text, low, (found.start, found.end), offset)
        for number in found.numbers:
            term = _term(number, issued, low, found.end)
            yield _Mention(number, found.kind, issued, evidence, term)


def _term(number: str, issued: date | None, low: str, end: int) -> str:
    """The term of the Central Committee in which it was issued: by its date, else by the words behind it."""
    if not _CENTRAL.search(number):
        return ""
    if issued:
        return congress_of(issued)
    said = _TERM_AFTER.match(low, end)
    term = said["term"].upper() if said else ""
    return term if term in _TERMS else ""


def _issued(
    text: str, low: str, where: tuple[int, int], offset: int
) -> tuple[date | None, tuple[Evidence, ...]]:
    """The date of issue beside a mention, and the evidence for both."""
    start, end = where

    def evidence(begin: int, stop: int, why: str) -> Evidence:
        return Evidence(text[begin:stop], why, Span(offset + begin, stop - begin))

    lead = _ISSUED_AFTER.match(low, end, end + _AFTER)
    if lead:
        days = _days(low[lead.end() : lead.end() + 40])
        if days and days[0].span.start == 0:
            stop = lead.end() + days[0].span.end
            return days[0].day, (evidence(start, stop, "number and date of issue"),)
    begin = max(0, start - _BEFORE)
    before = _days(low[begin:start])
    if before and (
        _ISSUED_BEFORE.fullmatch(low, begin + before[-1].span.end, start)
        or (
            _ISSUING.search(low, begin, begin + before[-1].span.start)
            and low[begin + before[-1].span.end : start] in (", ", " ")
        )
    ):
        at = begin + before[-1].span.start
        stop = begin + before[-1].span.end
        return before[-1].day, (
            evidence(start, end, "number"),
            evidence(at, stop, "date of issue before the number"),
        )
    return None, (evidence(start, end, "number"),)


def _days(low: str) -> tuple[Moment, ...]:
    """The dates of a text in lower case."""
    return tuple(days_in_lower(low, 0, len(low)))


def _merge(mentions: Iterable[_Mention]) -> tuple[Citation, ...]:
    found: list[Citation] = []
    known: dict[str, list[int]] = {}
    for mention in mentions:
        same = known.setdefault(mention.number, [])
        at = _fitting(mention, [(at, found[at]) for at in same])
        if at is None:
            same.append(len(found))
            found.append(
                Citation(mention.number, mention.kind, mention.issued, mention.evidence, mention.term)
            )
            continue
        one = found[at]
        found[at] = Citation(
            one.number,
            one.kind,
            one.issued or mention.issued,
            one.evidence + mention.evidence,
            one.term or mention.term,
        )
    return tuple(found)


def _fitting(mention: _Mention, known: Sequence[tuple[int, Citation]]) -> int | None:
    """The citation that a mention repeats: one of its date, else the last that does not contradict it."""
    alike = [(at, one) for at, one in known if "" in (one.term, mention.term) or one.term == mention.term]
    same_day = [at for at, one in alike if one.issued == mention.issued]
    fits = same_day or [at for at, one in alike if None in (one.issued, mention.issued)]
    return fits[-1] if fits else None
