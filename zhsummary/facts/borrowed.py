"""Things counted that stand elsewhere: with another figure, in the clause before, behind the verb.

A figure without a noun of its own goes in with the figures before it; the name that reaches
on to it comes out, or an empty string. Each function is one way to reach on.
"""

from __future__ import annotations

import re
from itertools import pairwise

from zhsummary.facts.frame import Frame
from zhsummary.facts.naming import TARGET, Item, name, name_behind, without_target
from zhsummary.facts.nouns import (
    BODY_UNITS,
    PEOPLE_UNITS,
    WORTH,
    clean,
    is_body,
    join,
    noun_phrase_before,
)
from zhsummary.facts.sentence import Token
from zhsummary.lexicons import load
from zhsummary.quantities.units import UNITS

_PEOPLE = load.word_set("people_nouns")
PEOPLE_OR_HOMES = _PEOPLE | {"母亲", "户", "家属", "对象", "村", "困难户", "残疾人"}
_FAR = 40  # words of a clause behind its figure that are looked at


def limited(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """其中党员1名，20岁以上8名: what an age bounds is the whole, or what the age before bounds."""
    told = [(f, i) for f, i in earlier if not f.limit and i.text]
    told = [(f, i) for f, i in told if f.quantity.unit not in AGES]  # 平均年龄41岁
    fewer = {i.text for f, i in told if _is_fewer(f, frame)}
    told = [(f, i) for f, i in told if i.text not in fewer]
    bounded = bounded_before(told)
    if bounded:
        return bounded.pop() if len(bounded) == 1 else ""
    if not told:  # 党员平均年龄48岁，35岁以下40名
        aged = [
            _OF_PEOPLE.sub("", i.text)
            for f, i in earlier
            if f.quantity.unit in AGES and not (f.limit and fewer)
        ]
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
AGES = {"岁", "周岁"}


def _is_fewer(source: Frame, frame: Frame) -> bool:
    """女党员5人，35岁以下13人: the 13 are not of the 5."""
    one, other = source.quantity, frame.quantity
    if one.unit != other.unit or one.value is None or other.value is None:
        return False
    return one.value < other.value


def bounded_before(earlier: list[tuple[Frame, Item]]) -> set[str]:
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
    if exact := _whose_rest(frame, done):
        return exact
    whole = [text for f, text in done if not f.part and not f.limit]
    return next(iter([*whole, *(without_target(text, "") for _, text in alike)]), "")


def _whose_rest(frame: Frame, told: list[tuple[Frame, str]]) -> str:
    """排查自建房6120栋，发现隐患43栋，整治41栋，剩余2栋: the amounts say of which they are left."""
    value = frame.quantity.value
    for (whole, text), (done, _) in pairwise(told):
        of, taken = whole.quantity.value, done.quantity.value
        if value is not None and of is not None and taken is not None and of - taken == value:
            return text
    return ""


def _owner(frame: Frame) -> bool:
    """还有1家老板松了口: people are not what the measure word of a firm counts."""
    return frame.quantity.unit in BODY_UNITS and any(t.text in _PEOPLE for t in frame.after)


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
    if behind[0].text in _FROM_WHOM:  # 由学校组织的服务队开展以法律为主题的宣讲
        last = next((i for i, t in enumerate(behind) if t.cls == "DE" and _tells(behind[:i])), last)
    end = next((k for k, t in enumerate(behind) if k > last and t.text in _BECOMING), len(behind))
    return name_behind(behind[last + 1 : end], set()) if last > 0 else ""


def _tells(clause: list[Token]) -> bool:
    return clause[0].text == "来自" or any(t.verbal for t in clause)


_FROM_WHOM = {"由", "来自"}
_BECOMING = {"列为", "评为", "作为", "列入", "纳入"}


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
        elif phrase and token.cls in {"V", "VN", "D"} and phrase[-1].text in PEOPLE_OR_HOMES:
            break
        else:
            phrase = [] if token.cls != "DE" else phrase
    named = name(phrase)
    return named if named.endswith(tuple(PEOPLE_OR_HOMES)) else ""


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
    if at < 0 or frame.follow[-1].text in BY_MEANS | HANDING_ON:
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
HANDING_ON = load.word_set("transferring_verbs")
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
