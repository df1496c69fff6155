"""Attached documents: what their links tell, and the text of PDF files."""

import pdfs
import pytest

from index.clean.attachments import KINDS, Attachment, attachment, size_in_bytes
from index.clean.pdfs import MOST_CHARACTERS, MOST_PAGES, PdfProblem, PdfRefused, PdfText, read_pdf

PAGE = "https://portal.example/tin/bai-1.html"
KB, MB = 1024, 1024 * 1024
LINES = [
    "ỦY BAN NHÂN DÂN HUYỆN QUẾ PHONG",
    "Số: 123/QĐ-UBND",
    "Đảng bộ huyện tổ chức Đại hội nhiệm kỳ 2020-2025",
]


class TestLinks:
    @pytest.mark.parametrize(
        ("text", "size"),
        [
            ("(1,2 MB)", round(1.2 * MB)),
            ("245 KB", 245 * KB),
            ("245KB", 245 * KB),
            ("1.234 Kb", 1234 * KB),
            ("1,234 KB", 1234 * KB),
            ("1.234,5 KB", round(1234.5 * KB)),
            ("1,234.5 KB", round(1234.5 * KB)),
            ("1,234 MB", round(1.234 * MB)),
            ("1.25 MB", round(1.25 * MB)),
            ("1.234.567 bytes", 1_234_567),
            ("512 byte", 512),
            ("512 B", 512),
            ("0,5 GB", MB * 512),
            ("3 megabytes", 3 * MB),
            ("2 MiB", 2 * MB),
            ("Dung lượng: 88,5\u00a0KB, tải 12 lần", round(88.5 * KB)),
            ("12 lần tải", None),
            ("Công văn 12", None),
            ("tốc độ 3 MB/s", None),
            ("28-CT/TW", None),
            ("12 bộ", None),
            ("v1.2.3 Kbps", None),
            ("", None),
        ],
    )
    def test_sizes(self, text, size):
        """A size is read in Vietnamese and English writing; other numbers are none."""
        assert size_in_bytes(text) == size

    @pytest.mark.parametrize(
        ("href", "name", "size_text", "found"),
        [
            (
                "/files/cv%20123.PDF",
                " Công văn 123 (245 KB) ",
                "",
                Attachment("https://portal.example/files/cv%20123.PDF", "Công văn 123", "pdf", 245 * KB),
            ),
            (
                "../tep/kh.docx?v=2#x",
                "Tải về",
                "[1,5 MB]",
                Attachment("https://portal.example/tep/kh.docx?v=2", "kh.docx", "text", round(1.5 * MB)),
            ),
            (
                "/download.aspx?id=3&file=b%E1%BA%A3ng.xls",
                "Tải tại đây!",
                "",
                Attachment(
                    "https://portal.example/download.aspx?id=3&file=b%E1%BA%A3ng.xls", "bảng.xls", "sheet"
                ),
            ),
            (
                "//cdn.example/x?id=3",
                "Phụ lục.rar (2 MB)",
                "",
                Attachment("https://cdn.example/x?id=3", "Phụ lục.rar", "archive", 2 * MB),
            ),
            ("/x", "", "", Attachment("https://portal.example/x", "x")),
            ("https://a.example", "", "", Attachment("https://a.example", "https://a.example")),
            (
                "/x.html",
                "Nghị quyết 28-NQ/TW",
                "",
                Attachment("https://portal.example/x.html", "Nghị quyết 28-NQ/TW"),
            ),
            ("javascript:void(0)", "Tải về", "", None),
            ("mailto:a@b.example", "Thư", "", None),
            ("ftp://a.example/x.pdf", "x", "", None),
            ("http://[x/y.pdf", "x", "", None),
            ("http://a.example:99999/y.pdf", "x", "", None),
        ],
    )
    def test_what_a_link_tells(self, href, name, size_text, found):
        """Address, name, kind and size; words that say nothing give way to the name of the file."""
        assert attachment(href, name, size_text, PAGE) == found

    def test_no_extension_is_of_two_kinds(self):
        """Each extension is listed once."""
        every = " ".join(KINDS.values()).split()
        assert len(every) == len(set(every))


