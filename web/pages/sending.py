"""Forms that are sent, on the few pages that read more than an address: read to answer, and kept nowhere."""

from __future__ import annotations

from flask import abort, request


def allow(most: int) -> None:
    """Let the form of the current request have so many bytes; 413 for one that says it has more."""
    if (request.content_length or 0) > most:
        abort(413)
    request.max_content_length = request.max_form_memory_size = most
