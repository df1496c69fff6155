"""Front ends of the large dailies on the net."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.fronts.front import Markup
from pages.fronts.registry import front

if TYPE_CHECKING:
    from pages.fronts.front import Front

SIDE = (
    '<article class="item-news item-news-common off-thumb"><h4 class="title-news">'
    '<a href="{href}" data-medium="Item-2">'
    '{title}</a></h4><p class="description"><a href="{href}">{summary}</a></p></article>\n'
)
NORMAL = Markup(
    p='<p class="Normal">\n{}</p>\n',
    heading='<p class="Normal"><strong>{}</strong></p>\n',
    quote='<p class="Normal" style="padding-left:40px;"><em>{}</em></p>\n',
    items='<ul class="ul_list">{}</ul>\n',
    table='<div class="table-responsive"><table class="tbl_vne" cellpadding="5"><tbody>{}</tbody></table>'
    "</div>\n",
    row='<tr class="tr_0">{}</tr>\n',
    cell='<td style="width:33%;" class="td_0">{}</td>',
    pictures=(
        (
            '<figure data-size="true" itemprop="associatedMedia image" class="tplCaption action_thumb_added">'
            '<div class="fig-picture el_valid">{img}</div><figcaption itemprop="description">'
            '<p class="Image">{text}{credit}</p></figcaption></figure>\n'
        ),
        (
            '<table align="center" border="0" class="tplCaption"><tbody><tr><td>{img}</td></tr><tr><td>'
            '<p class="Image">{text}{credit}</p></td></tr></tbody></table>\n'
        ),
    ),
    box='<table class="picture_comment" align="center"><tbody><tr><td class="box_text">{}</td></tr></tbody>'
    "</table>\n",
    sign='<p class="author_mail" style="text-align:right;"><strong>{}</strong></p>\n',
    source='<p class="Normal" style="text-align:right;">{}</p>\n',
)


def _express(front: Front, main: str) -> str:
    menu = front.mega(
        '<li class="has-sub"><a href="{href}" title="{name}" data-medium="Menu">{name}</a><ul class="sub">'
        "{subs}</ul></li>",
        '<li><a title="{}" href="{href}">{}</a></li>',
    )
    side = front.cards(SIDE, 9, 22)
    return f"""<!DOCTYPE html>
<html lang="vi" xmlns="http://www.w3.org/1999/xhtml"><head>{front.head(css=60)}</head>
<body data-source="Detail-{front.number}" class="page-detail">{front.pixels()}
<header class="section top-header" data-campaign="Header"><div class="container">{front.brand()}
{front.now('<span class="time-now">{}</span>')}<div class="wrap-form"><form action="/tim-kiem">
<input name="q"></form>
</div></div></header><section class="section wrap-main-nav"><nav class="main-nav"><ul class="parent">{menu}
</ul></nav>
<div class="wrap-all-menu" style="display:none"><ul>{menu}</ul></div></section>
<section class="section page-detail top-detail"><div class="container">{main}<div class="sidebar-2">
<div class="box-category" data-campaign="Box-Xemnhieu"><hgroup class="width_common title-box-category">
<h2 class="parent-cate">{front.never("Xem nhiều")}</h2></hgroup>{side}</div></div></div></section>
<footer class="section footer"><div class="inner-footer">{front.imprint()}</div></footer>{front.modals()}
{front.scripts()}</body></html>"""


@front("express", _express)
def express(front: Front) -> tuple[str, str]:
    """The largest daily: description and body apart, related titles above the text, readers below."""
    list_news = front.cards('<li data-id="{href}"><a href="{href}">{title}</a></li>', 2, related=True)
    between = [
        '<div class="box-tinlienquanv2 width_common">'
        + front.cards('<article class="item-news"><h4 class="title-news"><a href="{href}">{title}</a></h4>'
    '</article>',
                      2, related=True)
        + "</div>\n",
        front.video('<div class="box_embed_video_parent embed_video_new" data-vid="1">{}</div>'),
        '<div class="banner-ads"><!-- inread --><div id="sis_inread"></div></div>',
    ]  # fmt: skip
    related = front.cards(SIDE, 6, 25, related=True)
    inside = f"""<div class="sidebar-1"><div class="header-content width_common">{front.crumbs()}
{front.date('<span class="date">{}</span>', "gmt")}</div>
<h1 class="title-detail">{front.title()}</h1>{front.meta_byline('<p class="author">{}</p>')}
{front.lead('<p class="description">{}</p>')}<ul class="list-news hidden" data-campaign="Box-Related">{
        list_news
    }</ul>
