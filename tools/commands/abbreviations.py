"""`tratin abbreviations`: the table of abbreviations, and proposals for it from a corpus."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.abbreviations import mine as mine_texts
from index.endings import LINES
from index.imports import read_files
from index.pages import RawPage
from index.records import Record, parse_record
from index.store import open_store
from search.abbreviations import all_abbreviations
from search.errors import InputError
from tools.console import grouped, pass_console

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.abbreviations import Proposal
    from tools.console import Console


@click.group()
def abbreviations() -> None:
    """Chữ viết tắt: xem bảng, tìm từ mới. / Abbreviations: see the table, find new ones."""


@abbreviations.command(name="list")
@pass_console
def list_(console: Console) -> None:
    """In bảng chữ viết tắt. / Print the table of abbreviations.

    A star marks a short form that also stands for other things; "capitals" one that counts only when it
    is typed in capitals.
    """
    for row in all_abbreviations():
        console.emit(asdict(row))
        star = "*" if row.ambiguous else " "
        console.line(
            f"{row.short:<12}{star} {row.long}{'  (chỉ chữ hoa · capitals)' if row.capitals else ''}"
        )


@abbreviations.command()
@click.option(
    "--data",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tệp JSON Lines thay cho kho. / A JSON Lines file instead of the store.",
)
@click.option(
    "--min", "least", type=click.IntRange(1), default=2, show_default=True, help="Số lần. / Least count."
)
@pass_console
def mine(console: Console, data: Path | None, least: int) -> None:
    """Đề xuất chữ viết tắt từ kho bài. / Propose abbreviations from the stored articles.

    Finds what articles themselves explain: "long form (SHORT)" and "SHORT (long form)". What the table lacks
    comes first; a person reviews it and adds what is right to search/data/abbreviations.tsv.
    """
    texts = _texts_of_file(console, data) if data else _texts_of_store(console)
    found = [proposal for proposal in mine_texts(texts) if proposal.count >= least]
    fresh = [proposal for proposal in found if not proposal.known]
    for proposal in [*fresh, *(proposal for proposal in found if proposal.known)]:
        console.emit(asdict(proposal))
        console.line(_line(proposal))
    console.say(f"{grouped(len(fresh))} mới, {grouped(len(found) - len(fresh))} đã có", "new, known")


def _line(proposal: Proposal) -> str:
    known = "  (đã có · known)" if proposal.known else ""
    return f"{proposal.count:>6} {proposal.documents:>6}  {proposal.short:<12} {proposal.long}{known}"


def _texts_of_store(console: Console) -> Iterator[str]:
    with open_store(console.settings, write=False) as store:
        total = store.counts()["articles"]
        with console.progress("Đọc kho · reading", total) as progress:
            for number, document in enumerate(store.documents(), 1):
                yield document.article.text
                progress(number)


def _texts_of_file(console: Console, path: Path) -> Iterator[str]:
    """The title and text of each record; lines that are no records are counted and told."""
    if path.suffix.lower() != LINES:
        raise InputError(f"{path}: not a {LINES} file", vietnamese=f"{path} không phải tệp {LINES}.")
    skipped = 0
    max_bytes = console.settings.number("max_file_mb") * 1_000_000
    with console.progress("Đọc tệp · reading") as progress:
        for number, page in enumerate(read_files([path], "data", max_bytes), 1):
            record = parse_record(page.payload) if isinstance(page, RawPage) else page
            if isinstance(record, Record):
                yield f"{record.title}\n{record.text}"
            else:
                skipped += 1
            progress(number)
    if skipped:
        console.say(f"Bỏ qua {grouped(skipped)} dòng", "lines skipped")
