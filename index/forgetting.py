"""Takes articles that were withdrawn or erased out of the index, older generations included."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.indexing import build_index
from search import generations
from search.engine import open_writer
from search.errors import EngineError, NoIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from index.store import Store
    from search.model import Stats
    from search.settings import Settings

    MadeFrom = Mapping[str, str]
    Progress = Callable[[int], None]


def forget(settings: Settings, store: Store, made_from: MadeFrom, progress: Progress) -> Stats | None:
    """Publish an index without what was withdrawn, and remove all others; None where nothing was built yet.

    Of an article that was erased nothing stays in the files: the index is built from nothing then.
    Interrupted, it is to be called again.

    Raises:
        EngineError: the index cannot be written, or an older one cannot be removed.
    """
    erased = store.erasing.is_in_index()
    if not generations.names(settings.index_dir):
        if erased:
            store.erasing.left_index()
        return None
    alone = replace(settings, values={**settings.values, "keep_generations": 1})
    stats = build_index(store, open_writer(alone, made_from, fresh=erased), progress)
    _sweep(settings)
    if erased:
        store.erasing.left_index()
    return stats


def _sweep(settings: Settings) -> None:
    """Remove all generations but the published one: an older one would serve if that is damaged."""
    root = settings.index_dir
    try:
        generations.sweep(root, 1)
        left = [name for name in generations.names(root) if name != generations.current(root)]
    except (OSError, NoIndex) as error:
        raise _kept(error) from error
    if left:
        raise _kept(", ".join(left))


def _kept(why: object) -> EngineError:
    return EngineError(
        f"cannot remove the older index: {why}",
        vietnamese="Không xóa được chỉ mục cũ; bài đã gỡ vẫn còn ở đó.",
    )
