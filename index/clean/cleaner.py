"""`clean`: a pure function from the bytes of a page to its labelled text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.clean.captures import label
from index.clean.encoding import read_bytes
from index.clean.knowledge import NOTHING
from index.clean.language import SHORTEST, is_vietnamese
from index.clean.markup import Reading, read_html
from index.clean.records import read_record
from index.pages import HTML, RECORD
from search.model import PROSE, Article, BlockKind, Skipped, SkipReason, Witness
from search.text import comparable

if TYPE_CHECKING:
    from index.clean.knowledge import Known, Rules
    from index.pages import RawPage

_WORDLESS = 1000  # characters; no syllable and no Vietnamese line is as long without a blank


def clean(page: RawPage, known: Known = NOTHING) -> Article | Skipped:
    """Label the text of a page; `Skipped` where it holds no article that can be read. Never raises.

    `known` is what is known of its host: the same page and the same knowledge always give the same answer.
    """
    return read(page, known).result


def read(page: RawPage, known: Known = NOTHING) -> Reading:
    """`clean`, with the reason of each block."""
    reading = _read(page, known)
    if isinstance(reading.result, Skipped):
        return reading
    return replace(reading, result=_checked(_told(reading.result, known.rules)))


def _told(article: Article, rules: Rules | None) -> Article:
    """The article with what the portal's file says of its place, and of the section it was filed under."""
    if rules is None or not (rules.place or rules.sections):
        return article
    witnesses = list(article.witnesses)
    if rules.place:
        witnesses.append(Witness("place", rules.place, f"portal {rules.portal}"))
    named = [article.of(block) for block in article.blocks_of(BlockKind.SECTION)]
    named += [witness.value for witness in article.witnesses if witness.field == "section"]
    witnesses += [
        Witness("topic", topic, f"section {name} of portal {rules.portal}")
        for name in dict.fromkeys(named)
        if (topic := rules.sections.get(" ".join(comparable(name).split())))
    ]
    return replace(article, witnesses=tuple(witnesses))


def _checked(article: Article) -> Article | Skipped:
    """The article, or why its text is none."""
    if not article.text.strip():
        return Skipped(SkipReason.EMPTY)
    own = [article.of(block) for block in article.blocks if block.kind in PROSE]
    if not is_vietnamese("\n".join(filter(_has_words, own)) or article.text):
        return Skipped(SkipReason.NOT_VIETNAMESE, "hardly any Vietnamese syllables")
    syllables = sum(len(text.split()) for text in own)
    if syllables < SHORTEST:
        return Skipped(
            SkipReason.TOO_SHORT, f"{syllables} syllables of text; an article has at least {SHORTEST}"
        )
    return article


def _has_words(text: str) -> bool:
    """Whether a block tells its language: a thousand characters without a blank do not."""
    return len(text) < _WORDLESS or " " in text[:_WORDLESS]


def _read(page: RawPage, known: Known) -> Reading:
    if page.media_type == HTML:
        return read_html(page, known)
    result = read_record(page) if page.media_type == RECORD else _read_capture(page)
    if isinstance(result, Skipped):
        return Reading(result)
    told = result.reasons
    blocks = ((block.kind, result.of(block), told.get(block.kind.value, "")) for block in result.blocks)
    return Reading(result, tuple(blocks))


def _read_capture(page: RawPage) -> Article | Skipped:
    decoded = read_bytes(page.payload)
    if isinstance(decoded, Skipped):
        return decoded
    text, reasons = decoded
    labels = label(text)
    return Article(text, labels.blocks, page.source, page.url, reasons={**labels.reasons, **reasons})
