"""A workbook (.xlsx) to tables, each cell as its reader sees it.

In goes a path, out comes a `Table` for each sheet that shows something. Of a formula the value
is taken that was last computed; links to other files are not followed. Merged cells stand in
each place that they cover, but a figure merged over several rows of the body is of none of
them. Not read: pictures, charts, comments, hidden sheets; hidden rows are read like the others.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from zhsummary.errors import SourceError
from zhsummary.messages import joined, say
from zhsummary.read.grid import Cell
from zhsummary.read.sheet import RESULT, Table, shown
from zhsummary.read.tags import look
from zhsummary.read.zipped import Archive

_MOST_PARTS = 10_000
_PIECE = 2**16
_MOST = 200_000_000  # bytes of a workbook when it is unpacked
_RATIO = 300  # how much smaller packing makes a sheet at most
_FREE = 20_000_000  # bytes below which the ratio is not looked at
_MOST_CELLS = 1_000_000
#: The most elements of a part: those of its cells, and the others (styles, merged areas).
_MOST_OF_CELLS, _MOST_TAGS = 4_000_000, 300_000
_OF_CELLS = re.compile(rb"<(?:\w{1,9}:)?(?:row|c|v|f|is|si|t|r|rPr|sz|color|rFont|b|charset)[\s/>]")
_LAST_ROW = 1_048_576  # of a sheet in any spreadsheet program
#: How many empty cells stand before each filled one at most, in a sheet of more than `_FEW` cells.
_APART, _FEW = 50, 200_000
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\b[^>]{0,80}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_RECOMPUTED = re.compile(rb'fullCalcOnLoad="(?:1|true)"')
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(spreadsheetml|officeDocument|drawingml)/")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]\-]*)[^\]]*\]|\[[^\]]*\]')


def read_workbook(path: Path) -> list[Table]:
    """Read the sheets of a workbook.

    Raises
    ------
    SourceError
        If it is no workbook, is damaged, protected by a password, or unpacks to too much.
    """
    try:
        with Archive(path) as archive:
            _check(path, archive)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of styles and extensions that are not used
                with _usual(path, archive) as usual:
                    book = _book(usual)
                    if book.properties.creator == "zhsummary":
                        raise SourceError(RESULT)
                    tables = _tables(path, book, archive)
    except SourceError:
        raise
    except Exception as error:
        if path.is_file() and not path.stat().st_size:
            raise SourceError("{path} is empty. Remove it, or fill it.", path=path) from error
        what = f"{type(error).__name__}: {str(error)[:100]}"
        raise SourceError(
            "{path} is no workbook that can be read ({what}). Save it again as .xlsx "
            "without a password, or as CSV.",
            path=path,
            what=what,
        ) from error
    return tables


def first_rows(path: Path) -> list[list[str]]:
    """Give the rows of the first sheet that shows something, each at its number.

    Raises
    ------
    SourceError
        If it is no workbook, or nothing is in it.
    """
    sheets = read_workbook(path)
    if not sheets:
        raise SourceError("{path} is empty. Remove it, or fill it.", path=path)
    rows_at = dict(zip(sheets[0].numbers, sheets[0].grid, strict=True))
    return [
        [cell.text.strip() for cell in rows_at.get(number, [])]
        for number in range(1, max(rows_at) + 1)
    ]


def _check(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse what unpacks to too much, and markup that defines its own entities."""
    infos = archive.infolist()
    if len(infos) > _MOST_PARTS:
        raise SourceError(
            "{path} has {count} parts, as no workbook has. Save it again.",
            path=path,
            count=len(infos),
        )
    size = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if size > _MOST or (size > _FREE and size > _RATIO * max(packed, 1)):
        raise SourceError(
            "{path} unpacks to {size} bytes, which is too much for a table. Remove empty "
            "rows and pictures, or save it as CSV.",
            path=path,
            size=size,
        )
    for info in infos:
        with archive.open(info) as file:
            tags = look(iter(lambda: file.read(_PIECE), b""), _OF_CELLS)
        if tags.document_type:
            raise SourceError(
                "{path} is no plain workbook: {part} has a DOCTYPE.", path=path, part=info.filename
            )
        others = tags.count - tags.plain
        if not tags.error and (tags.plain > _MOST_OF_CELLS or others > _MOST_TAGS):
            raise SourceError(
                "{path} has {count} elements at {part}, too many for a table. Remove "
                "empty cells and formats, or save it as CSV.",
                path=path,
                count=tags.count,
                part=info.filename,
            )


