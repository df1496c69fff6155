"""The tree of a page as pieces of text: one walk over the elements that lxml reads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from index.clean.pieces import Node, Piece
from index.clean.roles import SPLITTING, TAGS, Role, microdata_role, role_of
from index.clean.ruled import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

_SKIPPED = frozenset(
    "script style noscript template svg select button option optgroup datalist textarea iframe object canvas"
    " video audio map area input frame math param head link meta base title".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup legend li main menu nav ol p pre section summary"
    " table tbody td tfoot th thead tr ul noframes html".split()
)
_BOLD = frozenset(("b", "strong"))
_ITALIC = frozenset(("i", "em", "cite"))
_IMAGES = frozenset(("img", "amp-img", "picture"))  # lxml closes only the first of them by itself
_ENDS = frozenset(("br", "hr"))
_APART = frozenset(("span", "label", "small", "a", "em", "i"))
_BORDER = "\x1f"
_GLUED = re.compile(rf"(?<=[\d)]){_BORDER}+(?=[A-ZĐ])")
"""Where an element begins right behind a number: `11:11</span><span>Cập nhật`, held apart by style sheets."""
_SMALL_IMAGE = 60  # pixels: icons, dots and counters are not what a caption describes
_BIG_SIZES = ("4", "5", "6", "7", "+1", "+2", "+3")
_NOT_ASKED = (None, None, None, None)
_DEEP = 250  # levels; lxml stops reading at 256
_UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)(?![\w-])", re.IGNORECASE)
_UNSEEN_NAMES = frozenset(("hidden", "d-none", "hide", "invisible", "visually-hidden", "sr-only"))
_HIDDEN_LIMIT = 400  # characters
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_ALIGN_STYLE = re.compile(r"text-align\s*:\s*(right|center|end)", re.IGNORECASE)
_BIG_STYLE = re.compile(r"font-size\s*:\s*(?:1[6-9]|[2-9]\d)(?:\.\d+)?(?:px|pt)|font-size\s*:\s*(?:x-)?large")
_NULS = re.compile("\0+")
_HUGE_TAG = 50_000  # characters of a tag whose attributes are not read
_HUGE = re.compile(rf"<[a-zA-Z][^<>]{{{_HUGE_TAG},}}")
_NAME = re.compile(r"<[a-zA-Z][\w:-]{0,60}")
_OPEN = re.compile("<")
_MOST_TAGS = 300_000
_MOST_PIECES = 20_000  # pieces that are looked at one by one
_MARKUP = re.compile(
    r"<(?:script|style)\b.*?(?:</(?:script|style)\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
"""A tag, or what is no text; what is never closed goes to the end, as in browsers, and is looked for once."""


@dataclass(slots=True)
class Tree:
    """The pieces of a page in order, the blocks that hold them (outer ones first), and the page's microdata.

    `root` is lxml's tree, None where the page was nested too deeply to be read as one. `ruled` are fields
    that a portal's rules found in elements without text, such as `<meta>`.
    """

    pieces: list[Piece]
    nodes: list[Node]
    microdata: list[tuple[str, str]] = field(default_factory=list)
    has_password: bool = False
    root: _Element | None = None
    ruled: list[tuple[str, str]] = field(default_factory=list)


def read_tree(markup: str, *, marked: bool = False) -> Tree:
    """Parse a decoded page and walk over it. Never raises; one nested too deeply is read without its tags.

    `marked` says that the marks in it are ours: see `index.clean.ruled`.
    """
    markup, rest = _bounded(markup)
    root = _parse(markup)
    if root is None:
        return Tree([], [])
    walk = _Walk(marked=marked)
    body = root.find("body") if root.tag == "html" else root
    try:
        walk.visit(root if body is None else body, 0)
    except _TooDeepError:
        return _without_tags(markup)
    walk.end(rest)
    ruled = list(_ruled(root)) if marked else []
    return Tree(walk.pieces, walk.nodes, walk.microdata, walk.has_password, root, ruled)


def _bounded(markup: str) -> tuple[str, str]:
    """A page without what only costs (runs of NUL, tags of absurd length), and the text of what is too much.

    The longest real pages have 600,000 characters and 10,000 tags; what follows after thirty times as many is
    read without its tags.
    """
    if "\0" in markup:
        markup = _NULS.sub("\ufffd", markup)
    if len(markup) > _HUGE_TAG:
        markup = _HUGE.sub(lambda match: f"{_NAME.match(match[0])[0]} ", markup)  # type: ignore[index]
    if markup.count("<") <= _MOST_TAGS:
        return markup, ""
    end = next(islice(_OPEN.finditer(markup), _MOST_TAGS, None)).start()
    return markup[:end], " ".join(_MARKUP.sub(" ", markup[end:]).split())


def _parse(markup: str) -> _Element | None:
    """The root element. The text goes in as UTF-8 bytes: lxml refuses text that names an encoding.

    `huge_tree` lets a text be longer than 10 MB; how deep a page may be is up to us then.
    """
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    data = markup.encode("utf-8", "replace")
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return None


def _without_tags(markup: str) -> Tree:
    """A page of absurd nesting as lines: where a tag stood, a line ends."""
    node = Node("body", None)
    lines = (" ".join(line.split()) for line in _MARKUP.sub("\n", markup).split("\n"))
    pieces = [Piece(line, node) for line in lines if line]
    node.last = len(pieces)
    return Tree(pieces, [node])


def _ruled(root: _Element) -> Iterator[tuple[str, str]]:
    """The fields that rules found in elements which say something to machines alone."""
    for element in root.iter("meta", "time", "link"):
        value = element.get("content") or element.get("datetime") or element.get("href")
        if value:
            for mark in element.get(MARK, "").split():
                yield mark, " ".join(value.split())


class _TooDeepError(Exception):
    """The page is nested more deeply than lxml reads."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the attributes of an element say."""

    role: Role | None = None
    hidden: bool = False
    unseen: bool = False
    bold: bool = False
    italic: bool = False
    big: bool = False
    align: str = ""


