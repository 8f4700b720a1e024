"""Spans and one-to-one folding: every pattern runs on folded text, every span indexes the source.

Folding replaces a character by exactly one other (full-width digits and letters by plain
ones, odd spaces by a space, traditional characters by simplified ones), so offsets never move.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from zhsummary.lexicons.load import rows


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a text: ``text[start:end]``."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Give the characters of the span."""
        return text[self.start : self.end]


def _folding() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)}  # ０-９
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF21, 0xFF3B)}  # Ａ-Ｚ
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF41, 0xFF5B)}  # ａ-ｚ
    signs = zip("％＋－／．＊～＿＝＃＆﹪", "%+-/.*~_=#&%", strict=True)
    table |= {ord(wide): plain for wide, plain in signs}
    table |= {ord(space): " " for space in "\u00a0\u2002\u2003\u2009\u202f\u3000"}
    table |= {ord(row["traditional"]): row["simplified"] for row in rows("traditional.tsv")}
    return table


_FOLDING = _folding()
_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, _FOLDING)))}]")

# Up to so many kinds of foldable characters, one `replace` each is faster than a table.
_FEW = 40


@lru_cache(maxsize=8)  # each stage asks for the text that the one before it read
def fold(text: str) -> str:
    """Replace full-width digits, letters, signs, odd spaces and traditional characters.

    Parameters
    ----------
    text : str
        Any text; it is not changed.

    Returns
    -------
    str
        As long as `text`, each character replaced by at most one other, so that an offset
        into the one is an offset into the other.

    Examples
    --------
    >>> fold("１２００册，８５％")
    '1200册，85%'
    >>> fold("捐款３萬餘元")
    '捐款3万余元'
    """
    if text.isascii():
        return text
    foldable = set(_FOLDED.findall(text))
    if len(foldable) > _FEW:
        return text.translate(_FOLDING)
    for char in foldable:
        text = text.replace(char, _FOLDING[ord(char)])
    return text
