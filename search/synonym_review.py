"""What is no mistake in a table of synonyms but worth a look, in both languages."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from search.abbreviations import is_known
from search.edited import Problem
from search.query.loose import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.synonym_table import Entry, Form


def remarks_on(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Entries that do nothing: abbreviations have them already, or their words are never read as words."""
    for entry in entries:
        if all(_is_known(one, other) for one, other in _pairs(entry)):
            label = " = ".join(form.text for form in dict.fromkeys((*entry.sources, *entry.targets)))
            yield Problem(
                entry.where,
                f"“{label}” đã có trong bảng chữ viết tắt, có thể bỏ",
                f"“{label}” is in the table of abbreviations already and may go",
            )
        for form in entry.sources:
            if any(part.fixed for part in parts_of(form.text)):
                yield Problem(
                    entry.where,
                    f"“{form.text}” luôn được đọc là số văn bản, ngày hoặc đầu từ, không theo bảng này",
                    f"“{form.text}” is always read as a document, a date or a beginning, never so",
                )


def _pairs(entry: Entry) -> Iterator[tuple[Form, Form]]:
    if entry.sources == entry.targets:
        return permutations(entry.sources, 2)
    return ((one, other) for one in entry.sources for other in entry.targets)


def _is_known(one: Form, other: Form) -> bool:
    return is_known(one.text, other.text) or is_known(other.text, one.text)
