"""A language counted word by word from sentences: what the index must know of the same text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import log

import numpy as np

from search.model import Word
from search.tokenizer import tokenize

DISCOUNT, UNSEEN = 0.75, 0.1


def words(text):
    """The words of a text as a query has them."""
    return tuple(Word(text[each.start : each.end], each.key, each.fold) for each in tokenize(text))


class Counted:
    """See `search.suggest.model.Language`; all of it by the formula of `search.embedded.language.model`."""

    def __init__(self, *sentences):
        found = [words(sentence) for sentence in sentences]
        self.folds = {word.key: word.fold for sentence in found for word in sentence}
        self.single = Counter(word.key for sentence in found for word in sentence)
        self.pairs = Counter((a.key, b.key) for sentence in found for a, b in pairwise(sentence))
        self.inventory = Counter(word.fold for sentence in found for word in sentence if word.fold.isalpha())

    def spellings(self, fold):
        """The keys of a fold."""
        return tuple(sorted(key for key, other in self.folds.items() if other == fold))

    def count(self, key):
        """How often a word stands in the sentences."""
        return self.single[key]

    def share(self, key):
        """The part of all words that it is."""
        return max(self.single[key], UNSEEN) / max(1, sum(self.single.values()))

    def alone(self, keys):
        """Logarithms of shares."""
        return np.array([log(self.share(key)) for key in keys])

    def after(self, left, right):
        """Logarithms of chances, left by right."""
        return np.array([[log(self.chance(a, b)) for b in right] for a in left])

    def chance(self, a, b):
        """How likely b is after a."""
        following = {other: count for (first, other), count in self.pairs.items() if first == a}
        total = sum(following.values())
        if not total:
            return self.share(b)
        rest = DISCOUNT * len(following)
        return (max(following.get(b, 0) - DISCOUNT, 0) + rest * self.share(b)) / total

    def together(self, left, right):
        """How often two stand side by side."""
        return self.pairs[left, right]
