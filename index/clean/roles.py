"""What the class, id and microdata of an element say that it is for.

The words are those that portal systems and newspapers give to their own templates, in Vietnamese, English and
shortened. They are hints: an element that holds much of the page's prose is never dropped for its name.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from index.clean.wording import choice


class Role(Enum):
    """What an element is for, by its names."""

    TITLE = auto()
    LEAD = auto()
    DATE = auto()
    BYLINE = auto()
    SOURCE = auto()
    SECTION = auto()
    CAPTION = auto()
    BODY = auto()
    ATTACHMENT = auto()
    RELATED = auto()
    TAGS = auto()
    COMMENT = auto()
    TOOLS = auto()
    AD = auto()
    NAV = auto()
    FOOT = auto()
    SIDE = auto()
    HEAD = auto()


DROPPED = frozenset(
    {Role.RELATED, Role.TAGS, Role.COMMENT, Role.TOOLS, Role.AD, Role.NAV, Role.FOOT, Role.SIDE}
)
"""Elements of these roles are the page's own, unless they hold much of its prose."""

SPLITTING = frozenset(
    {
        Role.TITLE,
        Role.LEAD,
        Role.DATE,
        Role.BYLINE,
        Role.SOURCE,
        Role.CAPTION,
        Role.RELATED,
        Role.TAGS,
        Role.TOOLS,
        Role.SECTION,
        Role.HEAD,
    }
)
"""Inline elements of these roles stand for themselves, as blocks do."""

TAGS = {
    "nav": Role.NAV,
    "footer": Role.FOOT,
    "aside": Role.SIDE,
    "figcaption": Role.CAPTION,
    "time": Role.DATE,
    "ins": Role.AD,
}
"""What the name of a tag says."""

_MICRODATA = {
    "headline": Role.TITLE,
    "name": None,
    "description": Role.LEAD,
    "datepublished": Role.DATE,
    "datecreated": Role.DATE,
    "datemodified": Role.DATE,
    "author": Role.BYLINE,
    "articlebody": Role.BODY,
    "articlesection": Role.SECTION,
    "keywords": Role.TAGS,
    "caption": Role.CAPTION,
}

