"""IBM WebSphere Portal: every box is a portlet, with a link to skip it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.layouts.registry import layout
from pages.writing import Frame

if TYPE_CHECKING:
    from pages.draw import Draw

JUSTIFIED = Frame(
    p='<div align="justify">&nbsp;&nbsp;&nbsp; {}</div>&nbsp;\n',
    heading='<div align="justify"><b>{}</b></div>\n',
    empty="<div>&nbsp;</div>\n",
    caption="br-italic",
)


def _portlet(draw: Draw) -> str:
    """A portlet of 6 and 7: the skip link is the text of a picture."""
    window = f"7_{draw.rng.randint(0, 9)}_{draw.rng.randint(10, 99)}M"
    skip = draw.never("Skip portlet")
    return (
        '<table class="wpsPortletBorder" width="100%" cellpadding="0" cellspacing="0"><tr>'
        '<td class="wpsPortletTitle" nowrap>{title}'
        f'<a href="#skipportlet{window}"><img src="/wps/skins/html/dot.gif" alt="{skip}" title="{skip}" '
        f'width="1" height="1" border="0"></a><img src="/wps/menu.gif" alt="{draw.never("Portlet Menu")}">'
        '</td></tr>\n<tr><td class="wpsPortletBody">{content}&nbsp;</td></tr></table>'
        f'<a name="skipportlet{window}"></a>\n'
    )


def _hidden_portlet(draw: Draw) -> str:
    """A portlet of 8: the menu's name is real text, hidden by a style sheet."""
    actions = draw.never("Component Action Menu")
    shown = draw.never("Display portlet menu")
    window = f"Z7_{draw.rng.randint(10**9, 10**10)}"
    return (
        f'<section class="ibmPortalControl wpthemeControl" id="{window}">'
        '<header class="wpthemeControlHeader"><h2><span class="lm-dynamic-title">{title}</span></h2>'
        f'<a aria-haspopup="true" class="wpthemeIcon" href="javascript:;">'
        f'<span class="wpthemeAltText">{shown}</span></a>'
        f'<span class="wpthemeAccess">{actions}</span></header>'
        '<div class="wpthemeControlBody wpthemeOverflowAuto">{content}</div></section>\n'
    )


def _url(draw: Draw) -> str:
    state = "".join(draw.rng.choice("04Sj9CPykssy0xPLMnMz0vMAfGjzOINAg") for _ in range(80))
    item = draw.slug.replace("-", "_")[:60]
    return (
        f"http://{draw.host}/wps/portal/huyen/!ut/p/c4/{state}/?WCM_GLOBAL_CONTEXT="
        f"/wps/wcm/connect/huyen/trangchu/tin_tuc/{item}"
    )


@layout("websphere")
def websphere(draw: Draw) -> tuple[str, str]:
    """WebSphere 6 and 7: title and date in one cell, the pager of the list below the article."""
    box = _portlet(draw)
    related = draw.related(
        "<tr><td><b>{label}</b><br>{}</td></tr>", draw.any("Các tin khác", "Tin liên quan"), "bullets"
    )
    html = f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html lang="vi"><head>{draw.head(site_title=True)}</head>
<body class="wpsPage" topmargin="0">
<table width="1000" align="center" cellpadding="0" cellspacing="0"><tr><td colspan="3" class="banner">
{draw.logo()}{draw.clock('<span class="date">{}</span>')}</td></tr>
<tr><td colspan="3"><table><tr>{draw.menu("cells", 10, 14)}</tr></table></td></tr>
<tr><td width="20%" valign="top">{
        _portlet(draw)
        .replace("{title}", "Giới thiệu")
        .replace("{content}", "<table>" + draw.menu("rows", 10, 24) + "</table>")
    }{draw.side(box, "&nbsp;<br>")}</td>
<td valign="top"><table width="100%"><tr><td>{draw.section_heading('<div class="path">{}</div>')}
<b><font color="#990000">{draw.title()}</font></b> {draw.date('<font size="1">{}</font>', "portlet")}
{draw.meta_byline('<font size="1">{}</font>')}</td></tr>
<tr><td>{draw.lead('<div align="justify"><b>{}</b></div><br>')}
{draw.body(JUSTIFIED)}
{draw.attachments()}</td></tr>
<tr><td align="right"> | <a href="#top">{draw.never("Đầu trang")}</a></td></tr>{related}
<tr><td>{draw.pager(always=True)}{draw.below()}</td></tr></table></td>
<td width="18%" valign="top">{draw.side(_portlet(draw), "&nbsp;")}</td></tr>
<tr><td colspan="3" align="center">{draw.footer("div")}</td></tr></table></body></html>"""
    return _url(draw), html


@layout("websphere8")
def websphere8(draw: Draw) -> tuple[str, str]:
    """WebSphere 8: a theme of divs, with texts for screen readers."""
    box = _hidden_portlet(draw)
    viewer = draw.never("Web Content Viewer")
    html = f"""<!DOCTYPE html>
<html dir="ltr" lang="vi"><head>{draw.head(site_title=True)}</head>
<body id="content" class="lotusui30dojo tundra locale_vi">
<a href="#wpthemeMainContent" class="wpthemeAccess">{draw.never("Skip to content")}</a>
<div class="wpthemeFrame"><header class="wpthemeHeader">{draw.logo()}{draw.clock()}
<nav class="wpthemePrimaryNav">{draw.menu("nested")}</nav></header>
<div class="wpthemeMainContent" id="wpthemeMainContent">
<div class="wpthemeCol" id="col1">{draw.side(box)}</div>
<div class="wpthemeCol" id="col2"><div class="component-control"><span class="wpthemeAltText">{viewer}</span>
<div class="wpthemeInner"><div class="chitiet">{draw.section_heading()}
<div class="tieude">{draw.title()}</div>{draw.date('<div class="ngay">{}</div>', "portlet")}
{draw.meta_byline("<div>{}</div>")}{draw.lead('<div class="mota"><strong>{}</strong></div>')}
<div class="noidung">{draw.body(Frame(caption="em"))}</div>{draw.attachments()}
{draw.related('<div class="khac"><b>{label}</b>{}</div>', "Tin cùng chuyên mục", "ul")}{draw.below()}
</div></div></div></div></div>
<footer class="wpthemeFooter">{draw.footer("div")}</footer>
<div class="wpthemeComplementaryContent"><span>{draw.never("Deferred modules")}</span></div>
</div></body></html>"""
    return _url(draw), html