<article class="fck_detail">{front.told(NORMAL, between)}</article>
<div class="width_common footer_detail">{front.tags('<div class="tags"><h4 class="item-tag">{}</h4></div>')}
{front.attachments()}{front.bar('<div class="social_pin width_common">{}</div>')}</div>
<div id="box_comment_vne" class="box_comment_vne width_common"><h3>{front.never("Ý kiến")}</h3>
{
        front.readers(
            '<div class="main_show_comment">{}</div>',
            '<div class="comment_item"><div class="content-comment"><p class="full_content">'
            '<span class="txt-name">'
            '<a class="nickname"><b>{name}</b></a></span>{said}</p></div>'
            '<span class="time-com">{day}</span></div>',
        )
    }</div>
<div class="width_common box-cungchuyenmuc"><h2>{front.never("Tin cùng chuyên mục")}</h2>{
        related
    }</div></div>"""
    return f"https://{front.host}/{front.slug}-{front.number}.html", inside


SINGULAR = Markup(
    heading="<h3>{}</h3>\n",
    quote='<blockquote class="quote"><p>{}</p></blockquote>\n',
    pictures=(
        (
            '<figure class="image align-center" contenteditable="false">{img}<figcaption><p>{text}{credit}'
            "</p>"
            "</figcaption>"
            "</figure>\n"
        ),
    ),
    credit=" {}",
    box='<div class="dt-news__box" style="background:#f6f6f6;padding:15px">{}</div>\n',
    sign='<p style="text-align: right;"><strong>{}</strong></p>\n',
    source='<p style="text-align: right;"><em>{}</em></p>\n',
)


def _people(front: Front, main: str) -> str:
    menu = front.mega(
        '<li class="menu__item"><a href="{href}">{name}</a><ol class="submenu">{subs}</ol></li>',
        '<li><a href="{href}" data-ga="nav">{}</a></li>',
    )
    item = (
        '<article class="article-item" data-content-target="article"><div class="article-content">'
        '<h3 class="article-title"><a href="{href}">{title}</a></h3><div class="article-excerpt">'
        '<a href="{href}">'
        "{summary}</a></div></div></article>\n"
    )
    aside = front.cards(item, 7, 30)
    return f"""<!DOCTYPE html><html lang="vi"><head>{front.head(css=90)}</head><body>{front.pixels()}
<div class="header-wrapper"><header class="header">{front.brand()}{front.now()}<nav class="nf-menu"><ol>
{menu}</ol>
</nav></header></div><main class="body container"><div class="grid-container">{main}</div>
<aside class="sidebar"><article class="article-highlight"><h2 class="title">
{front.never("Đọc nhiều trong ngày")}</h2>
{aside}</article></aside></main><div class="mobile-only" style="display:none"><ol>{menu}</ol></div>
<footer class="footer"><div class="container">{front.imprint("div")}</div></footer>{front.modals()}
{front.scripts()}
</body></html>"""


@front("people", _people)
def people(front: Front) -> tuple[str, str]:
    """Avatar, author and time above the title's text; the paper's name opens the lead."""
    front.prefixed("({site}) - ")
    when = front.machine_date()
    between = [
        '<div class="article-related"><article class="article-item">'
        + front.cards('<div class="article-title"><a href="{href}">{title}</a></div>', 1, related=True)
        + "</article></div>\n",
        front.newsletter('<div class="inread-subscribe">{}</div>'),
    ]
    author = front.meta_byline(
        '<div class="author-avatar"><img src="/ava.jpg" alt="avatar"></div><div class="author-name">'
        '<a href="/tac-gia"><b>{}</b></a></div>', habit=True)  # fmt: skip
    more = front.cards(
        '<article class="article-item"><h3 class="article-title"><a href="{href}">{title}</a></h3></article>',
        8, related=True)  # fmt: skip
    inside = f"""<article class="singular-container" itemscope itemtype="https://schema.org/Article">
{front.crumbs('<ul class="dt-breadcrumb">{}</ul>', '<li class="dt-breadcrumb__item">{}</li>')}
<h1 class="title-page detail">{front.title()}</h1><div class="author-wrap">{author}<div class="author-meta">
{front.date(f'<time class="author-time" datetime="{when}">{{}}</time>', "nukeviet")}</div></div>
<h2 class="singular-sapo">{front.lead("{}")}</h2>{front.audio('<div class="dt-audio">{}</div>')}
<div class="singular-content">{front.told(SINGULAR, between)}</div>{front.attachments()}
{front.tags('<ul class="tags-wrap mt-30">{}</ul>', "<li><a href='/tag/{n}'>{}</a></li>")}
{front.bar('<div class="social-share">{}</div>')}
<div class="comment-wrap" id="comment">{
        front.readers(
            "<div>{}</div>",
            '<div class="comment-item"><div class="comment-name">{name}</div>'
            '<div class="comment-text">{said}</div>'
            '<div class="comment-time">{day}</div></div>',
        )
    }</div></article>
