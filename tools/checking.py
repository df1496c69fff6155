"""Tells what is wrong with a table that staff edit: the same for every command `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.errors import SettingsError
from tools.console import both

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from search.edited import Problem
    from tools.console import Console


def tell_problems(console: Console, path: Path, problems: Sequence[Problem]) -> int:
    """Print every problem of a table; the exit code: that of a wrong setting if there is any."""
    for one in problems:
        console.line(f"{one.where}: {both(one.vietnamese, one.english)}")
    if problems:
        console.say(f"{path}: {len(problems)} lỗi", "mistakes")
        return SettingsError.exit_code
    console.say(f"Tốt: {path}", "OK")
    return 0


def tell_remarks(console: Console, remarks: Sequence[Problem]) -> None:
    """Print what is no mistake but worth a look."""
    for one in remarks:
        console.line(f"Lưu ý · Note: {one.where}: {both(one.vietnamese, one.english)}")


def tell_missing(console: Console, path: Path) -> int:
    """Say that there is no table, which is fine, and where it would be; the exit code."""
    console.emit({"file": None, "problems": [], "remarks": []})
    console.say(f"Chưa có bảng; nếu cần, hãy đặt ở {path}", "there is no table, it would lie there")
    return 0
