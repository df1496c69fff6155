"""Which parameters of an address say nothing of its page: visits, sessions, print views, order and size.

What is not known here is kept: a parameter too much costs a second fetch, one too few loses articles.
"""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from index.crawl.find.platforms import DOTNETNUKE, JOOMLA, LIFERAY, NUKEVIET, SHAREPOINT, WEBSPHERE, WORDPRESS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from index.crawl.find.spelling import Pairs

_VISITS = frozenset(
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid ttclid igshid zarsrc zanpid mc_cid mc_eid _ga _gl"
    " ref_src fb_action_ids fb_action_types fb_comment_id fb_ref fb_source gidzl"
    " jsessionid phpsessid asp.net_sessionid cfid cftoken oscsid zenid p_auth p_p_auth"
    " nocache cachebuster cache_buster rnd rand random fontsize font_size textsize".split()
)
"""Names that never matter: where a visitor came from, who he is, how large his letters are."""

_BEGINNINGS = ("utm_", "aspsessionid", "_hs", "pk_", "mtm_")
_LIKE_SESSIONS = frozenset("sid s_id ssid sessid sessionid session_id session phpsession".split())
_SESSION_VALUE = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9,_-]{16,}")
_PRINTS = frozenset("print inbai inan isprint printable forprint printmode dnnprintmode in".split())
_YES = frozenset(("1", "true", "yes", "y", "print", "", None))
_ORDERS = frozenset(
    "sort sortby sort_by sortorder sort_order sortdir sort_dir sortfield sortcolumn orderby order_by ordering"
    " orderbycol orderbytype".split()
)
_WORD = re.compile(r"[A-Za-z_.-]{1,30}")
_DIRECTIONS = frozenset("asc desc date title name created hits newest oldest".split())


class Asked(NamedTuple):
    """A parameter, its name in lower case, and all parameters of its address, names in lower case."""

    name: str
    value: str | None
    all: Mapping[str, str | None]


def without_noise(
    query: Pairs, platforms: AbstractSet[str], keep: tuple[str, ...], drop: tuple[str, ...]
) -> Pairs:
    """The parameters that tell pages apart.

    Args:
        query: all parameters.
        platforms: the software of the portal, as far as it is known.
        keep: names that stay whatever is known of them, in any letter case; `*` stands for anything.
        drop: names that go; `keep` is stronger.
    """
    if not query:
        return query
    names = {name.lower(): value for name, value in query}
    kept, dropped = _named(keep), _named(drop)
    rules = (_is_noise, *(_RULES[name] for name in sorted(platforms) if name in _RULES))

    def stays(name: str, value: str | None) -> bool:
        asked = Asked(name.lower(), value, names)
        return kept(asked.name) or not (dropped(asked.name) or any(rule(asked) for rule in rules))

    return tuple((name, value) for name, value in query if stays(name, value))


@lru_cache(maxsize=256)
def _named(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    if not patterns:
        return lambda _name: False
    pattern = re.compile("|".join(translate(each.lower()) for each in patterns))
    return lambda name: pattern.match(name) is not None


def _is_noise(asked: Asked) -> bool:
    name, value, _ = asked
    if name in _VISITS or name.startswith(_BEGINNINGS):
        return True
    if name in _LIKE_SESSIONS:
        return _SESSION_VALUE.fullmatch(value or "") is not None
    if name in _PRINTS:
        return (value.lower() if value else value) in _YES and (name != "in" or value == "1")
    if name in _ORDERS:
        return _WORD.fullmatch(value or "") is not None
    if name in {"dir", "order"}:
        return (value or "").lower() in _DIRECTIONS
    return name == "_" and (value or "").isdecimal()  # what jQuery adds against caches


def _of_websphere(asked: Asked) -> bool:
    return asked.name in {"cacheid", "convert_to", "cvid", "mod"}


def _of_dotnetnuke(asked: Asked) -> bool:
    name, value, _ = asked
    if name == "language":
        return (value or "").lower() in {"vi-vn", "vi"}  # what a link says or leaves out as it likes
    return name in {"skinsrc", "containersrc", "returnurl", "popup"}


def _of_nukeviet(asked: Asked) -> bool:
    return asked.name in {"checkss", "nv_redirect", "nvvithemever"}


_OF_LIFERAY = frozenset(
    "p_p_col_id p_p_col_pos p_p_col_count p_t_lifecycle redirect backurl refererplid doasuserid"
    " inheritredirect controlpanelcategory".split()
)
_IN_PORTLETS = frozenset("redirect backurl delta resetcur advancedsearch andoperator inheritredirect".split())


def _of_liferay(asked: Asked) -> bool:
    """`_101_INSTANCE_x1y2_cur` is the parameter `cur` of a portlet; life cycles but 0 are other answers."""
    name, value, names = asked
    if name in {"p_p_lifecycle", "p_p_state", "p_p_mode"}:
        return names.get("p_p_lifecycle") in {None, "0"}
    if name in _OF_LIFERAY:
        return True
    own = name.rpartition("_")[2] if name.startswith("_") else ""
    return own in _IN_PORTLETS or (own == "cur" and value == "1") or (own == "keywords" and not value)


def _of_sharepoint(asked: Asked) -> bool:
    name, value, _ = asked
    return name in {"isdlg", "initialtabid", "visibilitycontext"} or (
        name == "source" and "/" in (value or "")
    )


def _of_joomla(asked: Asked) -> bool:
    """`Itemid` is the menu from which an article was reached."""
    name, value, names = asked
    if name == "tmpl":
        return value in {"component", "print"}
    if name in {"limitstart", "start"}:
        return value == "0"
    if name == "page" or (name == "layout" and "print" in names):
        return not value or value == "default"
    return name in {"itemid", "catid"} and names.get("view") == "article" and bool(names.get("id"))


def _of_wordpress(asked: Asked) -> bool:
    return asked.name in {"replytocom", "share", "nb", "like_comment"}


_RULES: Mapping[str, Callable[[Asked], bool]] = {
    WEBSPHERE: _of_websphere,
    DOTNETNUKE: _of_dotnetnuke,
    NUKEVIET: _of_nukeviet,
    LIFERAY: _of_liferay,
    SHAREPOINT: _of_sharepoint,
    JOOMLA: _of_joomla,
    WORDPRESS: _of_wordpress,
}