<div class="article-lot"><h3>{front.never("Tin liên quan")}</h3>{more}</div>"""
    return f"https://{front.host}/xa-hoi/{front.slug}-2024{front.number}.htm", inside


SORTABLE = Markup(
    heading="<h3>{}</h3>\n",
    quote='<div class="VCSortableInPreviewMode quote-style-2" type="quote"><div class="quote-content"><p>{}'
    "</p></div>"
    '<div class="StarNameCaption"><p data-placeholder="Nhập ghi chú"></p></div></div>\n',
    pictures=(
        (
            '<figure class="VCSortableInPreviewMode" type="Photo" style=""><div>'
            '<a href="{n}.jpg" class="detail-img-lightbox">'
            '{img}</a></div><figcaption class="PhotoCMS_Caption"><p data-placeholder="Nhập chú thích ảnh">'
            "{text}"
            "</p>"
            "{credit}</figcaption></figure>\n"
        ),
    ),
    credit='<p class="PhotoCMS_Author" data-placeholder="Nhập nguồn">{}</p>',
    box='<div class="VCSortableInPreviewMode alignRight" type="content"><div>{}</div></div>\n',
    sign='<p style="text-align:right"><b>{}</b></p>\n',
    source='<div class="link-source-wrapper"><span class="link-source-name">{}</span></div>\n',
)
ONE = (
    '<div class="VCSortableInPreviewMode link-content-footer IMSCurrentEditorEditObject" '
    'type="RelatedOneNews">'
    '<a href="{href}" class="VCObjectBoxRelatedNewsItemTitle link-callout">{title}</a>'
    '<p class="VCObjectBoxRelatedNewsItemSapo">{summary}</p></div>\n'
)


def _youth(front: Front, main: str) -> str:
    menu = front.mega(
        '<div class="item"><a class="head" href="{href}">{name}</a><div class="cate-list">{subs}</div></div>',
        '<a href="{href}" title="{}">{}</a>',
    )
    item = (
        '<div class="box-category-item" data-id="1"><div class="box-category-content"><h3><a class="'
        'box-category-link-title" href="{href}">{title}</a></h3><p data-type="sapo" '
        'class="box-category-sapo">{summary}'
        "</p></div></div>\n"
    )
    csub = front.cards(item, 8, 26)
    return f"""<!DOCTYPE html><html lang="vi"><head>{front.head(css=75)}</head><body id="detail">
{front.pixels()}
<div class="header"><div class="container">{front.brand('<a class="header__logo" href="/">{}</a>')}
{front.now('<div class="header__time">{}</div>')}</div><div class="header__nav">{menu}</div></div>
<div class="main"><div class="container"><div class="detail__cmain">{main}</div><div class="detail__csub">
<div class="box-category"><div class="box-title">{front.never("Tin nổi bật tuần qua")}</div>{csub}</div>
</div></div>
<div class="hdbox" data-marked-zoneid="detail_stream">{front.cards(item, 10, 20)}</div></div>
<div class="footer"><div class="footer__bottom">{front.imprint("p")}</div></div>{front.modals()}
{front.scripts()}
</body></html>"""


@front("youth", _youth)
def youth(front: Front) -> tuple[str, str]:
    """IMS as it is now: placeholders in captions, related boxes with summaries, boxes of the text."""
    box = front.cards(
        '<div class="VCObjectBoxRelatedNewsItem"><h4>'
    '<a href="{href}" class="VCObjectBoxRelatedNewsItemTitle">{title}</a>'
        "</h4></div>", 3, related=True)  # fmt: skip
    between = [
        front.cards(ONE, 1, 18, related=True),
        (
            f'<div class="VCSortableInPreviewMode" type="RelatedNewsBox" data-style="align-left"><div>{box}'
            f"</div></div>"
        ),
        front.video('<div class="VCSortableInPreviewMode" type="VideoStream" data-width="640px">{}</div>'),
        '<zone id="inpage-1"></zone><div id="InreadPc"><script>admicroAD.show();</script></div>',
    ]
    card = front.author_box(
        '<div class="detail-author-bot"><a class="avatar"><img src="/a.png" alt=""></a><a class="name">'
        "{name}</a>"
        '<p class="des">{bio}</p></div>'
    )
    inside = f"""<div class="detail-top">{front.crumbs('<div class="detail-cate">{}</div>', "{}")}</div>
