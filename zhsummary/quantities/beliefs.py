"""Which numbers before a measure word count something, and which are parts of words.

In go a number as written, its unit and what stands around; out comes yes or no. Digits are
believed unless they are codes; Chinese numerals must earn it, because words are full of
them (一致, 三农, 四方). 一 counts only one real thing (评出一名), not one kind of air.
"""

from __future__ import annotations

import re

from zhsummary.quantities import masks
from zhsummary.quantities.numerals import neighbours
from zhsummary.quantities.units import Unit

_DIGITS = frozenset("零〇○一二两三四五六七八九")
_ZEROS = "零〇○"
_SCALES = frozenset("十百千万亿兆")
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")

# Scales alone that name a sum of money (百万元); before other units they name a size class.
_ROUND_SUMS = frozenset(["百万", "千万", "百亿", "千亿", "万亿"])

_PARTS = frozenset(["成", "折"])  # tenths: 三成, never 三十成
_NEVER_CHINESE = frozenset(["分", "则", "两"])  # 十分, 四则; a score is written in digits

_ONE_UNITS = frozenset("名户座场次栋幢辆台例起家人位所处支期间份本件艘套口眼册张") | {
    *["吨", "公斤", "千克", "公顷", "平方米"]
}
_ONE_BEFORE = frozenset(
    "了有共增建办设选购聘派演仅各开齐配织行召过受送评出置装栽查获得举立引修救捕训盖植发买供辖"
)
_NO_ONE_BEFORE = frozenset("统同唯万不每某这那哪另首单第专随逐十百千")
_AFTER_ONE = frozenset("，。；、,;）)\n0123456789")


def is_scale(written: str) -> bool:
    """Tell whether a numeral is a bare scale (千, 百万), which needs a hedge: 上千.

    十 is a number by itself, and so is what begins with it: 十万, 十亿.

    Examples
    --------
    >>> is_scale("百万"), is_scale("三百"), is_scale("十万")
    (True, False, False)
    """
    return written[0] != "十" and _SCALES.issuperset(written)


def takes_scale_hedge(written: str) -> bool:
    """Tell whether a numeral may follow 数 or 几: 数十, 几百万.

    Examples
    --------
    >>> takes_scale_hedge("十"), takes_scale_hedge("三十")
    (True, False)
    """
    return _SCALES.issuperset(written)


def digits_count(written: str, unit: Unit) -> bool:
    """Tell whether digits before a unit are a count and not a code (0012户, 08年)."""
    if written[0] == "0" and written[1:2].isdecimal():
        return False
    if unit.name == "年" and masks.YEAR_WITH_MORE.fullmatch(written):
        return False  # 202223年 is a date that was written over
    return not (unit.name in _PARTS and len(written) > 3)


def numerals_count(written: str, unit: Unit, hedged: bool, before: str, after: str) -> bool:
    """Tell whether Chinese numerals before a unit count something.

    Parameters
    ----------
    written : str
        The numerals.
    unit : Unit
        The unit behind them.
    hedged : bool
        Whether the number is hedged, which a part of a word never is.
    before, after : str
        The characters before the number and behind the unit, or empty strings.

    Returns
    -------
    bool
        False for a word that only contains the numerals.

    Examples
    --------
    >>> from zhsummary.quantities.units import UNITS
    >>> numerals_count("三", UNITS["名"], False, "评", "先")
    True
    >>> numerals_count("万", UNITS["户"], False, "为", "元")
    False
    """
    if written == "一":
        return hedged or unit.plus_half or _one_thing(unit, before, after)
    if (written[0] in _ZEROS and "点" not in written) or unit.name in _NEVER_CHINESE:
        return False
    if unit.name in _PARTS:
        return written == "十" or (len(written) <= 2 and written[0] not in _SCALES)
    if is_scale(written):
        return hedged or (unit.kind == "money" and written in _ROUND_SUMS and before != "个")
    if written[0] in _FORMAL:
        return len(written) > 1 or unit.kind == "money"
    if len(written) > 1 and _DIGITS.issuperset(written):
        return neighbours(written) is not None or any(zero in written for zero in _ZEROS)
    return len(written) > 1 or unit.when != "several"


def is_denied(folded: str, start: int) -> bool:
    """Tell whether the one before a measure word is said not to be: 没有1户返贫, 未发生事故1起.

    Examples
    --------
    >>> is_denied("全年未发生1起事故", 5), is_denied("未参保的有1户", 5)
    (True, False)
    """
    near = folded[max(0, start - _LONGEST_DENIAL) : start]
    return _DENIED.search(near) is not None


_DENIED = re.compile(
    r"(?:没有?|(?<!有)无|未有?)[再曾新]?"
    r"(?:(?:发现|接到|收到|产生|查出|查到)?过?|(?:发生|出现|造成|引发)过?(?:(?![的有])[\u4e00-\u9fff]){0,10})$"
)
_LONGEST_DENIAL = 16


def _one_thing(unit: Unit, before: str, after: str) -> bool:
    if unit.name not in _ONE_UNITS or not before or before in _NO_ONE_BEFORE:
        return False
    return before in _ONE_BEFORE or after in _AFTER_ONE


# What counts boards and fields in 块 stands behind; yuan are given, taken or paid.
_GIVEN = re.compile(
    r"(?:[掏垫收给补交花挣赔欠还省奖摊凑添卖得捐发领要贴借罚]|每[人户亩家斤只头筐捆包顿份月天年平台次]"
    r"|方米|人均|户均)[了过到去]?(?:[^，。；、0-9]{0,2})$"
)
_ENDS = re.compile(r"[，。；、！？\s）)]|$|钱|不[止到]|[补算给发收]|左右|上下|以[上下内]")

_TENTH = re.compile(rf"[0-9一二三四五六七八九](?:[角毛]|{_ENDS.pattern})")
_RISES = re.compile(
    r"(?:提高|提升|上升|下降|降低|回落|增长|上涨|下滑|下跌|收窄|扩大|[高低升降])[了出近约]{0,2}$"
)


def is_point(folded: str, start: int, end: int) -> bool:
    """Tell whether 个 counts points of a hundred: 提高了2个点, but 新设2个点.

    Examples
    --------
    >>> is_point("提高了2个点。", 3, 5), is_point("新设2个点。", 2, 4)
    (True, False)
    """
    if not folded.startswith("点", end):
        return False
    return _RISES.search(folded, max(0, start - 5), start) is not None


def is_yuan(folded: str, start: int, end: int) -> bool:
    """Tell whether a number of 块 is money: 垫了20块, 42万块, but 立了3块牌子.

    Examples
    --------
    >>> text = "厂里垫20块，立了3块牌子，捐来4.6万块。"
    >>> is_yuan(text, 3, 6), is_yuan(text, 9, 11), is_yuan(text, 17, 22)
    (True, False, True)
    """
    if _TENTH.match(folded, end):
        return True  # 三块五
    if not _ENDS.match(folded, end):
        return False
    return "万" in folded[start:end] or _GIVEN.search(folded, max(0, start - 8), start) is not None
