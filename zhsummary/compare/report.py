"""A comparison and its documents as one page: the table, the problems, the texts.

In go a `Comparison` and the documents that it was made of, out comes a page of
`zhsummary.show.report` that holds all of it and loads nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from zhsummary.show.document import document_body
from zhsummary.show.report import Part, report_page
from zhsummary.show.table import comparison_table, rows_table

_MOST_ROWS = 500  # a list longer than this is read in the CSV, not on a page
_LEGEND = (
    '<p class="zhs-note"><mark>已完成</mark> <mark class="planned">计划</mark> '
    '<mark class="reference">背景与基数</mark> <mark class="masked">遮盖或缺失</mark></p>'
)


def report_html(table: Any, documents: Iterable[Any], *, title: str = "") -> str:
    """Draw the report of a comparison.

    Parameters
    ----------
    table : Comparison
        What is compared.
    documents : iterable of Document
        The documents whose texts the cells link to: ``doc_id text headings facts``.
    title : str, optional
        The page's title; the table's own otherwise.

    Returns
    -------
    str
        One page of HTML.
    """
    view = table.view()
    parts = [
        _part("问题", _placed(table.problems), ["doc_id", "kind", "text", "message"], is_open=True),
        _part(
            "前后不一的数字",
            table.conflicts,
            ["doc_id", "township", "indicator", "modality", "text", "sentence"],
        ),
        _part(
            "没有归入指标的数字",
            table.unmatched,
            ["item", "unit", "facts", "documents", "action", "example", "sentence"],
        ),
        _part("指标覆盖", table.coverage.reset_index(), list(table.coverage.reset_index().columns)),
    ]
    texts = [
        Part(
            _name(document),
            _LEGEND
            + document_body(
                document.text, document.headings, document.facts, doc_id=document.doc_id
            ),
        )
        for document in documents
    ]
    return report_page(
        title or view.caption,
        comparison_table(replace(view, caption=""), links=True),
        [part for part in parts if part is not None],
        texts,
    )


def _placed(problems: pd.DataFrame) -> pd.DataFrame:
    """Give a problem that concerns no document the name of its file."""
    return problems.assign(doc_id=problems["doc_id"].fillna(problems["source"]))


def _part(title: str, frame: pd.DataFrame, columns: list[str], *, is_open: bool = False) -> Any:
    if frame.empty:
        return None
    shown = frame[columns].head(_MOST_ROWS).astype("string").fillna("")
    html = rows_table(columns, shown.values.tolist())
    left_out = len(frame) - len(shown)
    more = f'<p class="zhs-note">另有 {left_out} 行未显示</p>' if left_out else ""
    return Part(f"{title}（{len(frame)}）", html + more, is_open)


def _name(document: Any) -> str:
    title = getattr(document, "title", "")
    return f"{document.doc_id} · {title}" if title else document.doc_id