<h1 class="detail-title article-title"><span data-role="title">{front.title()}</span></h1>
<div class="detail-info"><div class="detail-author">{
        front.meta_byline('<div class="author-info">{}</div>', habit=True)
    }
</div>{front.date('<div class="detail-time"><div data-role="publishdate">{}</div></div>', "plain")}
{front.bar('<div class="detail-social">{}</div>')}</div>
{front.lead('<h2 class="detail-sapo" data-role="sapo">{}</h2>')}
<div class="detail-cmain"><div class="detail-content afcbc-body" data-role="content" itemprop="articleBody">
{front.told(SORTABLE, between)}</div>{front.attachments()}{card}
{front.tags('<div class="detail-tab"><div class="item">{}</div></div>')}</div>
<div class="detail-comment" data-type="3">{
        front.readers(
            "<div>{}</div>",
            '<div class="box-item"><span class="name">{name}</span><span class="time">{day}</span>'
            "<p>{said}</p></div>",
        )
    }</div>
<div class="box-category" data-layout="5"><div class="box-title">{front.never("Tin cùng chuyên mục")}</div>
{
        front.cards('<h3><a class="box-category-link-title" href="{href}">{title}</a></h3>', 6, related=True)
    }</div>"""
    return f"https://{front.host}/{front.slug}-1852{front.number}.htm", inside


VNN = Markup(
    heading="<h2>{}</h2>\n",
    pictures=(
        '<figure class="image vnn-content-image">{img}<figcaption>{text}{credit}</figcaption></figure>\n',
        (
            '<table class="FmsArticleBoxStyle-Images FmsArticleBoxStyle image center"><tbody><tr>'
            '<td class="image">{img}</td>'
            '</tr><tr><td class="image_desc">{text}{credit}</td></tr></tbody></table>\n'
        ),
    ),
    box='<div class="insert-wiki-content"><div class="FmsArticleBoxStyle-Content">{}</div></div>\n',
    source='<p class="source-name">{}</p>\n',
    sign='<p class="newsFeature__author-info"><span class="name">{}</span></p>\n',
)


def _net(front: Front, main: str) -> str:
    menu = front.mega(
        '<li class="mainNav__item"><a href="{href}">{name}</a><div class="megaMenu">{subs}</div></li>',
        '<a class="megaMenu__link" href="{href}">\n{}\n</a>',
    )
    item = (
        '<div class="horizontalPost version-news"><div class="horizontalPost__main">'
        '<h3 class="horizontalPost__main-title">'
        '<a href="{href}">{title}</a></h3><div class="horizontalPost__main-desc"><p>{summary}</p></div>'
        "</div></div>\n"
    )
    return f"""<!DOCTYPE html><html lang="vi-VN"><head>{front.head(css=40)}</head><body class="theme-body">
{front.pixels()}<div id="app-header">{front.brand()}{front.now()}<ul class="mainNav">{menu}</ul></div>
<div class="container"><div class="container__left">{main}</div><div class="container__right">
<div class="sidebar-wrapper">{front.cards(item, 10, 24)}</div></div></div>
<footer class="footer"><div class="footer__content">{front.imprint()}</div></footer>{front.modals()}
{front.scripts()}
</body></html>"""


@front("net", _net)
def net(front: Front) -> tuple[str, str]:
    """A lead with classes of its own, figures, author with e-mail, related articles inserted by editors."""
    related = front.cards(
        '<div class="related-news__item"><a href="{href}">{title}</a><p>{summary}</p></div>',
        3,
        20,
        related=True,
    )
    author = front.meta_byline(
        '<div class="article-detail-author"><div class="article-detail-author__info"><p class="name">'
        '<a href="/tg">{}</a>'
        '</p></div><span class="email"></span></div>'
    )
    inside = f"""<div class="main-v1 bg-white"><div class="breadcrumb-box"><div class="bread-crumb-detail">
{front.crumbs("<ul>{}</ul>")}</div><div class="bread-crumb-detail__time">{
        front.date("{}", "bars")
    }</div></div>
