"""`tratin backup`: a copy of the home folder from which it can be made again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tools.backup import back_up
from tools.console import NamedPath, grouped, pass_console

if TYPE_CHECKING:
    from tools.backup import Backup
    from tools.console import Console


@click.command()
@click.argument("folder", type=NamedPath(file_okay=False, path_type=Path))
@click.option(
    "--verify", is_flag=True, help="Đọc lại tất cả để kiểm tra. / Read everything back, each stored page too."
)
@pass_console
def backup(console: Console, folder: Path, *, verify: bool) -> None:
    """Sao lưu kho, chỉ mục và thiết đặt. / Back up store, index and settings into a folder.

    Makes a new folder in it, named by the time: database, raw pages, the index that serves, tratin.toml,
    portal files and tables, with the SHA-256 of each file. The site may serve and another process may write
    meanwhile. What an earlier backup there holds unchanged is linked to it, not copied. Cut off, it leaves
    nothing that looks like a backup. `tratin restore` makes a home folder of it. docs/backup.md tells more.
    """
    with console.work("Sao lưu (MB)") as show:
        made = back_up(
            console.settings,
            folder,
            verify=verify,
            progress=lambda done, total: show(done // 1_000_000, total // 1_000_000),
        )
    _tell(console, made, verify=verify)


def _tell(console: Console, made: Backup, *, verify: bool) -> None:
    manifest = made.manifest
    console.emit(
        {
            "backup": str(made.folder),
            "files": len(manifest.files),
            "bytes": manifest.bytes,
            "linked_bytes": made.linked,
            "articles": manifest.articles,
            "generation": manifest.generation or None,
            "index_problem": made.index_problem or None,
            "verified": verify,
            "damaged_pages": list(made.damaged),
            "seconds": round(made.seconds, 3),
        }
    )
    console.say(
        f"Đã sao lưu {grouped(manifest.articles)} bài vào {made.folder} ({manifest.bytes / 1e6:.1f} MB, "
        f"trong đó {made.linked / 1e6:.1f} MB đã có; {made.seconds:.1f} s)",
        f"backed up, {len(manifest.files)} files{', read back' if verify else ''}",
    )
    if made.index_problem:
        console.say(
            "Chỉ mục không được sao lưu vì bị hỏng",
            f"without the index, which is damaged: {made.index_problem}",
        )
    for page in made.damaged:
        console.say(f"Trang gốc bị hỏng từ trước: {page}", "this stored page was damaged before")
