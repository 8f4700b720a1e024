"""The rows of a data frame to sources, without importing the library that made the frame.

In goes anything with ``columns`` and rows, out come a `Source` for each row that has a text.
The other columns become metadata. An index is not used: rows are counted from 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from zhsummary.errors import ColumnError, SourceError
from zhsummary.read.metadata import field_of, is_empty, known
from zhsummary.read.model import Problem, Source


def is_frame(source: object) -> bool:
    """Tell whether an object is a data frame, by what it can do."""
    return all(hasattr(source, name) for name in ("columns", "__getitem__", "__len__"))


def read_frame(
    frame: Any, text: str, metadata: bool, report: Callable[[Problem], None]
) -> Iterator[Source]:
    """Give a source for each row with a text, and report those without one.

    Raises
    ------
    ColumnError
        If there is no text column.
    SourceError
        If the frame has no rows with a text, or the column holds bytes.
    """
    columns = [str(column) for column in frame.columns]
    at = columns.index(text_column(columns, text))
    if not len(frame):
        raise SourceError("The frame has no rows. Give one with a text in each row.")
    return _rows(frame, columns, at, metadata, report)


def text_column(columns: list[str], wanted: str) -> str:
    """Find the column that holds the texts: by its name, else by a usual one."""
    if wanted in columns:
        return wanted
    if wanted == "text":
        usual = [column for column in columns if field_of(column) == "text"]
        if usual:
            return usual[0]
    raise ColumnError(
        f"The frame has no column {wanted!r}; its columns are {', '.join(columns) or '(none)'}. "
        "Name the one that holds the texts: text='…'."
    )


def _rows(
    frame: Any, columns: list[str], at: int, metadata: bool, report: Callable[[Problem], None]
) -> Iterator[Source]:
    series = [frame[column] for column in frame.columns]
    for row, cells in enumerate(zip(*series, strict=True)):
        name = f"row {row}"
        value = cells[at]
        if isinstance(value, (bytes, bytearray)):
            raise SourceError(
                f"{name} of column {columns[at]!r} holds bytes, not text. Decode the column first, "
                "for example with .str.decode('gb18030')."
            )
        if is_empty(value) or not isinstance(value, str):
            what = "is empty" if is_empty(value) else f"holds a {type(value).__name__}, not a text"
            report(Problem(name, f"its column {columns[at]!r} {what}; the row was not read"))
            continue
        told, wrong = _told(columns, cells, at) if metadata else ({}, [])
        for reason in wrong:
            report(Problem(name, reason))
        yield Source(name, value, "", (), told, row)


def _told(columns: list[str], cells: tuple[Any, ...], at: int) -> tuple[dict[str, Any], list[str]]:
    others = {
        field_of(column): cell
        for i, (column, cell) in enumerate(zip(columns, cells, strict=True))
        if i != at
    }
    return known(others)
