"""All that stands around an article, in the markup that a layout asks for."""

from __future__ import annotations

from pages import chrome
from pages.moments import weekday
from pages.pen import Pen, fill
from pages.traps import Trap

BOX = '<div class="box"><h3>{title}</h3><div class="box-content">{content}</div></div>\n'

LISTS = {
    "ul": ("<ul>{}</ul>", "<li>{link}</li>"),
    "ol": ("<ol>{}</ol>", "<li>{link}</li>"),
    "anchors": ("<p>{}</p>", "{link}<br>"),
    "table": ("<table>{}</table>", "<tr><td>{link}</td><td nowrap>{day}</td></tr>"),
    "dated": ("<ul>{}</ul>", "<li>{link} <span>(Ngày {day})</span></li>"),
    "cards": ("{}", '<div class="card"><img src="/t.jpg" alt=""><h3>{link}</h3></div>'),
    "dl": ("<dl>{}</dl>", "<dt>{link}</dt><dd>{dotted}</dd>"),
    "bullets": ("{}", '<img src="/i/dot.gif" alt=""> {link} <i>{short}</i><br>'),
}
"""How related titles are listed: around all, and each."""


class Furniture(Pen):
    """Menus, side columns, lists and footers."""

    def clock(self, template: str = '<div class="clock">{}</div>') -> str:
        """Today's date, where the trap is set."""
        if Trap.CLOCK not in self.traps:
            return ""
        when = chrome.datetime_of(self.today, self.rng)
        words = self.any(
            f"{weekday(when)}, ngày {when:%d/%m/%Y}",
            f"Hôm nay, {weekday(when)} {when:%d/%m/%Y}",
            f"{weekday(when)}, {when.day} tháng {when.month}, {when.year}",
            f"{weekday(when)}, {when:%d/%m/%Y, %H:%M} GMT+7",
        )
        return fill(template, self.never(words))

    def logo(self, template: str = '<div class="logo"><a href="/">{}</a></div>') -> str:
        """The name of the site; as a heading, together with a section, where the trap is set."""
        name = self.never(self.site)
        if Trap.MANY_H1 not in self.traps:
            return fill(template, name)
        return f'<h1 class="logo"><a href="/" title="{name}">{name}</a></h1>\n'

    def section_heading(self, template: str = '<div class="cat">{}</div>') -> str:
        """A heading above the article that names its section."""
        self.shown.add("section")
        words = self.text(self.story.section)
        return f"<h1>{words}</h1>\n" if Trap.MANY_H1 in self.traps else fill(template, words)

    def menu(self, form: str = "ul", least: int = 10, most: int = 60, css: str = "menu") -> str:
        """A menu as a list, a row of cells, anchors or options."""
        links = self.menu_links(least, most)
        if form == "cells":
            return "<tr>" + "".join(f'<td class="{css}">{link}</td>\n' for link in links) + "</tr>\n"
        if form == "rows":
            return "".join(f'<tr><td class="{css}">{link}</td></tr>\n' for link in links)
        if form == "anchors":
            return " | \n".join(links)
        if form == "divs":
            return "".join(f'<div class="{css}">{link}</div>\n' for link in links)
        if form == "nested":
            head, rest = links[:8], links[8:]
            inner = "".join(f"<li>{link}</li>" for link in rest)
            last = f"<li>{head.pop()}<ul>{inner}</ul></li>"
            return f'<ul class="{css}">' + "\n".join(f"<li>{link}</li>" for link in head) + last + "</ul>\n"
        return f'<ul class="{css}">' + "\n".join(f"<li>{link}</li>" for link in links) + "</ul>\n"

    def menu_links(self, least: int, most: int) -> list[str]:
        """The links of a menu."""
        names = [self.never(name) for name in chrome.menu(self.rng, least, most)]
        return [f'<a href="/{place}.html">{name}</a>' for place, name in enumerate(names)]

    def side(self, box: str = BOX, blank: str = "") -> str:
        """A side column: what the traps want, and two or three other boxes."""
        boxes = [("Liên kết website", self._links()), ("Văn bản mới", self._documents())]
        if self.rng.random() < 0.5:
            boxes.append(("Thăm dò ý kiến", self._poll()))
        if Trap.TEASERS in self.traps:
            boxes.append((self.any("Tin mới nhất", "Tin nổi bật", "Đọc nhiều"), self._teasers()))
        if Trap.CALENDAR in self.traps:
            boxes.append(("Xem theo ngày", self._calendar()))
        if Trap.COUNTER in self.traps:
            boxes.append((self.any("Thống kê", "Lượt truy cập"), self._counter()))
        if Trap.LOGIN in self.traps:
            boxes.append(("Đăng nhập", self._login()))
        self.rng.shuffle(boxes)
        found = [
            box.replace("{title}", self.never(title)).replace("{content}", content)
            for title, content in boxes
        ]
        return blank.join(found)

    def _links(self) -> str:
        names = [self.never(f"Huyện ủy {name}") for name in self.rng.sample(chrome.PLACES, 9)]
        options = "".join(f"<option value=http://h{place}.example>{name}" for place, name in enumerate(names))
        return f'<select onchange="go(this)"><option>--- Chọn website ---{options}</select>'

    def _documents(self) -> str:
        rows = []
        for _ in range(self.rng.randint(3, 8)):
            issued = chrome.day(self.rng)
            sign = self.any("KH/HU", "CV/HU", "TB/HU", "QĐ-UBND", "BC/TU")
            words = f"{self.rng.randint(1, 900)}-{sign} ngày {issued:%d/%m/%Y}"
            rows.append(f"<tr><td>{self.never(words)}</td></tr>\n")
        return f"<table width=100%>{''.join(rows)}</table>"

    def _poll(self) -> str:
        asked = self.never(
            self.any(
                "Đánh giá của bạn về giao diện của cổng?",
                "Bạn biết đến trang tin này qua đâu?",
                f"Theo bạn, {chrome.place(self.rng)} cần ưu tiên việc gì nhất?",
                f"Bạn có hài lòng khi làm thủ tục tại {chrome.place(self.rng)}?",
            )
        )
        answers = "".join(f"<label><input type=radio name=p> {word}</label><br>" for word in ("Đẹp", "Khá"))
        return f"<form>{asked}<br>{answers}<input type=submit value='Bình chọn'></form>"

    def _teasers(self) -> str:
        found = []
        for title in chrome.headlines(self.rng, self.rng.randint(5, 14)):
            day = chrome.day(self.rng)
            stamp = self.any(f"({day:%d/%m/%Y})", f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y} 09:15", "")
            summary = ""
            if self.rng.random() < 0.4:
                words = f"{title}: các đại biểu đã đánh giá kết quả và bàn nhiệm vụ thời gian tới."
                summary = f'<p class="sum">{self.never(words)}</p>'
            found.append(
                f'<div class="item"><a href="/{self.rng.randint(1, 9999)}.html">{self.never(title)}</a> '
                f'<span class="date">{stamp}</span>{summary}</div>\n'
            )
        return "".join(found)

    def _calendar(self) -> str:
        days = "".join(f"<option>{day}</option>" for day in range(1, 32))
        months = "".join(f"<option>{month}</option>" for month in range(1, 13))
        years = "".join(f"<option>{year}</option>" for year in range(2008, self.today.year + 1))
        return (
            f"<table><tr><td>Ngày</td><td><select>{days}</select></td><td>Tháng</td><td><select>{months}"
            f"</select></td><td>Năm</td><td><select>{years}</select></td>"
            "<td><input type=button value=Xem></td></tr></table>"
        )

    def _counter(self) -> str:
        return "<br>\n".join(self.never(line) for line in chrome.counters(self.rng))

    def _login(self) -> str:
        return (
            f"<form method=post action=/login>{self.never('Tên đăng nhập')}: <input name=u><br>"
            f"{self.never('Mật khẩu')}: <input type=password name=p><br>"
            "<input type=submit value='Đăng nhập'> "
            f"<a href=/forgot>{self.never('Quên mật khẩu?')}</a></form>"
        )

    def related(self, template: str, label: str, form: str = "ul", always: bool = False) -> str:
        """A list of related titles, in the form of the trap or that of the layout."""
        if Trap.RELATED not in self.traps and not always:
            return ""
        form = self.traps.related or form
        links = self.related_links()
        return fill(template.replace("{label}", self.never(label)), self._listed(links, form))

    def related_links(self) -> list[str]:
        """Links to other articles, by their titles."""
        titles = [*self.story.related, *chrome.headlines(self.rng, self.rng.randint(4, 10))]
        return [
            f'<a href="/tin/{self.rng.randint(1, 99_999)}">{self.related_title(title)}</a>'
            for title in titles
        ]

    def _listed(self, links: list[str], form: str) -> str:
        """The links in one of the forms of `RELATED`."""
        whole, one = LISTS[form]
        days = [chrome.day(self.rng) for _ in links]
        return fill(
            whole,
            "\n".join(
                one.replace("{link}", link)
                .replace("{day}", f"{day:%d/%m/%Y}")
                .replace("{dotted}", f"{day:%d.%m.%Y}")
                .replace("{short}", f"{day:%d/%m}")
                for link, day in zip(links, days, strict=True)
            ),
        )

    def inline_related(self) -> str:
        """One or two related titles in the middle of the text."""
        form, count = self.rng.choice((("box", 2), ("line", 1), ("list", 2), ("box", 1)))
        titles = chrome.headlines(self.rng, count)
        links = [f'<a href="/{self.rng.randint(1, 999)}">{self.related_title(title)}</a>' for title in titles]
        if form == "line":
            return f"<p><strong>{self.never('>> Xem thêm:')} {links[0]}</strong></p>\n"
        if form == "list":
            return '<ul class="related-inline">' + "".join(f"<li>{link}</li>" for link in links) + "</ul>\n"
        return '<div class="article-relate">' + "".join(f"<h4>{link}</h4>" for link in links) + "</div>\n"

    def advertisement(self) -> str:
        """An advertisement in the middle of the text."""
        words = self.never(self.any("QUẢNG CÁO", "Quảng cáo", "Tin tài trợ"))
        return f'<div class="ads_middle"><span>{words}</span><ins class="adsbygoogle"></ins></div>\n'

    def player(self) -> str:
        """A place where a script would put a player."""
        fallback = self.never(
            self.any("Trình duyệt của bạn không hỗ trợ phát video.", "Video đang được xử lý, vui lòng chờ")
        )
        return self.any(
            f'<div class="video"><video controls src="/v.mp4">{fallback}</video></div>\n',
            f'<div class="audio"><span>{self.never("Nghe đọc bài")}</span> <span>00:00 / 04:15'
            f'</span><audio src="/a.mp3">{fallback}</audio></div>\n',
        )

    def tools(self) -> str:
        """Print, send, back."""
        if Trap.TOOLS not in self.traps:
            return ""
        return self.any(
            f'<div class="tools"><a href="?print=1">{self.never("In trang")}</a> | '
            f'<a href="#">{self.never("Gửi email")}</a> | '
            f'<a href="#top">{self.never("Đầu trang")}</a></div>\n',
            f"<p align=right>[<a href=javascript:history.back()>{self.never('Trở về')}</a>]&nbsp;"
            f"[<a href=#>{self.never('Đầu trang')}</a>]&nbsp;[<a href=#>{self.never('Bản in')}</a>]</p>\n",
        )

    def share(self) -> str:
        """Buttons of social networks."""
        if Trap.SHARE not in self.traps:
            return ""
        labels = ("Chia sẻ Facebook", "Chia sẻ Zalo", "Sao chép liên kết", "Lưu bài viết")
        links = "".join(f'<a class="btn" href="#s">{self.never(label)}</a> ' for label in labels)
        return f'<div class="share-box">{links}</div>\n'

    def rating(self) -> str:
        """How many points the article has."""
        if Trap.RATING not in self.traps:
            return ""
        votes = self.rng.randint(0, 9)
        words = f"Tổng số điểm của bài viết là: {votes * 5} trong {votes} đánh giá"
        invited = self.never("Click để đánh giá bài viết")
        return f'<div class="rate"><p>{self.never(words)}</p><span>{invited}</span></div>\n'

    def comments(self) -> str:
        """What readers said."""
        if Trap.COMMENTS not in self.traps:
            return ""
        said = []
        for name, words in chrome.comments(self.rng, self.rng.randint(2, 4)):
            day, clock = chrome.day(self.rng), f"{self.rng.randint(5, 22):02d}:{self.rng.randint(10, 59)}"
            said.append(
                f'<div class="cm"><b>{self.stranger(name)}</b> <i>{day:%d/%m/%Y} {clock}</i>'
                f"<p>{self.never(words)}</p></div>\n"
            )
        asked = self.never("Ý kiến bạn đọc của bạn sẽ được biên tập trước khi đăng")
        return (
            f'<div class="comments"><h3>{self.never("Ý kiến bạn đọc")}</h3>{"".join(said)}'
            f"<form><textarea></textarea><p>{asked}</p></form></div>\n"
        )

    def pager(self, always: bool = False) -> str:
        """Numbered pages of the list that this article is in."""
        if Trap.PAGER not in self.traps and not always:
            return ""
        last = self.rng.randint(4, 16)
        numbers = [f'<a href="?page={number}">{number}</a>' for number in range(1, last + 1)]
        spaced = "&nbsp; ".join(numbers)
        return self.any(
            f'<div class="pager">&lt;&lt; &nbsp; &lt; &nbsp;{spaced} &nbsp;&gt; &gt;&gt;</div>\n',
            f"<table><tr><td>Trang:</td><td>{'</td><td>'.join(numbers)}</td></tr></table>\n",
            f'<ul class="pagination"><li>Trước</li><li>{"</li><li>".join(numbers)}</li><li>Sau</li></ul>\n',
        )

    def below(self) -> str:
        """What follows an article except its related titles, in any order."""
        parts = [self.tools(), self.share(), self.rating(), self.comments(), self.pager()]
        self.rng.shuffle(parts)
        return "".join(parts)

    def footer(self, form: str = "p") -> str:
        """The footer's lines, with the year of the day where the trap is set."""
        year = self.today.year if Trap.COPYRIGHT in self.traps else None
        lines = [self.never(line) for line in chrome.footer(self.rng, self.site, year)]
        if form == "rows":
            return "".join(f"<tr><td align=center>{line}</td></tr>\n" for line in lines)
        if form == "br":
            return "<br>\n".join(lines)
        return "".join(f"<{form}>{line}</{form}>\n" for line in lines)
