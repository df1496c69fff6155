"""What must hold for any text that is typed as a query."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from search.model import FACETS, And, Query
from search.query import parse, render, syntax_of
from search.query.context import usual
from search.query.limits import MAX_WORDS
from search.query.syntax import leaves
from search.tokenizer import TOKEN
from web.query.advanced import built, form_of
from web.query.described import read_as
from web.texts.words import note_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from search.engine import Reader
    from search.model import MarkedText, Node


parsed = lru_cache(1 << 4)(parse)
"""Several checks ask for what the same text is read as."""


class Fault(NamedTuple):
    """What did not hold of a text, in one word, and how."""

    check: str
    detail: str


def fault_of(text: str, reader: Reader | None = None) -> Fault | None:
    """The first thing that does not hold of a text; searched too where there is a reader."""
    checks = {name: partial(check, text) for name, check in _CHECKS.items()}
    if reader is not None:
        checks["searched"] = partial(_searched, text, reader)
    return next((fault for name, check in checks.items() if (fault := _run(name, check))), None)


def _run(name: str, check: Callable[[], str]) -> Fault | None:
    try:
        wrong = check()
    except Exception as error:  # noqa: BLE001 - any exception is what is looked for
        return Fault(name, f"{type(error).__name__}: {error}")
    return Fault(name, wrong) if wrong else None


def _read(text: str) -> str:
    """It has a tree within the limits, and notes that can be said."""
    syntax, _ = syntax_of(text)
    syllables = sum(len(TOKEN.findall(leaf.text)) for leaf in leaves(syntax))
    if syllables > MAX_WORDS:
        return f"{syllables} syllables"
    _, notes = parsed(text)
    for note in notes:
        if not all(note_text(note, lang) for lang in ("vi", "en")):
            return f"the note {note.code} says nothing"
    return ""


def _rendered(text: str) -> str:
    """Its tree as a query is read as the same tree, and asks for the same."""
    syntax, _ = syntax_of(text)
    written = render(syntax)
    again, _ = syntax_of(written)
    if again != syntax:
        return f"{written!r} is {again}, not {syntax}"
    return "" if parsed(written)[0] == parsed(text)[0] else f"{written!r} asks for something else"


def _described(text: str) -> str:
    """It is told in both languages."""
    told = [read_as(text, lang, usual())[0] for lang in ("vi", "en")]
    return "" if all(told) else "nothing is told"


def _formed(text: str) -> str:
    """The form that it fills asks for the same."""
    form = form_of(text, usual())
    asked, wanted = parsed(render(built(form, usual())))[0], parsed(text)[0]
    return "" if _parts(asked) == _parts(wanted) else f"{form} asks for something else"


def _parts(node: Node) -> Counter[Node]:
    return Counter(node.parts if isinstance(node, And) else (node,))


def _searched(text: str, reader: Reader) -> str:
    """It has an answer that makes sense, and its marks lie in what they mark."""
    match, notes = parsed(text)
    query = Query(match=match, notes=notes, text=text, facets=FACETS, fold=True)
    result = reader.search(query)
    if not len(result.hits) <= result.groups <= result.total:
        return f"{len(result.hits)} hits, {result.groups} groups, {result.total} articles"
    marked = [text for hit in result.hits for text in (hit.title, *hit.snippets)]
    for hit in result.hits[:1]:
        if (document := reader.get(hit.id)) is None:
            return f"the hit {hit.id} is not there"
        marked += [*reader.mark(document, query), *reader.passages(document, query)]
    return next(_strays(marked), "")


def _strays(texts: Sequence[MarkedText]) -> Iterator[str]:
    """Marks that lie outside of their text, or in no order."""
    for text in texts:
        at = 0
        for mark in text.marks:
            if mark.start < at or mark.length < 1 or mark.end > len(text.text):
                yield f"{mark} in {len(text.text)} characters"
            at = mark.end


_CHECKS = {"read": _read, "rendered": _rendered, "described": _described, "formed": _formed}
"""What is looked at without an index, by the name of a failure."""
