"""Markers: what opens a numbered heading, and the number that it says.

In goes a folded line, out come the styles that it may be of (``headings.tsv``). Whether a
marker really opens a heading is for its neighbours to say, see `sections`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from zhsummary.lexicons.load import rows

#: A Chinese number as markers have it.
CN = r"[一二三四五六七八九十廿卅]{1,3}"
_PARTS = {
    "{cn}": f"(?P<n>{CN})",
    "{num}": r"(?P<n>\d{1,2})",
    "{sep}": r"[\u200b-\u200d\u2060\ufeff\\]{0,3} ?[、﹑､]",
}
_DIGITS = {char: i for i, char in enumerate("〇一二三四五六七八九十")}
_ONE_CHARACTER = {
    chr(first + i): i + 1
    for first, count in (
        (0x2460, 20),
        (0x2474, 20),
        (0x2488, 20),
        (0x2776, 10),
        (0x2780, 10),
        (0x3220, 10),
        (0x2160, 12),
    )
    for i in range(count)
} | dict.fromkeys("—–ー-l|", 1)
_FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十", strict=True))
_PLAIN = str.maketrans({**_FORMAL, "廿": "二十", "卅": "三十"})
_ROMAN = {
    roman: at
    for at, roman in enumerate("I II III IV V VI VII VIII IX X XI XII XIII XIV XV".split(), start=1)
}
#: Words that number by their order; 0 where what stands before them tells.
IN_ORDER = {"首先": 1, "其次": 2, "再次": 0, "再者": 0, "最后": 0}


@cache
def markers() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Give the style, the support and the pattern of each marker, in the order of the lexicon."""
    return tuple(
        (row["style"], row["support"], re.compile(_spell(row["pattern"])))
        for row in rows("headings.tsv")
    )


@cache
def any_marker() -> re.Pattern[str]:
    """Give one pattern that is asked first: most lines open with no marker at all."""
    spelt = (_spell(row["pattern"]).replace("(?P<n>", "(?:") for row in rows("headings.tsv"))
    return re.compile("|".join(spelt))


def _spell(pattern: str) -> str:
    for name, part in _PARTS.items():
        pattern = pattern.replace(name, part)
    return pattern


def opens_numbering(line: str, below: Iterable[str]) -> bool:
    """Tell whether a line opens with a marker, so that it is no title.

    A space or a colon behind a number may stand in a title too (一 年工作总结): then the next
    number must open a line below.

    Parameters
    ----------
    line : str
        A folded line, without the signs before it.
    below : iterable of str
        The lines behind it; read only where the marker alone does not tell.

    Examples
    --------
    >>> opens_numbering("（一）建会", []), opens_numbering("一 建会", ["建会5家。", "二 维权"])
    (True, True)
    >>> opens_numbering("一 年工作总结", ["建会5家。"])
    False
    """
    if any_marker().match(line) is None:
        return False
    wanted: dict[re.Pattern[str], int] = {}
    for _, support, pattern in markers():
        match = pattern.match(line) if support != "hole" else None
        if match is None:
            continue
        if support == "none" or match[0].rstrip()[-1] in "、﹑､)）":
            return True
        wanted[pattern] = (IN_ORDER.get(match["n"]) or number_of(match["n"])) + 1
    if not wanted:
        return False
    return any(
        (match := pattern.match(other)) is not None and _says(match["n"], number)
        for other in below
        for pattern, number in wanted.items()
    )


def _says(written: str, number: int) -> bool:
    """Tell whether the number of a marker is the one that is looked for; 最后 is any."""
    return IN_ORDER.get(written, number_of(written)) in (number, 0)


def number_of(written: str) -> int:
    """Read the number of a marker: 十二, 12, ⑫, 廿一, 贰, XI, b; 0 where it says none."""
    if written in _ONE_CHARACTER:
        return _ONE_CHARACTER[written]
    if written.isdecimal():
        return int(written)
    if written.isascii():
        letter = ord(written.lower()) - ord("a") + 1 if len(written) == 1 else 0
        return _ROMAN.get(written, letter)
    written = written.translate(_PLAIN)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _DIGITS.get(written, 0) if len(written) == 1 else 0
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
