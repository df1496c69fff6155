"""Front ends of communes and wards: a free Bootstrap template, and tables with everything in <font>."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.fronts.front import Markup
from pages.fronts.registry import front

if TYPE_CHECKING:
    from pages.fronts.front import Front

PANEL = Markup(
    p="<p><span style='font-size:16px'><span style='font-family:Arial,Helvetica,sans-serif'>{}</span></span>"
    "</p>\n",
    heading="<p><strong><span style='font-size:16px'>{}</span></strong></p>\n",
    quote="<p><em>{}</em></p>\n",
    pictures=(
        (
            '<p style="text-align:center">{img}</p>\n<p style="text-align:center">'
            '<span style="font-size:14px">'
            "<em>{text}{credit}"
            "</em></span></p>\n"
        ),
        "<center>{img}<br/><i>{text}{credit}</i></center>\n",
    ),
    credit=" {}",
    sign="<p style='text-align:right'><strong>{}</strong></p>\n",
    empty="<p>&nbsp;</p>\n",
)


def _ward(front: Front, main: str) -> str:
    menu = front.mega(
        '<li class="dropdown"><a href="{href}" class="dropdown-toggle" data-toggle="dropdown">{name}'
    '<span class="caret"></span></a>'
        '<ul class="dropdown-menu">{subs}</ul>'
    '</li>', '<li><a href="{href}">{}</a></li>', office=True)  # fmt: skip
    item = (
        '<div class="media"><h4 class="media-heading"><a href="{href}">{title}</a></h4><p>{summary}</p>'
        "</div>\n"
    )
    flash = front.cards('<a href="{href}">{title}</a> &nbsp;&nbsp; ', 4)
    return f"""<!DOCTYPE html><html lang="vi"><head>{front.head(rich=front.rng.random() < 0.4, css=10)}
</head><body>
<div class="container"><div class="jumbotron">{front.brand("<h2>{}</h2>", "<h1>{}</h1>")}<p>{front.now()}</p>
</div>
<nav class="navbar navbar-inverse"><ul class="nav navbar-nav">{menu}</ul></nav>
<marquee onmouseover="this.stop()">{flash}</marquee>
<div class="row"><div class="col-md-9">{main}</div><div class="col-md-3"><div class="panel panel-primary"><div
class="panel-heading"><h3 class="panel-title">{front.never("Tin mới cập nhật")}</h3></div>
<div class="panel-body">
{front.cards(item, 6, 18)}</div></div><div class="panel panel-primary"><div class="panel-heading">
{front.never("Thống kê")}</div>
<div class="panel-body">{front.never(f"Đã có {front.number} lượt ghé thăm")}</div></div></div></div>
<footer class="well">{front.imprint("p")}</footer></div>{front.scripts()}</body></html>"""


@front("ward", _ward, owner="office", legacy=True)
def ward(front: Front) -> tuple[str, str]:
    """A ward's site: page-header, blog-post, pasted spans, a ticker of titles and a panel of news."""
    inside = f"""<div class="panel panel-default"><div class="panel-heading">
{front.crumbs('<ol class="breadcrumb">{}</ol>')}</div>
<div class="panel-body"><div class="page-header">{front.title("<h3>{}</h3>")}</div>
<p class="text-muted small">
{front.date('<span class="glyphicon glyphicon-time"></span> {}', "posted")}{front.meta_byline(" | {}")}</p>
{front.lead('<div class="lead-text"><b>{}</b></div>')}<div class="content-body">{front.told(PANEL)}</div>
{front.attachments()}
{front.bar('<div class="addthis_toolbox">{}</div>')}<hr><h4>{front.never("Tin đã đăng")}</h4>
<div class="list-group">
{
        front.cards(
            '<a class="list-group-item" href="{href}">{title} <span class="badge">{day}</span></a>',
            7,
            related=True,
        )
    }</div></div>
</div>"""
    return f"http://{front.host}/index.php?option=news&id={front.number}", inside


