"""Front ends of party papers, of the army's, of cities and provinces, and a page told in pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.fronts.front import Markup
from pages.fronts.registry import front

if TYPE_CHECKING:
    from pages.fronts.front import Front

CITY = Markup(
    heading="<h2>{}</h2>\n",
    quote='<aside class="pullquote"><p>{}</p></aside>\n',
    pictures=(
        '<figure class="picture">{img}<figcaption class="caption">{text}{credit}</figcaption></figure>\n',
        '<div class="inner-picture"><div class="i">{img}</div><p class="cap">{text}{credit}</p></div>\n',
    ),
    box='<div class="box-content content-border" style="border:1px solid #ccc">{}</div>\n',
    sign='<p class="article__author-end" style="text-align:right"><strong>{}</strong></p>\n',
)


def _city(front: Front, main: str) -> str:
    menu = front.mega(
        '<li class="l-item"><a href="{href}">{name}</a><ul class="subcate">{subs}</ul></li>',
        '<li><a href="{href}">{}</a></li>',
    )
    item = (
        '<article class="story story--3"><h2 class="story__heading"><a class="cms-link" href="{href}">'
        "{title}</a></h2>"
        '<div class="story__summary"><p>{summary}</p></div></article>\n'
    )
    return f"""<!DOCTYPE html><html lang="vi"><head>{front.head(css=50)}</head><body class="detail">
{front.pixels()}
<header class="site-header"><div class="l-nav">{front.brand()}{front.now('<time class="time-now">{}</time>')}
<ul class="menu-top">{menu}</ul></div></header><div class="site-body"><div class="container">
<div class="l-content">
{main}</div><div class="sidebar"><div class="timeline content-list">{front.cards(item, 9, 28)}</div></div>
</div></div>
<footer class="site-footer">{front.imprint("p")}</footer>{front.modals()}{front.scripts()}</body></html>"""


@front("city", _city)
def city(front: Front) -> tuple[str, str]:
    """A city's party paper: figures, text boxes, pull quotes that are the article's, tags and readers."""
    inner = front.cards(
        '<article class="story"><h3 class="story__heading"><a href="{href}">{title}</a></h3></article>',
        2,
        related=True,
    )
    inside = f"""<article class="article">{front.crumbs('<h2 class="cate">{}</h2>', "{}")}
<h1 class="article__title cms-title">{front.title()}</h1><div class="article__meta">
{front.date('<time class="time" data-time="1">{}</time>', "plain")}{
        front.bar('<div class="article__social">{}</div>')
    }</div>
<div class="article__sapo cms-desc">{front.lead("{}")}</div>
<div class="article__body zce-content-body cms-body">{
        front.told(
            CITY,
            [
                f'<div class="related-news article-related" data-type="relate">{inner}</div>',
                '<div class="ads_middle"><div id="adsWeb_AdsArticleMiddle"></div></div>',
            ],
        )
    }</div>
{front.meta_byline('<div class="article__author"><span class="cms-author">{}</span></div>', habit=True)}
{front.attachments()}<div class="article__tag">{front.tags("<div>{}</div>")}</div>
<div class="wrap-comment">{
        front.readers("<ul>{}</ul>", "<li><b>{name}</b><i>{day}</i><p>{said}</p></li>")
    }</div>
<div class="relate-news-list">{front.cards(count=6, least=20, related=True)}</div></article>"""
    return f"https://{front.host}/{front.slug}-post{front.number}.html", inside


ARMY = Markup(
    p='<p style="text-align: justify;">{}</p>\n',
    heading='<p style="text-align: justify;"><strong>{}</strong></p>\n',
    pictures=(
        (
            '<table class="image" align="center"><tbody><tr><td style="text-align:center">{img}</td></tr><tr>'
            '<td class="img_desc ck_legend caption" style="text-align:center"><em>{text}{credit}</em></td>'
            "</tr>"
            "</tbody></table>\n"
        ),
        (
            '<div style="text-align:center">{img}</div><div class="ck_legend caption" '
            'style="text-align:center">'
            "{text}{credit}"
            "</div>\n"
        ),
    ),
    credit=" {}",
    sign='<p style="text-align: right;"><strong>{}</strong></p>\n',
    box='<table border="1" cellpadding="8" style="background-color:#ffffcc"><tbody><tr><td>{}</td></tr>'
    "</tbody></table>\n",
    source='<p style="text-align: right;"><em>{}</em></p>\n',
)


def _army(front: Front, main: str) -> str:
    menu = front.mega(
        '<li class="dropdown"><a class="dropdown-toggle" href="{href}">{name} <b class="caret"></b></a>'
        '<ul class="dropdown-menu">{subs}</ul></li>', '<li><a href="{href}">{}</a></li>')  # fmt: skip
    item = (
        '<div class="media list-news-special"><div class="media-body"><h3><a href="{href}">{title}</a></h3>'
        '<p class="hidden-xs">{summary}</p></div></div>\n'
    )
    return f"""<!DOCTYPE html><html lang="vi"><head>{front.head(css=25)}</head><body>