<h1 class="content-detail-title">{front.title()}</h1>{author}<div class="content-detail">
<h2 class="content-detail-sapo sm-sapo-mb-0">{front.lead("{}")}</h2>
<div class="maincontent main-content" id="maincontent">{
        front.told(
            VNN, [f'<article class="article-relate related-news" contenteditable="false">{related}</article>']
        )
    }</div></div>
{front.attachments()}{front.tags('<div class="tag-cotnent"><h3>Chủ đề:</h3><ul>{}</ul></div>')}
{front.bar('<div class="share-social">{}</div>')}<div class="comment-footer">{
        front.readers(
            "<div>{}</div>",
            '<div class="cm-item"><strong>{name}</strong> <em>{day}</em><div>{said}</div></div>',
        )
    }</div>
<div class="topNews">{
        front.cards('<h3 class="vnn-title"><a href="{href}">{title}</a></h3>', 8, related=True)
    }</div></div>"""
    return f"https://{front.host}/{front.slug}-{front.number}.html", inside


ZNEWS = Markup(
    heading="<h3>{}</h3>\n",
    quote='<blockquote class="z-quote">{}</blockquote>\n',
    pictures=(
        (
            '<table class="picture" align="center"><tbody><tr><td class="pic">{img}</td></tr><tr>'
            '<td class="pCaption caption">{text}{credit}</td></tr></tbody></table>\n'
        ),
        (
            '<figure class="picture gallery"><div class="pic">{img}</div><figcaption class="caption"><p>'
            "{text}{credit}</p>"
            "</figcaption></figure>\n"
        ),
    ),
    box='<div class="notebox ncenter"><div class="content">{}</div></div>\n',
    sign='<p class="author">{}</p>\n',
    source='<p class="the-article-credit source">{}</p>\n',
)


def _zine(front: Front, main: str) -> str:
    menu = front.mega(
        '<li class="parent"><a href="{href}">{name}</a><ul>{subs}</ul></li>',
        '<li><a href="{href}">{}</a></li>',
    )
    item = (
        '<article class="article-item type-text"><header><p class="article-title"><a href="{href}">{title}'
        "</a></p>"
        '<p class="article-meta"><span class="friendly-time">{day}</span></p><p class="article-summary">'
        "{summary}</p>"
        "</header></article>\n"
    )
    return f"""<!DOCTYPE html><html lang="vi"><head>{front.head(css=55)}</head><body class="article-page">
{front.pixels()}<header id="site-header" class="site-header"><div class="page-wrapper">{front.brand()}
{front.now()}
<nav class="category-menu"><ul>{menu}</ul></nav></div></header><main id="main"><div class="page-wrapper">
{main}
<section class="section recommendation"><div class="article-list layout-list">{front.cards(item, 8, 24)}
</div></section>
</div></main><footer id="site-footer">{front.imprint("p")}</footer>{front.modals()}{front.scripts()}</body>
</html>"""


@front("zine", _zine)
def zine(front: Front) -> tuple[str, str]:
    """Everything in one <article>: header, summary, body, boxes of notes, and articles of others inside."""
    inner = front.cards(
        '<div class="inner-article"><a href="{href}"><img src="{img}" alt=""><h2 class="title">{title}</h2>'
        '<p class="summary">{summary}</p></a></div>\n', 1, 25, related=True)  # fmt: skip
    inside = f"""<article class="the-article" article-id="{front.number}" itemscope>
