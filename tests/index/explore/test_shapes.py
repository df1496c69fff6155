"""Selectors are guessed only where a structure repeats, and never for what surrounds it."""

from __future__ import annotations

import pytest

from index.crawl.find.scope import Scope
from index.explore.shapes import guess_rules
from index.listing import read_list_page
from index.portals.model import Address, CrawlRules

URL = "http://portal.example/tin/"
SCOPE = Scope([Address("portal.example")], CrawlRules())
TITLES = [f"Chi bộ thôn {number} tổ chức sinh hoạt chuyên đề" for number in range(1, 13)]


def page(entries, around="<div id='tin'>{}</div>", more=""):
    """A page with a list, a menu above it and something below."""
    menu = "".join(f'<li><a href="/muc-{number}">Mục {number}</a></li>' for number in range(9))
    return f"<html><body><ul class='menu'>{menu}</ul>{around.format(''.join(entries))}{more}</body></html>"


def entries(form, titles=TITLES):
    """Entries of a form with `{url}`, `{title}` and `{day}`."""
    return [
        form.format(url=f"/tin/bai-{at}.html", title=title, day=f"{at:02}/03/2026")
        for at, title in enumerate(titles, 1)
    ]


FORMS = {
    "list items": ("<li><a href='{url}'>{title}</a> <span>{day}</span></li>", "<ul id='tin'>{}</ul>"),
    "classes with places": (
        "<div class='tin odd'><h3><a href='{url}'>{title}</a></h3><em class='ngay'>{day}</em></div>",
        "<div>{}</div>",
    ),
    "a table": (
        "<tr><td><img src='a.gif'></td><td><a class='t' href='{url}'>{title}</a> <i>({day})</i></td></tr>",
        "<table class='danh-sach'>{}</table>",
    ),
    "a picture first": (
        "<article><a href='{url}'><img></a><h2><a href='{url}'>{title}</a></h2><time>{day}</time></article>",
        "<main>{}</main>",
    ),
    "the section first": (
        "<div class='item'><a href='/m'>Mục</a><h3><a href='{url}'>{title}</a></h3><b>{day}</b></div>",
        "<div>{}</div>",
    ),
}


@pytest.mark.parametrize(("form", "around"), FORMS.values(), ids=FORMS)
def test_a_list_is_read_whole_by_what_is_guessed(form, around):
    """Every entry with its title and date, and nothing of the menu."""
    markup = page(entries(form), around)
    rules = guess_rules(markup, URL, SCOPE)
    assert rules is not None
    items = read_list_page(markup, URL, rules).items
    assert [item.title for item in items] == TITLES
    assert [item.url for item in items] == [f"http://portal.example/tin/bai-{at}.html" for at in range(1, 13)]
    assert all(f"{at:02}/03/2026" in item.published for at, item in enumerate(items, 1))


def test_the_same_selectors_hold_on_another_page_of_the_list():
    """They name no place in the list and no entry."""
    form, around = FORMS["classes with places"]
    rules = guess_rules(page(entries(form), around), URL, SCOPE)
    assert rules is not None
    assert (rules.item, rules.date) == (("div.tin",), ("em.ngay",))


def test_two_lists_of_one_length_are_no_guess():
    """Which of them is meant, a person says."""
    one = entries("<li><a href='{url}'>{title}</a></li>", TITLES[:6])
    other = [each.replace("bai", "cu") for each in one]
    assert guess_rules(page(one, more=f"<ol class='cu'>{''.join(other)}</ol>"), URL, SCOPE) is None


def test_few_headlines_are_no_list():
    """Four of them stand beside any article."""
    assert guess_rules(page(entries("<p><a href='{url}'>{title}</a></p>", TITLES[:4])), URL, SCOPE) is None


def test_links_that_lead_elsewhere_are_no_entries():
    """Other hosts, documents."""
    form = "<li><a href='http://khac.example{url}'>{title}</a></li>"
    assert guess_rules(page(entries(form)), URL, SCOPE) is None
    assert guess_rules(page(entries("<li><a href='{url}.pdf'>{title}</a></li>")), URL, SCOPE) is None


def test_no_date_is_guessed_where_some_entries_have_none():
    """The rest of the guess stands."""
    some = entries(FORMS["list items"][0])
    bare = [each.partition(" <span>")[0] + "</li>" for each in some]
    rules = guess_rules(page([*some[:6], *bare[6:]], "<ul id='tin'>{}</ul>"), URL, SCOPE)
    assert rules is not None
    assert rules.date == ()


@pytest.mark.parametrize(
    ("link", "selector"),
    [
        ("<a rel='next' href='/tin/?page=2'>2</a>", 'a[rel~="next"]'),
        ("<a class='tiep' href='/tin/?page=2'>Trang sau</a>", "a.tiep"),
        ("<div class='trang'><a href='/tin/?page=2'>Sau »</a></div>", 'div.trang a:-soup-contains("Sau »")'),
        ("<a href='/tin/?page=2'>2</a>", ""),
    ],
)
def test_the_next_page_is_named_by_words_or_not_at_all(link, selector):
    """A number would be another link on the next page."""
    markup = page(entries(FORMS["list items"][0]), "<ul id='tin'>{}</ul>", link)
    rules = guess_rules(markup, URL, SCOPE, "http://portal.example/tin/?page=2")
    assert rules is not None
    assert rules.next == ((selector,) if selector else ())
    if selector:
        assert read_list_page(markup, URL, rules).next == "http://portal.example/tin/?page=2"


@pytest.mark.parametrize(
    "markup", ["", "<", "x" * 10, "<div>" * 3_000, "<a href='/'>" * 5_000, "<p>\x00\ud800"]
)
def test_odd_pages_are_no_lists(markup):
    """Nothing is raised."""
    assert guess_rules(markup, URL, SCOPE) is None
