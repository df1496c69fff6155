"""`tratin queries`: what many asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from tools.console import grouped, pass_console
from web.totals.kept import NAME, totals_of

if TYPE_CHECKING:
    from datetime import datetime

    from tools.console import Console


@click.command()
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Từ ngày này. / From this day on; all days otherwise.",
)
@pass_console
def queries(console: Console, since: datetime | None) -> None:
    """Câu hỏi nhiều người hỏi. / Queries that many asked, the largest totals first.

    Told are only queries that at least `count_queries` different clients asked on one day; that setting is
    0 unless it was set, and then nothing is counted. Clients of several days are summed: one who asks on two
    days is counted on each. With --json each line has `query`, `clients`, `days`, `first` and `last`.
    """
    found = totals_of(console.settings.home / NAME, since.date() if since else date.min)
    for total in found:
        console.emit(total._asdict())
        console.line(f"{grouped(total.clients):>10}  {total.query}")
    if not found:
        console.say("Chưa có tổng số nào", f"no totals; {_why(console)}")


def _why(console: Console) -> str:
    enough = console.settings.number("count_queries")
    return f"count_queries = {enough}" if enough else "count_queries is 0: nothing is counted"
