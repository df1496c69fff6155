"""Cells that no spreadsheet takes for a formula, whatever an article holds (ASVS 5.0.0, 1.2.10)."""

from __future__ import annotations

RISKY = frozenset("=+-@\t\r\n＝＋－＠")
"""What a formula begins with; the wide forms count where keyboards make them."""


def is_risky(text: str) -> bool:
    """Whether a spreadsheet might run a text."""
    return text[:1] in RISKY


def safe(text: str) -> str:
    """A text that stays text: behind an apostrophe where it begins as a formula does."""
    return f"'{text}" if text[:1] in RISKY else text
