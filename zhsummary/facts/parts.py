"""Parts and wholes: those told apart, and heads that say nothing without what they are of.

残疾人140人，其中男80人; 排洪沟4条，总长6公里; 水稻种植面积5000亩，总产2600吨.
"""

from __future__ import annotations

import re

from zhsummary.facts.frame import Frame
from zhsummary.facts.naming import TARGET, Item, is_some_target, name
from zhsummary.facts.nouns import (
    BODY_UNITS,
    COUNTERS,
    PEOPLE,
    PEOPLE_UNITS,
    is_body,
    noun_phrase_before,
)
from zhsummary.lexicons import load

_FIRMS = tuple(load.word_set("sized_bodies") | load.word_set("counted_bodies"))
_NOMINAL = {"N", "VN", "DE", "J"}
_PEOPLE_ENDS = tuple(load.word_set("people_ends"))
_OF_PERSONS = load.word_set("units_of_persons")
_RANKS = load.word_set("bare_ranks")
_RANK = re.compile(rf"(?:{'|'.join(sorted(_RANKS))}|[A-D]级|[一二三四]级)")


def told_apart(frame: Frame, earlier: list[tuple[Frame, Item]]) -> Item | None:
    """贫困户120户，其中政策兜底的14户: those told apart are some of those counted in all.

    Things of which nothing was counted before are not told apart.
    """
    some = frame.quantity
    for before, found in reversed(earlier):
        all_of_them = before.quantity
        alike = all_of_them.unit == some.unit and not (before.part or before.beside_part)
        if before.clause.end in {"；", ";"}:
            break  # 占道户2户，已拆除；批而未建的1户
        more = (all_of_them.value or 0) > (some.value or 0) and found.rule != "told-apart"
        if alike and found.text and more:
            return Item(found.text, "inherited", "inherited-item")
    counted = frame.quantity.unit in COUNTERS
    return Item(name(frame.sort), "told-apart") if counted else None


def among_those(frame: Frame) -> str:
    """企业中有48家签订了合同书: those of whom they are some stand before 中."""
    words = [t.text for t in frame.left]
    if words[-2:] not in (["中", "有"], ["中", "已有"]) or len(words) < 3:
        return ""
    those = frame.left[-3].text
    bodies = frame.quantity.unit in BODY_UNITS and those.endswith(_FIRMS)
    people = frame.quantity.unit in PEOPLE_UNITS and PEOPLE.search(those) is not None
    return those if bodies or people else ""


