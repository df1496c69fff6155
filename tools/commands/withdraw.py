"""`tratin withdraw`: take an article out of the archive."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click

from index.store import open_store
from search.errors import StoreLocked
from tools.console import both, grouped, pass_console
from tools.withdrawing import Reasons, copies_of, erase, take_out, target_of, undo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.store import Withdrawal
    from search.model import Copy
    from tools.console import Console
    from tools.withdrawing import Done, Target

_BUILDING = "Lập chỉ mục"


@click.command()
@click.argument("article", metavar="[ID|URL]", default="")
@click.option("--reason", default="", help="Lý do, chỉ để lưu. / Why; kept for operators, never shown.")
@click.option("--public-reason", default="", help="Lý do cho người đọc biết. / What readers are told.")
@click.option("--erase", "erases", is_flag=True, help="Xóa hẳn, không lấy lại được. / Remove the bytes too.")
@click.option("--undo", "undoes", is_flag=True, help="Đưa bài trở lại. / Take the article back.")
@click.option("--list", "lists", is_flag=True, help="Liệt kê các bài đã gỡ. / List what was withdrawn.")
@click.option("--yes", is_flag=True, help="Không hỏi lại. / Do not ask.")
@pass_console
def withdraw(console: Console, article: str, **options: Any) -> None:
    """Gỡ một bài khỏi kho. / Take an article out of the archive.

    It leaves pages, API and captures at once, and the index before the command ends; its address answers
    that it was withdrawn. Nothing brings it back, no rebuild, no adding, no crawler; --undo does. While
    another process writes (`tratin crawl`), that one takes it out of the index with its next build, for which
    the command waits a minute.

    --erase removes its bytes too, from raw files, database, index and pinned pages; no undo. The index is
    built from nothing then, and no other process may be writing. Copies made elsewhere, backups and exports
    are not reached: docs/backup.md.

    Near-duplicates are other articles and stay; they are listed, so that they can be withdrawn too.
    """
    if options["lists"]:
        _list(console)
    elif not article:
        raise click.UsageError("hãy cho ID hoặc địa chỉ của bài · give the id or the address of an article")
    elif options["undoes"]:
        _undo(console, article)
    else:
        _withdraw(console, article, options)


def _list(console: Console) -> None:
    with open_store(console.settings, write=False) as store:
        found = store.withdrawals.all()
    console.emit([_json(one) for one in found])
    for one in found:
        erased = f", đã xóa · erased {one.erased:%d/%m/%Y %H:%M}" if one.erased else ""
        console.line(f"{one.article_id}  {one.withdrawn:%d/%m/%Y %H:%M}{erased}  {one.title or one.identity}")
        console.line(f"    {one.reason}{f' ({one.public_reason})' if one.public_reason else ''}")
    console.say(f"{grouped(len(found))} bài đã gỡ", "articles withdrawn")


def _undo(console: Console, article: str) -> None:
    target = target_of(console.settings, article)
    with console.progress(_BUILDING) as progress:
        undo(console.settings, target.article_id, progress)
    console.emit({"id": target.article_id, "undone": True})
    console.say(f"Đã đưa bài {target.article_id} trở lại", "the article is back")


def _withdraw(console: Console, article: str, options: dict[str, Any]) -> None:
    reasons = Reasons(options["reason"].strip(), options["public_reason"].strip())
    target = target_of(console.settings, article)
    if not reasons.own and target.before is None:
        raise click.UsageError("hãy cho lý do bằng --reason · give a reason with --reason")
    if not options["yes"]:
        _ask(target, options["erases"])
    copies = copies_of(console.settings, target.article_id)
    started = time.monotonic()
    with console.progress(_BUILDING) as progress:
        if options["erases"]:
            done = _erase(console, target, reasons, progress)
        else:
            done = take_out(console.settings, target, reasons, progress)
    _tell(console, done, copies, time.monotonic() - started)


def _ask(target: Target, erases: bool) -> None:
    click.echo(f"{target.article_id}  {target.title}\n    {target.source} {target.url or ''}", err=True)
    words = both("Xóa hẳn bài này?", "Erase it for good?") if erases else both("Gỡ bài này?", "Withdraw it?")
    click.confirm(words, abort=True, err=True)


def _erase(console: Console, target: Target, reasons: Reasons, progress: Any) -> Done:
    try:
        return erase(console.settings, target, reasons, progress)
    except StoreLocked as locked:
        raise StoreLocked(
            f"it is withdrawn, but not erased: {locked}",
            vietnamese="Bài đã được gỡ nhưng chưa xóa: một tiến trình khác đang ghi vào kho.",
        ) from locked


def _tell(console: Console, done: Done, copies: Sequence[Copy], seconds: float) -> None:
    console.emit(
        {
            **_json(done.tombstone),
            "out_of_index": done.is_out,
            "copies": [
                {"id": one.id, "title": one.title, "source": one.source, "url": one.url} for one in copies
            ],
            "pins": done.pins,
            "doubtful": [path.name for path in done.doubtful],
            "seconds": round(seconds, 3),
        }
    )
    one = done.tombstone
    if one.erased:
        console.say(f"Đã xóa hẳn {one.article_id} ({seconds:.1f} s)", "erased")
        console.line(
            "Bản sao lưu và bản xuất ra ngoài không bị xóa theo · backups and exports are not reached"
        )
    else:
        console.say(f"Đã gỡ {one.article_id} ({seconds:.1f} s)", "withdrawn")
    if not done.is_out:
        console.say(
            "Tiến trình đang ghi vào kho chưa lập chỉ mục lại: bài còn hiện trong kết quả tìm",
            "whoever writes has not built the index yet: results may still name it",
        )
    for path in done.doubtful:
        console.say(
            f"Không đọc hết được raw/unfinished/{path.name}", "could not be read to its end: look there"
        )
    if copies:
        console.say(f"Còn {len(copies)} bài trùng nội dung, chưa gỡ:", "near-duplicates, which stay:")
    for each in copies:
        console.line(f"    {each.id}  {each.source}  {' '.join(each.title.split())}")


def _json(one: Withdrawal) -> dict[str, object]:
    return {
        "id": one.article_id,
        "title": one.title,
        "identity": one.identity,
        "url": one.url,
        "reason": one.reason,
        "public_reason": one.public_reason,
        "withdrawn": one.withdrawn.isoformat(),
        "erased": one.erased.isoformat() if one.erased else None,
    }
