"""What repeats on a host is learned; what articles share is not."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from pages.every import plain_pages

from index.clean.explaining import Explained, ExplainedBlock, explain
from index.clean.knowledge import Rules, block_key
from index.clean.learning import KEYS, learn, see
from index.cleaning import learn_hosts
from index.knowing import Knowing, host_of
from index.pages import CAPTURE, HTML, RawPage
from index.pipeline import preparing
from index.store import open_store
from search.model import VIETNAM, Article, BlockKind, Skipped, SkipReason
from search.settings import load_settings

NOW = datetime(2026, 3, 5, tzinfo=VIETNAM)
WORDS = "đảng bộ chi huyện xã kết nạp viên mới công tác phát triển năm qua đã được hội nghị".split()


def prose(seed, words=40):
    """A paragraph of its own."""
    rng = random.Random(seed)
    return " ".join(rng.choices(WORDS, k=words)).capitalize() + f" {seed}."


@dataclass
class Host:
    """Pages of a host: each has a menu, a title, two paragraphs of its own, and what a test adds."""

    def page(self, name, *more, title=None, body=None, skipped=False):
        """One page as it is seen."""
        blocks = [
            (BlockKind.CHROME, "Trang chủ"),
            (BlockKind.DATELINE, "Thứ hai, 05/03/2026"),
            (BlockKind.TITLE, title or f"Kết nạp đảng viên mới ở xã {prose(name, 4)}"),
            *((BlockKind.BODY, text) for text in body or (prose(f"{name} 1"), prose(f"{name} 2"))),
            *more,
        ]
        result = Skipped(SkipReason.LIST_PAGE) if skipped else Article("", (), "x")
        explained = Explained(result, tuple(ExplainedBlock(kind, text, "") for kind, text in blocks))
        return see(explained)


@pytest.fixture
def host():
    """Makes pages."""
    return Host()


def learned(pages, text):
    """Whether a text is learned from pages."""
    return block_key(text) in learn([page for page in pages if page])


def test_what_stands_on_three_articles_is_learned(host):
    """Two articles are too few, a third makes it; blanks, case and numbers do not matter."""
    pages = [host.page("mot"), host.page("hai")]
    assert learn(pages) == frozenset()
    pages.append(host.page("ba"))
    assert learned(pages, "TRANG   chủ")
    assert learn(pages) == {block_key("Trang chủ")}


def test_a_day_is_never_learned(host):
    """The clock in a page's head has the key of the article's own day."""
    clock = (BlockKind.CHROME, "Thứ hai, 01/02/2021 10:20")
    pages = [host.page(str(number), clock) for number in "abcdef"]
    assert not learned(pages, clock[1])


def test_an_article_posted_again_is_one_article(host):
    """Its paragraphs are no chrome, whether it kept its title or not, even as half of the host."""
    same = tuple(prose(f"chung {number}") for number in range(5))
    again = [host.page(str(number), title="Một tựa đề", body=same) for number in range(4)]
    retold = [host.page(str(number), body=(*same, prose(f"thêm {number}"))) for number in range(4)]
    for pages in (again, retold):
        pages += [host.page(f"khác {number}") for number in range(4)]
        assert not any(learned(pages, text) for text in (*same, "Một tựa đề"))
        assert learned(pages, "Trang chủ")
    assert not any(learned(again[:4], text) for text in (*same, "Trang chủ"))


@pytest.mark.parametrize("articles", [2, 3, 6])
def test_set_phrases_that_close_articles_survive(host, articles):
    """A closing paragraph that some of ten articles share is text."""
    closing = (BlockKind.BODY, prose("Phát huy truyền thống"))
    pages = [host.page(str(number), *([closing] if number < articles else [])) for number in range(10)]
    assert not learned(pages, closing[1])


def test_what_stands_below_each_article_is_learned_even_if_it_looks_like_text(host):
    """An address that the cleaner takes for a paragraph on all pages is the portal's."""
    address = (BlockKind.BODY, "Trụ sở: số 1 đường Trần Phú. Chịu trách nhiệm: Trưởng Ban Tuyên giáo.")
    pages = [host.page(str(number), address) for number in range(6)]
    assert learned(pages, address[1])


def test_teased_articles_keep_their_title_and_first_paragraph(host):
    """Other pages tease an article; on its own page they are its title and text."""
    title, first = "Đại hội Đảng bộ huyện nhiệm kỳ mới thành công", prose("mở đầu")
    teased = (BlockKind.CHROME, title), (BlockKind.RELATED, first)
    pages = [host.page(str(number), *teased) for number in range(9)]
    pages.append(host.page("của nó", title=title, body=(first, prose("sau"))))
    assert not learned(pages, title)
    assert not learned(pages, first)


def test_headlines_in_lists_are_not_learned_from_a_few_pages(host):
    """An article that a list teased for some days may come in later, with that headline."""
    teased = (BlockKind.CHROME, "Đại hội Đảng bộ huyện nhiệm kỳ mới thành công")
    pages = [host.page(str(number), *([teased] if number < 5 else [])) for number in range(12)]
    assert not learned(pages, teased[1])
    short = (BlockKind.CHROME, "Tin nổi bật")
    pages = [host.page(str(number), *([short] if number < 5 else [])) for number in range(12)]
    assert learned(pages, short[1])


@pytest.mark.parametrize("kind", [BlockKind.BYLINE, BlockKind.SECTION, BlockKind.SOURCE, BlockKind.CAPTION])
def test_who_signs_everything_stays_who_signs(host, kind):
    """A name, a section, a source on all articles is still theirs."""
    pages = [host.page(str(number), (kind, "Văn Thi")) for number in range(8)]
    assert not learned(pages, "Văn Thi")


