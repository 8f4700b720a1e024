"""Passages that two texts share: what was taken over, and which of its figures were.

In go pairs of texts, out come frames with the spans of each passage in both. Layout and the
numbers themselves do not part a passage (a year's figures stand in last year's sentence);
which of its figures are the same is counted.

Not handled: passages whose words were put in another order or replaced by others.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from zhsummary.errors import ZhSummaryError
from zhsummary.mining.reuse import FIGURE
from zhsummary.spans import INVISIBLE, fold
from zhsummary.tables import Row, frame_of

PASSAGES: dict[str, str] = {
    "doc_a": "string",
    "doc_b": "string",
    "start_a": "int64",
    "end_a": "int64",
    "start_b": "int64",
    "end_b": "int64",
    "text_a": "string",
    "text_b": "string",
    "length": "int64",
    "figures": "int64",
    "figures_same": "int64",
}

_SEED = 8  # signs that begin a passage
_PLACES = 50  # a stretch that a text repeats more often is tried at its first places
_LAYOUT = re.compile(rf"[\s\\#>*`|{INVISIBLE}]+")


@dataclass(frozen=True)
class _Signs:
    """A text without its layout, a figure one sign: what each sign is and where it stands."""

    signs: str
    starts: Sequence[int]
    ends: Sequence[int]
    figures: Sequence[tuple[int, str]]


def passages(pairs: Iterable[tuple[str, str, str, str]], *, least: int = 20) -> pd.DataFrame:
    """Find the passages that the texts of each pair share.

    Parameters
    ----------
    pairs : iterable of (str, str, str, str)
        The name and the text of one document, the name and the text of the other.
    least : int
        The fewest characters of a passage, layout left out and a figure counted as one;
        from 8.

    Returns
    -------
    pandas.DataFrame
        The columns of `PASSAGES`, in the order of the second text:
        ``text_a`` is ``a[start_a:end_a]``. ``figures`` counts the numbers in the passage,
        ``figures_same`` those that are the same in both. No two passages of a pair overlap
        in the second text; where a stretch stands several times in the first, the longest
        agreement is taken.

    Examples
    --------
    >>> last = "春节期间走访慰问困难职工45户，发放慰问金2.7万元。"
    >>> this = "今年，春节期间走访慰问困难职工120户，发放慰问金2.7万元。"
    >>> found = passages([("2022", last, "2023", this)], least=10)
    >>> found[["start_a", "start_b", "figures", "figures_same"]].values.tolist()
    [[0, 3, 2, 1]]
    """
    if not isinstance(least, int) or least < _SEED:
        raise ZhSummaryError(
            "least is {least!r}; give a number of characters, from {seed}.", least=least, seed=_SEED
        )
    return frame_of(
        (
            {"doc_a": doc_a, "doc_b": doc_b, **row}
            for doc_a, a, doc_b, b in pairs
            for row in _shared(a, b, least)
        ),
        PASSAGES,
    )


def _shared(a: str, b: str, least: int) -> Iterator[Row]:
    first, second = _signs(a), _signs(b)
    for i, j, length in _stretches(first.signs, second.signs, least):
        of_a, of_b = _figures(first, i, length), _figures(second, j, length)
        start_a, end_a = first.starts[i], first.ends[i + length - 1]
        start_b, end_b = second.starts[j], second.ends[j + length - 1]
        yield {
            "start_a": start_a,
            "end_a": end_a,
            "start_b": start_b,
            "end_b": end_b,
            "text_a": a[start_a:end_a],
            "text_b": b[start_b:end_b],
            "length": length,
            "figures": len(of_b),
            "figures_same": sum(x == y for x, y in zip(of_a, of_b, strict=True)),
        }


def _signs(text: str) -> _Signs:
    folded = fold(text)
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    figures: list[tuple[int, str]] = []

    def take(start: int, end: int) -> None:
        at = start
        for blank in (*_LAYOUT.finditer(folded, start, end), None):
            stop = blank.start() if blank else end
            signs.extend(folded[at:stop])
            starts.extend(range(at, stop))
            ends.extend(range(at + 1, stop + 1))
            at = blank.end() if blank else end

    last = 0
    for match in FIGURE.finditer(folded):
        take(last, match.start())
        if match["number"]:
            figures.append((len(signs), match["number"].replace(",", "")))
        signs.append("#")
        starts.append(match.start())
        ends.append(match.end())
        last = match.end()
    take(last, len(folded))
    return _Signs("".join(signs), starts, ends, figures)


def _stretches(a: str, b: str, least: int) -> Iterator[tuple[int, int, int]]:
    """Give the agreements of two strings: where they begin in each, and how long they are."""
    places: dict[str, list[int]] = defaultdict(list)
    for i in range(len(a) - _SEED + 1):
        known = places[a[i : i + _SEED]]
        if len(known) < _PLACES:
            known.append(i)
    j = 0
    while j <= len(b) - least:
        tried = [(_agreement(a, i, b, j), i) for i in places.get(b[j : j + _SEED], ())]
        length, i = max(tried, key=lambda one: (one[0], -one[1]), default=(0, 0))
        if length >= least:
            yield i, j, length
            j += length
        else:
            j += 1


def _agreement(a: str, i: int, b: str, j: int) -> int:
    length = 0
    most = min(len(a) - i, len(b) - j)
    while length < most and a[i + length] == b[j + length]:
        length += 1
    return length


def _figures(of: _Signs, start: int, length: int) -> list[str]:
    """Give the figures of a stretch, a masked one as no number."""
    first = bisect_left(of.figures, (start, ""))
    last = bisect_left(of.figures, (start + length, ""))
    known = dict(of.figures[first:last])
    return [known.get(at, "") for at in range(start, start + length) if of.signs[at] == "#"]
