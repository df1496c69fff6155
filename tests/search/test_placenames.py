"""Units found by a typed name."""

from __future__ import annotations

import random
import unicodedata

import pytest
from trial import seed

from search import places
from search.placenames import MAX_TYPED, Found, find, form_label, form_years
from search.places import Level, Regime
from search.text import folded


def ids(typed: str, most: int = 20) -> list[str]:
    """The ids of what is found."""
    return [found.unit.id for found in find(typed, most)]


def named(typed: str, most: int = 20) -> list[str]:
    """The labels of what is found."""
    return [found.label for found in find(typed, most)]


def only(typed: str) -> Found:
    """The one place of a name."""
    (found,) = find(typed)
    return found


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("huyện Phú Bình", "d:173"),
        ("huyen phu binh", "d:173"),
        ("H. PHÚ BÌNH", "d:173"),
        ("  huyện   phu binh ", "d:173"),
        ("tp thu duc", "d:769"),
        ("TP.Thủ Đức", "d:769"),
        ("Quận 2", "d:769"),
        ("q2", "d:769"),
        ("Q.02", "d:769"),
        ("thị xã Phổ Yên", "d:172"),
        ("tx pho yen", "d:172"),
        ("tỉnh Hà Tây", "p:28"),
        ("thua thien hue", "p:46"),
        ("Thừa Thiên - Huế", "p:46"),
        ("ba ria vung tau", "p:77"),
        ("kontum", "p:62"),
        ("kon tum", "p:62"),
        ("xã Diễn Hải", "c:17419"),
        ("x. ha chau, phu binh", "c:05968"),
        ("phường Bình Ngọc", "c:06751"),
        ("phường Bình Ngọc, Móng Cái, Quảng Ninh (2010–2025)", "c:06751"),
        ("đk phú quý", "C:23272"),
    ],
)
def test_the_first_is_the_one_meant(typed, unit):
    """Kinds in full or short, any accents, numbers, former names and further spellings lead to the unit."""
    assert ids(typed)[:1] == [unit]


def test_a_former_name_tells_its_kind_parents_and_years():
    """The form that has the name is shown with its parents of that time and its years."""
    found = only("phường bình ngọc")
    assert found.label == "phường Bình Ngọc, Móng Cái, Quảng Ninh"
    assert form_years(found.form) == (2010, 2025)
    assert not found.exists
    assert [(form_label(found.unit, form), form_years(form)) for form in found.unit.forms[:1]] == [
        ("xã Bình Ngọc, Móng Cái, Quảng Ninh", (None, 2010))
    ]


def test_the_kind_chooses_the_form():
    """Phổ Yên was a district, then a town, then a city: without a kind the last one is told."""
    assert [form_years(find(f"{kind} Phổ Yên")[0].form) for kind in ("huyện", "thị xã", "thành phố")] == [
        (None, 2015),
        (2015, 2022),
        (2022, 2025),
    ]
    assert named("pho yen")[:2] == ["thành phố Phổ Yên, Thái Nguyên", "phường Phổ Yên, Thái Nguyên"]


def test_old_and_new_units_of_one_name_are_both_found():
    """What exists comes first, what is gone says what it is today."""
    new, old = find("Lâm Đồng")
    assert (new.unit.id, new.exists, old.unit.id, old.exists) == ("P:68", True, "p:68", False)
    assert [found.unit.id for found in find("Huế")][:2] == ["P:46", "p:46"]
    assert find("Hà Tây")[0].today == ((("P:01",),), False)
    assert find("Thủ Đức")[0].today[0] == (("P:79",),)


def test_a_gone_province_and_wards_of_its_name():
    """The province comes first; with `(cũ)` only units of the old map are left."""
    found = find("Bình Thuận")
    assert found[0].unit.id == "p:60"
    assert found[0].today == ((("P:68",),), False)
    assert any(one.exists for one in found)
    gone = find("bình thuận (cũ)")
    assert gone[0].unit.id == "p:60"
    assert not any(one.exists for one in gone)
    assert ids("bình thuận cũ") == [one.unit.id for one in gone]


def test_a_divided_commune_says_so():
    """It has several places today, each with a part."""
    divided = next(unit for unit in places.units() if unit.id[0] == "c" and places.now(unit.id)[1])
    found = next(one for one in find(places.label(divided.id)) if one.unit.id == divided.id)
    paths, partial = found.today
    assert partial
    assert len(paths) > 1


@pytest.mark.parametrize("typed", ["huyện Châu Thành", "huyen chau thanh", "h chau thanh"])
def test_ten_districts_of_one_name(typed):
    """All districts called Châu Thành are found, each once, and told apart by their provinces."""
    known = {
        unit.id
        for unit in places.units()
        if any(form.kind == "huyện" and form.name == "Châu Thành" for form in unit.forms)
    }
    assert len(known) >= 10
    whole = [one for one in find(typed) if one.whole]
    assert {one.unit.id for one in whole} == known
    assert len({one.label for one in whole}) == len(known)
    assert named(typed)[len(whole) :] == ["huyện Châu Thành A, Hậu Giang"]


