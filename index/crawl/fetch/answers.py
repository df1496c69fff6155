"""What an answer means: its status, its media type, and how long the server asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import PurePosixPath

from index.crawl.model import Outcome

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
LONGEST_WAIT = 24 * 3600.0
"""Seconds; whoever asks for more is asked again after a day."""

_GONE = frozenset({404, 410})
_WAIT = frozenset({429, 503})
# 401, 403, 406 and 451 are rather the mood of a firewall than a decision on a page; the others may pass too.
_FAILED = frozenset({401, 403, 406, 408, 421, 423, 425, 451})

_MEDIA_TYPES = frozenset({
    "text/html", "application/xhtml+xml", "text/xml", "application/xml", "text/plain",
    "application/pdf", "application/x-pdf", "application/gzip", "application/x-gzip",
})  # fmt: skip
_UNNAMED = frozenset({"application/octet-stream", "binary/octet-stream"})
_ENDINGS = frozenset({".gz", ".xml", ".pdf", ".rss", ".atom"})


def outcome_of(status: int) -> Outcome:
    """What a status means for the address that was asked; redirects are not asked about here.

    A page that asks for a login or forbids itself (401, 403, 406, 451) has `FAILED`, so that it is tried
    again, ever less often: it is not known to be gone.
    """
    if status in {HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION}:
        return Outcome.OK
    if status == HTTPStatus.NOT_MODIFIED:
        return Outcome.UNCHANGED
    if status in _GONE:
        return Outcome.GONE
    if status in _WAIT:
        return Outcome.WAIT
    is_final = 400 <= status < 500 and status not in _FAILED
    return Outcome.REFUSED if is_final else Outcome.FAILED


def is_wanted(content_type: str, path: str) -> bool:
    """Whether a body of this `Content-Type` is worth reading; one that says nothing is."""
    media_type = content_type.partition(";")[0].strip().lower()
    if "/" not in media_type or media_type in _MEDIA_TYPES:
        return True
    if media_type in _UNNAMED:
        return PurePosixPath(path.partition("?")[0]).suffix.lower() in _ENDINGS
    return media_type.endswith("+xml") and not media_type.startswith("image/")


def wait_of(retry_after: str, now: datetime) -> float | None:
    """The seconds that a `Retry-After` asks for, as number or date, at most a day; None without one."""
    text = retry_after.strip()[:100]
    if text.isascii() and text.isdecimal():
        return min(float(text), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(text)
        seconds = (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds()
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT)
