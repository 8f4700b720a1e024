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
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from zhsummary.mining.alike import (
    components,
    cosines,
    nearest,
    nearest_alike,
    shingles_of,
    similar_pairs,
)
from zhsummary.mining.groups import groups, joining
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
_ALL_TOLD = 50  # of so many texts that are copies of one another all pairs are told
_ORDERS = 24  # so often texts of one form are put in order by some of their figures
_COLUMNS = 64  # by figures behind so many words, those that most texts have
_KEYS = 16  # so many of them at a time
_SEED = 20231231

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
    whose: Sequence[tuple[Hashable, ...]] = (),
) -> list[tuple[int, int, float]]:
    """Find the pairs of texts of which one is a copy of the other.

    Parameters
    ----------
    texts : sequence of str
        The texts of the documents.
    threshold : float
        The least similarity, from 0 to 1, of two copies: the cosine of their sets of
        five-character shingles, figures and masks folded to one sign.
    whose : sequence of tuple, optional
        What is known of each text: its township, county and year, None where it is unknown.
        Texts of which one of them is known and another are copies only where enough of
        their figures agree.

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
    pairs are found among more. Where more than fifty texts hang together as copies, not all
    their pairs are told: each stands beside the first of them, and beside the first of whom
    the same is known; a copy of neither, beside another one.

    Examples
    --------
    >>> report = "全年新建工会5个，发展会员218名，会员总数2405名，走访职工45户，发放2.7万元。"
    >>> masked = report.replace("45户", "xx户")
    >>> filled = "全年新建工会9个，发展会员130名，会员总数1871名，走访职工20户，发放1.2万元。"
    >>> [(i, j) for i, j, _ in near_copies([report, filled, masked])]
    [(0, 2)]
    """
    told = _Told(texts, whose)
    likely = similar_pairs(
        texts, threshold, words_of=_comparable, possible=told.possible, orders=told.orders
    )
    found = {(i, j): alike for i, j, alike in likely if alike >= told.least(i, j)}
    for group, pairs in _groups(found, len(texts)):
        wanted = _wanted(group, [told.whose[place] for place in group])
        missing = [pair for pair in wanted if pair not in found and told.least(*pair) <= 1]
        found |= {
            (i, j): alike
            for i, j, alike in cosines(texts, missing, _comparable)
            if alike >= max(threshold, told.least(i, j))
        }
        if len(group) > _ALL_TOLD:
            kept = _kept([pair for pair in wanted if pair in found], pairs, told)
            for pair in {*pairs} - kept:
                found.pop(pair)
    return sorted((i, j, round(min(alike, 1.0), 4)) for (i, j), alike in found.items())


_Pair = tuple[int, int]


def _groups(pairs: Iterable[_Pair], total: int) -> Iterator[tuple[list[int], list[_Pair]]]:
    """Give the positions that pairs join, with the pairs, group by group; a lone pair is none."""
    pairs = sorted(pairs)
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    part = components(ends[:, 0], ends[:, 1], total)
    together: dict[int, list[_Pair]] = defaultdict(list)
    for own, pair in zip(part[ends[:, 0]].tolist(), pairs, strict=True):
        together[own].append(pair)
    for own in together.values():
        if len(own) > 1:
            yield sorted({place for pair in own for place in pair}), own


def _wanted(group: Sequence[int], whose: Iterable[Hashable]) -> list[_Pair]:
    """Give the pairs of a group that are told: all, or those with the first of a large one."""
    if len(group) <= _ALL_TOLD:
        return list(combinations(group, 2))
    first_of: dict[Hashable, int] = {}
    pairs = {
        (first, place): None
        for place, own in zip(group, whose, strict=True)
        for first in (group[0], first_of.setdefault(own, place))
        if first != place
    }
    return list(pairs)


def _kept(wanted: Sequence[_Pair], pairs: Sequence[_Pair], told: _Told) -> set[_Pair]:
    """Give the pairs that are wanted, and those that alone join two texts (of one township)."""
    ordered = [*wanted, *pairs]
    kin = (pair for pair in ordered if not told.apart(*pair))
    return {*wanted, *joining(ordered), *joining(kin)}


