"""Front ends of radio and television."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.fronts.front import Markup
from pages.fronts.registry import front

if TYPE_CHECKING:
    from pages.fronts.front import Front

VOICE = Markup(
    heading="<p><strong>{}</strong></p>\n",
    pictures=(
        (
            '<div class="embed-entity align-center"><article class="media media--image"><figure>{img}'
            "<figcaption>{text}{credit}"
            "</figcaption></figure></article></div>\n"
        ),
        '<p style="text-align:center">{img}</p>\n<p class="text-center"><em>{text}{credit}</em></p>\n',
    ),
    box='<div class="box-infor"><div class="field field--name-body">{}</div></div>\n',
    sign="<p><strong>{}</strong></p>\n",
)


def _voice(front: Front, main: str) -> str:
    menu = front.mega(
        '<li class="nav-item dropdown"><a class="nav-link" href="{href}">{name}</a>'
        '<ul class="dropdown-menu">{subs}</ul></li>',
        '<li><a class="dropdown-item" href="{href}">{}</a></li>',
    )
    item = (
        '<div class="card article-card"><div class="card-body"><a href="{href}" class="vovvn-title">'
        '<h5 class="media-title">'
        '{title}</h5></a><div class="article-card__summary">{summary}</div></div></div>\n'
    )
    return f"""<!DOCTYPE html><html lang="vi" dir="ltr" prefix="og: https://ogp.me/ns#"><head>
{front.head(css=45)}
</head><body class="path-node page-node-type-article"><a href="#main-content" class="visually-hidden
focusable">
{front.never("Nhảy đến nội dung")}</a>{front.pixels()}<div class="dialog-off-canvas-main-canvas">
<header role="banner">{front.brand()}{front.now()}<nav><ul class="navbar-nav">{menu}</ul></nav></header>
<main role="main"><a id="main-content" tabindex="-1"></a><div class="layout-content">
<div class="region region-content">
{main}</div></div><aside class="layout-sidebar-second" role="complementary">{front.cards(item, 8, 30)}
</aside></main>
<footer role="contentinfo">{front.imprint("div")}</footer></div>{front.modals()}{front.scripts()}</body>
</html>"""


@front("voice", _voice, owner="station")
def voice(front: Front) -> tuple[str, str]:
    """A radio's site: its sign before the lead, a player first, time and author below the title."""
    front.prefixed("{site} - ")
    listen = front.audio('<div class="article-audio"><i class="icon-headphone"></i>{}</div>')
    related = front.cards(
        '<div class="media article-related__item"><a href="{href}"><h5 class="media-title">{title}</h5></a>'
    '<p>{summary}</p>'
        "</div>", 3, 22, related=True)  # fmt: skip
    inside = f"""<div class="row article"><div class="article-header">{
        front.crumbs('<ol class="breadcrumb">{}</ol>')
    }
<h1 class="article-title">{front.title()}</h1><div class="row article-info"><div class="col article-author">
{front.meta_byline('<a href="/tac-gia">{}</a>', habit=True)}</div>
{front.date('<div class="col-md-4 article-date">{}</div>', "gmt")}</div></div>{listen}
<div class="article-summary">{front.lead("{}")}</div><div class="article-content"><div class="text-long">
{
        front.told(VOICE, [f'<div class="embed-related article-related">{related}</div>', front.video()])
    }</div></div>
{front.attachments()}<div class="article-tags">{
        front.tags("<ul>{}</ul>", "<li><a href='/t/{n}'>{}</a></li>")
    }</div>
<div class="comments-section">{
        front.readers(
            "<div>{}</div>",
            '<article class="comment"><h4>{name}</h4><span>{day}</span><div>{said}</div></article>',
        )
    }</div>
<div class="views-element-container"><h2>{front.never("Cùng chuyên mục")}</h2>
{front.cards('<div class="views-row"><a href="{href}">{title}</a></div>', 6, related=True)}</div></div>"""
    return f"https://{front.host}/xa-hoi/{front.slug}-post{front.number}.vov", inside


