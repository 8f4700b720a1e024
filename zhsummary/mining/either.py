"""Either of many words: an expression that costs no more the more of them there are.

In go words, out comes an expression that finds the longest of them at a place. Alternatives
that are tried one after the other would take as long as there are words, at each character;
here words that begin alike are told apart where they part (a trie).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby, takewhile

_DEEP = 30  # so often words may part from each other; those that go on together are listed


def either(words: Iterable[str]) -> str:
    """Give the expression of any of several words, the longest where several stand in one place.

    Examples
    --------
    >>> either(["安全", "安全生产", "慰问"])
    '(?:安全(?:生产)?|慰问)'
    """
    return _either(sorted(set(words)), 0)


def _either(words: list[str], depth: int) -> str:
    """Give the expression of some words in their order."""
    if depth > _DEEP:
        return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"
    ends = words[0] == ""
    branches = []
    for _, group in groupby(words[ends:], key=lambda word: word[0]):
        several = list(group)
        alike = takewhile(
            lambda both: both[0] == both[1], zip(several[0], several[-1], strict=False)
        )
        shared = "".join(one for one, _ in alike)  # in order, so that all between agree as well
        rest = [word[len(shared) :] for word in several]
        branches.append(re.escape(shared) + (_either(rest, depth + 1) if len(rest) > 1 else ""))
    return f"(?:{'|'.join(branches)}){'?' * ends}"
