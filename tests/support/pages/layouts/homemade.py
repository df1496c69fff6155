"""Portals that somebody wrote alone: nested tables, fonts, line breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.layouts.registry import layout
from pages.writing import Frame

if TYPE_CHECKING:
    from pages.draw import Draw

BOX = (
    '<table width="100%" border="0" cellspacing="1" bgcolor="#cc0000"><tr><td><font color="#ffff00"><b>'
    '{title}</b></font></td></tr><tr><td bgcolor="#ffffff">{content}</td></tr></table>\n'
)
FONT = Frame(
    p="&nbsp;&nbsp;&nbsp;&nbsp;{}<br><br>\n",
    heading="<b>{}</b><br><br>\n",
    items="{}<br>\n",
    item="&nbsp;&nbsp;- {}<br>\n",
    table='<table border="1" bordercolor="#999999">{}</table><br>\n',
    cell='<td><font face="Arial" size="2">{}</font></td>',
    quote="<i>{}</i><br><br>\n",
    caption="cell",
    byline="cell",
    source="<div align=right><i>{}</i></div>\n",
    empty="<br>&nbsp;<br>\n",
    marked=False,
)
TIMES = Frame(
    p='<p align="justify"><font face="Times New Roman" size="3">{}</font></p>\n',
    heading='<p align="justify"><font face="Times New Roman" size="3"><b>{}</b></font></p>\n',
    item='<li><font face="Times New Roman" size="3">{}</font>\n',
    quote='<p align="center"><font size="3"><i>{}</i></font></p>\n',
    caption="br-italic",
    byline="italic",
)


@layout("asp")
def asp(draw: Draw) -> tuple[str, str]:
    """Tables within tables, the body one run of <br><br> in a <font>."""
    html = f"""<html>
<head>{draw.head(site_title=True)}</head>
<body leftmargin="0" topmargin="0" bgcolor="#FFFFFF"><center>
<table width="780" border="0" cellpadding="0" cellspacing="0"><tr><td colspan="3">
<table width="100%"><tr><td><img src="images/banner.jpg" width="780" alt="">{draw.logo()}</td></tr><tr><td>
{draw.clock('<font size="1" color="blue">{}</font>')} <marquee>
{draw.never("Chào mừng bạn đến với trang tin!")}
</marquee></td></tr></table></td></tr><tr><td width="160" valign="top" bgcolor="#eeeeee">
<table width="100%">{draw.menu("rows", 10, 30)}</table>{draw.side(BOX, "<br>")}</td><td valign="top">
<table width="100%" cellpadding="6"><tr><td>{draw.section_heading('<font color="#cc0000">{}</font>')}</td>
</tr>
<tr><td><font face="Arial" size="4" color="#0000aa"><b>{draw.title()}</b></font><br>
{draw.date('<font size="1" color="#777777">({})</font>', "updated")}{draw.meta_byline("<font>{}</font>")}
</td></tr>
<tr><td><font face="Arial" size="2">{draw.lead("<b>{}</b><br><br>")}
{draw.body(FONT)}</font>{draw.attachments()}</td></tr>
<tr><td align="right">[<a href="javascript:history.go(-1)">{draw.never("Trở về")}</a>]
[<a href="#">{draw.never("Đầu trang")}</a>] [<a href="in.asp?id={draw.number}">{draw.never("In bài")}
</a>]</td></tr>
<tr><td>{draw.related("<b>{label}</b><br>{}", "Các tin đã đưa:", "bullets", always=True)}{draw.below()}</td>
</tr>
</table></td><td width="150" valign="top">{draw.side(BOX, "<br>")}</td></tr>
<tr><td colspan="3" align="center"><font size="1">{draw.footer("br")}</font></td></tr></table></center>
</body></html>"""
    return f"http://www.{draw.host}/?id={draw.number}&cat=12&page=chitiet.asp", html


@layout("php-fonts")
def php_fonts(draw: Draw) -> tuple[str, str]:
    """A home-made PHP site: each paragraph has its font, the menu is a paragraph of anchors."""
    html = f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html><head>{draw.head(site_title=True)}</head><body><div align="center">
<table width="90%"><tr><td>{draw.logo()}</td></tr><tr><td><p>{draw.menu("anchors", 10, 24)}</p></td></tr>
<tr><td>{draw.clock('<p align="right"><b>{}</b></p>')}</td></tr><tr><td>
{draw.section_heading('<p><font color="red">&raquo; {}</font></p>')}
<p align="center"><font size="5" color="#800000"><strong>{draw.title()}</strong></font></p>
{draw.date('<p align="center"><font size="2">{}</font></p>', "posted")}
{draw.meta_byline('<p align="center">{}</p>')}
{draw.lead('<p align="justify"><font size="3"><strong><em>{}</em></strong></font></p>')}
{draw.body(TIMES)}{draw.attachments()}<hr>
{draw.related("<p><u>{label}</u></p>{}", "Tin khác", "anchors")}{draw.below()}<hr>{draw.side(BOX)}
</td></tr><tr><td align="center">{draw.footer("br")}</td></tr></table></div></body></html>"""
    return f"http://{draw.host}/index.php?mod=news&act=detail&id={draw.number}", html


@layout("bare")
def bare(draw: Draw) -> tuple[str, str]:
    """What an HTML editor of the nineties saved: neither <html> nor <body>, all in one cell."""
    html = f"""{draw.head(site_title=True, more_style=20)}
{draw.logo("<center><h2>{}</h2></center>")}{draw.clock("<p>{}")}<hr>
<p>{draw.menu("anchors", 10, 14)}</p><hr>
{draw.section_heading("<p><i>{}</i></p>")}<center><h3>{draw.title()}</h3></center>
{draw.date("<center>{}</center>", "written")}{draw.meta_byline("<center><i>{}</i></center>")}
{draw.lead("<p><b>{}</b></p>")}
{draw.body(TIMES)}{draw.attachments()}<hr>
{draw.related("<p><b>{label}</b></p>{}", "Bài khác", "ol")}{draw.below()}{draw.side(BOX)}<hr>
<center>{draw.footer("br")}</center>"""
    return f"http://{draw.host}/tin/{draw.number}.htm", html
