"""The box on a page of somebody else: hostile styles and policy, keys, input methods, no trace left."""

from __future__ import annotations

import re
from contextlib import ExitStack

import pytest
from access import faults
from hosting import host
from making import document
from playwright.sync_api import expect
from serving import running

pytestmark = pytest.mark.browser

SOON = 500
"""Milliseconds after which what was to be asked for was asked for."""

FORM = (
    '<form action="{site}/tim"><input name="q"><input type="hidden" name="place" value="p:19">'
    "<button>Tìm</button></form>"
)
SCRIPT = '<script type="module" src="{site}/embed/v1/tra-tin.js"></script>'
BODIES = {
    "one": SCRIPT + '<tra-tin src="{site}" place="p:19">' + FORM + "</tra-tin>",
    "two": SCRIPT + 2 * ('<tra-tin src="{site}" mode="results">' + FORM + "</tra-tin>"),
    "page": SCRIPT
    + '<tra-tin src="{site}" mode="page" source="bao-tinh" since="2020" until="2023">'
    + FORM
    + "</tra-tin>",
    "bare": SCRIPT + '<tra-tin src="{site}" lang="en" shortcut="/"></tra-tin>'
    '<p><textarea id="t" aria-label="t"></textarea></p>',
    "wrong": SCRIPT + '<tra-tin src="javascript:alert(1)//">' + FORM + "</tra-tin>",
}


@pytest.fixture(scope="module")
def site(real_site, documents):
    """The address of a site over the real engine whose API answers other sites."""
    cited = document("citing", refs=["31-CT/TW"], title="Bài viết", body="Theo Chỉ thị số 31-CT/TW.")
    app = real_site([*documents, cited], cors_origins="*", embed_frame_ancestors="*").application
    with running(app) as address:
        yield address


@pytest.fixture(scope="module")
def hosted(site):
    """The address of the host."""
    bodies = {name: body.replace("{site}", site) for name, body in BODIES.items()}
    with host(site, bodies) as address:
        yield address


@pytest.fixture
def visit(browser, hosted):
    """A function that opens a page of the host; a complaint in its console fails the test."""
    complaints = []
    with ExitStack() as stack:

        def open_page(name: str = "one", width: int = 900, **options):
            context = browser.new_context(viewport={"width": width, "height": 800}, **options)
            stack.callback(context.close)
            page = context.new_page()
            page.asked = []
            page.on("request", lambda request: page.asked.append(request.url))
            page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(f"{hosted}/{name}")
            if options.get("java_script_enabled", True) and name != "wrong":
                expect(
                    page.get_by_role("combobox" if name != "page" else "textbox", name=NAME).first
                ).to_be_visible()
            return page

        yield open_page
    assert [line for line in complaints if "favicon" not in line] == []


NAME = re.compile("Tìm trong kho bài|Search the archive")


def box(page, at: int = 0):
    """The box of an element."""
    return page.get_by_role("combobox", name=NAME).nth(at)


def typed(page, text: str, at: int = 0):
    """Put a text into a box at once, and wait until its suggestions are shown."""
    box(page, at).focus()
    page.keyboard.insert_text(text)
    expect(page.get_by_role("listbox")).to_be_visible()
    return page.get_by_role("option")


def active(page, at: int = 0) -> str:
    """The text of the option that a box names as active."""
    return box(page, at).evaluate(
        "e => e.getRootNode().getElementById(e.getAttribute('aria-activedescendant'))?.innerText ?? ''"
    )


HEAR = """([names, stops]) => {
    window.told = [];
    for (const name of names) document.addEventListener(`tt-${name}`, event => {
        if (stops) event.preventDefault();
        window.told.push([event.type, event.detail]);
    });
}"""


def hears(page, *names: str, stops: bool = False) -> None:
    """Collect these events from now on, as `window.told`; and stop what they announce."""
    page.evaluate(HEAR, [names, stops])


def search(page, q: str) -> None:
    """Let the first element search for a text."""
    page.evaluate("q => document.querySelector('tra-tin').search(q)", q)


def to_site(page, site) -> list[str]:
    """What the page asked the site for."""
    return [url for url in page.asked if url.startswith(site)]


def test_one_request_before_the_first_key(visit, site):
    """The script is all that is loaded, and all that is asked until two letters are typed."""
    page = visit()
    box(page).focus()
    page.keyboard.press("k")
    page.wait_for_timeout(SOON)
    assert to_site(page, site) == [f"{site}/embed/v1/tra-tin.js"]


