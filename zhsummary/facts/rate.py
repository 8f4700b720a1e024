"""Per what: the base of a rate (每季度, 人均, 每名村医, 元/亩)."""

from __future__ import annotations

import re
from itertools import pairwise

from zhsummary.facts.frame import Frame, trace
from zhsummary.facts.nouns import each_until, join
from zhsummary.facts.sentence import Token
from zhsummary.lexicons import load


def per(frame: Frame, inherited: Frame | None) -> tuple[str, str]:
    """Give the base of a rate and the rule that found it."""
    if (listed := _in_list(frame)) is not None:
        return listed, "rate-word" if listed else ""
    found = _stated(frame)
    if found:
        return found, "rate-word"
    if counted := _of_so_many(frame):
        return counted, "rate-word"
    if shared := _apiece(frame):
        return shared, "each"
    if "/" in frame.quantity.unit and not frame.quantity.unit.endswith(("立方米", "升", "m³", "L")):
        return "每" + frame.quantity.unit.rpartition("/")[2], "rate-unit"
    if inherited is not None and _goes_on(frame, inherited):
        return trace(inherited, "per", _step, ""), "rate-carried"
    return "", ""


def _of_so_many(frame: Frame) -> str:
    """每500亩配备1名护林员: each of a number of things has one, and the number is of the base."""
    base: Frame | None = frame
    for _ in range(_BASES):
        if base is None:
            return ""
        if base.left and base.left[-1].text == "每":
            return "每" + base.quantity.text
        base = base.neighbour
    return ""


_BASES = 4  # figures of a clause over which its base reaches


def _in_list(frame: Frame) -> str | None:
    """生产总值、人均纯收入分别达到12亿元、1.8万元: the base of a rate is that of its own name.

    Gives None where the figure is of no such list.
    """
    opening, place = frame, 0
    while opening.listed and "分别" not in opening.left_words and opening.neighbour is not None:
        opening, place = opening.neighbour, place + 1
    if "分别" not in opening.left_words:
        return None
    left = opening.left[: next(k for k, t in enumerate(opening.left) if t.text == "分别")]
    names: list[list[Token]] = [[]]
    for token in left:
        if token.cls == "J":
            names.append([])
        else:
            names[-1].append(token)
    if len(names) < 2 or place >= len(names):
        return None
    bases = [_base_of(name) for name in names]
    shared = all(join(name[-1:]) in _CONTRASTS for name in names[:-1])
    if not any(bases) or shared:
        return None  # 城镇、农村居民人均可支配收入分别…
    if bases[place] or any(bases[place:]) or join(names[place]).endswith(_AGGREGATES):
        return bases[place]
    return next(base for base in reversed(bases[:place]) if base)  # 人均住房、用电分别…


def _base_of(name: list[Token]) -> str:
    stated = next((t.text for t, noun in pairwise(name) if (t.cls, noun.cls) == ("R", "N")), "")
    averaged = _AVERAGE.search(join(name))
    return stated or (averaged[0] if averaged else "")


_CONTRASTS = load.word_set("contrasts")
#: Sums of a whole place, which are of nobody in it.
_AGGREGATES = tuple(load.word_set("aggregates"))


def _apiece(frame: Frame) -> str:
    """各社区配备网格员1名: what each of them has one of is told of each."""
    quantity, left = frame.quantity, frame.left
    if quantity.kind != "count" or quantity.value != 1 or frame.neighbour is not None:
        return ""
    at = next((i for i, t in enumerate(left[:4]) if t.text[:1] == "各"), None)
    if at is None or frame.verb_text not in _EQUIPPING or "D" in {t.cls for t in frame.head[-1:]}:
        return ""
    if any(t.text in _SUMMING for t in left) or left[at].text in {"各类", "各种", "各项"}:
        return ""
    each = left[at].text
    if each == "各":
        each += left[at + 1].text if at + 1 < len(left) and left[at + 1].cls == "N" else ""
    return each if len(each) > 1 and "".join(t.text for t in left[:at]) in _OPENING else ""


_EQUIPPING = load.word_set("equipping_verbs")
_SUMMING = load.word_set("summing_words")
#: What may stand before those who have one each.
_OPENING = {"", "全镇", "全乡", "全县", "全街道", "辖区", "我镇", "我乡", "在", "为"}


def _goes_on(frame: Frame, before: Frame) -> bool:
    if _is_given_too(frame, before) or _gives_level(frame, before) or _is_next(frame, before):
        return True
    if before.quantity.kind != frame.quantity.kind:
        return False
    return frame.listed or _reaches(frame) or _changes(frame, before)


