from collections import Counter
from pathlib import Path
from unicodedata import normalize

import pytest

from search import places
from search.errors import DataError
from search.places import Level, Regime
from search.text import comparable

DATA = Path(places.__file__).with_name("data")
ALL = list(places.units())
LAST = "2025-07-01"
ALIVE = [unit for unit in ALL if unit.id[0].isupper() or unit.valid_to == LAST]
"""Units of today's map, and those that the reform of July 2025 ended."""
BY_PREFIX = Counter(unit.id[0] for unit in ALIVE)
EDGES = [line.split("\t") for line in (DATA / "edges.tsv").read_text("utf-8").splitlines()[1:]]


def named(kind: str, name: str, regime: Regime) -> str:
    """The id of the one unit with this kind and name on a map."""
    (only,) = [u.id for u in ALL if u.kind == kind and u.name == name and places.regime(u.id) is regime]
    return only


# ---------------------------------------------------------------- the table


def test_table_holds_both_maps_whole():
    """63 provinces, 696 districts and 10,035 communes until June 2025; 34 and 3,321 since."""
    assert BY_PREFIX == {"p": 63, "d": 696, "c": 10_035, "P": 34, "C": 3_321}


def test_parents_exist_one_level_up_on_the_same_map():
    """Communes lie in districts and districts in provinces; today communes lie in provinces."""
    above = {"d": "p", "c": "d", "C": "P"}
    known = {unit.id for unit in ALL}
    for unit in ALL:
        assert unit.parent[:1] == above.get(unit.id[0], ""), unit
        assert not unit.parent or unit.parent in known, unit


def test_edges_lead_from_the_old_map_to_todays():
    """Every edge joins two known units of one level, or an island district to its special zone."""
    known = {unit.id for unit in ALL}
    for old, new, *_ in EDGES:
        assert old in known, old
        assert new in known, new
        assert (old[0], new[0]) in {("p", "P"), ("c", "C"), ("d", "C"), ("d", "d"), ("p", "p")}, (old, new)


def test_every_commune_has_a_successor_in_its_provinces_successor():
    """No commune is lost, and none moves to another new province than the rest of its old one."""
    for unit in ALL:
        if unit.id[0] == "c":
            paths, _ = places.now(unit.id)
            province = places.now(places.path(unit.id)[0])[0][0]
            assert paths, unit
            assert all(len(path) == 2 and path[:1] == province for path in paths), unit


def test_districts_without_communes_are_five_islands_with_a_zone_today():
    """Five island districts had no communes in the end; each is a special zone of its own now."""
    parents = {unit.parent for unit in ALIVE}
    islands = [unit.id for unit in ALIVE if unit.id[0] == "d" and unit.id not in parents]
    assert len(islands) == 5
    for island in islands:
        ((_, zone),), partial = places.now(island)
        assert places.unit(zone).kind == "đặc khu"
        assert not partial


def test_every_old_province_lies_wholly_in_one_of_today():
    """63 provinces became 34, none divided, and each of the 34 has a predecessor."""
    today = []
    for unit in ALIVE:
        if unit.id[0] == "p":
            (path,), partial = places.now(unit.id)
            assert not partial
            today += path
    assert len(today) == 63
    assert set(today) == {unit.id for unit in ALL if unit.id[0] == "P"}


def test_every_commune_of_today_has_a_predecessor():
    """Nothing on today's map came from nowhere."""
    reached = {new for _, new, *_ in EDGES}
    assert {unit.id for unit in ALL if unit.id[0] == "C"} <= reached


def test_partial_marks_exactly_the_divided_communes():
    """An edge of the reform is partial if its commune has several."""
    reform = [edge for edge in EDGES if edge[4] == LAST]
    counts = Counter(old for old, *_ in reform)
    for old, _new, mark, kind, _day in reform:
        assert mark == ("partial" if counts[old] > 1 else ""), old
        assert (kind == "split") == (counts[old] > 1), old


def test_no_commune_of_today_has_predecessors_in_two_old_provinces():
    """Same-name mix-ups of the source would show here."""
    provinces: dict[str, set[str]] = {}
    for old, new, *_ in EDGES:
        if old[0] == "c":
            provinces.setdefault(new, set()).add(places.path(old)[0])
    assert all(len(olds) == 1 for olds in provinces.values())


def test_names_are_canonical_and_without_their_kind():
    """NFC, no stray blanks, and no kind left before the name."""
    kinds = {unit.kind for unit in ALL}
    for unit in ALL:
        assert unit.name == normalize("NFC", unit.name).strip() != "", unit
        assert unit.name == "Phường Đúc" or not any(
            unit.name.lower().startswith(f"{kind} ") for kind in kinds
        ), unit


