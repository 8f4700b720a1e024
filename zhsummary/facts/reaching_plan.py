"""Plans that reach on: 下一步要新建工会4家，发展会员150人, until something was done."""

from __future__ import annotations

import re
from itertools import pairwise

from zhsummary.facts.frame import Frame
from zhsummary.facts.nouns import join
from zhsummary.facts.plan_words import OF_DONE, opens_plan
from zhsummary.facts.sentence import Clause, Sentence
from zhsummary.facts.stance import only_estimates, stance_of
from zhsummary.lexicons import load

_FAR = 60  # clauses of a sentence over which a plan reaches
#: 只建成3个, 仅培训120人: not more than that was done.
_NO_MORE = load.word_set("no_more_words")
_SUMMING = load.word_set("summing_words")


def reaching_plan(frame: Frame, sentence: Sentence, told: bool) -> str:
    """A plan word of an earlier clause reaches on until a clause says that something is done."""
    if not _SUMMING.isdisjoint(frame.left_words):
        # 力求实效，全年共培训420人次: what is summed up is done
        return "plan-reaches" if _sums_up_plan(frame) else ""
    if _is_kept_beside(frame) or _fell_short(frame, sentence) or _came_of_it(frame, sentence):
        return ""
    for at in range(frame.clause_index - 1, max(-1, frame.clause_index - _FAR), -1):
        clause = sentence.clauses[at]
        if clause.stance is None:
            clause.stance = stance_of(clause, sentence.clauses[at + 1])
        if told and clause.stance in {"plan-reaches", "forecast"} and only_estimates(clause):
            return ""  # 上半年，预计完成产值3亿元，增长26%
        if clause.stance and _closes_a_part(clause, sentence.clauses[at + 1]):
            return ""  # 预计年底完工；治理工程，总投资860万元
        if clause.stance == "demands":  # 要新建广场3个；改造村道12公里
            between = sentence.clauses[at + 1 : frame.clause_index]
            listed = _is_next_deed(frame) and all(_opens_with_deed(c) for c in between)
            return "plan-reaches" if listed else ""
        if clause.stance == "awaited":  # 拟建的市场占地25亩，总投资1800万元
            return "plan-reaches" if frame.clause.tokens[0].text in _ATTRIBUTES else ""
        if clause.stance == "set":  # 下达计划为造林1400亩，育苗160亩
            between = sentence.clauses[at + 1 : frame.clause_index + 1]
            return "set-by-superior" if all(_is_listed(c) for c in between) else ""
        if clause.stance == "forecast":
            apart = any(c.end in "；;" for c in sentence.clauses[at : frame.clause_index])
            # 预计产量21吨；糜子种植300亩，产量6吨: the next point has its own
            return "plan-reaches" if not apart and _is_result(frame, clause) else ""
        if clause.stance:
            return "" if clause.stance == "stops" else clause.stance
    return ""


def _is_kept_beside(frame: Frame) -> bool:
    """计划完成投资1.8亿元，完成投资1.7亿元: the same deed again tells what was done of the plan."""
    before = frame.previous
    if before is None or before.clause_index + 1 != frame.clause_index or before.left is frame.left:
        return False
    if frame.left[:1] != frame.verb[:1] or frame.verb_text not in {"完成", "实现"}:
        return False
    same = before.verb_text == frame.verb_text and before.quantity.unit == frame.quantity.unit
    named = join(frame.before)
    return same and bool(named) and join(before.before).endswith(named)


def _closes_a_part(clause: Clause, behind: Clause) -> bool:
    """Say whether what is expected ends with its part, and the next is about another thing."""
    if clause.end not in "；;" or clause.figures or not only_estimates(clause):
        return False
    return not behind.figures and bool(behind.tokens) and behind.tokens[-1].cls == "N"


def _sums_up_plan(frame: Frame) -> bool:
    """力争新建5亩，累计建成43亩: what there will be with what is striven for."""
    before = frame.previous
    if (
        before is None
        or before.clause_index + 1 != frame.clause_index
        or frame.left[0].text != "累计"
    ):
        return False
    one, other = before.quantity, frame.quantity
    more = one.unit == other.unit and (one.value or 0) < (other.value or 0)
    return more and not _STRIVING.isdisjoint(before.left_words) and opens_plan(before.left)


