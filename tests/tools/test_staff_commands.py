"""`tratin synonyms`, `tratin pins`, and what they check at work on the command line."""

import json
from functools import partial

import pytest
from commands import ran

RECORDS = [
    {
        "id": "1",
        "title": "Phong trào dân vận khéo ở xã",
        "text": "Phong trào dân vận khéo của xã được bà con hưởng ứng, nhiều mô hình hay đã ra đời và được "
        "nhân rộng trong cả huyện, ai cũng vui mừng phấn khởi.",
    },
    {
        "id": "2",
        "title": "Thi đua khen thưởng cuối năm",
        "text": "Hội đồng thi đua khen thưởng họp phiên cuối năm, các đồng chí bàn việc khen thưởng tập thể "
        "và cá nhân có nhiều thành tích trong năm qua.",
    },
]

SYNONYMS = """
[[synonym]]
words = ["thi đua khen thưởng", "khen thưởng thi đua"]
[[synonym]]
words = ["HĐND", "hội đồng nhân dân"]
"""


@pytest.fixture
def run(tmp_path):
    """Run `tratin` on a home of its own."""
    return partial(ran, tmp_path / "home")


@pytest.fixture
def home(run, tmp_path):
    """A home folder with two articles."""
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS), encoding="utf-8")
    run("init")
    run("add", "--source", "mau", path)
    run("build")
    return tmp_path / "home"


def _json(done):
    return json.loads(done.stdout)


def test_no_table_is_fine(run):
    """Without a file both commands say where it would be."""
    for command, name in (("synonyms", "synonyms.toml"), ("pins", "pins.toml")):
        done = run(command, "check")
        assert done.returncode == 0
        assert name in done.stdout


def test_a_table_of_synonyms_is_checked(run, home, tmp_path):
    """Mistakes end with 2; a sound table is told with the articles of each form and with remarks."""
    (home / "synonyms.toml").write_text(SYNONYMS, encoding="utf-8")
    done = run("synonyms", "check")
    assert done.returncode == 0
    assert "thi đua khen thưởng: 1 bài · khen thưởng thi đua: 0 bài" in done.stdout
    assert "Lưu ý · Note: synonym 2 (dòng · line 4)" in done.stdout
    told = _json(run("synonyms", "check", "--json"))
    assert [one["articles"] for one in told["forms"]] == [1, 0, 0, 0]
    broken = tmp_path / "broken.toml"
    broken.write_text('[[synonym]]\nwords = ["a", "?"]\n', encoding="utf-8")
    done = run("synonyms", "check", broken)
    assert done.returncode == 2
    assert "synonym 1 (dòng · line 1): '?' không có chữ hay số nào" in done.stdout
    assert _json(run("synonyms", "check", broken, "--json"))["problems"][0]["where"].startswith("synonym 1")


def test_forms_are_not_counted_without_an_index(run, tmp_path):
    """The rest is told all the same."""
    path = tmp_path / "own.toml"
    path.write_text(SYNONYMS, encoding="utf-8")
    done = run("synonyms", "check", path)
    assert done.returncode == 0
    assert "articles not counted" in done.stdout
    assert {one["articles"] for one in _json(run("synonyms", "check", path, "--json"))["forms"]} == {None}


def test_a_query_is_tried(run, tmp_path):
    """How it is read is shown, abbreviations among it, by another table where one is named."""
    path = tmp_path / "own.toml"
    path.write_text(SYNONYMS, encoding="utf-8")
    done = run("synonyms", "test", "khen thuong thi dua", "--synonyms-file", path)
    assert done.returncode == 0
    assert "  0.80  thi đua khen thưởng" in done.stdout
    told = _json(run("synonyms", "test", "UBND xã khen thưởng thi đua", "--synonyms-file", path, "--json"))
    assert {one["code"] for one in told["notes"]} == {"abbreviation", "synonyms"}
    assert told["read"][-1] == {
        "typed": "khen thưởng thi đua",
        "forms": [{"text": "thi đua khen thưởng", "weight": 0.8}],
    }
    assert "no word is read as another" in run("synonyms", "test", "khen thưởng thi đua").stdout


def test_a_table_of_pins_is_checked(run, home, tmp_path):
    """Mistakes end with 2; ids that are not in the index, pins that are over and double ones are remarked."""
    (hit,) = _json(run("search", "dân vận", "--json"))["hits"]
    table = f'[[pin]]\nqueries = ["thi đua"]\narticles = ["{hit["id"]}"]\n'
    (home / "pins.toml").write_text(table, encoding="utf-8")
    assert _json(run("pins", "check", "--json"))["remarks"] == []
    more = '[[pin]]\nqueries = ["thi dua"]\narticles = ["none"]\n'
    more += '[[pin]]\nqueries = ["x"]\narticles = ["none"]\nuntil = 2020-01-01\n'
    (home / "pins.toml").write_text(table + more, encoding="utf-8")
    done = run("pins", "check")
    assert done.returncode == 0
    for part in ("bài 'none' không có trong chỉ mục", "đã hết hạn (2020-01-01)", "đã có bài ghim ở pin 1"):
        assert part in done.stdout
    broken = tmp_path / "broken.toml"
    broken.write_text(table.replace("queries", "query"), encoding="utf-8")
    done = run("pins", "check", broken)
    assert done.returncode == 2
    assert "không có khóa 'query'" in done.stdout


def test_the_command_line_searches_with_both_tables(run, home):
    """`search` reads synonyms and shows pinned results first, as the site does."""
    (hit,) = _json(run("search", "dân vận", "--json"))["hits"]
    pin = f'[[pin]]\nqueries = ["khen thưởng thi đua"]\narticles = ["{hit["id"]}"]\n'
    (home / "pins.toml").write_text(pin, encoding="utf-8")
    (home / "synonyms.toml").write_text(SYNONYMS, encoding="utf-8")
    done = run("search", "khen thuong thi dua")
    first, second = (
        done.stdout.index("Phong trào dân vận khéo"),
        done.stdout.index("Thi đua khen thưởng cuối năm"),
    )
    assert first < second
    assert done.stdout.count("Ghim bởi ban biên tập · Pinned by the editors") == 1
    told = _json(run("search", "khen thuong thi dua", "--json"))
    assert [one["id"] for one in told["pinned"]] == [hit["id"]]
    assert told["total"] == 1
    (home / "synonyms.toml").write_text("[[synonym]]\n", encoding="utf-8")
    refused = run("search", "x")
    assert refused.returncode == 2
    assert "bảng từ đồng nghĩa có lỗi" in refused.stderr