# Short words stand alone: systems make up names of letters and digits. The first of several in order counts.
_B, _E = "(?<![a-z0-9])", "(?![a-z0-9])"
_PATTERNS = (
    (
        Role.RELATED,
        r"""
        relat(?:ed|e|ion)|lien-?quan|other-?(?:news|post|article)|tin-?khac|cac-?tin|cung-?(?:chuyen-?)?muc
        more-?(?:news|post|article|stor)|read-?more|doc-?them|xem-?them|recommend|suggest|goi-?y
        most-?(?:view|read|pop)|popular|xem-?nhieu|doc-?nhieu|tin-?(?:moi|nong|hot|noi)|latest|hot-?news
        same-?categ|see-?more|you-?may|outbrain|taboola|(?:next|prev)-?(?:post|news|article)|post-?nav
        dong-?su-?kien|newest|tin-?tuc-?khac|box-?(?:lq|tinlq)|read-?also|also-?read|inread
        """,
    ),
    (
        Role.COMMENT,
        rf"""
        {_B}(?<!picture-)(?<!photo-)(?<!image-)(?<!img-)comments?{_E}|comment-?(?:form|list|box|area|wrap|section)|binh-?luan|{_B}y-?kien|fb-?comment
        phan-?hoi|{_B}cmt|disqus|reader-?(?:opinion|feedback)
        """,
    ),
    (
        Role.AD,
        rf"""
        {_B}ads?{_E}|{_B}ads-|advert|quang-?cao|sponsor|adsbygoogle|{_B}qc{_E}|ad-?(?:box|slot|zone|banner|wrap)
        """,
    ),
    (
        Role.TOOLS,
        rf"""
        share|sharing|social|toolbar|{_B}tools?{_E}|{_B}print(?:er)?{_E}|addthis|like-?box|{_B}like{_E}|bookmark
        follow-?us|subscri|newsletter|rating|{_B}rate{_E}|{_B}vote|danh-?gia|font-?(?:btn|tool|control|resize)|zalo-|facebook|audio
        {_B}player|listen|action-?bar|log-?in{_E}|modal|popup|cookie|{_B}poll{_E}|tham-?do|survey|skip-?link
        screen-?reader|sr-only|visually-?hidden|thong-?ke|counter|truy-?cap|view-?count|luot-?xem|emoji|reaction
        """,
    ),
    (Role.TAGS, rf"{_B}tags?{_E}|tag-?(?:list|box|cloud|link|wrap)|keyword|tu-?khoa|hashtag"),
    (
        Role.SECTION,
        rf"""
        bread-?crumb|{_B}crumbs?{_E}|{_B}path(?:way)?{_E}|cate?(?:gory)?-?(?:name|title|link)|chuyen-?muc
        """,
    ),
    (Role.NAV, rf"{_B}nav|menu|pager|paging|paginat|phan-?trang|{_B}toc{_E}|sitemap"),
    (Role.FOOT, rf"{_B}foot(?:er)?{_E}|{_B}footer|copy-?right|{_B}ftr{_E}"),
    (
        Role.CAPTION,
        rf"""
        caption|chu-?thich|(?:image|img|photo|pic(?:ture)?|{_B}anh)-{{0,2}}(?:note|desc|text|cap|title|credit)
        {_B}pnote|thumb-?text
        """,
    ),
    (
        Role.LEAD,
        rf"""
        sapo|home-?text|{_B}lead{_E}|summary|mo-?ta|tom-?tat|trich-?(?:dan|yeu)|{_B}desc(?:ription)?{_E}
        {_B}intro(?:-?text)?{_E}|abstract|hot-?line|chapeau|standfirst|{_B}deck{_E}|{_B}excerpt|sub-?headline
        """,
    ),
    (
        Role.DATE,
        rf"""
        {_B}(?:date|time){_E}|date-?time|news-?(?:date|time)|publish|pub-?date|{_B}ngay|thoi-?gian|{_B}pdate
        (?:post|creat|updat|entry|lbl|article|modif)e?d?-{{0,2}}(?:date|time|on{_E})|timestamp|posted
        """,
    ),
    (
        Role.BYLINE,
        rf"author|by-?line|tac-?gia|but-?danh|writer|{_B}by{_E}|nguoi-?viet|reporter|{_B}signature|nha-?bao",
    ),
    (Role.SOURCE, rf"{_B}source|nguon"),
    (Role.ATTACHMENT, rf"attach|dinh-?kem|{_B}tep-?tin|{_B}download|file-?list"),
    (
        Role.SIDE,
        rf"""
        side-?bar|{_B}aside{_E}|(?:right|left)-?(?:col|pane|bar)|{_B}col-?(?:right|left)|{_B}(?:right|left){_E}-?side
        """,
    ),
    (
        Role.BODY,
        rf"""
        (?:article|news|detail|post|entry|main|page|body|cms|full|story|journal|singular)-{{0,2}}(?:content|body|text)
        content-?(?:detail|body|news|article|html)|body-?(?:text|html)|noi-?dung|chi-?tiet|{_B}fck|item-?page
        {_B}content{_E}|edittext|rte-?field|external-?class
        """,
    ),
    (Role.HEAD, rf"{_B}(?:page-?|site-?|top-?)?header{_E}|{_B}banner|masthead|{_B}clock|dong-?ho|top-?bar"),
    (Role.TITLE, rf"title|tieu-?de|headline|{_B}tit{_E}|{_B}heading"),
)
_ROLES = re.compile("|".join(f"(?P<{role.name}>{choice(words)})" for role, words in _PATTERNS))
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TOO_LONG = 300  # characters of names; more is no template's


def role_of(names: str) -> Role | None:
    """The role that class and id names tell, the first in the order of the table; or None."""
    if len(names) > _TOO_LONG:
        names = names[:_TOO_LONG]
    plain = _CAMEL.sub("-", names).lower().replace("_", "-")
    found: set[str] = {str(match.lastgroup) for match in _ROLES.finditer(plain)}
    return next((role for role, _ in _PATTERNS if role.name in found), None)


def microdata_role(itemprop: str) -> Role | None:
    """The role that an `itemprop` tells."""
    return _MICRODATA.get(itemprop.lower())
