"""B-cubed: how well a grouping agrees with another, item by item.

For each item, precision is the share of those grouped with it that belong with it, and
recall the share of those that belong with it that are grouped with it, itself counted;
both are the mean over all items (Bagga and Baldwin 1998). An item in a group of its own
counts like any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple


class Agreement(NamedTuple):
    """Precision, recall and their harmonic mean, from 0 to 1."""

    precision: float
    recall: float
    f1: float


def bcubed(found: Sequence[Hashable], gold: Sequence[Hashable]) -> Agreement:
    """Measure a grouping against the right one.

    Parameters
    ----------
    found, gold : sequence of hashable
        The group of each item, in the same order; equal labels are one group.

    Examples
    --------
    >>> bcubed("aab", "xyy").precision
    0.6666666666666666
    """
    sizes, wanted = Counter(found), Counter(gold)
    shared = Counter(zip(found, gold, strict=True))
    if not shared:
        return Agreement(1.0, 1.0, 1.0)
    items = len(found)
    precision = sum(n * n / sizes[label] for (label, _), n in shared.items()) / items
    recall = sum(n * n / wanted[label] for (_, label), n in shared.items()) / items
    return Agreement(precision, recall, 2 * precision * recall / (precision + recall))