_NOTHING = _Facts()
_TAG_FACTS = {tag: _Facts(role) for tag, role in TAGS.items()}


def _styled(style: str) -> _Facts:
    align = _ALIGN_STYLE.search(style)
    return _Facts(
        hidden=_UNSEEN.search(style) is not None,
        bold=_BOLD_STYLE.search(style) is not None,
        italic=_ITALIC_STYLE.search(style) is not None,
        big=_BIG_STYLE.search(style) is not None,
        align=align[1].lower() if align else "",
    )


def _is_short(element: _Element) -> bool:
    """Whether an element that a style sheet seems to hide holds little: scripts show whole articles."""
    return sum(map(len, element.itertext())) < _HIDDEN_LIMIT


def _stamp(attributes: Mapping[str, str]) -> str:
    """The time that an element names for machines, or for who points at it."""
    value = attributes.get("datetime") or attributes.get("title") or attributes.get("data-time") or ""
    return value[:100] if any(map(str.isdecimal, value)) else ""


def _facts(tag: str, attributes: Mapping[str, str]) -> _Facts:
    get = attributes.get
    names = f"{get('class', '')} {get('id', '')} {get('type', '')}"
    asked = get("itemprop"), get("style"), get("align"), get("size")
    if len(names) == 2 and asked == _NOT_ASKED and "hidden" not in attributes:
        return _TAG_FACTS.get(tag, _NOTHING)
    return _read_facts(tag, names, "hidden" in attributes, asked)


@lru_cache(maxsize=20_000)
def _read_facts(tag: str, names: str, hidden: bool, asked: tuple[str | None, ...]) -> _Facts:
    itemprop, style, align, size = asked
    role = role_of(names) if len(names) > 2 else None
    if itemprop:
        role = microdata_role(itemprop) or role
    styled = _styled(style[:500]) if style else _NOTHING
    return _Facts(
        role=role or (None if "quote" in names.lower() else TAGS.get(tag)),
        hidden=hidden or styled.hidden,
        unseen=not _UNSEEN_NAMES.isdisjoint(names.split()),
        bold=styled.bold,
        italic=styled.italic,
        big=styled.big or (size or "")[:2] in _BIG_SIZES,
        align=styled.align or (align or "").lower(),
    )


_LINK, _BOLD_TEXT, _ITALIC_TEXT, _BIG_TEXT = range(4)