SCREEN = Markup(
    heading="<p><b>{}</b></p>\n",
    pictures=(
        (
            '<figure class="VCSortableInPreviewMode">{img}<figcaption class="chu_thich"><p>{text}{credit}</p>'
            "</figcaption>"
            "</figure>\n"
        ),
        '<div class="ta-center">{img}<p class="chu_thich">{text}{credit}</p></div>\n',
    ),
    sign='<p class="ta-right"><b>{}</b></p>\n',
    box='<div class="VCSortableInPreviewMode box-highlight" type="content">{}</div>\n',
)


def _screen(front: Front, main: str) -> str:
    menu = front.mega(
        '<li><a href="{href}" class="mn">{name}</a><div class="sub-mn">{subs}</div></li>',
        '<a href="{href}">{}</a>',
    )
    item = (
        '<li class="tlitem"><h4><a href="{href}" title="{title}">{title}</a></h4><p class="time">{day}</p>'
        '<p class="sapo">{summary}</p></li>\n'
    )
    shows = front.cards("<li><span>{day}</span> {title}</li>", 8)
    return f"""<!DOCTYPE html><html lang="vi"><head>{front.head(css=35)}</head><body>{front.pixels()}
<div id="admWrapsite"><div class="header_top">{front.brand()}{front.now()}</div><ul class="menu_main">{menu}
</ul>
<div class="wrapper"><div class="noidung_trai">{main}</div><div class="noidung_phai">
<div class="lich_phat_song">
<h3>{front.never("Lịch phát sóng hôm nay")}</h3><ul>{shows}</ul></div><ul class="tinmoi">{
        front.cards(item, 7, 24)
    }</ul>
</div></div><div class="footer"><div class="footer_content">{front.imprint("p")}</div></div></div>
{front.modals()}
{front.scripts()}</body></html>"""


@front("screen", _screen, owner="station")
def screen(front: Front) -> tuple[str, str]:
    """A broadcaster: author and time glued in one line, a lead as heading, the programme at the side."""
    stamp = front.date("{}", "labelled")
    stars = '<div class="star-rating"><span>★</span><span>★</span></div>'
    inside = f"""<div class="chitiet"><div class="pageTitle">{front.crumbs("<p>{}</p>", "{} &raquo; ")}</div>
<h1 class="title_detail">{front.title()}</h1><p class="time">{
        front.meta_byline('<span class="author">{}</span> - ', habit=True)
    }
{stamp}</p>{stars}{front.bar('<div class="social_share">{}</div>')}{front.lead('<h2 class="sapo">{}</h2>')}
<div class="tinlienquan_sapo"><ul>{front.cards('<li><a href="{href}">{title}</a></li>', 2, related=True)}
</ul></div>
<div class="ta-justify" id="entry-body">{
        front.told(SCREEN, [front.video('<div class="VCSortableInPreviewMode">{}</div>')])
    }
<p>{front.never("* Mời quý độc giả theo dõi các chương trình đã phát sóng trên ứng dụng của Đài!")}</p></div>
{front.attachments()}<div class="news_keyword">{front.tags("<ul>{}</ul>")}</div>
<div class="tin_cungchuyenmuc">
{
        front.cards(
            '<li class="c"><h4><a href="{href}">{title}</a></h4><p>{summary}</p></li>', 6, 20, related=True
        )
    }</div></div>"""
    return f"https://{front.host}/xa-hoi/{front.slug}-{front.number}.htm", inside


TAGDIV = Markup(
    heading='<h2 class="wp-block-heading">{}</h2>\n',
    items='<ul class="wp-block-list">{}</ul>\n',
    table='<figure class="wp-block-table"><table class="has-fixed-layout"><tbody>{}</tbody></table>'
    "</figure>\n",
    quote='<blockquote class="wp-block-quote td_pull_quote"><p>{}</p></blockquote>\n',
    pictures=(
        (
            '<figure id="attachment_{n}" aria-describedby="caption-attachment-{n}" style="width: 800px" '
            'class="wp-caption '
            'aligncenter">{img}<figcaption id="caption-attachment-{n}" class="wp-caption-text">{text}{credit}'
            "</figcaption>"
            "</figure>\n"
        ),
        (
            '<figure class="wp-block-image size-large">{img}<figcaption class="wp-element-caption">'
            "{text}{credit}</figcaption>"
            "</figure>\n"
        ),
    ),
    sign='<p class="has-text-align-right"><strong>{}</strong></p>\n',
    box='<div class="wp-block-group has-background"><div class="wp-block-group__inner-container">{}</div>'
    "</div>\n",
)


