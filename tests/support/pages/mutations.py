"""Pages spoilt on purpose: what crossed lines, careless hands and bad will make of HTML.

    spoilt, name = mutate(page.payload, rng)

`MUTATIONS` spoil a page of usual size. `pages.giants` are pages of ten megabytes or of very many levels.
"""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from pages.charsets import encode

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

_TAG = re.compile(rb"<[^<>]*>")
_END = re.compile(rb"</\w+>")
_NESTED = ("div", "font", "b", "table", "li", "a", "span", "blockquote", "section", "iframe", "svg", "button")
_CHARSETS = (
    b"utf-16",
    b"shift_jis",
    b"us-ascii",
    b"windows-1258",
    b"gb2312",
    b"utf-7",
    b"x-none",
    b"\xff",
    b"",
)
_RAW = (
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
    "noscript",
    "plaintext",
    "template",
    "iframe",
    "noframes",
)


def mutate(page: bytes, rng: random.Random) -> tuple[bytes, str]:
    """A page spoilt in one way, now and then in up to four; the name says how."""
    names = rng.sample(sorted(MUTATIONS), rng.choice((1, 1, 1, 2, 3, 4)))
    for name in names:
        page = MUTATIONS[name](page, rng)
    return page, "+".join(names)


def _place(page: bytes, rng: random.Random) -> int:
    return rng.randrange(len(page) + 1)


def _range(page: bytes, rng: random.Random) -> tuple[int, int]:
    start = _place(page, rng)
    return start, min(len(page), start + rng.choice((1, 7, 60, 500, 5_000, 40_000)))


def _between_tags(page: bytes, rng: random.Random) -> int:
    """Somewhere after the end of a tag, else anywhere."""
    ends = [match.end() for match in _TAG.finditer(page)]
    return rng.choice(ends) if ends else _place(page, rng)


def _into(page: bytes, rng: random.Random, *pieces: bytes) -> bytes:
    """The page with pieces put between its tags."""
    for piece in pieces:
        place = _between_tags(page, rng)
        page = page[:place] + piece + page[place:]
    return page


def _some(
    page: bytes, pattern: re.Pattern[bytes], rng: random.Random, change: Callable[[bytes], bytes]
) -> bytes:
    """The page with about a tenth, or all, of what matches changed."""
    share = rng.choice((0.02, 0.1, 0.5, 1))
    return pattern.sub(lambda match: change(match[0]) if rng.random() < share else match[0], page)


def _broken_tags(page: bytes, rng: random.Random) -> bytes:
    return _some(
        page, re.compile(rb"[<>]"), rng, lambda _: rng.choice((b"", b"<", b">", b"<<", b"</", b"< "))
    )


def _unclosed(page: bytes, rng: random.Random) -> bytes:
    return _some(page, _END, rng, lambda _: b"")


def _misnested(page: bytes, rng: random.Random) -> bytes:
    ends = _END.findall(page) or [b"</p>"]
    return _some(page, _END, rng, lambda _: rng.choice(ends))


def _deleted(page: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randint(1, 20)):
        start, end = _range(page, rng)
        page = page[:start] + page[end:]
    return page


def _duplicated(page: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randint(1, 8)):
        start, end = _range(page, rng)
        page = page[:end] + page[start:end] * rng.choice((1, 1, 3)) + page[end:]
    return page


def _shuffled(page: bytes, rng: random.Random) -> bytes:
    cuts = sorted(_place(page, rng) for _ in range(rng.randint(2, 30)))
    pieces = [page[start:end] for start, end in zip([0, *cuts], [*cuts, len(page)], strict=True)]
    rng.shuffle(pieces)
    return b"".join(pieces)


def _flipped(page: bytes, rng: random.Random) -> bytes:
    found = bytearray(page)
    for _ in range(rng.choice((1, 10, 100, 2000)) if found else 0):
        found[rng.randrange(len(found))] = rng.randrange(256)
    return bytes(found)


def _truncated(page: bytes, rng: random.Random) -> bytes:
    return page[: _place(page, rng)] if rng.random() < 0.8 else page[_place(page, rng) :]


