"""What an address says of lines: their order, which wording or group of them, and what counts as the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from search.model import Alike, GroupBy, GroupOrder, LineOrder, Lines, Note
from search.text import canonical
from web.texts.words import phrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum
    from typing import TypeVar

    from werkzeug.datastructures import MultiDict

    Chosen = TypeVar("Chosen", bound=StrEnum)

ORDERS = {
    LineOrder.NEWEST: phrase("Mới nhất"),
    LineOrder.OLDEST: phrase("Cũ nhất"),
    LineOrder.LEFT: phrase("Theo chữ bên trái"),
    LineOrder.RIGHT: phrase("Theo chữ bên phải"),
    LineOrder.MATCH: phrase("Theo chữ khớp"),
    LineOrder.PLACE: phrase("Theo địa phương"),
    LineOrder.SAMPLE: phrase("Mẫu ngẫu nhiên"),
}
"""The orders of lines by name."""

GROUPS = {
    GroupBy.PROVINCE: phrase("Tỉnh"),
    GroupBy.DISTRICT: phrase("Huyện"),
    GroupBy.SOURCE: phrase("Nguồn"),
    GroupBy.YEAR: phrase("Năm"),
    GroupBy.BYLINE: phrase("Tác giả"),
    GroupBy.SPEAKER: phrase("Người nói"),
    GroupBy.OFFICE: phrase("Chức vụ"),
}
"""What lines can be grouped by."""

RANKS = {
    GroupOrder.LINES: phrase("Nhiều dòng nhất"),
    GroupOrder.SHARE: phrase("Nhiều nhất trên 1.000 bài"),
}
"""The orders of groups by name."""

LONGEST = 2000
"""Characters of a wording, or of the name of a group, that are read."""


SEEDS = range(1, 1_000_000)
"""What a seed of a random order may be."""


class Grouping(NamedTuple):
    """What lines are grouped by, and in which order groups come."""

    by: GroupBy = GroupBy.PROVINCE
    order: GroupOrder = GroupOrder.LINES


def read_lines(args: MultiDict[str, str]) -> tuple[Lines, tuple[Note, ...]]:
    """The lines that an address asks for, and notes on what could not be used; never raises."""
    notes: list[Note] = []
    by, group = _chosen(args, "by", GroupBy, notes), _text(args, "group")
    lines = Lines(
        order=_chosen(args, "lines", LineOrder, notes) or LineOrder.NEWEST,
        wording=_text(args, "wording"),
        alike=read_alike(args),
        by=by if group else None,
        group=group if by else "",
    )
    if lines.order is LineOrder.SAMPLE:
        lines = lines._replace(seed=_seed(args, notes))
    return lines, tuple(notes)


def _seed(args: MultiDict[str, str], notes: list[Note]) -> int:
    value = args.get("seed", "").strip()
    if value.isascii() and value.isdecimal() and int(value[:9]) in SEEDS:
        return int(value[:9])
    if value:
        notes.append(Note("bad-value", ("seed", value[:40])))
    return SEEDS[0]


def read_alike(args: MultiDict[str, str]) -> Alike:
    """What an address lets count as the same wording."""
    return Alike(numbers=args.get("numbers") == "1", names=args.get("names") == "1")


def read_grouping(args: MultiDict[str, str]) -> tuple[Grouping, tuple[Note, ...]]:
    """How an address groups lines, and notes on what could not be used; never raises."""
    notes: list[Note] = []
    by = _chosen(args, "by", GroupBy, notes) or GroupBy.PROVINCE
    return Grouping(by, _chosen(args, "rank", GroupOrder, notes) or GroupOrder.LINES), tuple(notes)


def write_grouping(grouping: Grouping) -> list[tuple[str, str]]:
    """Parameters that `read_grouping` turns into the same."""
    by = [("by", grouping.by.value)]
    return by if grouping.order is GroupOrder.LINES else [*by, ("rank", grouping.order.value)]


def write_lines(lines: Lines) -> list[tuple[str, str]]:
    """The shortest parameters that `read_lines` turns into the same order, wording and group."""
    pairs = [
        ("lines", "" if lines.order is LineOrder.NEWEST else lines.order.value),
        ("seed", f"{lines.seed}" if lines.order is LineOrder.SAMPLE else ""),
        ("wording", lines.wording),
        ("numbers", "1" if lines.alike.numbers else ""),
        ("names", "1" if lines.alike.names else ""),
        ("by", lines.by.value if lines.by else ""),
        ("group", lines.group),
    ]
    return [(name, value) for name, value in pairs if value]


def _text(args: MultiDict[str, str], name: str) -> str:
    return " ".join(canonical(args.get(name, "")[:LONGEST]).split())


def _chosen(
    args: MultiDict[str, str], name: str, kind: Callable[[str], Chosen], notes: list[Note]
) -> Chosen | None:
    value = args.get(name, "").strip()
    try:
        return kind(value) if value else None
    except ValueError:
        notes.append(Note("bad-value", (name, value[:40])))
        return None
