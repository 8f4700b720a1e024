"""Units of a column: what can be converted is, what cannot is refused by name.

In go the cells that the matching chose and the codebook, out come the same cells in
the unit of their indicator (money stays in yuan), and those that had to be refused. 名
is 人 and 吨 is 2000 斤, but 户 is never 人; an indicator that lists further measure
words (``units``) accepts those one for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import pandas as pd

from zhsummary.lexicons import load
from zhsummary.tables import Row

_PREFIXES = {"万亿": Decimal(10**12), "亿": Decimal(10**8), "万": Decimal(10**4)}
_BY_KIND = {"money": "元", "percent": "%"}


@dataclass(frozen=True)
class Settled:
    """A choice of cells in the units of their columns, and what was refused.

    `refused` are the rows whose unit could not be converted, each with the reason;
    they are among `rejected` as well.
    """

    cells: list[Row]
    rejected: list[tuple[Row, str]]
    conflicts: list[list[Row]]
    refused: list[tuple[Row, str]]


def factor(unit: str, into: str) -> Decimal | None:
    """Tell by what an amount is multiplied to be in another unit; None if it cannot be.

    Examples
    --------
    >>> factor("吨", "斤"), factor("名", "人"), factor("元", "万元"), factor("户", "人")
    (Decimal('2000'), Decimal('1'), Decimal('0.0001'), None)
    """
    ours, theirs = _parts(unit), _parts(into)
    scale = ours[0] / theirs[0]
    if ours[1] == theirs[1]:
        return scale
    known = _conversions()
    if ours[1] not in known or theirs[1] not in known:
        return None
    (base, worth), (other, each) = known[ours[1]], known[theirs[1]]
    return scale * worth / each if base == other else None


def unit_of(indicator: Any) -> str:
    """Give the unit that an indicator's column is in.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> unit_of(SimpleNamespace(unit="", kind="money"))
    '元'
    """
    return indicator.unit or _BY_KIND.get(indicator.kind, "")


def scaled(row: Mapping[str, Any], by: Decimal) -> Row:
    """Give a row with its amount multiplied, without the noise of binary fractions.

    Examples
    --------
    >>> scaled({"value": 86000.0, "low": None, "high": None}, Decimal("0.0001"))["value"]
    8.6
    """
    if by == 1:
        return dict(row)
    return dict(row) | {
        name: None if pd.isna(row.get(name)) else float(Decimal(repr(float(row[name]))) * by)
        for name in ("value", "low", "high")
    }


def settle(choice: Any, indicators: Iterable[Any]) -> Settled:
    """Bring the chosen cells into the units of their indicators.

    Parameters
    ----------
    choice : Choice
        ``cells``, ``rejected`` and ``conflicts``, as the matching gives them.
    indicators : iterable of Indicator
        The columns. One without a unit takes the unit of most of its cells.

    Returns
    -------
    Settled
        Counts and measures in the unit of the indicator, money in yuan.
    """
    stated = [*choice.cells, *(row for rows in choice.conflicts for row in rows)]
    units = _column_units(stated, indicators)
    refused: list[tuple[Row, str]] = []

    def in_unit(rows: Sequence[Mapping[str, Any]]) -> list[Row]:
        kept = []
        for row in rows:
            unit, listed = units[row["indicator"]]
            by = Decimal(1) if row["unit"] in listed else factor(row["unit"], unit)
            if by is None:
                refused.append((dict(row), f"its unit {row['unit']} cannot be converted to {unit}"))
            else:
                kept.append(scaled(row, by) | {"unit": unit})
        return kept

    cells = in_unit(choice.cells)
    conflicts = [rows for rows in map(in_unit, choice.conflicts) if rows]
    return Settled(cells, [*choice.rejected, *refused], conflicts, refused)


def _column_units(
    rows: Iterable[Mapping[str, Any]], indicators: Iterable[Any]
) -> dict[str, tuple[str, frozenset[str]]]:
    """Give for each indicator the unit of its cells and the words that stand for it."""
    seen: dict[str, Counter[str]] = {}
    for row in rows:
        seen.setdefault(row["indicator"], Counter())[row["unit"]] += 1
    units = {}
    for indicator in indicators:
        unit = "元" if _is_yuan(indicator) else unit_of(indicator)
        if not unit and indicator.id in seen:
            unit = seen[indicator.id].most_common(1)[0][0]
        listed = frozenset(getattr(indicator, "units", ()))
        # a listed word that can be converted is: 斤 and 吨 are not one for one
        alike = {word for word in listed if factor(word, unit) is None}
        units[indicator.id] = (unit, frozenset(alike))
    return units


def _is_yuan(indicator: Any) -> bool:
    return indicator.kind == "money" and _parts(unit_of(indicator))[1] == "元"


@cache
def _parts(unit: str) -> tuple[Decimal, str]:
    """Part 万人 into 10000 and 人."""
    for prefix, worth in _PREFIXES.items():
        if unit.startswith(prefix) and len(unit) > len(prefix):
            return worth, unit.removeprefix(prefix)
    return Decimal(1), unit


@cache
def _conversions() -> dict[str, tuple[str, Decimal]]:
    return {
        row["unit"]: (row["of"], Decimal(row["worth"])) for row in load.rows("conversions.tsv")
    }
