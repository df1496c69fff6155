"""docs/crawling.md is complete: every reason, alarm and field is in it, and its units are sound."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.store.frontier.visits import Day
from tools.watch import alarms
from tools.watch.portals import Watched
from tools.watch.telling import facts

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "crawling.md").read_text(encoding="utf-8")

CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")
PLACES = {
    "Trouble": 0,
    "Unusable": 0,
    "Unreachable": 0,
    "no_answer": 1,
    "_instead": 2,
    "Verdict": 2,
    "Fetched": 3,
    "_nothing": 2,
}
"""Which argument of a call is a reason."""

NAMED = ("scope.py", "traps.py", "troubles.py", "reasons.py")
"""Modules whose constants are reasons."""

OTHERS = ("discovery.py",)
"""Modules whose variable `reason` says why a link is left, which nobody counts."""


def codes(node):
    """The codes that an expression may come to."""
    match node:
        case ast.Constant(str(value)) if CODE.fullmatch(value):
            return {value}
        case ast.Tuple(parts) | ast.BoolOp(values=parts):
            return set().union(*map(codes, parts))
        case ast.IfExp(body=one, orelse=other):
            return codes(one) | codes(other)
        case ast.JoinedStr([ast.Constant(str(beginning)), *_]) if beginning in ("http-", "page-"):
            return {beginning}
    return set()


def reasons_of(path):
    """Every reason that a module of the crawler gives."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func, args, keywords):
                at = PLACES.get(getattr(func, "id", ""), len(args))
                given = [*args[at : at + 1], *(each.value for each in keywords if each.arg == "reason")]
                found |= set().union(*map(codes, given))
            case ast.FunctionDef(name="refusal" | "allowed"):
                returned = (each.value for each in ast.walk(node) if isinstance(each, ast.Return))
                found |= set().union(*map(codes, returned))
            case ast.Assign(targets=[target], value=value) if path.name in NAMED and is_constant(target):
                found |= codes(value)
            case ast.Assign(targets=[ast.Name("reason")], value=value) if path.name not in OTHERS:
                found |= codes(value)
    return found


def is_constant(target):
    """Whether names in capitals are assigned to."""
    names = [each.id for each in ast.walk(target) if isinstance(each, ast.Name)]
    return bool(names) and all(name.isupper() for name in names)


def every_reason():
    """Those of all modules; `http-N` and `page-…` stand for many."""
    found = set().union(*(reasons_of(path) for path in (ROOT / "index" / "crawl").rglob("*.py")))
    assert {"http-", "page-", "timeout", "robots-wait", "too-large", "outside", "moved"} <= found
    many = {each for each in found if each.startswith(("http-", "page-"))}
    return (found - many) | {"http-N", "page-…"}


def listed(heading):
    """The codes in the first column of the first table below a heading or the head of a table."""
    rows = PAGE.partition(heading)[2].partition("\n\n" if heading.startswith("|") else "\n## ")[0]
    firsts = [row.split("|")[1] for row in rows.splitlines() if row.startswith("| `")]
    return [code for first in firsts for code in re.findall(r"`([^`]+)`", first)]


def test_every_reason_is_in_the_table_and_none_beside_them():
    """What the crawler may count stands in one of the two tables, once."""
    told = listed("## Reasons") + listed("| why an address is not taken | meaning |")
    assert len(told) == len(set(told))
    assert set(told) == every_reason()


def test_every_alarm_is_in_the_table():
    """Its code, as `--json` has it."""
    source = ast.parse(Path(alarms.__file__).read_text(encoding="utf-8"))
    raised = {
        call.args[0].value
        for call in ast.walk(source)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Raised"
    }
    assert len(raised) == 9
    assert set(listed("## Alarms")) == raised


def test_every_field_is_explained():
    """Those of a portal, of a day, and of the whole crawl."""
    from datetime import date

    told = facts(Watched("a", "A", enabled=True, asked=0, today=date(2026, 11, 27)), 0)
    section = PAGE.partition("## Reading the status")[2].partition("\n## ")[0]
    known = {*told, *Day._fields, "crawling", "disk", "raised"} - {"portal", "name", "enabled", "day"}
    assert [field for field in sorted(known) if f"`{field}`" not in section] == []


def units():
    """The units of the page, by file name."""
    blocks = re.findall(r"```ini\n# (\S+)\n(.*?)```", PAGE, re.DOTALL)
    return dict(blocks)


def test_there_is_a_service_and_what_runs_at_times():
    """Every timer has its service, and every command is one that there is."""
    from tools.main import tratin

    names = set(units())
    assert "tratin-crawl.service" in names
    timers = {name for name in names if name.endswith(".timer")}
    assert {name.replace(".timer", ".service") for name in timers} | {"tratin-crawl.service"} == {
        name for name in names if name.endswith(".service")
    }
    commands = re.findall(
        r"^ExecStart=/usr/local/bin/tratin (.+)$", "\n".join(units().values()), re.MULTILINE
    )
    assert len(commands) == 3
    for words in map(str.split, commands):
        with tratin.make_context("tratin", list(words)) as context:
            command = tratin.get_command(context, words[0])
            command.make_context(words[0], words[1:], parent=context)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_takes_the_units(tmp_path):
    """Nothing in them is unknown or wrong; the program is one of this machine here."""
    for name, text in units().items():
        program = text.replace("/usr/local/bin/tratin", sys.executable)
        (tmp_path / name).write_text(program, encoding="utf-8")
    paths = sorted(map(str, tmp_path.iterdir()))
    found = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *paths], capture_output=True, text=True, check=False
    )
    ours = [
        line
        for line in (found.stdout + found.stderr).splitlines()
        if str(tmp_path) in line or "tratin-" in line
    ]
    assert ours == []
    assert found.returncode == 0
