"""The second family of pages holds what its truth says, and differs from the first."""

from __future__ import annotations

import html
import re
from collections import Counter
from itertools import pairwise

import pytest
from pages.draw import squash
from pages.every import LAYOUTS, every_page
from pages.fronts.contents import OTHERS
from pages.fronts.words import all_stories
from pages.moments import STYLES, printed
from pages.second import FRONTS, second_pages
from pages.traps import Trap

UNSEEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
CLASS = re.compile(r'\bclass="([^"]+)"')
STORIES = {story.id: story for story in all_stories()}


@pytest.fixture(scope="module")
def pages():
    """All pages of one seed."""
    return list(second_pages(seed=1))


@pytest.fixture(scope="module")
def articles(pages):
    """The pages that are articles, with their text and that of their attributes, squashed."""
    return [(page, *visible(page)) for page in pages if page.truth]


def visible(page):
    """All text of a page, and that of its tags' attributes, squashed."""
    text = UNSEEN.sub(" ", page.html)
    attributes = " ".join(re.findall(r'(?:alt|title|content|datetime)="([^"]*)"', text, re.IGNORECASE))
    return squash(html.unescape(TAG.sub("", text))), squash(html.unescape(attributes))


def ways(day):
    """How a page may print a day."""
    return (
        *(f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}"),
        *(f"{day:%d-%m-%Y}", f"{day:%d/%m/%y}", f"{day.day}tháng{day.month}năm{day.year}"),
        *(f"{day:%d}tháng{day:%m}{day.year}", f"{day:%d}tháng{day.month}{day.year}"),
    )


def test_there_are_many(pages):
    """Twenty front ends with more than two hundred articles, and nineteen kinds of other pages."""
    assert len(FRONTS) >= 20
    assert len(OTHERS) >= 19
    assert not set(FRONTS) & set(LAYOUTS)
    assert sum(page.kind == "article" for page in pages) >= 200
    assert {page.layout for page in pages if page.truth} == set(FRONTS)
    assert len({page.id for page in pages}) == len(pages)


def test_truth_is_on_the_page(articles):
    """Whatever a page is said to tell can be read on it, and what is strange to it as well."""
    for page, text, attributes in articles:
        truth = page.truth
        told = [truth.title, truth.lead, truth.source, truth.section, *(words for _, words in truth.body)]
        told += [*truth.captions, *truth.bylines, *truth.authors, *truth.attachments, *truth.related]
        assert [words for words in told if squash(words) not in text] == [], page.id
        strange = (*truth.never, *truth.strangers)
        assert [words for words in strange if squash(words) not in text + attributes] == [], page.id


def test_never_is_not_of_the_article(articles):
    """No text that must stay out is a part of the article's own text; each page has very many."""
    for page, _, _ in articles:
        truth = page.truth
        own = squash(" ".join([truth.title, truth.lead, *(words for _, words in truth.body)]))
        assert [words for words in truth.never if squash(words) in own] == [], page.id
        assert len(truth.never) > 40, page.id
        assert len(truth.related) >= 2 or page.layout == "magazine", page.id


def test_body_comes_once_and_in_order(articles):
    """The parts of the body stand on the page in their order, and twice only where a trap hides a copy."""
    for page, text, _ in articles:
        place = 0
        for _, words in page.truth.body:
            found = text.find(squash(words), place)
            assert found >= 0, (page.id, words)
            place = found + len(squash(words))
        longest = squash(max((words for _, words in page.truth.body), key=len))
        assert text.count(longest) == (2 if Trap.HIDDEN_COPY in page.traps else 1), page.id


def test_published_is_told(articles):
    """A page has a date exactly where its truth does; elsewhere the day of the story is nowhere."""
    for page, text, attributes in articles:
        truth, story = page.truth, STORIES[page.story]
        assert bool(truth.published) == bool(truth.precision), page.id
        if truth.published:
            assert any(way in text + attributes for way in ways(truth.published)), page.id
        elif story.published:
            own = squash(" ".join([story.lead, *(line for part in story.body for line in part.lines)]))
            full = {squash(printed(story.published, style)[0]) for style in STYLES if "short" not in style}
            assert [way for way in full if way in text + attributes and way not in own] == [], page.id


def test_strange_boxes_stand_within_the_body(articles):
    """On many pages something strange stands between two parts of the body."""
    found = 0
    for page, text, _ in articles:
        places = [text.find(squash(words)) for _, words in page.truth.body]
        between = [text[start:end] for start, end in pairwise(places)]
        strange = [squash(words) for words in page.truth.never if len(words) > 15]
        found += any(words in piece for piece in between for words in strange)
    assert found > len(articles) // 4


def test_the_lead_words_of_others_are_long(pages):
    """Lists, front pages and pages of errors have summaries that are as long as leads are."""
    lists = [page for page in pages if page.kind in {"list", "home", "error", "search"}]
    assert sum(len(piece.split()) >= 35 for page in lists for piece in TAG.split(page.html)) > 100


def test_pages_are_deterministic(pages):
    """The same seed gives the same bytes, another seed other ones."""
    assert list(second_pages(seed=1)) == pages
    others = {page.payload for page in second_pages(seed=2)}
    assert sum(page.payload in others for page in pages) == 0


def test_sizes_are_those_of_real_pages(pages):
    """An article's page has 10 to 400 KB, and some have more than 190."""
    sizes = sorted(len(page.payload) for page in pages if page.truth)
    assert sizes[0] > 8_000
    assert sizes[-1] < 420_000
    assert sum(size > 190_000 for size in sizes) >= 10


def test_chrome_differs_from_page_to_page(pages):
    """No long text of the chrome stands on two pages of five, so that none can be learnt by heart."""
    counted = Counter(
        words for page in pages if page.truth for words in set(page.truth.never) if len(words) > 25
    )
    assert counted.most_common(1)[0][1] < len(pages) * 2 // 5


def test_names_are_not_those_of_the_first_set(pages):
    """Most classes of this family are unknown to the first: it tests what was not learnt there."""
    first = {
        name for page in every_page(seed=1) for names in CLASS.findall(page.html) for name in names.split()
    }
    second = {name for page in pages for names in CLASS.findall(page.html) for name in names.split()}
    assert len(second) > 400
    assert len(second & first) < len(second) // 5
