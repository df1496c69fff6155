"""Answers are packed where the client takes that, and are the same ones."""

import gzip

import brotli
import pytest
import zstandard

from web import compressing

PAGE = "/tim?q=ket+nap"
UNPACKED = {"gzip": gzip.decompress, "br": brotli.decompress, "zstd": zstandard.decompress, None: bytes}
ADDRESSES = [PAGE, "/", "/api/v1/search?q=ket+nap", "/static/site.css", "/static/site.js", "/no-such-page"]


def taking(client, path, encodings, method="GET", **headers):
    """The answer to a client that takes these encodings."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.open(path, method=method, headers={"Accept-Encoding": encodings, **given})


def without_clock(body):
    """An answer of the API without the time that it took."""
    return [line for line in body.split(b",") if b"took_ms" not in line]


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_what_is_packed_unpacks_to_the_same(client, path, coding):
    """Pages, answers of the API, files and errors: each is smaller, and nothing else."""
    plain, packed = client.get(path), taking(client, path, coding)
    assert packed.headers["Content-Encoding"] == coding
    most = (0.6 if coding == "zstd" else 0.5) * len(plain.data)
    assert len(packed.data) == int(packed.headers["Content-Length"]) < most
    assert without_clock(UNPACKED[coding](packed.data)) == without_clock(plain.data)
    assert packed.status_code == plain.status_code
    assert packed.content_type == plain.content_type


@pytest.mark.parametrize(
    ("encodings", "coding"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0.5, gzip", "gzip"),
        ("*", "zstd"),
        ("zstd;q=0, *", "br"),
        ("", None),
        ("identity", None),
        ("gzip;q=0, br;q=0", None),
        ("deflate, zstd", "zstd"),
        ("deflate, compress", None),
        ("gzip;q=x, ;;,,", None),
    ],
)
def test_the_client_decides(client, encodings, coding):
    """What it likes best, the quickest of those as welcome, and nothing that it does not take."""
    answer = taking(client, PAGE, encodings)
    assert answer.headers.get("Content-Encoding") == coding
    assert UNPACKED[coding](answer.data).rstrip().endswith(b"</html>")


def test_files_come_by_the_smallest_coding(client):
    """Their packing takes nobody's time: Brotli where all are as welcome, though pages come by Zstandard."""
    path = "/static/site.js"
    sizes = {coding: len(taking(client, path, coding).data) for coding in ("zstd", "br", "gzip")}
    assert min(sizes, key=sizes.get) == taking(client, path, "gzip, br, zstd").content_encoding == "br"


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("encodings", ["", "gzip"])
def test_caches_hear_that_it_depends_on_the_client(client, path, encodings):
    """`Vary` stands beside what is packed and beside what could have been."""
    assert "Accept-Encoding" in taking(client, path, encodings).headers["Vary"]


@pytest.mark.parametrize("path", ["/healthz", "/robots.txt"])
def test_little_is_left_as_it_is(client, path):
    """Packing some hundred bytes is not worth it."""
    assert "Content-Encoding" not in taking(client, path, "gzip, br").headers


def test_downloads_are_left_as_they_are(client, documents):
    """A stored page is handed out byte for byte."""
    answer = taking(client, f"/bai/{documents[0].id}/goc/1/tep", "gzip, br")
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" not in answer.headers.get("Vary", "")


def test_each_encoding_has_a_tag_of_its_own(client):
    """A tag names bytes: those packed in another way are others."""
    tags = {taking(client, PAGE, coding).headers["ETag"] for coding in ("", "gzip", "br", "zstd")}
    assert len(tags) == 4
    assert tags == {taking(client, PAGE, coding).headers["ETag"] for coding in ("", "gzip", "br", "zstd")}


@pytest.mark.parametrize("coding", ["", "gzip", "br", "zstd"])
def test_what_is_there_already_is_not_sent_again(client, coding):
    """With its own tag a page is but a head; with the tag of another encoding it comes whole."""
    tag = taking(client, PAGE, coding).headers["ETag"]
    again = taking(client, PAGE, coding, If_None_Match=tag)
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert "Accept-Encoding" in again.headers["Vary"]
    assert "Content-Encoding" not in again.headers
    other = "br" if coding != "br" else "gzip"
    assert taking(client, PAGE, other, If_None_Match=tag).status_code == 200


@pytest.mark.parametrize("path", [PAGE, "/static/site.css"])
@pytest.mark.parametrize("coding", ["", "gzip", "br", "zstd"])
def test_a_head_tells_what_a_page_would(client, path, coding):
    """The same headers, and no body."""
    page, head = taking(client, path, coding), taking(client, path, coding, method="HEAD")
    assert head.data == b""
    kept = ("Content-Length", "Content-Encoding", "Content-Type", "ETag", "Vary", "Cache-Control")
    assert [head.headers.get(name) for name in kept] == [page.headers.get(name) for name in kept]


def test_long_headers_are_not_remembered(make_app):
    """Whoever sends another header each time makes the site keep nothing of it."""
    client = make_app().test_client()
    compressing._welcome.cache_clear()
    for at in range(3):
        answer = client.get("/", headers={"Accept-Encoding": f"gzip, x{at}{'y' * compressing._USUAL}"})
        assert answer.content_encoding == "gzip"
    assert compressing._welcome.cache_info().currsize == 0
    client.get("/", headers={"Accept-Encoding": "gzip"})
    assert compressing._welcome.cache_info().currsize == 1
