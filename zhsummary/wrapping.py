"""Text in lines of one width, as old editors and printed pages leave it: which line ends count.

In goes folded text, out comes the same text with a hidden character for each line end that only
the width of the page has set. A text is taken for wrapped where most of its lines are as long as
its longest, break off inside a sentence and hold punctuation, some of them behind a comma, a
figure or a function word; in tables, lists and verse they do not. A line end before a marker, a
blank line or an indent stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

#: What stands in folded text for a character that no reader sees.
INVISIBLE = "\u200b"

_LEAST_LINES = 8
_LONGEST_LINE = 60  # characters; wider pages are not wrapped by hand
_FEW = 20  # of so many lines one may be longer: an address of the web
_NARROWEST = 15
_SLACK = 2  # a closing mark may hang over
_SHORTER = 4  # a figure may be carried to the next line, and an indent may be gone
_FINAL = frozenset("。！？；：!?;:…")
_MARKS = re.compile("[，。；：、,;:！？]")
_OPEN_END = re.compile(
    r"[0-9一二两三四五六七八九十百千万，、,（(“《的和与及在对为将把被等共各了是从向至到]$"
)
_NEVER_FIRST = frozenset("，。、；：”）》%！？,;:)")
_ENTRY = re.compile(r"[^：:，,。]{1,10}[：:]|.*[0-9]$")  # 桃花村：12, or a column of figures
_PLAIN_MARKS = re.compile("[,;:!?()]")
#: What opens a line of its own: markers, signs, the number of a page.
OPENS = re.compile(
    r"[#>|*●■◆★]|[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[、.](?!\d)|[①-⑳]|第[一二三四五六七八九十]{1,3}[,，、]|[一二三四五六七八九十]是"
    r"|[-—–]{1,2} ?\d{1,3} ?[-—–]|第 ?\d{1,3} ?页|\d{1,3}(?=\n|\Z)"
)


def may_be_wrapped(folded: str) -> bool:
    """Tell whether the lines of a text are many and short enough for a closer look.

    Examples
    --------
    >>> may_be_wrapped("建会5家。"), may_be_wrapped("建会5家，发展会员\\n" * 9)
    (False, True)
    """
    return _has_many(folded, "\n") or _has_many(folded, " ")


def _has_many(folded: str, end: str) -> bool:
    ends = folded.count(end)
    if ends < _LEAST_LINES or len(folded) >= ends * _LONGEST_LINE:
        return False
    lengths = list(map(len, folded.split(end)))
    return sum(map(_LONGEST_LINE.__lt__, lengths)) * _FEW <= len(lengths)


def unwrapped(folded: str) -> str:
    """Hide the line ends that only the width of the page has set, and the spaces left by them.

    Parameters
    ----------
    folded : str
        A folded text.

    Returns
    -------
    str
        As long as `folded`; the same where the text is not wrapped.

    Examples
    --------
    >>> text = "今年以来，镇工会建会12家，发展会员300人，慰问困难职工40户，送去慰问金2万元。" * 9
    >>> page = "\\n".join(text[at : at + 25] for at in range(0, len(text), 25))
    >>> unwrapped(page).replace(INVISIBLE, "") == text
    True
    >>> unwrapped(page.replace("\\n", " ")).replace(INVISIBLE, "") == text
    True
    >>> unwrapped("镇工会建会12家，发展会员\\n" * 9).count(INVISIBLE)
    0
    """
    if _has_many(folded, "\n"):
        folded = _without_margin(folded)
    if _has_many(folded, " ") and _OTHER_END not in folded:
        swapped = folded.replace("\n", _OTHER_END).replace(" ", "\n")
        folded = _without_margin(swapped).replace("\n", " ").replace(_OTHER_END, "\n")
    return folded


_OTHER_END = "\x00"  # stands for a line end while spaces are looked at as if they were line ends


def _without_margin(folded: str) -> str:
    """Hide the ends of the lines that reach the margin, if there is one."""
    lines = _lines(folded)
    full = _full_lines(folded, lines)
    if not full:
        return folded
    indents = [end - start - len(folded[start:end].lstrip(" ")) for start, end in lines]
    usual = median(indents)
    blanks = [folded.count("\n", a[1], b[0]) for a, b in pairwise(lines)]
    gap = median(blanks)
    pieces: list[str] = []
    done = 0
    for index in full:
        if index + 1 == len(lines) or blanks[index] > gap:
            continue
        end, start = lines[index][1], lines[index + 1][0] + indents[index + 1]
        ends_here = folded[end - 1] in _FINAL or indents[index + 1] > usual
        if ends_here or OPENS.match(folded, start):
            continue
        pieces += [folded[done:end], INVISIBLE * (start - end)]
        done = start
    return "".join([*pieces, folded[done:]])


def _lines(folded: str) -> list[tuple[int, int]]:
    """Give the lines that are not blank, without the spaces that end them."""
    found: list[tuple[int, int]] = []
    start = 0
    for line in folded.split("\n"):
        if length := len(line.rstrip(" ")):
            found.append((start, start + length))
        start += len(line) + 1
    return found


def _full_lines(folded: str, lines: Sequence[tuple[int, int]]) -> list[int]:
    """Give the lines that reach the margin, none where the text has no margin.

    A page counts characters, or columns, of which a Chinese character takes two; so did a Chinese
    mark that was replaced by a plain one.
    """
    texts = [folded[start:end] for start, end in lines]
    if sum(text[-1] not in _FINAL for text in texts if len(text) >= _NARROWEST) < _LEAST_LINES:
        return []
    for measure, unit in ((len, 1), (_columns, 2), (_wide_columns, 2)):
        lengths = list(map(measure, texts))
        margin = _margin(lengths, _NARROWEST * unit)
        if not margin:
            continue
        near = range(margin - _SHORTER * unit, margin + unit + 1)
        full = [index for index, length in enumerate(lengths) if length in near]
        long_lines = sum(length * 2 > margin for length in lengths)
        if len(full) * 2 >= long_lines and _is_prose(texts, full):
            return full
    return []


def _columns(text: str) -> int:
    return (len(text.encode("utf-8", "surrogatepass")) + len(text)) // 2


def _wide_columns(text: str) -> int:
    return _columns(text) + len(_PLAIN_MARKS.findall(text))


def _margin(lengths: Sequence[int], narrowest: int) -> int:
    """Give the length that the longest lines share, 0 where there is none."""
    counts = Counter(lengths)
    often = [length for length, count in counts.items() if count > 2 and length >= narrowest]
    margin = max(often, default=0)
    longer = sum(count for length, count in counts.items() if length > margin + _SLACK)
    return margin if longer * _FEW <= len(lengths) else 0


def _is_prose(texts: Sequence[str], full: Sequence[int]) -> bool:
    """Tell whether lines of one length are sentences that break off, and most of the text."""
    if len(full) < _LEAST_LINES - 1:
        return False
    broken = sum(texts[at][-1] not in _FINAL for at in full)
    marked = sum(_MARKS.search(texts[at]) is not None for at in full)
    if min(broken, marked) * 10 < len(full) * 7:
        return False
    behind = [*(text[0] for text in texts[1:]), ""]
    opened = sum(
        behind[at] in _NEVER_FIRST or _OPEN_END.search(texts[at]) is not None for at in full
    )
    listed = sum(_ENTRY.match(texts[at]) is not None for at in full)
    if listed * 2 > len(full):
        return False
    together = "".join([texts[at] for at in full])
    plain = len(together.encode("ascii", "ignore"))
    return opened > 1 and opened * 10 >= len(full) and plain * 5 < len(together) * 2
