"""The rows of a table to lines of text from which figures can be read.

In goes a grid of cells (a merged cell stands in each place that it covers), out come lines.
A table with a head gives one sentence a row: what the row names, then each head with its
cell (``城关社区：建会5家，会员300人。``). Where rows are named by what they count and columns by a
time or a target, each figure gets both (``2022年，会员180人；2023年，会员206人。``). A unit above
the table (单位：万元) goes to the figures that it is of (see `units_above`). A table without a head
gives its cells with tabs between. No cell is left out but running numbers (序号) and the repetition
of a merged cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from zhsummary.lexicons.load import rows as lexicon
from zhsummary.lexicons.load import words
from zhsummary.read.units_above import Above, above_of, is_unit_line, takes_no_unit, units_known

_FIGURE = re.compile(r"[约近超逾达第]?[-+−]?[\d０-９][\d０-９,，.．]*\s*(?P<unit>\S{0,6})")
_BARE = re.compile(r"[-+−]?[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?[多余]?[万亿]?")
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:度)?\S{0,8}")
_UNIT_IN_HEAD = re.compile(r"[（(](?:单位[：:])?([^（()）\d]{1,8})[)）]$")
_STOPS = "。！？；"
_SCALED = re.compile("[万亿]$")
_PERCENT_IN_HEAD = re.compile("[±]?[%％]$")
_MARKER = re.compile(
    r"(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、．]|\d{1,2}\.(?!\d)"
    r"|[①-⑳])\s*(?=\D)"
)
_AMONG = re.compile("^其中[：:]")
_LONGEST_HEAD = 24


@dataclass(eq=False)
class Cell:
    """The text of a cell; the same object stands in every place that a merged cell covers."""

    text: str = ""


Grid = list[list[Cell]]


def grid_lines(
    grid: Grid,
    heads: int = 0,
    before: Iterable[str] = (),
    notes: list[str] | None = None,
    counted: str = "",
) -> list[str]:
    """Give the lines that say what a table says.

    Parameters
    ----------
    grid : list of rows of cells
        Rows may differ in length.
    heads : int
        How many rows at the top the document declares to be the head; 0 where it says nothing.
    before : iterable of str
        The lines above the table, which may name the unit of its figures.
    notes : list of str, optional
        Gets what a careful reader should know: a unit that was put from above the table.
    counted : str
        What the figures count where neither row nor column says it: the title does.

    Examples
    --------
    >>> rows = [["村社", "建会（家）", "会员"], ["城关社区", "5", "300人"], ["东河村", "2", "30人"]]
    >>> grid_lines([[Cell(text) for text in row] for row in rows])
    ['城关社区：建会5家，会员300人。', '东河村：建会2家，会员30人。']
    >>> rows = [["指标", "2022年", "2023年"], ["会员（人）", "180", "206"]]
    >>> grid_lines([[Cell(text) for text in row] for row in rows])
    ['2022年，会员180人；2023年，会员206人。']
    >>> grid_lines([[Cell("单位名称"), Cell("东河村"), Cell("职工"), Cell("30人")]])
    ['单位名称\\t东河村\\t职工\\t30人']
    """
    body = [row for row in grid if any(cell.text.strip() for cell in row)]
    lines: list[str] = []
    while body and _is_title(body[0], body[1:]):
        row = body.pop(0)
        lines += list({id(cell): cell.text.strip() for cell in row if cell.text.strip()}.values())
        heads -= 1
    depth = max(heads, _depth(body))
    names = _names(body[:depth])
    if not names or not _is_head(names, body[depth:], heads > 0):
        return lines + [_tabbed(row) for row in body]
    roles = _roles(names, body[depth:])
    units = above_of([*before, *lines])
    units.among(_counted(names, roles, body[depth:], counted))
    columns = _Columns(names, roles, units, counted)
    lines += [
        line
        for upper, row in pairwise(body[depth - 1 :])
        for line in _row_lines(row, upper, columns)
    ]
    if notes is not None:
        notes += units.notes()
    return lines


@dataclass
class _Columns:
    """The heads of a table's columns, what each does, and the units above them."""

    names: list[str]
    roles: list[str]
    units: Above
    counted: str


def above(lines: list[str]) -> list[str]:
    """Give the lines before a table that may be its title or name its unit: short ones.

    Examples
    --------
    >>> above(["全年新建工会5家。", "经费情况", "单位：万元"])
    ['经费情况', '单位：万元']
    """
    near = [line for line in lines[-6:] if line.strip()][-2:]
    while near and ("。" in near[0] or len(near[0]) > 2 * _LONGEST_HEAD):
        near = near[1:]
    if near and ("。" in near[-1] or len(near[-1]) > 2 * _LONGEST_HEAD):
        return []
    return near


