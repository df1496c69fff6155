"""The parts of the ranking formula, with the values that Lucene has for them."""

import math

import numpy as np
import pytest

from search.ranking import (
    FRESH,
    HALF_LIFE,
    HEAD_WEIGHT,
    LENGTHS,
    MOST_TF,
    freshness,
    idf,
    length_codes,
    normal,
    saturation,
)


def kept(length):
    """What a length is after it was coded."""
    return int(LENGTHS[length_codes(np.array([length]))[0]])


class TestLengths:
    @pytest.mark.parametrize("length", range(41))
    def test_short_ones_are_exact(self, length):
        """Lengths up to 40 are kept exactly."""
        assert kept(length) == length

    @pytest.mark.parametrize(
        ("length", "wanted"),
        [
            (41, 40),
            (43, 42),
            (44, 44),
            (55, 54),
            (56, 56),
            (59, 56),
            (87, 84),
            (88, 88),
            (100, 96),
            (151, 144),
            (758, 728),
            (1_000, 984),
            (65_535, 61_464),
            (70_000, 65_560),
            (2**31 - 1, 2_013_265_944),
        ],
    )
    def test_longer_ones_keep_four_bits(self, length, wanted):
        """A longer one is kept as Lucene's `SmallFloat.intToByte4` keeps it: never as more."""
        assert kept(length) == wanted

    def test_codes_are_bytes(self):
        """There are 256 codes, ascending, and each length that has one comes back."""
        assert (np.diff(LENGTHS) > 0).all()
        assert length_codes(LENGTHS).tolist() == list(range(256))
        assert length_codes(LENGTHS).dtype == np.uint8

    def test_little_is_lost(self):
        """A coded length is less than an eighth below the length."""
        lengths = np.unique(np.geomspace(1, 2e9, 10_000).astype(np.int64))
        coded = LENGTHS[length_codes(lengths)]
        assert (coded <= lengths).all()
        assert (coded > lengths * 7 / 8).all()


class TestRarity:
    def test_known_values(self):
        """It is the logarithm that the formula gives."""
        assert idf(10, 1) == pytest.approx(math.log(1 + 9.5 / 1.5))
        assert idf(5_000, 25) == pytest.approx(math.log(1 + 4_975.5 / 25.5))

    @pytest.mark.parametrize("articles", [0, 1, 2, 1_000, 10**7])
    def test_bounds(self, articles):
        """A word that every article holds still counts, one that none holds counts most."""
        assert idf(articles, articles) > 0
        assert idf(articles, 0) == max(idf(articles, holding) for holding in range(min(articles, 50) + 1))
        assert idf(articles, 0) == pytest.approx(math.log(2 * articles + 2))

    def test_rarer_counts_more(self):
        """Each further article that holds a word takes from its rarity."""
        values = [idf(1_000, holding) for holding in range(1_001)]
        assert values == sorted(values, reverse=True)
        assert len(set(values)) == len(values)


class TestSaturation:
    def test_known_values(self):
        """An article of the average length weighs one occurrence as 1 / 2.2."""
        normals = normal(np.array([100, 0, 400]), 100.0)
        assert normals == pytest.approx([1.2, 0.3, 1.2 * 3.25])
        assert saturation(np.array([1, 1, 2]), normals) == pytest.approx([1 / 2.2, 1 / 1.3, 2 / 5.9])

    def test_bounds(self):
        """It is 0 for no occurrence, grows with each, and stays below 1."""
        tf = np.arange(MOST_TF + 1)
        for length in (1, 40, 100_000):
            values = saturation(tf, normal(np.full(tf.shape, length), 500.0))
            assert values[0] == 0
            assert (np.diff(values) > 0).all()
            assert values[-1] < 1

    def test_occurrences_beyond_the_limit_count_nothing(self):
        """255 occurrences are worth as much as 70,000."""
        few, many = saturation(np.array([MOST_TF, 70_000]), normal(np.array([90_000, 90_000]), 500.0))
        assert few == many

    def test_longer_articles_count_less(self):
        """Of two articles with as many occurrences the shorter one counts more."""
        lengths = np.array([10, 20, 500, 5_000])
        values = saturation(np.full(4, 3), normal(lengths, 400.0))
        assert (np.diff(values) < 0).all()

    def test_a_head_alone_never_outweighs_the_sum(self):
        """A word counts at most 1 for the text and the weight of the head besides."""
        most = saturation(np.array([MOST_TF]), normal(np.array([1]), 1e6))[0]
        assert 1 + HEAD_WEIGHT > most * (1 + HEAD_WEIGHT) > 0.99 * (1 + HEAD_WEIGHT)

    def test_an_empty_index_has_an_average(self):
        """Where no article has the stream, its average is 0 and nothing is divided by it."""
        assert np.isfinite(normal(np.array([0, 5]), 0.0)).all()

    def test_single_precision(self):
        """Arrays of scores are 32-bit numbers, whatever the type of the occurrences."""
        for type_ in (np.uint8, np.int64, np.float32):
            normals = normal(np.array([7], np.uint8), 3.5)
            assert saturation(np.array([2], type_), normals).dtype == np.float32


class TestFreshness:
    def test_the_gain_halves_with_age(self):
        """The newest article gains `FRESH`, one a half-life older half of it, one without a date nothing."""
        newest = 738_000 * 24 * 60
        half = newest - int(HALF_LIFE * 24 * 60)
        wanted = [1 + FRESH, 1 + FRESH / 2, 1, 1]
        assert freshness(np.array([newest, half, 0, -1]), newest).tolist() == pytest.approx(wanted)

    def test_nothing_is_newer_than_the_newest(self):
        """A deleted article that is newer than all living ones gains no more than these."""
        assert freshness(np.array([2000]), 1000).tolist() == [1 + FRESH]
