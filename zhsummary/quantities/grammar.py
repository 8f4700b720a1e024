"""The patterns that propose and continue a figure, built from named parts and lexicons.

In goes nothing but the lexicons; out come compiled patterns. `OPENING` finds places where a
figure may begin, `SCAN` tells how it does, `TAIL` what follows a number (hedge, scale, unit,
rate, closing hedge), `RANGE` the second number of a span. No part repeats a part that
repeats, and every gap is bounded, so that matching is linear in the text.
"""

from __future__ import annotations

import re
from functools import cache

from zhsummary.quantities import hedges, lookalikes, masks, units
from zhsummary.structure.lines import PAGE_MARK

NUMERALS = "零〇○一二两三四五六七八九十百千万亿兆廿卅卌"
FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
SCALES = "十百千万亿兆"

# Before these, 千 兆 百 万 belong to the unit or to a fraction: 千瓦, 百分点.
KILO = {"千": "瓦克米伏卡帕焦赫升", "兆": "瓦赫帕字", "百": "分", "万": "分"}

_SPACE = r"[ \t]{0,2}"
_BREAK = rf"[ \t\r]{{0,4}}\n\s{{0,6}}(?:{PAGE_MARK}[ \t\r]{{0,4}}\n\s{{0,6}})?"
_GAP = rf"(?:{_SPACE}|{_BREAK})"  # a page break may part number and measure word: 120⏎⏎床

# “三年”以上, 95%（含）以上; behind a page break only where the clause goes on: 300户⏎⏎以上，
_CLOSES = (
    rf"(?:{_SPACE}[”’]?(?:[（(]不?含[^）)\n]{{0,3}}[）)])?"
    rf"|{_BREAK}(?=(?:{hedges.after_pattern()})[，。；、的]))"
)

ARABIC = (
    r"(?:[0-9]{1,3}(?=[,，' ])(?:(?:[,，'][0-9]{3}){1,12}(?![0-9])"
    r"|(?: [0-9]{3}){1,6}(?![0-9.]| [0-9]))"
    r"|[0-9]+)(?:\.[0-9]+)?"
)
# 3.5万, 3万5千, 1亿2千万, 3万4000
_MIXED = (
    rf"{ARABIC}(?:(?=[ \t{SCALES}]){_SPACE}[{SCALES}]{{1,4}}"
    rf"(?:[0-9一二两三四五六七八九]{{1,5}}[十百千万]{{1,2}}){{0,4}}(?:[0-9]{{3,4}}(?![0-9.年]))?)?"
)
# 两千肆佰 goes on in formal characters
_CHINESE = (
    rf"[{NUMERALS}]+(?:[壹贰叁肆伍陆柒捌玖]?[拾佰仟][{FORMAL}{NUMERALS}]{{0,12}})?"
    rf"(?:点[零〇一二三四五六七八九]+[万亿]{{0,2}})?"
)
_FORMAL_RUN = rf"[{FORMAL}][{FORMAL}零十百千万亿]*"
NUMBER = rf"(?:{_MIXED}|{_CHINESE}|{_FORMAL_RUN})"

# A page break inside digits: 4⏎⏎6万元, 4⏎⏎.6万元. What follows must be able to go on as a figure.
BROKEN = (
    r"(?<![\s0-9.])(?=[0-9]{1,9}[.,]?[0-9]{0,9}[ \t\r\n])"
    rf"(?!(?:19|20)[0-9]{{2}}\s)[0-9]{{1,9}}"
    rf"(?:[,.]?{_BREAK}[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?"
    rf"|{_BREAK}\.[0-9]{{1,9}}"
    rf"|\.[0-9]{{1,9}}{_BREAK}[0-9]{{1,9}}(?=[ ]?(?:[万亿%‰元亩吨米倍]|个百分点|公[里斤顷]|平方)))"
    rf"(?=[ ]?[\u4e00-\u9fff%‰])(?![ ]?[月日号年、])[{SCALES}]{{0,3}}"
)

_HALVED = "个?多?月|年|天|日|小时|个小时|斤|亩|公里|里|吨|学期|成"

