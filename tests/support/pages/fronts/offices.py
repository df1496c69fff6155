"""Front ends of ministries and provinces: Drupal, Liferay 7, SharePoint 2013, DNN 9, a telecom's soup."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from uuid import UUID

from pages.fronts.front import Markup
from pages.fronts.registry import front

if TYPE_CHECKING:
    from pages.fronts.front import Front

DRUPAL = Markup(
    p='<p class="text-align-justify">{}</p>\n',
    heading="<h3>{}</h3>\n",
    pictures=(
        (
            '<figure role="group" class="caption caption-img align-center">{img}<figcaption>{text}{credit}'
            "</figcaption></figure>\n"
        ),
        '<p class="text-align-center">{img}</p>\n<p class="text-align-center"><em>{text}{credit}</em></p>\n',
    ),
    sign='<p class="text-align-right"><strong>{}</strong></p>\n',
    source='<p class="text-align-right"><em>{}</em></p>\n',
)


def _drupal(front: Front, main: str) -> str:
    menu = front.mega(
        '<li class="menu-item menu-item--expanded"><a href="{href}" data-drupal-link-system-path="{href}">'
    '{name}</a>'
        '<ul class="menu">{subs}</ul>'
    '</li>', '<li class="menu-item"><a href="{href}">{}</a></li>', office=True)  # fmt: skip
    item = (
        '<div class="views-row"><div class="views-field views-field-title"><span class="field-content">'
        '<a href="{href}">'
        '{title}</a></span></div><div class="views-field views-field-body"><div class="field-content">'
        "{summary}</div></div>"
        '<div class="views-field views-field-created"><span class="field-content">{day}</span></div></div>\n'
    )
    return f"""<!DOCTYPE html><html lang="vi" dir="ltr"><head>{front.head(css=15)}</head>
<body class="layout-two-sidebars page-node path-node"><div id="page-wrapper"><div id="page">
<header id="header">
<div class="section clearfix">
{front.brand('<div class="site-branding__name"><a href="/" rel="home">{}</a></div>')}
{front.now()}</div></header><div class="block block-superfish"><ul class="menu sf-menu">{menu}</ul></div>
<div id="main-wrapper"><main id="content" class="column main-content"><section class="section">
<div class="region region-content"><div data-drupal-messages-fallback class="hidden"></div>{main}</div>
</section></main>
<div id="sidebar-second" class="sidebar"><aside class="section"><div class="views-element-container block">
<h2>{front.never("Tin nổi bật")}</h2>{front.cards(item, 6, 26)}</div></aside></div></div>
<footer class="site-footer">{front.imprint("div")}</footer></div></div>{front.scripts()}</body></html>"""


@front("drupal", _drupal, owner="office")
def drupal(front: Front) -> tuple[str, str]:
    """A node: each field in boxes of its own, the submitter's account among them, nodes of others below."""
    when = front.machine_date()
    account = front.stranger(front.any("admin", "bientap01", "vanphong"))
    inside = f"""<div class="block block-page-title-block"><h1 class="title page-title">
<span class="field field--name-title">
{front.title()}</span></h1></div><article data-history-node-id="{
        front.number
    }" class="node node--type-article node--promoted">
<footer class="node__meta"><div class="node__submitted">Được gửi bởi <span class="field--name-uid"><span>{
        account
    }</span></span>
{front.date(f'<time datetime="{when}" class="datetime">{{}}</time>', "nukeviet")}</div></footer>
<div class="node__content clearfix">{
        front.section('<div class="field field--name-field-chuyen-muc"><a href="/c">{}</a></div>')
    }
<div class="field field--name-field-tom-tat field--type-text-long field--label-hidden">{
        front.lead("<p>{}</p>")
    }</div>
<div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden
field__item">
{front.told(DRUPAL)}</div>{
        front.meta_byline(
            '<div class="field field--name-field-tac-gia"><div class="field__label">Tác giả'
            '</div><div class="field__item">{}</div></div>',
            habit=True,
        )
    }{front.attachments()}</div></article>
<div class="block block-views"><h2>{front.never("Tin cùng loại")}</h2><div class="view-content">{
        front.cards(
            '<div class="views-row"><a href="{href}">{title}</a> <span class="date">{day}</span></div>',
            8,
            related=True,
        )
    }</div></div>"""
    return f"https://{front.host}/vi/tin-tuc/{front.slug}", inside


