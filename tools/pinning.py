"""Pins: pages kept with the article that was made of them, so that a change of the cleaner shows.

A folder of pins has a folder for each host, and in it for each page its bytes and what is expected of them:

    <pins>/<host>/<name>.html     (or .txt, .jsonl; with .gz where it is large)
    <pins>/<host>/<name>.json

The name ends in the hash of the bytes: when a portal is redesigned, the new page becomes a pin beside the
old.
Reasons are not kept, since they may be worded better at any time.
"""

from __future__ import annotations

import difflib
import gzip
import hashlib
import json
import re
import textwrap
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.clean.bylines import byline
from index.clean.cleaner import clean
from index.clean.knowledge import NOTHING, Known, Rules
from index.enrich.citations import find_citations
from index.enrich.dates import date_article
from index.pages import CAPTURE, HTML, RECORD, RawPage
from search import files
from search.model import BlockKind, Skipped, Witness

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from search.model import Article

    Knowing = Callable[[RawPage, Known], Known]
    """What a page is cleaned with, by the page and what was known when it was pinned."""

VERSION = 1
"""Of the fields in a pin's file."""

SUFFIXES = {HTML: ".html", CAPTURE: ".txt", RECORD: ".jsonl"}
LARGE = 20_000
"""Bytes from which a page is compressed."""

AROUND = frozenset({BlockKind.RELATED, BlockKind.PAGER, BlockKind.CHROME})
"""Blocks that are not of the article."""

SKIPPED, TITLE, LEAD, DATE, BYLINE, BLOCKS, OTHERS, PIN = (
    "skipped title lead date byline blocks around pin".split()
)
"""The fields of a drift: the reason of a skip, those of an article (its blocks, and those around it), and
`pin` where the pin itself cannot be read or its page cannot be cleaned."""