class TestPdf:
    def test_the_text_layer_is_read(self):
        """Vietnamese letters come through the font's map, in order, a blank line between pages."""
        found = read_pdf(
            pdfs.make_pdf([pdfs.draw_lines(LINES), b"", pdfs.draw_lines(["Nơi nhận: như trên"])])
        )
        assert found == PdfText("\n".join(LINES) + "\n\nNơi nhận: như trên", 3)
        assert not found.is_scan

    def test_text_is_canonical(self):
        """Letters in parts, Eth for Đ and old fonts read as ever."""
        parts = read_pdf(pdfs.make_pdf([pdfs.draw_lines(["Hội nghị Ðảng bộ"])]))
        assert parts.text == "Hội nghị Đảng bộ"
        spoilt = "Uû ban nh©n d©n huyÖn QuÕ Phong tæ chøc §¹i héi §¶ng bé huyÖn"
        legacy = read_pdf(pdfs.make_pdf([pdfs.draw_latin([spoilt])]))
        assert legacy.text == "Uỷ ban nhân dân huyện Quế Phong tổ chức Đại hội Đảng bộ huyện"

    def test_a_scan_is_told(self):
        """Pages that are pictures are named; with half of them a document is a scan, an empty one is none."""
        words = pdfs.draw_lines(LINES)
        assert read_pdf(pdfs.make_pdf([pdfs.PICTURE] * 2)) == PdfText("", 2, (1, 2))
        assert read_pdf(pdfs.make_pdf([words, pdfs.PICTURE, words])).scanned == (2,)
        assert not read_pdf(pdfs.make_pdf([words, pdfs.PICTURE, words])).is_scan
        assert read_pdf(pdfs.make_pdf([words + pdfs.PICTURE])).scanned == ()
        stamped = read_pdf(pdfs.make_pdf([pdfs.PICTURE + pdfs.draw_lines(["Trang 1/1"])]))
        assert (stamped.text, stamped.is_scan) == ("Trang 1/1", True)
        inline = b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"
        assert read_pdf(pdfs.make_pdf([inline])).is_scan

    @pytest.mark.parametrize(
        ("payload", "problem"),
        [
            (b"", PdfProblem.NOT_PDF),
            (b"<html>404</html>", PdfProblem.NOT_PDF),
            (b"PK\x03\x04", PdfProblem.NOT_PDF),
            (b"%PDF-1.4\n" + b"\0x<<[(" * 1000, PdfProblem.MALFORMED),
            (b"%PDF-1.4\n%%EOF", PdfProblem.MALFORMED),
            (b"%PDF-1.4 " + bytes(64_000_000), PdfProblem.TOO_LARGE),
        ],
    )
    def test_what_is_no_document(self, payload, problem):
        """What cannot be read is refused, and says why."""
        assert read_pdf(payload) == PdfRefused(problem)

    def test_broken_documents(self):
        """A document cut anywhere, or with any byte overwritten, is read or refused, never raised about."""
        whole = pdfs.make_pdf([pdfs.draw_lines(LINES), pdfs.PICTURE])
        for at in range(0, len(whole), 37):
            assert isinstance(read_pdf(whole[:at]), PdfText | PdfRefused)
            assert isinstance(read_pdf(whole[:at] + b"<<" + whole[at + 2 :]), PdfText | PdfRefused)
        mended = read_pdf(whole.replace(b"startxref\n", b"startxref\n9"))
        assert mended.text == "\n".join(LINES)
        nested = whole.replace(b"/Count 2", b"/Count 2 /X " + b"[" * 100_000)
        assert read_pdf(nested) == PdfRefused(PdfProblem.MALFORMED)

    @pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128"])
    def test_locked_documents(self, algorithm):
        """A document with a password is refused; one that only forbids printing is read."""
        whole = pdfs.make_pdf([pdfs.draw_lines(LINES)])
        assert read_pdf(pdfs.encrypted(whole, "khóa", algorithm)) == PdfRefused(PdfProblem.ENCRYPTED)
        assert read_pdf(pdfs.encrypted(whole, "", algorithm)).text == "\n".join(LINES)

    def test_only_so_many_pages_are_read(self):
        """Of a long document the first pages are read, and it says that there are more."""
        found = read_pdf(pdfs.make_pdf([pdfs.draw_lines([f"Trang {at}"]) for at in range(1, MOST_PAGES + 6)]))
        assert (found.pages, found.cut) == (MOST_PAGES + 5, PdfProblem.TOO_LARGE)
        assert found.text.endswith(f"Trang {MOST_PAGES}")

    def test_only_so_much_text_is_read(self):
        """A text beyond measure is cut."""
        found = read_pdf(pdfs.make_pdf([pdfs.draw_latin(["a" * 40_000] * 20)] * 3))
        assert (len(found.text), found.cut) == (MOST_CHARACTERS, PdfProblem.TOO_LARGE)

    def test_work_is_bounded(self):
        """Forms that draw each other many times over, or themselves, end; so do endless instructions."""
        forms = [f"/X{at + 1} Do /X{at + 1} Do".encode() for at in range(30)] + [pdfs.draw_lines(LINES)]
        words = pdfs.draw_lines(LINES)
        assert isinstance(read_pdf(pdfs.make_pdf([b"/X0 Do"] * 3, forms)), PdfText)
        assert isinstance(read_pdf(pdfs.make_pdf([b"/X0 Do"], [b"/X0 Do"])), PdfText)
        found = read_pdf(pdfs.make_pdf([words, b"/X0 Do " * 1200, words], [b"q Q"]))
        assert found == PdfText("\n".join(LINES), 3, (), PdfProblem.TOO_COSTLY)
        padded = read_pdf(pdfs.make_pdf([words, b"q Q " + b" " * 9_000_000]))
        assert padded == PdfText("\n".join(LINES), 2, (), PdfProblem.TOO_COSTLY)
