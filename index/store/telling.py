"""What came with a page beside its bytes, as text for a column or a WARC header: headers and witnesses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from search.model import Witness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def write_headers(headers: Mapping[str, str]) -> str | None:
    """ASCII whatever is in them, so that any database takes it; None for none."""
    return json.dumps(dict(headers)) if headers else None


def read_headers(column: str | None) -> dict[str, str]:
    """The headers from their column."""
    return dict(json.loads(column)) if column else {}


def write_witnesses(witnesses: Sequence[Witness]) -> str | None:
    """ASCII whatever is in them; None for none."""
    told = [(witness.field, witness.value, witness.origin) for witness in witnesses]
    return json.dumps(told) if told else None


def read_witnesses(column: str | None) -> tuple[Witness, ...]:
    """The witnesses from their column."""
    return tuple(Witness(*told) for told in json.loads(column)) if column else ()
