"""Which verb governs a figure, and which noun phrase beside it is its thing.

A frame with its left and its right goes in; its verb, the phrases before and behind the
figure, and the verb that follows are filled in. Classes are those of `sentence.Token`.
"""

from __future__ import annotations

import re

from zhsummary.facts.frame import HOW_OFTEN, Frame, is_origin, may_come_from
from zhsummary.facts.nouns import (
    DIVISIONS,
    ONE,
    PEOPLE,
    PEOPLE_UNITS,
    WORTH,
    is_body,
    join,
    noun_phrase_after,
    noun_phrase_before,
)
from zhsummary.facts.objects import (
    BUILDING,
    COUNTERS,
    HELPING,
    TAKING_DEEDS,
    read_object,
    serves,
    tell_apart,
    tells_which_ones,
)
from zhsummary.facts.sentence import Token
from zhsummary.lexicons import load

_VERBAL = {"V", "VN", "L", "C"}
#: What may stand between a verb and its quantity without being its object.
_BEFORE_FIGURES = {"D", "LE", "M", "T", "R", "PART", "S"}
#: What a body does with money; never the name of what was measured.
_MONEY_DEEDS = load.word_set("money_deeds")


def read(frame: Frame) -> None:
    """Fill in what governs a figure and what stands beside it."""
    left = _without_topic(frame.left) if "关于" in frame.left_words else frame.left
    if not _EXAMPLES.isdisjoint(frame.left_words):
        left = _without_examples(left)
    if frame.neighbour is not None:
        left, frame.listed = _after_conjunction(left)
        # what counted the neighbour is not this quantity's left
        sorts = frame.neighbour.quantity.unit == "类"  # 四类康复训练任务28人
        if (
            frame.neighbour.after
            and not sorts
            and not frame.neighbour.owned
            and left[: len(frame.neighbour.after)] == frame.neighbour.after
        ):
            opens = _describing(frame.neighbour.after)
            described = opens and frame.quantity.kind == "count"
            rest = left[len(frame.neighbour.after) :]
            described = described and all(t.cls == "D" for t in rest)
            if described and frame.neighbour.quantity.kind in {"measure", "money"}:
                _read_described(frame, left[opens : len(left) - len(rest)])
                return
            left = left[len(frame.neighbour.after) :]
            left, again = _after_conjunction(left)
            if again and left and left[-1].cls == "DE" and frame.right:
                left = []  # 4名职工和退休的2名干部: what is told of those counted
            frame.listed = frame.listed or again
    if left and left[0].text == "时间" and frame.neighbour is not None:
        left = left[1:]  # 八年时间共建设道路817条
    frame.after = _counted_behind(frame)
    if _is_done_so_often(frame, left) or _is_spent_on_next(frame):
        frame.after = []
    if frame.more and frame.after and len(frame.after) == len(frame.right):
        frame.after = [] if _is_of_next(frame, left) else _own_part(frame)
    elif frame.more and len(frame.after) > 2 and frame.right[-1].cls == "J":
        frame.after = _first_listed(frame)
    _read_owned(frame)
    if frame.more and frame.quantity.kind == "count":
        _read_measured(frame)
    rest = frame.right[len(frame.after) + len(frame.owned) :]
    if frame.after and rest and ONE.match(rest[0].text):
        rest = rest[1:]  # 260平方米的活动中心一处并配备器材
    # 达到6个、研发机构20家: behind a pause stands what the next figure says
    listed = bool(frame.after) and not frame.more and frame.after[-1].text in DIVISIONS
    next_one = bool(rest) and rest[0].cls == "J" and not listed
    base = [t.text for t in rest] == ["中", "有"]  # 49个村中有24村安装了消防栓
    frame.follow = [] if next_one or base else _first_verb(rest)
    if frame.follow and frame.more and frame.follow[-1].text in _EMPTY_VERBS:
        frame.follow = [_deed_past_times(frame) or frame.follow[-1]]
    if _read_origin(frame, left) or _read_share(frame, left):
        return
    if frame.quantity.unit in HOW_OFTEN_DONE and left and left[-1].text in _MANNER:
        left = left[:-1]  # 党政主要领导专门三次组织职工会议
    core, apart = _core(frame, left)
    if not core:
        frame.juxtaposed = frame.neighbour is not None and _CLAIMING.isdisjoint(frame.left_classes)
        frame.head = left
        return
    if _sums_up_list(frame, core):
        return
    if core[-1].cls in {"V", "L", "C"} or (
        core[-1].cls == "VN" and not apart and not _is_object(frame, core)
    ):
        _read_adjacent_verb(frame, core)
    elif core[-1].cls in {"N", "VN", "DE"}:
        read_object(frame, core)
    else:
        frame.head = core
        if core[-1].text in {"为", "给", "对", "向", "在", "按", "按照"} and not frame.after:
            # 医疗互助为11人办理赔付: the topic stands before the preposition
            topic, _ = noun_phrase_before(core[:-1], subject=True)
            frame.before = [] if is_body(join(topic)) else topic


