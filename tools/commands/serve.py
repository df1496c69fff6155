"""`tratin serve`: the site."""

from __future__ import annotations

import errno
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from search.errors import SettingsError
from search.settings import check
from tools.console import pass_console
from tools.operating import operators_page
from tools.processes.keeping import CAN_FORK, serve_in_processes
from tools.serving import listen, metrics_folder, serve_here
from web.shared import Shared

if TYPE_CHECKING:
    from tools.console import Console


@click.command()
@click.option("--bind", help="Địa chỉ. / Address; the setting `bind` otherwise.")
@click.option("--port", type=click.IntRange(0, 65535), help="Cổng. / Port; the setting `port` otherwise.")
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    help="Số tiến trình. / Processes; the setting `processes` otherwise.",
)
@pass_console
def serve(console: Console, bind: str | None, port: int | None, processes: int | None) -> int:
    """Mở trang tìm kiếm. / Serve the site until Ctrl-C."""
    settings = console.settings
    host = settings.text("bind") if bind is None else str(check("bind", bind, "--bind"))
    wanted = settings.number("port") if port is None else port
    count = settings.number("processes") if processes is None else processes
    try:
        listener = listen(host, wanted)
    except (OSError, ValueError) as error:  # ValueError: a name that cannot be written as one
        raise _refused(error, host, wanted) from error

    def tell() -> None:
        address = f"http://{_shown(host)}:{listener.getsockname()[1]}{settings.text('url_prefix')}/"
        console.say(f"Mở trong trình duyệt: {address}", "open it in a browser; Ctrl-C stops")
        console.emit({"url": address})
        beside.enter_context(operators_page(settings))

    with listener, ExitStack() as beside:
        if settings.text("admin_bind"):
            beside.enter_context(metrics_folder())
        if count > 1 and CAN_FORK:
            return serve_in_processes(settings, listener, count, tell)
        serve_here(settings, listener, Shared(), lambda _: tell())
        return 0


def _shown(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    return "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - only how it is shown


def _refused(error: OSError | ValueError, host: str, port: int) -> SettingsError:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return SettingsError(
            f"port {port} on {host} is taken; choose another with --port (make demo PORT=...)",
            vietnamese=f"Cổng {port} đang có chương trình khác dùng; hãy chọn cổng khác bằng --port.",
        )
    reason = error.strerror if isinstance(error, OSError) else None
    return SettingsError(
        f"cannot answer on {host}:{port}: {reason or error}",
        vietnamese=f"Không mở được địa chỉ {host}:{port}.",
    )
