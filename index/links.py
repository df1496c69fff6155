"""Links as pages write them, made absolute."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin, urlsplit

_BREAKS = str.maketrans("", "", "\t\r\n")


def absolute_link(href: str, base: str) -> str | None:
    """The address that a link on the page `base` leads to, without its fragment; None if not on the web."""
    try:
        url = urldefrag(urljoin(base, href.translate(_BREAKS).strip())).url
        parts = urlsplit(url)
        named = parts.hostname and (parts.port or True)
    except ValueError:
        return None
    return url if named and parts.scheme in ("http", "https") else None
