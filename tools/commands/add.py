"""`tratin add`: files into the store."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.imports import FileSkip, read_files
from index.knowing import knowing_of
from index.pages import RawPage
from index.pipeline import add_pages
from index.store import Added, Doubt, open_store
from search.errors import InputError
from tools.console import Name, NamedPath, both, grouped, pass_console, tell_warning
from tools.vietnamese import skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tools.console import Console

LARGE = 5_000_000
"""Bytes of a page that is foretold: nothing is heard of it for seconds."""

WORDS = {
    "added": ("mới", "added"),
    "changed": ("bản mới", "changed"),
    "unchanged": ("đã có", "unchanged"),
    "skipped": ("bỏ qua", "skipped"),
}

DOUBTS = {
    Doubt.OTHER_TEXT: (
        "bản mới hầu như không có chữ nào chung với bản trước; nếu là bài khác, hãy dùng --source khác",
        "the new version has almost no text in common with the one before; another article? See --source",
    ),
    Doubt.DATE: (
        "không hiểu ngày của bản ghi, hoặc ngày ấy chưa tới, nên đã bỏ qua",
        "the date of the record is not understood or is to come, and was left out",
    ),
}


@click.command()
@click.argument("files", nargs=-1, required=True, type=NamedPath(path_type=Path))
@click.option(
    "--source",
    type=Name(),
    default="local",
    show_default=True,
    help="Tên nguồn của các tệp này. / Name of the source of these files.",
)
@pass_console
def add(console: Console, files: tuple[Path, ...], source: str) -> None:
    """Nạp tệp hoặc thư mục vào kho. / Add files or folders to the store.

    The store must be there (`tratin init`). Reads .txt captures, .html pages (.htm, .xhtml, and .aspx, .asp,
    .php, .jsp, .shtml or no ending where the file begins like HTML), .jsonl records (fields id, title, date,
    url, category, text; all but text optional) and the HTML pages of .warc and .warc.gz files. Other files of
    a folder are told together and counted as skipped. The bytes are kept as they are. Adding the same again
    changes nothing; a changed input becomes a new version. What is reported is on disk: it survives a crash.

    An article is known by the source and by the name of its file with that of the folder right above it;
    a record by its url in any source, else by the source and its id, else by its title and text; a page of an
    archive by its address. What comes under the same is a new version of it, so name folders that hold files
    of equal names as different sources. A warning tells where a version has almost no text in common with
    the one before.

    With --json: one line a page, {"outcome", "id", "version", "name", "reason", "detail", "doubts"}, then a
    summary and how often each doubt came.
    """
    max_bytes = console.settings.number("max_file_mb") * 1_000_000
    pages = read_files(files, source, max_bytes)
    counts, doubts = Counter[str](), Counter[str]()
    with open_store(console.settings, write=True, create=False) as store, console.progress("Nạp") as progress:
        for done in add_pages(store, _foretold(console, pages), knowing_of(console.settings, store)):
            counts[_report(console, done)] += done.count if isinstance(done, FileSkip) else 1
            doubts.update([] if isinstance(done, FileSkip) else done.doubts)
            progress(counts.total())
    _summary(console, counts, doubts)
    if counts and counts["skipped"] == counts.total():
        raise InputError("nothing that was given could be used", vietnamese="Không dùng được tệp nào.")


def _foretold(console: Console, pages: Iterable[RawPage | FileSkip]) -> Iterator[RawPage | FileSkip]:
    """The pages, and of each that takes long a line before it is read."""
    for page in pages:
        if isinstance(page, RawPage) and len(page.payload) >= LARGE and not console.json:
            size = f"{len(page.payload) / 1e6:.0f} MB"
            click.echo(
                f"  {page.name}: {size}, {both('chừng một giây mỗi MB', 'about a second a MB')}",
                err=True,
            )
        yield page


def _report(console: Console, done: Added | FileSkip) -> str:
    """Tell what became of one page; returns its outcome."""
    if isinstance(done, FileSkip):
        outcome, article_id, version = "skipped", None, None
    else:
        outcome, article_id, version = done.outcome.value, done.article_id, done.version
    reason = done.reason.value if done.reason else None
    console.emit(
        {
            "outcome": outcome,
            "id": article_id,
            "version": version,
            "name": done.name,
            "reason": reason,
            "detail": done.detail,
            "doubts": [] if isinstance(done, FileSkip) else list(done.doubts),
        }
    )
    for doubt in () if isinstance(done, FileSkip) else done.doubts:
        tell_warning(f"{done.name}: {DOUBTS[doubt][0]}", f"{done.name}: {DOUBTS[doubt][1]}")
    if done.reason and not console.json:
        click.echo(f"  bỏ qua · skipped: {done.name}: {skipped(done.reason, done.detail)}", err=True)
    elif done.detail and not console.json:
        click.echo(f"  bảng mã · encoding: {done.name}: {done.detail}", err=True)
    return outcome


def _summary(console: Console, counts: Counter[str], doubts: Counter[str]) -> None:
    parts = [(grouped(counts[key]), *WORDS[key]) for key in WORDS if counts[key]]
    if not parts:
        console.say("Không có tệp nào", "no files found")
    else:
        vietnamese = ", ".join(f"{number} {word}" for number, word, _ in parts)
        console.say(f"Đã nạp: {vietnamese}", ", ".join(f"{number} {word}" for number, _, word in parts))
    told = {doubt.value: doubts[doubt] for doubt in Doubt}
    console.emit({"summary": {key: counts[key] for key in WORDS}, "doubts": told})
