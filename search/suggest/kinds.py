"""The kind of document that is told before a number: `chỉ thị 28`, `nghi quyet so 18`, `NQ 18`."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from search.docnames import SIGNS_OF, forms_of
from search.keys import fold_of, key_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.model import Word

CUE = "so"
"""The fold of `số`."""

_ANY = "văn bản"
"""What any document may be called."""


def forms_before(words: Sequence[Word]) -> tuple[str, ...] | None:
    """The forms of the kind that words end in, see `search.docnames.forms_of`.

    Empty where a number of any kind may follow; None where words stand before it that name no document.
    """
    folds = [word.fold for word in words]
    if folds[-1:] == [CUE]:
        folds.pop()
    if not folds:
        return ()
    known = _forms()
    for count in (3, 2, 1):
        found = known.get(tuple(folds[-count:]))
        if found is not None:
            return found
    return () if len(folds) < len(words) else None


def holds_number(keys: Sequence[str]) -> bool:
    """Whether words hold the number of a document, cut into words without its strokes: `số 14 KH UBND`."""
    return any(left[0].isdigit() and right in _signs() for left, right in pairwise(keys))


@cache
def _signs() -> frozenset[str]:
    return frozenset(key_of(sign) for signs in SIGNS_OF.values() for sign in signs)


@cache
def _forms() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Forms by the folds of the words of a kind, and by its sign."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {_folds(_ANY): ()}
    for kind, signs in SIGNS_OF.items():
        if kind != _ANY:
            found[_folds(kind)] = forms_of(kind)
            sign = _folds(signs[0])
            found[sign] = tuple(dict.fromkeys((*found.get(sign, ()), *forms_of(kind))))
    return found


def _folds(name: str) -> tuple[str, ...]:
    return tuple(fold_of(key_of(word)) for word in name.split())