def _is_title(row: list[Cell], below: Grid) -> bool:
    """Tell whether a row stands above the head: its title, or the unit of its figures."""
    texts = list({id(cell): cell.text.strip() for cell in row if cell.text.strip()}.values())
    alone = len(texts) < 3 and any(map(is_unit_line, texts))
    return bool(texts) and (_is_one(row) or (alone and len(below) > 1))


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
    if any(_is_figure(name) and not is_time(name) for name in names):
        return False
    if any(len(row) > len(names) for row in body):
        return False
    if declared:
        return True
    if len(names) == 2:
        # 单位名称 | 河口镇工会 above 职工 | 300人 is a form: its first row is no head
        return _role_of(names[1]) in _FIGURES or bool(_UNIT_IN_HEAD.search(names[1]))
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


#: Columns of figures whose head does not say what is counted.
_FIGURES = ("value", "time", "plan", "done")


def _roles(names: list[str], body: Grid) -> list[str]:
    """Say of each column what it does; the first one that is nothing else names the row."""
    roles: list[str] = []
    for column, name in enumerate(names):
        role = _role_of(name)
        if _may_be_unit(name):
            cells = [row[column].text.strip() for row in body if column < len(row)]
            are_units = any(cells) and all(cell in units_known() or not cell for cell in cells)
            role = "unit" if are_units else role if role in ("label", "place") else ""
        if role in roles and role in ("label", "place", "when"):
            role = ""
        if role == "value" and any(_UNIT_IN_HEAD.search(name) for name in names):
            role = ""
        roles.append(role)
    labels = [i for i, name in enumerate(names) if _role_of(name) == "label"]
    if len(labels) > 1 and "place" not in roles and any(role in _FIGURES for role in roles):
        # 类别 | 指标 | 数值: the last says what is counted, the first stands before it
        roles[labels[0]], roles[labels[-1]] = "place", "label"
    if "plan" not in roles:
        roles = ["value" if role == "done" else role for role in roles]
    if "label" in roles and "place" in roles and not any(role in _FIGURES for role in roles):
        # 乡镇 | 项目 | 人数: what the row names is who has it, the rest says what
        later = max(roles.index("label"), roles.index("place"))
        roles[later] = ""
    if "label" not in roles and "place" not in roles:
        _name_rows(roles, body)
    return roles


def _name_rows(roles: list[str], body: Grid) -> None:
    """Let the first column that holds no figures name the rows."""
    for column, role in enumerate(roles):
        cells = [row[column].text for row in body if column < len(row)]
        if not role and not any(_is_figure(cell) for cell in cells):
            bodies = sum(bool(_body().search(cell.strip())) for cell in cells)
            roles[column] = "place" if 2 * bodies > len(cells) else "label"
            break
        if not role:
            break


def _counted(names: list[str], roles: list[str], body: Grid, counted: str) -> list[str]:
    """List what the figures of a table count, to see whether the unit above can be of all."""
    found = [name for name, role in zip(names, roles, strict=True) if not role]
    if any(role in _FIGURES for role in roles):
        labels = roles.index("label") if "label" in roles else len(names)
        found += [row[labels].text.strip() for row in body if labels < len(row)]
        found += [counted] if counted else []
    return [name for name in found if name and not _UNIT_IN_HEAD.search(name)]


def _row_lines(row: list[Cell], upper: list[Cell], columns: _Columns) -> list[str]:
    """Give the sentence of a row, or a line a cell where the cells hold sentences.

    A figure that reaches down over several rows is theirs together and said once.
    """
    if _is_one(row):
        return [row[0].text.strip()]
    cells = [cell.text.strip() for cell in row]

    def of(wanted: str) -> str:
        return next((c for c, r in zip(cells, columns.roles, strict=False) if r == wanted), "")

    unit, place, label, when = of("unit"), of("place"), of("label"), of("when")
    left: list[tuple[str, str, str]] = []
    for column, (cell, name, role) in enumerate(
        zip(cells, columns.names, columns.roles, strict=False)
    ):
        merged = column > 0 and row[column] is row[column - 1]
        if not cell or role in ("label", "place", "when", "order", "unit") or merged:
            continue
        if column < len(upper) and row[column] is upper[column] and _is_figure(cell):
            continue
        left.append((role, name, cell))
    item = label or columns.counted
    if item and _is_of_items(columns, place, left):
        line = _item_line(left, _item(item), unit or _unit_of(item), when, columns.units)
        line = f"{place}：{line}" if place and line else line
        return [line] if line else []
    said = [_said("" if role == "value" else name, cell, unit, columns.units)
            for role, name, cell in left]  # fmt: skip
    who = place or label
    said = [f"{label}：{said[0]}", *said[1:]] if place and label and said else said
    if any(sign in part for part in said for sign in (*_STOPS, "\n")):
        return [line for line in (who, *said) if line]
    if when:
        said = [_dated(when), *said]
    follows = "" if left and left[0][0] == "value" and not when and _is_figure(said[0]) else "："
    line = who + (follows if who and said else "") + "，".join(said)
    return [line if line[-1:] in _STOPS else line + "。"] if line else []


