"""DotNetNuke: panes of numbered modules, title and date are spans with ids."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from pages.layouts.registry import layout
from pages.writing import Frame

if TYPE_CHECKING:
    from pages.draw import Draw

NORMAL = Frame(
    p='<p align="justify">{}</p>\n',
    heading='<p class="SubHead">{}</p>\n',
    quote='<p align="center"><em>{}</em></p>\n',
    caption="cell",
    byline="italic",
)


def _module(draw: Draw, title: str, content: str, kind: str = "HTML") -> str:
    number = draw.rng.randint(370, 2999)
    return (
        f'<div class="DnnModule DnnModule-DNN_{kind} DnnModule-{number}"><a name="{number}"></a>'
        f'<div class="c_head"><span id="dnn_ctr{number}_dnnTITLE_titleLabel" class="Head">{title}</span>'
        "</div>"
        f'<div id="dnn_ctr{number}_ContentPane"><!-- Start_Module_{number} -->'
        f'<div id="dnn_ctr{number}_ModuleContent" class="DNNModuleContent Mod{kind}C">{content}</div>'
        f"<!-- End_Module_{number} --></div></div>\n"
    )


@layout("dotnetnuke")
def dotnetnuke(draw: Draw) -> tuple[str, str]:
    """A page of a DotNetNuke portal."""
    state = base64.b64encode(draw.rng.randbytes(2400)).decode()
    box = _module(draw, "{title}", "{content}")
    number = draw.rng.randint(400, 999)
    article = f"""<table class="Normal" width="100%"><tr><td>
<span id="dnn_ctr{number}_ViewNews_lblTitle" class="NewsTitle">{draw.title()}</span><br>
{draw.date(f'<span id="dnn_ctr{number}_ViewNews_lblDate" class="NewsDate">{{}}</span>', "sa-ch")}
{draw.meta_byline(f'<span id="dnn_ctr{number}_ViewNews_lblAuthor">{{}}</span>')}</td></tr>
<tr><td>{
        draw.lead(f'<span id="dnn_ctr{number}_ViewNews_lblSummary" class="NormalBold">{{}}</span>')
    }</td></tr>
<tr><td><span id="dnn_ctr{number}_ViewNews_lblContent" class="Normal">
{draw.body(NORMAL)}</span>
{draw.attachments()}</td></tr><tr><td>{draw.below()}</td></tr></table>
{
        draw.related(
            '<div class="NewsOther"><span class="SubHead">{label}</span>{}</div>',
            draw.any("Các tin khác", "Tin cũ hơn"),
            "table",
            always=True,
        )
    }"""
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html xml:lang="vi-VN"><head id="Head">{draw.head(site_title=True)}</head>
<body id="Body"><form method="post" action="/Default.aspx?tabid=123" id="Form">
<input type="hidden" name="__VIEWSTATE" value="{state}">
<table class="pagemaster" border="0" cellspacing="0"><tr><td valign="top" id="dnn_TopPane">{draw.logo()}
<span class="SkinObject">{draw.clock("{}")}</span></td></tr>
<tr><td><table><tr>{draw.menu("cells", 10, 16)}</tr></table></td></tr>
<tr><td><table width="100%"><tr><td id="dnn_LeftPane" class="leftpane" valign="top">
{_module(draw, draw.never("Danh mục"), draw.menu("divs", 12, 40))}{draw.side(box)}</td>
<td id="dnn_ContentPane" class="contentpane" valign="top">
{_module(draw, draw.section(), article, "News")}</td>
<td id="dnn_RightPane" class="rightpane" valign="top">{draw.side(box)}</td></tr></table></td></tr>
<tr><td id="dnn_BottomPane" class="bottompane">{draw.footer("p")}
<a class="SkinObject" href="/Login.aspx">{draw.never("Điều khoản sử dụng")}</a></td></tr></table>
</form></body></html>"""
    return f"http://{draw.host}/tabid/123/ItemID/{draw.number}/language/vi-VN/Default.aspx", html
