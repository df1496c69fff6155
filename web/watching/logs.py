"""The log as lines of JSON: whatever was typed or sent stays inside its line (ASVS 5.0.0, 16.4.1)."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

from flask import g, has_request_context


class JsonLines(logging.Formatter):
    """A record as one line: time, level, logger, message, id of the request, and facts if it has some."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if has_request_context() and "request_id" in g:
            line["request"] = g.request_id
        line |= getattr(record, "facts", {})
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def set_up_log(wanted: str) -> None:
    """Let all loggers of this process write lines of JSON on stderr; `wanted` is the setting `log`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    logging.getLogger("tratin.requests").setLevel(logging.WARNING if wanted == "errors" else logging.INFO)
