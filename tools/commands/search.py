"""`tratin search`: the search page on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from werkzeug.datastructures import MultiDict

from search.engine import open_reader
from search.model import Accents, Map, Sort
from search.query import Context
from search.topics import taxonomy_of
from tools.console import grouped, pass_console
from web.copies import copies_of
from web.params import defaults_of, read, to_query
from web.site import notice_json, notice_of
from web.view import marked_json, pieces, search_json

if TYPE_CHECKING:
    from search.model import MarkedText, Result
    from tools.console import Console


@click.command()
@click.argument("query", default="")
@click.option("--place", multiple=True, help="Mã địa phương. / Id of a place (p:19, d:172, P:68 ...).")
@click.option("--year", multiple=True, help="Năm đăng. / Year of publication, or 'unknown'.")
@click.option("--topic", multiple=True, help="Mã chủ đề. / Id of a topic (to-chuc/phat-trien-dang-vien).")
@click.option("--source", multiple=True, help="Nguồn. / Source.")
@click.option("--ref", multiple=True, help="Số hiệu văn bản được dẫn. / Number of a cited document.")
@click.option("--trust", multiple=True, help="Cách biết ngày. / How the date is known.")
@click.option("--map", "map_", type=click.Choice([m.value for m in Map]), help="Bản đồ. / Map of places.")
@click.option(
    "--accent",
    type=click.Choice([a.value for a in Accents]),
    help="Dấu: tự nhận biết, đúng như gõ, không xét. / Accents: as usual, exactly as typed, or ignored.",
)
@click.option("--sort", type=click.Choice([s.value for s in Sort]), help="Thứ tự. / Order.")
@click.option("--page", type=click.IntRange(1), help="Trang. / Page.")
@click.option(
    "--size",
    type=click.IntRange(1),
    help="Số bài một trang. / Results on a page, at most the setting `max_page_size`.",
)
@click.option(
    "--fold/--no-fold",
    default=None,
    help="Gộp bài trùng nội dung, mặc định là có. / Show near-duplicates once (the default), or each.",
)
@click.option("--lang", type=click.Choice(["vi", "en"]), help="Ngôn ngữ. / Language of labels.")
@pass_console
def search(console: Console, query: str, map_: str | None, **options: object) -> None:
    """Tìm trong chỉ mục. / Search the index.

    Words must all occur; "a phrase" in quotes; -word excludes; năm:2021 is a field. Accents may be left out.
    docs/query.md tells the whole language. With --json it prints exactly what /api/v1/search answers.
    """
    given = [("q", query), *_pairs({**options, "map": map_})]
    params, notes = read(MultiDict(given), defaults_of(console.settings))
    reader = open_reader(console.settings)
    result = reader.search(to_query(params, notes=notes, context=Context(taxonomy_of(console.settings))))
    notice = notice_of(console.settings, params.lang)
    answer = {**notice_json(notice), **search_json(result, params.lang, copies_of(reader, result))}
    console.emit(answer)
    if notice:
        console.line(f"{notice.text}\n")
    if not console.json:
        _show(
            result,
            [note["text"] for note in answer["notes"]],
            [hit["published"]["label"] for hit in answer["hits"]],
            [hit["group"]["label"] if hit["group"] else "" for hit in answer["hits"]],
        )


def _pairs(options: dict[str, object]) -> list[tuple[str, str]]:
    return [
        (name, str(int(one) if isinstance(one, bool) else one))
        for name, value in options.items()
        for one in (value if isinstance(value, tuple) else (value,))
        if one is not None
    ]


def _show(result: Result, notes: list[str], dates: list[str], copies: list[str]) -> None:
    contents = f", {grouped(result.groups)} nội dung · contents" if result.groups < result.total else ""
    click.echo(f"{grouped(result.total)} bài · articles{contents} ({result.took_ms:.1f} ms)")
    for note in notes:
        click.echo(f"  {note}")
    for number, (hit, date, also) in enumerate(zip(result.hits, dates, copies, strict=True), start=1):
        click.echo(f"\n{number:>3}. {_bold(hit.title)}\n     {date} · {hit.source} · {hit.id}")
        for snippet in hit.snippets:
            click.echo(f"     {_bold(snippet)}")
        if also:
            click.echo(f"     {also}")
    for word in result.word_counts:
        click.echo(f"  {word.text}: {grouped(word.count)} bài · articles")


def _bold(marked: MarkedText) -> str:
    shown = marked_json(marked)
    joined = "".join(
        click.style(text, bold=True) if hit else text for text, hit in pieces(shown["text"], shown["marks"])
    )
    return " ".join(joined.split())
