"""A matrix of sections and words taken apart into topics; how many there are.

In go counts, out come two matrices of weights: sections by topics and topics by words.
The methods are those of scikit-learn: non-negative matrix factorisation [1]_ of the
TF-IDF of the sections, begun from their singular value decomposition, so that nothing but
the seed decides, or latent Dirichlet allocation [2]_ of their counts.

References
----------
.. [1] Lee, D. D. and Seung, H. S. (1999). Learning the parts of objects by non-negative
   matrix factorization. Nature 401, 788-791.
.. [2] Blei, D. M., Ng, A. Y. and Jordan, M. I. (2003). Latent Dirichlet allocation.
   Journal of Machine Learning Research 3, 993-1022.
.. [3] Dieng, A. B., Ruiz, F. J. R. and Blei, D. M. (2020). Topic modeling in embedding
   spaces. Transactions of the ACL 8, 439-453.
.. [4] Lau, J. H., Newman, D. and Baldwin, T. (2014). Machine reading tea leaves.
   EACL 2014, 530-539.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import Any

import numpy as np

METHODS = ("nmf", "lda")

_ROUNDS = 500
_TOP = 10


def factors(counts: Any, k: int, *, method: str, seed: int) -> tuple[Any, Any, bool]:
    """Take a matrix of counts apart into `k` topics.

    Parameters
    ----------
    counts : sparse matrix of shape (sections, words)
        How often each word stands in each section.
    k : int
        How many topics.
    method : {"nmf", "lda"}
        How.
    seed : int
        What chance begins from.

    Returns
    -------
    of_sections : array of shape (sections, k), float64
        How much of a section is which topic; a row sums to 1, or to 0 where nothing tells.
    of_words : array of shape (k, words), float64
        How much of a topic is which word; a row sums to 1.
    settled : bool
        Whether the search came to rest before its last round.

    Examples
    --------
    >>> from scipy.sparse import csr_matrix
    >>> counts = csr_matrix([[3, 2, 0, 0], [2, 4, 0, 0], [0, 0, 5, 1], [0, 0, 2, 2]])
    >>> of_sections, of_words, _ = factors(counts, 2, method="nmf", seed=0)
    >>> of_sections.argmax(axis=1).tolist() in ([0, 0, 1, 1], [1, 1, 0, 0])
    True
    """
    from sklearn.exceptions import ConvergenceWarning

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", ConvergenceWarning)
        of_sections, of_words = (_nmf if method == "nmf" else _lda)(counts, k, seed)
    settled = not any(issubclass(one.category, ConvergenceWarning) for one in told)
    # a topic's weight is told by its words or its sections; the words are brought to one scale
    scale = of_words.sum(axis=1)
    return _shares(of_sections * scale), _shares(of_words), settled


def _nmf(counts: Any, k: int, seed: int) -> tuple[Any, Any]:
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfTransformer

    whole: Any = k  # its annotation knows the word "auto" alone
    model = NMF(whole, init="nndsvd", max_iter=_ROUNDS, random_state=seed)
    of_sections = model.fit_transform(TfidfTransformer(sublinear_tf=True).fit_transform(counts))
    return of_sections, model.components_


def _lda(counts: Any, k: int, seed: int) -> tuple[Any, Any]:
    from sklearn.decomposition import LatentDirichletAllocation

    model = LatentDirichletAllocation(k, learning_method="batch", max_iter=50, random_state=seed)
    of_sections = model.fit_transform(counts)
    return of_sections / model.components_.sum(axis=1), model.components_


def _shares(weights: Any) -> Any:
    total = weights.sum(axis=1, keepdims=True)
    return np.divide(weights, total, out=np.zeros_like(weights, dtype=np.float64), where=total > 0)


def coherence(counts: Any, of_words: Any, n: int = _TOP) -> float:
    """Tell how much the weightiest words of each topic stand together in sections [4]_.

    Returns
    -------
    float
        The mean normalised pointwise mutual information of all pairs of the `n` words of
        each topic: 1 always together, 0 as by chance, -1 never.

    Examples
    --------
    >>> from scipy.sparse import csr_matrix
    >>> counts = csr_matrix([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]])
    >>> coherence(counts, np.array([[0.6, 0.4, 0, 0], [0, 0, 0.5, 0.5]]), n=2)
    1.0
    """
    there = (counts > 0).astype(np.float64)
    total = there.shape[0]
    scores = [_npmi(there[:, list(top)], total) for top in _top(of_words, n)]
    return float(np.mean(scores))


def _npmi(there: Any, total: int) -> float:
    """Give the mean of all pairs of columns; one that is never seen with another counts -1."""
    together = np.asarray((there.T @ there).todense()) / total
    alone = np.diag(together)
    first, second = np.triu_indices(len(alone), 1)
    if not len(first):
        return 0.0
    both = together[first, second]
    seen = (both > 0) & (both < 1)
    safe = np.where(seen, both, 0.5)
    scores = np.log(safe / (alone[first] * alone[second])) / -np.log(safe)
    return float(np.where(seen, scores, np.where(both >= 1, 0.0, -1.0)).mean())


def diversity(of_words: Any, n: int = _TOP) -> float:
    """Give the part of the topics' `n` weightiest words that differ [3]_: 1 if all do.

    Examples
    --------
    >>> diversity(np.array([[0.6, 0.4, 0.0], [0.0, 0.4, 0.6]]), n=2)
    0.75
    """
    words = [word for top in _top(of_words, n) for word in top]
    return len(set(words)) / len(words)


def qualities(counts: Any, ks: Iterable[int], *, method: str, seed: int) -> list[dict[str, Any]]:
    """Tell for several numbers of topics how good they are: coherence times diversity [3]_.

    Returns
    -------
    list of dict
        ``k coherence diversity quality``.
    """
    rows: list[dict[str, Any]] = []
    for k in ks:
        _, of_words, _ = factors(counts, k, method=method, seed=seed)
        together, apart = coherence(counts, of_words), diversity(of_words)
        rows.append(
            {"k": k, "coherence": together, "diversity": apart, "quality": together * apart}
        )
    return rows


def _top(of_words: Any, n: int) -> list[list[int]]:
    """Give the columns of the weightiest words of each topic, those of no weight left out."""
    order = np.argsort(-of_words, axis=1, kind="stable")[:, :n]
    return [
        [int(word) for word in row if weights[word] > 0]
        for row, weights in zip(order, of_words, strict=True)
    ]
