"""The language of the documents of an index, counted word by word from positions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from counted import Counted

from search.keys import fold_of

if TYPE_CHECKING:
    from oracle.index import Index


class IndexCounted(Counted):
    """See `counted.Counted`."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self.folds = {key: fold_of(key) for key in index.text}
        self.single = Counter({key: sum(map(len, found.values())) for key, found in index.text.items()})
        at = {
            (document, position): key
            for key, found in index.text.items()
            for document, positions in found.items()
            for position in positions
        }
        self.pairs = Counter(
            (key, at[document, position + 1])
            for (document, position), key in at.items()
            if (document, position + 1) in at
        )
