"""SharePoint: paragraphs around tables, Word's classes, the state of the server in a hidden field."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from uuid import UUID

from pages.layouts.registry import layout
from pages.writing import Frame

if TYPE_CHECKING:
    from pages.draw import Draw

WORD = Frame(
    p='<p class="MsoNormal" style="text-align:justify;text-indent:36pt"><span style="font-size:14pt">{}'
    "<o:p></o:p></span></p>\n",
    heading='<p class="MsoNormal"><b><span style="font-size:14pt">{}</span></b></p>\n',
    items="{}",
    item='<p class="MsoListParagraph" style="margin-left:36pt">- {}</p>\n',
    table='<table class="MsoTableGrid" border="1" cellspacing="0">{}</table>\n',
    cell='<td valign="top"><p class="MsoNormal">{}</p></td>',
    quote='<p class="MsoNormal" style="text-align:center"><i>{}</i></p>\n',
    empty='<p class="MsoNormal">&nbsp;</p>\n',
    caption="div",
    byline="cell",
    source='<p align="right">({})</p>\n',
)


def _state(draw: Draw) -> str:
    blob = base64.b64encode(draw.rng.randbytes(draw.rng.randint(900, 5000))).decode()
    return (
        f'<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEP{blob}">\n'
        f'<input type="hidden" name="__EVENTVALIDATION" value="/wEW{blob[:200]}">\n'
    )


def _ribbon(draw: Draw) -> str:
    """What SharePoint says to people who edit, and to screen readers."""
    words = ("Turn on more accessible mode", "Skip Ribbon Commands", "Skip to main content", "Site Actions")
    links = "".join(f'<a href="#r" class="ms-SkiptoNavigation">{draw.never(word)}</a>\n' for word in words)
    hidden = f'<div id="TurnOnAccessibility" style="display:none">{links}</div>'
    return f'{hidden}<div id="s4-ribbonrow">{links}</div>'


@layout("sharepoint")
def sharepoint(draw: Draw) -> tuple[str, str]:
    """A web part of the detail page: the date first, a paragraph around tables, "(Ngày …)" lists."""
    guid = str(UUID(int=draw.rng.getrandbits(128))).replace("-", "_")
    part = f"ctl00_m_g_{guid}_ctl00"
    lead = draw.lead("<p><b>{}</b></p><br>")
    byline = draw.meta_byline(f'<span id="{part}_lblAuthor">{{}}</span>')
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">
<html xmlns:o="urn:schemas-microsoft-com:office:office" lang="vi-VN"><head>{draw.head(site_title=True)}</head>
<body scroll="yes" onload="javascript:_spBodyOnLoadWrapper();"><form name="aspnetForm" method="post">
{_state(draw)}{_ribbon(draw)}
<div class="header">{draw.logo()}{draw.clock('<div class="today">{}</div>')}{draw.menu("ul", 10, 20)}</div>
<table width="100%"><tr><td valign="top" class="left">{draw.side()}</td><td valign="top">
<div class="detail_artical"><div class="path"><div class="arr_B">{draw.section('<span id="crumb">{}</span>')}
</div></div><div id="{part}_pnlNewsDetail"><div><table width="100%"><tr><td align="left"><table><tr>
<td><a><img src="images/icon_date.jpg"></a></td>
<td>{draw.date(f'<span id="{part}_lblCreatedDate">{{}}</span>', "unpadded")}{byline}</td>
</tr></table></td></tr></table></div>
<h2><span id="{part}_lblTitle">{draw.title()}</span></h2><br>{lead}
<p><table width="100%"><tr><td>{draw.body(WORD)}</td></tr>
<tr><td>{draw.attachments("<div><span>{label}</span><table><tr><td>{}</td></tr></table></div>")}</td></tr>
</table></p><br></div></div>
{draw.related('<div class="other_News"><h3>{label}</h3>{}</div>', "Các tin khác", "dated", always=True)}
{draw.below()}</td><td class="right">{draw.side()}</td></tr></table>
<div class="footer">{draw.footer("p")}</div></form></body></html>"""
    return (
        f"http://{draw.host}/Pages/chi-tiet.aspx?CategoryId=TinTuc&ListName=NewsRecord&ItemId={draw.number}",
        html,
    )


@layout("sharepoint-publishing")
def sharepoint_publishing(draw: Draw) -> tuple[str, str]:
    """A publishing page: ExternalClass divs around what was pasted from Word."""
    external = f"ExternalClass{draw.rng.getrandbits(128):032X}"
    html = f"""<!DOCTYPE html>
<html dir="ltr" lang="vi-vn"><head><meta name="GENERATOR" content="Microsoft SharePoint">
{draw.head(site_title=draw.rng.random() < 0.5)}</head><body>
<form method="post" action="./{draw.slug}.aspx" id="aspnetForm">{_state(draw)}{_ribbon(draw)}
<div id="s4-workspace"><div id="s4-bodyContainer"><div id="s4-titlerow">{draw.logo()}{draw.clock()}
<div class="s4-tn"><div class="menu horizontal">{draw.menu("nested")}</div></div></div>
<div id="s4-leftpanel"><div class="ms-quicklaunchouter">{draw.menu("ul", 10, 18)}</div>{draw.side()}</div>
<div class="s4-ca" id="MSO_ContentTable"><div id="ctl00_PlaceHolderMain">
{draw.section_heading('<div class="breadcrumb">{}</div>')}
<div class="article-title ms-rteElement">{draw.title("<h2>{}</h2>")}</div>
{draw.date('<div class="article-date">{}</div>', "bars")}{draw.meta_byline('<div class="by">{}</div>')}
<div id="ctl00_PlaceHolderMain_Summary" class="ms-rtestate-field">
{draw.lead(f'<div class="{external}">{{}}</div>')}</div>
<div id="ctl00_PlaceHolderMain_Content" class="ms-rtestate-field"><div class="{external}">
{draw.body(WORD)}</div></div>{draw.attachments()}
{draw.related('<div class="ms-webpart-chrome"><span>{label}</span>{}</div>', "Tin đã đưa", "table")}
{draw.below()}
</div></div></div></div><div id="ft">{draw.footer("div")}</div></form></body></html>"""
    return f"https://{draw.host}/tin-tuc/Pages/{draw.slug}.aspx", html
