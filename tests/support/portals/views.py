"""The middles of pages that are no articles: lists with pagers, the home page, calendars without end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pages.contents import KINDS
from pages.markup import escaped
from portals.telling import moment_of

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a list page is among its pages; `endless`: there is always a next one."""

    page: int
    last: int
    path_of: Callable[[int], str]
    endless: bool = False

    @property
    def next(self):
        """The next page; 0 where there is none."""
        return self.page + 1 if self.endless or self.page < self.last else 0


def listing(draw, name, numbers):
    """Entries with title, date and a picture."""
    if not numbers:
        return f"<h2>{escaped(name)}</h2><p>Chưa có tin nào trong mục này.</p>"
    return f"<h2>{escaped(name)}</h2>" + "".join(_item(draw, number) for number in numbers)


def _item(draw, number):
    path = draw.href(draw.portal.article_path(number))
    title = escaped(draw.portal.title(number))
    stamp = f"{moment_of(number):%d/%m/%Y %H:%M}"
    return (
        f'<div class="item"><a href="{path}"><img src="/images/t{number}.jpg" alt=""></a>'
        f'<h3><a href="{path}">{title}</a></h3><span class="date">{stamp}</span></div>\n'
    )


def home(draw, blocks):
    """The newest articles of each section."""
    return "".join(
        f'<div class="block"><h2><a href="{draw.href(path)}">{escaped(name)}</a></h2>'
        f"{''.join(_item(draw, number) for number in numbers)}</div>"
        for name, path, numbers in blocks
    )


def content(draw, name):
    """The middle of one of the pages of `pages.contents`."""
    return KINDS[name][1](draw)


def link(draw, path, words):
    """A link of the portal."""
    return f'<a href="{draw.href(path)}">{words}</a>'


def numbered(draw, pager):
    """Pages around this one by their numbers, the first and the last."""
    near = [page for page in range(pager.page - 4, pager.page + 5) if 1 <= page <= pager.last]
    pages = sorted({1, *near, pager.last})
    links = [f"<b>{to}</b>" if to == pager.page else link(draw, pager.path_of(to), to) for to in pages]
    after = [link(draw, pager.path_of(pager.next), "&gt;&gt;")] if pager.next else []
    return f'<div class="pager">Trang: {" ".join([*links, *after])}</div>'


def neighbours(draw, pager, before="Trước", after="Sau"):
    """Only the page before and the next one."""
    links = [link(draw, pager.path_of(pager.page - 1), before)] if pager.page > 1 else []
    links += [link(draw, pager.path_of(pager.next), after)] if pager.next else []
    return f'<div class="pager">{" | ".join(links)}</div>'


def calendar(draw, day, path_of):
    """A day of a calendar that has one before and one after it, for ever, and every day of its month."""
    first = day.replace(day=1)
    month = [first + timedelta(days=at) for at in range(28)]
    cells = "".join(f"<td>{link(draw, path_of(each), each.day)}</td>" for each in month)
    turns = [
        link(draw, path_of(each), words)
        for each, words in (
            (day - timedelta(days=1), "Ngày trước"),
            (day + timedelta(days=1), "Ngày sau"),
            (first - timedelta(days=1), "Tháng trước"),
            (first + timedelta(days=32), "Tháng sau"),
        )
    ]
    return f"<h2>Lịch công tác ngày {day:%d/%m/%Y}</h2><table><tr>{cells}</tr></table>{' '.join(turns)}"


def day_of(year, month, day=1):
    """A day from the numbers of an address, as near as there is one."""
    try:
        return date(min(max(year, 1), 9000), month, day)
    except ValueError:
        return date(2026, 1, 1)


def documents(draw, files):
    """Documents to load down."""
    rows = "".join(
        f"<tr><td>{number}-KH/HU</td><td>Kế hoạch số {number} của Ban Thường vụ</td>"
        f'<td><a href="/files/van-ban-{number}.pdf">Tải về</a></td></tr>\n'
        for number in files
    )
    return f"<h1>Văn bản chỉ đạo</h1><table>{rows}</table>"
