"""The groups of a store: signs what is not signed yet, and names the groups that it finds.

A group is named after the smallest id in it. So its name depends on who is in it, not on who came when. Ids
are hashes: of n + 1 articles each is the smallest as often, so where one comes to n others, less than one of
these has to be indexed anew on average, because its group has another name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.copies import SIGNER
from index.copies.grouping import group
from index.copies.signing import Signatures, packed, sign, unpacked
from index.store import Signed, batches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.store import Store
    from search.model import Document

SIGNED_AT_ONCE = 500
"""Signatures of one transaction: what a crash makes it do again."""


def signed(document: Document) -> Signed:
    """The signature of a document as the store keeps it."""
    return Signed(document.id, document.version, packed(sign(document.article)))


def sign_documents(store: Store, progress: Callable[[int], None] | None = None) -> None:
    """Sign what was not signed when it was added: documents that were made anew, or by an older program.

    May be cut off at any moment.
    """
    done = 0
    for some in batches(store.signatures.lacking(SIGNER), SIGNED_AT_ONCE):
        store.signatures.keep(SIGNER, [signed(document) for document in store.documents_of(some)])
        done += len(some)
        if progress:
            progress(done)


def group_names(store: Store) -> dict[str, str]:
    """The group of every article that has copies, by id; of what is signed."""
    signatures, ids = Signatures(store.signatures.count()), []
    for article_id, stored in store.signatures.all(SIGNER):
        signature = unpacked(stored)
        if signature is not None:
            ids.append(article_id)
            signatures.add(signature)
    return named(ids, signatures)


def named(ids: Sequence[str], signatures: Signatures) -> dict[str, str]:
    """The groups by id; `ids` are sorted, one for each signature."""
    labels = group(signatures)
    is_shared = np.bincount(labels, minlength=len(labels)) > 1
    members = np.flatnonzero(is_shared[labels])
    return {ids[at]: ids[first] for at, first in zip(members.tolist(), labels[members].tolist(), strict=True)}
