"""`tratin verify`: is every byte of the index what it was when it was written?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from search.engine import verify as verify_index
from tools.console import pass_console

if TYPE_CHECKING:
    from search.engine import Verified
    from tools.console import Console

DAMAGED = 6
"""Exit code where something is damaged: that of the index."""


@click.command()
@pass_console
def verify(console: Console) -> None:
    """Kiểm tra chỉ mục còn nguyên vẹn. / Check that the index is whole, byte for byte.

    Every generation is read and compared with its SHA-256 sums; the newest whole one can serve. Exit code 6
    where anything differs: `tratin build --full` then makes the index anew from the store.
    """
    ok = True
    for found in verify_index(console.settings):
        ok = ok and not found.damaged
        console.emit(
            {
                "generation": found.generation,
                "serves": found.serves,
                "bytes": found.bytes,
                "damaged": list(found.damaged),
            }
        )
        console.line(_line(found))
    if not ok:
        console.say(
            "Chỉ mục bị hỏng; hãy chạy `tratin build --full` để lập lại.",
            "the index is damaged; run `tratin build --full`",
        )
        raise click.exceptions.Exit(DAMAGED)


def _line(found: Verified) -> str:
    serves = " (đang dùng · serves)" if found.serves else ""
    if not found.damaged:
        return f"{found.generation}{serves}: nguyên vẹn · whole, {found.bytes / 1e6:.1f} MB"
    return f"{found.generation}{serves}: HỎNG · DAMAGED: {', '.join(found.damaged)}"
