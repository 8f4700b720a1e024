"""What the figures of a table are divided by: a column of the analyst's metadata.

In go the rows of the table, out comes a number for each; NaN where the metadata has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhsummary.compare.lines import Line
from zhsummary.errors import ZhSummaryError, warn
from zhsummary.quantities.numerals import parse_number
from zhsummary.tables import is_absent


def of_metadata(name: str, lines: Sequence[Line]) -> list[float] | None:
    """Give a column of the metadata as numbers, one a row; None if no row has such a column.

    Raises
    ------
    ZhSummaryError
        If the column holds no number.

    Examples
    --------
    >>> document = {"doc_id": "a", "metadata": {"workers": "31,000"}}
    >>> of_metadata("workers", [Line((document,), None, None, None)])
    [31000.0]
    """
    metadata = [line.metadata for line in lines]
    if not any(name in known for known in metadata):
        return None
    told = [known.get(name) for known in metadata]
    values = [_number(one) for one in told]
    if all(value != value for value in values):
        raise ZhSummaryError(
            "The metadata column {name!r} holds no number in any document, so nothing can "
            "be divided by it. Give a column of numbers.",
            name=name,
        )
    wrong = [
        f"{line.doc_ids[0]} ({one!r})"
        for line, one, value in zip(lines, told, values, strict=True)
        if value != value and not is_absent(one)
    ]
    if wrong:
        warn(
            "The metadata column {name!r} holds no number for {documents}{more}; their "
            "rows are empty. Write plain numbers.",
            name=name,
            documents="、".join(wrong[:5]),
            more=" …" * (len(wrong) > 5),
        )
    return values


def _number(value: Any) -> float:
    """Read a number as an analyst's table has it: 31000, "31,000", "３.1万"; else NaN."""
    if is_absent(value) or isinstance(value, bool):
        return float("nan")
    if isinstance(value, str):
        value = parse_number(value.strip())
    try:
        return float("nan") if value is None else float(value)
    except (TypeError, ValueError):
        return float("nan")
