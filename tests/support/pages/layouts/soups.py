"""Pages that tell nothing by their class names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.layouts.registry import layout
from pages.writing import Frame

if TYPE_CHECKING:
    from pages.draw import Draw

DIVS = Frame(
    p="<div>{}</div>\n",
    heading="<div><b>{}</b></div>\n",
    items="<div>{}</div>\n",
    item="<div>+ {}</div>\n",
    quote="<div><i>{}</i></div>\n",
    caption="em",
    empty="<div><br></div>\n",
    marked=False,
)
HASHED = Frame(
    p='<div class="css-{}">'.replace("{}", "1x9") + "<span>{}</span></div>\n",
    heading='<div class="css-7ad"><span>{}</span></div>\n',
    items='<div class="css-a0">{}</div>\n',
    item='<div class="css-b1">• {}</div>\n',
    quote='<div class="css-q2"><span>{}</span></div>\n',
    caption="div",
    byline="left",
    marked=False,
)


@layout("div-soup")
def div_soup(draw: Draw) -> tuple[str, str]:
    """Divs without a class or an id."""
    box = "<div><div>{title}</div><div>{content}</div></div>\n"
    html = f"""<!DOCTYPE html>
<html><head>{draw.head(site_title=True)}</head><body><div><div>{draw.logo("<div>{}</div>")}
{draw.clock("<div>{}</div>")}
<div>{draw.menu("divs", 10, 30)}</div></div><div><div>{draw.side(box)}</div><div>
{draw.section_heading("<div>{}</div>")}<div><b>{draw.title()}</b></div>{draw.date("<div>{}</div>", "dashed")}
{draw.meta_byline("<div>{}</div>")}{draw.lead("<div><b>{}</b></div>")}
{draw.body(DIVS)}{draw.attachments("<div>{label} {}</div>")}
{draw.related("<div><div>{label}</div>{}</div>", "Tin liên quan", "anchors")}{draw.below()}</div>
<div>{draw.side(box)}</div></div><div>{draw.footer("div")}</div></div></body></html>"""
    return f"http://{draw.host}/chi-tiet/{draw.number}", html


@layout("hashed-classes")
def hashed_classes(draw: Draw) -> tuple[str, str]:
    """Class names made by a build tool, spans where words should be headings."""
    box = '<div class="css-k{title}"><div class="css-h3">{title}</div>{content}</div>\n'.replace(
        "k{title}", "k4"
    )
    html = f"""<!DOCTYPE html>
<html lang="vi"><head>{draw.head(more_style=50)}</head><body><div id="__next"><div class="css-0">
<div class="css-t">{draw.logo('<span class="css-l">{}</span>')}{draw.clock('<span class="css-c">{}</span>')}
<div class="css-n">{draw.menu("divs", 10, 40, "css-m")}</div></div><div class="css-w"><div class="css-e">
{draw.section('<div class="css-s">{}</div>')}<div class="css-2f0"><span>{draw.title()}</span></div>
<div class="css-d">{draw.date("<span>{}</span>", "dotted-clock")}{draw.meta_byline("<span>{}</span>")}</div>
{draw.lead('<div class="css-5c"><span>{}</span></div>')}<div class="css-8b">{draw.body(HASHED)}</div>
{draw.attachments('<div class="css-f">{label}{}</div>')}
{draw.related('<div class="css-r"><p>{label}</p>{}</div>', "Đọc thêm", "cards", always=True)}
{draw.below()}</div><div class="css-x">{draw.side(box)}</div></div>
<div class="css-ft">{draw.footer("div")}</div></div></div></body></html>"""
    return f"https://{draw.host}/bai-viet/{draw.slug}.{draw.number}", html
