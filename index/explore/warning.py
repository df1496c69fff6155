"""What a person must know before a portal is crawled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.clean.cleaner import clean
from index.clean.pagetypes import is_home
from index.crawl.entering import host_of
from index.crawl.find.identity import canonical_url
from index.explore.model import Code, PagerSort, Warned
from index.explore.sights import raw_page
from index.explore.visiting import PATIENCE
from index.portals.model import Tls
from search.model import Skipped, SkipReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.explore.model import Explored
    from index.explore.sights import Sight
    from index.explore.visiting import Visitor
    from index.portals import Portals

_CLOCK = 300  # seconds that a clock may be wrong without harm
_FEW_LETTERS = 400
_PICTURES = 3
_LARGELY = 2  # one half of the samples
_IMAGE = re.compile(r"<(?:img|area|map)\b", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_MANY = 3
_THIN = frozenset({SkipReason.TOO_SHORT, SkipReason.EMPTY})
_NO_HOME = {
    SkipReason.SCRIPT_SHELL: Code.SCRIPT,
    SkipReason.LOGIN: Code.LOGIN,
    SkipReason.ERROR_PAGE: Code.ERROR,
}


def warnings_of(
    explored: Explored,
    sights: Sequence[Sight],
    visitor: Visitor,
    known: Portals,
    elsewhere: Sequence[str] = (),
) -> tuple[Warned, ...]:
    """All that is amiss or needs a decision, the gravest first, each once.

    Args:
        explored: what was found.
        sights: the pages that were read, the first page of the portal first.
        visitor: who fetched them.
        known: the portals that have files.
        elsewhere: addresses on other hosts that feeds of the portal name.
    """
    found = [
        *_of_door(explored, visitor),
        *_of_hosts(explored, known, elsewhere),
        *_of_pages(explored, sights),
        *_of_samples(explored, sights),
        *_of_sources(explored, visitor),
    ]
    return tuple(dict.fromkeys(found))


def _of_door(explored: Explored, visitor: Visitor) -> Iterator[Warned]:
    door = explored.door
    if door.problem == "robots":
        yield Warned(Code.ROBOTS_START, door.url)
    elif door.problem == "private-address":
        yield Warned(Code.PRIVATE, door.problem_detail)
    elif door.problem:
        yield Warned(Code.NO_PAGE, door.problem)
    if visitor.stopped == PATIENCE:
        yield Warned(Code.PATIENCE, f"{visitor.waits:.0f}" if visitor.waits else "")
    if door.tls == Tls.ANY or door.problem.startswith("tls-"):
        yield Warned(Code.CERTIFICATE, door.tls_why or door.problem)
    elif door.tls == Tls.LEGACY:
        yield Warned(Code.WEAK_TLS, door.tls_why)
    if door.server_ahead is not None and abs(door.server_ahead) > _CLOCK:
        yield Warned(Code.CLOCK, str(door.server_ahead))


def _of_hosts(explored: Explored, known: Portals, elsewhere: Sequence[str]) -> Iterator[Warned]:
    door = explored.door
    first = host_of(canonical_url(door.asked) or door.asked)
    if door.host and first.removeprefix("www.") != door.host.removeprefix("www."):
        yield Warned(Code.OTHER_PORTAL, door.host)
    portal = known.portal_for(door.url, "")
    if portal is not None:
        yield Warned(Code.KNOWN, str(portal.path))
    others = {host_of(url) for url in elsewhere} - set(explored.hosts)
    if others:
        yield Warned(Code.OTHER_HOSTS, ", ".join(sorted(others)[:_MANY]))


def _of_pages(explored: Explored, sights: Sequence[Sight]) -> Iterator[Warned]:
    if not sights or explored.door.problem:
        return
    home = sights[0]
    own = [link for link in home.linked.links if urlsplit(link.url).hostname == urlsplit(home.url).hostname]
    if home.linked.characters < _FEW_LETTERS:
        if len(_IMAGE.findall(home.markup)) >= _PICTURES:
            yield Warned(Code.PICTURES, home.url)
        elif _SCRIPT.search(home.markup) and len(own) < _MANY:
            yield Warned(Code.SCRIPT, home.url)
    made = clean(raw_page(home.fetched, "", ()))
    if isinstance(made, Skipped) and made.reason in _NO_HOME:
        yield Warned(_NO_HOME[made.reason], home.url)
    elif isinstance(made, Skipped) and made.reason in _THIN and _SCRIPT.search(home.markup):
        yield Warned(Code.SCRIPT, home.url)
    if not explored.door.is_vietnamese:
        yield Warned(Code.NOT_VIETNAMESE, explored.door.language)
    if explored.sessions:
        yield Warned(Code.SESSIONS, ", ".join(explored.sessions))
    legacy = [each.found for each in explored.encodings if each.found not in ("utf-8", "ascii")]
    if legacy:
        yield Warned(Code.LEGACY_ENCODING, ", ".join(dict.fromkeys(legacy)))


def _of_samples(explored: Explored, sights: Sequence[Sight]) -> Iterator[Warned]:
    if explored.door.problem:
        return
    articles = [sample for sample in explored.samples if not sample.problem]
    if not articles:
        yield Warned(Code.NO_ARTICLE, str(len(explored.samples)))
    shells = sum(sample.problem == SkipReason.SCRIPT_SHELL for sample in explored.samples)
    if shells * _LARGELY >= len(explored.samples) > 0:
        yield Warned(Code.SCRIPT, str(shells))
    dated = [sample for sample in articles if sample.trust in ("stated", "url", "feed")]
    if articles and len(dated) * _LARGELY < len(articles):
        yield Warned(Code.NO_DATE, str(len(articles) - len(dated)))
    urls = {sample.url for sample in explored.samples}
    claims = [sight.linked.canonical for sight in sights if sight.url in urls or _was(sight, urls)]
    told = [claim for claim in claims if claim]
    if len(told) >= _LARGELY and all(is_home(url) for claim in told for url in claim):
        yield Warned(Code.CANONICAL_HOME, told[0][0])


def _was(sight: Sight, urls: set[str]) -> bool:
    return bool(urls.intersection(sight.fetched.redirects))


def _of_sources(explored: Explored, visitor: Visitor) -> Iterator[Warned]:
    if explored.door.problem:
        return
    if not explored.lists:
        yield Warned(Code.NO_LIST)
    if any(each.pager is PagerSort.POSTBACK for each in explored.lists):
        yield Warned(Code.POSTBACK)
    if visitor.denied:
        yield Warned(Code.ROBOTS_SOURCE, ", ".join(visitor.denied[:_MANY]))
