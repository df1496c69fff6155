"""The one spelling of an address: of its host, its path and its query, without what belongs to a visit.

Two addresses with the same spelling ask a server for the same thing; which of its parameters matter is left
to `index.crawl.find.identity`. RFC 3986 says which spellings are equal, browsers how broken ones are meant.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from index.portals.portals import USUAL, ascii_host

LONGEST = 8_000
"""Characters of an address; servers refuse longer ones."""

Pairs = tuple[tuple[str, str | None], ...]
"""Names and values of a query, percent-encoded; None for a name without `=`."""

_PARTS = re.compile(r"(https?):[/\\]{2}([^/\\?#]*)([^?#]*)(?:\?([^#]*))?(?:#.*)?", re.IGNORECASE | re.DOTALL)
_STRIPPED = "".join(map(chr, range(33)))  # what browsers take off both ends
_IGNORED = str.maketrans("", "", "\t\r\n")  # what they leave out anywhere
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[^:\[\]]{1,253})(?::([0-9]{0,5}))?")
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_ODD_IN_PATH = re.compile(r"%u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~!$&'()*+,;=:@/-]")
_ODD_IN_QUERY = re.compile(r"%u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~!$'()*,;:@/?=-]")
_MEANT_OTHERWISE = re.compile("[+&=;?]")
_PLAIN_IN_PATH = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$'()*,:@")
_PLAIN_IN_QUERY = _PLAIN_IN_PATH | {"/"}
_SESSION = re.compile(r"(?:;|%3B)(?:jsessionid|phpsessid|sessionid|sid)(?:=|%3D)[^/;]*", re.IGNORECASE)
_COOKIELESS = re.compile(r"\((?:[A-Z]\([^()]*\))+\)")  # ASP.NET: /(S(lit3py55t21z5v55vlm25s55))/


class Spelled(NamedTuple):
    """An address in parts, each in its one spelling; `host` has its port unless that is the usual one."""

    scheme: str
    host: str
    path: str
    query: Pairs

    @property
    def url(self) -> str:
        """The address."""
        query = "&".join(name if value is None else f"{name}={value}" for name, value in self.query)
        return f"{self.scheme}://{self.host}{self.path}{'?' if query else ''}{query}"


def spelled(url: str) -> Spelled | None:
    """An address in its one spelling, its parameters in order of their names; None if not on the web.

    Names and passwords before the host, fragments, and session states in the path are left out.
    """
    if len(url) > LONGEST:
        return None
    parts = _PARTS.fullmatch(url.translate(_IGNORED).strip(_STRIPPED))
    if parts is None:
        return None
    scheme = parts[1].lower()
    host = _host(parts[2], scheme)
    return Spelled(scheme, host, _path(parts[3]), _query(parts[4] or "")) if host else None


def in_query(text: str) -> str:
    """A part of a path as a query spells it."""
    return _ODD_IN_QUERY.sub(_in_query, _MEANT_OTHERWISE.sub(lambda match: f"%{ord(match[0]):02X}", text))


def _host(authority: str, scheme: str) -> str | None:
    match = _HOST.fullmatch(authority.rpartition("@")[2])
    if match is None:
        return None
    name = match[1].lower() if match[1][0] == "[" else (ascii_host(match[1]) or "").rstrip(".")
    port = int(match[2]) if match[2] else USUAL[scheme]
    if not 0 < port < 65_536 or len(name) > 253 or not (name[:1] == "[" or _NAME.fullmatch(name)):
        return None
    return name if port == USUAL[scheme] else f"{name}:{port}"


def _path(path: str) -> str:
    path = _ODD_IN_PATH.sub(_in_path, path.replace("\\", "/"))
    parts = _SESSION.sub("", path).split("/")[1:]
    kept: list[str] = []
    for part in parts[:-1]:
        if part == "..":
            del kept[-1:]
        elif (part and part != "." and not _COOKIELESS.fullmatch(part)) or _within(part, kept):
            kept.append(part)
    last = parts[-1] if parts else ""
    if last == "..":
        del kept[-1:]
    ends = "" if last in (".", "..") or _COOKIELESS.fullmatch(last) else last
    return "/".join(("", *kept, ends))


def _within(part: str, kept: list[str]) -> bool:
    """Whether an empty part is that of an address within the path: `/proxy/http://other.example/`."""
    return not part and bool(kept) and kept[-1].endswith(":")


def _query(query: str) -> Pairs:
    pairs: dict[tuple[str, str | None], None] = {}
    for piece in query.split("&"):
        name, equals, value = piece.partition("=")
        while name.startswith("amp;"):  # `&amp;amp;`: escaped twice
            name = name[4:]
        if name or equals:
            said = _ODD_IN_QUERY.sub(_in_query, value) if equals else None
            pairs[_ODD_IN_QUERY.sub(_in_query, name), said] = None
    return tuple(sorted(pairs, key=lambda pair: pair[0]))


def _in_path(match: re.Match[str]) -> str:
    return _encoded(match[0], _PLAIN_IN_PATH)


def _in_query(match: re.Match[str]) -> str:
    return "%20" if match[0] == "+" else _encoded(match[0], _PLAIN_IN_QUERY)


def _encoded(token: str, plain: frozenset[str]) -> str:
    """A character, or what stands for one: plain where that means the same, else percent-encoded."""
    if len(token) == 1:
        return "".join(f"%{byte:02X}" for byte in token.encode("utf-8", "replace"))
    if token[1] == "u":
        return token  # `%u1EA1` of old scripts: only their server knows what it is
    sign = chr(int(token[1:], 16))
    return sign if sign in plain else token.upper()
