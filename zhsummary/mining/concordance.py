"""Keyword in context: every place where the corpus says a thing, one row each.

In go texts with their ids and a word or pattern, out comes a frame with what stands
left and right of each hit. Matching is done on folded text (full-width digits and
letters count as plain ones), so no segmenter decides what a word is. Line breaks are
shown as spaces in the contexts; the hit itself is literal.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import pandas as pd

from zhsummary import patterns
from zhsummary.errors import ZhSummaryError
from zhsummary.mining.either import either
from zhsummary.patterns import Bounded
from zhsummary.read.text import without_surrogates
from zhsummary.spans import fold, visible
from zhsummary.tables import Row, frame_of

KWIC: dict[str, str] = {
    "doc_id": "string",
    "section": "string",
    "left": "string",
    "hit": "string",
    "right": "string",
    "start": "int64",
    "end": "int64",
}


def kwic(
    texts: Iterable[tuple[str, str]],
    pattern: str | Sequence[str],
    *,
    window: int = 20,
    regex: bool = False,
    sections: Iterable[Mapping[str, Any]] = (),
    within: str = "",
    sort: str = "",
) -> pd.DataFrame:
    """Find a word or pattern and show what stands around it.

    Parameters
    ----------
    texts : iterable of (str, str)
        Document ids and their texts.
    pattern : str or sequence of str
        What to look for: literal words, or a regular expression if `regex`; any of several,
        the longest where several stand in one place. Case is ignored.
    window : int
        How many characters are shown on each side.
    regex : bool
        Whether `pattern` is a regular expression.
    sections : iterable of mapping, optional
        The sections of those documents (``doc_id section start``, ordered within
        a document), to name the one of each hit.
    within : str
        Keep to the sections whose titles, from the top down, hold these words.
    sort : {"", "left", "right", "hit"}
        In the order of the texts; by what stands before, read from the hit outwards; by
        what stands behind; or by the hit itself.

    Returns
    -------
    pandas.DataFrame
        ``doc_id section left hit right start end``. Sorted by ``right`` it shows what the
        word governs, by ``left`` what governs it.

    Raises
    ------
    ZhSummaryError
        If `pattern` is empty, matches nothing at all (an empty string) or is no
        valid regular expression, `window` is no number from 0, `within` is no text, or `sort`
        is something else.

    Examples
    --------
    >>> found = kwic([("a", "春节期间慰问困难职工68户，慰问党员23户。")], "慰问", window=4)
    >>> found[["left", "hit", "right"]].values.tolist()
    [['春节期间', '慰问', '困难职工'], ['68户，', '慰问', '党员23']]
    """
    wanted = compiled(pattern, regex=regex)
    if sort not in tuple(_ORDERS):
        raise ZhSummaryError("There is no order {sort!r}; sort by left, right or hit.", sort=sort)
    if not isinstance(window, int) or window < 0:
        raise ZhSummaryError(
            "The window is {window!r}; give a number of characters, from 0.", window=window
        )
    if not isinstance(within, str):
        raise ZhSummaryError(
            "section is {within!r}; give words of a title, like '送温暖'.", within=within
        )
    named = _sections(sections)
    rows = (
        row
        for doc_id, text in texts
        for row in _hits(doc_id, text, wanted, window, named.get(doc_id, []))
        if within in row["section"]
    )
    return frame_of(sorted(rows, key=_ORDERS[sort]) if sort else rows, KWIC)


_ORDERS: dict[str, Callable[[Row], Any]] = {
    "": lambda row: 0,
    "left": lambda row: (row["left"][::-1], row["right"]),
    "right": lambda row: (row["right"], row["left"][::-1]),
    "hit": lambda row: (row["hit"], row["right"]),
}


def compiled(pattern: str | Sequence[str], *, regex: bool) -> re.Pattern[str] | Bounded:
    """Give what finds words, or a pattern, in folded text; see `kwic` for what it refuses.

    Examples
    --------
    >>> found = compiled(["安全", "安全生产"], regex=False).finditer("安全生产月，安全第一")
    >>> [match[0] for match in found]
    ['安全生产', '安全']
    """
    several = [pattern] if isinstance(pattern, str) else pattern
    if not isinstance(several, Sequence) or not all(isinstance(one, str) for one in several):
        raise ZhSummaryError(
            "A word is looked for, not a {given}. Give a str, like '慰问', or a list of them.",
            given=type(pattern).__name__,
        )
    if not several or not all(several):
        raise ZhSummaryError("Nothing to look for: the pattern is empty. Give a word, like '慰问'.")
    # texts have lost their halves of characters, so words lose them, too
    words = sorted((fold(without_surrogates(one)[0]) for one in several), key=len, reverse=True)
    if not regex:
        return re.compile(either(word.lower() for word in words), re.IGNORECASE)
    folded = "|".join(words)
    try:
        wanted = patterns.compiled(folded, re.IGNORECASE)
    except re.error as wrong:
        raise ZhSummaryError(
            "{pattern!r} is no regular expression: {wrong}. Leave regex=False to look for "
            "the words as they stand.",
            pattern=pattern,
            wrong=wrong,
        ) from wrong
    if wanted.search(""):
        raise ZhSummaryError(
            "{pattern!r} matches the empty string, so it is found everywhere. Ask for at "
            "least one character.",
            pattern=pattern,
        )
    return wanted


def _sections(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[tuple[int, str]]]:
    """Give for each document where its sections start and what they are called."""
    return {
        doc_id: [(row["start"], row["section"]) for row in of_one]
        for doc_id, of_one in groupby(rows, key=lambda row: row["doc_id"])
    }


def _hits(
    doc_id: str,
    text: str,
    wanted: re.Pattern[str] | Bounded,
    window: int,
    sections: list[tuple[int, str]],
) -> Iterator[Row]:
    starts = [start for start, _ in sections]
    seen, places = visible(fold(text))
    for match in wanted.finditer(seen):
        if not match[0]:
            continue
        start, end = places[match.start()], places[match.end() - 1] + 1
        place = bisect_right(starts, start) - 1
        yield {
            "doc_id": doc_id,
            "section": sections[place][1] if place >= 0 else "",
            "left": _one_line(text[max(0, start - window) : start]),
            "hit": text[start:end],
            "right": _one_line(text[end : end + window]),
            "start": start,
            "end": end,
        }


def _one_line(text: str) -> str:
    return re.sub(r"[\r\n\t]", " ", text)
