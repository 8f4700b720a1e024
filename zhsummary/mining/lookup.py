"""Look-up: how often the words of a list stand in a corpus, however it would be cut into words.

In go texts and words of one's own, by themselves or in categories, out comes a frame with a
row for each, zeros among them. Matching is that of the concordance (`kwic`): folded text,
the longest word where several stand in one place, so that each count is as long as its
concordance.

Not handled: words that a line's end cuts in two; a word that is part of another one (党员
in 非党员) counts, unless that one is in the list as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from zhsummary.errors import ZhSummaryError
from zhsummary.mining.concordance import compiled
from zhsummary.read.text import without_surrogates
from zhsummary.spans import fold, visible
from zhsummary.tables import Row, frame_of

LOOKUP: dict[str, str] = {
    "group": "string",
    "category": "string",
    "word": "string",
    "count": "int64",
    "documents": "int64",
    "per_thousand": "float64",
}

Categories = Mapping[str, Sequence[str]]


def lookup(
    texts: Iterable[tuple[str | None, str]],
    words: Sequence[str] | Categories,
    *,
    regex: bool = False,
    grouped: bool = False,
) -> pd.DataFrame:
    """Count words of one's own in each group of texts.

    Parameters
    ----------
    texts : iterable of (str or None, str)
        The group of each document and its text.
    words : list of str, or dict of str to list of str
        What to count, or categories of it. A word stands in one category.
    regex : bool
        Whether they are regular expressions, each counted by itself.
    grouped : bool
        Whether the groups are named.

    Returns
    -------
    pandas.DataFrame
        The columns of `LOOKUP`. A category has a row of its own above its words, with ``<NA>``
        for the word: the sum of their counts, and the documents that have any of them.
        ``per_thousand`` is of the characters of the group, white space left out.

    Raises
    ------
    ZhSummaryError
        If there is nothing to count, or a word stands in two categories.

    Examples
    --------
    >>> found = lookup([("", "开展安全生产月活动，安全第一。")], {"安全": ["安全", "安全生产"]})
    >>> found[["word", "count"]].fillna("(all)").values.tolist()
    [['(all)', 2], ['安全', 1], ['安全生产', 1]]
    """
    categories = _categories(words)
    count = _counter(categories, regex=regex)
    counts: dict[str | None, Counter[str]] = defaultdict(Counter)
    documents: dict[str | None, Counter[str]] = defaultdict(Counter)
    having: dict[str | None, Counter[str]] = defaultdict(Counter)
    sizes: Counter[str | None] = Counter()
    for group, text in texts:
        found = count(visible(fold(text))[0])
        counts[group].update(found)
        documents[group].update(found.keys())
        having[group].update(
            name for name, own in categories.items() if not found.keys().isdisjoint(own)
        )
        sizes[group] += sum(map(len, text.split()))

    def rows() -> Iterable[Row]:
        for group in counts:
            for name, own in categories.items():
                if name:
                    total = sum(counts[group][word] for word in own)
                    yield _row(group, name, None, total, having[group][name], sizes[group])
                for word in own:
                    n, there = counts[group][word], documents[group][word]
                    yield _row(group, name, word, n, there, sizes[group])

    kept = ({**row, "group": row["group"] if grouped else None} for row in rows())
    return frame_of(kept, LOOKUP)


def _row(
    group: str | None, category: str, word: str | None, count: int, documents: int, size: int
) -> Row:
    return {
        "group": group,
        "category": category,
        "word": word,
        "count": count,
        "documents": documents,
        "per_thousand": 1000 * count / max(size, 1),
    }


def _categories(words: Sequence[str] | Categories) -> dict[str, tuple[str, ...]]:
    given = words if isinstance(words, Mapping) else {"": words}
    are_lists = (isinstance(own, Iterable) and not isinstance(own, str) for own in given.values())
    if not given or not all(are_lists):
        raise ZhSummaryError(
            "words is {words!r}; give a list of words, like ['安全生产'], or a dict of lists.",
            words=words,
        )
    categories: dict[str, tuple[str, ...]] = {}
    for name, own in given.items():
        named = _whole(str(name))
        categories[named] = (*categories.get(named, ()), *map(_whole, dict.fromkeys(own)))
    every = Counter(_plain(word) for own in categories.values() for word in own)
    if twice := sorted(word for word, n in every.items() if n > 1):
        raise ZhSummaryError(
            "{words} would be counted twice: a word stands in one category, "
            "and once in it (full width, traditional and capital letters are the same).",
            words="、".join(twice[:5]),
        )
    return categories


def _whole(word: Any) -> Any:
    """Put U+FFFD for halves of characters in a word, as reading does in texts."""
    return without_surrogates(word)[0] if isinstance(word, str) else word


def _plain(word: Any) -> str:
    return fold(word).lower() if isinstance(word, str) else repr(word)


def _counter(
    categories: dict[str, tuple[str, ...]], *, regex: bool
) -> Callable[[str], Counter[str]]:
    """Give the function that counts the words in a folded text."""
    listed = [word for own in categories.values() for word in own]
    if regex:
        patterns = {word: compiled(word, regex=True) for word in listed}

        def by_pattern(text: str) -> Counter[str]:
            found = {word: sum(1 for _ in p.finditer(text)) for word, p in patterns.items()}
            return Counter({word: n for word, n in found.items() if n})

        return by_pattern
    wanted = compiled(listed, regex=False)
    named = {_plain(word): word for word in listed}
    return lambda text: Counter(named[match[0].lower()] for match in wanted.finditer(text))
