"""The rows of a data frame to sources, without importing the library that made the frame.

In goes anything with ``columns`` and rows, out come a `Source` for each row that has a text.
The other columns become metadata. An index is not used: rows are counted from 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from zhsummary.errors import ColumnError, SourceError
from zhsummary.messages import joined, say
from zhsummary.read.columns import field_of, is_empty, known, told_twice
from zhsummary.read.model import Problem, Source
from zhsummary.read.text import is_blank, lost, without_surrogates


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
        If there is no text column, or more than one of that name.
    SourceError
        If the frame has no rows with a text, or the column holds bytes.
    """
    columns = [without_surrogates(str(column))[0] for column in frame.columns]
    at = columns.index(text_column(columns, str(text)))
    if not len(frame):
        raise SourceError("The frame has no rows. Give one with a text in each row.")
    if metadata:
        for reason in told_twice([column for i, column in enumerate(columns) if i != at]):
            report(Problem(say("the frame"), reason, False))
    return _rows(frame, columns, at, metadata, report)


def text_column(columns: list[str], wanted: str) -> str:
    """Find the column that holds the texts: by its name, else by a usual one."""
    usual = [column for column in columns if field_of(column) == "text"]
    found = wanted if wanted in columns else usual[0] if wanted == "text" and usual else ""
    if Counter(columns)[found] > 1:
        raise ColumnError(
            "The frame has {count} columns {found!r}. Rename all but the one that holds the texts.",
            count=columns.count(found),
            found=found,
        )
    if found:
        return found
    raise ColumnError(
        "The frame has no column {wanted!r}; its columns are {columns}. Name the one "
        "that holds the texts: text='…'.",
        wanted=wanted,
        columns=joined(columns, ", ") or say("(none)"),
    )


def _rows(
    frame: Any, columns: list[str], at: int, metadata: bool, report: Callable[[Problem], None]
) -> Iterator[Source]:
    for row, cells in enumerate(zip(*columns_of(frame), strict=True)):
        name = f"row {row}"
        value = cells[at]
        if isinstance(value, (bytes, bytearray)):
            raise SourceError(
                "{name} of column {column!r} holds bytes, not text. Decode the column first, "
                "for example with .str.decode('gb18030').",
                name=name,
                column=columns[at],
            )
        empty = is_empty(value) or (isinstance(value, str) and is_blank(value))
        if empty or not isinstance(value, str):
            report(Problem(name, _unreadable(columns[at], value, empty)))
            continue
        text, noted = without_surrogates(value)
        noted += lost(value)
        told, wrong = _told(columns, cells, at) if metadata else ({}, [])
        for reason in (*noted, *wrong):
            report(Problem(name, reason, False))
        yield Source(name, text, "", noted, told, row)


def _unreadable(column: str, value: Any, empty: bool) -> str:
    if empty:
        return say("its column {column!r} is empty; the row was not read", column=column)
    given = type(value).__name__
    return say(
        "its column {column!r} holds a {given}, not a text; the row was not read",
        column=column,
        given=given,
    )


def columns_of(frame: Any) -> list[Any]:
    """Give the columns by position: in a pandas frame two of them may have one name."""
    if hasattr(frame, "iloc"):
        return [frame.iloc[:, place] for place in range(len(frame.columns))]
    return [frame[column] for column in frame.columns]


def _told(columns: list[str], cells: tuple[Any, ...], at: int) -> tuple[dict[str, Any], list[str]]:
    others: dict[str, Any] = {}
    for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        if place != at:
            said = without_surrogates(cell)[0] if isinstance(cell, str) else cell
            others.setdefault(field_of(column), said)
    return known(others)
