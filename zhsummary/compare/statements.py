"""What stands behind each cell, for a notebook: the sentence, and the line that corrects it.

In goes a `Comparison`, out comes its `TableView` with the statements of every cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from zhsummary.compare.cells import Cell
from zhsummary.facts.corrections import correction_words
from zhsummary.read.corrections import line_of
from zhsummary.read.model import Correction
from zhsummary.show.table import Said, TableView
from zhsummary.tables import Row

_Place = tuple[str, int, int]


def with_statements(table: Any, *, rows: int | None = None) -> TableView:
    """Give a table's view, each cell with the sentences that state it.

    Parameters
    ----------
    table : Comparison
        What is compared.
    rows : int, optional
        How many rows of it are shown; the statements of others are left out.
    """
    view = table.view()
    lines = [cells for _, cells in table.lines()][:rows]
    words = _words(table, (row for cells in lines for cell in cells for row in cell.rows))
    told = [
        tuple(
            replace(shown, said=_said(cell, words)) for shown, cell in zip(line, cells, strict=True)
        )
        for line, cells in zip(view.grid, lines, strict=False)
    ]
    return replace(view, grid=(*told, *view.grid[len(told) :]))


def _words(table: Any, rows: Iterable[Row]) -> dict[_Place, str]:
    """Give the words by which a correction finds each figure, document by document."""
    places: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for row in rows:
        places[row["doc_id"]].add((row["start"], row["end"]))
    texts = {document["doc_id"]: document.get("text") or "" for document in table.documents}
    return {
        (doc_id, *place): words
        for doc_id, of in places.items()
        for place, words in zip(of, correction_words(texts[doc_id], of), strict=True)
    }


def _said(cell: Cell, words: Mapping[_Place, str]) -> tuple[Said, ...]:
    return tuple(
        _statement(row, words.get((row["doc_id"], row["start"], row["end"]), ""))
        for row in cell.rows
    )


def _statement(row: Row, words: str) -> Said:
    sentence, figure = str(row.get("sentence") or ""), str(row["text"])
    cut = row["start"] - (row.get("sentence_start") or 0)
    if sentence[cut : cut + len(figure)] != figure:
        sentence, cut = figure, 0
    return Said(
        row["doc_id"],
        _plain(sentence[:cut]),
        _plain(figure),
        _plain(sentence[cut + len(figure) :]),
        note=f"已更正，原读作 {row['before']}" if row.get("before") else "",
        line=line_of(Correction(row["doc_id"], words, "value", "")).rstrip() if words else "",
    )


def _plain(text: str) -> str:
    """Put a text on one line."""
    return " ".join(text.split())
