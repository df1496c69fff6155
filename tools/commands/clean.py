"""`tratin clean`: stored pages cleaned anew by the cleaner of now, compared, and then published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from index.cleaning import learn_hosts
from index.knowing import knowing_of
from index.processes import cores
from index.recleaning import Recleaning, Wanted
from index.store import open_store
from search.errors import CleaningHeld
from tools.changes import facts, lines
from tools.console import grouped, pass_console
from tools.explaining import explain_target
from tools.pinned import check_pins, pin_target

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.changes import Report
    from index.store import Store
    from tools.console import Console


@click.command()
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Mọi trang, không chỉ trang cũ. / All pages, not only stale ones.",
)
@click.option("--source", help="Chỉ nguồn này. / Only this source.")
@click.option("--host", help="Chỉ máy chủ này. / Only this host.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    help="Số tiến trình; mặc định là số lõi. / Processes; the number of cores otherwise.",
)
@click.option("--dry-run", is_flag=True, help="Chỉ báo cáo, không đổi gì. / Only report, publish nothing.")
@click.option("--accept", is_flag=True, help="Vẫn đổi dù có cảnh báo. / Publish in spite of alarms.")
@click.option(
    "--fresh", is_flag=True, help="Bỏ kết quả đang chờ, làm từ đầu. / Forget what waits, begin anew."
)
@click.option(
    "--learn", is_flag=True, help="Học phần lặp lại của từng máy chủ. / Learn what repeats on each host."
)
@click.option(
    "--explain",
    "target",
    metavar="URL|FILE|ID",
    help="Cho xem các khối của một trang. / Show the blocks of one page.",
)
@click.option(
    "--pin",
    "pinned",
    metavar="URL|FILE|ID",
    help="Giữ một trang và bài làm ra từ nó để so về sau. / Keep a page and its article, to compare later.",
)
@click.option("--check-pins", is_flag=True, help="So các trang đã giữ. / Compare the pages that were kept.")
@pass_console
def clean(console: Console, **options: object) -> None:
    """Làm sạch lại các trang đã lưu. / Clean stored pages anew.

    Pages are stale if another cleaner made their article, or if the rules of their portal or what was learned
    of their host changed since. Their articles are made anew aside, which can be cut off at any moment and
    goes on when the command is run again. Then it tells what would change, and publishes it, unless a source
    would lose half of its text or a quarter of its days, or a quarter of its titles would become one and the
    same: that takes --accept (exit code 8). --dry-run stops after the report; what was made waits for the
    next run. Run `tratin build` afterwards.

    --learn looks at the newest pages of each host, and keeps which of their blocks repeat; nothing else is
    done. --explain shows how the cleaner reads one page: a file, or a stored page by address or article id.
    --pin keeps such a page with the article made of it in the folder pins of the home; --check-pins tells
    which field of which pinned page the cleaner and the rules of its portal of now read differently (exit
    code 7).
    """
    if options["learn"]:
        _refuse_beside_learn(options)
    at = str(options["source"] or "local")
    if options["target"] is not None:
        explain_target(console, str(options["target"]), at)
    elif options["pinned"] is not None:
        pin_target(console, str(options["pinned"]), at)
    elif options["check_pins"]:
        check_pins(console)
    else:
        _over_store(console, options)


def _over_store(console: Console, options: Mapping[str, object]) -> None:
    jobs = options["jobs"]
    jobs = jobs if isinstance(jobs, int) else cores()
    with open_store(console.settings, write=True, create=False) as store:
        if options["learn"]:
            _learn(console, store, jobs)
            return
        source, host = (None if options[name] is None else str(options[name]) for name in ("source", "host"))
        wanted = Wanted(source, host, bool(options["everything"]))
        run = Recleaning(console.settings, store, wanted, jobs)
        _clean(console, run, {name: bool(options[name]) for name in ("dry_run", "accept", "fresh")})


def _clean(console: Console, run: Recleaning, how: dict[str, bool]) -> None:
    with console.work("Đổi tiếp") as progress:
        finished = run.finish(progress)
    if finished:
        console.say(
            f"Đã đổi nốt {grouped(finished)} bài của lần trước", "finished publishing what was decided before"
        )
    with console.work("Làm sạch") as progress:
        damaged = run.make(progress, anew=how["fresh"])
    report = run.report()
    held = bool(report.alarms) and not how["accept"]
    publishes = not (held or how["dry_run"]) and report.pages > 0
    console.emit({**facts(report), "finished": finished, "damaged": list(damaged), "publishes": publishes})
    for line in lines(report, damaged):
        console.line(line)
    if held:
        raise _held(report)
    if publishes:
        with console.work("Đổi") as progress:
            number = run.publish(progress)
        console.say(f"Đã đổi {grouped(number)} bài; hãy chạy `tratin build`", "published; run `tratin build`")
        console.emit({"published": number})


def _held(report: Report) -> CleaningHeld:
    sources = ", ".join(sorted({name for name, _ in report.alarms}))
    return CleaningHeld(
        f"alarms of {sources}: nothing was published. What was made waits: `tratin clean --explain` "
        "shows single pages, and `tratin clean --accept` publishes all the same",
        vietnamese=f"Thay đổi đáng ngờ ở {sources}: chưa đổi gì. Thêm --accept nếu vẫn muốn đổi.",
    )


def _refuse_beside_learn(options: dict[str, object]) -> None:
    """`--learn` writes what it learns of all hosts: an option that would be ignored may not promise else."""
    beside = ("everything", "source", "host", "dry_run", "accept", "fresh")
    if any(options[name] for name in beside):
        raise click.UsageError(
            "--learn chỉ đi cùng --jobs và --json / --learn goes with --jobs and --json only."
        )


def _learn(console: Console, store: Store, jobs: int) -> None:
    hosts = changed = 0
    before = store.hosts.marks()
    with console.work("Học") as progress:
        for learned in learn_hosts(console.settings, store, jobs, progress):
            hosts += 1
            changed += before.get(learned.host, "") != learned.mark
            console.emit(
                {
                    "host": learned.host,
                    "version": learned.version,
                    "mark": learned.mark,
                    "pages": learned.pages,
                    "keys": len(store.hosts.keys(learned.host)),
                }
            )
    stale = store.stale(knowing_of(console.settings, store).stamp_of)
    console.say(
        f"Đã xem {grouped(hosts)} máy chủ, {grouped(changed)} có thay đổi; "
        f"{grouped(stale)} trang cần làm sạch lại (tratin clean)",
        "hosts looked at, those that changed, and pages to be cleaned anew",
    )
    console.emit({"summary": {"hosts": hosts, "changed": changed, "stale": stale}})
