"""The stories of a portal: articles of `tools.synth`, any number of them, each by its number alone."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from functools import lru_cache

from pages.article import Moment, Part, Story

from search.model import VIETNAM, BlockKind
from tools.synth.articles import BLOCK, make_block

_FIRST = datetime(2012, 1, 2, 7, 15, tzinfo=VIETNAM)
_ENDS = (".", "!", "?", "…", "”")
_LONGEST_BYLINE = 40  # letters; longer ones name an office
_STEP = timedelta(hours=11, minutes=17)


@lru_cache(maxsize=64)
def _block(seed, block):
    """Titles and paragraphs of neighbouring articles, which are made together."""
    return [_read(record) for record in make_block(seed, block)]


def _read(record):
    """Title, paragraphs, byline and source: the last lines that are no sentences."""
    title, text = (unicodedata.normalize("NFC", record[field]) for field in ("title", "text"))
    lines, byline, source = text.split("\n"), "", ""
    while len(lines) > 1 and (lines[-1].endswith("/.") or not lines[-1].endswith(_ENDS)):
        last = lines.pop()
        if last.startswith("Theo "):
            source = last
        elif len(last) < _LONGEST_BYLINE:
            byline = last.removesuffix("/.")
    return title, lines, byline, source


def moment_of(number):
    """When the article of this number was published: each is younger than the one before."""
    return _FIRST + _STEP * number


def title_of(seed, number):
    """The title alone, which lists need."""
    return _block(seed, number // BLOCK)[number % BLOCK][0]


def story_of(seed, number, edition, section, attachments=()):
    """An article; each `edition` beyond 0 has a paragraph more."""
    title, paragraphs, byline, source = _block(seed, number // BLOCK)[number % BLOCK]
    when = moment_of(number)
    first, *rest = [*paragraphs, *map(_change, range(1, edition + 1))]
    lead, body = (first, rest) if rest else ("", [first])
    return Story(
        id=f"{seed}-{number}",
        title=title,
        lead=lead,
        body=tuple(Part(BlockKind.BODY, (line,)) for line in body),
        byline=byline,
        source=source,
        published=Moment(when.date(), when.time().replace(second=0, microsecond=0)),
        section=section,
        attachments=attachments,
    )


def _change(edition):
    return (
        f"Ban Biên tập bổ sung lần thứ {edition}: số liệu trong bài đã được các chi bộ rà soát lại, "
        "thống nhất với báo cáo gửi cấp ủy cấp trên và thông tin đến toàn thể đảng viên."
    )
