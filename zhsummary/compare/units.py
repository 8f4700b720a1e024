"""Units of a column: what can be converted is, what cannot is refused by name.

In go the cells that the matching chose and the codebook, out come the same cells in
the unit of their indicator (money stays in yuan), and those that had to be refused. 名
is 人 and 吨 is 2000 斤, but 户 is never 人; an indicator that lists further measure
words (``units``) accepts those one for one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import pandas as pd

from zhsummary.lexicons import load
from zhsummary.messages import say
from zhsummary.show.amounts import WORDS
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
    >>> int(factor("吨", "斤")), float(factor("元", "万元")), factor("户", "人")
    (2000, 0.0001, None)
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


def family(unit: str) -> str:
    """Give the unit that stands for all that count the same (名 and 位 are 人).

    Examples
    --------
    >>> family("名"), family("吨"), family("头")
    ('人', '吨', '头')
    """
    base, worth = _conversions().get(unit, (unit, Decimal(1)))
    return base if worth == 1 else unit


def dimension(unit: str) -> str:
    """Give what a unit measures, by the unit that its like are converted into.

    Examples
    --------
    >>> dimension("名"), dimension("吨"), dimension("万斤"), dimension("头")
    ('人', '公斤', '公斤', '头')
    """
    base = _parts(unit)[1]
    return _conversions().get(base, (base, Decimal(1)))[0]


def members(unit: str) -> frozenset[str]:
    """Give the units that can be converted into one, itself among them.

    Examples
    --------
    >>> sorted(members("名"))
    ['个人', '人', '位', '名']
    """
    known = {one for one in _conversions() if dimension(one) == dimension(unit)}
    return frozenset(known | {unit})


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


def converted(row: Mapping[str, Any], indicator: Any, unit: str = "") -> Row | None:
    """Give a fact in the unit of an indicator, or None where it cannot be converted.

    Parameters
    ----------
    row : mapping
        A fact: ``unit value low high``.
    indicator : Indicator
        Its ``unit`` is the one wanted; measure words listed in ``units`` count one for
        one, unless they can be converted (斤 and 吨 are not one for one).
    unit : str, optional
        The unit to use where the indicator names none. Without it the fact keeps its own.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> grain = SimpleNamespace(unit="吨", units=frozenset(), kind="measure")
    >>> fact = {"unit": "斤", "value": 3000.0, "low": None, "high": None}
    >>> converted(fact, grain)["value"], converted(fact | {"unit": "户"}, grain)
    (1.5, None)
    """
    wanted = _stored_unit(indicator) or unit
    if not wanted:
        return dict(row)
    by = factor(row["unit"], wanted)
    if by is None and row["unit"] not in getattr(indicator, "units", ()):
        return None
    return scaled(row, Decimal(1) if by is None else by) | {"unit": wanted}


_OF_GROWTH = re.compile(r"增速|增幅|增长|涨幅")
_OF_FALL = re.compile(r"降幅|下降")
_TURNED = {"over": "under", "under": "over"}


def signed(row: Mapping[str, Any], indicator: Any) -> Row:
    """Give a change with its sign: 下降6.2% in a column of growth is -6.2.

    In a column of falls (降幅) it is the rise that is below zero. A figure that is below zero
    already, by the hand of an analyst, stays as it is.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> growth = SimpleNamespace(label="税收增速", change="by")
    >>> fall = {"change": "decrease_by", "value": 6.2, "low": 6.2, "high": None}
    >>> told = signed(fall | {"qualifier": "over"}, growth)
    >>> told["value"], told["low"], told["high"], told["qualifier"]
    (-6.2, None, -6.2, 'under')
    """
    against = {"decrease_by": _OF_GROWTH, "increase_by": _OF_FALL}.get(str(row.get("change") or ""))
    if against is None or getattr(indicator, "change", "") != "by":
        return dict(row)
    value, low, high = (
        None if pd.isna(row.get(name)) else float(row[name]) for name in ("value", "low", "high")
    )
    if not against.search(indicator.label) or any(
        one is not None and one < 0 for one in (value, low, high)
    ):
        return dict(row)
    value, low, high = (None if one is None else -one for one in (value, high, low))
    qualifier = str(row.get("qualifier") or "")
    turned = _TURNED.get(qualifier, qualifier)
    return dict(row) | {"value": value, "low": low, "high": high, "qualifier": turned}


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
    columns = {indicator.id: indicator for indicator in indicators}
    stated = [*choice.cells, *(row for rows in choice.conflicts for row in rows)]
    commonest = _commonest_units(stated)
    refused: list[tuple[Row, str]] = []
    rejected = list(choice.rejected)

    def in_unit(rows: Sequence[Mapping[str, Any]]) -> list[Row]:
        kept = []
        for row in rows:
            if row.get("qualifier") == WORDS:
                kept.append(dict(row))
                continue
            column, unit = columns[row["indicator"]], commonest[row["indicator"]]
            fitting = converted(row, column, unit)
            if fitting is not None:
                kept.append(signed(fitting, column))
                continue
            wanted = _stored_unit(column) or unit
            told = (
                dict(row),
                say("{unit} cannot be converted into {wanted}", unit=row["unit"], wanted=wanted),
            )
            refused.append(told)
            rejected.append(told)
        return kept

    cells = in_unit(choice.cells)
    conflicts = [rows for rows in map(in_unit, choice.conflicts) if rows]
    return Settled(cells, rejected, conflicts, refused)


def _commonest_units(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Give for each indicator the unit that most of its cells have."""
    seen: dict[str, Counter[str]] = {}
    for row in rows:
        if row.get("qualifier") != WORDS:
            seen.setdefault(row["indicator"], Counter())[row["unit"]] += 1
    return {name: units.most_common(1)[0][0] for name, units in seen.items()}


def _stored_unit(indicator: Any) -> str:
    """Give the unit that cells are kept in, which for money is the yuan."""
    return "元" if _is_yuan(indicator) else unit_of(indicator)


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
    return {row["unit"]: (row["of"], Decimal(row["worth"])) for row in load.rows("conversions.tsv")}
