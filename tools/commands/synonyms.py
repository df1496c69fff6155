"""`tratin synonyms`: checks the table of synonyms, and shows how a query is read with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from search.edited import own_path, text_of
from search.engine import open_reader
from search.errors import EngineError
from search.keys import fold_of
from search.model import And, Best, Or, Phrase, Query, Some, Word
from search.query import Context, parse
from search.query.parser import words_of
from search.synonym_review import remarks_on
from search.synonym_table import problems_in, read_synonyms
from search.synonyms import NAME, synonyms_in, synonyms_of
from search.topics import taxonomy_of
from tools.checking import tell_missing, tell_problems, tell_remarks
from tools.console import both, grouped, pass_console
from web.texts.words import note_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.model import Node
    from search.synonym_table import Entry, Form
    from tools.console import Console

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def synonyms() -> None:
    """Từ đồng nghĩa: kiểm tra bảng, thử câu hỏi. / Synonyms: check the table, try queries.

    The table is synonyms.toml in the home folder, or what the setting `synonyms_file` names; docs/staff.md
    tells how to edit it. It needs no build: start `tratin serve` again after a change.
    """


# ---------------------------------------------------------------- check


@synonyms.command()
@click.argument("file", required=False, type=_FILE)
@pass_console
def check(console: Console, file: Path | None) -> int:
    """Kiểm tra bảng từ đồng nghĩa, nói mọi lỗi. / Check a table of synonyms, tell every mistake.

    FILE is a table; without it, the one in use. Also tells entries that do nothing and, where there is an
    index, how many articles hold each form. Exit code 2 if anything is wrong, 0 if there are only notes.
    """
    path = file or own_path(console.settings, "synonyms_file", NAME)
    if path is None:
        return tell_missing(console, console.settings.home / NAME)
    text = text_of(path)
    problems = problems_in(text)
    entries = () if problems else read_synonyms(text, str(path))
    remarks = list(remarks_on(entries))
    counts = _counts(console, entries)
    console.emit(
        {
            "file": str(path),
            "problems": [one._asdict() for one in problems],
            "remarks": [one._asdict() for one in remarks],
            "forms": [
                {"where": entry.where, "form": form.text, "articles": counts.get(form.keys)}
                for entry in entries
                for form in _forms(entry)
            ],
        }
    )
    for entry in entries if counts else ():
        told = (f"{form.text}: {grouped(counts[form.keys])} bài" for form in _forms(entry))
        console.line(f"{entry.where}: {' · '.join(told)}")
    tell_remarks(console, remarks)
    return tell_problems(console, path, problems)


def _forms(entry: Entry) -> Sequence[Form]:
    return tuple(dict.fromkeys((*entry.sources, *entry.targets)))


def _counts(console: Console, entries: Sequence[Entry]) -> dict[tuple[str, ...], int]:
    """How many articles hold each form, by its keys; none where there is no index to ask."""
    found: dict[tuple[str, ...], int] = {}
    keys = list(dict.fromkeys(form.keys for entry in entries for form in _forms(entry)))
    try:
        reader = open_reader(console.settings)
        with console.progress("Đếm bài · counting", len(keys)) as progress:
            for number, each in enumerate(keys, 1):
                words = tuple(Word(key, key, fold_of(key)) for key in each)
                found[each] = reader.search(
                    Query(Phrase(words) if len(words) > 1 else words[0], size=1)
                ).total
                progress(number)
    except EngineError as error:
        console.line(f"Không đếm được bài · articles not counted: {both(error.vietnamese, str(error))}")
        return {}
    return found


# ---------------------------------------------------------------- test


@synonyms.command()
@click.argument("query")
@click.option(
    "--synonyms-file",
    type=_FILE,
    help="Thử bảng này thay cho bảng đang dùng. / Try this table instead of the one in use.",
)
@pass_console
def test(console: Console, query: str, synonyms_file: Path | None) -> None:
    """Thử xem một câu hỏi được đọc thế nào. / Show how a query is read.

    Prints the notes that the results page shows, and for each word that is read as others these with their
    weights, where the typed form weighs 1. Abbreviations are among them.
    """
    table = synonyms_in(synonyms_file) if synonyms_file else synonyms_of(console.settings)
    node, notes = parse(query, Context(taxonomy_of(console.settings), table))
    read = [
        {"typed": typed, "forms": [{"text": text, "weight": round(weight, 3)} for weight, text in forms]}
        for typed, forms in _alternatives(node)
    ]
    console.emit(
        {
            "query": query,
            "notes": [{"code": one.code, "words": list(one.words), "instead": one.instead} for one in notes],
            "read": read,
        }
    )
    for note in notes:
        console.line(both(note_text(note, "vi"), note_text(note, "en")))
    for typed, forms in _alternatives(node):
        console.line(f"{typed}\n  1.00  {typed}")
        for weight, text in forms:
            console.line(f"  {weight:.2f}  {text}")
    if not read:
        console.say("Không có từ nào được đọc thêm dạng khác.", "no word is read as another")


def _alternatives(node: Node) -> Iterator[tuple[str, list[tuple[float, str]]]]:
    """The words of a query that are also read as others, with these and their weights."""
    match node:
        case Best(readings):
            forms = [(weight, _text(one)) for weight, one in readings[1:] if isinstance(one, Word | Phrase)]
            if forms:
                yield _text(node), forms
            for _, reading in readings[1:]:
                yield from _alternatives(reading)
        case And(parts) | Or(parts) | Some(parts):
            for part in parts:
                yield from _alternatives(part)
        case _:
            return


def _text(node: Node) -> str:
    return " ".join(word.surface for word in words_of(node))
