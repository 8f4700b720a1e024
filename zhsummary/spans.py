"""Spans and one-to-one folding: every pattern runs on folded text, every span indexes the source.

Folding replaces a character by exactly one other (full-width digits and letters by plain
ones, odd spaces by a space, traditional characters by simplified ones), so offsets never move.
What no reader sees becomes `INVISIBLE`; who cannot have it in between reads `visible` text and
finds its way back by the places that come with it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
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


#: What stands in folded text for a character that no reader sees.
INVISIBLE = "\u200b"
#: Zero-width characters and soft hyphens, which sites put in against copying.
_HIDDEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
#: Converters of web pages spell the sound behind a character: 慰問貧困戶(hù)30戶(hù).
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SOUND = re.compile(
    rf"(?<=[\u4e00-\u9fff])[(（](?=[a-zü]{{0,3}}[{_TONES}])[a-zü{_TONES}]{{1,6}} ?[)）]"
)


#: What a keyboard's quotation marks enclose, which do not tell which of them opens.
_STRAIGHT = re.compile(r'"([^"\n“”]{1,60})"')


def _folding() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)}  # ０-９
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF21, 0xFF3B)}  # Ａ-Ｚ
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF41, 0xFF5B)}  # ａ-ｚ
    signs = zip("％＋－／．＊～＿＝＃＆﹪", "%+-/.*~_=#&%", strict=True)
    table |= {ord(wide): plain for wide, plain in signs}
    table |= {ord(space): " " for space in "\u00a0\u2002\u2003\u2009\u202f\u3000"}
    table |= {ord(end): "\n" for end in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"}
    table |= {ord(a): b for a, b in zip("「」『』﹁﹂〝〞", "“”‘’“”“”", strict=True)}
    table |= {ord(hidden): INVISIBLE for hidden in _HIDDEN}
    table |= {ord(row["traditional"]): row["simplified"] for row in rows("traditional.tsv")}
    return table


_FOLDING = _folding()
_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, _FOLDING)))}{_TONES}]")

# Up to so many kinds of foldable characters, one `replace` each is faster than a table.
_FEW = 40


@lru_cache(maxsize=8)  # each stage asks for the text that the one before it read
def fold(text: str) -> str:
    """Replace full-width digits, letters and signs, odd spaces, line ends and quotation marks,
    and traditional characters.

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
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if '"' in text:
        text = _STRAIGHT.sub(r"“\1”", text)
    if text.isascii():
        return text
    foldable = set(_FOLDED.findall(text))
    if not foldable.isdisjoint(_TONES):
        text = _SOUND.sub(lambda sound: INVISIBLE * len(sound[0]), text)
        foldable.difference_update(_TONES)
    if len(foldable) > _FEW:
        return text.translate(_FOLDING)
    for char in foldable:
        text = text.replace(char, _FOLDING[ord(char)])
    return text


def seen(text: str) -> str:
    """Give a text folded and without what no reader sees: for patterns, not for offsets.

    Examples
    --------
    >>> seen("慰\u200b問３\u200b2户")
    '慰问32户'
    """
    return fold(text).replace(INVISIBLE, "")


def with_wide_stops(text: str) -> str:
    """Write commas, semicolons and colons as Chinese does, except inside numbers.

    Examples
    --------
    >>> with_wide_stops("新建工会12家,发放1,200元;")
    '新建工会12家，发放1,200元；'
    """
    wide = _COMMA.sub("，", text) if "," in text else text
    return wide.replace(";", "；").replace(":", "：")


_COMMA = re.compile(r",(?![0-9]{3})")


def visible(folded: str) -> tuple[str, Sequence[int]]:
    """Give folded text without what no reader sees, and where its characters stand.

    Examples
    --------
    >>> text, places = visible(fold("慰\u200b问3\u200b2户"))
    >>> text, list(places)
    ('慰问32户', [0, 2, 3, 5, 6])
    """
    if INVISIBLE not in folded:
        return folded, range(len(folded))
    places = array("L", (place for place, char in enumerate(folded) if char != INVISIBLE))
    return folded.replace(INVISIBLE, ""), places
