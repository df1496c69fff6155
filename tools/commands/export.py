"""`tratin export`: all articles or all lines of a search into a file."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from werkzeug.datastructures import MultiDict

from index.store import open_store
from search.engine import open_reader
from search.errors import InputError
from search.model import GroupBy, GroupOrder, LineOrder, Measure, Unit
from search.query.context import context_of
from search.text import canonical
from tools.asking import pairs_of, question_options, read_question, refuse
from tools.collecting import collect_seldom
from tools.console import NamedPath, pass_console
from tools.showing import shows_of
from web.addresses import links
from web.addresses.company import FARTHEST, RUNS, SIDES, USUAL, Company, write_company
from web.addresses.lines import SEEDS, Grouping, read_alike, read_lines, write_grouping
from web.addresses.params import defaults_of
from web.export.counting import every_beside, every_group, every_wording
from web.export.formats import FORMATS, TABLES
from web.export.making import Asked, Holding, every_article, every_line
from web.passages.spans import NAME, written
from web.showing.reader import shown_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from enum import StrEnum

    from search.archive import Archive
    from search.model import Span
    from search.settings import Settings
    from tools.console import Console

USUAL_RUN = 3
"""Syllables of a run, where none are named."""

OWN: Mapping[str, tuple[str, ...]] = {
    "articles": (),
    "lines": ("lines", "seed", "wording", "numbers", "names", "by", "group"),
    "variants": ("numbers", "names"),
    "collocates": ("unit", "measure", "left", "right"),
    "runs": ("measure", "side", "syllables"),
    "groups": ("by", "rank"),
}
"""What can be exported, and the options of each; the others are those of a search."""


def _values(kind: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([one.value for one in kind])


@click.command()
@click.argument("what", type=click.Choice([*OWN]))
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
@click.option(
    "--seed",
    type=click.IntRange(SEEDS[0], SEEDS[-1]),
    help="Số của mẫu ngẫu nhiên. / Number of the sample, of the order `sample`.  [1]",
)
@click.option("--wording", help="Chỉ chỗ viết như vậy. / Only lines of this wording.")
@click.option(
    "--numbers", is_flag=True, default=None, help="Số nào cũng như nhau. / Numbers count as the same."
)
@click.option("--names", is_flag=True, default=None, help="Tên nào cũng như nhau. / Names count as the same.")
@click.option("--by", type=_values(GroupBy), help="Nhóm theo. / What groups are made by.  [province]")
@click.option("--rank", type=_values(GroupOrder), help="Thứ tự nhóm. / Order of groups.  [lines]")
@click.option("--group", help="Chỉ nhóm này. / Only lines of this group.")
@click.option("--unit", type=_values(Unit), help="Âm tiết hay từ ghép. / What collocates are.  [syllable]")
@click.option("--measure", type=_values(Measure), help="Xếp theo. / Rank of collocates.  [log-dice]")
@click.option(
    "--left", type=click.IntRange(0, FARTHEST), help="Mấy âm tiết bên trái. / Syllables before.  [5]"
)
@click.option(
    "--right", type=click.IntRange(0, FARTHEST), help="Mấy âm tiết bên phải. / Syllables behind.  [5]"
)
@click.option("--side", type=click.Choice(["before", "after"]), help="Bên nào. / Side of runs.  [after]")
@click.option(
    "--syllables",
    type=click.IntRange(RUNS[0], RUNS[-1]),
    help="Cụm mấy âm tiết. / Syllables of runs.  [3]",
)
@question_options
@pass_console
def export(console: Console, what: str, query: str, output: Path | None, **options: Any) -> None:
    """Xuất bài, chỗ khớp hoặc bảng đếm ra tệp. / Export articles, lines or tables of a search.

    `articles`: an article a row, in the order of results; all else needs a query: `lines`, every occurrence
    with what stands beside it; `variants`, its wordings; `collocates` and `runs`, what stands beside it;
    `groups`, who used it and where. Formats: xlsx, csv, jsonl (JSON Lines); of articles and lines ris, bib
    (BibTeX), json (CSL-JSON), too. The head tells query, filters and the state of the archive, the end how
    many rows there are and whether the file was cut. docs/web.md tells the columns.
    """
    ending, limit = _ending(options.pop("ending"), output, what), options.pop("limit")
    map_, from_ = options.pop("map_"), options.pop("from_")
    own = {name: options.pop(name) for name in dict.fromkeys(chain.from_iterable(OWN.values()))}
    _check_usable(what, query, own)
    defaults = defaults_of(console.settings)
    params, notes = read_question(pairs_of(query, map_, from_, options), defaults)
    make, page = _making(what, own)
    public = f"{console.settings.text('public_url')}{console.settings.text('url_prefix')}"
    asked = Asked(
        params, notes, ending, limit, links.address(f"{public}{page.path}", params, defaults, page.own)
    )
    with open_store(console.settings, write=False) as store:
        holding = holding_of(console.settings, store)
        collect_seldom()
        made = make(holding, asked)
        if output is None:
            _put(made, sys.stdout.buffer.write)
        else:
            _save(made, output)
            console.emit({"file": str(output), "format": ending, "bytes": output.stat().st_size})
            console.say(f"Đã ghi {output}.", f"{output} was written.")


class _Page(NamedTuple):
    """Where people see what is exported: a path of the site, and what its address holds of its own."""

    path: str
    own: Sequence[tuple[str, str]] = ()


def _making(what: str, own: dict[str, Any]) -> tuple[Callable[[Holding, Asked], Iterator[bytes]], _Page]:
    """What makes the export, and the page that it is one of."""
    if what == "articles":
        return every_article, _Page("/tim")
    given = MultiDict(pairs_of("", None, None, own))
    if what == "variants":
        pairs = [(name, "1") for name in OWN[what] if own[name]]
        return lambda holding, asked: every_wording(holding, asked, read_alike(given)), _Page(
            "/cach-viet", pairs
        )
    if what == "groups":
        grouping = Grouping(
            GroupBy(own["by"] or GroupBy.PROVINCE), GroupOrder(own["rank"] or GroupOrder.LINES)
        )
        return lambda holding, asked: every_group(holding, asked, grouping), _Page(
            "/ai-o-dau", write_grouping(grouping)
        )
    if what in ("collocates", "runs"):
        company = _company(what, own)
        page = _Page("/di-kem", write_company(company))
        return lambda holding, asked: every_beside(holding, asked, company), page
    lines, told = read_lines(given)
    refuse(told)
    return lambda holding, asked: every_line(holding, asked, lines), _Page("/tim")


def _company(what: str, own: dict[str, Any]) -> Company:
    """What of company is asked for; a window that is closed on both sides holds nothing."""
    left, right = (USUAL if own[side] is None else own[side] for side in ("left", "right"))
    if not left and not right:
        raise click.UsageError("--left, --right: cả hai là 0 · both are 0")
    return Company(
        Unit(own["unit"] or Unit.SYLLABLE),
        Measure(own["measure"] or Measure.LOG_DICE),
        left,
        right,
        (own["syllables"] or USUAL_RUN) if what == "runs" else 0,
        SIDES[own["side"] != "before"],
    )


def _check_usable(what: str, query: str, own: dict[str, object]) -> None:
    """Raises `UsageError` where an option would say nothing, and more be written than was asked for."""
    if what != "articles" and not canonical(query).strip():
        raise click.UsageError(f"{what}: cần có câu hỏi · {what} are those of a query, and there is none")
    given = next((name for name, value in own.items() if value is not None and name not in OWN[what]), None)
    if given:
        option = "order" if given == "lines" else given
        raise click.UsageError(f"--{option}: không dùng cho {what} · it is no option of {what}")
    if own["seed"] is not None and own["lines"] != LineOrder.SAMPLE:
        raise click.UsageError("--seed: chỉ dùng với --order sample · it goes with --order sample alone")
    if what == "lines" and (own["by"] is None) != (own["group"] is None):
        raise click.UsageError("--by và --group phải đi cùng nhau · --by and --group need each other")


def _ending(named: str | None, output: Path | None, what: str) -> str:
    """The format that is asked for. Raises `InputError` where there is none such."""
    ending = named or (output.suffix.lstrip(".").lower() if output else "csv")
    formats = FORMATS if what in ("articles", "lines") else TABLES
    if ending not in formats:
        raise InputError(
            f"{ending!r} is no format of {what}: {', '.join(formats)}",
            vietnamese=f"Không có dạng tệp “{ending}” cho {what}; hãy dùng --format.",
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
