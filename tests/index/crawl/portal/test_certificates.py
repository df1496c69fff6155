"""The test portal's TLS servers are as good and as bad as they say."""

from __future__ import annotations

import socket
import ssl
import warnings

import pytest


def over_tls(portal, kind, context):
    """The status at a TLS server, and the version that was spoken."""
    url = portal.secure_url(kind, "/robots.txt")
    host, port = url.split("/")[2].split(":")
    plain = socket.create_connection(("127.0.0.1", int(port)))
    with plain, context.wrap_socket(plain, server_hostname=host) as secure:
        request = f"GET /robots.txt HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n"
        version = secure.version()
        secure.sendall(request.encode())
        found = b"".join(iter(lambda: secure.recv(1 << 16), b""))
        return int(found[9:12]), version


def trusting(portal):
    """A context that trusts the authority of the portal, which is none to the letter of RFC 5280."""
    context = ssl.create_default_context(cafile=portal.authority)
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context


def lenient(portal):
    """One that does, and speaks as old servers do."""
    context = trusting(portal)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
    return context


def test_a_good_server_is_verified(portal):
    """By those who trust its authority, and by no others."""
    assert over_tls(portal, "verified", trusting(portal)) == (200, "TLSv1.3")
    with pytest.raises(ssl.SSLCertVerificationError):
        over_tls(portal, "verified", ssl.create_default_context())


@pytest.mark.parametrize("kind", ["self-signed", "wrong-name", "expired", "incomplete"])
def test_bad_proofs_of_identity(portal, kind):
    """They fail where identity is verified, however lenient the encryption, and serve others."""
    for context in (trusting(portal), lenient(portal)):
        with pytest.raises(ssl.SSLCertVerificationError):
            over_tls(portal, kind, context)
    anybody = lenient(portal)
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    assert over_tls(portal, kind, anybody)[0] == 200


@pytest.mark.parametrize("kind", ["old", "weak", "small-key-exchange"])
def test_poor_encryption(portal, kind):
    """It fails where strength is asked for; the identity can be verified."""
    with pytest.raises(ssl.SSLError):
        over_tls(portal, kind, trusting(portal))
    status, version = over_tls(portal, kind, lenient(portal))
    assert status == 200
    assert kind != "old" or version in {"TLSv1", "TLSv1.1"}
    spoken = [visit.tls for visit in portal.log() if visit.port == portal.tls[kind]]
    assert spoken == [version]
