"""Files as they come in: what becomes a page, what is skipped, and which identity it gets."""

from __future__ import annotations

import json
import os
import socket

import pytest

from index.imports import FileSkip, read_files
from index.pages import RawPage, article_id
from search.errors import InputError
from search.model import VIETNAM, SkipReason

LIMIT = 1 << 20


def read(*paths, source="a", max_bytes=LIMIT):
    """All that comes from these paths."""
    return list(read_files(paths, source, max_bytes))


def write(path, content):
    """Write a file, its folders too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def write_lines(path, *records):
    """Write a JSON Lines file."""
    return write(path, "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))


def test_a_capture_becomes_a_page_byte_for_byte(tmp_path):
    """The bytes are kept as they are, with source, name, type and a time in Vietnam."""
    path = write(tmp_path / "báo" / "một.txt", "Đảng\r\nbộ\n")
    (page,) = read(path)
    assert isinstance(page, RawPage)
    assert page.payload == "Đảng\r\nbộ\n".encode()
    assert (page.source, page.name, page.media_type, page.url) == ("a", "một.txt", "text/plain", None)
    assert page.fetched.tzinfo is VIETNAM


def test_a_folder_is_walked_in_order_without_hidden_and_other_files(tmp_path):
    """Only known suffixes, in sorted order, through all folders; hidden ones are left alone."""
    for name in ("b.txt", "a.HTML", "c/d.htm", "c/e.pdf", ".hidden.txt", ".git/x.txt", "f.md"):
        write(tmp_path / name, "x")
    *pages, others = read(tmp_path)
    assert [(page.name, page.media_type) for page in pages] == [
        ("a.HTML", "text/html"),
        ("b.txt", "text/plain"),
        ("d.htm", "text/html"),
    ]
    assert others == FileSkip(str(tmp_path), SkipReason.UNKNOWN_TYPE, "1 .md, 1 .pdf", 2)


def test_files_of_other_types_in_a_folder_are_told_together(tmp_path):
    """One line by ending, the most frequent first; what a browser saves beside pages is no part of it."""
    for name in ("a.csv", "b/c.CSV", "d.json", "e.docx", "README", "f.css", "f_files/g.png", "h.js?ver=2"):
        write(tmp_path / name, "x")
    assert read(tmp_path) == [
        FileSkip(str(tmp_path), SkipReason.UNKNOWN_TYPE, "2 .csv, 1 (no ending), 1 .json, 1 .docx", 5)
    ]
    many = tmp_path / "many"
    for number in range(10):
        write(many / f"a.x{number}", "x")
    (skip,) = read(many)
    assert skip.count == 10
    assert skip.detail.endswith("1 .x7, and others")


@pytest.mark.parametrize("name", ["a.aspx", "a.PHP", "a.jsp", "a", "a.aspx?id=5", "a.xhtml"])
@pytest.mark.parametrize(
    "head", ["\r\n\r\n<!DOCTYPE html PUBLIC>", '<?xml version="1.0"?>\n<!-- x -->\n<html>', "\ufeff<HTML>"]
)
def test_a_page_under_the_name_of_a_program_is_read_as_html(tmp_path, name, head):
    """Saved pages keep the ending of their address, or none; a file that is named is read alike."""
    path = write(tmp_path / name, head)
    assert [page.media_type for page in (*read(tmp_path), *read(path))] == ["text/html"] * 2


@pytest.mark.parametrize("name", ["a.aspx", "a.php", "LICENSE"])
def test_a_program_itself_is_not_read(tmp_path, name):
    """What does not begin like HTML is the program, or no page at all."""
    write(tmp_path / name, "<?php echo '<html>';")
    (skip,) = read(tmp_path)
    assert (skip.reason, skip.count) == (SkipReason.UNKNOWN_TYPE, 1)


def test_a_file_named_twice_is_read_once(tmp_path):
    """A folder and a file within it give the file once."""
    path = write(tmp_path / "a.txt", "x")
    assert len(read(path, tmp_path, path)) == 1


def test_another_suffix_named_by_a_person_is_told(tmp_path):
    """A file of another type is skipped with its name."""
    path = write(tmp_path / "a.pdf", "x")
    assert read(path) == [
        FileSkip(
            str(path),
            SkipReason.UNKNOWN_TYPE,
            "only .txt, .html, .htm, .xhtml, .jsonl, .warc, .warc.gz are read",
        )
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", SkipReason.EMPTY),
        (b" \n\t\r\n", SkipReason.EMPTY),
        (b"\xef\xbb\xbf", SkipReason.EMPTY),
        (b"abc\0def", SkipReason.NOT_TEXT),
        (b"%PDF-1.7 abc", SkipReason.NOT_TEXT),
        (bytes(range(1, 32)) * 10, SkipReason.NOT_TEXT),
    ],
)
def test_a_file_without_text_is_skipped(tmp_path, content, reason):
    """Empty and binary files are counted outcomes."""
    (skip,) = read(write(tmp_path / "a.txt", content))
    assert isinstance(skip, FileSkip)
    assert skip.reason is reason


@pytest.mark.parametrize("content", [b"\xd0\xe6ng b\xe9", "Đảng bộ".encode("utf-16")])
def test_text_in_another_encoding_is_kept(tmp_path, content):
    """What is not UTF-8 is stored all the same: a later cleaner may read it."""
    (page,) = read(write(tmp_path / "a.txt", content))
    assert isinstance(page, RawPage)
    assert page.payload == content


def test_a_huge_file_costs_nothing(tmp_path):
    """A file of two gigabytes is skipped by its size alone."""
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    (skip,) = read(path)
    assert skip.reason is SkipReason.TOO_LARGE
    assert "2,147,483,648 bytes" in skip.detail


def test_a_missing_path_stops_before_anything_is_read(tmp_path):
    """The call itself raises, with the path and the reason, even if other paths are fine."""
    good = write(tmp_path / "a.txt", "x")
    with pytest.raises(InputError, match=r"missing\.txt: cannot be read: No such file") as caught:
        read_files([good, tmp_path / "missing.txt"], "a", LIMIT)
    assert caught.value.vietnamese.startswith("Không có ")


def test_a_path_that_is_neither_file_nor_folder_is_an_error(tmp_path):
    """A socket cannot be added."""
    path = str(tmp_path / "s.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        with pytest.raises(InputError, match=r"neither a file nor a folder"):
            read_files([tmp_path / "s.txt"], "a", LIMIT)


def test_what_is_broken_inside_a_folder_is_skipped(tmp_path):
    """A dangling link and a pipe among files are told, and the other files are read."""
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "b.txt")
    write(tmp_path / "c.txt", "x")
    first, second, page = read(tmp_path)
    assert (first.reason, second.reason) == (SkipReason.UNKNOWN_TYPE, SkipReason.UNKNOWN_TYPE)
    assert page.name == "c.txt"


def test_the_identity_of_a_file_is_its_folder_and_name(tmp_path):
    """The same file elsewhere, or changed, keeps its id; another source or folder has another."""
    first = read(write(tmp_path / "x" / "news" / "a.txt", "one"))[0]
    moved = read(write(tmp_path / "y" / "news" / "a.txt", "two"))[0]
    other = read(write(tmp_path / "y" / "old" / "a.txt", "two"))[0]
    elsewhere = read(tmp_path / "x" / "news" / "a.txt", source="b")[0]
    assert first.identity == moved.identity == "file:a:news/a.txt"
    assert len({first.identity, other.identity, elsewhere.identity}) == 3


def test_a_relative_path_has_the_same_identity(tmp_path, monkeypatch):
    """It does not matter from where a file is named."""
    path = write(tmp_path / "news" / "a.txt", "x")
    monkeypatch.chdir(path.parent)
    assert read(type(path)("a.txt"))[0].identity == "file:a:news/a.txt"


def test_the_same_identity_twice_in_a_call_is_told(tmp_path):
    """Of two files with the same folder and name the second is skipped, with what to do."""
    first = write(tmp_path / "x" / "news" / "a.txt", "one")
    second = write(tmp_path / "y" / "news" / "a.txt", "two")
    page, skip = read(first, second)
    assert page.payload == b"one"
    assert skip == FileSkip(
        str(second), SkipReason.BAD_RECORD, f"same identity as {first}; use --source to tell them apart"
    )


def test_a_name_that_is_not_unicode_is_harmless(tmp_path):
    """A file name of other bytes gives a name and an id that can be written down."""
    path = tmp_path / os.fsdecode(b"b\xe9.txt")
    (page,) = read(write(path, "x"))
    assert page.name == "b\ufffd.txt"
    assert len(article_id(page.identity)) == 16


def test_an_id_is_sixteen_hex_digits_for_ever():
    """The ids of version 1 hold: they are in the addresses of all articles."""
    assert article_id("file:a:news/a.txt") == "aa6b1a86452d1c5e"
    assert article_id("file:a:news/b.txt") != article_id("file:a:news/a.txt")


def test_a_record_is_its_line_byte_for_byte(tmp_path):
    """Each line is a page of its own, named by its number, without its line end."""
    path = write(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"text": "one"}\r\n\n  {"text":"hai"}')
    pages = read(path)
    assert [(page.payload, page.name) for page in pages] == [
        (b'\xef\xbb\xbf{"text": "one"}', "a.jsonl:1"),
        (b'  {"text":"hai"}', "a.jsonl:3"),
    ]
    assert {page.media_type for page in pages} == {"application/json"}


def test_the_identity_of_a_record_is_its_url_else_its_id_else_its_text(tmp_path):
    """An address counts in any source and file; an id within its source; text as a last resort."""
    path = write_lines(
        tmp_path / "a.jsonl",
        {"text": "x", "url": "https://b.example/1", "id": "7"},
        {"text": "x", "url": "javascript:x", "id": 7},
        {"text": "x", "title": "t"},
    )
    first, second, third = read(path)
    assert first.identity == "url:https://b.example/1"
    assert first.url == "https://b.example/1"
    assert second.identity == "record:a:7"
    assert second.url is None
    assert third.identity.startswith("record:a:sha256:")
    assert read(write_lines(tmp_path / "b.jsonl", {"title": "t", "text": "x"}))[0].identity == third.identity


def test_an_id_used_twice_is_told_but_an_address_may_come_again(tmp_path):
    """A second capture of an address is a new version; a second use of an id is a slip."""
    one = write_lines(
        tmp_path / "a.jsonl", {"text": "x", "id": "1"}, {"text": "y", "url": "http://b.example"}
    )
    two = write_lines(
        tmp_path / "b.jsonl", {"text": "z", "id": "1"}, {"text": "z", "url": "http://b.example"}
    )
    results = read(one, two)
    assert [type(result) for result in results] == [RawPage, RawPage, FileSkip, RawPage]
    assert results[2].detail == f"line 1: same identity as {one}:1; use --source to tell them apart"


@pytest.mark.parametrize(
    ("line", "reason", "detail"),
    [
        (b"{", SkipReason.BAD_RECORD, "line 2: not JSON"),
        (b"[" * 100_000, SkipReason.BAD_RECORD, "line 2: not JSON"),
        (b"9" * 10_000, SkipReason.BAD_RECORD, "line 2: not"),
        (b"[1]", SkipReason.BAD_RECORD, "line 2: not a JSON object"),
        (b'{"text": 5}', SkipReason.BAD_RECORD, "line 2: field 'text' must be a string"),
        (b'{"text": "x", "title": ["t"]}', SkipReason.BAD_RECORD, "line 2: field 'title' must be"),
        (b'{"text": "x", "id": true}', SkipReason.BAD_RECORD, "line 2: field 'id' must be"),
        (b'{"title": "t"}', SkipReason.NO_TEXT_FIELD, "line 2: no field 'text'"),
        (b'{"text": null}', SkipReason.NO_TEXT_FIELD, "line 2: no field 'text'"),
        (b'{"text": "\xff"}', SkipReason.NOT_UTF8, "line 2: byte 10 is not UTF-8"),
    ],
)
def test_a_bad_line_is_told_and_the_rest_goes_on(tmp_path, line, reason, detail):
    """The number of the line and what is wrong with it; the lines around it are read."""
    path = write(tmp_path / "a.jsonl", b'{"text": "one"}\n' + line + b'\n{"text": "three"}\n')
    first, skip, third = read(path)
    assert isinstance(first, RawPage)
    assert isinstance(third, RawPage)
    assert (skip.name, skip.reason) == (str(path), reason)
    assert skip.detail.startswith(detail)


def test_only_a_line_of_a_record_file_is_limited(tmp_path):
    """A file over the limit is read line by line; a line over the limit is skipped, the next one read."""
    long = json.dumps({"text": "x" * 3000})
    path = write(
        tmp_path / "a.jsonl", "\n".join([json.dumps({"text": "y" * 800}), long, json.dumps({"text": "z"})])
    )
    first, skip, third = read(path, max_bytes=1000)
    assert isinstance(first, RawPage)
    assert (skip.reason, skip.detail) == (SkipReason.TOO_LARGE, "line 2: more than 1,000 bytes")
    assert third.name == "a.jsonl:3"


def test_a_record_file_without_records_is_empty(tmp_path):
    """Blank lines are no records."""
    (skip,) = read(write(tmp_path / "a.jsonl", "\n \n"))
    assert skip.reason is SkipReason.EMPTY