def test_pages_that_are_no_articles_do_not_count(host):
    """Lists and start pages repeat what they like."""
    pages = [host.page("a"), host.page("b"), *(host.page(str(n), skipped=True) for n in range(5))]
    assert learn([page for page in pages if page]) == frozenset()


def test_order_does_not_matter(host):
    """The same pages teach the same."""
    more = [(BlockKind.CHROME, f"Mục {word}") for word in WORDS]
    rng = random.Random(3)
    pages = [host.page(str(number), *rng.sample(more, 6)) for number in range(30)]
    first = learn(pages)
    for _ in range(5):
        rng.shuffle(pages)
        assert learn(pages) == first


def test_there_is_a_most(host):
    """Of very many keys the most frequent are kept."""
    letters = "abcdefghijklmnopqrst"
    names = [f"{a}{b}{c}" for a in letters for b in letters for c in letters]
    pages = [host.page(str(number), *((BlockKind.CHROME, name) for name in names)) for number in range(3)]
    pages.append(host.page("thêm", (BlockKind.CHROME, names[-1])))
    found = learn(pages)
    assert len(found) == KEYS
    assert block_key(names[-1]) in found
    assert block_key("Trang chủ") in found


# ---------------------------------------------------------------- in a store


@pytest.fixture(scope="module")
def drawn():
    """Pages of all layouts on three portals, each layout on a portal of its own: ten articles each."""
    portals = defaultdict(list)
    for page in plain_pages():
        portals[page.layout].append(page)
    return {name: portals[name] for name in sorted(portals)[:2]}


def raw(page, number, *, url=True, source="nguồn", host=None):
    """A synthetic page as it would be stored."""
    path = f"/{number}.html"
    address = f"https://www.{host or urlsplit(page.url).hostname}{path}" if url else None
    identity = f"url:{address}" if address else f"file:{source}:x/{number}.html"
    fetched = NOW + timedelta(minutes=number)
    return RawPage(identity, source, f"{number}.html", HTML, page.payload, address, fetched)


@pytest.fixture
def settings(tmp_path):
    """Settings of a home that is not there yet."""
    return load_settings(tmp_path / "home", {})


def test_hosts_are_learned_once_and_make_their_pages_stale(settings, drawn):
    """Learning is kept by host, done again only where pages changed, and only its pages are stale."""
    (_, first), (_, second) = drawn.items()
    with open_store(settings, write=True) as store:
        knowing = Knowing(store)
        pages = [raw(page, number, host="mot.example") for number, page in enumerate(first)]
        pages += [raw(page, number, url=False, source="hai") for number, page in enumerate(second)]
        pages.append(RawPage("t", "hai", "t.txt", CAPTURE, b"x " * 50, None, NOW))
        store.add(pages, preparing(knowing), knowing.stamp_of)
        told = []
        found = list(learn_hosts(settings, store, 1, lambda done, total: told.append((done, total))))
        assert [one.host for one in found] == ["mot.example", "source:hai"]
        assert told[-1] == (len(pages) - 1, len(pages) - 1)
        assert all(one.mark and one.version == 1 and one.pages for one in found)
        assert store.stale(Knowing(store).stamp_of) == len(pages) - 1
        assert list(learn_hosts(settings, store, 1, lambda *_: None)) == []

        store.refresh(preparing(Knowing(store)), Knowing(store).stamp_of)
        assert store.stale(Knowing(store).stamp_of) == 0
        more = raw(first[0], 99, host="mot.example")
        store.add([more], preparing(Knowing(store)), Knowing(store).stamp_of)
        (again,) = learn_hosts(settings, store, 1, lambda *_: None)
        assert (again.host, again.version, again.mark) == ("mot.example", 1, found[0].mark)
        assert store.stale(Knowing(store).stamp_of) == 0


def test_articles_lose_nothing_to_what_is_learned(settings, drawn):
    """On synthetic portals no title and no paragraph of the truth is among the keys."""
    for name, pages in drawn.items():
        keys = learn([seen for n, page in enumerate(pages) if (seen := see(explain(raw(page, n))))])
        assert keys, name
        for page in pages:
            own = [page.truth.title, page.truth.lead, *(text for _, text in page.truth.body)]
            assert [text for text in own if block_key(text) in keys] == [], page.id


def test_hosts_of_pages():
    """A host is that of the address without `www.`, else the source; captures have none."""
    page = RawPage("i", "Báo A", "n", HTML, b"", "https://WWW.x.example:8080/a", NOW)
    assert host_of(page) == "x.example:8080"
    assert host_of(replace(page, url=None)) == "source:Báo A"
    assert host_of(replace(page, url="http://[")) == "source:Báo A"
    assert host_of(replace(page, media_type=CAPTURE)) is None
    assert len(host_of(replace(page, url=None, source="đ" * 3000))) < 255


def test_rules_belong_to_the_stamp(settings):
    """Other rules make the pages of their portal stale; the same rules said again do not."""
    page = RawPage("i", "Báo A", "n", HTML, b"", None, NOW)

    def stamp(rules, page=page):
        with open_store(settings, write=True) as store:
            return Knowing(store, lambda one: rules if one.source == "Báo A" else None).stamp_of(page)

    rules = Rules("a", {"title": ("h1.x",)})
    assert stamp(rules) == stamp(Rules("a", {"title": ("h1.x",)}))
    assert stamp(rules) != stamp(Rules("a", {"title": ("h1.y",)}))
    assert stamp(rules) != stamp(None)
    assert stamp(rules, replace(page, source="Báo B")) == stamp(None)
