"""Numbers that were blanked out or lost: xx人次, \\_\\_名, xx.8万元, 经费已入库万元.

In goes the text around a blank; out comes where the figure begins and ends. A blank before
the name of a place or a date (xx镇, 20__年) is none. A lost number is believed only before
a money unit or %, or behind 余, between a Chinese word and the end of a clause.

Sites that hide years write one over other digits too (110户 becomes 12023户). Where a year or a
share that cannot be shows it, no number of the text that has a year in it is believed.
"""

from __future__ import annotations

import re

# Written in place of digits; Markdown escapes some of them. Digits beside them stay hidden.
BLANK = (
    r"(?:(?<![A-Za-z0-9.])|(?<=[A-Z])(?=[x*_×\\]))[0-9]{0,9}"
    r"(?:(?:\\[_*]){1,9}|_{2,9}|\*{2,9}|[xX×]{1,6}|[□○]{1,6}|[Nn]{1,3}(?![0-9])|某{1,2})"
    r"(?:[0-9]{1,9}(?:\.[0-9]{1,9})?|\.[0-9]{1,9}|\.[xX×]{1,3})?(?![A-Za-z0-9])"
)

CLAUSE_END = r" {0,2}(?:[，。；、,;）)！\r\n”]|\Z)"
_CLAUSE_ENDS = re.compile(CLAUSE_END)
_WORD = re.compile(r"[\u4e00-\u9fff]")

#: What only a year written over digits makes: 202223年, 合格率20230%.
_OVERWRITING = re.compile(
    r"(?<![0-9.,])20[12][0-9][0-9]{1,2}年|率[\u4e00-\u9fff]{0,2}20[12][0-9]0%"
)
#: Digits that such a year may have been written into.
OVERWRITTEN = re.compile(r"20[12][0-9]")
#: A year with the rest of the digits that it was written over behind it.
YEAR_WITH_MORE = re.compile(r"20[12][0-9]{2,3}")

_LINE = 200  # how far along a line print is looked for

# Before 元, these make another word (美元, 公元) or say that it is no figure (单位, 每元).
_NOT_BEFORE_MONEY = frozenset(
    "单位币每按以公美欧日港澳加韩台多双中次状纪改开上复何人超破近过逾"
    "数几余零两一二三四五六七八九十百千万亿"
)
# Behind these a share must follow (占%，, 签订率达到%，); the unit of a table is named by none.
_BEFORE_SHARE = frozenset("达到为占约至近超长降高升增减")
_NOT_BEFORE_REST = frozenset("其剩业盈结多有残富空百千万亿数几十零一二三四五六七八九两个年岁")


def is_bold(folded: str, start: int, end: int) -> bool:
    """Tell whether ** opens or closes bold print rather than hides a number.

    Print opens at the start of a line or behind punctuation, a blank behind a word.

    Examples
    --------
    >>> is_bold("**户籍管理**", 0, 2), is_bold("投入**万元，慰问**户", 2, 4)
    (True, False)
    """
    line_start = max(folded.rfind("\n", max(0, start - _LINE), start) + 1, start - _LINE)
    before = folded[line_start:start]
    if before.count("**") % 2:
        opened = before.rfind("**")
        return not _WORD.match(before[opened - 1 : opened])
    if _WORD.match(before[-1:]):
        return False
    return "**" in folded[end : end + _LINE].partition("\n")[0]


def lost_money(folded: str, start: int, end: int) -> bool:
    """Tell whether 元 or 万元 at this place must have had a number before it.

    Examples
    --------
    >>> lost_money("经费已入库万元。", 5, 7), lost_money("（单位：万元）", 4, 6)
    (True, False)
    """
    return _ends_word(folded, start, _NOT_BEFORE_MONEY) and bool(_CLAUSE_ENDS.match(folded, end))


def lost_count(folded: str, start: int, end: int) -> bool:
    """Tell whether 余份 or the like at this place must have had a number before it.

    Examples
    --------
    >>> lost_count("发放资料余份，", 4, 6), lost_count("其余人，", 1, 3)
    (True, False)
    """
    return _ends_word(folded, start, _NOT_BEFORE_REST) and bool(_CLAUSE_ENDS.match(folded, end))


def lost_share(folded: str, start: int) -> bool:
    """Tell whether % at this place must have had a number before it.

    Examples
    --------
    >>> lost_share("覆盖率达到%，", 5), lost_share("单位为%，", 3)
    (True, False)
    """
    return (
        folded[start - 1 : start] in _BEFORE_SHARE
        and "单位" not in folded[max(0, start - 4) : start]
    )


def is_overwritten(folded: str) -> bool:
    """Tell whether years stand where other digits of a text stood.

    Examples
    --------
    >>> is_overwritten("安排棉被202300床，合格率20230%"), is_overwritten("2023年合格率100%")
    (True, False)
    """
    return _OVERWRITING.search(folded) is not None


def _ends_word(folded: str, start: int, stops: frozenset[str]) -> bool:
    before = folded[start - 1 : start]
    return before not in stops and bool(_WORD.fullmatch(before))
