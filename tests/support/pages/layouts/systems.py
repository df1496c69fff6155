"""Joomla and WordPress: systems from abroad, with the account in place of the author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.layouts.registry import layout
from pages.writing import Frame

if TYPE_CHECKING:
    from pages.draw import Draw

MODULE = '<div class="moduletable"><h3>{title}</h3><div class="custom">{content}</div></div>\n'
WIDGET = '<aside class="widget"><h2 class="widget-title">{title}</h2>{content}</aside>\n'
JOOMLA = Frame(
    p='<p style="text-align: justify;">{}</p>\n', heading="<p><strong>{}</strong></p>\n", caption="em"
)
WORDPRESS = Frame(heading='<h2 class="wp-block-heading">{}</h2>\n', caption="wp", byline="left")


@layout("joomla")
def joomla(draw: Draw) -> tuple[str, str]:
    """An article of Joomla: "05 Tháng 11 2021", written by the Super User."""
    posted = draw.date(
        '<dd class="published"><span class="icon-calendar"></span> Được đăng: {}</dd>', "joomla"
    )
    user = draw.stranger("Super User")
    html = f"""<!DOCTYPE html>
<html lang="vi-vn" dir="ltr"><head><meta name="generator" content="Joomla! - Open Source Content Management">
{draw.head()}</head><body class="site com_content view-article"><div class="body"><div class="container">
<header class="header">{draw.logo('<a class="brand" href="/"><span class="site-title">{}</span></a>')}
{draw.clock()}</header><nav class="navigation">{draw.menu("nested", css="nav menu nav-pills")}</nav>
<div class="row-fluid"><div id="aside" class="span3">{draw.side(MODULE)}</div>
<main id="content" class="span9">
<div class="item-page" itemscope itemtype="https://schema.org/Article">
{draw.section_heading('<div class="page-header"><span>{}</span></div>')}
<div class="page-header"><h2 itemprop="headline">{draw.title()}</h2></div>
<dl class="article-info muted"><dt class="article-info-term">{draw.never("Chi tiết")}</dt>
<dd class="createdby">Viết bởi <span itemprop="name">{user}</span></dd>
{draw.meta_byline('<dd class="author">{}</dd>')}{posted}
<dd class="hits"><span class="icon-eye-open"></span> Lượt xem: {draw.number}</dd></dl>
<div itemprop="articleBody">{draw.lead("<p><strong>{}</strong></p>")}{draw.body(JOOMLA)}</div>
{draw.attachments()}<ul class="pager pagenav"><li class="previous"><a href="/a">{draw.never("Trang trước")}
</a></li>
<li class="next"><a href="/b">{draw.never("Trang sau")}</a></li></ul>
{draw.related('<div class="moduletable"><h3>{label}</h3>{}</div>', "Bài viết cùng chuyên mục", "ul")}
{draw.below()}</div></main></div></div></div>
<footer class="footer">{draw.footer("p")}</footer></body></html>"""
    return f"http://{draw.host}/index.php/tin-tuc/{draw.number}-{draw.slug}", html


@layout("wordpress")
def wordpress(draw: Draw) -> tuple[str, str]:
    """A post: share buttons and related posts are inside the content."""
    author = draw.any("admin", "quantri", "bbt_portal")
    related = draw.related(
        '<div id="jp-relatedposts" class="jp-relatedposts"><h3>{label}</h3>{}</div>',
        "Có liên quan",
        "cards",
        always=True,
    )
    html = f"""<!DOCTYPE html>
<html lang="vi"><head>{draw.head()}<meta name="generator" content="WordPress 5.8.2"></head>
<body class="post-template-default single single-post"><div id="page" class="site">
<a class="skip-link screen-reader-text" href="#content">{draw.never("Chuyển đến phần nội dung")}</a>
<header id="masthead" class="site-header">{draw.logo('<p class="site-title"><a href="/">{}</a></p>')}
{draw.clock('<div class="topbar-date">{}</div>')}<nav id="site-navigation">{draw.menu("nested")}</nav>
</header>
<div id="content" class="site-content"><main id="main" class="site-main">
{draw.section_heading('<div class="breadcrumbs">{}</div>')}
<article id="post-{draw.number}" class="post type-post status-publish format-standard">
<header class="entry-header"><h1 class="entry-title">{draw.title()}</h1><div class="entry-meta">
{draw.date('<span class="posted-on"><time class="entry-date published">{}</time></span>', "written")}
<span class="byline"> bởi <span class="author vcard"><a class="url fn n" href="/author">
{draw.stranger(author)}</a>
</span></span>{draw.meta_byline('<span class="real-author">{}</span>')}</div></header>
<div class="entry-content">{draw.share()}{draw.lead("<p><strong>{}</strong></p>")}
{draw.body(WORDPRESS)}{draw.attachments()}<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">
{draw.never("Chia sẻ bài viết này:")}</h3><ul><li>Twitter</li><li>Facebook</li></ul></div>{related}</div>
<footer class="entry-footer"><span class="cat-links">{draw.section()}</span></footer></article>
<nav class="post-navigation"><h2 class="screen-reader-text">{draw.never("Điều hướng bài viết")}</h2></nav>
{draw.below()}</main><div id="secondary" class="widget-area">{draw.side(WIDGET)}</div></div>
<footer id="colophon" class="site-footer">{draw.footer("p")}</footer></div></body></html>"""
    return f"https://{draw.host}/{draw.slug}/", html
