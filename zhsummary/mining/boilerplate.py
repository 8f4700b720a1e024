"""Boilerplate: phrases that many documents have in common, whoever wrote them.

In go texts, out comes a frame: one row a phrase of words side by side, in how many documents
and townships it stands, and one place to read it. A figure counts as one sign (#) and the name
of a place as another (~), so that 全镇共有#个村 is one phrase. Phrases grow word by word
while enough documents have them, as in Apriori [1]_; a phrase that nearly always stands
in a longer one is named by that alone. The cost is linear in the length of the corpus,
for each word of the longest phrase.

Not handled: phrases across the end of a sentence (or across a comma, where two hundred words
had none), or with a word of their own in their midst.

References
----------
.. [1] Agrawal, R. and Srikant, R. (1994). Fast algorithms for mining association rules.
   VLDB 1994, 487-499.
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from zhsummary.errors import ZhSummaryError
from zhsummary.mining.reuse import FIGURE
from zhsummary.mining.units import any_of
from zhsummary.spans import fold, visible
from zhsummary.structure.model import Summary
from zhsummary.structure.words import LEFTOVER, segmenter
from zhsummary.tables import Row, frame_of

BOILERPLATE: dict[str, str] = {
    "phrase": "string",
    "length": "int64",
    "count": "int64",
    "documents": "int64",
    "share": "float64",
    "townships": "int64",
    "doc_id": "string",
    "start": "int64",
    "end": "int64",
    "text": "string",
}

_FEWEST = 3  # what two documents share is a passage, not boilerplate
_SAME = 0.75  # a phrase of which so many uses stand in one longer phrase is that one
_APART = 0  # the number of what no phrase reaches across
_LONG = 200  # words without a full stop, from which on a comma is one
_COMMAS = frozenset("，、,")
_END = re.compile(r"[。！？!?；;\n\r]")
_FIGURE, _NAME = "#", "~"
_NOT_FIRST = frozenset("和与及的了等地得")  # they belong to what stands before them
_NOT_LAST = frozenset("和与及的了在对把将为向以")  # they belong to what stands behind


@dataclass
class _Read:
    """The words of a corpus as numbers, one after another."""

    words: dict[str, int] = field(default_factory=lambda: {"": _APART})
    of_place: array[int] = field(default_factory=lambda: array("i"))
    starts: array[int] = field(default_factory=lambda: array("i"))
    ends: array[int] = field(default_factory=lambda: array("i"))
    sizes: list[int] = field(default_factory=list)
    summaries: list[Summary] = field(default_factory=list)


@dataclass(frozen=True)
class _Level:
    """The phrases of so many words: where each first stands, and how often it does."""

    first: Any
    count: Any
    documents: Any
    townships: Any
    left: Any  # the shorter phrases that each begins and ends with
    right: Any


def boilerplate(
    summaries: Iterable[Summary],
    *,
    share: float = 0.25,
    least: int = 8,
    names: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    """Find the phrases that many documents share.

    Parameters
    ----------
    summaries : iterable of Summary
        The documents.
    share : float
        The least share of the documents that have a phrase, above 0 and to 1; three
        documents have it at the least.
    least : int
        The fewest characters of a phrase, signs not counted.
    names : frozenset of str
        Names of places, any of which is one sign.

    Returns
    -------
    pandas.DataFrame
        The columns of `BOILERPLATE`, those of most documents first, then the longest.
        ``text`` is the phrase as it stands first, in ``doc_id`` from ``start`` to ``end``.

    Raises
    ------
    ZhSummaryError
        If `share` or `least` is out of its bounds.
    """
    if not isinstance(share, (int, float)) or isinstance(share, bool) or not 0 < share <= 1:
        raise ZhSummaryError(
            "share is {share!r}; give a share of the documents, like 0.25.", share=share
        )
    if not isinstance(least, int) or least < 1:
        raise ZhSummaryError(
            "least is {least!r}; give a number of characters, from 1.", least=least
        )
    read = _read(summaries, names)
    enough = max(_FEWEST, math.ceil(share * len(read.summaries) - 1e-9))
    rows = _rows(read, list(_levels(read, enough)), least)
    ordered = sorted(rows, key=lambda row: (-row["documents"], -row["length"], row["phrase"]))
    return frame_of(ordered, BOILERPLATE)


def _read(summaries: Iterable[Summary], names: frozenset[str]) -> _Read:
    read = _Read()
    parts = [LEFTOVER.pattern, f"(?P<figure>{FIGURE.pattern})"]
    if names:
        parts.append(f"(?P<name>{any_of(names).pattern})")
    special = re.compile("|".join(parts))
    for summary in summaries:
        before = len(read.of_place)
        for start, end, word in _parted(_words(summary, special)):
            read.of_place.append(read.words.setdefault(word, len(read.words)))
            read.starts.append(start)
            read.ends.append(end)
        read.of_place.append(_APART)  # no phrase reaches into the next document
        read.starts.append(0)
        read.ends.append(0)
        read.sizes.append(len(read.of_place) - before)
        read.summaries.append(summary)
    return read


def _parted(words: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """End what goes on without a full stop at a comma, or anyhow: a list, a table in prose."""
    count = 0
    for start, end, word in words:
        if (count > _LONG and word in _COMMAS) or count > 2 * _LONG:
            yield start, start, ""
            count = 0
        count = count + 1 if word else 0
        yield start, end, word


def _words(summary: Summary, special: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Give the words with their places; one that no phrase reaches across is empty."""
    text, places = visible(fold(summary.text))
    own = segmenter(summary.vocabulary)
    at = 0
    for match in (*special.finditer(text), None):
        for word in own.cut(text[at : match.start() if match else len(text)]):
            end = at + len(word)
            if not word.isspace() or _END.search(word):
                yield places[at], places[end - 1] + 1, "" if _END.search(word) else word
            at = end
        if match:
            at = match.end()
            groups = match.groupdict()
            if groups["figure"] or groups.get("name"):
                start, end = places[match.start()], places[at - 1] + 1
                yield start, end, _FIGURE if groups["figure"] else _NAME