def _is_of_items(columns: _Columns, place: str, left: list[tuple[str, str, str]]) -> bool:
    """Tell whether a row is named by what it counts, and its figures by a time or a target."""
    roles = {role for role, _, cell in left if _is_figure(cell)}
    if any(sign in cell for _, _, cell in left for sign in (*_STOPS, "\n")):
        return False
    several = bool(roles & {"time", "plan", "done"})
    return several or ("value" in roles and "label" in columns.roles and bool(place))


def _item_line(
    left: list[tuple[str, str, str]], item: str, unit: str, when: str, units: Above
) -> str:
    """Say of what is counted how much it was at each time; a target is a sentence of its own."""
    clauses: list[str] = []
    others: list[str] = []
    for role, name, cell in left:
        bare = _UNIT_IN_HEAD.sub("", name)
        own = _unit_of(name) or unit or units.unit_of(item) if role in _FIGURES else ""
        figure = _with_unit(cell, own)
        if role == "time" and _is_figure(cell):
            clauses.append(f"{_dated(_time(bare))}，{_glued(item, figure)}")
        elif role == "value" and _is_figure(cell):
            clauses.append((f"{_dated(when)}，" if when else "") + _glued(item, figure))
        elif role in _FIGURES:
            others.append(_glued(item + bare, figure) if _is_figure(cell) else f"{bare}：{cell}")
        else:
            said = _said(name, cell, unit, units)
            others.append(item + said if takes_no_unit(bare) and _is_figure(cell) else said)
    sentences = ["；".join(clauses), *others]
    return "".join(f"{each}。" for each in sentences if each)


def _item(label: str) -> str:
    """Give what a row counts without its number, its unit and the colon after 其中."""
    bare = _MARKER.sub("", _UNIT_IN_HEAD.sub("", label), count=1)
    return _AMONG.sub("其中", bare).strip("：: ")


def _unit_of(name: str) -> str:
    """Give the unit that a name ends with: 会员（人）, 增长%."""
    found = _UNIT_IN_HEAD.search(name)
    if found:
        return found[1] if found[1] in units_known() else ""
    return "%" if _PERCENT_IN_HEAD.search(name) else ""


def _with_unit(cell: str, unit: str) -> str:
    """Put a unit behind a bare figure; 5万 in a column of 万元 is left as it is."""
    if not _BARE.fullmatch(cell) or (_SCALED.search(cell) and _SCALED.search(unit[:1])):
        return cell
    return cell + unit


def _said(name: str, cell: str, unit: str, units: Above) -> str:
    """Join a head and a cell; the unit goes to its figure: 建会（家） and 5 are 建会5家."""
    if _BARE.fullmatch(cell):
        own = _unit_of(name)
        if own:
            bare = _PERCENT_IN_HEAD.sub("", _UNIT_IN_HEAD.sub("", name))
            return _glued(bare, _with_unit(cell, own))
        unit = "" if takes_no_unit(name) else unit
        return _glued(name, _with_unit(cell, unit or units.unit_of(name)))
    return _glued(name, cell) if _is_figure(cell) or not name else f"{name}：{cell}"


def _dated(time: str) -> str:
    return f"{time}年" if re.fullmatch(r"(?:19|20)\d\d", time) else time


def _glued(name: str, cell: str) -> str:
    """Put a figure after its head, apart from a digit that the head ends with."""
    return f"{name}：{cell}" if name[-1:].isdigit() else name + cell


def _is_figure(text: str) -> bool:
    found = _FIGURE.fullmatch(text.strip())
    return bool(found) and not re.match(r"[、.．)）]\D", found["unit"] or "")


def is_time(name: str) -> bool:
    """Tell whether a head says when its figures were counted.

    Examples
    --------
    >>> is_time("2023年"), is_time("2023年增长")
    (True, True)
    >>> is_time("上年同期"), is_time("时间")
    (True, False)
    """
    return bool(_YEAR.fullmatch(name)) or _role_of(name) == "time"


def role_of(name: str) -> str:
    """Give what a column of this head does, empty where it is a count of its own.

    Examples
    --------
    >>> role_of("指标名称"), role_of("乡镇"), role_of("年度目标"), role_of("会员")
    ('label', 'place', 'plan', '')
    """
    return _role_of(name)


def _time(name: str) -> str:
    """Give the time that a head names without what is counted (2023年完成数)."""
    for pattern, role in _heads():
        if role == "time" and (found := pattern.fullmatch(name)):
            return found[1]
    return name


def _role_of(name: str) -> str:
    bare = _UNIT_IN_HEAD.sub("", name)
    return next((role for pattern, role in _heads() if pattern.fullmatch(bare)), "")


def _may_be_unit(name: str) -> bool:
    return any(role == "unit" and pattern.fullmatch(name) for pattern, role in _heads())


@cache
def _body() -> re.Pattern[str]:
    """Match a name of who has the figures of a row: 城关社区, 东河村, 某某公司."""
    ends = (*words("township_suffixes.txt"), *words("body_endings.txt"))
    return re.compile(rf"(?:村|社区|居委会|居|[校院局所]|{'|'.join(ends)})$")


@cache
def _heads() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = lexicon("table_heads.tsv")
    return tuple((re.compile(row["pattern"]), row["role"]) for row in found)