def _read_owned(frame: Frame) -> None:
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


def _read_measured(frame: Frame) -> None:
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


def _counted_behind(frame: Frame) -> list[Token]:
    """Give the noun phrase behind a figure, 8米高的路灯 among them."""
    right = frame.right
    sized = frame.quantity.kind == "measure" and len(right) > 2 and right[0].text in _DIMENSIONS
    if sized and right[1].cls == "DE":
        named = noun_phrase_after(right[1:], frame.quantity)
        return [right[0], *named] if named else []
    return (
        _with_relative(frame) or noun_phrase_after(right, frame.quantity) or _deed_so_often(frame)
    )


def _deed_past_times(frame: Frame) -> Token | None:
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
    if frame.right[0].cls != "D" or not led or led[-1].text not in _EMPTY_VERBS:
        return []
    deed = frame.right[1:]
    end = next((k for k, t in enumerate(deed) if t.cls not in {"N", "VN", "V", "DE"}), len(deed))
    return [t.tagged("N") for t in deed[:end]]


def _with_relative(frame: Frame) -> list[Token]:
    """18名有就业需求残疾人, 41起成功调解的纠纷案例获表扬: what tells of those counted too."""
    unit = frame.quantity.unit
    if unit not in _OF_PERSONS and (frame.more or unit not in _OF_ONE_CASE):
        return []
    right = frame.right[:_WITHIN]
    if len(right) < 3:
        return []
    if unit in _OF_PERSONS:
        if right[0].text not in _HAVING:
            return []
        ends = (k for k, t in enumerate(right) if k > 1 and _names_people(t))
        return right[: next(ends, -1) + 1]
    at = next((k for k, t in enumerate(right) if t.cls == "DE"), 0)
    if not at or right[0].cls == "N" or any(t.cls not in {"V", "VN", "D"} for t in right[:at]):
        return []
    end = next((k for k, t in enumerate(right) if k > at and t.cls != "N"), len(right))
    return right[:end] if right[end - 1].text.endswith(_CASES) else []


def _names_people(token: Token) -> bool:
    ends = PEOPLE.search(token.text) is not None or token.text.endswith(_PEOPLE_ENDS)
    return token.cls == "N" and ends


_WITHIN = 10  # words behind a figure among which those stand that a clause tells of
_HAVING = load.word_set("having_or_lacking")
_OF_PERSONS = load.word_set("units_of_persons")
_PEOPLE_ENDS = tuple(load.word_set("people_ends"))
_OF_ONE_CASE = load.word_set("units_of_one_case")
_CASES = tuple(load.word_set("case_ends"))


def _describing(after: list[Token]) -> int:
    """Give how many words lead from a figure to the noun that it describes: 的, 高的."""
    if after[0].cls == "DE":
        return 1
    return 2 if len(after) > 2 and after[0].text in _DIMENSIONS and after[1].cls == "DE" else 0


_DIMENSIONS = load.word_set("dimensions")


def _is_done_so_often(frame: Frame, left: list[Token]) -> bool:
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
_MANNER = load.word_set("manner_words")
_HOLDING_SO = load.word_set("holding_so_often")
_HELD_DEEDS = load.word_set("held_deeds")
_EVENTS_HELD = tuple(load.word_set("events_held"))


def _is_spent_on_next(frame: Frame) -> bool:
    """拿出20万元奖励先进村3个: behind a sum stands what it was spent on, with its own figure."""
    right, after = frame.right, frame.after
    if frame.quantity.kind != "money" or not frame.more or len(right) < 2 or not after:
        return False
    if after[0] is not right[0] or right[0].cls != "VN" or right[-1].text.endswith(_OF_SUMS):
        return False
    return all(t.cls == "N" for t in right[1:]) and not _BRINGS.isdisjoint(frame.left_words)


_OF_SUMS = (*load.word_set("sum_nouns"), "补贴", "补助", "款", "金", "费")
_BRINGS = load.word_set("spending_verbs") | load.word_set("giving_alone") | {"拿出", "出资", "筹资"}


def _is_of_next(frame: Frame, left: list[Token]) -> bool:
    """成立工会3家会员120人: where the thing stands before, the next thing stands behind.

    两年工程总投资1.7亿元: behind how long it took stands what cost so much.
    """
    if not left and frame.quantity.unit in _DURATIONS:
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


