"""Read the bare numbers of a table whose header names their unit: 金额（万元） | 56.8.

In go the text of the cells and the header before it; out come quantities. A header that
names no unit gives nothing, and so does a cell that holds more than a number.
"""

from __future__ import annotations

from zhsummary.quantities.grammar import CELL, header_unit
from zhsummary.quantities.model import Quantity
from zhsummary.quantities.numerals import EXACT, number, ungrouped
from zhsummary.quantities.units import UNITS
from zhsummary.spans import fold

# A header's unit stands at its end; what comes earlier is another column's.
_HEADER_REACH = 80


def in_cells(text: str, folded: str, context: str, found: list[Quantity]) -> list[Quantity]:
    """Read cells that are a number alone, in the unit that `context` ends with.

    Parameters
    ----------
    text, folded : str
        The text of the cells, parted by ``|``, tabs or line breaks, and its folded form.
    context : str
        What stands before them.
    found : list of Quantity
        What was read already; no cell that overlaps one is read again.

    Returns
    -------
    list of Quantity
        In order of appearance.

    Examples
    --------
    >>> [(q.text, str(q.value)) for q in in_cells("10.5|3", "10.5|3", "金额（万元）", [])]
    [('10.5', '105000'), ('3', '30000')]
    """
    header = header_unit().search(fold(context)[-_HEADER_REACH:])
    if not header:
        return []
    record = UNITS[header["unit"]]
    taken = {place for quantity in found for place in range(quantity.start, quantity.end)}
    cells = []
    for cell in CELL.finditer(folded):
        start, end = cell.span("number")
        value = number(ungrouped(cell["number"].lstrip("-")) + header["scale"])
        if value is None or start in taken:
            continue
        value = EXACT.multiply(value, record.worth)
        value = value.copy_negate() if cell["number"].startswith("-") else value
        cells.append(
            Quantity(
                start, end, text[start:end], record.kind, value, None, None, "exact",
                record.name, False, ("digits", "unit:header"),
            )
        )  # fmt: skip
    return cells
