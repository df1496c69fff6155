"""Documents attached to an article: what their links tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from index.links import absolute_link
from search.text import canonical, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = {
    "pdf": "pdf",
    "text": "doc docx odt rtf txt wps",
    "sheet": "xls xlsx xlsm ods csv",
    "slides": "ppt pptx pps ppsx odp",
    "archive": "zip rar 7z gz tgz tar",
    "image": "jpg jpeg png gif bmp tif tiff webp svg",
    "audio": "mp3 wav wma ogg m4a",
    "video": "mp4 avi wmv flv mov webm mpg mpeg",
}
"""The kinds of attachments, with the extensions of their files."""

_KIND_OF = {extension: kind for kind, extensions in KINDS.items() for extension in extensions.split()}
_LAST = re.compile(r"\.([a-z0-9]{1,5})\Z", re.IGNORECASE)
_BEFORE_BRACKETS = re.compile(r"\.([a-z0-9]{1,5})\s*\(", re.IGNORECASE)
_POWERS = {"k": 1, "m": 2, "g": 3}
_SIZE = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,12}(?:[.,]\d{1,6}){0,4})\s?"
    r"(?:(?P<power>[kmg])i?b(?:yte)?s?|(?:kilo|mega|giga)?bytes?|b)(?![\w/])",
    re.IGNORECASE,
)
_SIZE_MARKED = re.compile(rf"\s*[(\[]?\s*{_SIZE.pattern}\s*[)\]]?", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_SAYS_NOTHING = frozenset(
    "tai ve|tai xuong|tai file|tai tep|tai tai day|tai day|o day|xem|xem tai day|xem file|xem chi tiet"
    "|chi tiet|dinh kem|file dinh kem|tep dinh kem|tap tin dinh kem|van ban dinh kem|file|download|view"
    "|click here".split("|")
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that an article links to: its address, its name for people, its kind and its size.

    `kind` is a key of `KINDS`, or empty where neither address nor name tell; `size` is in bytes, about, as
    the page states it.
    """

    url: str
    name: str
    kind: str = ""
    size: int | None = None


def attachment(href: str, name: str, size_text: str, page_url: str) -> Attachment | None:
    """What a link to an attached document tells; None if it leads nowhere on the web.

    Args:
        href: the link as it is written.
        name: its words; a size among them is read and cut off.
        size_text: words beside it that may state its size.
        page_url: the address of the page, against which the link is read.
    """
    url = absolute_link(href, page_url)
    if url is None:
        return None
    words = " ".join(canonical(name).split())
    stated = [size for text in (size_text, words) if (size := size_in_bytes(text)) is not None]
    plain = _SIZE_MARKED.sub("", words).strip(" -–:;.,")
    if folded(plain).strip(" .:!>»[]()") in _SAYS_NOTHING or not plain:
        plain = _file_name(url) or plain or words or url
    return Attachment(url, plain, _kind(url, words), stated[0] if stated else None)


def size_in_bytes(text: str) -> int | None:
    """The first size in a text: `(1,2 MB)`, `245 KB`, `1.234 Kb`; in Vietnamese or English writing."""
    found = _SIZE.search(canonical(text))
    if found is None:
        return None
    number: str = found["number"]
    unit = found[0][len(number) :].strip().lower()
    power = _POWERS.get(unit[0], 0)
    return round(_number(number, power) * (1 << 10 * power))


def _number(written: str, power: int) -> float:
    """`1,2` and `1.2` are 1.2; three digits behind a sign are thousands of bytes or KB, decimals of MB."""
    if _THOUSANDS.fullmatch(written) and (power < 2 or len(re.findall("[.,]", written)) > 1):
        return float(re.sub("[.,]", "", written))
    whole, _, decimals = written.replace(",", ".").rpartition(".")
    return float(f"{whole.replace('.', '') or 0}.{decimals}" if whole else decimals)


def _kind(url: str, name: str) -> str:
    """By the extension of the file in the path, in the query, or in the name for people."""
    for text in (*_file_names(url), _SIZE_MARKED.sub("", name)):
        if kind := _kind_of_file(text):
            return kind
    return ""


def _kind_of_file(name: str) -> str:
    """By the extension at the end of a name, or before brackets at its end; empty for one that is unknown."""
    name = name.rstrip()
    found = (_BEFORE_BRACKETS if name.endswith(")") else _LAST).search(name)
    return _KIND_OF.get(found[1].lower(), "") if found else ""


def _file_names(url: str) -> Iterator[str]:
    parts = urlsplit(url)
    yield PurePosixPath(unquote(parts.path)).name
    for _, value in parse_qsl(parts.query):
        yield PurePosixPath(value.replace("\\", "/")).name


def _file_name(url: str) -> str:
    """The name of the file that an address names, the one with an extension of a document first."""
    names = [" ".join(canonical(name).split()) for name in _file_names(url)]
    return next(filter(_kind_of_file, names), names[0])
