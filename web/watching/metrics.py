"""Figures of requests for Prometheus, gathered over all processes in files of one folder.

The folder is named by `PROMETHEUS_MULTIPROC_DIR`, which must be set before this module is imported. Labels
are routes as they are written in the code, never what was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from web.watching.requests import route, seconds

if TYPE_CHECKING:
    from flask import Flask, Response

_METHODS = frozenset(("GET", "HEAD", "OPTIONS", "POST"))
_EDGES = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 2.5, 5.0)
"""Seconds; 0.3 and 0.8 are the goals of the 95th and 99th percentile."""

_REQUESTS = Counter("tratin_requests", "Requests by route, method and status.", ("route", "method", "status"))
_SECONDS = Histogram(
    "tratin_request_seconds", "How long requests took, by route.", ("route",), buckets=_EDGES
)


def register_metrics(app: Flask) -> None:
    """Count the requests of a site."""

    @app.after_request
    def count(response: Response) -> Response:
        method = request.method if request.method in _METHODS else "other"
        _REQUESTS.labels(route(), method, response.status_code).inc()
        _SECONDS.labels(route()).observe(seconds())
        return response


def gathered() -> bytes:
    """The figures of all processes, in the text format of Prometheus."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return bytes(generate_latest(registry))