@pytest.mark.parametrize("name", ["units.tsv", "edges.tsv"])
def test_files_are_sorted_and_diff_well(name):
    """Sorted lines, LF, no blank at a line's end."""
    text = (DATA / name).read_bytes().decode("utf-8")
    _header, *lines = text.splitlines()
    width = 1 if name == "units.tsv" else 2  # the forms of a unit stand in the order of time
    assert lines == sorted(lines, key=lambda line: line.split("\t")[:width]), name
    assert "\r" not in text
    assert text.endswith("\n")
    assert all(line == line.rstrip() for line in lines)


def test_forms_of_a_unit_follow_one_another():
    """Forms are in order of time, the last one is the unit's own, and none begins after it ended."""
    for unit in ALL:
        assert unit.forms[-1][:3] == (unit.kind, unit.name, unit.parent)
        assert all(not form.until or form.since < form.until for form in unit.forms), unit
        assert [form.since for form in unit.forms] == sorted(form.since for form in unit.forms), unit


@pytest.mark.parametrize(
    ("unit_id", "day", "label"),
    [
        ("d:268", "2006-05-01", "thị xã Hà Đông, Hà Tây"),
        ("d:268", "2007-05-01", "thành phố Hà Đông, Hà Tây"),
        ("d:268", "2008-09-01", "thành phố Hà Đông, TP. Hà Nội"),
        ("d:268", "2020-01-01", "quận Hà Đông, TP. Hà Nội"),
        ("d:172", "2021-01-01", "thị xã Phổ Yên, Thái Nguyên"),
        ("d:172", "2022-05-01", "thành phố Phổ Yên, Thái Nguyên"),
        ("d:769", "2019-01-01", "quận 2, TP. Hồ Chí Minh"),
        ("d:769", "2022-01-01", "thành phố Thủ Đức, TP. Hồ Chí Minh"),
        ("p:46", "2020-01-01", "tỉnh Thừa Thiên Huế"),
        ("p:46", "2025-02-01", "thành phố Huế"),
        ("P:75", "2025-08-01", "tỉnh Đồng Nai"),
        ("P:75", "2026-05-01", "thành phố Đồng Nai"),
        ("c:06751", "2009-01-01", "xã Bình Ngọc, Móng Cái, Quảng Ninh"),
        ("c:06751", "2023-01-01", "phường Bình Ngọc, Móng Cái, Quảng Ninh"),
    ],
)
def test_a_unit_is_named_and_lies_as_on_the_day(unit_id, day, label):
    """Upgrades, renamings and moves keep the unit; its name and its path are those of the day."""
    assert places.label(unit_id, day) == label


def test_units_gone_before_the_reform_lie_somewhere_today():
    """A unit that was merged early lies somewhere today: by its successor, its district, or its province."""
    assert places.now("p:28") == ((("P:01",),), False)
    assert places.now("d:763")[0] == (("P:79", "d:763"),)
    for unit in ALL:
        if unit.id[0].islower():
            paths, _ = places.now(unit.id)
            assert all(path[0].startswith("P:") for path in paths), unit


def test_codes_that_were_used_again_are_other_units():
    """Over half of today's communes bear the code of another old one; ids never mix them."""
    reused = [
        unit
        for unit in ALL
        if unit.id[0] == "C" and (old := places.unit(unit.id.lower())) and old.name != unit.name
    ]
    assert len(reused) > 1_500


# ---------------------------------------------------------------- labels


@pytest.mark.parametrize(
    ("kind", "name", "regime", "label", "short"),
    [
        ("phường", "Bình Ngọc", Regime.OLD, "phường Bình Ngọc, Móng Cái, Quảng Ninh", "phường Bình Ngọc"),
        ("huyện", "Phú Bình", Regime.OLD, "huyện Phú Bình, Thái Nguyên", "huyện Phú Bình"),
        ("tỉnh", "Bình Thuận", Regime.OLD, "tỉnh Bình Thuận", "tỉnh Bình Thuận"),
        ("quận", "Ba Đình", Regime.OLD, "quận Ba Đình, TP. Hà Nội", "quận Ba Đình"),
        ("thành phố", "Hòa Bình", Regime.OLD, "thành phố Hòa Bình, tỉnh Hòa Bình", "thành phố Hòa Bình"),
        ("xã", "Điềm Thụy", Regime.NEW, "xã Điềm Thụy, Thái Nguyên", "xã Điềm Thụy"),
    ],
)
def test_labels_for_people(kind, name, regime, label, short):
    """A label goes up to the province; kinds above stand only where the name could mean something else."""
    unit_id = named(kind, name, regime)
    assert places.label(unit_id) == label
    assert places.short_label(unit_id) == short


def test_numbered_and_doubled_districts_keep_their_kind():
    """`quận 1` is no name without its kind, nor is one of two districts of the same name."""
    assert places.label(named("phường", "Bến Nghé", Regime.OLD)) == "phường Bến Nghé, quận 1, TP. Hồ Chí Minh"
    rural = named("huyện", "Cao Lãnh", Regime.OLD)
    assert ", huyện Cao Lãnh, Đồng Tháp" in places.label(places.children(rural)[0])