<header class="the-article-header">
<p class="the-article-category">{front.section('<a href="/c" class="parent_cate">{}</a>')}</p>
<h1 class="the-article-title">{front.title()}</h1><ul class="the-article-meta">
{front.meta_byline('<li class="the-article-author"><a href="/a">{}</a></li>', habit=True)}
{front.date('<li class="the-article-publish">{}</li>', "nukeviet")}</ul></header><section class="main">
{front.lead('<p class="the-article-summary">{}</p>')}
<div class="the-article-body">{
        front.told(ZNEWS, [inner, front.newsletter('<div class="innerbox">{}</div>')])
    }</div>
{front.attachments()}<p class="the-article-tags">{front.tags("{}")}</p>
{front.bar('<ul class="the-article-share">{}</ul>')}</section><section class="the-article-related">
{front.cards('<p class="article-title"><a href="{href}">{title}</a></p>', 5, related=True)}</section>
</article>"""
    return f"https://{front.host}/{front.slug}-post{front.number}.html", inside


LABOUR = Markup(
    heading="<p><strong>{}</strong></p>\n",
    pictures=(
        (
            '<figure class="insert-center-image" itemprop="image">{img}<figcaption class="image-caption">'
            "{text}{credit}"
            "</figcaption></figure>\n"
        ),
    ),
    box='<div class="insert-box" style="border-left:4px solid #d00">{}</div>\n',
    source='<p class="copyright">{}</p>\n',
    first='<p class="first">{}</p>\n',
)


def _labour(front: Front, main: str) -> str:
    menu = front.mega(
        '<div class="nav-col"><b><a href="{href}">{name}</a></b>{subs}</div>', '<a href="{href}">{}</a><br>'
    )
    item = (
        '<article class="m-post"><h3 class="post-title"><a class="link-title" href="{href}">{title}</a></h3>'
        '<div class="chapeau">{summary}</div></article>\n'
    )
    return f"""<!DOCTYPE html><html lang="vi"><head>{front.head(css=30)}</head><body>{front.pixels()}
<div class="topbar">{front.brand()}{front.now()}</div><div class="main-nav nav-grid">{menu}</div>
<div class="lst-content"><div class="col-main">{main}</div><div class="col-right">{front.cards(item, 9, 18)}
</div></div>
<div class="footer-bottom">{front.imprint("div")}</div>{front.modals()}{front.scripts()}</body></html>"""


@front("labour", _labour)
def labour(front: Front) -> tuple[str, str]:
    """The lead in a "chappeau", paragraphs straight in the body's box, a strip of events between."""
    event = front.cards(
        '<li><a href="{href}">{title}</a> <span class="f-datetime">{day}</span></li>', 3, related=True
    )
    inside = f"""<div class="detail-content-wrapper"><div class="article-content"><div class="title">
<a class="main-cat-lnk" href="/c">{front.section()}</a><h1>{front.title()}</h1></div><div class="wrap-meta">
<div class="m-author">{front.meta_byline('<span class="author">{}</span>', habit=True)}
{front.date('<span class="time f-datetime">| {}</span>', "plain")}</div></div>
<div class="chappeau">{front.lead("{}")}</div><div class="art-body">{
        front.told(
            LABOUR,
            [
                f'<div class="event-box"><h4>{front.never("Dòng sự kiện")}</h4><ul>{event}</ul></div>',
                front.audio('<div class="podcast">{}</div>'),
            ],
        )
    }
</div>{front.attachments()}<div class="tags">{
        front.tags("{}", '<span class="keyword"><a href="/t{n}">{}</a></span>')
    }
</div></div></div><div class="vungtin-lienquan"><div class="title">{front.never("Tin nên xem")}</div>
{
        front.cards(
            '<a class="link-title" href="{href}"><h3>{title}</h3></a><p>{summary}</p>', 6, 22, related=True
        )
    }</div>"""
    return f"https://{front.host}/thoi-su/{front.slug}-{front.number}.ldo", inside
