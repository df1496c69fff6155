"""The synthetic pages hold what their truth says: a test against them is a test of the cleaner."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from datetime import datetime

import pytest
from pages import charsets
from pages.contents import KINDS
from pages.draw import DECLARED, squash
from pages.every import LAYOUTS, every_page, plain_pages, trapped_pages
from pages.moments import STYLES, printed
from pages.stories import stories
from pages.traps import BYLINES, CAPTIONS, CHARSETS, CLASHES, RELATED, Trap

from search.model import VIETNAM

UNSEEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def pages():
    """All pages of one seed."""
    return list(every_page(seed=1))


@pytest.fixture(scope="module")
def articles(pages):
    """The pages that are articles, print views among them."""
    return [page for page in pages if page.truth]


def visible(page):
    """All text of a page and of its tags' attributes, squashed."""
    text = UNSEEN.sub(" ", page.html)
    attributes = " ".join(re.findall(r'(?:alt|title|content|datetime)="([^"]*)"', text, re.IGNORECASE))
    return squash(html.unescape(TAG.sub("", text))), squash(html.unescape(attributes))


def test_there_are_many(pages):
    """At least four hundred articles and twenty-five other kinds of pages, each with an id of its own."""
    assert sum(page.kind == "article" for page in pages) >= 400
    assert len(KINDS) >= 25
    assert len(LAYOUTS) >= 16
    assert len({page.id for page in pages}) == len(pages)
    assert {page.layout for page in pages if page.kind == "article"} == set(LAYOUTS)


def test_truth_is_on_the_page(articles):
    """Title, lead, body, captions, bylines, source, attachments and strangers can be read on the page."""
    for page in articles:
        text, _ = visible(page)
        truth = page.truth
        told = [truth.title, truth.lead, truth.source, truth.section, *(words for _, words in truth.body)]
        told += [*truth.captions, *truth.bylines, *truth.authors, *truth.attachments, *truth.related]
        missing = [words for words in told if squash(words) not in text]
        assert missing == [], page.id


def test_strangers_are_on_the_page(articles):
    """What must not be taken for the article can be read on the page, or in a tag's attribute."""
    for page in articles:
        text = "".join(visible(page))
        missing = [words for words in (*page.truth.never, *page.truth.strangers) if squash(words) not in text]
        assert missing == [], page.id


def test_never_is_not_of_the_article(articles):
    """No text that must stay out is a part of the article's own text."""
    for page in articles:
        truth = page.truth
        own = squash(" ".join([truth.title, truth.lead, *(words for _, words in truth.body)]))
        assert [words for words in truth.never if squash(words) in own] == [], page.id
        assert page.kind == "print" or len(truth.never) > 10, page.id


def test_body_comes_once_and_in_order(articles):
    """The parts of the body stand on the page in their order, and twice only where a trap hides a copy."""
    for page in articles:
        text, _ = visible(page)
        place = 0
        for _, words in page.truth.body:
            found = text.find(squash(words), place)
            assert found >= 0, (page.id, words)
            place = found + len(squash(words))
        longest = squash(max((words for _, words in page.truth.body), key=len))
        assert text.count(longest) == (2 if Trap.HIDDEN_COPY in page.traps else 1), page.id


def test_published_is_told(articles):
    """A page has a date exactly where its truth does, and hides it where the trap says so."""
    for page in articles:
        truth = page.truth
        assert bool(truth.published) == bool(truth.precision), page.id
        if Trap.NO_DATE in page.traps:
            assert truth.published is None, page.id
        if isinstance(truth.published, datetime):
            assert truth.published.tzinfo is VIETNAM
        day = truth.published
        if day:
            text = "".join(visible(page))
            ways = (f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%Y-%m-%d}",
                    f"{day:%d.%m.%Y}",
                    f"{day:%d-%m-%Y}", f"{day:%d/%m/%y}", f"{day.day}tháng{day.month}năm{day.year}",
                    f"{day:%d}tháng{day:%m}{day.year}", f"{day:%d}tháng{day.month}{day.year}")  # fmt: skip
            assert any(way in text for way in ways), page.id


