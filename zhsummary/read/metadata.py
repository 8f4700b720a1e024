"""`metadata.csv` or `metadata.xlsx` beside the texts: what the analyst knows of each file.

In goes a folder, out comes for each file name what its rows say. The column ``file`` (or
文件) names the file; township, county, year, issuer, topic and title are known by the names in
`columns.tsv`; every other column is kept as a covariate. A column ``part`` tells several summaries
of one file apart, from 1.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhsummary.errors import ColumnError, SourceError
from zhsummary.messages import joined, say
from zhsummary.read.columns import field_of, known, told_twice
from zhsummary.read.model import Problem
from zhsummary.read.text import read_text

#: No file has so many summaries, and Python reads no number of any length.
_MOST_DIGITS = 10


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
            reason = say(
                "{key} could be {named}; write the folder before the name", key=key, named=named
            )
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
            Problem(
                str(self.path),
                say("it names {name}, but there is no such file beside it", name=name),
                False,
            )
            for name in sorted(names)
        ]


def read_metadata(path: Path) -> Table:
    """Read a `metadata.csv` (UTF-8, with or without mark, or GB18030), or a `metadata.xlsx`.

    Raises
    ------
    SourceError
        If the table cannot be read.
    ColumnError
        If no column names the file.
    """
    table = Table(path)
    body = table_lines(path)
    lines = [(n, r) for n, r in enumerate(body, start=1) if any(cell.strip() for cell in r)]
    if not lines:
        raise SourceError("{path} is empty. Remove it, or fill it.", path=path)
    (_, header), *records = lines
    header = [cell.strip().lstrip("\ufeff") for cell in header]
    names = [field_of(cell) for cell in header]
    if "file" not in names:
        raise ColumnError(
            "{path} has no column 'file' (or 文件); its columns are {columns}. Add one that "
            "holds the file names.",
            path=path,
            columns=joined(header, ", "),
        )
    table.problems += [Problem(str(path), reason, False) for reason in told_twice(header)]
    for line, record in records:
        if any(cell.strip() for cell in record[len(names) :]):
            reason = say(
                "row {line} has {cells} cells and the header {columns}; what is beyond was "
                "left out. Put cells with a comma into quotation marks",
                line=line,
                cells=len(record),
                columns=len(names),
            )
            table.problems.append(Problem(str(path), reason, False))
        told: dict[str, str] = {}
        for name, cell in zip(names, record, strict=False):
            told.setdefault(name, cell.strip())
        _add(table, told, line)
    return table


def table_lines(path: Path) -> list[list[str]]:
    """Give the lines of a small table: CSV, tab-separated, or the first sheet of a workbook."""
    if path.suffix.lower() != ".xlsx":
        return _of_text(path)
    from zhsummary.read.workbook import first_rows  # openpyxl is slow to import

    return first_rows(path)


def _of_text(path: Path) -> list[list[str]]:
    text, _, _ = read_text(path)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise SourceError(
            "{path} is no table: {error}. Save it as CSV in UTF-8.", path=path, error=error
        ) from error


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
        reason = say("row {line} names no file", line=line)
        table.problems.append(Problem(str(table.path), reason, False))
        return
    part = record.pop("part", "")
    record.pop("", None)  # a column without a name
    values, wrong = known(record)
    table.problems += [
        Problem(str(table.path), say("{name}: {reason}", name=name, reason=reason), False)
        for reason in wrong
    ]
    if part and not (part.isdecimal() and len(part) < _MOST_DIGITS and int(part) > 0):
        reason = say(
            "{name}: the part {part!r} is no number from 1; the row was left out",
            name=name,
            part=part[:_MOST_DIGITS],
        )
        table.problems.append(Problem(str(table.path), reason, False))
    elif part:
        table.parts.setdefault(name, {})[int(part)] = values
    elif name in table.files:
        reason = say(
            "{name} stands there twice; add a column 'part' to tell the summaries apart", name=name
        )
        table.problems.append(Problem(str(table.path), reason, False))
    else:
        table.files[name] = values
