"""From what was typed to what is to be matched, with notes on how it was read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from search.model import And, Best, Everything, Not, Note, Or, Phrase, Prefix, Word, Zone
from search.query import quoted
from search.query.abbreviations import with_readings
from search.query.fields import TITLES, is_text
from search.query.loose import parts_of
from search.query.rendering import render
from search.query.syntax import All, Any, Except, Field, Quoted, Text, all_of, any_of
from search.query.values import meaning
from search.synonyms import NONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from search.model import Node
    from search.query.context import Context
    from search.query.loose import Part
    from search.query.syntax import Syntax

    Rebuild = Callable[[Syntax], Syntax]
    Make = Callable[[Iterable[Syntax]], Syntax]


@dataclass
class Reader:
    """Reads one tree. `accented` says whether any mark was typed.

    A part comes with a function that gives the whole tree with another part in its place.
    """

    context: Context
    accented: bool
    notes: list[Note] = field(default_factory=list)

    def node(self, syntax: Syntax, rebuild: Rebuild) -> Node:
        """What asks for a part of the tree."""
        found = self._nodes(syntax, rebuild)
        return found[0] if len(found) == 1 and not isinstance(found[0], Not) else And(tuple(found))

    def _nodes(self, syntax: Syntax, rebuild: Rebuild) -> list[Node]:
        """What asks for a part: all of these."""
        match syntax:
            case Text(text):
                return self._text(text, rebuild)
            case Quoted():
                found = quoted.node_of(syntax)
                return [] if found is None else [found]
            case Field(name, value):
                return self._field(name, value, rebuild)
            case Except(part):
                return [Not(self._strictly().node(part, lambda new: rebuild(Except(new))))]
            case All(parts):
                return [
                    node
                    for at, part in enumerate(parts)
                    for node in self._nodes(part, _inside(all_of, parts, at, rebuild))
                ]
            case Any(parts):
                nodes = (
                    self.node(part, _inside(any_of, parts, at, rebuild)) for at, part in enumerate(parts)
                )
                return [Or(tuple(nodes))]

    def _strictly(self) -> Reader:
        """The same without synonyms: what is left out is what was typed."""
        return replace(self, context=replace(self.context, synonyms=NONE))

    def _text(self, text: str, rebuild: Rebuild) -> list[Node]:
        parts = list(parts_of(text))
        nodes, expanded = with_readings(parts, accented=self.accented, synonyms=self.context.synonyms)
        for one in expanded:
            self._tell(one.code, (one.label,), text, parts[one.first : one.last], rebuild)
        for part in parts:
            if part.told:
                kind = "date-read" if part.told[:4].isdecimal() and part.told[4:5] == "-" else "document-read"
                self._tell(kind, (text[part.start : part.end], part.told), text, [part], rebuild)
        return nodes

    def _tell(
        self, code: str, words: tuple[str, ...], text: str, parts: Sequence[Part], rebuild: Rebuild
    ) -> None:
        """A note on how some parts of a text were read, and the query that has them in quotes instead."""
        start, end = parts[0].start, parts[-1].end
        before, after = text[:start].strip(), text[end:].strip()
        pieces: list[Syntax] = [Quoted(text[start:end])]
        literal = all_of([*([Text(before)] if before else []), *pieces, *([Text(after)] if after else [])])
        self.notes.append(Note(code, words, render(rebuild(literal))))

    def _field(self, name: str, value: Text | Quoted, rebuild: Rebuild) -> list[Node]:
        if is_text(name):
            zone = Zone(name)
            if isinstance(value, Quoted):
                found = quoted.node_of(value, zone)
                return [] if found is None else [found]
            return [_in_zone(part.node, zone) for part in parts_of(value.text)]
        found = meaning(name, value.text, self.context)
        if found is not None:
            return [found]
        self.notes.append(Note("unknown-value", (TITLES[name].vi, value.text)))
        return self._nodes(Text(value.text), rebuild)


def _inside(make: Make, parts: Sequence[Syntax], at: int, rebuild: Rebuild) -> Rebuild:
    """The whole tree with another part in the place of one among several."""
    return lambda new: rebuild(make([*parts[:at], new, *parts[at + 1 :]]))


def _in_zone(node: Node, zone: Zone) -> Node:
    """What asks for a part of a text, in a zone of it."""
    match node:
        case Word() | Prefix():
            return Phrase((node,), (), zone)
        case Phrase(words, gaps):
            return Phrase(words, gaps, zone)
        case Best(readings):
            return _in_zone(readings[0][1], zone) if readings else node
        case _:
            return node


def read(syntax: Syntax, context: Context, *, accented: bool) -> tuple[Node, list[Note]]:
    """What a whole tree asks for, and notes on how it was read."""
    if syntax == All():
        return Everything(), []
    reader = Reader(context, accented)
    return reader.node(syntax, lambda new: new), reader.notes
