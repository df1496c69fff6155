"""The systems of newspapers: epi (in two habits) and IMS, which keep the lead outside the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.layouts.registry import layout
from pages.pen import fill
from pages.writing import Frame

if TYPE_CHECKING:
    from pages.draw import Draw

ZONE = (
    '<section class="zone zone--sub"><header class="zone__heading"><h3>{title}</h3></header>'
    '<div class="zone__body">{content}</div></section>\n'
)
EPI = Frame(caption="table", heading="<h2>{}</h2>\n", source='<p class="article__source">{}</p>\n')
IMS = Frame(
    heading="<p><b>{}</b></p>\n",
    items='<div class="VCSortableInPreviewMode" type="content"><ul>{}</ul></div>\n',
    quote='<div class="VCSortableInPreviewMode quote-box" type="content"><p>{}</p></div>\n',
    byline="italic",
)


@layout("epi")
def epi(draw: Draw) -> tuple[str, str]:
    """The first habit of epi: sapo outside the body, pictures in tables, the byline at both ends."""
    draw.byline_habit = "both"
    related = draw.related(
        '<div class="box-content content-list related-topic"><h3>{label}</h3>{}</div>',
        "Tin liên quan",
        "cards",
    )
    html = f"""<!DOCTYPE html>
<html lang="vi" class="no-js"><head>{draw.head(more_style=60)}</head><body class="detail-page">
<header class="top-header"><div class="wrapper">{draw.logo()}{draw.clock('<span class="time-now">{}</span>')}
</div><nav class="main-nav">{draw.menu("nested", 14, 50)}</nav></header>
<div class="site-body"><div class="container"><div class="row"><div class="col-main"><div class="article">
{draw.section_heading('<div class="breadcrumbs"><a href="/xd">{}</a></div>')}
<h1 class="article__title cms-title">{draw.title()}</h1>
<div class="article__meta">{draw.meta_byline('<span class="author cms-author">{}</span>', habit=True)}
{draw.date('<time class="time article__time">{}</time>', "gmt")}</div>{draw.share()}
{draw.lead('<div class="article__sapo cms-desc">{}</div>')}
<div class="article__body zce-content-body cms-body" itemprop="articleBody">{draw.body(EPI)}</div>
{draw.attachments()}<div class="article__tag"><span>Từ khóa:</span> <a href="/tag">
{draw.never("#xây dựng chi bộ")}
</a></div>{related}{draw.below()}</div></div><div class="col-sidebar">{draw.side(ZONE)}</div></div></div>
</div>
<footer class="bottom-footer">{draw.footer("div")}</footer></body></html>"""
    return f"https://{draw.host}/{draw.slug}-post{draw.number}.html", html


@layout("epi-header")
def epi_header(draw: Draw) -> tuple[str, str]:
    """The habit of a party paper's epi: title, lead and first picture in a <header> within <article>."""
    html = f"""<!DOCTYPE html>
<html lang="vi"><head>{draw.head(more_style=40)}</head><body>
<div id="app"><div class="masthead">{draw.logo()}{draw.clock()}<div class="mega">{draw.menu("divs")}</div>
</div>
<main><div class="main-col"><article class="article-main"><header class="article__header">
{draw.section_heading('<div class="cate">{}</div>')}<h1 class="article__title">{draw.title()}</h1>
{draw.date('<div class="article__date">{}</div>', "bars")}
{draw.lead('<div class="article__sapo"><p>{}</p></div>')}</header>
<div class="article__body">{draw.body(Frame(caption="group", byline="left"))}</div>
<div class="article__end">{draw.meta_byline('<p class="article__author">{}</p>')}{draw.attachments()}
{draw.related('<div class="zone"><p>{label}</p>{}</div>', "Cùng mục", "cards", always=True)}
{draw.below()}</div></article></div><aside class="zone--aside">{draw.side(ZONE)}</aside></main>
<div class="bottom">{draw.footer("p")}</div></div></body></html>"""
    return f"https://{draw.host}/{draw.slug}-{draw.number}.html", html


@layout("ims")
def ims(draw: Draw) -> tuple[str, str]:
    """IMS: sortable boxes of two kinds within the body, other articles and the article's own quotes."""
    related = draw.inline_related()
    box = f'<div class="VCSortableInPreviewMode link-content-footer" type="RelatedOneNews">{related}</div>\n'
    body = draw.body(IMS)
    first, mark, rest = body.partition("</p>\n")
    html = f"""<!DOCTYPE html>
<html lang="vi"><head>{draw.head(more_style=80)}</head><body id="detail">
<div class="header">{draw.logo()}{draw.clock('<div class="header__time">{}</div>')}
<div class="header-nav">{draw.menu("ul", 16, 60)}</div></div>
<div class="main"><div class="container"><div class="detail__cmain"><div class="detail-top">
{draw.section('<a class="category-page__name" href="/cat">{}</a>')}
{draw.date('<div class="detail-time"><span class="time">{}</span></div>', "bars")}</div>
<h1 class="detail-title">{draw.title()}</h1>
{draw.lead('<h2 class="detail-sapo">{}</h2>')}
{draw.meta_byline('<div class="detail-author">{}</div>')}{draw.share()}
<div class="detail-content afcbc-body" itemprop="articleBody">{first}{mark}{box}{rest}
</div>
{draw.attachments()}{fill('<div class="detail-tab">{}</div>', draw.below())}
{draw.related('<div class="box-category"><h3>{label}</h3>{}</div>', "Tin cùng mục", "cards", always=True)}
</div><div class="detail__csub">{draw.side(ZONE)}</div></div></div>
<div class="footer">{draw.footer("p")}</div></body></html>"""
    return f"https://{draw.host}/{draw.slug}-102{draw.number}.htm", html
