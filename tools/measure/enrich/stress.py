"""Made-up articles about every kind of unit of the table, with more or less said of where it lies.

Each text is about one unit drawn at random, as it was called on a day drawn at random since March 2017. What
is measured is how often the unit is found, and how often another one is taken for it; names alone are often
borne by several units, so that "unknown" is right there more often than not.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from index.enrich.enriching import enrich
from search import places
from search.model import BlockKind
from search.places import Level, Regime
from search.text import folded
from tools.measure.enrich.places import SEEN, made_article
from tools.measure.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.places import Unit

FIRST, LAST_OLD, FIRST_NEW, LAST = date(2017, 3, 6), date(2025, 6, 30), date(2025, 7, 1), date(2026, 9, 30)


class Row(NamedTuple):
    """A kind of text: the level and map of its unit, how many units above are named, and what is missing."""

    name: str
    level: Level
    regime: Regime
    above: int
    accents: bool = True
    dated: bool = True


ROWS = (
    Row("old commune, name only", Level.COMMUNE, Regime.OLD, 0),
    Row("old commune + district", Level.COMMUNE, Regime.OLD, 1),
    Row("old district, name only", Level.DISTRICT, Regime.OLD, 0),
    Row("old district + province", Level.DISTRICT, Regime.OLD, 1),
    Row("commune of today, name only", Level.COMMUNE, Regime.NEW, 0),
    Row("commune of today + province", Level.COMMUNE, Regime.NEW, 1),
    Row("old commune + district, no accents", Level.COMMUNE, Regime.OLD, 1, accents=False),
    Row("old commune + district, no date", Level.COMMUNE, Regime.OLD, 1, dated=False),
    Row("commune of today + province, no date", Level.COMMUNE, Regime.NEW, 1, dated=False),
)
_TEXTS = (
    (
        "Kết nạp đảng viên mới",
        "Sáng nay, Đảng bộ {0} tổ chức lễ kết nạp đảng viên mới cho 12 quần chúng ưu tú.",
    ),
    (
        "Hội nghị sơ kết công tác xây dựng Đảng",
        "Tại {0}, hội nghị đã đánh giá kết quả sáu tháng đầu năm và bàn nhiệm vụ.",
    ),
    (
        "Ra mắt mô hình dân vận khéo",
        "UBND {0} vừa ra mắt mô hình thu gom rác thải; đến nay có 240 hộ tham gia.",
    ),
    (
        "Đối thoại với nhân dân",
        "Người dân {0} nêu 15 ý kiến về đường giao thông và nước sạch, được trả lời ngay.",
    ),
    ("Trao huy hiệu Đảng", "Đồng chí Bí thư trao huy hiệu 60 năm tuổi Đảng cho đảng viên lão thành ở {0}."),
)
_JOINS = (", ", " (", ", thuộc ", ", ", " thuộc ")


def stress(count: int, seed: int) -> Iterator[tuple[Row, Counter[str]]]:
    """The outcomes of `count` texts of each row: right, coarser, unknown, wrong."""
    for row in ROWS:
        rng = random.Random(f"{seed} {row.name}")  # noqa: S311 - texts to try, no secrets
        pool = [unit for unit in places.units() if _fits(unit, row)]
        yield row, Counter(_one(row, pool, rng) for _ in range(count))


def stress_figures(count: int, seed: int) -> list[Figure]:
    """Two figures a row: the share that is right, and the share that is wrong."""
    return [
        Figure(f"stress, {row.name}: {what}", outcomes[what] / count, "share")
        for row, outcomes in stress(count, seed)
        for what in ("right", "wrong")
    ]


def _fits(unit: Unit, row: Row) -> bool:
    return places.level(unit.id) is row.level and places.regime(unit.id) is row.regime


def _one(row: Row, pool: Sequence[Unit], rng: random.Random) -> str:
    first, last = (FIRST, LAST_OLD) if row.regime is Regime.OLD else (FIRST_NEW, LAST)
    while True:
        day = (first + timedelta(days=rng.randrange((last - first).days + 1))).isoformat()
        unit = rng.choice(pool)
        if any(form.valid(day, day) for form in unit.forms):
            break
    path = places.path(unit.id, day)
    names = [places.short_label(one, day=day) for one in reversed(path[len(path) - 1 - row.above :])]
    title, body = rng.choice(_TEXTS)
    text = body.format(_joined(names, rng))
    if not row.accents:
        title, text = folded(title), _without_accents(text)
    article = made_article([(BlockKind.TITLE, title), (BlockKind.BODY, text)], day if row.dated else None)
    found = enrich(article, article_id="0" * 16, version=1, added=SEEN).location
    if found is None:
        return "unknown"
    if found.then[-1] == unit.id:
        return "right"
    return "coarser" if found.then[-1] in places.above(unit.id) else "wrong"


def _joined(names: list[str], rng: random.Random) -> str:
    text = names[0]
    for name in names[1:]:
        join = rng.choice(_JOINS)
        text += f"{join}{name}" + (")" if join == " (" else "")
    return text


def _without_accents(text: str) -> str:
    plain = folded(text.lower())
    return "".join(new.upper() if old.isupper() else new for old, new in zip(text, plain, strict=True))
