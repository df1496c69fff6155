"""When an article was published and which years it is about.

A day is *stated* by metadata or the page's own date line, or by a *feed*; where they differ, they vote. Where
a rule of the portal's file points to a date, a person said which one counts: it outweighs two others. Where
none of them says anything, a day or a month in the address counts, marked as such (*url*). Otherwise a day
may be counted from the one on which the page was seen, or a year *inferred* from what the text says; both are
always marked, have a range, and stay unknown below half confidence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from index.clean.knowledge import MONTH_FIRST, RULED
from index.enrich.emphasis import own_text
from index.enrich.relative import counted
from index.enrich.years import How, Mention, find_mentions, scores
from search.docnames import resolutions
from search.model import PROSE, VIETNAM, BlockKind, Evidence, Published, Span, Trust
from search.moments import Moment, find_moments
from search.terms_of_office import CONGRESSES
from search.text import lower

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.enrich.emphasis import OwnText
    from search.model import Article, Block, Citation

FIRST_DAY = date(1945, 1, 1)
"""Earlier days are placeholders of systems (1900, 0001) or history; digitised papers may be as old."""
NO_DAYS = frozenset({date(1970, 1, 1)})
"""Days that mean "no date": the zero of Unix time."""
FIRST_INFERRED = 1997
"""Vietnam has the web since November 1997: an article without a date line is hardly older."""

METADATA, DATELINE, ADDRESS = 1.0, 0.95, 0.9
"""Confidence by where a date was read; the address gives only a year."""
BY_RULE = 2.5
"""What a day that a portal's rule points to weighs in the vote: more than a feed and metadata together."""
DOUBTED = 0.85
"""The most confidence in such a day where the page's metadata or a feed name another one."""
CHANGED, CLOCK = 0.4, 0.3
"""What the day of a change weighs in the vote, and what is left of metadata that may be a clock."""
SURE = 0.5
"""Below this, the year is unknown."""
ENOUGH = 2.0
"""Weight of mentions that gives 63 % confidence: two in the body. One in the lead is not enough."""
LATE = 0.85
"""What an article that only looks back on a year keeps: it may have come out in the next January."""
CLOSED, FOLLOWED, PLANNED_NEXT = 0.49, 0.6, 0.8
"""What is left where the last months of the year are told of, or the next year is named, or only planned."""
UNSURE = 0.79
"""The most for a year without a sign that the article was written in it."""
SHOWN = 6
"""Most mentions shown as evidence."""

