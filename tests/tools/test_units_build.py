import json
import shutil
import sqlite3
import subprocess

import pytest
from click.testing import CliRunner

from search.errors import DataError, InputError
from tools.units.build import Sources, Timeline, build, main, write
from tools.units.states import split_kind

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

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


def git(folder, *arguments):
    """Run git in a folder."""
    who = ["-c", "user.name=x", "-c", "user.email=x@x"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def commit(folder, tag, files):
    """Write files and commit them under a tag."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", tag)
    git(folder, "tag", tag)


def as_json(units):
    """A table of madnh: code to name and parent; a name that is missing stands for an empty row."""
    rows = {code: {"name_with_type": name, "parent_code": parent} for code, name, parent in units}
    return json.dumps(rows, ensure_ascii=False)


def as_sql(provinces, districts, wards):
    """The tables of thanglequoc, with more columns than are read, names with apostrophes doubled."""

    def table(name, parent, rows):
        head = f"INSERT INTO {name} (code,full_name,{parent or 'other'},n) VALUES\n"
        return head + ",\n".join(f"('{a}','{b}',{c},1)" for a, b, c in rows) + ";\n"

    def under(rows):
        return [(code, name, f"'{parent}'") for code, name, parent in rows]

    parts = [table("provinces", "", [(code, name, "NULL") for code, name in provinces])]
    if districts:
        parts.append(table("districts", "province_code", under(districts)))
    parts.append(table("wards", "district_code" if districts else "province_code", under(wards)))
    return "".join(parts)


@pytest.fixture
def sources(tmp_path, source):
    """All three sources: the package, and two repositories with states of 2020, 2024 and 2026."""
    madnh, thanglequoc = tmp_path / "madnh", tmp_path / "thanglequoc"
    for folder in (madnh, thanglequoc):
        folder.mkdir()
        git(folder, "init", "-q")
    provinces = [("01", "Tỉnh Một", ""), ("02", "Tỉnh Bốn", "")]
    districts = [
        ("001", "Huyện Hai", "01"),
        ("002", "Huyện Ba", "01"),
        ("003", "Quận 05", "02"),
        ("004", None, "02"),
    ]
    communes = [
        ("00001", "Xã Tân Lập", "001"),
        ("00002", "Phường 01", "001"),
        ("00003", "Xã Tân Lập", "002"),
        ("00004", "Xã Sáu", "003"),
        ("00005", "Xã Bẩy", "003"),
        ("00006", "Xã Hết", "003"),
    ]
    commit(
        madnh,
        "m1",
        {
            "dist/tinh_tp.json": as_json(provinces),
            "dist/quan_huyen.json": as_json(districts),
            "dist/xa_phuong.json": as_json(communes),
        },
    )
    sql = as_sql(
        [("01", "Tỉnh Một"), ("02", "Tỉnh Bốn")],
        [("001", "Huyện Hai", "01"), ("002", "Thị xã Ba", "01"), ("003", "Quận 5", "02")],
        [
            ("00001", "Xã Tân Lập", "001"),
            ("00002", "Phường 1", "001"),
            ("00003", "Xã Tân Lập", "002"),
            ("00004", "Thị trấn Sáu", "003"),
            ("00005", "Xã Bảy", "003"),
        ],
    )
    commit(thanglequoc, "t1", {"postgresql/ImportData_vn_units.sql": sql})
    today = as_sql(
        [("01", "Thành phố Một")], [], [("00001", "Phường Bảy", "01"), ("00004", "Phường Tám", "01")]
    )
    commit(thanglequoc, "t2", {"new.sql": today})
    return Sources(source, madnh, thanglequoc)


TIMES = Timeline(
    (("m1", "", "2020-01-01"),), (("t1", "2024-02-01", "2024-02-01"),), (("t2", "new.sql", "2026-04-30"),)
)


@pytest.fixture
def tables(tmp_path):
    """Hand-kept tables: a fact that replaces a state, an alias, a correction, an early successor."""
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "facts.tsv").write_text(
        "id\tkind\tname\tparent\tfrom\tto\tsource\n"
        "d:002\thuyện\tBa\tp:01\t\t2021-03-04\tNghị quyết 1\n"
        "d:002\tthị xã\tBa\tp:01\t2021-03-04\t2025-07-01\tNghị quyết 1\n"
    )
    (folder / "aliases.tsv").write_text("unit\talias\twhy\nP:01\tMột Hai\tolder texts\n")
    (folder / "corrections.tsv").write_text(
        "what\tfrom\tto\tsource\ndrop\tc:00005\tC:00004\tx\nadd\tc:00005\tC:00001\tx\n"
    )
    (folder / "successors.tsv").write_text(
        "from\tto\tkind\tpartial\tday\tsource\nc:00006\tc:00005\tmerged\t\t2024-02-01\tx\n"
    )
    return folder


def forms(rows, unit):
    """The forms of a unit."""
    return [row[1:6] for row in rows if row[0] == unit]


def test_units_have_their_dated_forms(sources, tables):
    """Upgrades, units that ended, respelt names, changes since the reform, and facts that know the day."""
    rows, _ = build(sources, tables, TIMES)
    assert forms(rows, "d:002") == [
        ("huyện", "Ba", "p:01", "", "2021-03-04"),
        ("thị xã", "Ba", "p:01", "2021-03-04", "2025-07-01"),
    ]
    assert forms(rows, "c:00004") == [
        ("xã", "Sáu", "d:003", "", "2024-02-01"),
        ("thị trấn", "Sáu", "d:003", "2024-02-01", "2025-07-01"),
    ]
    assert forms(rows, "c:00006") == [("xã", "Hết", "d:003", "", "2024-02-01")]
    assert forms(rows, "c:00002") == [("phường", "1", "d:001", "", "2025-07-01")]
    assert forms(rows, "C:00001") == [
        ("xã", "Bảy", "P:01", "2025-07-01", "2026-04-30"),
        ("phường", "Bảy", "P:01", "2026-04-30", ""),
    ]
    assert forms(rows, "C:00009") == [("đặc khu", "Đảo", "P:01", "2025-07-01", "")]


def test_other_spellings_are_kept(sources, tables):
    """A name that another list spells otherwise, and aliases of our own, stand beside the last form."""
    rows, _ = build(sources, tables, TIMES)
    others = {row[0]: row[6] for row in rows}
    assert others["c:00005"] == "Bẩy"
    assert others["P:01"] == "Một Hai"
    assert others["c:00001"] == ""


def test_edges_are_those_of_the_reform_corrected_and_earlier_ones(sources, tables):
    """Mix-ups of namesakes are dropped, corrections applied; what ended early leads to its successor."""
    edges = {
        (edge.old, edge.new): (edge.kind, edge.partial, edge.day) for edge in build(sources, tables, TIMES)[1]
    }
    reform = "2025-07-01"
    assert edges == {
        ("p:01", "P:01"): ("merged", False, reform),
        ("p:02", "P:01"): ("merged", False, reform),
        ("d:004", "C:00009"): ("upgraded", False, reform),
        ("c:00001", "C:00001"): ("merged", False, reform),
        ("c:00002", "C:00001"): ("merged", False, reform),
        ("c:00003", "C:00001"): ("merged", False, reform),
        ("c:00004", "C:00004"): ("renamed", False, reform),
        ("c:00005", "C:00001"): ("merged", False, reform),
        ("c:00006", "c:00005"): ("merged", False, "2024-02-01"),
    }


def test_a_correction_that_does_not_fit_is_an_error(sources, tables):
    """What is there cannot be added, what is not cannot be dropped."""
    (tables / "corrections.tsv").write_text("what\tfrom\tto\tsource\ndrop\tc:00001\tC:00009\tx\n")
    with pytest.raises(DataError, match="cannot drop"):
        build(sources, tables, TIMES)


def test_same_sources_give_the_same_bytes(sources, tables, tmp_path):
    """Two runs write equal files."""
    outs = [tmp_path / "one", tmp_path / "two"]
    for out in outs:
        write(out, *build(sources, tables, TIMES))
    for name in ("units.tsv", "edges.tsv"):
        assert (outs[0] / name).read_bytes() == (outs[1] / name).read_bytes()


def test_wrong_folder_is_a_clear_error(tmp_path):
    """A folder without the data files ends with a message, not a traceback."""
    folder = str(tmp_path)
    arguments = ["--vietnamadminunits", folder, "--madnh", folder, "--thanglequoc", folder, "--out", folder]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == InputError.exit_code
    assert "dataset.db is missing" in result.output


def test_folder_that_is_no_repository_is_a_clear_error(sources, tables, tmp_path):
    """Git's own complaint becomes ours."""
    with pytest.raises(InputError, match="not the expected repository"):
        build(sources._replace(madnh=tmp_path / "data"), tables, TIMES)


def test_file_that_is_no_database_is_a_clear_error(sources, tables):
    """A damaged database is named."""
    (sources.vietnamadminunits / "dataset.db").write_text(
        "no database, but long enough to be read as one", "utf-8"
    )
    with pytest.raises(InputError, match="vietnamadminunits"):
        build(sources, tables, TIMES)


def test_kind_and_name_are_split():
    """The longest kind wins, whatever its capitals; a name without kind is an error."""
    assert split_kind("Thị Trấn Ái Tử") == ("thị trấn", "Ái Tử")
    assert split_kind("Phường 01") == ("phường", "1")
    with pytest.raises(DataError, match="Atlantis"):
        split_kind("Atlantis")
