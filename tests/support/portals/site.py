"""A site of one platform: what it holds, where that stands, and what changes; both processes have one.

The server draws its pages, the test reads its truth: the same options and the same changes give the same.
"""

from __future__ import annotations

import random
import re
import zlib
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from pages import charsets, chrome
from pages.article import Attachment
from pages.draw import DECLARED
from pages.pen import slug
from pages.traps import Trap
from portals import feeds, telling, views
from portals.answering import TOKEN, Answers
from portals.drawing import draw_article, draw_list, draw_view

PER_PAGE = 20
"""Entries of a list page."""

SECTIONS = ("Xây dựng Đảng", "Tin trong huyện", "Kinh tế", "Văn hóa - Xã hội")
"""The sections of every portal; articles are in them by turns."""

XML = "application/xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Options:
    """What a portal is like: articles of each site, `sessions` in addresses or not, and its manners.

    `validators`: `own` as each platform has them, `all` or `none`; `crawl_delay`: seconds by the name of a
    platform, None for those it has.
    """

    articles: int = 2_000
    seed: int = 1
    sessions: bool = True
    validators: str = "own"
    crawl_delay: dict[str, float] | None = None

    def told(self):
        """The options as JSON has them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Article:
    """What is true of an article: `text` is lead and body, a line a paragraph; `url` has no session."""

    host: str
    number: int
    url: str
    title: str
    lead: str
    text: str
    published: datetime
    section: str


class Site:
    """A site; platforms say where things stand and how they look."""

    platform = ""
    shell = "table"
    flags = frozenset({Trap.CLOCK, Trap.COPYRIGHT, Trap.COUNTER})
    sessions = False
    validators = ()
    codings = ()
    delay = 0.0
    canonical = False
    missing_status = 404
    """What is answered for an article that is not there: 200 for the words of an error under a success."""

    def __init__(self, host, options):
        self.host = host
        self.options = options
        self.seed = options.seed * 10_000 + zlib.crc32(host.encode()) % 9_973
        rng = random.Random(host)
        self.name = chrome.site(rng)
        self.today = date(2026, 3, rng.randint(1, 28))
        self.count = options.articles
        self.editions = Counter()
        self.gone = {}
        self.version = 0
        self.changed = datetime(2026, 3, 1, tzinfo=UTC)
        self.edited = {}
        own = {"own": self.validators, "all": ("etag", "modified"), "none": ()}[options.validators]
        self.answers = Answers(self.sessions and options.sessions, own, self.codings)

    # --- What it holds ---

    def apply(self, publish=0, edit=(), delete=(), restore=(), status=410):
        """Change it: more articles at the top, others with a paragraph more, gone with a status, or back."""
        now = datetime.now(UTC)
        self.count += publish
        for number in edit:
            self.editions[number] += 1
            self.edited[number] = now
        self.gone |= dict.fromkeys(delete, status)
        for number in restore:
            self.gone.pop(number, None)
        self.version += 1
        self.changed = now

    def numbers(self, section=None):
        """The numbers of its articles, of all or one section, the newest first."""
        return [
            number
            for number in range(self.count, 0, -1)
            if number not in self.gone and section in {None, self.section_of(number)}
        ]

    def section_of(self, number):
        """The place of an article's section among `SECTIONS`."""
        return number % len(SECTIONS)

    def title(self, number):
        """The title of an article."""
        return telling.title_of(self.seed, number)

    def story(self, number):
        """An article as the pens take it."""
        files = ()
        if number % 10 == 0:
            files = (Attachment(f"Văn bản số {number} kèm theo", "85 KB", f"/files/van-ban-{number}.pdf"),)
        section = SECTIONS[self.section_of(number)]
        return telling.story_of(self.seed, number, self.editions[number], section, files)

    def article(self, base, number):
        """What is true of an article, in the letters that its page can say."""
        story, encoding = self.story(number), DECLARED[self.charset(number)][0]
        text = "\n".join([story.lead, *(line for part in story.body for line in part.lines)]).strip()
        told = [charsets.representable(words, encoding) for words in (story.title, story.lead, text)]
        url = base + self.article_path(number)
        return Article(self.host, number, url, *told, story.published.at(), story.section)

    def siblings(self, number):
        """Older articles of the section, which an article's page names as related."""
        return list(range(number - len(SECTIONS), 0, -len(SECTIONS)))[:6]

    def slug(self, number):
        """The title as addresses have it."""
        return slug(self.title(number))[:60].strip("-")

    # --- How it looks ---

    def layout(self, number):
        """The layout of an article's page."""
        raise NotImplementedError

    def charset(self, number):
        """The encoding of an article's page, one of `pages.draw.DECLARED`."""
        return "utf-8"

    def article_head(self, base, number):
        """What stands in the head of an article's page: its canonical address, if the platform tells that."""
        return f'<link rel="canonical" href="{base}{self.article_path(number)}">\n' if self.canonical else ""

    def menu(self, number):
        """Names and addresses of the menu; `number` is the article on whose page it is, or 0."""
        sections = [(name, self.list_path(place, 1)) for place, name in enumerate(SECTIONS)]
        return [("Trang chủ", "/"), *sections, ("Văn bản", "/van-ban"), ("Liên hệ", "/lien-he")]

    def extras(self):
        """Names and addresses of what stands in a side box: calendars, galleries, the way in."""
        return [("Thư viện ảnh", "/thu-vien-anh"), ("Đăng nhập", "/dang-nhap")]

    def linked(self, path):
        """An address as links have it."""
        return path

    def session(self):
        """What stands for a visitor's session; empty where there are none."""
        return TOKEN if self.answers.sessions else ""

    # --- Where things stand ---

    def article_path(self, number):
        """The address of an article below the host."""
        raise NotImplementedError

    def print_path(self, number):
        """The address of its print view; None where there is none."""
        return

    def list_path(self, section, page):
        """The address of a page of a section's list, the first is 1."""
        raise NotImplementedError

    def robots(self, base):
        """robots.txt, None where there is none."""
        return

    def routes(self):
        """Rules and views of the platform."""
        return ()

    def crawl_delay(self):
        """The line of robots.txt, if there is one."""
        seconds = (self.options.crawl_delay or {}).get(self.platform, self.delay)
        if self.options.crawl_delay is not None and self.platform not in self.options.crawl_delay:
            seconds = 0
        return f"Crawl-delay: {seconds:g}\n" if seconds else ""

    # --- Answers ---

    def give_article(self, number, how="page"):
        """The page of an article, its view for `print` or `amp`, or what is said where there is none."""
        if not 1 <= number <= self.count or number in self.gone:
            return self.give_missing(self.gone.get(number, self.missing_status))
        modified = self.edited.get(number) or telling.moment_of(number)
        return self.answers.give(
            (how, number, self.editions[number]), lambda base: _page(self._drawn(base, number, how)), modified
        )

    def _drawn(self, base, number, how):
        return draw_article(self, base, number) if how == "page" else draw_view(self, base, number, how)

    def give_list(self, section, page, path_of=None, endless=None, key=()):
        """A page of a list; `endless`: beyond the last page it goes on, `repeat` with this or `empty`."""
        numbers = self.numbers(section)
        last = max(1, -(-len(numbers) // PER_PAGE))
        if page > last and not endless:
            return self.give_missing(self.missing_status)
        shown = min(page, last) if endless == "repeat" else page
        chosen = numbers[(shown - 1) * PER_PAGE : shown * PER_PAGE]
        pager = views.Pager(page, last, path_of or (lambda to: self.list_path(section, to)), bool(endless))
        name = "Tin mới" if section is None else SECTIONS[section]

        def make(base):
            listing = lambda draw: views.listing(draw, name, chosen) + self.pager(draw, pager)  # noqa: E731
            return _page(draw_list(self, base, listing, self.list_head(base, pager), self.list_charset))

        return self.answers.give(("list", section, page, self.version, *key), make, self.changed)

    list_charset = "utf-8"

    def list_head(self, base, pager):
        """What stands in the head of a list page."""
        return ""

    def pager(self, draw, pager):
        """The pager of a list, as the platform draws it."""
        return views.numbered(draw, pager)

    def give_home(self):
        """The home page: the newest articles of each section."""

        def make(base):
            names = enumerate(SECTIONS)
            blocks = [(name, self.list_path(at, 1), self.numbers(at)[:5]) for at, name in names]
            content = lambda draw: views.home(draw, blocks)  # noqa: E731
            return _page(draw_list(self, base, content, self.list_head(base, None)))

        return self.answers.give(("home", self.version), make, self.changed)

    def give_missing(self, status):
        """The words of an error; `status` may be that of a success."""
        response = self.give_content("gone" if status == 200 else "not-found")
        if status != 200:
            response.status_code = status
            response.headers.pop("ETag", None)
        return response

    def give_content(self, name):
        """A page that is no article, one of `pages.contents.KINDS`."""
        return self.give_drawn(("content", name), lambda draw: views.content(draw, name))

    def give_drawn(self, key, content):
        """A page whose middle a function of the pen draws."""
        return self.answers.give(key, lambda base: _page(draw_list(self, base, content)))

    def give_text(self, key, make, content_type=XML):
        """A feed, a sitemap or a text; `make` takes the base of addresses."""

        def encoded(base):
            made = make(base)
            return made if isinstance(made, bytes) else made.encode("utf-8"), content_type

        return self.answers.give((*key, self.version), encoded, self.changed)

    def newest(self, base, section=None):
        """The articles that a feed names."""
        return [self.article(base, number) for number in self.numbers(section)[: feeds.NEWEST]]


def _page(page):
    return page.payload, page.headers["Content-Type"]


def section_slug(section):
    """A section as addresses have it."""
    return slug(SECTIONS[section])


def section_by_slug(text):
    """The place of a section; None for a name of no section."""
    slugs = [slug(name) for name in SECTIONS]
    return slugs.index(text) if text in slugs else None


def numbered_end(text):
    """The number at the end of an address; 0 where there is none."""
    found = re.search(r"(\d+)$", text)
    return int(found[1]) if found else 0
