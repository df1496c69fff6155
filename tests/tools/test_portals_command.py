"""`tratin portals`."""

import json
from functools import partial

import pytest
from commands import ran
from portals.running import running_portal

from index.portals import SHIPPED

DENIED = "ruled out by `allow` or `deny` of the file, never fetched"
OUTSIDE = "outside of the hosts and paths in `hosts`, never fetched"


@pytest.fixture
def run(tmp_path):
    """Run `tratin` on a home of its own."""
    return partial(ran, tmp_path)


@pytest.fixture
def own(tmp_path):
    """Write a portal file of one's own."""
    (tmp_path / "portals").mkdir()
    return lambda text: (tmp_path / "portals" / "mau.toml").write_text(text, encoding="utf-8")


def test_portals_are_listed(run, own):
    """Each portal is told with its hosts, its place and the fields that have rules."""
    own('name = "Mẫu"\nhosts = ["mau.example/a"]\nplace = "p:40"\nremove = ".x"\n[select]\nbody = "article"')
    assert "example  Cổng tin mẫu" in run("portals").stdout
    assert "mau  Mẫu" in run("portals").stdout
    assert "tỉnh Nghệ An (p:40)" in run("portals").stdout
    found = [json.loads(line) for line in run("portals", "--json").stdout.splitlines()]
    (facts,) = [each for each in found if each["key"] == "mau"]
    assert facts["hosts"] == ["mau.example/a"]
    assert facts["place"] == "p:40"
    assert facts["fields"] == ["body", "remove"]


def test_a_check_tells_of_every_file(run, own):
    """A sound set of files ends with 0, a wrong file with 2 and its problem."""
    own('name = "Mẫu"\nhosts = ["mau.example"]')
    sound = run("portals", "--check")
    assert (sound.returncode, sound.stdout.count("Tốt · OK")) == (0, 1 + len(list(SHIPPED.glob("*.toml"))))
    own('name = "Mẫu"\nhosts = ["mau.example", "portal.example"]')
    assert run("portals", "--check").returncode == 2
    own('name = "Mẫu"\nplace = "x"')
    wrong = run("portals", "--check", "--json")
    assert wrong.returncode == 2
    (problem,) = [each["problem"] for each in map(json.loads, wrong.stdout.splitlines()) if each["problem"]]
    assert "place:" in problem
    assert "hosts:" in problem


RULED_OUT = """
name = "Mẫu"
hosts = ["mau.example/huyen"]
[[feed]]
url = "https://mau.example/huyen/rss.xml"
[[feed]]
url = "https://noi-khac.example/rss.xml"
[[list]]
url = "https://mau.example/huyen/tin/"
item = "li"
[crawl]
start = ["https://mau.example/huyen/tin/moi", "https://mau.example/huyen/gioi-thieu/"]
sitemaps = ["https://mau.example/sitemap.xml"]
allow = ["/huyen/tin/"]
"""


@pytest.mark.parametrize("words", [("portals",), ("portals", "--check"), ("portals", "check")])
def test_a_file_that_rules_out_where_it_begins_is_warned_of(run, own, tmp_path, words):
    """Each address with its file, in both languages; the file is sound, and what is right is passed over."""
    own(RULED_OUT)
    told = run(*words)
    assert told.returncode == 0
    warned = [line.split(" · ") for line in told.stdout.splitlines() if "Cảnh báo" in line]
    path = tmp_path / "portals" / "mau.toml"
    assert [(line[0], line[1], line[2].rpartition(": ")[0], line[3]) for line in warned] == [
        ("Cảnh báo", f"Warning: {path}: {what}", f"{english} https://{url}", why)
        for what, english, url, why in (
            ("trang bắt đầu", "start page", "mau.example/huyen/gioi-thieu/", DENIED),
            ("nguồn tin", "feed", "mau.example/huyen/rss.xml", DENIED),
            ("nguồn tin", "feed", "noi-khac.example/rss.xml", OUTSIDE),
            ("sơ đồ trang", "sitemap", "mau.example/sitemap.xml", OUTSIDE),
        )
    ]
    assert "không bao giờ được tải" in warned[0][2]
    facts = [json.loads(line) for line in run(*words, "--json").stdout.splitlines()]
    (mine,) = [each["warnings"] for each in facts if each["file"] == str(path)]
    assert [each["reason"] for each in mine] == ["denied", "denied", "outside", "outside"]


