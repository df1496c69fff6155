"""One line of a JSON Lines file as a record: `text`, and optionally `id, title, date, url, category`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from search.model import Skipped, SkipReason
from search.text import canonical

FIELDS = ("id", "title", "date", "url", "category")
DATE_FIELD = "record field date"
"""The origin of the witness that a record's own date is."""

_WEB_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """An article as fields; a missing field is an empty string. `url` is empty unless it is http or https."""

    text: str
    id: str = ""
    title: str = ""
    date: str = ""
    url: str = ""
    category: str = ""


def parse_record(payload: bytes) -> Record | Skipped:
    """Read one line; `Skipped` says what is wrong with it (not-utf8, bad-record or no-text-field)."""
    try:
        value = json.loads(payload.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Skipped(SkipReason.NOT_UTF8, f"byte {error.start} is not UTF-8")
    except (ValueError, RecursionError) as error:
        return Skipped(SkipReason.BAD_RECORD, f"not JSON: {error}")
    return _from_json(value)


def _from_json(value: object) -> Record | Skipped:
    if not isinstance(value, dict):
        return Skipped(SkipReason.BAD_RECORD, "not a JSON object")
    text = value.get("text")
    if text is None or text == "":
        return Skipped(SkipReason.NO_TEXT_FIELD, "no field 'text'")
    if not isinstance(text, str):
        return Skipped(SkipReason.BAD_RECORD, "field 'text' must be a string")
    wrong = next((name for name in FIELDS if not _usable(value.get(name))), None)
    if wrong is not None:
        return Skipped(SkipReason.BAD_RECORD, f"field {wrong!r} must be a string or a whole number")
    fields = {name: _one_line(value.get(name)) for name in FIELDS}
    fields["url"] = fields["url"] if _WEB_ADDRESS.fullmatch(fields["url"]) else ""
    return Record(text=text, **fields)


def _usable(value: object) -> bool:
    return value is None or (isinstance(value, str | int) and not isinstance(value, bool))


def _one_line(value: object) -> str:
    return "" if value is None else " ".join(canonical(str(value)).split())