def _sums_up_list(frame: Frame, core: list[Token]) -> bool:
    """整合法律咨询、矛盾调解3类服务: the deeds listed are what the figure sums up."""
    if not frame.after or core[-1].cls not in {"VN", "N"}:
        return False
    sorts = frame.quantity.unit in _SORTS
    if not sorts and (core[-1].text != "等" or {t.cls for t in frame.after} != {"N"}):
        return False
    at = len(core)
    while at and (core[at - 1].cls in {"N", "VN", "J"} or _is_listed_deed(core, at - 1)):
        at -= 1
    if not at and core[0].cls == "VN" and core[0].text in _OPENING_DEEDS and core[1].cls == "N":
        at, core = 1, [core[0].tagged("V"), *core[1:]]  # 启动立康、金源等三个项目
    listed = [t for t in core[at:] if t.cls == "J"]
    closed = core[-1].cls == "VN" or core[-1].text == "等"
    if not listed or not closed or not at or core[at - 1].cls not in {"V", "P"}:
        return False
    if not sorts and (core[at - 1].text in HELPING or any(t.cls == "J" for t in core[:at])):
        return False
    frame.head = core[: at - 1]
    if core[at - 1].cls == "V":
        frame.govern([core[at - 1]])
    return True


def _is_listed_deed(core: list[Token], at: int) -> bool:
    """信访接待、灌区提升等: a verb behind a noun and before a pause is one of the deeds listed."""
    behind = core[at + 1 : at + 2]
    listed = bool(behind) and (behind[0].cls == "J" or behind[0].text == "等")
    return listed and core[at].cls in {"V", "C"} and at > 0 and core[at - 1].cls in {"N", "VN"}


#: Verbs whose objects are listed clause by clause: 检查企业14家，加油站3家.
LISTING = load.word_set("listing_verbs")
_SORTS = {"类", "大类", "项", "种"}
_OPENING_DEEDS = load.word_set("events_held_by") | load.word_set("building_verbs") | LISTING


def _own_part(frame: Frame) -> list[Token]:
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


def _first_listed(frame: Frame) -> list[Token]:
    """两个加油站、农贸市场、10所中小学: of a list that goes on it counts the first alone."""
    first, pause = frame.after[:2]
    shared = frame.quantity.unit in PEOPLE_UNITS or first.text.endswith(_OF_A_PLACE)
    return frame.after if shared or pause.text != "、" else [first]


def _read_described(frame: Frame, phrase: list[Token]) -> None:
    """引进年产3万吨的加工企业1家: the figure before only tells how large the things are."""
    assert frame.neighbour is not None  # the figure that describes
    frame.before, _ = noun_phrase_before(phrase)
    verb = frame.neighbour.verb
    if frame.neighbour.verb_class == "L":  # 建成库容达3万立方米的水库2座
        opens = next((t for t in frame.neighbour.left if t.cls in {"V", "VN", "L"}), None)
        verb = [opens] if opens is not None and opens.cls == "V" else verb
    frame.govern(verb)


def _core(frame: Frame, left: list[Token]) -> tuple[list[Token], bool]:
    """Give what leads to a figure, without what only stands before its number.

    Says also whether a time or the base of a rate parts the two. A word that the list or its
    neighbours make a noun (or a verb) is one.
    """
    core = left
    if len(core) > 1 and core[-1].text in _ARRIVING and core[-2].cls in {"V", "VN"}:
        core = core[:-1]  # 配送到户5.8万户
    if len(core) > 2 and core[-1].cls == "DE" and core[-2].cls == "T" and core[-3].cls == "C":
        core = core[:-2]  # 增加到2024年的95万人
    apart = False
    while core and (
        core[-1].cls in _BEFORE_FIGURES or core[-1].text == "人民币" or _only_reaches(core)
    ):
        apart = apart or core[-1].cls in {"T", "R"}
        core = core[:-1]
    if (
        len(core) > 1
        and core[-1].text == "组织"
        and not frame.after
        and not frame.follow
        and (core[-2].cls in {"N", "VN"})
    ):
        core = [*core[:-1], core[-1].tagged("N")]  # 女职工组织15个
    if frame.quantity.kind == "count" and _names_case(core):
        core = [*core[:-1], core[-1].tagged("N")]  # 受理临时救助申请102户
    if core and core[-1].text == "为" and core[-1].cls == "P" and not serves(frame):
        core = [*core[:-1], core[-1].tagged("L")]  # 失业率为4.2%
    if core and core[-1].text == "将" and not frame.after:
        core = core[:-1]  # 总投入将逾52万元
    if len(core) > 2 and core[-1].cls == "VN" and core[-2].cls == "J" and core[-3].cls == "N":
        core = [*core[:-1], core[-1].tagged("N")]  # 财政收入、支出分别为
    if len(core) == 1 and core[0].cls in {"V", "VN"} and _is_sort(frame, core[0]):
        core = [core[0].tagged("N")]
    if (
        len(core) > 1
        and core[-1].text in _FOLLOWING
        and core[-2].cls == "V"
        and core[-2].text not in TAKING_DEEDS
    ):
        core = [*core[:-1], core[-1].tagged("V")]  # 立案调查5起, but 开展调查5次
    return core, apart