def test_suggestions_with_the_scope(visit, site):
    """The scope goes along; its name comes with the first answer, and all links lead to the site."""
    page = visit()
    chip = page.locator("[part=chip]")
    expect(chip).to_have_text("Trong:một phần kho bài")
    options = typed(page, "ket n")
    expect(chip).to_have_text("Trong:tỉnh Thái Nguyên")
    asked = to_site(page, site)[-1]
    assert "/api/v1/suggest?q=ket+n&place=p%3A19&lang=vi" in asked
    assert asked.count("place=") == 1
    for href in options.evaluate_all("all => all.map(one => one.href)"):
        assert href.startswith(f"{site}/")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/tim?q=ket+n&place=p%3A19&lang=vi")
    expect(page.locator(".chips")).to_contain_text("tỉnh Thái Nguyên")


def test_what_assistive_technology_is_told(visit):
    """A combobox that owns a listbox of labelled groups; the number is spoken once it is quiet."""
    page = visit()
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    options = typed(page, "ket n")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox", name="Gợi ý")).to_have_attribute(
        "id", box(page).get_attribute("aria-controls")
    )
    expect(page.get_by_role("group", name="Cụm từ").get_by_role("option")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text(f"{options.count()} gợi ý")
    expect(page.get_by_role("search", name="Tìm trong kho bài: tỉnh Thái Nguyên")).to_be_visible()


def test_by_keyboard_alone(visit, site):
    """Arrows go round, Home and End stay in the text, Esc closes and then clears, Tab leaves."""
    page = visit()
    page.keyboard.press("Tab")
    options = typed(page, "ket n")
    first, last = options.first.inner_text(), options.last.inner_text()
    seen = []
    for key in ("ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown", "Home", "End"):
        page.keyboard.press(key)
        seen.append(active(page))
    assert seen == [first, "", last, "", first, first, first]
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box(page)).to_have_value("ket n")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")
    page.keyboard.press("Control+z")
    expect(box(page)).to_have_value("ket n")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"^{site}/tim\?q=k%E1%BA%BFt\+n%E1%BA%A1p"))


def test_letters_that_an_input_method_holds(visit, site):
    """Nothing is asked while Telex composes, its keys choose nothing, and its letters are left alone."""
    page = visit()
    options = typed(page, "ket n")
    page.keyboard.press("ArrowDown")
    chosen = active(page)
    assert chosen == options.first.inner_text()
    box(page).evaluate(
        """e => {
            for (const key of ["Enter", "ArrowDown", "Escape"])
                for (const held of [{isComposing: true}, {keyCode: 229}]) {
                    const how = {key, bubbles: true, composed: true, cancelable: true, ...held};
                    e.dispatchEvent(new KeyboardEvent("keydown", how));
                }
        }"""
    )
    assert active(page) == chosen
    assert page.url.endswith("/one")
    before = len(to_site(page, site))
    box(page).fill("")
    compose = page.context.new_cdp_session(page)
    for text in ("k", "ke", "kê", "kêt", "kết"):
        compose.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )
        page.wait_for_timeout(200)
    assert len(to_site(page, site)) == before
    compose.send("Input.insertText", {"text": "kết"})
    expect(page.get_by_role("listbox")).to_be_visible()
    expect(box(page)).to_have_value("kết")
    assert len(to_site(page, site)) == before + 1


def test_what_is_typed_before_the_script_comes_is_left_alone(browser, site, hosted):
    """Whoever is typing into the plain form keeps it until the box is left; then the text goes along."""
    context = browser.new_context()
    page = context.new_page()
    held = []
    page.route("**/tra-tin.js", lambda route: held.append(route))  # noqa: PLW0108 - it marks its handler
    page.goto(f"{hosted}/one", wait_until="commit")
    plain = page.locator("tra-tin > form > input[name=q]")
    plain.focus()
    page.keyboard.insert_text("kết")
    held[0].continue_()
    page.wait_for_function("() => customElements.get('tra-tin')")
    expect(plain).to_be_focused()
    page.keyboard.insert_text(" nạp")
    page.keyboard.press("Tab")
    expect(box(page)).to_have_value("kết nạp")
    expect(plain).to_be_hidden()
    context.close()


