"""Writes the documentation that is made from the code: `python -m tools.docs`; a test checks it."""

from __future__ import annotations

from pathlib import Path

import click

from search.settings import TABLE
from tools.main import COMMANDS, tratin

FOLDER = Path(__file__).parents[1] / "docs"

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
    """The help of every command."""
    with click.Context(tratin, info_name="tratin") as context:
        parts = [CLI_HEAD + _help(tratin, context)]
        for name in COMMANDS:
            command = tratin.get_command(context, name)
            assert command is not None
            with click.Context(command, info_name=name, parent=context) as inner:
                parts.append(f"## tratin {name}\n\n{_help(command, inner)}")
    return "\n".join(parts)


def _help(command: click.Command, context: click.Context) -> str:
    context.terminal_width = context.max_content_width = 100
    return f"```text\n{command.get_help(context)}\n```\n"


def settings() -> str:
    """The table of settings."""
    rows = (f"| `{row.name}` | `{row.default!r}` | {row.rule.says} | {row.help} |\n" for row in TABLE)
    return SETTINGS_HEAD + "".join(rows)


PAGES = {"cli.md": cli, "settings.md": settings}


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
