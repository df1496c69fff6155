"""An archive of many short articles with facts of every kind, made up by chance from a seed."""

from __future__ import annotations

import random
from datetime import date, datetime

from search import places
from search.model import (
    VIETNAM,
    Article,
    Block,
    BlockKind,
    Citation,
    Document,
    Location,
    Published,
    TopicFinding,
    Trust,
)
from search.topics import shipped

WORDS = (
    "chi bộ kết nạp đảng viên mới tỉnh huyện ủy nghị quyết công tác cán bộ phát triển kinh tế nông thôn hội "
    "nghị đại hội nhiệm kỳ kiểm tra giám sát thanh niên phụ nữ nhân dân xây dựng chuyển đổi số giảm nghèo"
).split()
SIGNS = ("CT/TW", "NQ/TW", "KL/TW", "QĐ/TW", "CT/TU", "NQ/TU", "KH/TU", "HD/BTCTW")


def many_documents(count: int, seed: int = 7) -> list[Document]:
    """So many articles: of sixty sources, of all of the country, citing a thousand documents."""
    chance = random.Random(seed)
    old = [unit.id for unit in places.units() if unit.id[0] in "dc"]
    new = [unit.id for unit in places.units() if unit.id[0] == "C"]
    topics = [topic.id for topic in shipped().topics.values() if topic.parent]
    return [_document(number, chance, old, new, topics) for number in range(count)]


def _document(
    number: int, chance: random.Random, old: list[str], new: list[str], topics: list[str]
) -> Document:
    title, body = " ".join(chance.choices(WORDS, k=9)), " ".join(chance.choices(WORDS, k=60))
    blocks = (
        Block(BlockKind.TITLE, 0, len(title)),
        Block(BlockKind.BODY, len(title) + 1, len(title) + 1 + len(body)),
    )
    day = date(chance.randint(2004, 2025), chance.randint(1, 12), chance.randint(1, 28))
    article = Article(
        f"{title}\n{body}", blocks, f"Báo thử số {chance.randrange(60)}", f"https://bao.example/{number}"
    )
    return Document(
        f"{number:016x}",
        1,
        article,
        datetime(2026, 5, 1, 9, 0, tzinfo=VIETNAM),
        _published(day, chance),
        location=_location(chance.choice(new if day >= date(2025, 7, 1) else old), chance),
        topics=tuple(
            TopicFinding(topic, 2.0) for topic in chance.sample(topics, chance.choice([0, 1, 1, 2]))
        ),
        citations=tuple(
            Citation(
                f"{chance.randint(1, 120):02}-{chance.choice(SIGNS)}",
                "party",
                term=chance.choice(["", "XIII"]),
            )
            for _ in range(chance.choice([0, 1, 2, 4]))
        ),
    )


def _published(day: date, chance: random.Random) -> Published:
    roll = chance.random()
    if roll < 0.8:
        return Published(Trust.STATED, day, None, day.year, day.year, day.year, 1.0)
    if roll < 0.9:
        return Published(Trust.INFERRED, None, None, day.year, day.year - 1, day.year, 0.7)
    return Published()


def _location(unit: str, chance: random.Random) -> Location | None:
    if chance.random() < 0.15:
        return None
    today, partial = places.now(unit)
    return Location(places.path(unit), today, 0.9, partial)
