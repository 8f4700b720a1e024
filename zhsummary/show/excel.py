"""Sheets to a workbook: numbers as numbers, texts as texts, cells that link.

In go sheets of plain values, out comes an ``.xlsx`` file. A text is never taken for a
formula, whatever it begins with. Control characters, which a workbook cannot hold, are
left out of its cells.
"""

from __future__ import annotations

import re
import struct
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhsummary.errors import SourceError
from zhsummary.show.chinese import named_all
from zhsummary.show.files import write
from zhsummary.show.text import cut, width
from zhsummary.tables import is_absent

_WIDEST = 60
_LINE = 15.5  # points of a line of a head
_HEAD = 12  # half-width characters of a line of the head of a column of numbers
_MEASURED = 200  # rows that decide how wide a column is
_LONGEST = 32_767  # the most characters that a cell of a workbook holds
_LONGEST_TIP = 255
_MOST_ROWS = 1_048_576
_MOST_LINKS = 65_530  # with more of them on a sheet, Excel calls the file damaged
_AMOUNTS = frozenset({"value", "low", "high"})
_FILLS = {
    "vague": "DCE8FD",
    "words": "F0DDF4",
    "masked": "D9D9D9",
    "conflict": "F8D3CF",
    "corrected": "E1BEE7",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Linked:
    """A value that links to a row (counted from 1, the header's) of another sheet.

    `look` is what is vague about it (``vague words masked conflict corrected``); it colours
    the cell. `tip` is shown when one hovers.
    """

    value: Any
    sheet: str
    row: int
    look: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, a header, its rows, and how many columns stay in sight.

    The numbers of the columns `amounts` (counted from 0) have their thousands parted.
    """

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Any]] = field(default_factory=list)
    frozen: int = 0
    amounts: Collection[int] = ()

    @classmethod
    def of(cls, name: str, frame: Any, *, frozen: int = 0) -> Sheet:
        """Make a sheet of a frame with Chinese heads, its index left out."""
        amounts = [place for place, column in enumerate(frame.columns) if column in _AMOUNTS]
        header = named_all("column", map(str, frame.columns))
        return cls(name, header, frame.values.tolist(), frozen, amounts)


def write_workbook(path: str | Path, sheets: Iterable[Sheet]) -> None:
    """Write sheets to a workbook.

    Raises
    ------
    SourceError
        If the file cannot be written, for example because it is open in Excel.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "zhsummary"
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write_sheet(book.create_sheet(sheet.name), sheet)
    write(path, lambda target: _save(book, target))


def _save(book: Any, target: Path) -> None:
    try:
        book.save(target)
    except (ValueError, struct.error) as error:
        # the parts of a workbook are dated as in a zip archive, which knows 1980 to 2107
        if 1980 <= time.localtime().tm_year <= 2107:
            raise
        raise SourceError(
            "{target}: a workbook cannot be dated {year}. Set the clock of the computer "
            "right, or write CSV.",
            target=target,
            year=time.localtime().tm_year,
        ) from error


def _write_sheet(page: Any, sheet: Sheet) -> None:
    if len(sheet.rows) >= _MOST_ROWS:
        raise SourceError(
            "The sheet {sheet} would have {count} rows; a workbook holds {most}. Write "
            "CSV, or compare fewer documents.",
            sheet=sheet.name,
            count=len(sheet.rows),
            most=_MOST_ROWS,
        )
    links = 0
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    lines = 1
    for column, name in enumerate(sheet.header, start=1):
        head = page.cell(1, column)
        _write(head, name)
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        cells = [row[column - 1] for row in sheet.rows[:_MEASURED]]
        shown = cut(name, _HEAD) if column - 1 in sheet.amounts else name  # it is wrapped
        wide = _fitting(shown, cells)
        page.column_dimensions[get_column_letter(column)].width = wide
        lines = max(lines, -(-width(name) // (wide - 1)))
    page.row_dimensions[1].height = _LINE * lines
    at_the_right = Alignment(horizontal="right")  # ≈300 stands among numbers
    for line, row in enumerate(sheet.rows, start=2):
        for column, value in enumerate(row, start=1):
            links += isinstance(value, Linked)
            if isinstance(value, Linked) and links > _MOST_LINKS:
                value = value.value
            cell = page.cell(line, column)
            _write(cell, value)
            if column - 1 not in sheet.amounts:
                continue
            if isinstance(cell.value, str):
                cell.alignment = at_the_right
            elif isinstance(cell.value, int | float):
                cell.number_format = "#,##0" if float(cell.value).is_integer() else "#,##0.######"
    page.freeze_panes = page.cell(2, sheet.frozen + 1)
    page.page_setup.orientation = "landscape"
    page.print_title_rows = "1:1"
    if sheet.frozen:
        page.print_title_cols = f"A:{get_column_letter(sheet.frozen)}"
    if sheet.rows:
        page.auto_filter.ref = page.dimensions


def _write(cell: Any, value: Any) -> None:
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.hyperlink import Hyperlink

    if isinstance(value, Linked):
        place = f"'{value.sheet}'!A{value.row}"
        tip = _writable(value.tip)[:_LONGEST_TIP] or place
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, tooltip=tip)
        if value.look in _FILLS:
            cell.fill = PatternFill("solid", fgColor=_FILLS[value.look])
        value = value.value
    if is_absent(value):
        return
    if isinstance(value, bool | int | float):
        cell.value = value
    else:
        cell.value = _writable(str(value))
        cell.data_type = "s"  # a text that begins with = would be a formula otherwise


def _writable(text: str) -> str:
    return _CONTROL.sub("", text)[:_LONGEST]


def _fitting(name: str, cells: Sequence[Any]) -> int:
    shown = (str(cell.value if isinstance(cell, Linked) else cell) for cell in cells)
    return min(_WIDEST, max(6, width(name), *(width(text[:_WIDEST]) for text in shown), 0) + 1)
