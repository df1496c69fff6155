"""What a page is if it is no article: a list, the home page, an error, a form to sign in, an empty shell."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from index.clean.wording import choice
from search.model import Skipped, SkipReason
from search.text import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.clean.headings import Headline
    from index.clean.metadata import Told
    from index.clean.pieces import Piece
    from index.clean.region import Region
    from index.clean.tree import Tree

_HEADLINE = 4  # syllables of the shortest headline in a link
_ENOUGH = 150  # syllables of prose that no error page, form or shell has
_ITEMS = 4  # headlines with a short text below them that make a list
_MOSTLY = 0.6  # share of the prose that such texts have on a list
_NEARLY_ALL = 0.85  # the same where a text stands above all of them, as an article does
_STORY = 30  # syllables of prose below a headline of the shortest news
_PARAGRAPH = 20  # syllables of prose that make a paragraph
_THIN = 80  # syllables of prose that hardly weigh against a list of headlines
_SHELL = 60  # syllables on a page that a script would fill
_ERROR = re.compile(
    r"\b"
    + choice(r"""
        (?:http |status |loi |error )(?:404|403|500|502|503)\b|\b(?:404|403|500|502|503)(?: -)? (?:not found|error|forbidden|loi)
        not found|(?:khong|ko) (?:tim thay|ton tai)(?: trang| noi dung| duong dan| bai viet)?
        trang (?:nay )?khong ton tai|loi (?:he thong|may chu)|server error|access denied|forbidden
        khong co quyen|tu choi truy cap|dang bao tri|bao tri he thong|under (?:maintenance|construction)|bad gateway
        service unavailable|khong the hien thi|trang khong tim thay|page not found
    """)
    + r"|^(?:404|403|500|502|503)$"
)
_ERROR_LIMIT = 40  # syllables of the longest sentence that reports an error
_PRINT = re.compile(
    r"(?:[?&](?:print|inan|printable|dnnprintmode|isprint|in)=(?:1|true|yes|y)\b|[?&](?:op|mode|view|act|layout)=print"
    r"|/print(?:er)?(?:[/?]|$)|/in-?bai|[?&]tmpl=component|print\.aspx|savefile)",
    re.IGNORECASE,
)
_HOME = re.compile(r"/?(?:index|default|home|trang-?chu)?(?:\.\w{2,5})?/?", re.IGNORECASE)


def is_print_view(url: str | None) -> bool:
    """Whether an address asks for the print view of a page."""
    return bool(url and _PRINT.search(url))


def is_home(url: str | None) -> bool:
    """Whether an address is that of a site's first page."""
    if not url:
        return False
    parts = urlsplit(url)
    return _HOME.fullmatch(parts.path) is not None and not parse_qsl(parts.query)


def refuse(tree: Tree, region: Region | None, headline: Headline | None, told: Told, url: str | None) -> Skipped | None:
    """Why a page is no article; None for one that may be."""
    prose = region.prose if region else 0.0
    told_as_article = headline is not None and headline.first is not None and prose >= _STORY
    if not told_as_article and prose < _ENOUGH and (found := _error(tree, told)):
        return Skipped(SkipReason.ERROR_PAGE, f"says {found!r} and has {prose:.0f} syllables of prose")
    if tree.has_password and prose < _STORY:
        return Skipped(SkipReason.LOGIN, "a form with a password and hardly any prose")
    if prose < _SHELL:
        words = sum(piece.words for piece in tree.pieces)
        if words < _SHELL and _has_scripts(tree):
            return Skipped(SkipReason.SCRIPT_SHELL, f"{words} syllables; scripts would fill the page")
    why = _listing(tree, region, headline, url, told_as_article=told_as_article)
    if why:
        return Skipped(SkipReason.HOME_PAGE if is_home(url) else SkipReason.LIST_PAGE, why)
    return None


def _error(tree: Tree, told: Told) -> str:
    texts = [piece.text for piece in tree.pieces if piece.words <= _ERROR_LIMIT and not piece.node.dropped]
    for text in (told.window, *texts[:400]):
        if found := _ERROR.search(folded(text)):
            return found[0]
    return ""


def _has_scripts(tree: Tree) -> bool:
    return tree.root is not None and next(tree.root.iter("script"), None) is not None


def _listing(
    tree: Tree, region: Region | None, headline: Headline | None, url: str | None, *, told_as_article: bool
) -> str:
    """Why the page is a list, empty if it is none."""
    if region is None:
        links = sum(piece.is_link for piece in tree.pieces)
        return f"no paragraph and {links} links" if links >= 5 else ""
    titled = headline is not None and headline.last is not None
    start = headline.last + 1 if titled and region.node.first <= headline.last + 1 <= region.last else region.node.first
    inside = range(region.first, region.last + 1)
    strong = [i for i in inside if tree.pieces[i].prose >= _PARAGRAPH] or inside
    within = sum(_is_headline(piece) for piece in tree.pieces[strong[0] : strong[-1] + 1])
    paragraphs = len(strong)
    if is_home(url) and (within >= 5 or region.prose < _ENOUGH):
        return f"the address of a home page, {within} headlines between paragraphs"
    items, share, opening = _items(tree.pieces[start : region.node.last])
    least = _MOSTLY if opening < _STORY else _NEARLY_ALL
    if items >= _ITEMS and share >= least:
        return f"{items} short texts below headlines in links: {share:.0%} of the prose"
    repeated = Counter(piece.text for piece in tree.pieces[region.first : region.last + 1] if piece.prose)
    if repeated and (most := repeated.most_common(1)[0][1]) >= _ITEMS:
        return f"the same text {most} times"
    if region.teasers > region.prose and within >= 3:
        return f"{within} headlines in links, most texts are teasers beside them"
    if within >= 3 and within >= paragraphs:
        return f"{within} headlines in links among {paragraphs} paragraphs"
    headlines = sum(map(_is_headline, tree.pieces[region.node.first : region.node.last]))
    if headlines >= 8 and region.prose < _THIN and not told_as_article:
        return f"{headlines} headlines in links and {region.prose:.0f} syllables of prose"
    return ""


def _items(pieces: Sequence[Piece]) -> tuple[int, float, int]:
    """How many headlines in links have one or two paragraphs below them, and what share of all prose those are.

    The third is the syllables of prose above the first of them.
    """
    runs: list[list[int]] = [[]]
    below = [False]
    for piece in pieces:
        if _is_headline(piece):
            if runs[-1]:
                runs.append([])
                below.append(True)
            below[-1] = True
        elif piece.prose:
            runs[-1].append(piece.words)
    total = sum(map(sum, runs)) or 1
    items = [run for run, is_below in zip(runs, below, strict=True) if is_below and 1 <= len(run) <= 2]
    return len(items), sum(map(sum, items)) / total, 0 if below[0] else sum(runs[0])


def _is_headline(piece: Piece) -> bool:
    return piece.is_link and piece.words >= _HEADLINE and not piece.node.dropped
