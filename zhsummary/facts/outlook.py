"""Where a document looks ahead: title lines without a number, and paragraphs that look back.

Numbered headings say it through their section; a bare line (``2024年工作计划``) and
the first words of a paragraph (``“十四五”时期，``) say it for what stands below them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from zhsummary.facts.sentence import Sentence
from zhsummary.spans import INVISIBLE

#: What a line may begin and end with, the hidden signs of folded text among it.
_BLANK = " \t\u3000" + INVISIBLE
_STOPS = r"\n。，；：！？、,;:!?|"
_LINE = re.compile(rf"[{_BLANK}]*(?P<line>[^{_BLANK}{_STOPS}][^{_STOPS}]{{3,39}})[{_BLANK}]*")
_PLANS = re.compile(
    r"(?:打算|计划|安排|目标|设想|思路|展望|规划|任务|要点|部署|谋划报告|规划纲要)(?:[（(][^（()）]{1,8}[)）])?$"
)
#: 明年将重点办好十件实事：, a line of its own: what is listed below it is still to be done.
_PROMISES = re.compile(
    r"(?:将|(?<!主)要|拟)"  # 今年主要做好以下工作： tells what was done
    r"(?:(?:继续|进一步|重点|着力|着重|全力|集中|优先|认真|扎实|切实|突出)[^。；：:]{0,24}?)?"
    r"(?:抓好|办好|做好|实施|办理|完成|推进|落实)(?!了)[^。；：:]{0,16}"
    r"(?:实事|大事|任务|工作|项目|工程|重点)"
    r"(?:[。，,；;](?:具体|主要|分别|内容|即|包括|有)?(?:是|为|如下|包括|有)?)?$"
)
_LONGEST_PROMISE = 120  # characters
_LOOKS_BACK = re.compile(r"总结|回顾|情况|汇报|述职|执行|成就|成效|成果|落实|小结")
#: The thirteenth of the five-year periods ended in 2020, the fourteenth in 2025.
_FIVE_YEARS = re.compile(r"十(?P<count>[一二三四五六七八九])五[”\"]?(?:时期|期间|以来)")
_YEARS_PAST = re.compile(r"过去的?[一三五]年|[五几多]年来|一年来|去年以来")
#: 1-8月处理…, 截至9月底累计排查…: what is told up to a month before the last was done.
_SO_FAR = re.compile(
    r"(?:^|[，。；：:\s])(?:(?:今年)?1月?份?[-—~至到](?:[2-9]|1[01])月份?"
    r"|(?:截至|截止到?)(?:[1-9]|1[01])月(?:份|底|末|初)?(?=[，,]?(?:累计|已|共)))"
    r"(?![^，。]{0,8}(?:计划|拟|力争|确保|要|将))"
)


#: 五年来的主要工作。: a line without a figure that opens what several years brought.
_SEVERAL = re.compile(
    rf"(?m)^[{_BLANK}]*(?:[“\"]?十[一二三四五六七八九]五[”\"]?(?:时期|期间|以来)"
    r"|过去的?[三五]年|[三五]年[来间])"
    rf"[^\n0-9，。；]{{0,16}}(?:工作|回顾|成就|成效|成绩|总结|情况)[。：:]?[{_BLANK}]*$"
)
_MAY_BE_SEVERAL = re.compile("[三五十](?:[一二三四五六七八九]五|年)")
#: What opens a line that speaks of one year again, or of what is to come.
_ONE_YEAR = re.compile(
    r"(?m)^[^\n，。；]{0,12}(?:20\d\d年|今年|去年|过去(?:的)?一年|一年来|今后|下一步|未来)"
)


#: A title of the first months of a year.
_EARLY = re.compile(
    r"\s*[^\n]{0,40}?(?:上半年|(?<!下)半年(?!来)|[一二三]季度|前[两二三]季度"
    r"|(?<![0-9])(?:元|1)月?份?[-—~～至到][2-9]月|[1-9一二三四五六七八九]月份(?:工作|经济))"
)
#: 预计全年, 全年预计: what is told of the whole year before it is over.
_WHOLE_YEAR = re.compile(
    r"预计[^。；]{0,6}?(?:全年|今年(?!上半年)|年[底末]|年终)|全年[^，。；]{0,6}?预计"
)
#: 上半年完成…, 1-6月完成…: what the same sentence tells of the months before.
_MONTHS_SO_FAR = re.compile(
    r"上半年|前[两二三]季度|[一二三]季度|(?<![0-9])1月?份?[-—~～至到][2-9]月"
    r"|截[至止][^，。]{0,8}[1-9]月"
)


#: What dates a figure in the whole year.
FORESEEN_TIMES = frozenset({"全年", "今年", "年底", "到年底", "年末", "今年全年", "至年底"})


def foreseen_clauses(tagged: Sentence, early: bool) -> range:
    """Tell 上半年完成税收1500万元，预计全年完成3200万元 from 预计全年完成税收3200万元.

    The second is a result where the year is over, unless the document is of its first months.
    What is foreseen reaches to the next ；, and under 预计全年： to the end of its sentence.
    """
    clauses = tagged.clauses
    said = "，".join([clause.text for clause in clauses])
    found = _WHOLE_YEAR.search(said)
    if found is None:
        return range(0)
    if not early and _MONTHS_SO_FAR.search(said, 0, found.start()) is None:
        return range(0)
    first = said.count("，", 0, found.start())
    if clauses[first].end in {"：", ":"}:
        return range(first, len(clauses))
    last = first
    while last + 1 < len(clauses) and clauses[last].end not in {"；", ";"}:
        last += 1
    return range(first, last + 1)


@dataclass(frozen=True)
class Outlook:
    """The bare title lines of a text: which announce plans, and where several years are told."""

    starts: tuple[int, ...]
    plans: tuple[bool, ...]
    #: where several years begin to be told and where one year is told again, with which it is
    turns: tuple[tuple[int, bool], ...] = ()
    #: whether the year was not over where the document was written: 上半年工作总结
    early: bool = False

    def several_years(self, at: int) -> bool:
        """Say whether what stands at a place was done over several years."""
        found = bisect_right(self.turns, (at, True)) - 1
        return found >= 0 and self.turns[found][1]

    def announced(self, at: int) -> bool:
        """Say whether the last title line above a place announces plans."""
        found = bisect_right(self.starts, at) - 1
        return found >= 0 and self.plans[found]


def outlook(folded: str) -> Outlook:
    """Find the bare title lines that announce plans, and those that look back.

    Examples
    --------
    >>> outlook("全年建会7家。\\n2024年工作计划\\n新建工会5家。\\n").announced(18)
    True
    """
    starts, plans = [], []
    for found in _title_lines(folded):
        ahead = bool(_PLANS.search(found["line"].rstrip(_BLANK)))
        back = bool(_LOOKS_BACK.search(found["line"]))
        if ahead or back:
            starts.append(found.start("line"))
            plans.append(ahead and not back)
    if promised := list(_promises(folded)):
        marks = sorted([*zip(starts, plans, strict=True), *((at, True) for at in promised)])
        starts, plans = [at for at, _ in marks], [ahead for _, ahead in marks]
    return Outlook(tuple(starts), tuple(plans), _turns(folded), bool(_EARLY.match(folded)))


def _title_lines(folded: str) -> Iterator[re.Match[str]]:
    start = 0
    while start <= len(folded):
        end = folded.find("\n", start)
        end = len(folded) if end < 0 else end
        if found := _LINE.fullmatch(folded, start, end):
            yield found
        start = end + 1


def _promises(folded: str) -> Iterator[int]:
    """Find the lines that end in a colon and say what will be done."""
    start = 0
    while (end := folded.find("\n", start)) >= 0:
        line = folded[max(start, end - _LONGEST_PROMISE) : end].rstrip(" \t\u3000")
        if line.endswith(("：", ":")) and _PROMISES.search(line[:-1]):
            yield start
        start = end + 1


def _turns(folded: str) -> tuple[tuple[int, bool], ...]:
    if _MAY_BE_SEVERAL.search(folded) is None:
        return ()
    opened = [(found.start(), True) for found in _SEVERAL.finditer(folded)]
    if not opened:
        return ()
    first = opened[0][0]
    closed = [(found.start(), False) for found in _ONE_YEAR.finditer(folded, first)]
    return tuple(sorted(dict([*closed, *opened]).items()))


def looks_back(words: str, year: int | None) -> bool:
    """Say whether words date what follows in a period that is over by `year`.

    Examples
    --------
    >>> looks_back("“十三五”时期，", 2023), looks_back("“十五五”时期，", 2023)
    (True, False)
    """
    if "年" in words and _YEARS_PAST.search(words):
        return True
    if "月" in words and _SO_FAR.search(words):
        return True
    found = _FIVE_YEARS.search(words) if "五" in words else None
    if found is None or year is None:
        return False
    return year >= 1955 + 5 * (10 + "一二三四五六七八九".index(found["count"]) + 1)
