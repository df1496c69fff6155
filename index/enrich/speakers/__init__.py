"""Who says what in an article, by rules: a verb of saying, a quotation or `theo` gives words to somebody.

A folder uses only those above it:

    words/    the lists
    prose/    sentences with their quotations covered, runs of capitals, dashes that part nothing, clauses
    people/   a name, the office before and behind it, what else follows it, a job alone
    bodies/   an office or a body without a name, and those that are parts of others
    saying/   who stands before a verb, `theo` or a quotation, and which words are given to him
    meant/    who a short name, an office or a pronoun is, by all that the text tells

What is not sure is left out: who is only mentioned says nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.enrich.speakers.meant.holding import NOBODY
from index.enrich.speakers.meant.linking import Linker
from index.enrich.speakers.prose.reading import read_prose
from index.enrich.speakers.saying.sentences import told_in
from search.model import Evidence, Span, Statement
from search.text import lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.enrich.speakers.meant.holding import Person
    from index.enrich.speakers.saying.given import Told
    from search.model import Article

_LONGEST_QUOTE = 300
"""Characters of a text that are shown as evidence."""


LONGEST = 300_000
"""Characters of an article that are read: who is meant is looked up in all, so the work grows with their
square. No article is as long; what is longer is a book, or many articles in one file."""


def find_statements(article: Article) -> tuple[Statement, ...]:
    """What is said in an article and by whom, a statement a person, in the order of their first words."""
    if len(article.text) > LONGEST:
        article = _begun(article)
    prose = read_prose(article)
    linker = Linker(article.text, prose)
    found: dict[Person, list[Told]] = {}
    for at in range(len(prose.sentences)):
        for told in told_in(prose, at):
            person = linker.person(told.who, at)
            if person != NOBODY:
                found.setdefault(person, []).append(told)
    named = _merged((linker.same.get(person, person), told) for person, told in found.items())
    return tuple(_statement(article, person, told) for person, told in _by_name(named).items())


def _begun(article: Article) -> Article:
    """The first blocks of an article, as many as are read."""
    blocks = tuple(block for block in article.blocks if block.end <= LONGEST)
    return replace(article, text=article.text[:LONGEST], blocks=blocks)


def _merged(told: Iterable[tuple[Person, list[Told]]]) -> dict[Person, list[Told]]:
    """What is told of each person, in the order of the first of it."""
    merged: dict[Person, list[Told]] = {}
    for person, parts in told:
        merged.setdefault(person, []).extend(parts)
    return merged


def _by_name(found: dict[Person, list[Told]]) -> dict[Person, list[Told]]:
    """Persons whose office was learned later are those of before."""
    by_length = sorted(found, key=lambda one: len(one.office))
    fullest = {one.name: one for one in by_length if one.name}
    return _merged(
        (fullest[person.name] if person.name else _told_in_full(person, by_length), told)
        for person, told in found.items()
    )


def _told_in_full(nameless: Person, others: Sequence[Person]) -> Person:
    """An office or a body without a name, as another of the article that begins with it tells it."""
    told = lower(nameless.office)
    short = f"({told})", f" - {told}", f" – {told}"
    fuller = [
        one
        for one in others
        if not one.name and (f"{(low := lower(one.office))} ".startswith(f"{told} ") or low.endswith(short))
    ]
    return next((one for one in fuller if len(one.office) > len(told)), next(iter(fuller), nameless))


def _statement(article: Article, person: Person, told: list[Told]) -> Statement:
    """What a person says, with the first of it as evidence."""
    shown = told[0].shown
    quote = article.text[shown.start : shown.end][:_LONGEST_QUOTE]
    evidence = Evidence(quote, told[0].why, Span(shown.start, len(quote)))
    return Statement(
        person.name, person.office, tuple(_apart([s for one in told for s in one.said])), evidence
    )


def _apart(spans: list[Span]) -> Iterator[Span]:
    """The spans in order, without what two share."""
    done = 0
    for span in sorted(spans):
        start = max(span.start, done)
        if start < span.end:
            yield Span(start, span.end - start)
            done = span.end
