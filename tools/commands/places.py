"""`tratin places`: the administrative units of a name, old or new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from search.placenames import find
from tools.console import both, pass_console
from web.facets.placenames import place_json

if TYPE_CHECKING:
    from tools.console import Console


@click.command()
@click.argument("name", nargs=-1, required=True)
@click.option(
    "--most",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    help="Số nơi nhiều nhất. / Most places to print.",
)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", help="Ngôn ngữ. / Language of labels.")
@pass_console
def places(console: Console, name: tuple[str, ...], most: int, lang: str) -> None:
    """Tìm đơn vị hành chính theo tên cũ hay mới. / Find administrative units by a name, old or new.

    Accents and the kind may be left out, the last word cut short: 'huyen phu b', 'tp thu duc', q2. What lies
    above follows a comma: 'Tân Phú, Đồng Nai'. 'Bình Thuận (cũ)' finds only units of before July 2025. Prints
    the id for --place of `tratin search`, the place as it was called, its years, and what it is today. With
    --json one line for each place.
    """
    found = [place_json(one, lang) for one in find(" ".join(name), most)]
    for place in found:
        console.emit(place)
        for line in _lines(place):
            console.line(line)
    if not found:
        console.say("Không có địa phương nào tên như vậy", "no place is called so")


def _lines(place: dict[str, Any]) -> list[str]:
    """A place on a terminal: what it is called and since when, and below what else it was and is."""
    lines = [f"{place['id']:<8} {_dated(place)}"]
    if place["spelling"] != place["name"]:
        lines.append(f"{'':9}{both('cũng viết', 'also written')}: {place['spelling']}")
    if place["now_label"]:
        part = f" ({both('một phần', 'in part')})" if place["partial"] else ""
        lines.append(f"{'':9}{both('nay', 'today')}: {place['now_label']}{part}")
    if place["others"]:
        others = "; ".join(map(_dated, place["others"]))
        lines.append(f"{'':9}{both('thời kỳ khác', 'other times')}: {others}")
    return lines


def _dated(place: dict[str, Any]) -> str:
    return f"{place['label']} ({place['years']})" if place["years"] else str(place["label"])
