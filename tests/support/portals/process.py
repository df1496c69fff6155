"""The server process, `python -m portals.process OPTIONS`: obeys lines of JSON, and ends with its input."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from portals import certificates
from portals.platforms.all import PLATFORMS
from portals.portal import TROUBLE, Portal
from portals.site import Options
from portals.wire import Server

_SWITCH = 0.001  # seconds after which a thread lets others run, so that none waits for a page being drawn


class Process:
    """Listens, and obeys."""

    def __init__(self, options, addresses, tls, folder):
        self.portal = Portal(options)
        first = Server(self.portal, addresses[0])
        self.servers = [first, *(Server(self.portal, address, first.port) for address in addresses[1:])]
        self.port = first.port
        self.ports = {}
        for host in (*(f"{name}.example" for name in PLATFORMS), TROUBLE):
            self.servers.append(Server(self.portal, addresses[0]))
            self.ports[host] = self.servers[-1].port
            self.portal.hosts_of_ports[self.ports[host]] = host
        self.folder = folder
        self.tls = self._tls(addresses[0]) if tls else {}

    def _tls(self, address):
        """By the kind: its port, or the reason why there is none."""
        try:
            certificates.make_authority(self.folder)
        except certificates.UnavailableError as problem:
            return dict.fromkeys(certificates.KINDS, str(problem))
        found = {}
        for kind in certificates.KINDS:
            try:
                server = Server(self.portal, address, context=certificates.context(self.folder, kind))
            except certificates.UnavailableError as problem:
                found[kind] = str(problem)
                continue
            self.servers.append(server)
            found[kind] = server.port
        return found

    def greeting(self):
        """Where it listens."""
        authority = str(self.folder / "ca.pem") if self.tls else ""
        return {"port": self.port, "ports": self.ports, "tls": self.tls, "authority": authority}

    def obey(self, order):
        """Do one thing, and say what came of it."""
        do, told = order.pop("do"), True
        if do == "log":
            told = self.portal.log.since(order["since"])
        elif do == "handshakes":
            told = list(self.portal.handshakes)
        elif do == "apply":
            self.portal.site(order.pop("host"))[0].apply(**order)
        elif do == "lay":
            self.portal.lay(**order)
        elif do == "cut":
            self.portal.cut()
        return told


def main():
    """Serve until the input ends."""
    told = json.loads(sys.argv[1])
    sys.setswitchinterval(_SWITCH)
    with tempfile.TemporaryDirectory() as folder:
        process = Process(Options(**told["options"]), told["addresses"], told["tls"], Path(folder))
        print(json.dumps(process.greeting()), flush=True)
        for line in sys.stdin:
            print(json.dumps(process.obey(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
