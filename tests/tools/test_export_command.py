"""`tratin export`: files of all articles or lines, from a home folder."""

from __future__ import annotations

import json
import zipfile
from functools import partial
from pathlib import Path

import pytest
from commands import lines, ran

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Runs commands over a home of the sample articles, with an index."""
    tratin = partial(ran, tmp_path_factory.mktemp("export") / "home")
    for command in (["init"], ["add", "--source", "mau", SEEDS], ["build"]):
        assert tratin(*command).returncode == 0
    return tratin


def test_lines_on_standard_output(built):
    """Head, a line an occurrence in the order asked for, and the end; as many as the head says."""
    head, *rows, end = lines(built("export", "lines", '"đảng viên"', "--order", "right", "--format", "jsonl"))
    assert len(rows) == head["lines"] == end["rows"] > 20
    assert {row["match"].lower() for row in rows} == {"đảng viên"}
    assert head["order"] == "Theo chữ bên phải"
    assert rows[0]["page"].endswith(
        f"/bai/{rows[0]['article']}?passage={rows[0]['start']},{rows[0]['length']}"
    )


def test_a_sample_of_lines(built):
    """The first lines of a seed, as on the terminal; the head names it."""
    options = ("--order", "sample", "--seed", 5)
    head, *rows, end = lines(built("export", "lines", "đảng", *options, "--limit", 6, "--format", "jsonl"))
    (found,) = lines(built("--json", "precedents", "đảng", *options, "--size", 6))
    told = [(row["article"], row["match"], row["occurrence"]) for row in rows]
    assert told == [(line["article"], line["match"], line["number"]) for line in found["lines"]]
    assert (head["seed"], end["rows"]) == (5, 6)


def test_articles_in_a_file(built, tmp_path):
    """Its ending names the format; addresses are whole where the settings tell the site's own."""
    file = tmp_path / "bai.jsonl"
    told = built("export", "articles", "đảng", "-o", file, env={"TRATIN_PUBLIC_URL": "https://tin.example"})
    assert told.returncode == 0
    head, *rows, end = map(json.loads, file.read_text("utf-8").splitlines())
    assert (len(rows), end["cut"]) == (5, None)
    assert all(row["page"] == f"https://tin.example/bai/{row['article']}" for row in rows)
    assert head["address"] == "https://tin.example/tim?q=%C4%91%E1%BA%A3ng"
    book = tmp_path / "bai.xlsx"
    assert built("export", "articles", "đảng", "-o", book).returncode == 0
    assert zipfile.ZipFile(book).testzip() is None
    (told,) = lines(built("--json", "export", "articles", "đảng", "-o", book))
    assert told == {"file": str(book), "format": "xlsx", "bytes": book.stat().st_size}
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_limit_is_told(built):
    """So many rows, and why there are no more."""
    *_, end = lines(built("export", "articles", "--limit", 2, "--format", "jsonl"))
    assert (end["rows"], end["cut"]) == (2, "limit")
    filtered = lines(built("export", "articles", "--year", "2020", "--format", "jsonl"))
    assert filtered[0]["filters"] == "Năm: 2020"


@pytest.mark.parametrize(
    ("what", "options", "rows", "field", "page"),
    [
        ("variants", ["--numbers"], "variants", "wording", "/cach-viet?numbers=1"),
        ("collocates", ["--left", 0], "collocates", "text", "/di-kem?left=0"),
        ("runs", ["--side", "before"], "collocates", "text", "/di-kem?run=3&side=before"),
        ("groups", ["--by", "source"], "groups", "value", "/ai-o-dau?by=source"),
    ],
)
def test_tables_are_what_precedents_tell(built, what, options, rows, field, page):
    """The same rows in the same order as on the terminal, and the address of the page with the same table."""
    head, *told, end = lines(built("export", what, "ket", *options, "--format", "jsonl"))
    (found,) = lines(built("--json", "precedents", "ket", "--part", what, *options, "--size", 9999))
    assert [row[field] for row in told] == [row[field] for row in found[rows]]
    assert (len(told), end["cut"]) == (end["rows"], None)
    assert told
    path, _, own = page.partition("?")
    assert head["address"].startswith(f"{path}?")
    assert {"q=ket", *own.split("&")} <= set(head["address"].partition("?")[2].split("&"))


def test_what_cannot_be_exported(built, tmp_path):
    """A format that is none, a home without an index: a sentence, an exit code, and no file."""
    wrong = built("export", "articles", "-o", tmp_path / "bai.doc")
    assert (wrong.returncode, "Không có dạng tệp" in wrong.stderr) == (3, True)
    wrong = built("export", "groups", "đảng", "-o", tmp_path / "bai.ris")
    assert (wrong.returncode, "Không có dạng tệp" in wrong.stderr) == (3, True)
    assert ran(tmp_path / "empty", "init").returncode == 0
    empty = ran(tmp_path / "empty", "export", "lines", "x", "-o", tmp_path / "x.csv")
    assert (empty.returncode, "Traceback" in empty.stderr) == (6, False)
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("command", [["search"], ["export", "articles"], ["precedents", "đảng"]])
@pytest.mark.parametrize(
    ("option", "value"),
    [("--year", "abc"), ("--from", "zz"), ("--to", "32/1/2020"), ("--about", "21"), ("--source", " ")],
)
def test_a_filter_that_is_not_understood_is_a_usage_error(built, command, option, value):
    """It is not left out as in an address: everything would be exported, and nobody told."""
    done = built(*command, option, value)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{option}: " in done.stderr
    assert value.strip() in done.stderr
    assert " · " in done.stderr
    assert "address" not in done.stderr
    assert "địa chỉ" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["lines"],
        ["lines", " "],
        ["articles", "--wording", "đảng"],
        ["articles", "--order", "oldest"],
        ["lines", "đảng", "--group", "mau"],
        ["lines", "đảng", "--by", "source"],
        ["variants", "đảng", "--by", "source"],
        ["lines", "đảng", "--seed", "3"],
        ["groups", "đảng", "--wording", "đảng"],
        ["runs", "đảng", "--left", "2"],
        ["collocates", "đảng", "--left", "0", "--right", "0"],
        ["groups"],
    ],
)
def test_what_would_be_left_out_of_an_export_is_a_usage_error(built, tmp_path, arguments):
    """Lines without a query, options of lines for articles, a group of nothing: no file is written."""
    file = tmp_path / "x.csv"
    done = built("export", *arguments, "-o", file)
    assert (done.returncode, done.stdout, file.exists()) == (2, "", False)
    assert " · " in done.stderr
