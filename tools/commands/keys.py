"""`tratin keys`: keys of the API, which raise the limit for whoever sends one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from search.edited import own, own_path
from search.errors import InputError
from search.files import write_over
from tools.console import pass_console
from web.limits.keys import NAME, Key, entry_of, hash_of, is_name, new_key, read_keys

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tools.console import Console


@click.group()
def keys() -> None:
    """Khóa API: nâng mức hỏi. / Keys of the API, which raise the limit.

    They stand in keys.toml in the home folder, or what the setting `keys_file` names, as hashes: a key is
    told once, when it is made. A key is sent in a header, `Authorization: Bearer KEY` or `X-API-Key: KEY`.
    Start `tratin serve` again after a change.
    """


@keys.command()
@click.argument("name")
@click.option(
    "--per-minute",
    type=click.IntRange(1, 10_000_000),
    default=30_000,
    show_default=True,
    help="Số điểm mỗi phút. / Points a minute; a page of results costs 5.",
)
@pass_console
def add(console: Console, name: str, per_minute: int) -> None:
    """Tạo một khóa, in ra một lần. / Make a key for NAME, and print it this once."""
    path, held = _table(console)
    name = name.strip()
    if not is_name(name):
        raise InputError(
            f"{name!r}: a name is a line of text without quotes",
            vietnamese="Tên là một dòng chữ, không có dấu nháy.",
        )
    if any(key.name == name for key in held):
        raise InputError(f"there is a key named {name!r}", vietnamese=f"Đã có khóa tên {name!r}.")
    made = new_key()
    _write(path, [*held, Key(name, hash_of(made), per_minute)])
    console.emit({"name": name, "key": made, "per_minute": per_minute})
    console.line(made)


@keys.command()
@pass_console
def show(console: Console) -> None:
    """Các khóa đang có. / The keys there are: names and points a minute."""
    for key in _table(console)[1]:
        console.emit({"name": key.name, "per_minute": key.per_minute})
        console.line(f"{key.per_minute:>10}  {key.name}")


@keys.command()
@click.argument("name")
@pass_console
def remove(console: Console, name: str) -> None:
    """Bỏ một khóa. / Take the key of NAME away."""
    path, held = _table(console)
    kept = [key for key in held if key.name != name.strip()]
    if len(kept) == len(held):
        raise InputError(f"there is no key named {name!r}", vietnamese=f"Không có khóa tên {name!r}.")
    _write(path, kept)
    console.emit({"removed": name.strip()})
    console.say(f"Đã bỏ khóa {name.strip()}", "removed")


def _table(console: Console) -> tuple[Path, tuple[Key, ...]]:
    """Where the keys stand, and which."""
    named = own_path(console.settings, "keys_file", NAME)
    if named is None:
        return console.settings.home / NAME, ()
    return named, own(named, read_keys)


def _write(path: Path, held: Sequence[Key]) -> None:
    write_over(path, "\n".join(map(entry_of, held)).encode())
