"""Places of the sample articles, of copies about other units, and of any unit named with those above it."""

import random
import secrets
from datetime import date
from pathlib import Path

import pytest
from placed import (
    NEW_DAY,
    OLD_DAY,
    K,
    article,
    body,
    communes_of,
    old,
    then,
    unique,
)

from index.enrich.places import locate
from search import places
from search.model import Article, Published
from search.places import Level
from search.text import canonical

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"

TITLES = {
    "000": "Đảng bộ HĐND",
    "001": "Kết nạp đảng viên mới ở",
    "002": "Quế Phong: Nâng cao",
    "003": "Kết quả thực hiện",
    "004": "Đảng bộ phường",
}
DATES = {
    "000": Published(year=2023, first_year=2023, last_year=2023, confidence=0.8),
    "001": Published(day=date(2021, 11, 9)),
    "002": Published(day=date(2020, 10, 23)),
    "003": Published(year=2021, first_year=2021, last_year=2022, confidence=0.6),
    "004": Published(day=date(2023, 7, 3)),
}


def seed_text(number: str) -> str:
    """A seed from its title on; what stands before it is a menu."""
    (file,) = SEEDS.glob(f"{number}_*.txt")
    text = canonical(file.read_text("utf-8"))
    return text[text.index(TITLES[number]) :]


def seed_article(text: str, byline: str = "") -> Article:
    """The first line as title, the byline if any, all else as body."""
    title, *lines = [line.strip() for line in text.split("\n") if line.strip()]
    return article(
        (K.TITLE, title),
        *((K.BYLINE if byline and line.startswith(byline) else K.BODY, line) for line in lines),
    )


@pytest.mark.parametrize(
    ("number", "expected", "today"),
    [
        ("001", "huyện Phú Bình, Thái Nguyên", ["huyện Phú Bình (cũ), Thái Nguyên"]),
        ("002", "huyện Quế Phong, Nghệ An", ["huyện Quế Phong (cũ), Nghệ An"]),
        ("003", "tỉnh Bình Thuận", ["tỉnh Lâm Đồng"]),
        ("004", "phường Bình Ngọc, Móng Cái, Quảng Ninh", ["phường Móng Cái 1, Quảng Ninh"]),
    ],
)
def test_seed_has_its_place(number, expected, today):
    """The seeds lie where their texts say, then and now."""
    located = locate(seed_article(seed_text(number)), DATES[number])
    assert located
    assert places.path_label(located.then) == expected
    assert [places.path_label(path) for path in located.now] == today
    assert located.confidence > 0.7


@pytest.mark.parametrize("byline", ["Xuân Quỳnh", ""])
def test_seed_that_names_no_place_has_none(byline):
    """A byline that reads like three communes is no place, whether or not it was recognised as a byline."""
    assert locate(seed_article(seed_text("000"), byline), DATES["000"]) is None


def test_seed_mentions_communes_beneath_its_district():
    """Bare names count beneath an evidenced district."""
    located = locate(seed_article(seed_text("001")), DATES["001"])
    named = {places.unit(path[-1]).name for path in located.mentioned}
    assert named == {"Hà Châu", "Nga My", "Lương Phú"}


def test_evidence_quotes_the_text():
    """Every piece of evidence is the stretch of text that its span says."""
    seed = seed_article(seed_text("001"))
    located = locate(seed, DATES["001"])
    assert located.evidence
    for piece in located.evidence:
        assert seed.text[piece.span.start : piece.span.end] == piece.quote
        assert piece.why


def swapped(number: str, rng: random.Random) -> tuple[Article, str]:
    """A seed about another place, and the id of that place."""
    text = seed_text(number)
    if number in ("001", "002"):
        district = rng.choice(
            [unit for unit in unique(old(Level.DISTRICT, "huyện")) if len(communes_of(unit)) > 2]
        )
        text = text.replace("Phú Bình" if number == "001" else "Quế Phong", district.name)
        others = rng.sample(communes_of(district), 3)
        for before, after in zip(("Hà Châu", "Nga My", "Lương Phú"), others, strict=True):
            text = text.replace(before, after.name)
        return seed_article(text), district.id
    before, units = ("Bình Thuận", old(Level.PROVINCE, "tỉnh"))
    if number == "004":
        before, units = ("Bình Ngọc", unique(old(Level.COMMUNE, "phường")))
    unit = rng.choice(units)
    return seed_article(text.replace(before, unit.name)), unit.id


@pytest.mark.parametrize("number", ["001", "002", "003", "004"])
def test_place_follows_a_swapped_seed(number):
    """Thirty copies of each seed about other units of the same level lie in those units."""
    start = secrets.randbits(32)
    rng = random.Random(start)
    for _ in range(30):
        copy, expected = swapped(number, rng)
        got = then(locate(copy, DATES[number]))
        assert got == expected, f"seed {start}: {places.label(got)} instead of {places.label(expected)}"


@pytest.mark.parametrize("published", [OLD_DAY, Published()], ids=["dated", "undated"])
def test_any_commune_named_with_its_ancestors_is_found(published):
    """However common its name, `xã X, huyện Y, tỉnh Z` is one commune."""
    start = secrets.randbits(32)
    rng = random.Random(start)
    for commune in rng.sample(old(Level.COMMUNE, "xã"), 40):
        district = places.unit(commune.parent)
        province = places.unit(district.parent)
        names = ", ".join(f"{unit.kind} {unit.name}" for unit in (commune, district, province))
        got = then(locate(body(f"Sáng nay, Đảng ủy {names} đã tổ chức lễ kết nạp đảng viên mới."), published))
        assert got == commune.id, f"seed {start}: {places.label(got)} instead of {places.label(commune.id)}"


def test_commune_of_today_is_found_on_todays_map():
    """After June 2025 a commune named with its province is read on the map of two levels."""
    start = secrets.randbits(32)
    rng = random.Random(start)
    today = [unit for unit in places.units() if unit.id.startswith("C:")]
    for commune in rng.sample(today, 40):
        province = places.unit(commune.parent)
        text = f"Đảng bộ {commune.kind} {commune.name}, {province.kind} {province.name} kết nạp 5 đảng viên."
        got = then(locate(body(text), NEW_DAY))
        assert got == commune.id, f"seed {start}: {places.label(got)} instead of {places.label(commune.id)}"
