"""The site over a small engine and archive in memory, and a browser that looks at it."""

from __future__ import annotations

import random
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask.testing import FlaskClient
from shifts import watch_shifts
from stand_in import NASTY, FakeArchive, FakeReader, library

from search.archive import show_all
from search.engine import open_reader, open_writer
from search.settings import load_settings
from web.app import create_app

if TYPE_CHECKING:
    from search.model import Document

BLANK = "about:blank"
REST = "/healthz"
"""A line without a style or script, of the same site: a browser begins a new process after a blank page."""
MUCH = "1000000000"
"""Points a minute: a test may ask faster than a person."""


class Client(FlaskClient):
    """A test client that reads each answer whole, so that no static file stays open."""

    def open(self, *args, **kwargs):
        """Ask, and read the answer."""
        return super().open(*args, **{"buffered": True, **kwargs})


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    """The articles of the test site."""
    return library()


@pytest.fixture(scope="session")
def make_app(documents):
    """A function that builds a site: settings by name, and other articles if given."""

    def build(reader=None, archive=None, held=documents, shows=show_all, **settings: str):
        settings = {"limit_per_minute": MUCH, "robots_per_minute": MUCH, **settings}
        environ = {f"TRATIN_{name.upper()}": value for name, value in settings.items()}
        loaded = load_settings(Path("no-such-home"), environ)
        app = create_app(loaded, reader or FakeReader(held), archive or FakeArchive(held), shows)
        app.test_client_class = Client
        return app

    return build


@pytest.fixture(scope="session")
def archive_of():
    """A function that makes an archive of articles, some of which their portals took down."""
    return FakeArchive


@pytest.fixture(scope="session")
def real_site(make_app, tmp_path_factory):
    """A function that gives a client of a site over the real engine: documents, and settings by name."""

    def build(held, **named: str):
        settings = load_settings(tmp_path_factory.mktemp("home"), {})
        writer = open_writer(settings)
        for document in held:
            writer.put(document)
        writer.commit()
        return make_app(reader=open_reader(settings), **named).test_client()

    return build


@pytest.fixture(scope="module")
def browser(chromium_path):
    """One browser for all tests of a module."""
    from playwright.sync_api import sync_playwright  # only these tests need it

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium_path)
        yield found
        found.close()


@pytest.fixture(scope="module")
def window(browser, base):
    """A window for page after page of a module; one for each page would cost two seconds of work more.

    It keeps no file, so each page comes up as if it were the first.
    """
    with browser.new_context(base_url=base) as context:
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.setCacheDisabled", {"cacheDisabled": True})
        yield page


@pytest.fixture(scope="module")
def watched(window):
    """The window of a module, which notices what moves on a page."""
    watch_shifts(window)


@pytest.fixture
def tab(window):
    """That window as if it were new: wide, light, the mouse at its corner, nothing remembered."""
    window.set_viewport_size({"width": 1440, "height": 900})
    window.emulate_media(media="null", color_scheme="light", forced_colors="none")
    window.mouse.move(0, 0)
    yield window
    if window.url != BLANK:
        window.evaluate("sessionStorage.clear()")
    window.unroute_all(behavior="wait")
    window.goto(REST)


@pytest.fixture
def complaints():
    """What a page complains of in its console, and what it asks of other hosts: nothing."""
    heard = []
    yield heard
    assert heard == []


@pytest.fixture
def opening(browser, base, tab, complaints):
    """A function that opens a page on a screen; with options, such as no script, in a window of its own."""
    with ExitStack() as opened:

        def open_page(path: str, width: int = 1440, height: int = 900, **options):
            size = {"width": width, "height": height}
            if options:
                context = browser.new_context(viewport=size, base_url=base, **options)
                page = opened.enter_context(context).new_page()
            else:
                page = tab
                page.goto(BLANK)  # from one place of a page to another no page would be loaded
                page.set_viewport_size(size)
            opened.enter_context(_listening(page, base, complaints))
            page.goto(path)
            return page

        yield open_page


@contextmanager
def _listening(page, base, complaints):
    handlers = {
        "console": lambda line: complaints.append(line.text) if line.type == "error" else None,
        "pageerror": lambda error: complaints.append(str(error)),
        "request": lambda asked: None if asked.url.startswith(base) else complaints.append(asked.url),
    }
    for event, handler in handlers.items():
        page.on(event, handler)
    yield
    for event, handler in handlers.items():
        page.remove_listener(event, handler)


@pytest.fixture(scope="session")
def client(make_app):
    """A test client of the site with its usual settings."""
    return make_app().test_client()


@pytest.fixture(scope="session")
def nasty() -> str:
    """A text that would break out of any place where it is not escaped."""
    return NASTY


@pytest.fixture
def chance() -> random.Random:
    """A source of random cases; a failure prints its seed."""
    seed = random.randrange(1 << 30)
    sys.stdout.write(f"seed {seed}\n")
    return random.Random(seed)


@pytest.fixture
def empty_reader() -> FakeReader:
    """An engine that holds nothing."""
    return FakeReader([])
