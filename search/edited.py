"""What all tables that people edit as TOML have in common: where they lie, how mistakes are told."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from search.errors import DataError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from search.settings import Settings

_SHOWN = 20
"""Problems that one message tells."""

_Made = TypeVar("_Made")


class Problem(NamedTuple):
    """What is wrong with a table, in two languages; `where` is a key, an id or the number of an entry."""

    where: str
    vietnamese: str
    english: str


def own_path(settings: Settings, setting: str, name: str) -> Path | None:
    """The table of a home folder: the file that a setting names, or `name` where that is there; else None."""
    named = settings.text(setting)
    path = settings.home / (named or name)
    return path if named or path.exists() or path.is_symlink() else None


def read_bytes(path: Path) -> bytes:
    """What a file holds. Raises `DataError` where it is no readable text."""
    try:
        content = path.read_bytes()
        content.decode("utf-8-sig")  # editors on Windows begin a file with a mark
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: {error}", vietnamese=f"Không đọc được {path}.") from error
    return content


def own(path: Path, read: Callable[[Path], _Made]) -> _Made:
    """What `read` makes of a file of a person: a table that is wrong is a wrong setting (`SettingsError`)."""
    try:
        return read(path)
    except DataError as error:
        raise SettingsError(str(error), vietnamese=error.vietnamese) from error


def decoded(path: Path) -> str:
    """The text of a table. Raises `DataError` as `read_bytes` does."""
    return read_bytes(path).decode("utf-8-sig")


def text_of(path: Path) -> str:
    """The same for a file of a person. Raises `SettingsError` where it cannot be read."""
    return own(path, decoded)


def problems_in(text: str, problems_of: Callable[[Mapping[str, Any]], Iterable[Problem]]) -> list[Problem]:
    """Everything that is wrong with the text of a table: it is no TOML, or what `problems_of` tells."""
    try:
        return list(problems_of(tomllib.loads(text)))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return [Problem("TOML", f"không đọc được: {error}", f"cannot be read: {error}")]


def refused(problems: Sequence[Problem], name: str, vietnamese: str, english: str) -> DataError:
    """The error for a table with problems, up to 20 of them told; the table is named in both languages."""
    shown = problems[:_SHOWN]
    rest = len(problems) - len(shown)
    ours = [f"  {one.where}: {one.vietnamese}" for one in shown]
    theirs = [f"  {one.where}: {one.english}" for one in shown]
    if rest:
        ours.append(f"  … và {rest} lỗi nữa")
        theirs.append(f"  … and {rest} more")
    return DataError(
        "\n".join([f"{name}: {english} is malformed:", *theirs]),
        vietnamese="\n".join([f"{name}: {vietnamese} có lỗi:", *ours]) + "\n",
    )


def unknown_keys(where: str, table: Mapping[str, Any], known: frozenset[str]) -> Iterator[Problem]:
    """Keys that a table cannot have, each as a problem."""
    for key in table:
        if key not in known:
            names = ", ".join(sorted(known))
            yield Problem(
                where or key,
                f"không có khóa {key!r}; các khóa: {names}",
                f"there is no key {key!r}; the keys are {names}",
            )


def tables(value: object) -> list[dict[str, Any]]:
    """A list of tables of TOML; an empty one for anything else."""
    return value if isinstance(value, list) and all(isinstance(each, dict) for each in value) else []


def is_texts(value: object) -> bool:
    """Whether a value is a list of texts, at least one."""
    return isinstance(value, list) and bool(value) and all(isinstance(each, str) for each in value)


def not_texts(where: str, key: str) -> Problem:
    """The problem of a key that must be a list of texts."""
    return Problem(
        where,
        f'{key!r} phải là danh sách có ít nhất một chuỗi, ví dụ {key} = ["…"]',
        f'{key!r} must be a list of at least one text, as in {key} = ["…"]',
    )


def no_query(where: str, text: str, syllables: int, most: int) -> Problem | None:
    """The problem of words that can stand in no query: none of them counts, or there are too many."""
    if not syllables:
        return Problem(
            where,
            f"{text!r} không có chữ hay số nào nên không bao giờ khớp",
            f"{text!r} holds no letter or digit and can never match",
        )
    if syllables > most:
        return Problem(
            where,
            f"“{text}” có {syllables} âm tiết, nhiều nhất là {most}",
            f"“{text}” has {syllables} syllables, at most {most}",
        )
    return None


def numbered(text: str, key: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """How messages name the entries of a table: `pin 3 (dòng · line 12)`; no lines where they are unsure."""
    header = re.compile(rf"^[ \t]*\[\[[ \t]*{key}[ \t]*\]\]", re.MULTILINE)
    lines = [text.count("\n", 0, match.start()) + 1 for match in header.finditer(text)]
    if len(lines) != len(rows):
        return [f"{key} {number}" for number in range(1, len(rows) + 1)]
    return [f"{key} {number} (dòng · line {line})" for number, line in enumerate(lines, 1)]


def entries(text: str, data: Mapping[str, Any], key: str) -> list[tuple[str, dict[str, Any]]]:
    """The entries `[[key]]` of a table, each under its name in messages."""
    rows = tables(data.get(key, []))
    return list(zip(numbered(text, key, rows), rows, strict=True))


def problems_of_whole(data: Mapping[str, Any], key: str, most: int) -> Iterator[Problem]:
    """What is wrong with a table of entries `[[key]]` as a whole: other keys, too many, another form."""
    yield from unknown_keys("", data, frozenset({key}))
    rows = data.get(key, [])
    if rows and not tables(rows):
        yield Problem(
            key, f"viết mỗi mục dưới một dòng [[{key}]]", f"write each entry below a line [[{key}]]"
        )
    elif len(rows) > most:
        yield Problem(
            key, f"có {len(rows)} mục, nhiều nhất là {most}", f"there are {len(rows)} entries, at most {most}"
        )
