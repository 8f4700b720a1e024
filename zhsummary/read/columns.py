"""What the columns of a table mean, by the names that analysts give them.

In goes the name of a column or the values of a row, out come the library's names and what is
known of a text: township, county, year, issuer, topic and title; other columns stay as they are.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any

from zhsummary.lexicons.load import rows
from zhsummary.messages import say
from zhsummary.spans import fold

#: Python writes no whole number of more than about four thousand digits.
_MOST_BITS = 10_000
_SHOWN = 40  # characters of a cell in a message
_EMPTY = frozenset({"", "nan", "none", "null", "na", "n/a", "<na>", "nat"})


def field_of(column: str) -> str:
    """Give the library's name of a column, or the column as it is.

    Examples
    --------
    >>> field_of("乡镇"), field_of("人口")
    ('township', '人口')
    """
    return _fields().get(column.strip().lower(), column)


def told_twice(columns: list[str]) -> list[str]:
    """Say which columns mean the same, so that only the first of them is used.

    Examples
    --------
    >>> told_twice(["乡镇", "人口", "township"])
    ["the columns 乡镇、township all mean 'township'; the first is used"]
    """
    meant: dict[str, list[str]] = {}
    for column in columns:
        meant.setdefault(field_of(column), []).append(column)
    return [
        say(
            "the columns {columns} all mean {name!r}; the first is used",
            columns="、".join(alike),
            name=name,
        )
        for name, alike in meant.items()
        if len(alike) > 1 and name
    ]


def known(values: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Drop empty values and read the year; give what is wrong with the rest.

    Examples
    --------
    >>> known({"year": "2023年", "人口": ""})
    ({'year': 2023}, [])
    >>> known({"year": "2023-12-31 00:00:00"})
    ({'year': 2023}, [])
    """
    kept: dict[str, Any] = {}
    wrong: list[str] = []
    for name, value in values.items():
        if isinstance(value, int) and value.bit_length() > _MOST_BITS:
            wrong.append(say("the {name} is a number without end and was left out", name=name))
            continue
        if is_empty(value):
            continue
        if name == "year":
            year = _year(value)
            if year is None:
                shown = value[:_SHOWN] if isinstance(value, str) else value
                wrong.append(say("the year {value!r} is no year and was left out", value=shown))
                continue
            value = year
        elif name in ("township", "county", "issuer", "topic", "title"):
            value = str(value).strip()
        kept[name] = value
    return kept, wrong


def is_empty(value: object) -> bool:
    """Tell whether a cell says nothing: None, NaN, an empty string."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    return not isinstance(value, int) and str(value).strip().lower() in _EMPTY


@cache
def _fields() -> dict[str, str]:
    return {row["column"].lower(): row["field"] for row in rows("columns.tsv")}


def _year(value: object) -> int | None:
    """Read a year: 2023, 2023.0, 二〇二三年度, or that of a day (2023-12-31, a Timestamp)."""
    written = fold(str(value)).strip().translate(_DIGITS)
    match = _YEAR.fullmatch(written)
    if match is None and not isinstance(value, float):
        match = _DAY.fullmatch(written)
    return int(match[1]) if match else None


_YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0+)?\s*年?(?:度)?")
_DAY = re.compile(
    r"((?:19|20)\d\d)(?:[-/.]|年)(?:0?[1-9]|1[0-2])(?:月|(?:[-/.]|月)(?:0?[1-9]|[12]\d|3[01])日?"
    r"(?:[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?)?"
)


#: 二〇二三年, as a title has it.
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