def _nuls(page: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 20, 200))):
        place = _place(page, rng)
        page = page[:place] + b"\0" * rng.choice((1, 1, 50)) + page[place:]
    return page


def _wrong_charset(page: bytes, rng: random.Random) -> bytes:
    page = re.sub(rb"(?i)charset\s*=\s*[\"']?[\w-]+", b"", page)
    said = rng.choice(_CHARSETS)
    return rng.choice(
        (
            b'<meta charset="%s">' % said,
            b'<meta http-equiv=Content-Type content="text/html; charset=%s">' % said,
            b'<?xml version="1.0" encoding="%s"?>' % said,
            b"\xef\xbb\xbf",
            b"\xff\xfe",
            b"\xfe\xff",
            b"\xff\xfe\0\0",
        )
    ) + page  # fmt: skip


def _entities(page: bytes, rng: random.Random) -> bytes:
    bomb = b'<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (code, b"&%c;" % (code - 1) * 10) for code in range(ord("b"), ord("k"))
    )
    pieces = (
        b"&j;" * 50,
        b"&#99999999999999999999999;" * 20,
        b"&#x" + b"F" * rng.choice((8, 5000)) + b";",
        b"&#" + b"9" * rng.choice((12, 5000)) + b";",
        b"&#0;&#1;&#128;&#x80;&#xFFFE;&#xFFFF;&#x110000;",
        b"&undefined;&amp&lt&;&#;&#x;&" + b"a" * 3000 + b";",
        b"&amp;" * 4000,
    )
    return b"<!DOCTYPE html [" + bomb + b"]>" + _into(page, rng, *rng.sample(pieces, 3))


def _surrogates(page: bytes, rng: random.Random) -> bytes:
    pieces = (
        b"&#xD800;&#xDC00;",
        b"&#55296;",
        b"&#xDFFF;",
        b"\xed\xa0\x80",
        b"\xed\xb0\x80\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
    )
    for _ in range(rng.choice((1, 30))):
        place = _place(page, rng)
        page = page[:place] + rng.choice(pieces) + page[place:]
    escapes = rb"\ud800 \udc00 \ud83d"
    return _some(page, re.compile(rb'"headline": "'), rng, lambda found: found + escapes)


def _unquoted(page: bytes, rng: random.Random) -> bytes:
    return _some(page, re.compile(rb"[\"']"), rng, lambda _: rng.choice((b"", b"'", b'"', b"`", b'="')))


def _cells(page: bytes, rng: random.Random) -> bytes:
    one = rng.choice(
        (b"<td>", b"<td>x</td>", b"<th>Trang", b"<td colspan=99999 rowspan=0>", b"<tr>", b"</td>")
    )
    return _into(page, rng, b"<table><tr>" + one * rng.choice((3000, 9000)) + rng.choice((b"", b"</table>")))


def _markers(page: bytes, rng: random.Random) -> bytes:
    """CDATA, processing instructions, comments that end oddly, declarations."""
    pieces = (
        *(b"<![CDATA[ <p>x</p> ]]>", b"<![CDATA[", b"]]>", b"<?php echo '<p>'; ?>", b"<?xml", b"<?>"),
        *(b"<!-->", b"<!--->", b"<!-- -- --!>", b"<!--", b"-->", b"<!DOCTYPE", b"<!", b"<!x>", b"</>"),
        *(b"</ p>", b"<!--[if IE]><p>", b"<![endif]-->", b"<%= x %>", b"{{ x }}", b"<o:p></o:p>"),
        *(b"<st1:place w:st='on'>", b"<p/>", b"<div/>", b"<a b='<c>'>"),
    )
    return _into(page, rng, *rng.sample(pieces, rng.randint(1, 8)))


