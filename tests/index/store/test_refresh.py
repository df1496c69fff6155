from __future__ import annotations

import pytest

from index.pages import article_id
from index.store import Refreshed, Stamp, open_store


def test_refresh_remakes_what_an_older_program_made(settings, make_page, prepare, stamp):
    """A new stamp makes each current version anew from its bytes; ids, versions and times stay."""
    newer, told = Stamp("cleaner-2", "enricher-1"), []
    with open_store(settings, write=True) as opened:
        opened.add([make_page("a", b"old")], prepare, stamp)
        opened.add([make_page("a", b"x"), *(make_page(str(n), b"x") for n in range(150))], prepare, stamp)
        opened.add([make_page("s", b"skip")], prepare, stamp)
        before = list(opened.documents())
        assert (opened.stale(stamp), opened.stale(newer)) == (0, 152)
        prepare.mark = "moi "
        result = opened.refresh(prepare, newer, lambda done, total: told.append((done, total)))
        assert result == Refreshed(documents=152, skipped=0)
        assert told == [(64, 152), (128, 152), (152, 152)]
        after = {document.id: document for document in opened.documents()}
        assert {document.article.text for document in after.values()} == {"moi x", "moi skip"}
        assert all(after[old.id].version == old.version for old in before)
        assert all(after[old.id].added == old.added for old in before)
        assert opened.stale(newer) == 0
        assert opened.refresh(prepare, newer) == Refreshed()


def test_an_interrupted_refresh_goes_on_where_it_was(settings, make_page, prepare, stamp):
    """Batches that were finished stay finished."""
    newer = Stamp("cleaner-2", "enricher-2")

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with open_store(settings, write=True) as opened:
        opened.add([make_page(str(number), b"x") for number in range(100)], prepare, stamp)
        with pytest.raises(KeyboardInterrupt):
            opened.refresh(prepare, newer, stop)
        assert opened.stale(newer) == 36
        assert opened.refresh(prepare, newer).documents == 36


def test_refresh_passes_over_damaged_pages_and_names_them(settings, make_page, prepare, stamp):
    """One damaged record does not keep the others from a better cleaner."""
    newer = Stamp("cleaner-2", "enricher-1")
    with open_store(settings, write=True) as opened:
        opened.add([make_page(name, b"x") for name in "ab"], prepare, stamp)
        path = next(settings.raw_dir.glob("*.gz"))
        data = bytearray(path.read_bytes())
        data[-20] ^= 1
        path.write_bytes(data)
        result = opened.refresh(prepare, newer)
        assert result == Refreshed(documents=1, damaged=(article_id("b"),))
        assert len(list(opened.documents())) == 2
