"""`tratin config`: every setting, its value, and where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from search.settings import TABLE
from tools.console import pass_console

if TYPE_CHECKING:
    from tools.console import Console


@click.command()
@pass_console
def config(console: Console) -> None:
    """Cho biết mọi thiết đặt và nguồn của nó. / Show every setting and where its value came from."""
    settings = console.settings
    console.emit(
        {
            row.name: {
                "value": settings.values[row.name],
                "default": row.default,
                "allowed": row.rule.says,
                "from": settings.origins[row.name],
                "help": row.help,
            }
            for row in TABLE
        }
    )
    for row in TABLE:
        console.line(f"{row.name} = {settings.values[row.name]!r}   ({settings.origins[row.name]})")
        console.line(f"    {row.help} ({row.rule.says})")
