"""Synonyms that staff write down: words of a query that are also read as others.

The table is `synonyms.toml` in the home folder, see `search.synonym_table`. It is used when a query is read,
never when a document is indexed: a change needs no build.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from search.abbreviations import Reading, is_spelt
from search.edited import decoded, own, own_path
from search.keys import fold_of
from search.synonym_table import MAX_FORMS, read_synonyms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from search.model import Word
    from search.settings import Settings
    from search.synonym_table import Entry, Form

NAME = "synonyms.toml"
"""The table in a home folder."""

CODE = "synonyms"
"""The code of a note on a reading of this table."""


class _Source(NamedTuple):
    """A form that may stand in a query, and its entry."""

    form: Form
    entry: Entry


@dataclass(frozen=True, slots=True, eq=False)
class Synonyms:
    """One table: its entries, and by the folds of what may stand in a query; `longest` counts syllables."""

    entries: tuple[Entry, ...] = ()
    by_folds: Mapping[tuple[str, ...], Sequence[_Source]] | None = None
    longest: int = 0

    def readings(self, words: Sequence[Word], *, accented: bool) -> tuple[Reading, ...]:
        """All runs of some words that are forms of the table; they may overlap.

        Words are those of `search.abbreviations.readings`, which chooses among these.
        """
        return tuple(self._readings(words, accented=accented)) if self.by_folds else ()

    def _readings(self, words: Sequence[Word], *, accented: bool) -> Iterator[Reading]:
        folds = tuple(word.fold for word in words)
        for start in range(len(words)):
            for end in range(start + 1, min(start + self.longest, len(words)) + 1):
                sources = (self.by_folds or {}).get(folds[start:end], ())
                typed = words[start:end]
                meant = [one for one in sources if _is_typed(typed, one.form, accented=accented)]
                keys = tuple(word.key for word in typed)
                meant = [one for one in meant if one.form.keys == keys] or meant
                yield from _reading(start, typed, meant, accented=accented)


def _reading(
    start: int, typed: Sequence[Word], meant: Sequence[_Source], *, accented: bool
) -> Iterator[Reading]:
    """What typed words also stand for, without what they find as they are."""
    targets = {form.keys: form.text for one in meant for form in one.entry.targets}
    others = {
        keys: text
        for keys, text in targets.items()
        if len(keys) != len(typed) or not _finds(typed, keys, accented=accented)
    }
    if others:
        sources = " / ".join(dict.fromkeys(one.form.text for one in meant))
        label = f"{sources} = {' / '.join(list(others.values())[:MAX_FORMS])}"
        yield Reading(start, start + len(typed), tuple(others)[:MAX_FORMS], False, label, CODE)  # noqa: FBT003 - a field


def _is_typed(words: Sequence[Word], form: Form, *, accented: bool) -> bool:
    return len(words) == len(form.keys) and _finds(words, form.keys, accented=accented)


def _finds(words: Sequence[Word], keys: Sequence[str], *, accented: bool) -> bool:
    return all(is_spelt(word, key, accented=accented) for word, key in zip(words, keys, strict=True))


NONE = Synonyms()
"""No synonyms at all."""


def synonyms_of(settings: Settings) -> Synonyms:
    """The table of a home folder: the file that is set, or its `synonyms.toml`; none where there is no file.

    Raises:
        SettingsError: the file cannot be read or is malformed; the message tells everything that is wrong.
    """
    path = own_path(settings, "synonyms_file", NAME)
    return synonyms_in(path) if path else NONE


def synonyms_in(path: Path) -> Synonyms:
    """The table in a file. Raises `SettingsError` as `synonyms_of` does."""
    return own(path, lambda file: made_of(read_synonyms(decoded(file), str(file))))


def made_of(entries: Sequence[Entry]) -> Synonyms:
    """The table of some entries."""
    by_folds: dict[tuple[str, ...], list[_Source]] = defaultdict(list)
    for entry in entries:
        for form in entry.sources:
            by_folds[tuple(map(fold_of, form.keys))].append(_Source(form, entry))
    return Synonyms(tuple(entries), dict(by_folds), max(map(len, by_folds), default=0))