<div class="container-fluid header">{front.brand()}{front.now('<p class="date-time">{}</p>')}</div>
<nav class="navbar navbar-default"><ul class="nav navbar-nav">{menu}</ul></nav>
<div class="container"><div class="row"><div class="col-md-8 col-sm-8 content-left">{main}</div>
<div class="col-md-4 content-right"><div class="panel"><div class="panel-heading">
{front.never("Tin mới nhận")}</div>
{front.cards(item, 8, 26)}</div></div></div></div><div class="footer">{front.imprint("br")}</div>
{front.scripts()}
</body></html>"""


@front("army", _army)
def army(front: Front) -> tuple[str, str]:
    """The paper's name opens the lead, legends below pictures, an asterisk's invitation after the text."""
    front.prefixed("{site} - ")
    invited = front.any(
        "Mời bạn vào chuyên mục để xem các tin, bài liên quan.", "Bạn đọc gửi bài về địa chỉ tòa soạn."
    )
    inside = f"""<div class="post-detail"><div class="breadcrumb">{front.crumbs("<ol>{}</ol>")}</div>
<h1 class="post-title">{front.title()}</h1><div class="post-meta">{
        front.date('<span class="post-subinfo">{}</span>', "bars")
    }
</div><div class="post-summary"><h2>{front.lead("{}")}</h2></div>
<div class="post-content" id="dvContent">{
        front.told(
            ARMY,
            [
                '<p style="text-align:justify">'
                + front.cards('<a href="{href}"><strong>{title}</strong></a>', 1, related=True)
                + "</p>"
                if front.rng.random() < 0.5
                else ""
            ],
        )
    }
<p style="text-align: justify;"><em>{front.never(f"* {invited}")}</em></p></div>
{front.meta_byline('<div class="post-author text-right">{}</div>')}{front.attachments()}
<div class="post-tag hidden-print">{front.tags("{}")}</div>{front.bar('<div class="fb-like">{}</div>')}
<div class="related-post"><h4>{front.never("Tin, bài liên quan")}</h4><ul>
{
        front.cards('<li><a href="{href}">{title}</a> <small>({day})</small></li>', 7, related=True)
    }</ul></div></div>"""
    return f"https://{front.host}/chinh-tri/{front.slug}-{front.number}", inside


PROVINCE = Markup(
    p='<p class="pBody">{}</p>\n',
    heading='<p class="pSubTitle">{}</p>\n',
    quote='<p class="pQuote"><i>{}</i></p>\n',
    pictures=(
        (
            '<table class="tblImage" width="500" align="center" border="0" cellspacing="0" cellpadding="3">'
            "<tbody><tr><td>{img}"
            '</td></tr><tr><td class="pCaption" bgcolor="#eeeeee">{text}{credit}</td></tr></tbody></table>\n'
        ),
        '<p class="pImage" align="center">{img}</p><p class="pCaption" align="center">{text}{credit}</p>\n',
    ),
    sign='<p class="pAuthor">{}</p>\n',
    source='<p class="pSource">{}</p>\n',
    empty='<p class="pBody">&nbsp;</p>\n',
)


def _province(front: Front, main: str) -> str:
    menu = front.mega(
        '<td class="mnu"><a href="{href}">{name}</a><div class="dropmenu">{subs}</div></td>',
        '<div class="sm"><a href="{href}">{}</a></div>',
    )
    item = (
        '<div class="newsitem"><a class="tit" href="{href}">{title}</a> <span class="dt">({day})</span>'
        '<div class="abs">{summary}</div></div>\n'
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head>{front.head(rich=False, css=12)}</head><body>
<div id="wrapper"><div id="banner">{front.brand()}</div><div id="datebar">{front.now()}</div>
<table class="mainmenu"><tr>{menu}</tr></table><div id="left">{main}</div><div id="right">
<div class="boxhead">{front.never("Đọc nhiều nhất")}</div>{front.cards(item, 8, 20)}</div><div class="clear">
</div>
<div id="footer">{front.imprint("div")}</div></div>{front.scripts()}</body></html>"""


