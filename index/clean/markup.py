"""HTML, provisionally: the biggest container of paragraphs, read with the line rules of captures.

It knows no portal and no template, so a page with much text around its article is read badly; the blocks
are labelled all the same, and `reasons["layout"]` says how the page was read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from index.clean.captures import label
from index.clean.encoding import read_bytes, read_pasted
from index.clean.heads import CUT
from index.clean.records import compose, split_title
from search.model import Article, Block, BlockKind, Skipped, Witness
from search.text import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.pages import RawPage

_REASON = "provisional HTML reading: the biggest container of paragraphs, then the rules for captures"
_GONE = (
    "script style noscript template nav footer iframe svg"
    " button select option optgroup datalist input textarea"
).split()
_UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)(?![\w-])", re.IGNORECASE)
_BREAKS = frozenset(
    "address article blockquote body br caption center dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li"
    " main ol p pre section table td th tr ul".split()
)
_HOLDERS = "p div td li blockquote span font article section main aside header form".split()
_LEAD = re.compile(r"\b(?:sapo|hometext|article-summary|lead)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_PUBLISHED = ("article:published_time", "datePublished", "pubdate", "publishdate", "dc.date.issued")
_HEAD_END = 4096  # bytes in which a charset must be declared


def read_html(page: RawPage) -> Article | Skipped:
    """Read a page of HTML; `Skipped` if its bytes are in no known encoding."""
    read = read_bytes(page.payload, _declared(page.payload))
    if isinstance(read, Skipped):
        return read
    markup, reasons = read
    soup = BeautifulSoup(markup, "lxml")
    witnesses = _witnesses(soup)
    _drop(soup(_is_unseen))
    heading = _title(soup)
    _drop(soup(_GONE))
    _drop([tag for tag in soup(["h1"]) if _words(tag) == heading])
    container = _biggest(soup)
    _drop([tag for tag in soup(["header", "aside"]) if _stands_beside(tag, container)])
    lead = next((_words(tag) for tag in soup(class_=_LEAD) if len(_words(tag)) > 40), "")
    body, pasted = read_pasted("".join(_strings(container)) if container else "")
    captions = {_words(tag) for tag in soup("figcaption")}
    title, behind = split_title(heading)
    parts = ((BlockKind.TITLE, title), behind, (BlockKind.LEAD, "" if lead in body else lead))
    text, given = compose((kind, value) for kind, value in parts if value)
    text += body
    labels = label(text, given)
    blocks = tuple(_captioned(block, text, captions) for block in labels.blocks)
    reasons = {**labels.reasons, **reasons, **pasted, "layout": _REASON}
    if behind[0] is BlockKind.BODY:
        reasons["title"] = CUT
    return Article(text, blocks, page.source, page.url, witnesses, reasons)


def _drop(tags: Sequence[Tag]) -> None:
    for tag in tags:
        tag.decompose()


def _is_unseen(tag: Tag) -> bool:
    """Whether a browser does not show it; a page that hides itself whole is shown by its scripts."""
    if tag.name in ("html", "body"):
        return False
    return tag.has_attr("hidden") or _UNSEEN.search(str(tag.get("style", ""))) is not None


def _stands_beside(tag: Tag, container: Tag | None) -> bool:
    """Whether a `header` or `aside` is of the page, not of the article: it neither holds nor heads that."""
    if tag.name == "header" and tag.find_parent(["article", "main"]) is not None:
        return False
    if container is None or tag is container or any(parent is tag for parent in container.parents):
        return False
    return 2 * len(tag.get_text()) < len(container.get_text())


def _declared(payload: bytes) -> str | None:
    """The charset that a page names for itself."""
    found = _CHARSET.search(payload[:_HEAD_END])
    return found[1].decode("ascii") if found else None


def _words(tag: Tag) -> str:
    return _one_line(tag.get_text(" "))


def _one_line(text: str) -> str:
    return " ".join(canonical(text).split())


def _title(soup: BeautifulSoup) -> str:
    """The only h1, else what the page tells others, else its window title."""
    headings = [words for tag in soup("h1") if (words := _words(tag))]
    if len(headings) == 1:
        return headings[0]
    told = _meta(soup, "og:title")
    if told:
        return told
    return headings[0] if headings else _words(soup.title) if soup.title else ""


def _meta(soup: BeautifulSoup, name: str) -> str:
    for key in ("property", "name", "itemprop"):
        tag = soup.select_one(f'[{key}="{name}"][content]')
        if isinstance(tag, Tag):
            return _one_line(str(tag["content"]))
    return ""


def _witnesses(soup: BeautifulSoup) -> tuple[Witness, ...]:
    found = [
        Witness("published", value, f"meta {name}") for name in _PUBLISHED if (value := _meta(soup, name))
    ]
    time = soup.select_one("article time[datetime], main time[datetime]")
    if time is not None:  # elsewhere it may be the clock of the page's head
        found.append(
            Witness("published", _one_line(str(time["datetime"])), "first time element of the article")
        )
    return tuple(found)


def _biggest(soup: BeautifulSoup) -> Tag | None:
    """The element with most text in its own paragraphs; half of it counts for the element around."""
    scores: dict[int, float] = {}
    tags: dict[int, Tag] = {}
    for tag in soup(_HOLDERS):
        size = sum(len(part) for part in tag.find_all(string=True, recursive=False) if len(part.strip()) > 60)
        for parent, share in zip(
            (tag, tag.parent, tag.parent.parent if tag.parent else None), (0.9, 1.0, 0.5), strict=True
        ):
            if size and parent is not None and parent.name != "[document]":
                tags[id(parent)] = parent
                scores[id(parent)] = scores.get(id(parent), 0.0) + size * share
    return tags[max(scores, key=scores.__getitem__)] if scores else soup.body


def _strings(container: Tag) -> Iterator[str]:
    """The text of an element, a newline wherever a browser would begin a line."""
    for item in container.descendants:
        if isinstance(item, Tag):
            if item.name in _BREAKS:
                yield "\n"
        elif isinstance(item, NavigableString) and not isinstance(item, PreformattedString):
            yield re.sub(r"\s+", " ", item)
            following = item.next_sibling
            if following is None and item.parent is not None and item.parent.name in _BREAKS:
                yield "\n"


def _captioned(block: Block, text: str, captions: set[str]) -> Block:
    if " ".join(text[block.start : block.end].split()) not in captions:
        return block
    return Block(BlockKind.CAPTION, block.start, block.end)
