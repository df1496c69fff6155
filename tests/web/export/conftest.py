"""What reads the files that are exported, each as its readers do."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest

_SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_csv(data):
    """Head, titles, rows and the last line."""
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    head = [line for line in lines if line[0].startswith("# ") and len(line) == 2]
    titles, *rows, end = lines[len(head) :]
    return SimpleNamespace(
        head={name.removeprefix("# "): value for name, value in head}, titles=titles, rows=rows, end=end[0]
    )


def read_sheet(book, number):
    """The cells of a sheet as texts, a blank one as an empty text; and the styles of each."""
    tree = ET.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    rows = []
    for row in tree.iter(f"{_SHEETS}row"):
        cells = row.findall(f"{_SHEETS}c")
        assert not any(cell.findall(f"{_SHEETS}f") for cell in cells)
        rows.append([("".join(cell.itertext()), cell.get("s"), cell.get("t")) for cell in cells])
    return rows


def read_xlsx(data):
    """Head, titles, rows, the last line, and the rows with their styles and types."""
    book = zipfile.ZipFile(io.BytesIO(data))
    assert book.testzip() is None
    about, rows = read_sheet(book, 1), read_sheet(book, 2)
    plain = [[text for text, _, _ in row] for row in rows]
    return SimpleNamespace(
        head={name[0]: value[0] for name, value in about},
        titles=plain[0],
        rows=plain[1:-1],
        end=plain[-1][0],
        cells=[cell for row in rows[1:-1] for cell in row],
    )


def read_jsonl(data):
    """Head, names of columns, rows and the last line."""
    head, *rows, end = map(json.loads, data.decode().splitlines())
    assert (head["kind"], end["kind"]) == ("head", "end")
    assert all(row.pop("kind") == "row" for row in rows)
    return SimpleNamespace(head=head, rows=[[str(cell) for cell in row.values()] for row in rows], end=end)


def read_ris(data):
    """The records, each as a list of tags and values."""
    text = data.decode()
    assert re.fullmatch(r"(?:[A-Z][A-Z0-9]  - [^\r\n]*\r\n)+", text)
    found, record = [], []
    for line in text.split("\r\n")[:-1]:
        tag, value = line[:2], line[6:]
        assert (tag == "TY") == (not record), line
        record.append((tag, value))
        if tag == "ER":
            found.append(record)
            record = []
    assert not record
    return found


@pytest.fixture(scope="session")
def reading():
    """A function for each format."""
    return SimpleNamespace(csv=read_csv, xlsx=read_xlsx, jsonl=read_jsonl, ris=read_ris)
