"""The rows of a table to lines of text from which figures can be read.

In goes a grid of cells (a merged cell stands in each place that it covers), out come lines.
A table with a head gives one sentence a row: what the row names, then each head with its
cell (``城关社区：建会5家，会员300人。``). A table without a head gives its cells with tabs
between. No cell is left out but running numbers (序号) and the repetition of a merged cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from zhsummary.lexicons.load import rows as lexicon

_FIGURE = re.compile(r"[约近超逾达第]?[-+−]?[\d０-９][\d０-９,，.．]*\s*(?P<unit>\S{0,6})")
_BARE = re.compile(r"[-+−]?[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?[多余]?[万亿]?")
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:度)?\S{0,8}")
_UNIT_IN_HEAD = re.compile(r"[（(](?:单位[：:])?([^（()）\d]{1,8})[)）]$")
_STOPS = "。！？；"
_LONGEST_HEAD = 24


@dataclass(eq=False)
class Cell:
    """The text of a cell; the same object stands in every place that a merged cell covers."""

    text: str = ""


Grid = list[list[Cell]]


def grid_lines(grid: Grid, heads: int = 0) -> list[str]:
    """Give the lines that say what a table says.

    Parameters
    ----------
    grid : list of rows of cells
        Rows may differ in length.
    heads : int
        How many rows at the top the document declares to be the head; 0 where it says nothing.

    Examples
    --------
    >>> rows = [["村社", "建会（家）", "会员"], ["城关社区", "5", "300人"], ["东河村", "2", "30人"]]
    >>> grid_lines([[Cell(text) for text in row] for row in rows])
    ['城关社区：建会5家，会员300人。', '东河村：建会2家，会员30人。']
    >>> grid_lines([[Cell("单位名称"), Cell("东河村"), Cell("职工"), Cell("30人")]])
    ['单位名称\\t东河村\\t职工\\t30人']
    """
    body = [row for row in grid if any(cell.text.strip() for cell in row)]
    lines: list[str] = []
    while body and _is_one(body[0]):
        lines.append(body.pop(0)[0].text.strip())
        heads -= 1
    depth = max(heads, _depth(body))
    names = _names(body[:depth])
    if not names or not _is_head(names, body[depth:], heads > 0):
        return lines + [_tabbed(row) for row in body]
    roles = _roles(names, body[depth:])
    return lines + [
        line
        for above, row in pairwise(body[depth - 1 :])
        for line in _row_lines(row, above, names, roles)
    ]


def _is_one(row: list[Cell]) -> bool:
    """Tell whether a row is a single cell across the table: its title, or a note."""
    return len(row) > 0 and all(cell is row[0] for cell in row)


def _tabbed(row: list[Cell]) -> str:
    once = [cell for i, cell in enumerate(row) if i == 0 or cell is not row[i - 1]]
    return "\t".join(cell.text.strip().replace("\n", " ") for cell in once).strip()


def _depth(body: Grid) -> int:
    """Count the rows of the head: merged cells of the first row reach down or ask for a second."""
    if len(body) < 2:
        return 0
    depth = 1
    while depth < min(len(body) - 1, 3) and _reaches_down(body, depth):
        depth += 1
    first = body[0]
    wide = any(cell is after for cell, after in pairwise(first))
    if depth == 1 and wide and len(body) > 2 and not any(_is_figure(c.text) for c in body[1]):
        return 2
    return depth


def _reaches_down(body: Grid, depth: int) -> bool:
    above, below = body[depth - 1], body[depth]
    return any(a is b for a, b in zip(above, below, strict=False))


def _names(heads: Grid) -> list[str]:
    """Give the head of each column, upper and lower heads joined."""
    names: list[str] = []
    for column in range(max((len(row) for row in heads), default=0)):
        cells = [row[column] for row in heads if column < len(row)]
        once = [cell for i, cell in enumerate(cells) if i == 0 or cell is not cells[i - 1]]
        names.append("".join("".join(cell.text.split()) for cell in once))
    return names


def _is_head(names: list[str], body: Grid, declared: bool) -> bool:
    """Tell whether the first row names the columns: short words, no figures, figures below."""
    if len(names) < 2 or not body:
        return False
    if any(not name or len(name) > _LONGEST_HEAD or name[-1] in "：:" for name in names):
        return False
    if len(set(names)) < len(names):
        return False
    if any(_is_figure(name) and not _YEAR.fullmatch(name) for name in names):
        return False
    if any(len(row) > len(names) for row in body):
        return False
    if declared:
        return True
    if len(names) == 2:
        # 单位名称 | 河口镇工会 above 职工 | 300人 is a form: its first row is no head
        return _role_of(names[1]) == "value" or bool(_UNIT_IN_HEAD.search(names[1]))
    if _is_form(body, len(names)):
        return False
    return any(_role_of(name) for name in names) or any(
        _is_figure(cell.text) for row in body for cell in row[1:]
    )


def _is_form(body: Grid, width: int) -> bool:
    """Tell whether words and figures alternate in the rows: 职工 | 300人 | 会员 | 200人."""
    if width % 2:
        return False
    words = [cell.text for row in body for cell in row[0::2] if cell.text.strip()]
    values = [cell.text for row in body for cell in row[1::2] if cell.text.strip()]
    return not any(map(_is_figure, words)) and all(map(_is_figure, values))


def _roles(names: list[str], body: Grid) -> list[str]:
    """Say of each column what it does; the first one that is nothing else names the row."""
    roles = []
    for column, name in enumerate(names):
        cells = [row[column].text.strip() for row in body if column < len(row)]
        role = _role_of(name)
        if _may_be_unit(name):
            are_units = any(cells) and all(cell in _units() or not cell for cell in cells)
            role = "unit" if are_units else "label" if role == "label" else ""
        if role == "label" and "label" in roles:
            role = ""
        if role == "value" and any(_UNIT_IN_HEAD.search(name) for name in names):
            role = ""
        roles.append(role)
    if "label" not in roles:
        for column, role in enumerate(roles):
            cells = [row[column].text for row in body if column < len(row)]
            if not role and not any(_is_figure(cell) for cell in cells):
                roles[column] = "label"
                break
            if not role:
                break
    return roles


def _row_lines(row: list[Cell], above: list[Cell], names: list[str], roles: list[str]) -> list[str]:
    """Give the sentence of a row, or a line a cell where the cells hold sentences.

    A figure that reaches down over several rows is theirs together and said once.
    """
    if _is_one(row):
        return [row[0].text.strip()]
    cells = [cell.text.strip() for cell in row]
    unit = next((c for c, role in zip(cells, roles, strict=False) if role == "unit"), "")
    label = next((c for c, role in zip(cells, roles, strict=False) if role == "label"), "")
    said: list[str] = []
    for column, (cell, name, role) in enumerate(zip(cells, names, roles, strict=False)):
        merged = column > 0 and row[column] is row[column - 1]
        if not cell or role in ("label", "order", "unit") or merged:
            continue
        if column < len(above) and row[column] is above[column] and _is_figure(cell):
            continue
        said.append(_said("" if role == "value" else name, cell, unit))
    if any(sign in part for part in said for sign in (*_STOPS, "\n")):
        return [line for line in (label, *said) if line]
    follows = "" if "value" in roles and said and _is_figure(said[0]) else "："
    line = label + (follows if label and said else "") + "，".join(said)
    return [line if line[-1:] in _STOPS else line + "。"] if line else []


def _said(name: str, cell: str, unit: str) -> str:
    """Join a head and a cell; the unit goes to its figure: 建会（家） and 5 are 建会5家."""
    found = _UNIT_IN_HEAD.search(name)
    if _BARE.fullmatch(cell):
        if found and found[1] in _units():
            return name[: found.start()] + cell + found[1]
        return _glued(name, cell + unit)
    return _glued(name, cell) if _is_figure(cell) or not name else f"{name}：{cell}"


def _glued(name: str, cell: str) -> str:
    """Put a figure after its head, apart from a digit that the head ends with."""
    return f"{name}：{cell}" if name[-1:].isdigit() else name + cell


def _is_figure(text: str) -> bool:
    found = _FIGURE.fullmatch(text.strip())
    return bool(found) and not re.match(r"[、.．)）]\D", found["unit"] or "")


def _role_of(name: str) -> str:
    bare = _UNIT_IN_HEAD.sub("", name)
    return next((role for pattern, role in _heads() if pattern.fullmatch(bare)), "")


def _may_be_unit(name: str) -> bool:
    return any(role == "unit" and pattern.fullmatch(name) for pattern, role in _heads())


@cache
def _heads() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = lexicon("table_heads.tsv")
    return tuple((re.compile(row["pattern"]), row["role"]) for row in found)


@cache
def _units() -> frozenset[str]:
    found = {row["unit"] for row in lexicon("units.tsv")}
    return frozenset(found | {scale + unit for unit in found for scale in "万亿千百"})
