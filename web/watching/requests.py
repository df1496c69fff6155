"""Each request has an id, that of the proxy in front if it sent one, and leaves a line where that is wanted.

A line tells the route and not the address: who looks for what is nobody's business (ASVS 5.0.0, 16.2.5).
"""

from __future__ import annotations

import logging
import re
import secrets
import time
from typing import TYPE_CHECKING

from flask import g, request

if TYPE_CHECKING:
    from flask import Flask, Response

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Variable that names the folder of figures for Prometheus; where it is not set nothing is counted."""

HEADER = "X-Request-ID"

CAME = "tratin.came"
"""Of a WSGI environment: when the request came, by `time.perf_counter`, which processes of a machine share.

`tratin serve` says so, as text; without it a request comes when it is begun.
"""

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
"""What an id of others may look like: it goes into logs and headers."""

_log = logging.getLogger("tratin.requests")


def register_requests(app: Flask, wanted: str) -> None:
    """Give each request of a site its id; `wanted` is the setting `log`."""

    @app.before_request
    def begin() -> None:
        sent = request.headers.get(HEADER, "")
        g.request_id = sent if _ID.fullmatch(sent) else secrets.token_hex(8)
        g.came = float(request.environ.get(CAME) or time.perf_counter())

    @app.after_request
    def end(response: Response) -> Response:
        response.headers[HEADER] = g.request_id
        if wanted != "errors":
            _log.info("request", extra={"facts": _facts(response, with_query=wanted == "queries")})
        return response


def route() -> str:
    """The route of the current request as it is written in the code; empty for an address that is none."""
    return request.url_rule.rule if request.url_rule else ""


def seconds() -> float:
    """How long the current request took, from when it came."""
    return time.perf_counter() - float(g.came)


def _facts(response: Response, *, with_query: bool) -> dict[str, object]:
    facts: dict[str, object] = {
        "method": request.method[:16],
        "route": route(),
        "status": response.status_code,
        "ms": round(1000 * seconds(), 1),
        "bytes": response.content_length,
    }
    return {**facts, "address": request.full_path[:4000]} if with_query else facts
