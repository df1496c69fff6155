"""CSS selectors of a list of articles, guessed where one structure repeats and every selector proves itself.

An entry is the largest element around a headline that holds no other headline. Entries that stand alike are
one list; the largest counts, if it is clearly the largest. A selector is taken only if it finds these entries
and nothing else that leads anywhere; where none does, there is no guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from bs4.element import NavigableString, PreformattedString, Tag

from index.clean.ruled import PageRefused, compiled, parse_bounded
from index.crawl.find.leading import leads_to
from index.crawl.find.pagers import is_next
from index.crawl.model import Kind
from index.explore.days import WRITTEN
from index.links import absolute_link
from index.listing import read_list_page
from index.portals.model import ListRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bs4 import BeautifulSoup

    from index.crawl.find.scope import Scope

LEAST = 5
"""Entries that make a list."""

HEADLINE = 5
"""Words of a link that may be a headline, as `index.crawl.find.discovery` counts them."""

_CLEARLY = 1.5  # how many times as many entries as the next largest group has
_MOSTLY = 0.8  # share of the entries that have a date
_UP = 5  # elements around an entry that may name it
_NAME = re.compile(r"-?[A-Za-z_][A-Za-z0-9_-]{0,60}")
_SERIAL = re.compile(r"\d{3,}|^(?:odd|even|first|last|active|current|clearfix|row\d*|item-?\d+)$")
_WORDS_OF_NEXT = re.compile(r"[^\"\\\r\n]{1,30}")


class _Entry(NamedTuple):
    """An entry: its element, the headline in it, and the canonical address to which that leads."""

    tag: Tag
    link: Tag
    url: str


def guess_rules(markup: str, url: str, scope: Scope, next_url: str | None = None) -> ListRules | None:
    """The rules of a list page, or None where nothing is sure enough. Never raises.

    Args:
        markup: the page, decoded.
        url: its address.
        scope: the addresses of the portal.
        next_url: the next page of the list, canonical, if one is known.
    """
    try:
        soup = parse_bounded(markup)
        entries = _main_group(_entries(soup, url, scope))
        item = _selector_of(soup, [entry.tag for entry in entries]) if entries else ""
        if not item:
            return None
        rules = ListRules(
            (item,),
            _one(_link_of(entries)),
            (),
            _one(_date_of(entries)),
            _one(_next_of(soup, url, scope, next_url)),
        )
    except (PageRefused, RecursionError, ValueError):
        return None
    return rules if fits(rules, markup, url) else None


def fits(rules: ListRules, markup: str, url: str) -> bool:
    """Whether rules find a list on a page: entries enough, nearly all with a title of several words."""
    items = read_list_page(markup, url, rules).items
    titled = sum(item.title.count(" ") >= HEADLINE - 2 for item in items)
    return len(items) >= LEAST and titled >= _MOSTLY * len(items)


def _one(selector: str) -> tuple[str, ...]:
    return (selector,) if selector else ()


# --- Entries ---


def _entries(soup: BeautifulSoup, url: str, scope: Scope) -> list[_Entry]:
    """The largest element around each headline that holds no other, in the order of the page."""
    base = soup.find("base", href=True)
    base_url = (absolute_link(str(base["href"]), url) if isinstance(base, Tag) else None) or url
    links: dict[str, Tag] = {}
    held: dict[int, set[str]] = defaultdict(set)
    for tag in soup.find_all("a", href=True):
        address = _headline(tag, base_url, scope)
        if address is None:
            continue
        links.setdefault(address, tag)
        for above in tag.parents:
            held[id(above)].add(address)
    return [_Entry(_around(link, held), link, address) for address, link in links.items()]


def _headline(tag: Tag, base: str, scope: Scope) -> str | None:
    """The canonical address of a link that may be a headline of the portal."""
    if len(" ".join(tag.get_text().split()).split(" ")) < HEADLINE:
        return None
    absolute = absolute_link(str(tag["href"]), base)
    address = scope.canonical(absolute) if absolute else None
    if address is None or scope.refusal(address) or leads_to(address) != Kind.PAGE:
        return None
    return address


def _around(link: Tag, held: dict[int, set[str]]) -> Tag:
    entry = link
    while entry.parent is not None and len(held[id(entry.parent)]) == 1:
        entry = entry.parent
    return entry


def _main_group(entries: Sequence[_Entry]) -> list[_Entry]:
    """The entries of the largest list; none where no list is clearly the largest."""
    groups: dict[tuple[object, ...], list[_Entry]] = defaultdict(list)
    for entry in entries:
        groups[_stand(entry.tag)].append(entry)
    ranked = sorted(groups.values(), key=len, reverse=True)
    if not ranked or len(ranked[0]) < LEAST:
        return []
    is_clear = len(ranked) == 1 or len(ranked[0]) >= _CLEARLY * len(ranked[1])
    return ranked[0] if is_clear else []


def _stand(tag: Tag) -> tuple[object, ...]:
    """Where an entry stands: the same for all of one list, also where it is in several pieces."""
    above = list(tag.parents)[:2]
    return (tag.name, *((each.name, str(each.get("class") or "")) for each in above))


# --- Selectors ---


def _selector_of(soup: BeautifulSoup, tags: Sequence[Tag]) -> str:
    """The simplest selector that finds some elements, and nothing else with a link; empty for none."""
    wanted = {id(tag) for tag in tags}
    for selector in _candidates(tags):
        found = compiled(selector).select(soup)
        others = [tag for tag in found if id(tag) not in wanted]
        if len(found) - len(others) == len(wanted) and not any(map(_leads, others)):
            return selector
    return ""


def _leads(tag: Tag) -> bool:
    return tag.name == "a" or tag.find("a", href=True) is not None


def _candidates(tags: Sequence[Tag]) -> Iterator[str]:
    """Selectors of some elements, the simplest first: by their classes, then by what is around them."""
    own = [f"{tags[0].name}.{name}" for name in _common_classes(tags)]
    yield from own
    if tags[0].name == "article":
        yield "article"
    for selector in (*own, tags[0].name):
        for steps, above in enumerate(list(tags[0].parents)[:_UP]):
            for named in _named(above):
                yield f"{named} > {selector}" if steps == 0 else f"{named} {selector}"


def _common_classes(tags: Iterable[Tag]) -> list[str]:
    """Classes that all of some elements have and that say nothing of their places."""
    every = [str(tag.get("class") or "").split() for tag in tags]
    return [name for name in every[0] if _is_name(name) and all(name in names for names in every)]


def _named(tag: Tag) -> Iterator[str]:
    if tag.name in {"html", "[document]"}:
        return
    identity = str(tag.get("id") or "")
    if _is_name(identity):
        yield f"#{identity}"
    yield from (f"{tag.name}.{name}" for name in str(tag.get("class") or "").split() if _is_name(name))


def _is_name(name: str) -> bool:
    return _NAME.fullmatch(name) is not None and _SERIAL.search(name) is None


# --- What is in an entry ---


def _link_of(entries: Sequence[_Entry]) -> str:
    """A selector whose first match in each entry leads to its article; empty where the first link does."""
    if all(entry.tag is entry.link for entry in entries):
        return ""
    return _inside(entries, [entry.link for entry in entries], lambda entry, tag: tag is entry.link)


def _date_of(entries: Sequence[_Entry]) -> str:
    dated = [(entry, tag) for entry in entries if (tag := _dated(entry))]
    if len(dated) < _MOSTLY * len(entries):
        return ""
    return _inside(
        [entry for entry, _ in dated],
        [tag for _, tag in dated],
        lambda _, tag: WRITTEN.search(tag.get_text()),
    )


def _dated(entry: _Entry) -> Tag | None:
    """The innermost element of an entry that holds a date and is not its headline."""
    for text in entry.tag.descendants:
        if not isinstance(text, NavigableString) or isinstance(text, PreformattedString):
            continue
        parent = text.parent
        is_own = (
            parent is not None and parent is not entry.tag and entry.link not in (parent, *parent.parents)
        )
        if is_own and WRITTEN.search(text):
            return parent
    return None


def _inside(entries: Sequence[_Entry], tags: Sequence[Tag], holds: Callable[[_Entry, Tag], object]) -> str:
    """The simplest selector whose first match in every entry is what is looked for; empty for none."""
    name = tags[0].name
    if any(tag.name != name for tag in tags):
        return ""
    above = [tag.parent for tag in tags if tag.parent is not None]
    candidates = [f"{name}.{each}" for each in _common_classes(tags)]
    if len({each.name for each in above}) == 1 and all(
        parent is not entry.tag for parent, entry in zip(above, entries, strict=True)
    ):
        candidates += [f"{above[0].name}.{each} {name}" for each in _common_classes(above)]
        candidates.append(f"{above[0].name} {name}")
    candidates.append(name)
    for selector in candidates:
        firsts = [(entry, compiled(selector).select_one(entry.tag)) for entry in entries]
        if all(first is not None and holds(entry, first) for entry, first in firsts):
            return selector
    return ""


# --- The next page ---


def _next_of(soup: BeautifulSoup, url: str, scope: Scope, next_url: str | None) -> str:
    """A selector of the link to the next page: `rel=next`, or the words of a link that no other link has."""
    if next_url is None:
        return ""
    links = [tag for tag in soup.find_all(["a", "link"], href=True) if _to(tag, url, scope) == next_url]
    for tag in links:
        if "next" in str(tag.get("rel") or "").lower().split():
            return f'{tag.name}[rel~="next"]'
    for tag in links:
        words = " ".join(tag.get_text().split())
        if not is_next(words) or _WORDS_OF_NEXT.fullmatch(words) is None:
            continue
        for selector in _next_candidates(tag, words):
            if [_to(each, url, scope) for each in compiled(selector).select(soup)] == [next_url]:
                return selector
    return ""


def _next_candidates(tag: Tag, words: str) -> Iterator[str]:
    yield from (f"a.{name}" for name in str(tag.get("class") or "").split() if _is_name(name))
    for above in list(tag.parents)[:_UP]:
        for named in _named(above):
            yield f'{named} a:-soup-contains("{words}")'
    yield f'a:-soup-contains("{words}")'


def _to(tag: Tag, url: str, scope: Scope) -> str | None:
    absolute = absolute_link(str(tag["href"]), url)
    return scope.canonical(absolute) if absolute else None