class _Walk:
    """The state of one walk: the text since the last border, and what it stands in."""

    def __init__(self, *, marked: bool) -> None:
        self.pieces: list[Piece] = []
        self.nodes: list[Node] = []
        self.microdata: list[tuple[str, str]] = []
        self.has_password = False
        self._marked = marked
        self._node = Node("html", None)
        self._parts: list[str] = []
        self._counts = [0, 0, 0, 0]  # characters in links, bold, italic, big
        self._within = [0, 0, 0, 0]  # elements of these kinds around
        self._emphasised = 0
        self._anchors = 0
        self._new_anchor = False
        self._image: Node | None = None
        self._href = ""
        self._broken = False
        self._rest: list[str] = []

    def visit(self, element: _Element, depth: int) -> None:
        """An element with all in it; the text behind it is the caller's."""
        if depth > _DEEP:
            raise _TooDeepError
        tag: str = element.tag
        attributes: Mapping[str, str] = dict(element.items())
        facts = _facts(tag, attributes) if attributes else _TAG_FACTS.get(tag, _NOTHING)
        if "itemprop" in attributes:
            self._remember(element, attributes["itemprop"])
        if (facts.hidden or (facts.unseen and _is_short(element))) and tag not in ("html", "body"):
            self._remember_within(element)
            return
        if tag == "footer" and facts.role is Role.FOOT and self._node.nearest("article"):
            facts = replace(facts, role=None)  # the foot of the article, where some systems print its time
        marks = tuple(attributes[MARK].split()) if self._marked and MARK in attributes else ()
        is_block = tag in _BLOCKS or bool(marks) or (facts.role in SPLITTING and tag != "a")
        if is_block:
            stamp = _stamp(attributes) if facts.role is Role.DATE or "date" in marks else ""
            self._enter(Node(tag, self._node, facts.role, marks, facts.align, stamp))
        elif tag in _APART and self._parts:
            self._parts.append(_BORDER)
        kinds = self._emphasis(tag, facts, attributes)
        self._read(element, depth)
        for kind in kinds:
            self._within[kind] -= 1
        self._emphasised -= len(kinds)
        if is_block:
            self._leave()

    def _read(self, element: _Element, depth: int) -> None:
        """The text and the elements within an element."""
        if element.tag in _IMAGES:
            self._picture(element)
        if element.text:
            self._add(element.text)
        for child in element:
            name = child.tag
            if name in _ENDS:
                self.flush()
                self._broken = name == "br"
            elif name == "img":
                self._picture(child)
            elif name in _SKIPPED:
                self._skip(child)
            elif isinstance(name, str):
                self.visit(child, depth + 1)
            if child.tail:
                self._add(child.tail)

    def _emphasis(self, tag: str, facts: _Facts, attributes: Mapping[str, str]) -> list[int]:
        """Count what an element makes of its text; the kinds, to be taken back at its end."""
        kinds = []
        if tag == "a" and (href := attributes.get("href")):
            kinds.append(_LINK)
            self._new_anchor = True
            self._href = self._href or href
        if tag in _BOLD or facts.bold:
            kinds.append(_BOLD_TEXT)
        if tag in _ITALIC or facts.italic:
            kinds.append(_ITALIC_TEXT)
        if facts.big:
            kinds.append(_BIG_TEXT)
        for kind in kinds:
            self._within[kind] += 1
        self._emphasised += len(kinds)
        return kinds

    def _enter(self, node: Node) -> None:
        self.flush()
        self._broken = False
        node.first = len(self.pieces)
        self._node = node
        if len(self.pieces) < _MOST_PIECES:
            self.nodes.append(node)

    def _leave(self) -> None:
        self.flush()
        self._broken = False
        self._node.last = len(self.pieces)
        self._node = self._node.parent or self._node

    def _add(self, text: str) -> None:
        self._parts.append(text)
        if self._emphasised:
            size = len(text.strip())
            if size and self._new_anchor:
                self._anchors += 1
                self._new_anchor = False
            for kind, depth in enumerate(self._within):
                if depth:
                    self._counts[kind] += size

    def flush(self) -> None:
        """End the piece at hand."""
        if not self._parts:
            return
        text = "".join(self._parts)
        self._parts.clear()
        if _BORDER in text:
            text = _GLUED.sub(" ", text).replace(_BORDER, "")
        text = " ".join(text.split())
        if text and len(self.pieces) >= _MOST_PIECES:
            self._rest.append(text)
        elif text:
            links, bold, italic, big = self._counts
            self.pieces.append(
                Piece(
                    text,
                    self._node,
                    links,
                    self._anchors,
                    bold,
                    italic,
                    big,
                    self._image,
                    self._href,
                    self._broken,
                )
            )
            self._image, self._href, self._broken, self._anchors = None, "", False, 0
        self._counts = [0, 0, 0, 0]

    def end(self, rest: str) -> None:
        """End the page; `rest` is the text of what was not walked over."""
        self.flush()
        if rest:
            self._rest.append(rest)
        if self._rest:
            self.pieces.append(Piece(" ".join(self._rest), Node("body", None)))

    def _picture(self, image: _Element) -> None:
        width = image.get("width", "")
        if width.isdecimal() and len(width) < 5 and int(width) < _SMALL_IMAGE:
            return
        if self._parts:
            self._parts.append(" ")
        self._image = self._node

    def _skip(self, element: _Element) -> None:
        """Leave out an element; it divides words, unless it is a script among them."""
        tag = element.tag
        if tag in ("script", "style", "noscript"):
            return
        if tag == "input" and (element.get("type") or "").lower() == "password":
            self.has_password = True
        elif tag == "meta" and element.get("itemprop"):
            self._remember(element, element.get("itemprop", ""))
        self._parts.append(" ")

    def _remember(self, element: _Element, name: str) -> None:
        if name.lower() == "articlebody":
            return
        value = element.get("content") or element.get("datetime") or "".join(element.itertext())
        self.microdata.append((name.lower(), " ".join(value.split())[:1000]))

    def _remember_within(self, element: _Element) -> None:
        for inner in element.iter("span", "meta", "time", "div"):
            if inner.get("itemprop"):
                self._remember(inner, inner.get("itemprop", ""))
