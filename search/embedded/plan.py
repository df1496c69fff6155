"""A query made ready for one snapshot: spellings chosen, terms looked up, rarity worked out.

What is left after this is arithmetic on arrays, one segment at a time (`evaluate`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.embedded.begun import beginnings
from search.embedded.markless import markless
from search.embedded.terms import tiers, with_meant
from search.model import Accents, Word
from search.ranking import COMPATIBLE, EXACT, idf
from search.text import has_marks
from search.zones import HEAD, TERMS, TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.embedded.begun import Beginnings
    from search.embedded.container import Array
    from search.embedded.postings import Term
    from search.embedded.sets import Scored
    from search.embedded.snapshot import Snapshot
    from search.embedded.terms import Tiers
    from search.model import Canonical, Prefix
    from search.suggest.meanings import Meant

REMEMBERED = 1 << 12
"""Words whose plans are kept: a few MB."""

Terms = tuple[tuple["Term", ...], ...]
"""Some terms of one field, by segment."""


@dataclass(frozen=True, slots=True)
class Tier:
    """Spellings of a word that count alike: their terms in the text and in the head."""

    weight: float
    text: Terms
    head: Terms


@dataclass(frozen=True, slots=True)
class WordPlan:
    """A word: the best tier counts, times how rare the word is."""

    tiers: tuple[Tier, ...]
    rarity: float


@dataclass(frozen=True, slots=True)
class PlainPlan:
    """Terms that score without length, `rarity * tf / (tf + k1)`: canonical ones."""

    terms: Terms
    rarity: float


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """A node that was evaluated already, by segment: a phrase, words near each other.

    `counts` are its places in each article that was found.
    """

    found: tuple[Scored, ...]
    counts: tuple[Array, ...]
    rarity: float


@dataclass(frozen=True, slots=True)
class AllPlan:
    """All of `wanted`, none of `unwanted`."""

    wanted: tuple[Plan, ...]
    unwanted: tuple[Plan, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyPlan:
    """Any of these: each with a weight; the sum counts, or the best one."""

    parts: tuple[tuple[float, Plan], ...]
    best: bool


@dataclass(frozen=True, slots=True)
class SomePlan:
    """Most of a sentence, see `search.model.Some`: parts with how rare each is."""

    parts: tuple[Plan, ...]
    rarities: tuple[float, ...]
    share: float


@dataclass(frozen=True, slots=True)
class HeldPlan:
    """Articles that have something that is no word, by segment a truth for each; they score nothing."""

    held: tuple[Array, ...]


@dataclass(frozen=True, slots=True)
class EveryPlan:
    """Every article, with score 1."""


Plan = WordPlan | PlainPlan | FoundPlan | AllPlan | AnyPlan | SomePlan | HeldPlan | EveryPlan


@dataclass(frozen=True, slots=True)
class Spelling:
    """Chooses spellings over one snapshot by what accents mean, see `search.model.Accents`.

    `meant` tells what words without marks most likely stand for; their other spellings count less. `begun`
    are the beginnings of words of the query; one that is not among them is taken by itself.
    """

    snapshot: Snapshot
    accents: Accents
    meant: Mapping[Word, Meant] = field(default_factory=dict)
    begun: Beginnings = field(default_factory=dict)

    @property
    def loose(self) -> bool:
        """Whether every spelling of a word counts on par."""
        return self.accents is Accents.LOOSE

    def tiers(self, word: Word | Prefix) -> Tiers:
        """The spellings of a word by weight."""
        vocabulary = self.snapshot.vocabulary
        if not isinstance(word, Word):
            return self._begun(word)
        if self.accents is Accents.EXACT or word.bare:
            return ((EXACT, (word.key,)),) if vocabulary.frequency(word.key) else ()
        if self.loose:
            return self._loose(word)
        return self._with_meant(word, tiers(word, vocabulary))

    def _loose(self, word: Word) -> Tiers:
        """Every spelling; the likeliest one counts most, where one is known."""
        group = self.snapshot.vocabulary.group(word.fold)
        meant = self.meant.get(word)
        if meant is None or meant.keys.isdisjoint(group):
            return ((EXACT, group),) if group else ()
        own = tuple(key for key in group if key in meant.keys)
        others = tuple(key for key in group if key not in meant.keys)
        return ((EXACT, own), (meant.other, others)) if others else ((EXACT, own),)

    def _with_meant(self, word: Word, found: Tiers) -> Tiers:
        """The spellings of a typed word, with those that it stands for: of a bare word they are exact."""
        meant = self.meant.get(word)
        if meant is None:
            return found
        known = frozenset(key for key in meant.keys if self.snapshot.vocabulary.frequency(key))
        return with_meant(found, known, COMPATIBLE if has_marks(word.key) else EXACT)

    def _begun(self, word: Prefix) -> Tiers:
        """The words that begin so: the most frequent ones, where there are too many."""
        name = word.key, word.fold
        known = self.begun if name in self.begun else beginnings(word, self.snapshot.vocabulary, self.accents)
        keys = known[name].keys
        return ((EXACT, keys),) if keys else ()

    def keys(self, word: Word | Prefix) -> tuple[str, ...]:
        """All spellings that count as this word."""
        return tuple(key for _, keys in self.tiers(word) for key in keys)

    def word(self, word: Word | Prefix) -> WordPlan:
        """A word made ready; the snapshot remembers it."""
        if not isinstance(word, Word):  # what it stands for depends on what else begins
            return self._word(word)
        plans = self.snapshot.plans
        meant = self.meant.get(word)
        found = plans.get((word, self.accents, meant))
        if found is None:
            if len(plans) >= REMEMBERED:
                plans.clear()
            found = plans[word, self.accents, meant] = self._word(word)
        return found

    def _word(self, word: Word | Prefix) -> WordPlan:
        chosen = self.tiers(word)
        return WordPlan(
            tuple(Tier(weight, self.terms(TEXT, keys), self.terms(HEAD, keys)) for weight, keys in chosen),
            self._rarity(word, chosen),
        )

    def _rarity(self, word: Word | Prefix, chosen: Tiers) -> float:
        """How rare the word is: in any spelling, or in the likeliest one where that is known.

        The letters without marks count in any text: so the words of a query keep what they are worth beside
        each other, whichever of them is one without marks, too.
        """
        if self.loose and isinstance(word, Word):
            if word in self.meant and len(chosen) > 1:
                return self.rarity(TEXT, chosen[0][1])
            return idf(self.snapshot.articles, self.snapshot.vocabulary.group_df(word.fold))
        keys = tuple(key for _, keys in chosen for key in keys)
        if keys and self.accents is Accents.AUTO and isinstance(word, Word) and has_marks(word.key):
            keys = (*(key for key in keys if key != markless(word.fold)), word.fold)
        return self.rarity(TEXT, keys)

    def rarity(self, field: str, keys: tuple[str, ...]) -> float:
        """The inverse document frequency of a union of terms."""
        holding = self.snapshot.union(field, keys) if keys else 0
        return idf(self.snapshot.articles, holding)

    def terms(self, field: str, keys: Sequence[str]) -> Terms:
        """Some terms by segment."""
        found = [self.snapshot.terms(field, key) for key in keys]
        return tuple(
            tuple(term for each in found if (term := each[number]) is not None)
            for number in range(len(self.snapshot.segments))
        )

    def canonical(self, node: Canonical) -> PlainPlan:
        """A canonical term made ready."""
        key = f"{node.kind}:{node.value}"
        return PlainPlan(self.terms(TERMS, (key,)), self.rarity(TERMS, (key,)))
