"""Articles, their captures, and what was made of them.

A migration stays as it was when it was released: it repeats the columns instead of importing today's tables.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("current_version", sa.Integer, nullable=False),
        sa.Column("first_added", sa.DateTime, nullable=False),
    )
    op.create_table(
        "captures",
        sa.Column("article_id", sa.String(16), sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("fetched", sa.DateTime, nullable=False),
        sa.Column("added", sa.DateTime, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("warc_file", sa.Text, nullable=False),
        sa.Column("warc_offset", sa.BigInteger, nullable=False),
        sa.Column("warc_length", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("warc_file", "warc_offset", name="captures_place"),
    )
    op.create_table(
        "documents",
        sa.Column("article_id", sa.String(16), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("cleaner", sa.Text, nullable=False),
        sa.Column("enricher", sa.Text, nullable=False),
        sa.Column("skip_reason", sa.Text),
        sa.Column("skip_detail", sa.Text),
        sa.Column("document", sa.LargeBinary),
        sa.ForeignKeyConstraint(["article_id", "version"], ["captures.article_id", "captures.version"]),
    )
    op.create_index(
        "documents_state", "documents", ["cleaner", "enricher", "skip_reason", "article_id", "version"]
    )


def downgrade() -> None:
    raise NotImplementedError("the store only goes forward: restore a copy made before the update")
