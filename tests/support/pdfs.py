"""PDF documents for tests, written by hand: text with a Vietnamese ToUnicode font, pictures, broken files."""

from io import BytesIO

from pypdf import PdfReader, PdfWriter

_PICTURE = b"<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8"
_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Mau /Encoding /Identity-H"
    b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
)
_DESCENDANT = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Mau /DW 500"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
)


def draw_lines(lines, top=800):
    """Drawing instructions for lines of text in the Vietnamese font: each letter is its UTF-16 code."""
    drawn = [
        f"1 0 0 1 50 {top - 20 * at} Tm <{line.encode('utf-16-be').hex()}> Tj"
        for at, line in enumerate(lines)
    ]
    return ("BT /F1 12 Tf " + " ".join(drawn) + " ET").encode()


def draw_latin(lines, top=800):
    """The same in a font of windows-1252, as old Vietnamese fonts were embedded."""
    drawn = [
        f"1 0 0 1 50 {top - 20 * at} Tm <{line.encode('cp1252').hex()}> Tj" for at, line in enumerate(lines)
    ]
    return ("BT /F2 12 Tf " + " ".join(drawn) + " ET").encode()


PICTURE = b"q 500 0 0 700 50 50 cm /Im1 Do Q"
"""Drawing instructions for a page that is a picture."""


def make_pdf(pages, forms=()):
    """A document whose pages are drawn by these instructions; `forms` are drawn as /X0, /X1 and so on."""
    objects = [b"", b"", *_fonts(), _stream(_PICTURE, bytes(4))]
    picture = len(objects)
    shapes = "".join(f" /X{at} {picture + 1 + at} 0 R" for at in range(len(forms)))
    resources = (
        f"/Resources << /Font << /F1 3 0 R /F2 6 0 R >> /XObject << /Im1 {picture} 0 R{shapes} >> >>".encode()
    )
    head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 850] " + resources
    objects += [_stream(head, form) for form in forms]
    kids = []
    for drawn in pages:
        objects.append(_stream(b"<<", drawn))
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 850] /Contents {len(objects)} 0 R ".encode()
        objects.append(page + resources + b" >>")
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _written(objects)


def encrypted(payload, password, algorithm="RC4-128"):
    """The document locked with a password."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(payload)))
    writer.encrypt(password, owner_password="chủ", algorithm=algorithm)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _fonts():
    """Objects 3 to 6: the Vietnamese font, its descendant, its ToUnicode map, and one of windows-1252."""
    return [
        _FONT,
        _DESCENDANT,
        _stream(b"<<", _to_unicode()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]


def _to_unicode():
    """A map that takes each code for the letter it is, up to the last Vietnamese one."""
    rows = [f"<{page:02x}00> <{page:02x}ff> <{page:02x}00>" for page in (*range(3), *range(0x1E, 0x21))]
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(rows)} beginbfrange\n" + "\n".join(rows) + "\nendbfrange\nendcmap end end"
    ).encode()


def _stream(head, content):
    return head + f" /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _written(objects):
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, thing in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + thing + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)
