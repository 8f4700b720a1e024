"""The scale of a column's bars: one amount a thousand times the others must not flatten them.

In go the numbers of a column, out comes the number whose bar is the longest. A number above it
has a bar that is cut off, and is said to be out of scale wherever it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable

_LEAST = 3  # of two numbers nobody can say which is out of scale
_MEDIANS = 20
_QUARTILES = 5


def top_of(numbers: Iterable[float]) -> float:
    """Give the largest number that is in scale with the others; 0 where none is positive.

    A number is out of scale if it is more than 20 times the median and more than 5 times the
    upper quartile of those above zero (each the lower of two middle ones). Columns whose numbers
    merely lie far apart keep all of them; up to half of a column may be out of scale.

    Examples
    --------
    >>> top_of([38000, 41000, 54000, 192_000_000]), top_of([2, 40, 900, 1000]), top_of([])
    (54000, 1000, 0.0)
    """
    ordered = sorted(number for number in numbers if number > 0)
    if len(ordered) < _LEAST:
        return ordered[-1] if ordered else 0.0
    last = len(ordered) - 1
    limit = max(_MEDIANS * ordered[last // 2], _QUARTILES * ordered[3 * last // 4])
    return max(number for number in ordered if number <= limit)
