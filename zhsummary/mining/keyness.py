"""Keywords: which words set one part of a corpus apart from the rest, or from another part.

In go units and who belongs together, out come frames. Counts of both sides stand in every
row, so that a reader sees on how little a score may rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd

from zhsummary.errors import ZhSummaryError
from zhsummary.messages import joined, name_of, say
from zhsummary.mining import measures
from zhsummary.mining.tally import Grouping, Tally, tally
from zhsummary.mining.units import Unit

KEYWORDS: dict[str, str] = {
    "group": "string",
    "rank": "int64",
    "word": "string",
    "count": "int64",
    "documents": "int64",
    "elsewhere": "int64",
    "expected": "float64",
    "tf_idf": "float64",
    "log_likelihood": "float64",
    "log_ratio": "float64",
}

KEYNESS: dict[str, str] = {
    "word": "string",
    "count_a": "int64",
    "count_b": "int64",
    "documents_a": "int64",
    "documents_b": "int64",
    "per_thousand_a": "float64",
    "per_thousand_b": "float64",
    "expected_a": "float64",
    "log_likelihood": "float64",
    "log_ratio": "float64",
    "chance": "float64",
}

MEASURES = {"tf-idf": "tf_idf", "log-likelihood": "log_likelihood"}


def keywords(
    units: Iterable[Unit],
    group_of: Grouping,
    *,
    by: str = "document",
    n: int = 10,
    measure: str = "log-likelihood",
    least: int = 1,
) -> pd.DataFrame:
    """Find for each group the words that set it apart from all others.

    Parameters
    ----------
    units : iterable of Unit
        The corpus; see `zhsummary.mining.units.units`.
    group_of : callable
        The group of a unit; see `zhsummary.mining.units.grouping`.
    by : str
        What the groups are called, for messages.
    n : int
        How many words of each.
    measure : {"log-likelihood", "tf-idf"}
        What ranks them: `zhsummary.mining.measures.log_likelihood` of the group against all
        others (words that are rarer in it than there are left out), or
        `zhsummary.mining.measures.class_tf_idf`, which ranks common words higher.
    least : int
        The fewest times that a word stands in the group.

    Returns
    -------
    pandas.DataFrame
        The columns of `KEYWORDS`. ``count`` and ``documents`` are the group's, ``elsewhere`` is
        the count in all other groups, ``expected`` what the group would have by its size.

    Raises
    ------
    ZhSummaryError
        If the measure is unknown, `n` or `least` is no number from 1, no word is left to
        count, or the log-likelihood of a single group is asked for.
    """
    if measure not in MEASURES:
        raise ZhSummaryError(
            "There is no measure {measure!r}; take {measures}.",
            measure=measure,
            measures=joined(MEASURES, " or "),
        )
    for name, value in (("n", n), ("least", least)):
        _from_one(name, value)
    counted = tally(units, group_of, by=by)
    _some(counted)
    if measure == "log-likelihood" and len(counted.groups) < 2:
        raise ZhSummaryError(
            "All words are of one {by} ({group}), which leaves nothing to compare it with. "
            "Group otherwise, or take tf-idf.",
            by=name_of("column", by),
            group="".join(counted.groups),
        )
    return _ranked(counted, MEASURES[measure], n, least)


def _ranked(counted: Tally, measure: str, n: int, least: int) -> pd.DataFrame:
    """Measure every word of every group at once, and keep the first of each group."""
    cells = counted.counts.tocoo()
    kept = cells.data >= least
    group, word, count = cells.row[kept], cells.col[kept], cells.data[kept]
    totals = np.bincount(cells.col, cells.data, len(counted.words))[word]
    own = counted.sizes[group]
    table = (count, totals - count, own, counted.sizes.sum() - own)
    scores = {
        "expected": measures.expected(*table),
        "tf_idf": measures.class_tf_idf(count, totals, own, counted.sizes.mean()),
        "log_likelihood": measures.log_likelihood(*table),
        "log_ratio": measures.log_ratio(*table),
    }
    score = scores[measure].round(9)
    # what scores alike stands in one order, whatever order the documents were read in
    alphabetical = np.argsort(np.argsort(np.array(counted.words, dtype=object)))
    order = np.lexsort((alphabetical[word], -count, -score, group))
    order = order[score[order] > 0]
    of_group = group[order]
    rank = np.arange(len(order)) - np.searchsorted(of_group, of_group) + 1
    first = rank <= n
    order, rank = order[first], rank[first]
    found = pd.DataFrame(
        {
            "group": [counted.groups[place] for place in group[order]],
            "rank": rank,
            "word": [counted.words[place] for place in word[order]],
            "count": count[order],
            "documents": counted.documents.tocoo().data[kept][order],
            "elsewhere": table[1][order],
            **{name: values[order] for name, values in scores.items()},
        }
    )
    return found.astype(KEYWORDS)


def keyness(
    units: Iterable[Unit],
    in_a: Callable[[Unit], bool],
    in_b: Callable[[Unit], bool],
    *,
    least: int = 1,
) -> pd.DataFrame:
    """Compare how often each word stands in one part of a corpus and in another.

    Parameters
    ----------
    units : iterable of Unit
        The words; units of neither part are passed over.
    in_a, in_b : callable
        Tell the units of the part in question and of the reference.
    least : int
        The fewest times that a word stands in both together.

    Returns
    -------
    pandas.DataFrame
        The columns of `KEYNESS`: counts, documents and occurrences per thousand words of
        each part, what chance alone would put into the first, and the measures of
        `zhsummary.mining.measures`. Words commoner in the first part come first, by their
        log-likelihood; those with a negative one are commoner in the second.

    Raises
    ------
    ZhSummaryError
        If a part has no words.
    """
    _from_one("least", least)
    counted = tally(
        (unit for unit in units if in_a(unit) or in_b(unit)),
        lambda unit: "a" if in_a(unit) else "b",
    )
    for part, said in (("a", say("The part in question")), ("b", say("The reference"))):
        if part not in counted.groups:
            raise ZhSummaryError(
                "{said} ({part}) has no words that count. Choose other documents.",
                said=said,
                part=part,
            )
    first, second = counted.groups.index("a"), counted.groups.index("b")
    m, n = counted.sizes[first], counted.sizes[second]
    a, b = (counted.counts[place].toarray().ravel() for place in (first, second))
    g2 = measures.log_likelihood(a, b, m, n)
    found = pd.DataFrame(
        {
            "word": counted.words,
            "count_a": a,
            "count_b": b,
            "documents_a": counted.documents[first].toarray().ravel(),
            "documents_b": counted.documents[second].toarray().ravel(),
            "per_thousand_a": 1000 * a / m,
            "per_thousand_b": 1000 * b / n,
            "expected_a": measures.expected(a, b, m, n),
            "log_likelihood": g2,
            "log_ratio": measures.log_ratio(a, b, m, n),
            "chance": measures.by_chance(g2),
        }
    ).astype(KEYNESS)
    found = found[found["count_a"] + found["count_b"] >= least]
    order = found.assign(score=g2[found.index].round(9)).sort_values(
        ["score", "word"], ascending=[False, True]
    )
    return found.loc[order.index].reset_index(drop=True)


def _from_one(name: str, value: Any) -> None:
    if not isinstance(value, int) or value < 1:
        raise ZhSummaryError(
            "{name} is {value!r}; give a whole number from 1.", name=name, value=value
        )


def _some(counted: Tally) -> None:
    if not counted.words:
        raise ZhSummaryError(
            "There is no word to count: the texts are empty, or every word of them is left out "
            "(stop_words, numbers, places, shortest)."
        )
