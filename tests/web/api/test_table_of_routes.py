"""docs/api.md names every route."""

from __future__ import annotations

import re
from pathlib import Path

TABLE = Path(__file__).parents[3] / "docs/api.md"


def test_every_route_is_in_the_table(make_app):
    """What the OpenAPI description has, the names of parts in capitals."""
    rows = re.findall(r"^\| `(/api/v1/[^`?]*)", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    listed = {re.sub(r"\b[A-Z]+\b", "X", path) for path in rows}
    described = make_app().test_client().get("/api/v1/openapi.json").json["paths"]
    assert {re.sub(r"{[^}]+}", "X", path) for path in described} - listed == set()
