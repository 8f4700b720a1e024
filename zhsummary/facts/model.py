"""Fact: what a quantity says. The fields follow the columns of `corpus.facts()`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

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
