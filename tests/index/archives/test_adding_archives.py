"""WARC files of other programs: which records are pages, and what becomes of the rest."""

from __future__ import annotations

import gzip
import hashlib
import io
import random
import zlib
from base64 import b32encode

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter
from warcs import DATE, answer, joined, page, record

from index.imports import FileSkip, read_files
from index.pages import RawPage
from search.model import SkipReason

LIMIT = 1 << 20
HTML = "<html><body>Kết nạp đảng viên</body></html>".encode()


@pytest.fixture
def read(tmp_path):
    """Reads records, or the bytes of a file, as a file of a name: (pages, skips)."""

    def go(given, name="kho.warc.gz", largest=LIMIT):
        packed = name.endswith(".gz")
        path = tmp_path / name
        path.write_bytes(given if isinstance(given, bytes) else joined(given, packed=packed).data)
        found = list(read_files([path], "kho", largest))
        return (
            [one for one in found if isinstance(one, RawPage)],
            [one for one in found if isinstance(one, FileSkip)],
        )

    return go


def texts(pages):
    """The words of pages made by `page`."""
    return [one.payload.decode().removeprefix("<html><body>").removesuffix("</body></html>") for one in pages]


@pytest.mark.parametrize("name", ["kho.warc", "KHO.WARC.GZ", "kho.warc.gz"])
def test_a_response_is_a_page_with_all_that_is_known_of_it(read, name):
    """Address, time, headers and how it was fetched; identity by address, without its fragment."""
    block = answer(HTML, "Set-Cookie: a=1", "Set-Cookie: b=2", "ETag: x")
    (found,), skips = read(
        [record("response", block, "https://mau.example/a?b=1#c", WARC_IP_Address="192.0.2.1")],
        name.lower() if name.islower() else name,
    )
    assert skips == []
    assert found.payload == HTML
    assert (found.identity, found.url) == ("url:https://mau.example/a?b=1", "https://mau.example/a?b=1#c")
    assert (found.source, found.media_type) == ("kho", "text/html")
    assert found.fetched.isoformat() == "2024-05-06T14:08:09+07:00"
    assert found.headers == {"content-type": "text/html", "set-cookie": "a=1, b=2", "etag": "x"}
    assert (found.exchange.status, found.exchange.address) == ("HTTP/1.1 200 OK", "192.0.2.1")
    assert found.exchange.response[1:3] == (("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"))


def test_pages_are_named_by_file_and_byte(read):
    """So that a person finds the record again."""
    made = joined([page("một"), page("hai", "https://mau.example/b")])
    pages, _ = read(made.data)
    assert [one.name for one in pages] == [f"kho.warc.gz:{start}" for start in made.starts]


def test_a_file_of_the_reference_writer_is_read(read):
    """What warcio writes: warcinfo, request and response, WARC 1.0 and 1.1, digests in base 32."""
    for version in ("1.0", "1.1"):
        out = io.BytesIO()
        writer = WARCWriter(out, gzip=True, warc_version=version)
        writer.write_record(writer.create_warcinfo_record("kho.warc.gz", {"software": "Thử"}))
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "mau.example")], is_http_request=True)
        response = writer.create_warc_record(
            "https://mau.example/", "response", payload=io.BytesIO(HTML), length=len(HTML), http_headers=http
        )
        request = writer.create_warc_record(
            "https://mau.example/", "request", payload=io.BytesIO(), length=0, http_headers=asked
        )
        writer.write_request_response_pair(request, response)
        (found,), skips = read(out.getvalue())
        assert (found.payload, found.url, skips) == (HTML, "https://mau.example/", [])


def test_a_resource_of_html_is_a_page(read):
    """Programs that fetch no HTTP keep pages so; the type tells the encoding."""
    made = record("resource", HTML, Content_Type="text/html; charset=windows-1258")
    (found,), _ = read([made])
    assert (found.payload, found.exchange) == (HTML, None)
    assert found.headers == {"content-type": "text/html; charset=windows-1258"}


def test_an_address_in_angle_brackets_is_the_address(read):
    """As some versions of wget write it."""
    (found,), _ = read([page("một", "<https://mau.example/x>")])
    assert found.url == "https://mau.example/x"


