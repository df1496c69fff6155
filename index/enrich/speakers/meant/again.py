"""Offices that say again who was told before: `vị lãnh đạo này`, `người đứng đầu`, `nữ ca sĩ`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.prose.names import is_foreign
from index.enrich.speakers.words.kinds import JOB, OFFICE, SINGLE

if TYPE_CHECKING:
    from index.enrich.speakers.meant.holding import Person

HEADS = re.compile("(?i:ông chủ (?:nhà trắng|điện)|người đứng đầu|nhà lãnh đạo|quan chức|vị )")
"""What an office begins with that only says again who is meant."""
PROFESSION = re.compile(rf"(?i:(?:nữ |nam )?{JOB})")
"""What somebody is by profession: no word for the office that is told of him."""
OF_ALL = re.compile("(?i:người đứng đầu|nhà lãnh đạo)")
"""Who stands above all others told of: `người đứng đầu thành phố`."""
_VAGUE_HEAD = re.compile("(?i:lãnh đạo) ")
"""An office that many hold, which is his who was told last if it ends like his: `lãnh đạo huyện X`."""
_BARE_HEAD = re.compile(
    r"(?i:(?:phó )?(?:bí thư|chủ tịch|bộ trưởng|giám đốc|tổng giám đốc|tổng thống|thủ tướng"
    r"|thứ trưởng|đại biểu|hiệu trưởng|ngoại trưởng|cục trưởng|đại sứ|phát ngôn viên"
    r"|người phát ngôn|viện trưởng|đạo diễn|nam diễn viên|nữ diễn viên|ca sĩ|nam ca sĩ|nữ ca sĩ"
    r"|luật sư|bác sĩ|nghệ sĩ|hlv|trưởng ban|trưởng phòng|chủ nhiệm|thống đốc|thị trưởng))"
)
"""Offices told by one word: of him who was told last."""
_OF_PEOPLE = re.compile(r" (?:(?:người|gốc|quê|sinh năm) [^a-z,]|\d\d tuổi).*")
"""Whose people one is of, or how old one is: `cầu thủ người Bồ Đào Nha`."""
_OF_MANY = re.compile("(?i:nhân viên|tài xế|chuyên gia|luật sư|bác sĩ|phóng viên|đại biểu)")
"""Jobs of which an article tells of several, none by name."""
TOO_GENERAL = re.compile(
    r"(?i:(?:một )?(?:lãnh đạo|đại diện|người đại diện|cán bộ|chuyên viên|thành viên)(?!\w).*)"
)
"""Offices that many hold: no name is looked for."""
TEACHERS = frozenset(("cô giáo", "thầy giáo"))
"""A job that is a form of address too: it stands for one told before, if any is."""
THAT_ONE = re.compile(
    rf"(?:vị )?{OFFICE.pattern}(?: (?!hãng|công|cơ|đơn|tỉnh|huyện|nước|bộ|sở|ngân|xã|phường|quận|trường"
    rf"|tập)\w+){{0,3}} (?:này|trên|nói trên)"
)
"""`Vị lãnh đạo này`: who was told last."""


def is_profession(office: str) -> bool:
    """Whether somebody is told by a job alone, maybe with whose people he is of: `nữ ca sĩ người Mỹ`."""
    return not _OF_MANY.match(office) and PROFESSION.fullmatch(_OF_PEOPLE.sub("", office)) is not None


def says_again(last: Person, office: str) -> bool:
    """Whether an office without a name says again who was told last."""
    if vague := _VAGUE_HEAD.match(office):
        if is_foreign(office[vague.end() :]):
            return True
        return bool(last.office) and last.office.split()[-2:] == office.split()[-2:]
    if HEADS.match(office):
        return True
    is_short = SINGLE.fullmatch(office) is not None
    is_job = PROFESSION.fullmatch(_OF_PEOPLE.sub("", office)) is not None
    return not last.office and (is_short or is_job or _BARE_HEAD.fullmatch(office) is not None)
