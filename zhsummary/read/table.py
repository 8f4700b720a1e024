"""Tables in files of their own (.csv, .tsv, .xlsx, .jsonl, .parquet) to texts.

In goes a file, out come its texts: what becomes of a table is `sheet`'s to say, workbooks are
opened in `workbook`. The delimiter of a text table is found by how evenly it cuts the rows.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from zhsummary.errors import MissingExtraError, SourceError
from zhsummary.messages import say
from zhsummary.read.formats import Part
from zhsummary.read.grid import Cell, Grid
from zhsummary.read.sheet import MOST_ROWS, Table, parts, shown, told_rows
from zhsummary.read.text import read_text, without_surrogates

#: How many cells may stand empty for each one that is filled, in a table of more than `_FEW`.
_APART, _FEW = 20, 1_000_000
#: The most values of a Parquet file, the bytes that they unpack to, and how many rows at once.
_MOST_VALUES, _MOST_TEXT, _AT_ONCE = 5_000_000, 400_000_000, 100
#: The most characters that the texts of a table have together: one cell may stand for many.
_MOST_CHARACTERS = 200_000_000


def read_parts(path: Path, encoding: str | None = None) -> list[Part]:
    """Read a table.

    Raises
    ------
    SourceError
        If it cannot be opened, is no table, or has nothing in it.
    MissingExtraError
        If it is a parquet file and pyarrow is not installed.
    """
    tables = _tables(path, encoding)
    _bounded(path, sum(len(cell.text) for t in tables for row in t.grid for cell in row))
    try:
        made = [part for table in tables for part in parts(table)]
    except SourceError as error:
        raise SourceError("{path} was not read. {error}", path=path, error=error) from error
    if not made:
        raise SourceError("{path} holds no text and no figures. Remove it, or fill it.", path=path)
    _bounded(path, sum(len(part.text) for part in made))
    return made


def _bounded(path: Path, characters: int) -> None:
    """Refuse a table that holds too much, before and after sentences are made of its cells."""
    if characters > _MOST_CHARACTERS:
        raise SourceError(
            "{path} holds more than {most} characters of text. Split it.",
            path=path,
            most=_MOST_CHARACTERS,
        )


def _tables(path: Path, encoding: str | None) -> list[Table]:
    suffix = path.suffix.lower()
    if suffix in (".xlsx", ".xlsm"):
        from zhsummary.read.workbook import read_workbook  # openpyxl is slow to import

        return read_workbook(path)
    if suffix == ".parquet":
        return [_parquet(path)]
    text, name, noted = read_text(path, encoding)
    table = _objects(path, text) if suffix == ".jsonl" else _records(path, text, suffix)
    table.encoding = name
    table.warnings[:0] = noted
    return [table]


# ---------------------------------------------------------------- .csv, .tsv


def _records(path: Path, text: str, suffix: str) -> Table:
    """Read the records of a text table; the delimiter is the one that cuts its rows alike."""
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)", first.strip())
    body = rest if told else text
    delimiter = told[1] if told else _delimiter(body, suffix)
    warnings: list[str] = []
    try:
        records = _split(body, delimiter, strict=True)
    except csv.Error as error:
        warnings.append(
            say(
                "its quotation marks are not all closed ({error}); a cell may hold several rows",
                error=error,
            )
        )
        try:
            records = _split(body, delimiter, strict=False)
        except csv.Error as worse:
            raise SourceError(
                "{path} is no table: {error}. Save it as CSV in UTF-8.", path=path, error=worse
            ) from worse
    shift = 2 if told else 1
    grid = [[Cell(cell.strip()) for cell in record] for record in records]
    numbers = list(range(shift, shift + len(grid)))
    _check_widths(grid, numbers, warnings)
    return Table(grid, numbers, warnings=warnings, tab=delimiter)


def _split(text: str, delimiter: str, strict: bool) -> list[list[str]]:
    lines = text.split("\n")
    limit = csv.field_size_limit(sys.maxsize >> 33)
    try:
        return list(csv.reader((f"{x}\n" for x in lines), delimiter=delimiter, strict=strict))
    finally:
        csv.field_size_limit(limit)


def _delimiter(text: str, suffix: str) -> str:
    """Choose the sign that cuts most of the first rows into the same number of cells."""
    sample = text[:60_000]
    head = sample.split("\n", 1)[0]
    best, delimiter = (0.0, 0), "\t" if suffix == ".tsv" else ","
    for sign in ("\t", ",", ";", "，", "|"):
        if sign not in head:
            continue
        widths = [len(record) for record in _split(sample, sign, strict=False)[:100] if record]
        width, count = Counter(widths).most_common(1)[0]
        score = (round(count / len(widths), 1), width)
        if width > 1 and score > best:
            best, delimiter = score, sign
    return delimiter


def _check_widths(grid: Grid, numbers: list[int], warnings: list[str]) -> None:
    filled = [(n, len(row)) for n, row in zip(numbers, grid, strict=True) if row]
    if len(filled) < 3:
        return
    usual = Counter(width for _, width in filled).most_common(1)[0][0]
    wider = [n for n, width in filled if width > usual]
    if wider and usual > 1:
        warnings.append(
            say(
                "{rows} has more cells than the others; put cells that hold the delimiter into "
                "quotation marks",
                rows=told_rows(wider),
            )
        )


# ---------------------------------------------------------------- .jsonl, .parquet


def _objects(path: Path, text: str) -> Table:
    """Read an object a line; a line that is none is named and left out."""
    found: list[tuple[int, dict[str, Any]]] = []
    wrong: list[int] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            found.append((number, value))
        else:
            wrong.append(number)
    if not found:
        raise SourceError(
            "{path} has no line with a JSON object. Write one object a line.", path=path
        )
    names = list(dict.fromkeys(name for _, value in found for name in value))
    filled = sum(len(value) for _, value in found)
    if len(names) * len(found) > _FEW + _APART * filled:
        raise SourceError(
            "{path} has {names} different keys in {found} objects, as no table has. Give "
            "its objects the same keys.",
            path=path,
            names=len(names),
            found=len(found),
        )
    table = _of_values(names, [[value.get(name) for name in names] for _, value in found])
    table.numbers = [0, *(number for number, _ in found)]
    if wrong:
        table.warnings.append(
            say("{rows} is no JSON object and was left out", rows=told_rows(wrong))
        )
    return table


def _of_values(names: list[str], body: list[list[Any]]) -> Table:
    cells = [[Cell(shown(value)) for value in row] for row in body]
    grid = [[Cell(without_surrogates(name)[0]) for name in names], *cells]
    return Table(grid, list(range(len(grid))), [list(names), *body], heads=1)


def _parquet(path: Path) -> Table:
    try:
        import pyarrow.parquet as parquet  # pyright: ignore[reportMissingImports]
    except ImportError as error:
        raise MissingExtraError(
            "{path} needs pyarrow. Install it: pip install zhsummary[parquet]; or save the "
            "table as CSV.",
            path=path,
        ) from error
    try:
        with parquet.ParquetFile(path) as file:
            names = list(file.schema_arrow.names)
            _check_cells(path, file.schema, names)
            _check_size(path, file.metadata, len(names))
        # equal texts are packed once, and stay so
        with parquet.ParquetFile(path, read_dictionary=names) as file:
            columns = _columns_of(path, file, len(names))
    except SourceError:
        raise
    except Exception as error:
        raise SourceError(
            "{path} is no parquet file that can be read: {error}. Save it again, or as CSV.",
            path=path,
            error=str(error)[:120],
        ) from error
    return _of_values(list(map(str, names)), [list(row) for row in zip(*columns, strict=True)])


def _check_cells(path: Path, schema: Any, names: list[str]) -> None:
    """Refuse a column of which a cell may hold any number of values."""
    for column in map(schema.column, range(len(schema.names))):
        if column.max_repetition_level or column.path not in names:
            raise SourceError(
                "{path} has several values in a cell of the column {name}. Keep one a cell, or "
                "leave the column out.",
                path=path,
                name=column.path.partition(".")[0],
            )


def _check_size(path: Path, metadata: Any, width: int) -> None:
    """Refuse what unpacks to too much, by what the file says of its rows."""
    # what a group says of its columns is not asked: where it is damaged, pyarrow ends the process
    groups = (metadata.row_group(n) for n in range(metadata.num_row_groups))
    size = sum(group.total_byte_size for group in groups)
    values = width * metadata.num_rows
    if metadata.num_rows > MOST_ROWS:
        raise SourceError(
            "{path} has {count} rows (at most {most}). Split it.",
            path=path,
            count=metadata.num_rows,
            most=MOST_ROWS,
        )
    if values > _MOST_VALUES or size > _MOST_TEXT:
        raise SourceError(
            "{path} has {values} values in {size} bytes, which is too much for a table. Split it.",
            path=path,
            values=values,
            size=size,
        )


def _columns_of(path: Path, file: Any, width: int) -> list[list[Any]]:
    """Read the columns a few rows at a time, so that what is packed well is refused in time."""
    columns: list[list[Any]] = [[] for _ in range(width)]
    left = _MOST_TEXT
    for batch in file.iter_batches(batch_size=_AT_ONCE):
        left -= batch.nbytes
        for column, made in zip(batch.columns, columns, strict=True):
            if left < 0:
                raise SourceError(
                    "{path} unpacks to more than {most} bytes. Split it.",
                    path=path,
                    most=_MOST_TEXT,
                )
            if hasattr(column, "dictionary"):
                texts = column.dictionary.to_pylist()
                made += [None if at is None else texts[at] for at in column.indices.to_pylist()]
            else:
                made += column.to_pylist()
    return columns
