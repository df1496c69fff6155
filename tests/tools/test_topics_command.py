"""`tratin topics`, and a table of one's own from the file to the page."""

import json
from functools import partial

import pytest
from commands import ran

from search.engine import open_reader
from search.model import Filter, Query
from search.settings import load_settings
from search.topics import DATA, NAME
from tools.wsgi import make_app

BEES = """
[[topic]]
id = "vat-nuoi"
name = "Vật nuôi"
name_en = "Livestock"
  [[topic.sub]]
  id = "ong"
  name = "Nuôi ong"
  name_en = "Bees"
  strong = ["nuôi ong", "đàn ong"]
  weak = ["mật ong"]
"""

RECORDS = [
    {
        "id": "1",
        "title": "Nuôi ong lấy mật",
        "text": "Đàn ong của bà con trong xã phát triển tốt, cho nhiều mật ong ngon, ai cũng vui mừng phấn "
        "khởi và mong mùa sau được nhiều hơn nữa.",
    },
    {
        "id": "2",
        "title": "Lễ kết nạp đảng viên mới",
        "text": "Chi bộ tổ chức lễ kết nạp đảng viên cho ba quần chúng ưu tú, các đồng chí tuyên thệ dưới cờ "
        "Đảng, hứa phấn đấu trở thành đảng viên tốt.",
    },
]


@pytest.fixture
def run(tmp_path):
    """Run `tratin` on a home of its own."""
    return partial(ran, tmp_path / "home")


@pytest.fixture
def records(tmp_path):
    """The articles as a file."""
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS), encoding="utf-8")
    return path


@pytest.fixture
def bees(tmp_path):
    """The small table as a file."""
    path = tmp_path / "bees.toml"
    path.write_text(BEES, encoding="utf-8")
    return path


