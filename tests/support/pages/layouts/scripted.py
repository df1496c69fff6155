"""Pages that a script completes, pages for telephones, and pages from frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.layouts.registry import layout
from pages.traps import Trap
from pages.writing import Frame

if TYPE_CHECKING:
    from pages.draw import Draw

PANEL = (
    '<div class="widget-box"><div class="widget-header">{title}</div>'
    '<div class="widget-body">{content}</div></div>\n'
)
AMP = Frame(caption="figure", heading="<h2>{}</h2>\n", byline="left", quote="<blockquote>{}</blockquote>\n")
PLAIN = Frame(
    p="<p>{}\n",
    heading="<p><b>{}</b>\n",
    items="<ul>{}</ul>\n",
    item="<li>{}\n",
    quote="<blockquote>{}</blockquote>\n",
    caption="br-italic",
    byline="right",
    source="<p align=right><i>{}</i>\n",
    empty="<p>&nbsp;\n",
)


@layout("ajax")
def ajax(draw: Draw) -> tuple[str, str]:
    """A portal whose lists come later: "Loading..." is left in their place."""
    waiting = f'<div class="ajax-wait"><img src="/loading.gif" alt="">{draw.never("Loading...")}</div>'
    html = f"""<!DOCTYPE html>
<html lang="vi"><head>{draw.head(more_style=30)}</head><body><div id="portal">
<div class="top-bar">{draw.logo()}{draw.clock('<div id="clock">{}</div>')}</div>
<div class="nav-bar">{draw.menu("ul", 12, 40)}</div><div class="columns"><div class="column-left">{waiting}
{draw.side(PANEL)}</div><div class="column-center"><div class="portlet-detail">
{draw.section_heading('<div class="portlet-title">{}</div>')}<div class="news-title">
{draw.title("<h2>{}</h2>")}</div>
{draw.date('<div class="news-date">{}</div>', "plain")}
{draw.lead('<div class="news-summary">{}</div>')}
<div class="news-content" ng-bind-html="content">{draw.body(Frame(caption="sibling", byline="right"))}</div>
{draw.meta_byline('<div class="news-author">{}</div>')}{_unit(draw)}{draw.attachments()}
<div id="related-news">{waiting}</div>{draw.related("<div><h4>{label}</h4>{}</div>", "Tin liên quan", "ul")}
{draw.below()}<div id="comments">{waiting}</div></div></div></div>
<div id="footer">{draw.footer("p")}</div></div></body></html>"""
    return f"https://{draw.host}/web/tin-tuc/chi-tiet?id={draw.number}", html


def _unit(draw: Draw) -> str:
    """The unit that an account belongs to, below the text."""
    return f'<div class="news-unit">{draw.stranger("Đơn vị: Ban Biên tập cổng")}</div>'


@layout("amp")
def amp(draw: Draw) -> tuple[str, str]:
    """An AMP page: little around the article, components instead of tags."""
    when = draw.machine_date()
    stamp = draw.date("{}", "clock-first")
    time = f'<time datetime="{when}">{stamp}</time>' if when else ""
    side = draw.menu("ul", 10, 18)
    html = f"""<!doctype html>
<html amp lang="vi"><head><meta name="viewport" content="width=device-width">
<link rel="canonical" href="https://{draw.host}/{draw.slug}.html">{draw.head()}</head><body>
<amp-sidebar id="menu" layout="nodisplay">{side}</amp-sidebar><header class="hd">{draw.logo()}{draw.clock()}
</header>
<main role="main"><article>{draw.section_heading('<p class="cat">{}</p>')}<h1>{draw.title()}</h1>
<p class="meta">{time}{draw.meta_byline(" - <span>{}</span>")}</p>{draw.lead('<p class="sapo">{}</p>')}
{draw.body(AMP).replace("<img ", '<amp-img layout="responsive" ')}{draw.attachments()}</article>
<amp-social-share type="facebook"></amp-social-share>{draw.below()}
{draw.related('<section class="more"><h2>{label}</h2>{}</section>', "Đọc thêm", "ul")}{draw.side()}</main>
<footer>{draw.footer("p")}</footer></body></html>"""
    return f"https://{draw.host}/amp/{draw.slug}.html", html


@layout("mobile")
def mobile(draw: Draw) -> tuple[str, str]:
    """The page for telephones of an older portal."""
    html = f"""<!DOCTYPE html PUBLIC "-//WAPFORUM//DTD XHTML Mobile 1.0//EN">
<html><head>{draw.head(site_title=draw.rng.random() < 0.5)}</head><body><div class="m-header">{draw.logo()}
<select onchange="go(this.value)">
{"".join(f"<option>{draw.never(name)}</option>" for name in ("Mục lục", "Tin trong tỉnh"))}
</select></div>{draw.clock("<small>{}</small>")}{draw.section_heading("<div><b>{}</b></div>")}
<div class="m-detail"><div class="m-title"><strong>{draw.title()}</strong></div>
{draw.date("<small>{}</small>", "short-year-clock")}{draw.meta_byline("<small> - {}</small>")}
{draw.lead('<div class="m-intro"><strong>{}</strong></div>')}<div class="m-content">{draw.body(AMP)}</div>
{draw.attachments()}</div>
{draw.related('<div class="m-other"><div>{label}</div>{}</div>', "Tin khác", "ul", always=True)}
{draw.below()}<div class="m-menu">{draw.menu("anchors")}</div>{draw.side()}
<div class="m-footer">{draw.footer("div")}<a href="/?view=desktop">{draw.never("Xem bản đầy đủ")}</a></div>
</body></html>"""
    return f"http://m.{draw.host}/{draw.number}/{draw.slug}", html


@layout("frameset")
def frameset(draw: Draw) -> tuple[str, str]:
    """The inner page of a frameset: a script to call the frames back, paragraphs without an end."""
    heading = f"<h1>{draw.never(draw.site)}</h1>\n" if Trap.MANY_H1 in draw.traps else ""
    html = f"""<HTML><HEAD>{draw.head(site_title=True, more_style=16)}
<script>if (top == self) top.location = "/index.htm?main=" + location.href;</script></HEAD>
<noframes>{draw.never("Trình duyệt của bạn không hỗ trợ khung.")}</noframes>
{heading}{draw.clock("<font size=1>{}</font><br>")}<a name="top"></a>
<font color=red>{draw.section()}</font><hr size=1>
<h3 align=center>{draw.title()}</h3>
{draw.date("<center><small>{}</small></center>", "unpadded-day")}{draw.meta_byline("<center>{}</center>")}
{draw.lead("<p><b>{}</b>")}
{draw.body(PLAIN)}{draw.attachments()}<hr size=1>
{draw.related("<b>{label}</b>{}", "Tin đã đăng", "ul")}{draw.below()}{draw.side()}<p>
{draw.menu("anchors", 10, 12)}
<hr><font size=1>{draw.footer("br")}</font></HTML>"""
    return f"http://{draw.host}/noidung/tin{draw.number}.htm", html
