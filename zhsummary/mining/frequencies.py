"""Words with their counts and spread, and the company that they keep.

In go units (`zhsummary.mining.units`), out come frames: one row a word or phrase
(`frequencies`), one row a pair of words that stand near each other (`collocations`).

Not handled: pairs across the end of a sentence; phrases with a word between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from zhsummary.errors import UnknownNameError, ZhSummaryError
from zhsummary.mining import measures
from zhsummary.mining.tally import Grouping, Tally, tally
from zhsummary.mining.units import GAP, PAUSE, Unit
from zhsummary.spans import fold

FREQUENCIES: dict[str, str] = {
    "group": "string",
    "rank": "int64",
    "word": "string",
    "count": "int64",
    "per_thousand": "float64",
    "documents": "int64",
    "dispersion": "float64",
}

COLLOCATIONS: dict[str, str] = {
    "word": "string",
    "collocate": "string",
    "count": "int64",
    "before": "int64",
    "after": "int64",
    "expected": "float64",
    "log_likelihood": "float64",
    "pmi": "float64",
    "chance": "float64",
    "count_word": "int64",
    "count_collocate": "int64",
}

_LONGEST_PHRASE = 5


def frequencies(
    units: Callable[[], Iterable[Unit]],
    group_of: Grouping | None = None,
    *,
    by: str = "",
    phrase: int = 1,
    least: int = 1,
) -> pd.DataFrame:
    """Count the words, or the phrases of so many words, of a corpus or of its groups.

    Parameters
    ----------
    units : callable
        Gives the units of the corpus, each time anew.
    group_of : callable, optional
        The group of a unit; without it the corpus is one.
    by : str
        What the groups are called, for messages.
    phrase : int
        How many words that stand side by side are one row, 1 to 5: no sign, line's end or
        word that is left out stands between them.
    least : int
        The fewest times that one stands in its group.

    Returns
    -------
    pandas.DataFrame
        The columns of `FREQUENCIES`, most frequent first. ``per_thousand`` is of the words
        (or phrases) of the group. ``dispersion`` is Gries' normalised deviation of
        proportions over the documents of the whole corpus
        (`zhsummary.mining.measures.deviation_of_proportions`): near 0 for what stands in
        all documents by their length, near 1 for what stands in one.
    """
    for name, value, most in (("ngram", phrase, _LONGEST_PHRASE), ("least", least, None)):
        if not isinstance(value, int) or value < 1 or (most and value > most):
            if most is None:
                raise ZhSummaryError(
                    "{name} is {value!r}; give a whole number from 1.", name=name, value=value
                )
            raise ZhSummaryError(
                "{name} is {value!r}; give a whole number from 1 to {most}.",
                name=name,
                value=value,
                most=most,
            )
    spread = _spread(tally(units(), lambda unit: unit.summary.doc_id, phrase=phrase))
    counted = tally(units(), group_of or (lambda unit: ""), by=by, phrase=phrase)
    frames = [
        _of_group(counted, place, spread, least, named=group_of is not None)
        for place in range(len(counted.groups))
    ]
    if not frames:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in FREQUENCIES.items()})
    return pd.concat(frames, ignore_index=True).astype(FREQUENCIES)


def _spread(of_documents: Tally) -> dict[str, float]:
    sizes = of_documents.sizes
    there = sizes > 0
    if not there.any():
        return {}
    found = measures.deviation_of_proportions(of_documents.counts[there].T, sizes[there])
    return dict(zip(of_documents.words, found.tolist(), strict=True))


def _of_group(
    counted: Tally, place: int, spread: dict[str, float], least: int, *, named: bool
) -> pd.DataFrame:
    here = counted.counts[place]
    kept = here.data >= least
    words = [counted.words[word] for word in here.indices[kept]]
    found = pd.DataFrame(
        {
            "group": counted.groups[place] if named else None,
            "rank": 0,
            "word": words,
            "count": here.data[kept],
            "per_thousand": 1000 * here.data[kept] / counted.sizes[place],
            "documents": counted.documents[place].data[kept],
            "dispersion": [spread[word] for word in words],
        }
    ).sort_values(["count", "word"], ascending=[False, True])
    return found.assign(rank=np.arange(1, len(found) + 1))


# ------------------------------------------------------------------ the company of words


def collocations(
    units: Callable[[], Iterable[Unit]],
    word: str | None = None,
    *,
    window: int = 5,
    least: int = 3,
) -> pd.DataFrame:
    """Find the words that stand near each other more often than chance would have it.

    Parameters
    ----------
    units : callable
        Gives the units of the corpus, each time anew.
    word : str, optional
        The word whose company is asked for; without it, all pairs.
    window : int
        How many words on either side are near, within the sentence; signs do not count,
        words that are left out do.
    least : int
        The fewest times that a pair stands together.

    Returns
    -------
    pandas.DataFrame
        The columns of `COLLOCATIONS`, strongest first by log-likelihood; a pair has one row,
        under the word that was asked for or the one that sorts first. ``count`` is how often
        they stand together, ``before`` and ``after`` how often the collocate stands on
        which side; ``expected``, ``log_likelihood`` (negative for pairs that shun each
        other), ``pmi`` and ``chance`` are of the table below.

    Raises
    ------
    UnknownNameError
        If the word does not stand in the corpus, or does not count.
    ZhSummaryError
        If it is no text, or `window` or `least` is no number from 1.

    Notes
    -----
    Each word that counts looks at each that counts in its window: with L looks in all, a
    pair has the table of looks from `word` or others at `collocate` or others. Looks of
    one sentence are not independent, so ``chance`` orders pairs rather than proves them.
    """
    for name, value in (("window", window), ("least", least)):
        if not isinstance(value, int) or value < 1:
            raise ZhSummaryError(
                "{name} is {value!r}; give a whole number from 1.", name=name, value=value
            )
    if word is not None and not isinstance(word, str):
        raise ZhSummaryError(
            "Collocations are of one word, not of a {given}. Give a str, like '慰问', or None for "
            "all pairs.",
            given=type(word).__name__,
        )
    node = None if word is None else fold(word)
    single = Counter(each for unit in units() for each in unit.words)
    if node is not None and node not in single:
        raise UnknownNameError(
            "{word!r} is no word of this corpus, or one that is left out. "
            "corpus.kwic({word!r}) finds it within words; corpus.with_words makes it one.",
            word=word,
        )
    # a pair that stands together often enough is made of words that stand often enough
    wanted = {each for each, count in single.items() if count * 2 * window >= least}
    pairs: Counter[tuple[str, str]] = Counter()
    looks: Counter[str] = Counter()
    for first, second in _near(units(), window):
        looks[first] += 1
        looks[second] += 1
        if (node is None or node in (first, second)) and first in wanted and second in wanted:
            pairs[first, second] += 1
    return _collocated(pairs, looks, single, node, least)


def _near(units: Iterable[Unit], window: int) -> Iterator[tuple[str, str]]:
    """Give each pair of words of one sentence that are near each other, the first one first."""
    for unit in units:
        for tokens in unit.sentences:
            placed = [token for token in tokens if token != PAUSE]
            for at, first in enumerate(placed):
                if first == GAP:
                    continue
                for second in placed[at + 1 : at + 1 + window]:
                    if second != GAP and second != first:
                        yield first, second


def _collocated(
    pairs: Counter[tuple[str, str]],
    looks: Counter[str],
    single: Counter[str],
    node: str | None,
    least: int,
) -> pd.DataFrame:
    rows: dict[tuple[str, str], list[int]] = {}
    for (first, second), count in pairs.items():
        turned = second == node or (node is None and second < first)
        sides = rows.setdefault((second, first) if turned else (first, second), [0, 0])
        sides[0 if turned else 1] += count
    kept = sorted((pair, sides) for pair, sides in rows.items() if sum(sides) >= least)
    together = np.array([sum(sides) for _, sides in kept], dtype=np.int64)
    total = looks.total()
    of_word = np.array([looks[word] for (word, _), _ in kept], dtype=np.int64)
    of_other = np.array([looks[other] for (_, other), _ in kept], dtype=np.int64)
    table: tuple[Any, ...] = (together, of_other - together, of_word, total - of_word)
    estimate, g2 = measures.expected(*table), measures.log_likelihood(*table)
    found = pd.DataFrame(
        {
            "word": [word for (word, _), _ in kept],
            "collocate": [other for (_, other), _ in kept],
            "count": together,
            "before": [sides[0] for _, sides in kept],
            "after": [sides[1] for _, sides in kept],
            "expected": estimate,
            "log_likelihood": g2,
            "pmi": measures.mutual_information(together, estimate),
            "chance": measures.by_chance(g2),
            "count_word": [single[word] for (word, _), _ in kept],
            "count_collocate": [single[other] for (_, other), _ in kept],
        }
    ).astype(COLLOCATIONS)
    order = found.assign(score=g2.round(9)).sort_values(
        ["score", "word", "collocate"], ascending=[False, True, True]
    )
    return found.loc[order.index].reset_index(drop=True)
