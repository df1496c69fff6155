"""Pages of ten megabytes, and pages a hundred thousand elements deep: one of each kind.

for name in GIANTS: giant(name)
"""

from __future__ import annotations

import base64
import json
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTES = 10 * 1_000_000
DEEP = 100_000
SENTENCE = (
    "Huyện ủy Sông Mới tổ chức hội nghị đánh giá kết quả phát triển đảng viên ở nông thôn trong năm qua. "
)
HEAD = (
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>Gỡ khó</title></head>"
    f"<body><h1>Gỡ khó</h1><p>{SENTENCE * 3}</p>"
)
TAIL = f"<p>{SENTENCE * 4}</p><p>{SENTENCE * 2}</p></body></html>"


def giant(name: str) -> bytes:
    """The page of a kind."""
    return (HEAD + GIANTS[name]() + TAIL).encode()


def _filled(piece: str, size: int = MEGABYTES) -> str:
    """So many bytes of a piece."""
    return piece * (size // len(piece.encode()) + 1)


def _deep(start: str, end: str = "", inside: str = SENTENCE) -> Callable[[], str]:
    return lambda: start * DEEP + inside + end * DEEP


def _attribute() -> str:
    return f'<div title="{_filled("chữ ")}" class="a">'


def _attributes() -> str:
    return f"<div {' '.join(f'a{number}=1' for number in range(DEEP))}>"


def _json() -> str:
    told = json.dumps({"@type": "NewsArticle", "headline": "Gỡ khó", "articleBody": _filled(SENTENCE)})
    return f"<script type='application/ld+json'>{told}</script>"


def _deep_json() -> str:
    return f"<script type='application/ld+json'>{'[' * DEEP}{']' * DEEP}</script>"


def _blob() -> str:
    blob = base64.b64encode(random.Random(1).randbytes(MEGABYTES * 3 // 4)).decode()
    return f'<img src="data:image/png;base64,{blob}">'


def _rows() -> str:
    row = "<tr><td>Nguyễn Văn A</td><td>12/03/2021</td><td>Xã Suối Trong</td></tr>"
    return f"<table>{row * DEEP}</table>"


def _different() -> str:
    """A hundred thousand paragraphs, each with words of its own."""
    return "".join(f"<p>Đoạn thứ {number}: {SENTENCE[number % 50 :]}</p>" for number in range(DEEP // 2))


GIANTS: dict[str, Callable[[], str]] = {
    **{
        f"deep-{name}": _deep(f"<{name}>")
        for name in "div font b table li a span p blockquote ul h2 form iframe".split()
    },
    "deep-closed-div": _deep("<div>", "</div>"),
    "deep-closed-b": _deep("<b>", "</b>"),
    "deep-cells": _deep("<table><tr><td>", "</td></tr></table>"),
    "deep-lists": _deep("<ul><li>", "</li></ul>"),
    "deep-links-and-rows": _deep("<a><table>"),
    "deep-foreign": _deep("<svg><desc>"),
    "deep-json": _deep_json,
    "crossed": lambda: "<b><i><a></b></i>" * DEEP,
    "paragraph": lambda: f"<p>{_filled(SENTENCE)}</p>",
    "word": lambda: f"<p>{_filled('ă')}</p>",
    "breaks": lambda: "<br>" * 1_000_000 + SENTENCE,
    "text-and-breaks": lambda: _filled("chữ<br>"),
    "spans": lambda: "<p>" + "<span></span>" * 1_000_000 + "</p>",
    "attribute": _attribute,
    "attributes": _attributes,
    "comment": lambda: f"<!-- {_filled('ghi chú ')} -->",
    "comments": lambda: _filled("<!---->"),
    "links": lambda: "<a href='/tin'>Tin mới trong huyện</a> " * 200_000,
    "listed-links": lambda: "<ul>" + "<li><a href='/tin'>Tin mới</a></li>" * 200_000 + "</ul>",
    "rows": _rows,
    "cells": lambda: "<table><tr>" + "<td>1</td>" * 500_000 + "</tr></table>",
    "entities": lambda: f"<p>{_filled('&amp;')}</p>",
    "undefined-entities": lambda: f"<p>{_filled('&xyz;')}</p>",
    "numbers": lambda: f"<p>{_filled('&#7843;')}</p>",
    "brackets": lambda: _filled("<"),
    "tags-and-comments": lambda: "<i>" * 300_000 + _filled("<!--"),
    "tags-and-scripts": lambda: "<i>" * 300_000 + _filled("<script "),
    "deep-comments": lambda: "<div>" * DEEP + _filled("<!--"),
    "open-brackets": lambda: f"<p>{_filled('(')}</p>",
    "opened": lambda: _filled("<p>"),
    "ended": lambda: _filled("</p>"),
    "strange-ends": lambda: _filled("</font>"),
    "script": lambda: f"<script>{_filled('var a = 1;')}</script>",
    "style": lambda: f"<style>{_filled('a{b:c}')}</style>",
    "json": _json,
    "title": lambda: f"<title>{_filled('Gỡ khó ')}</title>",
    "headings": lambda: _filled("<h2>Gỡ khó cho chi bộ</h2>"),
    "options": lambda: f"<select>{_filled('<option>Xã</option>')}</select>",
    "metas": lambda: _filled("<meta property='article:published_time' content='2021-11-09'>"),
    "dates": lambda: _filled("<p>Thứ Ba, 09/11/2021 11:11</p>"),
    "names": lambda: _filled("<p>Lê Vân - Thu Cúc</p>"),
    "captions": lambda: _filled("<figure><img src=a><figcaption>Ảnh: Minh</figcaption></figure>"),
    "paragraphs": lambda: _filled(f"<p>{SENTENCE}</p>"),
    "different-paragraphs": _different,
    "lines": lambda: f"<pre>{_filled('chữ' + chr(10))}</pre>",
    "blanks": lambda: f"<p>{_filled(' ')}</p>",
    "hard-blanks": lambda: f"<p>{_filled('&nbsp;')}</p>",
    "nuls": lambda: f"<p>{_filled(chr(0))}</p>",
    "marks": lambda: f"<p>a{_filled(chr(0x301))}</p>",
    "blob": _blob,
}
"""What stands in the middle of an article, by name."""
