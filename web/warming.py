"""The first pages of a process, drawn before anybody asks: templates are read, and tables made."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

PAGES = ("/", "/tim?q=hội+nghị", "/tim?q=chi+bo", "/tim?q=chi+bo&lang=en")
"""Words that party news have everywhere, with marks and without; each language reads its templates."""

_HEADERS = {"Accept-Encoding": "zstd"}
"""Pages are kept as they are packed for most browsers."""


def warm(app: Flask) -> None:
    """Draw some pages and let them go, uncounted and not logged. What is wrong is told to whoever asks."""
    for page in PAGES:
        with suppress(Exception), app.test_request_context(page, headers=_HEADERS):
            app.dispatch_request()
