"""Writes `MAIN_<name>.lang`: all that is learned of the language of a segment, from its own files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.embedded.container import ArrayWriter, add_strings, fitted
from search.embedded.language.bigrams import write_bigrams
from search.embedded.language.casing import Casing, learn
from search.embedded.language.phrases import NOT_FIRST, NOT_LAST, Limits, Phrases, find_phrases
from search.embedded.language.reading import Read, read, sample
from search.embedded.language.titles import cut_titles, write_titles
from search.embedded.language.words import Words, words_of
from search.pairs import known_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from search.embedded.container import Array
    from search.embedded.postings import Field
    from search.embedded.stored import StoredDocuments

SMALL, TINY = 2_000, 100
"""Up to so many articles single pairs count; up to so many, phrases of two articles do."""


PHRASE_TOKENS = 6_000_000
"""Phrases are looked for in so much of the text that is read: what is not there three times is rare."""


def write_language(
    path: Path, field: Field, titles: Sequence[str], stored: StoredDocuments | None, lengths: Array
) -> None:
    """Work out and write what is known of the language of some articles: `field` is their text."""
    names = field.terms.texts()
    articles = sample(lengths)
    text = read(field, articles)
    title_terms, first = cut_titles(titles, {name: number for number, name in enumerate(names)})
    words = words_of(names, _used(text.terms, title_terms, len(names), field.size))
    tokens = words.numbers.take(text.terms)
    writer = ArrayWriter(path)
    _write_words(writer, words, field)
    write_bigrams(writer, tokens, text.beside, len(words.keys), 1 if field.size <= SMALL else 2)
    least = 2 if field.size <= TINY else 3
    some, step = _for_phrases(text, tokens)
    phrases = find_phrases(*some, _limits(words.keys), least)
    casing = learn(stored, words.keys, phrases.words, phrases.hashes)
    _write_phrases(writer, phrases, casing, words)
    _write_spelling(writer, casing)
    title_words = np.maximum(words.numbers.take(title_terms), 0) if len(title_terms) else title_terms
    write_titles(writer, title_words, first, words.fold_of(), len(words.folds))
    read_for_phrases = -(-len(articles) // step)
    writer.close({"articles": field.size, "read": len(articles), "read_for_phrases": read_for_phrases})


def _for_phrases(text: Read, tokens: Array) -> tuple[tuple[Array, Array, Array], int]:
    """Words, articles and neighbours of every first, second or n-th article, and that n."""
    step = -(-len(tokens) // PHRASE_TOKENS)
    if step < 2:
        return (tokens, text.rows, text.beside), 1
    held = np.flatnonzero(text.rows % step == 0)
    return (tokens.take(held), text.rows.take(held), text.beside.take(held[:-1])), step


def _used(terms: Array, title_terms: Array, size: int, articles: int) -> Array:
    """The terms that are words of the file: those seen often enough, and all of titles."""
    used = np.bincount(terms, minlength=size) >= (1 if articles <= SMALL else 2)
    used[title_terms[title_terms >= 0]] = True
    return np.flatnonzero(used)


def _write_words(writer: ArrayWriter, words: Words, field: Field) -> None:
    assert field.cf is not None
    counts = np.zeros(len(words.keys), np.int64)
    held = np.flatnonzero(words.numbers >= 0)
    counts[words.numbers[held]] = field.cf[held]
    add_strings(writer, "words", [key.encode() for key in words.keys])
    add_strings(writer, "folds", [fold.encode() for fold in words.folds])
    writer.add("folds.at", fitted(words.fold_at))
    writer.add("words.fold", fitted(words.fold_of()))
    writer.add("words.count", fitted(counts))


def _limits(keys: Sequence[str]) -> Limits:
    """Of each word, whether a phrase may begin (1) or end (2) with it, and its number in known pairs."""
    numbers = known_pairs().numbers
    return Limits(
        np.array([_edge(key) for key in keys], np.uint8),
        np.array([numbers.get(key, 0) for key in keys], np.int64),
    )


def _edge(key: str) -> int:
    if key[0].isdigit():  # `năm 2021` ends a phrase, `12 tháng` does not begin one
        return 2 if len(key) == 4 and key.isdecimal() else 0
    if len(key) == 1 and key not in "àáảãạôơưỳýỷỹỵyêăâ":
        return 0
    return (key not in NOT_FIRST) + 2 * (key not in NOT_LAST)


def _write_phrases(writer: ArrayWriter, phrases: Phrases, casing: Casing, words: Words) -> None:
    """Phrases in the order of the folds of their words."""
    folds = np.where(phrases.words >= 0, words.fold_of().take(np.maximum(phrases.words, 0)), -1)
    columns = (*phrases.words.T[::-1], *folds.T[::-1])
    order = np.lexsort(columns) if len(phrases.words) else np.zeros(0, np.int64)
    writer.add("phrases.words", fitted((phrases.words[order] + 1).ravel()))
    writer.add("phrases.articles", fitted(phrases.articles[order]))
    writer.add("phrases.case", casing.phrases[order])


def _write_spelling(writer: ArrayWriter, casing: Casing) -> None:
    writer.add("words.case", casing.words)
    writer.add("spelled.words", fitted(list(casing.spelled)))
    add_strings(writer, "spelled", [each.encode() for each in casing.spelled.values()])
