from __future__ import annotations

import ssl
from dataclasses import replace

import pytest
from loopback import LOCAL, TLS, Server, answer, server_context

from index.crawl.fetch.errands import ANYWHERE
from index.crawl.fetch.tls import KEPT_SECONDS, Ladder, make_contexts
from index.crawl.model import Outcome
from index.portals.model import Tls

PAGE = b"<p>page</p>"


def serving(file, **options):
    """A server over TLS with one page."""
    return Server({"/": answer(PAGE)}, context=server_context(file, **options))


def old_server():
    """TLS 1.0 and 1.1 only, as IIS 7 speaks it; skips where OpenSSL has forgotten them."""
    try:
        return serving("portal.pem", newest=ssl.TLSVersion.TLSv1_1)
    except (ssl.SSLError, ValueError):
        pytest.skip("this OpenSSL cannot play a server of TLS 1.1")


def small_dh_server():
    """Keys are agreed on in a group of 1024 bits."""
    server = serving("portal.pem", newest=ssl.TLSVersion.TLSv1_2, ciphers="DHE-RSA-AES128-SHA:@SECLEVEL=0")
    server.context.load_dh_params(TLS / "dh1024.pem")
    return server


OLD = {"TLS 1.1": old_server, "small DH": small_dh_server, "small key": lambda: serving("weak.pem")}


def with_rung(rung):
    """Rules that allow a rung and those above it."""
    return replace(LOCAL, tls=rung)


def test_a_good_certificate_needs_nothing_special(get, rung):
    """The first rung is enough, and told, whatever is allowed; connections are kept."""
    with serving("portal.pem") as server:
        for _ in range(3):
            fetched = get(server, scheme="https", rules=with_rung(rung))
            assert (fetched.outcome, fetched.payload, fetched.tls) == (Outcome.OK, PAGE, "verified")
        assert server.connections == 1


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated:DeprecationWarning")
@pytest.mark.parametrize("make", OLD.values(), ids=OLD)
def test_an_old_server_needs_the_second_rung(get, rung, make):
    """It is tried where it is allowed, told, and begun with the next time."""
    with make() as server:
        fetched = get(server, scheme="https", rules=with_rung(rung))
        if rung is Tls.VERIFIED:
            assert (fetched.outcome, fetched.tls) == (Outcome.FAILED, "")
            assert fetched.reason in {"tls-handshake", "tls-weak-key"}
            assert server.asked == []
            return
        assert (fetched.outcome, fetched.payload, fetched.tls) == (Outcome.OK, PAGE, "legacy")
        assert server.connections == 2
        assert get(server, scheme="https", rules=with_rung(rung)).tls == "legacy"
        assert server.connections == 2


@pytest.mark.parametrize(
    ("file", "host", "reason"),
    [
        ("self-signed.pem", "portal.example", "tls-certificate"),
        ("portal.pem", "third.example", "tls-host-name"),
        ("expired.pem", "portal.example", "tls-expired"),
    ],
)
def test_a_certificate_that_proves_nothing_is_taken_on_the_last_rung_alone(get, rung, file, host, reason):
    """Nothing is asked for over a connection that failed."""
    with serving(file) as server:
        fetched = get(server, scheme="https", host=host, rules=with_rung(rung))
        if rung is not Tls.ANY:
            assert (fetched.outcome, fetched.reason, fetched.tls) == (Outcome.FAILED, reason, "")
            assert (server.asked, server.connections) == ([], 1)
            return
        assert (fetched.outcome, fetched.payload, fetched.tls) == (Outcome.OK, PAGE, "any")
        assert server.connections == 2


def test_no_rung_asks_for_more_than_browsers_do(monkeypatch):
    """Not even where Python asks for the letter of RFC 5280 by itself, as 3.13 does."""
    make = ssl.create_default_context

    def strict():
        context = make()
        context.verify_flags |= ssl.VERIFY_X509_STRICT
        return context

    monkeypatch.setattr(ssl, "create_default_context", strict)
    assert not any(context.verify_flags & ssl.VERIFY_X509_STRICT for context in make_contexts().values())


def test_a_rung_that_is_no_longer_allowed_is_not_used(get, make_fetcher):
    """Neither from memory nor over a connection that was kept."""
    fetcher = make_fetcher()
    with serving("self-signed.pem") as server:
        assert get(server, scheme="https", rules=with_rung(Tls.ANY), fetcher=fetcher).tls == "any"
        fetched = get(server, scheme="https", rules=with_rung(Tls.LEGACY), fetcher=fetcher)
        assert (fetched.outcome, fetched.reason) == (Outcome.FAILED, "tls-certificate")
        assert len(server.asked) == 1


def test_the_rung_of_an_earlier_crawl_can_be_given(get, make_fetcher):
    """The server is spared a handshake that fails; what names no rung is ignored."""
    fetcher = make_fetcher()
    for rung in ("", "nonsense", "any"):
        fetcher.preset("portal.example", rung)
    with serving("self-signed.pem") as server:
        assert get(server, scheme="https", rules=with_rung(Tls.ANY), fetcher=fetcher).tls == "any"
        assert server.connections == 1


def test_a_lower_rung_is_forgotten_after_a_day():
    """So that a server that was renewed is checked again."""
    now = [0.0]
    ladder = Ladder(lambda: now[0])
    ladder.remember("portal.example", Tls.LEGACY)
    assert ladder.first("portal.example", Tls.ANY) is Tls.LEGACY
    assert ladder.first("portal.example", Tls.VERIFIED) is Tls.VERIFIED
    now[0] = KEPT_SECONDS - 1
    ladder.remember("portal.example", Tls.LEGACY)
    now[0] = KEPT_SECONDS + 1
    assert ladder.first("portal.example", Tls.ANY) is Tls.VERIFIED


def test_a_server_without_tls_is_told(server, get):
    """Plain HTTP where TLS is expected."""
    server._answer = lambda sock, *_: sock.sendall(answer(b"", "400 Bad Request"))
    fetched = get(server, scheme="https")
    assert (fetched.outcome, fetched.reason, fetched.tls) == (Outcome.FAILED, "tls-handshake", "")


def test_a_handshake_that_never_ends_is_given_up(server, get, make_fetcher):
    """It is a part of the whole time."""
    server._answer = lambda *_: server.sleep(60)
    fetched = get(server, scheme="https", fetcher=make_fetcher(seconds=0.3))
    assert (fetched.outcome, fetched.reason) == (Outcome.FAILED, "timeout")


def test_a_redirect_back_to_plain_http_is_followed_only_if_allowed(server, get):
    """What was asked for in private is not told to everybody by default."""
    server.pages["/b"] = answer(PAGE)
    with serving("portal.pem") as secure:
        secure.pages["/a"] = answer(b"", "301 Moved", Location=f"http://portal.example:{server.port}/b")
        fetched = get(secure, "/a", scheme="https")
        assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, "downgrade")
        fetched = get(secure, "/a", scheme="https", redirects=ANYWHERE)
        assert (fetched.payload, fetched.tls) == (PAGE, "")
        server.pages["/c"] = answer(b"", "301 Moved", Location=f"https://portal.example:{secure.port}/")
        assert get(server, "/c").tls == "verified"
