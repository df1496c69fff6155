"""Phrases that are proposed for the table of topics, and what another table would change."""

from __future__ import annotations

import pytest
from making import document

from index.enrich.topics import find_topics
from index.topic_changes import compare_topics
from index.topic_suggestions import suggest
from search.topic_table import read_topics
from search.topics import Taxonomy

TABLE = """
[[topic]]
id = "a"
name = "A"
name_en = "A"
  [[topic.sub]]
  id = "ong"
  name = "Nuôi ong"
  name_en = "Bees"
  strong = ["nuôi ong", "mật ong rừng"]
  weak = ["tổ ong"]
  [[topic.sub]]
  id = "mia"
  name = "Trồng mía"
  name_en = "Cane"
  strong = ["trồng mía", "nhà máy đường"]
"""


def _taxonomy(text=TABLE):
    topics, signs, masks, _ = read_topics(text, "own.toml")
    return Taxonomy({each.id: each for each in topics}, signs, masks, "0")


@pytest.fixture(scope="module")
def articles():
    """Some on bees, some on cane; four on queen bees, for which the table has no words."""
    texts = [
        *[("Nuôi ong ở xã", f"Người dân nuôi ong số {n}, ong chúa được chăm.") for n in range(3)],
        *[("Trồng mía ở xã", f"Người dân trồng mía vụ {n} cho nhà máy đường.") for n in range(20)],
        *[("Nhân giống ong chúa", f"Kỹ thuật nhân giống ong chúa vụ {n}, tổ ong khỏe.") for n in range(4)],
        ("Thời tiết", "Trời nhiều mây, gió nhẹ."),
    ]
    return [document(str(n), title=title, lead="Mở đầu.", body=body) for n, (title, body) in enumerate(texts)]


class TestSuggestions:
    def test_phrases_of_many_undecided_articles_come_first(self, articles):
        """What the articles without a topic share, and others seldom have, is proposed once."""
        found = suggest(lambda: articles, _taxonomy(), 10)
        assert found[0].phrase in ("nhân giống ong chúa", "nhân giống", "giống ong chúa")
        assert (found[0].undecided, found[0].moves) == (4, 4)
        assert found[0].examples == ("Nhân giống ong chúa",) * 3
        assert not any(one.phrase in other.phrase for one in found for other in found if one is not other)

    def test_the_topic_is_that_of_similar_articles(self, articles):
        """Words that half speak for a topic, and articles that have one, tell which it may be."""
        found = suggest(lambda: articles, _taxonomy(), 10)
        assert {one.topic for one in found} == {"a/ong"}
        assert all(0.5 < one.share <= 1 for one in found)

    def test_taking_a_proposal_moves_as_many_articles_as_were_told(self, articles):
        """The count is what the table with the phrase really does."""
        best = suggest(lambda: articles, _taxonomy(), 1)[0]
        better = _taxonomy(TABLE.replace('"mật ong rừng"', f'"mật ong rừng", "{best.phrase}"'))
        undecided = [one for one in articles if not find_topics(one.article, (), _taxonomy())]
        moved = [one for one in undecided if find_topics(one.article, (), better)]
        assert len(moved) == best.moves

    def test_what_the_table_has_is_not_proposed(self, articles):
        """Neither phrases nor masks of the table; nor parts of words, nor what ends in an empty word."""
        text = TABLE.replace("\n[[topic]]", 'masks = ["nhân giống ong chúa"]\n[[topic]]', 1)
        phrases = [one.phrase for one in suggest(lambda: articles, _taxonomy(text), 50)]
        assert "tổ ong" not in phrases
        assert "nhân giống ong chúa" not in phrases
        assert not any(phrase.endswith((" của", " và")) for phrase in phrases)

    def test_the_limit_is_kept(self, articles):
        """As many as were asked for, the best ones; none where there is nothing."""
        every = suggest(lambda: articles, _taxonomy(), 50)
        assert suggest(lambda: articles, _taxonomy(), 1) == every[:1]
        assert suggest(list, _taxonomy(), 5) == []
        assert suggest(lambda: articles[:3], _taxonomy(), 5) == []


class TestChanges:
    def test_gains_and_losses_are_counted_by_topic(self, articles):
        """How many articles get and lose each topic, with some titles."""
        new = _taxonomy(
            TABLE.replace('"nuôi ong", "mật ong rừng"', '"mật ong rừng", "ong chúa"').replace(
                'weak = ["tổ ong"]', ""
            )
        )
        changes = compare_topics(articles, _taxonomy(), new)
        bees = changes.topics["a/ong"]
        assert (bees.before, bees.after, bees.gained, bees.lost) == (3, 4, 4, 3)
        assert bees.gains == ["Nhân giống ong chúa"] * 3
        assert bees.losses == ["Nuôi ong ở xã"] * 3
        assert changes.topics["a/mia"].gained == changes.topics["a/mia"].lost == 0
        assert (changes.articles, changes.changed) == (28, 7)
        assert (changes.undecided_before, changes.undecided_after) == (5, 4)

    def test_a_topic_that_is_renamed_is_lost_and_gained(self, articles):
        """Ids of both tables are counted."""
        changes = compare_topics(articles, _taxonomy(), _taxonomy(TABLE.replace('"mia"', '"duong"')))
        assert (changes.topics["a/mia"].lost, changes.topics["a/duong"].gained) == (20, 20)

    def test_the_same_table_changes_nothing(self, articles):
        """No article changes."""
        changes = compare_topics(articles, _taxonomy(), _taxonomy())
        assert changes.changed == 0
        assert changes.undecided_before == changes.undecided_after
