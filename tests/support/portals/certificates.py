"""TLS as it is met: keys and certificates made by the `openssl` command, and contexts of servers."""

from __future__ import annotations

import shutil
import ssl
import subprocess

KINDS = {
    "verified": "all is well, for those who trust the authority",
    "self-signed": "signed by itself",
    "wrong-name": "for another host",
    "expired": "of a time long past",
    "incomplete": "without the certificate of the one who signed it",
    "old": "TLS 1.0 and 1.1 only, as old servers speak",
    "weak": "a key of 1024 bits, signed with SHA-1",
    "small-key-exchange": "a Diffie-Hellman group of 1024 bits",
}
"""What servers there are."""

_HOSTS = "websphere dotnetnuke nukeviet liferay sharepoint homemade trouble"


class UnavailableError(Exception):
    """The OpenSSL of this machine cannot do it; the message says what."""


def make_authority(folder):
    """An authority, to be trusted as `folder/ca.pem`, and one that it signed, which signs the others."""
    if shutil.which("openssl") is None:
        raise UnavailableError("there is no openssl command")
    _key(folder, "ca", "2048")
    _run(
        folder,
        "req",
        "-x509",
        "-new",
        "-key",
        "ca.key",
        "-out",
        "ca.pem",
        "-days",
        "30",
        "-subj",
        "/CN=Test CA",
    )
    _signed(folder, "middle", "ca", "/CN=Middle CA", "basicConstraints=critical,CA:TRUE")


def context(folder, kind):
    """The context of a server of a kind; raises `UnavailableError`."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    name = {"old": "verified", "small-key-exchange": "verified"}.get(kind, kind)
    try:
        chain = _chain(folder, name)
        if kind == "old":
            _speak_old(made)
        if kind in {"weak", "small-key-exchange"}:
            made.set_ciphers("ALL:@SECLEVEL=0")
        if kind == "small-key-exchange":
            made.maximum_version = ssl.TLSVersion.TLSv1_2
            made.set_ciphers("DHE-RSA-AES128-SHA:@SECLEVEL=0")
            made.load_dh_params(_group(folder))
        made.load_cert_chain(folder / chain, folder / f"{name}.key")
    except (ssl.SSLError, subprocess.CalledProcessError, ValueError) as problem:
        raise UnavailableError(f"this OpenSSL cannot make a server that is {kind}: {problem}") from problem
    return made


def _speak_old(made):
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        made.minimum_version = ssl.TLSVersion.TLSv1
        made.maximum_version = ssl.TLSVersion.TLSv1_1
    made.set_ciphers("ALL:@SECLEVEL=0")


def _chain(folder, name):
    """The file of the certificates that a server shows; made when first asked for."""
    path = folder / f"{name}.chain"
    if path.exists():
        return path
    names = [f"DNS:{host}.example" for host in _HOSTS.split()] + ["DNS:localhost", "IP:127.0.0.1"]
    alternatives = "subjectAltName=" + ("DNS:khac.example" if name == "wrong-name" else ",".join(names))
    if name == "self-signed":
        _key(folder, name, "2048")
        _run(folder, "req", "-x509", "-new", "-key", f"{name}.key", "-out", f"{name}.pem", "-days", "30",
             "-subj", "/CN=Portal", "-addext", alternatives)  # fmt: skip
    else:
        more = ("20100101000000Z", "20110101000000Z") if name == "expired" else ()
        _signed(folder, name, "middle", "/CN=Portal", alternatives, more)
    shown = [f"{name}.pem"] if name in {"self-signed", "incomplete"} else [f"{name}.pem", "middle.pem"]
    path.write_text("".join((folder / each).read_text() for each in shown))
    return path


def _signed(folder, name, by, subject, extension, dates=()):
    weak = name == "weak"
    _key(folder, name, "1024" if weak else "2048")
    (folder / f"{name}.ext").write_text(extension + "\n")
    _run(folder, "req", "-new", "-key", f"{name}.key", "-out", f"{name}.csr", "-subj", subject)
    if dates:
        _sign_for(folder, name, by, dates)
        return
    _run(folder, "x509", "-req", "-in", f"{name}.csr", "-CA", f"{by}.pem", "-CAkey", f"{by}.key",
         "-CAcreateserial", "-out", f"{name}.pem", "-extfile", f"{name}.ext", "-days", "30",
         "-sha1" if weak else "-sha256")  # fmt: skip


def _sign_for(folder, name, by, dates):
    """`openssl ca` signs for a time of one's choice, which `openssl x509` learnt only lately."""
    (folder / "index.txt").write_text("")
    (folder / "serial").write_text("1000\n")
    (folder / "ca.cnf").write_text(
        "[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\n"
        "policy=p\n[p]\ncommonName=supplied\n"
    )
    _run(folder, "ca", "-batch", "-config", "ca.cnf", "-in", f"{name}.csr", "-out", f"{name}.pem", "-notext",
         "-cert", f"{by}.pem", "-keyfile", f"{by}.key", "-extfile", f"{name}.ext",
         "-startdate", dates[0], "-enddate", dates[1])  # fmt: skip


def _key(folder, name, bits):
    _run(folder, "genrsa", "-out", f"{name}.key", bits)


def _group(folder):
    """A group of 1024 bits, one of RFC 5114, so that none need be searched for."""
    _run(folder, "genpkey", "-genparam", "-algorithm", "DH", "-pkeyopt", "dh_rfc5114:1", "-out", "group.pem")
    return folder / "group.pem"


def _run(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True, timeout=60)
