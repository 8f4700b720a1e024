"""When: time expressions, and which of them dates a figure.

A time expression runs from its anchor to its end (``截至11月底``, ``今年5月上中旬``,
``“七一”期间``). It dates the figures after it as far as its sentence reaches, until
another takes its place. One that only gives a baseline (``比上年``, ``由去年的``)
dates that baseline and nothing else.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from zhsummary.lexicons import load

_DIGITS = r"[0-9〇零○oO一二三四五六七八九十]"
_YEAR = (
    rf"(?:(?:19|20|二[〇零○oO])(?:{_DIGITS}|\\?[_xX×*○]|-)+|(?:\\?[_xX×*]){{2,6}}|□?xx)"
    r"年度?[初底末]?"
)
_DAY = rf"{_DIGITS}{{1,3}}(?:日|号)"
_MONTH = (
    # 2、5月22日: the number of a point is no month
    rf"(?!(?:三月三|六月六|二月二|九月九)(?![十日号]))(?:元月?[至到—~-])?(?:{_DIGITS}{{1,3}}(?:[至到和—~-]|、(?!{_DIGITS}{{1,3}}月{_DIGITS}{{1,3}}[日号])))"
    rf"{{0,2}}{_DIGITS}{{1,3}}月(?:份?[和、至到]{_DIGITS}{{1,3}}月)?份?"
    rf"(?:{_DAY}|[上中下]{{1,2}}旬|[初底末])?"
)
_FEAST = (
    r"(?:建党节|建军节|教师节|助残日|学雷锋日|元旦|春节|中秋|国庆|重阳|清明|端午|元宵|五一|七一|八一|六一|三八(?:国际)?(?:劳动)?(?:妇女节)?|五四|十一|两节|双节|节日"
    r"|三月三|六月六|二月二|九月九"
    r"|5\.1|7\.1|8\.1|5\.4|[35]\.1[25])"
)
_SEASON = (
    r"(?:[春夏秋冬][季天]?(?=期间|来临|以来|前|后|开学)|汛期|三伏天|三伏|暑期(?!班)|暑假(?!班)|寒假|寒冬|[春夏秋]收|春耕|开学季?"
    r"|(?:秋冬|冬春|春夏|夏秋)(?:两?季|之交)|(?:春运|冬训|双抢|春防|秋防|冬修)(?=期间|开始|以来)"
    r"|助学季|防汛期|高温(?=期间|天气|季节|时段|酷暑)|[高中]考(?=期间|前|后|结束)|换届(?=期间|后|前|以来|中)|疫情(?=期间|防控期间|以来|发生)|两会(?=期间|前|后))"
)
_TAIL = (
    r"(?:前后|期间|那几天|那天|前夕|(?:国际)?(?:儿童|劳动|妇女|青年|建军|建党)节|来临之际|之际|当天|以来|时节"
    r"|小?长?假[期日]|小长假|长假|黄金周|佳节|节[前后间]?|[前后间中里]|防灾减灾日)"
)


#: A feast alone dates its part: 慰问金6万元，其中春节4万元、中秋2万元.
_BARE_FEAST = (
    r"(?:元旦|春节|元宵|清明|端午|中秋|国庆|重阳)(?:、?(?:元旦|春节|中秋|国庆))?"
    r"(?:(?<=其中..)(?=(?:走访|看望)?慰问(?![金品物信活工])|走访|看望|发放)|(?<=[中，、；]..)(?=\n))"
)
#: 春节、“七一”慰问党员60人: right before such a deed, a feast alone says when it was done.
_OF_DEED = r"[“\"]?(?:元旦|春节|元宵|清明|端午|中秋|国庆|重阳|[五七八六]一|[两双三]节)节?[”\"]?"
_FEASTS_OF_DEED = (
    rf"{_OF_DEED}(?:[、和]?{_OF_DEED})*(?=(?:分别|先后|共|\n)?(?:(?:走访|看望)?慰问(?![金品物信活工组])"
    r"|走访(?!活)|看望|表彰))"
)
_FEASTS_ALONE = re.compile(rf"{_OF_DEED}(?:[、和]?{_OF_DEED})*")


def is_bare_feast(expression: str) -> bool:
    """Say whether a time is a feast and nothing more, which dates a part alone.

    Examples
    --------
    >>> is_bare_feast("春节"), is_bare_feast("春节期间")
    (True, False)
    """
    return _FEASTS_ALONE.fullmatch(expression) is not None


#: What a time expression can begin with: asked first, because most characters begin none.
_FIRST = (
    r"截到至自从于在0-9〇一二三四五六七八九十\\_xX×*□今本当全年上下第前去明来新同目现近头往原早过开转逢几多"
    r"眼半入历常元春夏秋冬中国重清建教助学那腊正端两双节汛暑寒助防高换疫“\"‘"
)
#: What those of them go on with that are mostly parts of other words.
_THEN = {
    "年": "初底末终中关尾头内", "全": "年", "新": "的", "入": "汛冬夏春秋伏", "来": "年",
    "建": "党军", "助": "残学", "学": "雷", "中": "秋考", "高": "温考", "节": "日", "同": "期",
    "去": "年冬",
}  # fmt: skip
_NO_TIME = "|".join(f"{first}[^{then}]" for first, then in _THEN.items())


@cache
def _anchors() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["word"]), row["anchor"]) for row in load.rows("periods.tsv"))


@cache
def pattern() -> re.Pattern[str]:
    """Give the pattern of a whole time expression, for folded text without white space."""
    words = "|".join(row["word"] for row in load.rows("periods.tsv"))
    feast = rf"[“\"‘]?{_FEAST}[”\"’]?(?:、?[“\"‘]?{_FEAST}[”\"’]?)*{_TAIL}+"
    season = rf"(?:{_SEASON}){_TAIL}*"
    core = rf"(?:{_YEAR}|{words}|{_MONTH}|{feast}|{season}|{_BARE_FEAST}|{_FEASTS_OF_DEED})"
    return re.compile(
        rf"(?=[{_FIRST}])(?!{_NO_TIME})(?:截至|截止到?|到|至|自|从|于|在)?{core}"
        rf"(?:的?(?:{core})|{_FEAST}(?!劳动奖|[青奖红旗巾])|(?<=年)[春夏秋冬][季天](?!学期)|[至到—~-]{_MONTH}|[至到—~-](?:{words}|{_YEAR}))*"
        rf"(?:以来|来|时期|期间|之前|之后|底前|前|后(?![勤备续])|起(?![诉草步伏重到获用运底])|止(?![损付血咳])|为止|至今|到现在|中(?![央小医心学专型国层招职考]))?"
    )


@lru_cache(maxsize=4096)
def anchor(expression: str) -> str:
    """Say whether a time expression means this period, an earlier or a later one.

    Examples
    --------
    >>> anchor("去年同期"), anchor("明年6月底前"), anchor("8月份")
    ('last', 'next', 'any')
    """
    kinds = {kind for found, kind in _anchors() if found.search(expression)}
    # 去年全年 is of last year, though 全年 alone is of this one
    return next((kind for kind in ("last", "next", "this") if kind in kinds), "any")


def clean(expression: str, of_a_source: bool = False) -> str:
    """Take the preposition that only introduces a time away.

    That of what a figure came from is introduced by 从 (``从2019年的``).

    Examples
    --------
    >>> clean("于今年"), clean("从2019年", of_a_source=True), clean("从7月起")
    ('今年', '2019年', '从7月起')
    """
    leading = {"于", "在", "从", "由"} if of_a_source else {"于", "在"}
    return expression[1:] if expression[:1] in leading else expression


@lru_cache(maxsize=4096)
def year_of(expression: str) -> int | None:
    """Give the year that an expression names in digits, the last of several, or None.

    What is counted from one October to the next September is of the year in which it ends.

    Examples
    --------
    >>> year_of("2012年10月至2013年9月"), year_of("去年")
    (2013, None)
    """
    found = _YEAR_IN_DIGITS.findall(expression)
    return int(found[-1]) if found else None


_YEAR_IN_DIGITS = re.compile(r"(?:19|20)\d\d(?=年)")


def is_reported(time: str) -> bool:
    """Say whether a time is that of what is reported: 今年, 1-6月份, 上半年, 前三季度.

    Examples
    --------
    >>> is_reported("1-6月份"), is_reported("6月底前")
    (True, False)
    """
    return anchor(time) == "this" or is_since_january(time)


def is_since_january(time: str) -> bool:
    """Say whether a time is the part of a year that its first months make: 上半年, 1-6月份."""
    return _SINCE_JANUARY.fullmatch(time) is not None


_SINCE_JANUARY = re.compile(
    r"(?:今年|20\d\d年|本年)?(?:(?:1|一|元)月?份?[-—~至到](?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?"
    r"|上半年|(?:前[一二两三]|第?[一1])个?季度)"
)
