"""How many different clients asked the same query today, in a table of fixed size without a text.

The table holds keyed hashes: of a query, with the number of its clients, and of a query with one client, so
that nobody is counted twice. The key is drawn anew each day; without it the hashes of yesterday mean nothing.
Nothing is ever forced out within a day: whoever finds no free slot is not counted. So a number may be too
small, never too large. Processes that are forked after the table was made share it.
"""

from __future__ import annotations

import secrets
import struct
from hashlib import blake2b
from typing import TYPE_CHECKING

from web.memory import SharedMemory

if TYPE_CHECKING:
    from datetime import date

_HEAD = struct.Struct("<I32s")
"""The day (1 is 1 January of the year 1; 0 before the first one), and its key."""

_SLOT = struct.Struct("<16sI")
"""A hash, and how many were counted under it; 0 where the slot is free."""

_SET = 8
"""Slots in which one hash may stand."""


class Tally:
    """A table of `sets` times eight hashes: 262,144 in 5.2 MB, which are taken once they are written."""

    def __init__(self, sets: int = 32_768) -> None:
        self._sets = sets
        self._memory = SharedMemory(_HEAD.size + sets * _SET * _SLOT.size)

    def add(self, query: str, client: str, day: date) -> int:
        """Count a client of a query.

        Gives the number of different clients of that query on that day, this one included; 0 where it is not
        counted: it was already, the table is full, or the day is over.
        """
        with self._memory.alone():
            key = self._key_of(day.toordinal())
            if key is None:
                return 0
            name = _hash(key, b"query", query.encode())
            if self._raised(_hash(key, b"client", name + client.encode())) != 1:
                return 0
            return self._raised(name)

    def _key_of(self, day: int) -> bytes | None:
        """The key of a day; with a new day the table is empty and has a new key. None for a day gone by."""
        memory = self._memory.bytes
        known, key = _HEAD.unpack_from(memory)
        if day > known:
            memory[:] = bytes(len(memory))
            key = secrets.token_bytes(32)
            _HEAD.pack_into(memory, 0, day, key)
        return key if day >= known else None

    def _raised(self, name: bytes) -> int:
        """What stands under a hash, with one more; 0 where there is no place for it."""
        start = _HEAD.size + int.from_bytes(name[:4], "little") % self._sets * _SET * _SLOT.size
        for slot in range(start, start + _SET * _SLOT.size, _SLOT.size):
            known, count = _SLOT.unpack_from(self._memory.bytes, slot)
            if known == name or not count:
                _SLOT.pack_into(self._memory.bytes, slot, name, count + 1)
                return int(count + 1)
        return 0


def _hash(key: bytes, kind: bytes, value: bytes) -> bytes:
    return blake2b(value, digest_size=16, key=key, person=kind).digest()
