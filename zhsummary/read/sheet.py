"""A table to texts, wherever it was found.

In goes a `Table`, out come its texts. A table with a column of texts (正文, 内容, text, …) gives
a text a row, the other columns as metadata. A table of figures becomes sentences: one text for
the whole, or one for each row where the rows are townships, because a text belongs to one
township alone; where townships stand in the head, the table is turned first. Rows of one township
are one text, those of several tables one below the other too. A table without a head gives its
lines as they are. Rows that sum up others are set aside. Not read: several tables side by side.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise, takewhile
from typing import Any

from zhsummary.errors import SourceError
from zhsummary.lexicons.load import rows as lexicon
from zhsummary.lexicons.load import words
from zhsummary.messages import joined, say
from zhsummary.read.columns import field_of, is_empty, known, told_twice
from zhsummary.read.formats import Part
from zhsummary.read.grid import Cell, Grid, grid_lines, is_time, role_of
from zhsummary.read.text import is_blank, without_surrogates
from zhsummary.read.units_above import is_unit_line, takes_no_unit
from zhsummary.spans import fold

_FIGURE = re.compile(
    r"[约近超逾]?[-+−(]?\d[\d,，]*(?:\.\d+)?\)?[多余]?\s*[%％]?(?:[^\d\s。，；]{0,4})"
)
_NEGATIVE = re.compile(r"[-−]\s?\d[\d,]*(?:\.\d+)?")
_IN_BRACKETS = re.compile(r"[（(].{1,10}[)）]$")
_TOLD = re.compile(r"\S{2,8}[：:]")  # 填报单位：…, 填表日期：… beside a title
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTED = re.compile(
    r"(?:(?:19|20)\d\d年?度?(?:[—\-~至到](?:19|20)?\d\d年?度?)?)?(?:各|全县|全市|全区)?(?:乡镇|镇街|镇乡|街道|县|镇|村)*"
    r"(?P<counted>[\u4e00-\u9fff]{2,14}?)(?:基本)?(?:情况)?(?:统计|汇总|一览|明细|对比|完成)*(?:情况)?表?"
)
_LONGEST_HEAD = 40
MOST_ROWS = 200_000
_LOCATED = frozenset({"doc_id", "start", "end", "text"})
_INDICATOR = re.compile(r"year|.+\([^()]+\)")
_NEAR = 40  # rows that tell whether another table begins
_NAMED = 5  # rows that a warning names by their number


#: What is said of a file that is one of our own outputs.
RESULT = say(
    "It is a result that zhsummary wrote, not a document. Keep results in a folder apart from "
    "the texts."
)


@dataclass(eq=False)
class Table:
    """A table as it was found.

    Parameters
    ----------
    grid : list of rows of cells
        What a reader sees; a merged cell stands in each place that it covers.
    numbers : list of int
        The number of each row as the file shows it.
    values : list of rows
        What the cells hold where that is more than their text (a date, a number).
    name : str
        The name of the sheet, if there are several.
    heads : int or None
        How many rows at the top are the head, where the format says so.
    tab : str
        What stands between the cells of a row that is given as it is.
    above : tuple of str
        The lines before the table, which may name the unit of its figures.
    """

    grid: Grid
    numbers: list[int]
    values: list[list[Any]] | None = None
    name: str = ""
    heads: int | None = None
    encoding: str = ""
    warnings: list[str] = field(default_factory=list)
    tab: str = "\t"
    above: tuple[str, ...] = ()


# ---------------------------------------------------------------- texts of a table


def parts(table: Table) -> list[Part]:
    """Give the texts of a table.

    Examples
    --------
    >>> rows = [["乡镇", "建会（家）", "会员"], ["河口镇", "5", "300人"], ["东河乡", "2", "30人"]]
    >>> table = Table([[Cell(text) for text in row] for row in rows], [1, 2, 3])
    >>> [(part.label, part.text, part.metadata) for part in parts(table)]
    [('row 2', '河口镇：建会5家，会员300人。\\n', {'township': '河口镇'}),
     ('row 3', '东河乡：建会2家，会员30人。\\n', {'township': '东河乡'})]
    """
    whole = len(table.grid)
    if whole > MOST_ROWS:
        raise SourceError(
            "A table of {whole} rows is too long (at most {most}). Split it.",
            whole=whole,
            most=MOST_ROWS,
        )
    blanks = _without_empty_rows(table)
    if not table.grid:
        return []
    if _is_result(_names(table.grid[:1])):
        raise SourceError(RESULT)
    titles, depth, names = _top(table)
    at = _text_column(names, table.grid[titles + depth :])
    if at is not None:
        return _texts(table, names, at, titles + depth)
    blocks = _blocks(table, blanks)
    years = [_years(block) for block in blocks]
    # figures of two years in one text would all be of one
    apart = len({year for year in years if year}) > 1
    made: dict[str, list[Part]] = {}
    for block, year in zip(blocks, years, strict=True):
        first = named_rows(block.numbers[:1])
        parts = _of_figures(block)
        if apart:
            whole = f"{table.name} {first}".strip()
            parts = [part if part.metadata else replace(part, label=whole) for part in parts]
        made.setdefault(year if apart else "", []).extend(parts)
    return _with_name(table, [part for several in made.values() for part in _gathered(several)])


def _years(table: Table) -> str:
    titles = _titles(table.grid) if table.heads is None else 0
    said = "".join(_title_lines(table.grid[:titles]))
    return " ".join(sorted(set(_ANY_YEAR.findall(said))))


def _top(table: Table) -> tuple[int, int, list[str]]:
    """Count the rows above the head and those of the head, and name the columns."""
    titles = 0 if table.heads is not None else _titles(table.grid)
    depth = table.heads if table.heads is not None else _depth(table.grid[titles:])
    return titles, depth, _names(table.grid[titles : titles + depth])


def _of_figures(table: Table) -> list[Part]:
    titles, depth, names = _top(table)
    without_nothing(table, titles + depth)
    if not depth:
        table.warnings.append(
            say("it has no head that can be told, so its lines are given as they are")
        )
    elif sum(map(_is_place, names)) > 1:
        _turn(table, titles, depth)
        depth, names = 1, [cell.text for cell in table.grid[titles]]
    place = _place_column(names, table.grid[titles + depth :])
    if place is not None:
        return _by_place(table, names, place, titles, depth)
    return _as_one(table, titles, depth)


# ---------------------------------------------------------------- several tables


def _blocks(table: Table, blanks: set[int]) -> list[Table]:
    """Part the tables that stand one below the other; a head said again is left out.

    A head that is not seen would give its columns the names of another table's. So a row that
    can only be a head begins a table, and after a title or an empty row one that may be.
    """
    if table.heads is not None or len(table.grid) < 5:
        return [table]
    first = _top(table)
    if not first[1]:
        return [table]
    starts, n = [0], first[0] + first[1] + 1
    again: set[int] = set()
    while n < len(table.grid) - 1:
        depth = first[1]
        if _names(table.grid[n : n + depth]) == first[2]:
            again |= set(range(n, n + depth))
            n += depth
        elif (size := _begins(table.grid, n, n in blanks)) > 0:
            first = _top(_rows(table, n, len(table.grid), again))
            starts.append(n)
            n += size
        n += 1
    ends = [*starts[1:], len(table.grid)]
    made = [_rows(table, start, end, again) for start, end in zip(starts, ends, strict=True)]
    main = table.grid[: _titles(table.grid)]
    if len(main) > 1:
        _entitle(made[1:], main[0], table.numbers[0])
    if len(made) > 1 or again:
        made[0].warnings = table.warnings
    return made if len(made) > 1 or again else [table]


def _begins(grid: Grid, n: int, after_blank: bool) -> int:
    """Say how many rows at a place are titles and the head of another table; 0 if none are."""
    near = grid[n : n + _NEAR]
    titles = _titles(near)
    body = near[titles:]
    depth = _depth(body)
    if not depth:
        return 0
    heads = _names(body[:depth])
    first = next((name for name in heads if name), "")
    known = [name for name in heads if role_of(name) or field_of(name) != name]
    if _is_place(first) or not (known or any(map(_IN_BRACKETS.search, heads))):
        return 0
    apart = titles > 0 or after_blank
    # 乡镇 in the column of townships is no township
    return titles + depth if apart or first in known else 0


def _rows(table: Table, start: int, end: int, without: set[int]) -> Table:
    kept = [n for n in range(start, end) if n not in without]
    values = None if table.values is None else [table.values[n] for n in kept]
    return replace(
        table,
        grid=[table.grid[n] for n in kept],
        numbers=[table.numbers[n] for n in kept],
        values=values,
        warnings=[],
    )


def _entitle(tables: list[Table], title: list[Cell], number: int) -> None:
    """Put the title of the whole sheet above tables whose own titles name no year."""
    if not _ANY_YEAR.search("".join(cell.text for cell in title[:1])):
        return
    for table in tables:
        own = table.grid[: _titles(table.grid)]
        if not any(_ANY_YEAR.search(cell.text) for row in own for cell in row):
            table.grid = [title, *table.grid]
            table.numbers = [number, *table.numbers]
            table.values = None if table.values is None else [[], *table.values]


def _gathered(made: list[Part]) -> list[Part]:
    """Make one text of what is said of one township, and of what is said of none.

    Its lines follow each other as in the file; a line that stands above several is said once.
    """
    by_place: dict[tuple[Any, ...], list[Part]] = {}
    for part in made:
        by_place.setdefault(tuple(sorted(part.metadata.items(), key=str)), []).append(part)
    return [_joined(several) for several in by_place.values()]


def _joined(several: list[Part]) -> Part:
    first = several[0]
    if len(several) == 1:
        return first
    lines: list[str] = []
    before: list[str] = []
    for part in several:
        own = part.text.splitlines()
        # the titles, which texts of one township share
        same_line = (a == b for a, b in zip(own, before, strict=False))
        lines += own[sum(takewhile(bool, same_line)) :]
        before = own
    rows = [part.label.rpartition("row ") for part in several]
    same = all(row[1] and row[0] == rows[0][0] and row[2].isdecimal() for row in rows)
    label = named_rows(int(row[2]) for row in rows) if same else first.label
    return replace(
        first,
        text="".join(f"{line}\n" for line in lines),
        warnings=tuple(dict.fromkeys(said for part in several for said in part.warnings)),
        set_aside=tuple(dict.fromkeys(said for part in several for said in part.set_aside)),
        label=rows[0][0] + label if same else label,
    )


def _with_name(table: Table, made: list[Part]) -> list[Part]:
    """Add what the name of the sheet says of texts that do not say it: a year or a township."""
    name = _closed_up(table.name)
    year = re.fullmatch(r"((?:19|20)\d\d)年?度?", name)
    township = {"township": name} if _is_place(name) else {}

    def told(part: Part) -> dict[str, Any]:
        said = {"year": int(year[1])} if year and not _ANY_YEAR.search(part.text) else {}
        return {**township, **said, **part.metadata}

    return [replace(part, metadata=told(part)) for part in made]


def _is_result(names: list[str]) -> bool:
    """Say whether column names are those of a table that we saved (facts, cells, comparison)."""
    if set(names) >= _LOCATED:
        return True
    return names[:1] == ["township"] and all(map(_INDICATOR.fullmatch, names[1:]))


def _without_empty_rows(table: Table) -> set[int]:
    """Drop the empty rows, and give the rows that stood below one."""
    kept = [n for n, row in enumerate(table.grid) if any(cell.text.strip() for cell in row)]
    numbers = [table.numbers[n] for n in kept]
    table.grid = [table.grid[n] for n in kept]
    if table.values is not None:
        table.values = [table.values[n] for n in kept]
    table.numbers = numbers
    return {n for n in range(1, len(numbers)) if numbers[n] > numbers[n - 1] + 1}


def _titles(grid: Grid) -> int:
    """Count the rows at the top that stand above the table: its title, 单位：万元."""
    count = 0
    while count < min(len(grid) - 1, 6) and _is_above(grid[count]):
        count += 1
    return count if any(len(_different(row)) > 1 for row in grid[count:]) else 0


def _is_above(row: list[Cell]) -> bool:
    """Tell whether a row has one cell only, what stands beside a title (单位：万元) apart."""
    texts = [cell.text.strip() for cell in _different(row)]
    beside = [text for text in texts if is_unit_line(text) or _TOLD.match(text)]
    return len(texts) == 1 or (bool(beside) and len(texts) - len(beside) < 2)


def _different(row: list[Cell]) -> list[Cell]:
    return list({id(cell): cell for cell in row if cell.text.strip()}.values())


def _depth(body: Grid) -> int:
    """Count the rows of the head, 0 if there is none."""
    if len(body) < 2 or not _may_be_head(body[0]):
        return 0
    depth = 1
    while depth < min(len(body) - 1, 3) and _goes_on(body, depth):
        depth += 1
    names = _names(body[:depth])
    if any(field_of(name) != name or _IN_BRACKETS.search(name) for name in names):
        return depth
    # figures below a word: the word is a head. Only words below words may be all there is
    for column, name in enumerate(names):
        below = [_cell(row, column) for row in body[depth:]]
        if name and sum(map(_is_figure, below)) > len(below) / 2:
            return depth
    return 0


def _may_be_head(row: list[Cell]) -> bool:
    texts = [cell.text.strip() for cell in _different(row)]
    return (
        len(texts) > 0
        and len(texts) == len(set(texts))
        and all(len(t) <= _LONGEST_HEAD and "。" not in t for t in texts)
        and not any(_is_figure(text) and not is_time(text) for text in texts)
    )


def _goes_on(body: Grid, depth: int) -> bool:
    """Tell whether the head has another row: a merged cell reaches into it or stands above it."""
    above, here = body[depth - 1], body[depth]
    if any(_is_figure(cell.text) and not is_time(cell.text) for cell in here):
        return False
    if any(a is b and a.text for a, b in zip(above, here, strict=False)):
        return True
    if any(a is b and a.text for a, b in pairwise(above)):
        return depth == 1
    # without merged cells: what is empty above is filled here, and the other way round
    pairs = [(_cell(above, i), _cell(here, i)) for i in range(max(len(above), len(here)))]
    return any(b and not a for a, b in pairs) and any(a and not b for a, b in pairs)


def _names(heads: Grid) -> list[str]:
    """Give the name of each column, the upper head before the lower one."""
    names: list[str] = []
    for column in range(max(map(len, heads), default=0)):
        cells = [row[column] for row in heads if column < len(row)]
        once = [cell for i, cell in enumerate(cells) if i == 0 or cell is not cells[i - 1]]
        names.append("".join("".join(cell.text.split()) for cell in once))
    return names


def _cell(row: list[Cell], column: int) -> str:
    return row[column].text.strip() if column < len(row) else ""


def _is_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(fold(text.strip())))


def _text_column(names: list[str], body: Grid) -> int | None:
    """Find the column of texts; 内容 in a table of figures names things and is none."""
    for column, name in enumerate(names):
        if field_of(name) != "text":
            continue
        cells = [_cell(row, column) for row in body]
        if name in ("text", "正文", "全文") or any(len(c) > 30 or "。" in c for c in cells):
            return column
    return None


# ---------------------------------------------------------------- a text a row


def _texts(table: Table, names: list[str], at: int, start: int) -> list[Part]:
    made = []
    empty: list[int] = []
    warnings = [*table.warnings, *told_twice([n for i, n in enumerate(names) if i != at])]
    for n in range(start, len(table.grid)):
        text, noted = without_surrogates(_cell(table.grid[n], at))
        if is_empty(text) or is_blank(text):
            empty.append(table.numbers[n])
            continue
        told, wrong = known(_others(table, names, at, n))
        label = _label(table, n)
        made.append(Part(text, table.encoding, (*warnings, *noted, *wrong), told, label))
        warnings = []
    if empty:
        said = say(
            "{rows} of column {column!r} is empty and was not read",
            rows=told_rows(empty),
            column=names[at],
        )
        made = _with_warning(made, said)
    return made


def _others(table: Table, names: list[str], at: int, n: int) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for column, name in enumerate(names):
        if column != at and name:
            value = _cell(table.grid[n], column)
            if table.values is not None and column < len(table.values[n]):
                value = table.values[n][column]
            told.setdefault(field_of(name), value)
    return told


def _label(table: Table, n: int) -> str:
    return f"{table.name} row {table.numbers[n]}".strip()


def named_rows(numbers: Iterable[int]) -> str:
    """Name rows by their numbers, the first few of many.

    Examples
    --------
    >>> named_rows([3, 5])
    'row 3, 5'
    """
    numbers = list(numbers)
    first = ", ".join(map(str, numbers[:_NAMED]))
    more = f" and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else ""
    return f"row {first}{more}"


def told_rows(numbers: Iterable[int]) -> str:
    """Say which rows, the first few of many."""
    numbers = list(numbers)
    first = joined(numbers[:_NAMED], ", ")
    if len(numbers) > _NAMED:
        return say("row {rows} and {count} more", rows=first, count=len(numbers) - _NAMED)
    return say("row {rows}", rows=first)


def _with_warning(made: list[Part], said: str) -> list[Part]:
    return [replace(made[0], warnings=(*made[0].warnings, said)), *made[1:]] if made else made


# ---------------------------------------------------------------- figures


def without_nothing(table: Table, start: int) -> None:
    """Empty the cells below a row that say nothing, and those whose sign would be lost."""
    nothing = _words("none")
    negative: list[int] = []
    for number, row in zip(table.numbers[start:], table.grid[start:], strict=True):
        for column, cell in enumerate(row):
            text = cell.text.strip()
            if text in nothing:
                row[column] = Cell()
            elif _NEGATIVE.fullmatch(fold(text)):
                # a count with a minus reads like the count: 减少5家 is not -5家
                row[column] = Cell()
                negative.append(number)
    if negative:
        where = told_rows(sorted(set(negative)))
        table.warnings.append(
            say("a number below zero in {where} was left out; see the table", where=where)
        )


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("table_words.tsv") if row["role"] == role)


def _is_place(text: str) -> bool:
    """Tell whether a cell is the name of a township: 河口镇, not 乡镇, 全镇 or 中心城镇."""
    text = _closed_up(text)
    end = next((word for word in words("township_suffixes.txt") if text.endswith(word)), "")
    front = text.removesuffix(end)
    if not end or not 1 <= len(front) <= 10 or field_of(text) != text:
        return False
    common = words("not_townships.txt")
    return front not in common and not front.endswith(tuple(w for w in common if len(w) > 1))


def places(grid: Grid) -> set[str]:
    """Give the names of townships that stand in cells of their own.

    Examples
    --------
    >>> sorted(places([[Cell("乡镇"), Cell("建会")], [Cell("河口镇"), Cell("5")]]))
    ['河口镇']
    """
    return {_closed_up(cell.text) for row in grid for cell in row if _is_place(cell.text)}


def _closed_up(text: str) -> str:
    """Take out the blanks that spread short names: 东 河 乡."""
    return "".join(text.split())


def _turn(table: Table, titles: int, depth: int) -> None:
    """Make the columns rows: townships stand in the head, what is counted in the first column.

    A column of units (家, 人) goes into the new head in brackets.
    """
    names = _names(table.grid[titles : titles + depth])
    body = table.grid[titles + depth :]
    places = [i for i, name in enumerate(names) if _is_place(name)]
    others = [i for i in range(places[0]) if field_of(names[i]) != "part"] or [0]
    units = next((i for i in others if names[i] in ("单位", "计量单位")), None)
    labels = [i for i in others if i != units]
    head = [Cell("乡镇")]
    for row in body:
        # the name of a group (merged) and of what is counted, once each
        cells = {id(row[i]): row[i].text.strip() for i in labels if i < len(row)}
        unit = _cell(row, units) if units is not None else ""
        head.append(Cell("".join(cells.values()) + (f"（{unit}）" if unit else "")))
    turned = [head]
    for place in places:
        turned.append([Cell(names[place]), *(Cell(_cell(row, place)) for row in body)])
    left = [n for i, n in enumerate(names) if i > places[0] and i not in places and n]
    if left:
        table.warnings.append(
            say(
                "the columns {columns} are of no township and were left out",
                columns="、".join(left),
            )
        )
    table.grid = [*table.grid[:titles], *turned]
    # a township is known by its column now
    table.numbers = [*table.numbers[:titles], 0, *(place + 1 for place in places)]
    table.values = None


def _place_column(names: list[str], body: Grid) -> int | None:
    """Find the column that says whose row it is."""
    by_name = [i for i, name in enumerate(names) if field_of(_plain(name)) == "township"]
    width = max(map(len, body), default=0)
    for column in (*by_name, *range(width)):
        cells = [_cell(row, column) for row in body]
        cells = [cell for cell in cells if cell and not _is_total(cell)]
        if cells and sum(map(_is_place, cells)) >= 0.8 * len(cells):
            return column
    return by_name[0] if by_name else None


def _plain(name: str) -> str:
    return _IN_BRACKETS.sub("", name)


def _is_total(text: str) -> bool:
    return _closed_up(text).startswith(tuple(_words("total")))


def _by_place(table: Table, names: list[str], place: int, titles: int, depth: int) -> list[Part]:
    """Give a text for each row, with the township that it is of."""
    made: list[Part] = []
    aside: list[str] = []
    above = _title_lines(table.grid[:titles])
    heads = _head(names, place) if depth else []
    turned = 0 in table.numbers
    counted = _counted(above, names, table.warnings)
    last = ""
    for n in range(titles + depth, len(table.grid)):
        row = table.grid[n]
        township = _closed_up(_cell(row, place))
        noted: list[str] = []
        lines = _lines(table, heads, row, [*table.above, *above], noted, counted)
        if _is_total(township) or _is_total(_cell(row, 0)):
            aside.append(f"total: {' '.join(lines)}")
            continue
        if not township or len(_different(row)) == 1:
            aside.append(f"of no township: {' '.join(lines)}")
            continue
        told, wrong = known(_of_row(table, names, n))
        told["township"] = township
        last = _label(table, n) if not turned else f"{table.name} column {table.numbers[n]}".strip()
        text = "".join(f"{line}\n" for line in [*above, *lines])
        noted_of = tuple(said for said in noted if said not in table.warnings)
        table.warnings += noted_of
        made.append(Part(text, table.encoding, tuple(wrong), told, last))
    if not made:
        return _as_one(table, titles, depth)
    first = made[0]
    told_of = tuple(table.warnings) + first.warnings
    made[0] = Part(first.text, first.encoding, told_of, first.metadata, first.label, tuple(aside))
    return made


def _of_row(table: Table, names: list[str], n: int) -> dict[str, Any]:
    """Give what a row says of its text by the library's names; figures stay in the text."""
    wanted = ("county", "year", "issuer", "topic")
    told: dict[str, Any] = {}
    for column, name in enumerate(names):
        cell = _cell(table.grid[n], column)
        if field_of(name) in wanted and not (field_of(name) == "issuer" and len(cell) < 4):
            told.setdefault(field_of(name), cell)
    return told