_UPDATED = re.compile(r"(?:cập nhật|chỉnh sửa|sửa đổi|updated|modified)\D{0,20}$")
_CHANGE = re.compile(r"lastmod|modified|updated|sitemap", re.IGNORECASE)
_FRESH = timedelta(days=2)
"""Metadata so near to the last possible day may be the clock of the system that made the page."""
_OTHER = re.compile(
    r"(?:ngày in|in ngày|cấp ngày|giấy phép(?: số)?[^.;\n]{0,40}|hết hạn|sự kiện|bản quyền"
    r"|copyright)\D{0,20}$"
)
"""Words before a day that is not the article's: of printing, of a licence, of an event."""
_MODIFIED_KEY = re.compile(r"(?:modified|updated)[\w\"']*\s*[:=]\s*[\"']?$", re.IGNORECASE)
_EPOCH = re.compile(r"\s*(\d{10})(?:\d{3})?\s*")
_PACKED = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d{6})(Z|[+-]\d{4})?)?\s*")
_MONTH_ONLY = re.compile(r"\s*(?P<year>(?:19|20)\d\d)(?:-(?P<month>0[1-9]|1[0-2]))?\s*")
_DATE = r"(?:\d\d?[/.-]\d\d?[/.-]\d{4}|\d\d? tháng \d\d? năm \d{4})"
_HEADED = re.compile(rf"(?:ngày |thứ [^\W\d]+, )?{_DATE}[ ,|-]*\d\d?[:hg]\d\d(?=\s*(?:[.|(–-]|$))")
"""A day with its clock that opens the text, as a date line that was not told from it."""
_SIGNED = re.compile(rf"[^\W\d]+(?: [^\W\d]+){{0,5}}, ngày {_DATE}\.?")
"""`Phan Thiết, ngày 01 tháng 3 năm 2021`: a line of its own, where an official text is signed."""
LINE = 0.8
"""Confidence of a day so found."""
_FEED = re.compile(r"(?<![a-z])(?:feed|rss|atom)", re.IGNORECASE)
_Y, _M, _D = r"(20\d\d)", r"(0?[1-9]|1[0-2])", r"(0?[1-9]|[12]\d|3[01])"
_ADDRESS_DAY = re.compile(
    rf"/{_Y}/{_M}/{_D}(?=[/?.-]|$)|/{_Y}-{_M}-{_D}(?=[/?.-]|$)"
    r"|/(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?=/)"
    r"|(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])\d{6,9}(?!\d)"
)
_ADDRESS_MONTH = re.compile(rf"/{_Y}[/-]?(0[1-9]|1[0-2]|[1-9](?!\d))(?=[/-]|$)")
_PARTLY = re.compile(
    r"(?<![\d/.:-])(?:tháng )?(?P<month>0?[1-9]|1[0-2])[ ]?(?:[/.-][ ]?|năm )(?P<year>(?:19|20)\d\d)(?!\d)"
    r"|(?<!\w)năm (?P<alone>(?:19|20)\d\d)(?!\d)"
)
_ISSUE = re.compile(
    r"(?<!\w)(?:bản tin|bản thông tin|nội san|tập san)[^.;\n]{0,60}?(?<!\w)(?:số )?tháng "
    r"(?P<month>0?[1-9]|1[0-2])[ ]?(?:[/.-][ ]?|năm )(?P<year>(?:19|20)\d\d)(?!\d)"
)
_BULLETINS = ("bản tin", "bản thông tin", "nội san", "tập san")
ISSUE = 0.8
"""Confidence of the month of a bulletin whose issue an article says it stands in."""
_CLOSING = re.compile(r"quý ?(?:iv|4)|tháng ?1[12]|^1[12] ?[/.-]")
"""A mention of the last months of a year, in lower case."""
EARLY = 10
"""Months of a year in which a day that is told of says that the article was written in that year."""
_YEAR_IN_NUMBER = re.compile(r"/((?:19|20)\d\d)/")
_SO_FAR_WORDS = ("từ đầu năm", "tháng đầu năm", "đến thời điểm này")
_SO_FAR = re.compile(r"từ đầu năm (?:\d{4} )?(?:đến|tới) nay|\d+ tháng đầu năm|đến thời điểm này")


class _Stated(NamedTuple):
    """A day that something states; `support` is its weight in the vote, `alone` whether it may decide."""

    moment: Moment
    confidence: float
    evidence: Evidence
    support: float
    trust: Trust = Trust.STATED


def date_article(
    article: Article,
    cited: Sequence[Citation],
    *,
    seen: date = date.max,
    at: time | None = None,
    added: date | None = None,
    own: OwnText | None = None,
) -> tuple[Published, tuple[int, ...]]:
    """When an article was published, and the years it is about, sorted.

    `seen` is the day on which the page was seen, `at` the time, from which days are counted if it is known;
    `added` is the day on which it came in, else the same. No article is newer.
    """
    latest = _latest(added or seen)
    own = own or own_text(article)
    mentions = find_mentions(article, cited, own)
    published = (
        _stated(article, latest)
        or (_counted(article, seen, at) if seen < date.max else None)
        or _in_part(article, own, latest)
        or _inferred(own, mentions, cited, latest)
    )
    return published, _about(mentions)


def is_usable(value: str, added: date) -> bool:
    """Whether a date that came with a page gives a day, month or year, none that is to come or means none."""
    if moment := _in_value(value):
        return FIRST_DAY <= moment.day <= _latest(added) and moment.day not in NO_DAYS
    match = _PARTLY.search(lower(value)) or _MONTH_ONLY.fullmatch(value)
    if match is None:
        return False
    part = match.groupdict()
    year, month = int(part["year"] or part["alone"]), int(part["month"] or 0)
    return _partly(Trust.STATED, year, month, METADATA, Evidence("", ""), _latest(added)) is not None


def _latest(day: date) -> date:
    """The last day possible: clocks may differ by one."""
    return day + timedelta(days=1) if day < date.max else day


def _about(mentions: Sequence[Mention]) -> tuple[int, ...]:
    """The years with at least half the weight of the strongest, if any is named in earnest."""
    totals = scores(mentions)
    least = max(1.0, max(totals.values(), default=0.0) / 2)
    return tuple(sorted(year for year, weight in totals.items() if weight >= least))


