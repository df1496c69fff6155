"""The headers of a request: who asks, and what is known of the page already."""

from __future__ import annotations

import base64
from importlib import metadata
from typing import TYPE_CHECKING

from index.crawl.fetch.decoding import ACCEPTED
from index.crawl.fetch.robots import TOKEN
from search.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.crawl.fetch.targets import Target
    from index.crawl.model import Request

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"  # feeds and texts are the rest
_LANGUAGES = "vi,en;q=0.3"


def user_agent(contact: str) -> str:
    """The honest name of the crawler; raises `SettingsError` without a contact that a header can carry."""
    if not contact.strip() or not _is_sendable(contact):
        raise SettingsError(
            "crawl_contact must name an address at which portals reach you, in one line of ASCII",
            vietnamese="Hãy đặt crawl_contact: địa chỉ để các cổng liên hệ với người chạy trình thu thập.",
        )
    return f"{TOKEN}/{metadata.version('tra-tin')} (+{contact.strip()})"


def make_headers(target: Target, request: Request, agents: Sequence[str]) -> dict[str, str]:
    """What is sent for a page, without any credentials; as the first of `agents` that can be sent."""
    headers = {
        "Host": target.authority,
        "User-Agent": next(filter(_is_sendable, filter(None, agents)), TOKEN),
        "Accept": _ACCEPT,
        "Accept-Language": _LANGUAGES,
        "Accept-Encoding": ACCEPTED,
        "If-None-Match": request.etag,
        "If-Modified-Since": request.last_modified,
    }
    return {name: value for name, value in headers.items() if value and _is_sendable(value)}


def basic_login(credentials: str) -> str:
    """The value of `Authorization` for `user:password`."""
    return f"Basic {base64.b64encode(credentials.encode()).decode('ascii')}"


def login_of(variable: str, environment: Mapping[str, str]) -> str | None:
    """`Authorization` for what a variable of the environment holds: empty if none is named, None if unset."""
    if not variable:
        return ""
    credentials = environment.get(variable, "")
    return basic_login(credentials) if ":" in credentials else None


def _is_sendable(value: str) -> bool:
    """Whether a header can hold it; what a server once sent need not be."""
    return len(value) <= 1000 and value.isprintable() and value.isascii()