def _names_case(core: list[Token]) -> bool:
    """受理临时救助申请, 纳入特困供养: what was dealt with is a deed by name, not what was done."""
    if len(core) < 2 or core[-1].cls != "V" or core[-1].text in _REACHING:
        return False  # 申报项目涉及14个镇
    at = len(core) - 1
    while at and core[at - 1].cls in {"N", "VN"}:
        at -= 1
    opens = core[at - 1] if at else None
    if opens is None or opens.cls != "V" or opens.text not in _DEALING:
        return False
    named = join(core[at:-1])
    if not named and opens.text not in _UNDERGOING:
        return False  # 落实管控37人, but 享受集中供养21人
    return not PEOPLE.search(named) and not is_body(named)


_DEALING = load.word_set("verbs_of_dealing")
_UNDERGOING = {"享受", "纳入", "接受"}
#: What stands to the left of a figure that is not simply put beside the one before it.
_CLAIMING = {"PART", "V", "L", "C"}


def _is_sort(frame: Frame, word: Token) -> bool:
    """种植业2310人次、养殖920人次: in a list of sorts each name is a noun, whatever it is else."""
    before = frame.previous
    if before is None or before.quantity.unit != frame.quantity.unit:
        return False
    if word.cls == "V":  # 分散供养标准年人均2200元，集中供养年人均3000元
        rates = "R" in frame.left_classes and "R" in before.left_classes
        return rates and frame.left[0] is word and join(before.before).endswith(_RATED)
    if before is not frame.neighbour:  # 培训17期：养殖6期
        return before.clause.end in {"：", ":"} and before.clause_index + 1 == frame.clause_index
    named = (
        bool(before.before) and before.before[-1].cls == "VN" and before.verb_text in _LIGHT_DEEDS
    )
    return frame.listed and bool(before.before) and (not before.verb or named)


#: Verbs whose objects are deeds: 实施胚胎移植50只、人工授精200只.
_LIGHT_DEEDS = {"完成", "实施", "开展", "落实", "组织"}
_RATED = ("标准", "水平")


def _only_reaches(core: list[Token]) -> bool:
    """上调至, 调整为: the word behind the verb is no verb of its own."""
    reaches = core[-1].text in {"到", "至", "为", "成"}
    return reaches and len(core) > 1 and core[-2].cls in {"C", "V", "VN"}


def _read_origin(frame: Frame, left: list[Token]) -> bool:
    """由31家增加到38家, 由去年的81.5%提高到: the subject stands before 由."""
    if not may_come_from(frame):
        return False
    at = next((i for i in range(len(left)) if is_origin(left, i)), None)
    if at is None:
        return False
    compared = left[at].text in {"比", "较"} and bool(left) and left[-1].cls == "DE"
    loose = {"T", "R", "DE", "D", "S"} | ({"N", "VN", "M"} if compared else set())
    if len(left) > at + 3 and left[-1].cls == "DE" and left[-2].text in _BEFORE_NOW:
        loose = {t.cls for t in left[at + 1 :]}  # 由工程实施前的46%提高到59%
    level = [
        t for t in left[at + 1 :] if t.cls in {"N", "VN", "V"} and t.text not in _FROM_THE_FIRST
    ]
    measured = left[at].text not in {"比", "较"} and bool(level) and level[-1].text.endswith(_RATED)
    if not measured and any(
        t.cls not in loose and t.text not in _FROM_THE_FIRST for t in left[at + 1 :]
    ):
        return False
    named = left[:at]
    if named and named[-1].cls == "V" and not compared:
        named = [*named[:-1], named[-1].tagged("N")]  # 生猪存栏由8600头增加到9300头
    frame.before, frame.head = noun_phrase_before(named, subject=True)
    sort = [t for t in frame.head if t.cls not in {"T", "D", "S"}]
    if len(sort) == 1 and frame.before and sort[0] is frame.head[-1] and _tells_sort(sort[0]):
        frame.before, frame.head = [*sort, *frame.before], frame.head[:-1]
    if measured and not join(frame.before).endswith(_RATED):
        frame.before = [*frame.before, *level]  # 低保由原来月标准430元提高到470元
    if compared:
        frame.follow = []
    elif frame.before:
        frame.govern(frame.follow)
    return compared or bool(frame.before)