def _stated(article: Article, latest: date) -> Published | None:
    """The day that the witnesses agree on best; those of the same day lend it their clock.

    A vote: each day has the sum of what its witnesses weigh, and the first of them in order decides a tie.
    """
    told = [*_in_metadata(article), *_in_datelines(article)] or [*_in_text(article)]
    found = [
        each
        for each in _weighed(
            [*told, *_in_address(article)],
            latest,
        )
        if FIRST_DAY <= each.moment.day <= latest and each.moment.day not in NO_DAYS
    ]
    if not found:
        return None
    votes: dict[date, float] = {}
    for each in found:
        votes[each.moment.day] = votes.get(each.moment.day, 0.0) + each.support
    telling = [each for each in found if each.trust is not Trust.URL] or found
    day = max((each.moment.day for each in telling), key=lambda one: votes[one])
    agreed = [each for each in found if each.moment.day == day]
    others = [each for each in found if each.moment.day != day]
    return Published(
        min((each.trust for each in agreed), key=_SUREST.index),
        day,
        next((each.moment.clock for each in agreed if each.moment.clock), None),
        year=day.year,
        first_year=day.year,
        last_year=day.year,
        confidence=_surest([each for each in agreed if each in telling], others),
        evidence=tuple(each.evidence for each in (*agreed, *others)),
    )


def _surest(agreed: list[_Stated], others: list[_Stated]) -> float:
    """The most confidence in a day; less where a rule of the portal stands against metadata or a feed."""
    surest = max(each.confidence for each in agreed)
    is_ruled = any(each.support == BY_RULE for each in agreed)
    is_doubted = any(each.confidence == METADATA for each in others)
    return min(surest, DOUBTED) if is_ruled and is_doubted else surest


_SUREST = (Trust.STATED, Trust.FEED, Trust.URL)


def _weighed(found: list[_Stated], latest: date) -> list[_Stated]:
    """The witnesses, those that may be the page's own clock with less weight.

    Some systems print the day on which they make a page as its date: where another witness names an earlier
    day, metadata of the last day possible count for little.
    """
    earlier = any(each.moment.day < latest - _FRESH for each in found)
    return [
        each._replace(support=each.support * CLOCK)
        if earlier and each.confidence == METADATA and each.moment.day >= latest - _FRESH
        else each
        for each in found
    ]


def _in_metadata(article: Article) -> Iterator[_Stated]:
    for witness in article.witnesses:
        if witness.field == "published":
            support = CHANGED if _CHANGE.search(witness.origin) else METADATA
            if witness.origin == RULED or (witness.origin == MONTH_FIRST and _is_ruled(article)):
                support = BY_RULE
            trust = Trust.FEED if _FEED.search(witness.origin) else Trust.STATED
            if moment := _in_value(witness.value):
                evidence = Evidence(witness.value, f"date in {witness.origin}")
                yield _Stated(moment, METADATA, evidence, support, trust)


def _in_value(value: str) -> Moment | None:
    """The date of a metadata field: its first that is not said to be of a change, or seconds of Unix time."""
    if epoch := _EPOCH.fullmatch(value):
        found = datetime.fromtimestamp(int(epoch[1]), VIETNAM)
        return Moment(Span(0, len(value)), found.date(), found.time())
    if packed := _PACKED.fullmatch(value):
        year, month, day, clock, zone = packed.groups()
        value = f"{year}-{month}-{day}" + (
            f"T{clock[:2]}:{clock[2:4]}:{clock[4:]}{zone or ''}" if clock else ""
        )
    moments = find_moments(value)
    ours = (one for one in moments if not _MODIFIED_KEY.search(value[: one.span.start]))
    return next(ours, moments[0] if moments else None)


def _is_ruled(article: Article) -> bool:
    """Whether a rule of the portal points to the date line."""
    return article.reasons.get(BlockKind.DATELINE.value) == RULED


