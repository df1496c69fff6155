"""`tratin restore`: a home folder made of a backup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tools.backup import restore_home
from tools.console import NamedPath, grouped, pass_console

if TYPE_CHECKING:
    from tools.backup import Restored
    from tools.console import Console


@click.command()
@click.argument("backup", type=NamedPath(exists=True, file_okay=False, path_type=Path))
@pass_console
def restore(console: Console, backup: Path) -> None:
    """Khôi phục một bản sao lưu. / Make a home folder of a backup.

    BACKUP is a folder that `tratin backup` made, or one that holds such, of which the newest is taken. The
    home folder (--home) must not be there, or be empty. Everything is compared with its checksum, store and
    index check themselves, and only then the home folder is put in its place: a backup that is damaged or cut
    short is refused, and nothing is left behind.
    """
    with console.work("Khôi phục (MB)") as show:
        done = restore_home(
            console.settings, backup, lambda done, total: show(done // 1_000_000, total // 1_000_000)
        )
    _tell(console, done)


def _tell(console: Console, done: Restored) -> None:
    manifest = done.manifest
    console.emit(
        {
            "home": str(done.home),
            "backup": str(done.folder),
            "made": manifest.made.isoformat(),
            "files": len(manifest.files),
            "bytes": manifest.bytes,
            "articles": manifest.articles,
            "generation": manifest.generation or None,
            "index_problem": done.index_problem or None,
            "elsewhere": list(done.elsewhere),
            "damaged_pages": list(done.damaged),
            "seconds": round(done.seconds, 3),
        }
    )
    console.say(
        f"Đã khôi phục {grouped(manifest.articles)} bài vào {done.home} từ bản "
        f"{manifest.made:%d/%m/%Y %H:%M} ({manifest.bytes / 1e6:.1f} MB, {done.seconds:.1f} s)",
        f"restored, {len(manifest.files)} files, all checked",
    )
    if done.index_problem:
        console.say("Hãy chạy `tratin build`", f"run `tratin build`: {done.index_problem}")
    for name in done.elsewhere:
        console.say(f"Bảng nằm ngoài thư mục dữ liệu, nay ở {name}", "lay outside the home: set its setting")
    for page in done.damaged:
        console.say(f"Trang gốc bị hỏng từ trước khi sao lưu: {page}", "damaged before the backup was made")
