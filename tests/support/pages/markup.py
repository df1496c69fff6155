"""HTML as it should not be: character references, missing and crossed end tags, capitals."""

from __future__ import annotations

import re
from html.entities import codepoint2name
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

_PIECES = re.compile(r"(<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>|<[!/?a-zA-Z][^>]*>)", re.DOTALL)
_OPTIONAL_END = re.compile(
    r"</(p|li|dd|dt|option)>(?=\s*(?:<(?:p|div|table|ul|ol|li|dd|dt|h\d|blockquote|option)\b|"
    r"</(?:div|td|ul|ol|dl|select|article|section)>))"
    r"|</(td|th)>(?=\s*(?:<(?:td|th)\b|</tr>))|</(tr)>(?=\s*(?:<tr\b|</table>|</tbody>))"
)
_PLAIN_START = re.compile(r"(<p\b[^>]*>)([^<&]{12,}?) ([^<& ]+) ([^<]*)(?=</p>)")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:]*)((?:\s[^>]*)?)>")
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')


def escaped(text: str) -> str:
    """Text for between tags and within double quotes."""
    for char, code in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(char, code)
    return text


def on_text(html: str, change: Callable[[str], str]) -> str:
    """The page with what stands between its tags changed; scripts and comments are left."""
    pieces = _PIECES.split(html)
    return "".join(piece if place % 2 else change(piece) for place, piece in enumerate(pieces))


def on_tags(html: str, change: Callable[[str], str]) -> str:
    """The page with its tags changed."""
    pieces = _PIECES.split(html)
    return "".join(
        change(piece) if place % 2 and not piece.startswith(("<!", "<script", "<style", "<?")) else piece
        for place, piece in enumerate(pieces)
    )


def referenced(html: str, kind: str) -> str:
    """All letters beyond ASCII as references: `decimal`, `hex`, or `named` where there is a name."""

    def one(char: str) -> str:
        code = ord(char)
        if code < 128:
            return char
        if kind == "named" and code in codepoint2name:
            return f"&{codepoint2name[code]};"
        return f"&#x{code:X};" if kind == "hex" else f"&#{code};"

    change = lambda text: "".join(map(one, text))  # noqa: E731 - used twice
    return on_tags(on_text(html, change), change)


def unclosed(html: str, rng: random.Random) -> str:
    """Most end tags that HTML 4 lets one leave out are left out."""
    return _OPTIONAL_END.sub(lambda match: match[0] if rng.random() < 0.3 else "", html)


def misnested(html: str, rng: random.Random) -> str:
    """Some paragraphs begin with crossed tags, some end with end tags of nothing."""

    def cross(match: re.Match[str]) -> str:
        tag, start, word, rest = match.groups()
        return f"{tag}<b><i>{start}</b> {word}</i> {rest}" if rng.random() < 0.4 else match[0]

    def stray(match: re.Match[str]) -> str:
        return match[0] + rng.choice(("</font>", "</span></b>", "</o:p>")) if rng.random() < 0.2 else match[0]

    return re.sub(r"</p>", stray, _PLAIN_START.sub(cross, html))


def uppercase(html: str) -> str:
    """Tags and attributes in capitals; short values lose their quotes."""

    def attribute(match: re.Match[str]) -> str:
        name, value = match.groups()
        return f"{name.upper()}={value}" if re.fullmatch(r"\w+", value) else f'{name.upper()}="{value}"'

    def tag(text: str) -> str:
        match = _TAG.fullmatch(text)
        if not match:
            return text
        return f"<{match[1]}{match[2].upper()}{_ATTRIBUTE.sub(attribute, match[3])}>"

    return on_tags(html, tag)
