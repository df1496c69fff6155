"""Canonical text and the forms in which words are compared."""

import random
import unicodedata

import pytest

from search.text import canonical, comparable, folded, has_marks, marked_share, new_style

ODD = "aăâđĐðÐẢạ \n\r\t\u00a0\u00ad\u200b\ufeff\u0301\u0323\x00\x85İßﬁ漢😀\ud800òaÒAuỳ"


class TestCanonical:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("Ðảng bộ", "Đảng bộ"),
            ("kỹ thuật Ðorri Þór", "kỹ thuật Ðorri Þór"),
            ("HÐND, QÐi, Ðường", "HĐND, QĐi, Đường"),
            ("ðược", "được"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("tr\u00adường", "trường"),
            ("a\u00a0b\u200bc\ufeff", "a bc"),
            ("  a \u00a0\t b\n   c", " a b\n c"),
            ("28\u2011CT/TW", "28-CT/TW"),
            ("Đa\u0309ng", "Đảng"),
            ("a\x00b\x1fc\x7f", "abc"),
            ("lẻ\ud800 loi", "lẻ\ufffd loi"),
        ],
    )
    def test_repairs(self, given, expected):
        """What a portal garbles is repaired."""
        assert canonical(given) == expected

    def test_eth_in_a_foreign_word_stays(self):
        """Eth is kept in a word with letters that Vietnamese lacks."""
        assert canonical("Ðwejra") == "Ðwejra"

    @pytest.mark.parametrize("seed", range(20))
    def test_idempotent(self, seed):
        """Canonical text is left as it is."""
        chance = random.Random(seed)
        once = canonical("".join(chance.choices(ODD, k=200)))
        assert canonical(once) == once
        assert unicodedata.is_normalized("NFC", once)


class TestForms:
    @pytest.mark.parametrize(
        ("old", "new"),
        [("hòa", "hoà"), ("Thủy", "Thuỷ"), ("KHỎE", "KHOẺ"), ("ủy", "uỷ"), ("Ủy", "Uỷ"), ("xõa", "xoã")],
    )
    def test_tone_marks_move_to_the_new_style(self, old, new):
        """The mark of a final oa, oe, uy moves, in any case."""
        assert new_style(old) == new

    @pytest.mark.parametrize("same", ["quý", "quỳ", "hoàn", "toán", "của", "thủ", "ngoài", "huyện"])
    def test_other_marks_stay(self, same):
        """Marks that stand right in both styles stay."""
        assert new_style(same) == same

    @pytest.mark.parametrize("same", ["òy", "ùa", "ùe", "òi", "aa", "oa", "ủY", "qùy", "QÙY", "hòan"])
    def test_only_three_pairs_lose_their_old_style(self, same):
        """Letters that may begin or end such a pair, and are none together, stay as they are."""
        assert new_style(same) == same

    def test_folding(self):
        """Folding drops every mark and the bar of đ."""
        assert folded("Đường ĐƯỢC Ưỡn ẳ Ỹ") == "duong duoc uon a y"

    @pytest.mark.parametrize("seed", range(20))
    def test_lengths_are_kept(self, seed):
        """Offsets found in a comparable or folded text hold in the original."""
        chance = random.Random(seed)
        text = canonical("".join(chance.choices(ODD, k=200)))
        assert len(comparable(text)) == len(folded(text)) == len(new_style(text)) == len(text)

    def test_marks(self):
        """Marks are tones, hats, horns, breves and the bar of đ."""
        assert [has_marks(word) for word in ("dang", "đang", "dâng", "dáng", "2021", "")] == [
            False,
            True,
            True,
            True,
            False,
            False,
        ]
        assert marked_share("") == 0
        assert marked_share("đaaa") == 0.25


@pytest.mark.parametrize("text", ["a" * 1_000_000, "a" + "\u0301\u0323" * 200_000, "Ðð" * 200_000])
def test_odd_text_is_read_in_linear_time(text):
    """Endless words and endless combining marks end: quadratic time would take hours here."""
    assert len(canonical(text)) <= len(text)
