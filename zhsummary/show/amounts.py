"""An amount as a reader sees it: what was left vague keeps its sign.

In goes a mapping with ``value low high qualifier masked``, out comes a short text
(``386``, ``≈300``, ``≥1000``, ``≤5``, ``200–250``, ``××``) or the name of what is
vague about it. Nothing is rounded and no range is given a middle.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from zhsummary.messages import in_language, name_of

Mark = Literal["", "≈", "≥", "≤", "range", "words", "masked", "conflict", "missing"]

MASKED = "××"
"""How a masked or lost figure is shown: it was stated, and cannot be read."""

WORDS = "words"
"""The qualifier of what is told without a figure: 与经济增长同步, 总体持平."""

MODALITIES = {
    name: in_language(name_of("modality", name), "zh")
    for name in ("actual", "planned", "reference")
}
"""What a reader is told of a figure's modality."""

_SIGNS: dict[str, Mark] = {"exact": "", "approx": "≈", "over": "≥", "under": "≤", "range": "range"}


def mark_of(amount: Mapping[str, Any]) -> Mark:
    """Tell what is vague about an amount; ``""`` for an exact one.

    Examples
    --------
    >>> mark_of({"value": 1000, "qualifier": "over", "masked": False})
    '≥'
    >>> mark_of({"value": None, "qualifier": "exact", "masked": True})
    'masked'
    >>> mark_of({"value": None, "qualifier": "words", "text": "总体持平"})
    'words'
    """
    if amount.get("masked"):
        return "masked"
    if amount.get("qualifier") == WORDS:
        return "words"
    mark = _SIGNS.get(str(amount.get("qualifier") or "exact"), "")
    if mark != "range" and _stated(amount) is None:
        return "masked"
    return mark


def amount_text(amount: Mapping[str, Any]) -> str:
    """Give an amount as a short text that claims no more than its writer did.

    Examples
    --------
    >>> amount_text({"value": 386, "qualifier": "exact", "masked": False})
    '386'
    >>> amount_text({"value": None, "low": 200, "high": 250, "qualifier": "range"})
    '200–250'
    >>> amount_text({"value": None, "qualifier": "exact", "masked": True})
    '××'
    """
    mark = mark_of(amount)
    if mark == "masked":
        return MASKED
    if mark == "words":
        return str(amount.get("text") or "")
    if mark == "range":
        return _range_text(_number(amount.get("low")), _number(amount.get("high")))
    stated = _stated(amount)
    return mark + number_text(stated if stated is not None else float("nan"))


def number_text(number: float) -> str:
    """Give a number without an exponent, a needless point or a rounding of its own.

    Examples
    --------
    >>> number_text(86000.0), number_text(82.2), number_text(5.6e12)
    ('86000', '82.2', '5600000000000')
    """
    if number != number:
        return ""
    if float(number).is_integer():
        return str(int(number))
    return format(Decimal(f"{number:.12g}"), "f")


_LONG = re.compile(r"(?<![\d.])\d{5,}")


def grouped(text: str) -> str:
    """Part the thousands of long whole numbers in a text, for the eye only.

    Examples
    --------
    >>> grouped("≈1234567.5"), grouped("2023")
    ('≈1,234,567.5', '2023')
    """
    return _LONG.sub(lambda match: f"{int(match[0]):,}", text)


def _range_text(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return MASKED
    if low is None or high is None:
        return f"≥{number_text(low)}" if low is not None else f"≤{number_text(high or 0.0)}"
    return f"{number_text(low)}–{number_text(high)}"


def _stated(amount: Mapping[str, Any]) -> float | None:
    """Give the number that stands in the text, which for 1000余 is also its lower bound."""
    for name in ("value", "low", "high"):
        number = _number(amount.get(name))
        if number is not None:
            return number
    return None


def _number(value: Any) -> float | None:
    if value is None:
        return None
    number = float(value)
    return None if number != number else number