# Most digits go on with one of these, and then they are no date, rank or code.
_PLAIN_DIGITS = (
    r"(?:[0-9]{1,6}(?:\.[0-9]{1,4})?(?:[%万亿元户]|人(?!制|[足篮排]球))"
    r"|[0-9]{1,4}(?:\.[0-9]{1,4})?[亩吨米件份台辆盏株头册处]|(?<!前)[0-9]{1,4}(?:名|家(?!.{1,10}之一)))"
)

# A lone numeral before another character is a word (一致, 三农), and most are. A numeral two
# characters on may make it a slogan (一主两副), which the look-alikes read as a whole.
_FIRST = re.escape("".join(units.FIRST))
_GOES_ON = (
    re.escape("".join(units.FIRST) + NUMERALS + "拾佰仟余多来几分之点、至到") + r"0-9oO\s—–―~〜─-"
)
# 统一部署 is in every other sentence
_NOT_ALONE = (
    rf"(?:(?<![一二两三四五六七八九十])|(?!(?<=统一)[^{NUMERALS}])"
    rf"(?=[{_GOES_ON}]|.[一二两三四五六七八九多双]))"
)

# What a figure can begin with; `SCAN` is matched where one of these stands.
OPENING = re.compile(rf"[0-9{NUMERALS}{FORMAL}半xX×*□_\\某Nn元余%]{_NOT_ALONE}")
SCAN = re.compile(
    rf"(?!{_PLAIN_DIGITS})(?:(?P<none>(?=[0-9])(?:{lookalikes.PATTERN_DIGITS})"
    rf"|(?=[{NUMERALS}{FORMAL}])(?:{lookalikes.PATTERN_CHINESE}))"
    rf"|(?P<per>[百千万]分之{_GAP}{NUMBER})"
    rf"|(?P<blank>(?=[0-9]{{0,9}}[xX×*□○_\\某Nn]){masks.BLANK})"
    rf"|(?P<broken>{BROKEN}))"
    rf"|(?P<number>{NUMBER})"
    rf"|(?P<half>半(?={_HALVED}))"
    rf"|(?P<lost>余?元(?={masks.CLAUSE_END})|余(?=[{_FIRST}])|%(?=[，。；、！]))"
)

TAIL = re.compile(
    rf"(?:[ \t]{{1,2}}(?=[余多][十百千万亿]))?(?P<more>余|多|来|几)?"
    rf"(?:{_BREAK}(?=[万亿]))?(?P<scale>(?:[十百万亿]|千(?![{KILO['千']}])|兆(?![{KILO['兆']}])){{0,3}})"
    rf"(?:{_GAP}(?=[余多来]))?(?P<rest>余|多|来|几)?{_GAP}"
    rf"(?=[{_FIRST}])(?P<unit>{units.PATTERN})(?P<rate>{units.RATE})?"
    rf"(?P<after>多(?!次|元|样|方|种|媒|处|项|数|名|年来)|余(?!下|额|名|地)|半(?![年月天个山数径成失]|脱产|护理|自理|专业|封闭|公益|自动|机械))?"
    rf"(?:{_CLOSES}(?P<closing>{hedges.after_pattern()}))?"
)

