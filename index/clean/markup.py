"""HTML: from the tree to labelled blocks.

decode -> rules of the portal -> tree -> pieces -> region of the article -> headline -> labels -> text
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.clean.attachments import attachment
from index.clean.captures import split_line
from index.clean.encoding import decode_page, read_pasted
from index.clean.headings import find_headline
from index.clean.heads import CUT, cut_title
from index.clean.knowledge import NOTHING, block_key
from index.clean.labelling import label_pieces
from index.clean.lines import line_at
from index.clean.metadata import Told, read_head
from index.clean.monthfirst import with_month_first
from index.clean.pagetypes import is_print_view, refuse
from index.clean.region import find_region
from index.clean.ruled import mark
from index.clean.tree import read_tree
from search.model import Article, Block, BlockKind, Skipped, SkipReason, Witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.clean.knowledge import Known
    from index.clean.sheet import Sheet
    from index.clean.tree import Tree
    from index.pages import RawPage

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_END = "./."  # what ends an article, and may stand before names
_HEAD_END = 4096  # bytes in which a charset must be declared


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a page: the article or why not, and each block's kind, text and reason."""

    result: Article | Skipped
    blocks: tuple[tuple[BlockKind, str, str], ...] = ()


def read_html(page: RawPage, known: Known = NOTHING) -> Reading:
    """Read a page of HTML."""
    decoded = decode_page(page.payload, declared_charset(page))
    if isinstance(decoded, Skipped):
        return Reading(decoded)
    markup, reasons = decoded
    if known.rules is not None:
        marked = mark(markup, known.rules)
        markup = marked.markup
        if marked.missed:
            reasons["rules"] = "; ".join(marked.missed)
    tree = read_tree(markup, marked=known.rules is not None)
    told, pasted = _canonical(tree, read_head(tree))
    reasons |= pasted
    _drop_repeated(tree, known)
    region = find_region(tree)
    headline = find_headline(tree, region, told) if region else None
    if is_print_view(page.url):
        refused: Skipped | None = Skipped(
            SkipReason.PRINT_VIEW, f"the print view of {told.canonical or 'an article'}"
        )
    else:
        refused = refuse(tree, region, headline, told, page.url)
    if refused is not None or region is None or headline is None:
        blocks = tuple((BlockKind.CHROME, piece.text, "") for piece in tree.pieces)
        return Reading(
            refused or Skipped(SkipReason.EMPTY if not tree.pieces else SkipReason.TOO_SHORT), blocks
        )
    sheet = label_pieces(tree, region, headline, told)
    reading = _compose(page, tree, told, sheet, reasons)
    if known.rules is not None and not known.rules.day_first and isinstance(reading.result, Article):
        return replace(reading, result=with_month_first(reading.result))
    return reading


def declared_charset(page: RawPage) -> str | None:
    """The charset that the server or the page names."""
    if found := _HEADER_CHARSET.search(page.headers.get("content-type", "")):
        return found[1]
    inner = _CHARSET.search(page.payload[:_HEAD_END])
    return inner[1].decode("ascii") if inner else None


def _canonical(tree: Tree, told: Told) -> tuple[Told, dict[str, str]]:
    """Make the text of all pieces and of the head canonical, as one text, so that it is read as one."""
    heads = [
        told.window,
        told.site,
        told.description,
        *(text for text, _ in told.titles),
        *(text for text, _ in told.authors),
    ]
    texts = [piece.text for piece in tree.pieces]
    joined, reasons = read_pasted("\n".join([*heads, *texts]))
    lines = joined.split("\n")
    if len(lines) != len(heads) + len(texts):
        lines = [" ".join(read_pasted(text)[0].split()) for text in (*heads, *texts)]
    for piece, line in zip(tree.pieces, lines[len(heads) :], strict=True):
        piece.text = line.strip()
    window, site, description, *rest = (line.strip() for line in lines[: len(heads)])
    titles, authors = rest[: len(told.titles)], rest[len(told.titles) :]
    return replace(
        told,
        window=window,
        site=site,
        description=description,
        titles=tuple((text, origin) for text, (_, origin) in zip(titles, told.titles, strict=True)),
        authors=tuple((text, origin) for text, (_, origin) in zip(authors, told.authors, strict=True)),
    ), reasons


