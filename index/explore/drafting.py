"""What was found of a portal as a draft of its file: disabled, with what a person must check as comments."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from index.crawl.entering import host_of
from index.crawl.fetch.addresses import is_public
from index.portals.model import ListRules, Tls
from search.model import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from index.explore.model import Explored, ListTold

HEAD = """\
# BẢN NHÁP, do máy viết: chưa người nào đối chiếu với cổng thật. Trước khi bật, hãy xem cổng và kiểm tra:
#   - quyền lấy tin: điều khoản của cổng, robots.txt, địa chỉ liên hệ của mình (crawl_contact)
#   - tên, máy chủ và nơi; thứ tự ngày và tháng
#   - nguồn tin và trang danh sách: có đủ các chuyên mục cần lấy không, có trang nào không nên lấy (deny)
#   - ô chọn của danh sách; bài mẫu: đúng tít, ngày, tác giả, không lẫn chữ ngoài bài (thêm [select], remove)
# Xem xong thì điền `verified` (ai, ngày nào) và đặt `enabled = true`.
#
# A DRAFT made by a program: no person has compared it with the portal. Before it is enabled, look and check:
#   - that it may be crawled: the portal's terms, robots.txt, your own address (crawl_contact)
#   - name, hosts and place; the order of day and month
#   - feeds and list pages: whether all sections that are wanted are there, and what should be left (deny)
#   - selectors of lists; sample articles: title, date, byline, nothing that is not theirs ([select], remove)
# Then fill in `verified` (who and when) and set `enabled = true`.
"""
"""What a person must do with a draft."""


def draft(explored: Explored, now: datetime) -> str:
    """The text of a portal file that says what was found.

    Args:
        explored: what was found.
        now: when, with a time zone.
    """
    when = now.astimezone(VIETNAM).date().isoformat()
    parts = [
        f"{HEAD}#\n# {_plain(explored.door.asked)}, {when}\n",
        "\n".join(_portal(explored)),
        *("\n".join(_feed(each.url)) for each in explored.feeds if each.entries),
        *("\n".join(_list(each)) for each in explored.lists if each.rules),
        "\n".join(_crawl(explored)),
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _portal(explored: Explored) -> Iterator[str]:
    yield f"name = {_string(explored.name)}"
    yield f"hosts = {_strings(explored.hosts)}"
    if place := explored.place:
        evidence = _plain("; ".join(place.evidence))
        yield ""
        yield f"# Đoán · a guess: {_plain(place.label)}. {evidence}"
        yield f"place = {_string(place.id)}" if place.sure else f"# place = {_string(place.id)}"
    yield ""
    if explored.dates.day_first is None:
        yield "# Không ngày nào cho biết rõ thứ tự. · No date that was seen tells the order."
    yield f"day_first = {'false' if explored.dates.day_first is False else 'true'}"


def _feed(url: str) -> Iterator[str]:
    yield "[[feed]]"
    yield f"url = {_string(url)}"


def _list(told: ListTold) -> Iterator[str]:
    rules = told.rules
    assert rules is not None
    yield f"# {_plain(told.name)}: {told.entries} mục · entries. Ô chọn do máy đoán · selectors are guesses."
    yield "[[list]]"
    yield f"url = {_string(told.url)}"
    for name in ListRules.__slots__:
        selectors: Sequence[str] = getattr(rules, name)
        if selectors:
            yield f"{name} = {_string(selectors[0]) if len(selectors) == 1 else _strings(selectors)}"


def _crawl(explored: Explored) -> Iterator[str]:
    yield "[crawl]"
    yield "enabled = false"
    yield 'verified = ""'
    if explored.platform:
        yield f"platform = {_string(explored.platform)}"
    lists = [each.url for each in explored.lists if not each.rules]
    starts = [url for url in dict.fromkeys((explored.door.url, *lists)) if host_of(url) in explored.hosts]
    yield f"start = {_strings(starts)}"
    sitemaps = [each.url for each in explored.sitemaps if _is_top(each.url, explored)]
    if sitemaps:
        yield f"sitemaps = {_strings(sitemaps)}"
    if explored.door.address and not is_public(explored.door.address):
        yield "# Cổng ở trong mạng riêng. · The portal is in a private network."
        yield "private_addresses = true"
    if explored.door.tls == Tls.ANY:
        why = explored.door.tls_why
        yield f"# Máy chủ không chứng minh được danh tính ({why}); chỉ bật dòng dưới khi chấp nhận điều đó."
        yield "# The server does not prove who it is; uncomment the next line only if that is acceptable."
        yield '# tls = "any"'


def _is_top(url: str, explored: Explored) -> bool:
    """Whether a sitemap is on the portal's hosts and was not found by way of another one."""
    named = explored.robots.sitemaps if explored.robots else ()
    is_first = not explored.sitemaps or explored.sitemaps[0].url == url
    return host_of(url) in explored.hosts and (url in named or is_first)


def _string(text: str) -> str:
    """A basic string of TOML: JSON writes the same, but for what it need not escape."""
    return json.dumps(_plain(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def _strings(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_string, texts))}]"


def _plain(text: str) -> str:
    """One line, nothing in it that neither a comment nor a string may hold."""
    line = " ".join(text.split())
    return "".join(sign for sign in line if sign.isprintable())