RANGE = re.compile(rf"{_GAP}(?:[—–―~〜─-]{{1,2}}|至|到){_GAP}(?:百分之)?(?P<second>{NUMBER})")
#: What a number at the end of a line may be that of: 总结 篇2, 附件3.
NUMBERED_TEXTS = ("篇", "范文", "附件", "附表", "总结", "小结")
# 由3至5名党员组成: what stands behind 由 acts or makes something up, and does not change
MADE_UP = re.compile(
    r"[^，。；：、\s0-9]{0,8}?(?:组成|构成|担任|负责|牵头|承担|轮流|带队|参加|编成|承包|联系|包[村户保])"
)
RANGE_SIGNS = frozenset(" \n—–―~〜─-至到")
LISTED = re.compile(rf"{_SPACE}[、和或及与]{_SPACE}(?=[0-9])")
CLOSING = re.compile(rf"(?P<rest>余|多)?(?:{_CLOSES}(?P<closing>{hedges.after_pattern()}))?")
WITHIN = re.compile(r"内(?![容部外务地涝需设在科蒙销])")
WRITTEN = re.compile(rf"{BROKEN}|{NUMBER}")
CHINESE_RUN = re.compile(rf"[{NUMERALS}]+")
DIGIT_RUN = re.compile(r"[0-9]+")
SCALE_AT_END = re.compile(rf"[{SCALES}]+$")
PRODUCT = re.compile(r"[0-9]+[xX×][0-9]+(?:\.[0-9]+)?")  # 5×8 is a size, not a blank
TIMES = re.compile(r"[xX×*](?=[0-9])")  # behind a figure it multiplies
# a point without its zero behind a word (面积.5公顷); behind a number it belongs to a marker
NO_ZERO = re.compile(rf"(?<=[\u4e00-\u9fff])(?<![{NUMERALS}])\.(?=[0-9]+(?![0-9.]))")
_DIGIT = f"[0-9一二两三四五六七八九{FORMAL}]"
#: Parts of a unit behind the unit as written: 3元2角1分, 三亩六分, 5斤2两, 1米25, 三块五.
PARTS = {
    "元": re.compile(rf"(?P<tenths>{_DIGIT})[角毛](?:(?P<hundredths>{_DIGIT})分)?"),
    "角": re.compile(rf"(?P<tenths>{_DIGIT})分(?!钟)"),
    "块钱": re.compile(rf"(?P<tenths>{_DIGIT})(?:[角毛]|(?=[，。；、！？\s）)]|$))"),
    "亩": re.compile(rf"(?P<tenths>{_DIGIT})分(?![钟别之])"),
    "斤": re.compile(rf"(?P<tenths>{_DIGIT})两"),
    "米": re.compile(
        rf"(?P<tenths>{_DIGIT})(?P<hundredths>[0-9])?(?=[，。；、,;）)的高宽深厚长]|左右|以[上下内]|$)"
    ),
}
CELL = re.compile(rf"(?:(?<=[|\t\n])|^)[ ]*(?P<number>-?{ARABIC})[ ]*(?=[|\t\n]|$)")
# what closes a sum without 元: the end of a clause, or a bound (500万以上的企业)
SUM = re.compile(
    rf"[ ]{{0,2}}(?:(?P<closing>{hedges.after_pattern()})|[，。；、,;（()）]|\s*\n|\Z)"
)
_STATES = r"(?:达到?|为|共计?|合计|到|至|有)?$"  # may stand between a noun and its sum
MONEY_BEFORE = re.compile(rf"(?:{'|'.join(map(re.escape, units.MONEY_NOUNS))})额?{_STATES}")
PEOPLE_BEFORE = re.compile(rf"(?:{'|'.join(map(re.escape, units.PEOPLE_NOUNS))}){_STATES}")
# 2.4万缺水群众: behind 万 the noun says that people are counted, and the word before it which
PEOPLE_BEHIND = re.compile(
    rf"(?:{'|'.join(units.PEOPLE_SORTS)}){{1,2}}"
    r"(?:群众|人口|居民|村民|农民工?|职工|学生|党员|老人|妇女|儿童|民众|劳动力|师生)"
)
# 三成七 is 37 in a hundred; 三成七户 would be two figures
TENTH = re.compile(rf"[一二三四五六七八九](?![{NUMERALS}{_FIRST}])")


@cache
def unit_alone() -> re.Pattern[str]:
    """Give the pattern of a unit alone; few texts ask for it."""
    return re.compile(units.PATTERN)


@cache
def header_unit() -> re.Pattern[str]:
    """Give the pattern of a unit that closes a table's head; few texts ask for it."""
    return re.compile(
        rf"(?:单位[:：]|[（(](?:单位[:：])?){_SPACE}"
        rf"(?P<scale>[十百千万亿]{{0,2}})(?P<unit>{units.PATTERN})[)）]?\s*$"
    )
