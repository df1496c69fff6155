"""What came with a page, what repeats on a host, alarms, and where documents wait to be published.

A migration stays as it was when it was released: it repeats the columns instead of importing today's tables.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("captures", sa.Column("headers", sa.Text))
    op.add_column("captures", sa.Column("witnesses", sa.Text))
    op.add_column("documents", sa.Column("alarm", sa.Text))
    op.create_table(
        "cleanings",
        sa.Column("article_id", sa.String(16), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("cleaner", sa.Text, nullable=False),
        sa.Column("enricher", sa.Text, nullable=False),
        sa.Column("skip_reason", sa.Text),
        sa.Column("skip_detail", sa.Text),
        sa.Column("alarm", sa.Text),
        sa.Column("document", sa.LargeBinary),
        sa.ForeignKeyConstraint(["article_id", "version"], ["captures.article_id", "captures.version"]),
    )
    op.create_table(
        "tasks",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table("remade", sa.Column("article_id", sa.String(16), primary_key=True))
    op.create_table(
        "hosts",
        sa.Column("host", sa.String(255), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("learner", sa.Text, nullable=False),
        sa.Column("sample", sa.Text, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("learned", sa.DateTime, nullable=False),
        sa.Column("knowledge", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("the store only goes forward: restore a copy made before the update")
