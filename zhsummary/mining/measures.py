"""Measures of association between words and parts of a corpus, each with its source.

Counts go in as arrays (or anything that becomes one), ``float64`` arrays of the same
shape come out. All of them read the two-by-two table

====================  ===========  =============
..                    here         elsewhere
====================  ===========  =============
this word             `a`          `b`
other words           `m` - `a`    `n` - `b`
====================  ===========  =============

References
----------
.. [1] Dunning, T. (1993). Accurate methods for the statistics of surprise and
   coincidence. Computational Linguistics 19(1), 61-74.
.. [2] Church, K. W. and Hanks, P. (1990). Word association norms, mutual information,
   and lexicography. Computational Linguistics 16(1), 22-29.
.. [3] Hardie, A. (2014). Log Ratio: an informal introduction. CASS, Lancaster.
.. [4] Grootendorst, M. (2022). BERTopic: neural topic modeling with a class-based
   TF-IDF procedure. arXiv:2203.05794.
.. [5] Gries, St. Th. (2008). Dispersions and adjusted frequencies in corpora.
   International Journal of Corpus Linguistics 13(4), 403-437.
.. [6] Lijffijt, J. and Gries, St. Th. (2012). Correction to [5].
   International Journal of Corpus Linguistics 17(1), 147-149.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix

Numbers = npt.NDArray[np.float64]


def expected(a: Any, b: Any, m: Any, n: Any) -> Numbers:
    """Give the count that chance alone would put here: ``(a + b) m / (m + n)``.

    Examples
    --------
    >>> float(expected(30, 10, 100, 300))
    10.0
    """
    a, b, m, n = _floats(a, b, m, n)
    return (a + b) * m / np.maximum(m + n, 1)


def log_likelihood(a: Any, b: Any, m: Any, n: Any) -> Numbers:
    """Give Dunning's log-likelihood ratio G² [1]_ over all four cells, with a sign.

    Negative where the word is rarer here than elsewhere. Without the sign it is
    ``scipy.stats.chi2_contingency(table, lambda_="log-likelihood", correction=False)``
    and quanteda's ``textstat_keyness(measure = "lr")`` without correction; Rayson's
    calculator sums the first row alone and gives slightly less.

    Examples
    --------
    >>> [round(float(g2), 3) for g2 in log_likelihood([30, 5], [10, 95], [100, 100], [300, 300])]
    [50.207, -35.566]
    """
    a, b, m, n = _floats(a, b, m, n)
    total = np.maximum(m + n, 1)
    cells = ((a, a + b, m), (b, a + b, n), (m - a, total - a - b, m), (n - b, total - a - b, n))
    summed = sum(_surprise(seen, row * column / total) for seen, row, column in cells)
    return np.where(a * n >= b * m, 1.0, -1.0) * 2 * np.maximum(summed, 0.0)


def log_ratio(a: Any, b: Any, m: Any, n: Any) -> Numbers:
    """Give Hardie's log ratio [3]_: how many times the share of a word doubles from there to here.

    A count of zero is taken for one half, so that the ratio stays finite.

    Examples
    --------
    >>> float(log_ratio(40, 10, 100, 100)), round(float(log_ratio(0, 8, 100, 100)), 1)
    (2.0, -4.0)
    """
    a, b, m, n = _floats(a, b, m, n)
    here = np.where(a > 0, a, 0.5) / np.maximum(m, 1)
    there = np.where(b > 0, b, 0.5) / np.maximum(n, 1)
    return np.log2(here / there)


def by_chance(g2: Any) -> Numbers:
    """Give how probable a G² at least so large is by chance (chi-squared, one degree of freedom).

    For one word looked up by itself. Among thousands of words some are rare by chance:
    at 0.05 one in twenty. Words of one text are not drawn independently either, so it
    orders words rather than proves anything.

    Examples
    --------
    >>> [round(float(p), 4) for p in by_chance([3.84, -6.63, 10.83])]
    [0.05, 0.01, 0.001]
    """
    values = np.atleast_1d(np.abs(np.asarray(g2, dtype=np.float64)))
    chances = np.array([math.erfc(math.sqrt(value / 2)) for value in values.flat])
    return chances.reshape(np.shape(g2))


def mutual_information(a: Any, estimate: Any) -> Numbers:
    """Give Church and Hanks' pointwise mutual information [2]_: ``log2(seen / expected)``.

    It favours rare pairs; ask for a least count beside it.

    Examples
    --------
    >>> float(mutual_information(8, 2))
    2.0
    """
    a, estimate = _floats(a, estimate)
    with np.errstate(divide="ignore"):
        return np.log2(a / estimate)


def class_tf_idf(count: Any, total: Any, size: Any, mean_size: Any) -> Numbers:
    """Give the class-based TF-IDF [4]_ of words in a class: ``tf log(1 + A / f)``.

    `tf` is the share of the class's words that this word is (its author's program divides by
    the size of the class so, the paper does not; within a class the order is the same).

    Parameters
    ----------
    count, total : array of shape (words,)
        How often each stands in the class, and in all classes (`f`).
    size, mean_size : float
        How many words the class has, and a class has in the mean (`A`).

    Examples
    --------
    >>> [round(float(score), 4) for score in class_tf_idf([4, 2], [4, 20], 20, 25)]
    [0.3962, 0.0811]
    """
    count, total, size, mean_size = _floats(count, total, size, mean_size)
    return count / np.maximum(size, 1) * np.log1p(mean_size / np.maximum(total, 1))


def deviation_of_proportions(counts: Any, sizes: Any) -> Numbers:
    """Give Gries' DP [5]_, normalised [6]_: 0 spread evenly over the parts, 1 all in the smallest.

    Half the sum of the differences between the share of a word's uses that stand in a
    part and the share of all words that do; divided by 1 less the smallest part's share.

    Parameters
    ----------
    counts : array or sparse matrix of shape (words, parts)
        How often each word stands in each part; every word stands somewhere.
    sizes : array of shape (parts,)
        How many words each part has, none 0.

    Examples
    --------
    >>> [round(float(dp), 3) for dp in deviation_of_proportions([[1, 1], [0, 2]], [50, 50])]
    [0.0, 1.0]
    """
    cells: Any = coo_matrix(counts, dtype=np.float64)
    (sizes,) = _floats(sizes)
    shares = sizes / sizes.sum()
    totals = np.bincount(cells.row, cells.data, cells.shape[0])
    there = shares[cells.col]
    # a part without the word differs by its own share, and all shares sum to 1
    differences = np.abs(cells.data / totals[cells.row] - there) - there
    deviation = (1 + np.bincount(cells.row, differences, cells.shape[0])) / 2
    widest = 1 - shares.min()
    return np.clip(deviation / widest, 0.0, 1.0) if widest > 0 else np.zeros(len(totals))


def _floats(*values: Any) -> tuple[Numbers, ...]:
    return tuple(np.asarray(value, dtype=np.float64) for value in values)


def _surprise(seen: Numbers, estimate: Numbers) -> Numbers:
    """Give ``seen log(seen / estimate)``, which is 0 where nothing was seen."""
    safe = np.where(seen > 0, seen, 1.0)
    return np.where(seen > 0, seen * np.log(safe / np.maximum(estimate, 1e-300)), 0.0)
