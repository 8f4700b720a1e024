"""Pairs of texts that are much alike, without comparing all pairs.

In go texts, out come pairs with their similarity: the cosine of their sets of
five-character shingles. A small corpus is compared pair by pair. In a large one MinHash
signatures [1]_ cut into bands [2]_ say which pairs are worth comparing; those are
compared exactly, so that a pair may be missed (one in a thousand of those that only just
reach the threshold, fewer the more alike they are) but none is made up.

Not handled: passages that two unlike texts share. Where very many texts are all alike,
their pairs are as many as they are.

References
----------
.. [1] Broder, A. Z. (1997). On the resemblance and containment of documents.
   Compression and Complexity of Sequences 1997, 21-29.
.. [2] Leskovec, J., Rajaraman, A. and Ullman, J. D. (2020). Mining of Massive Datasets,
   3rd edition, section 3.4. Cambridge University Press.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

FEW = 1000
"""So many texts are compared pair by pair."""

_SHINGLE = 5
_CHUNK = 512  # rows compared at once: memory stays bounded as the corpus grows
_ROWS = 4  # signature places that must agree in a band
_MISSED = 0.001
_MOST_BANDS = 100
_SEED = 20231231


def similar_pairs(
    texts: Sequence[str], threshold: float, *, few: int = FEW
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
    shingles = shingles_of(texts)
    bands = _bands(threshold)
    if len(texts) <= few or bands > _MOST_BANDS:
        yield from _all_pairs(shingles, threshold)
        return
    for pairs in _chunks(_candidates(shingles, bands)):
        first, second = pairs[:, 0], pairs[:, 1]
        alike = np.asarray(shingles[first].multiply(shingles[second]).sum(axis=1)).ravel()
        for at in np.flatnonzero(alike >= threshold):
            yield int(first[at]), int(second[at]), float(alike[at])


def shingles_of(texts: Sequence[str]) -> Any:
    """Give a row of length one for each text: which shingles it has, not how often."""
    from sklearn.feature_extraction.text import HashingVectorizer

    return HashingVectorizer(
        analyzer="char",
        ngram_range=(_SHINGLE, _SHINGLE),
        lowercase=False,
        binary=True,
        alternate_sign=False,
    ).transform(texts)


def _all_pairs(shingles: Any, threshold: float) -> Iterator[tuple[int, int, float]]:
    for first in range(0, shingles.shape[0], _CHUNK):
        alike = (shingles[first : first + _CHUNK] @ shingles.T).tocoo()
        kept = (alike.data >= threshold) & (first + alike.row < alike.col)
        for row, column, similarity in zip(
            alike.row[kept], alike.col[kept], alike.data[kept], strict=True
        ):
            yield first + int(row), int(column), float(similarity)


def _bands(threshold: float) -> int:
    """Give how many bands miss one pair in a thousand at the threshold.

    Two sets of the cosine t share t² of all that is in either, at the least: where one
    holds the other.
    """
    agree = min(threshold, 1.0) ** (2 * _ROWS)
    if agree <= 0:
        return _MOST_BANDS + 1
    return 1 if agree >= 1 else math.ceil(math.log(_MISSED) / math.log1p(-agree))


def _candidates(shingles: Any, bands: int) -> Any:
    """Give the pairs that agree in a band, each once, as rows of two positions."""
    there = np.flatnonzero(np.diff(shingles.indptr))
    signatures = _signatures(shingles[there], bands * _ROWS)
    total = shingles.shape[0]
    known = np.empty(0, dtype=np.int64)
    for band in range(bands):
        part = signatures[:, band * _ROWS : (band + 1) * _ROWS]
        _, bucket = np.unique(part, axis=0, return_inverse=True)
        found = [known]
        order = np.argsort(bucket.ravel(), kind="stable")
        sizes = np.bincount(bucket.ravel())
        for members in np.split(order, np.cumsum(sizes)[:-1]):
            if len(members) > 1:
                i, j = np.triu_indices(len(members), 1)
                found.append(there[members[i]] * total + there[members[j]])
        known = np.unique(np.concatenate(found))
    return np.column_stack([known // total, known % total])


def _signatures(shingles: Any, length: int) -> Any:
    """Give for each row the least of its shingles under so many orders of all shingles."""
    chance = np.random.default_rng(_SEED)
    factors = chance.integers(0, 2**31, length, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    shifts = chance.integers(0, 2**32, length, dtype=np.uint32)
    made = np.empty((shingles.shape[0], length), dtype=np.uint32)
    for first in range(0, shingles.shape[0], _CHUNK):
        rows = shingles[first : first + _CHUNK]
        mixed = _mixed(rows.indices.astype(np.uint32))
        for place, (factor, shift) in enumerate(zip(factors, shifts, strict=True)):
            # odd factors and a shift reorder 32-bit numbers without a collision
            ordered = (mixed * factor) ^ shift
            made[first : first + _CHUNK, place] = np.minimum.reduceat(ordered, rows.indptr[:-1])
    return made


def _mixed(numbers: Any) -> Any:
    """Spread small numbers over 32 bits: the last step of MurmurHash3."""
    numbers = (numbers ^ (numbers >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    numbers = (numbers ^ (numbers >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return numbers ^ (numbers >> np.uint32(16))


def _chunks(pairs: Any) -> Iterator[Any]:
    for first in range(0, len(pairs), _CHUNK):
        yield pairs[first : first + _CHUNK]
