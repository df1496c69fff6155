"""XML as the standard library writes it; what XML 1.0 cannot hold is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEVER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no document may hold, escaped or not (XML 1.0, 2.2)."""


def allowed(text: str) -> str:
    """The text without those characters."""
    return _NEVER.sub("", text)


def add(
    parent: ET.Element, name: str, text: str = "", attributes: Mapping[str, str] | None = None
) -> ET.Element:
    """Add an element with a text and attributes."""
    made = ET.SubElement(parent, name, {key: allowed(value) for key, value in (attributes or {}).items()})
    made.text = allowed(text) or None
    return made


def written(root: ET.Element) -> bytes:
    """The document as UTF-8."""
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
