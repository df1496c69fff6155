"""Values in JSON with a checksum of their own, so that a byte that changed on the disk is noticed."""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec

Value = TypeVar("Value", bound=msgspec.Struct)


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sha256: str
    manifest: msgspec.Raw


class SealError(ValueError):
    """What was sealed is not what it says it is; the words say how."""


def sealed(value: msgspec.Struct) -> bytes:
    """A value with its checksum."""
    encoded = msgspec.json.format(msgspec.json.encode(value))
    return msgspec.json.encode(_Envelope(hashlib.sha256(encoded).hexdigest(), msgspec.Raw(encoded)))


def unsealed(data: bytes, kind: type[Value]) -> Value:
    """The value again. Raises `SealError`."""
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
        if hashlib.sha256(envelope.manifest).hexdigest() != envelope.sha256:
            raise SealError("its checksum is wrong")
        return msgspec.json.decode(envelope.manifest, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SealError(str(error)) from error
