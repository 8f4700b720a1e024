"""Quantity: a number with its unit, and everything its writer left vague.

Values are exact (`Decimal`) or absent (`None`); never test them by truth, because
zero is a figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from zhsummary.quantities.card import card

Kind = Literal["count", "money", "percent", "measure"]
Qualifier = Literal["exact", "approx", "over", "under", "range"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, where it stands and how exactly it is meant.

    Parameters
    ----------
    start, end : int
        Half-open span in the text that was read, hedges and unit included.
    text : str
        The characters of that span, unchanged.
    kind : {"count", "money", "percent", "measure"}
        What sort of unit it has.
    value : Decimal or None
        The stated number: money in yuan, percent as written (85% is 85);
        None for a range and for a masked number.
    low, high : Decimal or None
        The bounds that the words give; None where open, and both None for
        an exact number.
    qualifier : {"exact", "approx", "over", "under", "range"}
        How the writer hedged it.
    unit : str
        The unit as written (``家``, ``人次``, ``亩``); money is ``元`` or another
        currency's name, with 万 and 亿 in the value; a rate keeps its base
        (``元/亩``); percent is ``%``, ``百分点`` or ``成``.
    masked : bool
        True when digits were blanked out or lost.
    rules : tuple of str
        The names of the rules that read it, in order.

    Examples
    --------
    >>> Quantity(3, 7, "近300", "count", Decimal(300), None, Decimal(300), "approx", "人")
    <Quantity '近300' 3–7: approx 300 人, count>
    >>> Quantity(0, 3, "xx户", "count", None, None, None, "exact", "户", masked=True)
    <Quantity 'xx户' 0–3: masked 户, count>
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier
    unit: str
    masked: bool = False
    rules: tuple[str, ...] = ()

    def __repr__(self) -> str:
        place = f"{self.start}–{self.end}"
        return f"<Quantity {self.text!r} {place}: {self._stated()} {self.unit}, {self.kind}>"

    def _repr_html_(self) -> str:
        return card(self.text, self.kind, self._told(), masked=self.masked)

    def _told(self) -> list[tuple[str, str]]:
        """Give what a notebook shows of it, field by field."""
        return [
            ("amount", f"{self._stated()} {self.unit}"),
            ("kind", self.kind),
            ("span", f"{self.start}–{self.end}"),
            ("rules", " ".join(self.rules)),
        ]

    def _stated(self) -> str:
        """Say what is known of the number, an open bound as ``…``."""
        if self.masked:
            return "masked"
        if self.value is not None:
            return f"{self.qualifier} {self.value:f}"
        ends = ("…" if end is None else f"{end:f}" for end in (self.low, self.high))
        return f"{self.qualifier} {'–'.join(ends)}"

    def shifted(self, by: int) -> Quantity:
        """Give the same quantity with its span moved by `by` characters."""
        return Quantity(
            self.start + by,
            self.end + by,
            self.text,
            self.kind,
            self.value,
            self.low,
            self.high,
            self.qualifier,
            self.unit,
            self.masked,
            self.rules,
        )