def _tells_sort(verb: Token) -> bool:
    """建会企业由45家增加到50家, 新建工会由4家增至9家: the deed says which ones are meant."""
    return verb.text in _SORTING or verb.text.startswith("新")


#: Verbs that say which ones are meant where they open a clause: 入会职工由40人增加到50人.
_SORTING = load.word_set("sorting_verbs")
#: What closes the time that the first of two amounts is of.
_BEFORE_NOW = {"前", "时", "初", "之前", "以前", "之初"}
#: What says that the first of two amounts is the earlier one: 由现有的460座.
_FROM_THE_FIRST = {"现有", "原有", "原来", "最初", "起初", "当初"}


def _read_share(frame: Frame, left: list[Token]) -> bool:
    """占全镇21个村的71.4%, 完成县定目标3亿元的109%: the share has the verb of its base."""
    base = frame.neighbour
    if not left or left[-1].cls != "DE":
        return False
    if frame.quantity.unit == "倍":  # 投资是上年的2.3倍
        stands = next((i for i, t in enumerate(left) if t.text in {"是", "为", "相当于"}), 0)
        if not stands:
            return False
        frame.govern([left[stands]])
        frame.head = left[:stands]
        frame.before = noun_phrase_before(left[stands + 1 : -1])[0]
        return True
    if frame.quantity.kind != "percent":
        return False
    opens = next((i for i in range(len(left) - 1, -1, -1) if left[i].text == "占"), None)
    if opens is not None and opens + 2 < len(left):  # 占参评党员的22.7%
        frame.govern([left[opens]])
        frame.head = left[:opens]
        frame.before = [t.tagged("N") if t.cls == "V" else t for t in left[opens + 1 : -1]]
        return True
    if base is None:
        return False
    if any(t.cls not in {"DE", "N", "VN"} for t in left):
        return False
    base.base = True
    shared = next(([t] for t in base.left if t.text in _SHARING), base.verb)
    frame.govern(shared)
    frame.before = base.before or base.after
    opened = next((i for i, t in enumerate(base.left) if t.text in _SHARING), None)
    frame.head = base.head if opened is None else base.left[:opened]
    return True


#: Verbs of a share, which stand before the words of its base: 占县里下达任务2000亩的130%.
_SHARING = {"占", "完成", "达到", "相当于", "为"}


def _without_topic(tokens: list[Token]) -> list[Token]:
    """开展关于维护食品安全等宣讲活动11场: what a thing is about is no deed."""
    at = next((i for i, t in enumerate(tokens) if t.text == "关于"), 0)
    if not at or tokens[at - 1].cls not in {"V", "VN", "LE"}:
        return tokens
    named, _ = noun_phrase_before(tokens[at + 1 :])
    return [*tokens[:at], *named]


def _without_examples(tokens: list[Token]) -> list[Token]:
    """开展包括病虫害预报、农机管理等科普讲座9期: what it comprises is no part of its name."""
    at = next((k for k, t in enumerate(tokens) if k and t.text in _EXAMPLES), 0)
    end = next((k for k in range(len(tokens) - 1, at, -1) if tokens[k].text == "等"), 0)
    opens = at and end and tokens[at - 1].cls in {"V", "VN", "LE"}
    return [*tokens[:at], *tokens[end + 1 :]] if opens else tokens


_EXAMPLES = {"包括", "包含", "涵盖"}


def _after_conjunction(left: list[Token]) -> tuple[list[Token], bool]:
    if left and (left[0].cls == "J" or (len(left) == 1 and left[0].text == "与")):
        return left[1:], True
    return left, False


def _is_object(frame: Frame, core: list[Token]) -> bool:
    """Say whether the verb-or-noun that ends `core` is the object of what stands before it."""
    before = core[:-1]
    if core[-1].text in _MONEY_DEEDS and _spends(frame, before):
        return False
    if core[-1].text in _GIVING and _are_moved(before):
        return False  # 发动村民捐款4000元
    if core[-1].text in _MONEY_DEEDS and before and before[-1].text in _SUMMING:
        return False  # 农田建设项目共计投入630万元
    near = next((i + 1 for i in range(len(before) - 1, -1, -1) if before[i].cls in {"T", "R"}), 0)
    if any(t.cls in {"V", "L"} for t in before) or any(t.cls == "VN" for t in before[near:]):
        return True
    spent = core[-1].text == "支出" and before and before[-1].cls == "N"
    if spent and not is_body(join(noun_phrase_before(before)[0])):
        return True  # 教育支出
    spends = core[-1].text in _MONEY_DEEDS and frame.quantity.unit not in PEOPLE_UNITS
    if spends and not (before and before[-1].cls == "DE"):
        return False
    if not before or before[-1].cls not in {"N", "DE"}:
        return False
    return not spends and not is_body(join(noun_phrase_before(before)[0]))


