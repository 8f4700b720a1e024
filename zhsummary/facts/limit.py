"""Figures that say which ones are meant and count nothing: 百人以上企业, 60岁以上的占四成."""

from __future__ import annotations

import re

from zhsummary.facts.nouns import COUNTERS, PEOPLE, join
from zhsummary.facts.sentence import Clause
from zhsummary.lexicons import load

#: What people are not the measure word of.
_SIZED_BODIES = tuple(load.word_set("sized_bodies"))
#: Units that tell how large something else is: 百人以上企业, 50户以上村民小组.
_SIZE_UNITS = load.word_set("size_units")
_BOUNDED = tuple(
    bound + closing for bound in ("以上", "以下", "以内", "之内") for closing in ("", "”", "’")
)


#: What makes an amount a rough one, and no bound: 1500余万元的工程.
_ABOUT = re.compile(r"[余多来近]")


def is_limit(clause: Clause, i: int) -> bool:
    """Say whether the figure at `i` bounds another noun: 收入低于5500元的家庭."""
    quantity = clause.tokens[i].quantity
    if _is_condition(clause, i):
        return True
    assert quantity is not None  # asked of Q tokens only
    following = clause.tokens[i + 1 : i + 3]
    if quantity.unit in {"岁", "周岁"}:
        if i and clause.tokens[i - 1].cls == "C":
            return False  # 比上届下降3.1岁
        return not _IS_AN_AGE.search(join(clause.tokens[max(0, i - 4) : i]))
    if quantity.kind == "percent" or not following:
        return False
    if quantity.qualifier == "range" and quantity.unit == "人" and following[0].cls == "N":
        # 50人—100人企业45家
        return any(t.cls == "Q" for t in clause.tokens[i + 1 : i + 6])
    if _tells_apart(clause, i):
        return True
    if clause.tokens[i].text.endswith(_BOUNDED):
        if (
            quantity.kind == "count"
            and quantity.unit not in _SIZE_UNITS
            and following[0].cls != "DE"
        ):
            return False  # 培育30家以上骨干企业: the measure word is that of the noun
        more = any(t.cls == "Q" for t in clause.tokens[i + 1 : i + 12])
        if quantity.kind == "count" and following[0].cls == "N" and not more:
            # 12名以上村民代表参加 counts them; 百人以上企业 says which ones
            if quantity.unit == "人" and following[0].text.endswith(_SIZED_BODIES):
                return True
            return not PEOPLE.search(join([t for t in following if t.cls == "N"]))
        if following[0].cls == "Q":
            return following[0].quantity is not None and following[0].quantity.unit in COUNTERS
        return following[0].cls in {"N", "VN", "DE"} or following[0].text == "由"
    bound = quantity.qualifier in {"over", "under"} and not _ABOUT.search(quantity.text)
    if bound and following[0].cls == "DE" and len(following) > 1:
        before = clause.tokens[max(0, i - 2) : i]
        named = bool(before) and before[-1].cls in {"N", "VN"}
        return named and (following[1].cls in {"N", "VN"} or _are_so_many(clause, i + 2))
    return False


#: 年龄最大的86岁, 比上届小2岁; 高龄津贴 and 大学生 tell no age.
_IS_AN_AGE = re.compile(r"年龄|最|标准为?$|[高低大小](?:[了出约近至到达的为]|$)|提前|推迟")


def _are_so_many(clause: Clause, i: int) -> bool:
    """面积不足200平方米的有3个村: behind 的 stands how many are so."""
    return clause.tokens[i].text in {"有", "共", "占"} and clause.figures[-1] > i


#: What stands before an amount that those counted reach.
_REACHING_A_BOUND = {"过", "超", "超过", "达", "达到", "突破", "上"}


def _is_condition(clause: Clause, i: int) -> bool:
    """年产值5000万元的企业达到3家: what each of them turns over says which ones are counted."""
    tokens, quantity = clause.tokens, clause.tokens[i].quantity
    if quantity is None or quantity.kind != "money" or not i:
        return False
    if not tokens[i - 1].text.endswith(_TURNED_OVER) or tokens[i + 1 : i + 2] == []:
        return False
    if tokens[i + 1].cls != "DE":
        return False
    counted = next((t.quantity for t in tokens[i + 2 : i + 8] if t.cls == "Q"), None)
    return counted is not None and counted.unit in COUNTERS | {"个"}


_TURNED_OVER = tuple(load.word_set("turnover_nouns"))


def _tells_apart(clause: Clause, i: int) -> bool:
    """税收过50万元的4家, 过千万元的项目5个: the amount says which ones the next figure counts."""
    tokens, quantity = clause.tokens, clause.tokens[i].quantity
    if quantity is None or quantity.kind != "money":
        return False
    over = quantity.qualifier == "over" and not _ABOUT.search(quantity.text)
    before = tokens[i - 1] if i else None
    opens = over and (before is None or before.cls == "PART")
    at = i + 1 + (tokens[i + 1].cls == "DE")
    if opens:  # 过亿元项目1个
        while at < min(len(tokens), i + 6) and tokens[at].cls in {"N", "VN"}:
            at += 1
    reached = before is not None and before.text in _REACHING_A_BOUND
    bound = over and before is not None and before.cls in {"N", "VN"}
    told = opens or (tokens[i + 1].cls == "DE" and (reached or bound))
    if not told or at >= len(tokens):
        return False
    counted = tokens[at].quantity
    return counted is not None and counted.unit in COUNTERS | {"个"}
