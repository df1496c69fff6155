"""Everything that can go wrong, as one tree.

    TratinError
    ├── SettingsError      a setting is unknown, unreadable or out of range
    ├── InputError         a file or record given by a person cannot be used
    ├── StoreError         the database or the raw pages cannot be used
    │   └── StoreLocked    another process is writing; the message says which
    ├── CleaningHeld       cleaning anew would change a source alarmingly: nothing was published
    ├── EngineError        the index cannot be used
    │   ├── NoIndex        nothing has been built yet
    │   ├── DamagedIndex   a generation differs from its manifest
    │   └── StaleIndex     a generation was built by another analyser or engine
    └── DataError          a table shipped with the product is malformed

Expected outcomes (a duplicate, a page too short) are not errors: they are counted values.
Adapters translate what their library raises; a person never sees a library's exception.
A new error is added to the tree above and to `docs/errors.md`.
"""

from __future__ import annotations

import errno

REFUSALS = {
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "đĩa đã đầy",
    errno.EACCES: "không có quyền",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.EIO: "đĩa bị lỗi",
}
"""Why the system refuses to read or write, in Vietnamese, by its number."""


class TratinError(Exception):
    """Base of all errors that a person may see; `exit_code` is what `tratin` ends with."""

    exit_code = 1
    vietnamese = ""
    """What happened and what helps, in Vietnamese, to stand before the message; may be empty."""

    def __init__(self, message: str = "", *, vietnamese: str = "") -> None:
        super().__init__(message)
        self.vietnamese = vietnamese or type(self).vietnamese


class SettingsError(TratinError):
    """A setting is unknown, unreadable or out of range."""

    exit_code = 2


class InputError(TratinError):
    """A file or record given by a person cannot be used."""

    exit_code = 3


class StoreError(TratinError):
    """The database or the raw pages cannot be used."""

    exit_code = 4


class StoreLocked(StoreError):  # noqa: N818 - a state, named as people say it
    """Another process is writing to the store; the message says which and since when."""

    exit_code = 5
    vietnamese = "Một tiến trình khác đang ghi vào kho; hãy đợi nó xong."


class CleaningHeld(TratinError):  # noqa: N818 - a state, named as people say it
    """Cleaning anew would change a source alarmingly; what was made waits, nothing was published."""

    exit_code = 8


class EngineError(TratinError):
    """The index cannot be used."""

    exit_code = 6


class NoIndex(EngineError):  # noqa: N818 - a state, named as people say it
    """Nothing has been built yet."""

    vietnamese = "Chưa có chỉ mục; hãy chạy `tratin build`."


class DamagedIndex(EngineError):  # noqa: N818 - a state, named as people say it
    """A generation differs from its manifest."""

    vietnamese = "Chỉ mục bị hỏng; hãy chạy `tratin build --full` để lập lại."


class StaleIndex(EngineError):  # noqa: N818 - a state, named as people say it
    """A generation was built by another analyser or engine: its keys are not those of a query."""

    vietnamese = "Chỉ mục do bản khác của chương trình lập; hãy chạy `tratin build` để lập lại."


class DataError(TratinError):
    """A table shipped with the product is malformed."""

    vietnamese = "Dữ liệu đi kèm chương trình bị thiếu hoặc hỏng."