def _lines(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_tree_is_listed(run, records):
    """Each topic with its phrases; with the articles that have it once there is a store."""
    first = run("topics", "list")
    assert first.returncode == 0
    assert "Phát triển đảng viên · Admitting new members  (to-chuc/phat-trien-dang-vien)" in first.stdout
    assert "bài · articles" not in first.stdout
    run("init")
    run("add", "--source", "mau", records)
    found = {each["id"]: each for each in _lines(run("topics", "list", "--json"))}
    assert found["to-chuc"]["articles"] == found["to-chuc/phat-trien-dang-vien"]["articles"] == 1
    assert found["to-chuc/phat-trien-dang-vien"]["strong"] > 5
    assert found["to-chuc"]["phrases"] > found["to-chuc/can-bo"]["phrases"]


def test_an_article_is_tried_without_a_store(run, records, bees):
    """Topics with scores and phrases, given ones marked; by another table where one is named."""
    shown = run("topics", "test", records)
    assert shown.returncode == 0
    assert "Phát triển đảng viên · Admitting new members  (to-chuc/phat-trien-dang-vien)" in shown.stdout
    assert "“quần chúng ưu tú”: cụm từ khá rõ, 1 lần · medium phrase, 1x" in shown.stdout
    first, second = _lines(run("topics", "test", records, "--topics-file", bees, "--json"))
    assert [(one["id"], one["given"]) for one in first["topics"]] == [("vat-nuoi/ong", True)]
    assert first["topics"][0]["evidence"][0]["quote"] == "Nuôi ong"
    assert second["topics"] == []


def test_what_is_no_article_is_told(run, tmp_path):
    """A page that the cleaner refuses is named with the reason; nothing usable is an unusable input."""
    page = tmp_path / "ngan.txt"
    page.write_text("Ngắn quá.", encoding="utf-8")
    refused = run("topics", "test", page)
    assert refused.returncode == 3
    assert "bỏ qua · skipped" in refused.stdout


def test_a_table_is_checked(run, tmp_path, bees):
    """A sound one ends with 0; a wrong one with 2, each mistake on a line."""
    assert run("topics", "check").returncode == 0
    assert run("topics", "check", bees).returncode == 0
    bees.write_text(BEES.replace("weak", "weka") + 'strong = ["x"]\n', encoding="utf-8")
    broken = run("topics", "check", bees)
    assert broken.returncode == 2
    assert "TOML" in broken.stdout
    bees.write_text(BEES.replace("weak", "weka") + '  head = ["đàn ong", ""]\n', encoding="utf-8")
    (told,) = _lines(run("topics", "check", bees, "--json"))
    assert [problem["where"] for problem in told["problems"]] == ["vat-nuoi/ong", "vat-nuoi/ong: head"]


def test_a_wrong_table_of_the_home_folder_is_refused(run, tmp_path):
    """Every command that needs topics tells what is wrong, in both languages."""
    run("init")
    (tmp_path / "home" / NAME).write_text(BEES.replace("name_en", "nam_en"), encoding="utf-8")
    for words in (("build",), ("status",), ("topics", "list")):
        refused = run(*words)
        assert refused.returncode == 2
        assert "bảng chủ đề có lỗi" in refused.stderr
        assert "there is no key 'nam_en'" in refused.stderr
    assert run("topics", "check").returncode == 2


def test_a_changed_table_changes_articles_without_another_crawl(run, records, tmp_path, bees):
    """The home folder's table makes documents stale; `build` makes them anew, and pages use its names."""
    home = tmp_path / "home"
    run("init")
    run("add", "--source", "mau", records)
    assert _lines(run("build", "--json"))[0]["refreshed"] == 0
    (home / NAME).write_text(BEES, encoding="utf-8")
    assert _lines(run("status", "--json"))[0]["stale"] == 2
    assert "taxonomy" in _lines(run("status", "--json"))[0]["outdated"]
    assert _lines(run("build", "--json"))[0]["refreshed"] == 2
    status = _lines(run("status", "--json"))[0]
    assert (status["stale"], status["outdated"]) == (0, [])
    settings = load_settings(home, {})
    result = open_reader(settings).search(Query(filters=(Filter("topic", ("vat-nuoi/ong",)),)))
    assert [hit.title.text for hit in result.hits] == ["Nuôi ong lấy mật"]
    page = make_app(settings).test_client().get("/tim?topic=vat-nuoi/ong&lang=en")
    assert "Bees" in page.text
    (home / NAME).unlink()
    assert _lines(run("build", "--json"))[0]["refreshed"] == 2


def test_a_copy_of_the_shipped_table_makes_nothing_stale(run, records, tmp_path):
    """Only another content counts."""
    run("init")
    run("add", "--source", "mau", records)
    (tmp_path / "home" / NAME).write_bytes((DATA / NAME).read_bytes())
    assert _lines(run("status", "--json"))[0]["stale"] == 0


def test_phrases_are_proposed_and_tables_compared(run, tmp_path, bees):
    """Over the store: what would move articles without a topic, and what another table would change."""
    run("init")
    path = tmp_path / "many.jsonl"
    texts = [
        f"Bà con làng chài số {n} kể chuyện trăng rằm đầu mùa bên bếp lửa, ai nấy đều vui vẻ cười nói, "
        "gió đưa hương cau thơm ngát khắp sân."
        for n in range(6)
    ]
    rows = [{"id": str(n), "title": "Chuyện trăng rằm", "text": text} for n, text in enumerate(texts)]
    rows += [{**RECORDS[0], "id": "ong"}]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    run("add", "--source", "mau", path)
    proposed = run("topics", "suggest", "--limit", "5", "--topics-file", bees, "--json")
    assert proposed.returncode == 0
    assert all(set(one) >= {"phrase", "topic", "moves", "undecided"} for one in _lines(proposed))
    compared = run("topics", "compare", bees, "--json")
    assert compared.returncode == 0
    *topics, total = _lines(compared)
    assert total["articles"] == 7
    assert [one["gained"] for one in topics if one["topic"] == "vat-nuoi/ong"] == [1]
    assert "Nuôi ong lấy mật" in run("topics", "compare", bees).stdout


def test_without_a_store_there_is_nothing_to_look_through(run):
    """Commands over the store say that there is none."""
    assert run("topics", "suggest").returncode == 4
