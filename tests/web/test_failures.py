"""What a visitor and the log are told when the index or the store cannot be used."""

from __future__ import annotations

import pytest
from werkzeug.test import create_environ
from werkzeug.wrappers import Response

from search.errors import DamagedIndex, NoIndex, StaleIndex, StoreError
from web.warming import warm


class Broken:
    """A reader or archive that raises the same error whatever it is asked."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __getattr__(self, name):
        """A method that fails."""

        def fail(*_):
            raise self.error

        return fail


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (NoIndex("nothing at /secret/place"), 503, "tratin build"),
        (StaleIndex("gen-3 at /secret/place\nby another"), 503, "do một phiên bản khác lập nên"),
        (DamagedIndex("gen-3 at /secret/place"), 503, "Tạm thời chưa dùng được"),
        (StoreError("/secret/place"), 503, "Tạm thời chưa dùng được"),
        (RuntimeError("/secret/place"), 500, "Có lỗi ở phía chúng tôi"),
    ],
)
def test_failures_are_friendly_and_tell_nothing(make_app, documents, error, status, words):
    """Whatever fails inside, the visitor sees a page in their language and nothing of the inside."""
    app = make_app(reader=Broken(error), archive=Broken(error))
    warm(app)  # it begins nevertheless
    client = app.test_client()
    for address in ("/", "/tim?q=a", "/bai/x", f"/bai/{documents[0].id}/goc", "/readyz"):
        answer = client.get(address)
        assert answer.status_code == status, address
        assert words in answer.text
        assert "secret" not in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
    problem = client.get("/api/v1/search?lang=en")
    assert problem.content_type.startswith("application/problem+json")
    assert problem.get_json()["status"] == status
    assert "secret" not in problem.text


@pytest.mark.parametrize("error", [NoIndex("no index"), StaleIndex("by another\nanalyser")])
def test_an_expected_state_is_one_line_in_the_log(make_app, caplog, error):
    """A missing or stale index leaves at most one line a request in the log, and no traceback."""
    client = make_app(reader=Broken(error)).test_client()
    for address in ("/", "/tim?q=a", "/bai/x", "/readyz", "/api/v1/search"):
        caplog.clear()
        answer = client.get(address)
        assert answer.status_code == 503
        assert "tratin build" in answer.text
        assert len(caplog.records) <= 1
        assert "\n" not in caplog.text.strip()
        assert not any(record.exc_info for record in caplog.records)


@pytest.mark.parametrize(
    "host", ["9" * 400, "a..b", "-a", "đ.vn", "a b", "[::1", "a:b", "", ".", "a/b", "@", "a" * 64]
)
@pytest.mark.parametrize("path", ["/", "/nothing-here", "/api/v1/search"])
def test_a_host_that_is_none_is_no_failure(client, host, path):
    """Whatever name a client gives the site, the answer is the same: its address is never made from that."""
    told = client.get(path, headers={"Host": host})
    assert told.status_code == client.get(path).status_code
    assert told.text == client.get(path).text


@pytest.mark.parametrize(
    "path", ["/", "/nothing-here", "/healthz", "/static/none.css", "/api/v1/suggest?q=a"]
)
@pytest.mark.parametrize("host", [None, "a.example, b.example", "a.example,a.example"])
def test_a_request_that_does_not_say_which_host_is_refused(client, host, path):
    """None in HTTP/1.1, or several: a proxy in front may have taken another one. HTTP/1.0 knows none."""

    def asked(protocol):
        environ = create_environ(path)
        del environ["HTTP_HOST"]
        environ |= {"SERVER_PROTOCOL": protocol} | ({"HTTP_HOST": host} if host else {})
        return Response.from_app(client.application, environ, buffered=True)

    answer = asked("HTTP/1.1")
    assert answer.status_code == 400
    kind = "application/problem+json" if path.startswith("/api/") else "text/html"
    assert answer.mimetype == kind
    if host is None:
        assert asked("HTTP/1.0").status_code == client.get(path).status_code
