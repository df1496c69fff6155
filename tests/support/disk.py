"""A disk whose power can fail: records what `search.files` does to it, and makes what may be left.

POSIX promises little. A file holds what was synced; of what was written since, any part, torn anywhere, or
zeros where it only grew. A folder holds the names that were in it when it was synced; of what changed since,
any part in any order, but a rename happens whole or not at all.
"""

import errno
import itertools
import os
from contextlib import suppress
from typing import NamedTuple

from search import files

NAMES = ("none", "all", "prefix", "subset")
"""What of the names that were changed since a folder was synced is on the disk."""
DATA = ("none", "all", "torn")
"""What of the bytes that were written since a file was synced is on the disk."""
HOWS = tuple(itertools.product(NAMES, DATA))

ROOT = 0
"""The inode of the folder that is recorded; other folders have negative ones, files positive ones."""


class Write(NamedTuple):
    """Bytes into a file."""

    inode: int
    offset: int
    data: bytes


class Sync(NamedTuple):
    """A file, or a folder with its names, is made durable."""

    inode: int


class Names(NamedTuple):
    """Names of a folder change at once: each is another file or folder now, or none."""

    folder: int
    changes: dict


class Watched:
    """The `os` and `shutil` of `search.files`: each change of the disk is told before it happens."""

    def __init__(self, step):
        self._step = step
        self._open = {}

    def __getattr__(self, name):
        return getattr(os, name)

    def put_in(self, monkeypatch):
        """Let `search.files` use it."""
        monkeypatch.setattr(files, "os", self)
        monkeypatch.setattr(files, "shutil", self)

    def open(self, path, flags, mode=0o777):
        """Make a file; a folder is only opened to be synced."""
        if flags & os.O_CREAT:
            self._step("create", path)
        handle = os.open(path, flags, mode)
        self._open[handle] = path
        return handle

    def pwrite(self, handle, data, offset):
        """Write."""
        self._step("write", self._open[handle], bytes(data), offset)
        return os.pwrite(handle, data, offset)

    def fsync(self, handle):
        """Sync as far as the trial is concerned; the disk under it need not."""
        self._step("sync", self._open[handle])

    def replace(self, path, over):
        """Rename."""
        self._step("replace", path, over)
        path.replace(over)

    def link(self, path, name):
        """Give a second name."""
        self._step("link", path, name)
        os.link(path, name)

    def unlink(self, path):
        """Remove a file."""
        if path.exists():
            self._step("unlink", path)
        path.unlink()

    def mkdir(self, path):
        """Make a folder."""
        self._step("mkdir", path)
        path.mkdir()

    def rmtree(self, folder, *, ignore_errors):
        """Remove a folder, file by file."""
        assert ignore_errors
        for path in (*sorted(folder.glob("*")), *folder.parent.glob(folder.name)):
            with suppress(OSError):
                self._step("unlink", path)
                path.rmdir() if path == folder else path.unlink()


class Recorder(Watched):
    """Writes down what happens under a folder, which exists and is empty."""

    def __init__(self, root):
        super().__init__(self._record)
        self.log = []
        self._inodes = {root: ROOT}
        self._next = itertools.count(1)

    def _record(self, what, path, *more):
        if what == "write":
            data, offset = more
            self.log.append(Write(self._inodes[path], offset, data))
        elif what == "sync":
            if path in self._inodes:
                self.log.append(Sync(self._inodes[path]))
        else:
            folder = more[0].parent if what == "link" else path.parent
            self.log.append(Names(self._inodes[folder], getattr(self, f"_{what}")(path, *more)))

    def _create(self, path):
        self._inodes[path] = next(self._next)
        return {path.name: self._inodes[path]}

    def _mkdir(self, path):
        self._inodes[path] = -next(self._next)
        return {path.name: self._inodes[path]}

    def _replace(self, path, over):
        self._inodes[over] = self._inodes.pop(path)
        return {path.name: None, over.name: self._inodes[over]}

    def _link(self, path, name):
        self._inodes[name] = self._inodes[path]
        return {name.name: self._inodes[name]}

    def _unlink(self, path):
        del self._inodes[path]
        return {path.name: None}


class Disk:
    """What is durable after some steps of a log, and what was done since and is not."""

    def __init__(self):
        self._bytes = {}
        self._written = {}
        self._names = {}
        self._renamed = {}

    def step(self, step):
        """Do the next step."""
        match step:
            case Write(inode):
                self._written.setdefault(inode, []).append(step)
            case Names(folder, changes):
                self._renamed.setdefault(folder, []).append(changes)
            case Sync(inode):
                if inode <= ROOT:
                    self._names[inode] = _renamed(self._names.get(inode, {}), self._renamed.pop(inode, []))
                else:
                    writes = self._written.pop(inode, [])
                    self._bytes[inode] = _written(self._bytes.get(inode, b""), writes)

    def after_power_failed(self, chance, names, data, folder=ROOT):
        """A possible content of a folder: bytes of files and contents of folders by name."""
        pending = self._renamed.get(folder, [])
        entries = _renamed(self._names.get(folder, {}), _some(pending, chance, names))
        return {
            name: self.after_power_failed(chance, names, data, inode)
            if inode < ROOT
            else self._content(inode, chance, data)
            for name, inode in sorted(entries.items())
        }

    def _content(self, inode, chance, data):
        writes = self._written.get(inode, [])
        if data == "none":
            writes = []
        elif data == "torn":
            writes = [_torn(write, chance) for write in writes if chance.random() < 0.8]
        return _written(self._bytes.get(inode, b""), writes)


def _some(pending, chance, names):
    """Those changes of names that reached the disk."""
    if names == "none":
        return []
    if names == "prefix":
        return pending[: chance.randint(0, len(pending))]
    return [each for each in pending if names == "all" or chance.random() < 0.5]


def _renamed(names, changes):
    now = dict(names)
    for change in changes:
        now.update(change)
    return {name: inode for name, inode in now.items() if inode is not None}


def _torn(write, chance):
    """A write that reached the disk whole, in part, or as zeros."""
    part = chance.choice(("whole", "part", "zeros"))
    if part == "zeros":
        return write._replace(data=bytes(len(write.data)))
    length = len(write.data) if part == "whole" else chance.randrange(len(write.data) + 1)
    return write._replace(data=write.data[:length])


def _written(content, writes):
    made = bytearray(content)
    for _, offset, data in writes:
        made.extend(bytes(max(offset + len(data) - len(made), 0)))
        made[offset : offset + len(data)] = data
    return bytes(made)


def lay(content, folder):
    """Make a folder of this content."""
    folder.mkdir()
    for name, each in content.items():
        if isinstance(each, dict):
            lay(each, folder / name)
        else:
            (folder / name).write_bytes(each)


class Failing(Watched):
    """Fails at its `nth` step; with `stays`, also at all later ones that need room, as a full disk does."""

    def __init__(self, nth, number=errno.EIO, *, stays=False):
        super().__init__(self.count)
        self.steps = 0
        self.failed = ""
        self._nth = nth
        self._number = number
        self.stays = stays

    def count(self, what, *args):
        """Count a step, and fail if it is to."""
        self.steps += 1
        needs_room = what in ("create", "write", "link", "mkdir")
        if self.steps == self._nth or (self.stays and self.failed and needs_room):
            self.failed = self.failed or what
            raise OSError(self._number, os.strerror(self._number))