def test_what_is_no_page_is_counted_by_kind_and_told_once(read):
    """Pictures, documents, revisits and answers of another status are told together."""
    image = record("response", answer(b"\x89PNG", media_type="image/png"))
    pages, skips = read(
        [
            record("warcinfo", b"software: x\r\n", Content_Type="application/warc-fields"),
            record("request", b"GET / HTTP/1.1\r\n\r\n"),
            image,
            image,
            record("response", answer(b"%PDF-1.7", media_type="application/pdf; x=y")),
            record("revisit", answer(b"")),
            record("response", answer(b"", status="301 Moved", media_type=None)),
            record("response", answer(HTML, status="404 Not Found")),
            record("response", answer(HTML, status="404 Not Found")),
            record("response", answer(b"{}", media_type=None)),
            record("response", b"192.0.2.1", "dns:mau.example", Content_Type="text/dns"),
            record("metadata", b"fetchTimeMs: 3\r\n", Content_Type="application/warc-fields"),
            page("trang"),
        ]
    )
    assert texts(pages) == ["trang"]
    assert [(skip.reason, skip.count) for skip in skips] == [
        (SkipReason.UNKNOWN_TYPE, 6),
        (SkipReason.ERROR_PAGE, 3),
    ]
    for told in ("2 × image/png", "1 × application/pdf", "1 × revisit", "1 × of no type", "1 × no address"):
        assert told in skips[0].detail
    assert skips[1].detail == "2 × 404, 1 × 301"


def test_many_kinds_make_no_long_line(read):
    """The most frequent kinds are named, the others numbered."""
    kinds = [record("response", answer(b"", media_type=f"a/b{number}")) for number in range(20)]
    _, (skip,) = read(kinds)
    assert skip.count == 20
    assert skip.detail.endswith(", 12 others")


def test_a_page_that_names_no_type_is_told_by_its_beginning(read):
    """Old servers do not say what they send."""
    (found,), _ = read([record("response", answer(b"\r\n<!DOCTYPE HTML><p>", media_type=None))])
    assert found.media_type == "text/html"


def chunked(body):
    """The body in chunks of 7 bytes, one of them with an extension."""
    pieces = [body[at : at + 7] for at in range(0, len(body), 7)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(one), one) for one in pieces) + b"0\r\n\r\n"


BODIES = [
    (chunked(HTML), ["Transfer-Encoding: chunked"]),
    (gzip.compress(HTML), ["Content-Encoding: gzip"]),
    (gzip.compress(HTML[:9]) + gzip.compress(HTML[9:]), ["Content-Encoding: x-gzip"]),
    (gzip.compress(HTML) + b"\0\0", ["Content-Encoding: gzip"]),
    (zlib.compress(HTML), ["Content-Encoding: deflate"]),
    (zlib.compress(HTML)[2:-4], ["Content-Encoding: deflate"]),
    (brotli.compress(HTML), ["Content-Encoding: BR"]),
    (
        chunked(gzip.compress(brotli.compress(HTML))),
        ["Content-Encoding: br, gzip", "Transfer-Encoding: chunked"],
    ),
    (HTML, ["Content-Encoding: gzip"]),
    (HTML, ["Content-Encoding: br"]),
    (HTML, ["Content-Encoding: utf-8"]),
    (HTML, ["Transfer-Encoding: chunked"]),
    (HTML, ["Content-Encoding: identity"]),
]


@pytest.mark.parametrize(("body", "headers"), BODIES, ids=range(len(BODIES)))
def test_a_body_is_what_a_browser_shows(read, body, headers):
    """Whether the archive kept what came over the wire, or the plain body under the same headers."""
    (found,), skips = read([record("response", answer(body, *headers))])
    assert (found.payload, skips) == (HTML, [])


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (gzip.compress(HTML)[:-9], "Content-Encoding: gzip"),
        (b"\x1f\x8b\x08 no gzip", "Content-Encoding: gzip"),
        (brotli.compress(HTML * 99)[:-3], "Content-Encoding: br"),
        (b"\xff\xfe\xfd", "Content-Encoding: br"),
        (b"\x28\xb5\x2f\xfd", "Content-Encoding: zstd"),
        (chunked(HTML)[:-30], "Transfer-Encoding: chunked"),
    ],
    ids=["gzip-cut", "gzip-wrong", "brotli-cut", "brotli-wrong", "zstd", "chunks-cut"],
)
def test_a_body_that_cannot_be_had_is_told(read, body, header):
    """The record is a counted skip with its byte, and the next one is read."""
    made = joined([page("một"), record("response", answer(body, header)), page("hai")])
    pages, (skip,) = read(made.data)
    assert texts(pages) == ["một", "hai"]
    assert skip.reason is SkipReason.BAD_RECORD
    assert skip.detail.startswith(f"byte {made.starts[1]:,}: the body ")


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, brotli.compress], ids=["gzip", "zlib", "br"])
def test_a_bomb_is_not_unpacked(read, pack):
    """The limit holds for what comes out, too."""
    coding = {gzip.compress: "gzip", zlib.compress: "deflate", brotli.compress: "br"}[pack]
    bomb = record("response", answer(pack(b"<" + b" " * 50_000_000), f"Content-Encoding: {coding}"))
    pages, (skip,) = read([bomb, page("hai")], largest=100_000)
    assert (texts(pages), skip.reason) == (["hai"], SkipReason.TOO_LARGE)