JOURNAL = Markup(
    p='<p style="text-align:justify;margin:6px 0cm"><span style="font-family:&quot;Times New '
    'Roman&quot;,serif">'
    '<span style="font-size:13.0pt">{}</span></span></p>\n',
    heading='<p style="text-align:justify"><span style="font-size:13.0pt"><b>{}</b></span></p>\n',
    pictures=(
        (
            '<p style="text-align:center"><span style="font-size:13.0pt">{img}</span>'
            '</p>\n<p style="text-align:center">'
            '<span style="font-size:12.0pt"><i>{text}{credit}</i></span></p>\n'
        ),
        (
            '<figure class="image"><a href="/documents/{n}">{img}</a><figcaption>{text}{credit}</figcaption>'
            "</figure>\n"
        ),
    ),
    credit=" {}",
    sign='<p style="text-align:right"><span style="font-size:13.0pt"><b>{}</b></span></p>\n',
    source='<p style="text-align:right"><span style="font-size:13.0pt"><i>{}</i></span></p>\n',
    empty="<p>&nbsp;</p>\n",
)


def _portlet(front: Front, name: str, inside: str) -> str:
    instance = f"com_liferay_{name}_portlet_{name.title()}Portlet_INSTANCE_{front.rng.getrandbits(40):x}"
    return f"""<div class="portlet-boundary portlet-boundary_{instance}_ portlet-barebone"
id="p_p_id_{instance}_">
<span id="p_{instance}"></span><section class="portlet" id="portlet_{instance}"><div class="portlet-content">
<div class="autofit-float autofit-row portlet-header"></div><div class="portlet-content-container">
<div class="portlet-body">{inside}</div></div></div></section></div>"""


def _liferay(front: Front, main: str) -> str:
    menu = front.mega(
        '<li class="lfr-nav-item nav-item dropdown" role="presentation">'
    '<a class="nav-link" href="{href}" role="menuitem">'
        '<span>{name}</span></a><ul class="child-menu dropdown-menu" role="menu">{subs}</ul></li>',
        '<li role="presentation"><a class="dropdown-item" href="{href}">{}</a>'
    '</li>', office=True)  # fmt: skip
    item = (
        '<li class="list-news"><a href="{href}"><h5>{title}</h5></a><div class="trich-yeu">{summary}'
        "</div></li>\n"
    )
    side = _portlet(front, "web_content", f'<ul class="tin-moi">{front.cards(item, 7, 20)}</ul>')
    return f"""<!DOCTYPE html><html class="ltr" dir="ltr" lang="vi-VN"><head>{front.head(rich=False, css=40)}
</head>
<body class="controls-visible yui3-skin-sam guest-site signed-out public-page site">
<nav class="bg-dark cadmin quick-access-nav"
aria-label="Liên kết nhanh"><h1 class="hide-accessible sr-only">{front.never("Liên kết nhanh")}</h1><ul><li>
<a href="#main-content">{front.never("Bỏ qua đến nội dung")}</a></li></ul></nav>
<div class="d-flex flex-column min-vh-100">
<div class="d-flex flex-column flex-fill position-relative" id="wrapper"><header id="banner">{front.brand()}
{front.now()}
<nav class="navbar" id="navigation_x"><ul class="navbar-nav">{menu}</ul></nav></header>
<section class="flex-fill" id="content">
<div class="columns-1-2" id="main-content" role="main"><div class="portlet-layout row-fluid row">
<div class="col-md-8 portlet-column" id="column-1"><div class="portlet-dropzone portlet-column-content">
{main}</div></div>
<div class="col-md-4 portlet-column" id="column-2"><div class="portlet-dropzone">{side}</div></div></div>
</div></section>
<footer id="footer" role="contentinfo">{front.imprint("p")}</footer></div></div>{front.scripts()}</body>
</html>"""


