"""How a stored document is packed: Zstandard, with a dictionary of what stored articles are made of.

The dictionary is `search/data/documents.zdict`, trained on made-up and on sample articles by
`python -m tools.packing HOME`. A frame names the dictionary it needs (RFC 8878, section 5), with a checksum;
another dictionary makes another `ENGINE`.
"""

from __future__ import annotations

import threading
from functools import cache
from importlib import resources

import zstandard

from search.errors import DamagedIndex

LEVEL = 6
"""Of 1..22: as long as zlib took at its level 4, and over a quarter smaller than that on party news."""

LARGEST = 1 << 28
"""Bytes of a document at most: a damaged frame may claim to hold any number."""

DICTIONARY = "documents.zdict"


class _Packers(threading.local):
    """A compressor and a decompressor for each thread: none may be shared."""

    def __init__(self) -> None:
        held = dictionary()
        self.pack = zstandard.ZstdCompressor(LEVEL, dict_data=held, write_checksum=True).compress
        self.unpack = zstandard.ZstdDecompressor(dict_data=held).decompress


@cache
def dictionary() -> zstandard.ZstdCompressionDict:
    """The dictionary that all documents are packed with."""
    data = resources.files("search").joinpath("data", DICTIONARY).read_bytes()
    held = zstandard.ZstdCompressionDict(data)
    held.precompute_compress(LEVEL)
    return held


@cache
def _packers() -> _Packers:
    return _Packers()


def pack_document(written: bytes) -> bytes:
    """Pack a document (stored.py)."""
    return _packers().pack(written)


def unpack_document(packed: bytes) -> bytes:
    """What was packed. Raises `DamagedIndex` where these bytes are not of it."""
    try:
        if not 0 < zstandard.frame_content_size(packed) <= LARGEST:
            raise DamagedIndex("it claims to be empty, or larger than any document")
        return _packers().unpack(packed)
    except zstandard.ZstdError as error:
        raise DamagedIndex(str(error)) from error
