"""What operators are told of requests, and what they are not."""

import json
import logging
import re
import time

import pytest

from web.watching.logs import JsonLines
from web.watching.requests import CAME

SECRET = "ai-tim-gi"


@pytest.fixture
def lines(make_app, caplog):
    """A function: ask a site with a setting of `log`, and give the lines that it logged."""

    def asked(path, wanted, **headers):
        caplog.clear()
        with caplog.at_level(logging.INFO, "tratin.requests"):
            make_app(log=wanted).test_client().get(path, headers=headers)
        return [json.loads(JsonLines().format(record)) for record in caplog.records]

    return asked


@pytest.mark.parametrize(
    "path", [f"/tim?q={SECRET}", f"/dia-phuong?name={SECRET}", f"/t/{SECRET}", f"/{SECRET}"]
)
def test_a_line_tells_nobody_what_was_looked_for(lines, path):
    """A line holds route, status, time and size, not what was typed nor who asked; usually there is none."""
    (line,) = lines(path, "requests")
    assert SECRET not in json.dumps(line)
    assert "127.0.0.1" not in json.dumps(line)
    assert {"method", "route", "status", "ms", "bytes"} <= set(line)
    assert lines(path, "errors") == []


def test_the_time_in_line_counts(make_app, caplog):
    """Where the server says when a request came, that is when its time begins."""
    client = make_app(log="requests").test_client()
    with caplog.at_level(logging.INFO, "tratin.requests"):
        client.get("/tim", environ_overrides={CAME: repr(time.perf_counter() - 7)})
        client.get("/tim")
    waited, other = (json.loads(JsonLines().format(record))["ms"] for record in caplog.records)
    assert other + 6000 < waited < 60_000


def test_what_was_typed_is_logged_where_that_is_asked_for(lines):
    """With `queries` a line holds the address."""
    (line,) = lines(f"/tim?q={SECRET}", "queries")
    assert SECRET in line["address"]


@pytest.mark.parametrize("sent", ["abc-123", "A" * 64, "9.9_9"])
def test_an_id_of_the_proxy_goes_on(client, sent):
    """An id that is plain comes back as it was sent."""
    assert client.get("/tim", headers={"X-Request-ID": sent}).headers["X-Request-ID"] == sent


@pytest.mark.parametrize("sent", ["", "a b", "A" * 65, "<script>", "đ", "a\tb", '"'])
def test_an_odd_id_is_replaced(client, sent):
    """An id that is not plain is replaced by one of ours."""
    told = client.get("/tim", headers={"X-Request-ID": sent}).headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{16}", told)


def test_nothing_leaves_its_line():
    """Line ends and quotes of whoever asks stay inside the line that holds them."""
    record = logging.LogRecord("web", logging.ERROR, "", 0, "%s", ('a\n{"level":"error"}\r\u2028"',), None)
    line = JsonLines().format(record)
    assert "\n" not in line
    assert json.loads(line)["message"].startswith("a\n")


def test_ready_tells_what_is_open(client):
    """The page for balancers tells generation, age and whether it was verified, and is never kept."""
    told = client.get("/readyz")
    assert told.status_code == 200
    assert told.get_json()["status"] == "ready"
    assert told.get_json()["age_s"] > 0
    assert told.headers["Cache-Control"] == "no-store"


def test_ready_means_verified(real_site, documents):
    """A small index is compared with its checksums before it answers."""
    assert real_site(documents[:2]).get("/readyz").get_json()["verified"] is True


def test_alive_without_an_index(make_app):
    """Alive is not ready: a process that has nothing to answer from need not be killed."""

    class Nothing:
        def __getattr__(self, name):
            raise RuntimeError

    assert make_app(reader=Nothing()).test_client().get("/healthz").text == "ok\n"


def test_https_is_asked_for_where_it_is_set(make_app, client):
    """HSTS is told with the days of the setting, on every answer, and not otherwise."""
    told = make_app(hsts_days="365").test_client().get("/nothing-here").headers["Strict-Transport-Security"]
    assert told == "max-age=31536000; includeSubDomains"
    assert "Strict-Transport-Security" not in client.get("/").headers
