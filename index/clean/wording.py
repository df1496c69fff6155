"""Long alternatives, written as lines one can read."""

from __future__ import annotations


def choice(alternatives: str) -> str:
    """One regex group of all alternatives; a line may hold several, divided by `|`."""
    return f"(?:{'|'.join(line.strip() for line in alternatives.strip().splitlines())})"
