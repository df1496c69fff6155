"""The server: a thread a connection, which it keeps; a WSGI gateway, and bare sockets for faults."""

from __future__ import annotations

import io
import socket
import socketserver
import struct
import sys
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from itertools import count
from urllib.parse import unquote_to_bytes

from portals.visits import Visit

_STAMPS = 35  # SO_TIMESTAMPNS on Linux: recvmsg tells when the kernel had the bytes
_NOTHING_BETWEEN = 50e-6  # seconds
_CONNECTIONS = count(1)


class _Stamped(io.RawIOBase):
    """Reads a socket, and knows when the kernel received what was read last."""

    def __init__(self, sock):
        self.sock = sock
        self.wall = 0.0
        self.stamps = sys.platform == "linux" and not hasattr(sock, "version")
        if self.stamps:
            sock.setsockopt(socket.SOL_SOCKET, _STAMPS, 1)

    def readable(self):
        return True

    def readinto(self, buffer):
        if not self.stamps:
            got = self.sock.recv_into(buffer)
            self.wall = time.time()
            return got
        got, notes, _, _ = self.sock.recvmsg_into([buffer], 64)
        self.wall = time.time()
        for level, kind, data in notes:
            if (level, kind) == (socket.SOL_SOCKET, _STAMPS):
                seconds, nanoseconds = struct.unpack("qq", data)
                self.wall = seconds + nanoseconds / 1e9
        return got


def _monotonic(wall):
    """A moment since 1970 on the monotonic clock; both are read again if something came in between."""
    while True:
        before, now, after = time.monotonic(), time.time(), time.monotonic()
        if after - before < _NOTHING_BETWEEN:
            return before - (now - wall)


class Handler(BaseHTTPRequestHandler):
    """One connection; `server.portal` says what is answered."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 600

    def setup(self):
        """Read through `_Stamped`."""
        super().setup()
        self.stamped = _Stamped(self.connection)
        self.rfile = io.BufferedReader(self.stamped, 65_536)
        self.number = next(_CONNECTIONS)
        self.server.portal.connected(self.connection)

    def handle(self):
        """Answer until the visitor has gone."""
        try:
            super().handle()
        except OSError:
            self.close_connection = True

    def finish(self):
        """Close, whether or not the visitor is still there."""
        try:
            super().finish()
        except OSError:
            self.close_connection = True
        self.server.portal.left(self.connection)

    def do_GET(self):
        """Any request: a fault that holds for the address, or the application of the host."""
        path, _, query = self.path.partition("?")
        wall = self.stamped.wall
        address, port = self.connection.getsockname()[:2]
        version = getattr(self.connection, "version", None)
        told = self.headers.get
        self.visit = Visit(
            arrived=_monotonic(wall),
            wall=wall,
            connection=self.number,
            server=address,
            port=port,
            tls=version() if version else "",
            method=self.command,
            host=told("Host", ""),
            path=path,
            query=query,
            user_agent=told("User-Agent", ""),
            if_none_match=told("If-None-Match", ""),
            if_modified_since=told("If-Modified-Since", ""),
            accept_encoding=told("Accept-Encoding", ""),
            authorization=told("Authorization", ""),
        )
        self.server.portal.log.add(self.visit)
        self.rfile.read(int(told("Content-Length", 0) or 0))
        self.server.portal.answer(self)

    do_HEAD = do_POST = do_OPTIONS = do_PUT = do_GET  # noqa: N815

    def log_message(self, *_args):
        """Nothing is printed."""

    # --- What faults are made of ---

    @property
    def secure(self):
        """Whether the connection is encrypted."""
        return bool(self.visit.tls)

    @property
    def base(self):
        """The beginning of addresses, as this visitor writes them."""
        return f"{'https' if self.secure else 'http'}://{self.visit.host}"

    def start(self, status, headers, body=b""):
        """The head of an answer and what is at hand of its body, in one piece."""
        self.visit.status = status
        body = b"" if self.command == "HEAD" else body
        words = HTTPStatus(status).phrase if status in set(HTTPStatus) else "Odd"
        lines = [f"HTTP/1.1 {status} {words}", *(f"{name}: {value}" for name, value in headers), "", ""]
        self.visit.body += len(body)
        self.raw("\r\n".join(lines).encode("latin-1"), body)

    def send(self, data):
        """More of a body."""
        self.visit.body += len(data)
        self.raw(data)

    def raw(self, *pieces):
        """Bytes as they are."""
        data = b"".join(pieces)
        self.visit.sent += len(data)
        self.connection.sendall(data)

    def hang_up(self):
        """The connection ends with this answer."""
        self.close_connection = True

    def reset(self):
        """The connection breaks off without an end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def from_app(self, app):
        """The answer of a WSGI application."""
        told = []

        def start_response(status, headers, _problem=None):
            told[:] = [int(status[:3]), headers]
            return told.append

        answered = app(self._environ(), start_response)
        body = b"".join(answered)
        getattr(answered, "close", lambda: None)()
        status, headers = told
        headers = [(name, value) for name, value in headers if name.lower() != "connection"]
        if status not in {204, 304} and not any(name.lower() == "content-length" for name, _ in headers):
            headers.append(("Content-Length", str(len(body))))
        self.start(status, headers, body)

    def _environ(self):
        environ = {
            "REQUEST_METHOD": self.command,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(self.visit.path).decode("latin-1"),
            "QUERY_STRING": self.visit.query,
            "SERVER_NAME": self.visit.server,
            "SERVER_PORT": str(self.visit.port),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": self.client_address[0],
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "https" if self.secure else "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        for name, value in self.headers.items():
            environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
        return environ


class Server(socketserver.ThreadingTCPServer):
    """Listens on one port; with a TLS context it shakes hands in the thread of each connection."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 256

    def __init__(self, portal, address="127.0.0.1", port=0, context=None):
        self.portal = portal
        self.context = context
        super().__init__((address, port), Handler)
        self.thread = threading.Thread(target=self.serve_forever, daemon=True)
        self.thread.start()

    @property
    def port(self):
        """The port it got."""
        return self.server_address[1]

    def finish_request(self, request, client_address):
        """Shake hands where there is TLS, then serve."""
        if self.context:
            try:
                request = self.context.wrap_socket(request, server_side=True)
            except OSError as problem:
                self.portal.handshakes.append(str(problem))
                return
        try:
            super().finish_request(request, client_address)
        finally:
            request.close()

    def handle_error(self, request, client_address):
        """Visitors may leave whenever they like; anything else is shown."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)
