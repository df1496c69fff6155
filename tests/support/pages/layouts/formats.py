"""Pages with much metadata, some of it wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pages.layouts.registry import layout
from pages.writing import Frame

if TYPE_CHECKING:
    from pages.draw import Draw

ENTRY = Frame(caption="figure", byline="left", heading="<h2>{}</h2>\n")


@layout("hentry")
def hentry(draw: Draw) -> tuple[str, str]:
    """Microformats: hentry around the article, but also around each teaser; metadata of the site only."""
    data = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": draw.site,
        "foundingDate": "2004-09-02",
    }
    box = (
        '<div class="hentry teaser"><h2 class="entry-title">{title}</h2>'
        '<div class="entry-summary">{content}</div></div>\n'
    )
    html = f"""<!DOCTYPE html>
<html lang="vi"><head>{draw.head()}<meta property="og:site_name" content="{draw.never(draw.site)}">
<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script></head><body>
<header class="h-card">{draw.logo('<a class="p-name u-url" href="/">{}</a>')}{draw.clock()}</header>
<nav>{draw.menu("nested")}</nav><main><article class="h-entry hentry">
{draw.section_heading('<p class="p-category">{}</p>')}
<h2 class="p-name entry-title">{draw.title()}</h2><p>
{draw.date('<span class="dt-published published">{}</span>', "bars")}
{draw.meta_byline('<span class="p-author vcard author"><span class="fn">{}</span></span>', habit=True)}</p>
{draw.lead('<p class="p-summary">{}</p>')}<div class="e-content entry-content">{draw.body(ENTRY)}</div>
{draw.attachments()}</article>{draw.below()}
{draw.related('<section class="related"><h2>{label}</h2>{}</section>', "Bài liên quan", "cards")}</main>
<aside>{draw.side(box)}</aside><footer class="h-card">{draw.footer("p")}</footer></body></html>"""
    return f"https://{draw.host}/{draw.number}/{draw.slug}", html


@layout("relative-time")
def relative_time(draw: Draw) -> tuple[str, str]:
    """A single page that says "3 ngày trước"; the moment itself is an attribute."""
    when = draw.machine_date()
    ago = f"{draw.rng.randint(2, 11)} {draw.any('tháng', 'năm')} trước"
    time = f'<time class="ago" datetime="{when}" title="{when}">{ago}</time>' if when else ""
    html = f"""<!DOCTYPE html>
<html lang="vi"><head>{draw.head(more_style=70)}</head><body><div class="layout"><header>{draw.logo()}
{draw.clock()}
{draw.menu("ul")}</header><main class="post">{draw.section_heading('<div class="kicker">{}</div>')}
{draw.title('<h1 class="headline">{}</h1>')}<div class="meta">{time}
{draw.meta_byline(" <b>{}</b>", habit=True)}</div>
{draw.lead('<div class="standfirst">{}</div>')}<section class="text">{draw.body(ENTRY)}</section>
{draw.attachments()}{draw.below()}
{draw.related('<div class="next"><h3>{label}</h3>{}</div>', "Đọc tiếp", "dl", always=True)}</main>
<aside>{draw.side()}</aside><footer>{draw.footer("div")}</footer></div></body></html>"""
    return f"https://{draw.host}/p/{draw.number}", html
