"""`metadata.csv` beside the texts: what the analyst knows of each file.

In goes a folder, out comes for each file name what its rows say. The column ``file`` (or
文件) names the file; township, county, year, issuer, topic and title are known by the names in
`columns.tsv`; every other column is kept as a covariate. A column ``part`` tells several summaries
of one file apart, from 1.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from zhsummary.errors import ColumnError, SourceError
from zhsummary.lexicons.load import rows
from zhsummary.read.model import Problem
from zhsummary.read.text import read_text
from zhsummary.spans import fold

_EMPTY = frozenset({"", "nan", "none", "null", "na", "n/a", "<na>", "nat"})


@dataclass
class Table:
    """The rows of one `metadata.csv`, by file name."""

    path: Path
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    parts: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)

    def among(self, files: list[Path]) -> None:
        """Look at the files that are read: a name that several of them have names none."""
        folder = self.path.parent
        below = [_keys(path, folder) for path in files if folder in path.parents]
        seen = Counter(key for keys in below for key in dict.fromkeys(keys[1:]))
        paths = {keys[0] for keys in below}
        self.shared = {key for key, count in seen.items() if count > 1}
        for key in sorted(self.shared & {*self.files, *self.parts} - paths):
            named = "、".join(keys[0] for keys in below if key in keys[1:])
            reason = f"{key} could be {named}; write the folder before the name"
            self.problems.append(Problem(str(self.path), reason, False))
            self.used.add(key)

    def of(self, path: Path) -> tuple[dict[str, Any], dict[int, dict[str, Any]]]:
        """Give what is known of a file: by its path below the table, its name or its stem."""
        below, *names = _keys(path, self.path.parent)
        for key in (below, *(name for name in names if name not in self.shared)):
            if key in self.files or key in self.parts:
                self.used.add(key)
                return self.files.get(key, {}), self.parts.get(key, {})
        return {}, {}

    def unused(self) -> list[Problem]:
        """Name the rows whose file was not there."""
        names = {*self.files, *self.parts} - self.used
        return [
            Problem(str(self.path), f"it names {name}, but there is no such file beside it", False)
            for name in sorted(names)
        ]


def read_metadata(path: Path) -> Table:
    """Read a `metadata.csv` (UTF-8, with or without mark, or GB18030).

    Raises
    ------
    SourceError
        If the table cannot be read.
    ColumnError
        If no column names the file.
    """
    text, _, _ = read_text(path)
    table = Table(path)
    try:
        body = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise SourceError(f"{path} is no table: {error}. Save it as CSV in UTF-8.") from error
    lines = [(n, r) for n, r in enumerate(body, start=1) if any(cell.strip() for cell in r)]
    (_, header), *records = lines
    header = [cell.strip().lstrip("\ufeff") for cell in header]
    names = [field_of(cell) for cell in header]
    if "file" not in names:
        raise ColumnError(
            f"{path} has no column 'file' (or 文件); its columns are {', '.join(header)}. "
            "Add one that holds the file names."
        )
    table.problems += [Problem(str(path), reason, False) for reason in told_twice(header)]
    for line, record in records:
        if any(cell.strip() for cell in record[len(names) :]):
            reason = (
                f"row {line} has {len(record)} cells and the header {len(names)}; what is beyond "
                "was left out. Put cells with a comma into quotation marks"
            )
            table.problems.append(Problem(str(path), reason, False))
        told: dict[str, str] = {}
        for name, cell in zip(names, record, strict=False):
            told.setdefault(name, cell.strip())
        _add(table, told, line)
    return table


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
        f"the columns {'、'.join(alike)} all mean {name!r}; the first is used"
        for name, alike in meant.items()
        if len(alike) > 1 and name
    ]


def known(values: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Drop empty values and read the year; give what is wrong with the rest.

    Examples
    --------
    >>> known({"year": "2023年", "人口": ""})
    ({'year': 2023}, [])
    """
    kept: dict[str, Any] = {}
    wrong: list[str] = []
    for name, value in values.items():
        if is_empty(value):
            continue
        if name == "year":
            year = _year(value)
            if year is None:
                wrong.append(f"the year {value!r} is no year and was left out")
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
    return str(value).strip().lower() in _EMPTY


@cache
def _fields() -> dict[str, str]:
    return {row["column"].lower(): row["field"] for row in rows("columns.tsv")}


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max(",;\t，", key=head.count)


def _keys(path: Path, folder: Path) -> list[str]:
    try:
        below = path.relative_to(folder).as_posix()
    except ValueError:
        below = path.name
    return [below, path.name, path.stem]


def _add(table: Table, record: dict[str, str], line: int) -> None:
    name = record.pop("file", "").replace("\\", "/").removeprefix("./")
    if not name:
        reason = f"row {line} names no file"
        table.problems.append(Problem(str(table.path), reason, False))
        return
    part = record.pop("part", "")
    record.pop("", None)  # a column without a name
    values, wrong = known(record)
    table.problems += [Problem(str(table.path), f"{name}: {reason}", False) for reason in wrong]
    if part and not (part.isdecimal() and int(part) > 0):
        reason = f"{name}: the part {part!r} is no number from 1; the row was left out"
        table.problems.append(Problem(str(table.path), reason, False))
    elif part:
        table.parts.setdefault(name, {})[int(part)] = values
    elif name in table.files:
        reason = f"{name} stands there twice; add a column 'part' to tell the summaries apart"
        table.problems.append(Problem(str(table.path), reason, False))
    else:
        table.files[name] = values


def _year(value: object) -> int | None:
    match = re.fullmatch(r"\s*((?:19|20)\d\d)(?:\.0+)?\s*年?(?:度)?\s*", fold(str(value)))
    return int(match[1]) if match else None
