"""Tables as plain text, aligned where Chinese characters are two columns wide.

In go headings and cells as text, out comes one string. Not handled: characters that
a terminal draws wider or narrower than Unicode says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_GAP = "  "
_CUT = "…"
_NARROWEST = 6  # narrower columns hold nothing that can be read


def width(text: str) -> int:
    """Count the columns that a text takes in a terminal.

    Examples
    --------
    >>> width("新会员 (人)"), width("≈300")
    (11, 4)
    """
    return sum(_columns(sign) for sign in text)


def visible(text: str) -> str:
    """Write out the signs by which a text could give orders to a terminal or turn its lines round.

    Examples
    --------
    >>> print(visible("建会" + chr(27) + "[2J5家"))
    建会\\x1b[2J5家
    """
    return _ORDERS.sub(lambda found: found[0].encode("unicode-escape").decode("ascii"), text)


#: Control characters but for tabs and line ends, and the marks that turn the direction of writing.
_ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Fill a text with spaces up to a width; `right` puts it at the right edge.

    Examples
    --------
    >>> pad("镇", 4) + "|", pad("7", 3, right=True)
    ('镇  |', '  7')
    """
    filling = " " * max(0, columns - width(text))
    return filling + text if right else text + filling


def cut(text: str, columns: int) -> str:
    """Shorten a text to a width; an ellipsis shows that something was left out.

    Examples
    --------
    >>> cut("困难职工帮扶资金", 9)
    '困难职工…'
    """
    if width(text) <= columns:
        return text
    kept, used = "", width(_CUT)
    for sign in text:
        used += _columns(sign)
        if used > columns:
            break
        kept += sign
    return kept + _CUT


def table_text(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    columns: int = 100,
    left: int = 1,
    blocks: int = 1,
) -> str:
    """Lay a table out in plain text.

    Parameters
    ----------
    header : sequence of str
        The names of the columns.
    rows : sequence of sequence of str
        The cells, as many in each row as in `header`.
    columns : int
        The width that there is.
    left : int
        How many columns from the left are names (set left) and not figures.
    blocks : int
        How often the table may be continued below where it is too wide, the names
        repeated. What does not fit then is left out, and the last line says how much.

    Examples
    --------
    >>> print(table_text(["乡镇", "新会员 (人)"], [["青石镇", "386"], ["白沙乡", "≈300"]]))
    乡镇    新会员 (人)
    青石镇          386
    白沙乡         ≈300
    """
    widths = _widths(header, rows)
    lines: list[str] = []
    place = left
    for block in range(blocks):
        end = _fitting(widths, left, place, columns)
        shown = [*range(left), *range(place, end)]
        lines += [""] * bool(block)
        lines += [_line(row, widths, shown, left) for row in (header, *rows)]
        place = end
        if place >= len(header):
            break
    if place < len(header):
        lines.append(f"… {len(header) - place} 列未显示: {'、'.join(header[place:])}")
    return "\n".join(lines)


def fitted(
    header: Sequence[str], rows: Sequence[Sequence[str]], columns: int
) -> tuple[list[str], list[list[str]]]:
    """Shorten the widest columns of a listing until all of them fit side by side.

    Examples
    --------
    >>> fitted(["a", "text"], [["1", "一段很长的话"]], 10)
    (['a', 'text'], [['1', '一段很…']])
    """
    widths = _widths(header, rows)
    room = columns - len(_GAP) * (len(widths) - 1)
    widest = max(widths, default=0)
    while widest > _NARROWEST and sum(min(wide, widest) for wide in widths) > room:
        widest -= 1
    return [cut(name, widest) for name in header], [[cut(c, widest) for c in row] for row in rows]


def table_width(header: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Count the columns that a table takes when it is laid out in full.

    Examples
    --------
    >>> table_width(["乡镇", "n"], [["青石镇", "386"]])
    11
    """
    widths = _widths(header, rows)
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _widths(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(width, column)) for column in zip(header, *rows, strict=True)]


def _fitting(widths: Sequence[int], left: int, first: int, columns: int) -> int:
    """Tell where the columns end that fit beside the names, from the first on; one always does."""
    used = sum(wide + len(_GAP) for wide in widths[:left]) - len(_GAP)
    for place in range(first, len(widths)):
        used += len(_GAP) + widths[place]
        if used > columns and place > first:
            return place
    return len(widths)


def _line(cells: Sequence[str], widths: Sequence[int], shown: Sequence[int], left: int) -> str:
    padded = [pad(cells[place], widths[place], right=place >= left) for place in shown]
    return _GAP.join(padded).rstrip()


def _columns(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
