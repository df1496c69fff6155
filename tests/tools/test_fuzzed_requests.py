"""Requests that nobody would send: odd paths, parameters, headers and bytes, over real connections."""

import random
import socket
import string
import time
from pathlib import Path

import pytest
from served import SEEDS, memory, run, serving
from trial import IS_PROOF, seed

REQUESTS = 200_000 if IS_PROOF else 2_000
LIMIT = 10.0
"""Seconds after which an answer is over the time limit; searches stop at two, and the machine may be busy."""

GROWTH = 60_000
"""KB that a process may grow after the first tenth of the requests."""

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")

PATHS = (
    *"/ /tim /tim/in /tim-nang-cao /huong-dan /dia-phuong /gioi-thieu /healthz /readyz /robots.txt".split(),
    *"/api/v1/ /api/v1/search /api/v1/suggest /api/v1/places /api/v1/about /bai/{} /bai/{}/goc".split(),
    *"/bai/{}/phien-ban /bai/{}/goc/{} /bai/{}/phien-ban/{}..{} /bai/{}/cho /t/{} /noi/{}".split(),
    *"/chu-de/{} /nguon/{} /gia-tri/{}".split(),
    *"/van-ban/{} /api/v1/articles/{} /api/v1/articles/{}/passages /api/v1/values/{} /static/{} /{}".split(),
)
NAMES = (
    "q place year month term topic trust source ref about from to map fold accent sort page size lang "
    "explain name under order build limit next v"
).split()
ODD = (
    "", "0", "-1", "1e9", "9" * 400, "null", "NaN", "unknown", "p:19", "to-chuc/can-bo", "2021-13",
    "31/02/2021", '"', '"đảng viên', "(((((", "a OR", "NOT", "-", "*", "*" * 300, "đ*", "tiêu đề:",
    "năm:2019..", '"a b"~99999', "\x00", "\ufeff", "\u202e", "\ud7ff", "\U0010ffff", "e\u0301" * 50,
    "' OR 1=1 --", "../../etc/passwd", "<script>alert(1)</script>", "{{7*7}}", "%s%n",
    "\r\nSet-Cookie: a=b", "kết nạp đảng viên", "ket nap",
)  # fmt: skip
HEADERS = (
    "Accept-Encoding Accept-Language Authorization X-API-Key X-Forwarded-For Forwarded X-Request-ID "
    "If-None-Match If-Modified-Since Range Cookie User-Agent Referer Content-Type Accept Origin "
    "TE Expect Content-Length X-Forwarded-Host X-HTTP-Method-Override Host"
).split()
METHODS = ("GET",) * 16 + ("HEAD", "POST", "OPTIONS", "PUT", "DELETE", "TRACE", "get", "FOO\tBAR", "")


def escaped(text, chance):
    """A text in an address: escaped well, or badly."""
    raw = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.1:
        raw = bytes(chance.randrange(256) for _ in range(chance.randrange(20)))
    if chance.random() < 0.05:
        return raw
    plain = (string.ascii_letters + string.digits).encode()
    return b"".join(bytes((byte,)) if byte in plain else b"%%%02X" % byte for byte in raw)


def any_value(chance):
    """A value, often two glued together."""
    return "".join(chance.choice(ODD) for _ in range(chance.choice((1, 1, 1, 2, 4))))


def any_request(chance):
    """The bytes of a request."""
    path = chance.choice(PATHS).encode()
    while b"{}" in path:
        path = path.replace(b"{}", escaped(any_value(chance), chance), 1)
    pairs = [
        chance.choice(NAMES).encode() + b"=" + escaped(any_value(chance), chance)
        for _ in range(chance.choice((0, 1, 1, 2, 3, 30)))
    ]
    target = path + (b"?" + b"&".join(pairs) if pairs else b"")
    lines = [
        f"{chance.choice(METHODS)} ".encode()
        + target
        + chance.choice((b" HTTP/1.1",) * 20 + (b"", b" HTTP/9"))
    ]
    lines += [b"Host: a"] * (chance.random() < 0.95)  # without it nothing is asked at all
    lines += [
        f"{chance.choice(HEADERS)}: ".encode() + any_value(chance).encode("utf-8", "surrogatepass")
        for _ in range(chance.choice((0, 1, 2, 20)))
    ]
    raw = b"\r\n".join([*lines, b"Connection: close", b"", b""])
    return spoilt(raw, chance) if chance.random() < 0.15 else raw


def spoilt(raw, chance):
    """A request with some bytes changed, cut off or repeated."""
    at = chance.randrange(len(raw))
    noise = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 30)))
    return chance.choice(
        (raw[:at], raw[:at] + noise + raw[at:], raw[:at] + noise + raw[at + len(noise) :], raw * 3)
    )


def answer_to(raw, port):
    """The first bytes of what the site says, and the seconds it took; nothing where it hung up."""
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=LIMIT) as one:
        try:
            one.sendall(raw)
            one.shutdown(socket.SHUT_WR)
            head = one.recv(2000)
            while one.recv(65536):
                pass
        except OSError:
            head = b""
    return head, time.monotonic() - begun


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with an index of the sample articles."""
    folder = tmp_path_factory.mktemp("fuzzed") / "home"
    run(folder, "init")
    run(folder, "add", *SEEDS)
    run(folder, "build")
    return folder


def test_no_request_breaks_the_site(home):
    """Whatever is asked, no answer has status 5xx, none is late, no process dies, and memory stays flat."""
    chance = random.Random(seed())
    wrong = []
    with serving(home) as site:
        children = site.children()
        site.alone()  # each has opened what it needs
        for number in range(REQUESTS):
            if number == REQUESTS // 10:
                before = memory(children)
            raw = any_request(chance)
            head, took = answer_to(raw, site.port)
            if took > LIMIT or head[9:10] == b"5":
                wrong.append((took, raw, head[:200]))
        assert site.children() == children
        after = memory(children)
    print(f"{REQUESTS} requests, growth {[after[pid] - before[pid] for pid in children]} KB")
    assert wrong == []
    assert all(after[pid] - before[pid] < GROWTH for pid in children)
