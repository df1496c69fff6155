"""When a record was fetched."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from search.model import VIETNAM

if TYPE_CHECKING:
    from index.archives.records import Record


def fetched_on(record: Record) -> datetime:
    """Its WARC-Date in Vietnamese time. Raises `ValueError` if it names none."""
    written = record.headers.get("warc-date", "")
    try:
        date = datetime.fromisoformat(written)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(VIETNAM)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"the record has no date that can be read: {written[:40]!r}") from error
