"""Joining wordings into indicators: the nearest two first, as long as nothing speaks against it.

In go wordings, their distances, and the number of documents; out come groups. The distance
between groups is the mean of that of their facts (average linkage). Two groups that are each
common and never meet in a document may be farther apart; two to which a document gives
different amounts are not joined, but for a slip in one of twenty documents.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from zhsummary.compare.likeness import NEVER, TOLD_APART, Saying, commonness
from zhsummary.compare.wording import Row

if TYPE_CHECKING:
    import numpy as np

_FARTHEST = 0.45  # the largest distance (average linkage) within an indicator
_NEVER_MEET = 0.3  # what is forgiven of it to wordings that share documents out among them

Amounts = dict[tuple[Any, ...], set[tuple[str, ...]]]


class Joining:
    """Groups of wordings that grow by joining the nearest two (average linkage)."""

    def __init__(self, block: Sequence[Saying], distances: np.ndarray, total: int) -> None:
        import numpy as np

        self._total = total
        self._members = [[saying] for saying in block]
        self._weights = [len(saying.rows) for saying in block]
        self._documents = [{row["doc_id"] for row in saying.rows} for saying in block]
        self._amounts = [_amounts(saying.rows) for saying in block]
        self._at: dict[tuple[Any, ...], set[int]] = defaultdict(set)
        for index, amounts in enumerate(self._amounts):
            for place in amounts:
                self._at[place].add(index)
        self._distances = distances
        self._near = np.full(distances.shape, NEVER)
        self._live = set(range(len(block)))
        for index in self._live:
            self._measure(index)

    def groups(self) -> list[list[Saying]]:
        """Join until nothing is near enough."""
        size = len(self._members)
        while len(self._live) > 1:
            nearest = int(self._near.argmin())
            kept, other = divmod(nearest, size)
            if self._near[kept, other] > _FARTHEST:
                break
            self._join(min(kept, other), max(kept, other))
        return [sorted(self._members[index], key=commonness) for index in sorted(self._live)]

    def _join(self, kept: int, other: int) -> None:
        ours, theirs = self._weights[kept], self._weights[other]
        mean = (ours * self._distances[kept] + theirs * self._distances[other]) / (ours + theirs)
        self._distances[kept, :] = self._distances[:, kept] = mean
        self._weights[kept] += theirs
        self._members[kept] += self._members[other]
        self._documents[kept] |= self._documents[other]
        for place, amounts in self._amounts[other].items():
            self._amounts[kept].setdefault(place, set()).update(amounts)
            self._at[place] -= {other}
            self._at[place].add(kept)
        self._live.remove(other)
        self._near[other, :] = self._near[:, other] = NEVER
        self._measure(kept)

    def _measure(self, index: int) -> None:
        """Measure how far a group is from all others, and who was told apart from it."""
        import numpy as np

        others = sorted(self._live - {index})
        met, apart = self._met(index)
        sizes = np.array([len(self._documents[other]) for other in others], dtype=float)
        own = len(self._documents[index])
        meetings = np.array([met[other] for other in others], dtype=float)
        quarrels = np.array([apart[other] for other in others], dtype=float)
        expected = np.clip(own * sizes / self._total - meetings, 0, None)
        near = self._distances[index, others] - _NEVER_MEET * (1 - np.exp(-expected))
        near[quarrels > TOLD_APART * np.minimum(own, sizes)] = NEVER
        self._near[index, others] = self._near[others, index] = near

    def _met(self, index: int) -> tuple[Counter[int], Counter[int]]:
        """Count where others are stated beside a group, and where with other amounts."""
        met: Counter[int] = Counter()
        apart: Counter[int] = Counter()
        for place, amounts in self._amounts[index].items():
            for other in self._at[place]:
                met[other] += 1
                apart[other] += self._amounts[other][place] != amounts
        return met, apart


def _amounts(rows: Iterable[Row]) -> Amounts:
    """Give what is stated in each document as done, and in each sentence as anything else."""
    found: Amounts = defaultdict(set)
    for row in rows:
        amount = tuple(str(row.get(name)) for name in ("value", "low", "high"))
        place: tuple[Any, ...] = (row["doc_id"],)
        if row["modality"] != "actual":
            place = (row["doc_id"], row["modality"], row["sentence_start"])
        if not row.get("masked"):
            found[place].add(amount)
    return dict(found)
