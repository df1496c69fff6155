"""Cells that no spreadsheet takes for a formula, whatever an article holds (ASVS 5.0.0, 1.2.10)."""

from __future__ import annotations

RISKY = frozenset("=+-@\t\r\n＝＋－＠")
"""What a formula begins with; the wide forms count where keyboards make them."""
