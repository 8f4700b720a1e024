"""Things counted that stand elsewhere: with another figure, in the clause before, behind the verb.

A figure without a noun of its own goes in with the figures before it; the name that reaches
on to it comes out, or an empty string. Each function is one way to reach on.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import accumulate

from zhsummary.facts import period
from zhsummary.facts.frame import Frame
from zhsummary.facts.naming import TARGET, Item, is_some_target, name, name_behind, without_target
from zhsummary.facts.nouns import PEOPLE_UNITS, WORTH, clean, is_body, join, noun_phrase_before
from zhsummary.facts.sentence import EVENT_UNITS, Token
from zhsummary.lexicons import load
from zhsummary.quantities.units import UNITS

_PEOPLE = load.word_set("people_nouns")
_PEOPLE_OR_HOMES = _PEOPLE | {"母亲", "户", "家属", "对象", "村", "困难户", "残疾人"}
_NOUN_UNITS = load.word_set("noun_units")
_FAR = 40  # words of a clause behind its figure that are looked at


def limited(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """其中党员1名，20岁以上8名: what an age bounds is the whole, or what the age before bounds."""
    told = [(f, i) for f, i in earlier if not f.limit and i.text]
    told = [(f, i) for f, i in told if f.quantity.unit not in _AGES]  # 平均年龄41岁
    fewer = {i.text for f, i in told if _is_fewer(f, frame)}
    told = [(f, i) for f, i in told if i.text not in fewer]
    bounded = _bounded(told)
    if bounded:
        return bounded.pop() if len(bounded) == 1 else ""
    if not told:  # 党员平均年龄48岁，35岁以下40名
        aged = [_OF_PEOPLE.sub("", i.text) for f, i in earlier if f.quantity.unit in _AGES]
        return next((text for text in reversed(aged) if text and not text[0].isdigit()), "")
    last, nearest = told[-1]
    if last.part or last.beside_part:
        whole = [
            i
            for f, i in told
            if not f.part and not f.beside_part and f.quantity.unit == last.quantity.unit
        ]
        nearest = whole[-1] if whole else nearest
    return nearest.whole or nearest.text


#: What is measured of people.
_OF_PEOPLE = re.compile(r"的?(?:平均)?(?:年龄|工龄|党龄|寿命)$")
_AGES = {"岁", "周岁"}


def _only_bounds(found: Item) -> bool:
    """90—99岁每人每月100元: an age alone names nothing to go on with."""
    return found.rule == "limit-of-whole" and not found.whole


def _is_fewer(source: Frame, frame: Frame) -> bool:
    """女党员5人，35岁以下13人: the 13 are not of the 5."""
    one, other = source.quantity, frame.quantity
    if one.unit != other.unit or one.value is None or other.value is None:
        return False
    return one.value < other.value


def _bounded(earlier: list[tuple[Frame, Item]]) -> set[str]:
    """6岁以下幼儿88人，7至15岁的学生142人: the 幼儿 and the 学生."""
    return {
        i.whole or name([t for t in f.before if t.quantity is None])
        for f, i in earlier
        if i.text and not f.limit and any(t.quantity for t in f.before)
    }


_LEFT_OVER = load.word_set("left_over_words")


def left_over(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """需重建倒房21户，剩余2户选址未定: what is left over is of the things counted before."""
    if _LEFT_OVER.isdisjoint(frame.left_words):
        return ""
    if any(t.text not in _LEFT_OVER for t in frame.left if t.cls != "DE"):
        return ""
    if frame.after and frame.after[0].cls == "DE":
        return ""
    if frame.after and not frame.after[0].verbal and not _owner(frame):
        return ""  # 还有2名后生在外打工
    alike = [(f, i.text) for f, i in earlier if f.quantity.unit == frame.quantity.unit and i.text]
    apart = max((f.clause_index for f, _ in earlier if f.clause.end in {"；", ";"}), default=-1)
    alike = [(f, text) for f, text in alike if f.clause_index > apart] or alike
    done = [(f, text) for f, text in alike if not TARGET.search(text)]
    whole = [text for f, text in done if not f.part and not f.limit]
    return next(iter([*whole, *(without_target(text, "") for _, text in alike)]), "")


def _owner(frame: Frame) -> bool:
    """还有1家老板松了口: people are not what the measure word of a firm counts."""
    return frame.quantity.unit in _BODIES and any(t.text in _PEOPLE for t in frame.after)


_CAUSING = {"让", "使", "为", "给", "对", "帮助", "造成", "带动", "令"}


def of_the_next(frame: Frame) -> str:
    """让3万户12万群众搬进新居: both figures count those behind the second."""
    tokens = frame.clause.tokens
    at = frame.at + 1
    if frame.before or at + 1 >= len(tokens):
        return ""
    if frame.right or tokens[at].cls != "Q":
        return ""
    counted = tokens[at].quantity
    if frame.quantity.unit == "户" and counted is not None and counted.unit in SCALE_UNITS:
        return counted.unit  # 使1.2万户5.3万移民告别了危房
    if frame.quantity.kind == "count" and (thing := _sized(frame, tokens, at)):
        return thing
    if frame.quantity.unit.endswith("类") and tokens[at + 1].cls in {"N", "VN"}:
        return name_behind(tokens[at + 1 :], set())  # 6大类32项惠民实事
    if tokens[at + 1].cls == "DE" and frame.quantity.unit not in PEOPLE_UNITS:
        return name_behind(tokens[at + 2 :], set())  # 举办4场210人次的培训, 一支25人的队伍
    if not frame.left or frame.left[-1].text not in _CAUSING:
        return ""
    named = next((k for k, t in enumerate(tokens[at + 1 :], at + 1) if t.cls != "N"), len(tokens))
    return name(tokens[at + 1 : named])


#: Nouns of people that stand behind a number in 万 without a measure word.
SCALE_UNITS = {name for name, unit in UNITS.items() if unit.when == "scale"}
#: What the size of a building is told by, before the noun that it is of.
_SIZED = ("面积", "规模", "投资", "占地", "容量", "库容", "长", "宽", "高")


def sized_by_next(frame: Frame) -> str:
    """一座建筑面积300平方米的文化站: what the next figure tells the size of stands behind it."""
    if frame.quantity.kind != "count":
        return ""
    return behind_size(frame.clause.tokens[frame.at + 1 : frame.at + _FAR])


def behind_size(tokens: list[Token]) -> str:
    """Give the noun behind its size: 建筑面积300平方米的文化站."""
    end = next((i for i, t in enumerate(tokens) if t.cls == "DE"), None)
    told = tokens[:end] if end is not None else []
    if not told or told[-1].cls != "Q":
        return ""
    if any(t.cls not in {"N", "VN", "V", "J", "Q", "M", "L", "LE"} for t in told if t.text != "在"):
        return ""
    first = next(i for i, t in enumerate(told) if t.cls == "Q")
    if not join([t for t in told[:first] if t.cls not in {"L", "LE", "P"}]).endswith(_SIZED):
        return ""
    return name_behind(tokens[len(told) + 1 :], set())


def described(frame: Frame) -> str:
    """总长13公里的26条道路: how long the things are that the next figure counts."""
    if frame.quantity.kind != "measure" or [t.cls for t in frame.right] != ["DE"]:
        return ""
    tokens = frame.clause.tokens[frame.at + 2 : frame.at + _FAR]
    return name_behind(tokens[1:], set()) if tokens and tokens[0].cls == "Q" else ""


def _sized(frame: Frame, tokens: list[Token], at: int) -> str:
    """建成9座300立方米和500立方米蓄水池: between the two stands only how large they are."""
    if frame.quantity.unit in PEOPLE_UNITS:
        return ""
    while at < len(tokens) and (tokens[at].cls == "J" or _is_size(tokens[at])):
        at += 1
    return name_behind(tokens[at:], set()) if at < len(tokens) else ""


def _is_size(token: Token) -> bool:
    return token.quantity is not None and token.quantity.kind == "measure"


_OPENS_RELATIVE = load.word_set("relative_openers")


def told_by_a_clause(frame: Frame) -> str:
    """举办3期由镇长授课的培训班: behind a clause that tells of it stands what is counted."""
    if frame.before or frame.after or not frame.right or frame.right[0].text not in _OPENS_RELATIVE:
        return ""
    behind = frame.clause.tokens[frame.at + 1 : frame.at + _FAR]
    last = max((i for i, t in enumerate(behind) if t.cls == "DE"), default=-1)
    return name_behind(behind[last + 1 :], set()) if last > 0 else ""


def in_rounds(frame: Frame) -> str:
    """分四批向村集体下达资金, 分4期对网格员进行培训: what was done in so many rounds."""
    if not frame.left or frame.left[-1].text != "分" or frame.quantity.unit not in _ROUNDS:
        return ""
    behind = [t for t in frame.clause.tokens[frame.at + 1 : frame.at + _FAR] if t.cls != "LE"]
    if behind and behind[0].text in {"到", "赴", "前往", "去"}:
        return _studied(behind)
    end = max((i for i, t in enumerate(behind) if t.cls in {"N", "VN"}), default=-1)
    return name(noun_phrase_before(behind[: end + 1])[0])


def _studied(tokens: list[Token]) -> str:
    """分2批到邻县学习香椿种植经验: behind the place stands what they went for."""
    at = next((k for k in range(1, len(tokens)) if tokens[k].cls in {"V", "VN"}), None)
    return "" if at is None else name_behind(tokens[at + 1 :], {"LE"})


_ROUNDS = load.word_set("round_units")
_REACHING = {"惠及", "受益", "惠泽", "涉及", "覆盖"}


def served(frame: Frame) -> str:
    """为单亲母亲发放补助1000元，惠及12户: those whom the money reaches are named before."""
    if frame.verb_text not in _REACHING or frame.before or frame.after or frame.previous is None:
        return ""
    tokens = frame.previous.clause.tokens
    at = next((i for i, t in enumerate(tokens) if t.text in {"为", "给", "对", "向"}), None)
    if at is None:
        return ""
    phrase: list[Token] = []
    for token in tokens[at + 1 :]:
        if token.cls in {"N", "DE"} or (token.cls == "VN" and not phrase):
            phrase.append(token)
        elif phrase and token.cls in {"V", "VN", "D"} and phrase[-1].text in _PEOPLE_OR_HOMES:
            break
        else:
            phrase = [] if token.cls != "DE" else phrase
    named = name(phrase)
    return named if named.endswith(tuple(_PEOPLE_OR_HOMES)) else ""


def shared_out(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """成立巡查队8支，每支6人: the measure word of the rate says whose figure it is."""
    if frame.after or "R" not in frame.left_classes:
        return ""
    base = next(t.text for t in reversed(frame.left) if t.cls == "R")
    if not base.startswith("每"):
        return ""
    if frame.before:  # 组建签约团队6个，每个团队3至5人
        shared = join(frame.before)
        alike = [i.text for f, i in earlier if f.quantity.unit == base[1:] and i.text]
        closes = len(frame.before) == 1 and alike and alike[-1].endswith(shared)
        return alike[-1] if closes and frame.left[-1] is frame.before[0] else ""
    if frame.quantity.kind == "money" and (frame.verb or base[1:] in PEOPLE_UNITS):
        return ""  # 安装路灯300盏，每盏1200元: the price is that of the lamp
    return next((i.text for f, i in reversed(earlier) if f.quantity.unit == base[1:]), "")


def same_rate(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """老人每月发高龄津贴50元，百岁老人每月300元: others are paid the same thing."""
    if frame.quantity.kind != "money" or frame.verb or frame.after:
        return ""
    if not frame.left or frame.left[-1].cls != "R":
        return ""
    own = clean(frame.before)
    if len(frame.before) == 1 and frame.before[0].verbal and earlier:
        head = next((end for end in ("标准", "水平") if earlier[-1][1].text.endswith(end)), "")
        return own + head if head else ""  # 分散供养标准年人均2200元，集中供养年人均3000元
    if not own.endswith(tuple(_PEOPLE)):
        return ""
    rates = [
        i.text
        for f, i in earlier
        if f.quantity.kind == "money"
        and "R" in f.left_classes
        and i.text
        and i.rule != "of-the-place"
    ]
    return "" if not rates or rates[0].endswith(tuple(_PEOPLE)) else rates[0]


def object_of(frame: Frame, lasting: bool = False) -> str:
    """6户建立了困难职工档案, 连续14年举办运动会: what the verb behind the figure acts on."""
    if (
        (frame.before and not lasting)
        or (frame.verb and frame.verb_class != "L")
        or not frame.follow
    ):
        return ""
    behind = frame.clause.tokens[frame.at + 1 : frame.at + _FAR]
    at = next((i for i, t in enumerate(behind) if t.start == frame.follow[-1].start), -1)
    if at < 0 or frame.follow[-1].text in BY_MEANS | _HANDING_ON:
        return ""  # 1100余人通过投亲靠友，分散安置; 1起移送公安
    if (
        not lasting
        and [t.cls for t in behind[at + 1 :]] == ["VN"]
        and frame.follow[-1].text in _ENDED
    ):
        return ""  # 5家投产运营
    if lasting and behind[0].text in _TOWARDS:
        return name_behind(behind[1:], {"D", "S"})  # 每年两次对收缴情况给予通报
    thing = name_behind(behind[at + 1 :], {"LE", "D", "S"} if lasting else {"LE", "D"})
    return "" if thing in WORTH else thing


_ENDED = load.word_set("happening_verbs")
_HANDING_ON = load.word_set("transferring_verbs")
_TOWARDS = {"对", "就"}
#: Verbs that only say by what means.
BY_MEANS = frozenset({"通过", "利用", "依托", "借助"})


def label(frame: Frame) -> str:
    """救助总金额：34.9万元: what stands before a colon names the figure behind it."""
    above = frame.topic
    if above is None or above.end not in {"：", ":"} or frame.left or frame.neighbour is not None:
        return ""
    tokens = above.tokens
    while tokens and tokens[-1].cls in {"L", "P", "D"}:
        tokens = tokens[:-1]
    if any(t.text == "分别" for t in above.tokens[-3:]):
        return ""  # 夏粮、油料面积分别为：18230亩、2400亩
    named = name(noun_phrase_before(tokens)[0])
    return "" if is_body(named) else named


def topic(frame: Frame) -> str:
    """把工会经费收起来，争取收到一万元: the clause before names what it is about."""
    if frame.topic is None or frame.neighbour is not None:
        return ""
    tokens = frame.topic.tokens
    if tokens and tokens[-1].text in _MARKS_PASSED:
        return _passing_a_mark(tokens)
    at = next((i for i, t in enumerate(tokens) if t.text in {"把", "将"}), None)
    if at is None:
        return _grown_to(frame, tokens) or _dealt_with(frame, tokens) or _held_before(frame, tokens)
    phrase: list[Token] = []
    for token in tokens[at + 1 :]:
        if token.cls not in {"N", "VN", "DE", "J"}:
            break
        phrase.append(token)
    return name(phrase)


def _passing_a_mark(tokens: list[Token]) -> str:
    """财政收入迈过千亿大关，达1032亿元: what passed the mark stands before it."""
    opens = next((k for k, t in enumerate(tokens) if t.cls not in _BEFORE_TOPIC), len(tokens))
    phrase: list[Token] = []
    for token in tokens[opens:]:
        if token.cls not in {"N", "DE", "R"}:
            break
        phrase.append(token)
    told = len(phrase) < len(tokens) - opens
    while phrase and phrase[-1].text in _AT_LAST:
        phrase.pop()
    named = name(phrase)
    return named if told and not is_body(named) else ""


_AT_LAST = frozenset("首 再 一举 历史".split())


_MARKS_PASSED = load.word_set("marks_passed")


def _grown_to(frame: Frame, tokens: list[Token]) -> str:
    """大棚面积不断扩大，达900亩: a bare level is that of what grew in the clause before."""
    level = frame.verb_class == "L" or (not frame.verb and frame.quantity.qualifier == "over")
    if not level or not frame.left_classes <= _BEFORE_A_LEVEL or frame.right:
        return ""
    opens = next((k for k, t in enumerate(tokens) if t.cls not in {"T", "S"}), len(tokens))
    end = next((k for k in range(opens, len(tokens)) if tokens[k].cls not in _GROWN), len(tokens))
    told = tokens[end:]
    if end == opens or not told or any(t.cls not in _GROWING for t in told):
        return ""
    named = name(tokens[opens:end])
    return "" if is_body(named) else named


_BEFORE_A_LEVEL = {"D", "L", "LE", "T"}
_GROWN = {"N", "DE", "J"}
_GROWING = {"D", "C", "V", "VN", "LE"}


def _dealt_with(frame: Frame, tokens: list[Token]) -> str:
    """自建房查了个遍，拢共412栋; 空调是联通公司送的，一共3台: what the clause before speaks of."""
    summed = bool(frame.left) and not _IN_SUM.isdisjoint(frame.left_words)
    if not summed or not frame.left_classes <= _ONLY_SUMMED or frame.right:
        return ""
    opens = next((k for k, t in enumerate(tokens) if t.cls not in _BEFORE_TOPIC), len(tokens))
    end = next((k for k in range(opens, len(tokens)) if tokens[k].cls not in _NAMED), len(tokens))
    if end == opens or end == len(tokens) or tokens[end - 1].cls == "DE":
        return ""
    told = "".join([t.text for t in tokens[end + 1 :]])
    given = tokens[end].text == "是" and told.endswith("的")
    dealt = tokens[end].cls in {"V", "VN"} and _THOROUGHLY.fullmatch(told) is not None
    named = name(tokens[opens:end])
    return named if (given or dealt) and not is_body(named) else ""


#: What may stand before that which a clause speaks of, and what it is named with.
_BEFORE_TOPIC = {"T", "S", "SUBJ", "DE"}
_NAMED = {"N", "DE"}
#: What stands behind a verb that tells of the thing before it: 查了个遍, 收得齐.
_THOROUGHLY = re.compile(r"了?(?:个遍|一遍|一圈)?|得.{1,3}")
_GIFTS = load.word_set("deed_nouns") | {"救助", "资助", "帮扶", "补偿", "慰问"}
_SUMMING_OR_WORTH = load.word_set("summing_words") | {"价值", "折合", "总价", "总价值", "合"}
_HOLDING = load.word_set("holding_verbs")


def _held_before(frame: Frame, tokens: list[Token]) -> str:
    """举办焊工、美容等培训，全年共办12期: what was held is the object of the clause before."""
    origin = any(t.text in {"从", "由"} for t in frame.left)
    bare = {"D", "R", "M", "L", "LE"}
    summed = frame.quantity.kind == "money" and all(
        t.cls in bare or t.text in _SUMMING_OR_WORTH for t in frame.left
    )  # 赠送监护仪，合计约5万元
    holds = join(frame.verb[-1:]) in _HOLDING or frame.verb_class == "C"
    if not holds and not origin and not (summed and frame.left):
        return ""
    start = len(tokens)
    if start > 1 and tokens[-1].text in _GIFTS and tokens[-2].cls in {"N", "VN"}:
        start -= 1  # 给予临时救助，每户最高6000元
    while start and tokens[start - 1].cls in {"N", "VN", "J", "DE"}:
        start -= 1
    return "" if tokens and tokens[-1].text in _QUALITIES else name(tokens[start:])


#: 加大学习、培训力度，共举办6次: how much of it there was is not what was held.
_QUALITIES = {"力度", "水平", "力量", "素质", "意识", "质量", "效率", "能力"}
#: Verbs of those and that which are sent out, whatever was counted before.
_SENDING = load.word_set("sending_verbs")
_GIVING_ALONE = load.word_set("giving_alone")
#: What is done last to the cases that were counted before.
_CONCLUDING = load.word_set("concluding_verbs")
_CASE_UNITS = load.word_set("case_units")
#: Verbs of those who are there, whatever was counted before.
_COMING = {"来", "去", "到", "到场", "前来", "赶来", "报名", "报到", "落网", "入伍", "返乡"}
#: Verbs of those whom the thing before reaches: 举办培训6期，参训120人.
_JOINING = load.word_set("joining_verbs")
_RATE = re.compile(r"(?:率|比例|占比|比重|增速|增幅|速度)$")


def inherited(frame: Frame, earlier: list[tuple[Frame, Item]], named: str) -> str:
    """Take the item of the nearest earlier figure that can go on to this one."""
    lenders = [
        (f, i.text)
        for f, i in earlier
        if i.text and not f.limit and i.rule != "shared-out" and not _only_bounds(i)
    ]
    told = _told_at_once(frame, earlier, lenders)
    if told is not None:
        return told
    lenders = [(f, text) for f, text in lenders if not _is_served(f, frame)]
    if frame.verb_class == "L" and any(_is_a_smaller_part(f, frame) for f, _ in lenders):
        lenders = [(f, text) for f, text in lenders if not (f.part or f.beside_part)]
    lenders = _who_can_lend(frame, earlier, _without_other_deeds(frame, lenders))
    return _lent(frame, lenders, named) if lenders else ""


#: The figures before, each with what it counts.
_Lenders = list[tuple[Frame, str]]


def _told_at_once(frame: Frame, earlier: list[tuple[Frame, Item]], lenders: _Lenders) -> str | None:
    """Give what the place of a figure tells of itself: an item, none, or nothing yet (None)."""
    if frame.verb_text in _CONCLUDING and frame.quantity.unit in _CASE_UNITS:
        cases = [text for f, text in lenders if f.quantity.unit in _CASE_UNITS]
        if cases:
            return cases[-1]  # 接待来访27批次，办结26件
    if works := _works_at_a_stage(frame, lenders):
        return works
    if frame.quantity.unit in EVENT_UNITS and frame.verb_class == "VN" and len(frame.verb_text) > 1:
        return ""  # 带队检查累计80余次: the deed is what is counted
    if frame.quantity.unit in _SHOWS and frame.left == frame.verb and _is_an_event(frame):
        return ""  # 讲座在村里办了9场；义诊5场
    if frame.quantity.unit in _TIMES and frame.verb_text in _HELD_DEEDS:
        return ""  # 对调解员培训了五次
    if frame.verb_text in _SENDING:
        return ""  # 开展整治行动5次，出动300人次
    if frame.quantity.kind == "money" and frame.verb_text[1:] in _MONEY_IN_VERB:
        return ""  # 法律援助办理18件，讨薪47万元: the verb names the money
    paid = len(frame.verb_text) == 1 and frame.verb_text in _GIVING_ALONE
    if paid and not any(f.quantity.kind == "money" for f, _ in lenders):
        return ""  # 让交警逮住过两回，家长们每家摊300块
    if handed := _sum_handed_out(frame):
        return handed
    if _stands_alone(frame, earlier):
        return earlier[-1][1].text  # 特困供养对象71户，76人，已清退低保5户，11人
    if whole := _parted(frame, earlier):
        return whole
    if _pays_for_a_part(frame, earlier):
        return earlier[-1][1].text
    host = frame.clause.host
    if host is not None and host.unit == frame.quantity.unit:
        of_host = [text for f, text in lenders if f.quantity is host]
        beside = {text for f, text in lenders if f.clause.host is host}
        if of_host and beside <= set(of_host):
            return of_host[0]  # 烤烟受灾30公顷（其中成灾10公顷）、玉米受灾40公顷
    if lenders and _levels_off(frame):
        return lenders[-1][1]
    if _acts_on_people(frame) and frame.neighbour is None and _has_subject(frame):
        return ""  # 住院860人次，家庭医生签约2300人
    if frame.limit and frame.quantity.unit in _AGES and (sorts := _bounded(earlier)):
        return sorts.pop() if len(sorts) == 1 else ""
    if _changes_a_part(frame) and earlier[-1][1].text:
        return earlier[-1][1].text
    return None


def _works_at_a_stage(frame: Frame, lenders: _Lenders) -> str:
    """建成服务站3个，在建2个: how far works have come is told of the same works."""
    if frame.verb_text not in _STAGES or frame.after or frame.quantity.kind == "percent":
        return ""
    unit = frame.quantity.unit
    works = (
        _STAGE_IN_NAME.sub("", text)
        for f, text in reversed(lenders)
        if f.quantity.unit == unit and text not in _STAGES
    )
    return without_target(next(works, ""), "")


_STAGES = load.word_set("stages_of_work")
#: 新开工项目7个，竣工3个
_STAGE_IN_NAME = re.compile(rf"^(?:{'|'.join(sorted(_STAGES, key=lambda w: -len(w)))})(?=..)")


def _sum_handed_out(frame: Frame) -> str:
    """高龄津贴发放至老人86人，每人100元: each gets the sum that opens the clause before."""
    before = frame.previous
    if frame.quantity.kind != "money" or before is None or before.quantity.kind == "money":
        return ""
    if frame.verb or "R" not in frame.left_classes or before.clause_index + 1 != frame.clause_index:
        return ""
    opens = [t for t in before.clause.tokens[:3] if t.cls not in {"T", "D", "S"}][:2]
    handed = len(opens) > 1 and opens[0].cls == "N" and opens[1].cls in {"V", "VN"}
    return opens[0].text if handed and _is_sum(opens[0].text) else ""


_SHOWS = {"场", "场次"}
_MONEY_IN_VERB = {"薪", "债", "损"}


def _is_an_event(frame: Frame) -> bool:
    return len(frame.verb_text) > 1 and frame.verb_text not in _HOLDING


def _is_served(source: Frame, frame: Frame) -> bool:
    """给36个砖工要回来42万元: the money is not those it was got for."""
    if source.clause is not frame.clause or frame.quantity.kind != "money" or not frame.verb:
        return False
    for_them = any(t.text in _FOR_THEM for t in source.left[-2:])
    return for_them and bool(source.after) and frame.verb_class == "V"


_FOR_THEM = {"给", "为", "替", "帮"}


def _is_a_smaller_part(source: Frame, frame: Frame) -> bool:
    """其中残疾户13户，有20户住在土坯房中: more than the part are not of the part."""
    part = source.part or source.beside_part
    one, other = frame.quantity, source.quantity
    same = part and bool(frame.right) and not frame.part and one.unit == other.unit
    return same and (one.value or 0) > (other.value or 0)


def _acts_on_people(frame: Frame) -> bool:
    """批评教育17人, but not 同比减少17人, 参训17人."""
    if frame.verb_class not in {"V", "VN"} or len(frame.verb_text) < 2:
        return False
    if not _COMPARISONS.isdisjoint(frame.left_words):
        return False
    return frame.verb_text not in _JOINING and frame.quantity.unit in {"人", "名"}


def _without_other_deeds(frame: Frame, lenders: _Lenders) -> _Lenders:
    """拘留1人，批评教育17人: each deed is its own."""
    if _acts_on_people(frame):
        lenders = [(f, text) for f, text in lenders if not _is_deed(f, text)]
        lenders = [(f, text) for f, text in lenders if not _outnumbers(frame, f, text)]
    if frame.verb_class in {"V", "VN"}:  # 集中供养每月900元、分散供养每月600元
        lenders = [(f, text) for f, text in lenders if not _another_deed(frame, f, text)]
    return lenders


def _who_can_lend(frame: Frame, earlier: list[tuple[Frame, Item]], lenders: _Lenders) -> _Lenders:
    """Leave out the figures whose item this one cannot count."""
    if frame.limit and frame.quantity.unit in _AGES:
        lenders = [c for c in lenders if c[0].quantity.unit in PEOPLE_UNITS]
    lenders = [c for c in lenders if not c[0].base] or lenders
    apart = max((f.clause_index for f, _ in earlier if f.clause.end in {"；", ";"}), default=-1)
    lenders = [c for c in lenders if c[0].clause_index > apart] or lenders
    if not frame.part:
        lenders = _beyond_parts(frame, lenders) or lenders
    if frame.quantity.kind == "money" and frame.verb_text in _SPENDING:
        # 工会经费收入36万元，支出32万元: what came in is not what went out
        lenders = [(f, _INTO_A_PURSE.sub("", text)) for f, text in lenders]
        lenders = [c for c in lenders if not c[1].endswith(("收入", "税收"))]
    if frame.quantity.kind == "money" and frame.verb_text in _HANDING_ON:
        lenders = [c for c in lenders if _is_money(c[0])]  # 给予处分2人，上缴专户2万元
    if frame.quantity.kind == "money":  # 参合人数15600人，缴费234万元
        lenders = [c for c in lenders if _is_money(c[0]) or not _names_measure(c[1])]
    if frame.quantity.kind in {"count", "money"} and frame.verb_class != "C":
        lenders = [(f, text) for f, text in lenders if not _RATE.search(text)]
    if (
        frame.quantity.unit in {"人", "人次", "名"} and not frame.limit
    ):  # 覆盖756个自然村，30万人次受益
        lenders = [c for c in lenders if not _counts_places(*c)]
    if frame.quantity.unit in PEOPLE_UNITS and _befalls(frame):
        # 建房补助每户2万元，36户已开工: a sum is not those who get it
        lenders = [c for c in lenders if not (_is_money(c[0]) and _is_sum_or_fund(c[1]))]
    # 6村，530户: the villages are not what the households are
    lenders = [
        (f, text)
        for f, text in lenders
        if text not in _NOUN_UNITS
        or text != f.quantity.unit
        or f.quantity.unit == frame.quantity.unit
    ]
    if frame.verb_class in {"V", "VN"}:  # 高于人均8元的标准，全年投入21万元
        lenders = [c for c in lenders if c[1] not in _RULES]
        if frame.verb_text in _EARNING:  # 均价34元，户均增收9322元
            lenders = [c for c in lenders if not c[1].endswith(("价", "价格"))]
            if any(t.cls == "R" and t.text[0] in "户人" for t in frame.left):
                lenders = [c for c in lenders if c[1].endswith(_EARNERS)]
    if frame.quantity.kind == "money" and frame.verb and "R" not in frame.left_classes:
        paid = [(f, text.removesuffix("标准")) for f, text in lenders]
        lenders = [(f, text) for f, text in paid if text]  # 应发74.4万元, not its standard
    return lenders


_EARNING = load.word_set("earning_verbs")
#: Those who earn.
_EARNERS = (*_PEOPLE_OR_HOMES, "农民", "者", "民", "农")


def _is_money(frame: Frame) -> bool:
    return frame.quantity.kind == "money"


def _names_measure(text: str) -> bool:
    """Say whether an item names a measure, which no figure of another kind is of."""
    return text.endswith(_NAMES_OF_MEASURES) and not text.endswith("名额")


def _counts_places(source: Frame, text: str) -> bool:
    return source.quantity.kind == "count" and _PLACES.search(text) is not None


_NAMES_OF_MEASURES = tuple(load.word_set("names_of_measures"))
_PLACES = re.compile(r"(?:村|社区|乡镇|镇|村民小组|街道|企业|公司|合作社)$")


_SPENDING = {"支出", "列支", "开支"}
_INTO_A_PURSE = re.compile("(?<=经费)收入$|(?<=资金)收入$")


def _lent(frame: Frame, lenders: _Lenders, named: str) -> str:
    """Give the item of the figure that the one in question goes on with."""
    if frame.quantity.kind == "money" and not frame.left and _is_sum(lenders[-1][1]):
        return lenders[-1][1]  # 农村独生子女保健费85人，9.2万元
    shallow = [(f, text) for f, text in lenders if f.clause.depth <= frame.clause.depth]
    lenders = shallow or lenders
    insured = lenders[-1][0].verb_text in _INSURED
    if insured and _PAID_OUT.search(frame.clause.text):
        return lenders[-1][1]  # 医疗互助参保1745人，赔付17人次
    unit = frame.quantity.unit
    alike = [(f, text) for f, text in lenders if _unit_lent(f, unit) == unit]
    same = [text for _, text in alike]
    if alike and frame.verb_class == "L":
        levels = [text for f, text in alike if f.verb_class in {"L", ""}]
        if levels:
            return levels[-1]
        if any(period.anchor(t.text) == "last" for t in frame.left if t.cls == "T"):
            return same[0]  # 去年全年是29.7万元: the baseline is that of the main figure
    if frame.verb_class == "C" or frame.quantity.kind == "percent":
        lenders = [(f, text) for f, text in lenders if _can_change(f, frame)]
        if not lenders:
            return named
        done = [text for _, text in lenders if not is_some_target(text)]
        return without_target((done or [lenders[-1][1]])[-1], named)
    if same and len({*same}) > 1 and _sums_up_deed(frame) and not _apart(alike, frame):
        return _shared_head(same)
    if same:
        return _of_event_between(frame, alike[-1], lenders) or without_target(same[-1], named)
    return _of_another_unit(frame, lenders, named)


def _unit_lent(source: Frame, unit: str) -> str:
    """检查企业312家次，停业2家: those called on several times are such as are counted once."""
    own = source.quantity.unit.partition("/")[0]
    return unit if unit in _CALLED_ON and own == f"{unit}次" else own


_CALLED_ON = {"家", "户", "处", "所", "座"}


def _can_change(source: Frame, frame: Frame) -> bool:
    """调解纠纷58件，成功率98%，比上年下降11件: pieces change no rate; ranks (5位) may."""
    rises = frame.quantity.kind == "percent" or frame.quantity.unit in _RISES
    return rises or source.quantity.kind != "percent"


_RISES = {"位", "名", "倍", "分", "个位次", "位次"}


def _of_event_between(frame: Frame, last: tuple[Frame, str], lenders: _Lenders) -> str:
    """培训11期，受训650人次，宣讲4场，受教育800人次: who came to the last event."""
    source, held = lenders[-1]
    if frame.quantity.unit not in PEOPLE_UNITS or source.quantity.unit not in _SESSIONS:
        return ""
    came = any(f.quantity.unit in _SESSIONS and text == last[1] for f, text in lenders[:-1])
    if "训" in frame.verb_text and "训" not in held:
        return ""  # 召开会议3次，培训80人次
    return held if came and frame.verb_class in {"V", "VN"} and not source.part else ""


#: What is held and attended.
_SESSIONS = load.word_set("session_units")


def _of_another_unit(frame: Frame, lenders: _Lenders, named: str) -> str:
    """举办农技课6期，印发2300份: what is counted in other units may still be of the same thing."""
    if frame.verb_class == "VN" and len(frame.verb_text) > 1:
        return ""  # 培训18期 behind 协议60份: the verb names what was held
    units = {f.quantity.unit for f, _ in lenders}
    if frame.verb_class == "V" and units & _BODIES and frame.quantity.unit not in _BODIES:
        return named  # 新建工会7家，慰问近三百户: another deed, another thing
    if frame.verb_class == "V" and _acts_on_people(frame) and not units & PEOPLE_UNITS:
        return named  # 火点9个，拘留1人
    source, text = lenders[-1]
    return named or (text if _reaches_on(source, frame) else "")


def _beyond_parts(frame: Frame, candidates: list[tuple[Frame, str]]) -> list[tuple[Frame, str]]:
    """其中男工80人，浙北30人，本县20人: what follows a part (其中…) goes on with the whole."""
    whole = [c for c in candidates if not c[0].part]
    if frame.limit or (not frame.verb and frame.left):
        whole = [c for c in whole if not c[0].beside_part] or whole
    unit = frame.quantity.unit
    levels = frame.quantity.kind != "percent" and frame.verb_class != "C"
    if levels and not any(f.quantity.unit == unit for f, _ in whole):
        whole += [c for c in candidates if c[0].part and c[0].quantity.unit == unit]
    return whole


def _is_deed(source: Frame, text: str) -> bool:
    """拘留1人, 落实上环532人: what was done to those counted is what the figure tells of."""
    told = source.before[-1] if source.before else None
    done = told is not None and told.cls == "VN" and source.verb_text in _EMPTY_DEEDS
    suffered = bool(source.follow) and text == join(source.follow)  # 5200人受灾
    return done or suffered or text == join(source.verb[-1:])


_EMPTY_DEEDS = {"给予", "受到", "予以", "落实", "完成", "施行", "实施", "实行", "开展", "进行"}


def _outnumbers(frame: Frame, source: Frame, text: str) -> bool:
    """储备志愿者72人，采样1000人: more than were counted are not among those counted."""
    one, other = frame.quantity, source.quantity
    if frame.verb_text.endswith(("有", "存")):
        return False  # 今年进来71人，实有1074人
    if TARGET.search(text) or frame.verb_text[-2:] == source.verb_text[-2:]:
        return False  # 培训任务40人，实训52人; 集中供养21人，分散供养36人
    if one.unit != other.unit or one.value is None or other.value is None:
        return False
    return one.value > other.value and frame.clause is not source.clause


def _another_deed(frame: Frame, source: Frame, text: str) -> bool:
    """Say whether a list goes on to another deed than the one that names the figure before."""
    if frame.clause is not source.clause or text != join(source.verb[-1:]):
        return False
    return frame.verb_text != source.verb_text


def _has_subject(frame: Frame) -> bool:
    """Say whether a clause opens with a noun and goes on with its verb: 家庭医生签约."""
    opening = frame.clause.tokens[:2]
    return len(opening) == 2 and opening[0].cls == "N" and opening[1] is frame.verb[0]


def _sums_up_deed(frame: Frame) -> bool:
    """农村低保90户，城镇低保6户，共调出7户: what is done to all that the list names."""
    return frame.verb_class == "V" and not _ALTOGETHER.isdisjoint(frame.left_words)


def _apart(alike: list[tuple[Frame, str]], frame: Frame) -> bool:
    """Say whether the list stands too far ahead for a sum of it."""
    return alike[-1][0].clause_index < frame.clause_index - 1


def _shared_head(names: list[str]) -> str:
    """Give what several names end in alike: 农村低保户, 城镇低保户."""
    shared = names[0]
    for one in names[1:]:
        while shared and not one.endswith(shared):
            shared = shared[1:]
    return shared if len(shared) > 1 else ""


#: What sets an amount is not what another verb deals with.
_RULES = frozenset("标准 要求 规定 条件".split())


def _reaches_on(source: Frame, frame: Frame) -> bool:
    """Say whether a figure of another unit may be of the same thing: a sum, those in it.

    A count is of other things than people, lengths and sums are (慰问26人，维修6处).
    """
    if frame.limit or "R" in frame.left_classes:
        return True
    if source.quantity.unit == "倍" and frame.verb_class == "L":
        return True  # 出栏量是去年的1.5倍，达到3600头
    bare = not frame.verb and not all(t.cls == "D" for t in frame.left)
    if frame.quantity.kind == "money" and source.quantity.kind == "measure" and frame.verb:
        return False  # 距县城5公里，获资助15万元
    if frame.quantity.kind != "count":
        return frame.quantity.kind == "money" or source.quantity.kind != "count" or not bare
    if frame.quantity.unit == "户" != source.quantity.unit and frame.verb_class in {"V", "VN"}:
        return False  # 安排组长3名，走访460户
    if frame.quantity.unit in PEOPLE_UNITS:
        if source.quantity.kind == "measure" and frame.verb_class == "L":
            return False  # 距市区40公里，有1920户
        of_people = source.quantity.unit in PEOPLE_UNITS
        came = frame.verb_text in _COMING  # 学了12份文件，来了300人
        return of_people or (not bare and not came)
    if frame.verb and frame.verb_class != "L" and source.clause is not frame.clause:
        return False  # 设置检查组5组，现场指导62次
    return source.quantity.kind == "count" and source.quantity.unit not in PEOPLE_UNITS


def _is_sum(text: str) -> bool:
    return text.endswith(("费", "金", "补贴", "补助", "津贴", "款", "保险"))


def _befalls(frame: Frame) -> bool:
    """36户已全部开工, 竣工28户: say whether the verb tells what became of those counted."""
    return frame.verb_text in _HAPPENING or join(frame.follow[-1:]) in _HAPPENING


_HAPPENING = load.word_set("happening_verbs")


def _is_sum_or_fund(text: str) -> bool:
    return _is_sum(text) or text.endswith(("资金", "经费"))


_TIMES = {"次", "遍", "轮", "场次", "回"}
_HELD_DEEDS = load.word_set("held_deeds")
_INSURED = load.word_set("insurance_verbs")
_PAID_OUT = re.compile(r"赔付|理赔|赔偿|给付|报销|补助金|互助金|获赔")


def total(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str | None:
    """新增高血压患者40人、糖尿病患者22人，合计62人: the sum of different things is of none of them.

    Gives the noun that they share, or nothing; None where the figure is no such sum.
    """
    if (_IN_SUM | _IN_ALL).isdisjoint(frame.left_words) or not frame.left_classes <= _ONLY_SUMMED:
        return None
    summed: list[tuple[Frame, Item]] = []
    for before, found in reversed(earlier):
        if before.quantity.unit == frame.quantity.unit and not before.limit and found.text:
            summed.append((before, found))
        elif before.quantity.kind != "percent":
            break
    if len({found.text for _, found in summed}) < 2:
        return None
    value, last = frame.quantity.value, summed[0][0].quantity.value
    if value is None or last is None or value <= last:
        return None
    if _IN_SUM.isdisjoint(frame.left_words) and not _adds_up(value, summed):
        return None  # 培育家庭农场5家，累计41家
    named = [f.after or f.before for f, _ in summed]
    nouns = {tokens[-1].text if tokens else "" for tokens in named}
    head = nouns.pop() if len(nouns) == 1 else ""
    return head if len(head) > 1 else ""


def _adds_up(value: Decimal, summed: list[tuple[Frame, Item]]) -> bool:
    """Say whether an amount is the sum of the last two or more of those before it."""
    amounts = [frame.quantity.value or Decimal(0) for frame, _ in summed]
    return value in list(accumulate(amounts))[1:]


#: Words of a sum, and words that may also say how much there is of one thing by now.
_IN_SUM = {"共计", "合计", "总计", "一共", "总共", "拢共"}
_IN_ALL = {"共", "累计"}
_ALTOGETHER = {"共", "累计共"} | _IN_SUM
_ONLY_SUMMED = {"D", "L", "T", "LE", "P"}


def _stands_alone(frame: Frame, earlier: list[tuple[Frame, Item]]) -> bool:
    """71户，76人: nothing but the people of the households just counted."""
    before = frame.previous
    if before is None or before.limit or not earlier or earlier[-1][0] is not before:
        return False
    if before.clause_index + 1 != frame.clause_index or frame.left or frame.right:
        return False
    return (before.quantity.unit, frame.quantity.unit) in _HOMES_AND_PEOPLE


_HOMES_AND_PEOPLE = {("户", "人"), ("户", "口"), ("户", "名")}


def _parted(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """税收900万元，其中增值税600万元，所得税300万元，增收41万元: the parts make up the whole.

    What changed behind them is the whole.
    """
    last = frame.previous
    if last is None or last.completes is None or last.clause_index + 1 != frame.clause_index:
        return ""
    changes = frame.verb_class == "C" or not {"比", "较"}.isdisjoint(frame.left_words)
    if not changes or not frame.left_classes <= _CHANGING:
        return ""
    return next((i.text for f, i in earlier if f is last.completes), "")


def _pays_for_a_part(frame: Frame, earlier: list[tuple[Frame, Item]]) -> bool:
    """其中农村保健费109人，11.75万元: a bare sum is that of the part right before it."""
    if not earlier:
        return False
    before, found = earlier[-1]
    near = before.part and before.clause_index + 1 == frame.clause_index
    bare = frame.quantity.kind == "money" and not frame.left and not frame.right
    return near and bare and before.quantity.kind == "count" and _is_sum(found.text)


_CHANGING = {"C", "V", "P", "T", "D", "L", "LE", "DE"}


def _changes_a_part(frame: Frame) -> bool:
    """其中技改投入1亿元，增长30%, 减少3万元: what changed is the part just named."""
    part = frame.previous
    compared = not {"同比", "环比"}.isdisjoint(frame.left_words)
    by_so_many = compared and bool(frame.verb) and frame.left[-1] is frame.verb[-1]  # 同比减少9人
    less = frame.verb_text in _LESS and not frame.before and frame.left_classes <= _CHANGING
    if not (by_so_many or less or frame.verb_class == "C"):
        return False
    if part is None or not part.part or part.clause.depth:
        return False
    more = less and (frame.quantity.value or 0) > (part.quantity.value or 0)  # it was the whole's
    return frame.clause_index == part.clause_index + 1 and not more


_COMPARISONS = {"同比", "环比", "比", "较"}
#: A verb that is a change where no noun follows it (减少开支).
_LESS = {"减少"}


def _levels_off(frame: Frame) -> bool:
    """就业率提高8个百分点，达到61.5%: the level that the change before leads to."""
    before = frame.previous
    return (
        before is not None
        and before.verb_class == "C"
        and before.clause_index + 1 == frame.clause_index
        and bool(frame.left)
        and all(t.cls in {"L", "D", "T"} for t in frame.left)
        and frame.verb_class == "L"
    )


_BODIES = load.word_set("body_units")
