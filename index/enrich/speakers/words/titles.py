"""Forms of address, ranks, degrees and roles, which are part of neither name nor office."""

from __future__ import annotations

import re

from index.enrich.speakers.words.lists import choice, last_words, listed

_ADDRESSES = """
    đồng chí|đ/c|đ\\.c|ông|bà|anh|chị|cô|chú|bác|cụ|em|cháu|thầy|thầy giáo|cô giáo|ngài|sư cô|ni sư|bầu
    ni trưởng|thượng tọa|hòa thượng|đại đức|linh mục|giám mục|mục sư|mẹ|má|dì|già làng
"""
"""Forms of address."""
ADDRESS = choice(_ADDRESSES)
"""A form of address."""
_PRONOUNS = """
    ông|bà|anh|chị|cô|đồng chí|ông ấy|bà ấy|anh ấy|chị ấy|ông này|bà này|anh này|chị này|cô này|vị này
    cô ấy|thầy|thầy ấy|người đẹp|cô nàng|anh chàng|nàng|cậu|cậu ấy|cậu bé|cô bé|cô gái|chàng trai|nữ sinh
    đại tướng|thượng tướng|trung tướng|thiếu tướng|đại tá|thượng tá|trung tá|thiếu tá|đại úy|thượng úy
    nam sinh|ông ta|bà ta|anh ta|chị ta|cô ta
"""
"""Words for somebody told before."""
RANK = (
    "(?:(?:đại|thượng|trung|thiếu|chuẩn) (?:tướng|tá|úy|uý|sĩ)(?: qncn)?|hạ sĩ|binh nhất|đô đốc"
    "|(?<!thủ )tướng)"
)
"""A rank: `Đại tá`, `Thiếu tướng`."""
DEGREE = (
    "(?:(?:gs|pgs|tskh|ts|th\\.? ?s|bs|bsckii|bscki|bsck|ckii|cki|ck2|ck1|kts|ls|ds|nsnd|nsưt"
    "|ngnd|ngưt|ahlđ|ahllvtnd|sv|hs|mr|ms|dr)\\.?|(?:phó giáo sư|giáo sư|tiến sĩ|tiến sỹ"
    "|thạc sĩ|thạc sỹ|cử nhân|viện sĩ|bác sĩ chuyên khoa (?:ii|i|2|1)|anh hùng lao động"
    "|anh hùng llvtnd|nhà giáo nhân dân|nhà giáo ưu tú|thầy thuốc nhân dân|thầy thuốc ưu tú))"
)
"""A degree or a title, or what it is cut short to: `TS.`, `NSND`."""
_ROLES = """
    cử tri|người dân|bạn đọc|độc giả|du khách|thí sinh|sinh viên|học sinh|bị cáo|bị can|nạn nhân|nghi phạm
    phụ huynh|tiểu thương|khách hàng|bị đơn|nguyên đơn|nhân chứng|bệnh nhân|hành khách|đảng viên|bạn
    hội viên|đoàn viên|công nhân|nông dân|nông dân sản xuất giỏi|thành viên|đối tượng|người|chủ hộ|tỷ phú
    tỉ phú
    sản phụ|thai phụ|nghi can|nữ sinh|nam sinh|học viên|cư dân|ngư dân|khán giả|cổ động viên|chủ tàu
    thuyền viên|chàng trai|cô gái|bé|bé trai|bé gái|cậu bé|cô bé
"""
"""What somebody is who speaks, which is no office."""
ROLE = choice(_ROLES)
"""What somebody is who speaks without being an office: it is left out, like a form of address."""
KIN = choice(
    "cả vợ|vợ|chồng|vợ chồng|con gái|con trai|con|bố|cha|mẹ|bố mẹ|cha mẹ|em trai|em gái|anh trai|chị gái"
    "|cháu|ông ngoại|bà ngoại|ông nội|bà nội|anh họ|hàng xóm|người thân|em ruột|chị ruột|anh ruột"
    "|con dâu|con rể|mẹ vợ|mẹ chồng|bố vợ|bố chồng|em vợ|dì|cậu|mợ|thím"
)
"""Who is of somebody's house."""

TITLE_BEFORE = re.compile(
    rf"(?:^|(?<=[\s,(–—¤.:;-]))(?:(?:{ADDRESS}|{ROLE})\s+|(?:(?:{RANK})|{DEGREE})[\s,.–-]+)\Z"
)
"""The last title of a text that a name may follow."""

PRONOUNS = frozenset(listed(_PRONOUNS))
"""All such words."""
TITLE_ENDS = (
    last_words(_ADDRESSES)
    | last_words(_PRONOUNS)
    | last_words(_ROLES)
    | frozenset(
        "tướng tá úy uý sĩ qncn đốc nhất gs pgs tskh ts ths s bs bsckii bscki bsck ckii cki ck2 ck1 kts "
        "ls ds nsnd nsưt ngnd ngưt "
        "ahlđ ahllvtnd sv hs mr ms dr sư sỹ nhân ii i 2 1 động llvtnd dân tú c".split()
    )
)
"""Words of which one ends every form of address, rank, degree or role."""
TITLE_OR_ROLE = re.compile(rf"(?:{ADDRESS}|{RANK}|{DEGREE}|{ROLE})(?!\w)|(?:một|vị) ")
"""What may open who is told behind `theo`, but for an office or a body."""
TITLES = re.compile(rf"(?:(?:{ADDRESS}|{RANK}|{DEGREE})[\s,.]+)+")
"""One or more forms of address, ranks and degrees."""

TITLE_WORD = re.compile(
    rf"(?:ông|bà|anh|chị|cô|chú|bác|cụ|em|cháu|thầy|ngài|bạn|mẹ|má|dì|tướng)|{DEGREE}|(?:{DEGREE}\.?)+"
)
"""A form of address or a degree that is written as a name is."""
JOB_WORD = re.compile("hlv|vđv|mc|ntk|ceo|pv|btv|đbqh|đb|kts|blogger")
"""A job that is written as a name is."""