FONT = Markup(
    p='<div align="justify"><font face="Arial" size="2">{}</font></div><br>\n',
    heading='<font face="Arial" size="2" color="#cc0000"><b>{}</b></font><br>\n',
    items='<blockquote><font face="Arial" size="2">{}</font></blockquote>\n',
    item="+ {}<br>\n",
    table='<table border="1" cellpadding="2" bordercolor="#c0c0c0">{}</table><br>\n',
    cell='<td><font face="Arial" size="2">{}</font></td>',
    quote='<div align="justify"><font face="Arial" size="2"><i>{}</i></font></div><br>\n',
    pictures=(
        (
            '<table border="0" width="420" align="center"><tr><td align="center">{img}</td></tr><tr>'
            '<td align="center">'
            '<font face="Arial" size="1" color="#333399">{text}{credit}</font></td></tr></table><br>\n'
        ),
        '<center>{img}<br><font size="1"><i>{text}{credit}</i></font></center><br>\n',
    ),
    credit=" {}",
    sign='<div align="right"><font face="Arial" size="2"><b>{}</b></font></div>\n',
    source='<div align="right"><font face="Arial" size="2"><i>{}</i></font></div>\n',
    empty="<br>\n",
    marked=False,
)


def _font(front: Front, main: str) -> str:
    menu = front.mega(
        '<tr><td bgcolor="#003399"><font color="#ffffff" size="2"><b>{name}</b></font></td></tr>{subs}',
        '<tr><td><img src="/i/arrow.gif" width="5"><font size="2"><a href="{href}">{}</a></font></td>'
    '</tr>\n', office=True)  # fmt: skip
    item = '<tr><td><font size="1"><a href="{href}">{title}</a> ({day})</font></td></tr>\n'
    return f"""<html><head>{front.head(rich=False, css=3)}</head>
<body topmargin="0" leftmargin="0" bgcolor="#ffffff">
<table width="1000" align="center" cellspacing="0" cellpadding="0" border="0"><tr><td colspan="3">
<font size="5" color="#cc0000">
{front.brand("<b>{}</b>")}</font></td></tr><tr><td colspan="3" background="/i/bg.gif">
{front.now('<font size="1">{}</font>')}
<img src="/i/spacer.gif" width="1" height="4"></td></tr><tr><td width="180" valign="top"><table width="100%">
{menu}</table></td>
<td valign="top"><table width="100%" cellpadding="5"><tr><td>{main}</td></tr></table></td>
<td width="170" valign="top">
<table><tr><td bgcolor="#ffcc00"><font size="2"><b>{front.never("TIN MỚI")}</b></font></td></tr>
{front.cards(item, 9)}</table></td>
</tr><tr><td colspan="3" align="center"><font size="1">{front.imprint("br")}</font></td></tr></table></body>
</html>"""


@front("font-tables", _font, owner="office", legacy=True)
def font_tables(front: Front) -> tuple[str, str]:
    """Tables in tables and a <font> around every word, as a home-made site of 2005 has it."""
    inside = f"""<font face="Arial" size="1" color="#666666">{
        front.section()
    }</font><br><table width="100%"><tr><td>
<font face="Arial" size="4" color="#003399"><b>{front.title()}</b></font></td></tr><tr><td>
{front.date('<font face="Arial" size="1" color="#808080"><i>{}</i></font>', "updated")}{
        front.meta_byline('<font size="1">{}</font>')
    }
</td></tr></table>{front.lead('<div align="justify"><font face="Arial" size="2"><b>{}</b></font></div><br>')}
{front.told(FONT)}{front.attachments()}<hr size="1"><font size="2">[<a href="javascript:history.go(-1)">{
        front.never("Quay lại")
    }
</a>]</font><br><font size="2"><b>{front.never("CÁC TIN KHÁC:")}</b></font><br>{
        front.cards(
            '<font size="2">&#8226; <a href="{href}">{title}</a></font> '
            '<font size="1" color="gray">({day})</font><br>',
            8,
            related=True,
        )
    }"""
    return f"http://{front.host}/?act=view&id={front.number}&lang=vn", inside