def _levels(read: _Read, enough: int) -> Iterator[_Level]:
    """Give the phrases of one word, of two, and so on, while there are any."""
    numbers = np.frombuffer(read.of_place, dtype=np.int32) if read.of_place else np.empty(0, "i4")
    document = np.repeat(np.arange(len(read.sizes), dtype=np.int64), read.sizes)
    named: dict[str, int] = {"": 0}
    towns = [named.setdefault(s.identity.township or "", len(named)) for s in read.summaries]
    township = np.repeat(np.array(towns, dtype=np.int64), read.sizes)
    places = np.flatnonzero(numbers != _APART)
    keys = numbers[places].astype(np.int64)
    left = right = np.full(len(numbers), -1, dtype=np.int32)
    phrase = np.full(len(numbers), -1, dtype=np.int32)
    while len(places):
        _, first, own, count = np.unique(
            keys, return_index=True, return_inverse=True, return_counts=True
        )
        documents = _different(own, document[places], len(count))
        towned = township[places] > 0
        townships = _different(own[towned], township[places][towned], len(count))
        kept = np.flatnonzero(documents >= enough)
        start = places[first[kept]]
        yield _Level(
            start, count[kept], documents[kept], townships[kept], left[start], right[start]
        )
        renumbered = np.full(len(count), -1, dtype=np.int32)
        renumbered[kept] = np.arange(len(kept))
        phrase = np.full(len(numbers), -1, dtype=np.int32)
        phrase[places] = renumbered[own]
        # a longer phrase begins where one stands and another one word on
        places = places[phrase[places] >= 0]
        places = places[places + 1 < len(numbers)]
        places = places[phrase[places + 1] >= 0]
        left, right = phrase, np.append(phrase[1:], np.int32(-1))
        keys = phrase[places].astype(np.int64) * (len(kept) + 1) + phrase[places + 1]


def _different(own: Any, of_place: Any, total: int) -> Any:
    """Count for each phrase the different documents, or townships, of its places."""
    if not len(own):
        return np.zeros(total, dtype=np.int64)
    width = int(of_place.max()) + 1
    return np.bincount(np.unique(own * width + of_place) // width, minlength=total)


def _rows(read: _Read, levels: list[_Level], least: int) -> Iterator[Row]:
    """Give the phrases that are long enough and stand for themselves, the longest first."""
    names = list(read.words)
    townless = len(read.summaries)
    edges = np.cumsum(read.sizes) if read.sizes else np.empty(0, dtype=np.int64)
    covering = np.zeros(0, dtype=np.int64)
    alone = _Alone(read)
    for length in range(len(levels), 0, -1):
        level = levels[length - 1]
        within = covering if len(covering) else np.zeros(len(level.first), dtype=np.int64)
        shown = alone.tell(level.first, length, least)
        for at in np.flatnonzero(shown & (within < _SAME * level.documents)).tolist():
            start = int(level.first[at])
            words = [names[number] for number in read.of_place[start : start + length]]
            summary = read.summaries[int(np.searchsorted(edges, start, side="right"))]
            first, last = read.starts[start], read.ends[start + length - 1]
            yield {
                "phrase": "".join(words),
                "length": _length(words),
                "count": int(level.count[at]),
                "documents": int(level.documents[at]),
                "share": int(level.documents[at]) / townless,
                "townships": int(level.townships[at]),
                "doc_id": summary.doc_id,
                "start": first,
                "end": last,
                "text": summary.text[first:last],
            }
        if length == 1:
            return
        # what a phrase says is said by the longer one, or by one that is longer still
        said = np.maximum(within, np.where(shown, level.documents, 0))
        covering = np.zeros(len(levels[length - 2].first), dtype=np.int64)
        np.maximum.at(covering, level.left, said)
        np.maximum.at(covering, level.right, said)


class _Alone:
    """Which phrases begin and end with a word that may, and are long enough."""

    def __init__(self, read: _Read) -> None:
        words = list(read.words)
        of_place = np.frombuffer(read.of_place, dtype=np.int32) if read.of_place else _NONE
        whole = np.array([w in (_FIGURE, _NAME) or w[:1].isalnum() for w in words])
        self._first = (whole & [w not in _NOT_FIRST for w in words])[of_place]
        self._last = (whole & [w not in _NOT_LAST for w in words])[of_place]
        lengths = np.array([_length([w]) for w in words])[of_place]
        self._before = np.concatenate([[0], np.cumsum(lengths)])

    def tell(self, starts: Any, length: int, least: int) -> Any:
        """Tell it of the phrases of so many words that start at some places."""
        ends = starts + length
        long = self._before[ends] - self._before[starts] >= least
        return self._first[starts] & self._last[ends - 1] & long


_NONE = np.empty(0, dtype=np.int32)


def _length(words: list[str]) -> int:
    return sum(character.isalnum() for word in words for character in word)