def _in_datelines(article: Article) -> list[_Stated]:
    """Dates of the date lines, those of a last change after all others."""
    counts = not any(witness.origin == MONTH_FIRST for witness in article.witnesses)
    usual = BY_RULE if counts and _is_ruled(article) else DATELINE
    found: list[tuple[bool, _Stated]] = []
    for block in article.blocks_of(BlockKind.DATELINE):
        text = article.of(block)
        for moment in find_moments(text):
            start, length = moment.span
            if _OTHER.search(lower(text[:start])):
                continue
            updated = _UPDATED.search(lower(text[:start])) is not None
            evidence = Evidence(text[start : start + length], "date line", Span(block.start + start, length))
            support = CHANGED if updated else usual
            found.append((updated, _Stated(moment, DATELINE, evidence, support)))
    return [stated for _, stated in sorted(found, key=lambda each: each[0])]


def _in_text(article: Article) -> Iterator[_Stated]:
    """A day that opens the text with its clock, or with which its last lines are signed."""
    prose = article.blocks_of(*PROSE)
    for block in dict.fromkeys((*prose[:1], *prose[-2:])):
        text = article.of(block)
        low = lower(text)
        match = (_HEADED.match(low) if block is prose[0] else None) or _SIGNED.fullmatch(low)
        if match:
            for moment in find_moments(match[0])[:1]:
                evidence = Evidence(text[: match.end()], "date line", Span(block.start, match.end()))
                yield _Stated(moment, LINE, evidence, LINE)


def _in_address(article: Article) -> Iterator[_Stated]:
    """A day in the address; where others name another day, it only has a vote."""
    match = _ADDRESS_DAY.search(article.url or "")
    if match is None:
        return
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        found = date(year, month, day)
    except ValueError:
        return
    evidence = Evidence(match[0].strip("/"), "day in the address")
    yield _Stated(Moment(Span(0, 0), found), ADDRESS, evidence, ADDRESS, Trust.URL)


def _counted(article: Article, seen: date, at: time | None) -> Published | None:
    """A day that the date line counts from the one on which the page was seen."""
    for block in article.blocks_of(BlockKind.DATELINE):
        text = article.of(block)
        found = counted(text, seen, at)
        if found:
            start, length = found.moment.span
            day = found.moment.day
            return Published(
                Trust.INFERRED,
                None if found.is_month else day,
                found.moment.clock,
                year=day.year,
                first_year=day.year,
                last_year=day.year,
                confidence=found.confidence,
                evidence=(
                    Evidence(text[start : start + length], found.why, Span(block.start + start, length)),
                ),
                month=day.month if found.is_month else None,
            )
    return None


def _in_part(article: Article, own: OwnText, latest: date) -> Published | None:
    """A month or year without a day: in the date line, in the address, or of its bulletin's issue."""
    return next((found for one in _partial(article, own) if (found := _partly(*one, latest))), None)


_Partial = tuple[Trust, int, int, float, Evidence]
"""Trust, year, month or 0, confidence, evidence."""


def _partial(article: Article, own: OwnText) -> Iterator[_Partial]:
    for block in article.blocks_of(BlockKind.DATELINE):
        if match := _PARTLY.search(lower(article.of(block))):
            year, month = int(match["year"] or match["alone"]), int(match["month"] or 0)
            yield Trust.STATED, year, month, DATELINE, _quoted(article, block, match, "date line")
    for witness in article.witnesses:
        match = _MONTH_ONLY.fullmatch(witness.value) if witness.field == "published" else None
        if match:
            evidence = Evidence(witness.value, f"date in {witness.origin}")
            yield Trust.STATED, int(match["year"]), int(match["month"] or 0), METADATA, evidence
    if match := _ADDRESS_MONTH.search(article.url or ""):
        evidence = Evidence(match[0].strip("/"), "month in the address")
        yield Trust.URL, int(match[1]), int(match[2]), ADDRESS, evidence
    is_told = any(name in own.low for name in _BULLETINS)
    for block, _ in own.blocks if is_told else ():
        if match := _ISSUE.search(own.of(block)):
            evidence = _quoted(article, block, match, "issue of a bulletin")
            yield Trust.INFERRED, int(match["year"]), int(match["month"]), ISSUE, evidence


def _quoted(article: Article, block: Block, match: re.Match[str], why: str) -> Evidence:
    """What was found in a block, as evidence."""
    span = Span(block.start + match.start(), match.end() - match.start())
    return Evidence(article.text[span.start : span.end], why, span)


