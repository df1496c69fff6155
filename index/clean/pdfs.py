"""The text of attached PDF documents, within bounds that hold for any file whatsoever."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

from search.decoding import repair
from search.text import canonical

if TYPE_CHECKING:
    from pypdf import PageObject

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what is odd in a file is told by our answer

MOST_PAGES = 200
MOST_CHARACTERS = 2_000_000
_MOST_BYTES = 64_000_000
_MOST_CONTENT = 8_000_000  # bytes of drawing instructions that are read, all pages together
_MOST_STEPS = 1_000_000  # drawing instructions that are followed, all pages together
_FORM_STEPS = 1_000  # what beginning another form counts
_SECONDS = 30.0  # a last resort: the bounds above are met long before
_FEWEST_LETTERS = 20  # a page with fewer has no text layer but a stamp or a page number
_LIMITS: dict[str, Any] = {
    "stream_parsing_work_maximum_count": 400_000,
    "stream_decoding_work_maximum_length": 64_000_000,
    "zlib_maximum_output_length": 16_000_000,
    "lzw_maximum_output_length": 16_000_000,
    "run_length_maximum_output_length": 16_000_000,
    "xform_maximum_invocations_per_extraction": 200,
    "page_tree_maximum_entries": 20_000,
    "page_tree_maximum_page_entries": 200_000,
    "jbig2dec_binary": None,
    "disable_legacy_handling": True,
}


class PdfProblem(StrEnum):
    """Why a document gave no text, or not all of it."""

    NOT_PDF = "not-pdf"
    TOO_LARGE = "too-large"
    ENCRYPTED = "encrypted"
    MALFORMED = "malformed"
    TOO_COSTLY = "too-costly"


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of a document, a blank line between pages.

    `pages` is how many it has, `scanned` the numbers of those that are a picture without a text layer.
    `cut` says why the text is not whole: more pages or text than are read, or pages that cannot be read.
    """

    text: str
    pages: int
    scanned: tuple[int, ...] = ()
    cut: PdfProblem | None = None

    @property
    def is_scan(self) -> bool:
        """Whether at least half of its pages (of those that are read) are pictures."""
        return 2 * len(self.scanned) >= min(self.pages, MOST_PAGES) > 0


@dataclass(frozen=True, slots=True)
class PdfRefused:
    """A document that gave nothing, and why."""

    problem: PdfProblem


class _SpentError(Exception):
    """The document takes more work than it is worth."""


def read_pdf(payload: bytes) -> PdfText | PdfRefused:
    """The text of a PDF document, canonical and repaired from legacy fonts. Never raises."""
    if len(payload) > _MOST_BYTES:
        return PdfRefused(PdfProblem.TOO_LARGE)
    if b"%PDF-" not in payload[:1024]:
        return PdfRefused(PdfProblem.NOT_PDF)
    try:
        with apply_configuration(**_LIMITS):
            return _read(payload)
    except (FileNotDecryptedError, DependencyError):
        return PdfRefused(PdfProblem.ENCRYPTED)
    except (LimitReachedError, MemoryError):
        return PdfRefused(PdfProblem.TOO_COSTLY)
    except Exception:  # noqa: BLE001 - the library raises whatever the file provokes
        return PdfRefused(PdfProblem.MALFORMED)


def _read(payload: bytes) -> PdfText | PdfRefused:
    reader = PdfReader(BytesIO(payload))
    if reader.is_encrypted and not reader.decrypt(
        ""
    ):  # many that only forbid printing open without a password
        return PdfRefused(PdfProblem.ENCRYPTED)
    count = len(reader.pages)
    reading = _Reading()
    for number in range(1, min(count, MOST_PAGES) + 1):
        if not reading.take(number, reader.pages[number - 1]):
            break
    if count > MOST_PAGES:
        reading.cut = reading.cut or PdfProblem.TOO_LARGE
    if not reading.pages:
        return PdfRefused(reading.cut or PdfProblem.MALFORMED)
    text = canonical(repair("\n\n".join(filter(None, reading.texts))).text)
    return PdfText(text[:MOST_CHARACTERS], count, tuple(reading.scanned), reading.cut)


class _Reading:
    """What was read of a document so far, and the work that it took."""

    def __init__(self) -> None:
        self.pages = 0
        self.texts: list[str] = []
        self.scanned: list[int] = []
        self.cut: PdfProblem | None = None
        self._drawn: set[str] = set()
        self._inline = False
        self._content = self._steps = self._length = 0
        self._deadline = time.monotonic() + _SECONDS

    def take(self, number: int, page: PageObject) -> bool:
        """Read a page; false if no further one should be."""
        try:
            text = self._text(page)
            if _letters(text) < _FEWEST_LETTERS and self._shows_picture(page):
                self.scanned.append(number)
        except _SpentError:
            self.cut = PdfProblem.TOO_COSTLY
            return False
        except (FileNotDecryptedError, DependencyError):
            self.cut = PdfProblem.ENCRYPTED
            return False
        except Exception:  # noqa: BLE001 - the other pages may be sound
            self.cut = PdfProblem.MALFORMED
            return True
        self.pages += 1
        self.texts.append(text.strip())
        self._length += len(text)
        if self._length > MOST_CHARACTERS:
            self.cut = PdfProblem.TOO_LARGE
        return self._length <= MOST_CHARACTERS

    def _text(self, page: PageObject) -> str:
        content = page.get_contents()
        if content is not None:
            self._content += len(content.get_data())
        self._check()
        self._drawn.clear()
        self._inline = False
        text = page.extract_text(visitor_operand_before=self._step)
        self._check()
        return text

    def _step(self, operator: Any, operands: Any, *_: object) -> None:
        """Before each drawing instruction: count it, and stop where there are too many."""
        self._steps += 1
        if operator == b"Do":
            self._steps += _FORM_STEPS
            self._drawn.update(map(str, operands))
        elif operator == b"INLINE IMAGE":
            self._inline = True
        self._check()

    def _shows_picture(self, page: PageObject) -> bool:
        """Whether something that the page just read draws is a picture, or a form that holds one."""
        objects = _resolved(_resolved(page.get("/Resources")).get("/XObject"))
        return self._inline or any(_is_picture(objects.get(name), depth=3) for name in self._drawn)

    def _check(self) -> None:
        if self._content > _MOST_CONTENT or self._steps > _MOST_STEPS or time.monotonic() > self._deadline:
            raise _SpentError


def _letters(text: str) -> int:
    return sum(sign.isalpha() for sign in text)


def _is_picture(thing: Any, depth: int) -> bool:
    found = _resolved(thing)
    if found.get("/Subtype") == "/Image":
        return True
    inside = _resolved(_resolved(found.get("/Resources")).get("/XObject"))
    return depth > 0 and any(_is_picture(inside[name], depth - 1) for name in list(inside)[:20])


def _resolved(thing: Any) -> Any:
    return {} if thing is None else thing.get_object()