def _are_moved(tokens: list[Token]) -> bool:
    """发动全体村民, 通过职工: people who are moved to do what stands behind them."""
    at = len(tokens) - 1
    while at > 0 and tokens[at].cls in {"N", "S", "D"}:
        at -= 1
    people = at >= 0 and PEOPLE.search(tokens[-1].text) is not None
    return people and tokens[at].text in _MOVING


_MOVING = load.word_set("those_sent_verbs") | {"通过", "号召"}


def _spends(frame: Frame, before: list[Token]) -> bool:
    """决定投资60万元修建村部, 宏达集团投资1.7亿元建设的基地: the sum is what was spent."""
    if before and before[-1].text in _DECIDING:
        return True
    opens = [t.cls for t in frame.right[:3] if t.cls != "LE"]
    return opens[:1] in (["V"], ["VN"]) and "DE" in opens[1:2] and frame.quantity.kind == "money"


_DECIDING = load.word_set("deciding_verbs")
_GIVING = load.word_set("giving_alone")
_DURING = {"中", "期间", "过程中", "当中", "里"}
_FOLLOWING = load.word_set("following_deeds")


def _read_adjacent_verb(frame: Frame, core: list[Token]) -> None:
    i = len(core)
    while i and (core[i - 1].cls in {"V", "L", "C", "LE", "D", "VN", "M"}):
        i -= 1
    run = core[i:]
    # 比去年同期只办了: the adverbs in front of the verb are none of it
    while run and run[0].cls in {"D", "LE", "M"}:
        run, i = run[1:], i + 1
    summed = next((k for k, t in enumerate(run) if k and t.text in _SUMMING), 0)
    run, i = run[summed:], i + summed  # 临时救助共救助36户: what is summed up stands before
    if len(run) == 2 and run[1].text == "占" and run[0].cls == "V" and i and core[i - 1].cls == "N":
        run, i = run[1:], i + 1  # 房屋征收占21.6%
        core = [*core[: i - 1], core[i - 1].tagged("N"), *core[i:]]
    while len(run) > 1 and run[0].cls == "VN" and _is_subject_of(frame, run[1:]):
        run, i = run[1:], i + 1  # 培训办12期: what is held stands before the verb
    modal = next((k for k, t in enumerate(run) if k and t.text in _DUE_OR_DONE), 0)
    if modal and all(t.cls == "VN" for t in run[:modal]) and frame.quantity.kind != "money":
        run, i = run[modal:], i + modal  # 综合避孕应落实554例, 造林已完成3万亩
        core = [*core[: i - modal], *(t.tagged("N") for t in core[i - modal : i]), *core[i:]]
    while run and run[0].cls in {"D", "M"}:
        run, i = run[1:], i + 1
    if (
        run
        and run[-1].text in SUPPORT
        and i
        and core[i - 1].cls == "DE"
        and (_read_relative(frame, core[: i - 1]))
    ):
        return
    frame.govern(run)
    rest = _without_comparison(core[:i])
    if rest and rest[-1].text in _DURING:
        rest = []  # 专项行动中处罚63人: in the course of what
    subject, head = noun_phrase_before(rest, subject=True)
    beside = frame.neighbour
    if not subject and not rest and frame.verb_class == "L" and beside is not None:
        subject = beside.after  # 培训、设备两项预算合计为8万元
    if not subject and not frame.after and len(rest) > 1 and rest[-1].cls == "SUBJ":
        # 帐篷县里拉来30顶: what is spoken of stands before who acts
        subject, head = noun_phrase_before(rest[:-1])
    if not subject and (named := _headless(rest)):
        subject, head = named, head[: -len(named) - 1]
    if frame.verb_class == "V" and subject:
        subject, head = _without_means(frame, subject, head)
    if rest and rest[-1].cls == "DE" and subject and head and head[-1].text in _DENYING:
        subject, head = [head[-1].tagged("N"), *subject], head[:-1]  # 没签合同的还有4家
    subject = _without_place(subject, head)
    if subject and head and head[-1].text in _GOING_TO and frame.verb_class in {"V", "VN"}:
        # 到田间地头授课8场次: where, not what
        subject = subject if subject[0].text.startswith("第") else []
    if (subject and subject[0].text in _DEMANDING) or (head and head[-1].text in _DEMANDING):
        subject = []  # 要求企业每年体检1次
    rate = len(subject) == 2 and subject[1].text.endswith(("率", "比例"))  # 完成比率达100%
    if frame.verb_class == "L" and subject and not rate and subject[0].text in _RESULTING:
        subject = subject[1:] or subject  # 形成种植面积达50公顷
    frame.before, frame.head = subject, head


