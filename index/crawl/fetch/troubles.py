"""What goes wrong while a page is fetched, with a short code to count by.

refused   scheme, bad-url, user-info, private-address, media-type, too-large, too-large-decoded, http-4xx,
other-host, downgrade, and whatever the caller says of a redirect
gone      http-404, http-410
wait      http-429, http-503
failed    no-address, dns-timeout, no-connection, connect-timeout, connection-lost, timeout,
tls-handshake, tls-certificate, tls-host-name, tls-expired, tls-weak-key, tls-broken,
bad-answer, headers-too-large, truncated, bad-encoding, redirect-loop, too-many-redirects,
bad-redirect, no-login, stopped, http-401, http-403, http-451, http-5xx and other numbers
"""

from __future__ import annotations

import http.client
import ssl
from enum import Enum, auto

import urllib3

from index.crawl.model import Outcome

STOPPED = "stopped"
"""The reason of whatever was not done because all was to stop."""


class Retry(Enum):
    """What may help at once: nothing; another address; a new connection; a lower rung of TLS."""

    NO = auto()
    ADDRESS = auto()
    CONNECTION = auto()
    LEGACY = auto()
    ANY = auto()


class Trouble(Exception):  # noqa: N818 - what happened, not a mistake of the program
    """Ends a request: outcome, a stable code of at most 40 characters, words for people, and what helps."""

    def __init__(
        self, reason: str, detail: str = "", *, outcome: Outcome = Outcome.FAILED, retry: Retry = Retry.NO
    ) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail[:500]
        self.outcome = outcome
        self.retry = retry


def explain(error: Exception) -> Trouble:
    """What an error of the network, or of an answer that cannot be read, means."""
    if isinstance(error, Trouble):
        return error
    detail = f"{type(error).__name__}: {error}"
    if isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError):
        return Trouble("timeout", detail)
    cause = _cause(error)
    if isinstance(cause, http.client.IncompleteRead | urllib3.exceptions.IncompleteRead):
        return Trouble("truncated", detail)
    if isinstance(cause, ssl.SSLError | urllib3.exceptions.SSLError):
        return Trouble("tls-broken", detail)
    if isinstance(cause, OSError):
        return Trouble("connection-lost", detail)
    return Trouble("bad-answer", detail)


def _cause(error: Exception) -> object:
    """What urllib3 wrapped."""
    if isinstance(error, urllib3.exceptions.ProtocolError) and len(error.args) > 1:
        return error.args[1]
    return error
