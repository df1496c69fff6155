"""The files that pages load: style sheets and one script, put together from parts when the site starts.

A page asks for each once, whatever it is made of; the address holds a hash of what is in it.
"""

from __future__ import annotations

import hashlib
import re
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flask import Response, abort, request

from web.compressing import TIGHTEST, coding_for, put, tight
from web.site import route

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from flask import Flask

    from web.compressing import Coding

HERE = Path(__file__).parent

STYLES: Mapping[str, Sequence[str]] = {
    "site.css": (
        "tokens base frame why box home hit results facets histogram tally tiles share forced print"
    ).split(),
    "reading.css": (
        "article matches record versions document captures forms values printed clips embedding"
    ).split(),
    "precedents.css": ["precedents", "over_time", "alike"],
}
"""The parts of the style sheets, in the order in which they say the last word.

Every page loads the first one; those that are read more than searched load the second too, and those
about precedents the third.
"""

COMMON = "elements combobox shared".split()
SCRIPTS = [
    *COMMON,
    *"keys filters back suggestions histogram matches proofs copying notebook embedding".split(),
]
"""The parts of the script; what the common ones name is known to all, what others name to themselves."""

YEAR = 365 * 24 * 3600
"""Seconds that a file may be kept which is asked for with its own hash."""

_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANKS = re.compile(r" *([{};,]) *|(?<=:) ")
"""Blanks that mean nothing: none of ours stands in a string, none after the colon of a selector."""


class Asset(NamedTuple):
    """A file that pages load, with a short hash of it."""

    data: bytes
    kind: str
    stamp: str
    packed: Mapping[Coding, bytes]


def style_sheet(name: str) -> str:
    """A style sheet without its remarks."""
    return tight_style("\n".join(_read("styles", f"{part}.css") for part in STYLES[name]))


def tight_style(text: str) -> str:
    """Style rules without remarks and without blanks that mean nothing."""
    lines = _tight(_REMARK.sub("", text)).replace("\n", " ")
    return _BLANKS.sub(r"\1", lines).replace(";}", "}")


def tight_script(parts: Iterable[str]) -> str:
    """Parts of a script one after the other, without remarks that fill a line, indents and empty lines."""
    lines = "\n".join(parts).splitlines()
    return _tight("\n".join(line for line in lines if not line.lstrip().startswith("//")))


def script() -> str:
    """The script without its remarks; each part that is not common has its names for itself."""
    common = [_read("scripts", f"{name}.js") for name in COMMON]
    others = [_read("scripts", f"{name}.js") for name in SCRIPTS[len(COMMON) :]]
    return tight_script(['"use strict";', *common, *(f"{{\n{each}}}" for each in others)])


def add_assets(app: Flask) -> None:
    """Serve them under `/static/`, and let templates name them by `asset`."""
    assets = _assets()

    def serve(filename: str) -> Response:
        """A file by its name."""
        if filename not in assets:
            abort(404)
        found = assets[filename]
        response = Response(found.data, content_type=found.kind)
        if coding := coding_for(request, response, len(found.data), TIGHTEST):
            put(response, coding, found.packed[coding])
        if request.args.get("v") == found.stamp:
            response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        return response

    app.add_url_rule("/static/<filename>", "static", serve)
    app.jinja_env.globals["asset"] = _address_in(assets)


def _assets() -> Mapping[str, Asset]:
    """All of them, by name."""
    files = {path.name: path.read_bytes() for path in (HERE / "static").iterdir() if path.is_file()}
    made = {"site.js": script().encode(), **{name: style_sheet(name).encode() for name in STYLES}}
    return {name: _asset(name, data) for name, data in {**files, **made}.items()}


def _asset(name: str, data: bytes) -> Asset:
    kind = guess_type(name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    packed = {coding: tight(data, coding) for coding in TIGHTEST}
    return Asset(data, f"{kind}{charset}", hashlib.sha256(data).hexdigest()[:10], packed)


def _address_in(assets: Mapping[str, Asset]) -> Callable[[str], str]:
    return lambda name: route("static", filename=name, v=assets[name].stamp)


def _read(folder: str, name: str) -> str:
    return (HERE / folder / name).read_text(encoding="utf-8")


def _tight(text: str) -> str:
    """A text without indents and empty lines."""
    return "\n".join(line for line in map(str.strip, text.splitlines()) if line) + "\n"
