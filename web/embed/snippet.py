"""What the owner of another page pastes into it: pure functions from what was chosen to a snippet.

The scope stands in it twice: as attributes for the script, and as hidden fields for where no script runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from msgspec import structs

from search.model import UNKNOWN
from search.placenames import MAX_TYPED, find
from search.places import label
from web import results as around
from web.addresses import links
from web.addresses.params import write
from web.embed.script import script
from web.embed.texts import LABEL, SEND
from web.facets.placenames import in_place
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from web.addresses.params import Defaults, Params

MODES = {
    "suggest": phrase("gợi ý khi gõ, kết quả ở trang tra cứu"),
    "results": phrase("gợi ý khi gõ, kết quả ngay dưới ô tìm"),
    "page": phrase("chỉ ô tìm, không gợi ý"),
}
THEMES = {
    "auto": phrase("theo trang chứa ô tìm"),
    "light": phrase("sáng"),
    "dark": phrase("tối"),
}
WAYS = {
    "follow": phrase("thẻ và script, tự nhận bản sửa lỗi"),
    "pin": phrase("thẻ và script cố định, kiểm được bằng SRI"),
    "frame": phrase("khung (iframe), không cần script trên trang của bạn"),
}
"""How the box comes onto the page."""

_ATTRIBUTES = {"from": "since", "to": "until"}
"""Parameters whose attribute has another name: `to` and `from` say little of an element."""

FRAME_HEIGHT = 440
"""Pixels that show the box and ten suggestions."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen: the scope as of a search without words, and the looks; `typed` names a place."""

    params: Params
    mode: str = "suggest"
    theme: str = "auto"
    way: str = "follow"
    typed: str = ""
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the site is found, each a whole address: its root, results, script and framed page."""

    site: str
    results: str
    following: str
    pinned: str
    framed: str


def wanted(params: Params, own: Mapping[str, str]) -> Wanted:
    """What a form that was sent asks for; whatever is not one of its choices is the first of them."""
    typed = " ".join(own.get("where", "")[:MAX_TYPED].split())
    bare = structs.replace(params, q="", page=1)
    found = find(typed, 1) if typed else ()
    return Wanted(
        params=in_place(bare, found[0].unit.id) if found else bare,
        mode=_one_of(MODES, own.get("mode", "")),
        theme=_one_of(THEMES, own.get("theme", "")),
        way=_one_of(WAYS, own.get("way", "")),
        typed=typed or _place_of(bare),
        is_unknown=bool(typed) and not found,
    )


def _one_of(choices: Mapping[str, str], value: str) -> str:
    return value if value in choices else next(iter(choices))


def _place_of(params: Params) -> str:
    """The chosen place by its name."""
    chosen = params.values("place")
    return label(chosen[0]) if len(chosen) == 1 and chosen[0] != UNKNOWN else ""


def scope_label(want: Wanted) -> str:
    """The scope in words, as the chip shows it."""
    return " · ".join(text for _, text in around.scope_in_words(want.params))


def scope_pairs(want: Wanted, defaults: Defaults) -> list[tuple[str, str]]:
    """The scope as parameters of an address, the language included where it is not the usual one."""
    return write(want.params, defaults)


def attributes(want: Wanted, src: str, defaults: Defaults) -> dict[str, str]:
    """The attributes of the element; of several values one, as hidden fields hold them all."""
    pairs = scope_pairs(want, defaults)
    scope = {_ATTRIBUTES.get(name, name): value for name, value in pairs}
    looks = {
        "label": scope_label(want),
        "mode": want.mode if want.mode != "suggest" else "",
        "theme": want.theme if want.theme != "auto" else "",
        "lang": want.params.lang,
    }
    given = {"src": src, **scope, **looks}
    return {name: value for name, value in given.items() if value}


def snippet(want: Wanted, at: Addresses, defaults: Defaults) -> str:
    """The lines to paste; they say all that is needed, and work where no script runs."""
    if want.way == "frame":
        return _frame(want, at)
    return "\n".join((_script_tag(want, at), *_element(want, at, defaults)))


def _frame(want: Wanted, at: Addresses) -> str:
    title = say(LABEL, want.params.lang)
    looks = {"src": at.framed, "title": title, "width": "100%", "height": str(FRAME_HEIGHT)}
    return f"{_tag('iframe', looks)}</iframe>"


def _script_tag(want: Wanted, at: Addresses) -> str:
    if want.way == "pin":
        sure = {"integrity": script().integrity, "crossorigin": "anonymous"}
        return f"{_tag('script', {'type': 'module', 'src': at.pinned, **sure})}</script>"
    return f"{_tag('script', {'type': 'module', 'src': at.following})}</script>"


def _element(want: Wanted, at: Addresses, defaults: Defaults) -> Iterable[str]:
    lang, scope = want.params.lang, scope_label(want)
    name = say(LABEL, lang)
    yield _tag("tra-tin", attributes(want, at.site, defaults))
    yield f"  {_tag('form', {'action': at.results})}"
    yield f"    {_tag('input', {'name': 'q', 'aria-label': f'{name}: {scope}' if scope else name})}"
    for key, value in scope_pairs(want, defaults):
        yield f"    {_tag('input', {'type': 'hidden', 'name': key, 'value': value})}"
    yield f"    <button>{escape(say(SEND, lang))}</button>"
    yield "  </form>"
    yield "</tra-tin>"


def _tag(name: str, values: Mapping[str, str]) -> str:
    given = "".join(f' {key}="{escape(value)}"' for key, value in values.items())
    return f"<{name}{given}>"


def own_pairs(want: Wanted) -> list[tuple[str, str]]:
    """The looks as parameters of an address, what is usual left out."""
    given = (("mode", want.mode), ("theme", want.theme))
    usual = ("suggest", "auto")
    return [pair for pair, plain in zip(given, usual, strict=True) if pair[1] != plain]


def framed_path(want: Wanted, path: str, defaults: Defaults) -> str:
    """The address of the framed page that shows what is wanted."""
    return links.address(path, want.params, defaults, own_pairs(want))


def parts_json(want: Wanted, at: Addresses, defaults: Defaults) -> dict[str, Any]:
    """The snippet and what it is made of, as plain data."""
    return {
        "snippet": snippet(want, at, defaults),
        "attributes": attributes(want, at.site, defaults),
        "scope": scope_label(want),
        "script": at.pinned if want.way == "pin" else at.following,
        "pinned": at.pinned,
        "integrity": script().integrity,
        "framed": at.framed,
        "known": not want.is_unknown,
    }