def test_two_boxes(visit, site):
    """Each has its own list, results and name; what one finds does not change the other."""
    page = visit("two")
    typed(page, "ket nap", at=1)
    expect(page.get_by_role("listbox")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("[part=hit]")).to_have_count(5)
    expect(page.locator("tra-tin").first.locator("[part=hit]")).to_have_count(0)
    names = page.get_by_role("search").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert len(set(names)) == 2
    assert page.url.endswith("/two")


def test_results_in_place(visit, site):
    """Text and marks of the hits, the number spoken, ways to the article and to all results."""
    page = visit("two")
    hears(page, "search", "results", "select", "error")
    search(page, "ket nap")
    hits = page.locator("[part=hit]")
    expect(hits).to_have_count(5)
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"^\d+ bài$"))
    expect(hits.first.locator("mark").first).to_have_text(re.compile("kết nạp", re.IGNORECASE))
    assert re.match(
        rf"{site}/bai/[0-9a-f]{{16}}\?q=ket\+nap$", hits.first.get_by_role("link").get_attribute("href")
    )
    told = page.evaluate("window.told")
    assert [name for name, _ in told] == ["tt-search", "tt-results"]
    assert told[1][1]["total"] > 5
    assert page.evaluate("document.querySelector('tra-tin').value") == "ket nap"
    page.locator("[part=more]").click()
    expect(page).to_have_url(re.compile(r"/tim\?q=ket\+nap&place=p%3A19&lang=vi$"))


def test_an_article_that_tries_to_break_out_stays_text(visit, nasty):
    """Marks of a language in a title or source are letters in suggestions and results, and run nowhere."""
    page = visit("bare")
    page.evaluate("document.querySelector('tra-tin').setAttribute('mode', 'results')")
    typed(page, "script alert")
    search(page, "script alert")
    hit = page.locator("[part=hit]").first
    expect(hit.locator("[part=title]")).to_have_text(nasty)
    expect(hit.locator("[part=meta]")).to_contain_text(nasty)
    made = "e => [...e.shadowRoot.querySelectorAll('script, img')].length"
    assert page.locator("tra-tin").evaluate(made) == 0


def test_a_phrase_that_is_chosen_is_searched_in_place(visit):
    """In the mode `results` a phrase is no way off the page; a title still leads to its article."""
    page = visit("two")
    typed(page, "ket n").first.click()
    expect(page.locator("[part=hit]").first).to_be_visible()
    assert page.url.endswith("/two")


def test_what_the_host_may_stop(visit):
    """A host that cancels `tt-search` or `tt-select` does itself what is to be done."""
    page = visit()
    hears(page, "search", "select", stops=True)
    typed(page, "ket n").first.click()
    page.keyboard.press("Enter")
    told = page.evaluate("window.told")
    assert [detail["q"] for _, detail in told] == ["kết nạp đảng viên mới", "ket n"]
    assert page.url.endswith("/one")


def test_a_failure_is_told(visit):
    """Where the site cannot answer, the box says so, tells the host, and the form still works."""
    page = visit("two")
    hears(page, "error")
    page.route("**/api/v1/search*", lambda route: route.fulfill(status=200, body="no json", headers=OPEN))
    search(page, "ket")
    expect(page.get_by_role("status").first).to_have_text("Chưa tìm được. Xin thử lại sau ít phút.")
    assert [detail["status"] for _, detail in page.evaluate("window.told")] == [0]


OPEN = {"Access-Control-Allow-Origin": "*"}


def test_the_mode_page_asks_nothing(visit, site):
    """A plain field with the scope, sent to the results of the site; the chip says what is a name already."""
    page = visit("page")
    expect(page.locator("[part=chip]")).to_have_text("Trong:bao-tinh · 2020 · 2023")
    page.get_by_role("textbox", name=NAME).press_sequentially("ket nap")
    page.wait_for_timeout(SOON)
    assert len(to_site(page, site)) == 1
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/tim?q=ket+nap&source=bao-tinh&from=2020&to=2023&place=p%3A19&lang=vi")


