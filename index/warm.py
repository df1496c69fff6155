"""Imported by the process of which helpers are copies (`search.helpers`): what reading a page loads once."""

from __future__ import annotations

from datetime import datetime

import index.cleaning
import index.crawl.harvesting  # noqa: F401 - what helpers run
from index.copies.naming import signed
from index.enrich.enriching import enrich
from search.model import VIETNAM, Article, Block, BlockKind

_TEXT = "Đảng bộ xã Hà Châu kết nạp đảng viên theo Quy định 24-QĐ/TW."

signed(
    enrich(
        Article(_TEXT, (Block(BlockKind.BODY, 0, len(_TEXT)),), ""),
        article_id="0" * 16,
        version=1,
        added=datetime(2026, 1, 1, tzinfo=VIETNAM),
    )
)  # tables are made when they are asked first: half a second for each process