@front("province", _province, legacy=True)
def province(front: Front) -> tuple[str, str]:
    """A provincial paper of 2012: names of paragraph styles of print, captions in tables."""
    inside = f"""<div id="ctl00_cph_pnlDetail"><div class="catname">{
        front.section('<a href="/c">{}</a>')
    }</div>
{front.date('<div class="datetime">{}</div>', "nukeviet")}<div class="ptitle"><p class="pTitle">{
        front.title()
    }</p></div>
{front.lead('<div class="phead"><p class="pHead">{}</p></div>')}
{front.meta_byline('<p class="pAuthor">{}</p>')}<div class="pcontent">{
        front.told(
            PROVINCE,
            [
                '<div class="bkrelate">'
                + front.cards('<p><img src="/i/b.gif"> <a href="{href}">{title}</a></p>', 2, related=True)
                + "</div>"
            ],
        )
    }</div>{front.attachments()}<div class="func">{front.bar("<div>{}</div>")}</div>
<div class="comment"><div class="boxhead">{front.never("Ý kiến phản hồi")}</div>{
        front.readers("<div>{}</div>", '<p class="cmt"><b>{name}</b> ({day})<br>{said}</p>')
    }</div>
<div class="othernews"><div class="boxhead">{front.never("Các tin đã đưa")}</div>
{
        front.cards('<div class="o"><a href="{href}">{title}</a> <i>({day})</i></div>', 10, related=True)
    }</div></div>"""
    return (
        f"http://{front.host}/channel/1{front.number % 99}/202{front.number % 9}/{front.slug}-{front.number}",
        inside,
    )


PHOTO = Markup(
    p='<div class="sp-text"><div class="sp-inner"><p>{}</p></div></div>\n',
    heading='<div class="sp-text"><h2 class="sp-h2">{}</h2></div>\n',
    quote='<div class="sp-quote"><svg width="20"></svg><p>{}</p></div>\n',
    items='<div class="sp-text"><ul>{}</ul></div>\n',
    table='<div class="sp-text"><table>{}</table></div>\n',
    pictures=(
        (
            '<div class="sp-photo full"><div class="inner">{img}</div><div class="sp-caption">{text}{credit}'
            "</div></div>\n"
        ),
        (
            '<div class="sp-photo w1000"><span class="zoom">{img}</span><p class="desc-photo">{text}{credit}'
            "</p>"
            "</div>\n"
        ),
    ),
    credit="<span> {}</span>",
    sign='<div class="sp-credit"><p>{}</p></div>\n',
    source='<div class="sp-credit"><p>{}</p></div>\n',
    empty='<div class="sp-text"><p><br></p></div>\n',
)


def _photo(front: Front, main: str) -> str:
    menu = front.mega(
        '<li><a href="{href}">{name}</a></li>{subs}', '<li class="sub"><a href="{href}">{}</a></li>'
    )
    return f"""<!DOCTYPE html><html lang="vi"><head>{front.head(css=20)}</head><body class="magazine dark">
{front.pixels()}<div class="sticky-nav">{front.brand()}<input type="checkbox" id="burger">
<ul class="off-canvas">{menu}
</ul></div>{main}<div class="mag-more"><h4>{front.never("Đọc thêm")}</h4>{front.cards(count=4, least=30)}
</div>
<div class="mag-footer">{front.imprint("span")}</div>{front.modals()}{front.scripts()}</body></html>"""


@front("magazine", _photo)
def magazine(front: Front) -> tuple[str, str]:
    """A long read: a cover with the title, each paragraph in boxes of its own, wide pictures."""
    inside = f"""<div class="sp-wrapper"><div class="sp-cover" style="background-image:url(/cover.jpg)">
<div class="sp-cover-inner"><span class="sp-cate">{front.section()}</span><h1 class="sp-title">{
        front.title()
    }</h1>
{front.lead('<div class="sp-sapo">{}</div>')}</div></div><div class="sp-info">
{front.date('<span class="sp-time">{}</span>', "day")}{
        front.meta_byline('<span class="sp-author">{}</span>')
    }</div>
<div class="sp-detail"><div class="sp-body">{
        front.told(PHOTO, [front.audio('<div class="sp-audio">{}</div>')])
    }</div>
</div>{front.attachments()}<div class="sp-share">{front.bar("{}")}</div>{
        front.author_box(
            '<div class="sp-about"><img src="/p.jpg" alt=""><div><b>{name}</b><p>{bio}</p></div></div>'
        )
    }</div>"""
    return f"https://{front.host}/emagazine/{front.slug}-{front.number}.html", inside
