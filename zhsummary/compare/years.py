"""From year to year: what each township states of one indicator in one year and in the next.

In go the rows of a table with their cells, out come pairs of years. A difference is given
only where both years state an exact number; otherwise the pair says what stands in the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from zhsummary.compare.cells import Cell, column_name
from zhsummary.compare.lines import Line
from zhsummary.tables import frame_of

COLUMNS: dict[str, str] = {
    "township": "string",
    "from_year": "Int64",
    "year": "Int64",
    "before": "string",
    "now": "string",
    "difference": "float64",
    "percent": "float64",
    "why_not": "string",
}
_WORDS = {"≈": "vague", "≥": "vague", "≤": "vague"}


def change_frame(lines: Sequence[Line], cells: Sequence[Cell], indicator: Any) -> pd.DataFrame:
    """Give one row for each pair of following years of a township.

    Parameters
    ----------
    lines : sequence of Line
        The rows of the table, with ``township`` and ``year``.
    cells : sequence of Cell
        Their cells of the indicator, in the same order.
    indicator : Indicator
        Whose kind says whether a percentage of change has a meaning.

    Returns
    -------
    pandas.DataFrame
        Columns and dtypes as `COLUMNS` declares them; ``attrs["indicator"]`` names the
        indicator with its unit.
    """
    by_township: dict[tuple[str | None, str | None], dict[int, list[Cell]]] = {}
    for line, cell in zip(lines, cells, strict=True):
        if line.name and line.year is not None:
            years = by_township.setdefault(line.place, {})
            years.setdefault(line.year, []).append(cell)
    rows = (
        {"township": township, "from_year": first, "year": then}
        | _pair(years[first], years[then], first, then, indicator.kind == "percent")
        for (township, _), years in by_township.items()
        for first, then in pairwise(sorted(years))
    )
    made = frame_of(rows, COLUMNS)
    made.attrs["indicator"] = column_name(indicator)
    return made


def _pair(
    before: Sequence[Cell], now: Sequence[Cell], first: int, then: int, rate: bool
) -> dict[str, Any]:
    why = [
        f"{year}: {said}"
        for year, cells in ((first, before), (then, now))
        if (said := _obstacle(cells))
    ]
    told: dict[str, Any] = {"before": _text(before), "now": _text(now), "why_not": "; ".join(why)}
    if why:
        return told
    old, new = before[0].number(), now[0].number()
    told["difference"] = new - old
    if not rate and old:
        told["percent"] = 100 * (new - old) / old
    return told


def _obstacle(cells: Sequence[Cell]) -> str:
    if len(cells) > 1:
        return "several documents"
    return _WORDS.get(cells[0].mark, cells[0].mark)


def _text(cells: Iterable[Cell]) -> str:
    return " | ".join(cell.text or "–" for cell in cells)
