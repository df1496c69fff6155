"""How far the table of units agrees with an independent one."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

from tools.measure.figures import Figure
from tools.units.compare import compare

if TYPE_CHECKING:
    from pathlib import Path

REFERENCE = "units-2004-2026.json.gz"


def table_figures(private: Path) -> list[Figure]:
    """The share of the reference's forms and successors that our table has."""
    reference = json.loads(gzip.decompress((private / REFERENCE).read_bytes()))
    return [
        Figure(f"units: {each.name}", each.agree / max(1, each.total), "share") for each in compare(reference)
    ]
