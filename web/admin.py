"""The operators' page: alarms, how the crawl goes, the newest captures, and how the cleaner reads a page.

It answers on an inner address only, in both languages, and never beside the pages for readers.
"""

from __future__ import annotations

import ipaddress
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, abort, render_template, request

from search.model import KIND_NAMES
from web.headers import finish
from web.sparkline import sparkline
from web.texts.words import number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from search.settings import Settings

_AROUND = frozenset(("chrome", "related", "pager"))
HERE = Path(__file__).parent


def create_admin(
    settings: Settings,
    overview: Callable[[], Mapping[str, Any]],
    explain: Callable[[str], Mapping[str, Any] | None],
    metrics: Callable[[], bytes] = bytes,
) -> Flask:
    """The application over two functions: what came in lately, and how a page of an article id is read.

    `overview` gives `sources` (each with `name`, `alarms` and `captures`), what `tratin status --json` tells
    of a crawl, and the `problem` of a portal file; `explain` what `tratin clean --explain --json` prints, or
    None for an unknown id, reasons of either as words; `metrics` figures in the text format of Prometheus.
    """
    app = Flask("web.admin", static_folder=str(HERE / "static"), template_folder=str(HERE / "templates"))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["site_name"] = settings.text("site_name")
    app.jinja_env.globals["kinds"] = {kind.value: name for kind, name in KIND_NAMES.items()}
    app.jinja_env.filters["moment"] = _moment
    app.jinja_env.filters["number"] = lambda count: number(count, "vi")
    app.jinja_env.globals["sparkline"] = sparkline
    own = settings.text("admin_bind").rpartition(":")[0]

    @app.before_request
    def refuse_strangers() -> None:
        """A name that somebody else gave this address may be a page elsewhere that wants to read ours."""
        if not _is_inner(request.host, own):
            abort(403)

    @app.get("/")
    def home() -> str:
        return render_template("admin_home.html", **overview())

    @app.get("/clean/<article_id>")
    def page(article_id: str) -> str:
        shown = explain(article_id)
        if shown is None:
            abort(404)
        return render_template("admin_page.html", shown=shown, runs=_runs(shown["blocks"]))

    @app.get("/metrics")
    def figures() -> Response:
        return Response(metrics(), content_type="text/plain; version=0.0.4; charset=utf-8")

    app.after_request(finish)
    return app


def _runs(blocks: Sequence[Mapping[str, str]]) -> list[tuple[bool, list[Mapping[str, str]]]]:
    """The blocks in runs: the article's own, and what is around it, which the page folds."""
    return [(outside, list(run)) for outside, run in groupby(blocks, key=lambda one: one["kind"] in _AROUND)]


def _moment(iso: str) -> str:
    """A time in ISO 8601 as `27/11/2026 18:32`, on the clock that it is written for."""
    return f"{datetime.fromisoformat(iso):%d/%m/%Y %H:%M}"


def _is_inner(host: str, own: str) -> bool:
    """Whether a request names an IP address, this machine, or what the page is bound to."""
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    name = name.strip("[]").lower()
    if name in {"localhost", own.strip("[]").lower()}:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