class _Told:
    """What texts tell by their figures, and what is known of them, found when asked for."""

    def __init__(self, texts: Sequence[str], whose: Sequence[tuple[Hashable, ...]]) -> None:
        self.whose = whose or [()] * len(texts)
        known = [_numbered(part) for part in zip(*self.whose, strict=True)]
        self._known = np.array(known, dtype=np.int64).reshape(len(known), len(texts))
        self._numbers: dict[int, _Numbers] = {}

        @lru_cache(_KEPT)
        def figures(place: int) -> _Figures:
            return _figures(texts[place])

        self._figures = figures

    def apart(self, i: int, j: int) -> bool:
        """Tell whether two texts are known to be of different townships or years."""
        return any(
            one is not None and other is not None and one != other
            for one, other in zip(self.whose[i], self.whose[j], strict=True)
        )

    def least(self, i: int, j: int) -> float:
        """Give how alike the words must be, as far as the figures tell."""
        return _least_likeness(self._figures(i), self._figures(j), self.apart(i, j))

    def possible(self, first: Any, second: Any) -> Any:
        """Tell which pairs the figures may leave: `least` decides, and costs more."""
        if not len(first):
            return np.zeros(0, dtype=bool)
        places, own = np.unique(np.concatenate([first, second]), return_inverse=True)
        i, j = own[: len(first)], own[len(first) :]
        told = [self._of(place) for place in places.tolist()]
        contexts = _shared([each.words for each in told], i, j)
        agreed = _shared([each.figures for each in told], i, j)  # or fewer: of words with several
        apart = np.zeros(len(first), dtype=bool)
        for known in self._known:
            a, b = known[first], known[second]
            apart |= (a != b) & (a >= 0) & (b >= 0)
        few = contexts < _FEWFIGURES
        return np.where(few, ~apart & (agreed >= contexts), agreed >= SAMEFIGURES * contexts)

    def orders(self, places: Any) -> Iterator[Any]:
        """Put texts of one form in orders in which those with the same figures come together."""
        told = [self._of(place) for place in places.tolist()]
        words, often = np.unique(np.concatenate([each.words for each in told]), return_counts=True)
        columns = np.sort(words[np.argsort(-often, kind="stable")[:_COLUMNS]])
        table = np.zeros((len(columns), len(places)), dtype=np.uint64)
        for place, each in enumerate(told):
            _, at, own = np.intersect1d(columns, each.words, True, return_indices=True)
            table[at, place] = each.first[own]
        chance = np.random.default_rng(_SEED)
        for _ in range(_ORDERS if len(columns) else 1):
            keys = table[chance.permutation(len(columns))[:_KEYS]]
            yield places[np.lexsort((*self._known[:, places], *keys))]

    def _of(self, place: int) -> _Numbers:
        known = self._numbers.get(place)
        if known is None:
            known = self._numbers[place] = _numbers(self._figures(place))
        return known


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The words before figures as numbers, in their order, and the figures with their words."""

    words: Any
    figures: Any
    first: Any  # the first figure behind each of the words


def _numbers(figures: _Figures) -> _Numbers:
    told = sorted(figures[1])
    words, at = np.unique(_hashed(words for words, _ in told), return_index=True)
    with_words = _hashed(map("	".join, told))
    return _Numbers(words, np.unique(with_words), with_words[at])


def _hashed(texts: Iterable[str]) -> Any:
    signs = (text.encode("utf-8", "surrogatepass") for text in texts)
    return np.array(
        [int.from_bytes(blake2b(each, digest_size=8).digest(), "big") for each in signs],
        dtype=np.uint64,
    )


def _shared(sets: Sequence[Any], first: Any, second: Any) -> Any:
    """Count what two sets have in common, for pairs of their positions."""
    names, places = np.unique(np.concatenate(sets), return_inverse=True)
    ends = np.cumsum([0, *map(len, sets)])
    rows = csr_matrix((np.ones(len(places)), places, ends), (len(sets), max(len(names), 1)))
    return np.asarray(rows[first].multiply(rows[second]).sum(axis=1)).ravel()


def _numbered(values: Iterable[Hashable]) -> list[int]:
    """Give a number for each value, -1 for None."""
    numbers: dict[Hashable, int] = {}
    return [-1 if v is None else numbers.setdefault(v, len(numbers)) for v in values]


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
    together = groups(pairs)
    kept = {min(own, key=lambda name: (-lengths[name], name)) for own in together}
    return frozenset(name for own in together for name in own) - kept


def most_alike(texts: Sequence[str], others: Sequence[str], most: int) -> list[tuple[int, int]]:
    """Give for each of the other texts so many of the first that are most like it in their words.

    Parameters
    ----------
    texts, others : sequence of str
        The texts on both sides.
    most : int
        How many are given of each.

    Returns
    -------
    list of (int, int)
        Positions in `texts` and in `others`, in the order of `others`, then of `texts`.

    Examples
    --------
    >>> most_alike(["走访职工45户。", "栽植杉树1200株，抚育林地。"], ["走访职工48户。"], 1)
    [(0, 0)]
    """
    return nearest([_comparable(text) for text in texts], list(map(_comparable, others)), most)


def closest(texts: Sequence[str], most: int) -> list[int]:
    """Give the positions of so many texts that are most like another one, as far as a sample tells.

    Each is held against those beside it in several orders, not against all.

    Examples
    --------
    >>> closest(["走访慰问困难职工45户。", "栽植杉树1200株。", "走访慰问困难职工48户。"], 2)
    [0, 2]
    """
    alike = nearest_alike(map(_comparable, texts), len(texts))
    return sorted(sorted(range(len(texts)), key=lambda place: (-alike[place], place))[:most])


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
