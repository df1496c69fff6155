import json
import sqlite3

import pytest
from click.testing import CliRunner

from search.errors import DataError, InputError
from tools.units.build import build, main, split_kind, write

OLD = (
    # province, district, commune: key, code, full name of each
    ("p1", "01", "Tỉnh Một", "d1", "001", "Huyện Hai", "c1", "00001", "Xã Tân Lập"),
    ("p1", "01", "Tỉnh Một", "d1", "001", "Huyện Hai", "c2", "00002", "Phường 1"),
    ("p1", "01", "Tỉnh Một", "d2", "002", "Thị Xã Ba", "c1", "00003", "Xã Tân Lập"),
    ("p2", "02", "Tỉnh Bốn", "d3", "003", "Quận 5", "c3", "00004", "Thị trấn Sáu"),
    ("p2", "02", "Tỉnh Bốn", "d3", "003", "Quận 5", "c4", "00005", "Xã Bảy"),
    ("p2", "02", "Tỉnh Bốn", "d4", "004", "Huyện Đảo", None, None, None),
)
NEW = (
    ("P1", "01", "Thành phố Một", "n1", "00001", "Xã Bảy"),
    ("P1", "01", "Thành phố Một", "n2", "00004", "Phường Tám"),
    ("P1", "01", "Thành phố Một", "n3", "00009", "Đặc khu Đảo"),
)
CONVERTER = {
    "DICT_PROVINCE": {"P1": ["p1", "p2"]},
    "DICT_PROVINCE_WARD_NO_DIVIDED": {
        "P1": {"n1": ["p1_d1_c2", "p1_d1_c1"], "n2": ["p2_d3_c3", "p2_d3_c4"], "n3": ["p2_d4_"]}
    },
    # The namesake in another district is given n1 too, and n2 has a predecessor from a foreign province.
    "DICT_PROVINCE_WARD_DIVIDED": {"P1": {"p1_d2_c1": [{"newWardKey": "n1"}, {"newWardKey": "n2"}]}},
}


@pytest.fixture
def source(tmp_path):
    """A folder laid out like the package's data, with five old and three new units."""
    folder = tmp_path / "data"
    folder.mkdir()
    with sqlite3.connect(folder / "dataset.db") as db:
        db.execute(
            "CREATE TABLE admin_units_legacy (provinceKey, provinceCode, province, districtKey, districtCode,"
            " district, wardKey, wardCode, ward)"
        )
        db.executemany(f"INSERT INTO admin_units_legacy VALUES ({','.join('?' * 9)})", OLD)
        db.execute("CREATE TABLE admin_units (provinceKey, provinceCode, province, wardKey, wardCode, ward)")
        db.executemany(f"INSERT INTO admin_units VALUES ({','.join('?' * 6)})", NEW)
    db.close()
    (folder / "converter_2025.json").write_text(json.dumps(CONVERTER), "utf-8")
    return folder


def test_units_get_ids_of_their_regime(source):
    """Codes that were used again stay apart, and kinds are lower case."""
    units = {unit.id: unit for unit in build(source)[0]}
    assert set(units) == {
        *(
            "p:01",
            "p:02",
            "d:001",
            "d:002",
            "d:003",
            "d:004",
            "c:00001",
            "c:00002",
            "c:00003",
            "c:00004",
            "c:00005",
        ),
        *("P:01", "C:00001", "C:00004", "C:00009"),
    }
    assert (units["d:002"].kind, units["d:002"].name, units["d:002"].valid_to) == (
        "thị xã",
        "Ba",
        "2025-06-30",
    )
    assert (units["C:00004"].name, units["C:00004"].parent, units["C:00004"].valid_from) == (
        "Tám",
        "P:01",
        "2025-07-01",
    )


def test_mix_ups_of_namesakes_are_dropped_but_no_commune_is_lost(source):
    """Of two wrong successors one is dropped, and the last one is kept whatever it is."""
    edges = {(edge.old, edge.new): edge.partial for edge in build(source)[1]}
    assert edges == {
        ("p:01", "P:01"): False,
        ("p:02", "P:01"): False,
        ("d:004", "C:00009"): False,
        ("c:00001", "C:00001"): False,
        ("c:00002", "C:00001"): False,
        ("c:00003", "C:00001"): False,
        ("c:00004", "C:00004"): False,
        ("c:00005", "C:00004"): False,
    }


def test_same_source_gives_the_same_bytes(source, tmp_path):
    """Two runs write equal files."""
    outs = [tmp_path / "one", tmp_path / "two"]
    for out in outs:
        write(out, *build(source))
    for name in ("units.tsv", "edges.tsv"):
        assert (outs[0] / name).read_bytes() == (outs[1] / name).read_bytes()


def test_command_says_what_it_wrote(source, tmp_path):
    """The command counts what it wrote."""
    result = CliRunner().invoke(main, ["--source", str(source), "--out", str(tmp_path / "out")])
    assert result.exit_code == 0
    assert result.output.startswith("15 units, 8 edges")


def test_wrong_folder_is_a_clear_error(tmp_path):
    """A folder without the data files ends with a message, not a traceback."""
    result = CliRunner().invoke(main, ["--source", str(tmp_path), "--out", str(tmp_path)])
    assert result.exit_code == InputError.exit_code
    assert "dataset.db is missing" in result.output


def test_file_that_is_no_database_is_a_clear_error(tmp_path):
    """A damaged database is named."""
    (tmp_path / "dataset.db").write_text("not a database, but long enough to be read as one", "utf-8")
    with pytest.raises(InputError, match=r"dataset\.db"):
        build(tmp_path)


def test_kind_and_name_are_split():
    """The longest kind wins, whatever its capitals; a name without kind is an error."""
    assert split_kind("Thị Trấn Ái Tử") == ("thị trấn", "Ái Tử")
    assert split_kind("Phường 1") == ("phường", "1")
    with pytest.raises(DataError, match="Atlantis"):
        split_kind("Atlantis")
