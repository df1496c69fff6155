"""The article page in a real browser: matches stepped through, evidence shown, versions, citation, paper."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from access import faults
from playwright.sync_api import expect
from serving import running

from search.model import Evidence, Published, Span, Trust
from web.articles.fragments import directive

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def told(documents):
    """The first article, longer than a screen, its facts read from words of its text."""
    first = documents[0]
    article = first.article
    at = article.text.index("chi bộ thôn 0")
    place = replace(first.location, evidence=(Evidence("chi bộ thôn 0", "thử", Span(at, 13)),))
    at = article.text.index("kết nạp 2")
    when = Published(Trust.STATED, first.published.day, evidence=(Evidence("kết nạp 2", "thử", Span(at, 9)),))
    return replace(first, location=place, published=when)


@pytest.fixture(scope="module")
def base(make_app, documents, told):
    """The address of a running site that holds it."""
    with running(make_app(held=[told, *documents[1:]])) as address:
        yield address


@pytest.fixture
def visit(opening):
    """A function that opens a page in a low window; an error of its script fails the test."""

    def open_page(path, width=1440, height=300, **options):
        return opening(path, width, height, **options)

    return open_page


@pytest.fixture
def address(told):
    """The article with seven matches."""
    return f"/bai/{told.id}?q=ket+nap"


def current(page):
    """The anchor of the match one is at, if it is in view."""
    found = page.locator("mark:target")
    if found.count():
        expect(found).to_be_in_viewport()
    return page.evaluate("document.querySelector('mark:target')?.id ?? ''")


def last(page):
    """How many matches there are."""
    return page.locator("mark[id]").count()


def test_n_and_p_step_through_the_matches(visit, address):
    """Forward, backward and around the end; the place is told, and is in the address."""
    page = visit(address)
    count = last(page)
    assert count >= 4
    expect(page.locator(".walk .at")).to_have_text(f"{count} chỗ khớp")
    page.keyboard.press("n")
    assert current(page) == "khop-1"
    page.keyboard.press("n")
    assert current(page) == "khop-2"
    expect(page.locator(".walk .at")).to_have_text(f"2/{count}")
    expect(page.locator("[role=status]")).to_have_text(f"chỗ 2 trên {count}")
    assert page.url.endswith("#khop-2")
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert current(page) == f"khop-{count}"
    page.keyboard.press("n")
    assert current(page) == "khop-1"


def test_keys_are_letters_in_a_field_and_nothing_with_a_modifier(visit, address):
    """Typing n in the box writes n; Ctrl, Alt and Meta leave the key to the browser."""
    page = visit(address)
    page.locator("#q").fill("")
    page.locator("#q").press("n")
    expect(page.locator("#q")).to_have_value("n")
    page.locator("h1").click()
    for held in ("Control", "Alt", "Meta"):
        page.locator("body").dispatch_event(
            "keydown", {"key": "n", f"{held[:4].lower().replace('cont', 'ctrl')}Key": True}
        )
    assert current(page) == ""
    page.keyboard.press("n")
    assert current(page) == "khop-1"


def test_links_step_too_and_leave_no_trail(visit, address):
    """A click steps on; back leads to where one came from, not through matches; reload keeps the place."""
    page = visit("/tim?q=ket+nap+thon+0")
    page.goto(address)
    for _ in range(3):
        page.get_by_role("link", name="chỗ sau").click()
    assert current(page) == "khop-3"
    page.get_by_role("link", name="chỗ trước").click()
    assert current(page) == "khop-2"
    page.reload()
    expect(page.locator(".walk .at")).to_have_text(f"2/{last(page)}")
    page.go_back()
    assert "/tim" in page.url


def test_back_and_reload_keep_where_the_reader_was(visit, address):
    """Having scrolled away from the match of the address, one is not thrown back to it."""
    page = visit(f"{address}#khop-4")
    assert current(page) == "khop-4"
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    where = page.evaluate("scrollY")
    assert where > 300
    page.reload()
    page.wait_for_function(f"Math.abs(scrollY - {where}) < 5")
    page.goto("/")
    page.go_back()
    page.wait_for_function(f"Math.abs(scrollY - {where}) < 5")


def test_results_lead_to_the_first_match(visit):
    """The link says so in its address; one without a match, or without a query, leads to the head."""
    page = visit("/tim?q=ket+nap")
    link = page.locator("article.hit h3 a").first
    assert link.get_attribute("href").endswith("#khop-1")
    link.click()
    expect(page.locator("mark:target")).to_have_attribute("id", "khop-1")
    expect(page.locator("mark:target")).to_be_in_viewport()
    page.goto("/tim")
    assert "#" not in page.locator("article.hit h3 a").first.get_attribute("href")


def test_without_script_each_match_leads_to_the_next(visit, address):
    """At a match stand links to the one before and the one after."""
    page = visit(address, java_script_enabled=False)
    page.get_by_role("link", name="chỗ khớp được tô").click()
    for number in (2, 3):  # the first one stands in the title, whose links stand below it
        assert page.locator(".hop:visible").count() == 1
        page.locator(".hop:visible").get_by_role("link", name="chỗ sau").click()
        assert page.url.endswith(f"#khop-{number}")
    page.locator(".hop:visible").get_by_role("link", name="chỗ trước").click()
    assert page.url.endswith("#khop-2")
    assert page.locator("h1").inner_text() == page.title().rpartition(" – ")[0]
    assert page.locator("button.copy:visible").count() == 0


@pytest.mark.parametrize(("scheme", "forced"), [("light", "none"), ("dark", "none"), ("dark", "active")])
def test_the_current_match_stands_out(visit, address, scheme, forced):
    """It has an outline that the others do not have, in all themes and where the reader chose the colours."""
    page = visit(address, color_scheme=scheme, forced_colors=forced)
    page.keyboard.press("n")
    widths = page.locator("mark[id]").evaluate_all(
        "found => found.map(e => getComputedStyle(e))"
        ".map(style => style.outlineStyle === 'solid' ? parseFloat(style.outlineWidth) : 0)"
    )
    assert widths[0] >= 2
    assert set(widths[1:]) == {0}


def lit(page):
    """The words that are outlined."""
    return page.locator(".proof").evaluate_all(
        "found => found.filter(e => getComputedStyle(e).outlineStyle === 'dashed')"
        ".map(e => e.textContent).join('')"
    )


def test_pointing_at_a_fact_outlines_its_words(visit, address):
    """By pointer and by focus, each fact its own words; Esc and leaving clear; matches stay whole."""
    page = visit(address.partition("?")[0], height=900)
    assert lit(page) == ""
    page.locator("[data-fact=noi]").hover()
    assert lit(page) == "chi bộ thôn 0"
    page.locator("[data-fact=ngay]").hover()
    assert lit(page) == "kết nạp 2"
    page.locator("h1").hover()
    assert lit(page) == ""
    page.locator("[data-fact=noi] a").first.focus()
    assert lit(page) == "chi bộ thôn 0"
    page.keyboard.press("Escape")
    assert lit(page) == ""
    page.goto(address)
    assert "kết nạp" in page.locator("mark[id]").all_inner_texts()


@pytest.mark.parametrize("has_script", [True, False])
def test_evidence_leads_to_its_place_by_keyboard(visit, address, has_script):
    """“vì sao?” unfolds, its quote is a link to the words, which are outlined; with a script, Esc clears."""
    page = visit(address.partition("?")[0], java_script_enabled=has_script)
    page.locator("[data-fact=noi] summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    target = page.locator(".proof:target")
    expect(target).to_have_text("chi bộ thôn 0")
    expect(target).to_be_in_viewport()
    if has_script:
        page.locator("h1").hover()
        page.keyboard.press("Escape")
        assert lit(page) == ""


def test_the_citation_and_the_address_are_copied(visit, address, base, told):
    """The button copies all of it and says so; the address is whole, without the query."""
    page = visit(address, height=900, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Chép trích dẫn").click()
    expect(page.get_by_role("status")).to_have_text("Đã chép")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".cited").inner_text()
    page.get_by_role("button", name="Chép địa chỉ").click()
    expect(page.get_by_role("status")).to_have_text("Đã chép")
    assert page.evaluate("navigator.clipboard.readText()") == f"{base}/bai/{told.id}"


def test_where_copying_is_refused_the_text_is_selected(visit, address):
    """As over plain http: the reader copies by hand, and is told how."""
    page = visit(address, height=900)
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no'));"
        "document.execCommand = () => false; }"
    )
    page.get_by_role("button", name="Chép trích dẫn").click()
    expect(page.get_by_role("status")).to_contain_text("Ctrl+C")
    assert page.evaluate("getSelection().toString().trim()") == page.locator(".cited").inner_text()


def test_nothing_moves_when_the_script_starts(browser, base, address):
    """The page is laid out the same with and without script: what a script shows had its place."""
    boxes = []
    for has_script in (True, False):
        context = browser.new_context(base_url=base, java_script_enabled=has_script)
        page = context.new_page()
        page.goto(address)
        names = ("h1", ".story p >> nth=-1", ".cited", ".record .tools a >> nth=0", "#dia-chi", ".record dl")
        boxes.append([page.locator(name).bounding_box() for name in names])
        context.close()
    assert boxes[0] == boxes[1]


def test_on_paper_the_article_stands_alone(visit, address, base, told):
    """Without facts, links and buttons; at its end how it is cited and where it can be read."""
    page = visit(address, height=900)
    assert not page.locator(".on-paper").is_visible()
    page.emulate_media(media="print")
    for name in (".facts", ".record", ".walk", ".story .matches", ".top .ask", ".foot"):
        assert page.locator(name).count() == 1, name
        assert not page.locator(name).is_visible(), name
    expect(page.locator(".on-paper")).to_contain_text("mã bài")
    expect(page.locator(".on-paper")).to_contain_text(f"{base}/bai/{told.id}")
    assert page.locator(".story .byline").is_visible()


def test_two_versions_stand_side_by_side_where_there_is_room(visit, told):
    """On a narrow screen one below the other, and what is the same only once."""
    page = visit(f"/bai/{told.id}/phien-ban/1..2", height=900)
    title = page.locator(".diff .is-title > div")
    left, right = (title.nth(at).bounding_box() for at in (0, 1))
    assert left["x"] + left["width"] <= right["x"]
    page.set_viewport_size({"width": 360, "height": 900})
    upper, lower = (title.nth(at).bounding_box() for at in (0, 1))
    assert upper["y"] + upper["height"] <= lower["y"]
    same = page.locator(".diff .is-same").first.locator("> div")
    assert [same.nth(at).is_visible() for at in (0, 1)] == [True, False]


@pytest.mark.parametrize("name", ["article", "match", "proof", "versions", "difference"])
def test_pages_of_an_article_have_no_fault(visit, address, told, name):
    """Axe, light and dark, both languages; nothing is wider than the screen; targets are 24 pixels high."""
    page = visit(
        {
            "article": address,
            "match": f"{address}#khop-2",
            "proof": f"{address}&lang=en#cu-1",
            "versions": f"/bai/{told.id}/phien-ban?lang=en",
            "difference": f"/bai/{told.id}/phien-ban/1..2",
        }[name]
    )
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    for width, scheme in product((320, 1440), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.locator(".walk a, button.copy, .record a, .compare, .history h2 a, .heads a").evaluate_all(
        "found => found.map(e => [e.outerHTML, e.getBoundingClientRect().height]).filter(([, h]) => h < 24)"
    )
    assert small == []


def test_a_browser_follows_the_link_to_a_phrase(visit):
    """The directive is what browsers read: the place that stands twice is found by its context."""
    page = visit("/")
    line = "Đảng ủy kết nạp đảng viên, rồi chi bộ - kết nạp đảng viên mới, theo 28-CT/TW."
    body = f"<!doctype html><meta charset=utf-8><p>{line.replace('mới', 'cũ')}</p><p id=far>{line}</p>"
    style = "<style>p{margin:0 0 3000px}</style>"
    page.route(
        "**/goc.html", lambda route: route.fulfill(body=style + body, content_type="text/html; charset=utf-8")
    )
    text = f"{line.replace('mới', 'cũ')}\n{line}"
    for phrase, is_far in (("kết nạp đảng viên mới", True), ("28-CT/TW", False)):
        start = text.rindex(phrase) if is_far else text.index(phrase)
        page.goto("about:blank")
        page.goto(f"/goc.html#:~:text={directive(text, start, start + len(phrase))}")
        if is_far:
            page.wait_for_function("scrollY > 2000")
        else:
            expect(page.locator("p").first).to_be_in_viewport()
