"""What a front end puts around and into an article: menus, cards, bars, forms, boxes of the house."""

from __future__ import annotations

from pages import chrome
from pages.fronts import words
from pages.fronts.heads import Heads
from pages.pen import fill
from pages.traps import Trap

CARD = (
    '<article class="story"><div class="thumb"><a href="{href}" title="{title}">'
    '<img data-src="{img}" alt="{title}">'
    '</a></div><h3 class="title-news"><a href="{href}">{title}</a></h3><p class="description">{summary}</p>'
    "</article>\n"
)
BLANK = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


class Boxes(Heads):
    """Draws everything but the article."""

    def brand(self, template: str = '<a class="logo" href="/">{}</a>', heading: str = "") -> str:
        """The name of the site; in a heading where a trap wants one."""
        template = (heading or f"<h1>{template}</h1>") if Trap.MANY_H1 in self.traps else template
        return fill(template, self.never(self.site))

    def mega(self, group: str, item: str, inner: str = "{}", office: bool = False) -> str:
        """A menu of a hundred links: templates of a group ({name}, {subs}) and of a link in it."""
        sections = dict(words.SECTIONS)
        if office:
            tasks = self.rng.sample(words.TASKS, len(words.TASKS))
            sections = {
                "Giới thiệu": tasks[:9],
                "Tin tức": tasks[9:20],
                "Văn bản": tasks[20:30],
                "Khác": tasks[30:],
            }
        found = []
        for name, subs in sections.items():
            places = {sub: f"/m{self.rng.randint(1, 999)}" for sub in subs}
            links = "".join(
                item.replace("{href}", at).replace("{}", self.never(sub)) for sub, at in places.items()
            )
            head = group.replace("{href}", f"/c{self.rng.randint(1, 99)}").replace("{name}", self.never(name))
            found.append(head.replace("{subs}", inner.replace("{}", links)))
        return "\n".join(found)

    def cards(self, template: str = CARD, count: int = 6, least: int = 0, related: bool = False) -> str:
        """Other articles; `least`: words of their summaries, `related`: they belong to this article."""
        return "".join(self.card(template, title, least, related) for title in words.titles(self.rng, count))

    def card(self, template: str, title: str, least: int = 0, related: bool = False) -> str:
        """One other article."""
        shown = self.related_title(title) if related else self.never(title)
        summary = self.never(words.summary(self.rng, least)) if least and "{summary}" in template else ""
        when = words.day(self.rng)
        stamp = self.any(f"{when:%d/%m/%Y}", f"{when:%d/%m/%Y %H:%M}", f"{when.day}/{when.month}/{when.year}")
        return (
            template.replace("{title}", shown)
            .replace("{summary}", summary)
            .replace("{day}", stamp)
            .replace("{href}", f"/{self.rng.randint(1000, 99999)}-{self.ugly[:4]}.html")
            .replace("{img}", f"https://cdn.{self.host}/t{self.rng.randint(1, 9999)}.jpg")
            .replace("{cat}", self.never(self.any(*words.SECTIONS)))
        )

    def crumbs(self, whole: str = '<ul class="breadcrumb">{}</ul>', each: str = "<li>{}</li>") -> str:
        """The way from the home page to the section."""
        self.shown.add("section")
        names = [self.text(self.story.section)]
        if self.rng.random() < 0.5:
            names = [self.never("Trang chủ"), self.never(self.any(*words.SECTIONS)), *names]
        return fill(whole, "".join(each.replace("{}", f'<a href="/">{name}</a>') for name in names))

    def now(self, template: str = '<span class="today">{}</span>') -> str:
        """Today's date, where the trap is set."""
        return self.clock(template)

    def tags(self, whole: str, each: str = '<a href="/tag/{n}">{}</a>') -> str:
        """The keywords of the article."""
        names = self.rng.sample(["nông thôn mới", *words.PLACES, "bão số 3", "hạ tầng giao thông"], 4)
        links = (
            each.replace("{n}", str(self.rng.randint(1, 999))).replace("{}", self.never(f"{name}"))
            for name in names
        )
        return fill(whole, " ".join(links))

    def bar(self, template: str = '<div class="social">{}</div>') -> str:
        """A bar of buttons to share, save and hear."""
        labels = self.rng.sample(
            ["Chia sẻ lên Facebook", "Chia sẻ lên Zalo", "Lưu tin", "Copy link", "Theo dõi trên Google News",
             "Tăng cỡ chữ", ("Bình "
    "luận"), "Quay lại trang trước", "Nghe bài viết", "Gửi tòa soạn"], 5)  # fmt: skip
        links = (
            f'<a class="ic" href="javascript:void(0)" title="{self.never(label)}"><i class="icon"></i>'
            f"<span>{self.never(label)}</span></a>"
            for label in labels
        )
        return fill(template, "".join(links))

    def modals(self) -> str:
        """Windows that nobody has opened yet, and the question whether cookies are welcome."""
        asked = self.never(
            self.any(
                "Trang web này sử dụng cookie để mang đến cho bạn trải nghiệm tốt hơn.",
                "Chúng tôi dùng cookie nhằm phân tích lưu lượng và cá nhân hóa quảng cáo.",
                f"Bằng việc tiếp tục, bạn đồng ý với chính sách bảo mật của {self.site}.",
            )
        )
        gate = self.never(
            self.any(
                "Vui lòng đăng nhập để bình luận, lưu tin và theo dõi tác giả.",
                "Mã OTP đã được gửi tới số điện thoại của bạn, có hiệu lực trong 5 phút.",
                "Báo cáo nội dung không phù hợp tới ban biên tập",
            )
        )
        return (
            f'<div class="modal fade" id="m{self.ugly[:3]}" tabindex="-1" role="dialog" aria-hidden="true" '
            f'style="display:none"><div class="modal-dialog"><div class="modal-content"><p>{gate}</p><button '
            f'type="button" class="close">×</button></div></div></div>\n<div class="cookie-consent" '
            f'role="alert">'
            f"<p>{asked}</p><button>{self.never(self.any('Tôi đồng ý', 'Đã hiểu', 'Chấp nhận tất cả'))}"
            f"</button></div>\n"
        )

    def newsletter(self, template: str = '<div class="newsletter">{}</div>') -> str:
        """A form to get letters."""
        words_ = self.any(
            "Đăng ký nhận bản tin sáng: những gì cần biết trước giờ làm việc, chỉ 5 phút mỗi ngày.",
            "Nhận tin qua email, hủy bất cứ lúc nào.",
            f"Tải ứng dụng {self.site} để đọc báo không quảng cáo.",
        )
        return fill(
            template, f'<p>{self.never(words_)}</p><form><input type="email" placeholder="Email"></form>'
        )

    def audio(self, template: str = '<div class="audio-player">{}</div>') -> str:
        """A player that reads the article aloud."""
        voice = self.any("Giọng nữ miền Bắc", "Giọng nam miền Nam", "Nữ miền Trung", "Tốc độ đọc 1.0x")
        length = f"0:00 / {self.rng.randint(2, 9)}:{self.rng.randint(10, 59)}"
        return fill(
            template, f"<span>{self.never(voice)}</span> <span>{length}</span><audio preload=none></audio>"
        )

    def video(self, template: str = '<div class="video-box">{}</div>') -> str:
        """A film that is not of the article's text, with its title."""
        title = words.titles(self.rng, 1)[0]
        said = self.never(f"Video: {title}")
        return fill(template, f'<video poster="/v.jpg" data-src="/{self.ugly}.m3u8"></video><p>{said}</p>')

    def readers(self, whole: str, each: str, always: bool = False) -> str:
        """What readers said; `each` has {name}, {said}, {day}."""
        if Trap.COMMENTS not in self.traps and not always:
            return fill(
                whole, self.never(self.any("Hãy là người bình luận đầu tiên", "Chưa có bình luận nào"))
            )
        names, said = self.rng.sample(words.PEOPLE, 3), self.rng.sample(words.COMMENTS, 3)
        found = (
            each.replace("{name}", self.stranger(name))
            .replace("{said}", self.never(told))
            .replace("{day}", f"{words.day(self.rng):%d/%m/%Y}")
            for name, told in zip(names, said, strict=True)
        )
        return fill(whole, "".join(found))

    def author_box(self, template: str) -> str:
        """Who wrote the article, with {name} and {bio}; nothing where nobody is named."""
        if not self.story.authors:
            return ""
        shown = template.replace("{name}", self.text(self.story.authors[0]))
        return shown.replace("{bio}", self.never(self.any(*words.BIOS)))

    def imprint(self, form: str = "p") -> str:
        """The lines at the foot of the page."""
        year = self.today.year if Trap.COPYRIGHT in self.traps else None
        lines = [self.never(line) for line in words.imprint(self.rng, self.site, year)]
        return (
            "<br>\n".join(lines) if form == "br" else "".join(f"<{form}>{line}</{form}>\n" for line in lines)
        )

    def scripts(self) -> str:
        """What stands before </body>."""
        lines = self.rng.randint(60, 240) if Trap.HEAVY in self.traps else self.rng.randint(5, 60)
        return (
            f"<script>\n{chrome.scripts(self.rng, lines)}\n</script>"
            f'<script async src="/b.{self.ugly}.js"></script>\n'
        )
