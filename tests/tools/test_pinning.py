"""A pinned page shows which field of its article drifts, and a pin is never half written."""

from __future__ import annotations

import gzip
import json
import string
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pinned import PINS, own_pages

from index.clean.knowledge import NOTHING, Known, Rules, block_key
from index.pages import RawPage
from search import files
from search.model import VIETNAM, Article, Block, BlockKind, Skipped, SkipReason, Witness
from tools import pinning
from tools.pinning import check, check_pin, host_folder, pin, pins

PAGE = RawPage(
    "http://songmoi.example/tin/go-kho.html",
    "songmoi",
    "go-kho",
    "text/html",
    "<p>Gỡ khó</p>".encode(),
    "http://songmoi.example/tin/go-kho.html?id=1",
    datetime(2024, 5, 1, 8, 0, tzinfo=VIETNAM),
    {"content-type": "text/html"},
    (Witness("published", "2024-03-12", "feed"),),
)
TEXT = "Gỡ khó cho chi bộ\n12/03/2024\nHuyện ủy họp.\nĐã kết nạp nhiều người.\nLê Vân\nTin khác"
KINDS = "title dateline lead body byline related".split()
KNOWN = Known(
    Rules("p", {"title": ("h1", "h2")}, ("nav",), day_first=False), frozenset({block_key("Tin khác")})
)


def article(text=TEXT, kinds=KINDS):
    """An article with a block a line."""
    blocks, place = [], 0
    for line, kind in zip(text.split("\n"), kinds, strict=True):
        blocks.append(Block(BlockKind(kind), place, place + len(line)))
        place += len(line) + 1
    return Article(text, tuple(blocks), "songmoi", reasons={"title": "anything"})


@pytest.fixture
def cleaner(monkeypatch):
    """A cleaner that answers what a test wants, and tells what it was asked."""
    told = {"answer": article(), "asked": []}

    def clean(page, known):
        told["asked"].append((page, known))
        if isinstance(told["answer"], Exception):
            raise told["answer"]
        return told["answer"]

    monkeypatch.setattr(pinning, "clean", clean)
    return told


def test_nothing_drifts_where_nothing_changed(cleaner, tmp_path):
    """A page is cleaned again as it was: the same page, the same knowledge, and reasons do not count."""
    path = pin(PAGE, KNOWN, tmp_path)
    cleaner["answer"] = replace(article(), reasons={"title": "worded better"})
    assert check(tmp_path) == []
    assert cleaner["asked"][0] == cleaner["asked"][1] == (PAGE, KNOWN)
    assert pins(tmp_path) == [path]
    assert path.parent.name == "songmoi.example"
    assert path.name.startswith("go-kho-html-")


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("Gỡ khó cho chi bộ", "Gỡ khó", {"title", "blocks"}),
        ("12/03/2024", "13/03/2024", {"date", "blocks"}),
        ("Huyện ủy họp.", "Huyện ủy đã họp.", {"lead", "blocks"}),
        ("nhiều", "ít", {"blocks"}),
        ("Lê Vân", "Thu Cúc", {"byline", "blocks"}),
        ("Tin khác", "Tin mới", {"around"}),
    ],
)
def test_the_field_that_drifts_is_told(cleaner, tmp_path, old, new, fields):
    """Each field drifts on its own, and the message shows both sides."""
    pin(PAGE, NOTHING, tmp_path)
    cleaner["answer"] = article(TEXT.replace(old, new))
    drifts = check(tmp_path)
    assert {drift.field for drift in drifts} == fields
    for drift in drifts:
        removed = [line for line in drift.message.splitlines()[2:] if line.startswith("-")]
        added = [line for line in drift.message.splitlines()[2:] if line.startswith("+")]
        assert removed
        assert added
        assert drift.message.startswith("--- songmoi.example/go-kho-html-")


def test_a_kind_that_drifts_is_told(cleaner, tmp_path):
    """A paragraph that became a caption drifts, though no word changed."""
    pin(PAGE, NOTHING, tmp_path)
    cleaner["answer"] = article(kinds=["caption" if kind == "body" else kind for kind in KINDS])
    (drift,) = check(tmp_path)
    assert "-body: Đã kết nạp nhiều người." in drift.message.splitlines()
    assert "+caption: Đã kết nạp nhiều người." in drift.message.splitlines()


