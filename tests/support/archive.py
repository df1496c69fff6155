"""An archive in a few words: pages of plain text go in, an index is built, and its groups are told."""

from __future__ import annotations

import random
from datetime import datetime

from index.indexing import build_index
from index.pages import RawPage, article_id
from index.pipeline import add_pages
from index.store import open_store
from search.engine import open_reader, open_writer
from search.model import VIETNAM

_WORDS = [a + b for a in ("đảng", "chi", "cán", "dân", "xã", "thôn", "hội") for b in "abcdefghijklmnopq"]


def story(number, words=120):
    """A text that is like no other."""
    chance = random.Random(number)
    said = " ".join(f"{chance.choice(_WORDS)} {chance.choice(_WORDS)} và của" for _ in range(words // 4))
    return f"Đầu đề bài số {number} của báo\n\nHôm nay ở xã ta có tin vui. {said}.\n"


class Archive:
    """A home folder with a store and an index."""

    def __init__(self, settings):
        self.settings = settings

    def add(self, texts):
        """Store pages by name; a name that was there gets another version. A blank text is skipped."""
        pages = [
            RawPage(name, "báo", f"{name}.txt", "text/plain", text.encode(), None, datetime.now(VIETNAM))
            for name, text in texts.items()
        ]
        with open_store(self.settings, write=True) as store:
            list(add_pages(store, pages))

    def build(self, **more):
        """Build; how many documents were put."""
        put = []
        with open_store(self.settings, write=True) as store:
            build_index(store, open_writer(self.settings, **more), put.append)
        return len(put)

    def groups(self):
        """The groups that the index tells, as sets of names of pages, by what its reader answers."""
        reader = open_reader(self.settings)
        with open_store(self.settings, write=False) as store:
            names = {article_id: store.captures(article_id)[0].name for article_id, _ in store.versions()}
        found = set()
        for each in names:
            copies = reader.copies(each, 1000).articles
            if len(copies) > 1:
                found.add(frozenset(names[copy.id].removesuffix(".txt") for copy in copies))
        return found

    def indexed(self):
        """The group of every article that the index holds, by name of the page."""
        writer = open_writer(self.settings)
        try:
            return writer.held().keys(), writer.groups()
        finally:
            writer.pause()


def id_of(name):
    """The id of a page."""
    return article_id(name)