def _book(archive: Archive) -> Any:
    """Open a workbook by an archive of ours, which unpacks within bounds."""
    from openpyxl.reader.excel import ExcelReader

    assert archive.fp is not None
    reader = ExcelReader(archive.fp, read_only=True, data_only=True, keep_links=False)
    reader.archive = archive
    reader.read()
    return reader.wb


@contextmanager
def _usual(path: Path, archive: Archive) -> Iterator[Archive]:
    """Give a workbook in the strict variant of the format under the usual addresses of its names.

    Otherwise it would look like one without sheets. Its file is closed in the end, though a sheet
    that was refused may still be held open.
    """
    if b"purl.oclc.org/ooxml/spreadsheetml" not in archive.read("xl/workbook.xml"):
        with path.open("rb") as file, Archive(file) as usual:
            yield usual
        return
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as usual:
        for name in archive.namelist():
            usual.writestr(name, _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/",
                                             archive.read(name)))  # fmt: skip
    with Archive(made) as usual:
        yield usual


def _tables(path: Path, book: Any, archive: zipfile.ZipFile) -> list[Table]:
    made: list[Table] = []
    hidden: list[str] = []
    later = _RECOMPUTED.search(archive.read("xl/workbook.xml")) is not None
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
            continue
        table = _table(path, sheet)
        if not any(cell.text for row in table.grid for cell in row):
            continue
        areas, formulas = _of_markup(archive, getattr(sheet, "_worksheet_path", ""))
        _merge(table, areas)
        if formulas and later:
            table.warnings.append(
                say(
                    "it has formulas whose values may not have been computed; open and save it in "
                    "the spreadsheet program"
                )
            )
        made.append(table)
    if len(made) > 1:
        for table in made:
            table.warnings = [
                say("sheet {name}: {said}", name=table.name, said=said) for said in table.warnings
            ]
    else:
        for table in made:
            table.name = ""
    if hidden and made:
        made[0].warnings.append(
            say("hidden sheets were not read: {sheets}", sheets="、".join(hidden))
        )
    return made


def _table(path: Path, sheet: Any) -> Table:
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    table = Table([], [], [], sheet.title)
    unknown: list[str] = []
    count = filled = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > _LAST_ROW:
            raise SourceError(
                "{path} has a row {number}, as no sheet has. Save it again.",
                path=path,
                number=number,
            )
        places = [place for place, cell in enumerate(row, 1) if cell.value is not None]
        if not places:
            continue
        row = row[: places[-1]]
        filled += len(places)
        count += len(row)
        if count > _MOST_CELLS:
            raise SourceError(
                "{path} has more than {most} cells. Split it.", path=path, most=_MOST_CELLS
            )
        if count > _FEW and count > _APART * filled:
            raise SourceError(
                "{path} has {filled} cells that stand too far apart to be a table (row "
                "{number}). Remove the stray ones, or save it as CSV.",
                path=path,
                filled=filled,
                number=number,
            )
        values = [cell.value for cell in row]
        assert table.values is not None
        table.values.append(values)
        table.numbers.append(number)
        table.grid.append([Cell(_seen(cell, unknown)) for cell in row])
        table.warnings += [
            say("row {number} shows an error ({value})", number=number, value=value)
            for value in values
            if isinstance(value, str) and re.fullmatch(r"#[A-Z/0!?]{3,8}", value)
        ][:1]
    if unknown:
        table.warnings.append(
            say(
                "numbers in the format {form!r} are given as stored, or left out if it scales",
                form=unknown[0],
            )
        )
    return table


def _of_markup(archive: zipfile.ZipFile, name: str) -> tuple[list[tuple[int, int, int, int]], bool]:
    """Give the merged areas of a sheet (rows and columns from 1) and whether it has formulas."""
    areas: list[tuple[int, int, int, int]] = []
    formulas = False
    before = b""
    with archive.open(name.lstrip("/")) as file:
        while block := file.read(1 << 20):
            block = before + block
            formulas = formulas or _FORMULA.search(block) is not None
            # what is cut by the end of a block is read with the next one
            cut = block.rfind(b"<")
            before, block = block[max(cut, 0) :], block[: max(cut, 0)]
            areas += [_area(found) for found in _MERGED.finditer(block)]
            before = before[-4096:]
    areas += [_area(found) for found in _MERGED.finditer(before)]
    return areas[:100_000], formulas