def _drop_repeated(tree: Tree, known: Known) -> None:
    """What repeats on the host is the page's own, whatever it is named."""
    if not known.repeated:
        return
    for piece in tree.pieces:
        if block_key(piece.text) in known.repeated:
            piece.repeats = True


def _compose(page: RawPage, tree: Tree, told: Told, sheet: Sheet, reasons: dict[str, str]) -> Reading:
    parts = _joined(tree, sheet)
    title = "" if sheet.headline.last is not None else sheet.headline.text
    if title:
        parts.insert(0, (BlockKind.TITLE, title, sheet.headline.why))
    text, offset = "\n".join(part for _, part, _ in parts), 0
    blocks: list[Block] = []
    shown: list[tuple[BlockKind, str, str]] = []
    found = dict(reasons)
    for kind, part, why in parts:
        end = offset + len(part)
        whole = Block(kind, offset, end)
        divided = kind is BlockKind.TITLE or (kind is BlockKind.BODY and _END in part)
        for block in split_line(line_at(text, offset, end), kind) if divided else (whole,):
            blocks.append(block)
            shown.append((block.kind, text[block.start : block.end], why))
            if block.kind not in (BlockKind.CHROME, BlockKind.BODY):
                found.setdefault(block.kind.value, why)
        offset = end + 1
    if any(kind is BlockKind.TITLE and cut_title(part) for kind, part, _ in parts):
        found["title"] += f"; {CUT}"
    article = Article(text, tuple(blocks), page.source, page.url, _witnesses(page, told, sheet), found)
    return Reading(article, tuple(shown))


def _joined(tree: Tree, sheet: Sheet) -> list[tuple[BlockKind, str, str]]:
    """The pieces as blocks: the lines of a headline are one, and so are the cells of a row."""
    parts: list[tuple[BlockKind, str, str]] = []
    row = None
    for i, (piece, kind, why) in enumerate(zip(tree.pieces, sheet.kinds, sheet.whys, strict=True)):
        if not piece.text:
            continue
        if i in sheet.splits:
            at, first, second = sheet.splits[i]
            if parts and kind is BlockKind.TITLE and parts[-1][0] is BlockKind.TITLE:
                parts[-1] = (kind, f"{parts[-1][1]} {_trimmed(piece.text[:at])}", why)
            else:
                parts.append((first, _trimmed(piece.text[:at]), why))
            parts.append((second, _trimmed(piece.text[at:]), why))
            row = None
            continue
        own_row = piece.node.nearest("tr") if kind is BlockKind.TABLE else None
        if parts and kind is BlockKind.TITLE and parts[-1][0] is BlockKind.TITLE:
            parts[-1] = (kind, f"{parts[-1][1]} {piece.text}", why)
        elif parts and own_row is not None and own_row is row:
            parts[-1] = (kind, f"{parts[-1][1]}\t{piece.text}", why)
        else:
            parts.append((kind, piece.text, why))
        row = own_row
    return parts


def _trimmed(text: str) -> str:
    """A part of a divided line without what divided it."""
    return text.strip(" -–—|•·,;:") or text.strip()


def _witnesses(page: RawPage, told: Told, sheet: Sheet) -> tuple[Witness, ...]:
    found = [Witness("published", value, origin) for value, origin in told.published]
    if sheet.stamp:
        found.append(Witness("published", sheet.stamp, "the element of the date line"))
    found += [Witness("author", value, origin) for value, origin in told.authors]
    found += _attachments(page, sheet)
    if told.canonical:
        found.append(Witness("canonical", told.canonical, "link canonical"))
    return (*found, *page.witnesses)


def _attachments(page: RawPage, sheet: Sheet) -> Iterator[Witness]:
    """The attached documents: where each is, and its name and size in words."""
    for piece, kind in zip(sheet.pieces, sheet.kinds, strict=True):
        if kind is BlockKind.ATTACHMENT and piece.href:
            found = attachment(piece.href, piece.text, "", page.url or "")
            if found is not None:
                size = f"; {found.size:,} bytes" if found.size else ""
                yield Witness("attachment", found.url, f"{found.name}{size}")
