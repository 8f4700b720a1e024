"""Sums of what was counted before: 合计62人 behind two sorts of patients.

The sum of different things is none of them; it has the noun that they share, if any.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate

from zhsummary.facts.frame import Frame
from zhsummary.facts.naming import Item


def total(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str | None:
    """新增高血压患者40人、糖尿病患者22人，合计62人: the sum of different things is of none of them.

    Gives the noun that they share, or nothing; None where the figure is no such sum.
    """
    if (IN_SUM | _IN_ALL).isdisjoint(frame.left_words) or not frame.left_classes <= ONLY_SUMMED:
        return None
    summed: list[tuple[Frame, Item]] = []
    for before, found in reversed(earlier):
        if before.quantity.unit == frame.quantity.unit and not before.limit and found.text:
            summed.append((before, found))
        elif before.quantity.kind != "percent":
            break
    if len({found.text for _, found in summed}) < 2:
        return None
    value, last = frame.quantity.value, summed[0][0].quantity.value
    if value is None or last is None or value <= last:
        return None
    if IN_SUM.isdisjoint(frame.left_words) and not _adds_up(value, summed):
        return None  # 培育家庭农场5家，累计41家
    named = [f.after or f.before for f, _ in summed]
    nouns = {tokens[-1].text if tokens else "" for tokens in named}
    head = nouns.pop() if len(nouns) == 1 else ""
    return head if len(head) > 1 else ""


def _adds_up(value: Decimal, summed: list[tuple[Frame, Item]]) -> bool:
    """Say whether an amount is the sum of the last two or more of those before it."""
    amounts = [frame.quantity.value or Decimal(0) for frame, _ in summed]
    return value in list(accumulate(amounts))[1:]


#: Words of a sum, and words that may also say how much there is of one thing by now.
IN_SUM = {"共计", "合计", "总计", "一共", "总共", "拢共"}
_IN_ALL = {"共", "累计"}
ALTOGETHER = {"共", "累计共"} | IN_SUM
ONLY_SUMMED = {"D", "L", "T", "LE", "P"}
