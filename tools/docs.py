"""Writes the documentation that is made from the code: `python -m tools.docs`; a test checks it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from search.query import Context
from search.query.fields import TITLES, is_text
from search.settings import TABLE
from tools.main import COMMANDS, tratin
from web.query.cheatsheet import cheat_sheet
from web.query.described import read_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FOLDER = Path(__file__).parents[1] / "docs"

_MADE = re.compile(r"(?P<begin><!-- made: (?P<name>\w+) -->\n).*?(?P<end><!-- end -->)", re.DOTALL)

CLI_HEAD = """# The command `tratin`

Made from the program's own help by `python -m tools.docs`; do not edit by hand.
Results go to standard output (JSON with `--json`), progress and remarks to standard error.

"""

SETTINGS_HEAD = """# Settings

Made from `search/settings.py` by `python -m tools.docs`; do not edit by hand.

A setting is read from `tratin.toml` in the home folder (`tratin init` writes one, all commented out);
an environment variable `TRATIN_` + its name in capitals overrides the file. An unknown name is an error,
and so is a value that is not allowed (exit code 2).
`tratin config` shows each value and where it came from. `TRATIN_HOME` names the home folder itself.

| name | default | allowed | what it does |
|---|---|---|---|
"""


def cli() -> str:
    """The help of every command, and of the commands below it."""
    with click.Context(tratin, info_name="tratin", **tratin.context_settings) as context:
        parts = [CLI_HEAD + _help(tratin, context)]
        for name in COMMANDS:
            parts += _command(tratin.get_command(context, name), context, name)
    return "\n".join(parts)


def _command(command: click.Command | None, above: click.Context, *names: str) -> Iterator[str]:
    """A command's part of the page, and those of the commands below it."""
    assert command is not None
    with click.Context(command, info_name=names[-1], parent=above) as context:
        yield f"{'#' * (len(names) + 1)} tratin {' '.join(names)}\n\n{_help(command, context)}"
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                yield from _command(command.get_command(context, name), context, *names, name)


def _help(command: click.Command, context: click.Context) -> str:
    context.terminal_width = context.max_content_width = 100
    return f"```text\n{command.get_help(context)}\n```\n"


def settings() -> str:
    """The table of settings."""
    rows = (f"| `{row.name}` | `{row.default!r}` | {row.rule.says} | {row.help} |\n" for row in TABLE)
    return SETTINGS_HEAD + "".join(rows)


def query() -> str:
    """The language of queries: the page as it is, with its tables made anew."""
    tables = {"vi": _examples("vi"), "en": _examples("en"), "fields": _fields()}
    text = (FOLDER / "query.md").read_text(encoding="utf-8")
    return _MADE.sub(lambda found: f"{found['begin']}\n{tables[found['name']]}\n{found['end']}", text)


def _examples(lang: Literal["vi", "en"]) -> str:
    """The cheat-sheet in a language, a table a group."""
    says = {"vi": ("gõ", "tìm được", "đọc là"), "en": ("type", "finds", "read as")}[lang]
    parts = []
    for group in cheat_sheet():
        rows = [
            (
                f"`{row.query}`",
                row.vi if lang == "vi" else row.en,
                row.reads if lang == "vi" else read_as(row.query, lang, Context())[0],
            )
            for row in group.rows
        ]
        parts.append(f"### {group.vi if lang == 'vi' else group.en}\n\n{_table(says, rows)}")
    return "\n".join(parts)


def _fields() -> str:
    """All names of each field."""
    rows = [
        (
            ", ".join(f"`{name}:`" for name in (title.vi, title.en, *title.others)),
            "text" if is_text(name) else "fact",
        )
        for name, title in TITLES.items()
    ]
    return _table(("names", "kind"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


PAGES = {"cli.md": cli, "settings.md": settings, "query.md": query}


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
