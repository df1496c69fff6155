"""Numbers of official documents, however they are written, in canonical form.

Four forms (party: Hướng dẫn 36-HD/VPTW of 2018; state: decree 30/2020/NĐ-CP):

    party     number-TYPE/ISSUER                  28-CT/TW, 05-HD/BTCTW, 07-QĐi/TW
    state     number[/year]/TYPE-ISSUER           43/2011/NĐ-CP, 567/QĐ-TTg; laws 10/2022/QH15
    letter    number/OFFICE-UNIT                  2231/SNV-CCHC
    old       number/ISSUER (before 1997)         64/CP

Portals mix hyphens, dashes, slashes, blanks and case; the canonical number does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from search.text import lower

if TYPE_CHECKING:
    from collections.abc import Iterator


class DocNumber(NamedTuple):
    """Numbers found at `text[start:end]`; `start` includes the words before it (`Chỉ thị số`), `at` does not.

    `numbers` has several members where a list shares one sign (`217, 218-QĐ/TW`).
    """

    start: int
    at: int
    end: int
    numbers: tuple[str, ...]
    kind: str


def _by_lower(written: str) -> dict[str, str]:
    return {word.lower(): word for word in written.split()}


_TYPES = _by_lower(
    "NQ CT KL QĐ QĐi QC QyC HD TB BC KH CTr CTrHĐ CTPH CV TTr ĐA TT TC PA QH DA BB CL CĐ GM NĐ PL LCT "
    "TTLT NQLT KHLT HDLT VBHN"
) | {"qd": "QĐ", "qdi": "QĐi", "nd": "NĐ", "cthđ": "CTrHĐ"}
_LEVELS = _by_lower("TW TU HU QU ThU TXU ĐU ĐUK")
_ORGANS = _by_lower("BTC BTG BDV BTGDV UBKT BNC VP BXDĐ")
_PARTY = (
    _LEVELS
    | _by_lower("BCSĐ ĐUQS ĐUCA TWĐTN TƯĐTN MTTW QUTW HNTW")
    | {organ + level: f"{_ORGANS[organ]}{_LEVELS[level]}" for organ in _ORGANS for level in _LEVELS}
    | {"tư": "TW", "t.ư": "TW", "t.w": "TW"}
)
_STATE = _by_lower("CP TTg UBND UBHC HĐND UBTVQH QH BNV BCA BQP VPCP SNV NHNN")
_LAW_MAKER = re.compile(r"(?:qh|ubtvqh)\d\d?")

_OLD = _by_lower("CP TTg HĐBT")
"""Issuers of before 1997, whose numbers have no type: Nghị định 64/CP."""

_TYPE = "|".join(sorted(_TYPES, key=len, reverse=True))
_NAME = r"(?:t\.[ưw](?!\w)|[^\W\d_][\w&]*)"
_ALONE = "(?:tw|tư|tu|hu|đu)"
"""Issuers that are known without a stroke before them, where the words say that a number follows."""
# A pattern that begins with a digit is searched four times faster than one that first looks behind.
_NUMBER = re.compile(
    rf"""(?P<number>\d(?<![\d/.]\d)(?<!\d[-–—\ ]\d)\d{{0,4}}[a-e]?)
    (?: [ ]?/[ ]?(?P<year>(?:19|20)\d\d)[ ]?/[ ]?
        (?: (?P<law>(?:qh|ubtvqh)\d\d?)(?!\w)
          | (?P<type>{_TYPE})[ ]?[-–—/][ ]?(?P<issuer>{_NAME}) )
      | (?P<first>[ ]?[-–—/]?[ ]?)(?P<type2>{_TYPE})
        (?P<second>[ ]?[-–—/][ ]?|\.|[ ]?(?={_ALONE}(?!\w)))(?P<issuer2>{_NAME})
      | /(?P<old>cp|ttg|hđbt)(?![\w/-])
      | [ ]?/[ ]?(?P<office>{_NAME})[ ]?[-–][ ]?(?P<unit>{_NAME})
    )(?P<joint>(?:[ ]?[-–][ ]?\w+)*)""",
    re.VERBOSE,
)
_WORD = (
    r"(?:chỉ thị|nghị quyết|kết luận|quyết định|quy định|quy chế|hướng dẫn|thông báo|báo cáo|kế hoạch"
    r"|công văn|chương trình(?: hành động)?|tờ trình|đề án|thông tư(?: liên tịch)?|thông tri|nghị định|luật"
    r"|pháp lệnh|công điện|giấy mời|văn bản)"
)
_PART = re.compile(r"[ ]?[-–][ ]?(\w+)")
_CUE = re.compile(rf"(?<!\w)(?:{_WORD}(?: số)?|số)[: ]*(?P<list>(?:\d{{1,4}}[a-e]?(?:, ?| và ))*)\Z")
_BEFORE = 160
"""How far before a number its words are looked for, in code points."""


def find_numbers(text: str, begin: int = 0, end: int | None = None) -> Iterator[DocNumber]:
    """All document numbers of a canonical text that begin and end in `text[begin:end]`, in order."""
    return find_in_lower(text, lower(text), begin, len(text) if end is None else end)


def find_in_lower(text: str, low: str, begin: int, end: int) -> Iterator[DocNumber]:
    """`find_numbers` for whom the text in lower case is at hand."""
    for match in _NUMBER.finditer(low, begin, end):
        cue = _CUE.search(low, max(0, match.start() - _BEFORE), match.start())
        read = _read(match, text[match.start() : match.end()], cued=cue is not None)
        if read is None:
            continue
        tail, kind, stop = read
        start = cue.start() if cue else match.start()
        listed = re.findall(r"\d+[a-e]?", cue["list"]) if cue else []
        numbers = tuple(padded(number) + tail for number in (*listed, match["number"]))
        yield DocNumber(start, match.start(), stop, numbers, kind)


def as_key(written: str) -> str:
    """The key of a document with its number in canonical form: `07-ct/tu.XIII` is `07-CT/TU.XIII`.

    What is no number, a resolution known by name for one, stays as it is.
    """
    number, dot, rest = written.partition(".")
    said = f"số {number}"
    found = next(find_numbers(said), None)
    is_whole = found is not None and (found.start, found.end) == (0, len(said)) and len(found.numbers) == 1
    return f"{found.numbers[0]}{dot}{rest}" if found and is_whole else written


def _read(match: re.Match[str], written: str, *, cued: bool) -> tuple[str, str, int] | None:
    """What follows the number in canonical form, the kind, and where it ends; None if it is no document."""
    joint, length = _joint(match, written)
    end = match.start("joint") + length
    if match["law"]:
        return f"/{match['year']}/{match['law'].upper()}", "state", match.end("law")
    if match["old"]:
        return (f"/{_OLD[match['old']]}", "state", match.end("old")) if cued else None
    if match["office"]:
        office, unit = _issuer(match, "office", written), _issuer(match, "unit", written)
        known = cued or match["office"] in _STATE
        return (f"/{office}-{unit}{joint}", "letter", end) if office and unit and known else None
    year, group = (f"/{match['year']}", "") if match["year"] else ("", "2")
    issuer = _issuer(match, f"issuer{group}", written)
    in_capitals = written[match.start(f"type{group}") - match.start()].isupper()
    is_loose = not year and match["second"] in ("", " ", ".")
    if issuer is None or not (in_capitals or cued) or (is_loose and not cued):
        return None
    kind = "state" if year else _kind(match)
    form = "-{}/{}{}" if kind == "party" else f"{year}/{{}}-{{}}{{}}"
    return form.format(_TYPES[match[f"type{group}"]], issuer, joint), kind, end


def _kind(match: re.Match[str]) -> str:
    """The issuer decides; where both have such an issuer, the form does: `-HD/BTC` or `/TT-BTC`."""
    issuer = match["issuer2"]
    if issuer in _PARTY:
        return "party"
    if issuer in _STATE or _LAW_MAKER.fullmatch(issuer):
        return "state"
    swapped = not match["first"].strip() and match["second"].strip() in ("-", "–", "—")
    return "state" if "/" in match["first"] or swapped else "party"


def _issuer(match: re.Match[str], group: str, written: str) -> str | None:
    """An issuer in its own case: known ones in any case, others only if written in capitals."""
    low = match[group]
    known = _PARTY.get(low) or _STATE.get(low) or _ORGANS.get(low)
    if known or _LAW_MAKER.fullmatch(low):
        return known or low.upper()
    start = match.start(group) - match.start()
    name = written[start : start + len(low)]
    return name if _in_capitals(name) else None


def _joint(match: re.Match[str], written: str) -> tuple[str, int]:
    """Further issuers or units after hyphens (`-BNV-BTC`) and their length, as far as they are in capitals.

    Blanks round a hyphen are only read where the sign has them as well: ` / CTPH - HLG - STP`.
    """
    kept, length = "", 0
    spaced = " " in match[0][: match.start("joint") - match.start()].partition("/")[2].strip()
    for part in _PART.finditer(written, match.start("joint") - match.start()):
        if not _in_capitals(part[1]) or (" " in part[0] and not spaced):
            break
        kept += f"-{part[1]}"
        length = part.end()
    return kept, max(0, length - (match.start("joint") - match.start()))


def _in_capitals(name: str) -> bool:
    capitals = sum(char.isupper() for char in name)
    return name[:1].isupper() and capitals >= 2 and capitals * 2 >= sum(char.isalpha() for char in name)


def padded(number: str) -> str:
    """A number as it is written in a sign, with two digits at least: `05`, `28`, `07b`."""
    digits = number.rstrip("abcde")
    return f"{int(digits):02d}{number[len(digits) :]}"
