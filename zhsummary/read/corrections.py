"""`corrections.tsv` beside the texts: what the analyst set right, a row a field.

In goes a file (tab-separated, CSV or `.xlsx`), out come `Correction` values as they were written,
and a problem for each row that cannot be one. Whether the words are found and the value makes
sense is for `zhsummary.facts.corrections` to say. The same rows are written here.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from zhsummary.errors import ColumnError, SourceError
from zhsummary.lexicons.load import rows
from zhsummary.messages import joined, say
from zhsummary.read.model import Correction, Problem
from zhsummary.read.text import read_text

#: The file beside the texts; the first that is there is used.
CORRECTIONS = ("corrections.tsv", "corrections.csv", "corrections.xlsx")
#: What is said of a document; the other fields are a figure's.
OF_DOCUMENT = frozenset({"township", "year"})
#: The columns of the file, in their order.
COLUMNS = tuple(each.name for each in fields(Correction) if each.name != "place")


def read_corrections(path: Path, shown: str = "") -> tuple[list[Correction], list[Problem]]:
    """Read a file of corrections.

    Parameters
    ----------
    path : path
        Tab- or comma-separated in UTF-8 or GB18030, or `.xlsx`. The first row names the columns
        ``doc_id words field value`` and perhaps ``note by when``; lines that begin with ``#`` are
        comments.
    shown : str, optional
        The name by which problems call it.

    Returns
    -------
    tuple
        The corrections in their order, and what is wrong with the other rows.

    Raises
    ------
    SourceError
        If the file cannot be read.
    ColumnError
        If a column that is needed is missing.
    """
    name = shown or str(path)
    noted: tuple[str, ...] = ()
    if path.suffix.lower() == ".xlsx":
        from zhsummary.read.workbook import first_rows  # openpyxl is slow to import

        body = list(enumerate(first_rows(path), start=1))
    else:
        text, _, noted = read_text(path)
        body = list(_records(text, name))
    problems = [Problem(name, reason, False) for reason in noted]
    body = [(n, r) for n, r in body if any(map(str.strip, r)) and not r[0].startswith("#")]
    if not body:
        return [], problems
    columns = _columns(body[0][1], name)
    if columns is None:
        columns = list(COLUMNS)
    else:
        problems += [Problem(name, reason, False) for reason in _unused(body[0][1], columns)]
        body = body[1:]
    made = []
    for line, cells in body:
        try:
            made.append(
                _correction(columns, cells, say("{name}, line {line}", name=name, line=line))
            )
        except SourceError as error:
            reason = say("line {line}: {error}; the row was left out", line=line, error=error)
            problems.append(Problem(name, reason, False))
    return made, problems


def written(corrections: Iterable[Correction], delimiter: str = "\t") -> str:
    """Give corrections as the text of a file that `read_corrections` reads, with its explanation.

    Examples
    --------
    >>> seen = Correction("青石镇-2023", "发展会员【318名】", "value", "381")
    >>> print(written([seen]).splitlines()[-1].replace("\\t", " | "))
    青石镇-2023 | 发展会员【318名】 | value | 381 |  |  |
    """
    explained = [f"# {row['name']}: {row['takes']}" for row in _names("column")]
    explained += [f"#   {row['name']}: {row['takes']}" for row in _names("field")]
    body = _line(COLUMNS, delimiter) + "".join(line_of(each, delimiter) for each in corrections)
    return "\n".join(explained) + "\n" + body


def line_of(correction: Correction, delimiter: str = "\t") -> str:
    """Give the line of a file that says a correction.

    A cell that a spreadsheet program would take for a formula gets an apostrophe before it.
    """
    cells = [" ".join(getattr(correction, name).split()) for name in COLUMNS]
    return _line([f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells], delimiter)


def cell_of(value: Any) -> str:
    """Write a value as a cell of the file: what is given in code need not be text.

    Examples
    --------
    >>> cell_of(381), cell_of(86000.0), cell_of(True), cell_of(None), cell_of(" 年报 ")
    ('381', '86000', 'yes', '-', '年报')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return "-" if value != value else format(Decimal(f"{value:.15g}"), "f")
    return "-" if value is None else " ".join(str(value).split())