def test_a_long_paragraph_shows_what_changed(cleaner, tmp_path):
    """A word in a paragraph of many lines shows some of them only."""
    words = [f"chữ{number}" for number in range(2000)]
    cleaner["answer"] = article(TEXT.replace("nhiều", " ".join(words)))
    pin(PAGE, NOTHING, tmp_path)
    words[1000] = "KHÁC"
    cleaner["answer"] = article(TEXT.replace("nhiều", " ".join(words)))
    (drift,) = check(tmp_path)
    assert len(drift.message.splitlines()) < 10
    assert "KHÁC" in drift.message


def test_skips_are_pinned(cleaner, tmp_path):
    """A skip is expected as well: another reason drifts, and an article in its place, and the reverse."""
    cleaner["answer"] = Skipped(SkipReason.LIST_PAGE, "twenty links")
    pin(PAGE, NOTHING, tmp_path)
    cleaner["answer"] = Skipped(SkipReason.LIST_PAGE, "another detail")
    assert check(tmp_path) == []
    for answer in (Skipped(SkipReason.HOME_PAGE), article()):
        cleaner["answer"] = answer
        (drift,) = check(tmp_path)
        assert drift.field == "skipped"
        assert "-skipped: list-page" in drift.message
    pin(PAGE, NOTHING, tmp_path)
    cleaner["answer"] = Skipped(SkipReason.TOO_SHORT)
    (drift,) = check(tmp_path)
    assert drift.message.splitlines()[-1] == "+skipped: too-short"


def test_a_cleaner_that_fails_drifts(cleaner, tmp_path):
    """An exception is told as a drift of its page, and the other pages are checked."""
    pin(PAGE, NOTHING, tmp_path)
    pin(replace(PAGE, payload=b"other"), NOTHING, tmp_path)
    cleaner["answer"] = RecursionError("too deep")
    drifts = check(tmp_path)
    assert [drift.field for drift in drifts] == ["pin", "pin"]
    assert "+RecursionError: too deep" in drifts[0].message


@pytest.mark.parametrize(
    "spoil", ["", "{", "[]", "\x00", '{"version": 1}', '{"version": 99}', '{"version": 1, "page": 3}']
)
def test_a_broken_pin_is_told(cleaner, tmp_path, spoil):
    """A file that is no pin is a drift, not a crash."""
    pin(PAGE, NOTHING, tmp_path).write_text(spoil)
    (drift,) = check(tmp_path)
    assert drift.field == "pin"
    assert drift.message


@pytest.mark.parametrize("large", [False, True])
def test_a_page_that_was_changed_is_told(cleaner, tmp_path, large):
    """Other bytes than those that were pinned, damaged ones, or none at all."""
    page = replace(PAGE, payload=PAGE.payload * 5000) if large else PAGE
    path = pin(page, NOTHING, tmp_path)
    (stored,) = (each for each in path.parent.iterdir() if each != path)
    other = gzip.compress(b"other") if large else b"other"
    for spoilt in (other, stored.read_bytes()[:-9], b""):
        stored.write_bytes(spoilt)
        assert [drift.field for drift in check_pin(path)] == ["pin"]
    stored.unlink()
    assert [drift.field for drift in check_pin(path)] == ["pin"]


