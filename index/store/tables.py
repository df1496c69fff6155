"""The tables, in portable SQL. Changes need a new file in `migrations/versions/` and a new `SCHEMA`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from index.crawl.reasons import WITHDRAWN
from search.model import VIETNAM

if TYPE_CHECKING:
    from sqlalchemy import Connection, Dialect

SCHEMA = "0005"
"""The newest migration; they are numbered, so that an older program knows a newer store when it sees one."""


class Instant(TypeDecorator[datetime]):
    """An aware time, kept as UTC without a zone because SQLite has none; read back in Vietnamese time."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware time to naive UTC."""
        del dialect
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Naive UTC to aware time."""
        del dialect
        return value and value.replace(tzinfo=UTC).astimezone(VIETNAM)


metadata = MetaData()

# `id` is a hash of `identity`, so the primary key makes identities unique too. An index on the text itself
# would fail on PostgreSQL for addresses of over 2,700 bytes.
articles = Table(
    "articles",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("identity", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("current_version", Integer, nullable=False),
    Column("first_added", Instant, nullable=False),
    Column("gone", Instant),
)

captures = Table(
    "captures",
    metadata,
    Column("article_id", String(16), ForeignKey("articles.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("url", Text),
    Column("fetched", Instant, nullable=False),
    Column("added", Instant, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("warc_file", Text, nullable=False),
    Column("warc_offset", BigInteger, nullable=False),
    Column("warc_length", BigInteger, nullable=False),
    Column("headers", Text),
    Column("witnesses", Text),
    UniqueConstraint("warc_file", "warc_offset", name="captures_place"),
)

# The document comes behind the small columns: SQLite then reads those without walking through it. `alarm` was
# added later, so it is only asked for a few rows at a time.
documents = Table(
    "documents",
    metadata,
    Column("article_id", String(16), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("cleaner", Text, nullable=False),
    Column("enricher", Text, nullable=False),
    Column("skip_reason", Text),
    Column("skip_detail", Text),
    Column("document", LargeBinary),
    Column("alarm", Text),
    ForeignKeyConstraint(["article_id", "version"], ["captures.article_id", "captures.version"]),
)

# What was made anew and is not published yet: the columns of `documents`.
cleanings = Table(
    "cleanings",
    metadata,
    Column("article_id", String(16), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("cleaner", Text, nullable=False),
    Column("enricher", Text, nullable=False),
    Column("skip_reason", Text),
    Column("skip_detail", Text),
    Column("alarm", Text),
    Column("document", LargeBinary),
    ForeignKeyConstraint(["article_id", "version"], ["captures.article_id", "captures.version"]),
)

# What is under way and has to be finished after a crash, by name; by which rules addresses have their ids.
tasks = Table(
    "tasks",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)

# The articles whose document was made anew, and is another now, since the index was built.
remade = Table("remade", metadata, Column("article_id", String(16), primary_key=True))

# What repeats on the pages of a host. `mark` names the keys, `sample` the pages that they were learned from.
hosts = Table(
    "hosts",
    metadata,
    Column("host", String(255), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("mark", Text, nullable=False),
    Column("learner", Text, nullable=False),
    Column("sample", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("learned", Instant, nullable=False),
    Column("knowledge", LargeBinary, nullable=False),
)

# By what of its words copies of a document are found; see `index.copies`.
signatures = Table(
    "signatures",
    metadata,
    Column("article_id", String(16), ForeignKey("articles.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("signer", String(32), nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

# The frontier: a row an address. `next_visit` (seconds since 1970) is null where none is due: it is leased
# (`state`), or never to be visited again. `id` is of the identity of the page (`index.crawl.find.identity`).
urls = Table(
    "urls",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("url", Text, nullable=False),
    Column("portal", String(64), nullable=False),
    Column("host", String(255), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("state", String(8), nullable=False),
    Column("rank", String(1), nullable=False),
    Column("next_visit", BigInteger),
    Column("depth", Integer, nullable=False),
    Column("fails", Integer, nullable=False),
    Column("stable", Integer, nullable=False),
    Column("visited", BigInteger),
    Column("reason", String(40)),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("content_hash", String(32)),
    Column("found_on", BigInteger),
    Column("article_id", String(16)),
    Column("witnesses", Text),
    Column("former_hash", String(32)),
)
Index("urls_due", urls.c.host, urls.c.rank, urls.c.next_visit)
Index(
    "urls_leased",
    urls.c.state,
    sqlite_where=urls.c.state == "leased",
    postgresql_where=urls.c.state == "leased",
)
Index(
    "urls_changed",
    urls.c.content_hash,
    sqlite_where=urls.c.former_hash.is_not(None),
    postgresql_where=urls.c.former_hash.is_not(None),
)

# What is known of a host that is crawled: its robots.txt, and since when and until when it is left alone.
crawl_hosts = Table(
    "crawl_hosts",
    metadata,
    Column("host", String(255), primary_key=True),
    Column("portal", String(64), nullable=False),
    Column("robots", LargeBinary),
    Column("robots_status", Integer),
    Column("robots_until", BigInteger),
    Column("tls", String(16)),
    Column("fails", Integer, nullable=False),
    Column("waits_until", BigInteger),
    Column("last_success", BigInteger),
)

# What was done for a portal on a day (YYYY-MM-DD, Vietnamese time).
crawl_days = Table(
    "crawl_days",
    metadata,
    Column("portal", String(64), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("pages", Integer, nullable=False),
    Column("added", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
)

# Why visits came to nothing, with the newest example of each reason.
crawl_reasons = Table(
    "crawl_reasons",
    metadata,
    Column("portal", String(64), primary_key=True),
    Column("reason", String(40), primary_key=True),
    Column("times", Integer, nullable=False),
    Column("url", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("last", BigInteger, nullable=False),
)

# Patterns of addresses without end: how many of each were taken, and how many were left out.
crawl_patterns = Table(
    "crawl_patterns",
    metadata,
    Column("portal", String(64), primary_key=True),
    Column("pattern", String(255), primary_key=True),
    Column("taken", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("url", Text, nullable=False),
    Column("tried", Integer, nullable=False),
    Column("yielded", Integer, nullable=False),
)

# Articles that were taken out of the archive: the tombstone that keeps them out.
withdrawn = Table(
    "withdrawn",
    metadata,
    Column("article_id", String(16), primary_key=True),
    Column("identity", Text, nullable=False),
    Column("url", Text),
    Column("title", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("public_reason", Text, nullable=False),
    Column("withdrawn", Instant, nullable=False),
    Column("erased", Instant),
)

IS_HERE = articles.c.id.not_in(select(withdrawn.c.article_id))
"""Of an article: it was not withdrawn. Whoever reads articles asks for it."""

IS_OPEN_TO_VISITS = or_(urls.c.reason.is_(None), urls.c.reason != WITHDRAWN)
"""Of an address: its article was not withdrawn. Whoever changes what is known of an address asks for it, so
that neither a visit which was under way nor a feed that names it again opens it."""

Index(
    "documents_state",
    documents.c.cleaner,
    documents.c.enricher,
    documents.c.skip_reason,
    documents.c.article_id,
    documents.c.version,
)


def insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can be told what to do with rows that are there; each database has its own."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
