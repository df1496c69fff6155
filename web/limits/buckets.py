"""What is left to each client, in a table of fixed size that processes forked from its maker share.

A bucket is one number, the moment at which it will be full again (the generic cell rate algorithm, ITU-T
I.371): what is taken moves it on, and no more is granted where it lies too far ahead. A client is found by a
keyed hash, so the table holds no address.
"""

from __future__ import annotations

import secrets
import struct
from hashlib import blake2b
from typing import NamedTuple

from web.memory import SharedMemory

_SLOT = struct.Struct("<16sd")
"""The hash of a client, and when its bucket is full again, on the clock of `take`."""

_SET = 8
"""Slots in which one client may stand: the one that is full first makes room, so that it loses least."""


class Quota(NamedTuple):
    """How much may be asked for: points a minute for ever, and so many at once."""

    per_minute: float
    at_once: float


class Buckets:
    """A table of `sets` times eight clients: 32,768 in 786 KB.

    Processes that are forked after it was made share it, and never grant points twice.
    """

    def __init__(self, sets: int = 4096) -> None:
        self._sets = sets
        self._salt = secrets.token_bytes(16)
        self._memory = SharedMemory(sets * _SET * _SLOT.size)

    def take(self, client: str, cost: float, quota: Quota, now: float) -> float:
        """Take points of a client's bucket: 0 where they were granted, else the seconds until they would be.

        `now` is in seconds of a clock that all processes share. What costs more than a full bucket holds
        empties it.
        """
        name = blake2b(client.encode(), digest_size=16, key=self._salt).digest()
        a_second = quota.per_minute / 60
        cost = min(cost, quota.at_once)
        with self._memory.alone():
            slot, full_at = self._find(name)
            after = max(full_at, now) + cost / a_second
            wait = after - now - quota.at_once / a_second
            if wait > 1e-9:  # the last point of a bucket is granted in spite of rounding
                return wait
            _SLOT.pack_into(self._memory.bytes, slot, name, after)
        return 0.0

    def _find(self, name: bytes) -> tuple[int, float]:
        """The slot of a client and when it is full; that of whoever loses least where it has none yet."""
        start = int.from_bytes(name[:4], "little") % self._sets * _SET * _SLOT.size
        slots = range(start, start + _SET * _SLOT.size, _SLOT.size)
        held = [(_SLOT.unpack_from(self._memory.bytes, slot), slot) for slot in slots]
        for (known, full_at), slot in held:
            if known == name:
                return slot, full_at
        return min(held, key=lambda one: one[0][1])[1], 0.0
