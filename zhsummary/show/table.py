"""A table of townships and indicators as HTML.

In goes a `TableView` (texts, signs, sentences, links; no Comparison), out comes a
fragment: header and names stay in sight, units stand under the names, a cell shows its
sentence when the mouse rests on it, and vague, masked, conflicting and missing cells
look different from one another and from an exact one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from zhsummary.show.amounts import Mark
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
_NOTE = (
    '<p class="zhs-note"><span class="vague">≈ ≥ ≤ –</span> 约数或区间　'
    '<span class="words">文字</span> 只有文字表述　'
    '<span class="masked">××</span> 有数但被遮盖或缺失　'
    '<span class="conflict">≠</span> 前后不一　'
    f'<span class="missing">{_ABSENT}</span> 没有提到　'
    '<span class="corrected">数字</span> 已更正</p>'
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it is drawn: text, what is vague about it, its sentence, its link.

    `order` is the number by which a reader may sort; NaN where there is none. `corrected` says
    that an analyst set it right.
    """

    text: str
    mark: Mark = ""
    title: str = ""
    href: str = ""
    order: float = float("nan")
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
        Whether the page also holds the documents that cells link to.

    Returns
    -------
    str
        A fragment with its style.

    Examples
    --------
    >>> view = TableView("union", ("township",), (("青石镇",),), (("新会员", "人"),),
    ...                  ((Shown("≈300", "≈", "近300人入会"),),))
    >>> '<td class="vague" title="近300人入会">≈300</td>' in comparison_html(view)
    True
    """
    return styled(comparison_table(view, rows=rows, links=links))


def comparison_table(view: TableView, *, rows: int | None = None, links: bool = False) -> str:
    """Give the table alone, for a page that has the style already."""
    shown = view.labels if rows is None else view.labels[:rows]
    head = "".join(f'<th class="zhs-name" scope="col">{escaped(name)}</th>' for name in view.names)
    head += "".join(_head(label, unit) for label, unit in view.columns)
    body = "".join(
        f"<tr>{_names(label)}{''.join(_cell(cell, links) for cell in line)}</tr>"
        for label, line in zip(shown, view.grid, strict=False)
    )
    left_out = len(view.labels) - len(shown)
    more = f'<p class="zhs-note">另有 {left_out} 行未显示</p>' if left_out else ""
    caption = f"<caption>{escaped(view.caption)}</caption>" if view.caption else ""
    return (
        f'<div class="zhs"><div class="zhs-scroll"><table>{caption}'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{more}{_NOTE}</div>"
    )


def rows_table(header: Sequence[str], rows: Iterable[Sequence[Any]], *, caption: str = "") -> str:
    """Draw any rows as a table of texts, without a style of its own.

    Examples
    --------
    >>> rows_table(["a"], [["<"]]).count("&lt;")
    1
    """
    head = "".join(f"<th>{escaped(name)}</th>" for name in header)
    body = "".join(
        f"<tr>{''.join(f'<td>{escaped(value)}</td>' for value in row)}</tr>" for row in rows
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


def _cell(cell: Shown, links: bool) -> str:
    look = f"{_CLASSES[cell.mark]}{' corrected' * cell.corrected}".strip()
    attributes = f' class="{look}"' if look else ""
    if cell.title:
        attributes += f' title="{escaped(cell.title)}"'
    if links and cell.order == cell.order:
        attributes += f' data-order="{cell.order!r}"'
    said = escaped(cell.text or _ABSENT)
    if links and cell.href:
        said = f'<a href="{escaped(cell.href)}">{said}</a>'
    return f"<td{attributes}>{said}</td>"
