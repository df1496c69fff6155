"""What an answer says beside the words of its page: the page as it is kept, and the state of its host."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.crawl.model import Fetched, Outcome
from index.pages import HTML, Exchange, RawPage
from index.store.telling import read_witnesses
from search.model import VIETNAM

if TYPE_CHECKING:
    from index.crawl.entering import Entering
    from index.store.frontier.visits import HostState, Leased

PATIENCE = (60, 300, 1_800, 7_200, 43_200, 86_400)
"""Seconds that a host is left alone after so many failures of the whole host in a row."""

WHOLE_HOST = frozenset(
    "no-connection no-address connect-timeout dns-timeout robots-wait"
    " tls-handshake tls-certificate tls-host-name tls-expired tls-weak-key http-502 http-504".split()
)
"""Failures that say that the next request to the host would fare no better."""

PERHAPS_HOST = frozenset(("timeout", "connection-lost"))
"""Failures of the host, or of one page that is slow or broken: a short pause, or a few such stop it all."""


def page_of(leased: Leased, fetched: Fetched, entering: Entering) -> RawPage | None:
    """The page of an answer; None where there is none, or where it was moved to an address of its own."""
    if fetched.outcome is not Outcome.OK:
        return None
    known = entering.canonical(leased.portal, leased.url)
    if fetched.url != leased.url and entering.canonical(leased.portal, fetched.url) != known:
        return None
    exchange = Exchange(
        status=f"HTTP/1.1 {fetched.status}",
        response=tuple(fetched.headers.items()),
        request=tuple(fetched.sent.items()),
        address=fetched.address,
        redirects=fetched.redirects,
        tls=fetched.tls,
        seconds=fetched.seconds,
    )
    return RawPage(
        identity=f"url:{known}",
        source=entering.name(leased.portal),
        name=leased.url,
        media_type=HTML,
        payload=fetched.payload,
        url=leased.url,
        fetched=fetched.fetched.astimezone(VIETNAM),
        headers=fetched.headers,
        witnesses=read_witnesses(leased.witnesses),
        exchange=exchange,
    )


def state_after(state: HostState, fetched: Fetched) -> HostState:
    """The state of a host after an answer: until when it is to be left alone."""
    now = int(fetched.fetched.timestamp())
    waits = max(state.waits_until or 0, now)
    if fetched.outcome is Outcome.WAIT:
        return state._replace(waits_until=max(waits, now + max(1, int(fetched.wait or PATIENCE[1]))))
    if waits > now:
        return state  # it was under way when another was told to wait, or failed
    if fetched.outcome is Outcome.FAILED and fetched.reason in PERHAPS_HOST:
        return state._replace(waits_until=now + PATIENCE[0])
    if fetched.outcome is Outcome.FAILED and fetched.reason in WHOLE_HOST:
        patience = PATIENCE[min(state.fails, len(PATIENCE) - 1)]
        return state._replace(fails=state.fails + 1, waits_until=now + patience)
    if fetched.status:
        tls = fetched.tls or state.tls
        return state._replace(fails=0, waits_until=None, last_success=now, tls=tls)
    return state


def broken(fetched: Fetched, error: Exception) -> Fetched:
    """An answer that could not be read, because of what happened here."""
    return replace(fetched, outcome=Outcome.FAILED, reason="reading-failed", detail=str(error))