@front("liferay-seven", _liferay, owner="office")
def liferay_seven(front: Front) -> tuple[str, str]:
    """An asset publisher around a journal article: Word's spans, and other assets below."""
    publisher = f"""<div class="asset-full-content clearfix mb-5 default-asset-publisher show-asset-title">
<div class="align-items-center d-flex mb-2"><p class="component-title h4"><span class="asset-title d-inline">
{front.title()}
</span></p></div><span class="asset-anchor lfr-asset-anchor" id="{front.number}"></span>
<div class="asset-content mb-3"><div class="journal-content-article" data-analytics-asset-id="{front.number}"
data-analytics-asset-type="web-content"><div class="chi-tiet-tin"><div class="ngay-dang">{
        front.date("{}", "labelled")
    }</div>
{front.meta_byline('<div class="nguoi-viet">{}</div>')}{
        front.lead('<div class="tom-tat"><strong>{}</strong></div>')
    }
<div class="noi-dung">{front.told(JOURNAL)}</div></div></div></div>
<div class="metadata-entry metadata-categories">
{front.section('<a href="/c" class="asset-category">{}</a>')}</div>{front.attachments()}
<div class="pull-right"><div class="taglib-ratings like">{front.never("0 (0 Phiếu bầu)")}</div></div></div>"""
    others = front.cards(
        '<div class="asset-abstract default-asset-publisher"><h4 class="asset-title"><a href="{href}">'
    '{title}</a></h4>'
        '<span class="metadata-publish-date">{day}</span><div class="asset-summary">{summary}</div></div>',
        5, 24, related=True)  # fmt: skip
    tail = _portlet(front, "asset", f"<h2>{front.never('Tin liên quan')}</h2>{others}")
    url = f"https://{front.host}/chi-tiet-tin/-/asset_publisher/{front.ugly}/content/id/{front.number}"
    return url, _portlet(front, "asset_publisher_web", publisher) + tail


ZONES = Markup(
    p='<p style="text-align&#58;justify;">{}</p>\n',
    heading='<p style="text-align&#58;justify;"><strong class="ms-rteFontSize-3">{}</strong></p>\n',
    table='<table class="ms-rteTable-default" cellspacing="0"><tbody>{}</tbody></table>\n',
    cell='<td class="ms-rteTable-default">{}</td>',
    pictures=(
        '<p style="text-align&#58;center;">{img}<br><em class="ms-rteFontSize-1">{text}{credit}</em></p>\n',
        (
            '<div style="text-align:center">{img}</div><div style="text-align:center;font-style:italic">'
            "{text}{credit}</div>\n"
        ),
    ),
    credit=" {}",
    sign='<p style="text-align&#58;right;"><strong>{}</strong></p>\n',
    empty="<p>\u200b<br></p>\n",
)


def _sharepoint(front: Front, main: str) -> str:
    menu = front.mega(
        '<li class="dynamic-children"><a class="menu-item" href="{href}"><span class="menu-item-text">{name}'
    '</span></a>'
        "<ul>{subs}</ul></li>", '<li class="static"><a href="{href}"><span>{}</span></a>'
    '</li>', office=True)  # fmt: skip
    state = base64.b64encode(front.rng.randbytes(front.rng.randint(4000, 24000))).decode()
    zone = f"g_{str(UUID(int=front.rng.getrandbits(128))).replace('-', '_')}"
    item = '<tr><td class="tieude"><a href="{href}">{title}</a> <span>({day})</span></td></tr>\n'
    return f"""<!DOCTYPE html><html dir="ltr" lang="vi-VN"><head>
<meta name="GENERATOR" content="Microsoft SharePoint" />
{front.head(rich=False, css=30)}</head><body><div id="imgPrefetch" style="display:none">
<img src="/favicon.ico" alt=""></div>
<form method="post" action="./default.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE"
value="/wEP{state}">
<div id="s4-ribbonrow" style="display:none">{front.never("Turn off more accessible mode")}</div>
<div id="s4-workspace">
<div id="s4-bodyContainer" class="container"><div class="banner">{front.brand()}{front.now()}</div>
<div class="noindex menu"><ul class="root static">{menu}</ul></div><div class="contentwrapper row">
<div class="ms-webpart-zone ms-fullWidth col-md-9"><div class="s4-wpcell-plain ms-webpartzone-cell"><div
id="MSOZoneCell_WebPart{zone}" class="ms-webpart-chrome"><div id="WebPart{zone}" class="ms-WPBody">{main}
</div></div></div></div>
<div class="col-md-3 ms-webpart-zone"><table class="tinxemnhieu">{front.cards(item, 8)}</table></div></div>
<div id="footer">{front.imprint("br")}</div></div></div></form>{front.scripts()}</body></html>"""


