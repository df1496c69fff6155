"""The Chromium of this machine, for tests and measures in a browser."""

from __future__ import annotations

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")


def chromium() -> str | None:
    """Where it is: what `TRATIN_CHROMIUM` names and nothing else, or the system's own; None for none."""
    named = os.environ.get("TRATIN_CHROMIUM")
    return next((found for name in ([named] if named else NAMES) if (found := shutil.which(name))), None)


def shell() -> str | None:
    """The same without windows, tabs and profiles; None where there is none, or another one is named."""
    named = os.environ.get("TRATIN_CHROMIUM")
    return None if named else next((found for name in SHELLS if (found := shutil.which(name))), None)
