"""The rows of a codebook, each with its place: a tab-separated file, CSV, a workbook or a frame.

In goes a path or a frame, out come a name, rows as dictionaries of text and for each what an
error calls it (``own.tsv, line 4``). What makes a table unreadable, or would silently drop a
rule (a column whose name is nearly one of the known ones, a cell too many), is an error here;
what the cells say is looked at in `zhsummary.compare.codebook`.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhsummary.errors import CodebookError, warn
from zhsummary.lexicons import load
from zhsummary.messages import joined, say, system_reason
from zhsummary.read.text import without_surrogates
from zhsummary.tables import is_absent

#: Columns that are the analyst's own affair.
_NOTES = frozenset({"note", "notes", "why", "comment", "remark", "备注", "说明"})


@dataclass(frozen=True)
class CodebookTable:
    """A codebook before its cells are looked at: its name, its rows and where each stands."""

    name: str
    rows: tuple[tuple[str, dict[str, str]], ...]
    text: str = ""


def of_text(name: str, text: str, columns: Sequence[str], needed: Sequence[str]) -> CodebookTable:
    """Read a tab-separated table, comment lines left out.

    Examples
    --------
    >>> of_text("own.tsv", "# a comment\\nid\\tlabel\\na\\t书屋", ("id", "label"), ("id",)).rows
    (('own.tsv, line 3', {'id': 'a', 'label': '书屋'}),)
    """
    lines = [
        (number, line)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    cells = [
        (say("{name}, line {line}", name=name, line=number), line.split("\t"))
        for number, line in lines
    ]
    return CodebookTable(name, _rows(name, cells, columns, needed, say("tabs")), text)


def of_file(path: Path, columns: Sequence[str], needed: Sequence[str]) -> CodebookTable:
    """Read a codebook from a file: ``.csv`` and ``.xlsx`` as such, any other tab-separated.

    Raises
    ------
    CodebookError
        If it is not UTF-8, has no header, lacks a column or has a cell too many.
    """
    if path.suffix.lower() == ".xlsx":
        from zhsummary.read.metadata import table_lines  # openpyxl is slow to import

        lines = enumerate(table_lines(path), 1)
        cells = [
            (say("{name}, row {row}", name=path.name, row=n), _unpadded(line))
            for n, line in lines
            if any(line)
        ]
        return CodebookTable(path.stem, _rows(path.name, cells, columns, needed, say("columns")))
    text = _decoded(path)
    if path.suffix.lower() == ".csv":
        reader = csv.reader(io.StringIO(text))
        try:
            cells = [
                (say("{name}, line {line}", name=path.name, line=reader.line_num), line)
                for line in reader
                if any(line)
            ]
        except csv.Error as error:
            raise CodebookError(
                "{path} is no table: {error}. Save it as CSV in UTF-8.", path=path, error=error
            ) from error
        cells = [(where, line) for where, line in cells if not line[0].startswith("#")]
        return CodebookTable(
            path.stem, _rows(path.name, cells, columns, needed, say("commas")), text
        )
    table = of_text(path.name, text, columns, needed)
    return CodebookTable(path.stem, table.rows, text)


def of_frame(frame: Any, columns: Sequence[str], needed: Sequence[str]) -> CodebookTable:
    """Take the rows of a frame; absent cells are empty ones."""
    cells = [
        (
            say("Codebook own, the columns above row 1"),
            [without_surrogates(str(column))[0] for column in frame.columns],
        )
    ]
    cells += [
        (
            say("Codebook own, row {number}", number=number),
            ["" if is_absent(cell) else without_surrogates(str(cell))[0] for cell in record],
        )
        for number, record in enumerate(frame.itertuples(index=False, name=None), 1)
    ]
    return CodebookTable("own", _rows(say("The codebook"), cells, columns, needed, say("columns")))


def shipped(name: str, file: str, columns: Sequence[str], needed: Sequence[str]) -> CodebookTable:
    """Read a codebook that comes with the library."""
    table = of_text(file, load.text(file), columns, needed)
    return CodebookTable(name, table.rows, table.text)


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CodebookError(
            "{path}: cannot be read ({why}).", path=path, why=system_reason(error)
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CodebookError(
            "{path}, line {line}: this is no UTF-8 (byte {at}). Save the codebook as "
            "UTF-8; if it is in another encoding, for example GB18030, convert it with "
            "Path({path!r}).write_text(Path({path!r}).read_text('gb18030'), 'utf-8').",
            path=path.name,
            line=line,
            at=error.start,
        ) from error


def _rows(
    name: str,
    cells: Sequence[tuple[str, Sequence[str]]],
    columns: Sequence[str],
    needed: Sequence[str],
    parted_by: str,
) -> tuple[tuple[str, dict[str, str]], ...]:
    if not cells:
        raise CodebookError(
            "{name} has no rows. A codebook begins with a line that names its columns: "
            "{needed} and, where wanted, others.",
            name=name,
            needed=_told(needed),
        )
    (where, header), *body = cells
    names = _header(where, header, columns, needed, parted_by)
    if not body:
        raise CodebookError(
            "{name} has no rows below its columns. Add one for each indicator.", name=name
        )
    return tuple((place, _row(place, names, line, parted_by)) for place, line in body)


def _header(
    where: str,
    header: Iterable[str],
    columns: Sequence[str],
    needed: Sequence[str],
    parted_by: str,
) -> list[str]:
    names = [name.strip().lower().lstrip("\ufeff") for name in header]
    missing = [name for name in needed if not set(name.split(" or ")) & set(names)]
    if missing:
        shown = joined(filter(None, names), ", ") or say("(none)")
        raise CodebookError(
            "{where}: the column {column!r} is missing; its columns are {shown}. A "
            "codebook needs {needed}.",
            where=where,
            column=missing[0].split(" or ")[0],
            shown=shown,
            needed=_told(needed),
        )
    twice = [name for name in names if name and names.count(name) > 1]
    if twice:
        raise CodebookError(
            "{where}: the column {column!r} is there twice. Remove one.",
            where=where,
            column=twice[0],
        )
    unknown = [name for name in names if name and name not in columns and name not in _NOTES]
    for name in unknown:
        near = difflib.get_close_matches(name.replace("-", "_"), columns, 1, cutoff=0.8)
        if near:
            raise CodebookError(
                "{where}: there is no column {name!r}, so its cells would ask nothing. Did you "
                "mean {near!r}?",
                where=where,
                name=name,
                near=near[0],
            )
    if unknown:
        warn(
            "{where}: the columns {columns} are none of a codebook's and ask nothing.",
            where=where,
            columns=joined(unknown, ", "),
        )
    return names


def _told(needed: Sequence[str]) -> str:
    return joined((joined(one.split(" or "), " or ") for one in needed), ", ")


def _row(where: str, names: Sequence[str], line: Sequence[str], parted_by: str) -> dict[str, str]:
    if any(cell.strip() for cell in line[len(names) :]):
        raise CodebookError(
            "{where}: {cells} cells, but {columns} columns. Look for a cell that stands in "
            "the wrong column: one of the {parted_by} is too many.",
            where=where,
            cells=len(line),
            columns=len(names),
            parted_by=parted_by,
        )
    cells = [cell.strip() for cell in line] + [""] * (len(names) - len(line))
    return dict(zip(names, cells, strict=False))


def _unpadded(line: list[str]) -> list[str]:
    return [cell.strip() for cell in line]
