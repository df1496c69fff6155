"""`tratin portals check URL`: a new portal explored politely, and the draft of its file written."""

from __future__ import annotations

import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from index.crawl.entering import host_of
from index.crawl.fetch.fetching import Fetcher
from index.crawl.fetch.gate import Gate
from index.crawl.fetch.targets import Unusable, read_target
from index.explore.drafting import draft
from index.explore.exploring import Explorer
from index.explore.visiting import Visitor
from index.portals import Portals, load_portals, portal_folders
from index.portals.loading import OWN, read_portal
from index.portals.model import CrawlRules
from index.portals.portals import clashes
from search.errors import InputError
from search.model import VIETNAM
from search.topics import taxonomy_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.explore.model import Explored
    from search.settings import Settings


class Draft(NamedTuple):
    """A draft: its text, and where its file belongs."""

    text: str
    path: Path


def explore(
    settings: Settings, url: str, *, private: bool = False, show: Callable[[str], None] = lambda _: None
) -> Explored:
    """Explore the portal of an address, with the contact, the pauses and the limits of the settings.

    Args:
        settings: those of the home folder.
        url: any page of the portal, best its first; `https://` may be left out.
        private: whether loopback and private networks may be connected to.
        show: told each address that is asked for.

    Raises:
        InputError: the address is none of the web.
        SettingsError: there is no contact, or a portal file is wrong.
    """
    known, taxonomy = _known(settings), taxonomy_of(settings)
    rules = CrawlRules(private_addresses=private)
    with closing(Fetcher.of(settings, Gate())) as fetcher:
        delay = settings.number("crawl_delay_ms") / 1000
        explored = None
        for each in _spellings(url):
            visitor = Visitor(fetcher, rules, delay, show=show)
            explored = Explorer(visitor, known, taxonomy).explore(each)
            if not explored.door.problem or explored.door.status:
                break
    assert explored is not None
    return explored


def _known(settings: Settings) -> Portals:
    return load_portals(portal_folders(settings.home), taxonomy_of(settings))


def _spellings(url: str) -> list[str]:
    """The addresses that a person may mean: without a scheme, https and then http."""
    typed = url.strip()
    meant = [typed] if "://" in typed else [f"https://{typed}", f"http://{typed}"]
    targets = [read_target(each) for each in meant]
    for target in targets:
        if isinstance(target, Unusable):
            raise InputError(
                f"{url!r} is no address of the web that can be explored: {target.detail or target.reason}",
                vietnamese=f"{url!r} không phải địa chỉ web dùng được.",
            )
    return meant


def make_draft(settings: Settings, explored: Explored, out: Path | None) -> Draft:
    """The draft of a portal file, which has been read back and found sound.

    It is named after the host or, where a file describes the portal already, like that one: in the home
    folder it takes the place of a shipped one.

    Raises:
        InputError: another portal file claims the same name.
    """
    known = _known(settings)
    portal = known.portal_for(explored.door.url, "")
    name = f"{portal.key}.toml" if portal else f"{explored.door.host.replace(':', '-').strip('[]')}.toml"
    text = draft(explored, datetime.now(VIETNAM))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8")
        made = read_portal(path, taxonomy_of(settings))
    others = [each for each in known.all if portal is None or each.key != portal.key]
    if problems := clashes([*others, made]):
        raise InputError("; ".join(problems), vietnamese="Bản nháp trùng với một tệp cổng tin đã có.")
    return Draft(text, out or settings.home / OWN / name)


def write_draft(made: Draft, *, force: bool) -> None:
    """Write a draft to its place, whole or not at all.

    Raises:
        InputError: there is a file already, and it is not to be replaced.
        OSError: it cannot be written.
    """
    if made.path.exists() and not force:
        raise InputError(
            f"{made.path} exists; nothing was written (--force replaces it)",
            vietnamese=f"Đã có tệp {made.path}; chưa ghi gì (--force để ghi đè).",
        )
    made.path.parent.mkdir(parents=True, exist_ok=True)
    beside = made.path.with_name(f".{made.path.name}.new")
    beside.write_text(made.text, encoding="utf-8")
    beside.replace(made.path)


def is_readable(explored: Explored) -> bool:
    """Whether enough was seen to make a draft of it: the first page came."""
    return not explored.door.problem and host_of(explored.door.url) in explored.hosts