def test_only_a_record_is_limited_not_the_file(read):
    """A large record is passed over unread, a large file is not."""
    large = record("response", answer(HTML + b" " * 5000))
    pages, (skip,) = read(
        [page(f"{number} {'x' * 600}") for number in range(9)] + [large, page("z")], largest=1000
    )
    assert len(pages) == 10
    assert skip.reason is SkipReason.TOO_LARGE
    assert "the limit is 1,000" in skip.detail


@pytest.mark.parametrize("packed", [True, False])
def test_captures_of_an_address_come_in_the_order_of_their_dates(read, packed):
    """Wherever they stand; pages of other addresses keep their places."""
    b = "https://mau.example/b"
    made = [
        page("a3", date="2024-01-03T00:00:00Z"),
        page("b1", b, "2024-01-01T00:00:00Z"),
        page("a1", "https://mau.example/a#x", "2024-01-01T00:00:00Z"),
        page("b0", b, "2023-01-01T00:00:00.5Z"),
        page("a2", date="2024-01-02T00:00:00Z"),
        page("c", "https://mau.example/c"),
    ]
    pages, _ = read(made, "kho.warc.gz" if packed else "kho.warc")
    assert texts(pages) == ["a1", "b0", "a2", "b1", "a3", "c"]


def test_the_same_date_keeps_the_order_of_the_file(read):
    """Two captures of one second."""
    pages, _ = read([page("một"), page("hai")])
    assert texts(pages) == ["một", "hai"]


