"""The measure by which groupings are compared."""

from __future__ import annotations

import pytest

from tests.bcubed import bcubed


@pytest.mark.parametrize(
    ("found", "gold", "precision", "recall"),
    [
        pytest.param("aabb", "xxyy", 1, 1, id="the-same-by-other-names"),
        pytest.param("abcd", "xxyy", 1, 0.5, id="everything-apart"),
        pytest.param("aaaa", "xxyy", 0.5, 1, id="everything-together"),
        pytest.param("aabc", "xxxy", 1, (2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, id="one-left-out"),
        pytest.param("aaab", "xxyz", (2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, 1, id="one-too-many"),
        pytest.param("", "", 1, 1, id="nothing"),
    ],
)
def test_counts_each_item_by_its_own_group(found, gold, precision, recall):
    """The worked numbers, by hand."""
    measured = bcubed(found, gold)
    assert measured.precision == pytest.approx(precision)
    assert measured.recall == pytest.approx(recall)
    assert measured.f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_lists_of_other_lengths_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        bcubed("aa", "x")
