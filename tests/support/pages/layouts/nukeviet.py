"""NukeViet 4.5: microdata in hidden spans, newer and older news below the rating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.layouts.registry import layout
from pages.writing import Frame

if TYPE_CHECKING:
    from pages.draw import Draw

BOX = (
    '<div class="panel panel-primary"><div class="panel-head">{title}</div>'
    '<div class="panel-body">{content}</div></div>\n'
)
BODY = Frame(
    p='<p style="text-align: justify;">{}</p>\n',
    heading='<h2 class="h4"><strong>{}</strong></h2>\n',
    table='<table class="table table-bordered"><tbody>{}</tbody></table>\n',
    source='<p class="h5 text-right"><strong>Nguồn tin: </strong>{}</p>\n',
    byline="label",
)


@layout("nukeviet")
def nukeviet(draw: Draw) -> tuple[str, str]:
    """The detail page of the news module."""
    when = draw.machine_date()
    dated = f'<span itemprop="datePublished">{when}</span>' if when else ""
    newer = draw.related(
        '<p class="h3"><strong>{label}</strong></p>{}', "Những tin mới hơn", "dated", always=True
    )
    older = draw.related(
        '<p class="h3"><strong>{label}</strong></p>{}', "Những tin cũ hơn", "dated", always=True
    )
    hidden = f"""<div class="hidden hide d-none" itemprop="author" itemscope>
<span itemprop="name">{draw.stranger(draw.site)}</span></div>
<span class="hidden hide d-none" itemprop="headline">{draw.title()}</span>
<span class="hidden hide d-none">{dated}</span>"""
    html = f"""<!DOCTYPE html>
<html lang="vi"><head>{draw.head()}</head><body>
<noscript><div class="alert alert-danger">
{draw.never("Trình duyệt của bạn đã tắt chức năng hỗ trợ JavaScript.")}
</div></noscript><div class="body-bg"><div class="wraper"><header>{draw.logo()}</header>
<nav class="second-nav" id="menusite"><div class="navbar-collapse">
{draw.menu("nested", css="nav navbar-nav")}</div>
<div class="row">{draw.clock('<span class="current-time">{}</span>')}</div></nav>
<section><div class="container" id="body"><div class="row"><div class="col-sm-16 col-md-18">
{draw.section_heading('<ol class="breadcrumb"><li>{}</li></ol>')}
<div class="panel detail-news" itemscope itemtype="http://schema.org/NewsArticle">
<div class="panel-body">{hidden}<h1 class="title">{draw.title()}</h1>
<div class="row"><div class="col-md-12">{draw.date('<span class="h5">{}</span>', "nukeviet")}
{draw.meta_byline('<span class="h5">{}</span>')}</div></div>
<div class="clearfix">{draw.lead('<div class="hometext" itemprop="description">{}</div>')}</div>
<div id="news-bodyhtml" class="bodytext">{draw.body(BODY)}</div>{draw.attachments()}</div>
</div>
{draw.below()}<div class="panel panel-default news-others"><div class="panel-body">{newer}{older}
</div>
</div></div><div class="col-sm-8 col-md-6">{draw.side(BOX)}</div></div></div></section>
<footer class="section-footer-top">{draw.footer("p")}</footer></div></div></body></html>"""
    return f"https://{draw.host}/tin-tuc/{draw.slug}-{draw.number}.html", html
