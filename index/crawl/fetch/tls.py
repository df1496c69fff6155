"""How far an old server may fall short: the ladder of TLS, and what each rung was refused for.

verified  certificate and host name are checked, with what the system thinks strong enough
legacy    both are checked still, but TLS 1.0, unsafe renegotiation and small keys are taken
any       nothing is checked
"""

from __future__ import annotations

import ssl
import threading
import time
from typing import TYPE_CHECKING

from index.crawl.fetch.troubles import Retry, Trouble
from index.portals.model import Tls

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RUNGS = tuple(Tls)
"""From the best to the worst."""

KEPT_SECONDS = 24 * 3600.0
"""How long a lower rung is begun with; then the server gets the chance to have become better."""

_LEGACY_RENEGOTIATION = 0x4  # OP_LEGACY_SERVER_CONNECT, which Python names from 3.12 on
_OLD_CIPHERS = "DEFAULT:!aNULL:!eNULL:@SECLEVEL=0"  # OpenSSL 3 speaks TLS 1.0 and 1.1 at this level alone

# Numbers of X509_verify_cert errors: keys or digests too weak for the level of security; another host.
_TOO_WEAK = frozenset({66, 67, 68})
_OTHER_HOST = frozenset({62, 63, 64})
_EXPIRED = 10


def make_contexts(authorities: Path | None = None) -> dict[Tls, ssl.SSLContext]:
    """A context for each rung. `authorities` is a file of certificates to trust beside the system's.

    Raises `OSError` if that cannot be read.
    """
    contexts = {rung: ssl.create_default_context() for rung in RUNGS}
    for rung in (Tls.LEGACY, Tls.ANY):
        context = contexts[rung]
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.set_ciphers(_OLD_CIPHERS)
        context.options |= _LEGACY_RENEGOTIATION
    contexts[Tls.ANY].check_hostname = False
    contexts[Tls.ANY].verify_mode = ssl.CERT_NONE
    for rung, context in contexts.items():
        context.set_alpn_protocols(["http/1.1"])
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # Python 3.13 sets it; no browser is so strict
        if authorities and rung is not Tls.ANY:
            context.load_verify_locations(authorities)
    return contexts


def explain_handshake(error: Exception, rung: Tls) -> Trouble:
    """Why a handshake failed on a rung, and which rung may help."""
    detail = f"{type(error).__name__}: {error}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return _explain_certificate(error, rung, detail)
    if isinstance(error, TimeoutError):
        return Trouble("timeout", detail)
    return Trouble("tls-handshake", detail, retry=Retry.LEGACY)


def _explain_certificate(error: ssl.SSLCertVerificationError, rung: Tls, detail: str) -> Trouble:
    if error.verify_code in _TOO_WEAK and rung is Tls.VERIFIED:
        return Trouble("tls-weak-key", detail, retry=Retry.LEGACY)
    if error.verify_code in _OTHER_HOST:
        return Trouble("tls-host-name", detail, retry=Retry.ANY)
    if error.verify_code == _EXPIRED:
        return Trouble("tls-expired", detail, retry=Retry.ANY)
    return Trouble("tls-certificate", detail, retry=Retry.ANY)


def next_rung(rung: Tls, trouble: Trouble, lowest: Tls) -> Tls | None:
    """The rung to try after a failure, None if none helps or is allowed."""
    wanted = {Retry.LEGACY: Tls.LEGACY, Retry.ANY: Tls.ANY}.get(trouble.retry)
    if wanted is None or not RUNGS.index(rung) < RUNGS.index(wanted) <= RUNGS.index(lowest):
        return None
    return wanted


class Ladder:
    """The rung that each host needed. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._rungs: dict[str, tuple[Tls, float]] = {}
        self._lock = threading.Lock()

    def first(self, host: str, lowest: Tls) -> Tls:
        """The rung to begin with, never below what is allowed."""
        with self._lock:
            rung, until = self._rungs.get(host, (Tls.VERIFIED, 0.0))
        if self._clock() >= until:
            return Tls.VERIFIED
        return min(rung, lowest, key=RUNGS.index)

    def remember(self, host: str, rung: Tls) -> None:
        """A rung worked. One that is remembered already does not gain time."""
        with self._lock:
            known, until = self._rungs.get(host, (Tls.VERIFIED, 0.0))
            if rung is Tls.VERIFIED:
                self._rungs.pop(host, None)
            elif known is not rung or self._clock() >= until:
                self._rungs[host] = rung, self._clock() + KEPT_SECONDS