def some_of_those(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """28名妇女参加了考试，20名取得了证书: persons are not what they got."""
    if frame.quantity.unit not in _OF_PERSONS or not earlier or frame.left or not frame.follow:
        return ""
    before, found = earlier[-1]
    near = before.clause_index + 1 == frame.clause_index and not before.limit
    if not near or before.quantity.unit not in _OF_PERSONS or not before.follow:
        return ""
    return found.text if PEOPLE.search(found.text) or found.text.endswith(_PEOPLE_ENDS) else ""


#: Head nouns that say nothing without what they are of: 总量突破60万户.
_BARE_HEADS = load.word_set("bare_heads")


def said_of_what(own: Item | None, frame: Frame, earlier: list[tuple[Frame, Item]]) -> Item | None:
    """Say of what a bare head is: 新增上市企业12家、总数达90家; 个体户快速成长，总量突破60万户."""
    if own is not None and own.text in _SEXES:
        return Item(own.text + _those_told_apart(frame, earlier), own.rule)
    if (
        own is not None
        and (own.text in _RANKS or _RANK.fullmatch(own.text))
        and (frame.part or frame.beside_part)
        and own.rule == "noun-before"
    ):
        return Item(own.text + _whole_counted(frame, earlier), own.rule)
    if own is not None and own.rule == "noun-before" and _RANK.fullmatch(own.text):
        return Item(own.text + _of_another_rank(frame, earlier), own.rule)
    if own is not None and own.text in _YIELDS and own.rule in {"subject", "noun-before"}:
        grown = _grown_before(frame, earlier)
        return Item(grown + own.text, own.rule) if grown else own
    if own is None or own.text not in _BARE_HEADS or own.rule not in {"subject", "noun-before"}:
        return own
    if own.text == "幅度" and (changed := _what_changed(frame)):
        return Item(changed, own.rule)
    owner = ""
    if frame.topic is not None and frame.topic.tokens and frame.neighbour is None:
        tokens = frame.topic.tokens
        bound = next((k for k, t in enumerate(tokens) if t.cls not in {"N", "DE", "J"}), None)
        if tokens[-1].cls == "N" and all(t.cls in _NOMINAL for t in tokens):
            bound = None  # 稻田养虾基地，总面积70亩
        owner = name(tokens[:bound])
        lies = any(_LYING.fullmatch(t.text) for t in tokens)  # 我乡地处山区，总面积128平方公里
        if not owner and tokens[-1].cls == "N" and not lies:  # 提高了低保的补助标准，提高幅度达30%
            owner = name(noun_phrase_before(tokens)[0])
        owner = "" if is_body(owner) else owner
    elif earlier and (_measures_alike(earlier[-1][0], frame) or own.text in {"占比", "比重"}):
        owner = earlier[-1][1].text
    elif (
        earlier
        and not _is_a_sort(earlier[-1][0])
        and own.text in _SIZES_OF
        and has_a_size(*earlier[-1], frame)
    ):
        owner = earlier[-1][1].text  # 排洪沟4条，总长6公里
    if not owner or is_some_target(owner) or owner.endswith((own.text, own.text[-2:])):
        return own  # 新增面积800平方米，总面积达到4500平方米
    return Item(owner + own.text, own.rule, "inherited-item")


def _is_a_sort(frame: Frame) -> bool:
    """水库27座，其中小一型3座，小二型24座，总库容1063万方: the size is that of the whole."""
    return frame.part or frame.beside_part


#: Where a place lies is no thing that is measured.
_LYING = re.compile("地处|位于|坐落于?|毗邻|紧邻|邻近|毗连|相邻|[东南西北][邻临接连靠依]")
#: How large the things are that the figure before counts.
_SIZES_OF = load.word_set("sizes_of_things")


def has_a_size(before: Frame, found: Item, frame: Frame) -> bool:
    """Say whether the figure before counts things that have a length or an area."""
    things = before.quantity.kind == "count" and before.quantity.unit not in _OF_PERSONS
    homes = before.quantity.unit in PEOPLE_UNITS  # 违法建筑27户，面积3400平方米
    of_people = PEOPLE.search(found.text) or found.text.endswith(("户", *_PEOPLE_ENDS))
    things = things and not (homes and of_people)
    things = things and not _A_TOTAL.match(found.text)  # 总户数2507户，总建筑面积22万平方米
    return things and not before.limit and before.clause_index + 1 >= frame.clause_index


#: An amount itself, which has no length.
_A_TOTAL = re.compile(r"总.{0,4}[数量]$")


#: What comes of an area, and says nothing without what grew there.
_YIELDS = {
    "平均亩产",
    "平均单产",
    "总产",
    "产量",
    "年产量",
    "总产量",
    "单产",
    "亩产",
    "总产值",
    "产值",
}
_AREAS = {"亩", "公顷"}
_AREA_OF = re.compile(r"(?:播种|种植|栽种|栽培|收获|生产)?(?:总)?面积$|(?:播种|种植)$")


def _grown_before(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """水稻种植面积5000亩，总产2600吨; 种植小麦6300亩，预计产量2350吨: what grew on the area."""
    if not earlier or frame.neighbour is not None:
        return ""
    back = len(earlier) - 1
    while back and earlier[back][0].verb_class == "C":
        back -= 1  # 比上年减少120亩，减少1.9%，预计产量2350吨
    while back and earlier[back][1].text.endswith(("亩产", "单产")):
        back -= 1  # 大麦1200亩，亩产260公斤，总产312吨
    area, found = earlier[back]
    near = area.clause_index + len(earlier) - back == frame.clause_index
    if area.quantity.unit not in _AREAS or not near:
        return ""
    if found.rule not in {"subject", "noun-before"} or "、" in found.text or "等" in found.text:
        return ""
    return _AREA_OF.sub("", found.text)


def _what_changed(frame: Frame) -> str:
    """案件下降幅度达53%: what changed stands before the word of change."""
    tokens = frame.left
    at = next((k for k, t in enumerate(tokens) if t.text == "幅度"), 0)
    if not at or tokens[at - 1].cls != "C":
        return ""
    return name(noun_phrase_before(tokens[: at - 1], subject=True)[0])


_SEXES = {"男", "女"}


def _whole_counted(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """创建示范村31个，其中省级1个: what the part is a part of."""
    alike = [(f, i.text) for f, i in earlier if f.quantity.unit == frame.quantity.unit]
    of = [text for f, text in alike if not f.part and not f.beside_part]
    return of[-1] if of and not of[-1].endswith(tuple(_RANKS)) else ""


def _of_another_rank(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """省级文明村1个、市级3个: what the figure before counts of another rank."""
    if not earlier or earlier[-1][0].quantity.unit != frame.quantity.unit:
        return ""
    before, found = earlier[-1]
    ranked = _RANK.match(found.text)
    return (
        found.text[ranked.end() :]
        if ranked and before.clause_index >= frame.clause_index - 1
        else ""
    )


def _those_told_apart(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """残疾人140人，其中：男80人: those who are counted in all."""
    of = (i.text for f, i in earlier if f.quantity.unit == frame.quantity.unit and not f.limit)
    whole = next(of, "")
    return whole if PEOPLE.search(whole) or whole.endswith(_PEOPLE_ENDS) else ""


def _measures_alike(before: Frame, frame: Frame) -> bool:
    """南北宽8公里，总面积107平方公里: the area is not of the width."""
    a, b = before.quantity, frame.quantity
    return a.kind == b.kind and (a.kind != "measure" or a.unit == b.unit)


def of_a_task(frame: Frame, earlier: list[tuple[Frame, Item]]) -> Item | None:
    """收缴经费35万元，完成年度任务的118%: the share is of what was to be done.

    That is no part (其中女工30人), nor those whom it reached (覆盖职工960人).
    """
    if not frame.left:
        return None
    shares = frame.left[-1].cls == "DE" or frame.verb_text == "占"
    shares = shares or frame.left[0].text == "为"  # 为年初预算61%
    if not shares and frame.verb_text not in _FULFILLING:
        return None  # 完成全年目标数65%
    near = [
        (f, i)
        for f, i in earlier
        if f.clause_index >= frame.clause_index - 2 and f.clause.depth <= frame.clause.depth
    ]
    near = [(f, i) for f, i in near if i.text and not (f.limit or f.base or is_some_target(i.text))]
    task = TARGET.search(frame.left_text.removesuffix("的")) is not None
    done = [i for f, i in near if not (task and (f.part or f.beside_part or _is_reached(f)))]
    told = done or [i for _, i in near]
    return (
        Item(told[-1].text, "share-of-a-task", "inherited-item", told[-1].whole) if told else None
    )


def _is_reached(frame: Frame) -> bool:
    """覆盖企业37家、职工960人: whom a deed reached, and those listed with them."""
    while frame.neighbour is not None and not frame.verb:
        frame = frame.neighbour
    return frame.verb_text in _REACHING_VERBS


_REACHING_VERBS = load.word_set("reaching_verbs")
#: Verbs of a task that was done in so large a part.
_FULFILLING = {"完成", "实现", "达到", "超额完成", "完成了"}
