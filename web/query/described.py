"""How a query was read, as one sentence: `Tìm: cụm “lễ kết nạp”, không có “thanh niên”, năm 2021–2023`.

It is told from the tree of what was typed and from what the values in it mean, never from the text itself.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from search.model import Best, Between, Cites, Gap, Has, Near, Or, Phrase, Prefix
from search.query import syntax_of
from search.query.fields import is_text
from search.query.loose import parts_of
from search.query.quoted import SIGN, node_of
from search.query.syntax import All, Any, Except, Field, Quoted, Text
from search.query.values import FIRST_YEAR, LAST_YEAR, meaning
from web.query.facts import document_label, fact_label
from web.texts.dates import day_label
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.model import Node, Word
    from search.query import Context
    from search.query.loose import Part
    from search.query.syntax import Syntax

_ZONES = {
    "title": phrase("trong tiêu đề: {what}"),
    "lead": phrase("trong sapô: {what}"),
    "author": phrase("tác giả: {what}"),
}


def read_as(text: str, lang: str, context: Context) -> tuple[str, Syntax]:
    """How a query is read, in words, and its tree."""
    syntax, _ = syntax_of(text, context)
    return described(syntax, lang, context), syntax


def described(syntax: Syntax, lang: str, context: Context) -> str:
    """A tree as a sentence without a full stop."""
    if syntax == All():
        return say("Tìm tất cả các bài", lang)
    return say("Tìm: {what}", lang, what=_Teller(lang, context).told(syntax))


def is_plain(syntax: Syntax) -> bool:
    """Whether a query is only words and simple phrases, so that a sentence tells nothing new."""
    match syntax:
        case Text(text):
            return not any(_begun(part) for part in parts_of(text))
        case Quoted(text, within):
            return not within and "*" not in text
        case All(parts):
            return all(map(is_plain, parts))
        case _:
            return False


def told(text: str, lang: str, context: Context) -> str:
    """How a query is read, in words; empty where that is plain to see."""
    words, syntax = read_as(text, lang, context)
    return "" if is_plain(syntax) else words


class _Teller:
    """Tells parts of a tree in a language."""

    def __init__(self, lang: str, context: Context) -> None:
        self._lang = lang
        self._context = context

    def told(self, syntax: Syntax) -> str:
        """A part in words; all that must be there stands between commas, alternatives in brackets."""
        match syntax:
            case Text(text):
                return self._text(text)
            case Quoted():
                return self._quoted(syntax)
            case Field(name, value):
                return self._field(name, value)
            case Except(part):
                return self._without(part)
            case All(parts):
                return ", ".join(map(self.told, parts))
            case Any(parts):
                return self._either(f"({self.told(part)})" for part in parts)

    def _either(self, several: Iterable[str]) -> str:
        return say(" hoặc ", self._lang).join(several)

    def _text(self, text: str) -> str:
        """Loose words as typed; beginnings of words, documents and dates by what they are."""
        shown: list[str] = []
        for is_loose, group in groupby(parts_of(text), lambda part: not part.told and not _begun(part)):
            parts = list(group)
            if is_loose:
                shown.append(" ".join(text[part.start : part.end] for part in parts))
            else:
                shown += [self._fixed(part, text[part.start : part.end]) for part in parts]
        return ", ".join(shown)

    def _fixed(self, part: Part, typed: str) -> str:
        if not part.told:
            return say("từ bắt đầu bằng “{word}”", self._lang, word=typed.rstrip("*"))
        if isinstance(part.node, Best) and not _asks_for_document(part.node.readings[-1][1]):
            return say("ngày {day}", self._lang, day=day_label(date.fromisoformat(part.told), self._lang))
        document = document_label(part.told, self._lang)
        if isinstance(part.node, Best):
            return say("“{words}” hoặc {document}", self._lang, words=typed, document=document)
        return document

    def _quoted(self, quoted: Quoted) -> str:
        node = node_of(quoted)
        if isinstance(node, Near):
            words = " … ".join(_surface(word) for word in node.words)
            text = (
                phrase("“{words}” cách nhau nhiều nhất {n} âm tiết, theo thứ tự")
                if node.ordered
                else phrase("“{words}” cách nhau nhiều nhất {n} âm tiết, thứ tự nào cũng được")
            )
            return say(text, self._lang, words=words, n=node.within)
        words = _shown(quoted.text)
        gaps = dict.fromkeys(gap for gap in node.gaps if gap != Gap()) if isinstance(node, Phrase) else {}
        if gaps:
            sizes = ", ".join(f"{gap.least}–{gap.most}" for gap in gaps)
            return say("cụm “{words}” (… là {sizes} âm tiết)", self._lang, words=words, sizes=sizes)
        return say("cụm “{words}”", self._lang, words=words) if " " in words else f"“{words}”"

    def _without(self, part: Syntax) -> str:
        """What must not be there."""
        said, what = phrase("không có {what}"), ""
        match part:
            case Quoted(text) if is_plain(part):
                what = f"“{_shown(text)}”"
            case Text(text) if is_plain(part) and not any(one.told for one in parts_of(text)):
                what = f"“{text}”"
                if " " in text and len(list(parts_of(text))) > 1:
                    said = phrase("không có cùng lúc các từ {what}")
            case Field(name) if not is_text(name):
                said = phrase("không phải {what}")
            case All():
                said = phrase("không có cùng lúc ({what})")
            case Any():
                said = phrase("không có ({what})")
        return say(said, self._lang, what=what or self.told(part))

    def _field(self, name: str, value: Text | Quoted) -> str:
        """A field by its meaning; a value that means nothing is searched as words, and told so."""
        if is_text(name):
            return say(_ZONES[name], self._lang, what=self.told(value))
        node = meaning(name, value.text, self._context)
        match node:
            case None:
                told = self._text(value.text)
            case Between(first, last):
                told = self._days(first, last)
            case Has("year", values):
                told = self._years([int(value) for value in values])
            case Has("month", values):
                told = self._months(values)
            case Has(facet, values):
                told = fact_label(facet, values, self._lang)
            case _:
                told = self._documents(node)
        return told

    def _documents(self, node: Node) -> str:
        parts = node.parts if isinstance(node, Or) else (node,)
        cited = [part for part in parts if isinstance(part, Cites)]
        labels = dict.fromkeys(document_label(_key(one), self._lang) for one in cited)
        return self._either(labels)

    def _days(self, first: date | None, last: date | None) -> str:
        first_label = day_label(first, self._lang) if first else ""
        last_label = day_label(last, self._lang) if last else ""
        if first == last:
            return say("ngày {day}", self._lang, day=first_label)
        if first and last:
            return say("từ ngày {first} đến {last}", self._lang, first=first_label, last=last_label)
        if first:
            return say("từ ngày {day}", self._lang, day=first_label)
        return say("đến ngày {day}", self._lang, day=last_label)

    def _years(self, years: list[int]) -> str:
        first, last = years[0], years[-1]
        if last == LAST_YEAR and len(years) == last - first + 1 > 1:
            return say("từ năm {year}", self._lang, year=first)
        if first == FIRST_YEAR and len(years) == last - first + 1 > 1:
            return say("đến năm {year}", self._lang, year=last)
        return say("năm {year}", self._lang, year=", ".join(_runs(years)))

    def _months(self, months: tuple[str, ...]) -> str:
        ends = [f"{int(month[5:])}/{month[:4]}" for month in (months[0], months[-1])]
        return say("tháng {months}", self._lang, months="–".join(dict.fromkeys(ends)))


def _begun(part: Part) -> bool:
    """Whether a part is, or ends in, a beginning of a word."""
    node = part.node
    return isinstance(node, Prefix) or (isinstance(node, Phrase) and isinstance(node.words[-1], Prefix))


def _asks_for_document(node: Node) -> bool:
    return isinstance(node, Cites | Or)


def _surface(word: Word | Prefix) -> str:
    return f"{word.surface}…" if isinstance(word, Prefix) else word.surface


def _shown(text: str) -> str:
    """What stands in quotes, with its gaps as `…`; signs at either end say nothing."""
    pieces = [piece.strip() for piece in SIGN.split(text)]
    return " … ".join(piece for piece in pieces if piece).replace("*", "…")


def _key(cited: Cites) -> str:
    return ".".join(part for part in (cited.number, cited.term, *cited.places[:1], cited.year) if part)


def _runs(years: list[int]) -> list[str]:
    """`2019–2021`, `2023`: years that follow each other as one run."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
