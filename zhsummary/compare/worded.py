"""Cells that hold words: what a document says of an indicator without a figure.

In go the worded statements of the documents (居民收入增长与经济增长同步), as rows like those of
facts, and the codebook; out come those that state an indicator of which the document gives no
figure. A figure goes before words, what is planned does not share a cell with what is done, and
no number is made of any words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zhsummary.compare.codebook import Codebook, Indicator
from zhsummary.compare.match import Choice, fits
from zhsummary.compare.several_years import of_several_years
from zhsummary.messages import say
from zhsummary.show.amounts import WORDS

Row = Mapping[str, Any]


def with_words(choice: Choice, rows: Sequence[Row], codebook: Codebook) -> Choice:
    """Add to a choice of cells what the documents say in words alone.

    Parameters
    ----------
    choice : Choice
        The cells that have a figure.
    rows : sequence of mapping
        Worded statements in the order of their documents: the columns of ``corpus.facts()``,
        ``about`` and ``states``.
    codebook : Codebook
        The indicators; the first that fits takes a statement.

    Returns
    -------
    Choice
        The same with further cells, whose ``qualifier`` is ``words`` and which have no value.
    """
    cells, rejected = list(choice.cells), list(choice.rejected)
    taken = {_key(row) for row in (*cells, *(row for rows in choice.conflicts for row in rows))}
    said: set[tuple[str, str, str]] = set()
    for row, indicator in _stated(rows, codebook):
        known = dict(row) | {"indicator": indicator.id, "qualifier": WORDS, "unit": "", "kind": ""}
        if _key(known) in taken:
            rejected.append((known, say("said in words; the figure is stated")))
        elif _key(known) in said:
            rejected.append((known, say("said in words again")))
        else:
            said.add(_key(known))
            cells.append(known)
    return Choice(cells, rejected, choice.conflicts)


def _stated(rows: Sequence[Row], codebook: Codebook) -> Iterable[tuple[Row, Indicator]]:
    for row, years in zip(rows, of_several_years(rows), strict=True):
        if years:
            continue
        for indicator in codebook.indicators:
            if fits(_as_if_counted(row, indicator), indicator):
                yield row, indicator
                break


def _as_if_counted(row: Row, indicator: Indicator) -> Row:
    """Give words the kind and unit that a figure in their place would have."""
    unit = min(indicator.units, default=indicator.unit)
    return dict(row) | {"kind": indicator.kind, "unit": unit, "per": ""}


def _key(row: Row) -> tuple[str, str, str]:
    return row["doc_id"], row["indicator"], row["modality"]
