"""Keys of the API: each raises the limit for whoever sends it in a header.

The table is `keys.toml` in the home folder. It holds the SHA-256 of each key and no key; a key has 256 bits
of chance, so that its hash need not be slow. Keys are never read from an address (ASVS 5.0.0, 14.2.1).
"""

from __future__ import annotations

import hashlib
import re
import secrets
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from search.edited import Problem, own, own_path, problems_in, read_bytes, refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from search.settings import Settings

NAME = "keys.toml"
"""The table in a home folder."""

_HASH = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[^\x00-\x1f\"\\]{1,100}")
_MOST = 10_000_000


class Key(NamedTuple):
    """A key: whose it is, its SHA-256 in hexadecimal, and how many points a minute it grants."""

    name: str
    sha256: str
    per_minute: int


def new_key() -> str:
    """A key that nobody can guess."""
    return f"tratin_{secrets.token_urlsafe(32)}"


def hash_of(key: str) -> str:
    """The hash under which a key is kept."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def is_name(name: str) -> bool:
    """Whether a key may be called so: some characters on one line, neither quotes nor backslash."""
    return bool(_NAME.fullmatch(name.strip()))


def entry_of(key: Key) -> str:
    """A key as it stands in the table."""
    return f'[[key]]\nname = "{key.name}"\nsha256 = "{key.sha256}"\nper_minute = {key.per_minute}\n'


def keys_of(settings: Settings) -> Mapping[str, Key]:
    """The keys of a home folder by their hash; none where there is no table.

    Raises:
        SettingsError: the table cannot be read or is malformed; the message tells everything that is wrong.
    """
    path = own_path(settings, "keys_file", NAME)
    return {key.sha256: key for key in own(path, read_keys)} if path else {}


def read_keys(path: Path) -> tuple[Key, ...]:
    """The keys of a table, in its order. Raises `DataError`."""
    text = read_bytes(path).decode("utf-8-sig")
    if problems := problems_in(text, _problems):
        raise refused(problems, str(path), "bảng khóa", "the table of keys")
    return tuple(Key(one["name"], one["sha256"], one["per_minute"]) for one in _entries(tomllib.loads(text)))


def _entries(table: Mapping[str, Any]) -> list[Any]:
    found = table.get("key", [])
    return found if isinstance(found, list) else [found]


def _problems(table: Mapping[str, Any]) -> Iterator[Problem]:
    for name in sorted(set(table) - {"key"}):
        yield Problem(name, "không có mục này", "there is no such key")
    for number, entry in enumerate(_entries(table), 1):
        if reason := _wrong(entry):
            yield Problem(f"key {number}", *reason)


def _wrong(entry: object) -> tuple[str, str] | None:
    """What is wrong with an entry, in two languages."""
    if not isinstance(entry, dict) or set(entry) != set(Key._fields):
        return (
            "cần đúng ba mục name, sha256, per_minute",
            "must have name, sha256 and per_minute, and no more",
        )
    name, found, granted = (entry[field] for field in Key._fields)
    if not isinstance(name, str) or not is_name(name):
        return "name phải là một dòng chữ không có dấu nháy", "name must be a line of text without quotes"
    if not isinstance(found, str) or not _HASH.fullmatch(found):
        return "sha256 phải là 64 chữ số hệ mười sáu", "sha256 must be 64 hexadecimal digits"
    if type(granted) is not int or not 1 <= granted <= _MOST:
        return f"per_minute phải từ 1 đến {_MOST}", f"per_minute must be 1 to {_MOST}"
    return None