def _raw_text(page: bytes, rng: random.Random) -> bytes:
    """Elements whose text is raw, and that do not end, or end too early."""
    name = rng.choice(_RAW).encode()
    pieces = (
        b"<%s>" % name,
        b"<script>document.write('<scr'+'ipt></scr' + 'ipt>')</script>",
        b"<script>var a = '</script>'; <!-- <script> </script>",
        b"<script>x</scr",
        b"<%s><p>\xc4\x90</%s" % (name, name),
        b"</%s>" % name,
        b"<script type=text/template><div><h1>",
    )
    return _into(page, rng, *rng.sample(pieces, rng.randint(1, 3)))


def _halves(page: bytes, rng: random.Random) -> bytes:
    """UTF-16 with a byte lost, or a part of the page in it."""
    text = page.decode("utf-8", "replace")
    if rng.random() < 0.5:
        coded = text.encode(rng.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32")))
        place = _place(coded, rng)
        return coded[:place] + coded[place + 1 :]
    start, end = sorted((_place(page, rng), _place(page, rng)))
    return page[:start] + page[start:end].decode("utf-8", "replace").encode("utf-16-le") + page[end:]


def _mixed(page: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randint(1, 4)):
        start, end = sorted((_place(page, rng), _place(page, rng)))
        text = page[start:end].decode("utf-8", "replace")
        page = (
            page[:start] + encode(text, rng.choice(("tcvn3", "vni", "windows-1258", "cp1252"))) + page[end:]
        )
    return page


def _nested(page: bytes, rng: random.Random) -> bytes:
    name = rng.choice(_NESTED).encode()
    count = rng.choice((300, 1500, 4000))
    return _into(page, rng, b"<%s>" % name * count) + (b"</%s>" % name * count if rng.random() < 0.5 else b"")


def _foreign(page: bytes, rng: random.Random) -> bytes:
    names = (
        "svg",
        "math",
        "template",
        "frameset",
        "select",
        "table",
        "form",
        "noscript",
        "details",
        "dialog",
        "ruby",
        "head",
    )
    return _into(page, rng, *(b"<%s>" % name.encode() for name in rng.sample(names, 3)))


def _blobs(page: bytes, rng: random.Random) -> bytes:
    blob = base64.b64encode(rng.randbytes(rng.choice((3_000, 90_000))))
    pieces = (
        b"<img src=data:image/png;base64,%s>",
        b"<p>%s</p>",
        b"<input type=hidden value='%s'>",
        b"<script>%s</script>",
    )
    return _into(page, rng, rng.choice(pieces) % blob)


def _attributes(page: bytes, rng: random.Random) -> bytes:
    pieces = (
        b"<p " + b"x" * 60_000 + b">",
        b"<div " + b" ".join(b"a%d=%d" % (number, number) for number in range(1500)) + b">",
        b"<div class='" + b"content " * 4000 + b"'>",
        b"<p style=';;::display:none;display:;:none'>",
        b"<p class class=x id id='' title=\x00>",
        b"<div id=\xff\xfe class=\xc4>",
        b"<meta property=og:title><meta content><link rel><base href='http://[::1'><a href='http://['>x</a>",
    )
    return _into(page, rng, *rng.sample(pieces, 2))


def _told(page: bytes, rng: random.Random) -> bytes:
    """Metadata of the wrong types, too deep, or no JSON at all."""
    deep = rng.choice((50, 900, 20_000))
    values = (
        b"[" * deep + b"]" * deep,
        b'{"a":' * deep + b"1" + b"}" * deep,
        b"[" * deep,
        b'{"@type":"NewsArticle","headline":["x",1,null],"datePublished":{"a":1},"author":[[1]]}',
        b'{"@type":["NewsArticle",3],"headline":9,"datePublished":20211109,"author":{"name":{"name":[]}}}',
        b'{"@graph":{"@type":"Article"},"@type":null}', b'{"@graph":[null,1,"x",{"@type":"NewsArticle"}]}',
        b'{"@type":"NewsArticle","datePublished":"' + b"9" * 5000 + b'"}',
        b'{"n":' + b"9" * 6000 + b"}", b"NaN", b'"\\ud800"', b"\xff", b"", b"null", b"{'a': 1,}",
        b"<!-- {} -->",
    )  # fmt: skip
    script = b"<script type='application/ld+json'>%s</script>"
    return _into(page, rng, *(script % value for value in rng.sample(values, 2)))


def _dates(page: bytes, rng: random.Random) -> bytes:
    """Days that are none, in metadata and in the text."""
    odd = (
        *(b"0000-00-00", b"2021-02-30T25:61:61+99:99", b"31/02/2021", b"99/99/9999 99:99", b"1/1/1"),
        *(
            "٣/٧/٢٠٢٣".encode(),
            "²/²/2021".encode(),
            "①/①/2021".encode(),
            b"12/12/99999999999",
            b"-1/-1/-2021",
        ),
        *(b"2021-11-09T11:11:00+00:00:00:00", b"0/0/0000", b"9" * 400),
    )
    page = _some(page, re.compile(rb"\d{1,2}/\d{1,2}/\d{4}"), rng, lambda _: rng.choice(odd))
    metas = (
        b'<meta property="article:published_time" content="%s">',
        b'<time datetime="%s">',
        b"<p>Ng\xc3\xa0y %s</p>",
    )
    return _into(page, rng, *(rng.choice(metas) % rng.choice(odd) for _ in range(3)))


def _digits(page: bytes, rng: random.Random) -> bytes:
    """Digits of other scripts, which `str.isdigit` likes and `int` does not."""
    signs = [sign.encode() for sign in "²³¹٣٧①⑨Ⅳ½〇०９"]
    return _some(page, re.compile(rb"(?<=[\s/>:])\d"), rng, lambda _: rng.choice(signs))


def _blanks(page: bytes, rng: random.Random) -> bytes:
    signs = [
        sign.encode()
        for sign in (
            "\u2028",
            "\x0b",
            "\x0c",
            "\u200b",
            "\u3000",
            "\x85",
            "\x1c",
            "\r",
            "",
            "\ufeff",
            "\u202e",
        )
    ]
    return _some(page, re.compile(rb" "), rng, lambda _: rng.choice(signs))


def _marks(page: bytes, rng: random.Random) -> bytes:
    """Combining marks without end, unassigned and private letters."""
    pieces = [
        "\u0301" * 3000,
        "e" + "\u0323\u0302\u0301" * 900,
        "\ue000\ufdd0\U0010ffff",
        "\ufffd" * 2000,
        "ß\u0130\ufb03" * 300,
    ]
    return _into(page, rng, *(b"<p>%s</p>" % rng.choice(pieces).encode() for _ in range(3)))


def _repeated(page: bytes, rng: random.Random) -> bytes:
    """The same short line very often."""
    lines = (
        "Lê Vân - Thu Cúc",
        "03/07/2023 12:41",
        "Ảnh: Minh",
        "Các tin khác",
        "1 | 2 | 3 | >>",
        "- Một",
        "(",
        "Nguồn:",
        "…",
    )
    return _into(page, rng, f"<p>{rng.choice(lines)}</p>".encode() * rng.choice((100, 3000)))


def _spliced(page: bytes, rng: random.Random) -> bytes:
    place = _place(page, rng)
    return page[:place] + page[: _place(page, rng)] + page[place:]


def _empty(_page: bytes, rng: random.Random) -> bytes:
    return rng.choice(
        (
            b"",
            b" ",
            b"\n" * 5000,
            b"\0" * 100,
            b"\xc2\xa0" * 300,
            b"<",
            b">",
            b"&",
            b"<html>",
            b"<p>",
            b"\xef\xbb\xbf",
        )
    )


MUTATIONS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    function.__name__.strip("_").replace("_", "-"): function
    for function in (
        *(_broken_tags, _unclosed, _misnested, _deleted, _duplicated, _shuffled, _flipped, _truncated, _nuls),
        *(_wrong_charset, _entities, _surrogates, _unquoted, _cells, _markers, _raw_text, _halves, _mixed),
        *(
            _nested,
            _foreign,
            _blobs,
            _attributes,
            _told,
            _dates,
            _digits,
            _blanks,
            _marks,
            _repeated,
            _spliced,
        ),
        _empty,
    )
}
"""What can be done to a page, by name."""
