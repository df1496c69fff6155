"""The rules of a portal, applied: elements taken away, and elements marked with the field they hold.

A marked page is HTML again: the cleaner reads it as any other page, and trusts the marks. A mark is the
attribute `data-tratin`, whose value is a field of `index.clean.knowledge.SELECTED`, or several with blanks
between where one element holds several fields. Marks that a page brings along are no marks of ours and go.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import soupsieve
from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PreformattedString, Tag
from lxml.etree import LIBXML_VERSION

from index.clean.knowledge import SELECTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bs4.element import PageElement
    from soupsieve import SoupSieve

    from index.clean.knowledge import Rules

MARK = "data-tratin"
"""The attribute of a marked element."""

MANY = frozenset("body caption related attachment".split())
"""The fields that may stand in several elements; of all others the first element counts."""

TOO_LARGE = "page: too large"
TOO_DEEP = "page: too deep"
UNREADABLE = "page: unreadable"

_LONGEST = 4_000_000  # characters; an article page has 20,000 to 600,000
_MOST_SIGNS = 150_000  # of `<`, two for an element
_MOST_DEPTH = 256  # as libxml2 holds it
_MOST_STEPS = 1_500_000  # depths of all elements together: what one selector of ancestors may have to climb
_KEPT = ("html", "body")  # without them there is no page
_RAW = frozenset(
    "script style iframe noembed noframes plaintext xmp".split()
    if LIBXML_VERSION >= (2, 14)  # where the parser follows HTML 5
    else ("script", "style")
)
_OWN = re.compile(MARK, re.IGNORECASE)
_ASIDE = re.compile(r"\[[^\]]*\]|\([^()]*\)")  # what attributes and arguments of pseudo-classes ask for
_PLAIN = re.compile(r"[\w\s.#>+~*:-]+")
_PSEUDO = re.compile(r"::?[\w-]+")
_NAME = re.compile(r"[.#]?[\w-]+")
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))


@dataclass(frozen=True, slots=True)
class Marked:
    """A page with marks, and what was missed: `field: selector | selector` for rules that match nothing."""

    markup: str
    missed: tuple[str, ...] = ()


class _Page(NamedTuple):
    """A parsed page, and the names in it that selectors may ask for."""

    soup: BeautifulSoup
    names: frozenset[str]

    def select(self, selector: str, limit: int = 0) -> Sequence[Tag]:
        """The elements that match, in order; with `limit`, that many at most."""
        if not _needed(selector) <= self.names:
            return ()
        return compiled(selector).select(self.soup, limit=limit)


class PageRefused(Exception):  # noqa: N818 - an outcome, not an error
    """A page is beyond what rules are applied to; says why."""


def mark(markup: str, rules: Rules) -> Marked:
    """Apply the rules of a portal to a page. Never raises.

    A page that is too large, too deep or unreadable comes back as it was, without any mark, and `missed`
    says so in one line.
    """
    try:
        return _mark(markup, rules)
    except PageRefused as refused:
        return Marked(unmarked(markup), (str(refused),))
    except Exception:  # noqa: BLE001 - what the library cannot read, the cleaner reads without rules
        return Marked(unmarked(markup), (UNREADABLE,))


def unmarked(markup: str) -> str:
    """A page whose own attributes cannot pass for marks; letters of its text that look so change too."""
    return _OWN.sub("data-other", markup)


@lru_cache(maxsize=4096)
def compiled(selector: str) -> SoupSieve:
    """A CSS selector, ready to match.

    Raises:
        soupsieve.SelectorSyntaxError: it is none.
    """
    return soupsieve.compile(selector)


def problem_of(selector: str) -> str:
    """Why something is no CSS selector, in a line; empty where it is one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what is deprecated is refused now rather than broken later
            compiled(selector)
    except (soupsieve.SelectorSyntaxError, ValueError, RecursionError, Warning) as error:
        return str(error).partition("\n")[0]
    return ""


def _mark(markup: str, rules: Rules) -> Marked:
    if "<" not in markup:
        return Marked(markup, tuple(_missed(rules, SELECTED)))
    soup = parse_bounded(markup)
    if _OWN.search(markup):
        for tag in _tags(soup):
            tag.attrs.pop(MARK, None)
    page = _Page(soup, _names(soup))
    _remove(page, rules.remove)
    missed = [field for field in SELECTED if field in rules.selectors and not _mark_field(page, field, rules)]
    return Marked(_serialised(soup), tuple(_missed(rules, missed)))


