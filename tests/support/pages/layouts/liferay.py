"""Liferay: the table of a Vietnamese portal built on it, and its own asset publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.layouts.registry import layout
from pages.writing import Frame

if TYPE_CHECKING:
    from pages.draw import Draw

BREAKS = Frame(
    p="{}<br><br>\n",
    heading="<b>{}</b><br>\n",
    items="{}",
    item="- {}<br>\n",
    quote="<i>{}</i><br><br>\n",
    empty="<br>\n",
    caption="cell",
    marked=False,
)


def _portlet(draw: Draw) -> str:
    name = f"{draw.rng.randint(10, 99)}_INSTANCE_{draw.rng.getrandbits(24):x}"
    return (
        f'<div class="portlet-boundary portlet-boundary_{name}_" id="p_p_id_{name}_">'
        f'<span id="p_{name}"></span><section class="portlet"><header class="portlet-topper">'
        '<h1 class="portlet-title"><span>{title}</span></h1></header><div class="portlet-content">'
        '<div class="portlet-body">{content}</div></div></section></div>\n'
    )


@layout("liferay-vcms")
def liferay_vcms(draw: Draw) -> tuple[str, str]:
    """A table of the channel's news: no heading at all, related titles are anchors in one paragraph."""
    rest = "".join(
        (
            draw.related("<p><b>{label}</b></p>{}", "Các tin khác:", "anchors", always=True),
            draw.below(),
        )
    )
    query = (
        f"p_p_id=vcmsviewcontent_INSTANCE_{draw.rng.getrandbits(20):x}&p_p_lifecycle=0&p_p_state=normal"
        f"&p_auth={draw.rng.getrandbits(32):x}&articleId={draw.number}"
    )
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html class="ltr" dir="ltr" lang="vi-VN"><head>{draw.head(site_title=True)}</head>
<body class="yui3-skin-sam controls-visible public-page site"><div id="wrapper">
<a href="#main-content" id="skip-to-content">{draw.never("Chuyển đến nội dung")}</a>
<div id="banner">{draw.logo()}</div>{draw.clock('<div class="ngaythang">{}</div>')}
<div id="navigation">{draw.menu("ul")}</div>
<table width="100%"><tr><td width="220" valign="top">{draw.side(_portlet(draw))}</td><td valign="top">
<div class="portlet-boundary"><table class="chanel-news" width="100%" cellpadding="4"><tr><td>
{draw.section_heading('<p class="chanel-title">{}</p>')}<p class="title01">{draw.title()}</p>
{draw.date('<span class="time">{}</span>', "plain")}{draw.meta_byline('<span class="auth">{}</span>')}
</td></tr><tr><td>{draw.lead('<b class="hot-line">{}</b>')}
<p>{draw.body(BREAKS)}</p>{draw.attachments()}</td></tr>
<tr><td>{rest}</td></tr></table></div></td></tr></table>
<div id="footer">{draw.footer("p")}</div></div></body></html>"""
    return f"http://{draw.host}/web/guest/tin-tuc?{query}", html


@layout("liferay-journal")
def liferay_journal(draw: Draw) -> tuple[str, str]:
    """The asset publisher around a journal article."""
    publisher = f"{draw.rng.getrandbits(48):x}"
    related = draw.related(
        '<div class="taglib-asset-links"><h2 class="asset-links-title">{label}</h2>{}</div>',
        "Liên quan",
        "ul",
    )
    html = f"""<!DOCTYPE html>
<html class="aui ltr" dir="ltr" lang="vi-VN"><head>{draw.head()}</head>
<body class="html-page default yui3-skin-sam"><div class="container-fluid" id="wrapper">
<header id="banner" role="banner">
<div id="heading">{draw.logo('<div class="site-title">{}</div>')}</div>
{draw.clock('<p class="now">{}</p>')}
<nav id="navigation" class="sort-pages">{draw.menu("nested")}</nav></header>
<div id="content"><div class="columns-2" id="main-content" role="main"><div class="portlet-layout row-fluid">
<div class="portlet-column span8" id="column-1"><div class="portlet-boundary portlet-asset-publisher">
<div class="asset-full-content show-asset-title"><h3 class="header-title"><span>{draw.title()}</span></h3>
<div class="asset-content"><div class="journal-content-article">
{draw.date('<p class="date">{}</p>', "clock-first")}{draw.lead('<p class="abstract"><strong>{}</strong></p>')}
{draw.body(Frame(caption="sibling", byline="left"))}</div></div>{draw.attachments()}
<div class="asset-metadata">{draw.meta_byline('<span class="metadata-entry">{}</span>')}
{draw.section('<span class="asset-category">{}</span>')}</div>{related}{draw.below()}</div></div></div>
<div class="portlet-column span4" id="column-2">{draw.side(_portlet(draw))}</div></div></div></div>
<footer id="footer" role="contentinfo">{draw.footer("p")}
<p class="powered-by">{draw.never("Powered By Liferay")}</p></footer></div></body></html>"""
    return f"https://{draw.host}/tin-tuc/-/asset_publisher/{publisher}/content/{draw.slug}", html
