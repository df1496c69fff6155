"""Looks for words in all that lies below a folder: as bytes, and in whatever is compressed there."""

from __future__ import annotations

import re
import zlib

import zstandard

from search.embedded.letters import letters_of
from search.embedded.packing import dictionary

_GZIP = re.compile(rb"\x1f\x8b\x08")
_ZSTD = re.compile(rb"\x28\xb5\x2f\xfd")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


def remains(folder, words):
    """The files below a folder in which any of some words stands, by name, each with how."""
    wanted = [form for word in words for form in _forms(word)]
    found = set()
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            name = str(path.relative_to(folder))
            found |= {(name, how) for how, text in _readings(data) if any(form in text for form in wanted)}
    return found


def _forms(word):
    """A word as UTF-8, as JSON and as addresses write it, and as the index stores texts."""
    from json import dumps
    from urllib.parse import quote

    return {word.encode(), dumps(word)[1:-1].encode(), quote(word).encode(), letters_of(word)[1:]}


def _readings(data):
    yield "raw", data
    for how, mark, window in (("gzip", _GZIP, zlib.MAX_WBITS | 16), ("zlib", _ZLIB, zlib.MAX_WBITS)):
        for begin in mark.finditer(data):
            inflate = zlib.decompressobj(window)
            try:
                yield how, inflate.decompress(data[begin.start() :])
            except zlib.error:
                continue
    unpack = zstandard.ZstdDecompressor(dict_data=dictionary())
    for begin in _ZSTD.finditer(data):
        try:
            yield "zstd", unpack.decompressobj().decompress(data[begin.start() :])
        except zstandard.ZstdError:
            continue