@front("sharepoint-2013", _sharepoint, owner="office", legacy=True)
def sharepoint_2013(front: Front) -> tuple[str, str]:
    """A web part's detail: colons as references in styles, zero-width spaces, ExternalClass boxes."""
    inside = f"""<div class="contentmain news_detail"><div class="titleBaiViet">{front.title()}</div>
<div class="ngayviet">{front.date('<span class="createdate">{}</span>', "plain")}
{front.meta_byline('<span class="tacgia">{}</span>')}</div><div class="cat">{front.section()}</div>
{front.lead('<div class="news-sapo"><b>{}</b></div>')}<div class="ms-rtestate-field noidungbaiviet">
<div class="ExternalClass{front.rng.getrandbits(128):032X}">{front.told(ZONES)}</div></div>
{front.attachments()}
<div class="luotxem">{front.never(f"Lượt người xem: {front.number}")}</div><div class="tinlienquan">
<span class="t">
{front.never("CÁC TIN BÀI KHÁC")}</span><ul>{
        front.cards('<li><a href="{href}">{title}</a>({day})</li>', 8, related=True)
    }</ul>
<select><option>Ngày</option></select></div></div>"""
    return f"http://{front.host}/Lists/TinTuc/DispForm.aspx?ID={front.number}", inside


MODULE = Markup(
    p='<p style="text-align: justify;">{}</p>\n',
    heading="<p><strong>{}</strong></p>\n",
    pictures=('<p style="text-align: center;">{img}<br />\n<em>{text}{credit}</em></p>\n',
              '<div class="edn_imageCaption">{img}<span>{text}{credit}</span></div>\n'),
    credit=" {}",
    sign='<p style="text-align: right;"><strong>{}</strong></p>\n',
)  # fmt: skip


def _module(front: Front, number: int, inside: str) -> str:
    return f"""<div class="DnnModule DnnModule-EasyDNNnews DnnModule-{number}"><a name="{number}"></a>
<div class="eds_containers_standard"><h2 class="eds_title"><span id="dnn_ctr{number}_dnnTITLE_titleLabel">
</span></h2>
<div id="dnn_ctr{number}_ContentPane"><!-- Start_Module_{number} -->
<div id="dnn_ctr{number}_ModuleContent" class="DNNModuleContent
ModEasyDNNnewsC"><div class="eds_news_module_{number} news">{inside}</div></div><!-- End_Module_{number} -->
</div></div></div>"""


def _dnn(front: Front, main: str) -> str:
    menu = front.mega(
        '<li class="item first child-1"><a href="{href}"><span>{name}</span></a><div class="category"><ul>'
    '{subs}</ul></div></li>',
        '<li><a href="{href}"><span>{}</span></a></li>', office=True)  # fmt: skip
    item = (
        '<div class="edn_article"><h3 class="edn_articleTitle"><a href="{href}">{title}</a></h3>'
        '<div class="edn_articleSummary">'
        '<p>{summary}</p></div><time class="edn_publishDate">{day}</time></div>\n'
    )
    side = _module(front, front.number + 1, front.cards(item, 6, 22))
    return f"""<!DOCTYPE html><html lang="vi-VN"><head id="Head">{front.head(css=30)}</head>
<body id="Body" class="edn_light">
<form method="post" action="/{front.slug}" id="Form" enctype="multipart/form-data"><div class="aspNetHidden">
<input type="hidden" name="__EVENTTARGET" value=""></div><div id="dnn_wrapper"><div class="header">
{front.brand()}{front.now()}
<ul class="eds_dnnmenu">{menu}</ul></div><div class="row dnnpane"><div id="dnn_ContentPane" class="col-md-8">
{main}</div>
<div id="dnn_RightPane" class="col-md-4">{side}</div></div><div id="dnn_FooterPane">{front.imprint("p")}
<a class="SkinObject">{front.never("Thoả thuận sử dụng")}</a></div></div></form>{front.scripts()}</body>
</html>"""


