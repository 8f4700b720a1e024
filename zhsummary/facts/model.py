"""Fact: what a quantity says. The fields follow the columns of `corpus.facts()`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from zhsummary.quantities.card import card
from zhsummary.quantities.model import Quantity

Modality = Literal["actual", "planned", "reference"]
Change = Literal["", "increase_by", "decrease_by", "increase_to", "decrease_to"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A quantity and what the text says of it.

    An empty string means that the text does not say. `group` is shared by the
    facts that describe one event together; `flags` is what a careful reader
    would warn of; `about` holds the words of the clause around the figure, for the
    codebooks; `rules` names how each field was found. Of a fact that an analyst corrected
    `before` says what was read, and `indicator` the column that it was given: empty for
    none, None where the codebook is to say.

    Examples
    --------
    >>> from decimal import Decimal
    >>> seven = Quantity(4, 6, "7家", "count", Decimal(7), None, None, "exact", "家")
    >>> Fact(seven, 0, 7, item="基层工会", action="新建", flags=("list-aligned",))
    <Fact '7家' 4–6: exact 7 家, count; item='基层工会', action='新建', modality='actual',
     flags=('list-aligned',)>
    """

    quantity: Quantity
    sentence_start: int
    sentence_end: int
    item: str = ""
    action: str = ""
    modality: Modality = "actual"
    change: Change = ""
    time: str = ""
    actor: str = ""
    per: str = ""
    group: int | None = None
    flags: tuple[str, ...] = ()
    about: str = field(default="", compare=False)
    rules: tuple[str, ...] = field(default=(), compare=False)
    indicator: str | None = None
    before: tuple[str, ...] = ()

    def __repr__(self) -> str:
        said = ("item", "action", "modality", "change", "time", "actor", "per", "group", "flags")
        told = (f"{name}={value!r}" for name in said if (value := getattr(self, name)) not in _NONE)
        return f"<Fact {repr(self.quantity)[len('<Quantity ') : -1]}; {', '.join(told)}>"

    def _repr_html_(self) -> str:
        amount, *others = self.quantity._told()
        fields = ("item", "action", "modality", "change", "time", "actor", "per", "group")
        said = [(name, getattr(self, name)) for name in fields]
        marks = [
            ("flags", " ".join(self.flags)),
            ("before", "; ".join(self.before)),
            *others[:-1],
            ("rules", " ".join((*self.quantity.rules, *self.rules))),
        ]
        quantity = self.quantity
        return card(quantity.text, quantity.kind, [amount, *said, *marks], masked=quantity.masked)


_NONE = ("", None, ())
