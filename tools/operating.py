"""The operators' page of `tratin serve`, in a process of its own that ends with the site."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from contextlib import contextmanager, suppress
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click
from waitress.server import create_server

from index.knowing import knowing_of
from index.portals import Portals, load_portals, portal_folders
from index.store import open_store
from search.errors import EngineError, InputError, SettingsError, TratinError
from search.generations import current, manifest_of
from search.topics import taxonomy_of
from tools.console import both, tell_error, tell_warning
from tools.explaining import facts, stored
from tools.reasons import coded
from tools.serving import listen
from tools.vietnamese import skipped
from tools.watch.alarms import Limits
from tools.watch.observing import observe
from web.admin import create_admin
from web.watching.requests import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.store import Alarm, Newest, Store
    from search.settings import Settings

SHOWN = 10
"""Captures of each source on the first page."""


@contextmanager
def operators_page(settings: Settings) -> Iterator[None]:
    """Answer operators while the block runs, unless the setting `admin_bind` is empty.

    Another process, because those that serve are forked from this one, which must have no threads.
    """
    if not settings.text("admin_bind"):
        yield
        return
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(settings,), daemon=True)
    process.start()
    try:
        yield
    finally:
        process.kill()
        process.join()


def _serve(settings: Settings) -> None:
    """The life of the process: it leaves Ctrl-C to its parent, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()
    address = settings.text("admin_bind")
    host, _, port = address.rpartition(":")
    try:
        listener = listen(host.strip("[]"), int(port))
    except (OSError, ValueError, OverflowError) as error:
        tell_warning(
            f"Không mở được trang vận hành ở {address}; trang tìm kiếm vẫn chạy.",
            f"the operators' page cannot answer on {address} ({error}); set admin_bind to another address",
        )
        return
    with suppress(OSError):
        click.echo(f"Trang vận hành: http://{address}/ · the page for operators", err=True)
    try:
        with open_store(settings, write=False) as store:
            app = create_admin(
                settings,
                lambda: overview(settings, store),
                lambda name: explained(settings, store, name),
                lambda: metrics(settings),
            )
            create_server(app, sockets=[listener], threads=2, ident=None).run()
    except TratinError as error:
        tell_error(error)
    finally:
        listener.close()


def overview(settings: Settings, store: Store) -> dict[str, Any]:
    """How the crawl goes, the newest captures of each source, and its alarms."""
    alarms = store.alarms()
    by_source = groupby(store.newest(SHOWN), key=lambda one: one.source)
    sources = [_source(name, list(found), alarms) for name, found in by_source]
    return {"sources": sources, **_crawl(settings, store)}


def metrics(settings: Settings) -> bytes:
    """Figures of requests, if the site counts them, and of the index that is published, for Prometheus."""
    if FOLDER in os.environ:
        from web.watching.metrics import gathered  # noqa: PLC0415 - it needs that folder

        requests = gathered()
    else:
        requests = b""
    lines = [f"# TYPE {name} gauge\n{name} {value}\n" for name, value in _index_figures(settings)]
    return requests + "".join(lines).encode()


def _index_figures(settings: Settings) -> Iterator[tuple[str, float]]:
    root = settings.index_dir
    try:
        manifest = manifest_of(root / current(root))
    except (EngineError, OSError):
        yield "tratin_index_open", 0
        return
    yield "tratin_index_open", 1
    yield "tratin_index_articles", manifest.documents
    yield "tratin_index_bytes", manifest.bytes
    yield "tratin_index_built_timestamp_seconds", manifest.built.timestamp()


def _crawl(settings: Settings, store: Store) -> dict[str, Any]:
    """What `tratin status --json` tells of a crawl; without portals where one of their files is wrong."""
    problem, portals = "", Portals()
    try:
        portals = load_portals(portal_folders(settings.home), taxonomy_of(settings))
    except SettingsError as error:  # a portal file was spoilt while the site runs
        problem = both(error.vietnamese, str(error))
    observed = observe(settings, store, portals, Limits(), int(time.time()))
    told = observed.facts()
    for portal in told["portals"]:
        for each in (*portal["failures"], *portal["robots"], *portal["no_article"]):
            each["reason"] = coded(each["reason"])
    return {**told, "problem": problem}


def _source(name: str, captures: list[Newest], alarms: tuple[Alarm, ...]) -> dict[str, Any]:
    return {
        "name": name,
        "alarms": [alarm._asdict() for alarm in alarms if alarm.source == name],
        "captures": [
            {
                "id": one.article_id,
                "name": one.name,
                "url": one.url,
                "fetched": f"{one.fetched:%d/%m/%Y %H:%M}",
                "skipped": skipped(one.skip_reason, one.skip_detail) if one.skip_reason else "",
                "alarm": one.alarm,
            }
            for one in captures
        ],
    }


def explained(settings: Settings, store: Store, name: str) -> dict[str, Any] | None:
    """How a stored page is read now; None for one that is unknown."""
    from index.clean.explaining import explain  # noqa: PLC0415 - the cleaner, for this one page

    try:
        page = stored(store, name)
    except InputError:
        return None
    try:
        shown = facts(page, explain(page, knowing_of(settings, store).known_of(page)))
    except SettingsError as error:  # a portal file was spoilt while the site runs
        shown = facts(page, explain(page))
        shown["reasons"] = {"portal file": f"{error.vietnamese} · {error}", **shown["reasons"]}
    if told := shown["skipped"]:
        shown["skipped"] = skipped(**told)
    return shown


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(0)
