"""From the bytes of a page to an `Article` of labelled blocks, or to a `Skipped` that says why not."""

from __future__ import annotations

from index.clean.bylines import byline
from index.clean.cleaner import CLEANER, clean

__all__ = ["CLEANER", "byline", "clean"]
