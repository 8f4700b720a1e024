"""Facts and headings as tables to be read: figures in their sentences, the tree.

In goes a frame of `zhsummary.tables`, whole or a selection of its rows, out comes what a notebook
or a terminal shows of it. The frame itself stays a plain `pandas.DataFrame`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from zhsummary.errors import ColumnError
from zhsummary.show.amounts import MODALITIES, amount_text, grouped, mark_of
from zhsummary.show.chinese import named, named_all
from zhsummary.show.html import styled
from zhsummary.show.html import text as escaped
from zhsummary.show.text import fitted, table_text
from zhsummary.tables import FACTS, HEADINGS, is_absent

_MOST = 60  # rows; of more the first and the last are shown
_ENDS = 10
_AROUND = 22  # characters of the sentence on either side of a figure
_NEAR = 6  # in a terminal
_CUT = "…"


@dataclass(frozen=True, repr=False)
class View:
    """What is shown of a frame; see `view`."""

    frame: pd.DataFrame

    def _repr_html_(self) -> str:
        return _html(self.frame, *_view_of(self.frame.columns))

    def __repr__(self) -> str:
        return _text(self.frame, *_view_of(self.frame.columns))


def view(frame: pd.DataFrame) -> View:
    """Show facts in their sentences, or headings as a tree, in a notebook or a terminal.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows of ``corpus.facts()`` or ``corpus.headings()``, with all of their columns.

    Returns
    -------
    View
        It shows itself; ``view(…).frame`` is what was given.

    Raises
    ------
    ColumnError
        If it is no frame, or its columns are neither those of facts nor those of headings.

    Examples
    --------
    >>> import pandas as pd, zhsummary as zs
    >>> facts = zs.read(pd.DataFrame({"text": ["河口镇2023年总结\\n慰问近7户，建会5家。"]})).facts()
    >>> zs.view(facts[facts["unit"] == "户"])
       文档         原文           读作   动作  事项  口径
    0  河口镇-2023  慰问【近7户】  ≈7 户  慰问        已完成
    1 条事实 · 数量 1 · 27 列（.columns）
    """
    if not isinstance(frame, pd.DataFrame):
        raise ColumnError(
            "A {given} is no table. Give rows of corpus.facts() or of corpus.headings().",
            given=type(frame).__name__,
        )
    _view_of(frame.columns)
    return View(frame)


_Row = dict[str, Any]
_Texts = Callable[[_Row], list[str]]
_View = tuple[str, Sequence[str], _Texts, _Texts]


def _view_of(columns: Any) -> _View:
    """Give how a frame with these columns is shown."""
    listed = set(columns)
    if listed >= set(FACTS):
        return "条事实", _FACT_HEADS, _fact_texts, _fact_cells
    if listed >= set(HEADINGS):
        return "个标题", _HEADING_HEADS, _heading_texts, _heading_cells
    raise ColumnError(
        "What is shown has the columns of corpus.facts() or of corpus.headings(), all of them. "
        "Give rows of these, like facts[facts['unit'] == '户']."
    )


# ---------------------------------------------------------------- facts

_FACT_HEADS = ("文档", "原文", "读作", "动作", "事项", "口径", "时间", "提示")


def _fact_texts(row: _Row) -> list[str]:
    """Give what fits into a terminal: the words before a figure, what it was read as."""
    before, figure, _ = _around(row, _NEAR)
    return [_said(row["doc_id"]), f"{before}【{figure}】", *_reading(row)[:4]]


def _fact_cells(row: _Row) -> list[str]:
    before, figure, after = map(escaped, _around(row))
    looks = " ".join(
        [_said(row["kind"]), _said(row["modality"]), *["masked"] * bool(row["masked"])]
    )
    amount, *others = _reading(row)
    vague = "masked" if row["masked"] else "vague" if mark_of(row) else ""
    return [
        f'<td class="zhs-whole">{escaped(_said(row["doc_id"]))}</td>',
        f'<td class="zhs-wide">{before}<mark class="{escaped(looks)}">{figure}</mark>{after}</td>',
        f'<td class="{vague}">{escaped(amount)}</td>',
        *(f"<td>{escaped(one)}</td>" for one in others),
    ]


def _reading(row: _Row) -> list[str]:
    flags = [flag for flag in _said(row["flags"]).split(";") if flag]
    return [
        f"{grouped(amount_text(row))} {_said(row['unit'])}".strip(),
        _said(row["action"]),
        _said(row["item"]),
        MODALITIES.get(_said(row["modality"]), ""),
        _said(row["time"]),
        "；".join(named_all("flag", flags)),
    ]


def _around(row: _Row, room: int = _AROUND) -> tuple[str, str, str]:
    """Give a figure and what stands to its left and right in its sentence, cut short."""
    sentence, figure = _said(row["sentence"]), _said(row["text"])
    cut = int(row["start"]) - int(row["sentence_start"])
    if sentence[cut : cut + len(figure)] != figure:
        return "", _flat(figure), ""
    before, after = _flat(sentence[:cut]), _flat(sentence[cut + len(figure) :])
    if len(before) > room:
        before = _CUT + before[-room:]
    if len(after) > room:
        after = after[:room] + _CUT
    return before, _flat(figure), after


# ---------------------------------------------------------------- headings

_HEADING_HEADS = ("文档", "标题", "级", "样式", "位置")
_INDENT = "　"


def _heading_texts(row: _Row) -> list[str]:
    indent = _INDENT * max(int(row["level"]) - 1, 0)
    return [
        _said(row["doc_id"]),
        f"{indent}{_flat(_said(row['marker']) + _said(row['title']))}",
        _said(row["level"]),
        _said(row["style"]),
        f"{row['start']}–{row['body_end']}",
    ]


def _heading_cells(row: _Row) -> list[str]:
    doc_id, title, *others = map(escaped, _heading_texts(row))
    return [
        f'<td class="zhs-whole">{doc_id}</td>',
        f'<td class="zhs-wide"><b>{title}</b></td>',
        *(f"<td>{one}</td>" for one in others),
    ]


# ---------------------------------------------------------------- both


def _text(frame: pd.DataFrame, what: str, heads: Sequence[str], texts: Any, _: Any) -> str:
    first, last = _shown(frame)
    wide = len(texts(first[0][1])) if first else len(heads)
    header = ["", *heads[:wide]]
    rows = [[str(key), *texts(row)] for key, row in first]
    rows += [[_CUT, *[""] * wide]] * bool(last)
    rows += [[str(key), *texts(row)] for key, row in last]
    columns = shutil.get_terminal_size((100, 24)).columns
    laid = table_text(*fitted(header, rows, columns), columns=columns, left=len(header))
    return f"{laid}\n{_caption(frame, what)}"


def _html(frame: pd.DataFrame, what: str, heads: Sequence[str], _: Any, cells: Any) -> str:
    first, last = _shown(frame)
    gap = [f'<tr><td colspan="{len(heads) + 1}">……</td></tr>'] * bool(last)
    body = "".join([*_lines(first, cells), *gap, *_lines(last, cells)])
    head = "".join(f"<th>{name}</th>" for name in ("", *heads))
    return styled(
        '<div class="zhs"><div class="zhs-scroll"><table class="zhs-text">'
        f"<caption>{_caption(frame, what)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div></div>"
    )


def _lines(rows: Iterable[tuple[Any, _Row]], cells: Any) -> list[str]:
    return [f"<tr><th>{escaped(key)}</th>{''.join(cells(row))}</tr>" for key, row in rows]


def _caption(frame: pd.DataFrame, what: str) -> str:
    kinds = ""
    if "kind" in frame:
        counts = frame["kind"].value_counts()
        kinds = "".join(f" · {named('kind', str(kind))} {count}" for kind, count in counts.items())
    return f"{len(frame)} {what}{kinds} · {len(frame.columns)} 列（.columns）"


def _shown(frame: pd.DataFrame) -> tuple[list[tuple[Any, _Row]], list[tuple[Any, _Row]]]:
    """Give the rows that are shown with their keys: all, or the first and the last."""
    if len(frame) <= _MOST:
        return _keyed(frame), []
    return _keyed(frame.head(_ENDS)), _keyed(frame.tail(_ENDS))


def _keyed(frame: pd.DataFrame) -> list[tuple[Any, _Row]]:
    names = list(frame.columns)
    rows = frame.itertuples(index=False, name=None)
    return [
        (key, dict(zip(names, row, strict=True)))
        for key, row in zip(frame.index, rows, strict=True)
    ]


def _said(value: Any) -> str:
    return "" if is_absent(value) else str(value)


def _flat(text: str) -> str:
    return " ".join(text.split())