def _lines(
    table: Table, heads: Grid, row: list[Cell], above: list[str], noted: list[str], counted: str
) -> list[str]:
    if not heads:
        return [table.tab.join(cell.text.strip().replace("\n", " ") for cell in row)]
    return grid_lines([*heads, row], 1, above, noted, counted)


def _counted(above: list[str], names: list[str], warnings: list[str]) -> str:
    """Give what a table counts where its columns are years: 各乡镇发展会员情况 are 发展会员.

    So are they where its columns are a target and what was reached of it.
    """
    figures = [
        name
        for name in map(_plain, names)
        if is_time(name) or role_of(name) in ("plan", "done", "value")
    ]
    others = [
        name
        for name in map(_plain, names)
        if not is_time(name) and not role_of(name) and not takes_no_unit(name)
    ]
    if len(figures) < 2 or others or "label" in map(role_of, names):
        return ""
    for line in reversed(above):
        found = _COUNTED.fullmatch(_plain(line).strip("：: "))
        if found and not found["counted"].endswith(("工作", "情况")):
            warnings.append(
                say(
                    "what is counted ({counted}) is taken from {line!r} above",
                    counted=found["counted"],
                    line=line,
                )
            )
            return found["counted"]
    return ""


def _head(names: list[str], place: int | None) -> Grid:
    """Make one row of the head; a corner that was left empty stands above the places."""
    return [[Cell(name or ("乡镇" if i == place else "")) for i, name in enumerate(names)]]