@pytest.mark.parametrize("date", ["", "hôm qua", "2024-13-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_record_without_a_date_is_told(read, date):
    """It cannot be put in order, nor be told when it was fetched."""
    pages, (skip,) = read([page("một", date=date), page("hai")])
    assert texts(pages) == ["hai"]
    assert skip.reason is SkipReason.BAD_RECORD
    assert "no date" in skip.detail


def test_an_empty_page_and_an_empty_file_are_told(read):
    """Nothing in them."""
    _, (skip,) = read([record("response", answer(b" \r\n"))])
    assert skip.reason is SkipReason.EMPTY
    _, (skip,) = read(b"")
    assert skip.reason is SkipReason.EMPTY


def digest(block, form):
    """A digest of a block as programs write it."""
    made = hashlib.sha1(block)
    return f"sha1:{b32encode(made.digest()).decode() if form == 'base32' else made.hexdigest()}"


@pytest.mark.parametrize("form", ["base32", "hex"])
def test_a_byte_that_changed_without_a_trace_is_noticed(read, form):
    """Without compression only the digest tells."""
    block = answer(HTML)
    good = record("response", block, WARC_Block_Digest=digest(block, form))
    pages, (skip,) = read([good, good.replace("đảng".encode(), "Đảng".encode()), good], "kho.warc")
    assert len(pages) == 2
    assert skip.detail == f"byte {len(good):,}: the record does not have the digest that it names"


def test_a_digest_in_an_unknown_form_is_not_looked_at(read):
    """It proves nothing."""
    made = [
        record("response", answer(HTML), WARC_Block_Digest=one)
        for one in ("x", "sha9:abc", "md5:??", "sha1:AA")
    ]
    pages, skips = read(made)
    assert (len(pages), skips) == (4, [])


def test_headers_may_be_folded_and_blank_lines_many(read):
    """As older programs wrote them."""
    block = answer(HTML).replace(b"\r\n", b"\n", 1)
    made = record("response", block, WARC_Note="a\r\n b").replace(b"WARC/1.0", b"WARC/0.18") + b"\r\n\n\r\n"
    pages, skips = read([made, page("hai")], "kho.warc")
    assert (len(pages), skips) == (2, [])
    assert pages[0].fetched == pages[1].fetched
    assert DATE


class TestDamage:
    NUMBER = 12

    @pytest.fixture
    def made(self):
        """A file of some pages; the fifth is larger than what is read at once."""
        words = [random.Random(number).randbytes(1500).hex() for number in range(self.NUMBER)]
        words[4] = random.Random(4).randbytes(150_000).hex()
        return lambda packed: joined(
            [page(word, f"https://mau.example/{number}") for number, word in enumerate(words)], packed=packed
        )

    @pytest.mark.parametrize("share", [0.0, 0.001, 0.02, 0.3, 0.6, 0.99, 0.999])
    def test_a_flipped_bit_costs_one_page(self, read, made, share):
        """Of a compressed file; the byte of the member is told, the others are read."""
        file = made(packed=True)
        data = bytearray(file.data)
        begin, end = file.starts[4:6]
        data[begin + int((end - begin) * share)] ^= 0x20
        pages, skips = read(bytes(data))
        assert len(pages) == self.NUMBER - 1
        assert [(skip.reason, skip.detail.partition(":")[0]) for skip in skips] == [
            (SkipReason.BAD_RECORD, f"byte {begin:,}")
        ]

    @pytest.mark.parametrize("packed", [True, False])
    @pytest.mark.parametrize("number", [0, 5, 11])
    def test_a_record_overwritten_by_others_bytes_costs_one_page(self, read, made, packed, number):
        """Zeros, as a disk leaves them."""
        file = made(packed=packed)
        data = bytearray(file.data)
        begin = file.starts[number]
        data[begin : begin + 300] = bytes(300)
        pages, skips = read(bytes(data), "kho.warc.gz" if packed else "kho.warc")
        assert len(pages) == self.NUMBER - 1
        assert [skip.detail.partition(":")[0] for skip in skips] == [f"byte {begin:,}"]

    @pytest.mark.parametrize("packed", [True, False])
    @pytest.mark.parametrize("lost", [1, 3, 5, 400, 900])
    def test_a_file_that_was_cut_off_gives_what_is_whole(self, read, made, packed, lost):
        """The last record is told, unless only blank lines behind it are missing."""
        file = made(packed=packed)
        pages, skips = read(file.data[:-lost], "kho.warc.gz" if packed else "kho.warc")
        if not packed and lost <= 4:
            assert (len(pages), skips) == (self.NUMBER, [])
            return
        assert len(pages) == self.NUMBER - 1
        (skip,) = skips
        assert skip.detail == f"byte {file.starts[-1]:,}: the file ends within the record"

    @pytest.mark.parametrize("change", [-5, 5, 100_000])
    def test_a_wrong_length_costs_one_page(self, read, made, change):
        """In a file without compression the next record is found by its first line."""
        file = made(packed=False)
        begin, end = file.starts[4:6]
        one = file.data[begin:end]
        length = one.partition(b"Content-Length: ")[2].partition(b"\r")[0]
        wrong = one.replace(b"Content-Length: " + length, b"Content-Length: %d" % (int(length) + change))
        pages, skips = read(file.data[:begin] + wrong + file.data[end:], "kho.warc")
        assert len(pages) == self.NUMBER - 1
        assert [skip.detail.partition(":")[0] for skip in skips] == [f"byte {begin:,}"]

    def test_one_gzip_member_for_all_is_read(self, read, made):
        """As `gzip file.warc` makes it; captures out of order are found in it too."""
        records = [page("mới", date="2024-02-02T00:00:00Z"), page("cũ", date="2024-01-01T00:00:00Z")]
        pages, skips = read(gzip.compress(made(packed=False).data + b"".join(records)))
        assert skips == []
        assert texts(pages)[-2:] == ["cũ", "mới"]
        assert len(pages) == self.NUMBER + 2

    def test_zeros_at_the_end_are_no_damage(self, read, made):
        """Tapes and some copies fill up the last block."""
        pages, skips = read(made(packed=True).data + bytes(512))
        assert (len(pages), skips) == (self.NUMBER, [])

    def test_rubbish_is_told_and_passed_over(self, read, made):
        """Before, between and behind the records."""
        file = made(packed=True)
        at = file.starts[3]
        pages, skips = read(file.data[:at] + b"rubbish \x1f\x8b\x08 rubbish" + file.data[at:] + b"rubbish")
        assert len(pages) == self.NUMBER
        assert [skip.detail.partition(":")[0] for skip in skips] == [
            f"byte {at:,}",
            f"byte {len(file.data) + 19:,}",
        ]

    def test_what_is_no_warc_at_all_is_told(self, read):
        """A file of another kind under the name of an archive."""
        pages, (skip,) = read(b"<html>" * 1000, "kho.warc")
        assert (pages, skip.reason) == ([], SkipReason.BAD_RECORD)
        pages, (skip,) = read(gzip.compress(b"<html>" * 1000))
        assert (pages, skip.reason) == ([], SkipReason.BAD_RECORD)

    def test_headers_without_end_cost_no_memory(self, read):
        """A record that is all headers is damage."""
        pages, (skip, *_) = read(b"WARC/1.0\r\n" + b"A: " + b"x" * 9_000_000, "kho.warc")
        assert pages == []
        assert "headers" in skip.detail