_STRIVING = {"力争", "确保", "争取", "力求", "努力"}


def _fell_short(frame: Frame, sentence: Sentence) -> bool:
    """本拟培训300人，受疫情影响，仅培训120人: what came of a plan that was not kept."""
    if _NO_MORE.isdisjoint(frame.left_words) and "实" not in frame.left_text:
        return False
    left = frame.left
    only = any(a.text in _NO_MORE and b.cls in {"V", "VN"} for a, b in pairwise(left)) or any(
        t.text.startswith("实") and t.cls in {"V", "VN"} and len(t.text) == 2 for t in left
    )
    if not only:
        return False
    earlier = [c for c in sentence.clauses[: frame.clause_index] if c.tokens]
    return any(
        c.tokens[0].text in _HINDERS
        or any(t.text in _PLANNED_AT_FIRST for t in c.tokens)
        or (c.figures and c.tokens[c.figures[-1]].quantity is not None and _same_unit(c, frame))
        for c in earlier
    )


def _came_of_it(frame: Frame, sentence: Sentence) -> bool:
    """计划今年脱贫68户，经镇核查，今年实现脱贫77户: what came of a plan that was kept."""
    if _THIS_YEAR.isdisjoint(frame.left_words):
        return False
    if not any(t.cls == "T" and t.text in _THIS_YEAR for t in frame.left):
        return False
    if frame.clause.says(_STILL_AIMED) or not frame.verb_text.startswith(("实现", "完成")):
        return False
    earlier = sentence.clauses[: frame.clause_index]
    planned = [c.tokens[k].quantity for c in earlier for k in c.figures]
    unit, value = frame.quantity.unit, frame.quantity.value
    return any(q is not None and q.unit == unit and q.value != value for q in planned)


_THIS_YEAR = {"今年", "本年", "本年度"}
_STILL_AIMED = re.compile("计划|力争|确保|争取|预计|拟|将|要|目标|任务")


def _same_unit(clause: Clause, frame: Frame) -> bool:
    told = clause.tokens[clause.figures[-1]].quantity
    return told is not None and told.unit == frame.quantity.unit


_HINDERS = {"因", "因为", "由于", "受", "但", "但是", "可", "可是"}
_PLANNED_AT_FIRST = load.word_set("planned_at_first") | {"原", "本", "原来", "本来", "原本", "原先"}
#: What tells how large a thing is that is still to be built.
_ATTRIBUTES = load.word_set("attributes_of_works")


def _is_listed(clause: Clause) -> bool:
    """育苗160亩, 义务植树6万株: a name with its figure, and nobody who did it."""
    tokens = clause.tokens
    if not clause.figures or any(t.cls in {"S", "T", "D", "LE", "L"} for t in tokens):
        return False
    return OF_DONE.search(clause.text) is None and tokens[0].text != "完成"


#: What comes of a deed, and is forecast before it has come.
_RESULT = re.compile(
    r"(?:产量|总产|单产|亩产|产值|收入|利润|税收|利税|效益|增收|销售额)[^，]{0,2}$"
)


def _is_result(frame: Frame, forecast: Clause) -> bool:
    """预计产量2000吨，产值60万元, but not 预计产值60万元，核桃800亩: what grows is there."""
    if frame.quantity.kind in {"money", "percent"} or _RESULT.search(frame.left_text):
        return not _opens_with_deed(frame.clause)
    named = [forecast.tokens[k].quantity for k in forecast.figures]
    alike = any(q is not None and q.unit == frame.quantity.unit for q in named)
    return alike and not _opens_with_deed(frame.clause)


def _is_next_deed(frame: Frame) -> bool:
    """Say whether a clause opens with a deed to a thing of its own, and not with a result."""
    named = bool(frame.before or frame.after)
    return named and frame.verb_text != "完成" and _opens_with_deed(frame.clause)


def _opens_with_deed(clause: Clause) -> bool:
    return bool(clause.tokens) and clause.tokens[0].cls in {"V", "VN"}