def _title_lines(titles: Grid) -> list[str]:
    """Give what stands above a table, a line a row; what stands side by side stays apart."""
    return ["\t".join(" ".join(cell.text.split()) for cell in _different(row)) for row in titles]


def _as_one(table: Table, titles: int, depth: int) -> list[Part]:
    lines = _title_lines(table.grid[:titles])
    if depth:
        names = _names(table.grid[titles : titles + depth])
        body = [*_head(names, None), *table.grid[titles + depth :]]
        counted = _counted(lines, names, table.warnings)
        lines += grid_lines(body, 1, [*table.above, *lines], table.warnings, counted)
    else:
        lines += [x for row in table.grid[titles:] for x in _lines(table, [], row, [], [], "")]
    text, noted = without_surrogates("".join(f"{line}\n" for line in lines if line))
    if is_blank(text):
        return []
    return [Part(text, table.encoding, (*table.warnings, *noted), {}, table.name)]


def shown(value: Any) -> str:
    """Write a value as a reader would see it.

    Examples
    --------
    >>> shown(1200.0), shown(0.1 + 0.2), shown(True), shown(None), shown(["建会", 5])
    ('1200', '0.3', 'TRUE', '', '建会、5')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return "" if value != value or value in (float("inf"), float("-inf")) else _float(value)
    if isinstance(value, list | dict):
        try:
            return _nested(value)
        except RecursionError:  # JSON may nest deeper than Python calls
            return ""
    if isinstance(value, bytes):
        return ""
    return "" if value is None else str(value)


def _nested(value: list[Any] | dict[Any, Any]) -> str:
    if isinstance(value, list):
        return "、".join(map(shown, value))
    return json.dumps(value, ensure_ascii=False)


def _float(value: float) -> str:
    text = f"{value:.12g}"
    return f"{value:.0f}" if "e+" in text else f"{value:.12f}".rstrip("0") if "e-" in text else text