def test_a_large_page_is_compressed_the_same_way(cleaner, tmp_path):
    """A page of many bytes is stored compressed; pinned again, the files are the same."""
    page = replace(PAGE, payload=PAGE.payload * 5000)
    pin(page, NOTHING, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    pin(page, NOTHING, tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    (stored,) = tmp_path.rglob("*.html.gz")
    assert gzip.decompress(stored.read_bytes()) == page.payload
    assert stored.stat().st_size < 5_000
    assert check(tmp_path) == []


@pytest.mark.parametrize("expected", [3, None, {"blocks": [["title"]]}, {"blocks": 5, "around": []}])
def test_a_broken_expectation_is_told(cleaner, tmp_path, expected):
    """What is expected may be spoilt by hand."""
    path = pin(PAGE, NOTHING, tmp_path)
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(told | {"expected": expected}), encoding="utf-8")
    assert [drift.field for drift in check_pin(path)] == ["pin"]


def test_what_is_known_now_counts(cleaner, tmp_path):
    """Rules of today can be tried on the pins of a host; other hosts keep theirs."""
    pin(PAGE, NOTHING, tmp_path)
    pin(replace(PAGE, url="http://other.example/x"), NOTHING, tmp_path)
    cleaner["asked"].clear()
    check(tmp_path, lambda page, pinned: KNOWN if "songmoi" in page.url else pinned)
    assert [known for _, known in cleaner["asked"]] == [NOTHING, KNOWN]


@pytest.mark.parametrize("failing", [1, 2])
def test_a_disk_that_fails_leaves_the_old_pin(cleaner, tmp_path, monkeypatch, failing):
    """Whichever write fails, what was pinned before is whole, and nothing is left aside."""
    pin(PAGE, NOTHING, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    writes = []
    original = files.write_new

    def write_new(path, content):
        writes.append(path)
        if len(writes) == failing:
            raise OSError(28, "No space left on device")
        original(path, content)

    monkeypatch.setattr(files, "write_new", write_new)
    cleaner["answer"] = article(TEXT.replace("nhiều", "ít"))
    with pytest.raises(OSError, match="No space"):
        pin(PAGE, NOTHING, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://SongMoi.Example:8080/x", "songmoi.example"),
        ("http://user:pass@a.example/x", "a.example"),
        ("http://../../etc/passwd", "no-host"),
        ("http://..%2f..%2fetc/x", "2f..-2fetc"),
        ("http://[::1]/x", "1"),
        ("http://[::1/x", "no-host"),
        ("http://con/x", "con-"),
        ("http://nul.example/x", "nul.example-"),
        ("http://báo.example/x", "b-o.example"),
        ("http://-.-/x", "no-host"),
        ("file:///etc/passwd", "no-host"),
        ("", "no-host"),
        (None, "no-host"),
    ],
)
def test_a_host_is_a_safe_name(url, name):
    """Whatever a host is called, its folder is one below the pins."""
    assert host_folder(url) == name


@given(st.text(max_size=300))
def test_any_address_is_a_safe_name(text):
    """Small letters, digits, dots and hyphens; no dot first or last; of some length."""
    for url in (text, f"http://{text}/", f"http://{text}:1/{text}"):
        name = host_folder(url)
        assert 1 <= len(name) <= 110
        assert set(name) <= {*string.ascii_lowercase, *string.digits, ".", "-"}
        assert name.strip(".") == name
        assert len(Path(name).parts) == 1


@pytest.mark.parametrize(
    "url", [None, "http://a.example/", "http://a.example/%2e%2e/", "http://a.example/../..", "x" * 999]
)
def test_a_page_of_any_address_is_pinned_below_its_host(cleaner, tmp_path, url):
    """The files of a pin are in the folder of the host, whatever the rest of the address is."""
    path = pin(replace(PAGE, url=url, name="../../x"), NOTHING, tmp_path / "pins")
    assert path.parent.parent == tmp_path / "pins"
    assert [each.name for each in tmp_path.iterdir()] == ["pins"]
    assert check(tmp_path / "pins") == []


def test_a_pin_cannot_read_elsewhere(cleaner, tmp_path):
    """A pin that names a file in another folder does not get it."""
    path = pin(PAGE, NOTHING, tmp_path / "pins")
    told = json.loads(path.read_text(encoding="utf-8"))
    told["page"]["file"] = f"../../{told['page']['file']}"
    (tmp_path / Path(told["page"]["file"]).name).write_bytes(b"secret")
    path.write_text(json.dumps(told), encoding="utf-8")
    assert check_pin(path) == []


def test_our_own_pins_do_not_drift():
    """The pages in tests/cases/pins give what is expected; tests/support/pinned.py pins them anew."""
    assert [drift.message for drift in check(PINS)] == []


def test_our_own_pages_are_small():
    """Six pages of six layouts, among them one that is no article."""
    pages = list(own_pages())
    assert len({page.source for page in pages}) == len(pages) >= 6
    assert all(len(page.payload) < 80_000 for page in pages)
