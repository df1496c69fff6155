"""Did you mean: words of the index one slip away from those typed, where these are unknown or do not fit.

What was typed and what may be meant by one slip of the hand (see `slips`) stand in one lattice; so a word is
only called mistyped where the index knows its neighbours far better with another one.
Candidates come from a table of all folds with one letter left out (Garbe's symmetric deletes).
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from search.model import Word
from search.suggest.lattice import Column, best_paths
from search.suggest.marks import written_like
from search.suggest.model import Change, Correction
from search.suggest.restoring import is_abbreviation, spellings
from search.suggest.slips import ALIKE, EASY, Slip, slip, sound_alike
from search.syllables import is_syllable
from search.text import folded, has_marks
from search.tokens import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from search.suggest.model import Language

BLANK = -5.5
"""The logarithm of how likely a blank too many or too few is."""

ABSENT = -6.0
"""What counts less as it is: a word that the index does not hold and that is no syllable of Vietnamese."""

SECOND = -8.0
"""What a slip that made a word counts less where another word of the query is none: that one is the slip."""

BARE = -3.0
"""The logarithm of how likely marks are missing besides, where other words of the query have theirs."""

SURE = 1.0
"""Log-odds from which on a correction is worth telling: three to one; one right query in 300 is doubted."""

MOST_WORDS = 16
"""Longer queries are not looked at: each word of a pasted text cannot be doubted."""

MARKS_SLIP = 100
"""Typed marks are doubted where other ones are so many times as frequent: `đạng` beside `đảng`.

