"""A portal as its file describes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from search.archive import Show
from search.model import VIETNAM
from search.text import comparable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from pathlib import Path

    from index.clean.knowledge import Rules

SKIP, LIST = "skip", "list"
"""Meanings of a section beside topics: its pages are not wanted, its pages are lists."""


class Address(NamedTuple):
    """A host, with its port unless that is the usual one, and a path below which the portal lives."""

    host: str
    path: str = ""

    def __str__(self) -> str:
        return self.host + self.path


@dataclass(frozen=True, slots=True)
class Era:
    """Days of fetching, both included and open where None, and the rules that hold for them."""

    since: date | None
    until: date | None
    rules: Rules

    def holds(self, day: date) -> bool:
        """Whether a page fetched on this day is of the era."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class ListRules:
    """How a list page is read: CSS selectors, of each the first that matches anything counts.

    `item` finds the entries, the others look inside an entry, but `next`, which looks in the whole page.
    Without `link` it is the first link of the entry, without `title` the words of that link.
    """

    item: tuple[str, ...]
    link: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    next: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of a portal, and the section of its articles if it is of one."""

    url: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page that lists articles of a portal, how it is read, and their section if it is of one."""

    url: str
    rules: ListRules
    section: str = ""


class Tls(StrEnum):
    """How far an old server may fall short: not at all; in strength of encryption; in proof of identity."""

    VERIFIED = "verified"
    LEGACY = "legacy"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class CrawlRules:
    """How a portal is crawled; one that is not `enabled` never is.

    `verified` says who looked at the file against the portal, and when; `start` and `sitemaps` are addresses;
    `allow` and `deny` are beginnings of paths, of which the longest that fits decides, and of none all are
    allowed. `keep` and `drop` name parameters of addresses that tell articles apart, or do not, beyond what
    is known of the `platform`. `delay_ms` is that of the settings where None. `login` names the variable of
    the environment that holds `user:password`. `since` and `until` are the days within which it is crawled.
    """

    enabled: bool = False
    verified: str = ""
    platform: str = ""
    start: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    delay_ms: int | None = None
    user_agent: str = ""
    login: str = ""
    private_addresses: bool = False
    tls: Tls = Tls.LEGACY
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Portal:
    """A portal: who it is, which pages are its own, where it is, and how it is read.

    `place` is the id of a unit in `search.places`, empty if unknown. `sections` maps the comparable name of
    a section to the id of a topic, `SKIP` or `LIST`. `rules` hold where no era does.
    """

    path: Path
    name: str
    hosts: tuple[Address, ...]
    sources: tuple[str, ...]
    place: str
    rules: Rules
    eras: tuple[Era, ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    feeds: tuple[Feed, ...] = ()
    lists: tuple[ListPage, ...] = ()
    crawl: CrawlRules = CrawlRules()
    show: Show = Show.FULL

    @property
    def key(self) -> str:
        """The name of its file, by which a file of one's own takes the place of a shipped one."""
        return self.path.stem

    def rules_on(self, fetched: datetime) -> Rules:
        """The rules for a page that was fetched at this time."""
        day = fetched.astimezone(VIETNAM).date()
        return next((era.rules for era in self.eras if era.holds(day)), self.rules)

    def section(self, name: str) -> str | None:
        """What a section means: the id of a topic, `SKIP`, `LIST`, or None if the file does not say."""
        return self.sections.get(section_key(name))


def section_key(name: str) -> str:
    """The form in which names of sections are compared."""
    return " ".join(comparable(name).split())