def test_without_a_date_the_day_is_nowhere(articles):
    """A page whose truth has no date does not print that of its story, in no way."""
    told = {story.id: story for story in stories()}
    for page in articles:
        story = told[page.story]
        if page.truth.published is None and story.published:
            text = "".join(visible(page))
            ways = {squash(printed(story.published, style)[0]) for style in STYLES if "short" not in style}
            body = squash(" ".join([story.lead, *(line for part in story.body for line in part.lines)]))
            assert [way for way in ways if way in text and way not in body] == [], page.id


def test_every_trap_occurs(pages):
    """Each flag and each choice is on some page, and no flags that contradict each other are."""
    seen = {name for page in pages for name in page.traps}
    wanted = {*Trap}
    for kind, values in zip(
        ("moment", "caption", "byline", "related", "charset"),
        (STYLES, CAPTIONS, BYLINES, RELATED, CHARSETS),
        strict=True,
    ):
        wanted |= {f"{kind}:{value}" for value in values}
    assert wanted <= seen
    assert not any(clash <= page.traps for page in pages for clash in CLASHES)


def test_every_layout_meets_most_traps(pages):
    """Each layout has each flag on some page."""
    met = defaultdict(set)
    for page in pages:
        met[page.layout] |= page.traps
    assert {name: set(Trap) - met[name] for name in LAYOUTS if set(Trap) - met[name]} == {}


def test_pages_are_deterministic(pages):
    """The same seed gives the same bytes, another seed other ones."""
    assert list(every_page(seed=1)) == pages
    others = {page.payload for page in every_page(seed=2)}
    assert sum(page.payload in others for page in pages) < len(pages) // 50


def test_sizes_are_those_of_real_pages(pages):
    """An article's page has 4 to 200 KB; the middle one about 20."""
    sizes = sorted(len(page.payload) for page in pages if page.kind == "article")
    assert sizes[0] > 4_000
    assert sizes[-1] < 200_000
    assert 10_000 < sizes[len(sizes) // 2] < 60_000


def test_portals_differ(pages):
    """No long text of the chrome stands on two pages of five, so that none can be learnt by heart."""
    counted = Counter(
        words for page in pages if page.truth for words in set(page.truth.never) if len(words) > 25
    )
    assert counted.most_common(1)[0][1] < len(pages) * 2 // 5


@pytest.mark.parametrize("charset", sorted({true for true, _, _ in DECLARED.values()} - {"ascii"}))
def test_encodings_read_back(charset):
    """What an encoding can say, it says."""
    for story in stories():
        words = " ".join([story.title, story.lead, *(line for part in story.body for line in part.lines)])
        found = html.unescape(charsets.decode(charsets.encode(words, charset), charset)).lstrip("\ufeff")
        assert charsets.clean(found) == charsets.representable(words, charset)


@pytest.mark.parametrize(
    ("charset", "text", "payload"),
    [
        ("tcvn3", "Đảng bộ huyện", b"\xa7\xb6ng b\xe9 huy\xd6n"),
        ("tcvn3", "người, ư", b"ng\xad\xeai, \xad"),
        ("vni", "Đảng bộ huyện", b"\xd1a\xfbng bo\xe4 huye\xe4n"),
        ("vni", "người ỶỊ", b"ng\xf6\xf4\xf8i Y\xdb\xd2"),
        ("windows-1258", "Đảng", b"\xd0a\xd2ng"),
    ],
)
def test_encodings_by_hand(charset, text, payload):
    """A few words in bytes that were looked up in the tables of the encodings."""
    assert charsets.encode(text, charset) == payload


def test_print_views_name_their_article(pages):
    """A print view has the truth of its article and knows its address; no other page has either."""
    for page in pages:
        assert bool(page.article_url) == (page.kind == "print"), page.id
        assert bool(page.truth) == (page.kind in {"print", "article"}), page.id


def test_plain_and_single_traps():
    """Pages without traps, and pages with one trap alone, are drawn for each layout."""
    assert {page.layout for page in plain_pages()} == set(LAYOUTS)
    assert all(page.traps == {"charset:utf-8"} for page in plain_pages())
    for trap in Trap:
        assert all(page.traps == {trap, "charset:utf-8"} for page in trapped_pages(trap))
