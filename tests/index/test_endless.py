"""What nobody writes, half a million letters each: texts, feeds and sitemaps are read in their length."""

from __future__ import annotations

import os
from datetime import datetime

import pytest
from making import article

from index.clean.attachments import attachment
from index.crawl.find.sitemaps import read_sitemap
from index.endings import media_type_of
from index.enrich.enriching import enrich
from index.enrich.speakers import find_statements
from index.listing import read_feed
from search.model import VIETNAM

PATIENCE = 10
"""Seconds of the processor: more than any needs, unless its time grows with the square of a text."""
SIZE = 500_000
ADDED = datetime(2024, 1, 1, tzinfo=VIETNAM)


def body(piece):
    """A paragraph of so many pieces, between two that an article may have."""
    ours = "Huyện ủy Sông Mới tổ chức hội nghị đánh giá kết quả phát triển đảng viên trong năm qua. "
    return [ours * 3, piece * (SIZE // len(piece)), ours]


def ended(work):
    """The code with which a process ended that does some work; that of a signal if it took too long."""
    import resource  # not on Windows

    if not (pid := os.fork()):
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@pytest.mark.skipif(os.name == "nt", reason="processes are copied here")
def test_an_office_that_begins_forty_times_is_read():
    """Each word that may stand before an office is read in one way: forty were in a million million."""
    text = f"Ông Nguyễn Văn A, {'quyền ' * 40}x, cho biết xã đã xong việc."
    assert ended(lambda: find_statements(article(title="Gỡ khó", body=text))) == 0


@pytest.mark.skipif(os.name == "nt", reason="processes are copied here")
@pytest.mark.parametrize(
    "piece",
    [
        "cho biết: ",
        "cho biết. ",
        "Sở Y tế cho biết ",
        "1-CT/TU ",
        "18-NQ/TW; Nghị quyết Trung ương 4 khóa XII; ",
        '"',
    ],
)
def test_an_endless_paragraph_is_read_in_its_length(piece):
    """One of the same words a hundred thousand times: all that is to be found out ends."""
    page = article(title="Gỡ khó", body=body(piece))
    assert ended(lambda: enrich(page, article_id="0" * 16, version=1, added=ADDED)) == 0


@pytest.mark.skipif(os.name == "nt", reason="processes are copied here")
@pytest.mark.parametrize("read", [read_feed, read_sitemap])
@pytest.mark.parametrize("piece", ["<a ", "<item><link>/a", "<a>"])
@pytest.mark.parametrize("root", ["rss", "urlset", 'urlset xmlns="http://a.example/"'])
def test_an_endless_feed_is_read_in_its_length(read, piece, root):
    """Tags that are never closed, entries within entries, and elements without end in a namespace."""
    text = f"<{root}>{piece * (SIZE // len(piece))}</{root.partition(' ')[0]}>"
    assert ended(lambda: read(text.encode(), "https://a.example/rss")) == 0


@pytest.mark.skipif(os.name == "nt", reason="processes are copied here")
def test_comments_before_no_page_are_read_once(tmp_path):
    """A comment ends where it first may: forty of them could be read in a million million ways."""
    path = tmp_path / "trang.php"
    path.write_text("<!---->" * 40 + "x", encoding="utf-8")
    assert ended(lambda: media_type_of(path)) == 0
    path.write_text("<!-- a --><!---->" * 40 + "<html>", encoding="utf-8")
    assert media_type_of(path)


@pytest.mark.skipif(os.name == "nt", reason="processes are copied here")
@pytest.mark.parametrize("piece", [".a(", ".a (b"])
def test_an_endless_address_of_an_attachment_is_read_in_its_length(piece):
    """As the page wrote it, and as the words of the link."""
    name = piece * (SIZE // len(piece))
    href = f"/tep?ten={name.replace(' ', '+')}x"
    assert ended(lambda: attachment(href, name, "", "https://a.example/")) == 0
