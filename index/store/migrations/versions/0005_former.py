"""Which words an address held before those that it holds, so that words that many suddenly share are found.

A migration stays as it was when it was released: it repeats the columns instead of importing today's tables.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("urls", sa.Column("former_hash", sa.String(32)))
    changed = sa.text("former_hash IS NOT NULL")
    op.create_index("urls_changed", "urls", ["content_hash"], sqlite_where=changed, postgresql_where=changed)


def downgrade() -> None:
    raise NotImplementedError("the store only goes forward: restore a copy made before the update")