def known_name(of: str, name: Any) -> str | None:
    """Give the library's name of a column, a field or a field's value; None if there is none.

    Examples
    --------
    >>> known_name("field", "单位"), known_name("modality", "Planned"), known_name("field", "x")
    ('unit', 'planned', None)
    """
    return _also(of).get(str(name).strip().lower())


def names(of: str) -> tuple[str, ...]:
    """Give the library's names of the columns, the fields or a field's values."""
    return tuple(row["name"] for row in _names(of))


#: What a spreadsheet program would run, and what would be a comment; '=… is itself with one more.
_FORMULA = re.compile(r"'*(?:[=+@#＝＋＠]|[-－][^\d.])")


def _names(of: str) -> list[dict[str, str]]:
    return [row for row in rows("correction_names.tsv") if row["of"] == of]


@cache
def _also(of: str) -> dict[str, str]:
    return {
        known.lower(): row["name"]
        for row in _names(of)
        for known in (row["name"], *row["also"].split())
    }


def _line(cells: Iterable[str], delimiter: str) -> str:
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return held.getvalue()


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Give each record with the line that it begins on.

    A quotation mark that is not closed would swallow the rows below it: then each line is read
    for itself.
    """
    delimiter = _delimiter(text)
    try:
        reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
        found, line = [], 1
        for record in reader:
            found.append((line, record))
            line = reader.line_num + 1
    except csv.Error:
        lines = enumerate(text.split("\n"), start=1)
        quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
        try:
            found = [
                (n, record)
                for n, line in lines
                for record in csv.reader([line], delimiter=delimiter, quoting=quoting)
            ]
        except csv.Error as error:
            raise SourceError(
                "{path} is no table: {error}. Save it as CSV in UTF-8.", path=name, error=error
            ) from error
    yield from found


def _delimiter(text: str) -> str:
    lines = [line for line in text.split("\n") if line.strip() and line.lstrip('"')[:1] != "#"]
    return max("\t,;，", key=(lines[0] if lines else "").count)


def _columns(cells: list[str], name: str) -> list[str] | None:
    """Give the columns that the first row names; None where it is a correction already."""
    found = [known_name("column", cell.lstrip("\ufeff")) or "" for cell in cells]
    wanted = COLUMNS[:4]
    missing = [column for column in wanted if column not in found]
    if not missing:
        return [n if n not in found[:i] else "" for i, n in enumerate(found)]
    pasted = len(cells) >= len(wanted) and known_name("field", cells[2])
    if pasted and not {"doc_id", "words", "field"} & {*found}:
        return None
    raise ColumnError(
        "{name} has no column {missing}; its first row is {row}. Begin it with a row "
        "that names {wanted}.",
        name=name,
        missing="、".join(missing),
        row="、".join(cells)[:80],
        wanted=joined(wanted, ", "),
    )


def _unused(cells: list[str], columns: list[str]) -> Iterator[str]:
    for cell, column in zip(cells, columns, strict=True):
        if cell.strip() and not column:
            yield say(
                "the column {column} is not used; its columns are {columns}",
                column=cell.strip(),
                columns=joined(COLUMNS, ", "),
            )


def _correction(columns: list[str], cells: list[str], place: str) -> Correction:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise SourceError(
            "it has {cells} cells and the header {columns}. Put cells that hold the "
            "delimiter into quotation marks",
            cells=len(cells),
            columns=len(columns),
        )
    told = dict.fromkeys(COLUMNS, "")
    for column, cell in zip(columns, cells, strict=False):
        if column:
            told[column] = _plain(cell)
    told["doc_id"] = told["doc_id"].replace("\\", "/").removeprefix("./")
    wanted = known_name("field", told["field"])
    if not told["doc_id"]:
        raise SourceError("it names no document. Write its name into the column doc_id")
    if wanted is None:
        raise SourceError(
            "the field {field!r} cannot be corrected. Write one of {fields}",
            field=told["field"],
            fields=joined(names("field"), ", "),
        )
    if not told["words"] and wanted not in OF_DOCUMENT:
        raise SourceError("it has no words. Copy the figure with some of its sentence")
    if not told["value"]:
        raise SourceError(
            "it gives no {wanted}. Write what is right, or - where nothing is", wanted=wanted
        )
    return Correction(**told | {"field": wanted}, place=place)


def _plain(cell: str) -> str:
    cell = " ".join(cell.split())
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell
