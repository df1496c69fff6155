"""The options of commands that ask as the search page does, and what they are as parameters of an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from werkzeug.datastructures import MultiDict

from search.model import Accents, Map, Sort
from web.addresses.params import FILTERS, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from search.model import Note
    from web.addresses.params import Defaults, Params

_OPTIONS = (
    click.option("--place", multiple=True, help="Mã địa phương. / Id of a place (p:19, d:172, P:68 ...)."),
    click.option("--year", multiple=True, help="Năm đăng. / Year of publication, or 'unknown'."),
    click.option(
        "--from", "from_", help="Đăng từ ngày, tháng, năm. / Published from (2021, 7/2021, 15/7/2021) on."
    ),
    click.option("--to", help="Đăng đến ngày, tháng, năm. / Published up to this day, month or year."),
    click.option("--about", multiple=True, help="Năm được viết về. / Year that the article is about."),
    click.option("--topic", multiple=True, help="Mã chủ đề. / Id of a topic (to-chuc/phat-trien-dang-vien)."),
    click.option("--source", multiple=True, help="Nguồn. / Source."),
    click.option("--ref", multiple=True, help="Số hiệu văn bản được dẫn. / Number of a cited document."),
    click.option("--trust", multiple=True, help="Cách biết ngày. / How the date is known."),
    click.option("--map", "map_", type=click.Choice([m.value for m in Map]), help="Bản đồ. / Map of places."),
    click.option(
        "--accent",
        type=click.Choice([a.value for a in Accents]),
        help="Dấu: tự nhận biết, đúng như gõ, không xét. / Accents: as usual, exactly as typed, or ignored.",
    ),
    click.option("--sort", type=click.Choice([s.value for s in Sort]), help="Thứ tự. / Order."),
    click.option("--lang", type=click.Choice(["vi", "en"]), help="Ngôn ngữ. / Language of labels."),
)

_NARROWING = frozenset((*FILTERS, "from", "to"))


def question_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the filters, the map, the order and the language of a search."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def pairs_of(
    query: str, map_: str | None, from_: str | None, options: dict[str, object]
) -> list[tuple[str, str]]:
    """The same as parameters of an address."""
    named = {**options, "map": map_, "from": from_}
    return [
        ("q", query),
        *(
            (name, str(int(one) if isinstance(one, bool) else one))
            for name, value in named.items()
            for one in (value if isinstance(value, tuple) else (value,))
            if one is not None
        ),
    ]


def read_question(pairs: Sequence[tuple[str, str]], defaults: Defaults) -> tuple[Params, tuple[Note, ...]]:
    """What the options ask for, and notes on it.

    Raises:
        UsageError: an option is not understood. An address may leave it out and tell; here nobody would see
            that everything was meant instead.
    """
    blank = next((name for name, value in pairs if name in _NARROWING and not value.strip()), None)
    if blank is not None:
        raise click.UsageError(f"--{blank}: giá trị trống · the value is blank")
    params, notes = read(MultiDict(pairs), defaults)
    refuse(notes)
    return params, notes


def refuse(notes: Iterable[Note]) -> None:
    """A usage error where a value was left out."""
    for note in notes:
        if note.code == "bad-value":
            option, value = note.words
            raise click.UsageError(f"--{option}: không hiểu “{value}” · “{value}” is not understood")
        if note.code == "too-many-values":
            option, most = note.words
            raise click.UsageError(f"--{option}: nhiều nhất {most} giá trị · at most {most} values")
