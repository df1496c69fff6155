"""Print views: an article once more at another address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.draw import Draw
from pages.layouts import homemade, nukeviet, systems
from pages.writing import Frame

if TYPE_CHECKING:
    from pages.article import Story
    from pages.page import Page
    from pages.traps import Traps


def _print_page(draw: Draw, html: str, view: str, article: str) -> Page:
    base = f"http://{draw.host}"
    return draw.print_view(base + view, html, base + article)


def _nukeviet_print(story: Story, traps: Traps) -> Page:
    draw = Draw("print-nukeviet", story, traps)
    html = f"""<!DOCTYPE html><html lang="vi"><head>{draw.head()}</head><body onload="window.print()">
<div id="print">
<div id="hd_print"><h2>{draw.never(draw.site)}</h2><p>http://{draw.host}</p></div><h1>{draw.title()}</h1>
<ul><li>{draw.date("{}", "nukeviet")}</li></ul><div id="hometext">{draw.lead("{}")}</div>
<div id="bodytext">{draw.body(nukeviet.BODY)}</div>{draw.attachments()}
<div id="footer">{draw.footer("p")}</div></div></body></html>"""
    article = f"/tin-tuc/{draw.slug}-{draw.number}.html"
    return _print_page(draw, html, f"/tin-tuc/print/{draw.slug}-{draw.number}.html", article)


def _joomla_print(story: Story, traps: Traps) -> Page:
    draw = Draw("print-joomla", story, traps)
    html = f"""<!DOCTYPE html><html lang="vi-vn"><head>{draw.head()}</head><body class="contentpane modal">
<div class="item-page"><a href="#" onclick="window.print()">{draw.never("Bản in của trang")}</a><h2>
{draw.title()}</h2>
<dl class="article-info"><dd>{draw.date("Được đăng: {}", "joomla")}</dd></dl>
{draw.lead("<p><strong>{}</strong></p>")}
{draw.body(systems.JOOMLA)}{draw.attachments()}</div></body></html>"""
    article = f"/index.php/tin-tuc/{draw.number}-{draw.slug}"
    return _print_page(draw, html, f"{article}?tmpl=component&print=1&page=", article)


def _asp_print(story: Story, traps: Traps) -> Page:
    draw = Draw("print-asp", story, traps)
    html = f"""<html><head>{draw.head(site_title=True)}</head><body><font size="4"><b>{draw.title()}</b>
</font><br>
{draw.date("<i>{}</i><br>", "updated")}{draw.lead("<b>{}</b><br><br>")}{draw.body(homemade.FONT)}
{draw.attachments()}
<hr>{draw.never("In từ trang tin điện tử")}: http://{draw.host}</body></html>"""
    return _print_page(draw, html, f"/in.asp?id={draw.number}", f"/chitiet.asp?id={draw.number}")


def _liferay_print(story: Story, traps: Traps) -> Page:
    draw = Draw("print-liferay", story, traps)
    frame = Frame(caption="sibling", byline="left")
    html = f"""<!DOCTYPE html><html lang="vi-VN"><head>{draw.head()}</head><body class="portal-popup">
<div class="popup">
<h3 class="header-title">{draw.title()}</h3>{draw.date("<p>{}</p>", "clock-first")}{draw.lead("<p>{}</p>")}
{draw.body(frame)}{draw.attachments()}</div></body></html>"""
    article = f"/tin-tuc/-/asset_publisher/a1/content/{draw.slug}"
    return _print_page(draw, html, f"{article}?viewMode=print&p_p_state=pop_up", article)


VIEWS = (_nukeviet_print, _joomla_print, _asp_print, _liferay_print)
"""Each draws the print view of a story."""
