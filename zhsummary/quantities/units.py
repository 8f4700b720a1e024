"""Measure words and units: the lexicon as one pattern and as records.

In goes the table `units.tsv`; out come the pattern that matches the longest unit at a
place and, for what it matched, kind, reported name and worth. Scales (万, 亿) belong to
the number, not to the unit. A unit that is missing here makes its number no quantity.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from zhsummary.lexicons.load import rows, words
from zhsummary.quantities.model import Kind


@dataclass(frozen=True)
class Unit:
    """A unit as it is reported: kind, name, what one as written is worth, the rule's name."""

    written: str
    name: str
    kind: Kind
    worth: Decimal
    plus_half: bool
    when: str
    rule: str


# Written between number and noun, these say a half more: 一个半月 is 1.5 个月.
_HALF_INSIDE = ("个半",)


def _record(row: dict[str, str]) -> Unit:
    kind = cast(Kind, row["kind"])
    name = row["unit_as"] or row["unit"]
    half = row["unit"].startswith(_HALF_INSIDE)
    worth = Decimal(row["worth"] or 1)
    return Unit(row["unit"], name, kind, worth, half, row["when"], f"unit:{row['unit']}")


UNITS: dict[str, Unit] = {row["unit"]: _record(row) for row in rows("units.tsv")}


# What a level comes to, which no other word begins with: 66起降至41起, 20对上升到26对.
_COMES_TO = (
    "(?:[上下]?[升降]|下[跌滑]|回[升落]|[增减](?:[加长少])?|压[减缩]|提高|扩大|发展)[至到为]"
)
#: With what it begins, or what may stand for any sign.
_COMING = re.compile(r"[上下升降跌滑回增减压提扩发.\\]|\[\^|^\(\?|\|\(\?")


def _pattern() -> str:
    """Join the units into one pattern, by first character, the longest first."""
    by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows("units.tsv"):
        unless = f"(?!{row['unless']})" if row["unless"] else ""
        if _COMING.search(row["unless"]):  # not for each: all of them are compiled at the start
            unless = f"(?:(?={_COMES_TO})|{unless})"
        by_first[row["unit"][0]].append((row["unit"][1:], unless))
    branches = []
    for first, rests in by_first.items():
        rests.sort(key=lambda rest: -len(rest[0]))
        inner = "|".join(re.escape(rest) + unless for rest, unless in rests)
        branches.append(f"{re.escape(first)}(?:{inner})")
    return "|".join(branches)


PATTERN = _pattern()
FIRST = tuple(dict.fromkeys(unit[0] for unit in UNITS))

# What a rate is for: 元/亩, 元/人·月, 微克/立方米, m³/d, kg/667㎡. 每 reads so only before true
# measures. Behind 元 a stroke is always a rate's, whatever the sum is for (元/批次).
_BASE = (
    "平方米|平方公里|平米|㎡|m²|立方米|m³|公顷|公斤|千克|千瓦时|千瓦|kWh|公里|km|市斤|小时|分钟"
    "|学期|季度|课时|人次|人|亩|吨|斤|户|年|月|天|日|次|度|头|只|羽|株|棵|台|辆|床|生|升|L|kg|克"
    "|家|村|个|套|件|份|期|场|工|秒|座|平方|立方|间|口|处|盏|栋|名|位|担|桶|袋|箱|瓶|车|趟|节|条|根|块|张|本|篇"
)
_LETTERS = "[A-Za-z]{1,3}[23²³]?(?![A-Za-z0-9])"
RATE = (
    rf"/(?:{_BASE}|{_LETTERS})(?:[/·.]?(?:{_BASE}))?"
    rf"|(?<=[gGLl克升])/[0-9]{{2,4}}(?:㎡|m²|m2|平方米|g|克|ml|mL|毫升|L|升)"
    r"|(?<=元)/[\u4e00-\u9fff]{1,3}(?![\u4e00-\u9fff])"
    "|每(?:平方米|立方米|公顷|公斤|千克|千瓦时|吨|市?斤|度)"
    "|(?<=[米升斤克吨里])每(?:秒|分钟|小时)"
)

# These measure length and time, where 内 alone closes a bound (3天内).
SPANS_TIME_OR_WAY = frozenset(
    ["天", "日", "工作日", "年", "个月", "周", "星期", "小时", "分钟", "秒", "公里", "里", "米"]
)

# A blank before these is the blank of a date or a name: 20__年, xx村.
MASKED_NEVER = frozenset(
    [
        *["年", "月", "日", "乡", "镇", "乡镇", "县", "县市", "村", "村居", "社区", "企业"],
        *["单位", "学校", "校", "厂", "项目", "基地", "岗", "岗位"],
    ]
)

# Behind these, 480万 that closes a clause is a sum of money.
MONEY_NOUNS = words("money_nouns.txt")

# Behind these, 5.2万 that closes a clause is a number of people.
PEOPLE_NOUNS = words("people_nouns.txt")

# Which people 2.4万 in front of them counts: 2.4万缺水群众.
PEOPLE_SORTS = words("people_sorts.txt")
