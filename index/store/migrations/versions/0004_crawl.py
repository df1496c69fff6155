"""The crawler's frontier and what it knows of hosts; pages that are gone; articles that were withdrawn.

A migration stays as it was when it was released: it repeats the columns instead of importing today's tables.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("articles", sa.Column("gone", sa.DateTime))
    op.create_table(
        "urls",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("portal", sa.String(64), nullable=False),
        sa.Column("host", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("rank", sa.String(1), nullable=False),
        sa.Column("next_visit", sa.BigInteger),
        sa.Column("depth", sa.Integer, nullable=False),
        sa.Column("fails", sa.Integer, nullable=False),
        sa.Column("stable", sa.Integer, nullable=False),
        sa.Column("visited", sa.BigInteger),
        sa.Column("reason", sa.String(40)),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("content_hash", sa.String(32)),
        sa.Column("found_on", sa.BigInteger),
        sa.Column("article_id", sa.String(16)),
        sa.Column("witnesses", sa.Text),
    )
    op.create_table(
        "crawl_hosts",
        sa.Column("host", sa.String(255), primary_key=True),
        sa.Column("portal", sa.String(64), nullable=False),
        sa.Column("robots", sa.LargeBinary),
        sa.Column("robots_status", sa.Integer),
        sa.Column("robots_until", sa.BigInteger),
        sa.Column("tls", sa.String(16)),
        sa.Column("fails", sa.Integer, nullable=False),
        sa.Column("waits_until", sa.BigInteger),
        sa.Column("last_success", sa.BigInteger),
    )
    op.create_table(
        "crawl_days",
        sa.Column("portal", sa.String(64), primary_key=True),
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("added", sa.Integer, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.Column("failed", sa.Integer, nullable=False),
        sa.Column("bytes", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "crawl_reasons",
        sa.Column("portal", sa.String(64), primary_key=True),
        sa.Column("reason", sa.String(40), primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "crawl_patterns",
        sa.Column("portal", sa.String(64), primary_key=True),
        sa.Column("pattern", sa.String(255), primary_key=True),
        sa.Column("taken", sa.Integer, nullable=False),
        sa.Column("refused", sa.Integer, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("tried", sa.Integer, nullable=False),
        sa.Column("yielded", sa.Integer, nullable=False),
    )
    op.create_table(
        "withdrawn",
        sa.Column("article_id", sa.String(16), primary_key=True),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("public_reason", sa.Text, nullable=False),
        sa.Column("withdrawn", sa.DateTime, nullable=False),
        sa.Column("erased", sa.DateTime),
    )
    op.create_index("urls_due", "urls", ["host", "rank", "next_visit"])
    leased = sa.text("state = 'leased'")
    op.create_index("urls_leased", "urls", ["state"], sqlite_where=leased, postgresql_where=leased)


def downgrade() -> None:
    raise NotImplementedError("the store only goes forward: restore a copy made before the update")
