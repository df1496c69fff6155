"""Lexemes into a tree. Side by side binds tighter than OR: `đảng viên HOẶC đoàn viên` has two words each.

Brackets and operators that lead nowhere are ignored. An exclusion or a fact (`năm:2021`) at either end of
alternatives holds for all of them, as people mean it: `đảng viên HOẶC đoàn viên năm:2021`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from search.query import syntax
from search.query.compounds import LONGEST, compound_at
from search.query.fields import CHUNK_FIELDS, is_text
from search.query.lexer import Lex, Lexeme, lexemes
from search.query.rendering import render
from search.query.syntax import All, Except, Field, Quoted, Text, all_of, any_of, holds_for_all
from search.query.values import meaning
from search.tokenizer import TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from search.query.context import Context
    from search.query.syntax import Syntax

LONGEST_NAME = 8
"""Words of the longest name of a place, topic or document that is read without quotes."""

DEEPEST = 16
"""Brackets within brackets that are read; deeper ones are ignored."""

_PLAIN = (Lex.WORD, Lex.FIXED)


READINGS = 4
"""How often a query may be read until its tree is the one that its own writing gives."""


REMEMBERED = 1 << 8
"""Queries whose trees are remembered: a page reads one to search, to tell it, and to fill the form."""


@lru_cache(REMEMBERED)
def read(text: str, context: Context) -> Syntax:
    """The tree of a canonical query; `All()` where there is nothing to look for.

    Odd signs that mean nothing are dropped, which may bring other things together: so what is written of the
    tree is read again, until that gives the same tree.
    """
    tree = _Reader(lexemes(text), context).whole()
    for _ in range(READINGS):
        written = render(tree)
        if written == text:
            break
        text, before = written, tree
        tree = _Reader(lexemes(text), context).whole()
        if tree == before:
            break
    return tree


class _Reader:
    """Reads lexemes from the first to the last, once."""

    def __init__(self, found: list[Lexeme], context: Context) -> None:
        self._found = found
        self._context = context
        self._at = 0

    def whole(self) -> Syntax:
        """All of it; a bracket that closes nothing is passed over."""
        parts: list[Syntax] = []
        while self._at < len(self._found):
            parts.append(self._alternatives(0))
            self._at += 1
        return all_of(parts)

    @property
    def _next(self) -> Lex | None:
        return self._found[self._at].kind if self._at < len(self._found) else None

    def _take(self) -> Lexeme:
        self._at += 1
        return self._found[self._at - 1]

    def _alternatives(self, depth: int) -> Syntax:
        """Up to the end or a closing bracket."""
        operands: list[list[Syntax]] = [[]]
        while self._next not in (None, Lex.CLOSE):
            if self._next is Lex.OR:
                self._take()
                operands.append([])
            elif (part := self._part(depth)) is not None:
                operands[-1].append(part)
        return _joined([operand for operand in operands if operand])

    def _part(self, depth: int) -> Syntax | None:
        """The next part; None where a lexeme leads nowhere."""
        match self._next:
            case Lex.MINUS | Lex.NOT:
                self._take()
                return self._excluded(depth)
            case Lex.FIELD:
                return self._field(self._take().text, depth)
            case Lex.OPEN:
                self._take()
                return self._bracketed(depth)
            case Lex.WORD | Lex.FIXED:
                return _text([self._take().text])
            case Lex.QUOTE:
                return _quoted(self._take())
            case _:
                self._take()
                return None

    def _bracketed(self, depth: int) -> Syntax | None:
        """What is between brackets, up to the one that closes or the end."""
        if depth >= DEEPEST:
            return None
        inside = self._alternatives(depth + 1)
        if self._next is Lex.CLOSE:
            self._take()
        return None if inside == All() else inside

    def _excluded(self, depth: int) -> Syntax | None:
        """What an exclusion excludes: a unit, or all syllables of a word that the dictionary knows."""
        while self._next in (Lex.MINUS, Lex.NOT):
            self._take()
        if self._next is Lex.WORD:
            words = self._words(LONGEST)
            count = compound_at(words)
            if count:
                self._at += count
                return Except(Quoted(" ".join(words[:count])))
        if self._next in (None, Lex.CLOSE, Lex.OR, Lex.AND):
            return None
        part = self._part(depth)
        if part is None or isinstance(part, Except):
            return part.part if isinstance(part, Except) else None
        return Except(part)

    def _words(self, most: int) -> list[str]:
        """The next words, up to something else."""
        words: list[str] = []
        for each in self._found[self._at : self._at + most]:
            if each.kind is not Lex.WORD:
                break
            words.append(each.text)
        return words

    def _further(self, name: str, first: str) -> int:
        """How many more words than the first are the value of a field that names something."""
        words = [first, *self._words(LONGEST_NAME - 1)]
        fits = (
            count
            for count in range(len(words), 1, -1)
            if meaning(name, " ".join(words[:count]), self._context)
        )
        return next(fits, 1) - 1

    def _field(self, name: str, depth: int) -> Syntax | None:
        """A field with its value; None where it has none."""
        if self._next is Lex.OPEN:
            self._take()
            inside = self._bracketed(depth)
            return None if inside is None else within(name, inside)
        if self._next is Lex.QUOTE:
            phrase = _quoted(self._take())
            return None if phrase is None else within(name, phrase)
        if self._next not in _PLAIN:
            return None
        texts = [self._take().text]
        if is_text(name):
            while self._next in _PLAIN:
                texts.append(self._take().text)
        elif name not in CHUNK_FIELDS:
            texts += [self._take().text for _ in range(self._further(name, texts[0]))]
        value = _text(texts)
        return None if value is None else within(name, value)


def _text(texts: list[str]) -> Text | None:
    """Words as a part; None if no letter or digit is among them."""
    text = " ".join(texts)
    return Text(text) if TOKEN.search(text) else None


def _quoted(lexeme: Lexeme) -> Quoted | None:
    """A quote as a part; None if it holds nothing to look for."""
    if not TOKEN.search(lexeme.text):
        return None
    return Quoted(lexeme.text, lexeme.within, lexeme.ordered)


def within(name: str, part: Syntax) -> Syntax:
    """Everything in a part asked of a field; fields in it stay what they are."""
    match part:
        case Text(text):
            return Field(name, Text(text))
        case Quoted(text):
            return Field(name, part if is_text(name) else Text(text))
        case Field():
            return part
        case Except(inner):
            return Except(within(name, inner))
        case All(parts):
            return all_of(within(name, each) for each in parts)
        case syntax.Any(parts):
            return any_of(within(name, each) for each in parts)


def _joined(operands: list[list[Syntax]]) -> Syntax:
    """Alternatives; what holds for all of them is taken out at either end."""
    if len(operands) < 2:
        return all_of(operands[0]) if operands else All()
    first = _leading(operands[0], holds_for_all)
    last = _leading(operands[-1][::-1], holds_for_all)
    before, after = operands[0][:first], operands[-1][len(operands[-1]) - last :]
    operands[0] = operands[0][first:]
    operands[-1] = operands[-1][: len(operands[-1]) - last]
    return all_of([*before, any_of(map(all_of, operands)), *after])


def _leading(parts: list[Syntax], test: Callable[[Syntax], bool]) -> int:
    """How many parts pass a test before the first that does not; 0 if all do."""
    return next((at for at, part in enumerate(parts) if not test(part)), 0)
