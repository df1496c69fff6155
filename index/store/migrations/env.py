"""Alembic runs this. The store hands over its connection, and the whole upgrade is one transaction."""

from __future__ import annotations

from alembic import context

from index.store.tables import metadata

# Alembic believes that SQLite cannot undo a CREATE TABLE; it can, since the store says BEGIN itself.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
