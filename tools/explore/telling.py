"""The report of an exploration, as lines for people; `--json` has the same as one value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.model import Trust
from tools.console import grouped
from tools.explore.words import PAGERS, TRUSTS, warned
from tools.reasons import why_none

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.explore.model import Door, Explored, ListTold, RobotsTold, Sample

_MOST_RULES = 8


def lines_of(explored: Explored) -> Iterator[str]:
    """The report, a heading for each part."""
    yield f"{explored.name}  {explored.door.url}"
    yield from _under("Địa chỉ · address", _door(explored.door))
    if explored.robots:
        yield from _under("robots.txt", _robots(explored.robots))
    if not explored.door.problem:
        yield from _under("Cổng · portal", _portal(explored))
        yield from _under("Nguồn tin · feeds", _feeds(explored))
        yield from _under("Sơ đồ trang · sitemaps", _sitemaps(explored))
        yield from _under("Danh sách · lists", (line for each in explored.lists for line in _list(each)))
        yield from _under("Bài mẫu · samples", (line for each in explored.samples for line in _sample(each)))
    yield from _under("Cảnh báo · warnings", (warned(each.code, each.detail) for each in explored.warnings))
    yield f"{explored.requests} lần hỏi · requests"


def _under(title: str, lines: Iterator[str]) -> Iterator[str]:
    """Lines below a heading, if there are any; nothing in them that a terminal would obey."""
    plain = ["".join(sign for sign in line if sign.isprintable()) for line in lines]
    if plain:
        yield f"{title}:"
        yield from (f"    {line}" for line in plain)


def _door(door: Door) -> Iterator[str]:
    for url in door.redirects:
        yield f"chuyển hướng · redirected: {url}"
    yield f"đến · leads to: {door.url}" + (f" ({door.address})" if door.address else "")
    if door.tls:
        why = f", {why_none(door.tls_why)}" if door.tls_why else ""
        yield f"TLS: {door.tls}{why}"
    if door.problem:
        detail = f" ({door.problem_detail[:200]})" if door.problem_detail else ""
        yield f"không có trang · no page: {why_none(door.problem)}{detail}"
    if door.server:
        yield f"máy chủ · server: {door.server}"
    if door.server_ahead is not None:
        yield f"đồng hồ máy chủ lệch · clock of the server ahead by: {door.server_ahead} s"


def _robots(robots: RobotsTold) -> Iterator[str]:
    if robots.waits:
        yield f"HTTP {robots.status or '—'}: {why_none('robots-wait')}"
        return
    yield f"HTTP {robots.status}" + ("" if robots.denied else ": cho lấy mọi trang · all is allowed")
    yield from (f"cấm · denied: {path}" for path in robots.denied[:_MOST_RULES])
    if len(robots.denied) > _MOST_RULES:
        yield f"... {len(robots.denied) - _MOST_RULES} nữa · more"
    if robots.delay:
        yield f"Crawl-delay: {robots.delay:g} s"
    yield from (f"sitemap: {url}" for url in robots.sitemaps[:_MOST_RULES])


def _portal(explored: Explored) -> Iterator[str]:
    yield f"phần mềm · platform: {explored.platform or 'không rõ · unknown'}"
    yield f"máy chủ · hosts: {', '.join(explored.hosts)}"
    language = explored.door.language or "không khai báo · not declared"
    yield f"ngôn ngữ · language: {language}" + (", tiếng Việt · Vietnamese" * explored.door.is_vietnamese)
    for each in explored.encodings:
        declared = each.declared or "không khai báo · not declared"
        yield f"bảng mã · encoding: {each.found} ({declared}), {each.pages} trang · pages"
    if place := explored.place:
        yield f"nơi (đoán) · place (a guess): {place.label} ({place.id}); {'; '.join(place.evidence)}"
    order = {True: "ngày trước · day first", False: "tháng trước · month first", None: "không rõ · not told"}
    shown = f" ({', '.join(explored.dates.examples)})" if explored.dates.examples else ""
    yield f"thứ tự ngày · date order: {order[explored.dates.day_first]}{shown}"


def _feeds(explored: Explored) -> Iterator[str]:
    for each in explored.feeds:
        yield f"{each.url}: {grouped(each.entries)} mục · entries" + _newest(each.newest)


def _sitemaps(explored: Explored) -> Iterator[str]:
    for each in explored.sitemaps:
        counts = [f"{grouped(each.pages)} trang · pages"] if each.pages else []
        counts += [f"{each.sitemaps} sơ đồ · sitemaps"] if each.sitemaps else []
        yield f"{each.url}: {', '.join(counts)}" + _newest(each.newest)


def _newest(day: object) -> str:
    return f", mới nhất · newest {day}" if day else ""


def _list(told: ListTold) -> Iterator[str]:
    more = ""
    if told.second is not None:
        more = f"; trang 2 · page 2: {told.second}, {told.fresh} mới · new"
    pager = " · ".join(dict.fromkeys(PAGERS[told.pager]))
    yield f"{told.name}: {told.url}"
    yield f"    {told.entries} mục · entries; lật trang · pager: {pager}{more}"
    if told.rules is None:
        yield "    không đoán được ô chọn · no safe guess of selectors"
        return
    named = {
        "item": told.rules.item,
        "link": told.rules.link,
        "date": told.rules.date,
        "next": told.rules.next,
    }
    shown = ", ".join(f"{name} = {' | '.join(each)}" for name, each in named.items() if each)
    yield f"    ô chọn (đoán) · selectors (a guess): {shown}"


def _sample(sample: Sample) -> Iterator[str]:
    if sample.problem:
        detail = f". {sample.problem_detail[:200]}" if sample.problem_detail else ""
        yield sample.url
        yield f"    không có bài · no article: {why_none(sample.problem)}{detail}"
        return
    yield sample.title or "(không có tít · no title)"
    yield f"    {sample.url}"
    trust = " · ".join(TRUSTS[Trust(sample.trust)])
    yield f"    ngày · date: {sample.published or '—'} ({trust}; {sample.why or '—'})"
    named = (("tác giả · byline", sample.byline), ("chuyên mục · section", sample.section))
    yield from (f"    {name}: {value}" for name, value in named if value)
    yield f"    {grouped(sample.words)} chữ · words: {sample.opening} ..."
    yield from (f"    có lẽ không thuộc bài · perhaps not the article's: {line}" for line in sample.left_in)
