"""What may be meant by a query: slips corrected, marks that were left out, keys of an input method.

Only loose words are looked at; quotes, fields and exclusions of the query stay as they are. Numbers beside
what is offered are those of the articles that one gets by choosing it, under the same filters.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import structs

from search.model import Accents, Note, Sort
from search.query import render, syntax_of
from search.query.fields import is_text
from search.query.rewording import loose_runs, reworded
from search.query.syntax import All, Field, Quoted, Text, leaves
from search.text import has_marks
from web.addresses import links
from web.addresses.params import to_query

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from search.engine import Reader
    from search.model import Result
    from search.query import Context
    from search.query.rewording import Run
    from search.query.syntax import Syntax
    from search.suggest.model import Correction
    from web.addresses.params import Params

Json = dict[str, Any]

FEW = 10
"""Fewer articles than this are few: then any correction that finds more is told."""

MANY_MORE = 50
"""Else one that finds so many times as many is: `kỹ luật` stands in some articles, `kỷ luật` is meant."""

MOST_CORRECTIONS = 2
"""Each one costs a search."""

NEARLY = 2.0
"""Log-odds within which of the likeliest correction others are told."""

MOST_READINGS = 3
MOST_WORDS = 6
"""Words of a query whose readings are told; of longer ones hardly two readings are likely."""

CLOSE = 3.5
"""Log-odds up to which a reading is told beside the likeliest: one in thirty, as `thành niên`."""

_MISSED = frozenset({"some-words", "accents-ignored"})
"""Notes that say that nothing has all that was typed."""


class Composed(NamedTuple):
    """A query as an input method would have made it, and the note that tells."""

    q: str
    note: Note


class Asking(NamedTuple):
    """A query with what is needed to ask others like it."""

    reader: Reader
    params: Params
    context: Context

    @property
    def syntax(self) -> Syntax:
        """The tree of what was typed."""
        return syntax_of(self.params.q, self.context)[0]

    def count(self, params: Params) -> int:
        """How many articles another query finds just as it is written: one search, no hit drawn."""
        result = self.reader.search(to_query(only_counted(params), (), (), self.context))
        return 0 if is_missed(result) else result.total


def only_counted(params: Params) -> Params:
    """The same question where only the number of articles is wanted: nothing is ranked, folded or drawn."""
    return structs.replace(params, fold=False, sort=Sort.NEWEST, page=1, size=0)


def is_missed(result: Result) -> bool:
    """Whether nothing has all that was typed: what was found, if anything, is the next best."""
    return not result.total or any(note.code in _MISSED for note in result.notes)


def composed(asking: Asking) -> Composed | None:
    """What keys of Telex or VNI were meant to type; None where they are no such keys."""
    syntax = asking.syntax
    if _has_marks(syntax):
        return None
    made = {run: _made(asking.reader, run) for run in loose_runs(syntax)}
    changed = {run: text for run, text in made.items() if text != _typed(run)}
    if not changed:
        return None
    query = render(reworded(syntax, {run: Text(text) for run, text in changed.items()}))
    literal = render(reworded(syntax, {run: Quoted(_typed(run)) for run in changed}))
    told = " ".join(map(_typed, changed)), " ".join(changed.values())
    return Composed(query, Note("as-typed", told, literal))


def readings_json(asking: Asking, result: Result) -> list[Json]:
    """The readings of words that were all typed without marks, with their articles, if several are likely."""
    params, syntax = asking.params, asking.syntax
    runs = loose_runs(syntax)
    if params.accent is not Accents.AUTO or params.page > 1 or not result.total or len(runs) != 1:
        return []
    if len(runs[0].words) > MOST_WORDS or _has_marks(syntax) or not _is_all(runs[0], syntax):
        return []
    likely = [one for one in asking.reader.restore(runs[0].words, MOST_READINGS) if -one.odds < CLOSE]
    if len(likely) < 2:
        return []
    asked = [_read_so(params, syntax, runs[0], one.text) for one in likely]
    told = [
        {
            "text": one.text,
            "q": other.q,
            "accent": None if other.accent is Accents.AUTO else other.accent.value,
            "count": asking.count(other),
        }
        for one, other in zip(likely, asked, strict=True)
    ]
    told = [one for one in told if one["count"]]
    return told if len(told) > 1 else []


def corrections_json(asking: Asking, result: Result) -> list[Json]:
    """What may be meant, with its articles: what finds more where there is little, else far more."""
    now = 0 if is_missed(result) else result.total
    least = now + 1 if now < FEW else now * MANY_MORE
    if not asking.params.q or asking.params.page > 1 or least > asking.reader.stats().articles:
        return []
    syntax = asking.syntax
    told = (
        _correction_json(asking, syntax, instead)
        for instead in islice(_corrections(asking.reader, syntax), MOST_CORRECTIONS)
    )
    return [one for one in told if one["count"] >= least]


def chosen(params: Params, one: Json) -> Params:
    """What is asked by choosing a reading or a correction."""
    accent = Accents(one["accent"]) if one.get("accent") else params.accent
    return links.accented(links.with_q(params, one["q"]), accent)


def _is_all(run: Run, syntax: Syntax) -> bool:
    """Whether a run and facts are all there is: other bare words would be read otherwise beside marks."""
    rest = reworded(syntax, {run: All()})
    parts = rest.parts if isinstance(rest, All) else (rest,)
    return all(isinstance(part, Field) and not is_text(part.name) for part in parts)


def _read_so(params: Params, syntax: Syntax, run: Run, text: str) -> Params:
    """The query with these marks; words that have none must be told to be meant so."""
    other = links.with_q(params, render(reworded(syntax, {run: Text(text)})))
    return other if has_marks(text) else links.accented(other, Accents.EXACT)


def _corrections(reader: Reader, syntax: Syntax) -> Iterator[dict[Run, Correction]]:
    """All runs corrected at once, then each by itself, the likeliest first."""
    found = {run: reader.did_you_mean(run.words) for run in loose_runs(syntax)}
    best = {run: corrections[0] for run, corrections in found.items() if corrections}
    if len(best) > 1:
        yield best
    for run, corrections in found.items():
        for one in corrections:
            if one.odds > corrections[0].odds - NEARLY:
                yield {run: one}


def _correction_json(asking: Asking, syntax: Syntax, instead: Mapping[Run, Correction]) -> Json:
    query = render(reworded(syntax, {run: Text(one.text) for run, one in instead.items()}))
    changes = [change for one in instead.values() for change in one.changes]
    return {
        "text": " ".join(one.text for one in instead.values()),
        "q": query,
        "count": asking.count(links.with_q(asking.params, query)),
        "changes": [{"typed": change.typed, "meant": change.meant} for change in changes],
    }


def _made(reader: Reader, run: Run) -> str:
    return " ".join(word.surface for word in reader.as_typed(run.words))


def _typed(run: Run) -> str:
    return " ".join(word.surface for word in run.words)


def _has_marks(syntax: Syntax) -> bool:
    return any(has_marks(leaf.text) for leaf in leaves(syntax))
