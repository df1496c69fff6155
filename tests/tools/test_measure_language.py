"""Figures of the language: asked of the product, the same each time."""

from random import Random

import pytest

from search.suggest.slips import slip
from tools.measure.language import Text, measure_language, measure_speed, slip_in
from tools.measure.language import _parts as parts_of


def test_without_private_data_the_seeds_are_measured(tmp_path):
    """Each seed by the other four; half of its marks come back from so little."""
    figures = {figure.name: figure.value for figure in measure_language(None, tmp_path)}
    assert set(figures) == {"marks of seeds", *(f"marks of seed {number}" for number in range(5))}
    assert figures["marks of seeds"] > 0.5


@pytest.mark.parametrize("seed", range(20))
def test_slips_are_single(seed):
    """One word of the run differs, by one slip or by a mark that its letter took along."""
    run = ["kết", "nạp", "đảng", "viên"]
    made = slip_in(run, Random(seed))
    assert [at for at, word in enumerate(made.words) if word.surface != run[at]] == [made.at]
    assert made.right == run[made.at]
    assert abs(len(made.words[made.at].surface) - len(made.right)) <= 1


def test_a_slip_that_keeps_marks_is_one_of_the_product():
    """What is drawn as a slip is what the product looks for."""
    drawn = [slip_in(["kết", "nạp", "đảng", "viên"], Random(seed)) for seed in range(200)]
    known = [slip(each.words[each.at].key, each.right) is not None for each in drawn]
    assert sum(known) > 0.9 * len(known)


def test_speed_is_measured(tmp_path):
    """Every kind of question has its percentiles."""
    from search.embedded.reader import EmbeddedReader

    parts_of([Text("Kết nạp đảng viên mới", "Chi bộ kết nạp đảng viên mới.")] * 3, tmp_path)
    figures = list(measure_speed(EmbeddedReader(tmp_path), ["Kết nạp đảng viên mới"], questions=20))
    assert len(figures) == 9
    assert all(figure.value >= 0 and figure.unit == "ms" for figure in figures)
