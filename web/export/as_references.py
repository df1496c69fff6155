"""Rows as files for programs that manage references: RIS, BibTeX, CSL-JSON.

None of these formats has a head. RIS holds it in notes of the first record and the end in one of the last;
BibTeX in comments before and behind the entries; CSL-JSON in the field `custom` of the first and last item.
Where there are no rows, a record that is no article tells both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from web.cite import bibtex, csl
from web.cite.bibtex import in_comment
from web.cite.ris import END, begun
from web.cite.ris import line as tagged
from web.export.pieces import in_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from web.export.model import Export
    from web.export.references import Reference


def as_ris(export: Export[Reference]) -> Iterator[bytes]:
    """The records, each ended by the one behind it, the last one by the end."""
    return in_pieces(_records(export))


def _records(export: Export[Reference]) -> Iterator[str]:
    head = "".join(tagged("N1", f"{fact.title}: {fact.value}") for fact in export.head)
    before, notes = "", head
    for reference in export.rows:
        yield before + begun(reference.work)
        if reference.quote:
            yield tagged("N1", f"“{reference.quote}”")
        if reference.note:
            yield tagged("N1", reference.note)
        yield notes
        before, notes = END, ""
    if not before:
        yield tagged("TY", "GEN") + tagged("TI", export.words.head) + head
    yield tagged("N1", export.rows.ending.told) + END


def as_bibtex(export: Export[Reference]) -> Iterator[bytes]:
    """A comment, the entries, a comment."""
    return in_pieces(_entries(export))


def _entries(export: Export[Reference]) -> Iterator[str]:
    yield _comment("\n".join(f"  {fact.title}: {fact.value}" for fact in export.head))
    for reference in export.rows:
        yield f"\n{bibtex(*reference)}"
    yield f"\n{_comment(f'  {export.rows.ending.told}')}"


def _comment(text: str) -> str:
    """A comment of BibTeX, which counts braces there too."""
    return f"@comment{{tratin,\n{in_comment(text)}\n}}\n"


def as_csl(export: Export[Reference]) -> Iterator[bytes]:
    """A list of items, one a line."""
    return in_pieces(_items(export))


def _items(export: Export[Reference]) -> Iterator[str]:
    """Each item but the first is written once the one behind it is known: the last one tells the end."""
    custom: dict[str, Any] = {"head": {fact.name: fact.value for fact in export.head}}
    waiting: dict[str, Any] | None = None
    mark = "["
    for reference in export.rows:
        if waiting is not None:
            yield f"{mark}\n{_encoded(waiting)}"
            mark, custom = ",", {}
        waiting = {**csl(*reference), "custom": custom}
    ending = export.rows.ending
    custom["end"] = {"rows": ending.rows, "cut": ending.reason or None, "told": ending.told}
    none = {"id": "tratin", "type": "document", "title": export.words.head, "custom": custom}
    yield f"{mark}\n{_encoded(waiting or none)}\n]\n"


def _encoded(item: dict[str, Any]) -> str:
    return msgspec.json.encode({name: value for name, value in item.items() if value != {}}).decode()
