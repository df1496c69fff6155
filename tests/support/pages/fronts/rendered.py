"""Front ends that a script rendered on the server: names are hashes, the state is there as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.fronts.front import Markup
from pages.fronts.registry import front

if TYPE_CHECKING:
    from pages.fronts.front import Front

NUXT = Markup(
    p="<p data-v-4c1f0a2e>{}</p>\n",
    heading="<h3 data-v-4c1f0a2e>{}</h3>\n",
    pictures=(
        (
            '<figure data-v-4c1f0a2e class="v-img">{img}<!----><figcaption data-v-4c1f0a2e>{text}{credit}'
            "</figcaption></figure>\n"
        ),
    ),
    credit="<!----><span data-v-4c1f0a2e> {}</span>",
    box='<div data-v-4c1f0a2e class="c-callout">{}</div>\n',
    sign='<div data-v-4c1f0a2e class="c-sign">{}</div>\n',
)


def _nuxt(front: Front, main: str) -> str:
    menu = front.mega(
        '<li data-v-77aa><a href="{href}" class="nuxt-link-active" data-v-77aa>{name}</a>'
        "<!----> <ul data-v-77aa>{subs}</ul></li>",
        '<li data-v-77aa><a href="{href}" data-v-77aa>\n      {}\n    </a></li>',
    )
    item = (
        '<div class="c-news-card" data-v-9b21><a href="{href}"><!----> <p class="c-news-card__title" '
        "data-v-9b21>{title}</p></a>"
        ' <p class="c-news-card__desc" data-v-9b21>{summary}</p></div>\n'
    )
    return f"""<!doctype html><html data-n-head-ssr lang="vi"
data-n-head="%7B%22lang%22:%7B%22ssr%22:%22vi%22%7D%7D"><head>
{front.head(css=70)}</head><body><div data-server-rendered="true" id="__nuxt"><!----><div id="__layout">
<div class="app-shell">
<header class="the-header" data-v-1>{front.brand()} {front.now()}<ul>{menu}</ul>
</header> <div class="the-body">{main}
<div class="the-rail" data-v-2>{front.cards(item, 9, 24)}</div></div> <!----> <div class="the-footer">
{front.imprint("div")}
</div></div></div></div>{front.modals()}{front.state("__NUXT_DATA__", 40)}{front.scripts()}</body></html>"""


@front("nuxt", _nuxt)
def nuxt(front: Front) -> tuple[str, str]:
    """A page of components: empty comments everywhere, the lead for telephones hidden before the true one."""
    more = front.cards('<li data-v-9b21><a href="{href}">{title}</a></li>', 6, related=True)
    inside = f"""<div class="p-detail" data-v-4c1f0a2e><div class="p-detail__top" data-v-4c1f0a2e>{
        front.section("<a>{}</a>")
    } <!---->
{front.date("<span data-v-4c1f0a2e>{}</span>", "clock-first")}</div> <h1 data-v-4c1f0a2e>{front.title()}</h1>
{front.hidden_lead('<div class="d-block d-md-none" style="display:none" data-v-4c1f0a2e>{}</div>')}
<div class="p-detail__lead" data-v-4c1f0a2e>{front.lead("{}")}</div> {
        front.meta_byline('<div class="c-by" data-v-4c1f0a2e>{}</div>', habit=True)
    }<div class="p-detail__html" data-v-4c1f0a2e>{
        front.told(
            NUXT,
            [
                '<div class="c-inline" data-v-3>'
                + front.cards('<a href="{href}">{title}</a><p>{summary}</p>', 1, 20, related=True)
                + "</div>",
                '<div class="v-ads" style="min-height:250px"><!----></div>',
            ],
        )
    }</div>{front.attachments()} {front.tags("<div>{}</div>")}
<div class="c-actions">{front.bar("{}")}</div><div class="c-related"><p>{
        front.never("Có thể bạn quan tâm")
    }</p><ul>{more}</ul></div>
</div>"""
    return f"https://{front.host}/{front.slug}-{front.number}", inside


NEXT = Markup(
    p='<p class="css-1gfx9v0">{}</p>\n',
    heading='<h2 class="css-1k2n0oj">{}</h2>\n',
    quote='<div class="Quote_root__Zp3kL"><span class="css-0">{}</span></div>\n',
    items='<ul class="css-v6zprs">{}</ul>\n',
    pictures=(
        (
            '<div class="Figure_wrap__a8Qx1"><span style="box-sizing:border-box;display:block"><noscript>'
            "</noscript>{img}</span>"
            '<div class="Figure_cap__2mVtT">{text}{credit}</div></div>\n'
        ),
    ),
    credit='<small class="css-9o2s1d"> {}</small>',
    box='<section class="css-1p6vwdm">{}</section>\n',
    sign='<div class="css-q0k8ol e1wbw4rs0">{}</div>\n',
    source='<div class="css-q0k8ol">{}</div>\n',
    empty='<p class="css-1gfx9v0"><br></p>\n',
)


def _next(front: Front, main: str) -> str:
    menu = front.mega(
        '<div class="Nav_group__J2jH1"><a class="css-1bd4k" href="{href}">{name}</a><div class="css-xi606m">'
        "{subs}</div></div>",
        '<a class="css-k008qs" href="{href}">{}</a>',
    )
    item = (
        '<a class="css-1ks2hlz" href="{href}"><div class="css-70qvj9"><span class="css-tlq5pd">{title}'
        "</span><span "
        'class="css-1x0tt">{summary}</span></div></a>\n'
    )
    return f"""<!DOCTYPE html><html lang="vi"><head>{front.head(css=85)}
<style data-emotion="css 1gfx9v0">.css-1gfx9v0{{margin:0}}
</style></head><body><div id="__next"><div class="Layout_root__Q1o0f"><div class="css-hpc3q">{front.brand()}
{front.now()}{menu}</div>
<div class="css-w9pdtk">{main}<div class="css-1m3cdq">{front.cards(item, 10, 28)}</div></div>
<div class="css-fttr9 Footer_root__0Ojxa">{front.imprint("span")}</div></div></div>{front.modals()}
{front.state(kilobytes=55)}
{front.scripts()}</body></html>"""


@front("next", _next)
def next_(front: Front) -> tuple[str, str]:
    """Hashed names for everything: only what stands where, and how, tells one part from another."""
    inside = f"""<div class="css-18e8msa Article_root__bX7v2"><div class="css-j7qwjs">{
        front.section('<a class="css-x1">{}</a>')
    }
<h1 class="css-1vbd788">{front.title()}</h1>{
        front.lead('<div class="css-13o7eu2">{}</div>')
    }<div class="css-k008qs">
{front.meta_byline('<div class="css-0 e1wbw4rs1">{}</div>', habit=True)}{
        front.date('<div class="css-3f1n">{}</div>', "gmt")
    }</div>
{front.bar('<div class="css-70qvj9">{}</div>')}</div><div class="Article_content__pL6t9">{
        front.told(
            NEXT,
            [
                '<div class="css-1yxmbwk">'
                + front.cards('<a href="{href}"><span>{title}</span></a>', 2, related=True)
                + "</div>"
            ],
        )
    }</div>
{front.attachments()}{
        front.author_box('<div class="css-au7"><img alt=""><div><b>{name}</b><span>{bio}</span></div></div>')
    }
<div class="css-rl8">{
        front.cards(
            '<a class="css-rc" href="{href}"><span>{title}</span><span>{summary}</span></a>',
            6,
            24,
            related=True,
        )
    }</div></div>"""
    return f"https://{front.host}/bai-viet/{front.slug}.{front.number}", inside
