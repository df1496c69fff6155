"""What a page is if it is no article: a list, the home page, an error, a form to sign in, an empty shell."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from index.clean.wording import choice
from search.model import Skipped, SkipReason
from search.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.clean.headings import Headline
    from index.clean.metadata import Told
    from index.clean.pieces import Piece
    from index.clean.region import Region
    from index.clean.tree import Tree

_ENOUGH = 150  # syllables of prose that no error page, form or shell has
_FEW_LINKS = 5
_MOST_TEXTS = 400  # short texts of a page that are looked at
_ITEMS = 4  # headlines with a short text below them that make a list
_MOSTLY = 0.6  # share of the prose that such texts have on a list
_NEARLY_ALL = 0.85  # the same where a text stands above all of them, as an article does
_LEAST = 16  # syllables of prose without which there is no story
_STORY = 30  # syllables of prose below a headline of the shortest news
_PARAGRAPH = 20  # syllables of prose that make a paragraph
_THIN = 80  # syllables of prose that hardly weigh against a list of headlines
_SHELL = 60  # syllables on a page that a script would fill
_ERROR = re.compile(
    r"\b"
    + choice(r"""
        (?:http |status |loi |error )(?:40[034]|50[0-4])\b
        \b(?:40[034]|50[0-4])(?: -)? (?:not found|error|forbidden|loi)
        not found|(?:khong|ko) (?:tim thay|ton tai)(?: trang| noi dung| duong dan| bai viet| ket qua)?
        trang (?:nay )?khong ton tai|loi (?:he thong|may chu)|server error|access denied|forbidden
        khong co quyen|tu choi truy cap|dang bao tri|bao tri he thong|under (?:maintenance|construction)
        bad gateway|service unavailable|khong the hien thi|trang khong tim thay|page not found
    """)
    + r"|^(?:40[034]|50[0-4])$"
)
_ERROR_LIMIT = 40  # syllables of the longest sentence that reports an error
_SIGN_IN = re.compile(r"\b(?:dang nhap|log ?in|sign in)\b")
_PRINT = re.compile(
    r"[?&](?:print|inan|printable|dnnprintmode|isprint|in)=(?:1|true|yes|y)\b"
    r"|[?&](?:op|mode|view|act|layout)=print|/print(?:er)?(?:[/?]|$)|/in-?bai|[?&]tmpl=component|print\.aspx",
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


def refuse(
    tree: Tree, region: Region | None, headline: Headline | None, told: Told, url: str | None
) -> Skipped | None:
    """Why a page is no article; None for one that may be."""
    return next(_refusals(tree, region, headline, told, url), None)


def _refusals(
    tree: Tree, region: Region | None, headline: Headline | None, told: Told, url: str | None
) -> Iterator[Skipped]:
    """All that speaks against a page, the surest first."""
    prose = region.prose if region else 0.0
    titled = headline is not None and headline.first is not None and prose >= _STORY
    if prose < _ENOUGH and (found := _error(tree, region, told, titled=titled)):
        yield Skipped(SkipReason.ERROR_PAGE, f"says {found!r} and has {prose:.0f} syllables of prose")
    why = next(_listing(tree, region, headline, url), "")
    if tree.has_password and prose < _STORY and (not why or _asks_to_sign_in(tree, told)):
        yield Skipped(SkipReason.LOGIN, "a form with a password and hardly any prose")
    if (
        prose < _SHELL
        and (words := sum(piece.words for piece in tree.pieces)) < _SHELL
        and _has_scripts(tree)
    ):
        yield Skipped(SkipReason.SCRIPT_SHELL, f"{words} syllables; scripts would fill the page")
    if why:
        yield Skipped(SkipReason.HOME_PAGE if is_home(url) else SkipReason.LIST_PAGE, why)
    if prose < _LEAST:
        yield Skipped(SkipReason.TOO_SHORT, f"{prose:.0f} syllables of prose")
    if prose < _THIN and (headline is None or not headline.text):
        yield Skipped(SkipReason.TOO_SHORT, f"no headline and {prose:.0f} syllables of prose")


def _error(tree: Tree, region: Region | None, told: Told, *, titled: bool) -> str:
    """The words of the page that report an error; where a headline stands over prose, of that prose alone."""
    short = (piece for piece in tree.pieces if piece.words <= _ERROR_LIMIT and not piece.node.dropped)
    texts = [told.window, *(piece.text for piece in islice(short, _MOST_TEXTS))]
    if titled and region is not None:
        inside = tree.pieces[region.first : region.last + 1]
        texts = [piece.text for piece in inside if piece.prose] if region.prose < _THIN else []
    return next((found[0] for text in texts if (found := _ERROR.search(folded(text)))), "")


def _asks_to_sign_in(tree: Tree, told: Told) -> bool:
    """Whether the page says of itself that it is for signing in: in its title, or a heading."""
    headings = (piece.text for piece in tree.pieces if piece.node.nearest("h1", "h2"))
    return any(_SIGN_IN.search(folded(text)) for text in (told.window, *islice(headings, _FEW_LINKS)))


def _has_scripts(tree: Tree) -> bool:
    return tree.root is not None and next(tree.root.iter("script"), None) is not None


def _listing(tree: Tree, region: Region | None, headline: Headline | None, url: str | None) -> Iterator[str]:
    """What shows that the page is a list."""
    if region is None:
        links = sum(piece.is_link for piece in tree.pieces)
        if links >= _FEW_LINKS:
            yield f"no paragraph and {links} links"
        return
    inside = tree.pieces[region.first : region.last + 1]
    strong = [i for i, piece in enumerate(inside) if piece.prose >= _PARAGRAPH] or range(len(inside))
    within = _alternations(inside[strong[0] : strong[-1] + 1])
    if is_home(url) and (within >= _FEW_LINKS or region.prose < _ENOUGH):
        yield f"the address of a home page, {within} headlines between paragraphs"
    if headline is None or not headline.is_told:
        yield from _teasers(tree, headline)
    repeated = Counter(piece.text for piece in inside if piece.prose)
    text, most = repeated.most_common(1)[0] if repeated else ("", 0)
    if most >= _ITEMS and 2 * most * len(text) > sum(len(piece.text) for piece in inside if piece.prose):
        yield f"the same text {most} times"
    if within >= 3 and region.teasers > region.prose:
        yield f"{within} headlines in links, most texts are teasers beside them"
    if within >= 3 and within >= len(strong):
        yield f"{within} headlines in links among {len(strong)} paragraphs"
    headlines = sum(map(_is_headline, tree.pieces[region.node.first : region.node.last]))
    titled = headline is not None and headline.first is not None and region.prose >= _STORY
    if headlines >= 2 * _ITEMS and region.prose < _THIN and not titled:
        yield f"{headlines} headlines in links and {region.prose:.0f} syllables of prose"


def _teasers(tree: Tree, headline: Headline | None) -> Iterator[str]:
    """Whether most of the prose below the headline is short texts below other headlines."""
    start = 0
    if headline is not None and headline.first is not None and headline.last is not None:
        is_item = tree.pieces[headline.first].is_link
        start = headline.first if is_item else headline.last + 1
    items, share, opening = _items(tree.pieces[start:])
    least = _MOSTLY if opening < _STORY else _NEARLY_ALL
    if items >= _ITEMS and share >= least and opening < _SHELL:
        yield f"{items} short texts below headlines in links: {share:.0%} of the prose"


def _items(pieces: Sequence[Piece]) -> tuple[int, float, int]:
    """How many headlines in links have a paragraph or two below them, and what share of the prose those are.

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
    return piece.is_headline and not piece.node.dropped


def _alternations(pieces: Sequence[Piece]) -> int:
    """How many times headlines follow prose: a list within an article counts once."""
    count, after_prose = 0, True
    for piece in pieces:
        if _is_headline(piece):
            count += after_prose
            after_prose = False
        elif piece.prose:
            after_prose = True
    return count
