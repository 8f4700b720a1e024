r"""Fields that count themselves, to the number that a word processor shows for them.

In goes the code of a field without a stored result (``LISTNUM NumberDefault \l 2``, ``AUTONUM``),
out comes the number as its reader sees it. Word computes these each time that it opens the file,
so the file itself does not hold the number. Not known: lists of a `LISTNUM` that the author made.
"""

from __future__ import annotations

import re
from collections import defaultdict

from zhsummary.read.numbering import numeral

_LIST_FORMS = (
    ("decimal", "{})"), ("lowerLetter", "{})"), ("lowerRoman", "{})"),
    ("decimal", "({})"), ("lowerLetter", "({})"), ("lowerRoman", "({})"),
    ("decimal", "{}."), ("lowerLetter", "{}."), ("lowerRoman", "{}."),
)  # fmt: skip
#: Word's names of ways to write a number, and the file format's.
_FORMS = {
    "ARABIC": "decimal",
    "CHINESENUM1": "ideographDigital",
    "CHINESENUM2": "chineseLegalSimplified",
    "CHINESENUM3": "chineseCounting",
    "GB1": "decimalEnclosedFullstop",
    "GB2": "decimalEnclosedParen",
    "GB3": "decimalEnclosedCircle",
    "GB4": "ideographEnclosedCircle",
    "ZODIAC1": "ideographTraditional",
    "ZODIAC2": "ideographZodiac",
    "CIRCLENUM": "decimalEnclosedCircle",
}
_CASED = {"ROMAN": "Roman", "ALPHABETIC": "Letter"}


class CountedFields:
    """The counts of a text so far."""

    def __init__(self) -> None:
        self._counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * 9)

    def shown(self, code: str) -> str:
        r"""Give the number of the next field of this code, empty for other fields.

        Examples
        --------
        >>> fields = CountedFields()
        >>> fields.shown(r"AUTONUM \* CHINESENUM3"), fields.shown(r"AUTONUM \* CHINESENUM3")
        ('一.', '二.')
        >>> fields.shown(r"LISTNUM \l 1"), fields.shown(r"LISTNUM \l 2"), fields.shown("DATE")
        ('1)', 'a)', '')
        """
        name, _, rest = code.strip().partition(" ")
        if name.upper() == "LISTNUM":
            return self._of_list(rest)
        if name.upper() in ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT"):
            counts = self._counts[name.upper()]
            counts[0] += 1
            return _written(counts[0], rest) + _sign(rest)
        return ""

    def _of_list(self, rest: str) -> str:
        told = re.match(r'\s*"?([^\s"\\]+)', rest)
        counts = self._counts["list " + (told[1] if told else "")]
        level = _switch(rest, "l", 1)
        level = min(max(level, 1), 9)
        start = _switch(rest, "s", 0)
        counts[level - 1] = start or counts[level - 1] + 1
        counts[level:] = [0] * (9 - level)
        form, around = _LIST_FORMS[level - 1]
        return around.format(numeral(counts[level - 1], form)[0])


def _switch(rest: str, name: str, otherwise: int) -> int:
    found = re.search(rf"\\{name}\s*(\d{{1,4}})", rest)
    return int(found[1]) if found else otherwise


def _sign(rest: str) -> str:
    """Give what stands after the number: a full stop, unless the field says another."""
    if re.search(r"\\e\b", rest):
        return ""
    found = re.search(r'\\s\s*"?([^\s"\\])', rest)
    return found[1] if found else "."


def _written(count: int, rest: str) -> str:
    found = re.search(r"\\\*\s*([A-Za-z]+\d?)", rest)
    wanted = found[1] if found else "ARABIC"
    if wanted.upper() in _CASED:
        case = "upper" if wanted[0].isupper() else "lower"
        return numeral(count, case + _CASED[wanted.upper()])[0]
    return numeral(count, _FORMS.get(wanted.upper(), "decimal"))[0]
