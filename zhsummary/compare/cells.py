"""One cell: the statements behind it, and how it is shown and computed with.

A cell is one row of facts, or several where a document states different amounts. In go
those rows and the indicator, out come its text, its mark, its value and its number.

Cells hold money in yuan; a column in 万元 or 亿元 shows it so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from zhsummary.compare.units import factor, scaled, unit_of
from zhsummary.show.amounts import Mark, amount_text, mark_of
from zhsummary.tables import Row, is_absent

COVERAGE = ("exact", "vague", "words", "masked", "conflict", "missing")
"""What a cell can be, for counting: vague is 近, 余, 不足 and ranges together."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one document states of one indicator in one modality: nothing, one fact, a conflict.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> people = SimpleNamespace(label="新会员", unit="人", kind="count")
    >>> about = {"value": 300.0, "qualifier": "approx", "masked": False}
    >>> cell = Cell((about,), people)
    >>> cell.text, cell.value, cell.number(), cell.number(vague=True)
    ('≈300', '≈300', nan, 300.0)
    >>> Cell((), people).mark
    'missing'
    """

    rows: tuple[Row, ...]
    indicator: Any

    @property
    def mark(self) -> Mark:
        """What is vague about it; ``""`` for an exact figure."""
        if not self.rows:
            return "missing"
        first, *others = self.rows
        return "conflict" if others else mark_of(first)

    @property
    def coverage(self) -> str:
        """One of `COVERAGE`."""
        if self.mark == "":
            return "exact"
        return self.mark if self.mark in COVERAGE else "vague"

    @property
    def text(self) -> str:
        """The amount with its sign; ``""`` where nothing is stated."""
        return "≠".join(amount_text(_in_unit(row, self.indicator)) for row in self.rows)

    @property
    def value(self) -> Any:
        """A number where it is exact, a text where it is anything else, NaN where it is not."""
        if self.mark == "":
            number = self.number()
            return int(number) if number.is_integer() else number
        return self.text or float("nan")

    def number(self, *, vague: bool = False) -> float:
        """Give its number; NaN unless exact, or `vague` and a single number is stated."""
        if self.mark == "" or (vague and self.mark in ("≈", "≥", "≤")):
            stated = _in_unit(self.rows[0], self.indicator).get("value")
            return float("nan") if stated is None else float(stated)
        return float("nan")

    @property
    def bounds(self) -> tuple[float, float]:
        """Give where its bar begins and ends: from 0 to the stated number, or a range's ends.

        A figure that has no number (masked, conflicting, missing) is (0, 0).
        """
        if self.mark == "range":
            stated = _in_unit(self.rows[0], self.indicator)
            ends = [
                0.0 if is_absent(stated[name]) else float(stated[name]) for name in ("low", "high")
            ]
            return min(ends), max(ends)
        number = self.number(vague=True)
        return (0.0, number) if number == number else (0.0, 0.0)

    @property
    def corrected(self) -> bool:
        """Whether an analyst set something right in it."""
        return any("corrected" in str(row.get("flags") or "").split(";") for row in self.rows)

    @property
    def hover(self) -> str:
        """The words and the sentence of each statement, a line each."""
        return "\n".join(
            f"{row['text']} ｜ {' '.join(str(row.get('sentence') or '').split())}"
            + (f" ｜ 已更正，原读作 {row['before']}" if row.get("before") else "")
            for row in self.rows
        )


def column_name(indicator: Any) -> str:
    """Name the column of an indicator: its label and, in brackets, its unit.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> column_name(SimpleNamespace(label="慰问金", unit="", kind="money"))
    '慰问金 (元)'

    A label that ends in its unit, to be told from another's, does not say it twice:

    >>> column_name(SimpleNamespace(label="医疗救助（人次）", unit="人次", kind="count"))
    '医疗救助 (人次)'
    """
    unit = unit_of(indicator)
    return f"{indicator.label.removesuffix(f'（{unit}）')} ({unit})" if unit else indicator.label


def column_dtype(values: Iterable[Any]) -> str:
    """Give the dtype of a column: float64 unless a text stands in it."""
    return "object" if any(isinstance(value, str) for value in values) else "float64"


def distinct(names: Sequence[str], ids: Sequence[str]) -> list[str]:
    """Tell columns of one name apart by their ids.

    Examples
    --------
    >>> distinct(["a", "b", "a"], ["x", "y", "z"])
    ['a [x]', 'b', 'a [z]']
    """
    often = Counter(names)
    return [
        f"{name} [{known}]" if often[name] > 1 else name
        for name, known in zip(names, ids, strict=True)
    ]


def _in_unit(row: Row, indicator: Any) -> Row:
    """Give the amount in the unit of the column, which for money may be 万元 or 亿元."""
    by = factor(row.get("unit") or unit_of(indicator), unit_of(indicator))
    return row if by is None else scaled(row, by)