def _area(found: re.Match[bytes]) -> tuple[int, int, int, int]:
    return int(found[2]), _column(found[1]), int(found[4]), _column(found[3])


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _merge(table: Table, areas: list[tuple[int, int, int, int]]) -> None:
    """Put a merged cell into each place that it covers, as far as the table reaches."""
    places = {number: n for n, number in enumerate(table.numbers)}
    top = table.numbers[0] if table.numbers else 0
    room = _MOST_CELLS
    several: list[int] = []
    for first, left, last, right in areas:
        if first not in places or left > len(table.grid[places[first]]):
            continue
        cell = table.grid[places[first]][left - 1]
        if last > first and first > top and _is_number(table.values, places[first], left):
            several.append(first)
            table.grid[places[first]][left - 1] = Cell()
            continue
        for n in range(places[first], bisect_right(table.numbers, last)):
            row = table.grid[n]
            wide = min(right, max(len(row), right if right < 300 else 0))
            room -= max(wide, 1)
            if room < 0:
                table.warnings.append(
                    say("merged cells after row {first} are read as single ones", first=first)
                )
                return
            row += [Cell() for _ in range(wide - len(row))]
            row[left - 1 : wide] = [cell] * (wide - left + 1)
    if several:
        rows = joined(several[:5], ", ")
        table.warnings.append(
            say("a figure that covers several rows from row {rows} was left out", rows=rows)
        )


def _is_number(values: list[list[Any]] | None, n: int, column: int) -> bool:
    value = values[n][column - 1] if values is not None else None
    return isinstance(value, (int, float)) and not isinstance(value, bool)


# ---------------------------------------------------------------- numbers as they are shown


def _seen(cell: Any, unknown: list[str]) -> str:
    value = cell.value
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return _date(value, cell.number_format or "")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        written = number_as_shown(value, cell.number_format or "General")
        if written is None:
            if cell.number_format not in unknown:
                unknown.append(cell.number_format)
            # a format that scales (0!.0, shows 12.3 for 123456) must not be guessed
            return "" if any(sign in cell.number_format for sign in ',%!\\"') else shown(value)
        return written
    return shown(value).strip()


def _date(value: dt.datetime | dt.date | dt.time, style: str) -> str:
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if "年" in style:
        said = f"{value.year}年"
        said += f"{value.month}月" if "月" in style else ""
        return said + (f"{value.day}日" if "日" in style else "")
    if isinstance(value, dt.datetime) and (value.hour or value.minute):
        return value.isoformat(" ", "minutes")
    return value.strftime("%Y-%m-%d") if value.year > 999 else str(value)


def number_as_shown(value: float, style: str) -> str | None:
    """Write a number as its format shows it; None for a format that is not known.

    A negative number has a minus whatever its format, and a zero is 0 where the format shows a
    dash: the two must not be lost.

    Examples
    --------
    >>> number_as_shown(0.85, "0%"), number_as_shown(1200.0, "General")
    ('85%', '1200')
    >>> number_as_shown(1234.5, "#,##0.00"), number_as_shown(7, '0"家"')
    ('1,234.50', '7家')
    """
    section = style.split(";")[0]
    if section.strip() in ("General", "@", "") or section == "GENERAL":
        return shown(value)
    before, pattern, after = _cut(section)
    found = re.fullmatch(
        r"([#0?]*)(?:(,)(?=[#0?]))?([#0?]*)(?:\.([#0?]*))?(,*)(%?)", pattern.replace(" ", "")
    )
    if found is None or not re.search("[#0?]", pattern):
        return None
    places = found[4] or ""
    scale = Decimal(1000) ** len(found[5])
    try:
        number = Decimal(repr(value)) * (100 if found[6] else 1) / scale
        number = number.quantize(Decimal(1).scaleb(-len(places)), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return None
    digits = f"{abs(number):,f}" if found[2] else f"{abs(number):f}"
    least = len(places.rstrip("#?"))
    if places and least < len(places):
        whole, _, part = digits.partition(".")
        part = part[:least] + part[least:].rstrip("0")
        digits = f"{whole}.{part}" if part else whole
    minus = "-" if number < 0 else ""
    return f"{before}{minus}{digits}{found[6]}{after}".strip()


def _cut(section: str) -> tuple[str, str, str]:
    """Cut a format into the words before, the places of the number and the words after."""
    before, pattern, after = "", "", ""
    at = 0
    while at < len(section):
        found = _LITERAL.match(section, at)
        if found:
            word = found[1] or found[2] or found[3] or ""
            before, after = (before, after + word) if pattern else (before + word, after)
            at = found.end()
            continue
        sign = section[at]
        at += 1
        if sign in "#0?.,% " or sign.isascii():
            if after.strip() and sign in "#0?.,":
                return "", "unknown", ""  # a word among the places
            pattern += sign
        elif pattern:
            after += sign
        else:
            before += sign
    return before, pattern, after