def test_old_district_on_todays_map_is_marked():
    """On today's map an abolished district says so; on its own map it does not."""
    district = named("huyện", "Phú Bình", Regime.OLD)
    ((today, same),), partial = places.now(district)
    assert (places.unit(today).name, same, partial) == ("Thái Nguyên", district, False)
    assert places.path_label((today, district)) == "huyện Phú Bình (cũ), Thái Nguyên"
    assert places.short_label(district, today=True) == "huyện Phú Bình (cũ)"
    assert places.path_label(places.path(district)) == "huyện Phú Bình, Thái Nguyên"


def test_unknown_id_is_its_own_label():
    """A page can be drawn even for an id of another release."""
    for unit_id in ("p:999", "nonsense", "", "d:"):
        assert places.label(unit_id) == unit_id
        assert places.short_label(unit_id, today=True) == unit_id
        assert places.path(unit_id) == (unit_id,)
        assert places.now(unit_id) == (((unit_id,),), False)
        assert places.unit(unit_id) is None
        assert places.children(unit_id) == ()
    assert places.path_label(()) == ""


# ---------------------------------------------------------------- what became of a unit


def test_provinces_communes_and_divided_communes_today():
    """A province gives its new province, a commune its successor, a divided one all of them."""
    assert [places.path_label(p) for p in places.now(named("tỉnh", "Bình Thuận", Regime.OLD))[0]] == [
        "tỉnh Lâm Đồng"
    ]
    merged, partial = places.now(named("phường", "Bình Ngọc", Regime.OLD))
    assert ([places.path_label(path) for path in merged], partial) == (
        ["phường Móng Cái 1, Quảng Ninh"],
        False,
    )
    old = next(old for old, _new, mark, *_ in EDGES if mark and old[0] == "c")
    divided, partial = places.now(old)
    assert partial
    assert [path[-1] for path in divided] == [new for one, new, *_ in EDGES if one == old]


def test_today_is_today():
    """A unit of today's map stays where it is."""
    commune = named("xã", "Điềm Thụy", Regime.NEW)
    assert places.now(commune) == ((places.path(commune),), False)


def test_codes_used_again_name_other_units():
    """A bare code is no key: half of today's commune codes named another unit before."""
    again = [
        unit
        for unit in ALL
        if unit.id[0] == "C" and (old := places.unit(f"c:{unit.id[2:]}")) and old.name != unit.name
    ]
    assert len(again) > 1_000


def test_level_and_regime_come_from_the_id():
    """The letter says the level, its case the map."""
    ids = ("p:1", "d:1", "c:1", "P:1", "C:1", "x:1", "nonsense")
    levels = [Level.PROVINCE, Level.DISTRICT, Level.COMMUNE, Level.PROVINCE, Level.COMMUNE, None, None]
    assert [places.level(unit_id) for unit_id in ids] == levels
    assert [places.regime(unit_id) for unit_id in ids[:5]] == [Regime.OLD] * 3 + [Regime.NEW] * 2


def test_spellings_compare_equal_up_to_tone_placement():
    """Names that differ only in where the tone stands are one name to the search."""
    assert comparable("Hòa Bình") == comparable("Hoà Bình")
    assert (
        len({comparable(unit.name) for unit in ALL if comparable(unit.name) == comparable("Khánh Hoà")}) == 1
    )


# ---------------------------------------------------------------- loading


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("units.tsv", "id\nnonsense\n", "line 2"),
        ("units.tsv", "id\nc:1\txã\tA\td:9\n", "d:9"),
        ("edges.tsv", "from\np:01\tP:99\n", "P:99"),
        ("edges.tsv", "from\np:01\n", "line 2"),
        ("units.tsv", None, "units.tsv"),
    ],
)
def test_malformed_table_is_a_clear_error(tmp_path, monkeypatch, name, text, says):
    """A damaged table names its file and line."""
    for file in ("units.tsv", "edges.tsv"):
        (tmp_path / file).write_bytes((DATA / file).read_bytes())
    if text is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setattr(places, "DATA", tmp_path)
    places._table.cache_clear()
    try:
        with pytest.raises(DataError, match=says):
            places.unit("p:01")
    finally:
        places._table.cache_clear()


def test_an_era_is_called_as_its_days_are():
    """On each day of every change, and on those around it: all units by the path they lay on."""
    changed = 0
    for each in places.units():
        days = sorted({day for form in each.forms for day in (form.since, form.until) if day})
        for day in ["", "1990-01-01", "2030-01-01", *days]:
            path = places.path(each.id, day)
            era = places.era(path, day)
            assert places.path_label(path, era) == places.path_label(path, day)
            changed += era not in ("", day)
    assert changed > 1_000
