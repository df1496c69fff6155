"""`tratin search`: the search page on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from search.engine import open_reader
from search.pins import pins_of
from search.query.context import context_of
from tools.asking import pairs_of, question_options, read_question
from tools.console import grouped, pass_console
from tools.showing import shows_of
from web.addresses.params import defaults_of
from web.answering import answered
from web.showing.reader import shown_by
from web.site import notice_json, notice_of
from web.view import marked_json, pieces

if TYPE_CHECKING:
    from search.model import Hit, MarkedText, Result
    from tools.console import Console
    from web.pins import Pinned
    from web.view import Json


@click.command()
@click.argument("query", default="")
@question_options
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
@click.option(
    "--explain", is_flag=True, help="Mỗi bài được điểm nhờ đâu. / What the score of each article is made of."
)
@pass_console
def search(console: Console, query: str, map_: str | None, from_: str | None, **options: object) -> None:
    """Tìm trong chỉ mục. / Search the index.

    Words must all occur; "a phrase" in quotes; -word excludes; năm:2021 is a field. Accents may be left out.
    docs/query.md tells the whole language. With --json it prints what /api/v1/search answers, all but
    `short`, the link that the site adds.
    """
    given = pairs_of(query, map_, from_, options)
    params, notes = read_question(given, defaults_of(console.settings))
    reader = shown_by(open_reader(console.settings), shows_of(console.settings))
    context, pins = context_of(console.settings), pins_of(console.settings)
    _, result, pinned, found = answered(reader, params, notes, context, pins)
    notice = notice_of(console.settings, params.lang)
    answer = {**notice_json(notice), **found}
    console.emit(answer)
    if notice:
        console.line(f"{notice.text}\n")
    if not console.json:
        _show(result, pinned, found)


def _show(result: Result, pinned: Pinned, found: Json) -> None:
    contents = f", {grouped(result.groups)} nội dung · contents" if result.groups < result.total else ""
    click.echo(f"{grouped(result.total)} bài · articles{contents} ({result.took_ms:.1f} ms)")
    if found["pages"] < result.query.page and found["pages"]:
        click.echo(f"  Chỉ có {grouped(found['pages'])} trang · there are no more pages than that")
    for note in found["notes"]:
        click.echo(f"  {note['text']}")
    for one in found["did_you_mean"]:
        click.echo(f"  {one['q']}? {grouped(one['count'])} bài · articles")
    for one in found["readings"]:
        click.echo(f"  {one['text']}: {grouped(one['count'])} bài · articles")
    if on := found["published_on"]:
        click.echo(f"  {on['text']}: {grouped(on['count'])} bài · articles")
    for hit, shown in zip(pinned.hits, found["pinned"], strict=True):
        click.echo("\nGhim bởi ban biên tập · Pinned by the editors")
        _show_hit("  * ", hit, shown)
    for number, (hit, shown) in enumerate(zip(result.hits, found["hits"], strict=True), start=1):
        if not shown["pinned"]:
            click.echo()
            _show_hit(f"{number:>3}.", hit, shown)
    for word in result.word_counts:
        click.echo(f"  {word.text}: {grouped(word.count)} bài · articles")


def _show_hit(label: str, hit: Hit, shown: Json) -> None:
    click.echo(f"{label} {_bold(hit.title)}\n     {shown['published']['label']} · {hit.source} · {hit.id}")
    for snippet in hit.snippets:
        click.echo(f"     {_bold(snippet)}")
    for reason in shown["reasons"]:
        click.echo(f"     {reason['points']:8.2f}  {reason['label']}{_blank(reason['where'])}")
    if shown["group"]:
        click.echo(f"     {shown['group']['label']}")


def _blank(where: str) -> str:
    return f" · {where}" if where else ""


def _bold(marked: MarkedText) -> str:
    shown = marked_json(marked)
    joined = "".join(
        click.style(text, bold=True) if hit else text for text, hit in pieces(shown["text"], shown["marks"])
    )
    return " ".join(joined.split())