def test_a_wrong_file_is_refused(run, own):
    """Without `--check`, the list is refused with the same words."""
    own("x = 1")
    refused = run("portals")
    assert refused.returncode == 2
    assert "Tệp cổng tin" in refused.stderr
    assert "unknown field 'x'" in refused.stderr


# --- check URL ---


@pytest.fixture(scope="module")
def portal():
    """Six platforms on loopback."""
    with running_portal(articles=40, crawl_delay={}) as running:
        yield running


@pytest.fixture
def ready(tmp_path):
    """A home whose settings name a contact and no pause."""
    text = 'crawl_contact = "mailto:lien-he@may.example"\ncrawl_delay_ms = 0\n'
    (tmp_path / "tratin.toml").write_text(text, encoding="utf-8")


def test_check_without_an_address_checks_the_files(run, own):
    """As `--check` does."""
    own('name = "Mẫu"\nplace = "x"')
    assert run("portals", "check").stdout == run("portals", "--check").stdout
    assert run("portals", "check").returncode == run("portals", "--check").returncode == 2
    assert run("portals", "check", "--write").returncode == 2


def test_a_new_portal_is_explored(run, ready, portal, tmp_path):
    """The report and the draft are printed, and nothing is written."""
    told = run("portals", "check", portal.local("liferay.example"), "--private")
    assert (told.returncode, told.stderr) == (0, "")
    for words in (
        "phần mềm · platform: liferay",
        "Danh sách · lists:",
        "Bài mẫu · samples:",
        "enabled = false",
    ):
        assert words in told.stdout
    assert not (tmp_path / "portals").exists()


def test_a_draft_is_written_and_passes_the_check(run, ready, portal, tmp_path):
    """Once; then only by force."""
    words = ("portals", "check", portal.local("nukeviet.example"), "--private", "--write")
    told = run(*words, "--json")
    (facts,) = map(json.loads, told.stdout.splitlines())
    (path,) = (tmp_path / "portals").iterdir()
    assert facts["file"] == str(path)
    assert facts["draft"] == path.read_text(encoding="utf-8")
    assert facts["explored"]["platform"] == "nukeviet"
    assert facts["explored"]["lists"][0]["rules"]["item"] == ["div.item"]
    assert [sample["problem"] for sample in facts["explored"]["samples"]] == [""] * 5
    assert run("portals", "check").returncode == 0
    again = run(*words)
    assert again.returncode == 3
    assert "--force" in again.stderr
    assert run(*words, "--force").returncode == 0
    out = tmp_path / "noi-khac" / "nhap.toml"
    assert run(*words[:-1], "--out", str(out)).returncode == 0
    assert out.read_text(encoding="utf-8").startswith("# BẢN NHÁP")


def test_a_portal_that_cannot_be_looked_at_is_told_in_a_sentence(run, ready, portal):
    """With the exit code of unusable input, and no traceback."""
    for words, said in (
        ((portal.local("liferay.example"),), "--private"),
        ((portal.local("trouble.example", "/status?code=404"), "--private"), "404"),
        (("khong-co.invalid",), "không có máy chủ nào"),
        (("ftp://a.example/",), "không phải địa chỉ web"),
    ):
        told = run("portals", "check", *words)
        assert told.returncode == 3
        assert said in told.stderr
        assert told.stderr.startswith("Lỗi · Error: ")
        assert "Traceback" not in told.stderr


def test_a_contact_must_be_set(run, portal):
    """As for a crawl."""
    told = run("portals", "check", portal.local("liferay.example"), "--private")
    assert told.returncode == 2
    assert "crawl_contact" in told.stderr