def _is_next(frame: Frame, before: Frame) -> bool:
    """小学每生补助1000元，初中1250元: the next of a row of sorts is paid on the same base."""
    if frame.quantity.kind != "money" or before.quantity.kind != "money":
        return False
    if frame.verb or frame.right or before.clause_index + 1 != frame.clause_index:
        return False
    alone = len(frame.left) == 1 and bool(before.left)
    alone = alone and frame.neighbour is None and before.neighbour is None
    return alone and frame.left[0].text in _IN_A_ROW and before.left[0].text in _IN_A_ROW


_IN_A_ROW = load.word_set("contrasts") | load.word_set("levels_of_pay")


def _gives_level(frame: Frame, before: Frame) -> bool:
    """人均收入增长9%，达到16800元: the level behind the change of an average is an average."""
    level = frame.verb_class == "L" and not frame.before and frame.quantity.kind == "money"
    near = before.clause_index + 1 == frame.clause_index and frame.neighbour is None
    return level and near and before.verb_class == "C" and before.quantity.kind == "percent"


def _is_given_too(frame: Frame, before: Frame) -> bool:
    """每人发放大米10公斤，食用油5升: what goes on with the verb of each goes on with each."""
    if frame.verb or frame.right or frame.neighbour is not None or not before.verb:
        return False
    if before.clause_index + 1 != frame.clause_index or before.clause.end not in {"，", ","}:
        return False
    things = {frame.quantity.kind, before.quantity.kind} <= {"count", "measure"}
    bare = bool(frame.before) and len(frame.left) == len(frame.before)
    named = things and bare and "R" in before.left_classes
    return named and not join(frame.before).endswith(_NAMES_OF_MEASURES)


_NAMES_OF_MEASURES = tuple(load.word_set("names_of_measures"))


def _changes(frame: Frame, before: Frame) -> bool:
    """户均收入5.6万元，同比增加1.1万元: what the average changed by is an average."""
    if frame.verb_class != "C" or frame.before or frame.neighbour is not None:
        return False
    near = before.clause_index + 1 == frame.clause_index
    return near and frame.quantity.kind == "money" and before.clause.end in {"，", ","}


def _step(frame: Frame) -> tuple[str | None, Frame | None]:
    if found := _stated(frame):
        return found, None
    before = frame.previous
    return (None, before) if before is not None and _goes_on(frame, before) else ("", None)


#: An average inside a name: 居民人均可支配收入.
_AVERAGE = re.compile(r"[人户亩村]均(?!衡)")


def _stated(frame: Frame) -> str:
    tokens = frame.left
    if "R" not in frame.left_classes:
        named = _AVERAGE.search(join(frame.before))
        if named:
            return named[0]
        each_day = not frame.sizes and not _DAY_OR_MONTH.isdisjoint(frame.left_words)
        return _of_each_day(tokens) if each_day else ""
    if frame.quantity.kind == "percent" and frame.verb_text == "占":
        return ""  # 占村民人均收入的52%
    counts = frame.quantity.kind == "count"
    for i in range(len(tokens) - 1, -1, -1):
        if tokens[i].cls != "R":
            continue
        if (
            counts
            and tokens[i].text.endswith("均")
            and any(t.quantity is not None for t in tokens[i:])
        ):
            return ""  # 人均收入低于6000元的农户37户
        return join(tokens[i : each_until(tokens, i)])  # 每个代表小组
    return ""


def _of_each_day(tokens: list[Token]) -> str:
    """全镇日清运垃圾12吨, 月发放补贴20万元, but not 环保日发放资料300份."""
    for i, token in enumerate(tokens[:-1]):
        if token.text in _DAY_OR_MONTH and tokens[i + 1].cls in {"V", "VN"}:
            before = tokens[i - 1] if i else None
            of_each = before is None or before.cls in _BEFORE_A_DAY or _works(before)
            able = any(t.text == "能力" for t in tokens[i + 2 : i + 4])  # 日播种能力达0.9万盘
            return token.text if of_each and not able else ""
    return ""


def _works(token: Token) -> bool:
    """水厂日供水600吨: a place where the same is done each day."""
    return token.cls == "N" and len(token.text) > 1 and token.text[-1] in "点站厂院馆场所"


_DAY_OR_MONTH = {"日", "月"}
_BEFORE_A_DAY = {"S", "SUBJ", "D"}


def _reaches(frame: Frame) -> bool:
    """每人每月410元提高到455元: the second has the base of the first."""
    return frame.verb_class == "C" and not frame.before and frame.neighbour is not None
