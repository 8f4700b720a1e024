"""Pairs of texts that are much alike, without comparing all pairs.

In go texts, out come pairs with their similarity: the cosine of their sets of
five-character shingles. A small corpus is compared pair by pair. In a large one MinHash
signatures [1]_ cut into bands [2]_ say which pairs are worth comparing; those are
compared exactly, so that a pair may be missed (one in a thousand of those that only just
reach the threshold, fewer the more alike they are) but none is made up.

Where very many texts are all alike (one form, filled in by each township), not all their
pairs are compared: the texts are put in several orders, in which those that are asked for
come near each other, and each is compared with its neighbours [3]_.

Not handled: passages that two unlike texts share.

References
----------
.. [1] Broder, A. Z. (1997). On the resemblance and containment of documents.
   Compression and Complexity of Sequences 1997, 21-29.
.. [2] Leskovec, J., Rajaraman, A. and Ullman, J. D. (2020). Mining of Massive Datasets,
   3rd edition, section 3.4. Cambridge University Press.
.. [3] Hernández, M. A. and Stolfo, S. J. (1995). The merge/purge problem for large
   databases. SIGMOD 1995, 127-138.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

FEW = 1000
"""So many texts are compared pair by pair."""

_SHINGLE = 5
_CHUNK = 512  # rows compared at once: memory stays bounded as the corpus grows
_ROWS = 4  # signature places that must agree in a band
_MISSED = 0.001
_MOST_BANDS = 100
_SEED = 20231231
_KEPT = 4096  # texts whose shingles are remembered
_DOUBT = 2.0  # four standard deviations of the share of one place that agrees, at the most
_TOGETHER = 64  # texts whose signatures are made at once: their shingles stay in the cache
_PAIRS = 65_536  # pairs looked at in one go
_SAMPLED = 64  # signature places by which likeness is estimated
_CROWD = 50  # so many texts of one band are compared pair by pair
_NEIGHBOURS = 6  # with so many behind it each text of more is compared, in each order
_BASE = np.uint64(1_000_003)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


def similar_pairs(
    texts: Sequence[str],
    threshold: float,
    *,
    few: int = FEW,
    words_of: Callable[[str], str] = str,
    possible: Callable[[Any, Any], Any] | None = None,
    orders: Callable[[Any], Iterable[Any]] | None = None,
) -> Iterator[tuple[int, int, float]]:
    """Find the pairs of texts whose similarity reaches a threshold.

    Parameters
    ----------
    texts : sequence of str
        The texts.
    threshold : float
        From 0 to 1. Below about 0.7 all pairs are compared whatever their number: the
        bands that find such pairs would cost more.
    few : int
        Up to so many texts all pairs are compared.
    words_of : callable, optional
        Gives of a text what is compared. It is asked again for the texts of likely pairs, so
        that nothing is kept of the others.
    possible : callable, optional
        Tells of pairs, given as an array of positions and another, which of them are asked for,
        if they are alike enough.
    orders : callable, optional
        Puts the texts of a crowd (an array of positions) in several orders, in which those
        that are asked for come near each other. Without it all pairs of a crowd are compared.

    Yields
    ------
    (int, int, float)
        Positions ``i < j`` and the similarity.

    Examples
    --------
    >>> texts = ["全年新建基层工会七家，发展会员。", "植树。", "全年新建基层工会七家，发展会员！"]
    >>> [(i, j) for i, j, _ in similar_pairs(texts, 0.8)]
    [(0, 2)]
    >>> [(i, j) for i, j, _ in similar_pairs(texts, 0.8, few=0)]
    [(0, 2)]
    """
    if len(texts) < 2:
        return
    bands = _bands(threshold)
    asked = possible or _all_of_them
    if len(texts) <= few or bands > _MOST_BANDS:
        yield from _all_pairs([words_of(text) for text in texts], threshold, asked)
        return

    signatures, told = _signatures((words_of(text) for text in texts), len(texts), bands * _ROWS)
    least = threshold**2 - _DOUBT / math.sqrt(bands * _ROWS)
    likely = _candidates(_Signed(signatures, told, bands, least, asked), orders)
    yield from (one for one in cosines(texts, likely, words_of) if one[2] >= threshold)


def shingles_of(texts: Sequence[str]) -> Any:
    """Give a row of length one for each text: which shingles it has, not how often."""
    rows, sizes = _incidence(texts)
    rows.data /= np.repeat(np.sqrt(sizes), sizes)
    return rows


def _incidence(texts: Sequence[str]) -> tuple[Any, Any]:
    """Give a row of ones for each text, and how many of them."""
    of_each = [_shingles(text) for text in texts]
    sizes = np.array([len(one) for one in of_each])
    names, places = np.unique(np.concatenate(of_each), return_inverse=True)
    shape = (len(texts), max(len(names), 1))
    ends = np.concatenate([[0], np.cumsum(sizes)])
    return csr_matrix((np.ones(len(places)), places, ends), shape=shape), sizes


def _shingles(text: str) -> Any:
    """Give the shingles of a text as sorted 32-bit numbers, each once."""
    signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    count = len(signs) - _SHINGLE + 1
    if count < 1:
        return np.empty(0, dtype=np.uint32)
    joined = np.zeros(count, dtype=np.uint64)
    for at in range(_SHINGLE):
        joined = joined * _BASE + signs[at : at + count]
    return np.unique(_mixed((joined ^ (joined >> np.uint64(32))).astype(np.uint32)))


def _cosine(a: Any, b: Any) -> float:
    both = np.concatenate([a, b])
    both.sort(kind="stable")  # two sorted runs, merged
    shared = int((both[1:] == both[:-1]).sum())
    return shared / math.sqrt(max(len(a) * len(b), 1))


def cosines(
    texts: Sequence[str], pairs: Iterable[tuple[int, int]], words_of: Callable[[str], str] = str
) -> Iterator[tuple[int, int, float]]:
    """Give of each pair how alike it is.

    Examples
    --------
    >>> list(cosines(["全年新建工会七家", "植树", "全年新建工会七家"], [(0, 1), (0, 2)]))
    [(0, 1, 0.0), (0, 2, 1.0)]
    """

    @lru_cache(_KEPT)
    def shingles(place: int) -> Any:
        return _shingles(words_of(texts[place]))

    for i, j in pairs:
        yield i, j, _cosine(shingles(i), shingles(j))


def nearest(texts: Sequence[str], others: Sequence[str], most: int) -> list[tuple[int, int]]:
    """Give for each of the other texts the positions of so many that are most like it.

    Examples
    --------
    >>> nearest(["全年新建工会七家", "植树", "全年发展会员七名"], ["全年新建工会六家"], 1)
    [(0, 0)]
    """
    rows = shingles_of([*texts, *others])
    own, found = rows[: len(texts)], []
    for start in range(len(texts), len(texts) + len(others), _CHUNK):
        alike = (rows[start : start + _CHUNK] @ own.T).toarray()
        best = np.sort(np.argsort(-alike, axis=1, kind="stable")[:, :most], axis=1)
        found += [
            (place, start - len(texts) + at) for at, line in enumerate(best) for place in line
        ]
    return [(int(place), at) for place, at in found]


def nearest_alike(texts: Iterable[str], count: int) -> list[float]:
    """Estimate for each of so many texts how alike it is to the one most like it [1]_.

    Examples
    --------
    >>> nearest_alike(["全年新建工会七家", "植树造林", "全年新建工会七家"], 3)
    [1.0, 0.0, 1.0]
    """
    signatures, told = _signatures(texts, count, _SAMPLED)
    there = np.flatnonzero(told)
    best = np.zeros(count)
    for start in range(0, _SAMPLED, _ROWS):
        order = there[np.lexsort(signatures[there, start : start + _ROWS].T)]
        for at in range(0, max(len(order) - 1, 0), _PAIRS):
            first, second = order[at : at + _PAIRS], order[at + 1 : at + 1 + _PAIRS]
            first = first[: len(second)]
            shared = (signatures[first] == signatures[second]).mean(axis=1)
            np.maximum.at(best, first, shared)
            np.maximum.at(best, second, shared)
    return best.tolist()


def _all_of_them(first: Any, _: Any) -> Any:
    return np.ones(len(first), dtype=bool)


def _all_pairs(
    texts: Sequence[str], threshold: float, possible: Callable[[Any, Any], Any]
) -> Iterator[tuple[int, int, float]]:
    rows, sizes = _incidence(texts)
    for start in range(0, len(texts), _CHUNK):
        shared = (rows[start : start + _CHUNK] @ rows.T).tocoo()
        first, second = start + shared.row, shared.col
        alike = shared.data / np.sqrt(sizes[first] * sizes[second])
        kept = np.flatnonzero((alike >= threshold) & (first < second))
        kept = kept[possible(first[kept], second[kept])]
        yield from zip(
            first[kept].tolist(), second[kept].tolist(), alike[kept].tolist(), strict=True
        )


def _bands(threshold: float) -> int:
    """Give how many bands miss one pair in a thousand at the threshold.

    Two sets of the cosine t share t² of all that is in either, at the least: where one
    holds the other.
    """
    agree = min(threshold, 1.0) ** (2 * _ROWS)
    if agree <= 0:
        return _MOST_BANDS + 1
    return 1 if agree >= 1 else math.ceil(math.log(_MISSED) / math.log1p(-agree))


@dataclass(frozen=True)
class _Signed:
    """The signatures of texts, which texts have one, and which pairs are worth comparing."""

    signatures: Any
    told: Any
    bands: int
    least: float
    possible: Callable[[Any, Any], Any]

    def likely(self, first: Any, second: Any) -> Any:
        """Give the pairs that agree in so much of all bands and are asked for, as numbers."""
        agreed = (self.signatures[first] == self.signatures[second]).mean(axis=1)
        first, second = first[agreed >= self.least], second[agreed >= self.least]
        kept = self.possible(first, second)
        return first[kept] * len(self.signatures) + second[kept]


def _candidates(
    signed: _Signed, orders: Callable[[Any], Iterable[Any]] | None
) -> Iterator[tuple[int, int]]:
    """Give the pairs that are likely to be alike, each once."""
    total = len(signed.signatures)
    there = np.flatnonzero(signed.told)
    keys = np.zeros((total, signed.bands), dtype=np.uint64)
    for row in range(_ROWS):
        keys = keys * _SPREAD + signed.signatures[:, row::_ROWS]
    found = [np.empty(0, dtype=np.int64)]
    crowds: list[tuple[Any, Any]] = []
    for band in range(signed.bands):
        few = _of_few(keys[there, band]) if orders else np.ones(len(there), dtype=bool)
        met, crowded = there[few], there[~few]
        crowds.append(_together(crowded, keys[crowded, band]))
        keys[crowded, band] = crowded  # none of their pairs is met in this band
        for i, j in _equal(keys[met, band]):
            first, second = met[i], met[j]
            # a pair that agrees in an earlier band was met there
            new = ~(keys[first, :band] == keys[second, :band]).any(axis=1)
            found.append(signed.likely(first[new], second[new]))
    for crowd in _parts(crowds, total) if orders else ():
        for order in orders(crowd) if orders else ():
            for apart in range(1, min(_NEIGHBOURS + 1, len(crowd))):
                ends = np.sort([order[:-apart], order[apart:]], axis=0)
                for at in range(0, ends.shape[1], _PAIRS):
                    found.append(signed.likely(*ends[:, at : at + _PAIRS]))
    first, second = np.divmod(np.unique(np.concatenate(found)), total)
    # those that hang together come together, so that what is kept of a text is used while kept
    part = components(first, second, total)
    order = np.argsort(part[first], kind="stable")
    yield from zip(first[order].tolist(), second[order].tolist(), strict=True)


def components(first: Any, second: Any, total: int) -> Any:
    """Give for each of so many positions the number of the group that pairs link it to."""
    linked = csr_matrix((np.ones(len(first), dtype=bool), (first, second)), (total, total))
    return connected_components(linked, directed=False)[1]


def _of_few(key: Any) -> Any:
    """Tell which values stand there no more often than a crowd begins."""
    _, own, count = np.unique(key, return_inverse=True, return_counts=True)
    return count[own] <= _CROWD


def _together(places: Any, key: Any) -> tuple[Any, Any]:
    """Link each place to the first one of its value."""
    _, first, own = np.unique(key, return_index=True, return_inverse=True)
    return places[first[own]], places


def _parts(links: Sequence[tuple[Any, Any]], total: int) -> Iterator[Any]:
    """Give the places that links join, group by group."""
    first, second = (np.concatenate(ends) for ends in zip(*links, strict=True))
    members = np.unique(second)
    part = components(first, second, total)[members]
    order = np.argsort(part, kind="stable")
    edges = np.flatnonzero(np.diff(part[order])) + 1
    yield from (each for each in np.split(members[order], edges) if len(each))


def _equal(key: Any) -> Iterator[tuple[Any, Any]]:
    """Give the places ``i < j`` of equal values, some at a time."""
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    at, apart = np.arange(len(order)), 1
    while len(at := at[at < len(order) - apart]):
        at = at[ordered[at] == ordered[at + apart]]
        for first in range(0, len(at), _PAIRS):
            part = at[first : first + _PAIRS]
            yield order[part], order[part + apart]
        apart += 1


def _signatures(texts: Iterable[str], count: int, length: int) -> tuple[Any, Any]:
    """Give for each text the least of its shingles under so many orders, and whether it has any."""
    chance = np.random.default_rng(_SEED)
    factors = chance.integers(0, 2**31, length, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    shifts = chance.integers(0, 2**32, length, dtype=np.uint32)
    made = np.zeros((count, length), dtype=np.uint32)
    told = np.zeros(count, dtype=bool)
    numbered = ((place, _shingles(text)) for place, text in enumerate(texts))
    with_any = ((place, shingles) for place, shingles in numbered if len(shingles))
    while several := list(islice(with_any, _TOGETHER)):
        places = [place for place, _ in several]
        joined = np.concatenate([shingles for _, shingles in several])
        starts = np.cumsum([0, *(len(shingles) for _, shingles in several[:-1])])
        for order, (factor, shift) in enumerate(zip(factors, shifts, strict=True)):
            # odd factors and a shift reorder 32-bit numbers without a collision
            made[places, order] = np.minimum.reduceat((joined * factor) ^ shift, starts)
        told[places] = True
    return made, told


def _mixed(numbers: Any) -> Any:
    """Spread small numbers over 32 bits: the last step of MurmurHash3."""
    numbers = (numbers ^ (numbers >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    numbers = (numbers ^ (numbers >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return numbers ^ (numbers >> np.uint32(16))