def test_what_the_host_changes_later(visit, site):
    """Another scope or language holds at once; what was typed, the cursor and the name stay."""
    page = visit("two")
    box(page).focus()
    page.keyboard.insert_text("ket nap")
    names = "all => all.map(one => one.ariaLabel)"
    before = page.get_by_role("search").evaluate_all(names)
    page.evaluate("document.querySelector('tra-tin').setAttribute('source', 'bao-tinh')")
    page.evaluate("document.querySelector('tra-tin').removeAttribute('source')")
    assert page.get_by_role("search").evaluate_all(names) == before
    page.evaluate("document.querySelector('tra-tin').setAttribute('source', 'bao-tinh')")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[part=hit]").first).to_be_visible()
    assert "q=ket+nap&source=bao-tinh&place=" in to_site(page, site)[-1]


def test_without_a_form_and_in_english(visit):
    """The element alone is enough where scripts run; its key works everywhere but in fields."""
    page = visit("bare")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    page.keyboard.press("/")
    expect(box(page)).to_have_value("/")
    page.locator("#t").focus()
    page.keyboard.press("/")
    expect(page.locator("#t")).to_have_value("/")
    expect(page.get_by_role("button", name="Search")).to_be_visible()


def test_an_address_that_is_none_leaves_the_form(visit):
    """A `src` that is no address of the web is never asked, nor led to."""
    page = visit("wrong")
    page.wait_for_function("() => customElements.get('tra-tin')")
    expect(page.locator("tra-tin > form > input[name=q]")).to_be_visible()
    assert page.evaluate("document.querySelector('tra-tin').shadowRoot") is None


def test_with_script_off(visit, site):
    """The form that the page holds searches in the same scope."""
    page = visit(java_script_enabled=False)
    page.locator("input[name=q]").fill("kết nạp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"^{site}/tim\?q=k%E1%BA%BFt\+n%E1%BA%A1p&place=p%3A19$"))


def test_nothing_is_kept_and_nobody_else_asked(visit, site, hosted):
    """No cookie, no storage, no other host, and the address of the page is not told."""
    page = visit("two")
    sent = []
    page.on("request", lambda request: sent.append(request.all_headers()))
    typed(page, "ket nap")
    page.keyboard.press("Enter")
    expect(page.locator("[part=hit]")).to_have_count(5)
    assert len(sent) == 2
    for headers in sent:
        assert not {"cookie", "referer", "authorization"} & headers.keys()
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0
    assert {url.partition("/api")[0].partition("/embed")[0] for url in page.asked} <= {
        site,
        f"{hosted}/two",
        f"{hosted}/page.css",
    }


@pytest.mark.parametrize("name", ["one", "two", "page", "bare"])
def test_axe_finds_no_fault(visit, name):
    """No fault with the list and results open, light and dark, narrow and wide; nothing beside the screen."""
    page = visit(name)
    if name != "page":
        typed(page, "ket n")
        page.keyboard.press("ArrowDown")
    for scheme, width in (("light", 320), ("dark", 1440)):
        page.evaluate(THEME, scheme)
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page, BOX) == [], (scheme, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    if name == "two":
        search(page, "ket nap")
        expect(page.locator("[part=hit]")).to_have_count(5)
        assert faults(page, BOX) == []


BOX = "tra-tin"
"""What axe looks at; the page around it is the host's own affair."""

THEME = "theme => document.querySelectorAll('tra-tin').forEach(e => e.setAttribute('theme', theme))"


def test_styles_of_the_host_stay_outside(visit):
    """Padding, colours and letters of a hostile sheet do not reach the box; targets are high enough."""
    page = visit("two")
    search(page, "ket nap")
    expect(page.locator("[part=hit]")).to_have_count(5)
    read = (
        "e => { const s = getComputedStyle(e); return [s.letterSpacing, s.textTransform, s.color, s.float]; }"
    )
    for part in ("input", "button", "title", "chip", "total"):
        spacing, transform, colour, side = page.locator(f"[part={part}]").first.evaluate(read)
        assert (spacing, transform, side) == ("normal", "none", "none"), part
        assert colour != "rgba(0, 0, 0, 0)", part
    heights = page.locator("[part=button], [part=input], [part=title], [part=more]").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().height).filter(h => h > 0)"
    )
    assert min(heights) >= 24
    assert max(heights) < 120


def test_the_host_chooses_the_look(visit):
    """Variables and parts reach in: what a host says of them holds."""
    page = visit()
    page.evaluate("document.querySelector('tra-tin').style.setProperty('--tt-accent', 'rgb(0, 64, 128)')")
    assert (
        page.locator("[part=button]").evaluate("e => getComputedStyle(e).backgroundColor")
        == "rgb(0, 64, 128)"
    )
