"""The site under gunicorn, with the configuration that is shipped."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from served import ROOT, SEEDS, children_of, run, until

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="gunicorn needs fork")


def free_port():
    """A port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def fetched(url):
    """What an address answers; nothing while nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def test_gunicorn_serves_the_site(tmp_path):
    """Limits and figures are those of both processes; after a reload it goes on; all end together."""
    home, port, inner = tmp_path / "home", free_port(), free_port()
    run(home, "init")
    run(home, "add", *SEEDS)
    run(home, "build")
    site, operators = f"http://127.0.0.1:{port}/", f"http://127.0.0.1:{inner}/"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("TRATIN_")},
        "TRATIN_HOME": str(home),
        "TRATIN_PORT": str(port),
        "TRATIN_ADMIN_BIND": f"127.0.0.1:{inner}",
        "TRATIN_LIMIT_PER_MINUTE": "120",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "python:tools.gunicorn_conf", "tools.wsgi:app"]
    with subprocess.Popen(command, env=environment, cwd=tmp_path, stderr=subprocess.DEVNULL) as process:
        try:
            until(lambda: '"status":"ready"' in fetched(f"{site}readyz"), 60)
            with ThreadPoolExecutor(8) as pool:
                answered = [bool(text) for text in pool.map(fetched, [f"{site}api/v1/search"] * 40)]
            assert 12 <= sum(answered) < 40  # sixty points at once, five each, and what time adds
            until(lambda: 'route="/api/v1/search",status="429"' in fetched(f"{operators}metrics"), 60)
            process.send_signal(signal.SIGHUP)
            until(lambda: fetched(f"{site}healthz") == "ok\n", 60)
            assert "tratin_index_open 1" in fetched(f"{operators}metrics")
            children = children_of(process.pid)
            process.terminate()
            process.wait(timeout=30)
            until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children), 20)
        finally:
            process.kill()
