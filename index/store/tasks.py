"""What has to be known after a restart, a row a name: work that was begun, and by which rules ids were made.

Each function works in the transaction of its connection: what is remembered becomes durable with what else is
written there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from index.store.tables import insert, tasks

if TYPE_CHECKING:
    from sqlalchemy import Connection


def remember(connection: Connection, name: str, value: str = "") -> None:
    """Note a value under a name, in place of the one that was noted there."""
    given = insert(connection, tasks)
    over = given.on_conflict_do_update(index_elements=["name"], set_={"value": given.excluded["value"]})
    connection.execute(over, [{"name": name, "value": value}])


def recalled(connection: Connection, name: str) -> str | None:
    """What is noted under a name, which may be empty; None where nothing is."""
    found: str | None = connection.scalar(select(tasks.c.value).where(tasks.c.name == name))
    return found


def forget(connection: Connection, name: str) -> None:
    """Note nothing under a name any more."""
    connection.execute(delete(tasks).where(tasks.c.name == name))