_NO_HOST = "no-host"
_UNSAFE = re.compile(r"[^a-z0-9.-]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_WIDTH = 100


def as_pinned(_: RawPage, pinned: Known) -> Known:
    """What was known of a page when it was pinned."""
    return pinned


@dataclass(frozen=True, slots=True)
class Drift:
    """A field of a pin that is not as expected; both sides are lines of text."""

    pin: Path
    field: str
    expected: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def message(self) -> str:
        """The difference for people, as a unified diff."""
        name = f"{self.pin.parent.name}/{self.pin.stem}"
        lines = difflib.unified_diff(
            _wrapped(self.expected),
            _wrapped(self.found),
            f"{name} {self.field}, pinned",
            "now",
            lineterm="",
            n=1,
        )
        return "\n".join(lines)


def pin(page: RawPage, known: Known, folder: Path) -> Path:
    """Keep a page with what is made of it now; answers the file of what is expected. Raises `OSError`."""
    at = folder / host_folder(page.url)
    digest = hashlib.sha256(page.payload).hexdigest()
    name = f"{_slug(page)}-{digest[:8]}"
    is_large = len(page.payload) >= LARGE
    stored = f"{name}{SUFFIXES[page.media_type]}{'.gz' if is_large else ''}"
    told = {
        "version": VERSION,
        "page": _page_fields(page) | {"file": stored, "sha256": digest},
        "known": _known_fields(known),
        "expected": expectation(page, known),
    }
    files.make_folder(at)
    payload = gzip.compress(page.payload, mtime=0) if is_large else page.payload
    files.write_over(at / stored, payload)
    path = at / f"{name}.json"
    files.write_over(path, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
    return path


def remove(folder: Path, hashes: Collection[str]) -> list[Path]:
    """Remove the pins of pages by the SHA-256 of their bytes; answers those. A damaged pin stays."""
    found = []
    for path in pins(folder):
        try:
            page = json.loads(path.read_bytes())["page"]
            stored, sha256 = path.parent / page["file"], page["sha256"]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if sha256 in hashes:
            files.remove(stored)
            files.remove(path)
            files.sync_folder(path.parent)
            found.append(path)
    return found


def check(folder: Path, known_of: Knowing = as_pinned) -> list[Drift]:
    """All drifts of a folder of pins, in the order of their files.

    Each page is cleaned with what `known_of` tells of it: what was known when it was pinned unless told else.
    """
    return [drift for path in pins(folder) for drift in check_pin(path, known_of)]


def pins(folder: Path) -> list[Path]:
    """The files of what is expected, in order."""
    return sorted(folder.glob("*/*.json"))


def check_pin(path: Path, known_of: Knowing = as_pinned) -> list[Drift]:
    """The drifts of one pin."""
    try:
        page, pinned, expected = _read(path)
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, zlib.error) as error:
        return [
            Drift(path, PIN, (("a page and what is expected of it"),), (f"{type(error).__name__}: {error}",))
        ]
    try:
        found = expectation(page, known_of(page, pinned))
    except Exception as error:  # noqa: BLE001 - whatever a cleaner raises is a drift of this page alone
        return [Drift(path, PIN, ("an article or a skip",), (f"{type(error).__name__}: {error}",))]
    return list(_drifts(path, expected, found))


def expectation(page: RawPage, known: Known) -> dict[str, Any]:
    """What is made of a page now: the reason of a skip, or an article's fields and blocks."""
    article = clean(page, known)
    if isinstance(article, Skipped):
        return {SKIPPED: article.reason.value}
    return {
        TITLE: article.title,
        LEAD: article.first(BlockKind.LEAD),
        DATE: _date(article, page),
        BYLINE: byline(article),
        BLOCKS: [
            [block.kind.value, article.of(block)] for block in article.blocks if block.kind not in AROUND
        ],
        OTHERS: [[block.kind.value, article.of(block)] for block in article.blocks if block.kind in AROUND],
    }


def host_folder(url: str | None) -> str:
    """A folder's name for the host of an address: small letters, digits, dots and hyphens, never a path."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        host = ""
    safe = _UNSAFE.sub("-", host.lower()).strip(".-")
    if not safe:
        return _NO_HOST
    return f"{safe[:100].rstrip('.-')}-" if _RESERVED.fullmatch(safe) else safe[:100].rstrip(".-")


def _slug(page: RawPage) -> str:
    """A short name of a page, from the end of its address."""
    try:
        end = urlsplit(page.url or page.name).path.rstrip("/").rpartition("/")[2]
    except ValueError:
        end = ""
    return re.sub(r"[^a-z0-9]+", "-", end.lower())[:50].strip("-") or "page"


def _date(article: Article, page: RawPage) -> str:
    """The day or minute that the article states, in ISO format."""
    published, _ = date_article(article, find_citations(article), seen=page.fetched.date())
    return published.iso or ""


def _page_fields(page: RawPage) -> dict[str, Any]:
    return {
        "identity": page.identity,
        "source": page.source,
        "name": page.name,
        "media_type": page.media_type,
        "url": page.url,
        "fetched": page.fetched.isoformat(),
        "headers": dict(page.headers),
        "witnesses": [[each.field, each.value, each.origin] for each in page.witnesses],
    }


def _known_fields(known: Known) -> dict[str, Any]:
    rules = known.rules
    return {
        "repeated": sorted(known.repeated),
        "rules": rules
        and {
            "portal": rules.portal,
            "selectors": {name: list(each) for name, each in rules.selectors.items()},
            "remove": list(rules.remove),
            "day_first": rules.day_first,
        },
    }


def _read(path: Path) -> tuple[RawPage, Known, dict[str, Any]]:
    """The page of a pin, what was known of it, and what is expected."""
    told = json.loads(path.read_text(encoding="utf-8"))
    if told["version"] != VERSION:
        raise ValueError(f"version {told['version']} of pins is unknown here")
    fields = dict(told["page"])
    stored, digest = Path(fields.pop("file")).name, fields.pop("sha256")
    payload = (path.parent / stored).read_bytes()
    if stored.endswith(".gz"):
        payload = gzip.decompress(payload)
    if hashlib.sha256(payload).hexdigest() != digest:
        raise ValueError(f"{stored} is not the page that was pinned")
    fields["fetched"] = datetime.fromisoformat(fields["fetched"])
    fields["witnesses"] = tuple(Witness(*each) for each in fields["witnesses"])
    return RawPage(payload=payload, **fields), _known(told["known"]), _expected(dict(told["expected"]))


def _expected(told: dict[str, Any]) -> dict[str, Any]:
    """What is expected, if its blocks are pairs."""
    for name in (BLOCKS, OTHERS):
        for kind, text in told.get(name, ()):
            if not isinstance(kind, str) or not isinstance(text, str):
                raise TypeError(f"{name} holds {kind!r} and {text!r}")
    return told


def _known(told: dict[str, Any]) -> Known:
    rules = told["rules"]
    made = rules and Rules(
        portal=rules["portal"],
        selectors={name: tuple(each) for name, each in rules["selectors"].items()},
        remove=tuple(rules["remove"]),
        day_first=rules["day_first"],
    )
    return Known(made, frozenset(told["repeated"])) if made or told["repeated"] else NOTHING


def _drifts(path: Path, expected: dict[str, Any], found: dict[str, Any]) -> Iterator[Drift]:
    """The fields that differ; where one side is a skip, only that is told."""
    if SKIPPED in expected or SKIPPED in found:
        if expected.get(SKIPPED) != found.get(SKIPPED):
            yield Drift(path, SKIPPED, _outcome(expected), _outcome(found))
        return
    for name in (TITLE, LEAD, DATE, BYLINE, BLOCKS, OTHERS):
        if expected.get(name) != found[name]:
            yield Drift(path, name, _lines(expected.get(name)), _lines(found[name]))


def _outcome(told: dict[str, Any]) -> tuple[str, ...]:
    return (f"skipped: {told[SKIPPED]}",) if SKIPPED in told else (f"article: {told.get(TITLE, '')}",)


def _lines(value: Any) -> tuple[str, ...]:
    """A field as lines: a text is one, blocks are one each."""
    if isinstance(value, list):
        return tuple(f"{kind}: {text}" for kind, text in value)
    return (str(value),) if value else ()


def _wrapped(lines: tuple[str, ...]) -> list[str]:
    """Lines that fit a screen, so that a changed word shows no whole paragraph."""
    return [
        piece
        for line in lines
        for part in line.splitlines()
        for piece in textwrap.wrap(part, _WIDTH, subsequent_indent="    ") or [""]
    ]