def test_what_lies_above_tells_units_of_one_name_apart():
    """Tân Phú is dozens of units; a province or a district, of then or of today, leaves those inside it."""
    assert len(ids("Tân Phú", 100)) > 30
    assert ids("huyện Tân Phú, Đồng Nai") == ["d:734"]
    assert ids("tan phu, pho yen, thai nguyen") == ["c:05902"]
    inside = ids("Tân Phú, Đồng Nai", 100)
    assert inside[:1] == ["d:734"]
    assert "c:25195" in inside  # of Bình Phước, which is in Đồng Nai today
    assert ids("Tân Phú, Hà Giang") == []
    assert ids("Tân Phú, ", 100) == ids("Tân Phú", 100)


@pytest.mark.parametrize(
    ("typed", "unit", "is_found"),
    [
        ("Hoà Bình", "p:17", True),
        ("Hòa Bình", "p:17", True),
        ("hoa binh", "p:17", True),
        ("hoa Bình", "p:17", True),
        ("Hoa Bính", "p:17", False),
        ("Hóa Bình", "p:17", False),
        ("dak lak", "p:66", True),
        ("Đắc Lắc", "p:66", True),
        ("Đắk Lak", "p:66", True),
        ("đak lăk", "p:66", False),
        ("mi tho", "d:815", True),
        ("my tho", "d:815", True),
        ("tuy phong", "d:595", True),
        ("tinh hoa binh", "p:17", True),
        ("huyen hoa binh", "p:17", False),
    ],
)
def test_a_typed_accent_is_a_constraint(typed, unit, is_found):
    """A word without accents stands for all, one with accents for itself; so does the kind."""
    assert (unit in ids(typed, 100)) is is_found


@pytest.mark.parametrize(
    ("typed", "unit", "is_found"),
    [
        ("bình th", "p:60", True),
        ("binh thu", "p:60", True),
        ("bình thuâ", "p:60", True),
        ("bình thuậ", "p:60", True),
        ("bình thuầ", "p:60", False),
        ("bình thua", "p:60", True),
        ("bìn thuận", "p:60", False),
        ("tp thu đ", "d:769", True),
        ("quận 1", "d:760", True),
        ("phường 1", "c:26977", True),
        ("phường 1", "c:25468", False),
    ],
)
def test_the_last_word_may_be_cut_short(typed, unit, is_found):
    """Marks that were typed must be there, others may come; numbers are always whole."""
    assert (unit in ids(typed, 1000)) is is_found


def test_the_order_is_whole_names_then_levels_then_what_exists():
    """Provinces before districts before communes, units of today before those that are gone."""
    levels = list(Level)
    for typed in ("binh", "tân", "hoa binh", "th", "phu"):
        found = find(typed, 200)
        keys = [(not one.whole, levels.index(places.level(one.unit.id)), not one.exists) for one in found]
        assert keys == sorted(keys), typed
        assert find(typed, 200) == found
        assert find(typed, 7) == found[:7]


@pytest.mark.parametrize(
    "typed", ["", "  ", ",", "()", "(cũ)", "??", "xã", "zzz", "\x00", "e\u0301" * 500, "a" * 10_000]
)
def test_what_is_no_name_finds_nothing(typed):
    """No text raises."""
    assert find(typed) == ()


def test_only_so_many_names_above_are_read():
    """More commas are no more work."""
    assert ids("hà châu, phú bình, thái nguyên, thái nguyên, zzz") == ["c:05968"]
    assert ids("hà châu, zzz, phú bình") == []


def test_decomposed_letters_and_long_texts_are_read():
    """Unicode's other form is the same name; what is beyond the limit is not read."""
    assert ids(unicodedata.normalize("NFD", "Hòa Bình")) == ids("Hòa Bình")
    assert ids("Phú Yên".ljust(MAX_TYPED) + "zzz") == ids("Phú Yên")


def test_every_unit_is_found_by_every_label_it_had():
    """Accented and plain, with kind and parents: each form of units drawn at random."""
    known = [(unit, form) for unit in places.units() for form in unit.forms]
    for unit, form in random.Random(seed()).sample(known, 150):
        label = form_label(unit, form)
        for typed in (label, folded(label), f"{form.kind} {form.name}"):
            found = find(typed, 1000)
            assert unit.id in {one.unit.id for one in found}, typed
        own = next(one for one in find(label, 1000) if one.unit.id == unit.id)
        assert own.whole
        assert places.regime(unit.id) is Regime.NEW or not own.exists
        assert (own.form.kind, own.form.name.lower()) == (form.kind, form.name.lower())


def test_what_lives_on_keeps_its_name():
    """Thái Nguyên and Huế are names of today, Bình Thuận and every district of before are gone."""
    assert all(places.lives_on(unit) for unit in ("p:19", "p:46", "P:68", "p:68", "nothing"))
    assert not any(places.lives_on(unit) for unit in ("p:60", "p:28", "d:173", "c:05968", "p:75"))
