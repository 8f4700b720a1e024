"""What stands behind a figure: the thing that it counts, or what is told of it or of the next.

187名青年, 10所中小学, 4条干渠总长21.66公里: the words up to the next figure are parted into
what the measure word counts, what is theirs, and what belongs to the next figure.
"""

from __future__ import annotations

import re

from zhsummary.facts.following_verb import EMPTY_VERBS
from zhsummary.facts.frame import HOW_OFTEN, Frame
from zhsummary.facts.nouns import (
    COUNTERS,
    DIVISIONS,
    PEOPLE,
    PEOPLE_UNITS,
    WORTH,
    is_body,
    join,
    noun_phrase_after,
    noun_phrase_before,
)
from zhsummary.facts.sentence import Token
from zhsummary.lexicons import load


def read_owned(frame: Frame) -> None:
    """使35户农户收入增加了2000元: the measure word counts the homes, not what they earn.

    What is theirs is what changes behind them.
    """
    unit = frame.quantity.unit
    if unit != "个" and unit not in PEOPLE_UNITS and frame.quantity.kind != "percent":
        return
    opens = 1 if frame.right and frame.right[0].cls == "DE" else 0
    frame.right = _without_compound(frame.right, opens)
    right = frame.right[:_WITHIN]
    owner = next((k for k, t in enumerate(right[:4]) if k >= opens and _owns(frame, t)), None)
    if owner is None or any(t.cls != "N" for t in right[opens:owner]):
        return
    end = owner + 1
    while end < len(right) and right[end].cls in {"N", "VN"}:
        end += 1
    if end == len(right) and right[end - 1].cls == "VN":
        end -= 1  # 187名青年身体合格
    owned = right[owner + 1 : end]
    changes = end < len(right) and right[end].cls == "VN"
    changes = changes or (end < len(right) and right[end].cls in {"C", "L", "V", "D"})
    if owned and changes and owned[-1].text.endswith(_THEIRS):
        frame.after, frame.owned = right[: owner + 1], owned


def read_measured(frame: Frame) -> None:
    """4条干渠总长21.66公里: the measure word counts the canals, the length is theirs."""
    right = frame.right
    if len(right) < 2 or right[-1].text not in _MEASURED_OF or frame.untold:
        return
    if any(t.cls not in {"N", "VN", "DE"} for t in right):
        return
    following = frame.clause.tokens[frame.at + 1 + len(right)].quantity
    if following is None or following.unit == frame.quantity.unit:
        return
    end = next((k for k, t in enumerate(right) if k and t.cls == "DE"), len(right) - 1)
    if frame.quantity.unit == "个" and right[0].text.endswith(_OF_A_PLACE):
        end = 1  # 12个村民小组串户路全长12公里
    frame.after, frame.owned = right[:end], right[end:]


_OF_A_PLACE = ("村", "小组", "社区", "乡镇", "街道", "屯", "组")
#: What is measured of things that a measure word counts, where the amount stands behind.
_MEASURED_OF = load.word_set("measured_of_things")


def _without_compound(right: list[Token], at: int) -> list[Token]:
    """农民工工资 in two words: those counted and what is theirs."""
    token = right[at] if at < len(right) else None
    glued = token is not None and token.text.endswith(_THEIRS)
    parted = _COMPOUND.fullmatch(token.text) if token is not None and glued else None
    if token is None or parted is None:
        return right
    middle = token.start + len(parted["those"])
    those = Token(token.start, middle, parted["those"], "N")
    theirs = Token(middle, token.end, parted["theirs"], "N")
    return [*right[:at], those, theirs, *right[at + 1 :]]


_THEIRS = tuple(load.word_set("owned_by_people"))
_COMPOUND = re.compile(
    rf"(?P<those>.*(?:{'|'.join(load.word_set('people_nouns'))}))"
    rf"(?P<theirs>{'|'.join(load.word_set('owned_by_people'))})"
)


def _owns(frame: Frame, token: Token) -> bool:
    """Say whether a noun is that of those whom a measure word counts."""
    unit = frame.quantity.unit
    if unit in PEOPLE_UNITS or frame.quantity.kind == "percent":
        return _names_people(token)
    return unit == "个" and token.text in DIVISIONS


def counted_behind(frame: Frame) -> list[Token]:
    """Give the noun phrase behind a figure, 8米高的路灯 among them."""
    right = frame.right
    sized = frame.quantity.kind == "measure" and len(right) > 2 and right[0].text in _DIMENSIONS
    if sized and right[1].cls == "DE":
        named = noun_phrase_after(right[1:], frame.quantity)
        return [right[0], *named] if named else []
    named = noun_phrase_after(right, frame.quantity)
    leads = len(named) > 1 and named[-1].cls == "VN" and right[len(named) : len(named) + 1]
    if leads and leads[0].text in _TO_WHERE:
        named = named[:-1]  # 将125件提案分解到部门
    if frame.quantity.kind == "money" and right and right[0].text in _HELP_GIVEN:
        led = "给予" in frame.left_words or "给以" in frame.left_words
        if led and all(t.cls == "X" for t in right[1:2]):
            return [right[0].tagged("N")]  # 给予每人每年1000元资助
    return _with_relative(frame) or named or _deed_so_often(frame)


