"""Portal files, read and checked: whatever is wrong with one is told in words, with its place in the file."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from index.clean.knowledge import SELECTED, Rules
from index.portals.crawling import CrawlTable, crawl_rules, problems_of_crawl
from index.portals.model import LIST, SKIP, Address, Era, Feed, ListPage, ListRules, Portal, section_key
from index.portals.portals import Portals, address_of, ascii_host, clashes
from search import places
from search.archive import Show
from search.errors import SettingsError
from search.topics import shipped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from search.topics import Taxonomy

SHIPPED = Path(__file__).parents[2] / "seeds" / "portals"
"""The portal files of a checkout; an installation without them has none."""

OWN = "portals"
"""The folder below the home folder that holds more of them."""

_LARGEST = 1_000_000  # bytes
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")
_PATH = re.compile(r"(?:/[^/\s?#]+)*")

_Selectors = str | list[str]


class _List(msgspec.Struct, forbid_unknown_fields=True):
    url: str
    item: _Selectors
    link: _Selectors = ""
    title: _Selectors = ""
    date: _Selectors = ""
    next: _Selectors = ""
    section: str = ""


class _Feed(msgspec.Struct, forbid_unknown_fields=True):
    url: str
    section: str = ""


class _Era(msgspec.Struct, forbid_unknown_fields=True):
    since: date | None = None
    until: date | None = None
    day_first: bool | None = None
    remove: _Selectors | None = None
    select: dict[str, _Selectors] = {}
    place: str | None = None


class _File(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    hosts: list[str] = []
    sources: list[str] = []
    place: str = ""
    day_first: bool = True
    remove: _Selectors = []
    select: dict[str, _Selectors] = {}
    sections: dict[str, str] = {}
    era: list[_Era] = []
    feed: list[_Feed] = []
    lists: list[_List] = msgspec.field(name="list", default_factory=list)
    crawl: CrawlTable = msgspec.field(default_factory=CrawlTable)
    show: Show = Show.FULL


def portal_folders(home: Path) -> tuple[Path, ...]:
    """Where portal files are looked for: those shipped, then those of the home folder."""
    return SHIPPED, home / OWN


def load_portals(folders: Sequence[Path], taxonomy: Taxonomy | None = None) -> Portals:
    """The portals of some folders; a file in a later one takes the place of one of the same name.

    Their sections may name topics of `taxonomy` as well as of the shipped table.

    Raises:
        SettingsError: a file cannot be read, or says what it cannot say.
    """
    return Portals([read_portal(path, taxonomy) for path in _files(folders)])


class Checked(NamedTuple):
    """A file with the portal that it describes, or what is wrong with it; no file: what two of them claim."""

    path: Path | None
    portal: Portal | None
    problem: str


def check_portals(folders: Sequence[Path], taxonomy: Taxonomy | None = None) -> Iterator[Checked]:
    """Every file, read once; then what two sound ones both claim."""
    sound: list[Portal] = []
    for path in _files(folders):
        try:
            portal = read_portal(path, taxonomy)
        except SettingsError as error:
            yield Checked(path, None, str(error))
        else:
            sound.append(portal)
            yield Checked(path, portal, "")
    yield from (Checked(None, None, problem) for problem in clashes(sound))


def read_portal(path: Path, taxonomy: Taxonomy | None = None) -> Portal:
    """The portal that a file describes.

    Raises:
        SettingsError: it cannot be read, or says what it cannot say; the message names everything.
    """
    given = _parsed(path)
    problems = list(_problems(given, {*shipped().topics, *(taxonomy.topics if taxonomy else ())}))
    if problems:
        raise _refused(path, "; ".join(problems))
    return _portal(path, given)


def _files(folders: Iterable[Path]) -> list[Path]:
    found: dict[str, Path] = {}
    for folder in folders:
        try:
            inside = sorted(folder.iterdir()) if folder.is_dir() else []
        except OSError as error:
            raise _refused(folder, error.strerror or str(error)) from error
        found.update({path.name: path for path in inside if _is_file_of_portal(path)})
    return [found[name] for name in sorted(found)]


def _is_file_of_portal(path: Path) -> bool:
    return path.suffix == ".toml" and not path.name.startswith(".")


def _refused(path: Path, problem: str) -> SettingsError:
    return SettingsError(f"{path}: {problem}", vietnamese=f"Tệp cổng tin {path} không dùng được.")


def _parsed(path: Path) -> _File:
    try:
        if path.stat().st_size > _LARGEST:
            raise _refused(path, f"larger than {_LARGEST:,} bytes")
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8-sig")), _File)
    except msgspec.ValidationError as error:
        raise _refused(path, _plain(str(error))) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise _refused(path, str(error)) from error


def _plain(message: str) -> str:
    """What the library says, without its signs: `Expected str, got int - at select.title`."""
    return message.replace("Object ", "").replace("`$.", "`").replace("`", "'").replace(" - at '$'", "")


# --- What is wrong ---


def _problems(given: _File, topics: Collection[str]) -> Iterator[str]:
    if not given.name.strip() or "\n" in given.name:
        yield "name: must be one line of text"
    if not given.hosts and not given.sources:
        yield "hosts: name at least one host, or one source in 'sources'"
    yield from (
        f"hosts: {host!r} is no host name, or host name and path"
        for host in given.hosts
        if not _address(host)
    )
    yield from (f"sources: {source!r} is blank" for source in given.sources if not source.strip())
    yield from _problems_of_place(given.place)
    yield from _problems_of_rules(given.select, given.remove, "")
    yield from _problems_of_sections(given.sections, topics)
    yield from _problems_of_eras(given.era)
    for number, feed in enumerate(given.feed, 1):
        yield from _problems_of_page(feed, f"feed {number}", given)
    for number, listed in enumerate(given.lists, 1):
        yield from _problems_of_page(listed, f"list {number}", given)
        for name in ListRules.__slots__:
            yield from _problems_of_selectors(getattr(listed, name), f"list {number}.{name}")
        if not _several(listed.item):
            yield f"list {number}.item: must name a selector"
    has_pages = bool(given.feed or given.lists)
    yield from problems_of_crawl(given.crawl, _addresses(given), has_pages=has_pages)


def _problems_of_rules(
    select: Mapping[str, _Selectors], remove: _Selectors | None, where: str
) -> Iterator[str]:
    for field, selectors in select.items():
        if field not in SELECTED:
            yield f"{where}select: there is no field {field!r}; fields are {', '.join(SELECTED)}"
        elif not _several(selectors):
            yield f"{where}select.{field}: must name a selector"
        yield from _problems_of_selectors(selectors, f"{where}select.{field}")
    yield from _problems_of_selectors(remove or [], f"{where}remove")


def _problems_of_selectors(selectors: _Selectors, where: str) -> Iterator[str]:
    for selector in _several(selectors):
        if problem := _problem_of_selector(selector):
            yield f"{where}: {selector!r} is no CSS selector: {problem}"


def _problem_of_selector(selector: str) -> str:
    if not selector.strip():
        return "it is blank"
    from index.clean.ruled import problem_of  # noqa: PLC0415 - a parser of pages, for commands that read none

    return problem_of(selector)


def _problems_of_sections(sections: Mapping[str, str], topics: Collection[str]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for name, meaning in sections.items():
        if not section_key(name):
            yield "sections: a name is blank"
        first = seen.setdefault(section_key(name), name)
        if first != name:
            yield f"sections: {name!r} and {first!r} are the same name"
        if meaning not in (SKIP, LIST) and meaning not in topics:
            yield f"sections.{name}: {meaning!r} is no topic, nor 'skip' or 'list'"


def _problems_of_place(place: str, where: str = "") -> Iterator[str]:
    if place and places.unit(place) is None:
        yield f"{where}place: there is no unit {place!r}; ids look like 'p:19', 'd:172', 'P:01'"


def _problems_of_eras(eras: Sequence[_Era]) -> Iterator[str]:
    for number, era in enumerate(eras, 1):
        yield from _problems_of_rules(era.select, era.remove, f"era {number}.")
        yield from _problems_of_place(era.place or "", f"era {number}.")
        if era.since is None and era.until is None:
            yield f"era {number}: give 'since', 'until' or both"
        if _first(era) > _last(era):
            yield f"era {number}: 'until' is before 'since'"
        for other, earlier in enumerate(eras[: number - 1], 1):
            if _first(earlier) <= _last(era) and _first(era) <= _last(earlier):
                yield f"era {number}: overlaps era {other}"


def _first(era: _Era) -> date:
    return era.since or date.min


def _last(era: _Era) -> date:
    return era.until or date.max


def _problems_of_page(page: _Feed | _List, where: str, given: _File) -> Iterator[str]:
    if address_of(page.url) is None:
        yield f"{where}.url: {page.url!r} is no address that begins with http:// or https://"
    known = {section_key(name) for name in given.sections}
    if page.section and section_key(page.section) not in known:
        yield f"{where}.section: {page.section!r} is not among the sections of the file"


# --- What it says ---


def _portal(path: Path, given: _File) -> Portal:
    name = given.name.strip()
    select = _selectors(given.select)
    return Portal(
        path=path,
        name=name,
        hosts=_addresses(given),
        sources=tuple(dict.fromkeys(given.sources)),
        place=given.place,
        rules=Rules(name, select, _several(given.remove), given.day_first, given.place, _topics(given)),
        eras=tuple(_era(name, era, given) for era in given.era),
        sections={section_key(section): meaning for section, meaning in given.sections.items()},
        feeds=tuple(Feed(feed.url.strip(), feed.section) for feed in given.feed),
        lists=tuple(_list_page(listed) for listed in given.lists),
        crawl=crawl_rules(given.crawl),
        show=given.show,
    )


def _era(name: str, era: _Era, given: _File) -> Era:
    """An era, in which the rules of the file hold but for those that it gives itself."""
    select = {**_selectors(given.select), **_selectors(era.select)}
    remove = given.remove if era.remove is None else era.remove
    day_first = given.day_first if era.day_first is None else era.day_first
    place = given.place if era.place is None else era.place
    return Era(era.since, era.until, Rules(name, select, _several(remove), day_first, place, _topics(given)))


def _topics(given: _File) -> dict[str, str]:
    """The sections that mean a topic."""
    named = ((section_key(name), meaning) for name, meaning in given.sections.items())
    return {name: meaning for name, meaning in named if meaning not in (SKIP, LIST)}


def _list_page(listed: _List) -> ListPage:
    rules = ListRules(*(_several(getattr(listed, name)) for name in ListRules.__slots__))
    return ListPage(listed.url.strip(), rules, listed.section)


def _selectors(select: Mapping[str, _Selectors]) -> dict[str, tuple[str, ...]]:
    return {field: _several(select[field]) for field in SELECTED if field in select}


def _several(selectors: _Selectors) -> tuple[str, ...]:
    if isinstance(selectors, str):
        return (selectors,) if selectors else ()
    return tuple(selectors)


def _addresses(given: _File) -> tuple[Address, ...]:
    return tuple(dict.fromkeys(filter(None, map(_address, given.hosts))))


def _address(written: str) -> Address | None:
    """`portal.example`, `portal.example:8080` or `portal.example/huyen` as an address."""
    host, _, path = written.strip().partition("/")
    name = ascii_host(host)
    path = f"/{path.strip('/')}" if path.strip("/") else ""
    if name is None or not _HOST.fullmatch(name) or not _PATH.fullmatch(path):
        return None
    return Address(name, path)