def _partly(
    trust: Trust, year: int, month: int, confidence: float, evidence: Evidence, latest: date
) -> Published | None:
    """A year, and a month unless it is 0; None where that cannot be."""
    if not FIRST_DAY.year <= year or (year, month) > (latest.year, latest.month):
        return None
    return Published(
        trust,
        year=year,
        first_year=year,
        last_year=year,
        confidence=confidence,
        evidence=(evidence,),
        month=month or None,
    )


def _inferred(
    own: OwnText, mentions: Sequence[Mention], cited: Sequence[Citation], latest: date
) -> Published:
    """The likeliest year of an article that states no day."""
    floor = _floor(mentions, cited, latest)
    totals = {
        year: weight
        for year, weight in scores(mentions).items()
        if weight and max(FIRST_INFERRED, floor) <= year <= latest.year
    }
    if not totals:
        return Published(first_year=floor or None)
    best = max(totals, key=lambda year: (totals[year], year))
    guess = _guess(own, mentions, totals, best)
    return replace(guess, last_year=min(guess.last_year or best, latest.year))


def _guess(own: OwnText, mentions: Sequence[Mention], totals: dict[int, float], best: int) -> Published:
    rival = max((weight for year, weight in totals.items() if year != best), default=0.0)
    shown = sorted((m for m in mentions if m.year == best), key=lambda m: -m.weight)[:SHOWN]
    during = _so_far(own) or any(mention.how is How.RUNNING for mention in shown)
    confidence = _confidence(totals[best], rival) * _currency(mentions, best, during=during)
    if not during and not _tells_early_day(mentions, best):
        confidence = min(confidence, UNSURE)
    sure = confidence >= SURE
    return Published(
        Trust.INFERRED if sure else Trust.UNKNOWN,
        year=best if sure else None,
        first_year=best,
        last_year=best if during else best + 1,
        confidence=round(confidence, 2),
        evidence=tuple(mention.evidence for mention in shown),
    )


def _currency(mentions: Sequence[Mention], best: int, *, during: bool) -> float:
    """How surely an article that tells of a year was written in it, not after it had ended."""
    if during:
        return 1.0
    told = [one for one in mentions if one.year == best and one.how in (How.ABOUT, How.DAY)]
    late = (one.day.month > EARLY if one.day else _CLOSING.search(lower(one.evidence.quote)) for one in told)
    following = [one.how for one in mentions if one.year == best + 1 and one.how is not How.TERM]
    if any(late):
        return CLOSED
    if following:
        return PLANNED_NEXT if all(how is How.PLANNED for how in following) else FOLLOWED
    return LATE


def _tells_early_day(mentions: Sequence[Mention], best: int) -> bool:
    """Whether the last day of the year that it tells of lies well before the end of the year."""
    days = [one.day for one in mentions if one.day and one.how is How.DAY and one.day.year == best]
    return bool(days) and max(days).month <= EARLY


def _so_far(own: OwnText) -> bool:
    """Whether the article tells of a year that has not ended."""
    if not any(words in own.low for words in _SO_FAR_WORDS):
        return False
    return any(_SO_FAR.search(own.of(block)) for block, _ in own.blocks)


def _confidence(best: float, rival: float) -> float:
    """Evidence enough, and clearly more than for any other year.

    Measured on dated articles with the date taken away, see `tools.measure.enrich.dates`.
    """
    return (1 - exp(-best / ENOUGH)) * (0.35 + 0.65 * (best - rival) / best)


def _floor(mentions: Sequence[Mention], cited: Sequence[Citation], latest: date) -> int:
    """The earliest possible year: no article is older than a day it tells of or a document it cites."""
    days = [mention.day for mention in mentions if mention.day and mention.how is How.DAY]
    years = [day.year for day in days if day <= latest]
    years += [mention.year - 1 for mention in mentions if mention.how is How.TERM]
    years += [year for citation in cited if (year := _issued_in(citation))]
    return max((year for year in years if year <= latest.year), default=0)


def _issued_in(citation: Citation) -> int:
    """The year in which a document was issued, or the first in which it can have been; 0 where unknown."""
    if citation.issued:
        return citation.issued.year
    if citation.number in resolutions():
        return min(one.issued for one in resolutions()[citation.number]).year
    if numbered := _YEAR_IN_NUMBER.search(citation.number):
        return int(numbered[1])
    return next((day.year for name, day in CONGRESSES if name == citation.term), 0)
