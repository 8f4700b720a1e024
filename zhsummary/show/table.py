"""A table of townships and indicators as HTML.

In goes a `TableView` (texts, signs, sentences, links; no Comparison), out comes a
fragment: header and names stay in sight, units stand under the names, a cell shows its
sentence when the mouse rests on it, a bar under each number tells its size within the
column, and vague, masked, conflicting and missing cells look different from one another
and from an exact one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from zhsummary.show.amounts import Mark, number_text
from zhsummary.show.chinese import named
from zhsummary.show.html import styled
from zhsummary.show.html import text as escaped

_CLASSES: dict[str, str] = {
    "": "",
    "≈": "vague",
    "≥": "vague",
    "≤": "vague",
    "range": "vague",
    "words": "words",
    "masked": "masked",
    "conflict": "conflict",
    "missing": "missing",
}
_ABSENT = "–"
_LEGEND = {
    "vague": ("≈ ≥ ≤ –", "约数或区间"),
    "words": ("文字", "只有文字表述"),
    "masked": ("××", "有数但被遮盖或缺失"),
    "conflict": ("≠", "前后不一"),
    "missing": (_ABSENT, "没有提到"),
    "corrected": ("数字", "已更正"),
}
_NOTE = "".join(
    f'<span class="{look}">{sign}</span> {said}　' for look, (sign, said) in _LEGEND.items()
)
_NOTE = f'<p class="zhs-note">{_NOTE.rstrip()}</p>'
_EITHER = "≠"  # between the amounts of a cell that is stated twice


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it is drawn: text, what is vague about it, its sentence, its links.

    `hrefs` has a link for each of the amounts that stand in it. `order` is the number by
    which a reader may sort, `target` the number that was planned for it; NaN where there
    is none. `corrected` tells that the analyst set it right.
    """

    text: str
    mark: Mark = ""
    title: str = ""
    hrefs: tuple[str, ...] = ()
    order: float = float("nan")
    target: float = float("nan")
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """All that is needed to draw a table, row by row; without a `caption` it has none.

    `names` heads the columns of `labels`; `columns` are (label, unit).
    """

    caption: str
    names: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    columns: tuple[tuple[str, str], ...]
    grid: tuple[tuple[Shown, ...], ...]


def comparison_html(view: TableView, *, rows: int | None = None, links: bool = False) -> str:
    """Draw a table.

    Parameters
    ----------
    view : TableView
        What to draw.
    rows : int, optional
        Draw the first ones only; a line says how many were left out.
    links : bool
        Whether the page also holds the documents that cells link to, where their
        sentences are read; the legend is then the page's.

    Returns
    -------
    str
        A fragment with its style.

    Examples
    --------
    >>> view = TableView("union", ("township",), (("青石镇",),), (("新会员", "人"),),
    ...                  ((Shown("≈300", "≈", "近300人入会"),),))
    >>> 'title="近300人入会">≈300</td>' in comparison_html(view)
    True
    """
    return styled(comparison_table(view, rows=rows, links=links))


def comparison_table(view: TableView, *, rows: int | None = None, links: bool = False) -> str:
    """Give the table alone, for a page that has the style already."""
    shown = view.labels if rows is None else view.labels[:rows]
    head = "".join(
        f'<th class="zhs-name" scope="col">{escaped(named("column", name))}</th>'
        for name in view.names
    )
    head += "".join(_head(label, unit) for label, unit in view.columns)
    largest = [max(map(_size, column), default=0.0) for column in zip(*view.grid, strict=True)]
    body = "".join(
        f"<tr>{_names(label)}{_line(line, largest, links)}</tr>"
        for label, line in zip(shown, view.grid, strict=False)
    )
    left_out = len(view.labels) - len(shown)
    more = f'<p class="zhs-note">另有 {left_out} 行未显示</p>' if left_out else ""
    caption = f"<caption>{escaped(view.caption)}</caption>" if view.caption else ""
    note = "" if links else _NOTE
    return (
        f'<div class="zhs"><div class="zhs-scroll"><table>{caption}'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{more}{note}</div>"
    )


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to another place of the page."""

    text: str
    href: str


def rows_table(header: Sequence[str], rows: Iterable[Sequence[Any]], *, caption: str = "") -> str:
    """Draw any rows as a table of texts, without a style of its own.

    Examples
    --------
    >>> rows_table(["a"], [["<"]]).count("&lt;")
    1
    """
    head = "".join(f"<th>{escaped(name)}</th>" for name in header)
    body = "".join(
        f"<tr>{''.join(f'<td>{_said(value)}</td>' for value in row)}</tr>" for row in rows
    )
    titled = f"<caption>{escaped(caption)}</caption>" if caption else ""
    return (
        f'<div class="zhs-scroll"><table class="zhs-text">{titled}'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _head(label: str, unit: str) -> str:
    below = f'<span class="zhs-unit">{escaped(unit)}</span>' if unit else ""
    return f'<th scope="col">{escaped(label)}{below}</th>'


def _names(label: Sequence[str]) -> str:
    return "".join(f'<th scope="row">{escaped(part)}</th>' for part in label)


def _said(value: Any) -> str:
    if isinstance(value, Link):
        return f'<a href="{escaped(value.href)}">{escaped(value.text)}</a>'
    return escaped(value)


def _line(cells: Sequence[Shown], largest: Sequence[float], links: bool) -> str:
    return "".join(_cell(cell, most, links) for cell, most in zip(cells, largest, strict=True))


def _size(cell: Shown) -> float:
    return cell.order if cell.order == cell.order else 0.0


def _cell(cell: Shown, largest: float, links: bool) -> str:
    """Draw a cell; where it is linked, its sentence is read there and is not said twice."""
    looks = [_CLASSES[cell.mark]] * bool(cell.mark) + ["corrected"] * cell.corrected
    attributes = f' class="{" ".join(looks)}"' if looks else ""
    if cell.title and not links:
        attributes += f' title="{escaped(cell.title)}"'
    if _size(cell) > 0:
        attributes += f' style="--b:{100 * cell.order / largest:.0f}"'
    if links and cell.order == cell.order:
        attributes += f' data-order="{number_text(cell.order)}"'
    if links and cell.target == cell.target:
        attributes += f' data-aim="{number_text(cell.target)}"'
    said = escaped(cell.text or _ABSENT)
    amounts = cell.text.split(_EITHER)
    if links and len(amounts) == len(cell.hrefs):
        said = _EITHER.join(map(_said, map(Link, amounts, cell.hrefs)))
    return f"<td{attributes}>{said}</td>"