#: What only a verb stands before.
_TO_WHERE = {"到", "至", "给"}


_HELP_GIVEN = {"资助", "补助", "奖励", "补贴", "救助", "奖补", "扶持", "补偿", "帮扶"}


def deed_past_times(frame: Frame) -> Token | None:
    """对24家企业进行了2次全面检查: behind how often stands what was done to those counted."""
    tokens = frame.clause.tokens
    at = frame.at + 1 + len(frame.right)
    times = tokens[at].quantity if at < len(tokens) else None
    if times is None or times.unit not in HOW_OFTEN_DONE | {"场"}:
        return None
    return next((t for t in tokens[at + 1 : at + 6] if t.cls in {"V", "VN"}), None)


def _deed_so_often(frame: Frame) -> list[Token]:
    """进行了2次全面检查: how a deed was done stands before its name."""
    if frame.quantity.unit not in HOW_OFTEN_DONE | {"场"} or not frame.right:
        return []
    led = [t for t in frame.left[-2:] if t.cls != "LE"]
    if frame.right[0].cls != "D" or not led or led[-1].text not in EMPTY_VERBS:
        return []
    deed = frame.right[1:]
    end = next((k for k, t in enumerate(deed) if t.cls not in {"N", "VN", "V", "DE"}), len(deed))
    return [t.tagged("N") for t in deed[:end]]


def _with_relative(frame: Frame) -> list[Token]:
    """18名有就业需求残疾人, 41起成功调解的纠纷案例获表扬: what tells of those counted too."""
    unit = frame.quantity.unit
    if frame.right and frame.right[0].text in _IN_NEED and (needy := _in_need(frame.right)):
        return needy
    if unit not in _OF_PERSONS and unit != "户" and (frame.more or unit not in _OF_ONE_CASE):
        return []
    right = frame.right[:_WITHIN]
    if len(right) < 3:
        return []
    if unit in _OF_PERSONS or unit == "户":
        if right[0].text not in _HAVING:
            return []
        ends = (k for k, t in enumerate(right) if k > 1 and _names_people(t))
        end = next(ends, -1) + 1
        return (
            right[: end + 1] if [t.text for t in right[end : end + 1]] == ["家庭"] else right[:end]
        )
    at = next((k for k, t in enumerate(right) if t.cls == "DE"), 0)
    if not at or right[0].cls == "N" or any(t.cls not in {"V", "VN", "D"} for t in right[:at]):
        return []
    end = next((k for k, t in enumerate(right) if k > at and t.cls != "N"), len(right))
    return right[:end] if right[end - 1].text.endswith(_CASES) else []


def _in_need(right: list[Token]) -> list[Token]:
    """68名迫切需要就业的劳动力, 21个急需维修的活动室: what those counted need, and they."""
    at = next((k for k, t in enumerate(right[:6]) if t.cls == "DE"), 0)
    if at < 2 or any(t.cls not in {"V", "VN", "N"} for t in right[1:at]):
        return []
    end = at + 1
    while end < len(right) and right[end].cls == "N":
        end += 1
        if _names_people(right[end - 1]):
            break
    if end == at + 1:
        return []
    return [t.tagged("N") if t.cls in {"V", "M"} else t for t in right[:end]]


_IN_NEED = load.word_set("words_of_need")


def _names_people(token: Token) -> bool:
    ends = PEOPLE.search(token.text) is not None or token.text.endswith(_PEOPLE_ENDS)
    return token.cls == "N" and ends


_WITHIN = 10  # words behind a figure among which those stand that a clause tells of
_HAVING = load.word_set("having_or_lacking")
_OF_PERSONS = load.word_set("units_of_persons")
_PEOPLE_ENDS = tuple(load.word_set("people_ends"))
_OF_ONE_CASE = load.word_set("units_of_one_case")
_CASES = tuple(load.word_set("case_ends"))


def describing(after: list[Token]) -> int:
    """Give how many words lead from a figure to the noun that it describes: 的, 高的."""
    if after[0].cls == "DE":
        return 1
    return 2 if len(after) > 2 and after[0].text in _DIMENSIONS and after[1].cls == "DE" else 0


_DIMENSIONS = load.word_set("dimensions")


def is_done_so_often(frame: Frame, left: list[Token]) -> bool:
    """先后3次主持专题会议, 5次听取汇报: behind how often it was done stands the deed.

    What was held is named so too (2次培训活动, 3次集中学习), and then is no deed.
    """
    after, right = frame.after, frame.right
    if frame.quantity.unit not in HOW_OFTEN_DONE or not after or after[0] is not right[0]:
        return False
    if after[0].cls != "VN" or not _DEED_CLASSES.isdisjoint({t.cls for t in left}):
        return False
    behind = right[len(after) :]
    if all(t.cls == "VN" for t in after):  # 每月4轮次滚动开展夜查行动, 2次主持召开会议
        leads = bool(behind) and behind[0].cls in {"V", "VN"}
        return leads or (len(after) > 1 and after[0].text in _HOLDING_SO)
    if after[0].text in _HOLDING_SO:
        return True
    led = bool(left) and left[-1].cls in {"D", "N"} and after[0].text not in _HELD_DEEDS
    return led and not after[-1].text.endswith(_EVENTS_HELD)


