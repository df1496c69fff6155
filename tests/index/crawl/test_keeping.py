"""What came of visits goes into the store: each page with what was read on it."""

from __future__ import annotations

from datetime import datetime

from crawls import add_portal, make_home

from index.crawl.entering import Entering
from index.crawl.harvesting import Read
from index.crawl.keeping import Keeper
from index.crawl.model import Fetched, Kind, Outcome, Rank
from index.crawl.progress import Progress
from index.crawl.settling import Visited
from index.knowing import knowing_of
from index.pages import HTML, RawPage, article_id
from index.store import open_store
from index.store.frontier.visits import Leased
from search.model import VIETNAM, Article, Block, BlockKind, Document

NOW = 1_800_000_000
IDENTITY = "url:https://a.example/bai"


def visited(number, words):
    """A visit to an address of the one article, which says something."""
    url = f"https://a.example/bai?ban={number}"
    moment = datetime.fromtimestamp(NOW, VIETNAM)
    leased = Leased(
        number,
        url,
        "a",
        "a.example",
        Kind.ARTICLE,
        Rank.REST,
        1,
        0,
        0,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
    )
    page = RawPage(IDENTITY, "Cổng a", url, HTML, words.encode(), url, moment)
    article = Article(words, (Block(BlockKind.BODY, 0, len(words)),), page.source, url)
    read = Read(Document(article_id(IDENTITY), 1, article, moment), f"lời {number}", None, ())
    return Visited(leased, Fetched(Outcome.OK, url, moment, status=200), page, read)


def test_two_addresses_of_one_article_keep_their_own_words(tmp_path):
    """Kept at once, they are versions of it, each with the document that was made of its own bytes."""
    home = make_home(tmp_path / "nhà")
    add_portal(home, "a", ["https://a.example/"])
    words = {1: "Chi bộ thôn Một họp.", 2: "Chi bộ thôn Hai họp."}
    with open_store(home.settings, write=True) as store:
        keeper = Keeper(knowing_of(home.settings, store), Entering(home.portals), Progress(), 3_600)
        keeper.keep(store, [visited(*told) for told in words.items()], [], [], NOW)
        for version, said in words.items():
            assert store.raw(article_id(IDENTITY), version) == said.encode()
            assert store.kept(article_id(IDENTITY), version).document.article.text == said
