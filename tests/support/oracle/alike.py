"""Passages worded like a text, by looking at every block of every article: slow, simple."""

from __future__ import annotations

from difflib import SequenceMatcher

from search.model import PROSE, Passage, Run, Similar, Span
from search.tokenizer import tokenize

SHARE = 0.3
RUN = 3


def worded_alike(documents, text, most, *, oldest):
    """The blocks that have enough of the text in runs of some words."""
    found = [one for document in documents for one in _passages(document, text)]
    found.sort(key=lambda one: (str(one.published.day or "9999") if oldest else "", -one.share, one.article))
    return Similar(text, Span(0, len(text)), tuple(found[:most]))


def _passages(document, text):
    own = tokenize(text)
    article = document.article
    for block in article.blocks_of(*PROSE):
        words = tokenize(article.of(block))
        folds = [[one.fold for one in some] for some in (own, words)]
        matcher = SequenceMatcher(None, *folds, autojunk=False)
        held = [one for one in matcher.get_matching_blocks() if one.size >= RUN]
        share = sum(one.size for one in held) / max(1, len(own))
        if held and share >= SHARE:
            yield Passage(
                article=document.id,
                title=article.title,
                source=article.source,
                url=article.url,
                published=document.published,
                location=document.location,
                text=article.of(block),
                span=Span(block.start, len(article.of(block))),
                share=round(share, 4),
                runs=tuple(
                    Run(_span(own[one.a : one.a + one.size]), _span(words[one.b : one.b + one.size]))
                    for one in held
                ),
            )


def _span(tokens):
    return Span(tokens[0].start, tokens[-1].end - tokens[0].start)
