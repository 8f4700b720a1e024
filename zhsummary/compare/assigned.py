"""The columns that an analyst gave to figures, in place of those that the codebook found.

In go the facts of a comparison with what was found for each and the codebook; out come the ids
as the analyst has them, and the columns that the codebook does not have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from zhsummary.compare.cells import column_name
from zhsummary.compare.codebook import Codebook
from zhsummary.compare.match import Choice, assign, choose
from zhsummary.messages import say
from zhsummary.tables import Row


def judged(rows: Sequence[Row], book: Codebook) -> tuple[list[Row], Choice]:
    """Give the facts of documents with their indicators, and which of them are cells.

    Examples
    --------
    >>> from zhsummary.compare.codebook import load_codebook
    >>> judged([], load_codebook("union"))[0]
    []
    """
    given = as_given(rows, assign(rows, book), book.indicators)
    return given, choose(given)


def as_given(rows: Sequence[Row], found: Sequence[str], indicators: Iterable[Any]) -> list[Row]:
    """Give the facts with their indicator: the analyst's where one was given.

    Parameters
    ----------
    rows : sequence of mapping
        Facts; ``given`` is the id, the label or the column's name that the analyst said, empty
        for no indicator, None where nothing was said. A column that the codebook does not have
        leaves what was found.
    found : sequence of str
        The ids that the codebook gave.
    indicators : iterable of Indicator
        The codebook's rows.

    Returns
    -------
    list of mapping
        As long as `rows`, with ``indicator``, whether it was ``assigned``, and what was found
        added to ``before``.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> members = SimpleNamespace(id="members", label="会员", unit="人", kind="count")
    >>> given = [{"given": "会员", "before": ""}, {"given": None, "before": ""}]
    >>> [(row["indicator"], row["before"]) for row in as_given(given, ["", "x"], [members])]
    [('members', 'indicator: none'), ('x', '')]
    """
    known = _names(indicators)
    made = []
    for row, one in zip(rows, found, strict=True):
        given = row.get("given")
        if given is None or given not in known:
            made.append(row | {"indicator": one, "assigned": False})
            continue
        was = [row["before"]] if row["before"] else []
        before = "; ".join([*was, f"indicator: {one or 'none'}"])
        made.append(row | {"indicator": known[given], "assigned": True, "before": before})
    return made


def unknown_columns(rows: Iterable[Row], book: Any) -> Iterator[tuple[str, Row, str]]:
    """Give the figures whose column the codebook does not have, each with its document and why."""
    known = _names(book.indicators)
    for row in rows:
        given = row.get("given")
        if given is not None and given not in known:
            yield (
                row["doc_id"],
                row,
                say(
                    "the codebook {codebook} has no indicator {given!r}",
                    codebook=book.name,
                    given=given,
                ),
            )


def _names(indicators: Iterable[Any]) -> dict[str, str]:
    names: dict[str, str] = {"": ""}
    for indicator in indicators:
        for name in (indicator.id, indicator.label, column_name(indicator)):
            names.setdefault(name, indicator.id)
    return names
