"""A process draws its first pages before anybody asks."""

import logging

from web.warming import PAGES, warm


def test_first_pages_are_drawn_and_nobody_is_told(make_app, caplog):
    """Templates are read by then, and the log knows nothing of it."""
    caplog.set_level(logging.INFO, "tratin.requests")
    app = make_app(log="requests")
    warm(app)
    drawn = {name for _, name in app.jinja_env.cache}
    assert {"vi/home.html", "vi/results.html", "en/results.html"} <= drawn
    assert caplog.records == []
    for page in PAGES:
        assert app.test_client().get(page).status_code == 200
    assert len(caplog.records) == len(PAGES)
