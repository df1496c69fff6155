"""The bytes of a WARC file, compressed or not, read in small pieces; memory does not grow with the file.

Compressed files are sequences of gzip members, mostly one a record, at times one for all.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import BinaryIO

MAGIC = b"\x1f\x8b\x08"
_WHOLE_GZIP = zlib.MAX_WBITS | 16
_PIECE = 1 << 16
_BEGIN = b"\nWARC/1."


class Spot(NamedTuple):
    """Where a record begins: the byte of its gzip member, or its own, and how far inside the member."""

    byte: int
    inside: int = 0


class Damage(Exception):  # noqa: N818 - it never leaves the package
    """The bytes here are not those of a WARC file; the words say why."""


class Source:
    """Bytes one after the other. Reading never leaves a member; `begin` goes on to the next.

    `end` bounds what is read of the file, which may grow meanwhile. Raises `Damage`, and `OSError`.
    """

    def __init__(self, file: BinaryIO, end: int) -> None:
        self._file = file
        self._end = end
        self._is_compressed = True
        file.seek(0)
        head = file.read(5)
        self._is_compressed = head.startswith(MAGIC) or (head != b"WARC/" and self._find_member(0))
        self.seek(Spot(0))

    def seek(self, spot: Spot) -> None:
        """Go to a spot that `at` has told."""
        self._go_to(spot.byte)
        if self._is_compressed:
            self.skip(spot.inside)

    def at(self) -> Spot:
        """Where the next byte lies."""
        if not self._is_compressed:
            return Spot(self._member + self._inside)
        return Spot(self._member, self._inside)

    def begin(self) -> bool:
        """Go to the next member if this one has ended; False at the end of the file."""
        while not self._buffer and not self._fill():
            following = self._fed - len(self._unused)
            if not self._is_compressed or self._is_end(following):
                return False
            self._go_to(following)
        return True

    def read(self, size: int) -> bytes:
        """The next bytes, fewer only where a member ends."""
        pieces = []
        while size and (self._buffer or self._fill()):
            piece = self._buffer[:size]
            self._advance(len(piece))
            size -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def skip(self, size: int) -> int:
        """Pass over the next bytes; how many there were."""
        done = 0
        while done < size and (piece := self.read(min(size - done, _PIECE))):
            done += len(piece)
        return done

    def line(self, most: int) -> bytes:
        """The next line with its end, as much of it as `most`."""
        found = b""
        while len(found) < most and (self._buffer or self._fill()):
            end = self._buffer.find(b"\n") + 1
            found += self.read(min(end or len(self._buffer), most - len(found)))
            if end and found.endswith(b"\n"):
                break
        return found

    def peek(self, size: int) -> bytes:
        """The next bytes, which are still to be read."""
        while len(self._buffer) < size and self._fill():
            pass
        return self._buffer[:size]

    def recover(self, spot: Spot) -> bool:
        """Go to where the next record behind a damaged one seems to begin; False if there is none."""
        try:
            self.seek(spot)
            self.read(1)
            if self._find_in_member():
                return True
        except Damage:
            pass
        return self._is_compressed and self._find_member(spot.byte + 1)

    def _go_to(self, byte: int) -> None:
        self._member, self._inside, self._fed = byte, 0, byte
        self._buffer = self._unused = self._rest = b""
        self._gzip = zlib.decompressobj(_WHOLE_GZIP)
        self._has_ended = False

    def _advance(self, size: int) -> None:
        self._buffer = self._buffer[size:]
        self._inside += size

    def _raw(self) -> bytes:
        self._file.seek(self._fed)
        piece = self._file.read(max(0, min(_PIECE, self._end - self._fed)))
        self._fed += len(piece)
        return piece

    def _fill(self) -> bool:
        """More bytes of this member into the buffer; False if it has no more."""
        if not self._is_compressed:
            piece = self._raw()
            self._buffer += piece
            return bool(piece)
        while not self._has_ended:
            piece = self._rest or self._raw()
            if not piece and self._fed == self._member:
                return False
            if more := self._decompress(piece):
                self._buffer += more
                return True
        return False

    def _decompress(self, piece: bytes) -> bytes:
        try:
            more = self._gzip.decompress(piece, _PIECE)
        except zlib.error as error:
            raise Damage("the gzip member is damaged") from error
        self._rest, self._unused = self._gzip.unconsumed_tail, self._gzip.unused_data
        self._has_ended = self._gzip.eof
        if not piece and not more and not self._has_ended:
            raise Damage("the file ends within the record")
        return more

    def _is_end(self, byte: int) -> bool:
        """Whether nothing follows, or zeros, with which some programs fill up the last block of a file."""
        self._file.seek(byte)
        return not self._file.read(max(0, min(_PIECE, self._end - byte))).strip(b"\0")

    def _find_in_member(self) -> bool:
        """Go to the next line that begins a record; False if this member has none."""
        while self._buffer or self._fill():
            found = self.peek(_PIECE).find(_BEGIN)
            if found >= 0:
                self.read(found + 1)
                return True
            self.read(max(1, len(self._buffer) - len(_BEGIN) + 1))
        return False

    def _find_member(self, byte: int) -> bool:
        """Go to the next gzip member from a byte on that begins with a record."""
        while byte < self._end:
            self._file.seek(byte)
            piece = self._file.read(_PIECE)
            found = piece.find(MAGIC)
            if found >= 0 and self._is_record(byte + found):
                self._go_to(byte + found)
                return True
            byte += found + 1 if found >= 0 else max(1, len(piece) - len(MAGIC) + 1)
        return False

    def _is_record(self, byte: int) -> bool:
        self._go_to(byte)
        try:
            return self.peek(5) == b"WARC/"
        except Damage:
            return False
