"""How often each word stands in each group of a corpus, and in how many of its documents.

In go units (`zhsummary.mining.units`) and the function that tells their groups, out comes
a `Tally`: sparse counts, so that its size is that of the words there are, not of groups
times words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from zhsummary.errors import warn
from zhsummary.messages import name_of
from zhsummary.mining.units import GAP, PAUSE, Unit

Grouping = Callable[[Unit], str | None]


@dataclass(frozen=True)
class Tally:
    """Counts of words in groups.

    Attributes
    ----------
    words, groups : tuple of str
        Words in the order in which they were met, groups sorted where they are years and
        as met where they are not.
    counts, documents : sparse matrix of shape (groups, words)
        How often a word stands in a group, and in how many of its documents; both name
        the same cells in the same order.
    """

    words: tuple[str, ...]
    groups: tuple[str, ...]
    counts: Any
    documents: Any

    @cached_property
    def sizes(self) -> Any:
        """How many words each group has."""
        return np.asarray(self.counts.sum(axis=1)).ravel()


def tally(units: Iterable[Unit], group_of: Grouping, *, by: str = "", phrase: int = 1) -> Tally:
    """Count the words, or the phrases of so many words, of each group.

    Parameters
    ----------
    units : iterable of Unit
        Those of one summary after another.
    group_of : callable
        The group of a unit; a unit of none is left out, with a warning.
    by : str
        What the groups are, for the warning.
    phrase : int
        How many words that stand side by side are counted as one, parted by a space.

    Examples
    --------
    >>> from zhsummary.structure.model import Identity, Summary
    >>> summary = Summary("a", "a.txt", 0, "", Identity())
    >>> unit = Unit(summary, 0, (), 0, 9, (("走访", "职工", "，", "职工"),))
    >>> found = tally([unit], lambda unit: "all")
    >>> found.words, found.counts.toarray().tolist(), found.documents.toarray().tolist()
    (('走访', '职工'), [[1, 2]], [[1, 1]])
    >>> tally([unit], lambda unit: "all", phrase=2).words
    ('走访 职工',)
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    documents: dict[str, Counter[str]] = defaultdict(Counter)
    left_out: set[str] = set()
    for doc_id, groups in _by_document(units, group_of):
        for group, found in groups.items():
            if group is None:
                left_out.add(doc_id)
                continue
            seen = Counter(phrases(found, phrase))
            counts[group].update(seen)
            documents[group].update(seen.keys())
    _warn_of(left_out, by)
    names = tuple(sorted(counts) if by == "year" else counts)
    words = {word: place for place, word in enumerate(dict.fromkeys(_all(counts, names)))}
    return Tally(
        tuple(words), names, _matrix(counts, names, words), _matrix(documents, names, words)
    )


def phrases(units: Iterable[Unit], length: int) -> Iterator[str]:
    """Give the words of units, or the stretches of so many words that nothing parts."""
    for unit in units:
        if length == 1:
            yield from unit.words
            continue
        for tokens in unit.sentences:
            for at in range(len(tokens) - length + 1):
                stretch = tokens[at : at + length]
                if GAP not in stretch and PAUSE not in stretch:
                    yield " ".join(stretch)


def _by_document(
    units: Iterable[Unit], group_of: Grouping
) -> Iterator[tuple[str, dict[str | None, list[Unit]]]]:
    """Give the units of one document after another, parted by group."""
    current, groups = "", defaultdict(list)
    for unit in units:
        if unit.summary.doc_id != current:
            if groups:
                yield current, groups
            current, groups = unit.summary.doc_id, defaultdict(list)
        groups[group_of(unit)].append(unit)
    if groups:
        yield current, groups


def _warn_of(left_out: set[str], by: str) -> None:
    if left_out and by != "heading":  # what stands before the first heading has none
        named = "、".join(sorted(left_out)[:5]) + " …" * (len(left_out) > 5)
        warn(
            "{count} documents are left out, because their {by} is not known: {named}. "
            "corpus.identity() tells what is; metadata.csv may say it.",
            count=len(left_out),
            by=name_of("column", by),
            named=named,
        )


def _all(counts: dict[str, Counter[str]], names: Iterable[str]) -> Iterator[str]:
    return (word for name in names for word in counts[name])


def _matrix(of: dict[str, Counter[str]], names: tuple[str, ...], words: dict[str, int]) -> Any:
    data = [count for name in names for count in of[name].values()]
    columns = [words[word] for name in names for word in of[name]]
    ends = np.cumsum([0, *(len(of[name]) for name in names)])
    return csr_matrix((data, columns, ends), shape=(len(names), len(words)), dtype=np.int64)
