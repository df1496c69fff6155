"""Runs the test portal: six platforms and a host of faults on loopback, in a process of its own.

    with running_portal(articles=300) as portal:
        portal.url("nukeviet.example")                        # for a resolver that knows no other host
        portal.local("nukeviet.example")                      # the same site at a port of its own
        portal.change("nukeviet.example", publish=1, edit=[7], delete=[9], status=410)
        portal.change("liferay.example", path="/", fault="storm", times=3)
        portal.log()                                          # every request as the server saw it

Hosts are `<platform>.example` and `<platform>-<any>.example`, each with articles of its own, and
`trouble.example`, whose addresses are `portals.faults.EXAMPLES`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from portals.platforms.all import PLATFORMS, site_of
from portals.site import Options
from portals.visits import Visit

_SUPPORT = Path(__file__).parents[1]
_ROOT = _SUPPORT.parents[1]

HOSTS = tuple(f"{name}.example" for name in PLATFORMS)
"""The first host of each platform."""


class RunningPortal:
    """A portal that runs: where it is, what is true of it, what it was asked."""

    def __init__(self, options, addresses, tls):
        self.options = options
        self._sites = {}
        self._lock = Lock()
        path = os.pathsep.join(map(str, (_SUPPORT, _ROOT)))
        told = {"options": options.told(), "addresses": addresses, "tls": tls}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "portals.process", json.dumps(told)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0"},
        )
        greeting = self._read()
        self.port = greeting["port"]
        self.ports = greeting["ports"]
        self.tls = greeting["tls"]
        self.authority = greeting["authority"]

    @property
    def pid(self):
        """The server's process."""
        return self._process.pid

    def url(self, host, path="/"):
        """An address at the port that all hosts share."""
        return f"http://{host}:{self.port}{path}"

    def local(self, host, path="/"):
        """An address of the first host of a platform, or of the host of faults, that needs no resolver."""
        return f"http://127.0.0.1:{self.ports[host]}{path}"

    def secure_url(self, kind, path="/", host="nukeviet.example"):
        """An address at a TLS server, one of `portals.certificates.KINDS`; skips where there is none."""
        port = self.tls[kind]
        if isinstance(port, str):
            import pytest

            pytest.skip(port)
        return f"https://{host}:{port}{path}"

    def site(self, host):
        """A site as this process knows it: where its lists, feeds and articles stand, and what they say."""
        if host not in self._sites:
            self._sites[host] = site_of(host, self.options)
        return self._sites[host]

    def article(self, host, number, local=False):
        """What is true of one article now."""
        base = self.local(host, "") if local else self.url(host, "")
        return self.site(host).article(base, number)

    def articles(self, host=None, local=False):
        """What is true of the articles that are there now, the newest first; of first hosts, or of one."""
        hosts = [host] if host else HOSTS
        return [self.article(each, number, local) for each in hosts for number in self.site(each).numbers()]

    def change(self, host, *, path=None, fault="", times=None, after=0, **how):
        """Change a site, or how an address of a host behaves.

        Without `path`: `publish=N` more articles, `edit`, `delete`, `restore` numbers of articles, and
        `status` of the deleted (404, 410, or 200 for an error that is a success). With it: `fault` is one of
        `portals.faults.FAULTS` with its own arguments, laid on `times` requests after the first `after`;
        None takes it away. A path may have a query, and end in `*` for all that begins so.
        """
        if path is None:
            self._ask(do="apply", host=host, **how)
            self.site(host).apply(**how)
        else:
            self._ask(do="lay", host=host, path=path, fault=fault, times=times, after=after, how=how)

    def log(self, since=0):
        """All requests so far, in the order of their arrival; without the first `since`."""
        told = self._ask(do="log", since=since)
        return sorted((Visit(**each) for each in told), key=lambda visit: visit.arrived)

    def handshakes(self):
        """What went wrong while shaking hands over TLS."""
        return self._ask(do="handshakes")

    def cut(self):
        """Break off all open connections."""
        self._ask(do="cut")

    def stop(self):
        """End the server."""
        if self._process.poll() is None:
            self._process.stdin.close()
            self._process.wait(30)
        self._process.stdout.close()

    def _ask(self, **order):
        with self._lock:
            self._process.stdin.write(json.dumps(order, default=list) + "\n")
            self._process.stdin.flush()
            return self._read()

    def _read(self):
        line = self._process.stdout.readline()
        assert line, "the server of the portal has ended"
        return json.loads(line)


@contextmanager
def running_portal(addresses=("127.0.0.1",), tls=False, **options):
    """Run a portal that listens on `addresses` at one port; `options`: see `portals.site.Options`."""
    portal = RunningPortal(Options(**options), list(addresses), tls)
    try:
        yield portal
    finally:
        portal.stop()
