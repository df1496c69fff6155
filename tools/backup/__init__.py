"""Backups of a home folder, and homes made of them; see docs/backup.md.

    FOLDER/20260502-093015/backup.json    what it holds, with size and SHA-256 of each file, written last
    FOLDER/20260502-093015/home/          the files, as they lie in a home folder

A backup is made aside, under a name that begins with a dot, and renamed once it is whole and on the disk.
"""

from __future__ import annotations

from tools.backup.making import Backup, back_up
from tools.backup.restoring import Restored, restore_home

__all__ = ["Backup", "Restored", "back_up", "restore_home"]
