"""What a verb names where no noun does: 5200人受灾, 未脱贫28户, 养猪50头.

Some verbs name the event, some hold their object, and some only wait for one (举办4场).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from zhsummary.facts.borrowed import BY_MEANS, object_of
from zhsummary.facts.frame import HOW_OFTEN, Frame
from zhsummary.facts.naming import Item, name
from zhsummary.facts.nouns import (
    BODY_UNITS,
    PEOPLE,
    PEOPLE_UNITS,
    is_body,
    join,
    noun_phrase_before,
)
from zhsummary.facts.population import POPULATION
from zhsummary.facts.sentence import EVENT_UNITS, Token
from zhsummary.lexicons import load


def stricken(frame: Frame) -> bool:
    """造成8600亩蔬菜受灾，5200人受灾: people are not what the fields bear."""
    if frame.quantity.unit not in POPULATION or frame.before or frame.after or frame.verb:
        return False
    return bool(frame.follow) and frame.follow[0].text in _STRIKING


_STRIKING = load.word_set("striking_verbs")


def not_yet_done(frame: Frame) -> str:
    """还有260户610人未脱贫: what has not come about is told with its 未."""
    if frame.quantity.unit not in PEOPLE_UNITS | set(POPULATION) or frame.before:
        return ""
    behind = frame.clause.tokens[frame.at + 1 : frame.at + _NEAR]
    behind = [t for t in behind if t.cls != "Q" and t.text not in _STILL][:2]
    if len(behind) < 2 or behind[0].text not in _NOT or behind[1].cls not in {"V", "VN"}:
        return ""
    return "未" + behind[1].text


def not_done(frame: Frame) -> str:
    """未脱贫28户: the same before the figure."""
    if frame.quantity.unit not in POPULATION or frame.before or not ends_in_verb(frame):
        return ""
    at = next((k for k, t in enumerate(frame.left) if t is frame.verb[0]), 0)
    denied = at > 0 and frame.left[at - 1].text in _NOT
    return "未" + frame.verb_text.removeprefix("未") if denied else ""


_NOT = {"未", "尚未", "还未", "没有", "没", "未能"}
_STILL = frozenset("暂 仍 均 都 尚 还 也 一直 至今 至今仍".split())
_NEAR = 6  # words behind a figure among which its verb stands


def left_undone(frame: Frame, behind: bool) -> bool:
    """Say whether a deed was not done to those counted: 其余3户暂未动工, 5名学生未按时返校.

    Parameters
    ----------
    frame : Frame
        The figure.
    behind : bool
        Whether its deed is that of the verb behind it.
    """
    if not frame.clause.says(_DENYING):
        return False
    verb = frame.follow if behind else frame.verb
    if not verb or not (_is_denied(frame, verb[0]) or verb[0].text.startswith("未")):
        return _are_without(frame)
    return True


def _is_denied(frame: Frame, verb: Token) -> bool:
    tokens = frame.clause.tokens
    at = next((k for k, t in enumerate(tokens) if t.start == verb.start), 0)
    nearest = takewhile(lambda t: t.cls in _BESIDE_DENIAL, reversed(tokens[max(0, at - 4) : at]))
    return any(t.text in _NOT_SO for t in nearest)


def _are_without(frame: Frame) -> bool:
    """没有入会的职工30名: the words before their noun say what does not hold of them."""
    at = next((k for k, t in enumerate(frame.left) if t.cls == "DE"), 0)
    if not at or frame.verb_class not in {"", "L"} or not frame.before:
        return False
    return any(t.text in _NOT_SO for t in frame.left[:at])


_DENYING = re.compile("未|没|无法|不")
_NOT_SO = load.word_set("not_so")
#: What may stand between a denial and its verb: 未按时返校, 没有再签订.
_BESIDE_DENIAL = {"D", "N", "P", "LE", "M", "T", "L"}


def lasting(frame: Frame) -> str:
    """连续14年举办运动会: what was held; 水质连续5年保持Ⅱ类: what stayed so."""
    if join(frame.follow) in _STAYING:
        subject = name(noun_phrase_before(frame.left[:-1], subject=True)[0])
        return "" if is_body(subject) else subject
    return object_of(frame, True)


_STAYING = load.word_set("staying_verbs")


def waits_for_object(deed: str) -> bool:
    """Say whether a verb only waits for its object: 举办4场 does not say of what."""
    completed = deed not in _COMPLETE_DEEDS and _COMPLETED.search(deed) is not None
    return deed in _TRANSITIVE or completed


_TRANSITIVE = load.word_set("transitive_verbs")
_COMPLETE_DEEDS = {"投入", "支出", "收入", "产出", "输出", "新生", "演出", "新婚"}
_COMPLETED = re.compile(
    r"^(?:共|实|应|已|再|依法|新|现|累计)|(?:出|下|到|上|掉|好|足|完|起|走|来|去|成|满|够|入|进|给|为)$"
)


def only_founds(frame: Frame, deed: str) -> bool:
    """打算再建2家: what was founded is not said."""
    if frame.quantity.unit in BODY_UNITS and deed in _HAPPENING:
        return True  # 已有5家投产运营
    return frame.quantity.unit in BODY_UNITS | {"人", "名"} and deed in _FOUNDING


_FOUNDING = load.word_set("founding_verbs")
_HAPPENING = load.word_set("happening_verbs")


def held_there(frame: Frame) -> str:
    """Give what opens the clause before the place where it was held: 讲座在村里办了9场."""
    before = list(takewhile(lambda token: token.text != "在", frame.head))
    nominal = before and all(token.cls in {"N", "VN"} for token in before)
    thing = name(before) if nominal and len(before) < len(frame.head) else ""
    return "" if is_body(thing) or PEOPLE.search(thing) else thing


def done_regularly(frame: Frame) -> str | None:
    """每季度2次大规模开展消防演练: how often something is done, before what is done."""
    if frame.quantity.unit not in EVENT_UNITS or not frame.left or frame.left[-1].cls != "R":
        return None
    if not frame.follow or frame.verb:
        return None
    if frame.follow[-1].text in BY_MEANS:
        return ""
    deed = join(frame.follow) if join(frame.follow) in _HELD_DEEDS else ""
    return object_of(frame, lasting=True) or deed  # 每月3次到户走访


_HELD_DEEDS = load.word_set("held_deeds")


def times_of(frame: Frame, before: str) -> Item | None:
    """党政主要领导专门三次组织职工会议: how often those before did what stands behind."""
    acting = before and not frame.verb and frame.follow and not frame.after
    if not acting or frame.quantity.unit not in HOW_OFTEN or frame.right[0].cls == "DE":
        return None
    if not is_body(before) and not PEOPLE.search(before) and not before.endswith(_LEADERS):
        return None
    direct = frame.follow[0] in frame.right[:2]  # 2次主持召开安全生产会议
    thing = object_of(frame, lasting=True) if direct else ""
    return Item(thing or join(frame.follow), "object-after" if thing else "verb-as-noun")


_LEADERS = ("领导", "书记", "主任", "主席", "镇长", "乡长", "委员", "成员")
_GENERIC = load.word_set("verb_named_nouns")
#: Verbs of giving, getting and sending out, which name nobody: 安排资金136亿元, 出动人员80人次.
_GIVING_OR_GETTING = (
    load.word_set("spending_verbs")
    | load.word_set("bringing_verbs")
    | load.word_set("sending_verbs")
)


_SUMS_UNTOLD = {"金额", "数额", "款额"}


def named_by_verb(frame: Frame) -> str:
    """参战人员, 供养对象, 覆盖人数: a general noun is told by the verb before it."""
    if len(frame.before) != 1 or frame.before[0].text not in _GENERIC or not frame.verb:
        return ""
    told = frame.before[0].text in _SUMS_UNTOLD  # 罚没金额: 金额 alone says nothing
    if frame.verb_class == "L" or (not told and frame.verb[-1].text in _GIVING_OR_GETTING):
        return ""
    joined = frame.verb[-1].end <= frame.before[0].start <= frame.verb[-1].end + 1
    return frame.verb[-1].text + frame.before[0].text if joined else ""


@cache
def _objects() -> dict[str, tuple[str, frozenset[str]]]:
    return {
        row["verb"]: (row["object"], frozenset(row["units"].split()))
        for row in load.rows("verb_objects.tsv")
    }


def held_object(frame: Frame) -> str:
    """养猪50头: give the object that a verb holds, where the unit counts it."""
    held, units = _objects().get(join(frame.verb[-1:]), ("", frozenset()))
    return held if frame.quantity.unit in units else ""


def ends_in_verb(frame: Frame) -> bool:
    """Say whether a figure stands right behind its verb: 新建工会3家 does not, 新建3家 does."""
    if not frame.verb:
        return False
    for token in reversed(frame.left):
        if token.cls not in _BEHIND_VERBS and token.text != "到":  # 募捐到3167元
            return token is frame.verb[-1]
    return False


def stands_behind_a_task(frame: Frame) -> bool:
    """今年任务改厕320户: behind 任务 alone a deed is what is still to be done."""
    if frame.verb_class != "VN" or len(frame.before) != 1 or not ends_in_verb(frame):
        return False
    task = frame.before[0]
    opens = task.start < frame.verb[0].start and not any(t.verbal for t in frame.head)
    return opens and task.text in _TASKS


_TASKS = {"任务", "目标任务", "计划任务", "年度任务"}
#: What may stand between a verb and its figure.
_BEHIND_VERBS = {"D", "LE", "T", "R", "M", "PART", "S"}