def _without_place(subject: list[Token], head: list[Token]) -> list[Token]:
    """发生在居民区的盗窃案件, 位于镇区的市场: where the thing is stands before 的."""
    placed = bool(head) and head[-1].text in _WHERE
    if not placed and not (subject and subject[0].text in _WHERE):
        return subject
    at = next((k for k in range(len(subject) - 1, -1, -1) if subject[k].cls == "DE"), -1)
    return subject[at + 1 :]


#: What opens the place of a thing, before 的 and the thing.
_WHERE = {"在", "位于", "地处", "坐落于", "来自"}
_GOING_TO = {"在", "到", "赴", "往", "前往"}


def _without_means(
    frame: Frame, subject: list[Token], head: list[Token]
) -> tuple[list[Token], list[Token]]:
    """农民通过畜牧业增收300元, 多方联系筹措2000元: by what means it was done is no subject."""
    at = len(head)
    while at and head[at - 1].cls == "D":
        at -= 1
    if at and head[at - 1].text in _MEANS:
        return noun_phrase_before(head[: at - 1], subject=True)
    deed = len(subject) == 1 and subject[0].cls == "VN" and at < len(head)
    deed = deed and frame.quantity.kind == "money"  # 上门补课跑了8回
    return ([], [*head, *subject]) if deed else (subject, head)


_DEMANDING = load.word_set("demanding_verbs")
_DENYING = load.word_set("negations")
#: Verbs whose object a level is told of: 实现销售额达3亿元.
_RESULTING = {"形成", "实现", "完成", "带动"}


#: What only says where a deed came to.
_ARRIVING = {"到户", "到村", "到人"}
#: What stands between a deed that is spoken of and what was to be or was done with it.
_DUE_OR_DONE = {"应", "需", "已", "已经"}


def _is_subject_of(frame: Frame, rest: list[Token]) -> bool:
    """Say whether a verb-or-noun is what the verb behind it speaks of: 花费均增长, 投资完成."""
    verb = next((t for t in rest if t.cls not in {"D", "VN"}), rest[0])  # 绿化造林达792亩
    if verb.cls in {"L", "C"} or verb.text in _LIGHT_VERBS | _REACHING:
        return verb.cls != "L" or rest[0].text != "分别"  # 规范管理分别为80人和20人
    if verb.text == "完成" and rest[0] is verb and frame.quantity.kind != "percent":
        return True  # 油茶造林完成46亩
    return verb.text in {"完成", "新增", "净增"} and frame.quantity.kind == "money"


_SUMMING = load.word_set("summing_words")
_LIGHT_VERBS = load.word_set("light_verbs")
#: Verbs whose subject may be a deed: 家庭医生签约覆盖6200户.
_REACHING = {"覆盖", "惠及", "涉及", "受益"}
SUPPORT = load.word_set("support_verbs")


def _read_relative(frame: Frame, tokens: list[Token]) -> bool:
    """挂牌成立工会的有7家: the verb before 的 is what was done, its object what is counted."""
    at = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].cls in {"V", "VN"}), None)
    if at is None or any(t.cls not in {"N", "VN", "DE", "J", "LE"} for t in tokens[at + 1 :]):
        return False
    start = at
    while start and tokens[start - 1].cls == "V":
        start -= 1
    thing = [t for t in tokens[at + 1 :] if t.cls in {"N", "VN", "DE", "J"}]
    if tells_which_ones(frame, tokens[: at + 1], thing):
        return True  # 签了合同的有23家
    frame.govern(tokens[start : at + 1])
    if thing:
        frame.before, frame.head = thing, tokens[:start]
    else:
        frame.before, frame.head = noun_phrase_before(tokens[:start], subject=True)
        tell_apart(frame, tokens[at])  # 在家务农的有90人
    return True


def _headless(tokens: list[Token]) -> list[Token]:
    """修缮的还剩5户: the words before 的 say which ones."""
    while tokens and tokens[-1].cls in {"D", "LE"}:
        tokens = tokens[:-1]
    if len(tokens) < 2 or tokens[-1].cls != "DE" or tokens[-2].cls not in {"V", "VN"}:
        return []
    return [tokens[-2].tagged("N")]


