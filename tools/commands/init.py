"""`tratin init`: make a home folder with a commented configuration and an empty store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from index.store import open_store
from index.store.failures import as_store_error
from search.files import make_folder, write_over
from search.settings import CONFIG_NAME, TABLE
from tools.console import pass_console

if TYPE_CHECKING:
    from tools.console import Console


@click.command()
@click.option("--quiet", is_flag=True, help="Không nói gì nếu mọi việc ổn. / Say nothing if all is well.")
@pass_console
def init(console: Console, *, quiet: bool) -> None:
    """Tạo thư mục dữ liệu. / Create the data folder.

    Writes tratin.toml with every setting commented out, and creates or upgrades the database.
    What is already there is kept.
    """
    path = console.settings.home / CONFIG_NAME
    with as_store_error(f"Cannot write to {console.settings.home}"):
        make_folder(path.parent)
        if not path.exists():
            write_over(path, template().encode())
    with open_store(console.settings, write=True):
        pass
    if not quiet:
        console.say(f"Đã tạo {console.settings.home}", f"created {console.settings.home}")
    console.emit({"home": str(console.settings.home), "config": str(path)})


def template() -> str:
    """A configuration file that changes nothing."""
    lines = ["# Tra Tin. Bỏ dấu # ở đầu dòng để đổi. / Remove the leading # to change a value.", ""]
    for row in TABLE:
        value = f'"{row.default}"' if isinstance(row.default, str) else str(row.default)
        lines += [f"# {row.help} ({row.rule.says})", f"# {row.name} = {value}", ""]
    return "\n".join(lines)
