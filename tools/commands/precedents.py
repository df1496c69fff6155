"""`tratin precedents`: how something was worded before, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import msgspec
from msgspec import structs

from search.engine import open_reader
from search.errors import InputError
from search.model import GroupBy, GroupOrder, Line, LineOrder, Measure, Period, Unit
from search.query.context import context_of
from tools.asking import pairs_of, question_options, read_question
from tools.console import pass_console
from tools.precedents.asking import PARTS, Question
from tools.precedents.telling import told
from tools.showing import shows_of
from web.addresses.company import USUAL
from web.addresses.lines import SEEDS
from web.addresses.params import defaults_of
from web.alike.asked import LONGEST
from web.over_time.asked import MOST
from web.query.notes import note_json
from web.showing.reader import shown_by
from web.site import notice_json, notice_of
from web.view import query_json

if TYPE_CHECKING:
    from enum import StrEnum

    from tools.console import Console
    from web.addresses.params import Params

OWN = (
    "order",
    "seed",
    "wording",
    "numbers",
    "names",
    "by",
    "group",
    "rank",
    "unit",
    "measure",
    "left",
    "right",
    "side",
    "syllables",
    "period",
)
"""Options of one part or another; the others are those of a search."""

SIZE = 20
"""Rows without --size."""


def _values(kind: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([one.value for one in kind])


@click.command()
@click.argument("query")
@click.argument("others", nargs=-1)
@click.option(
    "--part",
    type=click.Choice([*PARTS]),
    default="lines",
    show_default=True,
    help="Hỏi điều gì. / What is asked.",
)
@click.option("--order", type=_values(LineOrder), help="Thứ tự. / Order of lines; of similar, `oldest`.")
@click.option(
    "--seed",
    type=click.IntRange(SEEDS[0], SEEDS[-1]),
    default=SEEDS[0],
    help="Số của mẫu ngẫu nhiên. / Number of the sample, of the order `sample`.  [1]",
)
@click.option("--wording", help="Chỉ chỗ viết như vậy. / Only lines of this wording.")
@click.option("--numbers", is_flag=True, help="Số nào cũng như nhau. / Numbers count as the same.")
@click.option("--names", is_flag=True, help="Tên nào cũng như nhau. / Names count as the same.")
@click.option("--by", type=_values(GroupBy), help="Nhóm theo. / What groups are made by.  [province]")
@click.option("--rank", type=_values(GroupOrder), help="Thứ tự nhóm. / Order of groups.  [lines]")
@click.option("--group", help="Chỉ nhóm này. / Only lines of this group.")
@click.option("--unit", type=_values(Unit), help="Âm tiết hay từ ghép. / What collocates are.  [syllable]")
@click.option("--measure", type=_values(Measure), help="Xếp theo. / Rank of collocates.  [log-dice]")
@click.option(
    "--left", type=click.IntRange(0, 10), default=USUAL, help="Mấy âm tiết bên trái. / Syllables before.  [5]"
)
@click.option(
    "--right",
    type=click.IntRange(0, 10),
    default=USUAL,
    help="Mấy âm tiết bên phải. / Syllables behind.  [5]",
)
@click.option(
    "--side", type=click.Choice(["before", "after"]), default="after", help="Bên nào. / Side of runs."
)
@click.option(
    "--syllables", type=click.IntRange(2, 7), default=3, help="Cụm mấy âm tiết. / Syllables of runs."
)
@click.option("--period", type=_values(Period), help="Theo năm hay tháng. / Points of a timeline.  [year]")
@click.option("--page", type=click.IntRange(1), help="Trang. / Page.")
@click.option("--size", type=click.IntRange(1), help=f"Số dòng. / Rows of a page.  [{SIZE}]")
@question_options
@pass_console
def precedents(console: Console, query: str, others: tuple[str, ...], **options: Any) -> None:
    """Trước nay viết thế nào. / How something was worded before, where, when, by whom.

    Parts: `lines` (every occurrence, what stands beside it), `variants` (the wordings of a pattern such as
    '"tăng cường * công tác"'), `collocates` and `runs` (what stands beside it), `groups` (who and where),
    `timeline` (QUERY and up to five OTHERS by year or month; inferred dates in brackets), `first` (its first
    use), `similar` (passages worded like the text of the file QUERY, `-`: standard input). Filters are those
    of `tratin search`.
    """
    part = options.pop("part")
    own = {name: options.pop(name) for name in OWN}
    size = options.pop("size") or SIZE
    text = _text_of(query) if part == "similar" else ""
    if len(others) >= MOST or (others and part != "timeline"):
        raise click.UsageError(
            f"nhiều cụm từ quá: chỉ timeline nhận tới {MOST} cụm · "
            f"too many phrases: only a timeline takes {MOST}"
        )
    pairs = pairs_of("" if text else query, options.pop("map_"), options.pop("from_"), options)
    params, notes = read_question(pairs, defaults_of(console.settings))
    reader = shown_by(open_reader(console.settings), shows_of(console.settings)).held()
    asked = Question(params, context_of(console.settings), others, text, own, size)
    found = PARTS[part](reader.precedents(), asked)
    sized = structs.replace(params, size=size)
    _tell(console, found, sized, [note_json(note, params.lang) for note in notes])


def _tell(console: Console, found: Any, params: Params, notes: list[dict[str, Any]]) -> None:
    notice = notice_of(console.settings, params.lang)
    of_query = [note_json(note, params.lang) for note in dict.fromkeys(getattr(found, "notes", ()))]
    console.emit({**notice_json(notice), **_plain(found), "address_notes": notes})
    if notice:
        console.line(f"{notice.text}\n")
    for note in (*notes, *of_query):
        console.line(f"  {note['text']}")
    for line in told(found, params.lang):
        console.line(line)


def _plain(found: Any) -> dict[str, Any]:
    """What the engine answered as plain data; queries as they are asked."""
    plain: dict[str, Any] = {}
    for name in found.__dataclass_fields__:
        value = getattr(found, name)
        if name == "query":
            plain[name] = query_json(value)
        elif name == "series":
            plain[name] = [_plain(one) for one in value]
        elif name == "archive" and hasattr(value, "counts"):
            plain[name] = _plain(value)
        else:
            plain[name] = msgspec.to_builtins(_with_names(value))
    return plain


def _with_names(value: Any) -> Any:
    """The same; of lines, their parts by name."""
    if isinstance(value, tuple) and value and isinstance(value[0], Line):
        return [line._asdict() for line in value]
    return value


def _text_of(name: str) -> str:
    """The beginning of a text file, as much as is read; `-` is standard input."""
    try:
        with click.open_file(name, "rb") as file:
            data: bytes = file.read(4 * LONGEST)
    except OSError as error:
        raise InputError(
            f"{name}: {error.strerror}; give a file, or the text on standard input with `-`",
            vietnamese=f"Không đọc được {name}; hãy đưa tệp, hoặc `-` rồi đưa chữ qua đầu vào chuẩn.",
        ) from error
    return data.decode("utf-8-sig", "replace")[:LONGEST]
