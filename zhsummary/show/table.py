"""A table of townships and indicators as HTML.

In goes a `TableView` (texts, signs, sentences, links; no Comparison), out comes a
fragment: header and names stay in sight, units stand under the names, a cell shows its
sentence when the mouse rests on it or the keyboard is at it, a bar under each number tells
its size within the column (broken off where the number is out of scale with the others), and
vague, masked, conflicting and missing cells look different from one another and from an
exact one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from zhsummary.show.amounts import Mark, number_text
from zhsummary.show.bar_scale import top_of
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
_BARS = "格底横条：在本列中的大小"
_BEYOND = "；断开的横条：远超本列其他数，不按比例"
_STRIP = (
    '<div class="zhs-strip">指到格子上看原句；点一下，原句留住，下面一行可贴进 corrections.tsv '
    "改正这一格</div>"
)
_EITHER = "≠"  # between the amounts of a cell that is stated twice


@dataclass(frozen=True, slots=True)
class Said:
    """A statement behind a cell: its document, its sentence cut at the figure, what is noted of it.

    `line` is the line of ``corrections.tsv`` that corrects it.
    """

    doc_id: str
    before: str
    figure: str
    after: str
    note: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it is drawn: text, what is vague about it, its sentence, its links.

    `hrefs` has a link for each of the amounts that stand in it; where nothing is stated, for
    each of the documents that do not state it. `order` is the number by which a reader may sort,
    `target` the number that was planned for it; NaN where there is none. `corrected` tells that
    the analyst set it right. Where it has `said`, these are shown in place of the `title`.
    """

    text: str
    mark: Mark = ""
    title: str = ""
    hrefs: tuple[str, ...] = ()
    order: float = float("nan")
    target: float = float("nan")
    corrected: bool = False
    said: tuple[Said, ...] = ()


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
    tops = [top_of(map(_size, column)) for column in zip(*view.grid, strict=True)]
    head = "".join(
        f'<th class="zhs-name" scope="col">{escaped(named("column", name))}</th>'
        for name in view.names
    )
    head += "".join(
        _head(label, unit, top if links else 0.0)
        for (label, unit), top in zip(view.columns, tops or [0.0] * len(view.columns), strict=True)
    )
    body = "".join(
        f"<tr>{_names(label)}{_line(line, tops, links)}</tr>"
        for label, line in zip(shown, view.grid, strict=False)
    )
    left_out = len(view.labels) - len(shown)
    more = f'<p class="zhs-note">另有 {left_out} 行未显示</p>' if left_out else ""
    caption = f"<caption>{escaped(view.caption)}</caption>" if view.caption else ""
    note = "" if links else _note(view, tops)
    strip = "" if links or not any(cell.said for line in view.grid for cell in line) else _STRIP
    return (
        f'<div class="zhs"><div class="zhs-scroll"><table>{caption}'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{more}{note}{strip}</div>"
    )


def bars_note(view: TableView) -> str:
    """Say what the bars of a table mean, and of broken ones that they are out of scale.

    Examples
    --------
    >>> bars_note(TableView("", ("township",), (), (), ()))
    '格底横条：在本列中的大小'
    """
    return _bars(view, [top_of(map(_size, column)) for column in zip(*view.grid, strict=True)])


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


def _note(view: TableView, tops: Sequence[float]) -> str:
    return f'<p class="zhs-note">{_NOTE}{_bars(view, tops)}</p>'


def _bars(view: TableView, tops: Sequence[float]) -> str:
    columns = zip(zip(*view.grid, strict=True), tops, strict=True)
    is_broken = any(_size(cell) > top for column, top in columns for cell in column)
    return _BARS + _BEYOND * is_broken


def _head(label: str, unit: str, top: float) -> str:
    below = f'<span class="zhs-unit">{escaped(unit)}</span>' if unit else ""
    scale = f' data-top="{number_text(top)}"' if top else ""
    return f'<th scope="col"{scale}>{escaped(label)}{below}</th>'


def _names(label: Sequence[str]) -> str:
    return "".join(f'<th scope="row">{escaped(part)}</th>' for part in label)


def _said(value: Any) -> str:
    if isinstance(value, Link):
        return f'<a href="{escaped(value.href)}">{escaped(value.text)}</a>'
    return escaped(value)


def _line(cells: Sequence[Shown], tops: Sequence[float], links: bool) -> str:
    return "".join(_cell(cell, top, links) for cell, top in zip(cells, tops, strict=True))


def _size(cell: Shown) -> float:
    return cell.order if cell.order == cell.order else 0.0


def _cell(cell: Shown, top: float, links: bool) -> str:
    """Draw a cell; where it is linked, its sentence is read there and is not said twice."""
    is_beyond = _size(cell) > top
    looks = [_CLASSES[cell.mark]] * bool(cell.mark) + ["corrected"] * cell.corrected
    looks += ["beyond"] * is_beyond
    attributes = f' class="{" ".join(looks)}"' if looks else ""
    if cell.title and not links and not cell.said:
        attributes += f' title="{escaped(cell.title)}"'
    if _size(cell) > 0:
        attributes += f' style="--b:{100 if is_beyond else 100 * cell.order / top:.0f}"'
    if links and cell.order == cell.order:
        attributes += f' data-order="{number_text(cell.order)}"'
    if links and cell.target == cell.target:
        attributes += f' data-aim="{number_text(cell.target)}"'
    shown = escaped(cell.text or _ABSENT)
    amounts = cell.text.split(_EITHER)
    if links and cell.hrefs and not cell.text:
        attributes += f' data-docs="{escaped(" ".join(cell.hrefs))}"'
        shown = _said(Link(_ABSENT, cell.hrefs[0]))
    elif links and len(amounts) == len(cell.hrefs):
        shown = _EITHER.join(map(_said, map(Link, amounts, cell.hrefs)))
    if cell.said and not links:
        attributes += ' tabindex="0"'
        shown += f'<span class="zhs-said" hidden>{"".join(map(_statement, cell.said))}</span>'
    return f"<td{attributes}>{shown}</td>"


def _statement(said: Said) -> str:
    """Draw a statement; the attribute ``hidden`` hides it where the style was taken away."""
    note = f" <i>{escaped(said.note)}</i>" if said.note else ""
    line = f"<code>{escaped(said.line)}</code>" if said.line else ""
    return (
        f"<span><b>{escaped(said.doc_id)}</b> {escaped(said.before)}<mark>{escaped(said.figure)}"
        f"</mark>{escaped(said.after)}{note}{line}</span>"
    )
