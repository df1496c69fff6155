"""The log of a portal: every request as the server saw it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from threading import Lock


@dataclass(slots=True)
class Visit:
    """One request.

    `arrived` is on the server's monotonic clock, which all processes of a machine share, `wall` in seconds
    since 1970: where the system tells it, the moment at which the kernel had the request. `host` is the
    header, with its port; `server` the address and `port` the port that was connected to, `connection` the
    number of the connection. `sent` counts the bytes of the answer, head included, `body` those after the
    head; both grow while an endless answer lasts. `tls` is the version, empty without.
    """

    arrived: float
    wall: float
    connection: int
    server: str
    port: int
    tls: str
    method: str = ""
    host: str = ""
    path: str = ""
    query: str = ""
    user_agent: str = ""
    if_none_match: str = ""
    if_modified_since: str = ""
    accept_encoding: str = ""
    authorization: str = ""
    status: int = 0
    sent: int = 0
    body: int = 0
    fault: str = ""

    @property
    def name(self):
        """The host without its port."""
        return self.host.rpartition(":")[0] or self.host

    @property
    def target(self):
        """Path and query."""
        return f"{self.path}?{self.query}" if self.query else self.path


class Log:
    """All visits in the order in which they arrived here; threads write, the control thread reads."""

    def __init__(self):
        self.visits = []
        self.lock = Lock()

    def add(self, visit):
        """Take note of a visit, which may still go on."""
        with self.lock:
            self.visits.append(visit)

    def since(self, start):
        """The visits from this number on, as JSON has them."""
        with self.lock:
            return [asdict(visit) for visit in self.visits[start:]]
