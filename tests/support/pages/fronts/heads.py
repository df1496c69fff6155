"""The <head> of a front end of today: titles with suffixes, Open Graph, kinds of JSON-LD."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pages import chrome
from pages.draw import Draw
from pages.fronts import words
from pages.moments import iso
from pages.traps import Trap

if TYPE_CHECKING:
    from pages.article import Story
    from pages.traps import Traps

OWNERS = {"paper": words.paper, "station": words.station, "office": words.office}


class Heads(Draw):
    """Draws what is not seen."""

    def __init__(self, layout: str, story: Story, traps: Traps, owner: str):
        super().__init__(layout, story, traps)
        self.site = OWNERS[owner](self.rng)
        self.marked = True
        self.ugly = f"{self.rng.getrandbits(40):010x}"

    def head(self, rich: bool = True, css: int = 20, extra: str = "") -> str:
        """The inside of <head>; `rich`: with metadata, `css`: about so many kilobytes of style."""
        kilobytes = css * 3 if Trap.HEAVY in self.traps else css
        title = self.story.title
        shown = self.any(
            f"{title} - {self.site}", f"{title} | {self.site}", title, f"{title} - Báo {self.site}"
        )
        if Trap.SITE_TITLE in self.traps or not title:
            shown = self.any(self.site, f"{self.site} - Trang chủ", "Chi tiết bài viết", f"{self.site} |")
        return (
            f'{self._charset_tag()}<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{self.text(shown)}</title>\n{self._meta() if rich else self._poor()}{extra}"
            f"<style>\n{chrome.styles(self.rng, kilobytes * 15)}\n</style>\n{self._trackers()}"
        )

    def _poor(self) -> str:
        return (
            f'<meta name="keywords" content="{self.never(self.site)}"><meta name="description" '
            f'content="{self.never(self.site)}">\n<link rel="shortcut icon" href="/favicon.ico">\n'
        )

    def _meta(self) -> str:
        if Trap.BAD_META in self.traps or not self.story.title:
            return self._of_the_site()
        title, lead = self.text(self.story.title), self.text(self.story.lead)
        suffix = self.any("", f" - {self.never(self.site)}", f" | {self.never(self.site)}")
        tags = [
            f'<meta property="og:site_name" content="{self.never(self.site)}">',
            '<meta property="og:type" content="article">',
            f'<meta property="og:title" content="{title}{suffix}">',
            f'<meta name="twitter:title" content="{title}{suffix}">',
            f'<meta name="description" content="{lead}">',
            f'<meta property="og:description" content="{lead}">',
            f'<meta property="og:image" content="https://cdn.{self.host}/{self.ugly}.jpg">',
            f'<meta property="article:section" content="{self.text(self.story.section)}">',
            '<meta name="copyright" content="desktop"><meta http-equiv="refresh" content="1800">',
        ]
        return "\n".join([*tags, *self._moments(), *self._linked_data()]) + "\n"

    def _of_the_site(self) -> str:
        """Metadata that is the same on every page of the site."""
        crawled = iso(chrome.datetime_of(self.today, self.rng))
        site = self.never(self.site)
        data = {
            "@type": "WebSite",
            "name": self.site,
            "url": f"https://{self.host}/",
            "datePublished": crawled,
        }
        return (
            f'<meta property="og:title" content="{site}"><meta property="og:type" content="website">\n'
            f'<link rel="canonical" href="https://{self.host}/"><meta name="author" content="{site}">\n'
            + script({"@context": "https://schema.org"} | data)
        )

    def _moments(self) -> list[str]:
        if Trap.GOOD_META not in self.traps and self.rng.random() < 0.4:
            return []
        when = self.machine_date()
        return [f'<meta property="article:published_time" content="{when}">'] if when else []

    def _linked_data(self) -> list[str]:
        """The article among descriptions of other things, in any order."""
        titles = words.titles(self.rng, 6)
        found: list[dict[str, Any]] = [
            {
                "@type": "Organization",
                "name": self.site,
                "url": f"https://{self.host}/",
                "sameAs": ["https://fb"],
            },
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": place, "name": name}
                    for place, name in enumerate(("Trang chủ", self.story.section), 1)
                ],
            },
            {
                "@type": "ItemList",
                "itemListElement": [
                    {"@type": "ListItem", "position": place, "url": f"/{place}.html", "name": title}
                    for place, title in enumerate(titles, 1)
                ],
            },
            self._news_article(),
        ]
        self.rng.shuffle(found)
        if self.rng.random() < 0.3:
            return [script({"@context": "https://schema.org", "@graph": found})]
        return [script({"@context": "https://schema.org"} | data) for data in found]

    def _news_article(self) -> dict[str, Any]:
        told: dict[str, Any] = {
            "@type": self.any("NewsArticle", "Article"),
            "headline": self.story.title,
            "description": self.story.lead,
            "author": {"@type": "Person", "name": self.story.authors[0] if self.story.authors else self.site},
            "publisher": {"@type": "Organization", "name": self.site, "logo": {"@type": "ImageObject"}},
        }
        when = self.machine_date() if Trap.GOOD_META in self.traps or self.rng.random() < 0.6 else ""
        if when and self.moment:
            later = self.moment.at() + timedelta(minutes=self.rng.randint(1, 300))
            told |= {"datePublished": when, "dateModified": iso(later)}
        return told

    def _trackers(self) -> str:
        return (
            f"<!-- Google Tag Manager --><script>(function(w,d,s,l,i){{w[l]=w[l]||[];}})"
            f"(window,document,'script','dataLayer','GTM-{self.ugly[:6].upper()}');</script>"
            f"<!--[if lt IE 9]><script src='/js/html5shiv.js'></script><![endif]-->\n"
            f"<script>\n{chrome.scripts(self.rng, self.rng.randint(3, 25))}\n</script>\n"
        )

    def pixels(self) -> str:
        """What counts visitors, just after <body>."""
        return (
            f'<noscript><iframe src="https://tag.example/ns.html?id=GTM-{self.ugly[:6]}" height="0" '
            f'width="0" '
            f'style="display:none;visibility:hidden"></iframe></noscript>\n<img height="1" width="1" alt="" '
            f'style="display:none" '
            f'src="https://px.example/tr?id={self.number}&amp;ev=PageView&amp;noscript=1">\n'
        )

    def state(self, name: str = "__NEXT_DATA__", kilobytes: int = 20) -> str:
        """The state of a script as JSON: the article once more, and what else the page could show."""
        body = "".join(f"<p>{line}</p>" for part in self.story.body for line in part.lines)
        others: list[dict[str, str]] = []
        size = 0
        while size < kilobytes * 600:
            told = {"t": words.titles(self.rng, 1)[0], "s": words.summary(self.rng, 30), "id": self.ugly}
            others.append(told)
            size += sum(map(len, told.values()))
        data = {
            "props": {"pageProps": {"post": {"title": self.story.title, "content": body}, "more": others}}
        }
        return script(data, f'id="{name}" type="application/json"')


def script(data: dict[str, Any], attributes: str = 'type="application/ld+json"') -> str:
    """Data within a script."""
    told = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return f"<script {attributes}>{told}</script>\n"
