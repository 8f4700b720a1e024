"""Near-copies: texts that are one summary twice, told apart from texts of one template.

In go texts, out come pairs of their positions with a similarity. A copy may hide or
lose a figure, wrap its lines elsewhere and number its headings otherwise; so digits
and masks are folded to one sign and white space and Markdown signs are left out
before the texts are compared. Townships that fill in one template would then look
alike, so a pair counts as copies only where the figures agree as well: the same
words must be followed by the same numbers.

Not handled: a copy whose figures were all changed (it is another summary), a short
passage taken over into a longer text (`zhsummary.mining.passages`), a text put into
other words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from zhsummary.mining.alike import shingles_of, similar_pairs
from zhsummary.spans import seen

SIMILAR = 0.8
"""Least cosine of the sets of five-character shingles of two copies."""

SAMEFIGURES = 0.8
"""Least share of the figures, where both texts show one after the same words, that agree."""

_CONTEXT = 4
_NEARLY_ALL = 0.9  # texts too poor in figures to be told apart by them must agree in words
_FEWFIGURES = 3
_NEVER = 2.0
_KEPT = 4096  # texts whose figures are remembered

_CHINESE_NUMBER = "[〇零一二三四五六七八九十百千万亿两几]"
FIGURE = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)*|{_CHINESE_NUMBER}{{2,}})|(?P<mask>[xX×*_○□]{{2,}}|[×○□])"
)
_DATES = frozenset("年月日")  # who copies a summary signs it on a day of its own
_NOISE = re.compile(r"[\s\\#>`|\-—–]+")
_NUMBERING = re.compile(
    r"^[ \t#>*-]*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．，]+)?", re.M
)


def near_copies(
    texts: Sequence[str],
    *,
    threshold: float = SIMILAR,
    apart: Callable[[int, int], bool] | None = None,
) -> list[tuple[int, int, float]]:
    """Find the pairs of texts of which one is a copy of the other.

    Parameters
    ----------
    texts : sequence of str
        The texts of the documents.
    threshold : float
        The least similarity, from 0 to 1, of two copies: the cosine of their sets of
        five-character shingles, figures and masks folded to one sign.
    apart : callable, optional
        Whether two texts are known to be of different townships or years. Such texts are
        copies only where enough of their figures agree.

    Returns
    -------
    list of (int, int, float)
        Positions ``i < j`` and the similarity, ordered by position.

    Notes
    -----
    Two summaries that fill in one template have their words in common and their
    figures not. Where fewer than three figures can be compared, only texts that
    are nearly word for word the same, and whose figures agree, count as copies.

    Up to a thousand texts are compared pair by pair; `zhsummary.mining.alike` says how
    pairs are found among more.

    Examples
    --------
    >>> report = "全年新建工会5个，发展会员218名，会员总数2405名，走访职工45户，发放2.7万元。"
    >>> masked = report.replace("45户", "xx户")
    >>> filled = "全年新建工会9个，发展会员130名，会员总数1871名，走访职工20户，发放1.2万元。"
    >>> [(i, j) for i, j, _ in near_copies([report, filled, masked])]
    [(0, 2)]
    """

    @lru_cache(_KEPT)
    def figures(index: int) -> _Figures:
        return _figures(texts[index])

    def least(i: int, j: int) -> float:
        """Give how alike the words must be, as far as the figures tell."""
        return _least_likeness(figures(i), figures(j), apart is not None and apart(i, j))

    pairs = similar_pairs(
        texts, threshold, words_of=_comparable, ruled_out=lambda i, j: least(i, j) > 1
    )
    return sorted(
        (i, j, round(min(similarity, 1.0), 4))
        for i, j, similarity in pairs
        if similarity >= least(i, j)
    )


def again_said(pairs: Iterable[tuple[str, str]], lengths: Mapping[str, int]) -> frozenset[str]:
    """Give the documents that a longer one makes superfluous, chains of copies among them.

    Parameters
    ----------
    pairs : iterable of (str, str)
        Names of documents that are copies of each other.
    lengths : mapping of str to int
        How long each of them is.

    Examples
    --------
    >>> sorted(again_said([("a", "b"), ("b", "c")], {"a": 9, "b": 10, "c": 8}))
    ['a', 'c']
    """
    group: dict[str, set[str]] = {}
    for a, b in pairs:
        joined = group.get(a, {a}) | group.get(b, {b})
        group.update(dict.fromkeys(joined, joined))
    groups = {id(own): own for own in group.values()}.values()
    kept = {min(own, key=lambda name: (-lengths[name], name)) for own in groups}
    return frozenset(group.keys() - kept)


def likeness(texts: Sequence[str]) -> tuple[list[int], list[list[float]]]:
    """Tell how alike texts are in their words, and in which order those alike stand together.

    Parameters
    ----------
    texts : sequence of str
        The texts of the documents.

    Returns
    -------
    (list of int, list of list of float)
        Positions of the texts in that order, and for each position (as given) its
        similarity to each other one, from 0 to 1, as `near_copies` measures it.

    Examples
    --------
    >>> order, alike = likeness(["走访职工45户。", "栽植杉树1200株，抚育林地。", "走访职工48户。"])
    >>> abs(order.index(0) - order.index(2)), round(alike[0][2], 2), round(alike[0][1], 2)
    (1, 1.0, 0.0)
    """
    if len(texts) < 2:
        return list(range(len(texts))), [[1.0] for _ in texts]
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform

    shingles = shingles_of([_comparable(text) for text in texts])
    alike = (shingles @ shingles.T).toarray().clip(0.0, 1.0)
    apart = 1.0 - alike
    apart[range(len(texts)), range(len(texts))] = 0.0
    order = leaves_list(linkage(squareform(apart, checks=False), "average"))
    return order.tolist(), alike.tolist()


def _comparable(text: str) -> str:
    """Give the words of a text alone: no layout, one sign for a number or a mask."""
    return FIGURE.sub("#", _NOISE.sub("", _plain(text)))


def _plain(text: str) -> str:
    return _NUMBERING.sub("", seen(text).replace("\\", ""))


_Figures = tuple[frozenset[str], frozenset[tuple[str, str]]]


def _figures(text: str) -> _Figures:
    """Give the words that stand before figures, and with the figures, masks left out.

    The words are the last four signs before the figure, layout left out and earlier
    figures folded, so that a copy with another line break has the same ones.
    """
    found: set[tuple[str, str]] = set()
    text = _NOISE.sub("", _plain(text))
    before, last = "", 0
    for match in FIGURE.finditer(text):
        before = (before + text[last : match.start()])[-_CONTEXT:]
        if match["number"] and text[match.end() : match.end() + 1] not in _DATES:
            found.add((before, match["number"]))
        before, last = before + "#", match.end()
    return frozenset(words for words, _ in found), frozenset(found)


def _least_likeness(a: _Figures, b: _Figures, apart: bool) -> float:
    """Give how alike the words of two texts with such figures must be; above 1: they are none."""
    contexts = len(a[0] & b[0])
    agreed = len({words for words, _ in a[1] & b[1]})
    if contexts < _FEWFIGURES:
        return _NEARLY_ALL if not apart and agreed == contexts else _NEVER
    return 0.0 if agreed >= SAMEFIGURES * contexts else _NEVER
