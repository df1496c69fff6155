"""The opaque `next` of answers in pages: the number of a page, bound to the question that it goes on.

Nothing is stored and nothing is secret: a sign of the question and of the page tells a `next` that was cut,
mistyped, or sent with another question. It means the same for ever, whatever settings say.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from msgspec import structs

from web.addresses.params import MAX_PAGE, write
from web.addresses.short import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from web.addresses.params import Params

VERSION = "1"

_FORM = re.compile(rf"{VERSION}([0-9a-z]{{1,4}})-([0-9a-f]{{16}})", re.ASCII)

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class BrokenNextError(ValueError):
    """A `next` that is none, or one of another question."""


def next_of(path: str, params: Params, own: Iterable[tuple[str, str]], pages: int) -> str | None:
    """What to send for the page after this one; None behind the last one."""
    if params.page >= min(pages, MAX_PAGE):
        return None
    page = params.page + 1
    return f"{VERSION}{_written(page)}-{_sign(path, params, own, page)}"


def page_in(given: str, path: str, params: Params, own: Iterable[tuple[str, str]]) -> int:
    """The page that a `next` of this question asks for. Raises `BrokenNextError`, and never anything else."""
    found = _FORM.fullmatch(given)
    if found is None:
        raise BrokenNextError(given[:40])
    page = int(found[1], 36)
    if not 1 < page <= MAX_PAGE or given != f"{VERSION}{_written(page)}-{_sign(path, params, own, page)}":
        raise BrokenNextError(given[:40])
    return page


def _sign(path: str, params: Params, own: Iterable[tuple[str, str]], page: int) -> str:
    """The question as a hash, without what changes no order of results: language and reasons."""
    asked = structs.replace(params, page=page, lang=PLAIN.lang, explain=False)
    lines = [path.rstrip("/"), *(f"{name}={value}" for name, value in (*own, *write(asked, PLAIN)))]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()[:16]


def _written(page: int) -> str:
    """A number to the base of 36."""
    digits = ""
    while page:
        page, digit = divmod(page, 36)
        digits = _DIGITS[digit] + digits
    return digits
