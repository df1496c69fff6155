"""The store into an index generation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from index.copies.naming import group_names, sign_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from index.store import Store
    from search.engine import Writer
    from search.model import Document, Stats


def build_index(store: Store, writer: Writer, progress: Callable[[int], None]) -> Stats:
    """Bring the next generation up to the store and publish it.

    What the writer holds already is not read again, unless its group of near-duplicates is another now.
    Interrupted, it leaves what was finished for the next writer; on a failure it leaves no trace.
    """
    remade = store.remade()
    try:
        work = _work(store, writer, remade)
        for done, document in enumerate(_documents(store, work), start=1):
            writer.put(document)
            progress(done)
        for article_id in work.gone:
            writer.delete(article_id)
        stats = writer.commit()
    except KeyboardInterrupt:
        writer.pause()
        raise
    except BaseException:
        writer.abandon()
        raise
    store.indexed(remade)
    if work.is_grouped:
        store.signatures.end()
    return stats


class _Work(NamedTuple):
    """What is put (None: all documents) and deleted, and the groups of articles that have copies."""

    put: list[str] | None
    gone: list[str]
    groups: Mapping[str, str]
    is_grouped: bool


def _work(store: Store, writer: Writer, remade: frozenset[str]) -> _Work:
    """What the writer lacks or has otherwise, and what it has too much.

    Where nothing came, changed or went, the groups cannot have changed, and are not looked for.
    """
    held, current = writer.held(), dict(store.versions())
    fresh = {each for each, version in current.items() if held.get(each) != version or each in remade}
    gone = [each for each in held if each not in current]
    if not (fresh or gone or store.signatures.begun()):
        return _Work([], [], {}, is_grouped=False)
    sign_documents(store)
    store.signatures.begin()
    groups, before = group_names(store), writer.groups()
    moved = {each for each in {*groups, *before} if groups.get(each) != before.get(each)}
    put = sorted(fresh | (moved & current.keys())) if held else None
    return _Work(put, gone, groups, is_grouped=True)


def _documents(store: Store, work: _Work) -> Iterator[Document]:
    """The documents that are put, with their groups."""
    documents = store.documents() if work.put is None else store.documents_of(work.put)
    return (replace(document, group=work.groups.get(document.id, "")) for document in documents)
