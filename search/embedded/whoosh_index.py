"""Whoosh's table of contents: written beside every generation, read without trusting its pickles."""

from __future__ import annotations

import io
import pickle
from typing import TYPE_CHECKING, Any

from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage, RamStorage

from search.embedded.segment import INDEX_NAME
from search.embedded.whoosh_codec import ArraySegment, schema
from search.errors import DamagedIndex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from search.generations import SegmentEntry

_GENERATION = 1
"""Of Whoosh's own count: every generation of ours has a folder of its own, and one table in it."""

ALLOWED = frozenset(
    {
        ("whoosh.fields", "Schema"),
        ("whoosh.fields", "FieldType"),
        ("whoosh.fields", "STORED"),
        ("whoosh.fields", "COLUMN"),
        ("whoosh.formats", "Positions"),
        ("whoosh.formats", "Frequency"),
        ("whoosh.columns", "VarBytesColumn"),
        ("search.embedded.whoosh_codec", "ArraySegment"),
        ("copy_reg", "_reconstructor"),
        ("copyreg", "_reconstructor"),
        ("__builtin__", "object"),
        ("builtins", "object"),
    }
)
"""All that a table of ours names."""


def toc_name() -> str:
    """The file name of the table."""
    return str(whoosh_index.TOC._filename(INDEX_NAME, _GENERATION))  # noqa: SLF001 - no public name


def toc(segments: Sequence[SegmentEntry]) -> bytes:
    """The table of contents of some segments, as bytes."""
    storage = RamStorage()
    listed = [ArraySegment(each.name, each.articles, each.alive) for each in segments]
    whoosh_index.TOC(schema(), listed, _GENERATION).write(storage, INDEX_NAME)
    return bytes(storage.files[toc_name()])


class _Unpickler(pickle.Unpickler):
    """Makes nothing but what a table of ours names."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        """A class of the list; anything else is an attack or damage."""
        if (module_name, global_name) not in ALLOWED:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} does not belong in an index")
        return super().find_class(module_name, global_name)


def open_whoosh(folder: Path) -> whoosh_index.FileIndex:
    """A generation as an index of Whoosh's. Raises `DamagedIndex` where its table is not one of ours.

    `whoosh.index.open_dir` opens it too, but lets the table make any object it names.
    """
    try:
        data = (folder / toc_name()).read_bytes()
        for pickled in _pickles(data):
            _Unpickler(io.BytesIO(pickled)).load()
    except (OSError, pickle.UnpicklingError, ValueError, EOFError, AttributeError, IndexError) as error:
        raise DamagedIndex(f"{folder.name}: Whoosh's table cannot be read ({error})") from error
    return whoosh_index.FileIndex(FileStorage(str(folder), readonly=True), indexname=INDEX_NAME)


def _pickles(data: bytes) -> list[bytes]:
    """The two pickles of a table: the schema, whose length stands before it, and the segments."""
    storage = RamStorage()
    storage.files["toc"] = data
    stream = storage.open_file("toc")
    for _ in range(3):
        stream.read_varint()
    stream.read_int()
    stream.read_int()
    for _ in range(3):
        stream.read_varint()
    fields = stream.read_string()
    stream.read_int()
    stream.read_int()
    return [fields, data[stream.tell() :]]
