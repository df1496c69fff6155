"""`tratin export`: all articles or all lines of a search into a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from werkzeug.datastructures import MultiDict

from index.store import open_store
from search.engine import open_reader
from search.errors import InputError
from search.model import GroupBy, LineOrder
from search.query.context import context_of
from search.text import canonical
from tools.asking import pairs_of, question_options, read_question, refuse
from tools.collecting import collect_seldom
from tools.console import NamedPath, pass_console
from tools.showing import shows_of
from web.addresses import links
from web.addresses.lines import read_lines
from web.addresses.params import defaults_of
from web.export.formats import FORMATS
from web.export.making import Asked, Holding, every_article, every_line
from web.passages.spans import NAME, written
from web.showing.reader import shown_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from search.archive import Archive
    from search.model import Span
    from search.settings import Settings
    from tools.console import Console

OWN = ("lines", "wording", "numbers", "names", "by", "group")
"""Options that say which lines; the others are those of a search."""


@click.command()
@click.argument("what", type=click.Choice(["articles", "lines"]))
@click.argument("query", default="")
@click.option(
    "-o",
    "--output",
    type=NamedPath(dir_okay=False, path_type=Path),
    help="Tệp để ghi, dạng theo đuôi. / File to write; its ending names the format. Else standard output.",
)
@click.option(
    "--format", "ending", type=click.Choice([*FORMATS]), help="Dạng tệp. / Format, where no file names it."
)
@click.option("--limit", type=click.IntRange(1), help="Nhiều nhất bấy nhiêu dòng. / At most so many rows.")
@click.option(
    "--order",
    "lines",
    type=click.Choice([one.value for one in LineOrder]),
    help="Thứ tự các chỗ khớp. / Order of lines.",
)
@click.option("--wording", help="Chỉ chỗ viết như vậy. / Only lines of this wording.")
@click.option(
    "--numbers", is_flag=True, default=None, help="Số nào cũng như nhau. / Numbers count as the same."
)
@click.option("--names", is_flag=True, default=None, help="Tên nào cũng như nhau. / Names count as the same.")
@click.option(
    "--by", type=click.Choice([one.value for one in GroupBy]), help="Nhóm theo. / What --group is a group of."
)
@click.option("--group", help="Chỉ nhóm này. / Only lines of this group.")
@question_options
@pass_console
def export(console: Console, what: str, query: str, output: Path | None, **options: Any) -> None:
    """Xuất mọi bài hoặc mọi chỗ khớp ra tệp. / Export all articles, or all lines, of a search.

    `articles`: an article a row, in the order of results; `lines`: every occurrence of the query, which must
    be there, with what stands beside it. Formats: xlsx, csv, jsonl (JSON Lines), ris, bib (BibTeX), json
    (CSL-JSON). The head tells query, filters and the state of the archive, the end how many rows there are
    and whether the file was cut. docs/web.md tells the columns.
    """
    ending, limit = _ending(options.pop("ending"), output), options.pop("limit")
    map_, from_ = options.pop("map_"), options.pop("from_")
    own = {name: options.pop(name) for name in OWN}
    _check_usable(what, query, own)
    lines, told = read_lines(MultiDict(pairs_of("", None, None, own)))
    refuse(told)
    defaults = defaults_of(console.settings)
    params, notes = read_question(pairs_of(query, map_, from_, options), defaults)
    public = console.settings.text("public_url")
    results = links.address(f"{public}{console.settings.text('url_prefix')}/tim", params, defaults)
    asked = Asked(params, (*notes, *told), ending, limit, results)
    with open_store(console.settings, write=False) as store:
        holding = holding_of(console.settings, store)
        collect_seldom()
        made = every_article(holding, asked) if what == "articles" else every_line(holding, asked, lines)
        if output is None:
            _put(made, sys.stdout.buffer.write)
        else:
            _save(made, output)
            console.emit({"file": str(output), "format": ending, "bytes": output.stat().st_size})
            console.say(f"Đã ghi {output}.", f"{output} was written.")


def _check_usable(what: str, query: str, own: dict[str, object]) -> None:
    """Raises `UsageError` where an option would say nothing, and more be written than was asked for."""
    if what == "lines" and not canonical(query).strip():
        raise click.UsageError("lines: cần có câu hỏi · lines are those of a query, and there is none")
    given = next((name for name, value in own.items() if value is not None), None)
    if what == "articles" and given:
        option = "order" if given == "lines" else given
        raise click.UsageError(f"--{option}: chỉ dùng cho lines · it is an option of lines")
    if (own["by"] is None) != (own["group"] is None):
        raise click.UsageError("--by và --group phải đi cùng nhau · --by and --group need each other")


def _ending(named: str | None, output: Path | None) -> str:
    """The format that is asked for. Raises `InputError` where none is."""
    ending = named or (output.suffix.lstrip(".").lower() if output else "csv")
    if ending not in FORMATS:
        raise InputError(
            f"{ending!r} is no format: {', '.join(FORMATS)}",
            vietnamese=f"Không có dạng tệp “{ending}”; hãy dùng --format.",
        )
    return ending


def holding_of(settings: Settings, archive: Archive) -> Holding:
    """What a home folder exports, as far as its sources let it be shown."""
    reader = shown_by(open_reader(settings), shows_of(settings)).held()
    return Holding(reader, archive, context_of(settings), settings.text("site_name"), _page_of(settings))


def _page_of(settings: Settings) -> Callable[[str, Span | None], str]:
    """Addresses of the site, whole where the settings tell its own."""
    front = f"{settings.text('public_url')}{settings.text('url_prefix')}/bai/"
    return lambda article, span: f"{front}{article}" + (f"?{NAME}={written(span)}" if span else "")


def _save(made: Iterator[bytes], path: Path) -> None:
    """A file under its name once it is whole."""
    beside = path.with_name(f"{path.name}.part")
    try:
        with beside.open("wb") as file:
            _put(made, file.write)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _put(made: Iterator[bytes], write: Callable[[bytes], object]) -> None:
    for piece in made:
        write(piece)
