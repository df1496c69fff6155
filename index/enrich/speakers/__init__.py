"""Who says what in an article, by rules: a verb of saying, a quotation or `theo` gives words to somebody.

    reading    sentences with their quotations covered   ->  speech   who stands at a verb, and the words
    people     names, offices, bodies and pronouns       ->  linking  who a short name or a pronoun is

What is not sure is left out: who is only mentioned says nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.enrich.speakers.linking import NOBODY, Linker
from index.enrich.speakers.reading import read_prose
from index.enrich.speakers.speech import told_in
from search.model import Evidence, Span, Statement
from search.text import lower

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.enrich.speakers.linking import Person
    from index.enrich.speakers.speech import Told
    from search.model import Article

_LONGEST_QUOTE = 300


def find_statements(article: Article) -> tuple[Statement, ...]:
    """What is said in an article and by whom, a statement a person, in the order of their first words."""
    prose = read_prose(article)
    linker = Linker(article.text, prose)
    found: dict[Person, list[Told]] = {}
    for at in range(len(prose.sentences)):
        for told in told_in(prose, at):
            person = linker.person(told.who, at)
            if person != NOBODY:
                found.setdefault(person, []).append(told)
    return tuple(_statement(article, person, told) for person, told in _by_name(found))


def _by_name(found: dict[Person, list[Told]]) -> Iterator[tuple[Person, list[Told]]]:
    """Persons whose office was learned later are those of before."""
    by_length = sorted(found, key=lambda one: len(one.office))
    fullest = {one.name: one for one in by_length if one.name}
    merged: dict[Person, list[Told]] = {}
    for person, told in found.items():
        same = fullest[person.name] if person.name else _told_in_full(person, by_length)
        merged.setdefault(same, []).extend(told)
    yield from merged.items()


def _told_in_full(nameless: Person, others: Sequence[Person]) -> Person:
    """An office or a body without a name, as another of the article that begins with it tells it."""
    begun = lower(nameless.office) + " "
    fuller = (one for one in others if not one.name and lower(one.office).startswith(begun))
    return next(fuller, nameless)


def _statement(article: Article, person: Person, told: list[Told]) -> Statement:
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
