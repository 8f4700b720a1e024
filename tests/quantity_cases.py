"""Read the case tables of quantities, and write a quantity as they do."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from zhsummary.quantities.model import Quantity

CASES = Path(__file__).parent / "cases"


def table(name: str) -> list[dict[str, str]]:
    """Give the rows of a case table; ⏎ in it stands for a line break."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    header, *body = [line for line in lines if line and not line.startswith("#")]
    columns = header.split("\t")
    rows = [dict(zip(columns, line.split("\t"), strict=True)) for line in body]
    for row in rows:
        row["text"] = row["text"].replace("⏎", "\n")
    return rows


def written(quantities: list[Quantity]) -> str:
    """Write quantities as text|kind|value|low|high|qualifier|unit, parted by ' ; '."""
    return " ; ".join(
        "|".join(
            [
                quantity.text.replace("\n", "⏎"),
                quantity.kind,
                "masked" if quantity.masked else plain(quantity.value),
                plain(quantity.low),
                plain(quantity.high),
                quantity.qualifier,
                quantity.unit,
            ]
        )
        for quantity in quantities
    )


def plain(value: Decimal | None) -> str:
    """Write a number without exponent and without idle zeros, a dash where there is none."""
    if value is None:
        return "-"
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