@front("dnn-nine", _dnn, owner="office")
def dnn_nine(front: Front) -> tuple[str, str]:
    """A module for news: metadata as a list, arrows to the articles before and after, ratings."""
    inside = f"""<div class="edn_article edn_articleDetails"><h1 class="edn_articleTitle">{front.title()}</h1>
<div class="edn_metaDetails"><ul><li class="edn_publishDate">{front.date("{}", "nukeviet")}</li>
{front.meta_byline("<li>Tác giả: {}</li>")}<li class="edn_cat">{front.section()}</li></ul></div>
<h2 class="edn_subTitle"></h2>{front.lead('<div class="edn_summary main_content"><p>{}</p></div>')}
<div class="edn_content main_content">{front.told(MODULE)}</div>{
        front.attachments()
    }<div class="edn_socialButtonWrapper">
{front.bar("<div>{}</div>")}</div><div class="article_rating"><span>{
        front.never("Đánh giá bài viết:")
    }</span></div>
<div class="article_pagination">{
        front.cards('<a class="prev" href="{href}"><span>{title}</span></a>', 2, related=True)
    }</div>
<div class="edn_relatedArticles"><h3>{front.never("Bài viết liên quan")}</h3>{
        front.cards(
            '<div class="edn_item"><a href="{href}">{title}</a><p>{summary}</p></div>', 4, 22, related=True
        )
    }</div></div>"""
    return f"https://{front.host}/tin-tuc/artmid/{front.number}/articleid/77/{front.slug}", _module(
        front, front.number, inside
    )


SOUP = Markup(
    p='<div style="text-align: justify;">{}</div>\n',
    heading='<div style="text-align: justify;"><b>{}</b></div>\n',
    items='<div style="text-align: justify; margin-left: 40px;">{}</div>\n',
    item="<div>- {}</div>\n",
    quote='<div style="text-align: justify;"><i>{}</i></div>\n',
    pictures=(
        (
            '<div style="text-align: center;">{img}</div>\n<div style="text-align: center;"><i>{text}{credit}'
            "</i></div>\n"
        ),
    ),
    credit=" {}",
    sign='<div style="text-align: right;"><b>{}</b></div>\n',
    source='<div style="text-align: right;"><i>{}</i></div>\n',
    empty="<div><br></div>\n",
    marked=False,
)


def _soup(front: Front, main: str) -> str:
    menu = front.mega(
        '<div class="rmItem"><div class="rmText"><a href="{href}">{name}</a></div><div class="rmSlide">'
    '{subs}</div></div>',
        '<div class="rmItem"><a href="{href}">{}</a></div>', office=True)  # fmt: skip
    item = (
        '<div class="tin-khac"><div><a href="{href}">{title}</a></div><div class="tt">{summary}</div></div>\n'
    )
    return f"""<!DOCTYPE html><html><head>{front.head(rich=False, css=18)}</head><body>
<div id="page-container">
<div class="row-1"><div class="cell">
<div class="vnpt-banner">{front.brand("<div>{}</div>")}</div>
</div>
</div><div class="row-2"><div class="cell"><div class="RadMenu">{menu}</div></div></div><div class="row-3">
<div class="cell">{front.now('<div class="div-date">{}</div>')}</div></div><div class="row-4">
<div class="col-left-portal">
<div class="portlet-box"><div class="hd"><div class="hd-l"><div class="hd-r">
{front.never("Thông tin cần biết")}</div></div></div>
<div class="bd">{front.cards(item, 6, 18)}</div></div></div><div class="col-main-portal">{main}</div></div>
<div class="row-9"><div class="cell"><div class="footer-portal">{front.imprint("div")}</div></div></div>
</div>{front.scripts()}
</body></html>"""


@front("telecom-soup", _soup, owner="office", legacy=True)
def telecom_soup(front: Front) -> tuple[str, str]:
    """Nothing but <div>: in a portal of a telecom, even paragraphs, lists and the title are."""
    inside = f"""<div class="ArticleDetailControl"><div id="Content_Detail"><div class="breadcrumb-portal">
{front.section("<div>{}</div>")}</div><div class="Article_Header"><div class="ArticleHeader">{
        front.title()
    }</div>
<div class="PostDate">{front.date("<div>{}</div>", "bars")}{
        front.meta_byline('<div class="Author">{}</div>')
    }</div></div>
{front.lead('<div class="ArticleSummary"><div>{}</div></div>')}<div class="ArticleContent">{
        front.told(SOUP)
    }</div>
{front.attachments()}<div class="div-tools">{
        front.bar("<div>{}</div>")
    }</div></div></div><div class="OtherArticle">
<div class="hd">{front.never("Tin khác")}</div>{
        front.cards(
            '<div class="o-item"><div class="o-t"><a href="{href}">{title}</a></div>'
            '<div class="o-d">{day}</div></div>',
            9,
            related=True,
        )
    }</div>"""
    return f"https://{front.host}/portal/pages/{front.slug}.aspx?itm={front.number}", inside