#: Units that say how often something was done, a round of it among them.
HOW_OFTEN_DONE = HOW_OFTEN | {"轮次", "轮"}
_DEED_CLASSES = {"V", "VN", "L", "C", "LE"}
_HOLDING_SO = load.word_set("holding_so_often")
_HELD_DEEDS = load.word_set("held_deeds")
_EVENTS_HELD = tuple(load.word_set("events_held"))


def is_spent_on_next(frame: Frame) -> bool:
    """拿出20万元奖励先进村3个: behind a sum stands what it was spent on, with its own figure."""
    right, after = frame.right, frame.after
    if frame.quantity.kind != "money" or not frame.more or len(right) < 2 or not after:
        return False
    if after[0] is not right[0] or right[0].cls != "VN" or right[-1].text.endswith(_OF_SUMS):
        return False
    return all(t.cls == "N" for t in right[1:]) and not _BRINGS.isdisjoint(frame.left_words)


_OF_SUMS = (*load.word_set("sum_nouns"), "补贴", "补助", "款", "金", "费")
_BRINGS = load.word_set("spending_verbs") | load.word_set("giving_alone") | {"拿出", "出资", "筹资"}


def is_of_next(frame: Frame, left: list[Token]) -> bool:
    """成立工会3家会员120人: where the thing stands before, the next thing stands behind.

    两年工程总投资1.7亿元: behind how long it took stands what cost so much.
    """
    if not left and frame.quantity.unit in _DURATIONS:
        return True
    if _costs(frame):
        return True
    if not left or left[-1].cls != "N" or left[-1].text == "等":
        return False
    bare = all(t.cls in {"N", "VN"} and t.quantity is None for t in frame.after)
    if not bare or frame.after[-1].text in WORTH:
        return False
    behind = frame.clause.tokens[frame.at + len(frame.right) + 2 :]
    if (behind and behind[0].cls in {"N", "VN", "DE"}) or frame.quantity.kind == "percent":
        return False
    named = join(noun_phrase_before(left)[0])
    return frame.quantity.unit in COUNTERS or not (is_body(named) or PEOPLE.search(named))


_DURATIONS = load.word_set("units_of_duration")


def _costs(frame: Frame) -> bool:
    """新建的2个投资64万元: what they cost is the next figure's, and not what is counted."""
    following = frame.clause.tokens[frame.at + 1 + len(frame.right) :]
    cost = following[0].quantity if following else None
    money = cost is not None and cost.kind == "money"
    bare = len(frame.after) == len(frame.right) == 1 and frame.right[0].cls == "VN"
    return money and bare and frame.quantity.kind != "money" and frame.right[0].text in _COSTING


_COSTING = {"投资", "花费", "耗资", "投入", "造价", "补助"}


def own_part(frame: Frame) -> list[Token]:
    """惠及480户农户、补贴资金26万元: behind the pause stands what the next figure counts."""
    if len(frame.right) < 3:
        return frame.after
    at = next((k for k, t in enumerate(frame.after) if k and t.cls == "J"), None)
    if acts := _where_they_act(frame):
        return frame.after[:acts]  # 249条收购线收购烟叶122万担
    tokens, following = frame.clause.tokens, frame.at + len(frame.right) + 2
    if at == 1 and following < len(tokens) and tokens[following].text == frame.after[0].text:
        return frame.after[:at]  # 东西向6条道路和南北向9条道路
    if at is None or (following < len(tokens) and tokens[following].cls in {"N", "VN", "DE"}):
        return frame.after
    return frame.after[:at]


def _where_they_act(frame: Frame) -> int:
    """Give where those counted do what the next figure tells of: 12户农户种植辣椒60亩; or 0."""
    after = frame.after
    deed = next((k for k, t in enumerate(after) if k and t.cls == "VN" and t.text in _YIELDING), 0)
    told = 0 < deed < len(after) - 1 and all(t.cls == "N" for t in after[deed + 1 :])
    if not told or after[deed - 1].cls != "N" or after[deed + 1].text.endswith(_WORKED):
        return 0
    following = frame.clause.tokens[frame.at + 1 + len(frame.right)].quantity
    return deed if following is not None and following.kind != "money" else 0


_YIELDING = load.word_set("turning_out") | load.word_set("gathering_verbs") | {"种植", "收购"}
_WORKED = (*load.word_set("works_nouns"), "面积", "产量", "能力", "规模", "大棚", "点", "站")


def first_listed(frame: Frame) -> list[Token]:
    """两个加油站、农贸市场、10所中小学: of a list that goes on it counts the first alone."""
    first, pause = frame.after[:2]
    shared = frame.quantity.unit in PEOPLE_UNITS or first.text.endswith(_OF_A_PLACE)
    return frame.after if shared or pause.text != "、" else [first]