def _tagdiv(front: Front, main: str) -> str:
    menu = front.mega(
        '<li class="menu-item menu-item-has-children"><a href="{href}">{name}</a><ul class="sub-menu">{subs}'
        "</ul></li>",
        '<li class="menu-item"><a href="{href}">{}</a></li>',
    )
    item = (
        '<div class="td_module_6 td_module_wrap"><div class="item-details">'
        '<h3 class="entry-title td-module-title">'
        '<a href="{href}" rel="bookmark">{title}</a></h3><span class="td-post-date">'
        '<time class="entry-date">{day}</time>'
        '</span><div class="td-excerpt">{summary}</div></div></div>\n'
    )
    return f"""<!doctype html><html lang="vi"><head>{front.head(css=65)}</head>
<body class="post-template-default single single-post td-standard-pack">
<div class="td-mobile-nav" id="td-mobile-nav">
<ul>{menu}</ul></div><div id="td-outer-wrap"><div class="td-header-wrap">{front.brand()}{front.now()}<ul>
{menu}</ul></div>
<div class="td-container td-post-template-default"><div class="td-pb-row">
<div class="td-pb-span8 td-main-content">{main}
</div><div class="td-pb-span4 td-main-sidebar"><aside class="td_block_widget">{front.cards(item, 8, 24)}
</aside>
{front.newsletter('<aside class="widget widget_mc4wp">{}</aside>')}</div></div></div>
<div class="td-footer-wrapper">{front.imprint("div")}</div></div>{front.scripts()}</body></html>"""


@front("tagdiv", _tagdiv, owner="station")
def tagdiv(front: Front) -> tuple[str, str]:
    """A province's television on WordPress: a bought theme, everything after the text within the article."""
    when = front.machine_date()
    around = front.cards(
        '<div class="td-block-span6"><span>{cat}</span><a href="{href}">{title}</a></div>', 2, related=True
    )
    inside = f"""<article id="post-{
        front.number
    }" class="post type-post status-publish hentry"><div class="td-post-header">
{
        front.crumbs('<div class="entry-crumbs">{}</div>', "{} <i class='td-icon-right'></i> ")
    }<header class="td-post-title">
<h1 class="entry-title">{front.title()}</h1>{
        front.lead('<p class="td-post-sub-title">{}</p>')
    }<div class="td-module-meta-info">
<div class="td-post-author-name">{front.meta_byline("<a href='/author'>{}</a>")}</div>
{
        front.date(
            f'<span class="td-post-date"><time class="entry-date updated" datetime="{when}">'
            f"{{}}</time></span>",
            "day",
        )
    }
<div class="td-post-views"><span>{front.never(f"{front.number} lượt xem")}</span></div></div></header></div>
<div class="td-post-content tagdiv-type"><div class="td-post-featured-image"></div>{
        front.told(
            TAGDIV,
            [(f'<div class="td_block_related_posts"><h4>{front.never("BÀI LIÊN QUAN")}</h4>{around}</div>')],
        )
    }
{front.bar('<div class="heateor_sss_sharing_container">{}</div>')}{front.attachments()}</div>
<footer><div class="td-post-source-tags">{
        front.tags('<ul class="td-tags">{}</ul>', "<li><a href='/tag/{n}'>{}</a></li>")
    }</div>
<div class="td-block-row td-post-next-prev"><span>{front.never("Bài trước")}</span>
{front.cards('<a href="{href}">{title}</a>', 1, related=True)}</div>{
        front.author_box(
            '<div class="author-box-wrap"><img class="avatar" src="/a.png" alt=""><div class="desc">'
            '<div class="td-author-name">'
            '<a>{name}</a></div><div class="td-author-description">{bio}</div></div></div>'
        )
    }
<div id="comments">{
        front.readers(
            '<ol class="comment-list">{}</ol>',
            '<li class="comment"><cite>{name}</cite> <time>{day}</time><p>{said}</p></li>',
        )
    }</div></footer></article>"""
    return f"https://{front.host}/{front.slug}/", inside
