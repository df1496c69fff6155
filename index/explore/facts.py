"""What the pages that were seen say of their portal: facts, not guesses."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from index.clean.language import is_vietnamese
from index.clean.pagetypes import is_home
from index.clean.ruled import PageRefused, parse_bounded
from index.crawl.entering import host_of
from index.crawl.find.identity import canonical_url
from index.crawl.find.platforms import platform_of
from index.explore.model import Door, Encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.crawl.model import Fetched
    from index.explore.sights import Sight

_PLATFORMS_LOOKED_AT = 60  # links that may tell the software
_SESSION = re.compile(
    r";jsessionid=|[?&](?:phpsessid|aspsessionid\w*|jsessionid|sessionid|session_id|sid|p_auth)=|/\((?:S|X|A|F)\("
    r"|/!ut/p/",
    re.IGNORECASE,
)


def door_of(asked: str, fetched: Fetched, home: Sight | None, why: str) -> Door:
    """Where an address leads; `why` is what a better rung of TLS failed with."""
    url = home.url if home else fetched.url
    problem = fetched.reason
    if home is not None and not problem and not home.is_html:
        problem = "empty" if not home.markup.strip() else "not-html"
    return Door(
        asked=asked,
        url=url,
        host=host_of(canonical_url(url) or url),
        redirects=fetched.redirects,
        address=fetched.address,
        status=fetched.status,
        server=fetched.headers.get("server", "")[:100],
        server_ahead=_ahead(fetched),
        tls=fetched.tls,
        tls_why=why if fetched.tls else "",
        title=home.title[:300] if home else "",
        language=home.language if home else "",
        is_vietnamese=home is not None and is_vietnamese(_words(home)),
        problem=problem,
        problem_detail=fetched.detail,
    )


def _ahead(fetched: Fetched) -> int | None:
    """Seconds by which the clock of the server is ahead of ours."""
    try:
        told = parsedate_to_datetime(fetched.headers.get("date", ""))
        return round((told.replace(tzinfo=told.tzinfo or UTC) - fetched.fetched).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(sight: Sight) -> str:
    """What a page shows, as text; of one that is too large or too deep, the words of its links."""
    try:
        soup = parse_bounded(sight.markup)
    except PageRefused:
        return "\n".join(link.text for link in sight.linked.links)
    for tag in soup.find_all(["script", "style", "noscript"]):
        tag.decompose()
    return soup.get_text(" ")


def platform_in(home: Sight) -> str:
    """By the address and the page, else by what most of its links look like."""
    if found := platform_of(home.url, home.markup):
        return found
    return _commonest(platform_of(link.url) for link in home.linked.links[:_PLATFORMS_LOOKED_AT])


def told_platform(sights: Sequence[Sight]) -> str:
    """What most of some pages, that tell it at all, were made by."""
    return _commonest(platform_of(sight.url, sight.markup) for sight in sights)


def _commonest(names: Iterable[str]) -> str:
    counts = Counter(filter(None, names))
    return counts.most_common(1)[0][0] if counts else ""


def logos(home: Sight) -> tuple[str, ...]:
    """The words of links to the first page: portals write their name there."""
    return tuple(link.text for link in home.linked.links if is_home(link.url))


def hosts_of(door: Door, home: Sight) -> tuple[str, ...]:
    """The host, and the same with or without `www.` if it led here or the page links to it."""
    own = door.host
    twin = own.removeprefix("www.") if own.startswith("www.") else f"www.{own}"
    seen = {host_of(url) for url in (*door.redirects, *(link.url for link in home.linked.links))}
    return (own, twin) if twin in seen else (own,)


def encodings_of(sights: Sequence[Sight]) -> tuple[Encoding, ...]:
    """The encodings of some pages, as declared and as found, the commonest first."""
    counts = Counter((sight.declared.lower(), sight.encoding) for sight in sights if sight.is_html)
    return tuple(Encoding(declared, found, pages) for (declared, found), pages in counts.most_common())


def sessions_of(sights: Sequence[Sight]) -> tuple[str, ...]:
    """The states of a session that links carry, by what they are called, the commonest first."""
    counts: Counter[str] = Counter()
    for sight in sights:
        for link in sight.linked.links:
            counts.update(match.strip("?&;=/(").lower() for match in _SESSION.findall(link.url))
    return tuple(name for name, _ in counts.most_common(5))