def _without_comparison(tokens: list[Token]) -> list[Token]:
    """Leave 比上年, 较去年 and 由去年的 out: they name a baseline, not the subject."""
    last_as = max((i for i, t in enumerate(tokens) if t.text == "为"), default=-1)
    for i, token in enumerate(tokens):
        if token.text == "以" and token.cls == "P" and i < last_as:
            return tokens[:i]  # 检疫率以乡为单位达到100%
        if token.text in {"比", "较", "由", "从", "相比", "相比较"} and token.cls == "P":
            return tokens[:i]
    return tokens


def _first_verb(tokens: list[Token]) -> list[Token]:
    """Give the main verb after the quantity: the one with 了, else the last of the first chain."""
    aspects = [i for i, t in enumerate(tokens) if t.text == "了" or t.text == "过"]
    marked = next((i for i in aspects if i and tokens[i - 1].cls in _VERBAL), None)
    if marked is not None and tokens[marked - 1].text not in _EMPTY_VERBS:
        return [tokens[marked - 1]]
    if marked is not None:  # 对19个委员会的组成人员进行了调整
        return [_deed_behind(tokens, marked - 1)]
    if tokens and tokens[0].text in {"对", "就"}:  # 对党费收缴情况给予通报
        empty = next((k for k, t in enumerate(tokens) if t.text in _EMPTY_VERBS), None)
        if empty is not None:
            return [_deed_behind(tokens, empty)]
    for i, token in enumerate(tokens):
        if token.text in _MEANS and i + 2 < len(tokens) and _closes(tokens[-1]):
            return [tokens[-1]]  # 通过挂牌和发行债券筹资: what was done stands last
        if token.text == "通过" and any(
            t.cls in {"V", "VN"} and t.text not in _PASSED for t in tokens[i + 1 : i + 2]
        ):
            continue  # 职工通过观看影片受到教育
        because = i and tokens[i - 1].text in _BECAUSE and tokens[i + 1 :]
        if because and any(t.cls in {"V", "VN"} for t in tokens[i + 1 :]):
            continue  # 还有1名因外出务工延至明年
        if token.cls in {"V", "VN", "C", "L"}:
            lead = i
            while (
                tokens[lead].text in _LEADING
                and lead + 1 < len(tokens)
                and (tokens[lead + 1].cls in {"V", "VN"})
            ):
                lead += 1
            led_to = tokens[lead + 1] if lead + 1 < len(tokens) else None
            if led_to is not None and tokens[lead].text in _BECOMING and _is_work(led_to):
                return [led_to]  # 26条道路得到硬化
            if tokens[lead].text in _EMPTY_VERBS:
                return [_deed_behind(tokens, lead)]  # 为老人进行听力筛查
            if tokens[lead].text in _OPENING_A_DEED and (deed := _deed_in_its_way(tokens, lead)):
                return [deed]
            return [tokens[lead]]
    return []


_BECAUSE = {"因", "因为", "由于"}


def _deed_behind(tokens: list[Token], at: int) -> Token:
    """给予医疗救助: the deed that an empty verb waits for, or that verb itself."""
    behind = tokens[at + 1 : at + 8]
    deed = next((t for t in behind if t.cls in _VERBAL or t.text.endswith(_SERVICES_GIVEN)), None)
    return deed or tokens[at]


def _deed_in_its_way(tokens: list[Token], at: int) -> Token | None:
    """开展“拉网式”排查: the deed that was carried out behind words for how it was done."""
    way = False
    for token in tokens[at + 1 :]:
        if token.cls == "VN" and way:
            return token
        if token.text not in _MARKS and not token.text.endswith("式"):
            return None
        way = way or token.text.endswith("式")
    return None


_OPENING_A_DEED = {"开展", "实施"}
_MARKS = frozenset("“”‘’、")


def _is_work(token: Token) -> bool:
    return token.cls in {"V", "VN"} and token.text in BUILDING


_BECOMING = {"得到", "实现"}
_SERVICES_GIVEN = ("救助", "帮扶", "慰问", "培训", "体检", "辅导")
#: Verbs that say nothing without the deed behind them.
_EMPTY_VERBS = load.word_set("empty_verbs")


def _closes(token: Token) -> bool:
    return token.cls in {"V", "VN"} and token.text not in _PASSED


#: What is passed, and no means: 通过三星级验收.
_PASSED = load.word_set("tests_passed")
#: What a means is told with.
_MEANS = load.word_set("means_openers")
#: Verbs that only lead to the one that counts: 组队派员参加.
_LEADING = load.word_set("leading_verbs")
