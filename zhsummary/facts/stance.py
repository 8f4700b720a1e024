"""What a clause as a whole says of the figures behind it: plan, demand, estimate or report.

主要任务是：… opens what is to be done, 截至10月底，… tells of what was, and 预计 of a year that
is nearly over estimates a result.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

from zhsummary.facts import period
from zhsummary.facts.dating import WHOLE_YEARS
from zhsummary.facts.nouns import join
from zhsummary.facts.plan_words import (
    CAN,
    MEASURED_BY,
    PLAN,
    PROPOSES,
    PROPOSING,
    is_noun,
    leads_to_verb,
    names_aim,
    opens_plan,
    says_done,
)
from zhsummary.facts.sentence import Clause, Sentence, Token
from zhsummary.lexicons import load

_AWAITED_DEEDS = load.word_set("awaited_deeds")


def is_told(dated: str) -> bool:
    """Say whether 预计 only estimates what a time has brought: 全年, 上半年, 1-6月份."""
    return dated in WHOLE_YEARS or period.is_since_january(dated)


#: How large a place is, and who lives there: no aim, under whatever title.
STANDING = re.compile(
    r"(?:总人口|户籍人口|常住人口|农业人口|国土面积|辖区面积|区域面积|版图面积|幅员面积|现剩余)(?:为|达|约|共|有)*$"
)
#: What opens a clause that speaks of the time to come: 今后要新建工会5家.
_AHEAD_WORDS = {"今后", "接下来", "下阶段", "下一阶段"}


def looks_ahead(clause: Clause) -> bool:
    """今后要新建工会5家: say whether a clause opens with the time to come."""
    return bool(clause.tokens) and clause.tokens[0].text in _AHEAD_WORDS


def only_estimates(clause: Clause) -> bool:
    """Say whether 预计 is the only word of a clause that plans."""
    return "预计" in clause.words and clause.words & PLAN == {"预计"}


#: What a superior set, before the list of it.
_SETS_A_LIST = re.compile(
    r"^(?!.*(?:完成|超额|落实)[^，]*(?:下达|任务|计划)).*(?:下达|分配|布置)[^，]*(?:计划|任务|指标)(?:数)?(?:为|是)"
    r"|^(?:今年|年初)要求"
)


def _demands(tokens: list[Token]) -> bool:
    """今年要新建广场3个: asked for with a verb right behind; 需要培训的33户 only tells apart."""
    return all(t.cls != "DE" for t in tokens) and any(
        word.cls == "M" and word.text.endswith(("要", "需")) and deed.cls in {"V", "VN"}
        for word, deed in pairwise(tokens)
    )


def stance_of(
    clause: Clause, following: Clause
) -> Literal["plan-reaches", "demands", "forecast", "set", "once-built", "awaited", "stops", ""]:
    """Say by which rule a clause plans the figures behind it, or that no plan reaches past it."""
    tokens, text = clause.tokens, clause.text
    if says_done(tokens, text):
        return "stops"
    strong: list[int] = []
    if not _REACHING_PLANS.isdisjoint(clause.words):
        strong = [i for i, t in enumerate(tokens) if t.text in _REACHING_PLANS]
        strong = [i for i in strong if not (i and tokens[i - 1].text in _NO_PLAN_BEHIND)]
    if strong and clause.figures and clause.figures[-1] < strong[0]:
        return ""  # 其余6处计划于11月底前整改完成；…: the plan is of those before it
    if strong and (_SHARE_OF_A_PLAN.match(text) or _BY_A_PLAN.fullmatch(text)):
        return "stops"
    if clause.end in {"：", ":"} and (label := _LABELS.fullmatch(text)):
        return "plan-reaches" if label["plan"] else "stops"
    if looks_ahead(clause) or _sets_tasks(clause) or _announces(clause) or _strives(tokens):
        return "plan-reaches"
    if any(not is_noun(tokens, i) and leads_to_verb(tokens, i) for i in strong):
        return "plan-reaches"
    if "预计" in clause.words:
        # 预计全年实现税收15亿元, 财政收入8亿元 is what the year will have been
        if len(tokens) > 1 and not opens_plan(tokens):
            return "stops"
        deed = len(tokens) == 1 or any(t.cls in {"V", "VN"} for t in tokens)
        return "plan-reaches" if deed else "forecast"
    if names_aim(tokens, text) or CAN.search(text):
        return "plan-reaches"
    if clause.figures and _SETS_A_LIST.search(text):
        return "set"
    if not _AWAITED_DEEDS.isdisjoint(clause.words):
        return "awaited"
    if ("目标" in text or "后" in text) and _ANNOUNCED.search(text):
        return "plan-reaches"
    if text.endswith("后") and _WHEN_BUILT.search(text):
        return "once-built" if any(t.text in _MAY for t in following.tokens[:2]) else "stops"
    if ("要" in text or "需" in text) and _demands(tokens):
        return "demands"
    if clause.says(PROPOSING) and PROPOSES.match(text):
        return "demands"  # 建议增加护林员10名，解决经费20万元
    return "stops" if _is_dated(tokens) else ""


#: 完成县里下达计划24名的100%: how much of a plan was done.
_SHARE_OF_A_PLAN = re.compile(
    r"(?:已|均|全部|超额|圆满|顺利|如期|全面)*(?:完成|占|为)[^，]*(?:计划|任务|指标|目标)[^，]*的[^，]*[%倍]$"
)
#: 根据市里下达的计划，我镇完成清淤34公里: by which plan it was done.
_BY_A_PLAN = re.compile(
    r"(?:根据|按照|依据|依照|按)[^，]*(?:下达|制定|制订|确定|安排|批复)的?[^，]{0,6}计划"
)
#: 为确保完成任务，召开推进会3次: what a deed is done for is no plan of deeds.
_SO_AS_TO = {"为", "为了", "旨在"}
_NO_PLAN_BEHIND = MEASURED_BY | _SO_AS_TO
#: 目标任务：…；完成情况：…: what stands before a colon says of what the rest is.
_LABELS = re.compile(
    r"(?:年度|全年|今年|工作|主要|年初)*(?:(?P<plan>(?:目标|任务|计划|指标)(?:任务|指标|数)?)"
    r"|(?:完成|进展|落实)情况|工作进展)"
)
#: 主要任务是：, 县下达我镇的任务为：, but not 完成的主要任务：
_TASKS = re.compile(
    r"^(?!.*(?:完成|落实|实施|推进|执行|超额|围绕|实现|达成|承担|领导)).*"
    r"(?:目标|任务|计划|指标)(?:任务|数|指标)?(?:分别|主要)?(?:是|为|如下|有|包括)?$"
)


def _strives(tokens: list[Token]) -> bool:
    """争取到2026年，…: until when something is aimed at, and nothing that was got."""
    return [t.text for t in tokens[:1]] == ["争取到"] and [t.cls for t in tokens[1:]] == ["T"]


def _announces(clause: Clause) -> bool:
    """下半年要抓好三项重点：一是…: a colon behind what is to be done opens the list of it."""
    return clause.end in {"：", ":"} and _demands(clause.tokens)


def _sets_tasks(clause: Clause) -> bool:
    """今年的主要任务是：…: a colon behind them opens what is still to do."""
    return (
        clause.end in {"：", ":"} and not clause.figures and _TASKS.match(clause.text) is not None
    )


def sets_tasks(sentence: Sentence) -> bool:
    """Say whether a sentence opens with a task told before a colon, and nothing done after it."""
    opened = next((k for k, c in enumerate(sentence.clauses) if _sets_tasks(c)), None)
    if opened is None:
        return False
    return not any(_tells_of_now(c) for c in sentence.clauses[opened + 1 :])


def reports(sentence: Sentence) -> bool:
    """Say whether a sentence tells what was done: 截至10月底，…; 全镇已…."""
    return any(_tells_of_now(clause) for clause in sentence.clauses)


def _tells_of_now(clause: Clause) -> bool:
    tokens = clause.tokens
    if any(t.cls in {"S", "T"} for t in tokens[:2]):
        return True
    return says_done(tokens, clause.text) or _LABELS.fullmatch(clause.text) is not None


def describes(sentence: Sentence) -> bool:
    """全镇总人口2万人: how large a place is, which no plan sets."""
    return any(
        STANDING.search(join(clause.tokens[: clause.figures[0]]))
        for clause in sentence.clauses
        if clause.figures
    )


def estimates(sentence: Sentence) -> bool:
    """预计实现产值6亿元: of a year that is over this is a result, unless it can only come yet."""
    words: set[str] = set().union(*[clause.words for clause in sentence.clauses])
    if "预计" not in words or not (words & PLAN <= {"预计"}):
        return False
    return words.isdisjoint(_STILL_TO_COME) and not any(
        CAN.search(clause.text) for clause in sentence.clauses
    )


def of_own_year(sentence: Sentence, time: str, year: int | None) -> bool:
    """预计2012年完成产值7亿元 in the report of 2012, 预计实现产值23亿元、比去年增长40%."""
    if year is not None and period.year_of(time) == year:
        return True
    said = "".join([clause.text for clause in sentence.clauses])
    return _AGAINST_LAST.search(said) is not None and _LATER.search(said) is None


#: What a year that is nearly over is compared with.
_AGAINST_LAST = re.compile("同比|[比较](?:去年|上年|上一年)")
#: What is not over where a report is written.
_LATER = re.compile("下半年|下季度|[三四]季度|今后|未来|[明次后]年|下一?年|后[，,]|投产|建成")
_STILL_TO_COME = {
    "投资",
    "总投资",
    "可",
    "能",
    "将",
    "可望",
    "能够",
    "可以",
    "年底",
    "年内",
    "明年",
    "后",
    "届时",
}


def _is_dated(tokens: list[Token]) -> bool:
    """Say whether a clause is of this or an earlier period; 比今年提高 only compares with it."""
    times = [i for i, t in enumerate(tokens) if t.cls == "T"]
    return any(
        period.anchor(tokens[i].text) in {"this", "last"}
        and not (i and tokens[i - 1].text in {"比", "较"})
        for i in times
    )


#: …主要预期目标是：地区生产总值增长5%左右, but not 顺利完成了主要目标任务.
_ANNOUNCED = re.compile(
    r"^(?!.*(?:完成|实现|达成)[^，]{0,12}目标).*(?:预期目标|(?:主要|总体|发展|工作|奋斗)目标(?:是|为)|目标(?:是|为)(?:$|[到至])"
    r"|(?:达产|投产|建成|竣工|完工|运营)后[^，]*(?:可|将|预计|能))"
)
#: 工程建成后，可新增灌溉面积0.6万亩.
_WHEN_BUILT = re.compile(r"(?:建成|投产|达产|完工|竣工|运营|投用|投运|实施|改造|通车|启用)后$")
_MAY = {"可", "能", "将", "预计", "可以", "能够", "可望"}
_REACHING_PLANS = load.word_set("reaching_plans")
