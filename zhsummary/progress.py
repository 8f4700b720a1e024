"""A line that counts along, where somebody is watching and has waited a while.

Somebody watches a terminal's standard error, or a cell of a notebook. The line is tqdm's, which
comes with spaCy; it is imported where it may be needed and nowhere else.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from zhsummary.messages import in_language

Item = TypeVar("Item")

#: Seconds until the line is shown: what is quick needs no counting.
PATIENCE = 2.0

_allowed = True


@contextmanager
def allowed(shown: bool) -> Iterator[None]:
    """Choose for a while whether anything is shown at all.

    Examples
    --------
    >>> with allowed(False):
    ...     list(watched("ab", "reading"))
    ['a', 'b']
    """
    global _allowed
    before, _allowed = _allowed, shown
    try:
        yield
    finally:
        _allowed = before


def watched(items: Collection[Item], what: str) -> Iterable[Item]:
    """Give items one by one and count them.

    Parameters
    ----------
    items : collection
        What is gone through.
    what : str
        What is done with each, as `zhsummary.messages.say` says it.

    Examples
    --------
    >>> list(watched("ab", "reading"))
    ['a', 'b']
    """
    if len(items) < 2 or not (_allowed and _is_watched()):
        return items
    from tqdm import tqdm

    return tqdm(items, desc=in_language(what), delay=PATIENCE, leave=False, file=sys.stderr)


def _is_watched() -> bool:
    stream = sys.stderr
    if stream is None:
        return False
    return stream.isatty() or type(stream).__module__.startswith("ipykernel")
