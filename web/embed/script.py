"""The one script of the box, put together from parts; it loads nothing else, and its styles are in it."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from web.assets import HERE, tight_script, tight_style
from web.embed.earlier import stamp_of
from web.embed.texts import texts_of_script

OWN = Path(__file__).parent / "script"

SHARED = ("elements", "combobox")
"""Parts that the script of the site has too."""

PARTS = ("asking", "drawing", "results", "element")


class Script(NamedTuple):
    """The script, the short name of this very text, and its hash as `integrity` wants it (W3C SRI)."""

    data: bytes
    stamp: str
    integrity: str


@cache
def script() -> Script:
    """The script as it is sent, made once in the life of a process."""
    data = _text().encode()
    digest = base64.b64encode(hashlib.sha384(data).digest()).decode()
    return Script(data, stamp_of(data), f"sha384-{digest}")


def _text() -> str:
    """All parts in one function, so that the page that loads it gets no new name."""
    files = [*(HERE / "scripts" / f"{name}.js" for name in SHARED), *(OWN / f"{name}.js" for name in PARTS)]
    style = tight_style((OWN / "box.css").read_text(encoding="utf-8"))
    values = {"STYLE": style, "TEXTS": texts_of_script()}
    given = [f"const {name} = {json.dumps(value, ensure_ascii=False)};" for name, value in values.items()]
    parts = [file.read_text(encoding="utf-8") for file in files]
    return tight_script(['(() => {\n"use strict";', *given, *parts, "})();"])