def _missed(rules: Rules, fields: Sequence[str]) -> Iterator[str]:
    return (f"{field}: {' | '.join(rules.selectors[field])}" for field in fields if field in rules.selectors)


def parse_bounded(markup: str) -> BeautifulSoup:
    """A page as a tree in which selectors are found quickly, whatever the page is.

    Raises:
        PageRefused: it is too large or too deep.
    """
    if len(markup) > _LONGEST or markup.count("<") > _MOST_SIGNS:
        raise PageRefused(TOO_LARGE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(markup, "lxml", multi_valued_attributes=None)
    check_depth(soup)
    return soup


def check_depth(soup: BeautifulSoup) -> None:
    """Refuse a tree so deep that whoever climbs in it does so for minutes. Raises `PageRefused`."""
    depths, steps = {id(soup): 0}, 0
    for tag in _tags(soup):
        depth = depths[id(tag)] = depths[id(tag.parent)] + 1
        steps += depth
        if depth > _MOST_DEPTH or steps > _MOST_STEPS:
            raise PageRefused(TOO_DEEP)


def _nodes(soup: BeautifulSoup) -> Iterator[PageElement]:
    node = soup.contents[0] if soup.contents else None
    while node is not None:
        yield node
        node = node.next_element


def _tags(soup: BeautifulSoup) -> Iterator[Tag]:
    return (node for node in _nodes(soup) if isinstance(node, Tag))


def _names(soup: BeautifulSoup) -> frozenset[str]:
    """What selectors name and the page has: `h1`, `.sapo`, `#content`."""
    found: set[str] = set()
    classes: set[str] = set()
    for tag in _tags(soup):
        found.add(tag.name)
        if "class" in tag.attrs:
            classes.add(str(tag.attrs["class"]))
        if "id" in tag.attrs:
            found.add(f"#{tag.attrs['id']}")
    found.update(f".{name}" for name in " ".join(classes).split())
    return frozenset(found)


@lru_cache(maxsize=4096)
def _needed(selector: str) -> frozenset[str]:
    """What a page must have for a selector to match anything; empty where that cannot be told easily.

    A page has few of the names that the rules try one after another, and looking a name up costs nothing
    beside a walk through the page.
    """
    plain = _ASIDE.sub(" ", selector)
    if not _PLAIN.fullmatch(plain):
        return frozenset()
    names = _NAME.findall(_PSEUDO.sub("", plain))
    return frozenset(name if name[0] in ".#" else name.lower() for name in names)


def _remove(page: _Page, selectors: Sequence[str]) -> None:
    for selector in selectors:
        for tag in page.select(selector):
            if not tag.decomposed and tag.name not in _KEPT:
                tag.decompose()


def _mark_field(page: _Page, field: str, rules: Rules) -> bool:
    """Mark what the first selector that matches anything finds; false where none does."""
    limit = 0 if field in MANY else 1
    for selector in rules.selectors[field]:
        if found := page.select(selector, limit):
            for tag in found:
                tag[MARK] = f"{tag[MARK]} {field}" if tag.has_attr(MARK) else field
            return True
    return False


def _serialised(soup: BeautifulSoup) -> str:
    """The tree as HTML, in half the time of the library's own: attributes stay in their order."""
    pieces: list[str] = []
    opened: list[Tag] = []
    for node in _nodes(soup):
        while opened and opened[-1] is not node.parent:
            pieces.append(f"</{opened.pop().name}>")
        if isinstance(node, Tag):
            pieces.append(_start(node))
            if not node.is_empty_element:
                opened.append(node)
        elif isinstance(node, NavigableString):
            pieces.append(_text(node, opened))
    pieces.extend(f"</{tag.name}>" for tag in reversed(opened))
    return "".join(pieces)


def _start(tag: Tag) -> str:
    if not tag.attrs:
        return f"<{tag.name}>"
    return f"<{tag.name} {' '.join(_attribute(key, str(value)) for key, value in tag.attrs.items())}>"


def _attribute(name: str, value: str) -> str:
    return f'{name}="{_escaped(value).replace(chr(34), "&quot;")}"'


def _text(node: NavigableString, opened: Sequence[Tag]) -> str:
    if isinstance(node, PreformattedString):  # a comment, a doctype
        return node.output_ready(None)
    return str(node) if opened and opened[-1].name in _RAW else _escaped(node)


def _escaped(text: str) -> str:
    for sign, entity in _ESCAPES:
        if sign in text:
            text = text.replace(sign, entity)
    return text
