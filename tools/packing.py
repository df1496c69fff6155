"""Makes the dictionary that stored documents are packed with: `python -m tools.packing HOME`.

HOME holds made-up articles (`tratin synth`) and the samples (`seeds/articles`). The dictionary is written
where the program looks for it; whoever makes a new one raises `ENGINE` in `search/embedded/schema.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import zstandard

from index.store import open_store
from search.embedded.packing import DICTIONARY
from search.embedded.stored import write_document
from search.settings import load_settings
from search.tables import DATA

SIZE = 32 << 10
"""Bytes: twice as many save another 2 %."""


def main(home: Path) -> int:
    """Train the dictionary on all articles of a home, write it, and give its size in bytes."""
    with open_store(load_settings(home, {}), write=False) as store:
        samples: list[bytes | bytearray | memoryview[int]] = [
            write_document(document) for document in store.documents()
        ]
    return (DATA / DICTIONARY).write_bytes(zstandard.train_dictionary(SIZE, samples).as_bytes())


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