Hook and tilde sound the same in half of the country: one is doubted for the other wherever the neighbours
speak for it."""

_RARE = 2
"""Words no more frequent than this may be two written as one, or a half of one."""

_LONGEST = 24
"""Letters of a word that may be mistyped; longer ones are no words."""

MOST_MEANT = 32
"""Words that one may be meant for, the most frequent ones."""


Meant = tuple[tuple[str, Slip], ...]
"""Keys that may be meant, each by what slip."""


class Typos:
    """The table of an index, made once a generation. `language` is that of the index."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._table = _deletes(language.inventory)
        self._near = lru_cache(1 << 12)(self._near_folds)

    def did_you_mean(self, words: Sequence[Word]) -> tuple[Correction, ...]:
        """What may be meant, the likeliest first; nothing where the words are as likely as anything near."""
        if not 0 < len(words) <= MOST_WORDS:
            return ()
        typed = self._score(words)
        found = [
            correction
            for correction in (self._slips(words, typed), *self._blanks(words, typed))
            if correction is not None and correction.odds >= SURE
        ]
        return tuple(sorted(found, key=lambda each: (-each.odds, each.text)))

    def _score(self, words: Sequence[Word]) -> float:
        """How likely words are as they were typed, with the marks that suit them best."""
        columns = [self._column(each) for each in spellings(words, self._language)]
        paths = best_paths(columns, self._language, 1)
        return paths[0].score if paths else float("-inf")

    def _column(
        self, own: tuple[str, ...], near: Meant = (), other: float = 0.0, bare: float = 0.0
    ) -> Column:
        """What a word may stand for as it is, and by a slip; `other` and `bare` are what counts besides."""
        absent = tuple(0.0 if self._is_word(key) else ABSENT for key in own)
        slips = tuple(other + slip.weight + (bare if slip.lacks_marks else 0.0) for _, slip in near)
        return Column((*own, *(key for key, _ in near)), (*absent, *slips))

    def _is_word(self, key: str) -> bool:
        return self._language.count(key) > 0 or is_syllable(key)

    def _slips(self, words: Sequence[Word], typed: float) -> Correction | None:
        """The best reading with other letters."""
        own = spellings(words, self._language)
        are_words = [any(map(self._is_word, keys)) for keys in own]
        bare = not any(has_marks(word.key) for word in words)
        columns = [
            self._column(
                keys,
                self._meant(word),
                SECOND if is_word and not all(are_words) else 0.0,
                0.0 if bare else BARE,
            )
            for word, keys, is_word in zip(words, own, are_words, strict=True)
        ]
        best = best_paths(columns, self._language, 1)[0]
        changed = [at for at, choice in enumerate(best.choices) if choice >= len(own[at])]
        if not changed:
            return None
        keys = [column.words[choice] for column, choice in zip(columns, best.choices, strict=True)]
        parts = [
            written_like(word.surface, key) if bare or at in changed else word.surface
            for at, (word, key) in enumerate(zip(words, keys, strict=True))
        ]
        changes = tuple(Change(at, at + 1, words[at].surface, parts[at]) for at in changed)
        return Correction(" ".join(parts), changes, best.score - typed)

    def _meant(self, word: Word) -> Meant:
        """Words of the index one slip away, that keep the marks which were typed."""
        if not word.fold.isalpha() or len(word.fold) > _LONGEST or is_abbreviation(word):
            return ()
        if len(word.fold) == 1 and self._language.count(word.key) and not has_marks(word.key):
            return ()
        return self._near(word.key, word.fold)

    def _near_folds(self, key: str, fold: str) -> Meant:
        language = self._language
        cuts = _cuts(fold) | _cuts(folded(key))  # `tí` has the fold `ty`, but is one letter from `trí`
        near = {found for cut in cuts for found in self._table.get(cut, ())} - {fold}
        spellings_ = (spelling for found in near for spelling in language.spellings(found))
        kept = {spelling: slip(key, spelling) for spelling in spellings_}
        found = [(each, by) for each, by in kept.items() if by is not None]
        if has_marks(key):
            found += self._other_marks(key, fold)
        return tuple(sorted(found, key=lambda each: (-language.count(each[0]), each[0]))[:MOST_MEANT])

    def _other_marks(self, key: str, fold: str) -> Iterator[tuple[str, Slip]]:
        """Words of the same letters whose marks may be meant by those that were typed."""
        rare = self._language.count(key) * MARKS_SLIP
        for each in self._language.spellings(fold):
            if sound_alike(key, each):
                yield each, Slip(ALIKE, lacks_marks=False)
            elif each != key and self._language.count(each) > rare:
                yield each, Slip(EASY, lacks_marks=False)

    def _blanks(self, words: Sequence[Word], typed: float) -> Iterator[Correction | None]:
        """Two words written as one, or one as two, where what was typed is unknown."""
        for at, word in enumerate(words):
            if self._is_unknown(word) and len(word.fold) <= _LONGEST and word.fold.isalpha():
                yield self._best_split(words, at, typed)
        for at, (left, right) in enumerate(pairwise(words)):
            if (self._is_unknown(left) or self._is_unknown(right)) and (left.fold + right.fold).isalpha():
                joined = _word(left.surface + right.surface)
                if not self._is_unknown(joined):
                    yield self._respaced(words, (at, at + 2), (joined,), typed)

    def _is_unknown(self, word: Word) -> bool:
        return all(self._language.count(key) <= _RARE for key in spellings([word], self._language)[0])

    def _best_split(self, words: Sequence[Word], at: int, typed: float) -> Correction | None:
        surface = words[at].surface
        parts = [(_word(surface[:cut]), _word(surface[cut:])) for cut in range(1, len(surface))]
        known = [pair for pair in parts if not any(map(self._is_unknown, pair))]
        found = [self._respaced(words, (at, at + 1), pair, typed) for pair in known]
        return max(found, key=lambda each: each.odds, default=None)

    def _respaced(
        self, words: Sequence[Word], place: tuple[int, int], instead: tuple[Word, ...], typed: float
    ) -> Correction:
        """A query with some words instead of those at a place."""
        first, last = place
        others = [*words[:first], *instead, *words[last:]]
        text = " ".join(word.surface for word in others)
        change = Change(
            first,
            last,
            " ".join(word.surface for word in words[first:last]),
            " ".join(word.surface for word in instead),
        )
        return Correction(text, (change,), self._score(others) + BLANK - typed)


def _word(surface: str) -> Word:
    type_ = TYPES[surface]
    return Word(surface, type_.key, type_.fold)


def _cuts(fold: str) -> set[str]:
    """A fold, and it with one letter left out."""
    return {fold, *(fold[:at] + fold[at + 1 :] for at in range(len(fold)))}


def _deletes(inventory: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """The folds that give a string when a letter is left out of them, or none."""
    table: dict[str, list[str]] = defaultdict(list)
    for fold in inventory:
        for cut in _cuts(fold):
            table[cut].append(fold)
    return {cut: tuple(found) for cut, found in table.items()}
