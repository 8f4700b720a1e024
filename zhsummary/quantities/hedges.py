"""What the words around a number leave open: 约, 近, 余, 以上, 不足 become bounds.

In go the words as found; out come qualifier, lower and upper bound. A range (三五名,
200—250名) has its bounds from its own two numbers and is not made here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from zhsummary.lexicons.load import rows, words
from zhsummary.quantities.model import Qualifier

_ROWS = rows("hedges.tsv")
BEFORE = {row["word"]: (row["effect"], row["unless"]) for row in _ROWS if row["side"] == "before"}
#: 跨越5000亿元, 站上100亿元: of counts they are other words (跨越2条河).
_ONLY = {row["word"]: row["only"].split() for row in _ROWS if row["only"]}
INSIDE = {row["word"]: row["effect"] for row in _ROWS if row["side"] == "inside"}
AFTER = {row["word"]: row["effect"] for row in _ROWS if row["side"] == "after"}

# At the start of a line > quotes, and behind a letter it closes a tag.
_MARKUP = frozenset("<>")
_HAN = re.compile(r"[\u4e00-\u9fff]")

_LAST = frozenset(word[-1] for word in BEFORE)
_LONGEST = max(map(len, BEFORE))

# 过 is a hedge behind a noun of amount or an adverb (总数过1500人) and before most money
# (村村过10万元); elsewhere it marks a past event (办过3期) or is part of a word (通过).
_AMOUNT_BEFORE_PASSING = frozenset("数额值量率均已将各都总模积")
_PAST_BEFORE_PASSING = frozenset("通经不超越难花发投交给捐拿收罚办参搞搭试开做领借欠")

# These hedge only a bare scale: 上千, 数十, 几百, 破百; 上 and 过 not 十 (以上十项).
_SCALE_HEDGES = {"上": "over", "数": "over", "几": "over", "破": "over", "过": "over"}
_COUNTED_NOUNS = frozenset("人户次件总指参系基分岁倍个")


def after_pattern() -> str:
    """Give the alternation of closing hedges, the longest first."""
    closing = sorted(
        (row for row in _ROWS if row["side"] == "after"), key=lambda r: -len(r["word"])
    )
    return "|".join(
        re.escape(row["word"]) + (f"(?!{row['unless']})" if row["unless"] else "")
        for row in closing
    )


def before(folded: str, start: int, scale_only: bool, kind: str) -> tuple[int, str, str]:
    """Find the hedge that ends where a number starts.

    Parameters
    ----------
    folded : str
        The folded text.
    start : int
        Where the number starts.
    scale_only : bool
        Whether the number is a bare scale such as 千 or 百万.
    kind : str
        The kind of its unit; 过 hedges money more often than counts.

    Returns
    -------
    tuple of int, str, str
        Where the hedge starts, its effect and the word; `start` and empty strings
        where there is none.

    Examples
    --------
    >>> before("慰问近300户", 3, False, "count")
    (2, 'near', '近')
    >>> before("签约300户", 2, False, "count")
    (2, '', '')
    """
    end = _without_break(folded, start)
    last = folded[end - 1] if end else ""
    if last in _LAST:
        for length in range(min(_LONGEST, end), 0, -1):
            word = folded[end - length : end]
            if word in BEFORE:
                effect, unless = BEFORE[word]
                if word in _MARKUP and end > 1 and not _HAN.match(folded[end - 2]):
                    break
                if word in _ONLY and kind not in _ONLY[word]:
                    break
                if word == "约" and _OFFER.search(folded, max(0, end - 3), end):
                    break
                if end - length == 0 or folded[end - length - 1] not in unless or not unless:
                    return end - length, effect, word
                break
    if scale_only and last in _SCALE_HEDGES:
        return _scale_hedge(folded, end, last)
    if last == "过" and end > 1 and _passes(folded[end - 2], kind):
        return end - 1, "over", "过"
    return start, "", ""


#: 发出要约60份 is an offer, 需要约60份 a hedge.
_OFFER = re.compile("[商出放送起递集体到份书“]要约$")


def _without_break(folded: str, start: int) -> int:
    """Step back over a blank or the page break that parts a hedge from its number: 近⏎⏎300户."""
    if not start or not folded[start - 1].isspace():
        return start
    if folded[start - 1] == " " and not folded[start - 2 : start - 1].isspace():
        return start - 1
    end = start
    while end > max(0, start - _LONGEST_BREAK) and folded[end - 1].isspace():
        end -= 1
    return end if "\n" in folded[end:start] else start - (folded[start - 1] == " ")


_LONGEST_BREAK = 6


def _passes(earlier: str, kind: str) -> bool:
    if earlier in _AMOUNT_BEFORE_PASSING:
        return True
    return kind in ("money", "percent") and earlier not in _PAST_BEFORE_PASSING


def _scale_hedge(folded: str, end: int, word: str) -> tuple[int, str, str]:
    first = end - 1
    if folded.startswith("十", end) and word in "上过破":
        return end, "", ""
    if word == "过" and first and folded[first - 1] in _PAST_BEFORE_PASSING:
        return end, "", ""
    if word == "数" and first and folded[first - 1] in _COUNTED_NOUNS:
        return end, "", ""
    if word == "几" and first and folded[first - 1] == "好":
        return first - 1, "over", "好几"
    return first, _SCALE_HEDGES[word], word


def counts_a_lack(folded: str, begin: int, end: int, unit: str) -> bool:
    """Tell whether 不足 at `begin` is the fault that is counted: 线路裸露14处，灭火器不足9处.

    So it is behind a noun, in a list of faults, before a measure word for places or matters.

    Examples
    --------
    >>> counts_a_lack("线路裸露14处，灭火器不足9处。", 10, 14, "处")
    True
    >>> counts_a_lack("全镇水库不足9处。", 4, 8, "处")
    False
    """
    if unit not in _FAULT_UNITS or not _NOUN_END.match(folded, begin - 1):
        return False
    around = folded[max(0, begin - 40) : begin].rpartition("。")[2]
    around += folded[end : end + 30].partition("。")[0]
    return any(word in around for word in words("faults.txt"))


_FAULT_UNITS = frozenset(["处", "起", "项", "条", "个", "例"])
_NOUN_END = re.compile(r"(?![仅只仍尚还均都也已是为到达占有约数率])[\u4e00-\u9fff]")


def may_stand_inside(written: str, scale: str, more: str | None, rest: str | None) -> bool:
    """Tell whether 来 and 几 follow a round number, as they must (十来人, 二十几家).

    Examples
    --------
    >>> may_stand_inside("十", "", None, "来"), may_stand_inside("三", "", None, "来")
    (True, False)
    """
    for word, number in ((more, written), (rest, written + scale)):
        if word == "来" and number[-1] not in "十百千万亿0":
            return False
        if word == "几" and number[-1] not in "十百千万亿0":
            return False
    # 100几十户: the tens follow
    return not (more == "几" and written[-1] == "0" and scale[:1] in {"十", "百", "千"})


def bounds(
    value: Decimal, effects: Sequence[str]
) -> tuple[Qualifier, Decimal | None, Decimal | None]:
    """Give qualifier, low and high for a stated number and the effects of its hedges.

    Where two hedges disagree (约300余人) nothing is claimed but that it is about so many;
    where both set a bound, the one that closes the phrase holds.

    Examples
    --------
    >>> bounds(Decimal(5000), ("near",))
    ('approx', None, Decimal('5000'))
    >>> bounds(Decimal(300), ("approx", "over"))
    ('approx', None, None)
    """
    if not effects:
        return "exact", None, None
    if "approx" in effects or ("near" in effects and len(effects) > 1):
        return "approx", None, None
    last = effects[-1]
    if last == "near":
        return "approx", None, value
    return ("over", value, None) if last == "over" else ("under", None, value)
