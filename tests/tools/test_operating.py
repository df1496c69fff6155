"""The operators' page: what it shows, to whom it answers, and that it ends with the site."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from commands import TRATIN, ran

from search.settings import load_settings
from web.admin import create_admin

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds" / "articles"
BAD = "<script>alert('x')</script>"


@pytest.fixture
def client(tmp_path):
    """The page over made-up facts that try to be markup."""
    overview = {
        "sources": [
            {
                "name": BAD,
                "alarms": [{"source": BAD, "selector": f"title: {BAD}", "documents": 5}],
                "captures": [
                    {
                        "id": "a" * 16,
                        "name": BAD,
                        "url": None,
                        "fetched": "05/03/2026 09:30",
                        "skipped": "too-short",
                        "detail": BAD,
                        "alarm": None,
                    }
                ],
            }
        ]
    }
    shown = {
        "id": "a" * 16,
        "name": BAD,
        "source": BAD,
        "url": "javascript:alert(1)",
        "skipped": None,
        "blocks": [{"kind": "body", "text": BAD, "why": BAD}],
        "reasons": {"title": BAD},
    }
    settings = load_settings(tmp_path, {})
    pages = create_admin(settings, lambda: overview, lambda name: shown if name == "a" * 16 else None)
    return pages.test_client()


class TestPages:
    @pytest.mark.parametrize("path", ["/", f"/clean/{'a' * 16}"])
    def test_nothing_is_taken_for_markup(self, client, path):
        """Whatever portals wrote is shown as text, under the strict policy of all pages."""
        answer = client.get(path)
        assert answer.status_code == 200
        text = answer.get_data(as_text=True)
        assert "<script" not in text
        assert "&lt;script&gt;" in text
        assert 'href="javascript' not in text
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")

    def test_what_they_show(self, client):
        """Vietnamese comes first; blocks carry their kind as a class, and the style sheet is there."""
        home = client.get("/").get_data(as_text=True)
        assert "CẢNH BÁO · ALARM" in home
        assert f"/clean/{'a' * 16}" in home
        page = client.get(f"/clean/{'a' * 16}").get_data(as_text=True)
        assert 'class="block body"' in page
        with client.get("/static/admin.css") as style:
            assert style.status_code == 200
        assert client.get("/clean/unknown").status_code == 404

    @pytest.mark.parametrize(
        ("host", "status"),
        [("127.0.0.1:8001", 200), ("localhost", 200), ("[::1]:8001", 200), ("evil.example", 403)],
    )
    def test_strange_names_are_refused(self, client, host, status):
        """A page elsewhere whose name leads here must not read it."""
        assert client.get("/", headers={"Host": host}).status_code == status


def free_port():
    """A port that nobody uses now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def fetch(url):
    """A page, once it answers."""
    patience = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError:
            raise
        except OSError:
            assert time.monotonic() < patience, "it did not answer"
            time.sleep(0.1)


@pytest.fixture
def serve(tmp_path):
    """Start `tratin serve` on a home with the seeds; the operators' page is on the port given."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TRATIN_")}
    home = tmp_path / "home"
    command = [*TRATIN, "--home", str(home)]
    for arguments in (["init"], ["add", "--source", "mẫu", SEEDS], ["build"]):
        assert ran(home, *arguments).returncode == 0

    def start(port, processes):
        return subprocess.Popen(
            [*command, "--json", "serve", "--port", "0", "--processes", str(processes)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**kept, "TRATIN_ADMIN_BIND": f"127.0.0.1:{port}"},
        )

    return start


@pytest.mark.parametrize(("processes", "end"), [(1, signal.SIGINT), (2, signal.SIGTERM), (2, signal.SIGKILL)])
def test_it_lives_as_long_as_the_site(serve, processes, end):
    """Captures and blocks are shown while the site runs; however that ends, nobody answers any more."""
    port = free_port()
    with serve(port, processes) as site:
        site_url = json.loads(site.stdout.readline())["url"]
        home = fetch(f"http://127.0.0.1:{port}/")
        assert "mẫu" in home
        name = home.partition("/clean/")[2][:16]
        assert 'class="block title"' in fetch(f"http://127.0.0.1:{port}/clean/{name}")
        with pytest.raises(urllib.error.HTTPError):
            fetch(f"{site_url}clean/{name}")
        site.send_signal(end)
        site.wait(timeout=20)
    patience = time.monotonic() + 10
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                break
        assert time.monotonic() < patience, "it still answers"
        time.sleep(0.1)


def test_a_taken_address_is_a_warning(serve):
    """The site answers all the same."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with serve(taken.getsockname()[1], 1) as site:
            url = json.loads(site.stdout.readline())["url"]
            assert "Cảnh báo · Warning" in site.stderr.readline()
            assert "<html" in fetch(url)
            site.send_signal(signal.SIGINT)
            site.wait(timeout=20)
